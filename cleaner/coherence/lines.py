"""Sentences as the model reads them, and which of them may be judged at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from cleaner.model import BlockKind, Span
from cleaner.reading import Reading
from cleaner.words import is_word, tokenize

FEWEST_LINES = 8
"""Shorter articles are not judged: the model has never seen one."""
FEWEST_WORDS = 5
FUNCTION_SHARE = 0.2
CAPITAL_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its words, folded and as they are written; which of them are capitalised or numbers; which carry
    content (no function words, and not too short); its paragraph.
    `judged`: it is whole, and prose, not a list of names or a label."""

    span: Span
    words: tuple[str, ...]
    written: tuple[str, ...]
    capitals: tuple[bool, ...]
    content: tuple[bool, ...]
    paragraph: int
    judged: bool

    @property
    def telling(self) -> Iterator[str]:
        """The words that carry content."""
        return compress(self.words, self.content)


def lines(reading: Reading, function_words: frozenset[str]) -> tuple[Line, ...]:
    """The sentences of the paragraphs of what is left of a document; the headline is none of them."""
    return tuple(_lines(reading, function_words))


def _lines(reading: Reading, function_words: frozenset[str]) -> Iterator[Line]:
    document, tokens = reading.document, reading.tokens
    headline = document.headline.index if document.headline is not None else -1
    prose = {b.index for b in document.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)} - {headline}
    for sentence in reading.sentences():
        if sentence.block in prose:
            at = [i for i in tokens.within(sentence.span) if is_word(tokens.folded[i])]
            words = tuple(tokens.folded[i] for i in at)
            written = tuple(tokens.word(i) for i in at)
            capitals = tuple(not word[0].islower() for word in written)
            content = tuple(carries(word, function_words) for word in words)
            if words:
                is_whole = _is_ended(document.text, sentence.span) and _is_prose(content, capitals)
                yield Line(sentence.span, words, written, capitals, content, sentence.block, is_whole)


def share_with(read: Sequence[Line], words: Collection[str]) -> float:
    """The share of lines that hold one of some words."""
    return sum(any(word in words for word in line.words) for line in read) / max(1, len(read))


def heading(reading: Reading, function_words: frozenset[str]) -> tuple[str, ...]:
    """The words of the headline that carry content, folded, wherever it is given; none if there is no headline."""
    document = reading.document
    if document.meta.title:
        folded: Sequence[str] = tokenize(document.meta.title).folded
    elif document.headline is not None:
        folded = [reading.tokens.folded[i] for i in reading.tokens.within(document.headline.span)]
    else:
        return ()
    return tuple(word for word in folded if is_word(word) and carries(word, function_words))


_CLOSING = "\"'”’»)"
_STOPS = ".!?…"


def carries(word: str, function_words: frozenset[str]) -> bool:
    """Whether a folded word says something of what a text is about."""
    return (len(word) > 2 or (len(word) == 2 and word.isdigit())) and word not in function_words


def _is_ended(text: str, span: Span) -> bool:
    return span.of(text).rstrip().rstrip(_CLOSING)[-1:] in _STOPS


def _is_prose(content: Sequence[bool], capitals: Sequence[bool]) -> bool:
    words = len(content)
    return (
        words >= FEWEST_WORDS
        and words - sum(content) >= FUNCTION_SHARE * words
        and sum(capitals[1:]) < CAPITAL_SHARE * words
    )
