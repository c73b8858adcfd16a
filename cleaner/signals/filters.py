"""The published filters, read from `rules/filters/`: their bounds in the order in which they check them, and the lists
of characters, words and phrases that their definitions name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path

from cleaner.errors import BadConfigFile
from cleaner.fields import Fault, known, number, read_toml, table, text, texts
from cleaner.rulebook import rules_folder


@dataclass(frozen=True, slots=True)
class Bound:
    """What a filter demands of a signal: `low` at least and `high` at most. `reason`: what it calls the failure."""

    signal: str
    low: float
    high: float
    reason: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as it is published. `source`: its paper or project; `lists`: what its definitions name."""

    name: str
    source: str
    bounds: tuple[Bound, ...]
    lists: Mapping[str, tuple[str, ...]]

    def decision(self, signals: Mapping[str, float | None]) -> str | None:
        """The reason of the first bound that fails; None: the text is kept. What is not measured fails no bound."""
        for bound in self.bounds:
            value = signals[bound.signal]
            if value is not None and not bound.low <= value <= bound.high:
                return bound.reason
        return None


def decisions(signals: Mapping[str, float | None]) -> Mapping[str, str | None]:
    """What each filter says of a text, by the filter's name: why it goes, or None: it is kept."""
    return {name: each.decision(signals) for name, each in published().items()}


@cache
def published() -> Mapping[str, Filter]:
    """The filters, by their names. Raises BadConfigFile for a file that is broken."""
    return {path.stem: load_filter(path) for path in sorted((rules_folder() / "filters").glob("*.toml"))}


def load_filter(path: Path) -> Filter:
    """Reads a filter. Raises BadConfigFile with the file and what is wrong."""
    try:
        data = read_toml(path)
        known(data, "source lists bound", "a filter")
        rows = data.get("bound")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            raise Fault("a filter has bounds, written as [[bound]]")
        lists = table(data, "lists")
        return Filter(
            path.stem,
            text(data, "source"),
            tuple(_bound(row) for row in rows),
            {key: texts(lists, key) for key in lists},
        )
    except Fault as fault:
        raise BadConfigFile(f"{path}: {fault}") from None


def _bound(row: Mapping[str, object]) -> Bound:
    known(row, "signal min max reason", "a bound")
    if "min" not in row and "max" not in row:
        raise Fault("a bound has min or max")
    return Bound(
        text(row, "signal"),
        number(row, "min", -inf, inf, -inf),
        number(row, "max", -inf, inf, inf),
        text(row, "reason"),
    )
