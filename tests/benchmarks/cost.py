"""What cleaning costs beside extraction, in one run over the same pages; and which steps are dearest."""

from __future__ import annotations

import cProfile
import pstats
import random
import time

import trafilatura

from cleaner import Cleaner
from cleaner.errors import CleanerError
from cleaner.extract import RawArticle, read
from tests.benchmarks.data import pages

STEPS = {
    "engine.py:_repair": "noise",
    "words.py:tokenize": "words",
    "language.py:guess": "language (with langdetect)",
    "segment.py:segment": "segment",
    "matcher.py:read": "rules of all detectors, one scan",
    "boilerplate.py:find": "boilerplate",
    "duplicates.py:find": "duplicates",
    "names.py:find": "names and spinning",
    "splices.py:find": "splices",
    "edit.py:plan": "plan",
    "score.py:score": "score (with textstat)",
}


def run(most: int = 300) -> None:
    """Prints the ratio and the shares. Pages are drawn with a fixed seed; each step runs on each page in turn."""
    chosen = sorted(pages().items())
    random.Random(0).shuffle(chosen)
    cleaner = Cleaner()
    raws: list[RawArticle] = []
    extraction = rest = 0.0
    warm = 20
    for number, (url, page) in enumerate(chosen[: most + warm]):
        started = time.process_time()
        trafilatura.extract(page, url=url)
        extracted = time.process_time()
        try:
            raw = read(page, url, cleaner.config.max_bytes)
            before = time.process_time()
            cleaner.clean_raw(raw)
            after = time.process_time()
        except CleanerError:
            continue
        if number >= warm:
            extraction += extracted - started
            rest += after - before
            raws.append(raw)
    print(f"{len(raws)} pages: trafilatura.extract {1e3 * extraction / len(raws):.1f} ms, "
          f"everything after extraction {1e3 * rest / len(raws):.1f} ms = {rest / extraction:.1%}")  # fmt: skip
    _shares(cleaner, raws)


def _shares(cleaner: Cleaner, raws: list[RawArticle]) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for raw in raws:
        cleaner.clean_raw(raw)
    profile.disable()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = sum(v[3] for (f, _, n), v in stats.items() if n == "clean_raw")
    costs = {
        label: sum(v[3] for (f, _, n), v in stats.items() if f.endswith(step.split(":")[0]) and n == step.split(":")[1])
        for step, label in STEPS.items()
    }
    for label, cost in sorted(costs.items(), key=lambda item: -item[1]):
        print(f"  {label:<36}{cost / whole:6.1%}")
