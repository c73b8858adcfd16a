"""Repetition of lines, paragraphs and words, and the words that recur in a row."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.signals.grams import covered, recurring, stepped_over
from cleaner.signals.measured import Signals
from cleaner.signals.subject import subject_of

few_words = st.lists(st.sampled_from(("dam", "river", "gate", "of", "the")), max_size=60)


def signals(text: str) -> Signals:
    return Signals(subject_of(text, "en"))


@given(few_words)
def test_tops_are_those_of_a_plain_count(words: list[str]) -> None:
    found = recurring(words, 5)
    for n in range(2, 6):
        grams = [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]
        assert found.tops.get(n) == next(iter(Counter(grams).most_common(1)), None)


@given(few_words, st.integers(5, 10))
def test_what_is_stepped_over_is_what_a_plain_walk_finds(words: list[str], n: int) -> None:
    seen: set[tuple[str, ...]] = set()
    characters = i = 0
    while i + n <= len(words):
        gram = tuple(words[i : i + n])
        characters += len("".join(gram)) if gram in seen else 0
        i += n if gram in seen else 1
        seen.add(gram)
    assert stepped_over(words, n, recurring(words, 5).places) == characters


@given(few_words, st.integers(5, 10))
def test_what_is_covered_is_what_marking_each_character_finds(words: list[str], n: int) -> None:
    text = " ".join(words)
    starts = [len(" ".join(words[:i])) + (i > 0) for i in range(len(words))]
    marked: set[int] = set()
    grams = [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]
    for i, gram in enumerate(grams):
        if gram in grams[:i]:
            marked.update(range(starts[i], starts[i] + len(" ".join(gram))))
    assert covered(words, n, recurring(words, 5).places) == len(marked) <= len(text)


def test_distinct_lines_repeat_nothing() -> None:
    measured = signals("\n\n".join(f"Gate {i} of the dam above town {i * 3} stood open." for i in range(20)))
    for name in measured:
        if "duplicate_line" in name or "duplicate_paragraph" in name or "nemo_repeated" in name:
            assert measured[name] == 0, name
    assert measured["fineweb_duplicate_character_share"] == 0


def test_lines_and_paragraphs_that_stood_before_count() -> None:
    measured = signals("The gate is open.\nThe gate is shut.\n\nThe gate is open.")
    assert measured["gopher_duplicate_line_share"] == pytest.approx(1 / 3)
    assert measured["gopher_duplicate_line_character_share"] == pytest.approx(17 / 54)
    assert measured["gopher_duplicate_paragraph_share"] == 0
    assert measured["nemo_repeated_line_character_share"] == pytest.approx(17 / 51)


@pytest.mark.parametrize(("text", "pieces"), [("", 1), ("\n", 2), ("a", 1), ("\na\n\n\nb\n", 4), ("a\n\n\n\n\nb", 2)])
def test_a_break_at_the_edge_parts_a_piece_of_nothing(text: str, pieces: int) -> None:
    from cleaner.signals.parts import Parts

    assert len(Parts(subject_of(text, "en")).gopher_lines) == pieces


def test_the_commonest_words_in_a_row_are_counted_with_their_spaces() -> None:
    text = "The old dam held. The old gate broke. The old wall fell."
    measured = signals(text)
    assert measured["gopher_top_2_gram_share"] == pytest.approx(3 * len("The old") / len(text))
    assert measured["nemo_top_2_gram_share"] == measured["gopher_top_2_gram_share"]
    assert measured["gopher_top_3_gram_share"] == pytest.approx(len("The old dam") / len(text))


def test_marks_do_not_part_words_that_recur() -> None:
    measured = signals("the gate of the dam, broke. The mayor saw the gate of the dam broke.")
    assert measured["gopher_duplicate_6_gram_share"] == pytest.approx(len("thegateofthedambroke") / 68)
    assert measured["nemo_duplicate_6_gram_share"] == 0
