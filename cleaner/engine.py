"""Finding and repairing: a raw article becomes a document, findings, edits and a clean text. The score comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import NamedTuple

from cleaner import edit
from cleaner.coherence.judge import Judge
from cleaner.detect import Detector
from cleaner.detect.boilerplate import Boilerplate
from cleaner.detect.duplicates import Duplicates
from cleaner.detect.foreign import Foreign
from cleaner.detect.names import Names
from cleaner.detect.noise import Noise
from cleaner.detect.people import People
from cleaner.detect.roster import Census
from cleaner.detect.spam import Spam
from cleaner.detect.splices import Splices
from cleaner.detect.titles import Titles
from cleaner.extract import RawArticle
from cleaner.house import House
from cleaner.language import LanguageGuesser
from cleaner.matcher import Matcher
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
    Repeats,
    Span,
)
from cleaner.reading import Reading
from cleaner.rulebook import UNDECIDED, Rulebook
from cleaner.segment import segment, without_headline
from cleaner.words import Tokens, count_words, tokenize

CERTAIN = 0.95
NOISE_ROUNDS = 4
"""Repairing one layer of damage can bare another (an entity that spells mojibake)."""
Recall = Callable[[Document, Tokens], Mapping[int, Repeats]]
"""Which blocks of an article, by their numbers, are known from other pages of its site."""


@dataclass(frozen=True, slots=True)
class Treated:
    """What the engine makes of an article. Findings, edits and `block_spans` point into the raw text; `places` are
    those of the findings in the text of `reading`.

    `judged`: what the last round of detectors read, without boilerplate and copies; before it, if anything is doubtful
    there, the same without that; `prose`: the sentences that no finding takes out or casts doubt on; `sound_words`: the
    number of words in sentences in which nothing is certainly wrong; `function_words`: those of its language.
    """

    reading: Reading
    judged: tuple[Reading, ...]
    block_spans: tuple[Span, ...]
    findings: tuple[Finding, ...]
    places: tuple[Span, ...]
    edits: tuple[Edit, ...]
    text: str
    prose: tuple[Span, ...]
    sound_words: int
    function_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Repaired:
    """A text without damage to its characters, and how it came of its source."""

    text: str
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]


class _Rounds(NamedTuple):
    """The reading with its headline, what the last round of detectors read and what all of them left, and what was
    found."""

    reading: Reading
    last: Reading
    left: Reading
    found: list[Finding]


class Engine:
    """Detectors for one set of rules. `house`: the profile that decides between forms of names."""

    def __init__(self, rules: Rulebook, house: House, languages: LanguageGuesser) -> None:
        namings = rules.of("names", "spinning")
        census = Census(languages.people, languages.function_words)
        self._languages = languages
        self._noise = Noise(rules.of("noise"))
        self._matcher = Matcher(rules)
        self._recall: Recall | None = None
        self._titles = Titles(rules.of("boilerplate"))
        self._rounds: tuple[tuple[Detector, ...], ...] = (
            (Boilerplate(rules.of("boilerplate"), languages.reporting_words, languages.function_words),),
            (Duplicates(rules.of("duplicate"), namings, languages.function_words),),
            (
                Names(namings, house, languages.function_words),
                People(rules.of("names"), house, census),
                Splices(rules.of("splice"), languages.function_words, census, namings),
                Foreign(rules.of("splice"), languages),
                Spam(rules.of("spam"), languages.function_words, languages.sales_words),
            ),
        )

    def recalling(self, recall: Recall) -> Engine:
        """The same engine, with a memory of what sites repeat."""
        other = copy(self)
        other._recall = recall
        return other

    def read(self, raw: RawArticle, title: str | None) -> tuple[Document, Tokens]:
        """An article as it is read, with its words; nothing is looked for. `title`: the headline, if known apart."""
        return self._document(raw, self._repair(raw.text), title, None)

    def treat(
        self,
        raw: RawArticle,
        title: str | None,
        fix: FixMode,
        quotes: QuoteMode,
        language: str | None = None,
        *,
        drop_title: bool = False,
    ) -> Treated:
        """Finds and repairs. `title`: the headline, if it is known apart; `language`: the code, if it is known;
        `drop_title`: the title at the top of the text goes."""
        repaired = self._repair(raw.text)
        reading = replace(self._read(raw, repaired, title, language), drop_title=drop_title)
        reading, last, left, found = self._in_rounds(reading, self._rounds, from_page=raw.layout is not None)
        found += self._titles.find(left)
        planned = edit.plan(reading.document, found, fix, quotes)
        alignment = edit.Alignment(repaired.edits)
        damaged = [_forward(alignment, e.span) for e in repaired.edits]
        damaged = [Span(max(0, span.start - 1), span.end) for span in damaged]
        doubtful = (*damaged, *(f.span for f in found if f.casts_doubt))
        prose = reading.sound(doubtful)
        is_sound = {sentence.span for sentence in last.sentences()} <= set(prose)
        judged = (last,) if is_sound else (self._judging(last.only(prose)), last)
        sound = reading.sound((*damaged, *(f.span for f in found if _is_certain(f))))
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
        text = edit.apply(raw.text, edits)
        places = tuple(_forward(alignment, f.span) for f in findings)
        known = self._function_words(reading)
        return Treated(reading, judged, blocks, findings, places, edits, text, prose, words, known)

    def remaining(self, raw: RawArticle, title: str | None) -> Reading:
        """An article as the last round of detectors reads it: boilerplate and copies are taken out."""
        reading = self._read(raw, self._repair(raw.text), title, None)
        return self._in_rounds(reading, self._rounds[:-1], from_page=raw.layout is not None).left

    def _in_rounds(self, reading: Reading, rounds: Iterable[tuple[Detector, ...]], *, from_page: bool) -> _Rounds:
        """Each round reads what the rounds before it leave."""
        left = last = reading
        found: list[Finding] = []
        for detectors in rounds:
            last = left
            new = [f for detector in detectors for f in detector.find(last)]
            found += new
            left = left.without(edit.removals(new))
            headline = left.document.headline
            if headline is not None and left.is_gone(headline.span):
                rest = without_headline(left.document, tuple(left.blocks()), from_page=from_page)
                reading, left = replace(reading, document=rest), replace(left, document=rest)
            left = self._judging(left)
        return _Rounds(reading, last, left, found)

    def _judging(self, reading: Reading) -> Reading:
        """The reading with a judge of what belongs together in what is left of it."""
        return replace(reading, judge=Judge(reading, self._function_words(reading)))

    def _function_words(self, reading: Reading) -> frozenset[str]:
        return self._languages.function_words.get(reading.document.language.code or UNDECIDED, frozenset())

    def _repair(self, text: str) -> _Repaired:
        findings: list[Finding] = []
        edits: tuple[Edit, ...] = ()
        current = text
        for _ in range(NOISE_ROUNDS):
            bare = Document(current, (), (), (), None, Language(), Meta())
            planned = edit.plan(bare, self._noise.find(current), FixMode.SAFE, QuoteMode.KEEP)
            new = edit.moved_back(planned.findings, edit.Alignment(edits).back)
            if not planned.edits:
                findings += new
                break
            findings += [finding for finding in new if finding.proposals]
            edits = edit.rebase(text, current, edits, planned.edits)
            current = edit.apply(text, edits)
        return _Repaired(current, tuple(findings), edits)

    def _read(self, raw: RawArticle, repaired: _Repaired, title: str | None, language: str | None) -> Reading:
        document, tokens = self._document(raw, repaired, title, language)
        reading = self._matcher.read(document, tokens)
        return replace(reading, repeats=self._recall(document, tokens)) if self._recall else reading

    def _document(
        self, raw: RawArticle, repaired: _Repaired, title: str | None, language: str | None
    ) -> tuple[Document, Tokens]:
        meta = replace(raw.meta, title=title) if title else raw.meta
        tokens = tokenize(repaired.text)
        guess = Language(language, 1.0) if language else self._languages.guess(tokens, raw.declared)
        layout = _moved(raw.layout, edit.Alignment(repaired.edits)) if repaired.edits else raw.layout
        words = self._languages.function_words.get(guess.code or "en", frozenset())
        return segment(repaired.text, layout, meta, guess, words), tokens


def _is_certain(finding: Finding) -> bool:
    """Whether a finding spoils its sentence; a name in a form that the house does not use leaves it sound."""
    return finding.casts_doubt or (finding.category is not Category.QUALITY and finding.confidence >= CERTAIN)


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
