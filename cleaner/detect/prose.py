"""What tells the prose of an article from the rest, and the narration from what is quoted."""

from __future__ import annotations

_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
_ASKS = ("?", "？", "؟")
_CLOSING = "\"'”’»)“ "


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop, a question mark or the like, marks that close something aside."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def is_question(text: str) -> bool:
    """Whether a text ends with a question mark, marks that close something aside."""
    return text.rstrip(_CLOSING).endswith(_ASKS)
