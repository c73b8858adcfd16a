"""What stands twice: a paragraph that returns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from cleaner.detect.finding import finding, proposal
from cleaner.matcher import Reading
from cleaner.model import Block, BlockKind, Finding, Span
from cleaner.rulebook import Kind, Rule

_ARTICLES = ("a", "an", "the")
_SOME_NAME = "0"


class Duplicates:
    """The rules of the family `duplicate`. `namings`: the rules whose hits two copies of a paragraph may differ by."""

    def __init__(self, rules: Iterable[Rule], namings: Iterable[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.check == "paragraph"]
        self._namings = [rule for rule in namings if rule.kind in (Kind.TEXT, Kind.VARIANTS)]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Paragraphs of which an earlier one is a copy. Two that differ only in a name's form are copies."""
        if not self._rules:
            return
        named = self._named(reading)
        for rule in self._rules:
            copies: dict[tuple[str, ...], list[Block]] = {}
            for index, sentences in groupby(reading.sentences(), key=lambda sentence: sentence.block):
                block = reading.document.blocks[index]
                spans = [sentence.span for sentence in sentences]
                if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE) and _is_prose(spans, reading):
                    words = tuple(_words(spans, reading, named))
                    if len(words) >= rule.options.number("min_words"):
                        copies.setdefault(words, []).append(block)
            for first, *others in copies.values():
                is_refrain = len(others) >= rule.options.number("most_copies")
                for block in others:
                    proposals = () if is_refrain else proposal(rule, block.span)
                    yield finding(rule, reading, block.span, proposals, related=(first.span,))

    def _named(self, reading: Reading) -> dict[int, str]:
        """For each token under a naming rule's match: one sign for the first, the empty string for the others."""
        named: dict[int, str] = {}
        for match in chain.from_iterable(reading.hits(rule) for rule in self._namings):
            inside = reading.tokens.within(match.span)
            named.update(dict.fromkeys(inside, ""))
            named[inside.start] = _SOME_NAME
        return named


_ENDS = re.compile(r"""[.!。！]["'”’»)]*\Z""")


def _is_prose(sentences: Sequence[Span], reading: Reading) -> bool:
    """Whether a block is whole sentences: an interview's questions, attributions and labels return in true articles."""
    text = reading.document.text
    first = text[sentences[0].start]
    return bool(_ENDS.search(sentences[-1].of(text))) and (first.isalnum() or first in "\"“„«'‘")


def _words(sentences: Sequence[Span], reading: Reading, named: dict[int, str]) -> Iterator[str]:
    """The words that a copy must share; tokens that are taken out do not count."""
    tokens = reading.tokens
    for i in chain.from_iterable(tokens.within(span) for span in sentences):
        word = named.get(i, tokens.folded[i])
        is_left = not reading.gone or not reading.is_gone(Span(tokens.starts[i], tokens.ends[i]))
        if word[:1].isalnum() and word not in _ARTICLES and is_left:
            yield word
