"""How foreign each sentence of an article seems, to the model and to simpler measures; and how scores are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cleaner.coherence.article import Article, article
from cleaner.coherence.examples import Case
from cleaner.coherence.lexicon import Array, Lexicon
from cleaner.coherence.lines import Line

LOWEST = -20.0
TILE = 3
"""Sentences on each side of a gap that TextTiling compares."""


def by_sentence(case: Case, odds: Array) -> Array:
    """The log of the summed odds of the passages that hold each sentence (S)."""
    size = int(case.last.max()) + 1
    size = max(size, len(case.spliced.lines if case.spliced else case.host.lines))
    total = np.full(size, np.exp(LOWEST))
    for first, last, value in zip(case.first, case.last, np.exp(odds), strict=True):
        total[first : last + 1] += value
    scores: Array = np.log(total)
    return scores


def baselines(case: Case, lines: Sequence[Line], lexicon: Lexicon | None) -> Mapping[str, Array]:
    """Simpler measures of how foreign each sentence is (S each)."""
    read = article(lines, (), lexicon)
    single = case.first == case.last
    coverage = np.full(read.size, LOWEST)
    coverage[case.first[single]] = -case.columns["coverage2"][single]
    return {
        "TextTiling (Hearst 1997), depth": _depths(read),
        "cosine to the centroid": _from_centroid(read),
        "coverage outside two sentences around": coverage,
    }


def _from_centroid(read: Article) -> Array:
    lengths = np.maximum(np.linalg.norm(read.meaning, axis=1), 1e-6)
    centroid = read.meaning.sum(axis=0)
    cosine: Array = read.meaning @ centroid / lengths / max(float(np.linalg.norm(centroid)), 1e-6)
    return -cosine


def _depths(read: Article) -> Array:
    """Of the gaps beside each sentence, the deeper one: how much less alike its sides are than those of the peaks
    around it."""
    size = read.size
    alike = np.array(
        [
            _cosine(read.holds[:, max(0, gap - TILE) : gap].sum(axis=1), read.holds[:, gap : gap + TILE].sum(axis=1))
            for gap in range(1, size)
        ]
    )
    depth = np.array([_peak(alike[gap::-1]) + _peak(alike[gap:]) - 2 * alike[gap] for gap in range(len(alike))])
    sides = np.concatenate(([0], depth, [0]))
    deeper: Array = np.maximum(sides[:-1], sides[1:])
    return deeper


def _peak(values: Array) -> float:
    """The value at which a slope that begins with the first stops to rise."""
    at = 0
    while at + 1 < len(values) and values[at + 1] >= values[at]:
        at += 1
    return float(values[at])


def _cosine(some: Array, other: Array) -> float:
    return float(some @ other / max(float(np.linalg.norm(some) * np.linalg.norm(other)), 1e-6))


def area(truth: Array, scores: Array) -> float:
    """The area under the ROC curve; ties count half."""
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    rank = np.cumsum(count) - (count - 1) / 2
    positives = truth.sum()
    return float(
        (rank[place][truth == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(truth) - positives))
    )


def average_precision(truth: Array, scores: Array) -> float:
    """The mean of the precision at each true one, the surest first; of equal scores, none before the other."""
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(truth[order])
    ends = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    recall = hits[ends] / truth.sum()
    precision = hits[ends] / (ends + 1)
    return float((np.diff(recall, prepend=0) * precision).sum())
