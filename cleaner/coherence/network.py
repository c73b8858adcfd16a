"""A small network that says, of all passages of an article and of none, which is the likeliest to be foreign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cleaner.coherence.lexicon import Array, Floats

CLIP = 4.0


@dataclass(frozen=True, slots=True)
class Network:
    """Layers of rectified linear units over standardised columns; the last gives one number.

    `names`: the columns it reads, in their order; `mean` and `spread`: of each (N). `layers`: weights (inputs ×
    outputs) and biases.
    """

    names: tuple[str, ...]
    mean: Floats
    spread: Floats
    layers: tuple[tuple[Floats, Floats], ...]

    def standardised(self, columns: Mapping[str, Array]) -> Floats:
        """The inputs (passages × N): columns minus mean, by spread, clipped."""
        table = np.stack([columns[name] for name in self.names], axis=1)
        return standardised(table, self.mean, self.spread)

    def odds(self, inputs: Floats) -> Floats:
        """The log odds of each passage against none being foreign, from standardised inputs."""
        *hidden, (weights, bias) = self.layers
        for layer, shift in hidden:
            inputs = np.maximum(inputs @ layer + shift, 0)
        odds: Floats = (inputs @ weights + bias)[:, 0]
        return odds


def standardised(table: Array, mean: Floats, spread: Floats) -> Floats:
    """A table of columns minus their means, by their spreads, clipped to ±`CLIP`."""
    inputs: Floats = np.clip((table - mean) / spread, -CLIP, CLIP).astype(np.float32)
    return inputs


def log_sum(odds: Floats) -> float:
    """The log of the sum of the exponentials of `odds` and of 0 (none)."""
    most = max(0.0, float(odds.max())) if len(odds) else 0.0
    return most + float(np.log(np.exp(odds - most).sum() + np.exp(-most)))


def mean_odds(networks: Sequence[Network], columns: Mapping[str, Array]) -> Floats:
    """The mean of what several networks over the same columns say."""
    inputs = networks[0].standardised(columns)
    odds: Floats = np.mean([network.odds(inputs) for network in networks], axis=0)
    return odds
