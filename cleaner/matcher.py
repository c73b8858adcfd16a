"""All rules in one scan of a text, in time linear in its length.

Phrases are matched over folded tokens by a trie; patterns by RE2, which does not backtrack. A phrase is written in
words, with `{a|b|}` for alternatives (one may be empty), `#` for a number and `[…]` around the part that is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner.errors import BrokenRule
from cleaner.model import Block, Document, Register, Sentence, Span
from cleaner.rulebook import Kind, Rule
from cleaner.words import Tokens, fold, tokenize

if TYPE_CHECKING:
    import re2

MOST_ALTERNATIVES = 500
_GROUP = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Match:
    """A hit of a rule: the tokens `first` to `last` (inclusive), the part that is meant, and its replacement."""

    rule: str
    first: int
    last: int
    span: Span
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its tokens and the matches of all rules; `gone` are spans that earlier findings take out."""

    document: Document
    tokens: Tokens
    matches: Mapping[str, Sequence[Match]]
    gone: tuple[Span, ...] = ()
    _block_starts: Sequence[int] = field(default=(), repr=False)
    _sentence_starts: Sequence[int] = field(default=(), repr=False)

    def without(self, gone: Iterable[Span]) -> Reading:
        """The same reading, with more spans taken out."""
        merged: list[Span] = []
        for span in sorted((*self.gone, *gone)):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
            else:
                merged.append(span)
        return Reading(
            self.document, self.tokens, self.matches, tuple(merged), self._block_starts, self._sentence_starts
        )

    def is_gone(self, span: Span) -> bool:
        """Whether `span` touches what has been taken out."""
        i = bisect_left(self.gone, span.end, key=lambda s: s.start)
        return i > 0 and self.gone[i - 1].end > span.start

    def _is_left(self, span: Span) -> bool:
        """Whether some of `span` has not been taken out."""
        i = bisect_right(self.gone, span.start, key=lambda s: s.start)
        return i == 0 or not self.gone[i - 1].contains(span)

    def hits(self, rule: Rule) -> Iterator[Match]:
        """The matches of a rule in what is left."""
        return (m for m in self.matches.get(rule.id, ()) if not self.is_gone(m.span))

    def block_at(self, offset: int) -> Block | None:
        """The block that `offset` lies in."""
        i = bisect_right(self._block_starts, offset) - 1
        block = self.document.blocks[i] if i >= 0 else None
        return block if block is not None and offset < block.span.end else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that `offset` lies in."""
        i = bisect_right(self._sentence_starts, offset) - 1
        sentence = self.document.sentences[i] if i >= 0 else None
        return sentence if sentence is not None and offset < sentence.span.end else None

    def register(self, span: Span) -> Register:
        """Who speaks at `span`: a quotation only if it holds all of it."""
        headline = self.document.headline
        if headline is not None and headline.span.contains(span):
            return Register.HEADLINE
        i = bisect_right(self.document.quotes, span.start, key=lambda q: q.start) - 1
        return Register.QUOTE if i >= 0 and self.document.quotes[i].contains(span) else Register.BODY

    def blocks(self) -> Iterator[Block]:
        """The blocks of which something is left."""
        left = {sentence.block for sentence in self.sentences()} if self.gone else None
        return (b for b in self.document.blocks if left is None or b.index in left)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that are left."""
        return (s for s in self.document.sentences if self._is_left(s.span))


@dataclass(slots=True)
class _Node:
    """A state of the trie; `ends`: the phrases that are complete here, as (rule index, phrase index, target)."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[int, tuple[str, ...], int, int, str | None]] = field(default_factory=list)


class Matcher:
    """The matcher of a set of rules. Raises BrokenRule for a phrase or pattern that cannot be read."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._root = _Node()
        self._patterns: list[tuple[int, re2._Regexp[str]]] = []
        self._set: Any = None
        for number, rule in enumerate(self._rules):
            self._add_phrases(number, rule)
        self._add_patterns()

    def _add_phrases(self, number: int, rule: Rule) -> None:
        members = [(m, None) for m in rule.members]
        for text, replacement in [(p.text, p.replacement) for p in rule.phrases] + members:
            try:
                sequences = expand(text)
            except ValueError as error:
                raise BrokenRule(rule.file, rule.line, rule.id, f'phrase "{text}": {error}') from None
            for words, start, end in sequences:
                node = self._root
                for word in words:
                    node = node.next.setdefault(fold(word), _Node())
                node.ends.append((number, words, start, end, replacement))

    def _add_patterns(self) -> None:
        wanted = [(number, p.text) for number, rule in enumerate(self._rules) for p in rule.patterns]
        if not wanted:
            return
        import re2

        options = re2.Options()
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        for number, text in wanted:
            try:
                self._patterns.append((number, re2.compile(text, options)))
                self._set.Add(text)
            except re2.error as error:
                rule = self._rules[number]
                reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
                raise BrokenRule(rule.file, rule.line, rule.id, f"pattern {text!r}: {reason}") from None
        self._set.Compile()

    def read(self, document: Document, tokens: Tokens) -> Reading:
        """Scans the document, whose token table is `tokens`, with the rules that speak its language."""
        code = document.language.code
        active = [rule.speaks(code) for rule in self._rules]
        matches: dict[str, list[Match]] = {}
        reading = Reading(
            document,
            tokens,
            matches,
            (),
            [b.span.start for b in document.blocks],
            [s.span.start for s in document.sentences],
        )
        found: dict[int, list[Match]] = {}
        for number, match in (*self._phrase_matches(tokens), *self._pattern_matches(tokens)):
            if active[number]:
                found.setdefault(number, []).append(match)
        for number, hits in sorted(found.items()):
            rule = self._rules[number]
            matches[rule.id] = [match for match in _longest(hits) if _holds(rule, match, reading)]
        return reading

    def _phrase_matches(self, tokens: Tokens) -> Iterator[tuple[int, Match]]:
        folded, starts, ends = tokens.folded, tokens.starts, tokens.ends
        root, size = self._root.next, len(tokens)
        for i, word in enumerate(folded):
            node = root.get(word) or (root.get("#") if word[0].isdigit() else None)
            j = i
            while node is not None:
                for number, words, start, end, replacement in node.ends:
                    rule = self._rules[number]
                    if rule.where.case or rule.kind is Kind.VARIANTS:
                        if any(tokens.word(i + k) != w for k, w in enumerate(words) if w != "#"):
                            continue
                        if rule.kind is Kind.VARIANTS and any(not tokens.touching(k) for k in range(i + 1, j + 1)):
                            continue
                    span = Span(starts[i + start], ends[i + end - 1])
                    yield number, Match(rule.id, i, j, span, replacement)
                j += 1
                if j >= size:
                    break
                following = folded[j]
                node = node.next.get(following) or (node.next.get("#") if following[0].isdigit() else None)

    def _pattern_matches(self, tokens: Tokens) -> Iterator[tuple[int, Match]]:
        if self._set is None:
            return
        text = tokens.text.replace("\r", "\n")  # RE2 knows no other line break
        for number in self._set.Match(text) or ():
            owner, pattern = self._patterns[number]
            target = pattern.groupindex.get("target", 0)
            for found in pattern.finditer(text):
                start, end = found.span(target)
                if end > start:
                    first = bisect_right(tokens.ends, found.start())
                    last = bisect_left(tokens.starts, found.end()) - 1
                    yield owner, Match(self._rules[owner].id, first, last, Span(start, end))


def _longest(matches: list[Match]) -> list[Match]:
    """In the order of the text, the longest first; what overlaps an earlier one is left out."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.first, -m.last)):
        if not kept or match.first > kept[-1].last:
            kept.append(match)
    return kept


def _holds(rule: Rule, match: Match, reading: Reading) -> bool:
    """Whether a match stays within one block and its `where` is met."""
    tokens, where = reading.tokens, rule.where
    block = reading.block_at(match.span.start)
    if block is None or tokens.ends[match.last] > block.span.end or tokens.starts[match.first] < block.span.start:
        return False
    if where.register and reading.register(match.span) not in where.register:
        return False
    before, after = match.first - 1, match.last + 1
    inside = range(*_bounds(tokens, block.span))
    if where.after and not _any(where.after, tokens, before, inside):
        return False
    if where.before and not _any(where.before, tokens, after, inside):
        return False
    return not (
        (where.not_after and _any(where.not_after, tokens, before, inside))
        or (where.not_before and _any(where.not_before, tokens, after, inside))
    )


def _bounds(tokens: Tokens, span: Span) -> tuple[int, int]:
    within = tokens.within(span)
    return within.start, within.stop


def _any(wanted: tuple[str, ...], tokens: Tokens, i: int, inside: range) -> bool:
    """Whether token `i` is one of the words, or of one of the classes, that are wanted."""
    if i not in inside:
        return "@edge" in wanted
    word = tokens.word(i)
    if tokens.folded[i] in wanted:
        return True
    for name in wanted:
        if name[0] == "@" and (
            (name == "@digit" and word[0].isdigit())
            or (name == "@capital" and word[0].isupper())
            or (name == "@lower" and word[0].islower())
            or (name == "@mark" and not word[0].isalnum())
        ):
            return True
    return False


def expand(phrase: str) -> list[tuple[tuple[str, ...], int, int]]:
    """The token sequences that a phrase stands for, each with the bounds of the part that is meant.

    Raises ValueError for a phrase without words, with unbalanced brackets, or with more than MOST_ALTERNATIVES.
    """
    texts = [phrase]
    while _GROUP.search(texts[0]):
        texts = [
            text[: found.start()] + choice + text[found.end() :]
            for text in texts
            if (found := _GROUP.search(text)) is not None
            for choice in found[1].split("|")
        ]
        if len(texts) > MOST_ALTERNATIVES:
            raise ValueError(f"stands for more than {MOST_ALTERNATIVES} phrases; split it")
    sequences = []
    for text in dict.fromkeys(texts):
        if set(text) & set("{|}") or text.count("[") != text.count("]") or text.count("[") > 1:
            raise ValueError("its brackets do not match")
        head, _, rest = text.partition("[") if "[" in text else ("", "", text)
        meant, _, tail = rest.partition("]") if "[" in text else (rest, "", "")
        parts = [_surface(piece) for piece in (head, meant, tail)]
        if not parts[1]:
            raise ValueError("has no word in it")
        start = len(parts[0])
        sequences.append((tuple(w for part in parts for w in part), start, start + len(parts[1])))
    return sequences


def _surface(text: str) -> list[str]:
    tokens = tokenize(text)
    return [tokens.word(i) for i in range(len(tokens))]
