"""The explanation of a score."""

from __future__ import annotations

import re
from pathlib import Path

from cleaner import Cleaner
from cleaner.report.explain import explanation

FIXTURES = Path(__file__).parent.parent / "fixtures"
SPLICED = (FIXTURES / "mixed" / "straits-patrol" / "article.txt").read_bytes()
SOUND = next((FIXTURES / "untouched").iterdir()) / "article.txt"


def explained(cleaner: Cleaner, page: bytes) -> str:
    return explanation(cleaner.clean(page), cleaner.policy, "page.txt")


def test_the_points_of_the_table_add_up_to_the_score(cleaner: Cleaner) -> None:
    told = explained(cleaner, SPLICED)
    rows = re.findall(r"^([a-z]+) +([\d.]+) x +([\d.]+) = +([\d.]+) +([\d.]+)$", told, re.MULTILINE)
    (total,) = re.findall(r"^score +([\d.]+) +100.0$", told, re.MULTILINE)
    assert [row[0] for row in rows] == [part.name for part in cleaner.policy.parts]
    assert sum(round(10 * float(points)) for *_, points, _ in rows) == round(10 * float(total))
    assert sum(round(1000 * float(weight)) for _, _, weight, _, _ in rows) == 1000


def test_it_says_what_pulled_a_part_down_and_where(cleaner: Cleaner) -> None:
    result = cleaner.clean(SPLICED)
    told = explained(cleaner, SPLICED)
    dearest = max(
        (cost for part in result.quality.parts for cost in part.costs if cost.findings), key=lambda c: c.taken
    )
    start = result.findings[dearest.findings[0]].span.start
    line = result.source_text.count("\n", 0, start) + 1
    assert f"-{dearest.taken:.1f} {dearest.reason.split()[0]}" in told
    assert re.search(rf"At {line}:\d+", told)


def test_what_would_lift_it_most_comes_first_and_says_what_to_do(cleaner: Cleaner) -> None:
    lifts = re.findall(r"^  \+([\d.]+) +(\S+): (.+)$", explained(cleaner, SPLICED), re.MULTILINE)
    assert len(lifts) >= 3
    assert [float(points) for points, _, _ in lifts] == sorted((float(p) for p, _, _ in lifts), reverse=True)
    assert any("--fix all" in remedy for _, _, remedy in lifts)


def test_nothing_would_lift_a_sound_article(cleaner: Cleaner) -> None:
    told = explained(cleaner, SOUND.read_bytes())
    assert "verdict keep" in told
    assert "what would lift it most" not in told or "coherence_odds" in told


def test_a_part_under_its_floor_is_named(cleaner: Cleaner) -> None:
    junk = "\n\n".join(["Buy now and win."] * 40)
    result = cleaner.clean(junk)
    sunk = [p.name for p in result.quality.parts if p.value is not None and p.value < 20]
    told = explained(cleaner, junk.encode())
    assert sunk and any(re.search(rf"^{name} is under its floor", told, re.MULTILINE) for name in sunk)
