"""Sentences that were run together: without the space between them, or where an ellipsis was collapsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cleaner.detect.finding import Check, finding, proposal
from cleaner.model import BlockKind, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold

_JOINT = re.compile(r"[.!?)][”\"’)»“]?[”\"’“„«(¿¡]?(?=[A-ZÀ-ÖØ-ÞА-ЯЁ]|(?:19|20)\d\d)")
_FOLLOWING = re.compile(r"(?:[^\W\d_]+(?:['’][a-z]+)?|\d{4})(?=[\s,;:-])")
_WORD = re.compile(r"(?:\d{1,3}(?:,\d{3})+|[^\W_](?:[^\W_]|['’-](?=[^\W_]))*)\Z")
_COLLAPSED = re.compile(r"\.(?:\.(?![.\d_/\\])|[ \u00a0](?:\.(?=\s|\Z)(?!\s\.)|[^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ]))")
_NEXT = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?(?![\w@/-]|\.\w|://)")
_SHORT = 3
_REACH = 40
_FURTHEST = 2_000
"""How far before a joint its word is looked for."""
_NO_PROSE = (BlockKind.CODE, BlockKind.TABLE_ROW)
_BEFORE_WORD = "\"'“‘’„«»(—–-["


def missing_space(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`the jack.The machine`: two sentences joined without a space.

    Behind a word in small letters any word with a capital opens a sentence that is no end of an address (`addresses`);
    behind a name, a number or a bracket one of `openers` does, or a word that has small letters elsewhere, and any
    behind a year; none does behind `abbreviations`.
    """
    text, joins = reading.document.text, _Joins(rule, reading)
    for joint in _JOINT.finditer(text):
        start = joint.start() - (text[joint.start() - 1 : joint.start()] == ")")
        before = _WORD.search(text, max(0, start - _REACH), start)
        following = _FOLLOWING.match(text, joint.end())
        if before is None or following is None or _in_address(text, before.start()):
            continue
        if not joins(before[0], text[start : joint.end()], following[0]):
            continue
        block = reading.block_at(start)
        span = Span(before.start(), following.end())
        if block is None or block.kind in _NO_PROSE or span.end > block.span.end or reading.is_gone(span):
            continue
        at = _outer_side(text, joint.start() + 1, joint.end(), block.span.end)
        yield finding(rule, reading, span, proposal(rule, Span(at, at), " "))


class _Joins:
    """Whether a word, the marks behind it and the next word are the joint of two sentences of a document."""

    def __init__(self, rule: Rule, reading: Reading) -> None:
        self._abbreviations = rule.options.words("abbreviations")
        self._addresses = rule.options.words("addresses")
        self._openers = rule.options.words("openers")
        self._tokens = reading.tokens
        self._small: frozenset[str] | None = None

    def __call__(self, word: str, joint: str, following: str) -> bool:
        opener = fold(following)
        if opener in self._addresses or not self._ends_sentence(word):
            return False
        if following.isdigit():
            return joint == "." and word.islower() and len(word) > _SHORT
        opens, is_word, is_long = opener in self._openers, following[1:].islower(), len(word) > _SHORT
        if word.islower() and any(mark in joint for mark in ".!?"):
            return is_word or (opens and len(following) == 1)
        if opens or joint == ")":
            return opens and (is_word or (is_long and len(following) == 1))
        is_year = len(word) == len("2000") and word[:2] in ("19", "20") and word.isdigit()
        return is_word and (is_year or ((is_long or word.isupper()) and self._is_small(following)))

    def _ends_sentence(self, word: str) -> bool:
        """Whether a word is no abbreviation, no number of a list, and no code of letters and digits."""
        has_digits = any(c.isdigit() for c in word)
        is_code = has_digits and any(c.isalpha() for c in word)
        return not is_code and len(word) >= (_SHORT if has_digits else 2) and fold(word) not in self._abbreviations

    def _is_small(self, word: str) -> bool:
        """Whether the document has a word elsewhere in small letters: its capital is that of a sentence."""
        if self._small is None:
            tokens = self._tokens
            self._small = frozenset(f for i, f in enumerate(tokens.folded) if tokens.word(i).islower())
        return fold(word.partition("'")[0].partition("’")[0]) in self._small


def _outer_side(text: str, start: int, end: int, floor: int) -> int:
    """Where the space belongs, of the marks from `start` to `end` between two sentences: before a mark that opens a
    quotation, else behind all. A straight mark opens one if the next of its kind closes one."""
    for at in range(start, end):
        if text[at] in "“„«(¿¡":
            return at
        if text[at] == '"':
            following = text.find('"', at + 1, min(floor, at + _FURTHEST))
            closes = (
                following > 0
                and not text[following - 1].isspace()
                and not text[following + 1 : following + 2].isalnum()
            )
            return at if closes else at + 1
    return end


def _in_address(text: str, at: int) -> bool:
    """Whether the word at `at` goes on a web address, a file name or a handle."""
    return at > 0 and not (text[at - 1].isspace() or text[at - 1] in _BEFORE_WORD)


def collapsed_ellipsis(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`we will go.. to the end`, `we will go. to the end`: an ellipsis became two stops or one.

    Behind a word of two letters or more that is no abbreviation (`abbreviations`); one stop only before a word in small
    letters that is no name of a product ("iPhone", "youtube-dl"). One who writes `most` such sentences writes no
    capitals.
    """
    found = list(_collapsed(rule, reading))
    if sum(1 for span, is_small in found if is_small) <= rule.options.number("most"):
        yield from (finding(rule, reading, span) for span, _ in found)


def _collapsed(rule: Rule, reading: Reading) -> Iterator[tuple[Span, bool]]:
    """Where an ellipsis was collapsed, and whether a word in small letters alone shows it."""
    text = reading.document.text
    for stop in _COLLAPSED.finditer(text):
        start = stop.start()
        before = _WORD.search(text, max(0, start - _REACH), start)
        if before is None or len(before[0]) < 2 or not before[0][-1].isalpha() or _in_address(text, before.start()):
            continue
        end = stop.end()
        if stop[0] == ".." and text[end : end + 1].isalpha() and _NEXT.match(text, end) is None:
            continue
        if stop[0][-1] != ".":
            following = _NEXT.match(text, end - 1)
            if following is None or not following[0].islower() or not before[0].islower():
                continue
            if before[0].lower() in rule.options.words("abbreviations"):
                continue
            end = following.end()
        block = reading.block_at(start)
        span = Span(before.start(), end)
        if block is None or block.kind in _NO_PROSE or span.end > block.span.end or reading.is_gone(span):
            continue
        yield span, stop[0][-1] != "."


CHECKS: Mapping[str, Check] = {
    "collapsed-ellipsis": collapsed_ellipsis,
    "missing-space": missing_space,
}
