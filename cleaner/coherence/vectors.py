"""Word vectors from counts: which words stand near which, as positive pointwise mutual information, and its main
directions (Levy and Goldberg 2014; the randomised decomposition is that of Halko, Martinsson and Tropp 2011)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from cleaner.coherence.lexicon import Floats, Ints, Lexicon, quantised, stem
from cleaner.coherence.lines import Line

WINDOW = 8
"""Content words on each side that count as near; the nth counts 1/n."""
SMOOTHING = 0.75
"""Of the frequency of the word nearby (Levy, Goldberg and Dagan 2015)."""
FEWEST_ARTICLES = 5
SPARE = 20
ROUNDS = 5
ARTICLES_AT_ONCE = 2_500


def learn(articles: Sequence[Sequence[Line]], size: int, dimensions: int) -> Lexicon:
    """The lexicon of the commonest `size` stems. The same articles, the same lexicon."""
    written = [_stems(lines) for lines in articles]
    frequency = Counter(term for terms in written for term in set(terms) if not term.isdigit())
    ranked = sorted(frequency.items(), key=lambda item: (-item[1], item[0]))[:size]
    stems = [term for term, count in ranked if count >= FEWEST_ARTICLES]
    index = {term: i for i, term in enumerate(stems)}
    rarest = float(np.log(max(2, len(articles)) / 3))
    rarity = np.log(len(articles) / (1 + np.array([frequency[term] for term in stems], np.float32)))
    vectors = _main_directions(_information(_nearby(written, index)), min(dimensions, len(stems)))
    return Lexicon(stems, np.minimum(rarity, np.float32(rarest)), quantised(vectors), rarest)


def _stems(lines: Iterable[Line]) -> list[str]:
    return [stem(word) for line in lines for word in line.telling]


def _nearby(written: Sequence[Sequence[str]], index: dict[str, int]) -> csr_matrix:
    """How often each stem stands near each other one."""
    size = len(index)
    counts = csr_matrix((size, size), dtype=np.float32)
    for start in range(0, len(written), ARTICLES_AT_ONCE):
        rows: list[Ints] = []
        columns: list[Ints] = []
        weights: list[Floats] = []
        for terms in written[start : start + ARTICLES_AT_ONCE]:
            numbers = np.array([index.get(term, -1) for term in terms], np.int64)
            for distance in range(1, min(WINDOW, len(numbers) - 1) + 1):
                left, right = numbers[:-distance], numbers[distance:]
                both = (left >= 0) & (right >= 0)
                rows.append(left[both])
                columns.append(right[both])
                weights.append(np.full(int(both.sum()), 1 / distance, np.float32))
        if rows:
            pairs = (np.concatenate(rows), np.concatenate(columns))
            counts = counts + csr_matrix((np.concatenate(weights), pairs), shape=(size, size))
    counts = csr_matrix(counts + counts.T)
    counts.setdiag(0)
    counts.eliminate_zeros()
    return counts


def _information(counts: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information."""
    often = np.asarray(counts.sum(axis=1)).ravel()
    nearby = often**SMOOTHING
    pairs = counts.tocoo()
    information = np.log(pairs.data / (often[pairs.row] * (nearby / nearby.sum())[pairs.col]))
    is_positive = information > 0
    kept = (pairs.row[is_positive], pairs.col[is_positive])
    return csr_matrix((information[is_positive].astype(np.float32), kept), shape=counts.shape)


def _main_directions(table: csr_matrix, dimensions: int) -> Floats:
    """The left singular vectors of the largest singular values, all of equal weight (rows × dimensions)."""
    random = np.random.default_rng(0)
    width = min(dimensions + SPARE, table.shape[0])
    basis = random.standard_normal((table.shape[1], width)).astype(np.float32)
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(table @ basis)
    left, _, _ = np.linalg.svd((table.T @ basis).T, full_matrices=False)
    directions: Floats = (basis @ left)[:, :dimensions]
    return directions
