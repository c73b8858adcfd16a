"""People by their names, without a model: who carries an honorific, and whose surname is spelt in two ways.

The folding key is the one of the project's notes on names: spellings of one transliterated name fold to one key
(Assad, al-Assad; Sergei, Sergey). A similarity score cannot tell variants from people: Johnson and Johnston are alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cleaner.model import Register, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import Tokens, fold, is_word


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention that deviates: the form that the article keeps, who is meant, and mentions in that form."""

    span: Span
    kept: str
    person: str
    related: tuple[Span, ...]


@dataclass(slots=True)
class _Person:
    titled: list[Span] = field(default_factory=list)
    bare: list[Span] = field(default_factory=list)
    acting: int = 0
    titles: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)


def mixed_honorifics(
    rule: Rule, reading: Reading, names: Sequence[int], function_words: frozenset[str]
) -> Iterator[Mention]:
    """People who are Mr Smith here and Smith there, in narration.

    Mr once and the bare surname from then on is a house style. So are other people of that surname, and the surname
    as the name of something else (`the Smith report`): only a bare surname that acts counts as a person.
    """
    honorifics, verbs = rule.options.words("honorifics"), rule.options.words("verbs")
    people = _people(reading.tokens, names, honorifics, verbs, function_words)
    for surname, person in people.items():
        if not person.titled or not person.acting or len(person.titles) > 1 or len(person.given) > 1:
            continue
        if len(person.titled) == 1 and person.titled[0].start < person.bare[0].start:
            continue
        if len(person.titled) > len(person.bare):
            fewer, more = person.bare, person.titled
        else:
            fewer, more = person.titled, person.bare
        kept = more[0].of(reading.document.text)
        yield Mention(fewer[0], kept, surname, (*fewer[1:], *more[:3]))


def _people(
    tokens: Tokens,
    names: Sequence[int],
    honorifics: frozenset[str],
    verbs: frozenset[str],
    function_words: frozenset[str],
) -> dict[str, _Person]:
    titled: dict[str, _Person] = defaultdict(_Person)
    for i in names:
        if tokens.folded[i] in honorifics and tokens.word(i)[0].isupper():
            j = i + 1 + (tokens.fold(i + 1) == ".")
            while _is_name(tokens, j + 1) and tokens.touching(j + 1) is False and _is_name(tokens, j):
                j += 1
            if _is_name(tokens, j):
                person = titled[tokens.word(j)]
                person.titled.append(Span(tokens.starts[i], tokens.ends[j]))
                person.titles.add(tokens.folded[i])
    if not titled:
        return {}
    for i in names:
        word = tokens.word(i)
        if word in titled:
            person = titled[word]
            if _is_bare(person, tokens, i, honorifics, function_words):
                person.bare.append(Span(tokens.starts[i], tokens.ends[i]))
                person.acting += tokens.fold(i + 1) in verbs
    return titled


def _is_bare(
    person: _Person, tokens: Tokens, i: int, honorifics: frozenset[str], function_words: frozenset[str]
) -> bool:
    """Whether the surname at token `i` stands alone; given names before it are noted."""
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if i and "\n" in tokens.text[tokens.ends[i - 1] : tokens.starts[i]]:
        before = ""
    if tokens.fold(i - 1) in honorifics or (before == "." and tokens.fold(i - 2) in honorifics):
        return False
    if before[:1].isupper() and is_word(before) and tokens.folded[i - 1] not in function_words:
        person.given.add(before)
        return False
    if before == "." and len(tokens.word(i - 2)) == 1:
        return False
    if before in ("-", "&", "'", "’", '"', "”", "the", "a", "an", "of") or after in ("-", "&", "'", "’"):
        return False
    return not (after[:1].isupper() and is_word(after))


def capitalised(reading: Reading) -> list[int]:
    """The capitalised words of the narration."""
    tokens, text = reading.tokens, reading.document.text
    starts, ends = tokens.starts, tokens.ends
    capitals = (i for s in reading.sentences() for i in tokens.within(s.span) if text[starts[i]].isupper())
    return [i for i in capitals if reading.register(Span(starts[i], ends[i])) is Register.BODY]


def _is_name(tokens: Tokens, i: int) -> bool:
    word = tokens.word(i)
    return len(word) > 1 and word[0].isupper() and not word.isupper()


_ARTICLE = re.compile(r"(?:al|el|ad|as|ar|an|ash|bin|ibn|ben)[- ]")
_SAME_SOUND = (
    ("kh", "h"), ("gh", "g"), ("q", "g"), ("ph", "f"), ("w", "v"), ("tz", "c"), ("ts", "c"), ("ou", "u"), ("oo", "u"),
    ("iy", "y"), ("ey", "y"), ("ei", "y"), ("i", "y"),
)  # fmt: skip
_DOUBLED = re.compile(r"(\w)\1")


def sound_key(name: str) -> str:
    """The key to which the spellings of one transliterated name fold.

    >>> sound_key("al-Assad") == sound_key("Assad"), sound_key("Clinton") == sound_key("Clifton")
    (True, False)
    """
    key = _ARTICLE.sub("", fold(name).replace("'", ""))
    key = _DOUBLED.sub(r"\1", key)
    for written, spoken in _SAME_SOUND:
        key = key.replace(written, spoken)
    return _DOUBLED.sub(r"\1", key)


def surname_forms(
    rule: Rule, reading: Reading, names: Sequence[int], function_words: frozenset[str]
) -> Iterator[Mention]:
    """People whose surname is spelt in two ways after the same given name, in narration."""
    particles = rule.options.words("particles")
    seen: dict[tuple[str, str], dict[str, list[Span]]] = {}
    tokens = reading.tokens
    for i in names:
        if not _is_name(tokens, i) or tokens.folded[i] in function_words:
            continue
        j = i + 1
        surname = j
        if tokens.folded[j : j + 1] and tokens.fold(j) in particles and tokens.word(j + 1) == "-":
            j += 2
        if not _is_name(tokens, j) or reading.sentence_at(tokens.starts[i]) != reading.sentence_at(tokens.starts[j]):
            continue
        span = Span(tokens.starts[surname], tokens.ends[j])
        form = span.of(tokens.text)
        if "\n" in tokens.text[tokens.ends[i] : span.start] or not tokens.text[tokens.ends[i] : span.start].isspace():
            continue
        forms = seen.setdefault((tokens.folded[i], sound_key(form)), {})
        forms.setdefault(form, []).append(Span(tokens.starts[i], tokens.ends[j]))
    for forms in seen.values():
        if len({form.casefold() for form in forms}) < 2:
            continue
        kept, *others = sorted(forms, key=lambda f: (-len(forms[f]), forms[f][0]))
        for other in others:
            for span in forms[other]:
                given = span.of(tokens.text)[: -len(other)]
                yield Mention(span, given + kept, given + kept, tuple(forms[kept][:3]))
