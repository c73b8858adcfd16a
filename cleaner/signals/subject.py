"""What is measured: an article, its words, and what the detectors made of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from cleaner.language import LanguageGuesser
from cleaner.model import Document, Finding, Language, Meta, Span
from cleaner.rulebook import UNDECIDED, rules_folder
from cleaner.segment import segment
from cleaner.words import Tokens, count_words, tokenize

_HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def _unknown() -> None:
    """Nobody has judged the passages."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An article to be measured; `document.text` is the text that counts.

    `sound`: the sentences that no finding takes out or casts doubt on, with `sound_words` words; `findings`: those that
    count, each with its place in `document.text` in `spans`; `hits`: how often each rule of the family `spam` hits, by
    its id; `odds`: the log odds of the likeliest foreign passage, or None, asked only when they are needed;
    `stop_words`: the function words of the language, folded.
    """

    document: Document
    tokens: Tokens
    sound: tuple[Span, ...]
    sound_words: int
    findings: tuple[Finding, ...] = ()
    spans: tuple[Span, ...] = ()
    hits: Mapping[str, int] = field(default_factory=dict)
    odds: Callable[[], float | None] = _unknown
    stop_words: frozenset[str] = frozenset()


def subject_of(text: str, language: str | None = None) -> Subject:
    """A bare text as a subject: nothing is found in it, so all is sound. `language`: its code; None: it is guessed.

    Half a surrogate pair, which no sentence splitter takes, is read as a replacement character.
    """
    text = _HALF_A_PAIR.sub("\ufffd", text)
    tokens = tokenize(text)
    known = Language(language, 1.0) if language else _languages().guess(tokens, None)
    stop_words = _languages().function_words.get(known.code or UNDECIDED, frozenset())
    document = segment(text, None, Meta(), known, stop_words)
    sound = tuple(sentence.span for sentence in document.sentences)
    return Subject(document, tokens, sound, count_words(tokens, Span(0, len(text))), stop_words=stop_words)


@cache
def _languages() -> LanguageGuesser:
    return LanguageGuesser(rules_folder() / "language")
