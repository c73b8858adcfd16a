"""Sound articles to inject lines into, and the headlines and teasers of other articles."""

from __future__ import annotations

import html
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from sentencex import segment

from cleaner.config import Config
from cleaner.errors import CleanerError
from cleaner.extract import read
from cleaner.model import BlockKind
from tests.benchmarks.data import clean_news, half, pages

OWN = tomllib.loads((Path(__file__).parent / "injected.toml").read_text(encoding="utf-8"))
"""Lines of our own to inject, by kind and language; and `carrier` and `headlines` by language."""
LEAST_PARAGRAPHS = 5
MOST_PAGES = 12
_PAGE_LANGUAGE = re.compile(rb"<html[^>]*\blang=[\"']?(de|es|fr|pl)\b")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "vs",
        "with",
    ]
)


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article: its language, corpus, headline if it is known, topic (a section or month) and paragraphs."""

    id: str
    language: str
    corpus: str
    title: str | None
    topic: str
    blocks: tuple[str, ...]

    def teaser(self, sentences: int) -> str:
        """The first sentences of its first paragraph."""
        return " ".join(s.strip() for s in list(segment("en", self.blocks[0]))[:sentences])

    def with_title_in_text(self) -> Carrier:
        """The same article with its headline as the first line, where nobody gives the headline apart."""
        return replace(self, id=f"{self.id} titled", title=None, blocks=(self.title or "", *self.blocks))


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to inject into and from, by language: articles, and headlines of articles."""

    articles: Mapping[str, Sequence[Carrier]]
    headlines: Mapping[str, Sequence[str]]

    def guests(self, carrier: Carrier, *, same_topic: bool = False) -> list[Carrier]:
        """Other articles of the same corpus that have a headline, of another topic or of the same."""
        return [
            c
            for c in self.articles[carrier.language]
            if c.corpus == carrier.corpus and c.title and c.id != carrier.id
            and (c.topic == carrier.topic) == same_topic and len(c.title.split()) >= 4
        ]  # fmt: skip


def stock(which: int) -> Stock:
    """Articles of one half of the shared data; for languages without pages our own, which are in both halves."""
    articles: dict[str, list[Carrier]] = defaultdict(list)
    headlines: dict[str, list[str]] = defaultdict(list)
    for carrier in (*_news(which), *_pages(which)):
        articles[carrier.language].append(carrier)
        if carrier.title:
            headlines[carrier.language].append(carrier.title)
    for language, blocks in OWN["carrier"].items():
        articles[language].append(Carrier(f"own/{language}", language, "own", None, "", tuple(blocks)))
        headlines[language] += OWN["headlines"][language]
    return Stock(articles, headlines)


def _news(which: int) -> list[Carrier]:
    found = []
    for row in clean_news():
        blocks = tuple(b.strip() for b in row["text"].split("\n\n") if b.strip())
        if half(row["id"]) == which and len(blocks) >= LEAST_PARAGRAPHS:
            month = row["date"][:7] if row["date"][4:5] == "-" else row["date"][-8:]  # 2020-01-17 or 13-MAR-1987
            title = plain(row["title"], row["text"])
            found.append(Carrier(row["id"], "en", row["corpus"], title, row["section"] or month, blocks))
    return found


def _pages(which: int) -> list[Carrier]:
    found: dict[str, list[Carrier]] = defaultdict(list)
    for url, page in sorted(pages().items()):
        language = _PAGE_LANGUAGE.search(page[:20_000])
        if language is None or half(url) != which or len(found[code := language[1].decode()]) >= MOST_PAGES:
            continue
        try:
            raw = read(page, url, Config().max_bytes)
        except CleanerError:
            continue
        wanted = [b.span.of(raw.text) for b in raw.layout or () if b.kind is BlockKind.PARAGRAPH]
        blocks = tuple(b for b in wanted if len(b) >= 100 and "\n" not in b and b[-1] in '.!?»”“"')[:12]
        if len(blocks) >= LEAST_PARAGRAPHS:
            title = re.split(r" [|–—-] ", raw.meta.title or "")[0].strip() or None
            found[code].append(Carrier(url, code, "pages", title, url, blocks))
    return [carrier for carriers in found.values() for carrier in carriers]


def plain(title: str, text: str) -> str:
    """A headline without entities and stock symbols; one in capitals is put in title case."""
    title = re.sub(r"\s*<[^>]*>?", "", html.unescape(title)).strip().rstrip(".")
    if title != title.upper():
        return title
    capitals = set(re.findall(r"\b[A-Z]{2,}\b", text))
    return " ".join(w if w in capitals or "." in w else w.capitalize() for w in title.split())


def title_case(headline: str) -> str:
    """A headline with capitals, as American sites write it. Words with capitals of their own are left."""
    words = headline.split()
    return " ".join(w if w != w.lower() or (i and w in _SMALL) else w[:1].upper() + w[1:] for i, w in enumerate(words))


def draw(chance: Random, items: Sequence[Carrier]) -> Carrier:
    """One article, each corpus with the same chance."""
    corpora = sorted({c.corpus for c in items})
    corpus = chance.choice(corpora)
    return chance.choice([c for c in items if c.corpus == corpus])
