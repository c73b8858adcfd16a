"""Memories of sites as files: JSONL out, and JSONL or SQLite in again.

A first line names the format; then one line a site: {"site", "pages": [[address, prints, lines]], "texts":
{line: text}}, all keys as hexadecimal digits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cleaner.errors import BadSiteMemory
from cleaner.imprint import KEY_BITS, MOST_LINES, MOST_TEXT, PRINTS, Page, Site, site_of
from cleaner.result import dumps
from cleaner.sites import SiteMemory

FORMAT = {"cleaner-sites": 1}
_SQLITE = b"SQLite format 3\0"


def lines_out(memory: SiteMemory) -> Iterator[str]:
    """A memory as lines of JSON, without their breaks; the sites in the order of their names."""
    hosts = list(memory.hosts())
    yield dumps(dict(FORMAT))
    for host, _ in hosts:
        site = memory.site(host)
        yield dumps({
            "site": host,
            "pages": [[f"{page.address:x}", page.prints.hex(), page.lines.hex()] for page in site.pages],
            "texts": {f"{line:x}": text for line, text in sorted(site.texts.items())},
        })  # fmt: skip


def sites_in(path: Path) -> Iterator[Site]:
    """The sites of an export or of another memory, one by one. Raises BadSiteMemory where one is not sound."""
    try:
        with path.open("rb") as file:
            is_sqlite = file.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise BadSiteMemory(f"{path}: cannot be read: {error.strerror}") from None
    if is_sqlite:
        memory = SiteMemory(path, writable=False)
        for number, (host, _) in enumerate(list(memory.hosts()), 1):
            yield _sound(memory.site(host), f"{path}: site {number}")
        memory.close()
        return
    with path.open("rb") as file:
        if _row(file.readline(), f"{path}:1") != FORMAT:
            raise BadSiteMemory(f"{path}: is neither an export nor a memory of sites")
        for number, line in enumerate(file, 2):
            place = f"{path}:{number}"
            yield _sound(_site(_row(line, place), place), place)


def _row(line: bytes, place: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise BadSiteMemory(f"{place}: is no line of an export of a memory of sites") from None


def _site(row: object, place: str) -> Site:
    try:
        assert isinstance(row, dict)
        pages = [Page(int(a, 16), bytes.fromhex(prints), bytes.fromhex(lines)) for a, prints, lines in row["pages"]]
        texts = {int(line, 16): text for line, text in row["texts"].items()}
        return Site(row["site"], tuple(pages), texts)
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError):
        raise BadSiteMemory(f"{place}: is no site of an export") from None


def _sound(site: Site, place: str) -> Site:
    """The same site. Raises BadSiteMemory for what `imprint` never makes: it would spoil the memory."""
    keys = [*(page.address for page in site.pages), *site.texts]
    is_sound = (
        isinstance(site.host, str)
        and site_of(f"//{site.host}") == site.host
        and all(isinstance(k, int) and 0 <= k < 2**KEY_BITS for k in keys)
        and all(isinstance(blob, bytes) for page in site.pages for blob in page[1:])
        and all(len(p.prints) == 8 * PRINTS and len(p.lines) in range(0, 8 * MOST_LINES + 1, 8) for p in site.pages)
        and all(isinstance(text, str) and len(text) <= MOST_TEXT for text in site.texts.values())
    )
    if not is_sound:
        raise BadSiteMemory(f"{place}: holds what no page can have left")
    return site
