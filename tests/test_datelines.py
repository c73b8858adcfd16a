"""Datelines in mid-text."""

from __future__ import annotations

import pytest

from cleaner.detect.splices import Splices
from cleaner.model import Finding
from cleaner.packs import load
from cleaner.rulebook import rules_folder
from tests.conftest import read, span_of

RULE = load(rules_folder()).by_id["splice/dateline"]
TOP = "OSLO (AP) - The dam held.\n\nSchools stay closed.\n\nCrews left at dawn.\n\n"


def find(text: str) -> list[Finding]:
    return list(Splices([RULE], {}).find(read(text, [RULE])))


@pytest.mark.parametrize(
    "dateline",
    ["TURIN (Reuters) -", "NEW YORK, April 3 (AP) —", "LIMA, Sept 12 -", "Bern (sda) –", "QUITO, 4 mar (EFE).-",
     "(ANSA) - ROMA, 12 APR -", "МОСКВА, 5 июн —", "ŁÓDŹ (PAP) -"],
)  # fmt: skip
def test_a_later_dateline_is_found_and_points_at_the_first(dateline: str) -> None:
    text = f"{TOP}{dateline} The ferry was sold."
    (finding,) = find(text)
    assert (finding.span, finding.related) == (span_of(text, dateline), (span_of(text, "OSLO (AP) -"),))
    assert finding.proposals == ()


def test_a_dateline_inside_a_paragraph_is_found_where_it_stands_late() -> None:
    text = "The dam held. Schools stay closed. Crews left. LIMA (Reuters) - The ferry was sold."
    assert [f.span.of(text) for f in find(text)] == ["LIMA (Reuters) -"]
    assert find("It rained. LIMA (Reuters) - The ferry was sold.") == []


@pytest.mark.parametrize(
    "text",
    [
        TOP,
        "By Ana Reed\n\nOSLO (AP) - The dam held.\n\nSchools stay closed.",
        f"{TOP}LIMA (AP) - The ferry was sold.\n\nTURIN (AP) - The fair began.",
        f"{TOP}The board (AP) - a firm - was sold.\n\nThe Internet of Things (IoT) – it grows.",
        f"{TOP}On April 3 - a Friday - it rained. LIMA, that is.",
        f"{TOP}“LIMA (AP) - The ferry was sold,” the cable read.",
        f"{TOP}- LIMA (AP) - The ferry was sold.",
    ],
)
def test_first_datelines_round_ups_and_look_alikes_are_spared(text: str) -> None:
    assert find(text) == []
