"""All rules in one scan of a document, and the conditions that their matches must meet."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.automaton import Automaton
from cleaner.model import Block, Document
from cleaner.reading import Match, Reading
from cleaner.rulebook import Rule
from cleaner.words import Tokens


class Matcher:
    """The matcher of a set of rules. What a language needs is built when the first text of that language comes."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._automata: dict[str | None, Automaton] = {}

    def read(self, document: Document, tokens: Tokens) -> Reading:
        """Scans the document, whose token table is `tokens`, with the rules that speak its language.

        Raises BrokenRule for a rule with a phrase or pattern that cannot be read.
        """
        blocks = [block.span.start for block in document.blocks]
        sentences = [sentence.span.start for sentence in document.sentences]
        matches: dict[str, list[Match]] = {}
        reading = Reading(document, tokens, matches, (), blocks, sentences)
        found: dict[str, tuple[Rule, list[Match]]] = {}
        for rule, match in self._automaton(document.language.code).matches(tokens):
            found.setdefault(rule.id, (rule, []))[1].append(match)
        for rule_id, (rule, hits) in sorted(found.items()):
            barred = _Barred(rule.where.unless, reading)
            matches[rule_id] = [match for match in _longest(hits) if _holds(rule, match, reading, barred)]
        return reading

    def _automaton(self, language: str | None) -> Automaton:
        if language not in self._automata:
            self._automata[language] = Automaton(rule for rule in self._rules if rule.speaks(language))
        return self._automata[language]


def _longest(matches: Iterable[Match]) -> list[Match]:
    """In the order of the text, the longest first; what overlaps an earlier one is left out."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.first, -m.last)):
        if not kept or match.first > kept[-1].last:
            kept.append(match)
    return kept


class _Barred:
    """Where the words of `unless` stand, block by block; each block is looked through once."""

    def __init__(self, unless: tuple[str, ...], reading: Reading) -> None:
        self._unless = frozenset(unless)
        self._reading = reading
        self._ends: dict[int, tuple[int, int] | None] = {}

    def beside(self, match: Match, block: Block) -> bool:
        """Whether one of the words stands in the block of a match, outside it."""
        if block.index not in self._ends:
            folded, inside = self._reading.tokens.folded, self._reading.tokens.within(block.span)
            places = [i for i in inside if folded[i] in self._unless]
            self._ends[block.index] = (places[0], places[-1]) if places else None
        ends = self._ends[block.index]
        return ends is not None and (ends[0] < match.first or ends[1] > match.last)


def _holds(rule: Rule, match: Match, reading: Reading, barred: _Barred) -> bool:
    """Whether a match stays within one block and its `where` is met."""
    tokens, where = reading.tokens, rule.where
    block = reading.block_at(match.span.start)
    if block is None or tokens.ends[match.last] > block.span.end or tokens.starts[match.first] < block.span.start:
        return False
    if where.register and reading.register(match.span) not in where.register:
        return False
    before, after = match.first - 1, match.last + 1
    inside = tokens.within(block.span)
    if where.unless and barred.beside(match, block):
        return False
    if where.after and not _any(where.after, tokens, before, inside):
        return False
    if where.before and not _any(where.before, tokens, after, inside):
        return False
    return not (
        (where.not_after and _any(where.not_after, tokens, before, inside))
        or (where.not_before and _any(where.not_before, tokens, after, inside))
    )


_OPENERS = tuple(".!?:…\"“”„«»'‘’([-–—")
"""What stands before a capital that opens a sentence or quotation, and so need not be a name's."""


def _any(wanted: tuple[str, ...], tokens: Tokens, i: int, inside: range) -> bool:
    """Whether token `i` is one of the words, or of one of the classes, that are wanted."""
    if i not in inside:
        return "@edge" in wanted
    word = tokens.word(i)
    if tokens.folded[i] in wanted:
        return True
    for name in wanted:
        if name[0] == "@" and (
            (name == "@digit" and word[0].isdigit())
            or (name == "@capital" and word[0].isupper())
            or (name == "@name" and word[0].isupper() and tokens.word(i - 1)[-1:] not in _OPENERS and i > inside.start)
            or (name == "@lower" and word[0].islower())
            or (name == "@mark" and not word[0].isalnum())
        ):
            return True
    return False
