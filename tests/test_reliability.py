"""Calibration is measured and drawn as it says; and what scores are worth is counted right."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast
from xml.etree import ElementTree

import pytest

from cleaner.model import Quality, Verdict
from tests.benchmarks.farm import Damage, Damaged
from tests.benchmarks.judged import SHARES, Judged
from tests.benchmarks.quality import chances, lowered, raised, told
from tests.benchmarks.reliability import Bin, Chance, bins, brier, calibration_error, picture

GIVEN = [Chance(0.1, False), Chance(0.15, True), Chance(0.95, True), Chance(1.0, True)]
SVG = "{http://www.w3.org/2000/svg}"


def row(identity: str, damage: Damage, before: float, after: float) -> Judged:
    item = Damaged(identity, "own", damage, "", "", (), "", ())
    return Judged(item, Quality(after, before, 0.5, Verdict.KEEP, (), "news"), True, damage is Damage.NONE)


def test_bins_have_equal_widths_and_a_chance_of_one_is_in_the_last() -> None:
    assert bins(GIVEN) == [Bin(2, 2.0, 0.125, 0.5), Bin(2, 2.0, 0.975, 1.0)]


def test_the_calibration_error_weighs_the_bins_by_their_rows() -> None:
    assert calibration_error(GIVEN) == pytest.approx((0.375 * 2 + 0.025 * 2) / 4)
    heavier = [Chance(c.given, c.true, 3.0 if c.given > 0.5 else 1.0) for c in GIVEN]
    assert calibration_error(heavier) == pytest.approx((0.375 * 2 + 0.025 * 6) / 8)
    assert calibration_error([Chance(0.5, True), Chance(0.5, False)]) == 0


def test_the_brier_score_is_the_mean_square() -> None:
    assert brier(GIVEN) == pytest.approx((0.1**2 + 0.85**2 + 0.05**2) / 4)


def test_the_picture_is_well_formed_with_a_point_a_bin_and_named_axes() -> None:
    root = ElementTree.fromstring(picture({"all": GIVEN, "press & blogs": GIVEN[:2]}))
    texts = [node.text for node in root.iter(f"{SVG}text")]
    assert len(list(root.iter(f"{SVG}circle"))) == 3
    assert texts.count("chance that was given") == texts.count("share that was printable") == 2
    assert {"all", "press & blogs", "1.0", "2"} <= set(texts)


def test_ties_count_half() -> None:
    clean = [row("a", Damage.NONE, 90, 90), row("b", Damage.NONE, 80, 80)]
    assert told(clean, [row("a", Damage.FARM, 80, 85)]) == 0.75


def test_an_article_is_compared_with_itself() -> None:
    clean = [row("a", Damage.NONE, 90, 90), row("b", Damage.NONE, 80, 80)]
    hurt = [row("a", Damage.FARM, 85, 90), row("b", Damage.FARM, 80, 80)]
    assert lowered(clean, hurt) == raised(hurt) == 0.5


def test_each_damage_weighs_what_it_does_where_chances_are_fitted() -> None:
    def given(damage: Damage) -> Judged:
        return replace(row("a", damage, 90, 90), quality=cast(Quality, SimpleNamespace(probability=0.7)))

    rows = {Damage.NONE: [given(Damage.NONE)], Damage.FARM: [given(Damage.FARM)] * 2}
    assert sum(SHARES.values()) == pytest.approx(1)
    assert chances(rows) == [Chance(0.7, True, 0.4), *[Chance(0.7, False, 0.075)] * 2]


def test_where_no_chance_is_given_there_is_nothing_to_calibrate() -> None:
    without = replace(row("a", Damage.NONE, 90, 90), quality=cast(Quality, SimpleNamespace(probability=None)))
    assert chances({Damage.NONE: [without]}) == []
