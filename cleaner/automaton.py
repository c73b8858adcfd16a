"""The phrases and patterns of many rules, matched in time linear in the text.

Phrases are matched over folded tokens by a trie; patterns by RE2, which does not backtrack. A phrase is written in
words, with `{a|b|}` for alternatives (one may be empty), `#` for a number and `[…]` around the part that is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.errors import BrokenRule
from cleaner.forms import Form
from cleaner.model import Span
from cleaner.reading import Match
from cleaner.rulebook import FREE, Rule
from cleaner.words import Folded, Tokens, tokenize

if TYPE_CHECKING:
    import re2

MOST_ALTERNATIVES = 500
_BULLET = re.compile(r"^[-*•] ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase that is complete at a node of the trie: whose it is, its words, and which of them are meant.

    `touching`: which words stand close to the one before, if that matters.
    """

    rule: Rule
    words: tuple[str, ...]
    start: int
    end: int
    replacement: str | None
    form: Form | None = None
    touching: tuple[bool, ...] = ()


@dataclass(slots=True)
class _Node:
    """A state of the trie."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[_Phrase] = field(default_factory=list)


class Automaton:
    """Matches some rules. Raises BrokenRule for a phrase or pattern that cannot be read."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root = _Node()
        self._folded = Folded()
        self._patterns: list[tuple[Rule, Form | None, re2._Regexp[str]]] = []
        self._set: Any = None
        for rule in rules:
            self._add_phrases(rule)
            self._add_patterns(rule)
        self._gather()

    def _add_phrases(self, rule: Rule) -> None:
        forms = [form for name in rule.names for form in name.forms]
        for text, replacement, whose in (
            *((phrase.text, phrase.replacement, None) for phrase in rule.phrases),
            *((phrase, FREE, None) for phrase in rule.free),
            *((phrase, None, form) for form in forms for phrase in form.phrases),
        ):
            try:
                sequences = expand(text)
            except ValueError as error:
                raise BrokenRule(rule.file, rule.line, rule.id, f'phrase "{text}": {error}') from None
            for words, start, end in sequences:
                self._add(_Phrase(rule, words, start, end, replacement, whose))
        for form in forms:
            for surface in form.surfaces:
                tokens = tokenize(surface)
                words = tuple(tokens.word(i) for i in range(len(tokens)))
                touching = tuple(tokens.touching(i) for i in range(len(tokens)))
                self._add(_Phrase(rule, words, 0, len(words), None, form, touching))

    def _add(self, phrase: _Phrase) -> None:
        node = self._root
        for word in phrase.words:
            key = self._folded[word]
            following = node.next.get(key)
            if following is None:
                following = node.next[key] = _Node()
            node = following
        node.ends.append(phrase)

    def _add_patterns(self, rule: Rule) -> None:
        forms = [form for name in rule.names for form in name.forms]
        patterns: list[tuple[str, Form | None]] = [(pattern.text, None) for pattern in rule.patterns]
        patterns += [(pattern, form) for form in forms for pattern in form.patterns]
        if not patterns:
            return
        import re2

        for pattern, form in patterns:
            try:
                self._patterns.append((rule, form, re2.compile(pattern, _options())))
            except re2.error as error:
                reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
                raise BrokenRule(rule.file, rule.line, rule.id, f"pattern {pattern!r}: {reason}") from None

    def _gather(self) -> None:
        """Makes one RE2 set of all patterns; where they are too many for one, each is tried by itself."""
        if len(self._patterns) < 2:
            return
        import re2

        gathered = re2.Set.SearchSet(_options())
        try:
            for _, _, pattern in self._patterns:
                gathered.Add(pattern.pattern)
            gathered.Compile()
        except re2.error:
            return
        self._set = gathered

    def matches(self, tokens: Tokens) -> Iterator[tuple[Rule, Match]]:
        """Every match of every rule, in no particular order."""
        yield from self._phrase_matches(tokens)
        yield from self._pattern_matches(tokens)

    def _phrase_matches(self, tokens: Tokens) -> Iterator[tuple[Rule, Match]]:
        folded, starts, ends = tokens.folded, tokens.starts, tokens.ends
        root, size = self._root.next, len(tokens)
        for i, word in enumerate(folded):
            node = root.get(word) or (root.get("#") if word[0].isdigit() else None)
            j = i
            while node is not None:
                for phrase in node.ends:
                    if _is_written_so(phrase, tokens, i):
                        span = Span(starts[i + phrase.start], ends[i + phrase.end - 1])
                        yield phrase.rule, Match(phrase.rule.id, i, j, span, phrase.replacement, phrase.form)
                j += 1
                if j >= size:
                    break
                following = folded[j]
                node = node.next.get(following) or (node.next.get("#") if following[0].isdigit() else None)

    def _pattern_matches(self, tokens: Tokens) -> Iterator[tuple[Rule, Match]]:
        text = _BULLET.sub("  ", tokens.text.replace("\r", "\n"))  # RE2 knows no other line break
        hit = (self._set.Match(text) or ()) if self._set is not None else None
        for rule, form, pattern in self._patterns if hit is None else (self._patterns[i] for i in hit):
            target = pattern.groupindex.get("target", 0)
            for found in pattern.finditer(text):
                start, end = found.span(target)
                first = bisect_right(tokens.ends, found.start())
                last = bisect_left(tokens.starts, found.end()) - 1
                if end > start and first <= last:
                    span = Span(max(start, tokens.starts[first]) if target == 0 else start, end)
                    yield rule, Match(rule.id, first, last, span, form=form)


def _is_written_so(phrase: _Phrase, tokens: Tokens, i: int) -> bool:
    """Whether the words at token `i` are written as a rule wants them that looks at case, or as a form is."""
    if phrase.touching:
        touching = (tokens.touching(i + k) == close for k, close in enumerate(phrase.touching) if k)
        return all(touching) and all(_is_spelt(word, tokens.word(i + k), k) for k, word in enumerate(phrase.words))
    if phrase.replacement == FREE or not phrase.rule.where.case:
        return True
    return all(tokens.word(i + k) == word for k, word in enumerate(phrase.words) if word != "#")


_YO = str.maketrans("ёЁ", "еЕ")


def _is_spelt(word: str, written: str, place: int) -> bool:
    """Whether a form's word is written so: marks of any shape, ё or е, and the first in lower case also capitalised."""
    if word == written or not word[0].isalnum():
        return True
    plain, other = word.translate(_YO), written.translate(_YO)
    return plain == other or (place == 0 and plain[0].islower() and plain[0].upper() + plain[1:] == other)


def _options() -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 128 << 20
    return options


def expand(phrase: str) -> list[tuple[tuple[str, ...], int, int]]:
    """The token sequences that a phrase stands for, each with the bounds of the part that is meant.

    Raises ValueError for a phrase without words, with unbalanced brackets, or with more than MOST_ALTERNATIVES.
    """
    sequences: dict[tuple[str, ...], None] = {(): None}
    for part in _parts(phrase):
        if len(sequences) * len(part) > MOST_ALTERNATIVES:
            raise ValueError(f"stands for more than {MOST_ALTERNATIVES} phrases; split it")
        sequences = dict.fromkeys(head + tail for head in sequences for tail in part)
    found = []
    for words in sequences:
        opening = words.index("[") if "[" in words else -1
        closing = words.index("]") if "]" in words else -1
        if words.count("[") != words.count("]") or words.count("[") > 1 or opening > closing:
            raise ValueError("its brackets do not match")
        plain = tuple(word for word in words if word not in "[]")
        start, end = (opening, closing - 1) if opening >= 0 else (0, len(plain))
        if start >= end:
            raise ValueError("has no word in it")
        found.append((plain, start, end))
    return found


def _parts(phrase: str) -> Iterator[list[tuple[str, ...]]]:
    """A phrase as its parts in order: each a list of alternatives, each of those its tokens."""
    depth, start, choices = 0, 0, list[str]()
    for at, char in enumerate(phrase):
        if char == "{":
            if depth == 0:
                yield [_surface(phrase[start:at])]
                start = at + 1
            depth += 1
        elif char == "}":
            depth -= 1
            if depth < 0:
                break
            if depth == 0:
                choices.append(phrase[start:at])
                yield [words for choice in choices for words in _alternatives(choice)]
                choices, start = [], at + 1
        elif char == "|" and depth == 1:
            choices.append(phrase[start:at])
            start = at + 1
        elif char == "|" and depth == 0:
            depth = -1
            break
    if depth != 0:
        raise ValueError("its brackets do not match")
    yield [_surface(phrase[start:])]


def _alternatives(choice: str) -> list[tuple[str, ...]]:
    """The token sequences of one alternative, which may hold alternatives of its own."""
    if "{" not in choice:
        return [_surface(choice)]
    sequences: list[tuple[str, ...]] = [()]
    for part in _parts(choice):
        sequences = [head + tail for head in sequences for tail in part]
    return sequences


@cache
def _surface(text: str) -> tuple[str, ...]:
    tokens = tokenize(text)
    return tuple(tokens.word(i) for i in range(len(tokens)))
