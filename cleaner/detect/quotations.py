"""Where the comma or full stop stands that ends a quotation: inside its marks or outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.house import QuotationStops
from cleaner.model import Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule

_MARKS = '"”'
_ENDS = ".,!?…;:—–-"


@dataclass(frozen=True, slots=True)
class Stop:
    """The closing mark of a quotation with the stop beside it, and the two as they should stand.

    `shown`: with the word before them.
    """

    shown: Span
    span: Span
    right: str


def misplaced(rule: Rule, reading: Reading, stops: QuotationStops) -> Iterator[Stop]:
    """Stops that do not stand as a house prints them.

    What ends a quotation that is a whole sentence stands inside everywhere; what ends a fragment, inside in American
    houses, and outside where only what belongs to the words quoted stands inside.
    """
    text = reading.document.text
    for quote in reading.document.quotes:
        last = quote.end - 1
        if text[last] not in _MARKS or len(quote) < 3:
            continue
        sentence = _is_sentence(rule, reading, quote)
        after, before = text[quote.end : quote.end + 1], text[last - 1]
        inside = sentence or stops is QuotationStops.INSIDE
        if after and after in ".," and before not in _ENDS and inside and not _goes_on(text, quote.end):
            yield _stop(reading, Span(last, quote.end + 1), after + text[last])
        elif stops is QuotationStops.LOGICAL and before == "." and not sentence and _is_fragment(reading, quote):
            yield _stop(reading, Span(last - 1, quote.end), text[last] + before)


def _stop(reading: Reading, span: Span, right: str) -> Stop:
    last = reading.tokens.within(Span(0, span.start))[-1:]
    return Stop(Span(reading.tokens.starts[last.start], span.end) if last else span, span, right)


def _is_sentence(rule: Rule, reading: Reading, quote: Span) -> bool:
    """Whether a quotation is a sentence of its own: it opens one, or follows a colon or comma, with a capital."""
    tokens, text = reading.tokens, reading.document.text
    inside = [i for i in tokens.within(quote) if tokens.folded[i][0].isalnum()]
    if len(inside) < rule.options.number("min_words") or not tokens.word(inside[0])[0].isupper():
        return False
    return _before(text, quote) in (":", ",") or reading.opens_sentence(quote.start)


def _is_fragment(reading: Reading, quote: Span) -> bool:
    """Whether a quotation goes on the sentence around it: it opens in lower case behind a word, and its last stop
    belongs to no abbreviation ("the U.S.")."""
    text = reading.document.text
    return _before(text, quote).isalpha() and text[quote.start + 1].islower() and text[quote.end - 4] not in "."


def _before(text: str, quote: Span) -> str:
    """The last character before a quotation that is no blank."""
    return next((char for char in map(text.__getitem__, range(quote.start - 1, -1, -1)) if not char.isspace()), "")


def _goes_on(text: str, end: int) -> bool:
    """Whether the stop behind a quotation is part of something else (`".com`, `"...`)."""
    following = text[end + 1 : end + 2]
    return bool(following) and not following.isspace() and following not in "\"”'’)"
