"""One person, one spelling: surnames that an article spells in two ways, and the Arabic article before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from cleaner.detect.finding import finding, proposal, suggested
from cleaner.detect.mentions import Form, Mention
from cleaner.detect.namekeys import NameKeys, is_cyrillic, stem
from cleaner.detect.roster import MANY, Namesakes, Roster
from cleaner.house import House, Particle
from cleaner.model import Finding, Register, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import Tokens, fold

SHOWN = 3
"""How many mentions in the form that is kept a finding points at."""
SHORT_WORD = 4
"""Letters of a word that is a name only where the text does not write it in small letters, too."""


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A mention with its surname taken apart: particles, article ("al-") and what is left, the core."""

    mention: Mention
    head: str
    article: str
    core: str
    form: str
    """The core as it is compared."""


@dataclass(slots=True)
class _Person:
    """Mentions that are one person's for all that the article says. `certain`: nobody else may be meant; `is_plain`:
    the surname alone is long enough to say so."""

    given: set[str]
    spelt: list[_Spelt]
    certain: bool = True
    is_plain: bool = True


def has_spellings(rule: Rule, reading: Reading, keys: NameKeys) -> bool:
    """Whether two capitalised words of the text share a key, or parts of a name are written apart or together."""
    text, tokens = reading.document.text, reading.tokens
    starts, folded = tokens.starts, tokens.folded
    articles = rule.options.words("articles")
    if any(_is_joined(tokens, i, articles) for i, word in enumerate(folded) if word in _JOINTS):
        return True
    firsts = list(map(text.__getitem__, starts))
    small = frozenset(compress(folded, map(str.islower, firsts)))
    rows = compress(zip(starts, tokens.ends, folded, strict=True), map(str.isupper, firsts))
    forms: dict[str, str] = {}
    for word, plain in {text[start:end]: plain for start, end, plain in rows}.items():
        if len(word) > SHORT_WORD or (len(word) > 2 and plain not in small):
            base = stem(plain)
            form = base if is_cyrillic(base) else word.casefold()
            if forms.setdefault(keys.of(base), form) != form:
                return True
    return False


_JOINTS = ("-", "'", "al")


def _is_joined(tokens: Tokens, i: int, articles: frozenset[str]) -> bool:
    """Whether token `i` joins parts of a name: al-Assad, al Assad, O'Neil, Sha'ath."""
    mark, after = tokens.folded[i], tokens.word(i + 1)[:1]
    if mark == "-":
        return tokens.fold(i - 1) in articles and (after.isupper() or tokens.word(i - 1)[:1].isupper())
    if mark == "'":
        is_inside = tokens.touching(i) and tokens.touching(i + 1) and tokens.word(i - 1)[:1].isupper()
        return is_inside and (after.isupper() or len(tokens.word(i + 1)) >= SHORT_WORD - 1)
    return after.isupper() and tokens.word(i - 1)[:1].isupper()


def surname_forms(rule: Rule, roster: Roster, reading: Reading, house: House) -> Iterator[Finding]:
    """People whose surname is spelt in two ways: one finding for each mention that differs from the form kept.

    Headlines and quotations are reported too; the narration decides. A bare surname counts where only one person of
    its key is named, under another spelling.
    """
    articles = rule.options.words("articles")
    for key, group in roster.by_key.items():
        mentions = [m for n in group for m in n.mentions if not m.given or not articles.issuperset(m.given)]
        spelt = [_spelt(m, reading, articles) for m in mentions if m.given or _may_stand_alone(rule, reading, m)]
        if len({s.form for s in spelt}) < 2 and len({bool(s.article) for s in spelt}) < 2:
            continue
        for person in _people(roster, group, spelt, is_long=len(key) >= rule.options.number("shortest")):
            person.is_plain = len(key) >= rule.options.number("shortest_certain")
            yield from _deviations(rule, reading, house, person)


def _may_stand_alone(rule: Rule, reading: Reading, mention: Mention) -> bool:
    """Whether a surname alone names somebody: no given name does, nor what is described ("the 22-year-old Scot")."""
    tokens, given_names = reading.tokens, rule.options.some_words("given_names")
    if not rule.options.number("alone") or fold(mention.surname.of(tokens.text)) in given_names:
        return False
    determiners, i = rule.options.some_words("determiners"), tokens.within(mention.span).start - 1
    if tokens.fold(i) not in determiners:
        i -= 1
        while tokens.fold(i) == "-":
            i -= 2
    return tokens.fold(i) not in determiners


def _people(roster: Roster, group: Sequence[Namesakes], spelt: Sequence[_Spelt], *, is_long: bool) -> Iterator[_Person]:
    """Those who bear the surnames of one key. `is_long`: the key is long enough to say that two spellings are one."""
    if any(n.shared or len(n.people) > MANY for n in group):
        return
    firms = {n.base for n in group if n.firm}
    loose = [s for s in spelt if not s.mention.given and s.mention.base not in firms]
    people = _by_given(roster, spelt)
    forms = {s.form for person in people for s in person.spelt}
    bases = {s.mention.base for person in people for s in person.spelt}
    theirs = [s for s in loose if s.form in forms or s.mention.base in bases or is_long]
    if len(people) == 1:
        yield _Person(people[0].given, sorted((*people[0].spelt, *theirs), key=lambda s: s.mention.span))
        return
    yield from people
    titled = {s.form for s in loose if s.mention.form is Form.TITLED}
    if len(forms) == 1 or (not people and len(titled) == 1):
        everyone = [*(s for person in people for s in person.spelt), *theirs]
        yield _Person(set(), sorted(everyone, key=lambda s: s.mention.span), certain=False)
    elif not people:
        for office in dict.fromkeys(s.mention.office for s in loose if s.mention.office):
            yield _Person(set(), [s for s in loose if s.mention.office == office])


def _by_given(roster: Roster, spelt: Sequence[_Spelt]) -> list[_Person]:
    """The mentions with given names, by person."""
    people: list[_Person] = []
    for s in spelt:
        given = s.mention.given
        if any(len(name) > 1 for name in given):
            same = next((p for p in people if roster.keys.may_be_one(given, p.given)), None)
            if same is None:
                people.append(_Person(set(given), [s]))
            else:
                same.given.update(given)
                same.spelt.append(s)
    return people


def _deviations(rule: Rule, reading: Reading, house: House, person: _Person) -> Iterator[Finding]:
    told = [s for s in person.spelt if s.mention.register is Register.BODY] or person.spelt
    kept = _majority(told)
    counts = Counter((s.form, s.article.lower()) for s in told)
    articles = _articles(house.particle, told)
    examples: dict[tuple[str, str], list[Span]] = {}
    for s in told:
        examples.setdefault((s.form, s.article), []).append(s.mention.span)
    examples = {spelt: spans[: SHOWN + 1] for spelt, spans in examples.items()}
    text = reading.document.text
    for s in person.spelt:
        mention = s.mention
        is_headline = mention.register is Register.HEADLINE
        article = s.article if is_headline else _cased(articles.get(mention.form is Form.FULL, s.article), s, reading)
        surname = s.head + article + (s.core if s.form == kept.form else kept.core)
        if surname == mention.surname.of(text):
            continue
        span = mention.name if mention.form is Form.FULL else mention.surname
        new = text[span.start : mention.surname.start] + surname
        proposals = proposal(rule, span, new)
        # An accent more or less is how houses differ, and a surname that qualifies a noun may be another's.
        differs_only_in_accents = mention.base == kept.mention.base and article == s.article
        if differs_only_in_accents and (is_headline or not rule.options.number("alone")):
            continue
        sure = mention.form is Form.FULL or (person.is_plain and (mention.form is Form.TITLED or mention.free))
        fewer = counts[s.form, s.article.lower()] < counts[kept.form, article.lower()] or s.form == kept.form
        agreed = article == s.article or house.particle is not Particle.OWN
        if is_headline or differs_only_in_accents or not (person.certain and sure and fewer and agreed):
            proposals = suggested(proposals)
        twins = examples.get((kept.form, article)) or examples[kept.form, kept.article]
        related = tuple(span for span in twins if span != mention.span)[:SHOWN]
        yield finding(rule, reading, span, proposals, related=related, kept=new, person=new)


def _cased(article: str, spelt: _Spelt, reading: Reading) -> str:
    """An article as it is written where the mention stands; one that is there is left as it is."""
    if article.lower() == spelt.article.lower():
        return spelt.article
    opens = reading.opens_sentence(spelt.mention.surname.start)
    return article[:1].upper() + article[1:] if opens else article


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
    if full and not wanted.get(True, full[0].article) and alone and all(s.article for s in alone):
        wanted[False] = ""
    return wanted


def _spelt(mention: Mention, reading: Reading, articles: frozenset[str]) -> _Spelt:
    written = mention.surname.of(reading.document.text)
    before, hyphen, core = written.partition("-")
    if not hyphen or fold(before.rpartition(" ")[2]) not in articles:
        before, _, core = written.rpartition(" ")
    head, blank, last = before.rpartition(" ")
    if fold(last) in articles:
        head, article = head + blank, written[len(head + blank) : len(written) - len(core)]
    else:
        head, article = written[: len(written) - len(core)], ""
    form = mention.base if is_cyrillic(mention.base) else core.casefold().replace("’", "'")
    return _Spelt(mention, head, article, core, form)
