"""Plain text and Markdown: the cleaned article, its summary, and the lines of `check`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate

from cleaner import edit
from cleaner.model import BlockKind, Edit, Finding, Fix, Span
from cleaner.result import CleanResult
from cleaner.words import fold

Style = Callable[[str, str], str]
"""Styles a string by a role: "good", "bad", "dim", "rule", "mark", "strong"."""


def plain(text: str, _: str) -> str:
    """The style of no style."""
    return text


def article(result: CleanResult) -> str:
    """The cleaned article. The headline is put before it, unless it begins with it."""
    title = result.title
    if title is None or fold(" ".join(result.text[: len(title) * 2 + 20].split())).startswith(_words(title)):
        return result.text
    return f"{title}\n\n{result.text}"


def _words(text: str) -> str:
    return fold(" ".join(text.split()))


_MARKDOWN = {BlockKind.QUOTE: "> ", BlockKind.TABLE_ROW: "", BlockKind.CODE: "", BlockKind.CAPTION: ""}


def markdown(result: CleanResult) -> str:
    """The cleaned article in Markdown, with headings, lists and quotations as the page had them."""
    pieces = [f"# {result.title}"] if result.title else []
    last: BlockKind | None = None
    for kind, level, text in _clean_blocks(result):
        if pieces and len(pieces) == 1 and result.title and _words(text.lstrip("# ")) == _words(result.title):
            continue
        if kind is BlockKind.HEADING:
            line = text if text.startswith("#") else f"{'#' * max(2, min(level or 2, 6))} {text}"
        elif kind is BlockKind.CODE:
            line = f"```\n{text}\n```"
        else:
            mark = _MARKDOWN.get(kind, "")
            line = text if text.startswith(mark.strip() or "\0") else mark + text
        tight = kind is last and kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        pieces.append(("\n" if tight else "\n\n") + line if pieces else line)
        last = kind
    return "".join(pieces) + "\n"


def _clean_blocks(result: CleanResult) -> Iterator[tuple[BlockKind, int, str]]:
    """Kind, level and cleaned text of each block that is left."""
    starts, ends = [e.span.start for e in result.edits], [e.span.end for e in result.edits]
    for block, span in zip(result.document.blocks, result.block_spans, strict=True):
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        touching = result.edits[first:last]
        text = edit.apply(span.of(result.source_text), [_cut(e, span) for e in touching]).strip()
        if text:
            yield block.kind, block.level, text


def _cut(e: Edit, span: Span) -> Edit:
    """The part of an edit that lies in a block, relative to its start."""
    start, end = max(e.span.start, span.start) - span.start, min(e.span.end, span.end) - span.start
    return Edit(Span(start, end), e.replacement, "", e.rule)


def summary(result: CleanResult, style: Style = plain) -> str:
    """A few lines: score, verdict, what was done, and the parts that lost points."""
    quality = result.quality
    role = {"keep": "good", "review": "rule", "reject": "bad"}[quality.verdict.value]
    fixes = Counter(f.fix for f in result.findings)
    number = len(result.findings)
    lines = [
        f"score {style(f'{quality.score:.1f}', 'strong')} (as it came: {quality.score_before:.1f}), "
        f"verdict {style(quality.verdict.value, role)} (chance {quality.probability:.0%})",
        f"{number} finding{'' if number == 1 else 's'}: {fixes[Fix.APPLIED]} repaired, "
        f"{fixes[Fix.SUGGESTED]} suggested, {fixes[Fix.NONE]} reported",
    ]
    for part in quality.parts:
        dear = [cost for cost in part.costs if cost.taken > 0]
        if dear:
            more = f" And {len(dear) - 1} more." if len(dear) > 1 else ""
            lines.append(f"  {part.name:<12}{part.value:5.1f}  {style(dear[0].reason + more, 'dim')}")
    lines += [style(note, "dim") for note in result.notes]
    return "\n".join(lines)


class Lines:
    """Finds line and column (both from 1, columns in code points) of offsets of a text."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True) or [""]
        self._starts = [0, *accumulate(map(len, self._lines))][: len(self._lines)]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        i = max(0, bisect_right(self._starts, offset) - 1)
        return i + 1, offset - self._starts[i] + 1

    def line(self, number: int) -> str:
        """A line without its break."""
        return self._lines[number - 1].rstrip("\r\n")


WINDOW = 100


def finding_lines(finding: Finding, lines: Lines, name: str, style: Style = plain) -> str:
    """`file:line:col: rule message`, and below it the words with the offending ones marked."""
    number, column = lines.place(finding.span.start)
    line = lines.line(number)
    length = max(1, min(len(finding.span), len(line) - column + 1))
    start = max(0, min(column - 1 - 30, len(line) - WINDOW))
    shown = line[start : start + WINDOW]
    marked = "^" * min(length, WINDOW - (column - 1 - start))
    head = f"{style(f'{name}:{number}:{column}:', 'strong')} {style(finding.rule, 'rule')} {finding.message}"
    shown = "".join(c if c.isprintable() else "·" for c in shown)
    return f"{head}\n    {style(shown, 'dim')}\n    {' ' * (column - 1 - start)}{style(marked, 'mark')}"
