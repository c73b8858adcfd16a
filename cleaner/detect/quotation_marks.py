"""Quotation marks that do not pair: a quotation that is never closed or never opened, or one inside the same marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from cleaner.detect.finding import finding
from cleaner.model import Block, BlockKind, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule

_MARKS = re.compile('["“”„«»]')
_KINDS = {'"': '"', "“": "“", "”": "“", "„": "“", "«": "«", "»": "«"}
_OPENS_WORD = "([{—–-/'‘’¿¡"
_ENDS_WORD = ",.;:!?)]}…—–-/"
_ENDS_SENTENCE = ".!?…,:;—–-"
_SHOWN = 60


class _Role(StrEnum):
    OPENING = "opening"
    CLOSING = "closing"
    DOUBTFUL = "doubtful"


class _Fault(StrEnum):
    UNCLOSED = "unclosed"
    UNOPENED = "unopened"
    NESTED = "nested"


@dataclass(frozen=True, slots=True)
class _Balance:
    """A block and the first fault of its marks, at offset `at`; None where they pair, or nothing can be said."""

    block: Block
    fault: _Fault | None = None
    at: int = 0


def unclosed_quotation(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """A quotation that is opened and not closed in its paragraph, nor taken up by the next with a mark of its own."""
    yield from _faults(rule, reading, _Fault.UNCLOSED)


def unopened_quotation(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """A quotation that is closed and was not opened, neither here nor in the paragraph before."""
    yield from _faults(rule, reading, _Fault.UNOPENED)


def nested_quotation(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """A quotation inside another one in the same marks."""
    yield from _faults(rule, reading, _Fault.NESTED)


def _faults(rule: Rule, reading: Reading, fault: _Fault) -> Iterator[Finding]:
    text, prose = reading.document.text, (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    every = [_balance(text, block) for block in reading.blocks() if block.kind in prose]
    none = _Balance(Block(-1, BlockKind.PARAGRAPH, Span(0, 0)))
    for before, (balance, following) in zip((none, *every), pairwise((*every, none)), strict=False):
        if balance.fault is not fault or _is_carried(text, before, balance, following):
            continue
        end = min(balance.at + _SHOWN, balance.block.span.end)
        start = max(balance.at - _SHOWN, balance.block.span.start) if fault is _Fault.UNOPENED else balance.at
        end = balance.at + 1 if fault is _Fault.UNOPENED else end
        yield finding(rule, reading, Span(start, end))


def _is_carried(text: str, before: _Balance, here: _Balance, after: _Balance) -> bool:
    """Whether a quotation of several paragraphs explains the fault: one that stays open is taken up by the paragraph
    below with a mark, or closed there; one that is closed was left open in the paragraph above."""
    if here.fault is _Fault.UNCLOSED:
        opens = len(after.block.span) > 0 and text[after.block.span.start] in '"“”„«»'
        return opens or after.fault is _Fault.UNOPENED or text[here.block.span.end - 1] == ":"
    return here.fault is _Fault.UNOPENED and before.fault is _Fault.UNCLOSED


def _balance(text: str, block: Block) -> _Balance:
    opened, faults = list[tuple[str, int]](), list[tuple[_Fault, int]]()
    for mark in _MARKS.finditer(text, block.span.start, block.span.end):
        at, kind = mark.start(), _KINDS[mark[0]]
        role = _role(text, at, block.span)
        if role is _Role.DOUBTFUL:
            return _Balance(block)
        if role is _Role.CLOSING and not opened:
            if not _is_other_mark(text, at):
                faults.append((_Fault.UNOPENED, at))
        elif role is _Role.CLOSING:
            while len(opened) > 1 and opened[-1][0] != kind and any(k == kind for k, _ in opened):
                opened.pop()
            opened.pop()
        elif opened and opened[-1][0] == kind:
            if not _after_sentence(text, at, block.span):
                faults.append((_Fault.NESTED, at))
            opened[-1] = (kind, at)
        else:
            opened.append((kind, at))
    if opened:
        faults.append((_Fault.UNCLOSED, opened[0][1]))
    return _Balance(block, *faults[0]) if faults else _Balance(block)


def _is_other_mark(text: str, at: int) -> bool:
    """Whether a mark behind a number is that of inches, or an arrow behind a space."""
    before = text[at - 1 : at]
    return before.isdigit() or (text[at] in "«»" and before.isspace())


def _after_sentence(text: str, at: int, block: Span) -> bool:
    """Whether a mark stands behind the end of a sentence: a paragraph of the same quotation began there."""
    before = text[block.start : at].rstrip()[-1:] if at - block.start < 3 else text[at - 3 : at].rstrip()[-1:]
    return before in tuple(_ENDS_SENTENCE)


def _role(text: str, at: int, block: Span) -> _Role:
    """What a mark does, by what stands beside it; the shape of the mark decides where that does not."""
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    leads, trails = before.isspace() or before in _OPENS_WORD, after.isspace() or after in _ENDS_WORD
    if leads != trails:
        return _Role.OPENING if leads else _Role.CLOSING
    if trails and not before.isspace():
        return _Role.CLOSING
    shape = text[at]
    if shape == '"' or (not leads and before.isalnum() and after.isalnum()):
        return _Role.DOUBTFUL
    return _Role.OPENING if shape in "“„«" else _Role.CLOSING


CHECKS: Mapping[str, Callable[[Rule, Reading, frozenset[str]], Iterator[Finding]]] = {
    "nested-quotation": nested_quotation,
    "unclosed-quotation": unclosed_quotation,
    "unopened-quotation": unopened_quotation,
}
