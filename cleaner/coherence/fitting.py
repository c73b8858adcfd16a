"""Fits the network: listwise, one choice an article, between its passages and none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cleaner.coherence.lexicon import Floats, Ints
from cleaner.coherence.network import Network, standardised

HIDDEN = (64, 32)
BATCH = 64
PEAK_RATE = 4e-3
WARM_UP = 0.25
DECAY = 1e-2
DROPOUT = 0.1
NONE_WEIGHT = 2.0
"""How much an article without a foreign passage counts."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Articles as lists of passages. `table`: their columns, all below one another (rows × N); `offsets`: where the
    rows of each article begin (articles + 1); `target`: how far each row is the foreign passage (rows), which adds up
    to 1 in an article that has one and to 0 in one that has none."""

    table: Floats
    offsets: Ints
    target: Floats

    def batches(self, epochs: int, random: np.random.Generator) -> Iterator[Examples]:
        """Shuffled batches of `BATCH` articles (or of all, if they are fewer), each epoch anew."""
        count = len(self.offsets) - 1
        size = min(BATCH, count)
        for _ in range(epochs):
            order = random.permutation(count)
            for i in range(0, count - size + 1, size):
                yield self._of(order[i : i + size])

    def _of(self, articles: Ints) -> Examples:
        sizes = self.offsets[articles + 1] - self.offsets[articles]
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        rows = np.arange(offsets[-1]) + np.repeat(self.offsets[articles] - offsets[:-1], sizes)
        return Examples(self.table[rows], offsets, self.target[rows])


def fit(names: Sequence[str], examples: Examples, epochs: int, seed: int) -> Network:
    """A network, fitted by AdamW (Loshchilov and Hutter 2019) under a one-cycle rate; the same for the same seed."""
    random = np.random.default_rng(seed)
    mean = examples.table.mean(axis=0, dtype=np.float64).astype(np.float32)
    spread = examples.table.std(axis=0, dtype=np.float64).astype(np.float32) + np.float32(1e-3)
    sizes = (len(names), *HIDDEN, 1)
    values = [
        array
        for inputs, outputs in pairwise(sizes)
        for array in (
            (random.standard_normal((inputs, outputs)) * np.sqrt(2 / inputs)).astype(np.float32),
            np.zeros(outputs, np.float32),
        )
    ]
    state = [(value, np.zeros_like(value), np.zeros_like(value)) for value in values]
    articles = len(examples.offsets) - 1
    steps = epochs * (articles // min(BATCH, articles))
    for step, batch in enumerate(examples.batches(epochs, random), 1):
        gradients = _gradients(values, standardised(batch.table, mean, spread), batch, random)
        for (value, first, second), gradient in zip(state, gradients, strict=True):
            first[:] = 0.9 * first + 0.1 * gradient
            second[:] = 0.999 * second + 0.001 * gradient**2
            change = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
            value[:] -= PEAK_RATE * _cycle(step / steps) * (change + DECAY * value)
    return Network(tuple(names), mean, spread, tuple(zip(values[::2], values[1::2], strict=True)))


def _cycle(done: float) -> float:
    """The rate, as a share of its peak: up in a line, down in a cosine."""
    if done < WARM_UP:
        return done / WARM_UP
    return float(0.5 + 0.5 * np.cos(np.pi * (done - WARM_UP) / (1 - WARM_UP)))


def _gradients(values: list[Floats], inputs: Floats, batch: Examples, random: np.random.Generator) -> list[Floats]:
    """Of the mean loss of a batch: minus the log of the chance of the true choice."""
    weights, biases = values[::2], values[1::2]
    layers = [inputs]
    for layer, bias in zip(weights[:-1], biases[:-1], strict=True):
        hidden = np.maximum(layers[-1] @ layer + bias, 0)
        if len(layers) == 1:
            hidden *= (random.random(hidden.shape, dtype=np.float32) >= DROPOUT) / np.float32(1 - DROPOUT)
        layers.append(hidden)
    odds = (layers[-1] @ weights[-1] + biases[-1])[:, 0]
    back = _slope(odds, batch)[:, None]
    gradients: list[Floats] = []
    for i in range(len(weights) - 1, -1, -1):
        gradients += [back.sum(axis=0), layers[i].T @ back]
        if i:
            back = (back @ weights[i].T) * (layers[i] > 0)
            if i == 1:
                back /= np.float32(1 - DROPOUT)
    return gradients[::-1]


def _slope(odds: Floats, batch: Examples) -> Floats:
    """How the mean loss changes with each of the odds."""
    starts, sizes = batch.offsets[:-1], np.diff(batch.offsets)
    most = np.maximum(np.maximum.reduceat(odds, starts), 0)
    raised = np.exp(odds - np.repeat(most, sizes))
    whole = np.add.reduceat(raised, starts) + np.exp(-most)
    chances = raised / np.repeat(whole, sizes)
    is_clean = np.add.reduceat(batch.target, starts) == 0
    weight = np.where(is_clean, NONE_WEIGHT, 1.0).astype(np.float32)
    slope: Floats = np.repeat(weight, sizes) * (chances - batch.target) / np.float32(len(starts))
    return slope
