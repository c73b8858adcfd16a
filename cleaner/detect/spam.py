"""Advertising, stuffed texts and scraped junk: reported, never touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cleaner.detect import junk, stuffing
from cleaner.detect.dense import dense, several
from cleaner.detect.finding import Check
from cleaner.model import Finding
from cleaner.reading import Reading
from cleaner.rulebook import UNDECIDED, Kind, Rule

SEVERAL = "several"
"""The check that adds up the hits of other rules."""


class Spam:
    """The rules of the family `spam`. Those of kind text speak where their hits are dense. `function_words`: of each
    language, to tell words that carry content."""

    def __init__(self, rules: Iterable[Rule], function_words: Mapping[str, frozenset[str]]) -> None:
        self._rules = tuple(rules)
        self._function_words = function_words

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Passages of spam. Where one rule has found a passage, what several would say together is not said."""
        code = reading.document.language.code
        spoken = [rule for rule in self._rules if rule.speaks(code)]
        passages = [
            f for rule in spoken if rule.id in reading.matches and rule.kind is Kind.TEXT for f in dense(rule, reading)
        ]
        yield from passages
        words = self._function_words.get(code or UNDECIDED, frozenset())
        for rule in spoken:
            if rule.check == SEVERAL:
                found = several(rule, reading)
                yield from (f for f in found if not any(f.span.overlaps(p.span) for p in passages))
            elif rule.check in CHECKS:
                yield from CHECKS[rule.check](rule, reading, words)


CHECKS: Mapping[str, Check] = {**stuffing.CHECKS, **junk.CHECKS}
