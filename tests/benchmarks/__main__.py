"""`python -m tests.benchmarks [NAME …]`: measures on the shared data, all of it or by name (`--help` lists them).

`--found` writes what is to be read into a JSONL file; `--half` and `--seed` are for those that damage clean articles.
`labelled` measures nothing: it writes damaged articles with a label, and is done only by name.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tests.benchmarks import (
    clean_news,
    copies,
    cost,
    filters,
    foreign_passages,
    injection,
    joints,
    labelled,
    lost_beginnings,
    naming,
    pages,
    quality,
    site_memory,
    spam,
)
from tests.benchmarks.data import SHARED
from tests.benchmarks.farm_stock import Genre

parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
parser.add_argument(
    "names",
    nargs="*",
    metavar="clean|coherence|cost|duplicates|filters|injection|labelled|naming|order|pages|quality|sites|spam|structure",
)
parser.add_argument("--found", action="store_true")
parser.add_argument("--half", type=int, choices=(0, 1), default=1)
parser.add_argument("--seed", type=int, default=0)
parser.add_argument("--out", type=Path, default=Path("labelled.jsonl"), help="where labelled articles are written")
parser.add_argument("--genre", type=Genre, choices=tuple(Genre), default=Genre.NEWS, help="of labelled articles")
parser.add_argument("--any-licence", action="store_true", help="label also what no shipped weights may be fitted on")
parser.add_argument("--picture", type=Path, default=Path("reliability.svg"), help="where quality draws its diagram")
parser.add_argument(
    "--datatrove", type=Path, metavar="PYTHON", default=os.environ.get("DATATROVE_PYTHON"),
    help="the Python of an environment with datatrove 0.10, which the filters are compared with",
)  # fmt: skip
asked = parser.parse_args()


def _sheets(*names: str) -> list[Path | None]:
    return [Path(name) if asked.found else None for name in names]


BENCHMARKS = {
    "clean": lambda: clean_news.run(Path("found.jsonl") if asked.found else None),
    "coherence": lambda: foreign_passages.run(Path("found.jsonl") if asked.found else None, asked.half),
    "cost": cost.run,
    "duplicates": lambda: copies.run(*_sheets("found.jsonl", "missed.jsonl"), asked.half, asked.seed),
    "filters": lambda: filters.run(asked.datatrove),
    "injection": lambda: injection.run(Path("missed.jsonl") if asked.found else None, asked.half, asked.seed),
    "labelled": lambda: labelled.run(asked.out, asked.half, asked.seed, asked.genre, any_licence=asked.any_licence),
    "naming": lambda: naming.run(*_sheets("found.jsonl", "missed.jsonl"), asked.half, asked.seed),
    "order": lambda: lost_beginnings.run(asked.half, asked.seed),
    "pages": pages.run,
    "quality": lambda: quality.run(asked.picture, asked.half, asked.seed),
    "sites": site_memory.run,
    "spam": lambda: spam.run(Path("found.jsonl") if asked.found else None, asked.half),
    "structure": lambda: joints.run(*_sheets("found.jsonl", "missed.jsonl"), asked.half, asked.seed),
}

if not (SHARED / "data").is_dir():
    sys.exit("the shared data is not here: nothing to measure on")
for name in asked.names or [name for name in BENCHMARKS if name != "labelled"]:
    if name not in BENCHMARKS:
        parser.error(f"there is no benchmark {name}")
    print(f"== {name}")
    BENCHMARKS[name]()
