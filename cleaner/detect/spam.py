"""Advertising, stuffed texts and scraped junk: reported, never touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from cleaner.detect import junk, stuffing
from cleaner.detect.dense import Tone, dense, several
from cleaner.detect.finding import Check
from cleaner.model import Finding
from cleaner.reading import Reading
from cleaner.rulebook import UNDECIDED, Kind, Rule

SEVERAL = "several"
"""The check that adds up the hits of other rules."""


class Spam:
    """The rules of the family `spam`. Those of kind text speak where their hits are dense. `function_words`: of each
    language, to tell words that carry content; `sales_words`: of some, by kinds, those that tell who sells."""

    def __init__(
        self,
        rules: Iterable[Rule],
        function_words: Mapping[str, frozenset[str]],
        sales_words: Mapping[str, Mapping[str, frozenset[str]]],
    ) -> None:
        self._rules = tuple(rules)
        self._function_words = function_words
        self._sales_words = sales_words
        self._of_all = frozenset(chain.from_iterable(function_words.values()))

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Passages of spam. Where one rule has found a passage, what several would say together is not said."""
        code = reading.document.language.code
        spoken = [rule for rule in self._rules if rule.speaks(code)]
        hit = [rule for rule in spoken if rule.kind is Kind.TEXT and rule.id in reading.matches]
        tone = Tone(*(self._sales_words[kind].get(code or UNDECIDED, frozenset()) for kind in ("address", "doubt")))
        passages = [found for rule in hit for found in dense(rule, reading, tone)]
        yield from passages
        for rule in spoken:
            if rule.check == SEVERAL:
                found = several(rule, reading, tone)
                yield from (f for f in found if not any(f.span.overlaps(passage.span) for passage in passages))
            elif check := CHECKS.get(rule.check or ""):
                yield from check(rule, reading, self._words(rule, code or UNDECIDED))

    def _words(self, rule: Rule, code: str) -> frozenset[str]:
        """The function words of the document's language, or (option `any_language`) of all languages."""
        every = rule.options.flag("any_language", default=False)
        return self._of_all if every else self._function_words.get(code, frozenset())


CHECKS: Mapping[str, Check] = {**stuffing.CHECKS, **junk.CHECKS}
