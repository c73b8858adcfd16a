"""What names and spinning cost beside extraction, and how that grows with the text.

Their cost is that of their detectors, names and people, and of the share of the scan that their rules cause: the scan
with all rules less the scan without theirs, on the same document.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar
from unittest.mock import patch

import trafilatura

from cleaner import Cleaner
from cleaner.config import Config
from cleaner.detect.names import Names
from cleaner.detect.people import People
from cleaner.extract import RawArticle, read_text
from cleaner.matcher import Matcher
from cleaner.model import Document, Finding
from cleaner.reading import Reading
from cleaner.rulebook import FAMILIES
from cleaner.words import Tokens
from tests.benchmarks.cost import drawn
from tests.benchmarks.data import clean_news, half

D = TypeVar("D")
GOAL = 0.06
ROUNDS = 3
SIZES = (100_000, 300_000, 1_000_000)
NAMING = ("names", "spinning")


@dataclass(slots=True)
class Cost:
    """Seconds of processor time: of the detectors, of the scan by all rules, and of that without those of naming."""

    detector: float = float("inf")
    scan: float = float("inf")
    rest: float = float("inf")

    @property
    def naming(self) -> float:
        """What names and spinning cost."""
        return self.detector + self.scan - self.rest

    def least(self, other: Cost) -> None:
        """The least of each, which noise of the machine has grown the least."""
        self.detector = min(self.detector, other.detector)
        self.scan = min(self.scan, other.scan)
        self.rest = min(self.rest, other.rest)


@dataclass(slots=True)
class Gauge:
    """Runs the cleaner on one article and reads off the cost of naming."""

    cleaner: Cleaner = field(default_factory=Cleaner)
    others: Matcher = field(init=False)

    def __post_init__(self) -> None:
        self.others = Matcher(rule for rule in self.cleaner.rules if rule.family not in NAMING)

    def cost(self, raw: RawArticle) -> Cost:
        """The cost of one run. The two scans stand one behind the other."""
        done = Cost(0.0, 0.0, 0.0)
        scan = Matcher.read

        def timed(find: Callable[[D, Reading], Iterable[Finding]]) -> Callable[[D, Reading], Iterator[Finding]]:
            def timed_find(detector: D, reading: Reading) -> Iterator[Finding]:
                started = time.process_time()
                found = list(find(detector, reading))
                done.detector += time.process_time() - started
                return iter(found)

            return timed_find

        def timed_scan(matcher: Matcher, document: Document, tokens: Tokens) -> Reading:
            started = time.process_time()
            reading = scan(matcher, document, tokens)
            scanned = time.process_time()
            scan(self.others, document, tokens)
            done.scan += scanned - started
            done.rest += time.process_time() - scanned
            return reading

        with (
            patch.object(Names, "find", timed(Names.find)),
            patch.object(People, "find", timed(People.find)),
            patch.object(Matcher, "read", timed_scan),
        ):
            self.cleaner.clean_raw(raw)
        return done

    def least(self, raw: RawArticle) -> Cost:
        """The least cost of some runs, after one that builds what is built on first use."""
        self.cost(raw)
        least = Cost()
        for _ in range(ROUNDS):
            least.least(self.cost(raw))
        return least


def text_of(which: int, size: int) -> str:
    """Clean articles of one half, one behind the other, up to `size` characters of ASCII or more."""
    pieces, length = [], 0
    for row in clean_news():
        if half(row["id"]) == which and length < size:
            pieces.append(row["text"])
            length += len(row["text"]) + 2
    return "\n\n".join(pieces)[:size]


def run(which: int = 1, most: int = 300) -> None:
    """Prints the share of extraction on real pages, and the growth over text of clean articles of one half."""
    assert set(NAMING) <= FAMILIES.keys()
    gauge = Gauge()
    extraction = detector = scan = rest = 0.0
    pages = drawn(gauge.cleaner, most)
    for url, page, raw in pages:
        times = []
        for _ in range(ROUNDS):
            started = time.process_time()
            trafilatura.extract(page, url=url)
            times.append(time.process_time() - started)
        least = gauge.least(raw)
        extraction += min(times)
        detector, scan, rest = detector + least.detector, scan + least.scan, rest + least.rest
    each = 1e3 / len(pages)
    naming = detector + scan - rest
    print(f"\ncost on {len(pages)} pages: trafilatura.extract {each * extraction:.2f} ms; names and spinning "
          f"{each * naming:.2f} ms = {naming / extraction:.2%} (goal {GOAL:.0%})")  # fmt: skip
    print(f"  detector {each * detector:.2f} ms = {detector / extraction:.2%}; scan by all rules {each * scan:.2f} ms, "
          f"without theirs {each * rest:.2f} ms: {(scan - rest) / extraction:.2%}")  # fmt: skip
    _print_growth(gauge, which)


def _print_growth(gauge: Gauge, which: int) -> None:
    print("growth with the text: names and spinning, of these the detector and the scan")
    for size in SIZES:
        raw = read_text(text_of(which, size), None, Config().max_bytes)
        cost = gauge.least(raw)
        million = 1e6 / len(raw.text)
        print(f"  {len(raw.text):>9,} characters: {1e3 * cost.naming:8.0f} ms = {million * cost.naming:.3f} s a million"
              f" ({million * cost.detector:.3f} and {million * (cost.scan - cost.rest):.3f})")  # fmt: skip
