"""House profiles: what a publisher prints where several ways are right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cleaner.errors import BadConfigFile, BrokenRule
from cleaner.fields import Fault, choice, known, read_toml, strings_by_name, table


class Honorifics(StrEnum):
    """Whether people carry Mr, Mrs, Ms … in narration; `own`: as the article does it."""

    OWN = "own"
    NONE = "none"
    LATER = "later"
    """From the second mention on, before the surname."""


class Particle(StrEnum):
    """What becomes of the Arabic article in a surname (al-Assad); `own`: as the article does it."""

    OWN = "own"
    KEEP = "keep"
    DROP = "drop"
    FIRST = "first"
    """Kept in the full name, dropped before the surname alone."""


class QuotationStops(StrEnum):
    """Where a comma or full stop stands that ends a quotation; `own`: as the article does it."""

    OWN = "own"
    INSIDE = "inside"
    LOGICAL = "logical"
    """Inside only with what belongs to the words quoted."""


@dataclass(frozen=True, slots=True)
class House:
    """A profile. `forms`, `headlines`: the form of a name in running text and in headlines, by the name's key."""

    name: str = "neutral"
    forms: Mapping[str, str] = field(default_factory=dict)
    headlines: Mapping[str, str] = field(default_factory=dict)
    honorifics: Honorifics = Honorifics.OWN
    particle: Particle = Particle.OWN
    stops: QuotationStops = QuotationStops.OWN


def load_houses(folder: Path) -> tuple[Mapping[str, House], tuple[BrokenRule, ...]]:
    """The profiles of a rule folder by their names, and an error for each that cannot be used."""
    houses: dict[str, House] = {}
    broken: list[BrokenRule] = []
    for path in sorted((folder / "profiles").glob("*.toml")):
        try:
            houses[path.stem] = _house(path)
        except Fault as fault:
            broken.append(BrokenRule(str(path), 1, "-", f"the profile cannot be used: {fault}"))
    return houses, tuple(broken)


def load_house(path: Path) -> House:
    """The profile in a TOML file. Raises BadConfigFile, which names the file and what is allowed."""
    try:
        return _house(path)
    except Fault as fault:
        raise BadConfigFile(f"{path}: {fault}") from None


def _house(path: Path) -> House:
    data = read_toml(path)
    known(data, "forms headlines people quotations", "a profile")
    people, quotations = table(data, "people"), table(data, "quotations")
    known(people, "honorifics particle", "[people]")
    known(quotations, "stops", "[quotations]")
    return House(
        path.stem,
        strings_by_name(table(data, "forms"), "forms"),
        strings_by_name(table(data, "headlines"), "headlines"),
        choice(people, "honorifics", Honorifics, Honorifics.OWN),
        choice(people, "particle", Particle, Particle.OWN),
        choice(quotations, "stops", QuotationStops, QuotationStops.OWN),
    )
