"""One thing, one name: official names, groups of variants, and spun words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cleaner.detect.finding import finding, proposal
from cleaner.detect.variants import Group, in_prose, with_article
from cleaner.house import House
from cleaner.model import Finding, Register
from cleaner.reading import Match, Reading
from cleaner.rulebook import FREE, Kind, Rule


class Names:
    """The rules of the families `names` and `spinning`.

    `house`: the profile that decides between forms; `function_words`: of English, to tell a noun that
    stands alone from one that qualifies the next word.
    """

    def __init__(self, rules: Iterable[Rule], house: House, function_words: frozenset[str]) -> None:
        self._rules = tuple(rules)
        self._house = house
        self._function_words = function_words

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Names and words that clash, or that no author wrote. No group of variants hits what another rule has hit."""
        spun = [
            (rule, match)
            for rule in self._rules
            if rule.kind is Kind.TEXT
            for match in reading.hits(rule)
            if match.replacement != FREE and in_prose(reading, match.span) and not _in_list(reading, match)
        ]
        brought = {match.replacement for _, match in spun if reading.register(match.span) is not Register.QUOTE}
        groups = [
            Group(
                rule,
                reading,
                self._house.forms.get(rule.setting or ""),
                self._function_words,
                brought=not brought.isdisjoint(rule.members),
            )
            for rule in self._rules
            if rule.kind is Kind.VARIANTS
        ]
        kept = {member: group.kept for group in groups for member in group.rule.members}
        hit = {match.first for _, match in spun}
        for rule, match in spun:
            yield self._text(rule, match, reading, kept)
        for group in groups:
            for match, span, replacement, certain in group.deviations(hit):
                proposals = tuple(replace(p, safe=p.safe and certain) for p in proposal(group.rule, span, replacement))
                yield finding(group.rule, reading, match.span, proposals, related=group.twins, kept=group.kept)

    def _text(self, rule: Rule, match: Match, reading: Reading, kept: Mapping[str, str]) -> Finding:
        if match.replacement is None:
            return finding(rule, reading, match.span)
        written = match.span.of(reading.document.text)
        plain = kept.get(match.replacement, match.replacement)
        right = plain if rule.where.case else _cased(plain, written)
        span, text = with_article(reading, match, right)
        return finding(rule, reading, match.span, proposal(rule, span, text), kept=right)


def _in_list(reading: Reading, match: Match) -> bool:
    """Whether a name stands between commas after a name: an address or a list ("Moscow, Russian Federation")."""
    tokens = reading.tokens
    after = tokens.word(match.last + 1)
    return (
        tokens.word(match.first - 1) == ","
        and tokens.word(match.first - 2)[:1].isupper()
        and not after[:1].isalnum()
        and match.span.of(reading.document.text)[:1].isupper()
    )


def _cased(replacement: str, written: str) -> str:
    """The replacement in the case of what it replaces."""
    if written.isupper() and len(written) > 3:
        return replacement.upper()
    if written[:1].isupper() and replacement[:1].islower():
        return replacement[:1].upper() + replacement[1:]
    return replacement
