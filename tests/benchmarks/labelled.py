"""Articles of known damage with labels for `cleaner calibrate`: whether an editor would print the cleaned article, and
whether the article as it came."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tests.benchmarks.farm import Damage
from tests.benchmarks.farm_stock import Genre, corpora
from tests.benchmarks.judged import SHARES, drawn, judged

ROWS = 4_000


def run(out: Path, which: int = 0, seed: int = 0, genre: Genre = Genre.NEWS, *, any_licence: bool = False) -> None:
    """Writes about ROWS rows of JSONL, as many of each corpus, and prints how many of each damage are printable.

    Only articles that shipped weights may be fitted on, unless `any_licence`.
    """
    every = corpora(which, genre, may_train=not any_licence)
    each = ROWS / len(every)
    rows = [item for corpus in every for damage in Damage
            for item in drawn(corpus, damage, round(each * SHARES[damage]), seed)]  # fmt: skip
    number, printable = Counter[tuple[str, Damage]](), Counter[tuple[str, Damage]]()
    with out.open("w", encoding="utf-8") as sheet:
        for item in judged(rows):
            it = item.damaged
            number[it.corpus, it.damage] += 1
            printable[it.corpus, it.damage] += item.printable
            row = {
                "id": it.id, "corpus": it.corpus, "damage": it.damage, "title": it.title, "text": it.text,
                "label": item.printable, "label_before": it.damage is Damage.NONE,
                "injuries": [injury.kind for injury in it.injuries],
            }  # fmt: skip
            sheet.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"half {which}, seed {seed}, {genre}: {number.total()} rows of {len(every)} corpora; of each damage how many "
          "are printable once cleaned")  # fmt: skip
    for corpus in every:
        cells = (f"{damage} {printable[corpus.name, damage]}/{number[corpus.name, damage]}" for damage in Damage)
        print(f"{corpus.name:<24}{len(corpus.articles):>6} articles  " + "  ".join(cells))
