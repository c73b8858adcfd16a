"""People by their names: one way of naming each, as the article or the house has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cleaner.detect.honorifics import has_honorifics, house_honorifics, mixed_honorifics
from cleaner.detect.namekeys import NameKeys
from cleaner.detect.roster import Census, Roster
from cleaner.detect.spelling import has_spellings, surname_forms
from cleaner.house import House
from cleaner.model import Finding
from cleaner.reading import Reading
from cleaner.rulebook import UNDECIDED, Rule

CHECKS: Mapping[str, Callable[[Rule, Roster, Reading, House], Iterator[Finding]]] = {
    "house-honorific": house_honorifics,
    "mixed-honorific": mixed_honorifics,
    "surname-forms": surname_forms,
}
_CAN_FIND: Mapping[str, Callable[[Rule, Reading, NameKeys], bool]] = {
    "house-honorific": has_honorifics,
    "mixed-honorific": has_honorifics,
    "surname-forms": has_spellings,
}
"""Cheap tests of the words alone: most texts have neither honorifics nor two spellings, and need no roster."""


class People:
    """The rules about people. `house`: the profile that decides; `census`: gives the people of a document."""

    def __init__(self, rules: Iterable[Rule], house: House, census: Census) -> None:
        self._rules = tuple(rule for rule in rules if rule.check in CHECKS)
        self._house = house
        self._census = census

    def find(self, reading: Reading) -> Iterator[Finding]:
        """What deviates from one way of naming each person."""
        language = reading.document.language.code or UNDECIDED
        rules = [
            rule
            for rule in self._rules
            if rule.speaks(language) and _CAN_FIND[rule.check or ""](rule, reading, self._census.keys)
        ]
        if not rules:
            return
        people = self._census.of(reading)
        for rule in rules:
            yield from CHECKS[rule.check or ""](rule, people, reading, self._house)
