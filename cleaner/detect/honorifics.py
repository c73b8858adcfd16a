"""Mr, Mrs, Ms, Dr: one policy for each person in the narration, or the house's for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaner.detect.finding import finding, proposal, suggested
from cleaner.detect.mentions import Form, Mention
from cleaner.detect.namekeys import NameKeys
from cleaner.detect.roster import Namesakes, Roster
from cleaner.house import Honorifics, House
from cleaner.model import Finding, Proposal, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold

SHOWN = 3
"""How many mentions in the form that is kept a finding points at."""


def has_honorifics(rule: Rule, reading: Reading, _: NameKeys) -> bool:
    """Whether one of the rule's honorifics is a word of the text."""
    return not rule.options.words("honorifics").isdisjoint(reading.tokens.folded)


def mixed_honorifics(rule: Rule, roster: Roster, reading: Reading, house: House) -> Iterator[Finding]:
    """People who are Mr Smith here and Smith there, in narration: one finding for a person.

    Mr once and the bare surname from then on is a house style, and so is Mr before the full name. So are other people
    of that surname, and the surname as the name of something else.
    """
    for namesakes in roster.namesakes:
        titled = [m for m in _titled(rule, namesakes) if m.form is Form.TITLED and not _is_address(rule, reading, m)]
        every = namesakes.told(Form.BARE)
        bare = [m for m in every if m.likely]
        if not titled or not bare or namesakes.shared or namesakes.firm or len(_kinds(rule, titled)) > 1:
            continue
        if len(titled) == 1 and titled[0].span < every[0].span:
            continue
        is_wife = _kind(titled[0]) in rule.options.words("spouses") and not _is_she(rule, reading, namesakes)
        if len(titled) <= len(every) and is_wife:
            continue
        if not namesakes.alone and not _stands_out(rule, titled, every):
            continue
        if not (any(m.form is Form.FULL for m in namesakes.mentions) or any(m.acts for m in bare)):
            continue
        keeps = len(titled) > len(every)
        if house.honorifics is not Honorifics.OWN:
            keeps = house.honorifics is Honorifics.LATER
        fewer, more = (bare, titled) if keeps else (titled, bare)
        honorific = _printed(titled[0], house) if keeps else ""
        proposals = tuple(p for m in fewer for p in _with(rule, reading, m, honorific))
        mixed = finding(
            rule,
            reading,
            fewer[0].span,
            proposals if namesakes.alone else (),
            related=tuple(m.span for m in (*fewer[1:], *more[:SHOWN])),
            kept=more[0].span.of(reading.document.text),
            person=more[0].surname.of(reading.document.text),
        )
        yield mixed if namesakes.alone else replace(mixed, confidence=rule.options.number("confidence_namesakes"))


def _is_she(rule: Rule, reading: Reading, namesakes: Namesakes) -> bool:
    """Whether more sentences say she than he, of those that name the person without an honorific and those behind."""
    she, he = rule.options.some_words("she"), rule.options.some_words("he")
    tokens, sentences = reading.tokens, reading.document.sentences
    named = [reading.sentence_at(m.span.start) for m in namesakes.mentions if not m.honorific]
    near = {i for s in named if s is not None for i in (s.index, s.index + 1) if i < len(sentences)}
    said = [{tokens.folded[k] for k in tokens.within(sentences[i].span)} for i in near]
    return sum(not she.isdisjoint(words) for words in said) > sum(not he.isdisjoint(words) for words in said)


def _stands_out(rule: Rule, titled: Sequence[Mention], bare: Sequence[Mention]) -> bool:
    """Whether one honorific among bare surnames is odd though others bear the surname; it may tell them apart."""
    return len(titled) == 1 < len(bare) and _kind(titled[0]) in rule.options.words("honorifics_namesakes")


def house_honorifics(rule: Rule, roster: Roster, reading: Reading, house: House) -> Iterator[Finding]:
    """Honorifics that the house does not print, or prints at every later mention, in narration."""
    if house.honorifics is Honorifics.OWN:
        return
    for namesakes in roster.namesakes:
        titled = _titled(rule, namesakes)
        if not titled or not namesakes.alone or len(_kinds(rule, titled)) > 1:
            continue
        if house.honorifics is Honorifics.NONE:
            yield from _dropped(rule, reading, namesakes, titled)
        elif not namesakes.firm:
            yield from _added(rule, reading, namesakes, titled[0], house)


def _dropped(rule: Rule, reading: Reading, namesakes: Namesakes, titled: Sequence[Mention]) -> Iterator[Finding]:
    """Certain where the person is named in full before, or again after a full name: else it may be a character.

    A full name that loses its honorific here counts like one without.
    """
    losing = {m.span for m in titled if not _is_held(rule, reading, m)}
    named = (m for m in namesakes.mentions if m.form is Form.FULL and (not m.honorific or m.span in losing))
    full = next((m.span.start for m in named), None)
    for mention in titled:
        if mention.span not in losing:
            continue
        proposals = _with(rule, reading, mention, "")
        certain = full is not None and full < mention.span.start
        if not certain and not (mention.form is Form.FULL and len(namesakes.mentions) > 1):
            proposals = suggested(proposals)
        yield finding(rule, reading, mention.span, proposals, kept=mention.name.of(reading.document.text))


def _added(rule: Rule, reading: Reading, namesakes: Namesakes, like: Mention, house: House) -> Iterator[Finding]:
    told = namesakes.told()
    for mention in told[1:]:
        if mention.form is Form.BARE and (proposals := _with(rule, reading, mention, _printed(like, house))):
            kept = proposals[0].replacement
            owns = reading.tokens.fold(reading.tokens.within(mention.span).stop) == "'"
            if not (mention.acts or owns):  # "Price rises": the surname may be a word
                proposals = suggested(proposals)
            yield finding(rule, reading, mention.span, proposals, related=(like.span,), kept=kept)


def _titled(rule: Rule, namesakes: Namesakes) -> list[Mention]:
    """The mentions in the narration with one of the rule's honorifics."""
    honorifics = rule.options.words("honorifics")
    return [m for m in namesakes.told() if m.honorific and _kind(m) in honorifics]


def _kind(mention: Mention) -> str:
    return fold(mention.honorific).rstrip(".")


def _kinds(rule: Rule, mentions: Sequence[Mention]) -> set[str]:
    """The different honorifics; other forms of one (Herrn) are not counted apart."""
    return {_kind(m) for m in mentions} - rule.options.words("other_forms")


def _is_address(rule: Rule, reading: Reading, mention: Mention) -> bool:
    """Whether somebody is spoken to ("Herr Weber, was sagen Sie?"), as in an interview."""
    tokens = reading.tokens
    return tokens.fold(tokens.within(mention.span).stop) in rule.options.words("not_before")


def _is_held(rule: Rule, reading: Reading, mention: Mention) -> bool:
    """Whether a word before the honorific needs it ("a Mr Smith", "Mr and Mrs Smith")."""
    tokens = reading.tokens
    first = tokens.within(mention.span).start
    before = tokens.fold(first - 1)
    return before in rule.options.words("held_by")


def _printed(like: Mention, house: House) -> str:
    """The honorific of a mention as the house prints it, with a stop or without."""
    return house.forms.get(like.honorific.rstrip("."), like.honorific)


def _with(rule: Rule, reading: Reading, mention: Mention, honorific: str) -> tuple[Proposal, ...]:
    """The mention with an honorific, or with none; nothing where it may not be a name."""
    text = reading.document.text
    if not honorific:
        return proposal(rule, mention.span, mention.name.of(text))
    if not mention.free:
        return ()
    span = Span(mention.surname.start, mention.surname.end)
    return proposal(rule, span, f"{honorific} {span.of(text)}")
