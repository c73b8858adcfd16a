"""What cleaning costs beside extraction, in one run over the same pages; and which steps are dearest."""

from __future__ import annotations

import cProfile
import pstats
import random
import time

import trafilatura

from cleaner import Cleaner
from cleaner.config import Config
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
    "titles.py:find": "titles",
    "duplicates.py:find": "duplicates",
    "names.py:find": "names and spinning",
    "people.py:find": "people",
    "splices.py:find": "splices",
    "foreign.py:find": "passages in other languages",
    "edit.py:plan": "plan",
    "score.py:score": "score (with textstat)",
}


def drawn(cleaner: Cleaner, most: int) -> list[tuple[str, bytes, RawArticle]]:
    """Pages, drawn with a fixed seed, that can be read: their addresses, their bytes and their articles."""
    chosen = sorted(pages().items())
    random.Random(0).shuffle(chosen)
    raws: list[tuple[str, bytes, RawArticle]] = []
    for url, page in chosen[:most]:
        try:
            raws.append((url, page, read(page, url, cleaner.config.max_bytes)))
        except CleanerError:
            continue
    return raws


def run(most: int = 300) -> None:
    """Prints the ratio and the shares. Pages are drawn with a fixed seed; the two steps run on each page in turn."""
    cleaner = Cleaner()
    raws = drawn(cleaner, most)
    started = time.process_time()
    for _, _, raw in raws:
        cleaner.clean_raw(raw)
    first = time.process_time() - started
    extraction = rest = 0.0
    for url, page, raw in raws:
        started = time.process_time()
        trafilatura.extract(page, url=url)
        extracted = time.process_time()
        cleaner.clean_raw(raw)
        extraction += extracted - started
        rest += time.process_time() - extracted
    languages = len({cleaner.clean_raw(raw).document.language.code for _, _, raw in raws})
    each = 1e3 / len(raws)
    print(f"{len(raws)} pages in {languages} languages: trafilatura.extract {each * extraction:.1f} ms, "
          f"everything after extraction {each * rest:.1f} ms = {rest / extraction:.1%}; "
          f"with the rules of each language built {each * first:.1f} ms = {first / extraction:.1%}")  # fmt: skip
    _shares(cleaner, [raw for _, _, raw in raws], rest / extraction)
    _linear([raw for _, _, raw in raws])


def _linear(raws: list[RawArticle]) -> None:
    """How the time grows with the number of blocks, and with the number of rules."""
    text = "\n\n".join(raw.text for raw in raws[:40])
    blocks = [block for block in text.split("\n\n") if block.strip()]
    cleaner = Cleaner()
    cleaner.clean_text("\n\n".join(blocks[:1000]))  # builds what is built on first use
    for most in (1000, 2000, 4000):
        many = "\n\n".join((blocks * 4)[:most])
        started = time.process_time()
        cleaner.clean_text(many)
        print(f"  {most} blocks: {1e3 * (time.process_time() - started):.0f} ms")
    ids = [rule.id for rule in cleaner.rules]
    for step in (4, 2, 1):
        some = Cleaner(Config(select=tuple(ids[::step])))
        for raw in raws:
            some.clean_raw(raw)
        started = time.process_time()
        for raw in raws:
            some.clean_raw(raw)
        print(f"  {len(ids[::step])} rules: {1e3 * (time.process_time() - started) / len(raws):.2f} ms a page")


def _shares(cleaner: Cleaner, raws: list[RawArticle], ratio: float) -> None:
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
        print(f"  {label:<36}{cost / whole:6.1%} of that, {ratio * cost / whole:5.2%} of extraction")
