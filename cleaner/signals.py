"""Measured quantities of a text. The only importer of textstat."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

READABILITY_CHARACTERS = 20_000
"""textstat keeps the last texts it was handed in memory, and reads each several times: it gets no more than this."""


def lix(text: str) -> float:
    """The LIX of `text` (Björnsson 1968): words a sentence, plus the percentage of words of more than six letters.

    Of textstat only this and its kin (RIX, ARI, Coleman-Liau): other formulas fetch word lists at run time.
    """
    return float(_counter().lix(text[:READABILITY_CHARACTERS]))


def _counter() -> textstatistics:
    """An object of our own: the module's singleton carries the language that others have set."""
    from textstat.textstat import textstatistics

    return textstatistics()
