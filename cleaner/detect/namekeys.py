"""Keys of names: the spellings of one transliterated name fold to one key, the case forms of a Russian one to one stem.

A similarity score cannot tell variants from people: Johnson and Johnston are alike, Gaddafi and Qadhafi are not. So
spellings fold by what transliteration does, and what that does not reach stands in a table of families.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from cleaner.words import fold

_NOT_COMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "'": "", " ": ""})
_SAME_SOUND = (
    ("kh", "h"), ("gh", "g"), ("q", "g"), ("k", "g"), ("ph", "f"), ("w", "v"), ("tz", "c"), ("ts", "c"), ("tch", "ch"),
    ("ou", "u"), ("oo", "u"), ("ue", "u"), ("oe", "o"), ("ae", "a"),
    ("ij", "y"), ("iy", "y"), ("ey", "y"), ("ei", "y"), ("ee", "y"), ("i", "y"),
)  # fmt: skip
_DOUBLED = re.compile(r"(\w)\1+")
_CYRILLIC = re.compile("[а-яёіїєґ]")
# Endings as folded: without the marks of ё and й.
_ENDING = re.compile("(?:ого|его|ому|ему|ыми|ими|ым|им|ом|ем|ои|еи|ыи|ии|ая|яя|ую|юю|ою|ею|ью|ов|а|я|у|ю|е|и|ы|ь|о)$")
_FAMILY_NAME = re.compile("(?:ов|ев|ин|ын)$")
_SAME_CYRILLIC = (
    ("э", "е"),
    ("ы", "и"),
    ("тс", "ц"),
    ("дз", "з"),
    ("кс", "х"),
    ("гх", "х"),
    ("ью", "ю"),
    ("иа", "я"),
    ("ь", ""),
    ("ъ", ""),
)
SHORTEST_STEM = 3


def is_cyrillic(word: str) -> bool:
    """Whether a folded word is written in Cyrillic letters."""
    return _CYRILLIC.match(word) is not None


@lru_cache(maxsize=32768)
def sound_key(name: str) -> str:
    """The key to which the spellings of one transliterated name, without its article, fold.

    >>> sound_key("Khamenei") == sound_key("Hamenei"), sound_key("Clinton") == sound_key("Clifton")
    (True, False)
    """
    key = fold(name).translate(_NOT_COMPOSED)
    for written, spoken in _SAME_CYRILLIC if _CYRILLIC.match(key) else _SAME_SOUND:
        key = key.replace(written, spoken)
    return _DOUBLED.sub(r"\1", key)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded name without its Russian case ending; a name in another script as it is.

    >>> {stem(fold(form)) for form in ("Навальный", "Навального", "Навальному", "Навальным", "Навальном")}
    {'навальн'}
    """
    if not _CYRILLIC.match(word) or _FAMILY_NAME.search(word):
        return word
    short = _ENDING.sub("", word)
    return short if len(short) >= SHORTEST_STEM else word


def _families(table: str) -> Mapping[str, frozenset[int]]:
    """The numbers of the families (parted by semicolons) that each word belongs to."""
    of: dict[str, set[int]] = defaultdict(set)
    for number, family in enumerate(table.split(";")):
        for word in family.split():
            of[word].add(number)
    return {word: frozenset(numbers) for word, numbers in of.items()}


class NameKeys:
    """Keys of surnames, and given names that one person may bear. Tables: families parted by semicolons, folded."""

    def __init__(self, spellings: str, nicknames: str) -> None:
        self._keys = {
            sound_key(word): sound_key(family.split()[0]) for family in spellings.split(";") for word in family.split()
        }
        self._nicknames = _families(nicknames)

    def of(self, base: str) -> str:
        """The key of a folded surname."""
        key = sound_key(base)
        return self._keys.get(key, key)

    def may_be_one(self, given: Collection[str], other: Collection[str]) -> bool:
        """Whether one person may bear both lists of given names: they share one, an initial, a nickname, a key."""
        return any(self._same(a, b) for a in given for b in other)

    def _same(self, one: str, other: str) -> bool:
        if one == other:
            return True
        if len(one) == 1 or len(other) == 1:
            return one[0] == other[0]
        if not self._nicknames.get(one, _NOBODY).isdisjoint(self._nicknames.get(other, _NOBODY)):
            return True
        return self.of(one) == self.of(other)


_NOBODY: frozenset[int] = frozenset()
