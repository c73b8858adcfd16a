"""The people of a document: who is mentioned where, and how. Built once, from the table of words, without a model.

Mentions are grouped by surname; the given names tell those who share one apart. A surname alone is a person's only if
the document names somebody who bears it, in one spelling or another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cleaner.detect.mentions import Form, Mention, Mentions
from cleaner.detect.namekeys import NameKeys
from cleaner.detect.nameruns import PeopleWords, people_words
from cleaner.model import Finding, Register
from cleaner.reading import Reading
from cleaner.rulebook import UNDECIDED, Rule

PeopleCheck = Callable[[Rule, Reading, "Census"], Iterator[Finding]]
"""What a rule looks for in a reading, with who is named there."""
MANY = 12
"""Given names of one surname beyond which nobody is told apart."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """All mentions of one surname in one spelling, in the order of the text.

    `people`: the given names by which those who bear it are told apart, one entry a person; `shared`: the surname is
    also that of a married couple; `firm`: it is also a firm's.
    """

    base: str
    mentions: tuple[Mention, ...]
    people: tuple[frozenset[str], ...]
    shared: bool
    firm: bool

    @property
    def alone(self) -> bool:
        """Whether one person at most bears the surname."""
        return len(self.people) < 2 and not self.shared

    def told(self, form: Form | None = None) -> list[Mention]:
        """The mentions in the narration, of one form or of all."""
        return [m for m in self.mentions if m.register is Register.BODY and form in (None, m.form)]


@dataclass(frozen=True)
class Roster:
    """The people of a document, by surname, in the order in which each surname is first met."""

    namesakes: tuple[Namesakes, ...]
    keys: NameKeys
    found: Mentions

    @cached_property
    def by_key(self) -> Mapping[str, Sequence[Namesakes]]:
        """The surnames by the key to which their spellings fold."""
        groups: dict[str, list[Namesakes]] = defaultdict(list)
        for namesakes in self.namesakes:
            groups[self.keys.of(namesakes.base)].append(namesakes)
        return groups

    def second_introductions(self) -> Iterator[Mention]:
        """People who are introduced with their office once more in the narration, after they were named without it."""
        for namesakes in self.namesakes:
            introduced: set[str] = set()
            settled: set[str] = set()
            for mention in namesakes.told():
                who = mention.given[0] if mention.given else ""
                if mention.form is Form.FULL:
                    if who in settled and mention.office:
                        yield mention
                    introduced.add(who)
                elif namesakes.alone:
                    settled |= introduced

    def never_introduced(self) -> Iterator[Mention]:
        """The first mention, in the narration, of people whose given name or office stands nowhere in the document."""
        known = {word for n in self.namesakes for m in n.mentions for word in (*m.given, m.base if m.given else "")}
        known |= {m.base for n in self.namesakes for m in n.mentions if m.office}
        known |= {part for word in known if "-" in word for part in word.split("-")}
        titled = (m for n in self.namesakes for m in n.told() if m.honorific)
        met: set[str] = set()
        for mention in sorted((*titled, *self.found.strangers()), key=lambda m: m.span):
            if mention.base not in known and mention.base not in met and not mention.given:
                met.add(mention.base)
                yield mention


class Census:
    """Makes rosters, one a reading: whoever asks for the people of the reading that was asked for last shares them.

    `lists`: the words about people of each language; `function_words`: of each language.
    """

    def __init__(self, lists: Mapping[str, Mapping[str, str]], function_words: Mapping[str, frozenset[str]]) -> None:
        self._lists = lists
        self._function_words = function_words
        self._words: dict[str, PeopleWords] = {}
        self.keys = NameKeys(lists["names"]["spellings"], lists["names"]["nicknames"])
        self._last: tuple[Reading, Roster] | None = None

    def of(self, reading: Reading) -> Roster:
        """The people of a document."""
        last = self._last
        if last is None or last[0] is not reading:
            language = reading.document.language.code or UNDECIDED
            if language not in self._words:
                self._words[language] = people_words(self._lists, language)
            own = self._function_words.get(language, frozenset())
            last = self._last = reading, roster(reading, self._words[language], self.keys, own)
        return last[1]


def roster(reading: Reading, words: PeopleWords, keys: NameKeys, function_words: frozenset[str]) -> Roster:
    """The people of a document. `function_words`: of its language."""
    found = Mentions(reading, words, function_words)
    known = {m.base for m in found.named}
    kin = {keys.of(base) for base in known}
    alone = found.alone(lambda base: base in known or keys.of(base) in kin)
    by_base: dict[str, list[Mention]] = {}
    for mention in sorted((*found.named, *alone), key=lambda m: m.span):
        by_base.setdefault(mention.base, []).append(mention)
    return Roster(
        tuple(
            Namesakes(base, tuple(mentions), _people(mentions, keys), base in found.couples, base in found.firms)
            for base, mentions in by_base.items()
        ),
        keys,
        found,
    )


def _people(mentions: Sequence[Mention], keys: NameKeys) -> tuple[frozenset[str], ...]:
    """The given names of those who are mentioned, one entry a person; beyond `MANY` nobody is told apart."""
    people: list[frozenset[str]] = []
    for given in dict.fromkeys(m.given for m in mentions if m.given):
        same = next((i for i, known in enumerate(people) if keys.may_be_one(given, known)), None)
        if same is None:
            people.append(frozenset(given))
        else:
            people[same] |= frozenset(given)
        if len(people) > MANY:
            break
    return tuple(people)
