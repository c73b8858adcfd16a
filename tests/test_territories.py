"""The table of short names of countries is made of CLDR's names, the same on every run, and is the one we ship."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.cli import main
from cleaner.errors import BadField, NotJson
from cleaner.rulebook import rules_folder
from cleaner.territories import AND, territories

CLDR = Path(__file__).parents[2] / "shared" / "data" / "cldr-territories.json"
SHIPPED = rules_folder() / "tables" / "territories.toml"


def made(**names: str) -> dict[str, list[str]]:
    """The English table of some names, written with `_` for the dash of a code."""
    english = {code.replace("_", "-"): name for code, name in names.items()}
    rows = {language: english if language == "en" else {} for language in AND}
    table = tomllib.loads(territories(json.dumps({"territories": rows}).encode()))["en"]
    assert isinstance(table, dict)
    return table


def test_names_are_those_of_running_text() -> None:
    assert made(TT="Trinidad & Tobago", CD="Congo - Kinshasa", CI="Côte d’Ivoire", MM="Myanmar (Burma)") == {
        "CD": ["Congo-Kinshasa"],
        "CI": ["Côte d'Ivoire"],
        "MM": ["Myanmar"],
        "TT": ["Trinidad and Tobago"],
    }


def test_the_short_variant_stands_in_only_for_names_for_show() -> None:
    names = made(HK="Hong Kong SAR China", HK_alt_short="Hong Kong", GB="United Kingdom", GB_alt_short="UK")
    assert names == {"GB": ["United Kingdom"], "HK": ["Hong Kong"]}


def test_regions_and_codes_for_tests_are_no_countries() -> None:
    assert made(**{"001": "world", "EU": "European Union", "XA": "Pseudo", "XK": "Kosovo"}) == {"XK": ["Kosovo"]}


def test_what_only_brackets_tell_apart_belongs_to_neither() -> None:
    assert made(MF="Saint Martin", SX="Saint Martin (Dutch part)", FR="France") == {"FR": ["France"]}


def test_the_order_of_the_file_does_not_matter() -> None:
    assert list(made(ZW="Zimbabwe", AD="Andorra")) == ["AD", "ZW"]


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"{", NotJson), (b"\xff", NotJson), (b"[]", BadField), (b'{"territories": {"en": {}}}', BadField)],
)
def test_what_is_no_file_of_names_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        territories(content)


def test_the_licence_stands_in_the_table() -> None:
    head = SHIPPED.read_text(encoding="utf-8").split("[en]")[0]
    assert "UNICODE LICENSE V3" in head and "this copyright and permission notice appear" in head


def test_no_name_of_the_shipped_table_is_for_show() -> None:
    table = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert list(table) == list(AND)
    names = [name for rows in table.values() for (name,) in rows.values()]
    assert len(names) > 1900 and not any(mark in name for name in names for mark in "()&’")


@pytest.mark.skipif(not CLDR.exists(), reason="needs the shared file of CLDR's names")
def test_the_shipped_table_is_what_the_command_makes() -> None:
    done = CliRunner().invoke(main, ["rules", "territories", str(CLDR)])
    assert (done.exit_code, done.stdout_bytes) == (0, SHIPPED.read_bytes())
