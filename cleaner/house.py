"""House profiles: what a publisher prints where several ways are right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from cleaner.errors import BadConfigFile
from cleaner.fields import Fault, choice, known, strings_by_name, table


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


def load_house(path: Path) -> House:
    """The profile in a TOML file. Raises BadConfigFile, which names the file and what is allowed."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        known(data, "forms headlines people quotations", "a profile")
        quotations = table(data, "quotations")
        known(quotations, "stops", "[quotations]")
        return House(
            path.stem,
            strings_by_name(table(data, "forms"), "forms"),
            strings_by_name(table(data, "headlines"), "headlines"),
            *_people(table(data, "people")),
            choice(quotations, "stops", QuotationStops, QuotationStops.OWN),
        )
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfigFile(f"{path}: the profile cannot be read: {error}") from None
    except Fault as fault:
        raise BadConfigFile(f"{path}: {fault}") from None


def with_people(house: House, settings: Mapping[str, object]) -> House:
    """The house with other settings about people. Raises Fault where one is unknown."""
    honorifics, particle = _people(settings) if settings else (house.honorifics, house.particle)
    return replace(house, honorifics=honorifics, particle=particle)


def _people(settings: Mapping[str, object]) -> tuple[Honorifics, Particle]:
    known(settings, "honorifics particle", "[people]")
    return (
        choice(settings, "honorifics", Honorifics, Honorifics.OWN),
        choice(settings, "particle", Particle, Particle.OWN),
    )
