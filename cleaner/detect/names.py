"""One thing, one name: official names, groups of variants, and spun words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cleaner.detect.finding import finding, proposal, suggested
from cleaner.detect.quotations import misplaced
from cleaner.detect.spun import MARK, spun
from cleaner.detect.variants import Context, Deviation, usages
from cleaner.detect.wording import abbreviates, capitalised, in_prose, shouted_blocks, with_article
from cleaner.forms import Role
from cleaner.house import House, QuotationStops
from cleaner.model import Finding, Register, Span
from cleaner.reading import Match, Reading
from cleaner.rulebook import FREE, UNDECIDED, Kind, Rule


class Names:
    """The rules of the families `names` and `spinning`.

    `house`: the profile that decides between forms; `function_words`: of each language, to tell a noun that
    stands alone from one that qualifies the next word.
    """

    def __init__(self, rules: Iterable[Rule], house: House, function_words: Mapping[str, frozenset[str]]) -> None:
        self._rules = tuple(rules)
        self._by_id = {rule.id: rule for rule in self._rules}
        self._house = house
        self._function_words = function_words
        self._keys_of: dict[str | None, Mapping[str, str]] = {}

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Names and words that clash, or that no author wrote, and whether they make a spun text of it."""
        found = [*self._worded(reading), *self._styled(reading)]
        marked = [f for f in found if MARK in self._by_id[f.rule].options.values]
        for rule in self._checks(reading, "stop-outside") if marked else ():
            found += self._stops(rule, reading, QuotationStops.OWN)
        yield from found
        for rule in self._checks(reading, "spun"):
            document = spun(rule, reading, found, self._by_id)
            if document is not None:
                yield document

    def _worded(self, reading: Reading) -> Iterator[Finding]:
        """Words and forms of names. No name hits what another rule has hit."""
        surest: dict[Span, tuple[Rule, Match]] = {}
        for rule in self._rules:
            for match in _hits(rule, reading) if rule.kind is Kind.TEXT else ():
                first = surest.setdefault(match.span, (rule, match))
                if rule.confidence > first[0].confidence:
                    surest[match.span] = (rule, match)
        hits = list(surest.values())
        keys = self._keys(reading)
        told = (match for _, match in hits if reading.register(match.span) is not Register.QUOTE)
        brought = frozenset(match.replacement for match in told if match.replacement)
        function_words = self._function_words.get(reading.document.language.code or UNDECIDED, frozenset())
        context = Context(self._house, function_words, shouted_blocks(reading), brought)
        judged = [
            (rule, usage)
            for rule in self._rules
            if rule.kind is Kind.VARIANTS
            for usage in usages(rule, reading, context)
        ]
        kept = {
            form.text: usage.kept.text
            for rule, usage in judged
            if rule.judges is Role.FORM
            for form in usage.name.having(Role.FORM, Role.NEVER)
        }
        hit = {match.first for _, match in hits}
        for rule, match in hits:
            yield self._text(rule, match, reading, kept, keys)
        for rule, usage in judged:
            for found in usage.deviations():
                if found.match.first not in hit:
                    yield _deviation(rule, found, reading)

    def _keys(self, reading: Reading) -> Mapping[str, str]:
        """The keys of the names of the document's language, by the forms of which an article uses one."""
        language = reading.document.language.code
        if language not in self._keys_of:
            judging = (r for r in self._rules if r.kind is Kind.VARIANTS and r.judges is Role.FORM)
            names = (name for rule in judging if rule.speaks(language) for name in rule.names)
            self._keys_of[language] = {form.text: name.key for name in names for form in name.having(Role.FORM)}
        return self._keys_of[language]

    def _text(
        self, rule: Rule, match: Match, reading: Reading, kept: Mapping[str, str], keys: Mapping[str, str]
    ) -> Finding:
        """Words; a name that they become is written as the headline or the narration has it, else as the house does."""
        if match.replacement is None:
            return finding(rule, reading, match.span)
        written = match.span.of(reading.document.text)
        house, key = self._house, keys.get(match.replacement, "")
        plain = kept.get(match.replacement) or house.forms.get(key, match.replacement)
        if reading.register(match.span) is Register.HEADLINE:
            plain = house.headlines.get(key, plain)
        right = plain if rule.where.case else _cased(plain, written)
        span, text = with_article(reading, match, right)
        return finding(rule, reading, match.span, proposal(rule, span, text), kept=right)

    def _styled(self, reading: Reading) -> Iterator[Finding]:
        """What the house prints in another way."""
        if self._house.stops is not QuotationStops.OWN:
            for rule in self._checks(reading, "quotation-stop"):
                yield from self._stops(rule, reading, self._house.stops)

    def _stops(self, rule: Rule, reading: Reading, stops: QuotationStops) -> Iterator[Finding]:
        for stop in misplaced(rule, reading, stops):
            yield finding(rule, reading, stop.shown, proposal(rule, stop.span, stop.right), kept=stop.right)

    def _checks(self, reading: Reading, check: str) -> Iterator[Rule]:
        language = reading.document.language.code
        return (rule for rule in self._rules if rule.check == check and rule.speaks(language))


def _deviation(rule: Rule, found: Deviation, reading: Reading) -> Finding:
    swap = found.swap
    proposals = proposal(rule, swap.span, swap.text) if swap is not None else ()
    if found.is_lone or (swap is not None and not swap.certain):
        proposals = suggested(proposals)
    told = finding(rule, reading, found.match.span, proposals, related=found.twins, kept=found.kept)
    return replace(told, confidence=rule.options.number("lone")) if found.is_lone else told


def _hits(rule: Rule, reading: Reading) -> list[Match]:
    """Where the words of a rule stand in prose, and nothing in the document speaks against it."""
    hits = [m for m in reading.hits(rule) if m.replacement != FREE and in_prose(reading, m.span)]
    if hits and _tells(reading, rule.options.some_words("unless_told")):
        return []
    if hits and "initials" in rule.options.values:
        text = reading.document.text
        one_of_each = {(m.span.of(text), m.replacement): m for m in hits}
        own = {written for written, match in one_of_each.items() if abbreviates(reading, match)}
        hits = [m for m in hits if (m.span.of(text), m.replacement) not in own]
    return hits


def _tells(reading: Reading, words: frozenset[str]) -> bool:
    """Whether one of the words stands in the narration."""
    tokens = reading.tokens
    places = (i for i, folded in enumerate(tokens.folded) if folded in words) if words else ()
    return any(reading.register(Span(tokens.starts[i], tokens.ends[i])) is Register.BODY for i in places)


def _cased(replacement: str, written: str) -> str:
    """The replacement in the case of what it replaces."""
    if written.isupper() and len(written) > 3:
        return replacement.upper()
    return capitalised(replacement, written)
