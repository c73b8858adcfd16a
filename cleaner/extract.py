"""A page becomes plain text with a layout. The only importer of trafilatura."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from cleaner.decode import check_size, decode, sane
from cleaner.errors import ExtractionFailed, NothingToExtract
from cleaner.model import Block, BlockKind, Link, Meta, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPENS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|article|main|section|div|p|h[1-6]|span"
    r"|table|ul|ol|blockquote|header|meta|title|link|script|style|nav|figure|a|b|i|em|strong|br|img|center|font)[\s>/])",
    re.I | re.S,
)
_HOLDS_HTML = re.compile(r"<html[\s>].*<body[\s>]|</p>.*</p>|</div>.*</div>", re.I | re.S)


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article before any repair. `layout`: its blocks, or None for plain text, which is laid out later."""

    text: str
    layout: tuple[Block, ...] | None
    meta: Meta
    declared: str | None = None
    notes: tuple[str, ...] = field(default=())


def read_html(page: str | bytes, url: str | None, max_bytes: int) -> RawArticle:
    """The article of an HTML page. Raises the children of InputError that say why there is none."""
    check_size(page, max_bytes)
    return _article(decode(page) if isinstance(page, bytes) else sane(page), url)


def read_text(page: str | bytes, url: str | None, max_bytes: int) -> RawArticle:
    """Plain text as it stands. Raises the children of InputError that say why it cannot be read."""
    check_size(page, max_bytes)
    text = decode(page) if isinstance(page, bytes) else sane(page)
    return RawArticle(text, None, Meta(url=url))


def read(page: str | bytes, url: str | None, max_bytes: int) -> RawArticle:
    """HTML or plain text, whichever the page is."""
    check_size(page, max_bytes)
    text = decode(page) if isinstance(page, bytes) else sane(page)
    return _article(text, url) if looks_like_html(text) else RawArticle(text, None, Meta(url=url))


def looks_like_html(text: str) -> bool:
    """Whether a text is a page or a piece of one; a tag that prose mentions does not make it HTML."""
    return bool(_OPENS_HTML.match(text) or _HOLDS_HTML.search(text[:200_000]))


def _article(page: str, url: str | None) -> RawArticle:
    import trafilatura

    page = page.encode("utf-8", "replace").decode("utf-8")
    try:
        found = trafilatura.bare_extraction(
            page, url=url, with_metadata=True, include_comments=False, include_links=True, include_tables=True
        )
    except Exception as error:  # whatever it raises, the other articles go on
        raise ExtractionFailed(f"the page could not be read: {type(error).__name__}") from error
    if found is None or isinstance(found, dict) or found.body is None:
        raise NothingToExtract("no article was found on this page")
    writer = _Writer()
    writer.element(found.body)
    if not writer.blocks:
        raise NothingToExtract("no article was found on this page")
    declared = re.search(r"""<html[^>]{0,500}?\slang\s*=\s*["']?([A-Za-z-]+)""", page[:20_000], re.I)
    meta = Meta(url or found.url, found.title or None, found.author or None, found.date or None, found.sitename or None)
    return RawArticle("".join(writer.pieces), tuple(writer.blocks), meta, declared[1] if declared else found.language)


_SPACES = re.compile(r"[^\S\xa0]+")
_KINDS = {"p": BlockKind.PARAGRAPH, "quote": BlockKind.QUOTE, "item": BlockKind.LIST_ITEM, "row": BlockKind.TABLE_ROW}
_KINDS |= {"head": BlockKind.HEADING, "ab": BlockKind.HEADING, "code": BlockKind.CODE}
_ENDS_BLOCK = {*_KINDS, "list", "table"}


class _Writer:
    """Walks trafilatura's tree and writes its blocks one below the other, noting where each stands."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self._written = 0
        self._line: list[str] = []
        self._filled = 0
        self._links: list[tuple[int, int, str]] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0

    def element(self, body: _Element) -> None:
        """Writes all of `body`. Iterative, since pages nest deeper than Python recurses."""
        opened: list[tuple[int, str]] = []
        for event, node in _walk(body):
            name = str(node.tag)
            if event == "start":
                self._open(name, node)
                if name == "ref":
                    opened.append((self._filled, node.get("target") or ""))
                self._add(node.text)
                continue
            if name == "ref" and opened:
                start, target = opened.pop()
                self._links.append((start, self._filled, target))
            if name in _ENDS_BLOCK and (name != "code" or _is_block(node)):
                self.flush(_inherited(BlockKind.PARAGRAPH, node.getparent()), 0)
            if node is not body:
                self._add(node.tail)
        self.flush(BlockKind.PARAGRAPH, 0)

    def _open(self, name: str, node: _Element) -> None:
        if name in _KINDS and (name != "code" or _is_block(node)):
            self.flush(_inherited(_KINDS[name], node), _level(node) if name in ("head", "ab") else 0)
        elif name == "cell" and self._filled:
            self._add(" | ")
        elif name == "lb":
            self._add(" " if self._kind is BlockKind.TABLE_ROW else "\n")

    def _add(self, text: str | None) -> None:
        if text:
            self._line.append(text)
            self._filled += len(text)

    def flush(self, kind: BlockKind, level: int) -> None:
        """Ends the current block and opens one of `kind`. Line breaks (`lb`) part blocks, as pages use them."""
        text, links = "".join(self._line), self._links
        self._line, self._filled, self._links = [], 0, []
        waiting = deque(sorted(links))
        at = 0
        for line in [text] if self._kind is BlockKind.CODE else text.split("\n"):
            inside = []
            while waiting and waiting[0][0] <= at + len(line):
                start, end, target = waiting.popleft()
                inside.append((start - at, min(end - at, len(line)), target))
            self._block(line, inside)
            at += len(line) + 1
        self._kind, self._level = kind, level

    def _block(self, line: str, links: list[tuple[int, int, str]]) -> None:
        if not line.strip():
            return
        is_code = self._kind is BlockKind.CODE
        spaces = [] if is_code else [m.span() for m in _SPACES.finditer(line)]
        tidy = line.strip("\n") if is_code else _SPACES.sub(" ", line).strip()
        mark = "- " if self._kind is BlockKind.LIST_ITEM else ""
        last = self.blocks[-1].kind if self.blocks else None
        tight = self._kind is last and self._kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        gap = "" if not self.blocks else "\n" if tight else "\n\n"
        start = self._written + len(gap)
        body = start + len(mark)
        moved = _Moved(spaces, len(tidy))
        placed = tuple(
            Link(Span(body + moved(s), body + moved(e)), target) for s, e, target in links if line[s:e].strip()
        )
        self.pieces.append(gap + mark + tidy)
        self._written = body + len(tidy)
        self.blocks.append(Block(len(self.blocks), self._kind, Span(start, self._written), self._level, placed))


def _walk(body: _Element) -> Iterator[tuple[str, _Element]]:
    from lxml import etree

    return iter(etree.iterwalk(body, events=("start", "end")))


class _Moved:
    """Where an offset of a line stands once each of its `spaces` is one blank, and none is left at the start."""

    def __init__(self, spaces: list[tuple[int, int]], length: int) -> None:
        self._starts = [start for start, _ in spaces]
        kept = [0 if start == 0 else 1 for start, _ in spaces]
        self._lost = [0, *accumulate(end - start - k for (start, end), k in zip(spaces, kept, strict=True))]
        self._ends = [end for _, end in spaces]
        self._length = length

    def __call__(self, offset: int) -> int:
        i = bisect_left(self._starts, offset)
        inside = max(0, self._ends[i - 1] - offset) if i else 0
        return max(0, min(self._length, offset - self._lost[i] + inside))


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
