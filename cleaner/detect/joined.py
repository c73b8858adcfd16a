"""Sentences that were run together: without the space between them, or where an ellipsis was collapsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.detect.finding import finding, proposal
from cleaner.model import BlockKind, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold

_JOINT = re.compile(r"[.!?)][”\"’)»“]?[”\"’“„«(¿¡]?(?=[A-ZÀ-ÖØ-ÞА-ЯЁ]|(?:19|20)\d\d)")
_FOLLOWING = re.compile(r"(?:[^\W\d_]+(?:['’][a-z]+)?|\d{4})(?=[\s,;:])")
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’-](?=[^\W_]))*\Z")
_COLLAPSED = re.compile(r"\.(?:\.(?![.\w/\\])|[ \u00a0](?:\.(?=\s|\Z)(?!\s\.)|[^\W\d_]))")
_NEXT = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?(?![\w@/-]|\.\w)")
_REACH = 40
"""How far before a joint its word is looked for."""
_NO_PROSE = (BlockKind.CODE, BlockKind.TABLE_ROW)
_BEFORE_WORD = "\"'“‘’„«»(—–-["


def missing_space(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`the jack.The machine`: two sentences joined without a space.

    Behind a word in small letters any word with a capital opens a sentence that is no end of an address (`addresses`);
    behind a name, a number or a bracket only one of `openers` does; behind no stop of `abbreviations`.
    """
    text = reading.document.text
    opened: frozenset[int] | None = None
    for joint in _JOINT.finditer(text):
        start = joint.start() - (text[joint.start() - 1 : joint.start()] == ")")
        before = _WORD.search(text, max(0, start - _REACH), start)
        following = _FOLLOWING.match(text, joint.end())
        if before is None or following is None or _in_address(text, before.start()):
            continue
        if not _joins(rule, before[0], text[start : joint.end()], following[0]):
            continue
        block = reading.block_at(start)
        span = Span(before.start(), following.end())
        if block is None or block.kind in _NO_PROSE or span.end > block.span.end or reading.is_gone(span):
            continue
        opened = opened or frozenset(quote.start for quote in reading.document.quotes)
        at = next((i for i in range(start + 1, joint.end()) if i in opened), joint.end())
        yield finding(rule, reading, span, proposal(rule, Span(at, at), " "))


def _joins(rule: Rule, word: str, joint: str, following: str) -> bool:
    """Whether a word, the marks behind it and the next word are the joint of two sentences."""
    options, opener = rule.options, fold(following)
    if fold(word) in options.words("abbreviations") or (len(word) < 2 and not word.isdigit()):
        return False
    if following.isdigit():
        return joint == "." and word.islower() and len(word) > 3
    if not following[1:].islower():
        return False
    if not word.islower() or not any(mark in joint for mark in ".!?"):
        return opener in options.words("openers")
    return opener not in options.words("addresses")


def _in_address(text: str, at: int) -> bool:
    """Whether the word at `at` goes on a web address, a file name or a handle."""
    return at > 0 and not (text[at - 1].isspace() or text[at - 1] in _BEFORE_WORD)


def collapsed_ellipsis(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`we will go.. to the end`, `we will go. to the end`: an ellipsis became two stops or one.

    Behind a word of two letters or more that is no abbreviation (`abbreviations`); one stop only before a word in small
    letters that is no name of a product ("iPhone", "youtube-dl").
    """
    text = reading.document.text
    for stop in _COLLAPSED.finditer(text):
        start = stop.start()
        before = _WORD.search(text, max(0, start - _REACH), start)
        if before is None or len(before[0]) < 2 or _in_address(text, before.start()):
            continue
        end = stop.end()
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
        yield finding(rule, reading, span)
