"""Signals of quotations and capitals."""

from __future__ import annotations

import pytest

from cleaner.signals.measured import Signals
from cleaner.signals.subject import subject_of


def signals(text: str) -> Signals:
    return Signals(subject_of(text, "en"))


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ('"We stay," she said. "All of us."', 0),
        ('"We stay, she said.', 1),
        ('He said: "We stay.\n\n"Nobody leaves the town."', 0),
        ("“We stay. She said so.\n\nThe river fell.", 1),
        ("„Wir bleiben“, sagte sie. »Alle.«", 0),
        ("「橋は残る」と言った。", 0),
    ],
)
def test_a_quotation_closes_or_goes_on_in_the_next_paragraph(text: str, paragraphs: int) -> None:
    measured = signals(text)
    assert measured["unbalanced_quotations"] == pytest.approx(1000 * paragraphs / (measured["words"] or 1))


def test_a_sentence_of_capitals_is_a_title() -> None:
    measured = signals("Seven Ways to Win the Lottery of Life\n\nThe dam above the town held.\n\nit did not break.")
    assert measured["title_case_sentence_share"] == pytest.approx(1 / 3)
    assert measured["lower_case_start_share"] == pytest.approx(1 / 3)


def test_a_small_word_far_behind_makes_it_a_sentence() -> None:
    people = "Anna Reed, Paul Haller, Mary Stone, John Moss and Ann Lee"
    assert signals(f"{people} Stayed.")["title_case_sentence_share"] == 1
    assert signals(f"{people} stayed.")["title_case_sentence_share"] == 0


def test_a_script_without_capitals_has_no_casing() -> None:
    assert signals("صمد السد طوال الليل.")["capital_word_share"] is None
    assert signals("the dam held")["capital_word_share"] == 0
    assert signals("The Dam held")["capital_word_share"] == pytest.approx(2 / 3)
