"""Measured quantities of a text. The only importer of textstat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

READABILITY_CHARACTERS = 20_000
"""textstat keeps the last texts it was handed in memory, and reads each several times: it gets no more than this."""


@dataclass(frozen=True, slots=True)
class Readability:
    """LIX (Björnsson 1968) and ARI (Smith and Senter 1967), as textstat counts them."""

    lix: float
    ari: float


def readability(text: str) -> Readability:
    """LIX and ARI of `text`. Only these and their kin: other formulas of textstat fetch word lists at run time."""
    sample = text[:READABILITY_CHARACTERS]
    counter = _counter()
    return Readability(float(counter.lix(sample)), float(counter.automated_readability_index(sample)))


def _counter() -> textstatistics:
    """An object of our own: the module's singleton carries the language that others have set."""
    from textstat.textstat import textstatistics

    return textstatistics()
