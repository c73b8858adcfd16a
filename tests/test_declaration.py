"""A rule as it is declared: what it becomes, and what is said where it cannot be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.declaration import declared_rule
from cleaner.fields import Fault
from cleaner.forms import Role
from cleaner.model import Action, Register
from cleaner.rulebook import Apply, Kind, Phrase, Rule

EXAMPLES = {"bad": [{"text": "The Labe fell.", "fixed": "The Elbe fell."}], "good": [{"text": "The Elbe rose."}]}
RIVER = {"forms": ["Elbe (the)"], "never": ["Labe (the)"]}


def row(**values: object) -> dict[str, object]:
    base = {"id": "names/river", "kind": "variants", "languages": ["en"], "confidence": 0.9, "why": "One river."}
    return {**base, "names": {"elbe": RIVER}, **EXAMPLES, **values}


def declared(folder: Path, **values: object) -> Rule:
    return declared_rule(row(**values), "own.toml", 7, folder)


def test_a_rule_of_variants_has_what_it_declares(tmp_path: Path) -> None:
    rule = declared(tmp_path, fix={"action": "replace", "apply": "safe"}, where={"register": ["body"], "after": ["Ö"]})
    assert (rule.id, rule.kind, rule.file, rule.line) == ("names/river", Kind.VARIANTS, "own.toml", 7)
    assert (rule.fix.action, rule.fix.apply, rule.judges) == (Action.REPLACE, Apply.SAFE, Role.FORM)
    assert rule.where.register == (Register.BODY,) and rule.where.after == ("o",)
    assert [(f.text, f.article, f.role) for f in rule.names[0].forms] == [
        ("Elbe", "the", Role.FORM),
        ("Labe", "the", Role.NEVER),
    ]
    assert rule.message == rule.why and rule.bad[0].fixed == "The Elbe fell."


def test_words_that_are_replaced_are_phrases_with_a_replacement(tmp_path: Path) -> None:
    rule = declared(tmp_path, kind="text", names={}, replace={"[worldwide] law": "international"})
    assert rule.phrases == (Phrase("[worldwide] law", "international"),)


def test_a_table_and_names_of_its_own_go_together_and_are_chosen_from(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "rivers.en.toml").write_text(
        "\ufeff[oder]\r\nforms = ['Oder (the)']\r\nnever = ['Odra (the)']\r\n", encoding="utf-8"
    )
    assert [n.key for n in declared(tmp_path, table="rivers").names] == ["oder", "elbe"]
    assert [n.key for n in declared(tmp_path, table="rivers", only=["oder"]).names] == ["oder"]
    assert [n.key for n in declared(tmp_path, table="rivers", without=["oder"]).names] == ["elbe"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"names": {"elbe": {**RIVER, "nevr": []}}}, 'did you mean "never"'),
        ({"names": {"elbe": "Elbe"}}, "elbe must be a table"),
        ({"names": {"elbe": {"forms": [1]}}}, "elbe.forms holds strings"),
        ({"names": {"elbe": {"forms": []}}}, "forms is missing"),
        ({"names": {"elbe": {**RIVER, "free": [""]}}}, 'elbe.free: "" is no form'),
        ({"names": {"elbe": {**RIVER, "free": ["(the)"]}}}, "is no form"),
        ({"names": {"elbe": {**RIVER, "free": ["Labe (the"]}}}, "has a bracket"),
        ({"names": {"elbe": {**RIVER, "free": [{"phrases": ["x"]}]}}}, "elbe.free: form is missing"),
        ({"names": {"elbe": RIVER, "moldau": RIVER}}, '"Elbe" is a form of elbe and of moldau'),
        ({"only": ["oder"]}, "there is no name oder"),
        ({"judges": "free"}, "no form of a name"),
        ({"table": "../rivers"}, "letters, digits and hyphens"),
        ({"table": "riv\0ers"}, "letters, digits and hyphens"),
        ({"table": "rivers"}, "rivers.en.toml: the file cannot be read"),
        ({"table": "rivers", "languages": ["en", "de"]}, "one language"),
        ({"fix": {"action": "drop-block"}}, "replace, report"),
        ({"message": "{who}"}, "unknown placeholder"),
        ({"where": {"after": ["@digits"]}}, 'did you mean "@digit"'),
        ({"languages": []}, "languages is empty"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, values: dict[str, object], said: str) -> None:
    with pytest.raises(Fault) as raised:
        declared(tmp_path, **values)
    assert said in str(raised.value)


def test_a_broken_grammar_spoils_only_rules_with_names(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "grammar.toml").write_text(
        "[en]\ncases = ['a', 'b']\nbefore = { a = [1] }", encoding="utf-8"
    )
    with pytest.raises(Fault, match=r"grammar\.toml: a must be a list of strings"):
        declared(tmp_path)
    assert declared(tmp_path, kind="text", names={}, phrases=["the labe"]).names == ()
