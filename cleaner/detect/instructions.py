"""What a chat program said to its user, or was told, and an author left in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cleaner.detect.finding import Check, finding, proposal, suggested
from cleaner.model import Action, BlockKind, Finding, Register, Sentence, Span
from cleaner.reading import Match, Reading
from cleaner.rulebook import Rule
from cleaner.words import is_word


def _instructions(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """The sentences that a phrase of the rule opens (option `opens`: 1) or is in. What is quoted is somebody's words,
    and where the article speaks of such programs (`topic`) it may show them without marks."""
    hits = [match for match in reading.hits(rule) if _is_body(match.span, reading)]
    if not hits:
        return
    opens = rule.options.number("opens") == 1
    runs = [run for match in hits if (run := _run(match, reading, opens=opens))]
    told = {sentence.index for run in runs for sentence in run} | _told_elsewhere(rule, reading)
    topic = rule.options.word_lists("topic")
    language = reading.document.language.code or "en"
    if _speaks_of(topic["any"] | topic.get(language, frozenset()), told, reading):
        return
    edges = _edges(reading)
    for _first, same in groupby(runs, key=lambda run: run[0].index):
        run = max(same, key=len)
        span = Span(run[0].span.start, run[-1].span.end)
        block = reading.document.blocks[run[0].block]
        proposals = tuple(p for s in run for p in proposal(rule, s.span, action=Action.DROP_SENTENCE))
        if span != block.span or block.index not in edges or _goes_on(span.of(reading.document.text)):
            proposals = suggested(proposals)
        yield finding(rule, reading, span, proposals)


def _is_body(span: Span, reading: Reading) -> bool:
    block = reading.block_at(span.start)
    is_prose = block is not None and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING)
    return is_prose and reading.register(span) is Register.BODY


def _run(match: Match, reading: Reading, *, opens: bool) -> Sequence[Sentence]:
    """The sentences that a match touches, to the colon that ends them; none if it must open one and does not."""
    first, last = reading.sentence_at(match.span.start), reading.sentence_at(match.span.end - 1)
    if first is None or last is None or first.block != last.block:
        return ()
    tokens = reading.tokens
    before = range(tokens.within(first.span).start, match.first)
    if opens and any(is_word(tokens.folded[i]) for i in before):
        return ()
    return reading.document.sentences[first.index : last.index + 1]


def _told_elsewhere(rule: Rule, reading: Reading) -> set[int]:
    """The numbers of the sentences that rules of the same kind (`kin`) hit."""
    matches = (match for kin in rule.options.words("kin") for match in reading.matches.get(kin, ()))
    sentences = (reading.sentence_at(match.span.start) for match in matches)
    return {sentence.index for sentence in sentences if sentence is not None}


def _goes_on(text: str) -> bool:
    """Whether something stands behind a colon: it may be the article that was handed over."""
    return ":" in text.rstrip(": \n")


def _speaks_of(topic: frozenset[str], told: set[int], reading: Reading) -> bool:
    """Whether another sentence than those numbered in `told` holds a word of the topic."""
    folded = reading.tokens.folded
    places = (i for i, word in enumerate(folded) if word in topic)
    sentences = (reading.sentence_at(reading.tokens.starts[i]) for i in places)
    return any(sentence is None or sentence.index not in told for sentence in sentences)


def _edges(reading: Reading) -> frozenset[int]:
    """The blocks at which an answer begins and ends: the first and last ones, a headline aside."""
    headline = reading.document.headline
    left = [b.index for b in reading.blocks() if b is not headline]
    return frozenset((*left[:2], *left[-2:]))


CHECKS: Mapping[str, Check] = {"instructions": _instructions}
