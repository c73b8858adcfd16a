"""Rows of JSONL."""

from __future__ import annotations

import io
import json

import pytest

from cleaner.config import Config
from cleaner.errors import BadField, InputError, NotJson, RowNotObject, RowWithoutText, TooLarge
from cleaner.pipeline import Cleaner
from cleaner.records import clean_line, clean_row, evaluate_line, parse, read_lines
from tests.articles import PARAGRAPHS

LIMIT = 100_000
PAGE = (
    "<html><head><title>Bridge</title></head><body><article><p>The council of Harwich voted on Monday to rebuild "
    "the old bridge over the river.</p><p>Work on the northern arch begins in May, it said.</p></article></body></html>"
)


def test_lines_are_read_as_bytes_and_empty_ones_are_passed_over() -> None:
    stream = io.BytesIO(b'{"a":1}\r\n\n  \n{"b":2}')
    assert list(read_lines(stream, LIMIT)) == [(1, b'{"a":1}\r\n'), (4, b'{"b":2}')]


def test_of_a_line_that_is_too_long_only_the_beginning_is_kept() -> None:
    long = b'{"text":"' + b"x" * 200_000 + b'"}\n'
    (_, first), (_, second) = read_lines(io.BytesIO(long + b'{"b":2}\n'), 10)
    assert len(first) < len(long)
    assert second == b'{"b":2}\n'
    with pytest.raises(TooLarge) as caught:
        parse(first, 10)
    assert caught.value.code == "too-large"


def test_a_labelled_row_becomes_the_values_of_the_parts_and_its_labels(cleaner: Cleaner) -> None:
    text = f"They can not go to the town, he said. {' '.join(PARAGRAPHS[:4])}"
    row = {"text": text, "label": True, "label_before": 0}
    line, ok = evaluate_line(cleaner, 1, json.dumps(row).encode())
    (left, came), label, before = json.loads(line)
    assert ok and (label, before) == (True, False)
    assert len(left) == len(came) == len(cleaner.policy.parts)
    assert any(a > b for a, b in zip(left, came, strict=True) if a is not None)
    assert json.loads(evaluate_line(cleaner, 1, json.dumps({"text": text, "label": 1}).encode())[0])[2] is None


@pytest.mark.parametrize(
    "row", ['{"text": "x"}', '{"text": "x", "label": "yes"}', '{"text": "x", "label": 2}', "[]", "x"]
)
def test_a_row_without_a_label_becomes_its_error(cleaner: Cleaner, row: str) -> None:
    line, ok = evaluate_line(cleaner, 7, row.encode())
    assert not ok
    assert json.loads(line)["line"] == 7 and json.loads(line)["error"]["message"]


def test_a_row_is_read() -> None:
    assert parse('{"text":"Größe 橋","n":1}'.encode(), LIMIT) == {"text": "Größe 橋", "n": 1}


@pytest.mark.parametrize(
    ("line", "error", "code"),
    [
        (b"text", NotJson, "not-json"),
        (b'{"text": }', NotJson, "not-json"),
        (b'{"text": NaN}', NotJson, "not-json"),
        (b'{"text": "\xff"}', NotJson, "not-json"),
        (b"[" * 100_000, NotJson, "not-json"),
        (b'["text"]', RowNotObject, "not-an-object"),
        (b'"text"', RowNotObject, "not-an-object"),
        (b"3", RowNotObject, "not-an-object"),
        (b"null", RowNotObject, "not-an-object"),
    ],
)
def test_a_line_that_is_no_row_is_an_error(line: bytes, error: type[InputError], code: str) -> None:
    with pytest.raises(error) as caught:
        parse(line, LIMIT)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("row", "error", "code"),
    [
        ({"id": 1}, RowWithoutText, "neither-text-nor-html"),
        ({"text": None, "html": None}, RowWithoutText, "neither-text-nor-html"),
        ({"text": 3}, BadField, "bad-field"),
        ({"html": ["x"]}, BadField, "bad-field"),
        ({"text": "x", "title": 3}, BadField, "bad-field"),
        ({"text": "x", "url": {}}, BadField, "bad-field"),
        ({"text": " "}, InputError, "empty"),
    ],
)
def test_a_row_without_an_article_is_an_error(
    cleaner: Cleaner, row: dict[str, object], error: type[InputError], code: str
) -> None:
    with pytest.raises(error) as caught:
        clean_row(cleaner, row)
    assert caught.value.code == code


def test_text_comes_before_html_unless_it_is_blank(cleaner: Cleaner) -> None:
    assert clean_row(cleaner, {"text": "It rained.", "html": PAGE})["clean_text"] == "It rained."
    assert "northern arch" in str(clean_row(cleaner, {"text": " ", "html": PAGE})["clean_text"])


def test_text_is_never_taken_for_html(cleaner: Cleaner) -> None:
    assert clean_row(cleaner, {"text": PAGE})["clean_text"] == PAGE


def test_the_source_is_given_only_for_html_since_a_text_row_has_it(cleaner: Cleaner) -> None:
    assert "source_text" not in clean_row(cleaner, {"text": "It rained."})
    assert "source_text" in clean_row(cleaner, {"html": PAGE})


def test_a_title_of_a_row_is_left_as_it_is(cleaner: Cleaner) -> None:
    assert clean_row(cleaner, {"html": PAGE, "title": " Own  title "})["title"] == " Own  title "
    assert clean_row(cleaner, {"html": PAGE})["title"] == "Bridge"


def test_a_cleaned_row_keeps_its_own_fields(cleaner: Cleaner) -> None:
    line, cleaned = clean_line(cleaner, 1, '{"id":7,"text":"They can not go.","tags":["橋"]}'.encode())
    row = json.loads(line)
    assert cleaned
    assert (row["id"], row["tags"], row["text"]) == (7, ["橋"], "They can not go.")
    assert (row["clean_text"], row["error"]) == ("They cannot go.", None)


@pytest.mark.parametrize(
    ("line", "fields", "code"),
    [
        (b'{"id":7,"text":""}', {"id": 7, "text": ""}, "empty"),
        (b'{"id":7}', {"id": 7}, "neither-text-nor-html"),
        (b"not json", {"line": 4}, "not-json"),
        (b"[1]", {"line": 4}, "not-an-object"),
        (b'{"html":"<html><body></body></html>"}', {}, "nothing-to-extract"),
    ],
)
def test_a_row_that_fails_keeps_its_fields_and_carries_its_error(
    cleaner: Cleaner, line: bytes, fields: dict[str, object], code: str
) -> None:
    out, cleaned = clean_line(cleaner, 4, line)
    row = json.loads(out)
    assert not cleaned
    assert fields.items() <= row.items()
    assert row["error"]["code"] == code
    assert row["error"]["message"]
    assert "clean_text" not in row


def test_a_row_over_the_limit_fails_alone() -> None:
    small = Cleaner(Config(max_bytes=10))
    assert json.loads(clean_line(small, 1, b'{"text":"more than ten"}')[0])["error"]["code"] == "too-large"
