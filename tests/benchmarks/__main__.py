"""`python -m tests.benchmarks [NAME …]`: measures on the shared data, all of it or by name (`--help` lists them).

`--found` writes what is to be read into a JSONL file; `--half` and `--seed` are for those that damage clean articles.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.benchmarks import (
    clean_news,
    copies,
    cost,
    foreign_passages,
    injection,
    joints,
    lost_beginnings,
    naming,
    pages,
    site_memory,
    spam,
)
from tests.benchmarks.data import SHARED

parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
parser.add_argument(
    "names", nargs="*", metavar="clean|coherence|cost|duplicates|injection|naming|order|pages|sites|spam|structure"
)
parser.add_argument("--found", action="store_true")
parser.add_argument("--half", type=int, choices=(0, 1), default=1)
parser.add_argument("--seed", type=int, default=0)
asked = parser.parse_args()


def _sheets(*names: str) -> list[Path | None]:
    return [Path(name) if asked.found else None for name in names]


BENCHMARKS = {
    "clean": lambda: clean_news.run(Path("found.jsonl") if asked.found else None),
    "coherence": lambda: foreign_passages.run(Path("found.jsonl") if asked.found else None, asked.half),
    "cost": cost.run,
    "duplicates": lambda: copies.run(*_sheets("found.jsonl", "missed.jsonl"), asked.half, asked.seed),
    "injection": lambda: injection.run(Path("missed.jsonl") if asked.found else None, asked.half, asked.seed),
    "naming": lambda: naming.run(*_sheets("found.jsonl", "missed.jsonl"), asked.half, asked.seed),
    "order": lambda: lost_beginnings.run(asked.half, asked.seed),
    "pages": pages.run,
    "sites": site_memory.run,
    "spam": lambda: spam.run(Path("found.jsonl") if asked.found else None, asked.half),
    "structure": lambda: joints.run(*_sheets("found.jsonl", "missed.jsonl"), asked.half, asked.seed),
}

if not (SHARED / "data").is_dir():
    sys.exit("the shared data is not here: nothing to measure on")
for name in asked.names or BENCHMARKS:
    if name not in BENCHMARKS:
        parser.error(f"there is no benchmark {name}")
    print(f"== {name}")
    BENCHMARKS[name]()
