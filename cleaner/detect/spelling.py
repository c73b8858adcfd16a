"""One person, one spelling: surnames that an article spells in two ways, and the Arabic article before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.detect.finding import finding, proposal, suggested
from cleaner.detect.namekeys import is_cyrillic
from cleaner.detect.roster import Form, Mention, Namesakes, Roster
from cleaner.house import House, Particle
from cleaner.model import Finding, Register
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold

SHOWN = 3
"""How many mentions in the form that is kept a finding points at."""


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A mention with its surname taken apart: particles, article ("al-") and what is left, the core."""

    mention: Mention
    head: str
    article: str
    core: str
    form: str
    """The core as it is compared."""


def surname_forms(rule: Rule, roster: Roster, reading: Reading, house: House) -> Iterator[Finding]:
    """People whose surname is spelt in two ways: one finding for each mention that differs from the form kept.

    Headlines and quotations are reported too; the narration decides. A bare surname counts where only one person of
    its key is named, under another spelling.
    """
    for key, group in roster.by_key.items():
        spelt = [_spelt(m, reading, rule) for n in group for m in n.mentions]
        if len({s.form for s in spelt}) < 2 and len({bool(s.article) for s in spelt}) < 2:
            continue
        for people, certain in _people(rule, roster, key, group, spelt):
            yield from _deviations(rule, reading, house, people, certain)


def _people(
    rule: Rule, roster: Roster, key: str, group: Sequence[Namesakes], spelt: Sequence[_Spelt]
) -> Iterator[tuple[list[_Spelt], bool]]:
    """The mentions that are one person's for all the article says, and whether that is certain."""
    if any(n.shared for n in group):
        return
    persons: list[tuple[set[str], list[_Spelt]]] = []
    for s in spelt:
        if s.mention.given:
            same = [p for p in persons if roster.keys.may_be_one(s.mention.given, p[0])]
            if same:
                same[0][0].update(s.mention.given)
                same[0][1].append(s)
            else:
                persons.append((set(s.mention.given), [s]))
    firms = {n.base for n in group if n.firm}
    loose = [s for s in spelt if not s.mention.given and s.mention.base not in firms]
    long_enough = len(key) >= rule.options.number("shortest")
    if len(persons) == 1:
        full = persons[0][1]
        known = {s.form for s in full}
        folded = {s.mention.base for s in full}
        mine = [
            s for s in loose if s.form in known or s.mention.base in folded or (long_enough and _is_person(s, loose))
        ]
        yield sorted((*full, *mine), key=lambda s: s.mention.span), True
        return
    for _, full in persons:
        yield full, True
    forms = {s.form for _, full in persons for s in full}
    if len(forms) == 1 and long_enough:
        strange = [s for s in loose if s.form not in forms and _is_person(s, loose)]
        yield [*(s for _, full in persons for s in full), *(s for s in loose if s.form in forms), *strange], False
    if not persons:
        for office in dict.fromkeys(s.mention.office for s in loose if s.mention.office):
            yield [s for s in loose if s.mention.office == office], True


def _is_person(spelt: _Spelt, loose: Sequence[_Spelt]) -> bool:
    """Whether a surname without a given name is surely a person's: it does what persons do, or carries a title."""
    if spelt.mention.form is Form.TITLED:
        return True
    return True


def _deviations(
    rule: Rule, reading: Reading, house: House, spelt: Sequence[_Spelt], certain: bool
) -> Iterator[Finding]:
    if len(spelt) < 2:
        return
    told = [s for s in spelt if s.mention.register is Register.BODY] or spelt
    kept = _majority(told)
    articles = _articles(house.particle, told)
    text = reading.document.text
    for s in spelt:
        core = s.core if s.form == kept.form else kept.core
        article = articles.get(s.mention.form is Form.FULL, s.article)
        if s.article.lower() == article.lower() or s.mention.register is Register.HEADLINE:
            article = s.article
        if article and _opens(reading, s.mention) and not s.head:
            article = article[0].upper() + article[1:]
        surname = s.head + article + core
        if surname == s.mention.surname.of(text):
            continue
        span = s.mention.name if s.mention.form is Form.FULL else s.mention.surname
        new = text[span.start : s.mention.surname.start] + surname
        proposals = proposal(rule, span, new)
        same_letters = s.mention.base == kept.mention.base and s.article == article
        if not certain or same_letters or s.mention.register is Register.HEADLINE:
            proposals = suggested(proposals)
        twins = [o.mention.span for o in told if o is not s and o.form == kept.form and o.article == article]
        yield finding(
            rule, reading, span, proposals,
            related=tuple(twins[:SHOWN]) or (kept.mention.span,), kept=new, person=new,
        )  # fmt: skip


def _majority(told: Sequence[_Spelt]) -> _Spelt:
    """A mention in the commonest spelling; of several, in that of the first full name."""
    counts = Counter(s.form for s in told)
    most = max(counts.values())
    best = [s for s in told if counts[s.form] == most]
    return next((s for s in best if s.mention.given), best[0])


def _articles(particle: Particle, told: Sequence[_Spelt]) -> dict[bool, str]:
    """The article that full names (True) and surnames alone (False) should carry; none where the article is agreed."""
    written = next((s.article for s in told if s.article), "")
    if not written or all(s.article for s in told):
        return {}
    written = written.lower()
    if particle is Particle.DROP:
        return {True: "", False: ""}
    if particle is Particle.KEEP:
        return {True: written, False: written}
    if particle is Particle.FIRST:
        return {True: written, False: ""}
    wanted: dict[bool, str] = {}
    full = [s for s in told if s.mention.form is Form.FULL]
    alone = [s for s in told if s.mention.form is not Form.FULL]
    for is_full, some in ((True, full), (False, alone)):
        carrying = sum(1 for s in some if s.article)
        if 0 < carrying < len(some):
            more = carrying * 2 > len(some) or (carrying * 2 == len(some) and bool(some[0].article))
            wanted[is_full] = written if more else ""
    if full and alone and not any(s.article for s in full) and all(s.article for s in alone):
        wanted[False] = ""
    return wanted


def _opens(reading: Reading, mention: Mention) -> bool:
    sentence = reading.sentence_at(mention.surname.start)
    return sentence is not None and sentence.span.start == mention.surname.start


def _spelt(mention: Mention, reading: Reading, rule: Rule) -> _Spelt:
    written = mention.surname.of(reading.document.text)
    head, article, core = "", "", written
    for mark in ("-", " "):
        before, _, after = written.rpartition(mark) if mark == " " else written.partition(mark)
        if after and fold(before.rpartition(" ")[2]) in rule.options.words("articles"):
            first = before.rpartition(" ")[2]
            head, article, core = before[: len(before) - len(first)], first + mark, after
            break
    else:
        before, _, after = written.rpartition(" ")
        head, core = (before + " " if before else ""), after
    return _Spelt(mention, head, article, core, mention.base if is_cyrillic(mention.base) else core.casefold().replace("’", "'"))
