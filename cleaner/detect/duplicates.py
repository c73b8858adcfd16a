"""What stands twice: a paragraph that returns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from cleaner.detect.finding import finding, proposal
from cleaner.matcher import Reading
from cleaner.model import Block, BlockKind, Finding
from cleaner.rulebook import Kind, Rule
from cleaner.words import is_word

_ARTICLES = ("a", "an", "the")


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
            for block in reading.blocks():
                if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE) and _is_prose(block, reading):
                    words = _words(block, reading, named)
                    if len(words) >= rule.options.number("min_words"):
                        copies.setdefault(words, []).append(block)
            for first, *others in copies.values():
                is_refrain = len(others) >= rule.options.number("most_copies")
                for block in others:
                    proposals = () if is_refrain else proposal(rule, block.span)
                    yield finding(rule, reading, block.span, proposals, related=(first.span,))

    def _named(self, reading: Reading) -> dict[int, str]:
        """For each token under a naming rule's match: the rule for the first, the empty string for the others."""
        named: dict[int, str] = {}
        for match in chain.from_iterable(reading.hits(rule) for rule in self._namings):
            for i in range(match.first, match.last + 1):
                named[i] = ""
            named[match.first] = match.rule
        return named


_ENDS = re.compile(r"""[.!。！]["'”’»)]*\Z""")


def _is_prose(block: Block, reading: Reading) -> bool:
    """Whether a block is whole sentences: an interview's questions, attributions and labels return in true articles."""
    text = block.span.of(reading.document.text)
    return bool(_ENDS.search(text)) and (text[0].isalnum() or text[0] in "\"“„«'‘")


def _words(block: Block, reading: Reading, named: dict[int, str]) -> tuple[str, ...]:
    folded = reading.tokens.folded
    words = (named.get(i, folded[i]) for i in reading.tokens.within(block.span))
    return tuple(w for w in words if w and is_word(w) and w not in _ARTICLES)
