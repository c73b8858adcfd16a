"""How well chances are calibrated: the expected calibration error (Naeini, Cooper and Hauskrecht 2015), the Brier score
(1950), and the reliability diagram as an SVG picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

BINS = 10
COLUMNS, SIDE, MARGIN = 3, 260, 60
FEWEST = 20
"""A bin of fewer rows is drawn pale: its share says little."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance that was given (0 to 1), what was true, and how much the row weighs."""

    given: float
    true: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows with like chances: how many, their weight, the mean chance and the share that was true."""

    rows: int
    weight: float
    given: float
    true: float


def bins(chances: Sequence[Chance]) -> list[Bin]:
    """The rows in BINS bins of equal width; those without rows are left out."""
    found = []
    for number in range(BINS):
        mine = [c for c in chances if min(BINS - 1, int(c.given * BINS)) == number]
        weight = sum(c.weight for c in mine)
        if weight:
            given = sum(c.weight * c.given for c in mine) / weight
            found.append(Bin(len(mine), weight, given, sum(c.weight * c.true for c in mine) / weight))
    return found


def calibration_error(chances: Sequence[Chance]) -> float:
    """The mean over the bins, by their weight, of how far the mean chance is from the share that was true."""
    some = bins(chances)
    return sum(b.weight * abs(b.given - b.true) for b in some) / sum(b.weight for b in some)


def brier(chances: Sequence[Chance]) -> float:
    """The mean square of what is between chance and truth."""
    return sum(c.weight * (c.given - c.true) ** 2 for c in chances) / sum(c.weight for c in chances)


def picture(panels: Mapping[str, Sequence[Chance]]) -> str:
    """The diagrams side by side as SVG: a point a bin with its number of rows, and the diagonal of perfect chances."""
    cell = SIDE + 2 * MARGIN
    rows = -(-len(panels) // COLUMNS)
    width, height = cell * min(COLUMNS, len(panels)), cell * rows
    drawn = "".join(
        f'<g transform="translate({cell * (i % COLUMNS) + MARGIN},{cell * (i // COLUMNS) + MARGIN})">'
        f"{_panel(title, chances)}</g>"
        for i, (title, chances) in enumerate(panels.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="11"><rect width="{width}" height="{height}" fill="white"/>{drawn}</svg>\n'
    )


def _panel(title: str, chances: Sequence[Chance]) -> str:
    marks = [
        f'<rect width="{SIDE}" height="{SIDE}" fill="none" stroke="#444"/>',
        f'<line x1="0" y1="{SIDE}" x2="{SIDE}" y2="0" stroke="#888" stroke-dasharray="4 4"/>',
        f'<text x="{SIDE / 2}" y="-30" text-anchor="middle" font-size="14">{escape(title)}</text>',
        f'<text x="{SIDE / 2}" y="-14" text-anchor="middle">{len(chances)} rows, ECE {calibration_error(chances):.3f}, '
        f"Brier {brier(chances):.3f}</text>",
        f'<text x="{SIDE / 2}" y="{SIDE + 36}" text-anchor="middle">chance that was given</text>',
        f'<text transform="translate(-36,{SIDE / 2}) rotate(-90)" text-anchor="middle">share that was printable</text>',
    ]
    for tick in range(0, 11, 2):
        at = SIDE * tick / 10
        marks.append(f'<line x1="{at}" y1="{SIDE}" x2="{at}" y2="{SIDE + 4}" stroke="#444"/>')
        marks.append(f'<text x="{at}" y="{SIDE + 18}" text-anchor="middle">{tick / 10:.1f}</text>')
        marks.append(f'<line x1="-4" y1="{SIDE - at}" x2="0" y2="{SIDE - at}" stroke="#444"/>')
        marks.append(f'<text x="-8" y="{SIDE - at + 4}" text-anchor="end">{tick / 10:.1f}</text>')
    heaviest = max(b.weight for b in bins(chances))
    for b in bins(chances):
        x, y, colour = SIDE * b.given, SIDE * (1 - b.true), "#1f5fa8" if b.rows >= FEWEST else "#a8c4e4"
        marks.append(
            f'<line x1="{x:.1f}" y1="{SIDE * (1 - b.given):.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="{colour}"/>'
        )
        radius = 3 + 6 * (b.weight / heaviest) ** 0.5
        marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.8"/>')
        left = b.true > b.given  # away from the diagonal
        anchor, shift = ("end", -radius - 3) if left else ("start", radius + 3)
        marks.append(f'<text x="{x + shift:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{b.rows}</text>')
    return "".join(marks)
