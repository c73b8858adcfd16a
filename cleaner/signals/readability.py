"""How hard a text is to read, and how hard newspapers of its language are. The only importer of textstat.

Of textstat only LIX, RIX, ARI and Coleman-Liau: other formulas fetch word lists at run time.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from cleaner.errors import BadConfigFile
from cleaner.fields import Fault, known, number, read_toml, table
from cleaner.rulebook import rules_folder
from cleaner.signals.parts import Group, Parts, Values

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

READABILITY_CHARACTERS = 3_000
"""textstat keeps the last texts it was handed in memory, and reads each some ten times: it gets no more than this,
some 500 words. The LIX of a longer article differs from that by 1.1 in the median, by less than 5 in 95 of 100."""


def lix_and_rix(parts: Parts) -> Values:
    """The formulas that count long words, over the beginning of the sound text, and beside what newspapers have."""
    sound = _sound(parts)
    if sound is None:
        return dict.fromkeys(READABILITY.meanings)
    lix, rix = float(_counter().lix(sound)), float(_counter().rix(sound))
    usual = _usual().get(parts.subject.document.language.code or "")
    return {
        "lix": lix,
        "rix": rix,
        "lix_above_usual": lix - usual[0] if usual else None,
        "rix_above_usual": rix - usual[1] if usual else None,
    }


def grades(parts: Parts) -> Values:
    """The formulas that give a school grade, over the beginning of the sound text."""
    sound = _sound(parts)
    if sound is None:
        return dict.fromkeys(GRADES.meanings)
    counter = _counter()
    return {
        "ari": float(counter.automated_readability_index(sound)),
        "coleman_liau": float(counter.coleman_liau_index(sound)),
    }


def _sound(parts: Parts) -> str | None:
    """The beginning of the sound text; None where it has no words or the script has no spaces."""
    if not parts.subject.sound_words or not parts.is_spaced:
        return None
    return " ".join(span.of(parts.text) for span in parts.subject.sound)[:READABILITY_CHARACTERS]


@cache
def _counter() -> textstatistics:
    """An object of our own: the module's singleton carries the language that others have set."""
    from textstat.textstat import textstatistics

    return textstatistics()


@cache
def _usual() -> Mapping[str, tuple[float, float]]:
    """The LIX and RIX that newspapers of each language have. Raises BadConfigFile for a file that is broken."""
    path = rules_folder() / "language" / "readability.toml"
    usual = {}
    try:
        data = read_toml(path)
        for code in data:
            row = table(data, code)
            known(row, "words long", code)
            words, long = number(row, "words", 1, 100), number(row, "long", 0, 100)
            usual[code] = words + long, words * long / 100
    except Fault as fault:
        raise BadConfigFile(f"{path}: {fault}") from None
    return usual


READABILITY = Group(
    "formulas by textstat; usual values of newspapers by Björnsson 1983, doi 10.2307/747382",
    {
        "lix": "LIX (Björnsson 1968): words a sentence, and words of more than six letters in a hundred",
        "rix": "RIX (Anderson 1983): words of more than six letters a sentence",
        "lix_above_usual": "LIX above what newspapers of the language have",
        "rix_above_usual": "RIX above what newspapers of the language have",
    },
    lix_and_rix,
)
GRADES = Group(
    "formulas by textstat",
    {
        "ari": "ARI (Senter and Smith 1967), a school grade by letters a word and words a sentence",
        "coleman_liau": "Coleman and Liau 1975, a school grade by letters and sentences in a hundred words",
    },
    grades,
)
