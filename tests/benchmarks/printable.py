"""Whether an editor would print a damaged article as it is, once it is cleaned."""

from __future__ import annotations

import re

from cleaner import Cleaner
from tests.benchmarks.copies import sentences_of
from tests.benchmarks.farm import Damage, Damaged

_COUNTRY = re.compile(r"\b(?:([Tt]he )?(?:U\.S\.|US|United States)|(America))(?!\w)")
COPY = "copy"


def is_printable(damaged: Damaged, cleaned: str, cleaner: Cleaner) -> bool:
    """Whether no grave injury is left in the cleaned text, and nothing of the article's own is lost.

    The cleaned text must be what cleaning makes of the same article with only the injuries that are not grave, blanks
    and the forms of the United States aside. What the farm destroyed may be gone; of a copy either may be left.
    Raises a child of CleanerError if the article cannot be cleaned.
    """
    if damaged.damage is Damage.NONE:
        return True
    wanted, found = (_squeezed(text) for text in (_lenient(damaged, cleaner), cleaned))
    for sentence in map(_squeezed, damaged.destroyed):
        if sentence not in found:
            wanted = wanted.replace(sentence, "", 1)
    if "".join(wanted.split()) == "".join(found.split()):
        return True
    is_copied = any(injury.kind == COPY for injury in damaged.injuries)
    return is_copied and _sorted(wanted) == _sorted(found)


def _lenient(damaged: Damaged, cleaner: Cleaner) -> str:
    return cleaner.clean_text(damaged.lenient, title=damaged.title).text


def _squeezed(text: str) -> str:
    """The text with one form for the United States, and one blank between words. An article stays: it may be odd."""
    return " ".join(_COUNTRY.sub(lambda name: "the US" if name[1] or name[2] else "US", text).split())


def _sorted(text: str) -> list[str]:
    return sorted(sentences_of(text))
