"""Pronouns that nobody who has been named can be: "she" where only men were told of, "he said" behind a stranger."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from cleaner.detect.finding import finding
from cleaner.detect.mentions import Mention
from cleaner.detect.prose import is_narrated
from cleaner.detect.roster import Census, PeopleCheck, Roster
from cleaner.model import BlockKind, Finding, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold

ANY = "any"
"""The table's row of nouns for people of either kind."""


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody who is told of at a token: the kinds of pronoun that can mean them. `pronoun`: by one."""

    at: int
    kinds: frozenset[str]
    pronoun: bool = False


def _orphan_pronoun(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """The first pronoun of each kind in the narration for which nobody was told of within `reach` sentences, nor is in
    its own sentence. The first sentences (`after`) are spared: stories begin so."""
    if all(group.isdisjoint(reading.tokens.folded) for group in rule.options.word_lists("pronouns").values()):
        return
    people = _people(rule, reading, _named(rule, reading, census.of(reading), introduced=False))
    found: set[str] = set()
    before = list(islice((s for s in reading.sentences() if _is_prose(reading, s)), int(rule.options.number("after"))))
    begin = before[-1].span.end if before else 0
    for person in _orphans(rule, reading, people):
        (kind,) = person.kinds
        if kind not in found and reading.tokens.starts[person.at] >= begin:
            found.add(kind)
            yield finding(rule, reading, Span(reading.tokens.starts[person.at], reading.tokens.ends[person.at]))


def _pronoun_speaks(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """`he said: "…"` in the narration, and nobody of his kind who has been introduced was told of within `reach`
    sentences; not where the sentence opens with one of `asked`."""
    tokens, speech = reading.tokens, rule.options.words("speech")
    pronouns = frozenset().union(*rule.options.word_lists("pronouns").values())
    speaking = {
        i - 1
        for i, word in enumerate(tokens.folded)
        if word in speech
        and tokens.fold(i - 1) in pronouns
        and tokens.fold(i + 1) in (":", ",")
        and tokens.fold(i + 2) == '"'
    }
    if not speaking:
        return
    people = _people(rule, reading, _named(rule, reading, census.of(reading), introduced=True))
    for person in _orphans(rule, reading, people):
        if person.at in speaking and _opener(reading, person.at) not in rule.options.words("asked"):
            yield finding(rule, reading, Span(tokens.starts[person.at], tokens.ends[person.at + 2]))


def _opener(reading: Reading, i: int) -> str:
    """The first word of the sentence that holds token `i`, folded."""
    sentence = reading.sentence_at(reading.tokens.starts[i])
    return reading.tokens.fold(reading.tokens.first_from(sentence.span.start)) if sentence is not None else ""


def _orphans(rule: Rule, reading: Reading, people: Sequence[_Person]) -> Iterator[_Person]:
    """The pronouns in the narration, of people told of in the order of the text, that mean none of the others."""
    tokens, reach = reading.tokens, rule.options.number("reach")
    last: dict[str, int] = {}
    for place, person in enumerate(people):
        sentence = reading.sentence_at(tokens.starts[person.at])
        at = sentence.index if sentence is not None else -1
        if person.pronoun and sentence is not None:
            (kind,) = person.kinds
            span = Span(tokens.starts[person.at], tokens.ends[person.at])
            far = kind not in last or at - last[kind] > reach
            if far and _is_prose(reading, sentence) and is_narrated(reading, span):
                end = tokens.within(sentence.span).stop
                following = people[place + 1 : bisect_left(people, end, key=lambda p: p.at)]
                if not any(kind in p.kinds and not p.pronoun for p in following):
                    yield person
        last.update(dict.fromkeys(person.kinds, at))


def _people(rule: Rule, reading: Reading, named: Iterator[_Person]) -> list[_Person]:
    """Everybody who is told of: by pronouns, by nouns in small letters or with an article, and those who are named."""
    tokens, options = reading.tokens, rule.options
    pronouns, either = options.word_lists("pronouns"), options.words("either")
    every, endings = frozenset(pronouns), tuple(options.words("endings"))
    present = set(tokens.folded)
    kinds = dict.fromkeys((word for word in present if word.endswith(endings)), every)
    for kind, nouns in options.word_lists("nouns").items():
        kinds |= dict.fromkeys(nouns & present, every if kind == ANY else frozenset((kind,)))
    of_pronoun = {word: frozenset((kind,)) for kind, words in pronouns.items() for word in words & present}
    told = []
    for i, word in enumerate(tokens.folded):
        if word in of_pronoun:
            if _is_plain(reading, i) and either.isdisjoint((tokens.fold(i - 1), tokens.fold(i + 1))):
                told.append(_Person(i, of_pronoun[word], pronoun=True))
        elif word in kinds and (tokens.word(i).islower() or _is_noun(rule, reading, i)):
            told.append(_Person(i, kinds[word]))
    return sorted((*told, *named), key=lambda person: person.at)


def _is_prose(reading: Reading, sentence: Sentence) -> bool:
    block = reading.document.blocks[sentence.block]
    return block.kind is BlockKind.PARAGRAPH and block is not reading.document.headline


def _is_noun(rule: Rule, reading: Reading, i: int) -> bool:
    """Whether a word with a capital is no part of a name: it opens its sentence, or an article stands before it."""
    tokens = reading.tokens
    is_free = tokens.fold(i - 1) in rule.options.words("articles") or reading.opens_sentence(tokens.starts[i])
    return is_free and not tokens.word(i + 1)[:1].isupper()


def _is_plain(reading: Reading, i: int) -> bool:
    """Whether a word has no capital, or only that of its sentence."""
    return reading.tokens.word(i).islower() or reading.opens_sentence(reading.tokens.starts[i])


def _named(rule: Rule, reading: Reading, roster: Roster, *, introduced: bool) -> Iterator[_Person]:
    """The people who are named, and by what pronouns. `introduced`: only those whose full name or office is known."""
    tokens = reading.tokens
    names, honorifics = rule.options.word_lists("names"), rule.options.word_lists("honorifics")
    every = frozenset(rule.options.names("pronouns"))
    known: set[str] = set()
    for namesakes in roster.namesakes:
        own = [k for k in (_kind(m, names, honorifics) for m in namesakes.mentions) if k]
        kinds = frozenset(own) or every
        for mention in namesakes.mentions:
            if mention.given or mention.office:
                known.add(namesakes.base)
            if not introduced or namesakes.base in known:
                yield _Person(tokens.first_from(mention.span.start), kinds)
    if not introduced:
        of_name = {name: frozenset((kind,)) for kind, group in names.items() for name in group}
        for at, word in roster.found.lone_names():
            yield _Person(at, of_name.get(word, every))


def _kind(
    mention: Mention, names: Mapping[str, frozenset[str]], honorifics: Mapping[str, frozenset[str]]
) -> str | None:
    """The pronoun for somebody by the honorific or the first given name; None where they do not tell."""
    title = fold(mention.honorific.rstrip("."))
    given = mention.given[0] if mention.given else ""
    return next((kind for kind in names if title in honorifics.get(kind, ()) or given in names[kind]), None)


CHECKS: Mapping[str, PeopleCheck] = {
    "orphan-pronoun": _orphan_pronoun,
    "pronoun-speaks": _pronoun_speaks,
}
