"""People of clean articles, and what spinning and splicing does to their names: an honorific here, a respelling there.

A person is a surname behind a given name that we know, or behind some name where the bare surname says something; a
surname of two given names, or with a title in the article, is nobody's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from cleaner.model import Span
from tests.benchmarks.injuries import OPENERS, WORDS, Article, Finder, Place, Voice

WOMEN, MEN = WORDS["women"], WORDS["men"]
_NO_GIVEN = WORDS["no_given"]
_NO_SURNAME = WORDS["no_surname"]
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+"
_FULL = re.compile(rf"(?<![\w.’'-])({_CAPITALISED}) (?:[A-Z]\. )?((?:[AaEe]l-)?{_CAPITALISED})(?![\w’-]|'\w)")
_TITLES = r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Prof|Professor)\.? (?:\w+ )?"
_SAYS = r"(?:said|says|told|added|wrote|insisted|admitted|believes|claimed|explained|warned)\b"


@dataclass(frozen=True, slots=True)
class Person:
    """A person of an article; `full` and `bare` are the places of the surname behind the given name and alone."""

    given: str
    surname: str
    full: tuple[Span, ...]
    bare: tuple[Span, ...]


def people(article: Article) -> Iterator[Person]:
    """The people whose surname also stands alone, or at least twice, in the order of their surnames."""
    full: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for match in _FULL.finditer(article.text):
        given, surname = match[1], match[2]
        if given.lower() not in OPENERS | _NO_GIVEN and surname.lower() not in _NO_SURNAME and len(surname) > 3:
            full[surname].append((given, Span(*match.span(2))))
    for surname, mentions in sorted(full.items()):
        givens = {given for given, _ in mentions}
        if len(givens) > 1 or surname.isupper() or re.search(_TITLES + re.escape(surname), article.text):
            continue
        bare = tuple(_bare(article, surname))
        (given,) = givens
        says = any(re.match(r" " + _SAYS, article.text[span.end :]) for span in bare)
        if given in WOMEN | MEN or says:
            yield Person(given, surname, tuple(span for _, span in mentions), bare)


def _bare(article: Article, surname: str) -> Iterator[Span]:
    text = article.text
    for match in re.finditer(rf"(?<![\w’'.&-]){re.escape(surname)}(?![\w’'&-])", text):
        before, after = article.before(match.start()), article.after(match.end())
        is_named = before[:1].isupper() and before.lower() not in OPENERS
        is_initial = before == "." and len(article.before(match.start(), 2)) == 1
        is_listed = before == after == "," or text.startswith(" and Co", match.end())
        if (
            is_named
            or is_initial
            or is_listed
            or before.lower() in ("the", "a", "an", "of", "in", "at")
            or after[:1].isupper()
        ):
            continue
        yield Span(*match.span())


def titled(article: Article) -> Iterator[Place]:
    """Mr, Mrs or Ms before a bare surname that the narration has had bare and with the given name before."""
    for person in people(article):
        told = [span for span in person.bare if article.voice(span) is Voice.NARRATION]
        if len(told) < 2:
            continue
        chance = Random(f"{article.id} {person.surname}")
        title = chance.choice(("Mrs", "Ms")) if person.given in WOMEN else "Mr"
        title += "" if article.corpus in ("bbc", "wikinews") else "."
        for span in person.bare:
            if span.start > max(told[0].start, person.full[0].start):
                yield Place(span, f"{title} {person.surname}", (person.surname,), title)


RESPELLINGS: Sequence[tuple[str, str, str]] = (
    ("kh > h", r"kh", "h"),
    ("gh > g", r"gh(?=[aeiou])", "g"),
    ("ei > ey", r"ei", "ey"),
    ("ey > ei", r"ey(?=[a-z])", "ei"),
    ("ey > y", r"ey\Z", "y"),
    ("iy > y", r"iy", "y"),
    ("sky > skiy", r"sk[yi]\Z", "skiy"),
    ("ski > sky", r"ski\Z", "sky"),
    ("i > y", r"(?<=[^aeiou])i\Z", "y"),
    ("q > k", r"q(?!u)", "k"),
    ("q > g", r"q(?!u)", "g"),
    ("ou > u", r"ou", "u"),
    ("oo > u", r"oo", "u"),
    ("oo > ou", r"oo", "ou"),
    ("ph > f", r"ph", "f"),
    ("w > v", r"(?<=[a-z])w(?=[ai]|ski|sky)", "v"),
    ("v > w", r"(?<=[oe])v\Z", "w"),
    ("ts > tz", r"ts(?=[aeiou])", "tz"),
    ("tz > ts", r"tz", "ts"),
    ("tz > c", r"tz", "c"),
    ("doubled letter undone", r"(?<=[aeiouy])([bdfglmnprst])\1", r"\1"),
    ("letter doubled", r"(?<=[aeiou])([lmnst])(?=[aeiou])", r"\1\1"),
    ("al- dropped", r"\A[ae]l-", ""),
)
"""Doublets of transliteration: a name, a pattern in lower case, and what its first match becomes."""


def respellings(surname: str) -> Mapping[str, str]:
    """The other spellings of a surname, by what was done."""
    found = {name: _capital(re.sub(what, to, surname, count=1, flags=re.I)) for name, what, to in RESPELLINGS}
    plain = "".join(c for c in unicodedata.normalize("NFD", surname) if not unicodedata.combining(c))
    return {name: spelt for name, spelt in {**found, "accents lost": plain}.items() if spelt != surname}


def _capital(name: str) -> str:
    """The name with the capital that its first letter may have lost, behind an article."""
    start = 3 if name[:3].lower() in ("al-", "el-") else 0
    return name[:start] + name[start : start + 1].upper() + name[start + 1 :]


def respelt(article: Article) -> Iterator[Place]:
    """One spelling of a surname that stands at least twice and once with a given name becomes another; not the first.

    The spelling is drawn by the article and the surname, the same on every run, so that each kind has its chance.
    """
    for person in people(article):
        uses = sorted((*person.full, *person.bare))
        ways = {
            way: spelt
            for way, spelt in respellings(person.surname).items()
            if not re.search(rf"\b{re.escape(spelt)}\b", article.text)
        }
        if sum(article.voice(span) is Voice.NARRATION for span in uses) < 2 or not ways:
            continue
        way = Random(f"{article.id} {person.surname}").choice(sorted(ways))
        for span in uses[1:]:
            yield Place(span, ways[way], (person.surname,), way)


def share_respellable(articles: Sequence[Article]) -> tuple[int, int]:
    """Of how many surnames that could be a case, how many have another spelling."""
    named = [p for article in articles for p in people(article) if len(p.full) + len(p.bare) > 1]
    return sum(bool(respellings(person.surname)) for person in named), len(named)


PEOPLE_KINDS: Mapping[str, tuple[Finder, int]] = {
    "honorific added": (titled, 1),
    "surname respelt": (respelt, 1),
}
