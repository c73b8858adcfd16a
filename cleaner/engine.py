"""Finding and repairing: a raw article becomes a document, findings, edits and a clean text. The score comes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cleaner import edit
from cleaner.detect import Detector
from cleaner.detect.boilerplate import Boilerplate
from cleaner.detect.duplicates import Duplicates
from cleaner.detect.names import Names
from cleaner.detect.noise import Noise
from cleaner.detect.splices import Splices
from cleaner.extract import RawArticle
from cleaner.language import LanguageGuesser
from cleaner.matcher import Matcher, Reading
from cleaner.model import (
    Block,
    Category,
    Document,
    Edit,
    Finding,
    Fix,
    FixMode,
    Language,
    Link,
    Meta,
    QuoteMode,
    Span,
)
from cleaner.rulebook import Rulebook
from cleaner.segment import segment
from cleaner.words import count_words, tokenize

NOISE_ROUNDS = 4
"""Repairing one layer of damage can bare another (an entity that spells mojibake)."""


@dataclass(frozen=True, slots=True)
class Treated:
    """What the engine makes of an article. Findings, edits and `block_spans` point into the raw text; `sound` are the
    sentences of `document` that no finding takes out or casts doubt on."""

    document: Document
    block_spans: tuple[Span, ...]
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    text: str
    sound: tuple[Span, ...]
    sound_words: int


@dataclass(frozen=True, slots=True)
class _Repaired:
    """A text without damage to its characters, and how it came of its source."""

    text: str
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]


class Engine:
    """Detectors for one set of rules. `forms`: the forms of names that a house profile asks for."""

    def __init__(self, rules: Rulebook, forms: Mapping[str, str], languages: LanguageGuesser) -> None:
        namings = rules.of("names", "spinning")
        self._languages = languages
        self._noise = Noise(rules.of("noise"))
        self._matcher = Matcher(rules)
        self._first: tuple[Detector, ...] = (
            Boilerplate(rules.of("boilerplate")),
            Duplicates(rules.of("duplicate"), namings),
        )
        self._second: tuple[Detector, ...] = (
            Names(namings, forms, languages.function_words.get("en", frozenset())),
            Splices(rules.of("splice"), languages.function_words),
        )

    def treat(
        self, raw: RawArticle, title: str | None, fix: FixMode, quotes: QuoteMode, language: str | None = None
    ) -> Treated:
        """Finds and repairs. `title`: the headline, if it is known apart; `language`: the code, if it is known."""
        repaired = self._repair(raw.text)
        reading = self._read(raw, repaired, title, language)
        found = [f for detector in self._first for f in detector.find(reading)]
        left = reading.without(edit.removals(found))
        found += [f for detector in self._second for f in detector.find(left)]
        planned = edit.plan(reading.document, found, fix, quotes)
        sound = _sound(reading, found)
        alignment = edit.Alignment(repaired.edits)
        noise = [replace(f, register=reading.register(_forward(alignment, f.span))) for f in repaired.findings]
        if fix is FixMode.NONE:
            noise = [replace(f, fix=Fix.SUGGESTED if f.proposals else Fix.NONE) for f in noise]
            edits: tuple[Edit, ...] = ()
        else:
            edits = edit.rebase(raw.text, repaired.text, repaired.edits, planned.edits)
        others = edit.moved_back(planned.findings, alignment.back) if repaired.edits else planned.findings
        findings = tuple(sorted((*noise, *others), key=lambda f: (f.span, f.rule, f.message)))
        words = sum(count_words(reading.tokens, span) for span in sound)
        blocks = tuple(alignment.back(block.span) for block in reading.document.blocks)
        return Treated(reading.document, blocks, findings, edits, edit.apply(raw.text, edits), sound, words)

    def _repair(self, text: str) -> _Repaired:
        findings: list[Finding] = []
        edits: tuple[Edit, ...] = ()
        current = text
        for _ in range(NOISE_ROUNDS):
            bare = Document(current, (), (), (), None, Language(), Meta())
            planned = edit.plan(bare, self._noise.find(current), FixMode.SAFE, QuoteMode.KEEP)
            findings += edit.moved_back(planned.findings, edit.Alignment(edits).back)
            if not planned.edits:
                break
            edits = edit.rebase(text, current, edits, planned.edits)
            current = edit.apply(text, edits)
        return _Repaired(current, tuple(findings), edits)

    def _read(self, raw: RawArticle, repaired: _Repaired, title: str | None, language: str | None) -> Reading:
        meta = replace(raw.meta, title=title) if title else raw.meta
        tokens = tokenize(repaired.text)
        guess = Language(language, 1.0) if language else self._languages.guess(tokens, raw.declared)
        layout = _moved(raw.layout, edit.Alignment(repaired.edits)) if repaired.edits else raw.layout
        return self._matcher.read(segment(repaired.text, layout, meta, guess), tokens)


def _forward(alignment: edit.Alignment, span: Span) -> Span:
    return Span(alignment.forward(span.start), alignment.forward(span.end))


def _moved(layout: Sequence[Block] | None, alignment: edit.Alignment) -> tuple[Block, ...] | None:
    """The layout after repair; a block of nothing but noise is none any more."""
    if layout is None:
        return None
    moved = [
        replace(
            block,
            span=_forward(alignment, block.span),
            links=tuple(Link(_forward(alignment, link.span), link.target) for link in block.links),
        )
        for block in layout
    ]
    return tuple(replace(b, index=i) for i, b in enumerate(b for b in moved if len(b.span)))


def _sound(reading: Reading, findings: Sequence[Finding]) -> tuple[Span, ...]:
    doubtful = reading.without(
        f.span for f in findings if f.category in (Category.BOILERPLATE, Category.SPLICE, Category.DUPLICATE)
    )
    return tuple(sentence.span for sentence in doubtful.sentences())
