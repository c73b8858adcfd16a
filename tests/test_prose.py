"""Prose and narration."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.detect.prose import ends_sentence, is_narrated, is_question, stem, title_words
from tests.conftest import read, span_of


@pytest.mark.parametrize(
    ("text", "ends", "asks"),
    [
        ("It held.", True, False),
        ("„Es hielt.“", True, False),
        ('"Did it hold?" ', True, True),
        ("它守住了吗？", True, True),
        ("Opening hours", False, False),
        ("Hours:", False, False),
    ],
)
def test_sentences_and_questions_are_told_by_their_ends(text: str, ends: bool, asks: bool) -> None:
    assert (ends_sentence(text), is_question(text)) == (ends, asks)


def test_narration_is_what_is_left_and_not_quoted() -> None:
    text = 'The dam held. "We are glad," she said. It is old.'
    reading = read(text).without([span_of(text, "It is old.")])
    told = [is_narrated(reading, span_of(text, words)) for words in ("The dam", "We are glad", "old")]
    assert told == [True, False, False]


def test_words_of_the_headline_are_parted_and_bare() -> None:
    reading = read("The dam held.")
    meta = replace(reading.document.meta, title='Harlow\'s "cease-fire" holds!')
    titled = replace(reading, document=replace(reading.document, meta=meta))
    assert title_words(titled) == ["Harlow", "s", "cease", "fire", "holds"]


def test_stems_are_of_words_that_carry_content() -> None:
    assert [stem(word, {"would"}) for word in ("engineers", "would", "dam", "12345")] == ["engin", "", "", ""]
