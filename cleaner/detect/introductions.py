"""People who are introduced too late, twice or never: paragraphs have changed places, or come from two articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.detect.finding import finding
from cleaner.detect.mentions import Form, Mention
from cleaner.detect.roster import Census, PeopleCheck
from cleaner.model import Finding, Register
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold


def _surname_first(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """The narration names somebody by the surname alone, and `apart` paragraphs later or more by the full name.

    A writer who keeps the reader waiting for the name gives it in the next paragraph.
    """
    speech, apart = rule.options.words("speech"), rule.options.number("apart")
    for namesakes in census.of(reading).namesakes:
        if not namesakes.alone or namesakes.firm:
            continue
        named = [m for m in namesakes.mentions if m.register is not Register.HEADLINE]
        full = next((m for m in named if m.form is Form.FULL), None)
        if full is None or full.register is not Register.BODY or named[0] is full:
            continue
        first = named[0]
        after = reading.tokens.first_from(first.span.end)
        is_person = full.acts or any(m.office or m.honorific for m in named) or reading.tokens.fold(after) in speech
        acts = bool(first.honorific) or (first.acts and is_person and not _is_qualified(rule, reading, first))
        if acts and not first.office and first.register is Register.BODY and _apart(reading, first, full) >= apart:
            yield finding(rule, reading, first.span, related=(full.span,), person=full.name.of(reading.document.text))


def _is_qualified(rule: Rule, reading: Reading, mention: Mention) -> bool:
    """Whether a surname is part of another name or of a list (a capital, or one of `joins`, stands before it), or
    a word that the article writes in small letters too."""
    tokens = reading.tokens
    before = tokens.first_from(mention.span.start) - 1
    if tokens.word(before)[:1].isupper() or tokens.fold(before) in rule.options.words("joins"):
        return True
    return any(word == mention.base and tokens.word(i).islower() for i, word in enumerate(tokens.folded))


def _apart(reading: Reading, first: Mention, second: Mention) -> int:
    """By how many blocks two mentions are parted."""
    here, there = reading.block_at(first.span.start), reading.block_at(second.span.start)
    return there.index - here.index if here is not None and there is not None else 0


def _second_introduction(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """Somebody is introduced once more in the narration, with the office, though the reader knows who it is."""
    for namesakes in census.of(reading).namesakes:
        introduced: dict[str, Mention] = {}
        for mention in namesakes.told(Form.FULL):
            if not mention.office or mention.office in rule.options.words("no_offices"):
                continue
            first = introduced.setdefault(mention.given[0], mention)
            if first is not mention and namesakes.alone and _apart(reading, first, mention) > 0:
                yield finding(rule, reading, mention.span, related=(first.span,))
                break


def _never_introduced(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """Surnames in the narration whose bearers nobody has introduced: one finding for all of them, at the first."""
    honorifics = rule.options.words("honorifics")
    strangers = [m for m in census.of(reading).never_introduced() if fold(m.honorific.rstrip(".")) in honorifics]
    if len(strangers) < rule.options.number("enough"):
        return
    first, *others = strangers
    names = dict.fromkeys(m.surname.of(reading.document.text) for m in strangers)
    yield finding(rule, reading, first.span, related=tuple(m.span for m in others), person=", ".join(names))


CHECKS: Mapping[str, PeopleCheck] = {
    "surname-first": _surname_first,
    "second-introduction": _second_introduction,
    "never-introduced": _never_introduced,
}
