"""What tells the prose of an article from the rest, and the narration from what is quoted; its words as they are
compared."""

from __future__ import annotations

from collections.abc import Sequence, Set

from cleaner.model import Register, Span
from cleaner.reading import Reading

STEM = 5
"""Letters by which words are taken for forms of one; shorter ones carry nothing."""
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
_ASKS = ("?", "？", "؟")
_CLOSING = "\"'”’»)“ "
_AROUND = "\"'“”‘’«».,:;!?()"
_JOINTS = str.maketrans("-'’", "   ")


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop, a question mark or the like, marks that close something aside."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def is_question(text: str) -> bool:
    """Whether a text ends with a question mark, marks that close something aside."""
    return text.rstrip(_CLOSING).endswith(_ASKS)


def is_narrated(reading: Reading, span: Span) -> bool:
    """Whether `span` is left, and neither quoted nor headline."""
    return reading.register(span) is Register.BODY and not reading.is_gone(span)


def title_words(reading: Reading) -> Sequence[str]:
    """The words of the headline as they are written, parted at hyphens and apostrophes, without marks."""
    title = (reading.document.meta.title or "").translate(_JOINTS)
    return [word for part in title.split() if (word := part.strip(_AROUND))]


def stem(word: str, function_words: Set[str]) -> str:
    """The stem of a folded word that carries content; "" for one that does not."""
    return word[:STEM] if len(word) >= STEM and word.isalpha() and word not in function_words else ""
