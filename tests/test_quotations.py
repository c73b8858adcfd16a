"""Where the stop of a quotation should stand."""

from __future__ import annotations

import pytest

from cleaner.detect.quotations import misplaced
from cleaner.house import QuotationStops
from cleaner.rulebook import Options
from tests.conftest import make_rule, read

RULE = make_rule(options=Options({"min_words": 4}))


def put_right(text: str, stops: QuotationStops) -> str:
    for stop in sorted(misplaced(RULE, read(text), stops), key=lambda s: s.span, reverse=True):
        assert stop.shown.contains(stop.span)
        text = text[: stop.span.start] + stop.right + text[stop.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "own", "inside", "logical"),
    [
        ('"We will all go home", she said.', '"We will all go home," she said.', None, None),
        ("She said: “We will all go”.", "She said: “We will all go.”", None, None),
        ('He called it "a farce".', None, 'He called it "a farce."', None),
        ('He called it "a farce."', None, None, 'He called it "a farce".'),
        ('He called it "a farce", she said.', None, 'He called it "a farce," she said.', None),
        ('"Will you all go home?", she asked.', None, None, None),
        ('He bought "example".com and left.', None, None, None),
        ('He moved to "the old U.S."', None, None, None),
        ('It is "so and so …".', None, None, None),
        ("He met 'the boss'.", None, None, None),
    ],
)
def test_stops_are_put_where_a_house_prints_them(
    text: str, own: str | None, inside: str | None, logical: str | None
) -> None:
    assert put_right(text, QuotationStops.OWN) == (own or text)
    assert put_right(text, QuotationStops.INSIDE) == (inside or own or text)
    assert put_right(text, QuotationStops.LOGICAL) == (logical or own or text)


@pytest.mark.parametrize("stops", QuotationStops)
def test_what_is_put_right_stays_so(stops: QuotationStops) -> None:
    text = 'He called it "a farce". "We will all go home", she said. They met at "the end."'
    once = put_right(text, stops)
    assert put_right(once, stops) == once
