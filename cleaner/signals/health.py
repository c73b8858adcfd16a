"""Whether a text is written as prose is: quotations that close, capitals where they belong."""

from __future__ import annotations

import re
from bisect import bisect_left

from cleaner.signals.parts import Group, Parts, Values, ratio

LONG_WORD = 4
FEWEST_TITLE_WORDS = 4
_QUOTATION_MARK = re.compile('["“”„‟«»「」『』]')
_CASED = re.compile(r"[^\W\d_]")


def quotations(parts: Parts) -> Values:
    """Paragraphs whose double quotation marks do not pair. One that stays open is in order where the next paragraph
    opens with a mark: so a quotation of several paragraphs is set."""
    unbalanced = 0
    if _QUOTATION_MARK.search(parts.text):
        goes_on = False
        for block in reversed(parts.subject.document.blocks):
            marks = [mark.start() for mark in _QUOTATION_MARK.finditer(parts.text, block.span.start, block.span.end)]
            unbalanced += len(marks) % 2 and not goes_on
            goes_on = bool(marks) and marks[0] == block.span.start
    return {"unbalanced_quotations": parts.per_thousand(unbalanced)}


def casing(parts: Parts) -> Values:
    """Capitals at the head of words and of sentences; None in scripts that have none, or have no spaces."""
    words, starts, sentences = parts.words, parts.starts, parts.subject.document.sentences
    capitals = sum(word[0].isupper() for word in words)
    lower = [start for start, word in zip(starts, words, strict=True) if word[0].islower() and len(word) >= LONG_WORD]
    if not parts.is_spaced or not (capitals or any(map(str.islower, words))):
        return dict.fromkeys(CASING.meanings)
    titles = lower_starts = 0
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        lower_starts += parts.text[start].islower()
        if bisect_left(lower, start) == bisect_left(lower, end):
            titles += bisect_left(starts, end) - bisect_left(starts, start) >= FEWEST_TITLE_WORDS
    return {
        "capital_word_share": ratio(capitals, len(words)),
        "title_case_sentence_share": ratio(titles, len(sentences)),
        "lower_case_start_share": ratio(lower_starts, len(sentences)),
    }


QUOTATIONS = Group(
    "cleaner",
    {"unbalanced_quotations": "paragraphs with a double quotation mark that has no partner, in 1,000 words"},
    quotations,
)
CASING = Group(
    "cleaner",
    {
        "capital_word_share": "words that begin with a capital, of all words",
        "title_case_sentence_share": "sentences of four words or more in which every longer word begins with a capital",
        "lower_case_start_share": "sentences that begin with a small letter, of all sentences",
    },
    casing,
)
