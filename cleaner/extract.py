"""A page becomes plain text with a layout. The only importer of trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cleaner.decode import check_size, decode, sane
from cleaner.errors import ExtractionFailed, NothingToExtract
from cleaner.layout import Writer, lines_of
from cleaner.model import Block, Meta

_OPENS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,5000}?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|article|main|section|div|p|h[1-6]|span"
    r"|table|ul|ol|blockquote|header|meta|title|link|script|style|nav|figure|a|b|i|em|strong|br|img|center|font)[\s>/])",
    re.I | re.S,
)
_WHOLE = re.compile(r"<(?:html|body)[\s>]", re.I)
_LANGUAGE = re.compile(r"""<html[^>]{0,500}?\slang\s*=\s*["']?([A-Za-z-]+)""", re.I)
_HOLDS_HTML = re.compile(r"<html[\s>].*<body[\s>]", re.I | re.S)
_TAG = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|ul|ol|li|br|img|table|tr|td|strong|em|article|section)(?:\s[^<>]*)?/?>", re.I
)
CHARACTERS_A_TAG = 400
"""A text with more tags than one in so many characters, and with four at least, is HTML."""


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
    return _article(_text_of(page, max_bytes), url)


def read_text(page: str | bytes, url: str | None, max_bytes: int) -> RawArticle:
    """Plain text as it stands. Raises the children of InputError that say why it cannot be read."""
    return RawArticle(_text_of(page, max_bytes), None, Meta(url=url))


def read(page: str | bytes, url: str | None, max_bytes: int) -> RawArticle:
    """HTML or plain text, whichever the page is."""
    text = _text_of(page, max_bytes)
    return _article(text, url) if looks_like_html(text) else RawArticle(text, None, Meta(url=url))


def _text_of(page: str | bytes, max_bytes: int) -> str:
    check_size(page, max_bytes)
    return decode(page) if isinstance(page, bytes) else sane(page)


def looks_like_html(text: str) -> bool:
    """Whether a text is a page or a piece of one; a tag that prose mentions does not make it HTML."""
    if _OPENS_HTML.match(text) or _HOLDS_HTML.search(text[:200_000]):
        return True
    sample = text[:20_000]
    return len(_TAG.findall(sample)) >= max(4, len(sample) / CHARACTERS_A_TAG)


def _article(page: str, url: str | None) -> RawArticle:
    import trafilatura
    from trafilatura.utils import load_html

    page = page.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if not _WHOLE.search(page[:100_000]):
        page = f"<html><body>{page}</body></html>"
    try:
        tree = load_html(page)
        lines = lines_of(tree) if tree is not None else {}
        found = trafilatura.bare_extraction(tree, url=url, with_metadata=True, include_comments=False)
    except Exception as error:  # whatever it raises, the other articles go on
        raise ExtractionFailed(f"the page could not be read: {type(error).__name__}") from error
    if found is None or isinstance(found, dict) or found.body is None:
        raise NothingToExtract("no article was found on this page")
    writer = Writer(lines)
    writer.write(found.body)
    if not writer.blocks:
        raise NothingToExtract("no article was found on this page")
    declared = _LANGUAGE.search(page[:20_000])
    meta = Meta(url or found.url, found.title or None, found.author or None, found.date or None, found.sitename or None)
    return RawArticle("".join(writer.pieces), tuple(writer.blocks), meta, declared[1] if declared else found.language)
