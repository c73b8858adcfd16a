"""Packs of rules: TOML files are read and checked; every fault names the file, the line and the rule."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.declaration import declared_rule
from cleaner.errors import BrokenRule
from cleaner.fields import Fault
from cleaner.rulebook import Rule, Rulebook

NOT_RULES = ("score", "filters", "profiles", "language", "tables", "optional")
"""Folders of a rule folder that hold other data than rules, or rules that are used only where they are asked for."""


def load(folder: Path) -> Rulebook:
    """Reads every pack below `folder` but the optional ones. What cannot be used stands in `broken`, the rest loads."""
    every = sorted(folder.rglob("*.toml"))
    return load_files((path for path in every if path.relative_to(folder).parts[0] not in NOT_RULES), folder)


def load_files(paths: Iterable[Path], folder: Path) -> Rulebook:
    """Reads the packs at `paths`, in this order; the tables that they name are those of `folder`. What cannot be used
    stands in `broken`, the rest loads."""
    rules: dict[str, Rule] = {}
    broken: list[BrokenRule] = []
    for path in paths:
        for loaded in _pack(path, folder):
            if isinstance(loaded, BrokenRule):
                broken.append(loaded)
            elif loaded.id in rules:
                other = rules[loaded.id]
                broken.append(_problem(loaded, f"its id is taken by {other.file}:{other.line}; ids are never reused"))
            else:
                rules[loaded.id] = loaded
    return Rulebook(tuple(rules[i] for i in sorted(rules)), tuple(broken))


_HEADER = re.compile(r"^\s*\[\[\s*rule\s*\]\]")
_FENCE = re.compile(r"'''|\"\"\"")


def _header_lines(content: str) -> list[int]:
    """The lines (from 1) at which rules begin; what stands inside a multi-line string is no header."""
    lines: list[int] = []
    inside = False
    for place, line in enumerate(content.splitlines(), 1):
        if not inside and _HEADER.match(line):
            lines.append(place)
        inside ^= len(_FENCE.findall(line)) % 2 == 1
    return lines


def _pack(path: Path, folder: Path) -> Iterator[Rule | BrokenRule]:
    file = str(path)
    try:
        content = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(content)
    except OSError as error:
        yield BrokenRule(file, 1, "-", f"the file cannot be read: {error.strerror}")
        return
    except UnicodeDecodeError:
        yield BrokenRule(file, 1, "-", "the file is not UTF-8")
        return
    except RecursionError:
        yield BrokenRule(file, 1, "-", "the file is not TOML: its lists are too deep")
        return
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        yield BrokenRule(file, int(place[1]) if place else 1, "-", f"the file is not TOML: {error}")
        return
    for key in data:
        if key != "rule":
            yield BrokenRule(file, 1, "-", f'unknown table "{key}"; a pack is a list of [[rule]]')
            return
    rows = data.get("rule", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield BrokenRule(file, 1, "-", "rules are written as [[rule]], with two brackets")
        return
    lines = _header_lines(content)
    for i, row in enumerate(rows):
        line = lines[i] if i < len(lines) else 1
        try:
            yield declared_rule(row, file, line, folder)
        except Fault as fault:
            yield BrokenRule(file, line, str(row.get("id", f"number {i + 1}")), str(fault))


def _problem(rule: Rule, problem: str) -> BrokenRule:
    return BrokenRule(rule.file, rule.line, rule.id, problem)
