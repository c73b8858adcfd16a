"""Reading fields of a table, each with its type: what does not fit is a Fault that says what is allowed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar, cast

from cleaner.errors import nearest


class Fault(Exception):
    """What is wrong with a rule; becomes a BrokenRule where file and line are known."""


E = TypeVar("E", bound=StrEnum)


def read_toml(path: Path) -> dict[str, object]:
    """The tables of a TOML file, with or without a byte order mark. Raises Fault for a file that cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Fault(f"the file cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Fault("the file is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise Fault(f"the file is not TOML: {error}") from None
    except RecursionError:
        raise Fault("the file is not TOML: its lists are too deep") from None


def known(row: Mapping[str, object], allowed: str, what: str) -> None:
    """Raises Fault for a key that is not among `allowed` (words parted by spaces)."""
    for key in row:
        if key not in allowed.split():
            raise Fault(f'unknown key "{key}" in {what}{nearest(key, allowed.split())}')


def text(row: Mapping[str, object], key: str, default: str | None = None) -> str:
    """The string `key`. Raises Fault where it is missing and has no default."""
    value = row.get(key, default)
    if value is None:
        raise Fault(f"{key} is missing")
    if not isinstance(value, str):
        raise Fault(f"{key} must be a string")
    return value


def texts(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The list of strings `key`; empty where it is missing."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise Fault(f"{key} must be a list of strings that are not empty")
    return tuple(value)


def table(row: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The table `key`; empty where it is missing."""
    value = row.get(key, {})
    if not isinstance(value, dict):
        raise Fault(f"{key} must be a table")
    return value


def number(row: Mapping[str, object], key: str, low: float, high: float, default: float | None = None) -> float:
    """The number `key`, from `low` to `high`."""
    value = row.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise Fault(f"{key} must be a number from {low:g} to {high:g}")
    return float(value)


def flag(row: Mapping[str, object], key: str) -> bool:
    """The truth value `key`; false where it is missing."""
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise Fault(f"{key} must be true or false")
    return value


def choice(row: Mapping[str, object], key: str, among: type[E], default: E | None = None) -> E:
    """The member of an enumeration that `key` names."""
    value = text(row, key, default)
    if value not in list(among):
        raise Fault(f'{key} is one of {", ".join(among)}, not "{value}"')
    return among(value)


def strings_by_name(row: Mapping[str, object], what: str) -> Mapping[str, str]:
    """A table of strings, which is called `what`."""
    for key, value in row.items():
        if not isinstance(value, str):
            raise Fault(f'{what}."{key}" must be a string')
    return cast("Mapping[str, str]", row)
