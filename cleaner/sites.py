"""What a site repeats: a memory in one SQLite file of the lines of each site's pages.

It keeps of each site a sample of its pages: those whose addresses have the least keys, which is a fair draw, and the
same one whatever the order in which pages come and however often. What is recalled is counted in this sample. So
learning a page twice, in another order, or in several memories that are merged, gives the same memory.

Beside the pages stand, counted whenever one is added, the lines that several of them have, and what these lines say.

Bounds (`Bounds`): 100,000 sites, 100 pages a site, 64 keys a page, 100 lines a site that are on several pages; the
site that has gone longest without a new page goes first. A site takes at most 70 kB, a full file 7 GB, and what SQLite
leaves free in its pages (up to half as much again). What is lost: shares are those of the sample (within 5 points or
so), and a site that changes its template is known by the old one for long (`forget` it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar
from weakref import finalize

from cleaner.imprint import Imprint, Page, Site, key, keys_of, lines_of, packed, site_of
from cleaner.model import Document, Repeats
from cleaner.sitefile import Connection, SiteFile
from cleaner.words import Tokens

CHUNK = 200
"""Pages that are learnt, or sites that are merged, in one transaction."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that a memory keeps."""

    sites: int = 100_000
    pages: int = 100
    lines: int = 100


class SiteMemory:
    """A memory at `path`. It is opened when first used, is safe under several processes and threads, and over fork.

    `writable`: whether it may learn; then the file is made if there is none. Every method raises BadSiteMemory where
    the file is missing, no memory, of a newer version, damaged, in use for over a minute, or not to be written.
    """

    def __init__(self, path: Path, *, writable: bool = True, bounds: Bounds | None = None) -> None:
        self.path, self.writable, self.bounds = Path(path), writable, bounds or Bounds()
        self._file = SiteFile(self.path, writable=writable)
        finalize(self, self._file.close)  # the last one to close folds SQLite's log into the file

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.path, self.writable, self.bounds)

    def open(self) -> None:
        """Opens the file now, to see whether it can be used."""
        with self._file.errors():
            self._file.connection()

    def close(self) -> None:
        """Closes what this process and thread has open; the next use opens it again."""
        self._file.close()

    def recall(self, document: Document, tokens: Tokens, pages: int, share: float) -> dict[int, Repeats]:
        """The blocks of an article that stand on at least `pages` pages of its site and on such a `share` of them."""
        host = site_of(document.meta.url)
        if host is None:
            return {}
        with self._file.errors():
            query = "SELECT articles, repeated FROM site WHERE host = ?"
            row = self._file.connection().execute(query, (host,)).fetchone()
        if row is None:
            return {}
        of, least = row[0], max(pages, share * row[0])
        counts = {k: count for k, count in _counts(row[1]) if count >= least}
        found: dict[int, Repeats] = {}
        for line in lines_of(document, tokens) if counts else ():
            if exact := counts.get(key(line.text)):
                found[line.block] = Repeats(host, exact, of)
            elif line.loose is not None and (loose := counts.get(key(line.loose))):
                found[line.block] = Repeats(host, loose, of, loose=True)
        return found

    def learn(self, imprints: Iterable[Imprint]) -> int:
        """Learns pages; a page that is known already changes nothing. Gives their number."""
        number = 0
        for chunk in _chunks(imprints):
            number += len(chunk)
            by_site = groupby(sorted(chunk, key=lambda imprint: imprint.site), lambda imprint: imprint.site)
            self.merge(_as_site(host, list(run)) for host, run in by_site)
        return number

    def merge(self, sites: Iterable[Site]) -> int:
        """Adds what another memory knows; pages that both know count once. Gives the number of sites."""
        number = 0
        for chunk in _chunks(sites):
            number += len(chunk)
            with self._file.errors():
                news = [site for site in chunk if self._is_news(site)]
            if news:
                with self._file.writing() as connection:
                    for site in news:
                        self._add(connection, site)
        return number

    def _is_news(self, new: Site) -> bool:
        """Whether some of the pages may change the sample. Of a site that has many pages, hardly one does."""
        connection = self._file.connection()
        query = "SELECT site, count(*), max(address) FROM page WHERE site = (SELECT id FROM site WHERE host = ?)"
        number, kept, last = connection.execute(query, (new.host,)).fetchone()
        known = "SELECT 1 FROM page WHERE site = ? AND address = ? AND (prints, lines) = (?, ?)"
        return any(
            (kept < self.bounds.pages or page.address <= last)
            and connection.execute(known, (number, *page)).fetchone() is None
            for page in new.pages
        )

    def _add(self, connection: Connection, new: Site) -> None:
        """Pages are joined by address; of two texts of one page the one whose keys come first stays."""
        old = _site(connection, new.host)
        pages = {page.address: page for page in old.pages}
        for page in new.pages:
            pages[page.address] = min(page, pages.get(page.address, page))
        kept = tuple(pages[address] for address in sorted(pages)[: self.bounds.pages])
        counts, articles = Site(new.host, kept).counts()
        most = sorted((k for k in counts if counts[k] > 1), key=lambda k: (-counts[k], k))[: self.bounds.lines]
        known = {**new.texts, **old.texts}
        texts = {k: known[k] for k in most if k in known}
        gone = {page.address for page in old.pages}.difference(page.address for page in kept)
        changed = set(kept).difference(old.pages)
        lost, added = old.texts.keys() - texts.keys(), texts.keys() - old.texts.keys()
        if not (gone or changed or lost or added):
            return
        repeated = packed(most) + bytes(counts[k] for k in sorted(most))
        number = self._number(connection, new.host)
        connection.execute("UPDATE site SET articles = ?, repeated = ? WHERE id = ?", (articles, repeated, number))
        connection.executemany("DELETE FROM page WHERE site = ? AND address = ?", [(number, a) for a in gone])
        connection.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?)", [(number, *p) for p in changed])
        connection.executemany("DELETE FROM text WHERE site = ? AND line = ?", [(number, k) for k in lost])
        connection.executemany("INSERT INTO text VALUES (?, ?, ?)", [(number, k, texts[k]) for k in added])

    def _number(self, connection: Connection, host: str) -> int:
        """The number of a site, which is now the one last seen. A new one may push out the one longest not seen."""
        seen = connection.execute("SELECT coalesce(max(seen), 0) + 1 FROM site").fetchone()[0]
        row = connection.execute("SELECT id FROM site WHERE host = ?", (host,)).fetchone()
        if row is not None:
            connection.execute("UPDATE site SET seen = ? WHERE id = ?", (seen, *row))
            return int(row[0])
        over = connection.execute("SELECT count(*) + 1 - ? FROM site", (self.bounds.sites,)).fetchone()[0]
        oldest = connection.execute("SELECT host FROM site ORDER BY seen LIMIT ?", (max(0, over),)).fetchall()
        for (other,) in oldest:
            _forget(connection, other)
        return connection.execute("INSERT INTO site (host, seen) VALUES (?, ?)", (host, seen)).lastrowid or 0

    def forget(self, hosts: Iterable[str] | None) -> int:
        """Forgets sites, or all of them (None). Gives how many of them were known."""
        with self._file.writing() as connection:
            if hosts is not None:
                return sum(_forget(connection, host) for host in hosts)
            number = int(connection.execute("SELECT count(*) FROM site").fetchone()[0])
            for table in ("site", "page", "text"):
                connection.execute(f"DELETE FROM {table}")
        with self._file.errors():
            self._file.connection().execute("VACUUM")
        return number

    def hosts(self) -> Iterator[tuple[str, int]]:
        """The sites that are known, in the order of their names, with the number of pages kept."""
        with self._file.errors():
            yield from self._file.connection().execute(
                "SELECT host, (SELECT count(*) FROM page WHERE page.site = site.id) FROM site ORDER BY host"
            )

    def site(self, host: str) -> Site:
        """What is known of a site; it has no pages if it is unknown."""
        with self._file.errors():
            return _site(self._file.connection(), host)


def _again(path: Path, writable: bool, bounds: Bounds) -> SiteMemory:  # noqa: FBT001
    return SiteMemory(path, writable=writable, bounds=bounds)


def _counts(repeated: bytes) -> Iterator[tuple[int, int]]:
    """The keys of the lines that stand on several pages, and on how many."""
    number = len(repeated) // 9
    return zip(keys_of(repeated[: 8 * number]), repeated[8 * number :], strict=True)


def _as_site(host: str, imprints: list[Imprint]) -> Site:
    texts = {k: text for imprint in imprints for k, text in imprint.texts.items()}
    return Site(host, tuple(Page(i.address, i.prints, i.lines) for i in imprints), texts)


_T = TypeVar("_T")


def _chunks(things: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(things)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _pages(connection: Connection, host: str) -> tuple[Page, ...]:
    query = "SELECT address, prints, lines FROM page WHERE site = (SELECT id FROM site WHERE host = ?) ORDER BY address"
    return tuple(map(Page._make, connection.execute(query, (host,))))


def _site(connection: Connection, host: str) -> Site:
    query = "SELECT line, text FROM text WHERE site = (SELECT id FROM site WHERE host = ?)"
    return Site(host, _pages(connection, host), dict(connection.execute(query, (host,)).fetchall()))


def _forget(connection: Connection, host: str) -> bool:
    row = connection.execute("SELECT id FROM site WHERE host = ?", (host,)).fetchone()
    if row is None:
        return False
    connection.execute("DELETE FROM site WHERE id = ?", row)
    connection.execute("DELETE FROM page WHERE site = ?", row)
    connection.execute("DELETE FROM text WHERE site = ?", row)
    return True
