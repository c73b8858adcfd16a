"""What the tests of people share: the roster of a text, and what our own rules find in it under a house."""

from __future__ import annotations

from dataclasses import replace

from cleaner.detect.people import People
from cleaner.detect.roster import Census, Roster
from cleaner.house import Honorifics, House, Particle
from cleaner.language import LanguageGuesser
from cleaner.model import Finding
from cleaner.packs import load
from cleaner.rulebook import rules_folder
from tests.conftest import read

LANGUAGES = LanguageGuesser(rules_folder() / "language")
CENSUS = Census(LANGUAGES.people, LANGUAGES.function_words)
RULES = load(rules_folder()).of("names")


def people(house: House | None = None, rule: str = "names/") -> People:
    """The detector with our own rules whose ids begin with `rule`."""
    rules = [r for r in RULES if r.id.startswith(rule)]
    return People(rules, house or House(), CENSUS)


def roster_of(text: str, language: str = "en", title: str | None = None) -> Roster:
    """The people of a text."""
    return CENSUS.of(read(text, language=language, title=title))


def found(
    text: str, rule: str, honorifics: Honorifics = Honorifics.OWN, particle: Particle = Particle.OWN, **where: str
) -> list[Finding]:
    """What a rule finds in a text (`where`: its language or title) under a house."""
    house = replace(House(), honorifics=honorifics, particle=particle)
    return list(people(house, rule).find(read(text, **where)))  # type: ignore[arg-type]


def mended(text: str, findings: list[Finding], *, safe: bool = True) -> str:
    """The text with the proposals made, those that are safe or all."""
    proposals = [p for f in findings for p in f.proposals if p.safe or not safe]
    for p in sorted(proposals, key=lambda p: p.span, reverse=True):
        text = text[: p.span.start] + p.replacement + text[p.span.end :]
    return text
