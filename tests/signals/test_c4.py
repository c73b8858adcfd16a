"""What C4 does with lines."""

from __future__ import annotations

import pytest

from cleaner.signals.measured import Signals
from cleaner.signals.subject import subject_of

SOUND = "The dam held. Nobody slept."


def signals(text: str) -> Signals:
    return Signals(subject_of(text, "en"))


@pytest.mark.parametrize(
    ("line", "fate"),
    [
        ("Menu Home News", "c4_unpunctuated_lines"),
        ("The rest of the story follows...", "c4_unpunctuated_lines"),
        ("Read on.", "c4_short_lines"),
        ("Please turn on JavaScript to read this.", "c4_javascript_lines"),
        ("This site uses cookies to count its readers.", "c4_policy_lines"),
        ("Lorem ipsum dolor sit amet.", "c4_lorem_ipsum"),
        ("The page says {title} where a title was.", "c4_curly_bracket"),
        ("See " + "x" * 1001 + " for more.", "c4_long_word_lines"),
    ],
)
def test_a_line_falls_for_one_reason(line: str, fate: str) -> None:
    measured = signals(f"{SOUND}\n\n{line}\n\n{SOUND}")
    fates = [name for name in measured if name.startswith("c4_") and name.endswith(("_lines", "_ipsum", "_bracket"))]
    assert {name: measured[name] for name in fates if measured[name]} == {fate: 1}
    assert measured["c4_kept_line_share"] == pytest.approx(2 / 3)
    assert measured["c4_sentences"] == 4


def test_a_line_ends_before_its_citations() -> None:
    assert signals("The dam was built in 1931.[12][citation needed]")["c4_kept_line_share"] == 1


def test_sentences_are_those_of_the_lines_that_are_kept() -> None:
    assert signals(f"{SOUND} And it rained on\n{SOUND}")["c4_sentences"] == 2


def test_a_text_without_lines_has_no_share_of_them() -> None:
    assert signals(" \n\n")["c4_kept_line_share"] is None
