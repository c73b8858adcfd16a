"""Names and the forms in which they are written: what groups of variants are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Role(StrEnum):
    """What a form is to its name: a closed set. The values are the keys of a table of names."""

    FORM = "forms"
    """Of equal standing: an article uses one of them. The first is the one that is kept where nothing else decides."""
    NEVER = "never"
    """Never chosen: gives way to a form, in a headline too."""
    OFFICIAL = "official"
    """A full official name, which needs its article: without it no author wrote it."""
    OLD = "old"
    """A name of former times, which is right where the article says so."""
    LONG = "long"
    """What an abbreviation stands for: it comes before the abbreviation, or explains it."""
    FREE = "free"
    """Stands beside every form."""
    PART = "parts"
    """A part or people of it, which is no form of it (England)."""
    METONYM = "metonyms"
    """A capital or seat that stands for it, which is no form of it (Washington, Kremlin)."""


_YO = str.maketrans("ёЁ", "еЕ")
"""Russian texts write ё as they like."""
NO_FORM = frozenset({Role.FREE, Role.PART, Role.METONYM})
"""Roles that only keep what is longer or other from being read as a form."""


@dataclass(frozen=True)
class Form:
    """One form of the name `key`.

    `article`: the article that the language puts before it, if any: forms can stand for each other only where it is
    the same. `cases`: how it is written in each case of its language, in that language's order; one where it has none.
    `phrases`, `patterns`: other ways to write it, as rules write phrases and patterns.
    """

    key: str
    text: str
    role: Role
    article: str = ""
    cases: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    @cached_property
    def surfaces(self) -> Mapping[str, frozenset[int]]:
        """Every way it is written, and in which cases it stands so."""
        found: dict[str, frozenset[int]] = {}
        for case, written in enumerate(self.cases or (self.text,)):
            found[written] = found.get(written, frozenset()) | {case}
        return found

    def cases_of(self, written: str) -> frozenset[int]:
        """The cases in which it is written so; the first, if it is written in another way."""
        return self.surfaces.get(written) or self._without_yo.get(written.translate(_YO), frozenset({0}))

    @cached_property
    def _without_yo(self) -> Mapping[str, frozenset[int]]:
        return {surface.translate(_YO): cases for surface, cases in self.surfaces.items()}

    def in_case(self, case: int) -> str:
        """How it is written in a case; one that has no cases is the same in all."""
        return self.cases[case] if case < len(self.cases) else self.text


@dataclass(frozen=True)
class Grammar:
    """How names are declined in a language.

    `endings`: the end of a dictionary form, and what stands in its place in each case; `before`: words that tell the
    case of what follows them, by the cases they can ask for.
    """

    cases: tuple[str, ...] = ()
    endings: Mapping[str, Sequence[str]] | None = None
    before: Mapping[str, frozenset[int]] | None = None

    def decline(self, text: str) -> tuple[str, ...]:
        """A name in all cases: each word by its longest known ending; what stands after a `|` stays as it is."""
        declined, bar, fixed = text.partition("|")
        columns = [self._word(word) for word in declined.split()]
        tail = f" {fixed.strip()}" if bar else ""
        forms = tuple(" ".join(row) + tail for row in zip(*columns, strict=True)) if columns else ()
        return forms if self.cases else ()

    def _word(self, word: str) -> Sequence[str]:
        same = [word] * len(self.cases)
        if word.isupper() or not self.endings:
            return same
        ending = next((word[i:] for i in range(len(word)) if word[i:] in self.endings), None)
        if ending is None:
            return same
        stem = word[: len(word) - len(ending)]
        return [stem + other for other in self.endings[ending]]


@dataclass(frozen=True)
class Name:
    """A name with all its forms. `key` is what profiles call it."""

    key: str
    forms: tuple[Form, ...]
    grammar: Grammar

    def having(self, *roles: Role) -> tuple[Form, ...]:
        """The forms in some roles, in their order."""
        return tuple(form for form in self.forms if form.role in roles)

    def form(self, text: str) -> Form | None:
        """The form of equal standing that is written `text` in the dictionary."""
        return next((form for form in self.having(Role.FORM) if form.text == text), None)
