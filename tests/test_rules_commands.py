"""The commands `cleaner rules …` on a folder of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner.cli import main
from cleaner.territories import AND

RIVER = """[[rule]]
id = "names/our-river"
kind = "variants"
languages = ["en"]
confidence = 0.9
fix = { action = "replace", apply = "safe" }
why = "One river under two names."
[rule.names.elbe]
forms = ["Elbe (the)"]
never = ["Labe (the)"]
[[rule.bad]]
text = "The Elbe rose. The Labe fell. The Elbe rose again."
fixed = "The Elbe rose. The Elbe fell. The Elbe rose again."
[[rule.good]]
text = "The Elbe rose."
"""


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["rules", *(str(a) for a in args)])


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "rivers.toml").write_text(RIVER, encoding="utf-8")
    return folder


def test_a_rule_of_ones_own_is_listed_explained_and_good(mine: Path) -> None:
    listed = run("list", "--rules", mine, "--select", "names/our-river")
    assert listed.stdout.split() == ["names/our-river", "en", "replace", "(safe)", "0.90"]
    explained = run("explain", "names/our-river", "--rules", mine).stdout
    assert "One river under two names." in explained and "→ The Elbe rose. The Elbe fell." in explained
    assert f"{mine / 'rivers.toml'}:1" in explained
    tested = run("test", mine)
    assert (tested.exit_code, tested.stdout) == (0, "1 rules good, 0 problems, 2 examples\n")


def test_an_id_of_ours_is_a_problem_of_the_folder(mine: Path) -> None:
    (mine / "rivers.toml").write_text(RIVER.replace("names/our-river", "names/city"), encoding="utf-8")
    tested = run("test", mine)
    assert tested.exit_code == 1 and "its id is taken by one of our rules" in tested.stderr


def test_a_broken_profile_is_named_and_the_rules_are_tested_all_the_same(mine: Path) -> None:
    (mine / "profiles").mkdir()
    (mine / "profiles" / "own.toml").write_text("[forms", encoding="utf-8")
    tested = run("test", mine)
    assert tested.exit_code == 1 and "own.toml:1" in tested.stderr and tested.stdout.startswith("1 rules good, 1 prob")


def test_a_rule_that_is_read_beside_ours_is_tested_as_it_is_used(mine: Path) -> None:
    beside = RIVER.replace("why =", 'beside = ["spinning/can-not"]\nwhy =').replace(
        'fixed = "The Elbe rose. The Elbe fell. The Elbe rose again."',
        'fixed = "The Elbe rose. The Elbe fell. The Elbe cannot rise."',
    )
    (mine / "rivers.toml").write_text(
        beside.replace("The Labe fell. The Elbe rose again", "The Labe fell. The Elbe can not rise"), encoding="utf-8"
    )
    assert run("test", mine).stdout.startswith("1 rules good, 0 problems")


def test_territories_become_a_table(tmp_path: Path) -> None:
    file = tmp_path / "cldr.json"
    names = {language: {"TR": "Türkiye", "TT": "Trinidad & Tobago"} for language in AND}
    file.write_text(json.dumps({"territories": names}), encoding="utf-8")
    shown = run("territories", file).stdout
    assert '[en]\nTR = ["Türkiye"]\nTT = ["Trinidad and Tobago"]\n' in shown
    file.write_text("[]", encoding="utf-8")
    assert run("territories", file).exit_code != 0
