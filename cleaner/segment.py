"""Text becomes a Document: blocks, sentences, quotations and the headline, all as spans with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cleaner.model import Block, BlockKind, Document, Language, Meta, Sentence, Span
from cleaner.words import fold

HEADLINE_CHARACTERS = 160
WRAPPED_WIDTH = (40, 120)
WRAPPED_SHARE = 0.85
SHORT_LINE = 0.8
MANY_LINES = 8
SENTENCE_CHUNK = 10_000
"""sentencex takes time quadratic in the number of quotation marks it is handed at once."""
CROWDED = 500
"""Quotation marks in a chunk beyond which it is cut into pieces of an eighth."""

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_MARKDOWN = (
    (re.compile(r"#{1,6}\s+\S"), BlockKind.HEADING),
    (re.compile(r"(?:[-*•·▪]|\d{1,3}[.)])\s+\S"), BlockKind.LIST_ITEM),
    (re.compile(r">\s*\S"), BlockKind.QUOTE),
)
_FULL_STOP = re.compile(r"""[.!?…:;,。！？।؟][\s"'”’»)\]]*\Z""")


def lay_out(text: str) -> tuple[Block, ...]:
    """The blocks of plain text: parted by blank lines, or by single line breaks unless the text is hard-wrapped.

    What stands between two lines of three backquotes is one block of code.
    """
    lines = [line for m in _LINE.finditer(text) if len(line := _trimmed(text, m.start(), m.end()))]
    wrapped = _wrapped_at(text, lines)
    blocks: list[Block] = []
    fenced = False
    for line in lines:
        is_fence = text.startswith("```", line.start)
        last = blocks[-1] if blocks else None
        goes_on = fenced or (last is not None and not is_fence and _goes_on(text, last.span, line, wrapped))
        if last is not None and goes_on:
            blocks[-1] = replace(last, span=Span(last.span.start, line.end))
        else:
            kind = BlockKind.CODE if is_fence else _kind(text, line)
            blocks.append(Block(len(blocks), kind, line, _level(text, line)))
        fenced ^= is_fence
    return tuple(blocks)


def _goes_on(text: str, block: Span, line: Span, wrapped: int) -> bool:
    """Whether a line goes on the block before it: a single break in wrapped text, unless a paragraph ends there."""
    if not wrapped or _breaks(text, block, line) != 1 or _kind(text, line) is not BlockKind.PARAGRAPH:
        return False
    if _kind(text, block) in (BlockKind.CODE, BlockKind.HEADING):
        return False
    last = max(text.rfind("\n", block.start, block.end), block.start - 1) + 1
    return not _ends_paragraph(text, Span(last, block.end), line, wrapped)


def _ends_paragraph(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a paragraph ends with `line`: it ends a sentence, and is short or the next line is indented."""
    indented = text[following.start - 1] in " \t" and text[following.start - 2 : following.start].isspace()
    ends = _FULL_STOP.search(line.of(text)) is not None
    return ends and (indented or len(line) < width * SHORT_LINE)


def segment(
    text: str,
    layout: Sequence[Block] | None,
    meta: Meta,
    language: Language,
    function_words: frozenset[str] = frozenset(),
) -> Document:
    """The Document of `text`. `layout`: its blocks, if the page gave them.

    Language and its function words decide how sentences are split.
    """
    blocks = tuple(layout) if layout is not None else lay_out(text)
    headline = _headline(text, blocks, meta, from_page=layout is not None)
    quotes = _quotes(text, blocks)
    sentences = tuple(
        Sentence(i, block, span)
        for i, (block, span) in enumerate(
            (block.index, span)
            for block in blocks
            for span in _sentences(text, block, language.code or "en", function_words)
        )
    )
    return Document(text, blocks, sentences, quotes, headline, language, _titled(meta, headline, text))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return Span(start + lead, max(start + lead, start + len(piece.rstrip())))


def _breaks(text: str, before: Span, after: Span) -> int:
    """Line breaks between two spans; a Windows break counts once."""
    return text[before.end : after.start].replace("\r\n", "\n").count("\n")


def _kind(text: str, span: Span) -> BlockKind:
    for pattern, kind in _MARKDOWN:
        if pattern.match(text, span.start, span.end):
            return kind
    return BlockKind.PARAGRAPH


def _level(text: str, span: Span) -> int:
    if _kind(text, span) is not BlockKind.HEADING:
        return 0
    line = span.of(text)
    return len(line) - len(line.lstrip("#"))


def _wrapped_at(text: str, lines: list[Span]) -> int:
    """The width at which an editor broke the lines, or 0: none is long, the next line's first word would seldom have
    fitted, and most lines break off in the middle of a sentence."""
    pairs = [(a, b) for a, b in pairwise(lines) if _breaks(text, a, b) == 1]
    width = max((len(line) for pair in pairs for line in pair), default=0)
    inner = [(a, b) for a, b in pairs if not _ends_paragraph(text, a, b, width)]
    narrowest = WRAPPED_WIDTH[0] if len(inner) < MANY_LINES else WRAPPED_WIDTH[0] // 2
    if not inner or not narrowest <= width <= WRAPPED_WIDTH[1]:
        return 0
    full = sum(1 for a, b in inner if len(a) + 1 + len(b.of(text).split(maxsplit=1)[0]) > width - 2)
    broken = sum(1 for a, _ in inner if not _FULL_STOP.search(a.of(text)))
    return width if full >= WRAPPED_SHARE * len(inner) and broken * 2 >= len(inner) else 0


def without_headline(document: Document, blocks: Sequence[Block], *, from_page: bool) -> Document:
    """The document with another headline: its own is none. `blocks` are those that are left."""
    assumed = document.headline is not None and document.meta.title == _line(document.headline.span.of(document.text))
    meta = replace(document.meta, title=None) if assumed else document.meta
    headline = _headline(document.text, blocks, meta, from_page=from_page)
    return replace(document, headline=headline, meta=_titled(meta, headline, document.text))


def _titled(meta: Meta, headline: Block | None, text: str) -> Meta:
    if headline is None or meta.title is not None:
        return meta
    return replace(meta, title=_line(headline.span.of(text)))


def _line(text: str) -> str:
    return " ".join(text.lstrip("# ").split())


def _headline(text: str, blocks: Sequence[Block], meta: Meta, *, from_page: bool) -> Block | None:
    if not blocks:
        return None
    first = blocks[0]
    words = first.span.of(text)
    if meta.title and _same_line(words, meta.title):
        return first
    if from_page:
        return next((b for b in blocks[:3] if b.kind is BlockKind.HEADING and b.level == 1), None)
    if first.kind is BlockKind.HEADING and len(blocks) > 1:
        return first
    is_short = len(words) <= HEADLINE_CHARACTERS and first.kind is BlockKind.PARAGRAPH and not _FULL_STOP.search(words)
    parted = len(blocks) > 1 and _breaks(text, first.span, blocks[1].span) >= 2
    return first if is_short and parted and meta.title is None else None


def _same_line(one: str, other: str) -> bool:
    return fold(_line(one)) == fold(_line(other))


_SINGLE = re.compile(r"(?<![^\s(\[—–-])'(?=[^\W_])|(?<=[.,!?…])'(?![^\W_])|[\r\n\u2028\u2029]")
LONGEST_SINGLE = 2_000
_INSIDE = r"[^\r\n\u2028\u2029]{1,1000}?"
_OTHER = re.compile(rf"``{_INSIDE}''|,,{_INSIDE}(?:''|“|”)|`{_INSIDE}`")
_OPENING = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "‘": "’", '"': '"'}
_MARKS = re.compile("[" + "".join(dict.fromkeys("".join(_OPENING) + "".join(_OPENING.values()))) + "]")


def _quotes(text: str, blocks: Iterable[Block]) -> tuple[Span, ...]:
    """The quotations, marks included. One that is not closed runs to the end of its block, and goes on in the next
    block if that opens with a mark (the convention for a quotation of several paragraphs)."""
    spans: list[Span] = []
    for block in blocks:
        if block.kind is BlockKind.QUOTE:
            spans.append(block.span)
            continue
        if block.kind is BlockKind.CODE:
            continue
        start, closing = -1, ""
        for mark in _MARKS.finditer(text, block.span.start, block.span.end):
            at, char = mark.start(), mark[0]
            if start < 0:
                if char in _OPENING and _opens(text, at, block.span):
                    start, closing = at, _OPENING[char]
            elif char in closing and _closes(text, at, block.span):
                spans.append(Span(start, at + 1))
                start = -1
        if start >= 0 and text[start] != "‘":
            spans.append(Span(start, block.span.end))
    spans += (Span(*m.span()) for m in _OTHER.finditer(text))
    spans += _single_quoted(text)
    return _disjoint(spans)


def _single_quoted(text: str) -> Iterator[Span]:
    """What stands between straight single marks: one that opens a word, and one behind a stop or comma."""
    start = -1
    for mark in _SINGLE.finditer(text):
        at = mark.start()
        if mark[0] != "'" or at - start > LONGEST_SINGLE:
            start = -1
        if mark[0] != "'":
            continue
        if text[at + 1 : at + 2].isalnum():
            start = at if start < 0 else start
        elif start >= 0:
            yield Span(start, at + 1)
            start = -1


def _disjoint(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order; those that overlap are one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end:
            kept[-1] = Span(kept[-1].start, span.end)
    return tuple(kept)


def _opens(text: str, at: int, block: Span) -> bool:
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    if text[at] in "「『„«»‹":
        return True
    return not before.isalnum() and not after.isspace() and after not in ".,;:!?)"


def _closes(text: str, at: int, block: Span) -> bool:
    if text[at] in "」』»«›":
        return True
    after = text[at + 1] if at + 1 < block.end else " "
    if text[at] == "’":
        is_contraction = "’" in text[max(block.start, at - 3) : at]  # rock ’n’ roll
        return not after.isalnum() and text[at - 1] not in " \n" and not is_contraction
    return text[at] != '"' or not text[at - 1].isspace() or not after.isalnum()


def _sentences(text: str, block: Block, language: str, function_words: frozenset[str]) -> list[Span]:
    if block.kind in (BlockKind.TABLE_ROW, BlockKind.CODE, BlockKind.HEADING):
        return [block.span]
    from sentencex import get_sentence_boundaries

    spans: list[Span] = []
    start = block.span.start
    while start < block.span.end:
        chunk_end = min(start + SENTENCE_CHUNK, block.span.end)
        if sum(map(text[start:chunk_end].count, "\"'“”‘’«»")) > CROWDED:
            chunk_end = min(start + SENTENCE_CHUNK // 8, block.span.end)
        bounds = get_sentence_boundaries(language, text[start:chunk_end])
        if chunk_end < block.span.end and len(bounds) > 1:
            bounds = bounds[:-1]
        pieces = [_trimmed(text, start + b["start_index"], start + b["end_index"]) for b in bounds]
        spans += [piece for piece in pieces if len(piece)]
        start += max(b["end_index"] for b in bounds) if bounds else chunk_end - start
    return _unsplit(text, spans, function_words)


_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Rev|Hon|St|Jr|Sr|No|vs|v|Inc|Ltd|Corp|Co|Messrs|Fig)\.\Z"
)
_INITIALS = re.compile(r"\b(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.\Z")
_WORD = re.compile(r"[^\W_]+")


def _unsplit(text: str, spans: list[Span], function_words: frozenset[str]) -> list[Span]:
    """Puts together what was split before a lower-case word, after a title, or after initials ("U.S.") unless the next
    word is one that opens sentences."""
    joined: list[Span] = []
    for span in spans:
        head = text[span.start]
        end = joined[-1].end if joined else 0
        goes_on = head.islower()
        if joined and head.isalnum() and not goes_on:
            word = _WORD.match(text, span.start)
            opens = word is not None and fold(word[0]) in function_words
            before = max(0, end - 24)
            is_title = _TITLE.search(text, before, end) is not None
            goes_on = is_title or (_INITIALS.search(text, before, end) is not None and not opens)
        if joined and goes_on:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
