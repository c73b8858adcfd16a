"""What the score is worth: how well it tells clean articles from damaged ones, what it says of clean ones, whether
cleaning raises it, and how well the chance of being printable is calibrated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice, zip_longest
from pathlib import Path

import numpy as np

from cleaner.model import Verdict
from tests.benchmarks.farm import KINDS, Damage, Damaged, injured
from tests.benchmarks.farm_stock import Corpus, corpora
from tests.benchmarks.judged import SHARES, Judged, drawn, judged, shuffled
from tests.benchmarks.reliability import Chance, brier, calibration_error, picture
from tests.benchmarks.sentence_scores import area

MOST, PER_KIND = 500, 60
GOALS: Mapping[Damage, float] = {Damage.FARM: 0.98, Damage.LIGHTEST: 0.85}
"""The area under the curve of the score before cleaning that is wanted, clean articles against damaged ones."""
REJECTED, REVIEWED, RAISED, CALIBRATED = 0.01, 0.05, 0.97, 0.03
"""Goals: the shares of clean articles that are rejected and reviewed at most, the share of damaged ones whose score
cleaning raises, and the calibration error."""
ALL = "all"


def run(picture_at: Path, which: int = 1, seed: int = 0) -> None:
    """Prints all tables for one half, and draws the reliability diagram."""
    every = corpora(which)
    rows = judged([item for corpus in every for damage in Damage
                   for item in drawn(corpus, damage, _size(corpus), seed)])  # fmt: skip
    by: dict[str, dict[Damage, list[Judged]]] = defaultdict(lambda: defaultdict(list))
    for name in (ALL, *(corpus.name for corpus in every)):
        for row in (row for row in rows if name in (ALL, row.damaged.corpus)):
            by[name][row.damaged.damage].append(row)
    print(f"half {which}, seed {seed}: {', '.join(f'{len(by[c.name][Damage.NONE])} {c.name}' for c in every)}")
    _print_areas(by)
    _print_raised(by)
    _print_verdicts(by)
    _print_printable(by)
    _print_kinds(by[ALL][Damage.NONE], judged(_by_kind(every, seed)))
    _print_calibration(by, every, picture_at)


def _by_kind(every: Sequence[Corpus], seed: int) -> list[Damaged]:
    """Of each kind some articles with one such injury, the corpora in turns; all are measured without damage too."""
    larders = {corpus.name: corpus.larder for corpus in every}
    turns = zip_longest(*(shuffled(corpus, seed)[: _size(corpus)] for corpus in every))
    clean = [article for turn in turns for article in turn if article]
    found: list[Damaged] = []
    for kind in KINDS:
        hurt = (injured(article, kind, larders[article.corpus], seed) for article in clean)
        found += islice((item for item in hurt if item), PER_KIND)
    return found


def _size(corpus: Corpus) -> int:
    return min(MOST, len(corpus.articles))


def told(clean: Sequence[Judged], others: Sequence[Judged]) -> float:
    """The chance that a clean article scores higher, as it came, than a damaged one; ties count half."""
    truth = np.array([1] * len(clean) + [0] * len(others))
    return area(truth, np.array([row.quality.score_before for row in (*clean, *others)]))


def lowered(clean: Sequence[Judged], others: Sequence[Judged]) -> float:
    """The share of damaged articles that score lower, as they came, than the same article without damage."""
    sound = {row.damaged.id: row.quality.score_before for row in clean}
    pairs = [(sound[row.damaged.id], row.quality.score_before) for row in others if row.damaged.id in sound]
    return sum(score < before for before, score in pairs) / max(1, len(pairs))


def raised(rows: Sequence[Judged]) -> float:
    """The share of articles whose score cleaning raises."""
    return sum(row.quality.score > row.quality.score_before for row in rows) / max(1, len(rows))


def chances(by_damage: Mapping[Damage, Sequence[Judged]]) -> list[Chance]:
    """The chances that were given and the labels, each damage with the weight that it has where chances are fitted."""
    return [
        Chance(given, row.printable, SHARES[damage] / len(rows))
        for damage, rows in by_damage.items()
        for row in rows
        if (given := getattr(row.quality, "probability", None)) is not None
    ]


Table = Mapping[str, Mapping[Damage, Sequence[Judged]]]
"""The rows by corpus and damage; and those of all corpora."""


def _print_areas(by: Table) -> None:
    print(
        "\nAUC of the score before cleaning, clean against damaged (goal); in brackets: lower than the same undamaged"
    )
    for name, rows in by.items():
        cells = []
        for damage in list(Damage)[1:]:
            goal = f" ({GOALS[damage]})" if damage in GOALS else ""
            clean, others = rows[Damage.NONE], rows[damage]
            cells.append(f"{damage}{goal} {told(clean, others):.3f} [{lowered(clean, others):.3f}]")
        print(f"{name:<12}" + "  ".join(cells))


def _print_raised(by: Table) -> None:
    print(f"\nshare whose score is higher after cleaning (goal {RAISED}); [of those that cleaning changes]")
    for name, rows in by.items():
        cells = (f"{d} {raised(rows[d]):.3f} [{raised([r for r in rows[d] if r.changed]):.3f}]" for d in Damage)
        print(f"{name:<12}" + "  ".join(cells))


def _print_verdicts(by: Table) -> None:
    print(f"\nverdicts (of clean articles at most {REVIEWED:.0%} review, {REJECTED:.0%} reject)")
    for name, rows in by.items():
        for damage in Damage:
            counts = Counter(row.quality.verdict for row in rows[damage])
            cells = "".join(f"{f'{v} {100 * counts[v] / len(rows[damage]):.1f} %':<16}" for v in Verdict)
            print(f"{name:<12}{damage:<10}{cells}")


def _print_printable(by: Table) -> None:
    print("\nshare that is printable once cleaned")
    for name, rows in by.items():
        cells = (f"{d} {sum(r.printable for r in rows[d]) / len(rows[d]):.3f}" for d in Damage)
        print(f"{name:<12}" + "  ".join(cells))


def _print_kinds(clean: Sequence[Judged], every: Sequence[Judged]) -> None:
    print(f"\none injury, at most {PER_KIND} articles of a kind: how many, lower than the same undamaged, AUC, raised "
          "by cleaning, printable once cleaned")  # fmt: skip
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for row in every:
        kinds[row.damaged.injuries[0].kind].append(row)
    for kind, rows in kinds.items():
        printable = sum(row.printable for row in rows) / len(rows)
        print(f"{kind:<34}{len(rows):>5}{lowered(clean, rows):>8.3f}{told(clean, rows):>8.3f}"
              f"{raised(rows):>8.3f}{printable:>8.3f}")  # fmt: skip


def _print_calibration(by: Table, every: Sequence[Corpus], picture_at: Path) -> None:
    panels = {corpus.name: found for corpus in every if (found := chances(by[corpus.name]))}
    if not panels:
        print("\nno chances are given yet: nothing to calibrate")
        return
    panels = {ALL: [chance for found in panels.values() for chance in found], **panels}
    print(f"\nchance of being printable against the label: calibration error (goal {CALIBRATED}), Brier score; each "
          "damage weighs what it weighs where chances are fitted, each corpus the same")  # fmt: skip
    for name, found in panels.items():
        print(f"{name:<12}{calibration_error(found):.4f}  {brier(found):.4f}")
    picture_at.write_text(picture(panels), encoding="utf-8")
    print(f"the reliability diagram is in {picture_at}")
