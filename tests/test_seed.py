"""The article that started the project, where it is present: what must be found, repaired and left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner, Config
from cleaner.model import Finding, Fix, QuoteMode

ARTICLE = Path(__file__).parents[2] / "shared" / "seed" / "article.txt"
DOCUMENT = "spinning/spun"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the seed article is not part of the project")

REPAIRED = {
    1: (1532, "More news: Black Hawk helicopter crashes in Leonardtown, Md"),
    2: (2157, "Later: Syria, Iraq, Libya, CT, climate, Iran."),
    3: (1310, "Russian Federation"),
    4: (2526, "Russian Federation"),
    6: (790, "USA"),
    8: (1799, "USA"),
    9: (2657, "USA"),
    10: (1926, "U.S."),
}
SUGGESTED = {
    5: (1994, "Russian Federation"),
    7: (938, "USA"),
    11: (649, "can not"),
    26: (675, 'relationship".'),
    27: (1028, 'Iraq",'),
}
SUGGESTED_TOO = (2047, 'Syria".')
"""Row 26 names two places."""
REPORTED = {
    12: (2204, "Tillerson"),
    13: (826, "Trump"),
    14: (1195, "Mr Putin"),
    16: (2589, "Bashar al-Assad"),
    18: (2379, '"You are afraid of an impartial investigation" that the Syrian'),
    19: (2370, "he said:"),
    20: (2714, "His efforts have crashed much more quickly and dramatically."),
    21: (608, '"The world\'s two foremost nuclear powers can not have this kind of relationship"'),
    22: (1149, "All this"),
    23: (1636, "the alliance"),
    24: (1695, "Ahead of the summit"),
    25: (1442, "the missile strike"),
}
FILLER = "Where relations between the two countries go from this point on is hard to guess."
REPORTED_TOO = {(1704, "the summit"), (60, "Mr Tillerson"), (691, FILLER)}
"""Row 24 once more, by its noun; and the notes: Tillerson and Trump are never introduced, a filler stands alone."""


@pytest.fixture(scope="module")
def found() -> dict[tuple[int, str], Finding]:
    result = Cleaner().clean(ARTICLE.read_bytes())
    return {(f.span.start, f.span.of(result.source_text)): f for f in result.findings if f.rule != DOCUMENT}


def test_the_whole_text_is_spun() -> None:
    (finding,) = [f for f in Cleaner().clean(ARTICLE.read_bytes()).findings if f.rule == DOCUMENT]
    assert {e.name for e in finding.evidence} >= {"names/official-name", "spinning/can-not", "spinning/usa-adjective"}


@pytest.mark.parametrize("row", REPAIRED)
def test_a_row_that_must_be_repaired(row: int, found: dict[tuple[int, str], Finding]) -> None:
    assert found[REPAIRED[row]].fix is Fix.APPLIED


@pytest.mark.parametrize("row", SUGGESTED)
def test_a_row_in_or_at_a_quotation_is_suggested(row: int, found: dict[tuple[int, str], Finding]) -> None:
    assert found[SUGGESTED[row]].fix is Fix.SUGGESTED


@pytest.mark.parametrize("row", REPORTED)
def test_a_row_that_must_be_reported(row: int, found: dict[tuple[int, str], Finding]) -> None:
    assert found[REPORTED[row]].fix is not Fix.APPLIED


def test_nothing_else_is_flagged(found: dict[tuple[int, str], Finding]) -> None:
    assert set(found) == {*REPAIRED.values(), *SUGGESTED.values(), SUGGESTED_TOO, *REPORTED.values(), *REPORTED_TOO}


def test_quotations_are_kept_unless_restoration_is_asked_for() -> None:
    page = ARTICLE.read_bytes()
    kept, restored = Cleaner().clean(page).text, Cleaner(Config(quotes=QuoteMode.RESTORE)).clean(page).text
    for original, spun in (
        ("powers cannot have", "powers can not have"),
        ("US representatives in", "USA representatives in"),
        ("work with Russia to", "work with Russian Federation to"),
    ):
        assert spun in kept and spun not in restored
        assert original in restored and original not in kept
