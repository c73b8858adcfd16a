"""Words and their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Span
from cleaner.words import count_words, fold, indefinite_article, is_word, tokenize
from tests.conftest import span_of


def words(text: str) -> list[str]:
    tokens = tokenize(text)
    return [tokens.word(i) for i in range(len(tokens))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("Read more: now", ["Read", "more", ":", "now"]),
        ("must-read", ["must", "-", "read"]),
        ("U.S. law", ["U", ".", "S", ".", "law"]),
        ("don’t", ["don", "’", "t"]),
        ("Größe über", ["Größe", "über"]),
        ("Привет, мир", ["Привет", ",", "мир"]),
        ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
        ("東京で", ["東", "京", "で"]),
        ("snake_case", ["snake", "_", "case"]),
        ("a\r\nb", ["a", "b"]),
    ],
)
def test_text_is_split_into_words_and_single_marks(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_combining_accent_stays_with_its_word() -> None:
    assert words("cafe\u0301 ferme") == ["cafe\u0301", "ferme"]


@given(st.text())
def test_tokens_are_ordered_disjoint_and_cover_all_but_space(text: str) -> None:
    tokens = tokenize(text)
    at = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert not text[at:start].strip()
        assert start < end
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("READ", "read"),
        ("École", "ecole"),
        ("Ñandú", "nandu"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("’", "'"),
        ("“", '"'),
        ("«", '"'),
        ("—", "-"),
        ("：", ":"),
        ("Ｆｕｌｌ", "full"),
        ("МИР", "мир"),
        ("\u0301", "\u0301"),
    ],
)
def test_fold_drops_case_accents_and_typographic_marks(word: str, expected: str) -> None:
    assert fold(word) == expected


@given(st.text(min_size=1))
def test_fold_never_makes_a_word_vanish(word: str) -> None:
    assert fold(word)


def test_within_counts_only_tokens_wholly_inside() -> None:
    text = "alpha beta gamma"
    tokens = tokenize(text)
    assert tokens.within(Span(0, 10)) == range(2)
    assert tokens.within(Span(1, 16)) == range(1, 3)
    assert not tokens.within(Span(7, 9))


def test_word_and_fold_outside_the_table_are_empty() -> None:
    tokens = tokenize("One")
    assert [tokens.word(-1), tokens.fold(-1), tokens.word(1), tokens.fold(1)] == ["", "", "", ""]


def test_touching_tells_whether_a_space_parts_two_tokens() -> None:
    tokens = tokenize("a-b c")
    assert [tokens.touching(i) for i in range(5)] == [False, True, True, False, False]


@pytest.mark.parametrize(("token", "expected"), [("word", True), ("7", True), ("東", True), (".", False), ("", False)])
def test_is_word_tells_words_from_marks(token: str, expected: bool) -> None:
    assert is_word(token) is expected


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [("One, two. Three!", "One, two.", 2), ("東京だ。", "東京だ。", 3), ("...", "...", 0)],
)
def test_count_words_leaves_marks_out(text: str, piece: str, expected: int) -> None:
    assert count_words(tokenize(text), span_of(text, piece)) == expected


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("apple", "an"), ("pear", "a"), ("hour", "an"), ("house", "a"), ("European", "a"), ("university", "a"),
        ("uninvited", "an"), ("US", "a"), ("U.S.", "a"), ("UN", "a"), ("FBI", "an"), ("MP", "an"), ("Nato", "a"),
        ("uncle", "an"), ("once", "a"), ("EU", "an"), ("E.U.", "an"), ("NATO", "a"), ("NASA", "a"), ("NAACP", "an"),
        ("LAPD", "an"), ("UEFA", "a"), ("UAE", "a"),
    ],
)  # fmt: skip
def test_indefinite_article_follows_the_sound(word: str, article: str) -> None:
    assert indefinite_article(word) == article


def test_the_first_token_from_an_offset_on() -> None:
    tokens = tokenize("It held. All")
    assert [tokens.first_from(offset) for offset in (0, 1, 3, 7, 9, 12)] == [0, 1, 1, 2, 3, 4]


def test_the_longest_phrase_that_begins_at_a_token() -> None:
    tokens = tokenize("In spite of the rain")
    assert tokens.phrase(0, {"in", "in spite of"}, 4) == ("in spite of", 2)
    assert tokens.phrase(0, {"in", "in spite of"}, 2) == ("in", 0)
    assert tokens.phrase(3, {"in", "rain"}, 4) is None
