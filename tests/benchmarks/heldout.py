"""Labels of lead-in lines, and our rules as they would be had nobody known some of the labels."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import cast
from unittest.mock import patch

import re2

from cleaner import Cleaner
from cleaner.automaton import Automaton
from cleaner.matcher import Matcher
from cleaner.reading import Match
from cleaner.rulebook import Rule
from cleaner.words import Tokens, fold, is_word, tokenize
from tests.benchmarks.data import SHARED

FOLDS = 5
_OPENS = re.compile(r"(?:[:,>»]|：)\s*\Z")
_SITE = "Valley Post"
_TAILS = {"vom": "12.04.2016", **dict.fromkeys(("at", "on", "de", "en"), _SITE)}
"""What stands after a label that breaks off, by its last word."""
_BLANKS = re.compile(r"<[^>]*>|…|\bN\b")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as a site prints it. `opens`: it wants a headline after it; `words`: folded, without the final marks."""

    language: str
    text: str
    words: tuple[str, ...]

    @property
    def opens(self) -> bool:
        return bool(_OPENS.search(self.text))

    @property
    def fold(self) -> int:
        return int(hashlib.sha1(" ".join(self.words).encode()).hexdigest(), 16) % FOLDS

    @property
    def alone(self) -> str:
        """The line it is without a headline."""
        tail = _TAILS.get(self.text.rpartition(" ")[2])
        return f"{self.text} {tail}" if tail else self.text

    def line(self, headline: str) -> str:
        """The line it makes with a headline."""
        return f"{self.text}{' ' if self.opens else ': '}{headline}"

    def begins(self, words: tuple[str, ...]) -> bool:
        """Whether `words` are the label's, or begin with them."""
        return words[: len(self.words)] == self.words


def labels() -> list[Label]:
    """Every label of the shared list; its blanks (a site, a number) are filled in."""
    found: dict[tuple[str, str], Label] = {}
    with (SHARED / "facts" / "leadins.tsv").open(encoding="utf-8", newline="") as rows:
        for language, _, text in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            filled = _BLANKS.sub(lambda blank: "3" if blank[0] == "N" else _SITE, text).strip()
            found[language, filled] = Label(language, filled, folded_words(filled))
    return list(found.values())


def held_out(every: Iterable[Label], fold: int) -> list[Label]:
    """The labels of one fold, and those of the others that begin with one of them and so fall with it."""
    every = list(every)
    core = [label for label in every if label.fold == fold]
    return [x for x in every if any(x.language == label.language and label.begins(x.words) for label in core)]


def folded_words(text: str) -> tuple[str, ...]:
    tokens = tokenize(text)
    words = [fold(tokens.word(i)) for i in range(len(tokens))]
    while words and not is_word(words[-1]):
        words.pop()
    return tuple(words)


def cleaner_without(unknown: Iterable[Label]) -> Cleaner:
    """A cleaner by our rules that does not know some labels."""
    with patch("cleaner.engine.Matcher", partial(_Matcher, tuple(unknown))):
        return Cleaner()


class _Matcher(Matcher):
    """A matcher for which no phrase or pattern has been written that begins with one of the labels."""

    def __init__(self, unknown: Sequence[Label], rules: Iterable[Rule]) -> None:
        super().__init__(rules)
        self._unknown = unknown

    def _automaton(self, language: str | None) -> Automaton:
        return cast(Automaton, _Forgetful(super()._automaton(language), self._unknown))


@dataclass(frozen=True)
class _Forgetful:
    """The matches of an automaton, but for those that only a rule can make that knows one of the labels."""

    automaton: Automaton
    unknown: Sequence[Label]

    def matches(self, tokens: Tokens) -> Iterator[tuple[Rule, Match]]:
        for rule, match in self.automaton.matches(tokens):
            if rule.family != "boilerplate" or not any(
                self._knows(rule, label, match, tokens) for label in self.unknown
            ):
                yield rule, match

    def _knows(self, rule: Rule, label: Label, match: Match, tokens: Tokens) -> bool:
        first = next((i for i in range(match.first, match.last + 1) if is_word(tokens.folded[i])), match.first)
        words = tuple(tokens.folded[first : match.last + 1])
        if not label.begins(words) or not rule.speaks(label.language):
            return False
        return not any(_is_general(pattern.text, label) for pattern in rule.patterns)


@cache
def _is_general(pattern: str, label: Label) -> bool:
    """Whether a pattern hits a label's line by its form: also when the label's words are reversed."""
    return hits(pattern, label) and hits(pattern, _reversed(label))


def hits(pattern: str, label: Label) -> bool:
    """Whether a pattern hits a label, alone or with a headline, in a line of its own."""
    return any(
        _compiled(pattern).search(f"The talks went on all night.\n\n{line}\n\nNobody spoke of an end.")
        for line in (label.alone, label.line("Ministers Meet Again in Vienna"))
    )


@cache
def _compiled(pattern: str) -> re2._Regexp[str]:
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


def _reversed(label: Label) -> Label:
    """A label of no language, in the same script and case."""

    def reverse(word: re.Match[str]) -> str:
        back = word[0][::-1]
        return back.upper() if word[0].isupper() else back.capitalize() if word[0][:1].isupper() else back

    text = re.sub(r"\w+", reverse, label.text)
    return Label(label.language, text, folded_words(text))
