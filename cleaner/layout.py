"""From trees to text: trafilatura's tree is written out block by block, and the page's tree lends the links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.model import Block, BlockKind, Link, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN_SHARE = 0.7
"""The smallest element that holds this share of the article's characters is its container."""
DEEPEST = 64
"""How many elements around a line are told, from the innermost."""
_NAMING_TEXT = ("class", "itemprop", "role", "data-testid", "data-component")
_NAMING = (*_NAMING_TEXT, "id")
_BOXES = ("div", "section", "aside", "nav", "footer", "header", "ul", "ol", "form", "figure", "table")


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the page: a number of its own, and its tag, classes and other names."""

    number: int
    names: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """What the page says about a line of its text: where links begin and end in it (spaces not counted) and where they
    lead, and the elements around it, outermost first."""

    links: tuple[tuple[int, int, str], ...]
    elements: tuple[Element, ...]


PageLines = Mapping[str, Sequence[PageLine]]
"""The lines of a page by their text without its spaces: each time that it stands there."""
TIMES_KEPT = 8

_SPACES = re.compile(r"\s+")
_KINDS = {"p": BlockKind.PARAGRAPH, "quote": BlockKind.QUOTE, "item": BlockKind.LIST_ITEM, "row": BlockKind.TABLE_ROW}
_KINDS |= {"head": BlockKind.HEADING, "ab": BlockKind.HEADING, "code": BlockKind.CODE}
_ENDS_BLOCK = {*_KINDS, "list", "table"}
_BREAK = "\0"


class Writer:
    """Writes the blocks of trafilatura's tree one below the other, with their places and what the page says of them."""

    def __init__(self, lines: PageLines) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self._lines = lines
        self._written = 0
        self._texts: list[str] = []
        self._found: list[Sequence[PageLine]] = []
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
        self._mark()

    def _mark(self) -> None:
        """Gives each block its links, and the names of the elements around it without those around the whole article.

        Of lines that stand on the page more than once, the one that is deepest within the article is meant.
        """
        whole = self._around_the_whole()
        for i, (block, found) in enumerate(zip(self.blocks, self._found, strict=True)):
            if not found:
                continue
            line = max(found, key=lambda line: sum(element.number in whole for element in line.elements))
            marks = marks_of([element.names for element in line.elements if element.number not in whole])
            text = self._texts[i]
            links = tuple(_links(text, block.span.end - len(text), line.links))
            self.blocks[i] = replace(block, links=links, marks=marks)

    def _around_the_whole(self) -> set[int]:
        """The numbers of the elements around most of the article."""
        held = Counter[int]()
        for block, found in zip(self.blocks, self._found, strict=True):
            held.update({element.number: len(block.span) for element in found[0].elements} if found else {})
        most = MAIN_SHARE * sum(len(block.span) for block, found in zip(self.blocks, self._found, strict=True) if found)
        return {number for number, size in held.items() if size >= most}

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
        self._texts.append(text)
        self._found.append(self._lines.get(_SPACES.sub("", text), ()))
        self.blocks.append(Block(len(self.blocks), self._kind, Span(start, self._written), self._level))


def _links(text: str, offset: int, found: Sequence[tuple[int, int, str]]) -> Iterator[Link]:
    places = [offset + i for i, char in enumerate(text) if not char.isspace()] if found else []
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


_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


def marks_of(elements: Sequence[str]) -> frozenset[str]:
    """The words of elements' tags, classes and ids: each name whole, and its parts behind a tilde ("rec-posts", "~rec",
    "~posts")."""
    names = {name for element in elements for name in element.split()}
    return frozenset({n.lower() for n in names} | {f"~{p.lower()}" for n in names for p in _NAME_PARTS.findall(n)})


def lines_of(page: _Element) -> PageLines:
    """The lines of a page. A look of our own: with its links on, trafilatura loses text, and it drops class names."""
    reader = _LineReader()
    for event, node in _walk(page):
        reader.read(event, node)
    return reader.lines


class _LineReader:
    """Gathers the lines of a page, and what is known of each, in one walk over its elements."""

    def __init__(self) -> None:
        self.lines: dict[str, list[PageLine]] = {}
        self._elements: list[Element] = []
        self._count = 0
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, str]] = []
        self._opened: list[tuple[int, str]] = []

    def read(self, event: str, node: _Element) -> None:
        """One start or end of an element."""
        name = node.tag
        if name in _LINE_TAGS:
            self._end_line()
        if event == "start":
            if name in _LINE_TAGS:
                self._count += 1
                self._elements.append(Element(self._count, _names(node)))
            elif name == "a":
                self._opened.append((self._length, node.get("href") or ""))
            if name not in ("script", "style"):
                self._add(node.text)
            return
        if name in _LINE_TAGS:
            self._elements.pop()
        elif name == "a" and self._opened:
            start, target = self._opened.pop()
            if self._length > start and target:
                self._links.append((start, self._length, target))
        self._add(node.tail)

    def _add(self, text: str | None) -> None:
        if text:
            squeezed = "".join(text.split())
            self._pieces.append(squeezed)
            self._length += len(squeezed)

    def _end_line(self) -> None:
        if self._length:
            self._links += [
                (start, self._length, target) for start, target in self._opened if start < self._length and target
            ]
            line = PageLine(tuple(self._links), tuple(self._elements[-DEEPEST:]))
            known = self.lines.setdefault("".join(self._pieces), [])
            if len(known) < TIMES_KEPT:
                known.append(line)
            self._pieces, self._links, self._length = [], [], 0
        self._opened = [(0, target) for _, target in self._opened]


def _names(node: _Element) -> str:
    """The names of an element. The id of a heading or paragraph is made of its own words, and names nothing."""
    naming = _NAMING if node.tag in _BOXES else _NAMING_TEXT
    return " ".join([str(node.tag), *(value for name in naming if (value := node.get(name)))])


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
