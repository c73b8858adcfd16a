"""Signals of spam."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.signals.measured import Signals
from cleaner.signals.subject import subject_of
from tests.articles import PARAGRAPHS


def signals(text: str) -> Signals:
    return Signals(subject_of(text, "en"))


def test_a_word_that_stands_everywhere_has_a_large_share() -> None:
    stuffed = signals("Our cheap running shoes are the cheap running shoes for you, " * 6)
    assert stuffed["keyword_share"] == pytest.approx(1 / 3)
    assert stuffed["keyword_phrase_share"] == 1
    prose = signals("\n\n".join(PARAGRAPHS))
    assert (prose["keyword_share"] or 0) < 0.1
    assert (prose["keyword_phrase_share"] or 0) < 0.15


def test_a_phrase_that_stands_once_is_no_keyword() -> None:
    assert signals(" ".join(f"word{chr(97 + i)}{chr(97 + j)}" for i in range(7) for j in range(7)))[
        "keyword_phrase_share"
    ] == 0  # fmt: skip


def test_a_short_text_has_no_keywords() -> None:
    assert signals("Cheap shoes and cheap shoes.")["keyword_share"] is None


def test_shouting_is_words_in_capitals_of_four_letters_or_more() -> None:
    assert signals("BUY NOW and SAVE money, says the USA.")["shouting_share"] == pytest.approx(1 / 3)


def test_exclamation_marks_are_counted_a_sentence() -> None:
    assert signals("Buy now!!! It is cheap. It is good.")["exclamation_ratio"] == 1


def test_emoji_are_symbols_and_symbols_are_counted() -> None:
    text = "Win 🎉 $5 + €9 ©"
    measured = signals(text)
    assert measured["emoji_share"] == pytest.approx(1 / len(text))
    assert measured["symbol_share"] == pytest.approx(5 / len(text))


@pytest.mark.parametrize(("text", "row"), [("", 0), ("#one", 1), ("#a #b, #c\n#d and #e #f", 4), ("No. # 1", 0)])
def test_the_longest_row_of_hashtags(text: str, row: int) -> None:
    assert signals(text)["longest_hashtag_run"] == row


def test_hits_of_spam_rules_are_named_after_them() -> None:
    subject = subject_of("the dam held " * 50, "en")
    measured = Signals(replace(subject, hits={"spam/online-casino": 3, "spam/pills": 0}))
    assert list(measured)[-2:] == ["spam_online_casino", "spam_pills"]
    assert measured["spam_online_casino"] == 20
    assert measured["spam_pills"] == 0
    assert "spam_loans" not in measured
