"""Labels of lead-in lines, and our rules as they would be had nobody known some of the labels."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from unittest.mock import patch

import re2

from cleaner import Cleaner
from cleaner.automaton import expand
from cleaner.packs import load
from cleaner.rulebook import Kind, Phrase, Rule, Rulebook, rules_folder
from cleaner.words import fold, is_word, tokenize
from tests.benchmarks.data import SHARED

FOLDS = 5
_OPENS = re.compile(r"(?:[:,>»]|：)\s*\Z")
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
            filled = _BLANKS.sub(lambda blank: "3" if blank[0] == "N" else "Valley Post", text).strip()
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
    """A cleaner by our rules, without what they know of some labels."""
    rules = without(load(rules_folder()), unknown)
    with patch("cleaner.pipeline._our_rules", return_value=rules):
        return Cleaner()


def without(rules: Rulebook, unknown: Iterable[Label]) -> Rulebook:
    """Rules whose phrases do not begin with any of the labels, and whose patterns do not name one."""
    unknown = list(unknown)
    return Rulebook(tuple(_kept(rules, unknown)), rules.broken)


def _kept(rules: Rulebook, unknown: list[Label]) -> Iterator[Rule]:
    for rule in rules:
        spoken = [label for label in unknown if rule.speaks(label.language)]
        if rule.family != "boilerplate" or rule.kind is Kind.CHECK or not spoken:
            yield rule
            continue
        phrases = tuple(kept for phrase in rule.phrases for kept in _phrases(phrase, spoken))
        patterns = tuple(p for p in rule.patterns if not any(_names(p.text, label) for label in spoken))
        if phrases or patterns:
            yield replace(rule, phrases=phrases, patterns=patterns)


def _phrases(phrase: Phrase, unknown: list[Label]) -> Iterator[Phrase]:
    """A phrase, or where it knows a label: those of its alternatives that do not, each as a phrase."""
    expanded = expand(phrase.text)
    kept = [e for e in expanded if not any(label.begins(folded_words(" ".join(e[0]))) for label in unknown)]
    if len(kept) == len(expanded):
        yield phrase
        return
    for words, start, end in kept:
        meant = (*words[:start], "[", *words[start:end], "]", *words[end:])
        yield Phrase(" ".join(meant), phrase.replacement)


def _names(pattern: str, label: Label) -> bool:
    """Whether a pattern knows a label: it hits its line, but not the same line with the label's words reversed."""
    options = re2.Options()
    options.log_errors = False
    compiled = re2.compile(pattern, options)
    tails = ("Ministers Meet Again in Vienna", "")
    return any(
        compiled.search(_page(label.line(tail) if tail else label.text))
        and not compiled.search(_page(_reversed(label).line(tail) if tail else _reversed(label).text))
        for tail in tails
    )


def _page(line: str) -> str:
    return f"The talks went on all night.\n\n{line}\n\nNobody spoke of an end."


def _reversed(label: Label) -> Label:
    """A label of no language, in the same script and case."""

    def reverse(word: re.Match[str]) -> str:
        back = word[0][::-1]
        return back.upper() if word[0].isupper() else back.capitalize() if word[0][:1].isupper() else back

    text = re.sub(r"\w+", reverse, label.text)
    return Label(label.language, text, folded_words(text))
