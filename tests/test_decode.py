"""Bytes become text, or an error that says why not."""

from __future__ import annotations

import gzip
import zlib

import pytest

from cleaner.decode import check_size, decode, sane
from cleaner.errors import BinaryInput, CompressedInput, EmptyInput, InputError, TooLarge, UndecodableInput

GERMAN = "Die Brücke über die Saale öffnet für Fußgänger; die Stadt hält an dem Plan fest."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_decoded_without_its_byte_order_mark(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("東京の橋は五月に再開する。", "utf-8"),
        ("Мост откроют в мае.", "utf-8"),
        ("يفتح الجسر في مايو", "utf-8"),
        ("a\r\nb\r\n", "utf-8"),
    ],
)
def test_utf8_is_taken_as_it_is(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
    ],
)
def test_declared_encoding_is_used(declaration: str, encoding: str) -> None:
    page = declaration + "<p>Мост через реку откроют в мае.</p>"
    assert decode(page.encode(encoding)) == page


@pytest.mark.parametrize("name", ["iso-8859-1", "latin1", "us-ascii"])
def test_declared_latin1_is_read_as_windows_1252(name: str) -> None:
    page = f'<meta charset="{name}"><p>“No,” she said – €5.</p>'
    assert decode(page.encode("cp1252")) == page


@pytest.mark.parametrize("declared", ["no-such-encoding", "utf-16", "base64"])
def test_declared_encoding_that_does_not_fit_is_passed_over(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{GERMAN}</p>'
    assert decode(page.encode()) == page


def test_undeclared_legacy_encoding_is_guessed() -> None:
    text = "Мост через реку откроют в мае, сообщил мэр города в понедельник. " * 4
    assert decode(text.encode("cp1251")) == text


def test_few_broken_bytes_in_long_utf8_are_forgiven() -> None:
    data = GERMAN.encode() * 20
    broken = data[:500] + b"\xff" + data[500:]
    text = decode(broken)
    assert text.count("\ufffd") == 1
    assert text.startswith(GERMAN)


@pytest.mark.parametrize(
    "data",
    [gzip.compress(b"text", mtime=0), zlib.compress(bytes(300)), b"PK\x03\x04rest", b"\xfd7zXZ\x00rest", b"BZh91AY",
     b"\x28\xb5\x2f\xfdrest", b"Rar!rest"],
)  # fmt: skip
def test_compressed_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CompressedInput) as caught:
        decode(data)
    assert caught.value.code == "compressed"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"\x7fELF", b"text\x00text", b"ID3\x03"]
)
def test_binary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BinaryInput) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_text_full_of_control_characters_is_refused() -> None:
    with pytest.raises(BinaryInput):
        sane("ab\x01\x02" * 20)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u200b\u200b".encode()])
def test_blank_input_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyInput) as caught:
        decode(data)
    assert caught.value.code == "empty"


def test_bytes_that_no_encoding_fits_are_refused() -> None:
    with pytest.raises(UndecodableInput) as caught:
        decode(bytes(range(0x80, 0x100)) * 3)
    assert caught.value.code == "undecodable"


@pytest.mark.parametrize("page", ["x" * 11, b"x" * 11, "é" * 6])
def test_what_is_over_the_limit_is_refused(page: str | bytes) -> None:
    with pytest.raises(TooLarge) as caught:
        check_size(page, 10)
    assert caught.value.code == "too-large"
    assert isinstance(caught.value, InputError)


@pytest.mark.parametrize("page", ["x" * 10, b"x" * 10, "é" * 5, ""])
def test_what_is_at_the_limit_is_let_through(page: str | bytes) -> None:
    assert check_size(page, 10) is None


def test_sane_gives_text_back_as_it_stands() -> None:
    assert sane("\ufeffa\r\n\x0cb") == "\ufeffa\r\n\x0cb"
