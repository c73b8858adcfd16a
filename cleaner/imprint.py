"""What a memory keeps of a page: its site, its address, and its lines as keys. Two pages are compared by these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from struct import pack, unpack
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from cleaner.model import Document, Span
from cleaner.words import Tokens, is_word

LONGEST_LINE = 300
"""Characters of the longest block that is a line; what is longer is the article's own."""
LONG = 80
"""Characters from which a block tells one article from another; in an article of short ones, half of the longest."""
LOOSE_WORDS = 6
"""A line of so few words beside its numbers is also known whatever its numbers are ("12 comments"). In a longer one
the numbers are what it says."""
MOST_LINES = 64
"""Keys that are kept of one page: of its first and its last lines."""
MOST_TEXT = 120
"""Characters that are kept to show a line by."""
PRINTS = 3
KEY_BITS = 63

_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\Z")
_VARIANT_HOSTS = ("www.", "m.", "amp.", "mobile.")
_VARIANT_PATH = re.compile(r"/(?:amp|print|index\.html?)?/*\Z")
_TRACKING = re.compile(r"(?:utm_|fb_|mc_|at_|pk_)|(?:fbclid|gclid|dclid|igshid|cmpid|amp|print|output|ref|share)\Z")
_LETTERS = re.compile(r"[^\W\d_][\W\d_]*[^\W\d_]")
_NUMBER = re.compile(r"\d+(?: [.,:/-] \d+)*")
# Odd factors: each makes another order of the keys.
_FACTORS = (1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True, slots=True)
class Line:
    """A block that may stand on other pages: its words, folded. `loose`: the same for any numbers, if it is short."""

    block: int
    text: str
    loose: str | None


@dataclass(frozen=True, slots=True)
class Imprint:
    """A page. `prints`: 3 keys, of which copies of an article share most; `lines`: the keys of its lines, ascending.

    Both are packed, 8 bytes a key. `texts`: what the lines say, where that is known.
    """

    site: str
    address: int
    prints: bytes
    lines: bytes
    texts: Mapping[int, str]


class Page(NamedTuple):
    """A page of the sample, as it is kept."""

    address: int
    prints: bytes
    lines: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of a site: its pages by ascending address, and what lines that stand on several of them say."""

    host: str
    pages: tuple[Page, ...] = ()
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def pages_seen(self) -> int:
        """How many pages the site has shown, about: where not all were kept, told by how close their keys stand."""
        kept = len(self.pages)
        return kept if kept < 2 else max(kept, round((kept - 1) * 2**KEY_BITS / (self.pages[-1].address + 1)))

    def counts(self) -> tuple[Counter[int], int]:
        """On how many articles each line stands, and how many there are: copies of an article count once."""
        articles = distinct(self.pages)
        return Counter(keys_of(b"".join(page.lines for page in articles))), len(articles)


def key(text: str) -> int:
    """The key of a text: 63 bits, the same on every machine."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


def site_of(url: str | None) -> str | None:
    """The site of an address: its host without "www." and kin, or None if it has none.

    >>> site_of("https://www.Example.org:443/a"), site_of("m.example.org"), site_of("file:///a"), site_of("a story")
    ('example.org', 'example.org', None, None)
    """
    if not url:
        return None
    try:
        host = _split(url).hostname or ""
    except ValueError:
        return None
    host = host.casefold().rstrip(".")
    while host.startswith(_VARIANT_HOSTS) and "." in (rest := host.partition(".")[2]):
        host = rest
    if not _SITE.match(host) or len(host) > 253 or ("//" not in url and "." not in host):
        return None
    return host


def address_of(url: str) -> str:
    """The address by which a page is known: without what leads to the same page (tracking, AMP, print, fragment)."""
    parts = _split(url)
    path = _VARIANT_PATH.sub("", parts.path)
    kept = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0]))
    return f"{site_of(url)}{path}?{urlencode(kept, errors='replace')}"


def _split(url: str) -> SplitResult:
    return urlsplit(url if "://" in url or url.startswith("//") else f"//{url}")


def lines_of(document: Document, tokens: Tokens) -> Iterator[Line]:
    """The blocks of an article that may stand on other pages: some letters, no more than 300 characters."""
    for block in document.blocks:
        if len(block.span) <= LONGEST_LINE and (text := _folded(tokens, block.span)):
            yield Line(block.index, text, _loose(text))


def imprint_of(document: Document, tokens: Tokens) -> Imprint | None:
    """What is kept of a page; None if it has no address, and so no site."""
    url = document.meta.url
    site = site_of(url)
    if site is None or url is None:
        return None
    folded = [(block.span, text) for block in document.blocks if (text := _folded(tokens, block.span))]
    blocks = [(key(text), span, text) for span, text in folded]
    own = min(LONG, max((len(span) for span, _ in folded), default=0) // 2)
    texts: dict[int, str] = {}
    for number, text in _ends([(number, text) for number, span, text in blocks if len(span) <= LONGEST_LINE]):
        loose = _loose(text)
        for k, words in ((number, text), (key(loose), loose) if loose else (number, text)):
            if len(texts) < MOST_LINES:
                texts[k] = words[:MOST_TEXT]
    prints = _prints({number for number, span, _ in blocks if len(span) >= own} or {key(document.text)})
    return Imprint(site, key(address_of(url)), prints, packed(texts), texts)


def keys_of(keys: bytes) -> tuple[int, ...]:
    """The keys that `packed` made one of."""
    return unpack(f"<{len(keys) // 8}Q", keys[: len(keys) // 8 * 8])


def distinct(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages without copies of one article. Of the prints the one that parts the pages best decides: a long line of
    the template can be the least key of many articles in one order, hardly in all."""
    best: Mapping[bytes, Page] = {}
    for i in range(0, PRINTS * 8, 8):
        parted = {page.prints[i : i + 8]: page for page in reversed(pages)}
        if len(parted) == len(pages):
            return pages
        if len(parted) > len(best):
            best = parted
    return tuple(sorted(best.values()))


def packed(keys: Collection[int]) -> bytes:
    """Keys in ascending order, 8 bytes each."""
    return pack(f"<{len(keys)}Q", *sorted(keys))


def _prints(keys: set[int]) -> bytes:
    """The least key in three orders: two articles that share most of their long blocks share most of these."""
    return pack(f"<{PRINTS}Q", *(min(k * factor & (1 << KEY_BITS) - 1 for k in keys) for factor in _FACTORS))


def _ends(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """All lines, or of very many those of both ends by turns: a template's lines stand there."""
    turns = [line for pair in zip(lines, reversed(lines), strict=True) for line in pair]
    return list(dict.fromkeys(turns)) if len(lines) > MOST_LINES // 2 else lines


def _folded(tokens: Tokens, span: Span) -> str:
    """The words and marks of a block, folded, one space between; without a list's mark. Empty without two letters."""
    inside = tokens.within(span)
    first = inside.start
    while first < inside.stop and not is_word(tokens.folded[first]):
        first += 1
    text = " ".join(tokens.folded[first : inside.stop])
    return text if _LETTERS.search(text) else ""


def _loose(text: str) -> str | None:
    loose = _NUMBER.sub("#", text) if text.count(" ") < 4 * LOOSE_WORDS else text
    return loose if loose != text and sum(word[0].isalpha() for word in loose.split()) <= LOOSE_WORDS else None
