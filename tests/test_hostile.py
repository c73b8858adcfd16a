"""Input that is broken or meant to do harm: an error of our own, or an answer in time; never a connection."""

from __future__ import annotations

import dataclasses
import gzip
import json
import random
import socket

import pytest

from cleaner import Cleaner
from cleaner.batch import clean_batch
from cleaner.config import Config
from cleaner.edit import revert
from cleaner.engine import Engine
from cleaner.errors import InputError
from cleaner.extract import RawArticle
from cleaner.house import House
from cleaner.language import LanguageGuesser
from cleaner.model import FixMode, Meta, QuoteMode
from cleaner.rulebook import Phrase, Rulebook, rules_folder

CLEANER = Cleaner()
MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a network connection was opened")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"", "empty"),
        (" \n\u200b", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (gzip.compress(b"text", mtime=0), "compressed"),
        (b"PK\x03\x04rest", "compressed"),
        (b"%PDF-1.7 rest", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"text\x00text", "binary"),
        ("\x01\x02\x03\x04text", "binary"),
        (b"<html><body></body></html>", "nothing-to-extract"),
        ("x" * (10 * MEGABYTE + 1), "too-large"),
        ("é" * (5 * MEGABYTE + 1), "too-large"),
        (None, "bad-field"),
    ],
)
def test_bad_input_has_its_own_error(page: str | bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        CLEANER.clean(page)
    assert caught.value.code == code
    assert len(str(caught.value)) > 10


@pytest.mark.parametrize(
    "text",
    [
        '"' * 50_000,
        "“" * 50_000,
        "US USA U.S. " * 5_000,
        "US, " * 20_000,
        "JOHN SMITH OF USA " * 10_000,
        "\"a “b ‘c 'US" * 8_000,
        "can not " * 20_000,
        "Mr Smith said. Smith had. " * 4_000,
        "More news: x\n\n" * 5_000,
        "The same paragraph stands here again and again, and it never ends at all.\n\n" * 3_000,
        "&amp;" * 20_000,
        "&" * 100_000,
        "a\u200b" * 50_000,
        "Ã©" * 50_000,
        "{{" * 50_000,
        "[caption " * 20_000,
        "<!--" * 30_000,
        "a" * 300_000,
        "." * 200_000,
        "A. " * 60_000,
        "word.The " * 30_000,
        "\n" * 200_000 + "x",
        "he said:\n" * 20_000,
        "Later: A, B, C, " * 15_000,
        "x|y\n" * 50_000,
        "\ud800" + "text " * 10,
        "日本語の記事です。" * 20_000,
        "مرحبا بالعالم. " * 15_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_monotonous_text_gives_an_answer(text: str) -> None:
    result = CLEANER.clean_text(text)
    assert revert(result.text, result.edits) == text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "text",
        "<p>" * 50_000 + "text",
        "<table><tr><td>" * 2_000 + "text",
        "<html><body><article>" + "<a href='x'>link</a> " * 5_000 + "</article></body></html>",
        "<html><body><article><p>" + "line<br>" * 10_000 + "</p></article></body></html>",
        "<!DOCTYPE html><html lang='" + "x" * 100_000,
        "<html><head><title>" + "t" * 100_000 + "</title></head><body><p>Some text of a page.</p></body></html>",
        "<p>\ud800 half a pair</p><p>and more of it</p>",
        "<html><meta charset='no-such-charset'><body><p>Some text of a page that is here.</p></body></html>",
    ],
    ids=lambda page: repr(page[:24]),
)
def test_odd_pages_give_an_answer_or_an_error_of_ours(page: str) -> None:
    for form in (page, page.encode("utf-8", "replace")):
        try:
            result = CLEANER.clean(form)
        except InputError as error:
            assert error.code
        else:
            assert result.to_dict()


def test_random_bytes_give_an_answer_or_an_error_of_ours() -> None:
    source = random.Random(1)
    for _ in range(300):
        data = source.randbytes(source.randrange(1, 400))
        try:
            assert CLEANER.clean(data).to_dict()
        except InputError as error:
            assert error.code


def test_a_batch_goes_on_and_names_each_failure() -> None:
    lines = [
        b'{"id": 1, "text": "A short text."}',
        b"not json",
        b"[1]",
        b'"text"',
        b'{"id": 2}',
        b'{"id": 3, "text": 5}',
        b'{"id": 4, "text": ""}',
        b'{"id": 5, "html": "<p></p>"}',
        b'{"id": 6, "text": "\xff"}',
        b'{"id": 7, "text": "half \\ud800 a pair"}',
        b'{"id": 8, "text": NaN}',
        b"[" * 100_000,
        b'{"id": 9, "text": "The last one."}',
    ]
    rows = [json.loads(row.line) for row in clean_batch(enumerate(lines, 1), Config())]
    assert len(rows) == len(lines)
    codes = [row["error"] and row["error"]["code"] for row in rows]
    assert codes == [
        None, "not-json", "not-an-object", "not-an-object", "neither-text-nor-html", "bad-field", "empty",
        "nothing-to-extract", "not-json", None, "not-json", "not-json", None,
    ]  # fmt: skip
    assert [row.get("id", row.get("line")) for row in rows] == [1, 2, 3, 4, 2, 3, 4, 5, 9, 7, 11, 12, 9]


def test_an_evil_pattern_of_a_pack_cannot_hang() -> None:
    (rule,) = (rule for rule in CLEANER.rules if rule.id == "boilerplate/macro")
    evil = dataclasses.replace(rule, patterns=(Phrase("(a+)+b"),))
    engine = Engine(Rulebook((evil,)), House(), LanguageGuesser(rules_folder() / "language"))
    raw = RawArticle("a" * 5_000, None, Meta())
    assert engine.treat(raw, None, FixMode.SAFE, QuoteMode.KEEP).findings == ()
