"""Sentences that stand twice, word for word or lightly reworded, and paragraphs made of such sentences.

What two sentences share is found by the words that carry content: each word knows the first few sentences that hold
it, so that the time is linear in the text, however often it repeats itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, pairwise

from cleaner.model import Block, BlockKind, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Options
from cleaner.words import is_spaced

STEM = 6
"""Letters by which words are compared: an ending makes no other word."""
POSTINGS = 6
"""Sentences that are remembered for a word or pair of words: the first ones."""
CANDIDATES = 3
LIGHT = 0.3
"""The weight of a function word beside one that carries content."""
ALL = 0.9
"""The share of a paragraph beyond which nothing of it is left."""
LONGEST = 120
"""Words beyond which a sentence is compared with others only as a whole."""
_ARTICLES = frozenset({"a", "an", "the"})
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
_ASKS = ("?", "？", "؟")
_CLOSING = "\"'”’»)“ "
_OPENING = "\"“„«'‘(「"


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
        return self.here_in_first == self.first_in_here == 1.0 and not any(self.differs)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of a language's words: those that carry no content, numerals by their words, and opposites."""

    light: Set[str]
    numerals: Mapping[str, str]
    opposites: Mapping[str, Set[str]]
    negations: Set[str]

    @classmethod
    def of(cls, options: Options, language: str, function_words: Set[str]) -> Vocabulary:
        """The words of `language` from a rule's lists `numerals`, `opposites` (pairs) and `negations`."""
        values = options.values.get(f"numerals.{language}", ())
        numerals = {word: str(n) for n, word in enumerate(values if isinstance(values, tuple) else (), 1) if n > 1}
        opposites: dict[str, set[str]] = {}
        for pair in options.some_words(f"opposites.{language}"):
            one, _, other = pair.partition(" ")
            opposites.setdefault(one, set()).add(other)
            opposites.setdefault(other, set()).add(one)
        return cls(function_words, numerals, opposites, options.some_words(f"negations.{language}"))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence as it is compared: its words, the terms of those that carry content, its numbers and its names."""

    sentence: Sentence
    words: tuple[str, ...]
    terms: tuple[str, ...]
    bag: Counter[str]
    lights: Counter[str]
    numbers: frozenset[str]
    names: frozenset[str]
    asks: bool

    @property
    def weight(self) -> float:
        """What its words weigh together."""
        return len(self.terms) + LIGHT * self.lights.total()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much two sentences must share: words of content, the share in `both` or in `one` of them, and in order."""

    terms: float
    both: float
    one: float
    order: float

    @classmethod
    def of(cls, options: Options) -> Limits:
        """The numbers of a rule: least_terms, both, one, order."""
        return cls(*(options.number(name) for name in ("least_terms", "both", "one", "order")))


class Copies:
    """The sentences of a reading that stand twice.

    `exact`: least_words, most_copies; `reworded`: least_words, least_terms, both, one, order, and the words of
    Vocabulary. What is None is not looked for. `named`: what stands for tokens that are names (see Duplicates).
    """

    def __init__(
        self,
        reading: Reading,
        exact: Options | None,
        reworded: Options | None,
        function_words: Set[str],
        named: Mapping[int, str],
    ) -> None:
        self._reading = reading
        self._named = named
        self._least_words = min(o.number("least_words") for o in (exact, reworded) if o) if exact or reworded else 0
        self._most_copies = exact.number("most_copies") if exact else 0
        self._limits = Limits.of(reworded) if reworded else None
        language = reading.document.language.code or "en"
        self._vocabulary = Vocabulary.of(reworded or Options({}), language, function_words)
        self._spaced = is_spaced(reading.document.text[:2_000])

    def find(self, skip: Set[int]) -> Iterator[Copy]:
        """The copies in the order of the text, those of a paragraph that has nothing else as one. `skip`: the numbers
        of blocks that are known to be copies."""
        units = list(self._units(skip))
        found = self._pairs(units)
        for index, members in groupby(units, key=lambda unit: unit.sentence.block):
            inside = list(members)
            copied = [found[u.sentence.index] for u in inside if u.sentence.index in found]
            block = self._reading.document.blocks[index]
            if len(copied) >= 2 and self._fill(block, copied):
                yield _together(block, copied)
            else:
                yield from copied

    def _fill(self, block: Block, copied: Sequence[Copy]) -> bool:
        """Whether copies of what stands in one place leave nothing of a block."""
        places = [copy.first_block for copy in copied]
        share = sum(len(copy.span) for copy in copied) / len(block.span)
        return share >= ALL and max(places) - min(places) < len(copied)

    def _units(self, skip: Set[int]) -> Iterator[_Unit]:
        document, tokens = self._reading.document, self._reading.tokens
        headline = document.headline.index if document.headline is not None else -1
        for sentence in self._reading.sentences():
            block = document.blocks[sentence.block]
            if (
                block.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
                or block.index in skip
                or headline == block.index
            ):
                continue
            written = sentence.span.of(document.text)
            stripped = written.rstrip(_CLOSING)
            if not stripped.endswith(_ENDS) or not (written[0].isalnum() or written[0] in _OPENING):
                continue
            unit = self._unit(sentence, tokens.within(sentence.span), asks=stripped.endswith(_ASKS))
            if len(unit.words) >= self._least_words and sum(word[0].isdigit() for word in unit.words) * 3 <= len(unit.words):
                yield unit

    def _unit(self, sentence: Sentence, inside: range, *, asks: bool) -> _Unit:
        tokens, vocabulary, named = self._reading.tokens, self._vocabulary, self._named
        words: list[str] = []
        terms: list[str] = []
        lights: list[str] = []
        numbers: set[str] = set()
        names: set[str] = set()
        for i in inside:
            word = named.get(i, tokens.folded[i])
            if not word[:1].isalnum() or word in _ARTICLES:
                continue
            word = vocabulary.numerals.get(word, word)
            if words and (i in named or tokens.text[tokens.starts[i]].isupper()):
                names.add(word)
            words.append(word)
            if word[0].isdigit():
                numbers.add(word)
                terms.append(word)
            elif word in vocabulary.light and self._spaced:
                lights.append(word)
            else:
                terms.append(word[:STEM])
        if not self._spaced:
            terms = [one + other for one, other in pairwise(terms)]
        return _Unit(
            sentence, tuple(words), tuple(terms), Counter(terms), Counter(lights), frozenset(numbers),
            frozenset(names), asks,
        )  # fmt: skip

    def _pairs(self, units: Sequence[_Unit]) -> dict[int, Copy]:
        """The copies by the numbers of their sentences."""
        found: dict[int, Copy] = {}
        whole: dict[tuple[str, ...], int] = {}
        counts = Counter(unit.words for unit in units)
        places: dict[str | tuple[str, str], list[int]] = {}
        for number, unit in enumerate(units):
            same = whole.setdefault(unit.words, number)
            if same != number:
                if self._is_copy(unit, units[same]) and (
                    counts[unit.words] <= self._most_copies or self._beside(unit, units[same])
                ):
                    found[unit.sentence.index] = self._copy(unit, units[same], 1.0, 1.0)
                continue
            if self._limits is None or len(unit.words) > LONGEST or len(unit.bag) < self._limits.terms or unit.asks:
                continue
            shared = Counter[int]()
            keys: Iterable[str | tuple[str, str]] = (*unit.bag, *dict.fromkeys(pairwise(unit.terms)))
            for key in keys:
                holders = places.setdefault(key, [])
                shared.update(holders)
                if len(holders) < POSTINGS:
                    holders.append(number)
            likely = (units[other] for other, count in shared.most_common(CANDIDATES) if count >= self._limits.terms)
            for first in likely:
                if (near := self._near(unit, first, self._limits)) is not None:
                    found[unit.sentence.index] = near
                    break
        return found

    def _near(self, here: _Unit, first: _Unit, limits: Limits) -> Copy | None:
        """The copy that `here` is of `first`, if it is one reworded."""
        shared = (here.bag & first.bag).total() + LIGHT * (here.lights & first.lights).total()
        in_first, in_here = shared / here.weight, shared / first.weight
        fewer = min(len(here.terms), len(first.terms))
        is_held = max(in_first, in_here) >= limits.one and fewer >= limits.terms + 2
        if fewer < limits.terms or (min(in_first, in_here) < limits.both and not is_held):
            return None
        pairs = set(pairwise(here.terms)) & set(pairwise(first.terms))
        if len(pairs) < limits.order * (fewer - 1) or 2 * len(here.names & first.names) > fewer + 2:
            return None
        if self._says_another(here, first) or not self._is_copy(here, first) or self._is_standfirst(here, first):
            return None
        return self._copy(here, first, in_first, in_here)

    def _says_another(self, here: _Unit, first: _Unit) -> bool:
        """Whether two sentences of one mould say different things: other numbers, other names, the opposite."""
        if (here.numbers - first.numbers and first.numbers - here.numbers) or (
            here.names - set(first.words) and first.names - set(here.words)
        ):
            return True
        only_here, only_first = set(here.words) - set(first.words), set(first.words) - set(here.words)
        opposites, negations = self._vocabulary.opposites, self._vocabulary.negations
        return any(not opposites.get(word, set()).isdisjoint(only_first) for word in only_here) or bool(
            (only_here ^ only_first) & negations
        )

    def _is_copy(self, here: _Unit, first: _Unit) -> bool:
        """Whether two sentences that are alike are no convention: a pull quote, a question of an interview."""
        if here.asks and here.sentence.index - first.sentence.index != 1:
            return False
        return self._is_display(here) == self._is_display(first)

    def _is_display(self, unit: _Unit) -> bool:
        """Whether a sentence stands in a block that is nothing but a quotation."""
        block = self._reading.document.blocks[unit.sentence.block]
        return block.kind is BlockKind.QUOTE or (
            len(block.span) <= len(unit.sentence.span) + 2 and self._reading.register(block.span) is Register.QUOTE
        )

    def _is_standfirst(self, here: _Unit, first: _Unit) -> bool:
        """Whether the second paragraph says again what the first, a standfirst of one sentence, says."""
        own = self._reading.document.blocks[first.sentence.block]
        return first.sentence.index <= 1 and here.sentence.block - own.index <= 2 and own.span == first.sentence.span

    def _beside(self, here: _Unit, first: _Unit) -> bool:
        return here.sentence.index - first.sentence.index == 1

    def _copy(self, here: _Unit, first: _Unit, in_first: float, in_here: float) -> Copy:
        one, other = here.sentence, first.sentence
        differs = (_missing(here, first), _missing(first, here)) if here.words != first.words else ("", "")
        if here.words != first.words and not any(differs):
            differs = ("another order", "")
        return Copy(one.span, one.block, other.span, other.block, False, round(in_first, 2), round(in_here, 2), differs)


def _missing(one: _Unit, other: _Unit) -> str:
    """The words of one sentence that another has not, in their order."""
    held = set(other.words)
    return " ".join(word for word in one.words if word not in held)


def _together(block: Block, copied: Sequence[Copy]) -> Copy:
    """The copies in a block as one."""
    first = Span(min(c.first.start for c in copied), max(c.first.end for c in copied))
    here, there = (
        round(sum(shares) / len(copied), 2)
        for shares in zip(*((c.here_in_first, c.first_in_here) for c in copied), strict=True)
    )
    only_here, only_first = (" ".join(filter(None, words)) for words in zip(*(c.differs for c in copied), strict=True))
    return Copy(block.span, block.index, first, copied[0].first_block, True, here, there, (only_here, only_first))
