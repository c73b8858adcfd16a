"""Scoring policies: which parts a score has, what each is worth, and which chance earns which verdict.

A policy is a file `score/NAME.toml`; everything that could be disputed about a score stands there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from cleaner import fields
from cleaner.errors import BadConfigFile, nearest
from cleaner.fields import Fault
from cleaner.rulebook import FAMILIES, rules_folder
from cleaner.signals.measured import meanings

VOCABULARY = "spam_"
"""How the names of signals begin that count what a rule of the family spam hits."""
LARGEST = 1e12
"""The largest x of a curve."""
_PLACE = re.compile(r"\{value(?::((?:\.\d)?[f%]))?\}")


@dataclass(frozen=True, slots=True)
class Curve:
    """A line of straight pieces through `points` (x rising), flat beyond its ends."""

    points: tuple[tuple[float, float], ...]

    def at(self, x: float) -> float:
        """The height at `x`."""
        i = bisect_right(self.points, x, key=lambda point: point[0])
        if i == 0 or i == len(self.points):
            return self.points[max(0, i - 1)][1]
        (x0, y0), (x1, y1) = self.points[i - 1], self.points[i]
        return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


@dataclass(frozen=True, slots=True)
class Measure:
    """A signal that a part may lose by: `curve` gives the part's value (0 to 100) by the signal's, and `says` tells a
    reader what is wrong (`{value}` is the signal's value). Below `min_words` sound words it is not measured."""

    signal: str
    curve: Curve
    says: str
    min_words: int = 0


@dataclass(frozen=True, slots=True)
class PartPolicy:
    """A part of the score: it loses `scale` times what the findings of its rule families cost, and is worth no more
    than the lowest of its measures. An article with a part below `floor` is not kept unread. `repaired`: the share of
    what its defects cost that stays when they were put right; None: that of the policy."""

    name: str
    weight: float
    floor: float = 0.0
    repaired: float | None = None
    scale: float = 1.0
    families: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """How articles of one genre are scored.

    `repaired`: the share of what defects cost that stays when they were put right; `substance`: what each part is worth
    (in percent) by the number of sound words, as three words are no article; `probability`: the chance, by the score,
    that an editor would print the cleaned article as it is; `keep` and `review`: the chances from which on it is kept,
    or read by somebody; below, it is rejected.
    """

    name: str
    repaired: float
    substance: Curve
    probability: Curve
    keep: float
    review: float
    parts: tuple[PartPolicy, ...]

    def repaired_shares(self) -> tuple[float, ...]:
        """Of each part, the share of what repaired defects cost."""
        return tuple(self.repaired if part.repaired is None else part.repaired for part in self.parts)


def load_policy(path: Path) -> Policy:
    """Reads a policy, and the one that it names as its `base`: from its own folder, else from ours.

    Raises BadConfigFile with the file and what is wrong.
    """
    try:
        return read_policy(path.stem, _whole(path, ()))
    except Fault as fault:
        raise BadConfigFile(f"{path}: {fault}") from None


def _whole(path: Path, above: tuple[Path, ...]) -> Mapping[str, object]:
    """The tables of a policy over those of its base."""
    data = fields.read_toml(path)
    if "base" not in data:
        return data
    name = fields.text(data, "base")
    folders = (path.parent, rules_folder() / "score")
    bases = [base for folder in folders if (base := folder / f"{name}.toml").is_file() and base != path]
    if not bases:
        raise Fault(f'base: there is no policy "{name}" to rest on, beside this one or among ours')
    if bases[0] in above:
        raise Fault(f'base: "{name}" rests on this policy itself')
    return _over(_whole(bases[0], (*above, path)), {key: data[key] for key in data if key != "base"})


def _over(base: Mapping[str, object], own: Mapping[str, object]) -> Mapping[str, object]:
    """A table over another: its keys win; tables are merged, and the rows of lists by their names or signals."""
    merged = dict(base)
    for key, value in own.items():
        below = base.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            merged[key] = _over(below, value)
        elif _is_rows(value) and _is_rows(below):
            merged[key] = _rows_over(cast("list[dict[str, object]]", below), cast("list[dict[str, object]]", value))
        else:
            merged[key] = value
    return merged


def _rows_over(base: list[dict[str, object]], own: list[dict[str, object]]) -> list[Mapping[str, object]]:
    def key(row: Mapping[str, object]) -> str:
        return str(row.get("name", row.get("signal")))

    mine: dict[str, dict[str, object]] = {}
    for row in own:
        if mine.setdefault(key(row), row) is not row:
            raise Fault(f'there are two parts or measures named "{key(row)}"')
    rows = [_over(row, mine.pop(key(row), {})) for row in base]
    return [*rows, *mine.values()]


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def read_policy(name: str, data: Mapping[str, object]) -> Policy:
    """The policy of a table. Raises Fault."""
    fields.known(data, "repaired substance verdict calibration part", "the policy")
    verdict, calibration = fields.table(data, "verdict"), fields.table(data, "calibration")
    fields.known(verdict, "keep review", "verdict")
    fields.known(calibration, "curve note", "calibration")
    fields.text(calibration, "note", "")
    rows = data.get("part", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Fault("part must be a list of tables")
    parts = tuple(_part(row) for row in rows)
    if sum(part.weight for part in parts) <= 0:
        raise Fault("there is no part with a weight over zero")
    names = [part.name for part in parts]
    for twice in (n for n in names if names.count(n) > 1):
        raise Fault(f'there are two parts named "{twice}"')
    keep, review = fields.number(verdict, "keep", 0, 1), fields.number(verdict, "review", 0, 1)
    if review > keep:
        raise Fault("verdict.review must not be over verdict.keep")
    probability = _curve(calibration, "curve", 1)
    substance = _curve(data, "substance", 100) if "substance" in data else Curve(((0, 100), (1, 100)))
    for key, curve in (("calibration.curve", probability), ("substance", substance)):
        if any(a[1] > b[1] for a, b in pairwise(curve.points)):
            raise Fault(f"{key} must not fall: what is better is worth no less")
    return Policy(
        name,
        fields.number(data, "repaired", 0, 1),
        substance,
        probability,
        keep,
        review,
        parts,
    )


def _part(row: Mapping[str, object]) -> PartPolicy:
    name = fields.text(row, "name")
    if not name.strip() or not name.isprintable():
        raise Fault("the name of a part must be a word")
    fields.known(row, "name weight floor repaired scale families measure", f'part "{name}"')
    rows = row.get("measure", [])
    if not isinstance(rows, list) or not all(isinstance(measure, dict) for measure in rows):
        raise Fault(f'measure of part "{name}" must be a list of tables')
    families = fields.texts(row, "families")
    for family in families:
        if family not in FAMILIES:
            raise Fault(f'part "{name}": there is no family of rules "{family}"{nearest(family, FAMILIES)}')
    if not families and not rows:
        raise Fault(f'part "{name}" needs families of rules, or a measure')
    return PartPolicy(
        name,
        fields.number(row, "weight", 0, 1e6),
        fields.number(row, "floor", 0, 100, 0),
        fields.number(row, "repaired", 0, 1) if "repaired" in row else None,
        fields.number(row, "scale", 0, 1e3, 1),
        families,
        tuple(_measure(name, measure) for measure in rows),
    )


def _measure(part: str, row: Mapping[str, object]) -> Measure:
    fields.known(row, "signal curve says min_words", f'measure of part "{part}"')
    signal, says = fields.text(row, "signal"), fields.text(row, "says")
    if signal not in meanings() and not signal.startswith(VOCABULARY):
        raise Fault(f'part "{part}": there is no signal "{signal}"{nearest(signal, meanings())}')
    if set("{}") & set(_PLACE.sub("", says)):
        raise Fault(f'part "{part}": says may name {{value}}, {{value:.0f}} (rounded) and {{value:.0%}} (in percent)')
    least = fields.number(row, "min_words", 0, 1e9, 0)
    if least != int(least):
        raise Fault(f'part "{part}": min_words must be a whole number')
    return Measure(signal, _curve(row, "curve", 100), says, int(least))


def said(says: str, value: float) -> str:
    """What a measure says of a value."""
    return _PLACE.sub(lambda place: format(value, place[1] or ".2f"), says)


def _curve(row: Mapping[str, object], key: str, top: float) -> Curve:
    points = row.get(key)
    if not isinstance(points, Sequence) or len(points) < 2 or not all(_is_point(p, top) for p in points):
        raise Fault(f"{key} must be a list of two points [x, y] or more, y from 0 to {top:g}")
    if not all(a[0] < b[0] for a, b in pairwise(points)):
        raise Fault(f"{key} must have its points by rising x")
    return Curve(tuple((float(x), float(y)) for x, y in points))


def _is_point(point: object, top: float) -> bool:
    if not isinstance(point, list) or len(point) != 2:
        return False
    are_numbers = all(isinstance(n, int | float) and not isinstance(n, bool) for n in point)
    return are_numbers and abs(point[0]) <= LARGEST and 0 <= point[1] <= top  # not for what is no number (nan)
