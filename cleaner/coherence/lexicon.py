"""What the model knows of words: how rare each is, and what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Array = NDArray[Any]
Ints = NDArray[np.int64]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What the forms of an English word share, folded: plurals, -ing, -ed and -ly go. Crude, and quick.

    >>> [stem(word) for word in ("studies", "planning", "voted", "churches", "quickly", "Reuters'")]
    ['study', 'plan', 'vot', 'church', 'quick', "reuters'"]
    """
    stemmed = word.lower()
    if len(stemmed) > 4 and stemmed.endswith("ies"):
        stemmed = stemmed[:-3] + "y"
    elif len(stemmed) > 4 and stemmed.endswith(("sses", "shes", "ches", "xes", "zes")):
        stemmed = stemmed[:-2]
    elif len(stemmed) > 3 and stemmed.endswith("s") and not stemmed.endswith(("ss", "us", "is")):
        stemmed = stemmed[:-1]
    if len(stemmed) > 6 and stemmed.endswith("ing"):
        stemmed = stemmed[:-3]
    elif (len(stemmed) > 4 and stemmed.endswith("ed") and not stemmed.endswith("eed")) or (
        len(stemmed) > 6 and stemmed.endswith("ly")
    ):
        stemmed = stemmed[:-2]
    if len(stemmed) > 4 and stemmed[-1] == stemmed[-2] and stemmed[-1] in "bdgmnprt":
        stemmed = stemmed[:-1]
    return stemmed[:-1] if len(stemmed) > 3 and stemmed.endswith("e") else stemmed


@dataclass(frozen=True)
class Lexicon:
    """Stems with their inverse document frequency (nats), and vectors (n × dimensions; of any length).

    `rarest`: the inverse document frequency of a word that is not held.
    """

    stems: Sequence[str]
    rarity: Floats
    vectors: Array
    rarest: float

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The row of each stem."""
        return {stem: i for i, stem in enumerate(self.stems)}


def unit(vectors: Array) -> Floats:
    """Rows of length 1 (or 0)."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    of_length_one: Floats = (vectors / np.maximum(lengths, 1e-6)).astype(np.float32)
    return of_length_one


def quantised(vectors: Floats) -> NDArray[np.int8]:
    """Rows in steps of a 127th of their largest number: the form in which they are kept."""
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-6)
    steps: NDArray[np.int8] = np.rint(vectors / largest * 127).astype(np.int8)
    return steps
