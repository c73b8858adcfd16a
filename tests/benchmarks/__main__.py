"""`python -m tests.benchmarks [clean|cost|sites]`: measures on the shared data, where it is present."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks import clean_news, cost, site_memory
from tests.benchmarks.data import SHARED

BENCHMARKS = {
    "clean": lambda: clean_news.run(Path("found.jsonl") if "--found" in sys.argv else None),
    "cost": cost.run,
    "sites": site_memory.run,
}

if not (SHARED / "data").is_dir():
    sys.exit("the shared data is not here: nothing to measure on")
for name in [word for word in sys.argv[1:] if word in BENCHMARKS] or BENCHMARKS:
    print(f"== {name}")
    BENCHMARKS[name]()
