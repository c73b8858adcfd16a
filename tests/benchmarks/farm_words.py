"""Words as spinners write them: facts 1 and 4, beside what `injuries` and `injured_people` do to names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from cleaner.model import Span
from tests.benchmarks.copies import synonyms
from tests.benchmarks.farm_stock import TABLES, Larder
from tests.benchmarks.injuries import (
    ABBREVIATION,
    OFFICES,
    Article,
    Finder,
    Injury,
    Place,
    Voice,
    is_adjective,
    is_alone,
    opens,
)

Maker = Callable[[Article, Larder, Random], str | None]
"""Damages an article in one way: the damaged text; None where there is no place for it."""
CONTENT, LEAST_LETTERS = 3, 5
"""A dense spinner swaps one content word of so many; words of so many letters are taken for such."""
_UK = re.compile(r"\b(?:UK\b|U\.K\.)(?!\w)")
_EMPTIED = re.compile(r"\b([Tt]he) ((?:US|U\.S\.|UK|EU|UN|United States|United Kingdom|European Union) )(?=[a-z])")
_STOP_INSIDE = re.compile(r"([.,])([\"”])(?=\s|\Z)")
_WORD = re.compile(r"\b[A-Za-z][A-Za-z-]*\b")


def at_places(find: Finder, most: int) -> Maker:
    """Damages one to `most` of the places that are found, narration and quotations alike."""

    def make(article: Article, _: Larder, chance: Random) -> str | None:
        places = list(find(article))
        if not places:
            return None
        drawn = chance.sample(places, min(len(places), chance.randint(1, most)))
        drawn.sort(key=lambda place: place.span)
        return Injury("", Voice.NARRATION, article, tuple(drawn)).injured()[0]

    return make


def odd_article(article: Article) -> Iterator[Place]:
    """United States for the adjective US, with an article that is wrong, or that nothing asked for."""
    for match in ABBREVIATION.finditer(article.text):
        span = Span(*match.span())
        before = article.before(span.start)
        if not is_alone(article, span, OFFICES) or not is_adjective(article, span) or before in ("the", "The"):
            continue
        if before in ("a", "A"):
            span = Span(span.start - len("a "), span.end)
            yield Place(span, f"{before}n United States", ())
        else:
            drawn = "A" if len(article.text[: span.start]) % 2 else "The"
            yield Place(span, f"{drawn if opens(article, span) else drawn.lower()} United States", ())


def written_out(article: Article) -> Iterator[Place]:
    """United States for the noun US: as normal as it was."""
    for match in ABBREVIATION.finditer(article.text):
        span = Span(*match.span())
        is_noun = article.before(span.start) in ("the", "The") and not is_adjective(article, span)
        if is_noun and is_alone(article, span) and (match[0] == "US" or article.after(span.end)):
            yield Place(span, "United States", ())


def british(article: Article) -> Iterator[Place]:
    """United Kingdom for the adjective UK."""
    for match in _UK.finditer(article.text):
        span = Span(*match.span())
        if is_alone(article, span) and is_adjective(article, span):
            yield Place(span, "United Kingdom", ())


def emptied(article: Article) -> Iterator[Place]:
    """A country deleted behind its article ("The now undergoing")."""
    for match in _EMPTIED.finditer(article.text):
        yield Place(Span(*match.span(2)), "", ())


@cache
def _swaps(kind: str) -> list[tuple[re.Pattern[str], list[str]]]:
    return [(re.compile(swap["sound"]), swap["spun"]) for swap in TABLES["swap"] if swap["kind"] == kind]


def swapped_words(kind: str) -> Finder:
    """The swaps of our table of one kind."""

    def find(article: Article) -> Iterator[Place]:
        for sound, spun in _swaps(kind):
            for match in sound.finditer(article.text):
                word = spun[match.start() % len(spun)]
                word = word.capitalize() if match[1][0].isupper() else word
                yield Place(Span(*match.span(1)), word, ())

    return find


def swap_kinds() -> list[str]:
    """The kinds of our table of swaps, in its order."""
    return list(dict.fromkeys(swap["kind"] for swap in TABLES["swap"]))


def stops_outside(article: Article, _: Larder, __: Random) -> str | None:
    """Commas and full stops put behind the closing marks of quotations, all over the article."""
    text = _STOP_INSIDE.sub(r"\2\1", article.text)
    return text if text != article.text else None


@cache
def _thesaurus() -> dict[str, list[str]]:
    return synonyms() | {word: [other] for word, other in TABLES["thesaurus"].items()}


def dense(article: Article, _: Larder, chance: Random) -> str | None:
    """Every third content word for another, whatever that means, as far as our thesaurus goes; names too."""
    table, text, done, content, swaps = _thesaurus(), "", 0, 0, 0
    for match in _WORD.finditer(article.text):
        word = match[0]
        content += len(word) >= LEAST_LETTERS
        others = table.get(word) or table.get(word.lower())
        if others is None or CONTENT * swaps > content:
            continue
        other = chance.choice(others)
        text += article.text[done : match.start()] + (other.capitalize() if word[0].isupper() else other)
        done, swaps = match.end(), swaps + 1
    return text + article.text[done:] if done else None
