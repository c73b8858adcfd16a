"""Damaged articles, cleaned and judged: their quality, and whether an editor would print what is left."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain

from cleaner import Cleaner
from cleaner.errors import CleanerError
from cleaner.model import Quality
from tests.benchmarks.farm import Damage, Damaged, damaged
from tests.benchmarks.farm_stock import Corpus
from tests.benchmarks.injuries import Article
from tests.benchmarks.printable import is_printable

SHARES: Mapping[Damage, float] = {Damage.NONE: 0.40, Damage.LIGHTEST: 0.15, Damage.LIGHT: 0.15, Damage.FARM: 0.15,
                                  Damage.HEAVY: 0.08, Damage.RUINED: 0.07}  # fmt: skip
"""Of the articles of a corpus, how many are damaged how much: what a chance is fitted on, and measured on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A damaged article, its quality, whether cleaning changes it, and whether it is printable once it is cleaned."""

    damaged: Damaged
    quality: Quality
    changed: bool
    printable: bool


def shuffled(corpus: Corpus, seed: int) -> list[Article]:
    """The articles of a corpus in an order drawn with a seed."""
    return random.Random(f"{corpus.name} {seed}").sample(corpus.articles, len(corpus.articles))


def drawn(corpus: Corpus, damage: Damage, number: int, seed: int) -> Iterator[Damaged]:
    """So many articles of a corpus with some damage; where there are fewer, they come again with another damage."""
    order = shuffled(corpus, seed)
    for i in range(number):
        yield damaged(order[i % len(order)], damage, corpus.larder, seed + i // len(order))


def judged(every: Sequence[Damaged], workers: int = 2) -> list[Judged]:
    """All of them judged, in their order, but for those that cannot be cleaned."""
    chunks = [every[i : i + 100] for i in range(0, len(every), 100)]
    with ProcessPoolExecutor(workers) as pool:
        return list(chain.from_iterable(pool.map(_judged, chunks)))


def _judged(some: Sequence[Damaged]) -> list[Judged]:
    done = []
    for item in some:
        try:
            result = _cleaner().clean_text(item.text, title=item.title)
            label = is_printable(item, result.text, _cleaner())
            done.append(Judged(item, result.quality, bool(result.edits), label))
        except CleanerError as error:
            print("failed", item.id, item.damage, error)
    return done


@cache
def _cleaner() -> Cleaner:
    return Cleaner()
