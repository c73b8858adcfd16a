"""Our own rules load, keep what their examples promise, and keep the house's order."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaner.detect.noise import CHECKS as NOISE
from cleaner.detect.people import CHECKS as PEOPLE
from cleaner.detect.splices import CHECKS as SPLICES
from cleaner.house import House
from cleaner.language import LanguageGuesser
from cleaner.packs import load
from cleaner.prove import prove
from cleaner.rulebook import Kind, Rule, rules_folder
from cleaner.score import load_policy
from cleaner.words import fold

BOOK = load(rules_folder())
LANGUAGES = LanguageGuesser(rules_folder() / "language")


def test_all_packs_load() -> None:
    assert BOOK.broken == ()
    assert len(BOOK.rules) >= 30


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_keeps_what_its_examples_promise(rule: Rule) -> None:
    assert [str(problem) for problem in prove([rule], House(), LANGUAGES)] == []


def test_every_check_has_a_rule_and_every_rule_a_check() -> None:
    named = {rule.check for rule in BOOK if rule.kind is Kind.CHECK}
    assert named == {
        *NOISE,
        *SPLICES,
        "element",
        "evidence",
        "foreign-headline",
        "linked-list",
        "site-repeated",
        "title-repeated",
        "paragraph",
        *PEOPLE,
    }


@pytest.mark.parametrize("path", sorted((rules_folder() / "score").glob("*.toml")), ids=lambda path: path.stem)
def test_a_policy_loads_and_covers_every_family(path: Path) -> None:
    policy = load_policy(path)
    covered = {family for part in policy.parts for family in part.families}
    assert covered == {rule.family for rule in BOOK}


@pytest.mark.parametrize("path", sorted((rules_folder() / "profiles").glob("*.toml")), ids=lambda path: path.stem)
def test_a_profile_names_settings_and_forms_that_rules_have(path: Path) -> None:
    forms = tomllib.loads(path.read_text(encoding="utf-8"))["forms"]
    members = {rule.setting: rule.members for rule in BOOK if rule.setting}
    assert all(form in members[setting] for setting, form in forms.items())


def test_function_words_are_folded() -> None:
    for words in LANGUAGES.function_words.values():
        assert all(word == fold(word) for word in words)
