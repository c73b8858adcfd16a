"""Our own rules load, keep what their examples promise, and keep the house's order."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.detect.noise import CHECKS as NOISE
from cleaner.detect.people import CHECKS as PEOPLE
from cleaner.detect.spam import CHECKS as SPAM
from cleaner.detect.splices import CHECKS as SPLICES
from cleaner.detect.splices import OF_PEOPLE as SPLICES_OF_PEOPLE
from cleaner.forms import Role
from cleaner.house import load_house, load_houses
from cleaner.language import LanguageGuesser
from cleaner.packs import load
from cleaner.policy import load_policy
from cleaner.prove import prove
from cleaner.rulebook import Kind, Rule, rules_folder
from cleaner.words import fold

BOOK = load(rules_folder())
HOUSES, BROKEN_HOUSES = load_houses(rules_folder())
OPTIONAL = load(rules_folder() / "optional")
LANGUAGES = LanguageGuesser(rules_folder() / "language")


def test_all_packs_load() -> None:
    assert BROKEN_HOUSES == ()
    assert BOOK.broken == OPTIONAL.broken == ()
    assert len(BOOK.rules) >= 30
    assert not set(BOOK.by_id) & set(OPTIONAL.by_id)


@pytest.mark.parametrize("rule", (*BOOK.rules, *OPTIONAL.rules), ids=lambda rule: rule.id)
def test_a_rule_keeps_what_its_examples_promise(rule: Rule) -> None:
    assert [str(problem) for problem in prove([rule], HOUSES, LANGUAGES, BOOK)] == []


def test_every_check_has_a_rule_and_every_rule_a_check() -> None:
    named = {rule.check for rule in BOOK if rule.kind is Kind.CHECK}
    assert named == {
        *NOISE,
        *SPLICES,
        *SPLICES_OF_PEOPLE,
        *SPAM,
        "several",
        "element",
        "evidence",
        "foreign-headline",
        "linked-list",
        "site-repeated",
        "title-repeated",
        "paragraph",
        "sentence",
        "reworded",
        "foreign",
        "quotation-stop",
        "spun",
        "stop-outside",
        *PEOPLE,
    }


@pytest.mark.parametrize("path", sorted((rules_folder() / "score").glob("*.toml")), ids=lambda path: path.stem)
def test_a_policy_loads_and_covers_every_family(path: Path) -> None:
    policy = load_policy(path)
    covered = {family for part in policy.parts for family in part.families}
    assert covered == {rule.family for rule in BOOK}


@pytest.mark.parametrize("path", sorted((rules_folder() / "profiles").glob("*.toml")), ids=lambda path: path.stem)
def test_a_profile_asks_for_forms_that_names_have(path: Path) -> None:
    house = load_house(path)
    asked = [*house.forms.items(), *house.headlines.items()]
    known = {(name.key, form.text) for rule in BOOK for name in rule.names for form in name.having(Role.FORM)}
    assert set(asked) <= known


def test_function_words_are_folded() -> None:
    for words in LANGUAGES.function_words.values():
        assert all(word == fold(word) for word in words)
