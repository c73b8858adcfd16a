"""The network learns which passage is foreign, or that none is."""

from __future__ import annotations

import numpy as np

from cleaner.coherence.fitting import Examples, fit
from cleaner.coherence.network import log_sum, standardised


def toy(articles: int, seed: int) -> Examples:
    """Six passages an article; in every other article the first of them is foreign, and its first column is high."""
    random = np.random.default_rng(seed)
    table = random.standard_normal((articles * 6, 3)).astype(np.float32)
    target = np.zeros(articles * 6, np.float32)
    foreign = np.arange(0, articles * 6, 12)
    target[foreign] = 1
    table[foreign, 0] += 6
    return Examples(table, np.arange(0, articles * 6 + 1, 6), target)


def test_it_learns_and_the_same_seed_gives_the_same_network() -> None:
    network = fit(("a", "b", "c"), toy(400, 0), 12, 1)
    again = fit(("a", "b", "c"), toy(400, 0), 12, 1)
    assert all((one[0] == two[0]).all() for one, two in zip(network.layers, again.layers, strict=True))
    unseen = toy(100, 5)
    odds = network.odds(standardised(unseen.table, network.mean, network.spread)).reshape(100, 6)
    spliced, clean = odds[::2], odds[1::2]
    assert (spliced.argmax(axis=1) == 0).mean() > 0.95
    assert np.mean([log_sum(row) for row in spliced]) > np.mean([log_sum(row) for row in clean]) + 3


def test_the_sum_of_odds_counts_none() -> None:
    assert log_sum(np.zeros(0, np.float32)) == 0
    assert np.isclose(log_sum(np.array([0.0, 0.0], np.float32)), np.log(3))
    assert np.isclose(log_sum(np.array([800.0], np.float32)), 800)
