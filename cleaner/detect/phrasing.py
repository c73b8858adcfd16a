"""Sentences as they are compared: the words that carry content, those that do not, numbers and names; and what two of
them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import pairwise

from cleaner.model import Sentence
from cleaner.rulebook import Options
from cleaner.words import Tokens

STEM = 6
"""Letters by which words are compared: an ending makes no other word."""
LIGHT = 0.3
"""The weight of a function word beside one that carries content."""
_ARTICLES = frozenset({"a", "an", "the"})
_OTHER_ORDER = ("another order", "")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of a language's words: those that carry no content, numerals by their words, opposites, negations,
    and words by which a text says that it repeats itself."""

    light: Set[str]
    numerals: Mapping[str, str]
    opposites: Mapping[str, Set[str]]
    negations: Set[str]
    recalls: Set[str]

    @classmethod
    def of(cls, options: Options, language: str, light: Set[str]) -> Vocabulary:
        """The words of `language` from a rule's tables: `numerals` (from one on; "one" itself is no number),
        `opposites` (pairs parted by a space), `negations` and `recalls`."""
        values = options.values.get(f"numerals.{language}", ())
        numerals = {word: str(n) for n, word in enumerate(values, 1) if n > 1} if isinstance(values, tuple) else {}
        opposites: dict[str, set[str]] = {}
        for pair in options.some_words(f"opposites.{language}"):
            one, _, other = pair.partition(" ")
            opposites.setdefault(one, set()).add(other)
            opposites.setdefault(other, set()).add(one)
        negations, recalls = (options.some_words(f"{table}.{language}") for table in ("negations", "recalls"))
        return cls(light, numerals, opposites, negations, recalls)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A sentence as it is compared: its words without articles; the terms of those that carry content, and the function
    words (`lights`); and its names. `is_label`: no function word is in it."""

    sentence: Sentence
    words: tuple[str, ...]
    terms: tuple[str, ...]
    lights: tuple[str, ...]
    names: frozenset[str]
    is_label: bool

    @property
    def numbers(self) -> Set[str]:
        """Its numbers, and numerals as numbers."""
        return {word for word in self.words if word[0].isdigit()}

    @property
    def weight(self) -> float:
        """What its words weigh together."""
        return len(self.terms) + LIGHT * len(self.lights)

    @property
    def is_figures(self) -> bool:
        """Whether a third of it is numbers: a row of a table, a score."""
        return 3 * sum(word[0].isdigit() for word in self.words) > len(self.words)


def phrasing(
    sentence: Sentence, tokens: Tokens, vocabulary: Vocabulary, named: Mapping[int, str], *, spaced: bool
) -> Phrasing:
    """The phrasing of a sentence. `named`: what stands for tokens that are names. Where the script is not `spaced`, the
    terms are pairs of characters."""
    words: list[str] = []
    terms: list[str] = []
    lights: list[str] = []
    names: set[str] = set()
    light, numerals, folded, text, starts = (
        vocabulary.light, vocabulary.numerals, tokens.folded, tokens.text, tokens.starts
    )  # fmt: skip
    is_label = spaced and bool(light)
    for i in tokens.within(sentence.span):
        word = folded[i] if i not in named else named[i]
        is_light = word in light
        if is_light:
            is_label = False
        if not word[:1].isalnum() or word in _ARTICLES:
            continue
        word = numerals.get(word, word)
        if words and (text[starts[i]].isupper() or i in named):
            names.add(word)
        words.append(word)
        if is_light and spaced:
            lights.append(word)
        else:
            terms.append(word if word[0].isdigit() else word[:STEM])
    if not spaced:
        terms = [one + other for one, other in pairwise(terms)]
    return Phrasing(sentence, tuple(words), tuple(terms), tuple(lights), frozenset(names), is_label)


def shares(one: Phrasing, other: Phrasing) -> tuple[float, float]:
    """The share of the words of either, by weight, that the other holds."""
    shared: float = (Counter(one.terms) & Counter(other.terms)).total()
    shared += LIGHT * (Counter(one.lights) & Counter(other.lights)).total()
    return shared / one.weight, shared / other.weight


def in_order(one: Phrasing, other: Phrasing) -> float:
    """The share of the neighbours in the shorter that are neighbours in both."""
    pairs = set(pairwise(one.terms)) & set(pairwise(other.terms))
    return len(pairs) / max(1, min(len(one.terms), len(other.terms)) - 1)


def says_another(one: Phrasing, other: Phrasing, vocabulary: Vocabulary) -> bool:
    """Whether two sentences of one mould say different things: other numbers, other names, the opposite; or one says
    that it repeats the other."""
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return True
    if _other_names(one, other) and _other_names(other, one):
        return True
    only_one, only_other = set(one.words) - set(other.words), set(other.words) - set(one.words)
    if any(not vocabulary.opposites.get(word, set()).isdisjoint(only_other) for word in only_one):
        return True
    return not (only_one ^ only_other).isdisjoint(vocabulary.negations | vocabulary.recalls)


def differences(one: Phrasing, other: Phrasing) -> tuple[str, str]:
    """The words that only the one has, and those that only the other has, in their order."""
    if one.words == other.words:
        return ("", "")
    found = (_missing(one, other), _missing(other, one))
    return found if any(found) else _OTHER_ORDER


def _other_names(one: Phrasing, other: Phrasing) -> bool:
    """Whether a sentence has a name that another has not; a word beside one that both have is part of its name."""
    shared = one.names & other.names
    words = ("", *one.words, "")
    return any(
        word in one.names and word not in other.words and before not in shared and after not in shared
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )


def _missing(one: Phrasing, other: Phrasing) -> str:
    held = set(other.words)
    return " ".join(word for word in one.words if word not in held)
