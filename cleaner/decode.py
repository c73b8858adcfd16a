"""Bytes become text, or an error that says why they cannot."""

from __future__ import annotations

import re

from cleaner.errors import BinaryInput, CompressedInput, EmptyInput, TooLarge, UndecodableInput

COMPRESSED = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "7-zip"),
    (b"Rar!", "rar"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"\x1f\x9d", "compress"),
)
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
BINARY = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
)
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
MOST_CONTROLS = 0.05
"""Share of control characters above which a text is taken for binary."""
MOST_BROKEN = 0.01
"""Share of undecodable characters that a declared encoding is forgiven, if more characters than these need it."""
MOST_ZEROS = 0.005
"""Share of zero bytes above which bytes are taken for binary."""
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
                   "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso-8859-9": "cp1254",
                   "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "cp1252"}  # fmt: skip

_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=\s*["']?|<\?xml[^>]{0,100}?encoding\s*=\s*["'])([\w.:-]+)""", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BLANK = re.compile(r"[\s\ufeff\u200b\xad]*\Z")


def check_size(page: str | bytes, max_bytes: int) -> None:
    """Raises TooLarge for more than `max_bytes` bytes (of UTF-8, if it is text)."""
    size = len(page) if isinstance(page, bytes) or len(page) > max_bytes else len(page.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise TooLarge(f"{size:,} bytes are over the limit of {max_bytes:,}; raise max_bytes or split the input")


def decode(data: bytes) -> str:
    """The text of `data`: by its byte order mark, the encoding it declares, UTF-8, or the best guess, in that order.

    Raises EmptyInput, CompressedInput, BinaryInput or UndecodableInput.
    """
    _refuse(data)
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return sane(data.decode(encoding, "replace"))
    declared = _DECLARED.search(data[:4096])
    names = (
        _utf16(data[:65_536]),
        "iso-2022-jp" if b"\x1b$" in data[:65_536] else None,
        "utf-8" if _is_utf8(data) else None,
        declared[1].decode("ascii", "replace") if declared else None,
        "utf-8",
    )
    for name in names:
        text = _try(data, name) if name else None
        if text is not None:
            return sane(text)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    text = _try(data, best.encoding) if best is not None else None
    if text is None:
        raise UndecodableInput("no character encoding fits these bytes; convert them to UTF-8 first")
    return sane(text)


def _refuse(data: bytes) -> None:
    if not data:
        raise EmptyInput("the input is empty")
    refuse_packed(data)
    if data.startswith(ZLIB) and b"\x00" in data[:4096]:
        raise CompressedInput("these bytes are zlib-compressed; decompress them first")
    for magic, name in BINARY:
        if data.startswith(magic):
            raise BinaryInput(f"this is {name}, not an article; extract its text first")
    sample = data[:65_536]
    has_mark = data.startswith(tuple(mark for mark, _ in BOMS))
    if not has_mark and _utf16(sample) is None and sample.count(0) > MOST_ZEROS * len(sample):
        raise BinaryInput("the input holds zero bytes: it is binary, not an article")


def refuse_packed(data: bytes, name: str = "") -> None:
    """Raises CompressedInput for bytes that begin like a compressed file."""
    for magic, format_ in COMPRESSED:
        if data.startswith(magic):
            raise CompressedInput(
                f"{name}{': ' if name else ''}these bytes are {format_}-compressed; decompress them first"
            )


def _utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, told by where the zero bytes of Western letters stand."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd > len(data) * 0.2 and even < odd * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > len(data) * 0.2 and odd < even * 0.05 else None


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, whatever they declare: other encodings make no valid sequences by chance. A character
    that is cut at the end is forgiven."""
    for cut in range(4):
        try:
            data[: len(data) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False


def _try(data: bytes, encoding: str) -> str | None:
    """Decoded with `encoding`, a few broken characters forgiven; None if it does not fit."""
    encoding = _AS_BROWSERS_DO.get(encoding.lower(), encoding)
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    broken = text.count("\ufffd")
    foreign = len(text) - broken - len(text.encode("ascii", "ignore"))
    return text if broken <= max(1, MOST_BROKEN * len(text)) and broken <= foreign else None


def sane(text: str) -> str:
    """`text` itself. Raises EmptyInput or BinaryInput for what only looks like text."""
    if _BLANK.match(text):
        raise EmptyInput("the input is empty")
    if len(_CONTROL.findall(text[:65_536])) > MOST_CONTROLS * min(len(text), 65_536):
        raise BinaryInput("the input is full of control characters: it is binary, not an article")
    return text
