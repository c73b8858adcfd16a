"""The tables of names are what they say they are, and a fault in one is told by its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.fields import Fault
from cleaner.forms import Grammar, Role
from cleaner.rulebook import rules_folder
from cleaner.tables import FOLDER, read_grammar, read_name, read_table

TABLES = sorted(
    tuple(path.stem.split("."))
    for path in (rules_folder() / FOLDER).glob("*.toml")
    if path.stem.startswith(("countries.", "organisations."))
)


@pytest.mark.parametrize(("table", "language"), TABLES)
def test_no_text_belongs_to_two_names(table: str, language: str) -> None:
    owners: dict[str, set[str]] = {}
    for name in read_table(rules_folder(), table, language):
        for form in name.forms:
            for surface in form.surfaces:
                owners.setdefault(surface, set()).add(name.key)
    assert {surface: keys for surface, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize(("table", "language"), TABLES)
def test_a_table_is_in_the_order_of_its_keys(table: str, language: str) -> None:
    keys = [name.key for name in read_table(rules_folder(), table, language)]
    assert keys == sorted(keys)


LEAST = (
    ("countries", "de", 190),
    ("countries", "ru", 190),
    ("countries", "pl", 40),
    ("organisations", "de", 60),
    ("organisations", "ru", 60),
)


@pytest.mark.parametrize(("table", "language", "least"), LEAST)
def test_a_table_is_long_enough(table: str, language: str, least: int) -> None:
    assert len(read_table(rules_folder(), table, language)) >= least


def test_the_prepositions_of_a_grammar_are_folded_and_tell_cases() -> None:
    before = read_grammar(rules_folder(), "ru").before
    assert before is not None
    assert before["в"] == {3, 5}
    assert "fur" in (read_grammar(rules_folder(), "de").before or {})


def test_the_article_of_a_form_is_read_and_taken_off() -> None:
    name = read_name("CI", {"forms": ["Elfenbeinküste (die)", "Côte d'Ivoire"]}, Grammar())
    assert [(form.text, form.article) for form in name.forms] == [("Elfenbeinküste", "die"), ("Côte d'Ivoire", "")]


def test_cases_that_do_not_follow_are_given() -> None:
    grammar = read_grammar(rules_folder(), "de")
    cases = ["Hohe Rat", "Hohen Rats", "Hohen Rat", "Hohen Rat"]
    name = read_name("X", {"forms": [{"form": "Hohe Rat (der)", "cases": cases}]}, grammar)
    assert name.having(Role.FORM)[0].in_case(1) == "Hohen Rats"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"official": ["Swiss Confederation (the)"]}, "forms is missing"),
        ({"forms": ["A"], "old": ["A"]}, 'both in forms and in old'),
        ({"forms": "A"}, "must be a list"),
        ({"form": ["A"]}, "form"),
        ({"forms": [{"form": "A", "cases": ["A", "As"]}]}, "must be 4"),
    ],
)  # fmt: skip
def test_a_fault_is_told(row: dict[str, object], fault: str) -> None:
    with pytest.raises(Fault, match=fault):
        read_name("CH", row, read_grammar(rules_folder(), "de"))


def test_a_table_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be read"):
        read_table(tmp_path, "countries", "de")
