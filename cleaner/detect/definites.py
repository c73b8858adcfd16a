"""Definite nouns that nothing before them can mean: "the hijackers" of an article that has told of no hijacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from cleaner.detect.finding import Check, finding
from cleaner.detect.prose import is_narrated, title_words
from cleaner.model import Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import Tokens, fold, is_word

ACRONYM = "@acronym"
"""Among the words that introduce a noun: any abbreviation in capitals."""
LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class _Introducers:
    """What a noun can go back to: whole words and beginnings of words, folded; abbreviations."""

    words: Set[str]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, written: Sequence[str]) -> _Introducers:
        beginnings = tuple(word[:-1] for word in written if word.endswith("*"))
        return cls({word for word in written if not word.endswith("*")}, beginnings)

    def stand_in(self, words: Sequence[str], folded: Sequence[str]) -> bool:
        """Whether one of them is among `words`, which are `folded` beside."""
        if any(word in self.words or word.startswith(self.beginnings) for word in folded):
            return True
        return ACRONYM in self.words and any(map(_is_acronym, words))


def _definite_noun(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """The first place of each of the `nouns` behind an article, where neither text nor headline has introduced it.

    The nouns of one class introduce each other, and so do the words of `introduced_by` for that class; one that ends
    in * is the beginning of words. What is told apart by the words behind it (`unless_before`), or only qualifies the
    next word, is spared, and what stands beyond the first `within` words: something long has introduced it somewhere.
    """
    tokens, options = reading.tokens, rule.options
    articles, unless = options.words("articles"), options.words("unless_before")
    heads = options.phrases("nouns")
    settled: set[str] = set()
    within = tokens.folded[: int(options.number("within"))]
    for i in [i for i, word in enumerate(within) if word in heads and within[i - 1] in articles]:
        if not i or not tokens.word(i).islower():
            continue
        for words, name in heads[tokens.folded[i]]:
            last = i + len(words) - 1
            if name in settled or list(tokens.folded[i : last + 1]) != words:
                continue
            span = Span(tokens.starts[i - 1], tokens.ends[last])
            if not is_narrated(reading, span):
                continue
            if tokens.fold(last + 1) in unless or not _stands_alone(rule, tokens, last + 1, function_words):
                continue
            settled.add(name)
            introducers = _Introducers.of(
                (
                    *options.words(f"introduced_by.{name}"),
                    *(f"{noun.rstrip('s')}*" for noun in options.words(f"nouns.{name}")),
                )
            )
            if not introducers.stand_in(*_before(reading, i - 1)):
                yield finding(rule, reading, span)


def _before(reading: Reading, end: int) -> tuple[Sequence[str], Sequence[str]]:
    """The words before token `end` and in the headline, as written and folded."""
    tokens = reading.tokens
    title = title_words(reading)
    written = [*title, *(tokens.word(i) for i in range(end) if is_word(tokens.folded[i]))]
    return written, [*map(fold, title), *tokens.folded[:end]]


def _stands_alone(rule: Rule, tokens: Tokens, i: int, function_words: frozenset[str]) -> bool:
    """Whether what follows a noun is not what it qualifies ("the film industry"), nor its name."""
    after = tokens.fold(i)
    if after == "-":
        return False
    return not is_word(after) or after in function_words or after.endswith(tuple(rule.options.words("verb_endings")))


def _is_acronym(word: str) -> bool:
    return 2 < len(word) <= LONGEST_ACRONYM and word.isupper() and word.isalpha()


CHECKS: Mapping[str, Check] = {
    "definite-noun": _definite_noun,
}
