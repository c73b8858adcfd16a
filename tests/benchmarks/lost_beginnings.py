"""Clean articles whose order is broken: a paragraph moved, the first one moved or gone. How many show it.

A case counts as found if the damaged article has a finding of a splice rule that the sound one has not.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from random import Random

from cleaner import Cleaner
from cleaner.model import Finding
from tests.benchmarks.data import clean_news, half

PER_CORPUS = 150
FEWEST_PARAGRAPHS = 5
SURE = 0.5


def _first_gone(paragraphs: list[str], _: Random) -> list[str]:
    return paragraphs[1:]


def _first_moved(paragraphs: list[str], random: Random) -> list[str]:
    at = random.randint(2, len(paragraphs) - 1)
    return [*paragraphs[1 : at + 1], paragraphs[0], *paragraphs[at + 1 :]]


def _inner_moved(paragraphs: list[str], random: Random) -> list[str]:
    taken = random.randint(1, len(paragraphs) - 2)
    rest = [*paragraphs[:taken], *paragraphs[taken + 1 :]]
    at = random.choice([i for i in range(1, len(rest) + 1) if i != taken])
    return [*rest[:at], paragraphs[taken], *rest[at:]]


DAMAGES = {
    "first paragraph gone": _first_gone,
    "first paragraph moved": _first_moved,
    "another paragraph moved": _inner_moved,
}


def run(half_: int, seed: int) -> None:
    """Prints, by damage and corpus, the share of articles in which it is found, at all and at `SURE` or more."""
    by_corpus: dict[str, list[dict[str, str]]] = {}
    for row in clean_news():
        if half(row["id"]) == half_ and len(row["text"].split("\n\n")) >= FEWEST_PARAGRAPHS:
            by_corpus.setdefault(row["corpus"], []).append(row)
    rules: Counter[str] = Counter()
    with ProcessPoolExecutor(2) as processes:
        for corpus, rows in sorted(by_corpus.items()):
            chosen = Random(seed).sample(rows, min(PER_CORPUS, len(rows)))
            found = list(processes.map(partial(_found, seed), chosen, chunksize=10))
            for name in DAMAGES:
                any_, sure = (sum(outcome[name][k] for outcome, _ in found) / len(found) for k in (0, 1))
                print(f"{corpus:12s} {name:26s} {any_:.3f}, at {SURE} or more {sure:.3f} of {len(found)}")
            rules.update(rule for _, names in found for rule in names)
    print("by rule:", ", ".join(f"{rule} {count}" for rule, count in rules.most_common(12)))


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def _found(seed: int, row: dict[str, str]) -> tuple[dict[str, tuple[bool, bool]], list[str]]:
    """By damage, whether a new finding was made, and one that is sure; and the rules that made them."""
    random = Random(f"{seed} {row['id']}")
    paragraphs = row["text"].split("\n\n")
    known = {(f.rule, f.span.of(row["text"])) for f in _splices(row["text"], row["title"])}
    outcome: dict[str, tuple[bool, bool]] = {}
    rules: list[str] = []
    for name, damage in DAMAGES.items():
        text = "\n\n".join(damage(paragraphs, random))
        new = [f for f in _splices(text, row["title"]) if (f.rule, f.span.of(text)) not in known]
        outcome[name] = (bool(new), any(f.confidence >= SURE for f in new))
        rules += {f.rule for f in new}
    return outcome, rules


def _splices(text: str, title: str) -> list[Finding]:
    return [f for f in _cleaner().clean_text(text, title=title).findings if f.rule.startswith("splice/")]
