"""From trees to text: trafilatura's tree is written out block by block, and the page's tree lends the links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cleaner.model import Block, BlockKind, Link, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

Anchors = Mapping[str, list[tuple[int, int, str]]]
"""For a line of the page without its spaces: where links begin and end in it, and where they lead."""

_SPACES = re.compile(r"\s+")
_KINDS = {"p": BlockKind.PARAGRAPH, "quote": BlockKind.QUOTE, "item": BlockKind.LIST_ITEM, "row": BlockKind.TABLE_ROW}
_KINDS |= {"head": BlockKind.HEADING, "ab": BlockKind.HEADING, "code": BlockKind.CODE}
_ENDS_BLOCK = {*_KINDS, "list", "table"}
_BREAK = "\0"


class Writer:
    """Writes the blocks of trafilatura's tree one below the other, noting where each stands, and its links."""

    def __init__(self, anchors: Anchors) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self._anchors = anchors
        self._written = 0
        self._line: list[str] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0

    def write(self, body: _Element) -> None:
        """Writes all of `body`. Iterative, since pages nest deeper than Python recurses."""
        for event, node in _walk(body):
            name = str(node.tag)
            if event == "start":
                self._open(name, node)
                self._line.append(node.text or "")
                continue
            if name in _ENDS_BLOCK and (name != "code" or _is_block(node)):
                self._flush(_inherited(BlockKind.PARAGRAPH, node.getparent()), 0)
            if node is not body:
                self._line.append(node.tail or "")
        self._flush(BlockKind.PARAGRAPH, 0)

    def _open(self, name: str, node: _Element) -> None:
        if name in _KINDS and (name != "code" or _is_block(node)):
            self._flush(_inherited(_KINDS[name], node), _level(node) if name in ("head", "ab") else 0)
        elif name == "cell" and any(piece.strip() for piece in self._line):
            self._line.append(" | ")
        elif name == "lb":
            self._line.append({BlockKind.TABLE_ROW: " ", BlockKind.CODE: "\n"}.get(self._kind, _BREAK))

    def _flush(self, kind: BlockKind, level: int) -> None:
        """Ends the current block and opens one of `kind`. Line breaks (`lb`) part blocks, as pages use them."""
        for line in "".join(self._line).split(_BREAK):
            tidy = line.strip("\n") if self._kind is BlockKind.CODE else _SPACES.sub(" ", line).strip()
            if tidy.strip():
                self._block(tidy)
        self._line, self._kind, self._level = [], kind, level

    def _block(self, text: str) -> None:
        mark = "- " if self._kind is BlockKind.LIST_ITEM else ""
        last = self.blocks[-1].kind if self.blocks else None
        tight = self._kind is last and self._kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        gap = "" if not self.blocks else "\n" if tight else "\n\n"
        start = self._written + len(gap)
        self.pieces.append(gap + mark + text)
        self._written = start + len(mark) + len(text)
        links = tuple(_links(text, start + len(mark), self._anchors))
        self.blocks.append(Block(len(self.blocks), self._kind, Span(start, self._written), self._level, links))


def _links(text: str, offset: int, anchors: Anchors) -> Iterator[Link]:
    found = anchors.get(_SPACES.sub("", text))
    if found:
        places = [offset + i for i, char in enumerate(text) if not char.isspace()]
        for start, end, target in found:
            yield Link(Span(places[start], places[end - 1] + 1), target)


_LINE_TAGS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
    ),
    *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"),
    *("legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "tr", "ul"),
}


def anchors_of(page: _Element) -> Anchors:
    """The links of a page by the lines they stand in. A look of our own: with its links on, trafilatura loses text."""
    lines: dict[str, list[tuple[int, int, str]]] = {}
    pieces: list[str] = []
    found: list[tuple[int, int, str]] = []
    opened: list[tuple[int, str]] = []
    length = 0

    def end_line() -> None:
        nonlocal length
        if found:
            lines.setdefault("".join(pieces), found.copy())
        pieces.clear()
        found.clear()
        opened[:] = [(0, target) for _, target in opened]
        length = 0

    def add(text: str | None) -> None:
        nonlocal length
        if text:
            squeezed = "".join(text.split())
            pieces.append(squeezed)
            length += len(squeezed)

    for event, node in _walk(page):
        name = node.tag
        if name in _LINE_TAGS:
            end_line()
        if event == "start":
            if name == "a":
                opened.append((length, node.get("href") or ""))
            if name not in ("script", "style"):
                add(node.text)
            continue
        if name == "a" and opened:
            start, target = opened.pop()
            if length > start and target:
                found.append((start, length, target))
        add(node.tail)
    end_line()
    return lines


def _walk(body: _Element) -> Iterator[tuple[str, _Element]]:
    from lxml import etree

    return iter(etree.iterwalk(body, events=("start", "end")))


def _level(node: _Element) -> int:
    digits = (node.get("rend") or "")[-1:]
    return int(digits) if digits.isdigit() else 2


def _is_block(node: _Element) -> bool:
    parent = node.getparent()
    return parent is None or parent.tag in ("body", "main") or "\n" in (node.text or "")


def _inherited(kind: BlockKind, node: _Element | None) -> BlockKind:
    """A paragraph inside a quotation, a list item or a cell is of its parent's kind."""
    if kind is not BlockKind.PARAGRAPH:
        return kind
    while node is not None:
        if node.tag == "quote":
            return BlockKind.QUOTE
        if node.tag == "item":
            return BlockKind.LIST_ITEM
        if node.tag == "row":
            return BlockKind.TABLE_ROW
        node = node.getparent()
    return kind
