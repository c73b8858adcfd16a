"""What stands twice: a paragraph that returns, a sentence, and either of them reworded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, groupby

from cleaner.detect.copies import Copies, Copy
from cleaner.detect.finding import finding, proposal
from cleaner.forms import NO_FORM, Role
from cleaner.model import Action, Block, BlockKind, Evidence, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import FREE, Kind, Rule
from cleaner.words import fold

_ARTICLES = ("a", "an", "the")
PARTED = 0.6
"""What a title between two copies leaves of the confidence: sections of one form share sentences."""
ALIKE = 0.85
"""What two sentences must share that are told though a title parts them."""


class Duplicates:
    """The rules of the family `duplicate`. `namings`: the rules whose hits two copies of a paragraph may differ by;
    `function_words`: of each language, to tell words that carry content."""

    def __init__(
        self,
        rules: Iterable[Rule],
        namings: Iterable[Rule],
        function_words: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        every = tuple(rules)
        self._rules = [rule for rule in every if rule.check == "paragraph"]
        self._exact = next((rule for rule in every if rule.check == "sentence"), None)
        self._reworded = next((rule for rule in every if rule.check == "reworded"), None)
        self._function_words = function_words or {}
        self._namings = [rule for rule in namings if rule.kind in (Kind.TEXT, Kind.VARIANTS)]
        names = [name for rule in self._namings for name in rule.names]
        self._key_of = {form.text: name.key for name in names for form in name.having(Role.FORM, Role.NEVER)}

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Paragraphs and sentences of which an earlier one is a copy. Two that differ only in a name's form are exact
        copies."""
        if not self._rules and not self._exact and not self._reworded:
            return
        named, parting = self._named(reading), _parting(reading)
        known: set[int] = set()
        for rule in self._rules:
            for first, block, is_own in _paragraphs(rule, reading, named, parting):
                known.add(block.index)
                proposals = () if is_own else proposal(rule, block.span)
                yield finding(rule, reading, block.span, proposals, related=(first.span,))
        exact = self._exact.options if self._exact else None
        reworded = self._reworded.options if self._reworded else None
        words = self._function_words.get(reading.document.language.code or "en", frozenset())
        for copy in Copies(reading, exact, reworded, words, named).find(known):
            is_parted = parting[copy.first_block + 1] < parting[copy.block]
            least = min(copy.here_in_first, copy.first_in_here)
            if (told := self._exact if copy.is_exact else self._reworded) and (least >= ALIKE or not is_parted):
                yield _told(told, reading, copy, is_parted=is_parted)

    def _named(self, reading: Reading) -> dict[int, str]:
        """What stands for the tokens of a naming rule's match: the group of variants, or what the words should be."""
        named: dict[int, str] = {}
        for rule in self._namings:
            for match in reading.hits(rule):
                key = match.form.key if match.form else self._key_of.get(plain := match.replacement or "", fold(plain))
                if match.replacement == FREE or (match.form and match.form.role in NO_FORM) or not key:
                    continue
                inside = reading.tokens.within(match.span)
                named.update(dict.fromkeys(inside, ""))
                named[inside.start] = key
        return named


def _paragraphs(
    rule: Rule, reading: Reading, named: Mapping[int, str], parting: Sequence[int]
) -> Iterator[tuple[Block, Block, bool]]:
    """Paragraphs with their copies, and whether the page repeats them on purpose."""
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
            is_parted = parting[first.index + 1] < parting[block.index]
            yield first, block, is_refrain or block.kind is BlockKind.QUOTE or is_parted


def _told(rule: Rule, reading: Reading, copy: Copy, *, is_parted: bool) -> Finding:
    """The finding of a copy; what stands below a title of its own may be there on purpose."""
    here, there = copy.differs
    evidence = (
        Evidence("share of it that stands above", copy.here_in_first, f"only here: {here}" if here else ""),
        Evidence(
            "share of what stands above that it holds", copy.first_in_here, f"only above: {there}" if there else ""
        ),
    )
    action = Action.DROP_BLOCK if copy.is_block else Action.DROP_SENTENCE
    proposals = () if is_parted else proposal(rule, copy.span, action=action)
    made = finding(rule, reading, copy.span, proposals, related=(copy.first,), evidence=evidence)
    alike = (copy.here_in_first + copy.first_in_here) / 2 * (PARTED if is_parted else 1.0)
    return replace(made, confidence=round(rule.confidence * alike, 2))


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


def _words(sentences: Sequence[Span], reading: Reading, named: Mapping[int, str]) -> Iterator[str]:
    """The words that a copy must share; tokens that are taken out do not count."""
    tokens = reading.tokens
    for i in chain.from_iterable(tokens.within(span) for span in sentences):
        word = named.get(i, tokens.folded[i])
        is_left = not reading.gone or not reading.is_gone(Span(tokens.starts[i], tokens.ends[i]))
        if word[:1].isalnum() and word not in _ARTICLES and is_left:
            yield word
