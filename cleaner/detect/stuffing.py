"""Words for search engines, not for readers: a phrase said over and over, lists of keywords, words without grammar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from cleaner.detect.finding import Check, finding
from cleaner.detect.prose import ends_sentence
from cleaner.model import Block, BlockKind, Evidence, Finding, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Options, Rule
from cleaner.words import Tokens, is_word

_ITEM = re.compile(r"[,;|·•\n]+")


def _stuffing(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """A phrase of two to four words that stands `least` times, in `share` of all sentences and `per_thousand` times in
    1,000 words. Names (written with capitals, mostly) are said as often as need be."""
    sentences = [s for s in reading.sentences() if _is_prose(s, reading)]
    least = max(rule.options.number("least"), rule.options.number("share") * len(sentences))
    tokens = reading.tokens
    counts = Counter(word for s in sentences for word in set(_folded(tokens, s.span)))
    often = {w for w, count in counts.items() if count >= least and w.isalpha() and w not in function_words}
    if len(often) < 2:
        return
    phrases = Counter(phrase for s in sentences for phrase in set(_phrases(tokens, s.span, often)))
    words = sum(map(is_word, tokens.folded))
    for phrase, count in sorted(phrases.items(), key=lambda item: (-item[1], -len(item[0]), item[0])):
        if count >= least and 1000 * count / max(1, words) >= rule.options.number("per_thousand"):
            spans = _places(phrase, tokens, [s.span for s in sentences])
            lower = sum(tokens.word(tokens.first_from(s.start) + len(phrase) - 1)[0].islower() for s in spans)
            if lower * 2 < len(spans):
                continue
            evidence = (Evidence("of all sentences", round(count / len(sentences), 2)),)
            yield finding(
                rule,
                reading,
                spans[0],
                related=tuple(spans[1:]),
                evidence=evidence,
                count=str(len(spans)),
                mark=" ".join(phrase),
            )
            return


def _is_prose(sentence: Sentence, reading: Reading) -> bool:
    kind = reading.document.blocks[sentence.block].kind
    return kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and reading.register(sentence.span) is Register.BODY


def _folded(tokens: Tokens, span: Span) -> Sequence[str]:
    inside = tokens.within(span)
    return tokens.folded[inside.start : inside.stop]


def _phrases(tokens: Tokens, span: Span, often: Set[str]) -> Iterator[tuple[str, ...]]:
    """The runs of two words of `often`, and of three and four."""
    run: list[str] = []
    for word in _folded(tokens, span):
        run = [*run[-3:], word] if word in often else []
        for size in range(2, len(run) + 1):
            yield tuple(run[-size:])


def _places(phrase: tuple[str, ...], tokens: Tokens, spans: Sequence[Span]) -> list[Span]:
    """Where a phrase stands in some sentences."""
    size = len(phrase)
    return [
        Span(tokens.starts[i], tokens.ends[i + size - 1])
        for span in spans
        for i in tokens.within(span)
        if tokens.folded[i] == phrase[0] and tuple(tokens.folded[i : i + size]) == phrase
    ]


def _keywords(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """A paragraph of `least` items between commas or bars, without a verb or article, that say the same words again and
    again (`new`: the most of them that are new)."""
    for block in reading.blocks():
        text = block.span.of(reading.document.text)
        if block.kind is not BlockKind.PARAGRAPH or text.count(",") + text.count("|") + text.count(";") < 4:
            continue
        if ends_sentence(text) or not _are_keywords(block, reading.tokens, function_words, rule.options):
            continue
        yield finding(rule, reading, block.span, count=str(len(_items(text))))


def _items(text: str) -> Sequence[str]:
    return [item for part in _ITEM.split(text) if (item := part.strip())]


def _are_keywords(block: Block, tokens: Tokens, function_words: frozenset[str], options: Options) -> bool:
    items = _items(block.span.of(tokens.text))
    words = [word for word in _folded(tokens, block.span) if is_word(word)]
    if len(items) < options.number("least") or not 1.5 * len(items) <= len(words) <= 5 * len(items):
        return False
    content = [word for word in words if word not in function_words and not word.isdigit()]
    grammar = sum(word in function_words for word in words)
    lower = sum(item[0].islower() for item in items)
    return (
        grammar <= options.number("grammar") * len(words)
        and len(content) >= 0.8 * len(words)
        and lower >= options.number("lower") * len(items)
        and len(set(content)) <= options.number("new") * len(content)
    )


def _gibberish(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """A run of `least` words in lower case in one block with no mark, no figure and no word that every sentence needs
    between them."""
    if not function_words:
        return
    tokens = reading.tokens
    for block in reading.blocks():
        if block.kind is BlockKind.PARAGRAPH:
            for first, last in _runs(tokens, block.span, function_words):
                if last - first + 1 >= rule.options.number("least"):
                    span = Span(tokens.starts[first], tokens.ends[last])
                    if reading.register(span) is Register.BODY:
                        yield finding(rule, reading, span, count=str(last - first + 1))


def _runs(tokens: Tokens, span: Span, function_words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The first and last tokens of the runs of content words in lower case."""
    inside = tokens.within(span)
    start = inside.start
    for i in (*inside, inside.stop):
        goes_on = i < inside.stop and tokens.folded[i] not in function_words and tokens.word(i).islower()
        if not goes_on:
            if i > start:
                yield start, i - 1
            start = i + 1


CHECKS: Mapping[str, Check] = {"stuffing": _stuffing, "keywords": _keywords, "gibberish": _gibberish}
