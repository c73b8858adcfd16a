"""Pronouns that nobody who has been named can be: "she" where only men were told of, "he said" behind a stranger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from cleaner.detect.finding import finding
from cleaner.detect.mentions import Mention
from cleaner.detect.roster import Census, Roster
from cleaner.model import Finding, Register, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold, is_word

ANY = "any"
"""The table's row of nouns for people of either kind."""


@dataclass(frozen=True, slots=True, order=True)
class _Person:
    """Somebody who is told of at a token: the kinds of pronoun that can mean them. `pronoun`: by one."""

    at: int
    kinds: frozenset[str]
    pronoun: bool = False


def _orphan_pronoun(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """The first pronoun of each kind in the narration for which nobody was told of within `reach` sentences, nor is in
    its own sentence."""
    people = _people(rule, reading, _named(rule, reading, census.of(reading), introduced=False))
    found: set[str] = set()
    for person in _orphans(rule, reading, people):
        (kind,) = person.kinds
        if kind not in found:
            found.add(kind)
            yield finding(rule, reading, Span(reading.tokens.starts[person.at], reading.tokens.ends[person.at]))


def _pronoun_speaks(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """`he said: "…"` in the narration, and nobody of his kind who has been introduced was told of within `reach`
    sentences."""
    tokens, speech = reading.tokens, rule.options.words("speech")
    named = list(_named(rule, reading, census.of(reading), introduced=True))
    for person in _orphans(rule, reading, _people(rule, reading, named)):
        verb = person.at + 1
        if tokens.fold(verb) in speech and tokens.fold(verb + 1) in (":", ",") and tokens.fold(verb + 2) == '"':
            yield finding(rule, reading, Span(tokens.starts[person.at], tokens.ends[verb + 1]))


def _orphans(rule: Rule, reading: Reading, people: Sequence[_Person]) -> Iterator[_Person]:
    """The pronouns in the narration, of people told of in the order of the text, that mean none of the others."""
    tokens, reach = reading.tokens, rule.options.number("reach")
    last: dict[str, int] = {}
    for place, person in enumerate(people):
        sentence = reading.sentence_at(tokens.starts[person.at])
        at = sentence.index if sentence is not None else -1
        if person.pronoun:
            (kind,) = person.kinds
            span = Span(tokens.starts[person.at], tokens.ends[person.at])
            far = kind not in last or at - last[kind] > reach
            if far and sentence is not None and reading.register(span) is Register.BODY and not reading.is_gone(span):
                following = people[place + 1 : place + 1 + len(sentence.span)]
                inside = tokens.within(sentence.span).stop
                if not any(kind in p.kinds and not p.pronoun for p in following if p.at < inside):
                    yield person
        last.update(dict.fromkeys(person.kinds, at))


def _people(rule: Rule, reading: Reading, named: Iterator[_Person] | Sequence[_Person]) -> list[_Person]:
    """Everybody who is told of: by pronouns, by nouns in small letters, and those who are named."""
    tokens = reading.tokens
    pronouns, nouns = rule.options.word_lists("pronouns"), rule.options.word_lists("nouns")
    every = frozenset(pronouns)
    kinds = {word: frozenset((kind,)) for kind, words in nouns.items() for word in words if kind != ANY}
    kinds |= dict.fromkeys(nouns.get(ANY, ()), every)
    endings = tuple(rule.options.words("endings"))
    by_pronoun = {word: frozenset((kind,)) for kind, words in pronouns.items() for word in words}
    told = []
    for i, word in enumerate(tokens.folded):
        if word in by_pronoun and (tokens.word(i).islower() or reading.opens_sentence(tokens.starts[i])):
            told.append(_Person(i, by_pronoun[word], pronoun=True))
        elif word in kinds:
            told.append(_Person(i, kinds[word]))
        elif len(word) > 4 and word.endswith(endings) and tokens.word(i).islower():
            told.append(_Person(i, every))
    return sorted(chain(told, named))


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
                yield _Person(tokens.within(Span(mention.span.start, len(tokens.text))).start, kinds)
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


CHECKS: Mapping[str, Callable[[Rule, Reading, Census], Iterator[Finding]]] = {
    "orphan-pronoun": _orphan_pronoun,
    "pronoun-speaks": _pronoun_speaks,
}
