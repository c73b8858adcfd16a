"""Real pages and the segments that must, and must not, be in their article: trafilatura's own set, before and after.

A segment is in a text if it stands there, white space and invisible characters apart. Half 0 is what the rules were
tuned on, half 1 is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

from cleaner import Cleaner, errors, extract
from tests.benchmarks.data import Segments, half, segments

KNOWN = (0.9065, 0.9465, 0.9261)
"""Precision, recall and F1 of trafilatura 2.3.1 without comments, as they are known."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Texts:
    """The article of one page as trafilatura writes it, as it is read, and as it leaves; the rules that took out wanted
    segments."""

    url: str
    language: str
    extracted: str
    read: str
    cleaned: str
    lost: tuple[tuple[str, str], ...]


def plain(text: str) -> str:
    """Text with single spaces, in compatibility form."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def visible(text: str) -> str:
    """The same without invisible characters, which cleaning takes out."""
    return plain(_INVISIBLE.sub("", text))


def score(texts: Mapping[str, str], wanted: Mapping[str, Segments], urls: Iterable[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the segments of `urls`."""
    count = Counter[str]()
    for url in urls:
        for kind, found in (("with", wanted[url].wanted), ("without", wanted[url].unwanted)):
            inside = sum(segment in texts[url] for segment in found)
            count.update({kind: inside, f"{kind} all": len(found)})
    precision = count["with"] / max(1, count["with"] + count["without"])
    recall = count["with"] / max(1, count["with all"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def treat(url: str, page: bytes, wanted: Segments) -> Texts:
    """Extracts and cleans one page; a page that cannot be read gives empty texts."""
    import trafilatura

    extracted = trafilatura.extract(page, include_comments=False) or ""
    try:
        raw = extract.read_html(page, url if url.startswith("http") else None, 10**8)
    except errors.InputError:
        return Texts(url, "-", extracted, "", "", ())
    result = _cleaner().clean_raw(raw)
    before, after = visible(raw.text), visible(result.text)
    lost = []
    for segment in map(visible, wanted.wanted):
        if segment in before and segment not in after:
            places = [(f.rule, visible(f.span.of(raw.text))) for f in result.findings if f.fix.value == "applied"]
            lost.append((segment, next((rule for rule, text in places if segment in text or text in segment), "-")))
    return Texts(url, result.document.language.code or "-", extracted, raw.text, result.text, tuple(lost))


def run() -> None:
    """Prints precision, recall and F1 before and after by half and language, and each wanted segment that was lost."""
    pages = segments()
    with ProcessPoolExecutor() as workers:
        jobs = [(url, page.html, page) for url, page in pages.items()]
        done = {t.url: t for t in workers.map(treat, *zip(*jobs, strict=True), chunksize=10)}
    known = score({u: plain(t.extracted) for u, t in done.items()}, _by(plain, pages), done)
    print(f"trafilatura, all pages: {_row(known)}; known: {_row(KNOWN)}")
    wanted = _by(visible, pages)
    stages = {
        name: {u: visible(getattr(t, name)) for u, t in done.items()} for name in ("extracted", "read", "cleaned")
    }
    for part in (0, 1):
        urls = [url for url in done if half(url) == part]
        print(f"half {part}: {len(urls)} pages")
        for name, texts in stages.items():
            print(f"  {name:10}{_row(score(texts, wanted, urls))}")
    by_language = defaultdict(list)
    for url, texts_of in done.items():
        if half(url) == 1:
            by_language[texts_of.language].append(url)
    print("half 1 by language: pages, extracted, cleaned")
    for language, urls in sorted(by_language.items(), key=lambda item: -len(item[1])):
        before, after = (score(stages[name], wanted, urls) for name in ("extracted", "cleaned"))
        print(f"  {language:4}{len(urls):4}   {_row(before)}   {_row(after)}")
    for part in (0, 1):
        lost = [(t.url, *pair) for t in done.values() for pair in t.lost if half(t.url) == part]
        print(f"half {part}: {len(lost)} wanted segments lost in cleaning")
        for url, segment, rule in lost:
            print(f"  {rule}: {segment!r} of {url[:80]}")


def _by(normal: Callable[[str], str], pages: Mapping[str, Segments]) -> dict[str, Segments]:
    return {
        url: Segments(page.html, tuple(map(normal, page.wanted)), tuple(map(normal, page.unwanted)))
        for url, page in pages.items()
    }


def _row(scores: tuple[float, float, float]) -> str:
    return " / ".join(f"{value:.4f}" for value in scores)
