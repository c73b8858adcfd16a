"""An article as numbers: its terms, what is known of each, and which sentence holds which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.coherence.lexicon import Floats, Ints, Lexicon, stem, unit
from cleaner.coherence.lines import Line

Flags = NDArray[np.bool_]
TINY = 1e-6


@dataclass(frozen=True)
class Article:
    """The terms (stems that carry content) of an article of S sentences.

    `terms`: U of them; `held`: the term numbers of each sentence, one after the other (T), sentence s from `starts[s]`
    to `starts[s + 1]`; `name`, `number`: how each is written (U); `rows`: where the lexicon holds it, or -1 (U);
    `title`: the stems of the headline.
    """

    lines: Sequence[Line]
    lexicon: Lexicon | None
    terms: Sequence[str]
    held: Ints
    starts: Ints
    name: Flags
    number: Flags
    rows: Ints
    title: frozenset[str]

    @property
    def size(self) -> int:
        """S, the number of sentences."""
        return len(self.lines)

    @cached_property
    def sentence(self) -> Ints:
        """The sentence of each of the T places of `held`."""
        return np.repeat(np.arange(self.size), np.diff(self.starts))

    @cached_property
    def first(self) -> Ints:
        """The first sentence that holds each term (U)."""
        first = np.full(len(self.terms), self.size)
        np.minimum.at(first, self.held, self.sentence)
        return first

    @cached_property
    def last(self) -> Ints:
        """The last sentence that holds each term (U)."""
        last = np.full(len(self.terms), -1)
        np.maximum.at(last, self.held, self.sentence)
        return last

    @cached_property
    def holds(self) -> Floats:
        """Whether a term stands in a sentence (U × S), as 0 or 1."""
        table = np.zeros((len(self.terms), self.size), np.float32)
        table[self.held, self.sentence] = 1
        return table

    @cached_property
    def titled(self) -> Floats:
        """Whether a term stands in the headline (U), as 0 or 1."""
        return np.array([term in self.title for term in self.terms], np.float32)

    @cached_property
    def known(self) -> Flags:
        """Whether the lexicon holds a term (U)."""
        return self.rows >= 0

    @cached_property
    def weight(self) -> Floats:
        """How much a term counts (U): its inverse document frequency, or 1 without a lexicon."""
        if self.lexicon is None:
            return np.ones(len(self.terms), np.float32)
        rarest = np.float32(self.lexicon.rarest)
        return np.where(self.known, self.lexicon.rarity[self.rows], rarest).astype(np.float32)

    @cached_property
    def vectors(self) -> Floats:
        """The unit vector of each term (U × dimensions); zero where the lexicon does not hold it."""
        assert self.lexicon is not None
        vectors = np.zeros((len(self.terms), self.lexicon.vectors.shape[1]), np.float32)
        vectors[self.known] = unit(self.lexicon.vectors[self.rows[self.known]])
        return vectors

    @cached_property
    def nearest(self) -> Floats:
        """The highest cosine of a term to another term of a sentence (U × S); never under 0."""
        cosines = self.vectors @ self.vectors.T
        np.fill_diagonal(cosines, 0)
        nearest = np.zeros((len(self.terms), self.size), np.float32)
        filled = np.diff(self.starts) > 0
        if len(self.held):
            nearest[:, filled] = np.maximum.reduceat(cosines[:, self.held], self.starts[:-1][filled], axis=1)
        return np.maximum(nearest, 0, out=nearest)

    @cached_property
    def meaning(self) -> Floats:
        """The weighted sum of the vectors of each sentence (S × dimensions)."""
        return np.asarray((self.holds * self.weight[:, None]).T @ self.vectors, np.float32)


def article(lines: Sequence[Line], title: Sequence[str], lexicon: Lexicon | None) -> Article:
    """Reads sentences. `title`: the words of the headline, folded; none if there is no headline."""
    numbers: dict[str, int] = {}
    written: list[list[int]] = []
    held: list[int] = []
    starts = [0]
    for line in lines:
        own: dict[int, None] = {}
        for i, (word, carries) in enumerate(zip(line.words, line.content, strict=True)):
            if carries:
                term = stem(word)
                number = numbers.get(term)
                if number is None:
                    number = numbers[term] = len(written)
                    written.append([0, 0])
                own[number] = None
                if i:
                    written[number][line.capitals[i]] += 1
        held.extend(own)
        starts.append(len(held))
    terms = list(numbers)
    index = lexicon.index if lexicon is not None else {}
    counts = np.array(written, np.int64).reshape(-1, 2)
    return Article(
        lines,
        lexicon,
        terms,
        np.array(held, np.int64),
        np.array(starts, np.int64),
        counts[:, 1] > counts[:, 0],
        np.array([term[0].isdigit() for term in terms], bool),
        np.array([index.get(term, -1) for term in terms], np.int64),
        frozenset(stem(word) for word in title),
    )
