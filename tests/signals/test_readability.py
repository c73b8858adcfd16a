"""Measured quantities of a text."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from cleaner.signals.measured import Signals
from cleaner.signals.readability import READABILITY_CHARACTERS
from cleaner.signals.subject import subject_of

EASY = "The cat sat. The dog ran. It was hot. We all sat. "
HARD = (
    "Notwithstanding considerable parliamentary opposition, governmental representatives unanimously recommended "
    "comprehensive infrastructural modernisation, predominantly financed through international institutions. "
)


def lix(text: str) -> float:
    return Signals(subject_of(text, "en"))["lix"] or 0.0


def test_long_words_and_sentences_are_harder() -> None:
    assert lix(EASY * 5) < 20
    assert lix(HARD * 5) > 60


@pytest.mark.parametrize("text", ["", "...", "Word", "橋は残る。", "Мост открыт. Дорога тоже."])
def test_any_text_has_a_measure(text: str) -> None:
    assert lix(text) >= 0


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    long = EASY * (READABILITY_CHARACTERS // len(EASY) + 1)
    assert lix(long) == pytest.approx(lix(long + HARD * 50), abs=1)


def test_nothing_is_fetched_from_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert lix(HARD) > 0


def test_the_usual_is_that_of_the_newspapers_of_the_language() -> None:
    english, german = (Signals(subject_of(EASY * 5, code)) for code in ("en", "de"))
    assert english["lix"] == german["lix"] == lix(" ".join((EASY * 5).split()))
    assert english["lix_above_usual"] == pytest.approx((english["lix"] or 0) - 52)
    assert german["lix_above_usual"] == pytest.approx((german["lix"] or 0) - 59)
    assert english["rix_above_usual"] == pytest.approx((english["rix"] or 0) - 6.75)
    assert Signals(subject_of(EASY * 5, "sw"))["lix_above_usual"] is None


def test_hard_words_raise_every_formula() -> None:
    easy, hard = Signals(subject_of(EASY * 5, "en")), Signals(subject_of(HARD * 5, "en"))
    for name in ("lix", "rix", "ari", "coleman_liau"):
        assert (hard[name] or 0) > (easy[name] or 0), name


def test_only_the_sound_text_is_read() -> None:
    subject = subject_of(EASY + HARD, "en")
    easy = tuple(s.span for s in subject.document.sentences if s.span.start < len(EASY))
    assert Signals(replace(subject, sound=easy))["lix"] == lix(EASY)
    assert Signals(replace(subject, sound=(), sound_words=0))["lix"] is None
