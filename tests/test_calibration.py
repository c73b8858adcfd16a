"""Fitting a policy to labels: it finds what is known of labels that were made by a known rule."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.calibration import FEWEST, Labelled, auc, calibrate, calibration_error
from cleaner.errors import BadLabels
from cleaner.policy import Curve, PartPolicy, Policy
from cleaner.score import Values, points_of

POLICY = Policy(
    "x", 0.5, Curve(((0, 100), (1, 100))), Curve(((0, 0), (100, 1))), 0.5, 0.1,
    tuple(PartPolicy(name, weight, families=(name,)) for name, weight in (("a", 10), ("b", 30), ("c", 60))),
)  # fmt: skip
TRUE = (12.0, 4.0, 1.0)
"""By how much the log odds of a good label fall if a part is lost whole."""
RIGHT = [100 * t / sum(TRUE) for t in TRUE]


def _lost(left: list[float], mended: list[float], share: float) -> float:
    return sum(t * (a + share * b) for t, a, b in zip(TRUE, left, mended, strict=True))


def labelled(number: int, seed: int, repaired: float = 0.3, *, before: bool = False) -> list[Labelled]:
    """Rows whose labels follow a logistic law: what is left of defects counts whole, what was repaired less."""
    chance = Random(seed)
    rows = []
    for _ in range(number):
        left, mended = ([min(0.6, max(0.0, chance.gauss(-0.1, 0.25))) for _ in TRUE] for _ in range(2))
        values = Values(
            *(
                tuple(100 * max(0.0, 1 - a - share * b) for a, b in zip(left, mended, strict=True))
                for share in (0.0, 1.0)
            )
        )
        good, was = (chance.random() < 1 / (1 + math.exp(_lost(left, mended, share) - 3)) for share in (repaired, 1.0))
        rows.append(Labelled(values, good, was if before else None))
    return rows


def weights(rows: list[Labelled]) -> list[float]:
    return [part.weight for part in calibrate(rows, POLICY, 0.9, 0.9).policy.parts]


def test_the_weights_and_the_share_of_repairs_behind_the_labels_are_found() -> None:
    rows = labelled(6000, 1)
    fit = calibrate(rows, POLICY, 0.9, 0.9)
    assert weights(rows) == pytest.approx(RIGHT, abs=9)
    assert sum(weights(rows)) == pytest.approx(100, abs=0.2)
    assert 0.1 <= fit.policy.repaired <= 0.5
    assert fit.auc > 0.8 and fit.error < 0.03


def test_labels_of_articles_as_they_came_teach_weights_too() -> None:
    rows = labelled(400, 2, before=True)
    alone = [Labelled(row.values, row.is_good) for row in rows]
    distance = [sum(abs(a - b) for a, b in zip(weights(some), RIGHT, strict=True)) for some in (rows, alone)]
    assert distance[0] < distance[1]


def test_a_part_that_the_labels_know_nothing_of_keeps_more_of_its_weight() -> None:
    rows = labelled(2000, 3)
    blind = [Labelled(Values(*((a, b, None) for a, b, _ in row.values)), row.is_good) for row in rows]
    known, unknown = (weights(some)[2] for some in (rows, blind))
    assert unknown > known + 10


def test_the_weight_of_a_part_that_is_held_stays_what_it_was() -> None:
    fit = calibrate(labelled(2000, 3), POLICY, 0.9, 0.9, hold=("c",))
    a, b, c = (part.weight for part in fit.policy.parts)
    assert c == 60 and a + b == pytest.approx(40, abs=0.2) and a > b
    every = calibrate(labelled(500, 3), POLICY, 0.9, 0.9, hold=("a", "b", "c")).policy
    assert [part.weight for part in every.parts] == [10, 30, 60]
    assert every.probability != POLICY.probability


def test_the_curve_gives_the_share_of_good_articles_at_each_score() -> None:
    rows = labelled(4000, 4)
    policy = calibrate(rows, POLICY, 0.9, 0.9).policy
    own = [part.weight for part in policy.parts]
    fresh = labelled(4000, 5)
    scores = np.array([sum(points_of(row.values.mixed(policy.repaired_shares()), own)) for row in fresh])
    good = np.array([row.is_good for row in fresh])
    chances = np.array([policy.probability.at(score) for score in scores])
    assert calibration_error(chances, good) < 0.03
    for low, high in ((50, 80), (80, 95), (95, 101)):
        inside = (scores >= low) & (scores < high)
        assert chances[inside].mean() == pytest.approx(good[inside].mean(), abs=0.05)


def test_thresholds_are_the_lowest_and_highest_that_reach_what_is_asked() -> None:
    fit = calibrate(labelled(4000, 6), POLICY, 0.9, 0.8)
    at = {threshold.chance: threshold for threshold in fit.thresholds}
    assert (at[fit.policy.keep].precision or 0) >= 0.9
    assert all((t.precision or 0) < 0.9 for t in fit.thresholds if t.chance < fit.policy.keep)
    assert (at[fit.policy.review].rejected_precision or 0) >= 0.8
    assert fit.policy.review <= fit.policy.keep


def test_a_precision_that_nothing_reaches_keeps_and_rejects_nothing() -> None:
    policy = calibrate(labelled(400, 9), POLICY, 1.01, float("nan")).policy
    assert (policy.keep, policy.review) == (1, 0)


def test_precision_and_recall_are_those_of_the_kept_and_the_rejected() -> None:
    fit = calibrate(labelled(1000, 7), POLICY, 0.9, 0.9)
    assert [t.recall for t in fit.thresholds] == sorted((t.recall for t in fit.thresholds), reverse=True)
    assert [t.kept for t in fit.thresholds] == sorted((t.kept for t in fit.thresholds), reverse=True)
    assert [t.rejected_recall for t in fit.thresholds] == sorted(t.rejected_recall for t in fit.thresholds)


@pytest.mark.parametrize("good", [0, FEWEST - 1])
def test_too_few_labels_of_a_kind_are_an_error_that_counts_them(good: int) -> None:
    rows = labelled(100, 8)
    some = [*(r for r in rows if not r.is_good), *[r for r in rows if r.is_good][:good]]
    with pytest.raises(BadLabels, match=f"{good} articles with the label true"):
        calibrate(some, POLICY, 0.9, 0.9)


def test_labels_that_no_part_explains_leave_the_policy_usable() -> None:
    rows = [Labelled(Values((100.0,) * 3, (100.0,) * 3), i % 2 == 0) for i in range(100)]
    policy = calibrate(rows, POLICY, 0.9, 0.9).policy
    assert [part.weight for part in policy.parts] == pytest.approx([10, 30, 60], abs=0.2)
    assert policy.probability.at(100) == pytest.approx(0.5, abs=0.02)
    assert len(policy.probability.points) >= 2


@given(
    st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=2).filter(
        lambda rows: len({g for _, g in rows}) == 2
    )
)
def test_the_auc_counts_pairs(rows: list[tuple[int, bool]]) -> None:
    good, bad = ([s for s, g in rows if g is kind] for kind in (True, False))
    pairs = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in good for b in bad)
    found = auc(np.array([float(s) for s, _ in rows]), np.array([g for _, g in rows]))
    assert found == pytest.approx(pairs / len(good) / len(bad))


def test_the_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    chances = np.array([0.05, 0.05, 0.95, 0.95, 1.0])
    assert calibration_error(chances, np.array([False, False, True, True, True])) == pytest.approx(0.2 * 0.05 * 4 * 1.0)
    assert calibration_error(np.array([0.9, 0.9]), np.array([False, False])) == pytest.approx(0.9)


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_a_fitted_curve_rises_and_stays_between_nought_and_one(seed: int) -> None:
    points = calibrate(labelled(200, seed), POLICY, 0.9, 0.9).policy.probability.points
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(points))
    assert all(0 < y < 1 and 0 <= x <= 100 for x, y in points)
