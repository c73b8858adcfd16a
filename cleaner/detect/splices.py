"""Splices that show in the structure alone: glued quotations, sentences cut or joined, an orphan at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cleaner.detect import (
    antecedents,
    chronology,
    cuts,
    datelines,
    definites,
    instructions,
    introductions,
    intruders,
    joined,
    openings,
    orphans,
    quotation_joints,
    quotation_marks,
    speakers,
)
from cleaner.detect.finding import Check
from cleaner.detect.roster import Census, PeopleCheck
from cleaner.detect.spun import MARK
from cleaner.detect.wording import in_prose
from cleaner.model import Finding
from cleaner.reading import Reading
from cleaner.rulebook import FREE, Kind, Rule

ENOUGH_MARKS = 2
"""Places with words that spinners write, from which on a text is read with suspicion."""


class Splices:
    """The rules of the family `splice`. `function_words`: of each language, to tell words that carry content;
    `census`: gives the people of a document (None: the checks that ask for them are silent); `namings`: rules of which
    some hit the marks of a spinner."""

    def __init__(
        self,
        rules: Iterable[Rule],
        function_words: Mapping[str, frozenset[str]],
        census: Census | None = None,
        namings: Iterable[Rule] = (),
    ) -> None:
        known = {**CHECKS, **(OF_PEOPLE if census is not None else {})}
        self._rules = tuple(rule for rule in rules if rule.check in known)
        self._function_words = function_words
        self._census = census
        self._marks = tuple(r for r in namings if r.kind is Kind.TEXT and MARK in r.options.values)

    def find(self, reading: Reading) -> Iterator[Finding]:
        """What was cut, joined or left behind, as far as punctuation, position and words that point back tell.

        Rules that may not speak alone (`alone = false`) are asked only where another one has spoken that vouches for
        them (not if `vouches = false`), or where the text bears marks of a spinner: in a sound article they would be
        wrong more often than right.
        """
        code = reading.document.language.code
        spoken = [rule for rule in self._rules if rule.speaks(code)]
        has_spoken = False
        for rule in (r for r in spoken if _may_speak_alone(r)):
            for found in self._find(rule, reading):
                has_spoken |= rule.options.flag("vouches", default=True)
                yield found
        others = [rule for rule in spoken if not _may_speak_alone(rule)]
        if others and (has_spoken or self._is_marked(reading)):
            for rule in others:
                yield from self._find(rule, reading)

    def _find(self, rule: Rule, reading: Reading) -> Iterator[Finding]:
        check = rule.check or ""
        if check in OF_PEOPLE and self._census is not None:
            return OF_PEOPLE[check](rule, reading, self._census)
        return CHECKS[check](
            rule, reading, self._function_words.get(reading.document.language.code or "en", frozenset())
        )

    def _is_marked(self, reading: Reading) -> bool:
        """Whether words that spinners write stand in two places."""
        hits = (m for rule in self._marks for m in reading.hits(rule) if m.replacement != FREE)
        return len({m.span.start for m in hits if in_prose(reading, m.span)}) >= ENOUGH_MARKS


def _may_speak_alone(rule: Rule) -> bool:
    return rule.options.flag("alone", default=True)


CHECKS: Mapping[str, Check] = {
    **cuts.CHECKS,
    **joined.CHECKS,
    **quotation_joints.CHECKS,
    **quotation_marks.CHECKS,
    **datelines.CHECKS,
    **instructions.CHECKS,
    **openings.CHECKS,
    **definites.CHECKS,
    **chronology.CHECKS,
    **orphans.CHECKS,
    **speakers.CHECKS,
    **intruders.CHECKS,
}
OF_PEOPLE: Mapping[str, PeopleCheck] = {
    **openings.OF_PEOPLE,
    **antecedents.CHECKS,
    **introductions.CHECKS,
    **speakers.OF_PEOPLE,
}
"""Checks that may ask who is named in a document."""
