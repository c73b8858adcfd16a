"""Whether a text is written as prose is: quotations that close, capitals where they belong."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.signals.parts import Group, Parts, Values, ratio

LONG_WORD = 4
FEWEST_TITLE_WORDS = 4
FIRST_WORDS = 6
QUOTATION_MARKS = '"“”„‟«»「」『』'


def quotations(parts: Parts) -> Values:
    """Paragraphs whose double quotation marks do not pair. One that stays open is in order where the next paragraph
    opens with a mark: so a quotation of several paragraphs is set."""
    text, unbalanced, goes_on = parts.text, 0, False
    marks = [mark for mark in QUOTATION_MARKS if mark in text]
    for block in reversed(parts.subject.document.blocks if marks else ()):
        start, end = block.span.start, block.span.end
        number = sum(text.count(mark, start, end) for mark in marks)
        unbalanced += number % 2 and not goes_on
        goes_on = text[start] in marks
    return {"unbalanced_quotations": parts.per_thousand(unbalanced)}


def casing(parts: Parts) -> Values:
    """Capitals at the head of words and of sentences; None in scripts that have none, or have no spaces."""
    kinds, sentences = parts.kinds, parts.subject.document.sentences
    capitals = sum(times for word, times in kinds.items() if word[0].isupper())
    if not parts.is_spaced or not (capitals or any(map(str.islower, kinds))):
        return dict.fromkeys(CASING.meanings)
    texts = [sentence.span.of(parts.text) for sentence in sentences]
    titles = sum(map(_is_title, texts))
    return {
        "capital_word_share": ratio(capitals, len(parts.words)),
        "title_case_sentence_share": ratio(titles, len(sentences)),
        "lower_case_start_share": ratio(sum(text[0].islower() for text in texts), len(sentences)),
    }


def _is_title(sentence: str) -> bool:
    """Whether a sentence has capitals enough, and no longer word in small letters; the first words tell of most."""
    return not _has_small(sentence.split(maxsplit=FIRST_WORDS)[:FIRST_WORDS]) and (
        not _has_small(words := sentence.split()) and sum(w[0].isupper() for w in words) >= FEWEST_TITLE_WORDS
    )


def _has_small(words: Iterable[str]) -> bool:
    return any(word.islower() and len(word) >= LONG_WORD for word in words)


QUOTATIONS = Group(
    "cleaner",
    {"unbalanced_quotations": "paragraphs with a double quotation mark that has no partner, in 1,000 words"},
    quotations,
)
CASING = Group(
    "cleaner",
    {
        "capital_word_share": "words that begin with a capital, of all words",
        "title_case_sentence_share": "sentences with four capitals or more in which no longer word is in small letters",
        "lower_case_start_share": "sentences that begin with a small letter, of all sentences",
    },
    casing,
)
