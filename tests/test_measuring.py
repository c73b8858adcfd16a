"""What is measured of an article as it came and as it leaves."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config
from cleaner.result import CleanResult
from tests.coherence.stories import FLOOD, SINGER

MEASURING = Cleaner(Config(signals=True))


Values = dict[str, float | None]


def measured(text: str, cleaner: Cleaner = MEASURING) -> tuple[CleanResult, Values, Values]:
    result = cleaner.clean_text(text)
    assert result.measured is not None and result.measured_before is not None
    return result, dict(result.measured_before.signals), dict(result.measured.signals)


def test_what_was_repaired_counts_before_and_no_more_after() -> None:
    text = "\n\n".join((*FLOOD[:2], "Read more: How the mayor won", *FLOOD[2:]))
    _, before, after = measured(text)
    assert (before["defects_boilerplate"] or 0) > 0 and after["defects_boilerplate"] == 0
    assert (before["boilerplate_share"] or 0) > 0 and after["boilerplate_share"] == 0
    assert (before["words"] or 0) - (after["words"] or 0) == 6
    assert before["sound_words"] == after["sound_words"]


def test_a_sound_article_is_measured_alike_before_and_after() -> None:
    result, before, after = measured("\n\n".join(FLOOD))
    assert not result.edits
    assert list(before) == list(after)
    guessed = {"language_confidence"}  # it is known, the second time
    assert {n: v for n, v in before.items() if n not in guessed} == {n: v for n, v in after.items() if n not in guessed}


def test_a_foreign_passage_raises_the_odds_unless_a_finding_has_taken_it_out() -> None:
    rest = "\n\n".join(FLOOD)
    spliced = "\n\n".join((*FLOOD[:2], SINGER, *FLOOD[2:]))
    silent = Cleaner(Config(signals=True, ignore=("splice/foreign-passage",)))
    _, sound, _ = measured(rest, silent)
    _, odd, _ = measured(spliced, silent)
    result, found, _ = measured(spliced)
    assert (odd["coherence_odds"] or 0) > (sound["coherence_odds"] or 0) + 1
    assert any(f.rule == "splice/foreign-passage" for f in result.findings)
    assert found["coherence_odds"] == pytest.approx(sound["coherence_odds"])


def test_hits_of_spam_are_counted_before_and_after() -> None:
    one = "Play now and win real money. No deposit bonus, free spins for you: place your bets and claim your bonus. "
    _, before, after = measured(one * 6)
    assert (before["spam_casino"] or 0) > 0 and before["spam_casino"] == after["spam_casino"]


def test_filters_say_why_they_would_drop_a_text() -> None:
    result, _, _ = measured("Click here. { }")
    assert result.measured is not None
    assert result.measured.filters["c4"] is not None and result.measured.filters["gopher-quality"] is not None
    whole, _, _ = measured("\n\n".join(FLOOD * 2))
    assert whole.measured is not None and whole.measured.filters["c4"] is None


def test_nothing_is_measured_unasked(cleaner: Cleaner) -> None:
    result = cleaner.clean_text(FLOOD[0])
    assert result.measured is None and "signals" not in result.to_dict() and "filters" not in result.to_dict()
    record = MEASURING.clean_text(FLOOD[0]).to_dict()
    assert {"signals", "signals_before", "filters", "filters_before"} <= set(record)
