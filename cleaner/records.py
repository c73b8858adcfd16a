"""Rows of JSONL: read one by one, cleaned, and given back with what cleaning adds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from math import isfinite
from typing import BinaryIO

from cleaner.errors import BadField, InputError, NotJson, RowNotObject, RowWithoutText, TooLarge
from cleaner.extract import RawArticle, read_html, read_text
from cleaner.pipeline import Cleaner
from cleaner.result import dumps, failure
from cleaner.score import values

ESCAPED = 6
"""The most bytes that JSON may need for one byte of text (`\\u00ff`)."""


def read_lines(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """The lines of a JSONL file that are not blank, with their numbers from 1.

    Of one too long to hold a row within the limit, no more is kept than shows that.
    """
    limit = max_bytes * ESCAPED + 65_536
    number = 0
    while line := stream.readline(limit):
        number += 1
        if len(line) == limit and not line.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
        if line.strip():
            yield number, line


def clean_line(cleaner: Cleaner, number: int, line: bytes) -> tuple[str, bool]:
    """One row in, one row out, and whether it was cleaned. `number` names a row that cannot be read."""
    return finish_line(number, line, cleaner.config.max_bytes, lambda row: clean_row(cleaner, row))


def finish_line(
    number: int, line: bytes, max_bytes: int, work: Callable[[dict[str, object]], dict[str, object]]
) -> tuple[str, bool]:
    """The row of a line with what `work` adds to it, or with its error; and whether there was none."""
    row: dict[str, object] = {"line": number}
    try:
        row = parse(line, max_bytes)
        return dumps({**row, **work(row)}), True
    except InputError as error:
        return dumps({**row, **failure(error)}), False


def parse(line: bytes, max_bytes: int) -> dict[str, object]:
    """The row of a line. Raises NotJson, RowNotObject or TooLarge."""
    if len(line) >= max_bytes * ESCAPED + 65_536:
        raise TooLarge(f"the row is longer than an article of {max_bytes:,} bytes can be; raise max_bytes or split it")
    try:
        row = json.loads(line, parse_constant=_no_constant, parse_float=_finite)
    except UnicodeDecodeError:
        raise NotJson("the row is not UTF-8; convert the file first") from None
    except RecursionError:
        raise NotJson("the row is nested too deeply to be read") from None
    except ValueError as error:
        raise NotJson(f"the row is not JSON: {error}") from None
    if not isinstance(row, dict):
        raise RowNotObject(f"the row is {_kind(row)}, not an object with a text or html field")
    return row


def clean_row(cleaner: Cleaner, row: dict[str, object]) -> dict[str, object]:
    """The fields to add to a row. Raises a child of InputError."""
    raw, title = _article(row, cleaner.config.max_bytes), _optional(row, "title")
    added = cleaner.clean_raw(raw, title).to_dict()
    if raw.layout is None:
        del added["source_text"]
    if title:
        added["title"] = title
    return added


def evaluate_line(cleaner: Cleaner, number: int, line: bytes) -> tuple[str, bool]:
    """What a policy is fitted to, as JSON: the values of its parts and the label of a row; or the row's error."""
    try:
        row = parse(line, cleaner.config.max_bytes)
        label, before = _label(row, "label"), _label(row, "label_before") if "label_before" in row else None
        article = cleaner.evaluate_raw(_article(row, cleaner.config.max_bytes), _optional(row, "title"))
        return json.dumps((values(article, cleaner.policy), label, before)), True
    except InputError as error:
        return dumps({"line": number, **failure(error)}), False


def learn_line(cleaner: Cleaner, line: bytes) -> bool:
    """Learns the page of a row. False: it cannot be read, or has no address."""
    try:
        row = parse(line, cleaner.config.max_bytes)
        return cleaner.learn_raw(_article(row, cleaner.config.max_bytes), _optional(row, "title"))
    except InputError:
        return False


def _article(row: dict[str, object], max_bytes: int) -> RawArticle:
    url = _optional(row, "url")
    text, html = _optional(row, "text"), _optional(row, "html")
    if text is None and html is None:
        raise RowWithoutText("the row has neither a text nor an html field")
    if text is not None and (text.strip() or html is None):
        return read_text(text, url, max_bytes)
    return read_html(html or "", url, max_bytes)


def _label(row: dict[str, object], name: str) -> bool:
    label = row.get(name)
    if not isinstance(label, int) or label not in (0, 1):  # a truth value is one of them, too
        raise BadField(f"the field {name} is neither true nor false")
    return bool(label)


def _optional(row: dict[str, object], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise BadField(f"the field {name} is {_kind(value)}, not a string")
    return value


def _kind(value: object) -> str:
    names = {
        list: "a list",
        str: "a string",
        int: "a number",
        float: "a number",
        bool: "a truth value",
        dict: "an object",
    }
    return names.get(type(value), "null")


def _finite(number: str) -> float:
    value = float(number)
    if not isfinite(value):
        raise ValueError(f"{number} is too large a number")
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
