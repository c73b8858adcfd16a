"""What a farm has at hand: the articles that it damages and takes from, by genre and corpus."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.benchmarks.carriers import OWN
from tests.benchmarks.data import SHARED, clean_news, half, open_text
from tests.benchmarks.heldout import labels
from tests.benchmarks.injuries import Article
from tests.benchmarks.joint_damage import Material, abbreviated

TABLES = tomllib.loads((Path(__file__).parent / "farm.toml").read_text(encoding="utf-8"))
"""Swaps, lines and a thesaurus of our own."""


UNTUNED = 1
"""The half of our lines that no rule was tuned on."""


class Genre(StrEnum):
    """Kinds of articles that are scored by policies of their own."""

    NEWS = "news"
    PRESS_RELEASE = "press-release"
    BLOG = "blog"


_BEGINS: Mapping[Genre, tuple[str, ...]] = {
    Genre.PRESS_RELEASE: ("senate_", "congress_press"),
    Genre.BLOG: ("carpentries_blog", "18f_blog", "ropensci_blog", "datacite_blog", "2i2c_blog", "cloudgov_blog"),
}


@dataclass(frozen=True, slots=True)
class Larder:
    """What there is for the articles of one corpus: other articles, labels of related stories, and lines by kind."""

    material: Material
    labels: Sequence[str]
    lines: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles of one corpus of one half, and what they are damaged with."""

    name: str
    articles: Sequence[Article]
    larder: Larder


def corpora(which: int, genre: Genre = Genre.NEWS, *, may_train: bool = False) -> list[Corpus]:
    """The corpora of a genre in one half, by name; `may_train`: only what shipped weights may be fitted on."""
    found: dict[str, list[Article]] = defaultdict(list)
    for row in _rows(genre):
        if half(row["id"]) == which and (row["may_train"] or not may_train):
            found[row["corpus"]].append(Article(row["id"], row["corpus"], row["title"], row["text"]))
    broken = abbreviated(which)
    return [Corpus(name, some, larder(some, broken, which)) for name, some in sorted(found.items())]


def _rows(genre: Genre) -> Iterator[dict[str, str]]:
    if genre is Genre.NEWS:
        return clean_news()
    return (row for row in open_text() if row["corpus"].startswith(_BEGINS[genre]))


def larder(articles: Sequence[Article], broken: Sequence[str], which: int) -> Larder:
    """What one half has: `broken` are paragraphs with abbreviations at which splitters break a sentence.

    Rules were tuned on the lines of half 0, which they know too well: of the others each half has its own, so that
    chances are fitted, and measured, on lines that are as strange as those of a page.
    """
    every = {kind: _own(kind) for kind in ("template", "prompt", "credit")} | {"macro": OWN["macro"]["any"]}
    lines = {
        kind: [line for line in some if half(line) == UNTUNED and half(f"{line} again") == which]
        for kind, some in every.items()
    }
    if (SHARED / "facts").is_dir():
        known = [label.text for label in labels() if label.language == "en" and label.opens]
    else:
        known = TABLES["lines"]["labels"]
    return Larder(Material(articles, broken), known, lines)


def _own(kind: str) -> Sequence[str]:
    lines: Sequence[str] = OWN[kind]["en"]
    return lines
