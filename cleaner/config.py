"""Settings: their defaults, the file they are read from, and where each comes from.

The later wins: defaults; the nearest `cleaner.toml`, or `pyproject.toml` with [tool.cleaner]; options.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

from cleaner.errors import BadConfigFile, BadSetting, UnknownSetting, nearest
from cleaner.fields import Fault, read_toml
from cleaner.model import FixMode, QuoteMode, SiteLearning, TitleLine

DEFAULT = "default"
_NAME = r"[\w-]+"
_RANGES = {"min_score": (0, 100), "site_pages": (2, 100), "site_share": (0, 1)}


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. `sources` says for each that is not a default where it comes from."""

    select: tuple[str, ...] = ()
    """Rules to use, by the beginnings of their ids; none: all."""
    ignore: tuple[str, ...] = ()
    """Rules to leave out, by the beginnings of their ids."""
    rules: tuple[Path, ...] = ()
    """Folders of a user's own rules, profiles and policies, beside ours."""
    packs: tuple[str, ...] = ()
    """Optional packs of rules to use, by their names."""
    profile: str = "neutral"
    """The house profile: which form of a name is kept."""
    policy: str = "news"
    """The scoring policy."""
    fix: FixMode = FixMode.SAFE
    """Which repairs are made."""
    quotes: QuoteMode = QuoteMode.KEEP
    """Whether quotations are restored."""
    title_line: TitleLine = TitleLine.AUTO
    """Whether the title at the top of the text goes: where it is given apart, never, or always."""
    signals: bool = False
    """Whether the record shows the measured quantities."""
    min_score: float = 0.0
    """The score below which the command exits with 1."""
    max_bytes: int = 10_000_000
    """The largest article that is read."""
    sites: Path | None = None
    """The memory of what sites repeat; none: off."""
    site_learning: SiteLearning = SiteLearning.OFF
    """When the memory learns."""
    site_pages: int = 5
    """On how many pages of its site a line stands that is the page's, at least."""
    site_share: float = 0.3
    """On which share of them, at least."""
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for name in setting_names():
            object.__setattr__(self, name, _checked(name, getattr(self, name), _default(name), "Config", None))

    def with_values(self, values: Mapping[str, object], source: str, base: Path | None = None) -> Self:
        """These settings with `values` over them; files and folders are relative to `base`.

        Raises UnknownSetting or BadSetting.
        """
        known = setting_names()
        read: dict[str, object] = {}
        for name, value in values.items():
            key = name.replace("-", "_")
            if key not in known:
                raise UnknownSetting(f'{source}: unknown setting "{name}"{nearest(key, known)}')
            read[key] = _checked(key, value, _default(key), source, base)
        return replace(self, **read, sources={**self.sources, **dict.fromkeys(read, source)})  # type: ignore[arg-type]

    def source(self, name: str) -> str:
        """Where a setting comes from."""
        return self.sources.get(name, DEFAULT)


def _default(name: str) -> object:
    return next(f.default for f in fields(Config) if f.name == name)


def setting_names() -> tuple[str, ...]:
    """The names of all settings."""
    return tuple(f.name for f in fields(Config) if f.name != "sources")


def load_config(path: Path | None = None, folder: Path | None = None) -> Config:
    """The settings of `path`, or of the nearest file at or above `folder` (the current one).

    Raises BadConfigFile, UnknownSetting or BadSetting.
    """
    if path is None:
        try:
            path = _nearest_file((folder or Path.cwd()).resolve())
        except FileNotFoundError:  # the current folder is gone
            path = None
        if path is None:
            return Config()
    try:
        data = read_toml(path)
    except Fault as fault:
        raise BadConfigFile(f"{path}: {fault}") from None
    if path.name == "pyproject.toml":
        tool = data.get("tool", {})
        data = tool.get("cleaner", {}) if isinstance(tool, dict) else {}
    if not isinstance(data, dict):
        raise BadConfigFile(f"{path}: [tool.cleaner] must be a table")
    return Config().with_values(data, str(path), path.parent)


def _nearest_file(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        own, shared = place / "cleaner.toml", place / "pyproject.toml"
        if own.is_file():
            return own
        if shared.is_file() and "[tool.cleaner" in shared.read_text(encoding="utf-8", errors="replace"):
            return shared
    return None


def _checked(key: str, value: object, default: object, source: str, base: Path | None) -> object:
    if isinstance(default, StrEnum):
        if isinstance(value, str) and value in list(type(default)):
            return type(default)(value)
        raise BadSetting(f'{source}: {key} is one of {", ".join(type(default))}, not "{value}"')
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        raise BadSetting(f"{source}: {key} must be true or false")
    if isinstance(default, tuple):
        if not isinstance(value, list | tuple) or not all(isinstance(v, str | Path) and str(v) for v in value):
            raise BadSetting(f"{source}: {key} must be a list of strings")
        if key == "packs" and not all(re.fullmatch(_NAME, str(v)) for v in value):
            raise BadSetting(f"{source}: packs must hold names of letters, digits and hyphens")
        return tuple((base or Path()) / v for v in value) if key == "rules" else tuple(value)
    if default is None:
        if value is None or isinstance(value, str | Path):
            return (base or Path()) / value if value and str(value) else None
        raise BadSetting(f"{source}: {key} must be the name of a file")
    if isinstance(default, str):
        if isinstance(value, str) and re.fullmatch(_NAME, value):
            return value
        raise BadSetting(f"{source}: {key} must be a name of letters, digits and hyphens")
    low, high = _RANGES.get(key, (1, 2**40))
    whole = isinstance(default, int)
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or not low <= value <= high:
        raise BadSetting(f"{source}: {key} must be a {'whole ' if whole else ''}number from {low} to {high}")
    return value if whole else float(value)
