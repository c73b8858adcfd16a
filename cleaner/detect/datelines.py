"""A dateline in mid-text: where another story begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.detect.finding import Check, finding
from cleaner.model import BlockKind, Finding, Register
from cleaner.reading import Match, Reading
from cleaner.rulebook import Rule


def _dateline(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """A dateline behind the first paragraphs (`lead`). Many (`most`) are the form of a round-up."""
    hits = list(reading.hits(rule))
    if not hits or len(hits) > rule.options.number("most"):
        return
    headline = reading.document.headline
    prose = [b.index for b in reading.blocks() if b.kind is BlockKind.PARAGRAPH and b is not headline]
    lead = frozenset(prose[: int(rule.options.number("lead"))])
    for match in hits:
        if _stands_late(match, reading, lead) and reading.register(match.span) is Register.BODY:
            others = tuple(other.span for other in hits if other.span.start < match.span.start)
            yield finding(rule, reading, match.span, related=others[:1])


def _stands_late(match: Match, reading: Reading, lead: frozenset[int]) -> bool:
    """Whether a story has been told before a match: it opens a later paragraph, or comes late in one."""
    block, sentence = reading.block_at(match.span.start), reading.sentence_at(match.span.start)
    if block is None or sentence is None or block.kind is not BlockKind.PARAGRAPH:
        return False
    first = next(s.index for s in reading.document.sentences[max(0, sentence.index - 3) :] if s.block == block.index)
    return block.index not in lead or sentence.index - first >= 2


CHECKS: Mapping[str, Check] = {"dateline": _dateline}
