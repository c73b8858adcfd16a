"""Words for search engines, not for readers: a phrase said over and over, lists of keywords, words without grammar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby, pairwise

from cleaner.detect.finding import Check, finding
from cleaner.detect.prose import ends_sentence, is_narrated
from cleaner.model import Block, BlockKind, Evidence, Finding, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Options, Rule
from cleaner.words import Tokens, count_words, is_word

LONGEST = 4
"""The most words of a phrase that is counted."""
_ITEM = re.compile(r"[,;|·•\n]+")


def _stuffing(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """A phrase of two to four words that is `portion` of all words and stands in `share` of all sentences, `least` of
    them. Names (mostly written with capitals) are said as often as need be."""
    options, tokens = rule.options, reading.tokens
    # Asked of the whole text first, where up to half of the tokens may be marks.
    fewest = max(options.number("least"), options.number("portion") * len(tokens) / LONGEST / 2)
    counts = Counter(tokens.folded)
    often = {w for w, count in counts.items() if count >= fewest and w.isalpha() and w not in function_words}
    if len(often) < 2:
        return
    sentences = [s.span for s in reading.sentences() if _is_prose(s, reading)]
    least = max(options.number("least"), options.number("share") * len(sentences))
    phrases = Counter(phrase for span in sentences for phrase in set(_phrases(_folded(tokens, span), often)))
    words = sum(count_words(tokens, span) for span in sentences)
    for phrase, count in sorted(phrases.items(), key=lambda item: (-len(item[0]), -item[1], item[0])):
        places = _places(phrase, tokens, sentences) if count >= least else []
        lower = sum(span.of(tokens.text).islower() for span in places)
        portion = len(phrase) * len(places) / words
        if portion >= options.number("portion") and lower * 2 >= len(places):
            evidence = (Evidence("of all words", round(portion, 3)),)
            first, *others = places
            related, shown = tuple(others), " ".join(phrase)
            yield finding(rule, reading, first, related=related, evidence=evidence, count=str(len(places)), mark=shown)
            return


def _is_prose(sentence: Sentence, reading: Reading) -> bool:
    kind = reading.document.blocks[sentence.block].kind
    return kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and reading.register(sentence.span) is Register.BODY


def _folded(tokens: Tokens, span: Span) -> Sequence[str]:
    inside = tokens.within(span)
    return tokens.folded[inside.start : inside.stop]


def _phrases(words: Sequence[str], often: Set[str]) -> Iterator[tuple[str, ...]]:
    """The runs of two, three and four words of `often`; what stands behind a figure is its unit."""
    run: list[str] = []
    for before, word in pairwise(("", *words)):
        run = [*run[1 - LONGEST :], word] if word in often and not before.isdigit() else []
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
    """A run of `least` words in lower case in one block, without a mark, a figure or a word that every sentence needs
    between them."""
    tokens, least = reading.tokens, rule.options.number("least")
    stops = [i for i, word in enumerate(tokens.folded) if word in function_words or not word.isalpha()]
    for before, after in pairwise((-1, *stops, len(tokens))):
        if after - before <= least:
            continue
        for block, group in groupby(range(before + 1, after), key=lambda i: _lower_in(reading, i)):
            run = list(group)
            if block is None or block.kind is not BlockKind.PARAGRAPH or len(run) < least:
                continue
            span = Span(tokens.starts[run[0]], tokens.ends[run[-1]])
            if is_narrated(reading, span):
                yield finding(rule, reading, span, count=str(len(run)))


def _lower_in(reading: Reading, i: int) -> Block | None:
    """The block of token `i`, if that is written in lower case."""
    return reading.block_at(reading.tokens.starts[i]) if reading.tokens.word(i).islower() else None


CHECKS: Mapping[str, Check] = {"stuffing": _stuffing, "keywords": _keywords, "gibberish": _gibberish}
