"""Articles with a passage of another article in them: what the model learns from, and what it is measured on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from random import Random

import numpy as np
from scipy.sparse import csr_matrix

from cleaner.coherence.lexicon import stem
from cleaner.coherence.lines import Line

NEIGHBOURS = 10
AT_THE_END = 0.2
FROM_THE_START = 0.2
"""How often a passage may be taken with the first sentence of its article."""
OWN_PARAGRAPH = 0.5
"""How often one or two foreign sentences come as a paragraph of their own; more of them always do."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article as the model reads it, with where it comes from. `title`: its words, folded."""

    id: str
    corpus: str
    title: tuple[str, ...]
    lines: tuple[Line, ...]


class Length(StrEnum):
    """How much is spliced in."""

    ONE = "1 sentence"
    TWO = "2 sentences"
    PARAGRAPH = "3-5 sentences"


@dataclass(frozen=True, slots=True)
class Spliced:
    """An article with foreign sentences, `first` to `last` (inclusive)."""

    lines: tuple[Line, ...]
    first: int
    last: int


def splice(host: Read, donor: Read, length: Length, random: Random) -> Spliced | None:
    """`donor`'s sentences in `host`, never first, at times last, with the paragraph breaks of both. Only sentences that
    may be judged are taken; None if there are too few."""
    wanted = {Length.ONE: 1, Length.TWO: 2}.get(length) or random.randint(3, 5)
    wanted = min(wanted, len(donor.lines) - 1)
    earliest = 0 if random.random() < FROM_THE_START else 1
    whole = [
        i
        for i in range(earliest, len(donor.lines) - wanted + 1)
        if all(line.judged for line in donor.lines[i : i + wanted])
    ]
    if wanted < 1 or not whole:
        return None
    opening = [i for i in whole if i == 0 or _parts(donor.lines[i - 1], donor.lines[i])]
    is_paragraph = length is Length.PARAGRAPH
    start = random.choice(opening if opening and (is_paragraph or random.random() < 0.5) else whole)
    foreign = donor.lines[start : start + wanted]
    own = is_paragraph or random.random() < OWN_PARAGRAPH
    breaks = [i for i in range(1, len(host.lines)) if _parts(host.lines[i - 1], host.lines[i])]
    if random.random() < AT_THE_END:
        at = len(host.lines)
    else:
        at = random.choice(breaks) if own and breaks else random.randrange(1, len(host.lines))
    return Spliced(_joined(host.lines[:at], foreign, host.lines[at:], own=own), at, at + wanted - 1)


def _parts(line: Line, following: Line) -> bool:
    return line.paragraph != following.paragraph


def _joined(before: Sequence[Line], foreign: Sequence[Line], after: Sequence[Line], *, own: bool) -> tuple[Line, ...]:
    """The three in a row, their paragraphs numbered anew; `own`: the foreign sentences share none with the others."""
    was_broken = not after or before[-1].paragraph != after[0].paragraph
    numbered: list[Line] = []
    paragraph = 0
    for part, is_new in ((before, False), (foreign, own), (after, own or was_broken)):
        for i, (_, lines) in enumerate(groupby(part, key=lambda line: line.paragraph)):
            paragraph += bool(i or is_new)
            numbered += [replace(line, paragraph=paragraph) for line in lines]
    return tuple(numbered)


def overlap(first: int | np.ndarray, last: int | np.ndarray, passage: Spliced) -> np.ndarray:
    """The sentences that runs `first` to `last` share with the foreign passage, by those of either (Jaccard)."""
    both = np.maximum(np.minimum(last, passage.last) - np.maximum(first, passage.first) + 1, 0)
    return np.asarray(both / (np.asarray(last) - first + 1 + passage.last - passage.first + 1 - both))


def by_corpus(articles: Sequence[Read]) -> Mapping[str, Sequence[int]]:
    """The places of the articles of each corpus."""
    places: dict[str, list[int]] = {}
    for place, article in enumerate(articles):
        places.setdefault(article.corpus, []).append(place)
    return places


def nearest(articles: Sequence[Read]) -> Mapping[int, Sequence[int]]:
    """For each article, by its place, the `NEIGHBOURS` of its corpus that are most like it by their words (TF-IDF)."""
    found: dict[int, Sequence[int]] = {}
    for places in by_corpus(articles).values():
        table = _weighed([articles[i] for i in places])
        for start in range(0, len(places), 500):
            alike = (table[start : start + 500] @ table.T).toarray()
            rows = np.arange(alike.shape[0])
            alike[rows, start + rows] = -1
            order = np.argsort(-alike, axis=1, kind="stable")[:, :NEIGHBOURS]
            for row, others in enumerate(order):
                found[places[start + row]] = [places[j] for j in others]
    return found


def _weighed(articles: Sequence[Read]) -> csr_matrix:
    """TF-IDF, a row an article, of unit length."""
    numbers: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for row, article in enumerate(articles):
        for line in article.lines:
            for word in line.telling:
                rows.append(row)
                columns.append(numbers.setdefault(stem(word), len(numbers)))
    counts = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(articles), max(1, len(numbers))))
    counts.sum_duplicates()
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    counts.data = (1 + np.log(counts.data)) * np.log(len(articles) / frequency[counts.indices])
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    return csr_matrix(counts.multiply(1 / np.maximum(lengths, 1e-6)[:, None]))
