"""Sentences as they are compared: the words that carry content, those that do not, numbers and names; and what two of
them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from cleaner.model import Sentence
from cleaner.rulebook import Options
from cleaner.words import Tokens

STEM = 6
"""Letters by which words are compared: an ending makes no other word."""
LIGHT = 0.3
"""The weight of a function word beside one that carries content."""
ARTICLES = frozenset({"a", "an", "the"})
"""Words that no copy must share."""
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

    def terms(self, words: Sequence[str]) -> Sequence[str]:
        """What each of some words carries content by: its stem, or its number; "" for one that carries none."""
        light, numerals = self.light, self.numerals
        term_of = {word: "" if word in light else word if word[:1].isdigit() else word[:STEM] for word in set(words)}
        term_of.update((word, number) for word, number in numerals.items() if word in term_of)
        return [term_of[word] for word in words]


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
        """Whether a third of it is numbers, or half of it names: a row of a table, a score, who plays whom."""
        numbers = sum(word[0].isdigit() for word in self.words)
        return 3 * numbers > len(self.words) or 2 * sum(word in self.names for word in self.words) > len(self.words)


def compared(tokens: Tokens, named: Mapping[int, str]) -> list[str]:
    """What each token is compared by: its folded form, or what `named` says; "" for marks and articles."""
    own = {word: word if word[:1].isalnum() and word not in ARTICLES else "" for word in set(tokens.folded)}
    words = [own[word] for word in tokens.folded]
    for i, name in named.items():
        words[i] = "" if name in ARTICLES else name
    return words


def phrasing(
    sentence: Sentence,
    tokens: Tokens,
    words: Sequence[str],
    terms: Sequence[str],
    vocabulary: Vocabulary,
    named: Set[int],
) -> Phrasing:
    """The phrasing of a sentence. `words`: what each token is compared by; `terms`: those of the sentence; `named`: the
    tokens that are names."""
    text, starts, light = tokens.text, tokens.starts, vocabulary.light
    inside = tokens.within(sentence.span)
    told = [i for i in inside if words[i]]
    own = tuple(vocabulary.numerals.get(words[i], words[i]) for i in told)
    names = frozenset(
        word for i, word in zip(told[1:], own[1:], strict=True) if i in named or text[starts[i]].isupper()
    )
    is_label = bool(light) and light.isdisjoint(tokens.folded[inside.start : inside.stop])
    return Phrasing(sentence, own, tuple(terms), tuple(word for word in own if word in light), names, is_label)


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
