"""Packs of rules: what loads, and the errors of what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import BrokenRule
from cleaner.model import Action, Register
from cleaner.packs import load
from cleaner.rulebook import Apply, Extent, Kind, Phrase, rules_folder
from tests.conftest import write_pack

HEAD = '[[rule]]\nid = "boilerplate/x"\n'
VARIANTS = HEAD + 'kind = "variants"\n'
KIND = 'kind = "line"\nphrases = ["join us"]\n'
REST = 'why = "w"\nconfidence = 0.9\n'
EXAMPLES = '[[rule.bad]]\ntext = "Join us"\n[[rule.good]]\ntext = "No."\n'


def broken(folder: Path, text: str | bytes, name: str = "pack.toml") -> BrokenRule:
    """The one fault of a pack."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    book = load(folder)
    assert len(book.broken) == 1
    return book.broken[0]


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(
        HEAD
        + REST
        + """kind = "text"
languages = ["en", "de"]
message = "m {text}"
phrases = []
fix = { action = "replace", apply = "unsafe", quotes = true }
penalty = { each = 1, cap = 2 }
options = { most = 3, words = ["v"], alone = false }
[rule.where]
extent = "lead-in"
max_words = 5
case = true
headline = true
register = ["quote"]
after = ["a"]
before = ["b"]
not_after = ["c"]
not_before = ["d"]
[rule.replace]
"join us" = "come"
[[rule.bad]]
text = "join us"
fixed = ""
title = "T"
[[rule.good]]
text = "No."
"""
    )
    (rule,) = load(tmp_path)
    assert (rule.id, rule.kind, rule.languages, rule.message) == ("boilerplate/x", Kind.TEXT, ("en", "de"), "m {text}")
    assert rule.phrases == (Phrase("join us", "come"),)
    where = rule.where
    assert (where.extent, where.max_words, where.case, where.headline) == (Extent.LEAD_IN, 5, True, True)
    assert where.register == (Register.QUOTE,)
    assert (where.after, where.before, where.not_after, where.not_before) == (("a",), ("b",), ("c",), ("d",))
    assert (rule.fix.action, rule.fix.apply, rule.fix.quotes) == (Action.REPLACE, Apply.UNSAFE, True)
    assert (rule.penalty.each, rule.penalty.cap) == (1.0, 2.0)
    assert (rule.options.number("most"), rule.options.words("words")) == (3.0, frozenset({"v"}))
    assert not rule.options.flag("alone", default=True)
    assert (rule.bad[0].fixed, rule.bad[0].title, rule.good[0].fixed) == ("", "T", None)


def test_a_rule_that_says_little_speaks_any_language_and_only_reports(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(HEAD + KIND + REST + EXAMPLES)
    (rule,) = load(tmp_path)
    assert (rule.languages, rule.fix.action, rule.fix.apply, rule.message) == (("*",), "report", "never", "w")


def test_tables_of_options_are_read_by_name(tmp_path: Path) -> None:
    weights = "[rule.options.weights]\nlabel = 0.5\ndate = 2\n"
    tables = f'[rule.options]\nneeded = 1\n{weights}[rule.options.lines]\nlabel = ["a b"]\n'
    (tmp_path / "p.toml").write_text(HEAD + KIND + REST + tables + EXAMPLES)
    (rule,) = load(tmp_path)
    assert rule.options.number("needed") == 1.0
    assert rule.options.numbers("weights") == {"label": 0.5, "date": 2.0}
    assert rule.options.word_lists("lines") == {"label": {"a b"}}
    assert list(rule.options.names("weights")) == ["label", "date"]


FAULTS = {
    "no id": ("[[rule]]\n" + KIND + REST + EXAMPLES, "id is missing"),
    "id without family": ('[[rule]]\nid = "x"\n' + KIND + REST + EXAMPLES, "family/some-name"),
    "unknown family": ('[[rule]]\nid = "boilerplat/x"\n' + KIND + REST + EXAMPLES, "boilerplate"),
    "upper case id": ('[[rule]]\nid = "boilerplate/X"\n' + KIND + REST + EXAMPLES, "family/some-name"),
    "unknown key": (HEAD + KIND + 'phrase = "a"\n' + REST + EXAMPLES, 'did you mean "phrases"?'),
    "unknown kind": (HEAD + 'kind = "lines"\n' + REST + EXAMPLES, "line, sentence, text, variants, check"),
    "no phrases": (HEAD + 'kind = "line"\n' + REST + EXAMPLES, "phrases"),
    "no why": (HEAD + KIND + "confidence = 0.9\n" + EXAMPLES, "why is missing"),
    "confidence over 1": (HEAD + KIND + 'why = "w"\nconfidence = 1.5\n' + EXAMPLES, "from 0 to 1"),
    "confidence is a truth value": (HEAD + KIND + 'why = "w"\nconfidence = true\n' + EXAMPLES, "confidence"),
    "no good example": (HEAD + KIND + REST + '[[rule.bad]]\ntext = "Join us"\n', "[[rule.good]]"),
    "no bad example": (HEAD + KIND + REST + '[[rule.good]]\ntext = "No."\n', "[[rule.bad]]"),
    "good example with a fix": (HEAD + KIND + REST + EXAMPLES + 'fixed = "a"\n', "no fixed"),
    "example without text": (HEAD + KIND + REST + EXAMPLES + "[[rule.bad]]\n", "text is missing"),
    "example as a string": (HEAD + KIND + REST + 'bad = ["a"]\ngood = ["b"]\n', "[[rule.bad]]"),
    "phrases as a string": (HEAD + 'kind = "line"\nphrases = "a"\n' + REST + EXAMPLES, "list of strings"),
    "empty phrase": (HEAD + 'kind = "line"\nphrases = [""]\n' + REST + EXAMPLES, "not empty"),
    "action of another kind": (HEAD + KIND + 'fix = { action = "delete" }\n' + REST + EXAMPLES, "drop-block, report"),
    "unknown apply": (HEAD + KIND + 'fix = { apply = "always" }\n' + REST + EXAMPLES, "safe, unsafe, never"),
    "unknown key of where": (HEAD + KIND + "where = { extend = 1 }\n" + REST + EXAMPLES, 'did you mean "extent"?'),
    "unknown register": (HEAD + KIND + 'where = { register = ["title"] }\n' + REST + EXAMPLES, "headline, body, quote"),
    "flag as a string": (HEAD + KIND + 'where = { case = "yes" }\n' + REST + EXAMPLES, "true or false"),
    "penalty over 100": (HEAD + KIND + "penalty = { each = 101 }\n" + REST + EXAMPLES, "from 0 to 100"),
    "one variant": (VARIANTS + 'names.US.forms = ["US"]\n' + REST + EXAMPLES, "needs names"),
    "nothing to judge": (VARIANTS + 'judges = "old"\nnames.US.forms = ["US", "U.S."]\n' + REST + EXAMPLES, "in old"),
    "never holds all": (VARIANTS + 'names.US.never = ["US", "U.S."]\n' + REST + EXAMPLES, "US: forms is missing"),
    "two roles": (VARIANTS + 'names.US = { forms = ["US"], free = ["US"] }\n' + REST + EXAMPLES, "both in"),
    "unknown role": (VARIANTS + 'names.US.form = ["US"]\n' + REST + EXAMPLES, 'did you mean "forms"?'),
    "judges what is no form": (VARIANTS + 'judges = "free"\n' + REST + EXAMPLES, "no form of a name"),
    "cases without a grammar": (
        VARIANTS + 'names.US.forms = [{ form = "US", cases = ["a", "b"] }, "U"]\n' + REST + EXAMPLES,
        "knows none of this language",
    ),
    "no such table": (VARIANTS + 'languages = ["en"]\ntable = "planets"\n' + REST + EXAMPLES, "planets.en.toml"),
    "a table for two languages": (
        VARIANTS + 'languages = ["en", "de"]\ntable = "planets"\n' + REST + EXAMPLES,
        "one language",
    ),
    "no such name": (VARIANTS + 'only = ["UK"]\nnames.US.forms = ["US", "U.S."]\n' + REST + EXAMPLES, "no name UK"),
    "names of another kind": (HEAD + KIND + 'names.US.forms = ["US", "U.S."]\n' + REST + EXAMPLES, "variants rules"),
    "check without a name": (HEAD + 'kind = "check"\n' + REST + EXAMPLES, "name of its check"),
    "replacement for nothing": (
        HEAD + 'kind = "text"\nphrases = ["a"]\nfix = { action = "replace" }\n' + REST + EXAMPLES,
        "[rule.replace]",
    ),
    "replacement is a number": (HEAD + 'kind = "text"\nreplace = { a = 1 }\n' + REST + EXAMPLES, "must be a string"),
    "option is a date": (HEAD + KIND + "options = { a = 2011-05-27 }\n" + REST + EXAMPLES, "options.a"),
    "option of a table is a date": (
        HEAD + KIND + REST + "[rule.options.weights]\na = 2011-05-27\n" + EXAMPLES,
        "options.weights.a must be",
    ),
    "table within a table of options": (
        HEAD + KIND + REST + "[rule.options.weights.a]\nb = 1\n" + EXAMPLES,
        "options.weights.a must be",
    ),
    "list of numbers in a table of options": (
        HEAD + KIND + REST + "[rule.options.lines]\na = [1]\n" + EXAMPLES,
        "options.lines.a must be",
    ),
    "options are a list": (HEAD + KIND + "options = [1]\n" + REST + EXAMPLES, "must be a table"),
    "fix is a string": (HEAD + KIND + 'fix = "safe"\n' + REST + EXAMPLES, "must be a table"),
}


@pytest.mark.parametrize(("text", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_rule_is_named_with_its_file_and_line(tmp_path: Path, text: str, hint: str) -> None:
    problem = broken(tmp_path, "# a comment\n\n" + text)
    assert problem.code == "broken-rule"
    assert (problem.file, problem.line) == (str(tmp_path / "pack.toml"), 3)
    assert hint in problem.problem
    assert str(problem).startswith(f"{problem.file}:3: rule {problem.rule}: ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb =\n", 2),
        ("[rules]\n", 1),
        ("rule = 1\n", 1),
        (b"\xff\xfe", 1),
    ],
    ids=["not TOML", "unknown table", "rule is no list", "not UTF-8"],
)
def test_a_faulty_file_is_named(tmp_path: Path, text: str | bytes, line: int) -> None:
    problem = broken(tmp_path, text)
    assert (problem.file, problem.line, problem.rule) == (str(tmp_path / "pack.toml"), line, "-")


@pytest.mark.parametrize("text", ["rule = [1]\n", "[rule]\n"])
def test_rules_that_are_no_tables_are_a_fault_of_the_pack(tmp_path: Path, text: str) -> None:
    assert broken(tmp_path, text).file == str(tmp_path / "pack.toml")


def test_one_faulty_rule_leaves_the_others(tmp_path: Path) -> None:
    first, third = HEAD.replace("/x", "/first"), HEAD.replace("/x", "/third")
    text = first + KIND + REST + EXAMPLES + HEAD + KIND + third + KIND + REST + EXAMPLES
    problem = broken(tmp_path, text)
    assert [rule.id for rule in load(tmp_path)] == ["boilerplate/first", "boilerplate/third"]
    assert (problem.rule, problem.line) == ("boilerplate/x", text.split("\n").index('id = "boilerplate/x"'))


def test_a_header_inside_a_string_does_not_shift_the_lines(tmp_path: Path) -> None:
    text = HEAD + KIND + REST + '[[rule.bad]]\ntext = """\n[[rule]]\nJoin us"""\n[[rule.good]]\ntext = "No."\n'
    problem = broken(tmp_path, text + "[[rule]]\n")
    assert problem.line == text.count("\n") + 1


def test_an_id_is_never_reused(tmp_path: Path) -> None:
    one, two = write_pack(tmp_path / "a"), write_pack(tmp_path / "b")
    book = load(tmp_path)
    assert [rule.file for rule in book] == [str(one)]
    assert (book.broken[0].file, book.broken[0].rule) == (str(two), "boilerplate/club")


@pytest.mark.parametrize("folder", ["score", "filters", "profiles", "language", "optional"])
def test_folders_of_other_data_are_no_packs(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "x.toml").write_text("[whatever]\n")
    book = load(tmp_path)
    assert (book.rules, book.broken) == ((), ())


def test_rules_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write_pack(tmp_path / ("x" if name == "b" else "y"), name)
    assert [rule.id for rule in load(tmp_path)] == ["boilerplate/a", "boilerplate/b"]


def test_our_own_packs_load_whole() -> None:
    assert load(rules_folder()).broken == ()
