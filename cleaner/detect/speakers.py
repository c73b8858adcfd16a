"""Quotations that nobody says, and summaries of what somebody else said: sentences that were moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from cleaner.detect.finding import Check, finding
from cleaner.detect.prose import stem
from cleaner.detect.roster import Census, PeopleCheck
from cleaner.model import Block, BlockKind, Finding, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import is_word

MARKS = "\"'“”‘’«»„"
NEAR = 12
"""Words of the next paragraph within which its first sentence says who speaks."""


def _unspoken(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """A quotation of whole sentences that ends its paragraph, the only one in it, and that nobody is said to say.

    Behind other sentences it must share no word with them, nor speak of `own` things; alone in its paragraph, none
    beside it may have a word of `speech`, a quotation or a colon at the joint.
    """
    paragraphs = [b for b in reading.blocks() if b.kind is BlockKind.PARAGRAPH]
    place = {block.index: i for i, block in enumerate(paragraphs)}
    in_block: dict[int, int] = {}
    alone: list[tuple[Span, Sentence]] = []
    for quote in reading.document.quotes:
        sentence = reading.sentence_at(quote.start)
        if sentence is not None and sentence.block in place:
            in_block[sentence.block] = in_block.get(sentence.block, 0) + 1
            if sentence.span.start == quote.start and not reading.is_gone(quote):
                alone.append((quote, sentence))
    for quote, sentence in alone:
        block = reading.document.blocks[sentence.block]
        if in_block[block.index] > 1 or not _is_whole(rule, reading, quote, block):
            continue
        i = place[block.index]
        if quote.start > block.span.start:
            is_foreign = _is_foreign(rule, reading, quote, block, function_words)
        else:
            is_foreign = not _is_spoken(rule, reading, paragraphs[max(0, i - 1) : i], paragraphs[i + 1 : i + 2])
        if is_foreign:
            yield finding(rule, reading, quote)


def _is_whole(rule: Rule, reading: Reading, quote: Span, block: Block) -> bool:
    """Whether a quotation is whole sentences, and no word follows it in its block."""
    tokens = reading.tokens
    words = [i for i in tokens.within(quote) if is_word(tokens.folded[i])]
    after = tokens.within(Span(quote.end, block.span.end))
    return (
        len(words) >= rule.options.number("min_words")
        and tokens.word(words[0])[0].isupper()
        and not any(is_word(tokens.folded[i]) for i in after)
    )


def _is_foreign(rule: Rule, reading: Reading, quote: Span, block: Block, function_words: frozenset[str]) -> bool:
    """Whether a quotation shares no word with the sentences before it in its block, and none of `own` ties it to who
    speaks there."""
    tokens = reading.tokens
    before = Span(block.span.start, quote.start)
    if before.of(reading.document.text).rstrip()[-1:] == ":":
        return False
    if any(tokens.folded[i] in rule.options.words("own") for i in tokens.within(quote)):
        return False
    return _stems(reading, quote, function_words).isdisjoint(_stems(reading, before, function_words))


def _stems(reading: Reading, span: Span, function_words: frozenset[str]) -> Set[str]:
    words = (reading.tokens.folded[i] for i in reading.tokens.within(span))
    return {found for word in words if (found := stem(word, function_words))}


def _is_spoken(rule: Rule, reading: Reading, before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Whether the paragraph before a quotation or the one behind it says who speaks."""
    text, tokens, speech = reading.document.text, reading.tokens, rule.options.words("speech")
    told = [i for block in before for i in tokens.within(block.span)]
    told += [i for block in after for i in tokens.within(block.span)[:NEAR]]
    if any(text[block.span.end - 1] in MARKS + ":" for block in before):
        return True
    return any(text[block.span.start] in MARKS for block in after) or any(
        tokens.folded[i] in speech and reading.register(Span(tokens.starts[i], tokens.ends[i])) is not Register.QUOTE
        for i in told
    )


def _moved_summary(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """`All this` behind the sentence of a quotation, with somebody whom its paragraph has not named before."""
    tokens = reading.tokens
    openers = rule.options.words("openers")
    for sentence in reading.sentences():
        inside = tokens.within(sentence.span)
        if " ".join(tokens.folded[inside.start : inside.start + 2]) not in openers:
            continue
        previous = reading.document.sentences[sentence.index - 1] if sentence.index else sentence
        if previous.block != sentence.block or not _holds_quotation(reading, previous.span):
            continue
        before = Span(reading.document.blocks[sentence.block].span.start, sentence.span.start)
        for namesakes in census.of(reading).namesakes:
            here = [m for m in namesakes.mentions if sentence.span.contains(m.span)]
            if here and not any(before.contains(m.span) for m in namesakes.mentions):
                last = tokens.ends[min(inside.start + 1, inside.stop - 1)]
                yield finding(rule, reading, Span(sentence.span.start, last), related=(here[0].span,))
                break


def _holds_quotation(reading: Reading, span: Span) -> bool:
    return any(span.contains(quote) for quote in reading.document.quotes)


CHECKS: Mapping[str, Check] = {
    "unspoken-quotation": _unspoken,
}
OF_PEOPLE: Mapping[str, PeopleCheck] = {
    "moved-summary": _moved_summary,
}
