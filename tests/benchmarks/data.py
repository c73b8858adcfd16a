"""The shared data, where it is present. None of it is part of the project."""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared"


def half(identity: str) -> int:
    """0: the half to tune on; 1: the half to report on."""
    return int(hashlib.sha1(identity.encode()).hexdigest(), 16) % 2


def clean_news() -> Iterator[dict[str, str]]:
    """The clean articles: id, corpus, title, text …"""
    with gzip.open(SHARED / "data" / "clean-news.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def open_text() -> Iterator[dict[str, str]]:
    """Press releases, blogs and other open articles, with the same fields."""
    with lzma.open(SHARED / "data" / "open-text.jsonl.xz", "rt", encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def pages() -> dict[str, bytes]:
    """Real pages by their addresses."""
    return {url: page.html for url, page in segments().items()}


def _page_files() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with tarfile.open(SHARED / "data" / "trafilatura-eval.tar.xz") as archive:
        for member in archive:
            if member.isfile() and (content := archive.extractfile(member)) is not None:
                files[Path(member.name).name] = content.read()
    return files


@dataclass(frozen=True, slots=True)
class Segments:
    """A real page, and what must and must not be in its article."""

    html: bytes
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def segments() -> dict[str, Segments]:
    """The pages of trafilatura's set with their segments, by address."""
    files = _page_files()
    rows = json.loads(files["evaldata.json"])
    return {
        url: Segments(files[row["file"]], tuple(row["with"]), tuple(row["without"]))
        for url, row in rows.items()
        if row["file"] in files
    }
