"""Sentences as the model reads them."""

from __future__ import annotations

import pytest

from cleaner.coherence.lines import heading, lines
from cleaner.model import Span
from tests.coherence.stories import WORDS, story
from tests.conftest import read, span_of


def test_a_line_knows_its_words_and_its_paragraph() -> None:
    first, second, third = story("The dam held at Arden. Nobody was hurt there.", "The road is still closed today.")
    assert first.words == ("the", "dam", "held", "at", "arden")
    assert first.written[-1] == "Arden"
    assert first.capitals == (True, False, False, False, True)
    assert first.content == (False, True, True, False, True)
    assert first.paragraph == second.paragraph != third.paragraph


@pytest.mark.parametrize(
    ("sentence", "judged"),
    [
        ("The dam above the valley held through the night.", True),
        ("He said: “The dam above the valley held.”", True),
        ("The dam above the valley and the", False),
        ("It held.", False),
        ("Colgan Dodds Kenneth Brebner Kerr Cameron Robson Crawford Grady.", False),
    ],
)
def test_only_whole_sentences_of_prose_are_judged(sentence: str, judged: bool) -> None:
    assert [line.judged for line in story("The town is quiet. " + sentence)][-1] is judged


def test_what_is_taken_out_and_what_is_no_prose_is_no_line() -> None:
    text = "# The flood\n\nThe dam held at Arden.\n\n- boats\n\nMore news: Oslo.\n\nThe road is closed."
    reading = read(text).without([Span(*_bounds(text, "More news: Oslo."))])
    assert [" ".join(line.written) for line in lines(reading, WORDS["en"])] == [
        "The dam held at Arden",
        "The road is closed",
    ]


def test_the_heading_is_the_title_or_the_headline_in_the_text() -> None:
    text = "# Flood in Arden\n\nThe dam held."
    assert heading(read(text), WORDS["en"]) == ("flood", "arden")
    assert heading(read(text, title="The dams of Arden"), WORDS["en"]) == ("dams", "arden")
    assert heading(read("It rained.\n\nThe dam held at last."), WORDS["en"]) == ()


def _bounds(text: str, piece: str) -> tuple[int, int]:
    span = span_of(text, piece)
    return span.start, span.end
