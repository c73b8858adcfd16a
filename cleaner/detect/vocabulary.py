"""The words by which weak evidence is told: the lists of one rule, and which of its signals a block shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from cleaner.model import Block, BlockKind
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import Tokens, is_word

SHORT_LINE = 12
"""The most words of a line that is a label, a date or a byline."""
_NUMERIC_DATE = re.compile(r"\b(?:\d{1,2}([./-])\d{1,2}\1(?:\d\d){1,2}|\d{4}([./-])\d{1,2}\2\d{1,2})\b")


@dataclass(frozen=True)
class Vocabulary:
    """The lists of one rule: names of elements, whole lines (folded, without marks), words of which one is enough,
    words of which a line is made with numbers, words one of which is the first, words that open a line of
    names, words that open one with a colon, and signals that count only together."""

    weights: Mapping[str, float]
    marks: Mapping[str, Set[str]]
    lines: Mapping[str, Set[str]]
    words: Mapping[str, Set[str]]
    made_of: Mapping[str, Set[str]]
    first: Mapping[str, Set[str]]
    openers: Mapping[str, Set[str]]
    fields: Mapping[str, Set[str]]
    both: Mapping[str, Set[str]]
    particles: Set[str]

    @classmethod
    def of(cls, rule: Rule) -> Vocabulary:
        """The vocabulary in a rule's options."""
        lists = rule.options.word_lists
        marks = {name: group | {f"~{mark}" for mark in group} for name, group in lists("marks").items()}
        return cls(
            rule.options.numbers("weights"),
            marks,
            lists("lines"),
            lists("words"),
            lists("made_of"),
            lists("first"),
            lists("openers"),
            lists("fields"),
            lists("both"),
            rule.options.words("particles"),
        )

    def invites(self, reading: Reading, block: Block) -> bool:
        """Whether a block opens as invitations do."""
        tokens = reading.tokens
        opening = tokens.folded[(start := tokens.within(block.span).start) : start + 4]
        return any(not group.isdisjoint(opening) for group in self.first.values())

    def told_by(self, reading: Reading, block: Block) -> Iterator[str]:
        """The signals of words that a block shows."""
        tokens = reading.tokens
        inside = [i for i in tokens.within(block.span) if is_word(tokens.folded[i])]
        words = [tokens.folded[i] for i in inside]
        own = set(words)
        yield from (name for name, group in self.words.items() if not own.isdisjoint(group))
        yield from (name for name, group in self.first.items() if words and words[0] in group)
        if not words or len(words) > SHORT_LINE:
            return
        line, text = " ".join(words), block.span.of(reading.document.text)
        yield from (name for name, group in self.lines.items() if line in group)
        yield from (name for name, group in self.made_of.items() if _is_made_of(group, words, text))
        if block.kind is BlockKind.HEADING:
            return
        if tokens.word(inside[0] + 1) == ":":
            yield from (name for name, group in self.fields.items() if words[0] in group)
        elif self._are_names(tokens, inside[1:]):
            yield from (name for name, group in self.openers.items() if words[0] in group)

    def _are_names(self, tokens: Tokens, words: Sequence[int]) -> bool:
        """Whether words are names, two at least, and what joins names."""
        names = [i for i in words if tokens.folded[i] not in self.particles]
        return len(names) > 1 and not any(tokens.word(i)[0].islower() for i in names)


def _is_made_of(group: Set[str], words: Sequence[str], text: str) -> bool:
    """Whether a line is numbers and words of a group, with a numeric date or one of those words at least."""
    if not all(word.isdigit() or word in group for word in words) or not any(word.isdigit() for word in words):
        return False
    return any(len(word) > 2 and word in group for word in words) or bool(_NUMERIC_DATE.search(text))
