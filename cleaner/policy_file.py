"""Writing a fitted policy: the file it was fitted from, with its comments, and the new numbers in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import tomlkit

from cleaner.policy import Policy

_CROWDED = re.compile(r"(?<=[^\n])\n(?=\[\[part\]\])|\n{3,}")
"""Where parts that are added stand too close together, and what moved too far apart."""


def rewritten(path: Path, policy: Policy, note: str) -> str:
    """The text of the policy file at `path` with the numbers of `policy`. `note`: what the curve rests on."""
    data: dict[str, Any] = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    data["repaired"] = policy.repaired
    for table in ("verdict", "calibration"):
        data.setdefault(table, tomlkit.table())
    data["verdict"] |= {"keep": policy.keep, "review": policy.review}
    curve = tomlkit.array()
    for x, y in policy.probability.points:
        curve.add_line([x, y])
    curve.add_line(indent="")
    data["calibration"] |= {"note": note, "curve": curve}
    rows = {row["name"]: row for row in data.setdefault("part", tomlkit.aot())}
    for part in policy.parts:
        if part.name in rows:
            rows[part.name]["weight"] = part.weight
        else:
            data["part"].append(tomlkit.item({"name": part.name, "weight": part.weight}))
    return _CROWDED.sub("\n\n", tomlkit.dumps(data))
