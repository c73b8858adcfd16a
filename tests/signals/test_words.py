"""Signals of words."""

from __future__ import annotations

import pytest

from cleaner.signals.measured import Signals
from cleaner.signals.subject import subject_of


def signals(text: str) -> Signals:
    return Signals(subject_of(text, "en"))


def test_marks_are_no_words_for_gopher() -> None:
    measured = signals("The dam — built in 1931 — held.")
    assert (measured["gopher_words"], measured["nemo_words"]) == (6, 8)
    assert measured["gopher_mean_word_length"] == pytest.approx(21 / 6)
    assert measured["gopher_alphabetic_word_share"] == pytest.approx(5 / 6)
    assert measured["nemo_alphabetic_word_share"] == pytest.approx(5 / 8)


def test_hash_marks_and_ellipses_are_counted_a_word() -> None:
    measured = signals("One # two ## three... four… five")
    assert measured["gopher_hash_ratio"] == pytest.approx(3 / 5)
    assert measured["gopher_ellipsis_ratio"] == pytest.approx(2 / 5)
    assert measured["nemo_symbol_ratio"] == pytest.approx(1 / 7)


def test_lines_begin_with_bullets_and_end_with_ellipses() -> None:
    measured = signals("• sand\n - pumps...\nbread …  \nand water")
    assert measured["gopher_bullet_line_share"] == 0.5
    assert measured["gopher_ellipsis_line_share"] == 0.5


def test_function_words_count_in_small_letters_only() -> None:
    measured = signals("The dam of the town, OF the river and THE sea and the sky.")
    assert measured["gopher_stop_words"] == 3
    assert measured["nemo_common_english_words"] == 6


def test_the_longest_word_has_its_marks() -> None:
    assert signals('He said: "Unbelievable!"')["nemo_longest_word"] == len('"Unbelievable!"')


@pytest.mark.parametrize("text", ["", "?!", "\n \n"])
def test_without_words_nothing_is_a_mean(text: str) -> None:
    measured = signals(text)
    assert measured["gopher_words"] == 0
    assert measured["gopher_mean_word_length"] is None
