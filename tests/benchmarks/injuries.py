"""Articles with names and words injured as spinners injure them, at places that are known.

A case is one article with one kind of injury, all in the narration or all in quotations. The places are found without
the cleaner: who speaks, what is part of a longer name and who is a person is judged here, and where that is doubtful
nothing is injured.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain, zip_longest
from pathlib import Path
from random import Random

from cleaner.model import Span

TABLES: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "injured.toml").read_text(encoding="utf-8"))
"""Short names of countries, states and organisations with what they become; and lists of words."""
WORDS = {name: frozenset(words.split()) for name, words in (TABLES["words"] | TABLES["given"]).items()}
MOST_PLACES = 3
LEAST_WORDS = 8


class Voice(StrEnum):
    """Who speaks."""

    NARRATION = "narration"
    QUOTATION = "quotation"


@dataclass(frozen=True)
class Article:
    """A clean article, its paragraphs parted by blank lines."""

    id: str
    corpus: str
    title: str
    text: str

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [0, *(match.end() for match in re.finditer(r"\n\s*\n", self.text))]

    @cached_property
    def _voices(self) -> bytes:
        """Of each character: 1 narration, 2 quotation, 0 where that is doubtful or no prose."""
        voices = bytearray(len(self.text))
        for start, end in zip(self._starts, (*self._starts[1:], len(self.text)), strict=True):
            paragraph = self.text[start:end].rstrip()
            marks = [m.start() for m in re.finditer(r'["“”]', paragraph)]
            is_prose = len(paragraph.split()) >= LEAST_WORDS and paragraph[-1:] in tuple('.!?"”:')
            pairs = list(zip(marks[::2], marks[1::2], strict=False))
            is_paired = len(marks) % 2 == 0 and all(_is_quotation(paragraph, *pair) for pair in pairs)
            if not is_prose or not is_paired or paragraph.isupper() or _SINGLE_QUOTED.search(paragraph):
                continue
            voices[start : start + len(paragraph)] = b"\1" * len(paragraph)
            for opening, closing in pairs:
                voices[start + opening : start + closing + 1] = b"\2" * (closing + 1 - opening)
        return bytes(voices)

    def voice(self, span: Span) -> Voice | None:
        """Who speaks at `span`; None where that is doubtful."""
        voices = set(self._voices[span.start : span.end])
        return {1: Voice.NARRATION, 2: Voice.QUOTATION}.get(voices.pop()) if len(voices) == 1 else None

    def before(self, at: int, number: int = 1) -> str:
        """The word or mark `number` places before offset `at`, in its paragraph; the empty string where none is."""
        start = max(self._starts[bisect_right(self._starts, at) - 1], at - 60)
        found = _TOKEN.findall(self.text[start:at])
        return found[-number] if len(found) >= number else ""

    def after(self, at: int) -> str:
        """The word or mark behind offset `at`, in its paragraph; the empty string where none is."""
        match = _AFTER.match(self.text, at)
        return match[1] if match and "\n\n" not in match[0] else ""


def _is_quotation(paragraph: str, opening: int, closing: int) -> bool:
    """Whether two quotation marks open and close a quotation, and not what stands between two of them."""
    before, after = paragraph[opening - 1 : opening] if opening else "", paragraph[opening + 1]
    return (
        not before.isalnum()
        and before not in tuple(".,!?")
        and not after.isspace()
        and not paragraph[closing - 1].isspace()
    )


_SINGLE_QUOTED = re.compile(r"(?<!\w)['‘`](?=\w)")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_AFTER = re.compile(r"\s*(\w+|[^\w\s])")


@dataclass(frozen=True, slots=True)
class Place:
    """What is injured: `span` of the sound text becomes `written`. `right`: what may stand there after repair."""

    span: Span
    written: str
    right: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Injury:
    """A case: an article and the places at which it is injured, in their order."""

    kind: str
    voice: Voice
    article: Article
    places: tuple[Place, ...]

    def injured(self) -> tuple[str, tuple[Span, ...]]:
        """The injured text, and where its injuries are."""
        text, spans, done = "", list[Span](), 0
        for place in self.places:
            text += self.article.text[done : place.span.start]
            spans.append(Span(len(text), len(text) + len(place.written)))
            text, done = text + place.written, place.span.end
        return text + self.article.text[done:], tuple(spans)


Finder = Callable[[Article], Iterator[Place]]
"""Finds the places of an article at which one kind of injury can be done."""

OPENERS = WORDS["openers"]
"""Words whose capital is that of a sentence, not of a name."""
OFFICES = WORDS["offices"]
"""Titles that may stand behind the adjective of a country, with a capital."""
_NO_NOUNS = WORDS["no_nouns"]


def is_alone(article: Article, span: Span, offices: frozenset[str] = frozenset()) -> bool:
    """Whether a name is no compound, possessive, address or part of a longer name; `offices` may follow it."""
    text = article.text
    if text[span.start - 1 : span.start] in tuple("-–/('’&@#$.") or text[span.end : span.end + 1] in tuple("-–/'’&@$"):
        return False
    before, after = article.before(span.start), article.after(span.end)
    if before[:1].isupper() and before.lower() not in OPENERS:
        return False
    if before.lower() == "of" and article.before(span.start, 2)[:1].isupper():
        return False
    return not after[:1].isdigit() and (not after[:1].isupper() or after in offices)


def opens(article: Article, span: Span) -> bool:
    """Whether a name opens its sentence or quotation."""
    return article.before(span.start) in ("", ".", "!", "?", ":", '"', "“", ";")


_COUNTRY = re.compile(r"\b(?:US(?!\w)|U\.S\.(?!\w)|United States\b|America\b)")
ABBREVIATION = re.compile(r"\b(?:US\b|U\.S\.)(?!\w)")


def american(article: Article) -> Iterator[Place]:
    """USA for US, U.S., United States and America."""
    for match in _COUNTRY.finditer(article.text):
        span = Span(*match.span())
        after = article.after(span.end)
        if not is_alone(article, span, OFFICES) or after == "of" or (match[0] == "U.S." and not after):
            continue
        forms = [match[0], "US", "U.S."]
        if match[0] == "America":
            the = "The" if opens(article, span) else "the"
            forms = ["America", *(f"{the} {form}" for form in ("US", "U.S.", "United States"))]
        yield Place(span, "USA", tuple(dict.fromkeys(forms)), match[0])


def is_adjective(article: Article, span: Span) -> bool:
    """Whether a country's abbreviation stands before what may be a noun ("US troops"), and not before a verb."""
    after = article.after(span.end)
    return after in OFFICES or (
        after.isalpha() and after.islower() and after not in _NO_NOUNS and not after.endswith(("ed", "ly"))
    )


def lower_case(article: Article) -> Iterator[Place]:
    """us for US and U.S., behind "the" or before a noun."""
    for match in ABBREVIATION.finditer(article.text):
        span = Span(*match.span())
        before, after = article.before(span.start), article.after(span.end)
        if not is_alone(article, span, OFFICES) or opens(article, span) or (match[0] == "U.S." and not after):
            continue
        if is_adjective(article, span) or before.lower() == "the":
            yield Place(span, "us", tuple(dict.fromkeys((match[0], "US", "U.S."))))


def of_table(name: str, accepts: Callable[[Article, Span], bool]) -> Finder:
    """What one of our tables puts in place of a name."""
    table = TABLES[name]
    known = re.compile(r"\b(?:" + "|".join(sorted(table, key=len, reverse=True)) + r")\b")

    def find(article: Article) -> Iterator[Place]:
        for match in known.finditer(article.text):
            span = Span(*match.span())
            if is_alone(article, span) and accepts(article, span):
                yield Place(span, table[match[0]], (match[0],), match[0])

    return find


def _has_no_article(article: Article, span: Span) -> bool:
    """Not behind an article; and not the end of an address ("Lyon, France")."""
    before, after = article.before(span.start), article.after(span.end)
    is_address = before == "," and article.before(span.start, 2)[:1].isupper() and not after[:1].isalnum()
    return before.lower() not in ("the", "a", "an") and not is_address


def _follows_no_comma(article: Article, span: Span) -> bool:
    return article.before(span.start) != ","


def split_cannot(article: Article) -> Iterator[Place]:
    """can not for cannot, but before words with which "can not" is good English ("can not only sing but dance")."""
    for match in re.finditer(r"\b([Cc])annot\b", article.text):
        if article.after(match.end()) not in ("only", "just", "merely", "simply", "but"):
            yield Place(Span(*match.span()), f"{match[1]}an not", (match[0],))


def unfolded(article: Article) -> Iterator[Place]:
    """The full name for an abbreviation that stands at least twice and is never explained; not the first."""
    for short, full in TABLES["organisations"].items():
        other = ".".join(short) + "." if len(short) == 2 else short.capitalize()
        forms = [form for form in (short, other) if article.text.count(form) > 1]
        if not forms or re.search(re.escape(full).replace("z", "[sz]"), article.text, re.IGNORECASE):
            continue
        for form in forms:
            uses = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", article.text)]
            ends = form.endswith(".")
            for span in uses[1:]:
                if is_alone(article, span) and not (ends and not article.after(span.end)):
                    yield Place(span, full, (form,), short)


TABLE_KINDS: Mapping[str, tuple[Finder, int]] = {
    "USA": (american, MOST_PLACES),
    "official name": (of_table("countries", _has_no_article), MOST_PLACES),
    "can not": (split_cannot, MOST_PLACES),
    "postal code": (of_table("states", _follows_no_comma), MOST_PLACES),
    "lower-case us": (lower_case, MOST_PLACES),
    "organisation unfolded": (unfolded, 1),
}
"""The kinds of injury that a table does, and at how many places of an article at most."""


def cases(
    articles: Iterable[Article], kinds: Mapping[str, tuple[Finder, int]], seed: int, most: int
) -> Iterator[Injury]:
    """Up to `most` cases of each kind and voice, drawn with a seed; the corpora take turns."""
    articles = list(articles)
    for kind, (find, places) in kinds.items():
        found = {article.id: list(find(article)) for article in articles}
        for voice in Voice:
            chance = Random(f"{kind} {voice} {seed}")
            corpora: dict[str, list[Injury]] = defaultdict(list)
            for article in articles:
                here = [place for place in found[article.id] if article.voice(place.span) is voice]
                if here:
                    drawn = chance.sample(here, min(len(here), chance.randint(1, places)))
                    corpora[article.corpus].append(_case(kind, voice, article, drawn))
            for some in corpora.values():
                chance.shuffle(some)
            turns = chain.from_iterable(zip_longest(*(corpora[corpus] for corpus in sorted(corpora))))
            yield from [case for case in turns if case is not None][:most]


def _case(kind: str, voice: Voice, article: Article, drawn: Sequence[Place]) -> Injury:
    """The case; an abbreviation of the country may be repaired to the one that the article still uses."""
    injury = Injury(kind, voice, article, tuple(sorted(drawn, key=lambda place: place.span)))
    left = set(ABBREVIATION.findall(injury.injured()[0]))
    if kind not in ("USA", "lower-case us") or not left:
        return injury
    gone = {"US", "U.S."} - left

    def narrowed(place: Place) -> Place:
        right = [r for r in place.right if r.removeprefix("the ").removeprefix("The ") not in gone]
        sound = place.span.of(article.text)
        return replace(place, right=tuple(dict.fromkeys((sound, *right))))

    return replace(injury, places=tuple(map(narrowed, injury.places)))
