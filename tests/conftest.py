"""Helpers that several test modules share: small rules, readings and packs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from cleaner.config import Config
from cleaner.extract import RawArticle
from cleaner.forms import Grammar, Name, Role
from cleaner.language import LanguageGuesser
from cleaner.matcher import Matcher
from cleaner.model import Block, Document, Language, Meta, Span
from cleaner.pipeline import Cleaner
from cleaner.reading import Reading
from cleaner.rulebook import (
    Example,
    FixPolicy,
    Kind,
    Options,
    Penalty,
    Phrase,
    Rule,
    Where,
    rules_folder,
)
from cleaner.segment import segment
from cleaner.tables import read_name
from cleaner.words import tokenize

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

_BASE = Rule(
    id="boilerplate/test",
    kind=Kind.TEXT,
    languages=("*",),
    why="why",
    message="message",
    confidence=0.9,
    phrases=(),
    patterns=(),
    names=(),
    judges=Role.FORM,
    check=None,
    where=Where(),
    fix=FixPolicy(),
    penalty=Penalty(),
    options=Options({}),
    bad=(Example("bad"),),
    good=(Example("good"),),
    file="test.toml",
    line=1,
)


def make_rule(**values: object) -> Rule:
    """A rule that only reports, with `values` over its defaults; phrases and patterns are plain strings."""
    for key in ("phrases", "patterns"):
        texts = values.get(key, ())
        assert isinstance(texts, tuple)
        values[key] = tuple(t if isinstance(t, Phrase) else Phrase(t) for t in texts)
    return replace(_BASE, **values)  # type: ignore[arg-type]


def make_name(key: str, **forms: tuple[str, ...]) -> Name:
    """A name of a language without cases: its forms by their roles, as a table has them."""
    return read_name(key, {role: list(texts) for role, texts in forms.items()}, Grammar())


def span_of(text: str, piece: str, nth: int = 0) -> Span:
    """Where `piece` stands in `text` for the nth time (from 0)."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    return Span(start, start + len(piece))


def make_document(text: str, language: str | None = "en", title: str | None = None) -> Document:
    """The document of plain text."""
    return segment(text, None, Meta(title=title), Language(language, 1.0))


def read(text: str, rules: Iterable[Rule] = (), language: str | None = "en", title: str | None = None) -> Reading:
    """The reading of plain text with some rules."""
    return Matcher(rules).read(make_document(text, language, title), tokenize(text))


def texts_of(text: str, spans: Iterable[Span]) -> list[str]:
    """The pieces of `text` under some spans."""
    return [span.of(text) for span in spans]


def blocks_of(article: RawArticle | Document) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    blocks: Iterable[Block] = (article.layout or ()) if isinstance(article, RawArticle) else article.blocks
    return [(block.kind.value, block.span.of(article.text)) for block in blocks]


PACK = """
[[rule]]
id = "boilerplate/{name}"
kind = "line"
phrases = ["{phrase}"]
fix = {{ action = "drop-block", apply = "safe" }}
confidence = 0.9
why = "A line of the template."
[[rule.bad]]
text = "{bad}"
[[rule.good]]
text = "Nothing of the kind."
"""


def write_pack(folder: Path, name: str = "club", phrase: str = "join the club", bad: str = "Join the club") -> Path:
    """Writes a pack of one line rule; `bad` is the text that it must hit."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(PACK.format(name=name, phrase=phrase, bad=bad), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def cleaner() -> Cleaner:
    """The Cleaner of the default settings."""
    return Cleaner(Config())


@pytest.fixture(scope="session")
def guesser() -> LanguageGuesser:
    """The language guesser with our function words."""
    return LanguageGuesser(rules_folder() / "language")
