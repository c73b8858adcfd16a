"""Quotation marks that do not pair: a quotation that is never closed or never opened, or one inside the same marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cleaner.detect.finding import Check, finding
from cleaner.model import Block, BlockKind, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule

_MARKS = re.compile('["“”„«»]')
_KINDS = {'"': '"', "“": "“", "”": "“", "„": "“", "«": "«", "»": "«"}
_OPENS_WORD = "([{—–-/'‘’¿¡"
_ENDS_WORD = ",.;:!?)]}…—–-/"
_ENDS_SENTENCE = ".!?…,:;—–-"
_SHOWN = 60
_NEAR = 4
_QUOTES = tuple('"“”„«»')


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
    """A block and the first fault of its marks, at offset `at`; None where they pair, or nothing can be said.

    `bare`: it has no marks, and ends without a stop: a piece of the sentence that goes on below.
    """

    block: Block
    fault: _Fault | None = None
    at: int = 0
    bare: bool = False


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
    for n, here in enumerate(every):
        if here.fault is not fault or _is_carried(text, every, n):
            continue
        end = min(here.at + _SHOWN, here.block.span.end)
        start = max(here.at - _SHOWN, here.block.span.start) if fault is _Fault.UNOPENED else here.at
        end = here.at + 1 if fault is _Fault.UNOPENED else end
        yield finding(rule, reading, Span(start, end))


def _is_carried(text: str, every: Sequence[_Balance], n: int) -> bool:
    """Whether a quotation of several paragraphs explains the fault: one that stays open is taken up by the paragraph
    below with a mark, or closed below, pieces of a sentence between; one that is closed was left open above."""
    here = every[n]
    if here.fault is _Fault.UNCLOSED:
        below = every[n + 1].block.span if n + 1 < len(every) else Span(0, 0)
        is_closed = _next_fault(every[n + 1 :]) is _Fault.UNOPENED
        return is_closed or text[below.start : below.end][:1] in _QUOTES or text[here.block.span.end - 1] == ":"
    return here.fault is _Fault.UNOPENED and _next_fault(reversed(every[:n])) is _Fault.UNCLOSED


def _next_fault(balances: Iterable[_Balance]) -> _Fault | None:
    """The fault of the first block that is not bare."""
    return next((balance.fault for balance in balances if not balance.bare), None)


def _balance(text: str, block: Block) -> _Balance:
    """What is wrong with the marks of a block. A quotation inside another is a fault if one of the two stays open."""
    opened, faults, nested = list[tuple[str, int]](), list[tuple[_Fault, int]](), -1
    bare = True
    for mark in _MARKS.finditer(text, block.span.start, block.span.end):
        at, kind, bare = mark.start(), _KINDS[mark[0]], False
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
        elif opened and opened[-1][0] == kind and _after_sentence(text, at, block.span):
            opened[-1] = (kind, at)
        else:
            nested = at if nested < 0 and opened and opened[-1][0] == kind else nested
            opened.append((kind, at))
    if opened:
        faults.append((_Fault.UNCLOSED, opened[0][1]) if nested < 0 else (_Fault.NESTED, nested))
    return (
        _Balance(block, *faults[0]) if faults else _Balance(block, bare=bare and text[block.span.end - 1] not in ".!?")
    )


def _is_other_mark(text: str, at: int) -> bool:
    """Whether a mark behind a number is that of inches, or an arrow behind a space."""
    before = text[at - 1 : at]
    return before.isdigit() or (text[at] in "«»" and before.isspace())


def _after_sentence(text: str, at: int, block: Span) -> bool:
    """Whether a mark stands behind the end of a sentence: a paragraph of the same quotation began there."""
    before = text[max(block.start, at - _NEAR) : at].rstrip(" \u00a0'’")[-1:]
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


CHECKS: Mapping[str, Check] = {
    "nested-quotation": nested_quotation,
    "unclosed-quotation": unclosed_quotation,
    "unopened-quotation": unopened_quotation,
}
