"""The parts of an article that the rooms measure, each made once: words, lines, paragraphs, bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import itemgetter

from cleaner.model import Span
from cleaner.signals.subject import Subject
from cleaner.words import is_spaced

Values = Mapping[str, float | None]
SAMPLE = 2_000
"""Characters by which a script is told."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


class Parts:
    """The parts of `subject`. A word is a token that is one, never a mark; a line ends where a line break stands."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.text = subject.document.text
        self.characters = len(self.text)

    @cached_property
    def is_spaced(self) -> bool:
        """Whether the script puts spaces between words; where it does not, nothing is measured by words."""
        return is_spaced(self.text[:SAMPLE])

    @cached_property
    def _is_word(self) -> Sequence[bool]:
        """Which tokens are words."""
        return [*map(str.isalnum, map(itemgetter(0), self.subject.tokens.folded))]

    @cached_property
    def words(self) -> Sequence[str]:
        """The words as they are written."""
        text, tokens = self.text, self.subject.tokens
        places = zip(compress(tokens.starts, self._is_word), compress(tokens.ends, self._is_word), strict=True)
        return [text[start:end] for start, end in places]

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How often each word occurs."""
        return Counter(self.words)

    @cached_property
    def folded(self) -> Sequence[str]:
        """The words, folded."""
        return [*compress(self.subject.tokens.folded, self._is_word)]

    @cached_property
    def lower(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @cached_property
    def pieces(self) -> Sequence[str]:
        """What stands between white space: words with their marks."""
        return self.text.split()

    @cached_property
    def piece_kinds(self) -> Mapping[str, int]:
        """How often each of them occurs."""
        return Counter(self.pieces)

    @cached_property
    def rows(self) -> Sequence[str]:
        """The lines, blank ones too, by any of Unicode's line breaks, which they keep."""
        return self.text.splitlines(keepends=True)

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines that are not blank."""
        return [line for line in self.text.split("\n") if line and not line.isspace()]

    @cached_property
    def gopher_lines(self) -> Sequence[str]:
        """What runs of line breaks part; a break at the beginning or end parts nothing from the rest."""
        lines = [line for line in self.text.split("\n") if line]
        before = [""] if self.text[:1] in ("\n", "") else []
        return [*before, *lines, *([""] if self.text.endswith("\n") else [])]

    @cached_property
    def gopher_paragraphs(self) -> Sequence[str]:
        """What two line breaks or more part."""
        pieces = (piece.lstrip("\n") for piece in self.text.strip().split("\n\n"))
        return [piece for piece in pieces if piece] or [""]

    @cached_property
    def nemo_paragraphs(self) -> Sequence[str]:
        """What two line breaks part."""
        return self.text.split("\n\n")

    @cached_property
    def _bytes(self) -> bytes:
        return self.text.encode("utf-8", "surrogatepass")

    def count(self, ascii_characters: bytes) -> int:
        """How many characters of the text are one of some ASCII characters."""
        return len(self._bytes) - len(self._bytes.translate(None, ascii_characters))

    @cached_property
    def others(self) -> Mapping[str, int]:
        """How often each character beyond ASCII occurs."""
        return {} if self.text.isascii() else Counter(_BEYOND_ASCII.findall(self.text))

    def share(self, spans: Iterable[Span]) -> float | None:
        """The share of the text that some spans cover together, from 0 to 1."""
        covered = end = 0
        for span in sorted(spans):
            if span.end > end:
                covered += span.end - max(end, span.start)
                end = span.end
        return ratio(covered, self.characters)

    def per_thousand(self, number: float) -> float | None:
        """A number of things for each 1,000 words."""
        return ratio(1000 * number, len(self.words))


@dataclass(frozen=True, slots=True)
class Group:
    """Signals that are measured together. `meanings`: what each is, in one sentence, by its name and in their order;
    `source`: the paper or project that defines them; `measure`: takes their values of an article."""

    source: str
    meanings: Mapping[str, str]
    measure: Callable[[Parts], Values]


def ratio(some: float, of: float) -> float | None:
    """How many there are of each of so many; None for none."""
    return some / of if of else None


def repeated(items: Sequence[str]) -> tuple[int, int]:
    """How many items have stood before, and their characters."""
    if len(distinct := set(items)) == len(items):
        return 0, 0
    return len(items) - len(distinct), sum(map(len, items)) - sum(map(len, distinct))
