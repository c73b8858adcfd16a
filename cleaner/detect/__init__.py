"""The detectors: each reads a document and says what is wrong with it. None sees another's findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from cleaner.model import Finding
from cleaner.reading import Reading


class Detector(Protocol):
    """What all detectors have in common."""

    def find(self, reading: Reading) -> Iterator[Finding]:
        """What is wrong in what is left of the document."""
        ...
