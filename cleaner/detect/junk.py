"""What is no prose at all: the page's code in the text, and sentences that are shouted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from cleaner.detect.finding import Check, finding
from cleaner.model import BlockKind, Evidence, Finding, Register, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import count_words

_CODE_MARKS = re.compile(r"[{}()\[\];=<>\"':/_$#.]")


def _code(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """Blocks in which a pattern of the rule stands and `share` of all characters (not spaces) are the marks of code,
    unless the page says that they are code, or a colon above that they are shown."""
    hits = [hit for hit in reading.hits(rule) if reading.register(hit.span) is not Register.QUOTE]
    blocks = (block for hit in hits if (block := reading.block_at(hit.span.start)) is not None)
    for block, _same in groupby(blocks):
        text = block.span.of(reading.document.text)
        share = len(_CODE_MARKS.findall(text)) / max(1, len("".join(text.split())))
        is_shown = block.kind is BlockKind.CODE or reading.document.text[: block.span.start].rstrip()[-1:] == ":"
        if share >= rule.options.number("share") and not is_shown:
            evidence = (Evidence("marks of code", round(share, 2)),)
            yield finding(rule, reading, block.span, evidence=evidence)


def _shouting(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """Sentences in capitals, where they hold `least` words and `share` of all words of the paragraphs."""
    text, blocks = reading.document.text, reading.document.blocks
    every = [s.span for s in reading.sentences() if blocks[s.block].kind is BlockKind.PARAGRAPH]
    every = [span for span in every if reading.register(span) is Register.BODY]
    loud = [span for span in every if span.of(text).isupper()]
    if len(loud) < rule.options.number("sentences"):
        return
    words = sum(count_words(reading.tokens, span) for span in loud)
    whole = sum(count_words(reading.tokens, span) for span in every)
    if words >= rule.options.number("least") and words >= rule.options.number("share") * whole:
        evidence = (Evidence("of all words", round(words / whole, 2)),)
        span = Span(loud[0].start, loud[-1].end)
        yield finding(rule, reading, span, related=tuple(loud), evidence=evidence, count=str(len(loud)))


CHECKS: Mapping[str, Check] = {"code": _code, "shouting": _shouting}
