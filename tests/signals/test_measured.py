"""All signals of an article."""

from __future__ import annotations

import json
import time
from math import isfinite

import pytest
from hypothesis import given, settings

from cleaner.signals.filters import published
from cleaner.signals.measured import GROUPS, Signals, meanings
from cleaner.signals.parts import Parts
from cleaner.signals.subject import subject_of
from tests.articles import PARAGRAPHS, anything, articles

HOSTILE = {
    "nothing": "",
    "blank": " \n\t\r\n \u2028",
    "one word": "Word",
    "marks": "?!,.;:-()[]{}#…“”" * 50,
    "line breaks": "\n" * 5_000,
    "half a surrogate": "Half \ud800 a \udfff pair, #\ud83d here. " * 30,
    "one long line": "The dam held, she said. " * 40_000,
    "one long word": "x" * 1_000_000,
    "equal lines": "Read more about the dam here.\n" * 20_000,
    "different lines": "\n".join(f"Line {i} of {i * 7} about the dam." for i in range(20_000)),
    "hashtags": "#dam " * 100_000,
    "hash marks": "#" * 500_000,
    "quotation marks": '"' * 100_000,
    "addresses": "https://" * 50_000,
    "brackets": "[" * 200_000 + "].",
    "Chinese": "大坝整夜没有垮。工程师星期二说，最坏的时候已经过去。" * 60,
    "Arabic": "صمد السد طوال الليل، كما قال المهندسون يوم الثلاثاء. " * 30,
    "Hindi": "बांध रात भर टिका रहा। इंजीनियरों ने मंगलवार को कहा। " * 30,
    "Thai": "เขื่อนยังอยู่ตลอดทั้งคืน วิศวกรกล่าว " * 30,
    "emoji": "🎉🔥💰 Win now!!! " * 200,
    "nulls": "a\x00b\x1c\x85 c\u2029d " * 300,
}


def signals(text: str, language: str | None = "en") -> Signals:
    return Signals(subject_of(text, language))


def assert_sound(measured: Signals) -> None:
    """The laws of every value: numbers or None, shares from 0 to 1, ready for JSON, the same again."""
    values = dict(measured)
    assert all(value is None or isfinite(value) for value in values.values())
    for name, value in values.items():
        if name.endswith(("_share", "_ratio")) and value is not None:
            assert value >= 0, name
        if name.endswith("_share") and value is not None:
            assert value <= 1, name
    assert json.loads(json.dumps(values, allow_nan=False)) == values


@settings(max_examples=200, deadline=None)
@given(anything() | articles())
def test_any_text_has_sound_signals(text: str) -> None:
    assert_sound(signals(text))
    assert dict(signals(text)) == dict(signals(text))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_measured_in_time(name: str) -> None:
    subject = subject_of(HOSTILE[name], "en")
    started = time.process_time()
    assert_sound(Signals(subject))
    assert time.process_time() - started < 10


def test_every_signal_has_a_meaning_and_a_source() -> None:
    measured = signals(PARAGRAPHS[0])
    assert list(meanings()) == list(measured)
    assert len(measured) == len(list(measured)) == len(meanings())
    assert all(meaning.endswith(")") and "(" in meaning for meaning in meanings().values())


def test_a_group_measures_the_signals_that_it_names() -> None:
    for text in ("", PARAGRAPHS[0], HOSTILE["Chinese"]):
        parts = Parts(subject_of(text, "en"))
        for group in GROUPS:
            assert set(group.measure(parts)) == set(group.meanings)


def test_the_order_of_names_is_not_that_of_asking() -> None:
    asked = signals(PARAGRAPHS[0])
    assert asked["lix"] is not None and asked["nemo_words"] is not None
    assert list(asked) == list(signals(PARAGRAPHS[1]))


def test_a_signal_that_is_none_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        signals(PARAGRAPHS[0])["gopher_wordss"]


def test_counts_of_a_text_that_stands_twice_are_twice_as_many() -> None:
    text = "\n\n".join(PARAGRAPHS)
    once, twice = signals(text), signals(f"{text}\n\n{text}")
    for name in ("words", "sentences", "gopher_words", "nemo_words", "c4_sentences", "fineweb_lines"):
        assert twice[name] == 2 * (once[name] or 0), name
    for name in ("gopher_mean_word_length", "gopher_alphabetic_word_share", "capital_word_share", "keyword_share"):
        assert twice[name] == pytest.approx(once[name]), name
    assert twice["nemo_repeated_paragraph_share"] == 0.5


def test_words_are_not_measured_where_the_script_has_no_spaces() -> None:
    measured = signals(HOSTILE["Chinese"], "zh")
    for name in ("gopher_words", "gopher_top_2_gram_share", "nemo_words", "keyword_share", "lix", "capital_word_share"):
        assert measured[name] is None, name
    assert measured["characters"] and measured["words"] and measured["c4_sentences"] == 0


def test_every_bound_names_a_signal() -> None:
    names = set(signals(""))
    assert all(bound.signal in names for each in published().values() for bound in each.bounds)
