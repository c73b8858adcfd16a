"""What stands twice: a paragraph that returns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby

from cleaner.detect.finding import finding, proposal
from cleaner.model import Block, BlockKind, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import FREE, Kind, Rule
from cleaner.words import fold

_ARTICLES = ("a", "an", "the")


class Duplicates:
    """The rules of the family `duplicate`. `namings`: the rules whose hits two copies of a paragraph may differ by."""

    def __init__(self, rules: Iterable[Rule], namings: Iterable[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.check == "paragraph"]
        self._namings = [rule for rule in namings if rule.kind in (Kind.TEXT, Kind.VARIANTS)]
        self._group_of = {member: rule.id for rule in self._namings for member in rule.members}

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Paragraphs of which an earlier one is a copy. Two that differ only in a name's form are copies."""
        if not self._rules:
            return
        named, parting = self._named(reading), _parting(reading)
        for rule in self._rules:
            copies: dict[tuple[str, ...], list[Block]] = {}
            for index, sentences in groupby(reading.sentences(), key=lambda sentence: sentence.block):
                block = reading.document.blocks[index]
                spans = [sentence.span for sentence in sentences]
                if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE) and _is_prose(spans, reading):
                    words = tuple(_words(spans, reading, named))
                    if len(words) >= rule.options.number("min_words"):
                        copies.setdefault(words, []).append(block)
            most = rule.options.number("most_copies")
            is_refrain = any(len(same) > most for same in copies.values())
            for first, *others in copies.values():
                for block in others:
                    is_own = (
                        is_refrain or block.kind is BlockKind.QUOTE or parting[first.index + 1] < parting[block.index]
                    )
                    proposals = () if is_own else proposal(rule, block.span)
                    yield finding(rule, reading, block.span, proposals, related=(first.span,))

    def _named(self, reading: Reading) -> dict[int, str]:
        """What stands for the tokens of a naming rule's match: the group of variants, or what the words should be."""
        named: dict[int, str] = {}
        for rule in self._namings:
            for match in (m for m in reading.hits(rule) if m.replacement != FREE):
                plain = match.replacement or next(iter(rule.members), "")
                if not plain:  # only reported: nobody knows what the words should be
                    continue
                inside = reading.tokens.within(match.span)
                named.update(dict.fromkeys(inside, ""))
                named[inside.start] = self._group_of.get(plain, fold(plain))
        return named


def _parting(reading: Reading) -> list[int]:
    """For each block, how many before it are headings, list items or lines without a full stop: titles of something."""
    left = {block.index for block in reading.blocks()}
    text = reading.document.text
    titles = (
        b.index in left and (b.kind is not BlockKind.PARAGRAPH or not _ENDS.search(b.span.of(text)))
        for b in reading.document.blocks
    )
    return list(accumulate(titles, initial=0))


_ENDS = re.compile(r"""[.!?。！？]["'”’»)]*\Z""")


def _is_prose(sentences: Sequence[Span], reading: Reading) -> bool:
    """Whether a block is whole sentences: an interview's questions, attributions and labels return in true articles."""
    text = reading.document.text
    first = text[sentences[0].start]
    last = sentences[-1].of(text)
    return bool(_ENDS.search(last)) and not last.endswith(("?", "？")) and (first.isalnum() or first in "\"“„«'‘")


def _words(sentences: Sequence[Span], reading: Reading, named: dict[int, str]) -> Iterator[str]:
    """The words that a copy must share; tokens that are taken out do not count."""
    tokens = reading.tokens
    for i in chain.from_iterable(tokens.within(span) for span in sentences):
        word = named.get(i, tokens.folded[i])
        is_left = not reading.gone or not reading.is_gone(Span(tokens.starts[i], tokens.ends[i]))
        if word[:1].isalnum() and word not in _ARTICLES and is_left:
            yield word
