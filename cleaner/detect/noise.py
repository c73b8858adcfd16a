"""Damage to characters, found before the text is read: broken encodings, entities, invisible and control characters.

It is nobody's word, so it is repaired in quotations too. All checks are linear in the length of the text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from html.entities import html5
from itertools import groupby

from cleaner.detect.finding import filled, proposal
from cleaner.model import Finding, Span
from cleaner.rulebook import Rule

Repair = tuple[Span, str]

# The first byte of a UTF-8 sequence read as Latin-1, cp1252 or cp1251, and a byte that may follow it.
_MAYBE_MOJIBAKE = re.compile(
    r"[\u00c2-\u00f4РС]"
    r"[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
    r"\u0402-\u040f\u0450-\u045f\u0490\u0491\u2116]"
)
_ABOUT_ENCODING = re.compile(r"utf-?8|latin-?1|iso-8859|mojibake|windows-125|charset|\bHTML\b|\bentit(?:y|ies)\b", re.I)
_FOREIGN_RUN = re.compile(r"[^\x00-\x7f]+")
_ENTITY = re.compile(r"&(?:amp;)*(?P<name>(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_SOFT_HYPHEN = re.compile(r"\u00ad+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]+")
_REPLACED = re.compile(r"\ufffd+")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]")


class Noise:
    """The rules of the family `noise`."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.check in CHECKS]

    def find(self, text: str) -> Iterator[Finding]:
        """One finding a rule and line, with a proposal for each place."""
        if text.isascii() and "&" not in text and not _CONTROL.search(text):
            return
        for rule in self._rules:
            repairs = CHECKS[rule.check or ""](text)
            for _, same_line in groupby(repairs, key=_LineNumber(text)):
                yield _finding(rule, text, list(same_line))


class _LineNumber:
    """The line of a repair; repairs are asked for in the order of the text."""

    def __init__(self, text: str) -> None:
        self._breaks = _LINE_BREAK.finditer(text)
        self._next = next(self._breaks, None)
        self._number = 0

    def __call__(self, repair: Repair) -> int:
        while self._next is not None and self._next.start() < repair[0].start:
            self._number += 1
            self._next = next(self._breaks, None)
        return self._number


def _finding(rule: Rule, text: str, repairs: list[Repair]) -> Finding:
    span = Span(repairs[0][0].start, repairs[-1][0].end)
    first = repairs[0][0].of(text)
    shown = first if first.isprintable() else " ".join(f"U+{ord(c):04X}" for c in first[:4])
    words = {"count": str(len(repairs)), "text": shown, "fixed": repairs[0][1]}
    proposals = tuple(p for at, replacement in repairs for p in proposal(rule, at, replacement))
    return Finding(rule.id, rule.category, span, filled(rule.message, words), rule.confidence, proposals=proposals)


def _mojibake(text: str) -> Iterator[Repair]:
    if not _MAYBE_MOJIBAKE.search(text):
        return
    from ftfy import fix_encoding

    at = 0
    for line in text.splitlines(keepends=True):
        if _MAYBE_MOJIBAKE.search(line) and not _ABOUT_ENCODING.search(line) and (fixed := fix_encoding(line)) != line:
            runs = [(m.start(), m[0], fix_encoding(m[0])) for m in _FOREIGN_RUN.finditer(line)]
            if _replaced(line, runs) == fixed:
                for start, run, mended in runs:
                    if mended != run:
                        yield Span(at + start, at + start + len(run)), mended
            else:
                head, tail = _common(line, fixed)
                yield Span(at + head, at + len(line) - tail), fixed[head : len(fixed) - tail]
        at += len(line)


def _replaced(line: str, runs: list[tuple[int, str, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, run, mended in runs:
        pieces += line[at:start], mended
        at = start + len(run)
    return "".join(pieces) + line[at:]


def _common(one: str, other: str) -> tuple[int, int]:
    """Lengths of the common beginning and the common end of two strings."""
    most = min(len(one), len(other))
    head = next((i for i in range(most) if one[i] != other[i]), most)
    most -= head
    tail = next((i for i in range(most) if one[-1 - i] != other[-1 - i]), most)
    return head, tail


def _entities(text: str) -> Iterator[Repair]:
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        line = text.rfind("\n", max(0, match.start() - 200), match.start()) + 1 or max(0, match.start() - 200)
        if text[match.start() - 1 : match.start()] == "`" or _ABOUT_ENCODING.search(text, line, match.start()):
            continue
        name = match["name"]
        plain = html.unescape(f"&{name}") if name[0] == "#" or name in html5 else f"&{name}"
        if plain != match[0]:
            plain = plain.replace("\xa0", " ")
            shown = (c if c.isprintable() or c in "\n\t" else _gap(c, text, match) for c in plain)
            yield Span(*match.span()), "".join(shown)


def _gap(char: str, text: str, match: re.Match[str]) -> str:
    """What stands for an unprintable character: a space where a control character parted two words."""
    if unicodedata.category(char) != "Cc":
        return ""
    return (
        " "
        if text[match.start() - 1 : match.start()].isalnum() and text[match.end() : match.end() + 1].isalnum()
        else ""
    )


def _invisible(text: str) -> Iterator[Repair]:
    for match in _INVISIBLE.finditer(text):
        start, end = match.span()
        around = text[start - 1 : start] + text[end : end + 1]
        is_useless = all(ord(c) < 0x0530 or 0x2000 <= ord(c) < 0x2190 for c in around)
        if is_useless and not _RIGHT_TO_LEFT.search(text, max(0, start - 300), end + 300):
            yield Span(start, end), ""


def _soft_hyphens(text: str) -> Iterator[Repair]:
    for match in _SOFT_HYPHEN.finditer(text):
        yield Span(*match.span()), ""


def _controls(text: str) -> Iterator[Repair]:
    for match in _CONTROL.finditer(text):
        start, end = match.span()
        mended = "".join(_without_control(c) for c in match[0])
        if mended == " " * len(mended):
            beside = (
                text[start - 1 : start].isspace() or text[end : end + 1].isspace() or start == 0 or end == len(text)
            )
            mended = "" if beside else mended[:1]
        yield Span(start, end), mended


def _without_control(char: str) -> str:
    """cp1252 bytes that were read as Latin-1 are what they were; breaks of page and column are spaces."""
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    if char in "\x0b\x0c\x1c\x1d\x1e\x1f\x7f\x85":
        return " "
    if "\x80" <= char <= "\x9f":
        return char.encode("latin-1").decode("cp1252", "ignore")
    return ""


def _replacement_characters(text: str) -> Iterator[Repair]:
    for match in _REPLACED.finditer(text):
        yield Span(*match.span()), ""


CHECKS: dict[str, Callable[[str], Iterator[Repair]]] = {
    "mojibake": _mojibake,
    "entities": _entities,
    "invisible": _invisible,
    "soft-hyphens": _soft_hyphens,
    "controls": _controls,
    "replacement-characters": _replacement_characters,
}
