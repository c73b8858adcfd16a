"""People by their names: one way of naming each, as the article or the house has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cleaner.detect.honorifics import has_honorifics, house_honorifics, mixed_honorifics
from cleaner.detect.namekeys import NameKeys
from cleaner.detect.nameruns import PeopleWords, people_words
from cleaner.detect.roster import Roster, roster
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
    """The rules about people. `house`: the profile that decides; `lists`: the words about people of each language;
    `function_words`: of each language."""

    def __init__(
        self,
        rules: Iterable[Rule],
        house: House,
        lists: Mapping[str, Mapping[str, str]],
        function_words: Mapping[str, frozenset[str]],
    ) -> None:
        self._rules = tuple(rule for rule in rules if rule.check in CHECKS)
        self._house = house
        self._lists = lists
        self._function_words = function_words
        self._words: dict[str, PeopleWords] = {}
        self._keys = NameKeys(lists["names"]["spellings"], lists["names"]["nicknames"])

    def find(self, reading: Reading) -> Iterator[Finding]:
        """What deviates from one way of naming each person."""
        language = reading.document.language.code or UNDECIDED
        rules = [
            rule
            for rule in self._rules
            if rule.speaks(language) and _CAN_FIND[rule.check or ""](rule, reading, self._keys)
        ]
        if not rules:
            return
        people = self.roster(reading)
        for rule in rules:
            yield from CHECKS[rule.check or ""](rule, people, reading, self._house)

    def roster(self, reading: Reading) -> Roster:
        """The people of a document."""
        language = reading.document.language.code or UNDECIDED
        if language not in self._words:
            self._words[language] = people_words(self._lists, language)
        return roster(reading, self._words[language], self._keys, self._function_words.get(language, frozenset()))
