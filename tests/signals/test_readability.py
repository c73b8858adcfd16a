"""Measured quantities of a text."""

from __future__ import annotations

import socket

import pytest

from cleaner.signals.readability import READABILITY_CHARACTERS, lix

EASY = "The cat sat. The dog ran. It was hot. We all sat. "
HARD = (
    "Notwithstanding considerable parliamentary opposition, governmental representatives unanimously recommended "
    "comprehensive infrastructural modernisation, predominantly financed through international institutions. "
)


def test_long_words_and_sentences_are_harder() -> None:
    assert lix(EASY * 5) < 20
    assert lix(HARD * 5) > 60


@pytest.mark.parametrize("text", ["", "...", "Word", "橋は残る。", "Мост открыт. Дорога тоже."])
def test_any_text_has_a_measure(text: str) -> None:
    assert lix(text) >= 0


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    long = EASY * (READABILITY_CHARACTERS // len(EASY) + 1)
    assert lix(long) == lix(long + HARD * 50)


def test_nothing_is_fetched_from_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert lix(HARD) > 0
