"""Sentences that stand twice, word for word or lightly reworded, and paragraphs made of such sentences.

What two sentences share is found by the words that carry content: each word knows the first few sentences that hold
it, so that the time is linear in the text, however often it repeats itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, groupby, pairwise

from cleaner.detect.phrasing import (
    Phrasing,
    Vocabulary,
    differences,
    in_order,
    phrasing,
    says_another,
    shares,
)
from cleaner.detect.prose import ends_sentence, is_question
from cleaner.model import Block, BlockKind, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Options
from cleaner.words import is_spaced

POSTINGS = 6
"""Sentences that are remembered for a word or pair of words: the first ones."""
CANDIDATES = 3
ALL = 0.9
"""The share of a paragraph beyond which nothing of it is left."""
LONGEST = 120
"""Words beyond which a sentence is compared with others only as a whole."""
COMMON = 12
"""Sentences that share a pair of terms beyond which it is not asked which of them share another."""
MOULD = 0.95
"""What two sentences share that are not merely of one mould with a third."""
_MARKS = "\"“„«'‘「"
_OPENING = _MARKS + "("


@dataclass(frozen=True, slots=True)
class Copy:
    """A sentence of `block`, or all of it, at `span`, that the text has before: in `first_block`, at `first`.

    `here_in_first`, `first_in_here`: the share of the words of one that the other holds, from 0 to 1. `differs`: the
    words that only this one has, and those that only the first has.
    """

    span: Span
    block: int
    first: Span
    first_block: int
    is_block: bool
    here_in_first: float
    first_in_here: float
    differs: tuple[str, str]

    @property
    def is_exact(self) -> bool:
        """Whether the two are the same word for word."""
        return not any(self.differs)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much two sentences must share: words of content, the share in `both` or in `one` of them, and in order; and
    the share in both that speaks for itself. `swapped`: the words of content of two that have one each of their own."""

    terms: float
    both: float
    one: float
    order: float
    same: float
    swapped: float

    @classmethod
    def of(cls, options: Options) -> Limits:
        """The numbers of a rule: least_terms, both, one, order, same, least_swapped."""
        return cls(*(options.number(name) for name in ("least_terms", "both", "one", "order", "same", "least_swapped")))


class Copies:
    """The sentences of a reading that stand twice.

    `words`: what each token is compared by (see `compared`); `named`: the tokens that are names. `exact`: least_words,
    most_copies; `reworded`: least_words and the numbers of Limits. What is None is not looked for.
    """

    def __init__(
        self,
        reading: Reading,
        words: Sequence[str],
        named: Set[int],
        exact: Options | None,
        reworded: Options | None,
        vocabulary: Vocabulary,
    ) -> None:
        self._reading = reading
        self._words = words
        self._spaced = is_spaced(reading.document.text[:2_000])
        self._vocabulary = vocabulary if self._spaced else replace(vocabulary, light=frozenset())
        self._terms = vocabulary.terms(words) if self._spaced else words
        self._named = named
        self._least_words = min((o.number("least_words") for o in (exact, reworded) if o), default=0.0)
        self._most_copies = exact.number("most_copies") if exact else 0.0
        self._limits = Limits.of(reworded) if reworded else None

    def find(self, skip: Set[int]) -> Iterator[Copy]:
        """The copies in the order of the text, those of a paragraph that has nothing else as one. `skip`: the numbers
        of blocks that are known to be copies."""
        units = list(self._units(skip))
        same = self._exact(units)
        found = same if self._most_copies else {}
        if self._limits is not None:
            found |= self._reworded([u for u in units if u.sentence.index not in same], units, self._limits)
        for index, members in groupby(units, key=lambda unit: unit.sentence.block):
            copied = [found[unit.sentence.index] for unit in members if unit.sentence.index in found]
            block = self._reading.document.blocks[index]
            if len(copied) >= 2 and _fill(block, copied):
                yield _together(block, copied)
            else:
                yield from copied

    def _units(self, skip: Set[int]) -> Iterator[Phrasing]:
        """The sentences of the prose that may have a twin."""
        sentences = [s for s in self._reading.sentences() if s.block not in skip]
        keys = [self._keys(sentence) for sentence in sentences]
        likely = _may_pair(keys, self._limits.order if self._limits else 1.0)
        for sentence in (sentences[place] for place in sorted(likely)):
            if self._is_prose(sentence):
                terms = self._terms_of(self._reading.tokens.within(sentence.span))
                unit = phrasing(sentence, self._reading.tokens, self._words, terms, self._vocabulary, self._named)
                if len(unit.words) >= self._least_words and not unit.is_figures and not unit.is_label:
                    yield unit

    def _keys(self, sentence: Sentence) -> Set[str]:
        """What a sentence shares with a twin: pairs of terms; one that is too short to be told in other words, all."""
        inside = self._reading.tokens.within(sentence.span)
        if len(inside) < self._least_words:
            return frozenset()
        terms = self._terms_of(inside)
        if self._limits is None or len(terms) < self._limits.terms - 1:
            return {" ".join(filter(None, self._words[inside.start : inside.stop]))}
        return {f"{one} {other}" for one, other in pairwise(terms)}

    def _terms_of(self, inside: range) -> Sequence[str]:
        terms = [term for term in self._terms[inside.start : inside.stop] if term]
        return terms if self._spaced else [one + other for one, other in pairwise(terms)]

    def _is_prose(self, sentence: Sentence) -> bool:
        """Whether a sentence is one of the prose: no title, list item, row of figures or mere label."""
        document = self._reading.document
        block, written = document.blocks[sentence.block], sentence.span.of(document.text)
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTE) or block == document.headline:
            return False
        return ends_sentence(written) and (written[0].isalnum() or written[0] in _OPENING)

    def _exact(self, units: Iterable[Phrasing]) -> dict[int, Copy]:
        """The sentences that stand before word for word, by their numbers; what returns too often is a refrain."""
        found: dict[int, Copy] = {}
        same: dict[tuple[str, ...], list[Phrasing]] = {}
        for unit in units:
            same.setdefault(unit.words, []).append(unit)
        for first, *others in same.values():
            for unit in others:
                is_told = len(others) < self._most_copies or _is_next(first, unit)
                if not self._most_copies or (is_told and self._is_fault(unit, first)):
                    found[unit.sentence.index] = _copy(unit, first, 1.0, 1.0)
        return found

    def _reworded(self, new: Iterable[Phrasing], units: Sequence[Phrasing], limits: Limits) -> dict[int, Copy]:
        """The sentences that stand before in other words, by their numbers; three of one mould are no copies."""
        found: dict[int, tuple[Copy, int]] = {}
        counts = Counter(unit.words for unit in units)
        holders: dict[str | tuple[str, str], list[Phrasing]] = {}
        partners = Counter[int]()
        for unit in new:
            is_refrain = 0 < self._most_copies < counts[unit.words]
            if is_refrain or not limits.terms - 1 <= len(unit.terms) <= LONGEST:
                continue
            for first in _likely(unit, holders, limits.terms - 1):
                if (of_both := self._near(unit, first, limits)) is not None:
                    found.setdefault(unit.sentence.index, (_copy(unit, first, *of_both), first.sentence.index))
                    partners.update((unit.sentence.index, first.sentence.index))
        return {
            index: copy
            for index, (copy, first) in found.items()
            if min(copy.here_in_first, copy.first_in_here) >= MOULD or partners[index] == partners[first] == 1
        }

    def _near(self, here: Phrasing, first: Phrasing, limits: Limits) -> tuple[float, float] | None:
        """The shares of two sentences in each other, if one is the other reworded."""
        of_both = shares(here, first)
        least, most, order = *sorted(of_both), in_order(here, first)
        fewer = min(len(here.terms), len(first.terms))
        if least >= limits.both:
            is_near = order >= limits.order and (fewer >= limits.terms or least >= limits.same)
        else:  # one holds the other, and that is more than names that both have
            is_near = most >= limits.one and order >= 2 * limits.order and fewer >= limits.terms + 2
            is_near = is_near and 2 * len(here.names & first.names) <= fewer + 2
        are_swapped = bool(set(here.terms) - set(first.terms)) and bool(set(first.terms) - set(here.terms))
        if are_swapped and fewer < limits.swapped:
            return None
        if not is_near or (least < limits.same and self._is_standfirst(here, first)):
            return None
        if says_another(here, first, self._vocabulary) or not self._is_fault(here, first):
            return None
        return of_both if self._is_quoted(here) == self._is_quoted(first) else None

    def _is_fault(self, here: Phrasing, first: Phrasing) -> bool:
        """Whether two sentences that are alike are no convention: a pull quote, a question of an interview."""
        asks = is_question(here.sentence.span.of(self._reading.document.text))
        return (not asks or _is_next(first, here)) and self._is_display(here) == self._is_display(first)

    def _is_display(self, unit: Phrasing) -> bool:
        """Whether a sentence stands in a block that is nothing but a quotation."""
        block = self._reading.document.blocks[unit.sentence.block]
        return block.kind is BlockKind.QUOTE or (
            len(block.span) <= len(unit.sentence.span) + 2 and self._reading.register(block.span) is Register.QUOTE
        )

    def _is_quoted(self, unit: Phrasing) -> bool:
        return self._reading.document.text[unit.sentence.span.start] in _MARKS

    def _is_standfirst(self, here: Phrasing, first: Phrasing) -> bool:
        """Whether the second paragraph says again what the first, a standfirst of one sentence, says."""
        own = self._reading.document.blocks[first.sentence.block]
        return first.sentence.index <= 1 and here.sentence.block - own.index <= 2 and own.span == first.sentence.span


def _may_pair(keys: Sequence[Set[str]], order: float) -> Set[int]:
    """The places of the sentences that share the part `order` of their keys, or more, with some other: a cheap look
    that misses none. Keys that many have count for all of them."""
    holders: dict[str, list[int]] = {}
    for place, mine in enumerate(keys):
        for key in mine:
            holders.setdefault(key, []).append(place)
    shared, common = Counter[tuple[int, int]](), Counter[int]()
    for places in holders.values():
        if len(places) > COMMON:
            common.update(places)
        elif len(places) > 1:
            shared.update(combinations(places, 2))
    likely = {place for place, count in common.items() if count >= min(2, len(keys[place]))}
    for (one, other), count in shared.items():
        if count + common[one] >= order * min(len(keys[one]), len(keys[other])):
            likely |= {one, other}
    return likely


def _likely(unit: Phrasing, holders: dict[str | tuple[str, str], list[Phrasing]], least: float) -> Iterator[Phrasing]:
    """The earlier sentences that share most with `unit`. `holders` are those that have a term, or two terms side by
    side; `unit` becomes one of them."""
    shared: dict[int, int] = {}
    by_number: dict[int, Phrasing] = {}
    keys: dict[str | tuple[str, str], None] = dict.fromkeys((*unit.terms, *pairwise(unit.terms)))
    for key in keys:
        known = holders.get(key)
        if known is None:
            holders[key] = [unit]
            continue
        for other in known:
            index = other.sentence.index
            by_number[index] = other
            shared[index] = shared.get(index, 0) + 1
        if len(known) < POSTINGS:
            known.append(unit)
    likely = sorted((-count, index) for index, count in shared.items() if count >= least)
    return (by_number[index] for _, index in likely[:CANDIDATES])


def _is_next(first: Phrasing, here: Phrasing) -> bool:
    return here.sentence.index - first.sentence.index == 1


def _copy(here: Phrasing, first: Phrasing, in_first: float, in_here: float) -> Copy:
    one, other = here.sentence, first.sentence
    differs = differences(here, first)
    return Copy(one.span, one.block, other.span, other.block, False, round(in_first, 2), round(in_here, 2), differs)


def _fill(block: Block, copied: Sequence[Copy]) -> bool:
    """Whether copies of what stands in one place leave nothing of a block."""
    places = [copy.first_block for copy in copied]
    share = sum(len(copy.span) for copy in copied) / len(block.span)
    return share >= ALL and max(places) - min(places) < len(copied)


def _together(block: Block, copied: Sequence[Copy]) -> Copy:
    """The copies in a block as one."""
    first = Span(min(c.first.start for c in copied), max(c.first.end for c in copied))
    here, there = (
        round(sum(shares) / len(copied), 2)
        for shares in zip(*((c.here_in_first, c.first_in_here) for c in copied), strict=True)
    )
    only_here, only_first = (" ".join(filter(None, words)) for words in zip(*(c.differs for c in copied), strict=True))
    return replace(
        copied[0], span=block.span, first=first, is_block=True, here_in_first=here, first_in_here=there,
        differs=(only_here, only_first),
    )  # fmt: skip
