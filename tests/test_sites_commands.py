"""The commands of the memory of sites, and cleaning with one from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner.cli import main
from tests.test_sites import CLUB, NAMES, story

ROWS = [{"id": n, "url": f"https://www.example.org/{n}", "text": story(n, CLUB)} for n in NAMES]
MODE = ["--sites", "m", "--site-learning"]


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, args, input=stdin)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test, with rows of one site."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return tmp_path


def cleaned(result: Result) -> dict[str, str]:
    return {row["id"]: row["clean_text"] for row in map(json.loads, result.stdout.splitlines())}


def learnt() -> Result:
    return run("sites", "learn", "--sites", "m", "in.jsonl")


def test_a_batch_that_learns_ahead_does_not_depend_on_order_or_jobs_or_where_rows_come_from() -> None:
    first = run("batch", *MODE, "ahead", "in.jsonl")
    assert first.exit_code == 0
    assert "learning ahead" in first.stderr and "do not depend on their order" in first.stderr
    assert "12 learnt, 0 without" in first.stderr
    assert cleaned(first) == {n: story(n) for n in NAMES}
    backwards = "".join(json.dumps(row) + "\n" for row in reversed(ROWS))
    assert cleaned(run("batch", "--sites", "m2", "--site-learning", "ahead", "-", stdin=backwards)) == cleaned(first)
    two = run("batch", "-q", "--sites", "m3", "--site-learning", "ahead", "-j", "2", "in.jsonl")
    assert (two.stdout, two.stderr) == (first.stdout, "")


def test_a_batch_that_learns_along_says_that_order_matters() -> None:
    result = run("batch", *MODE, "along", "in.jsonl")
    assert "results depend on the order" in result.stderr
    assert [CLUB in text for text in cleaned(result).values()] == [True] * 5 + [False] * 7


def test_a_batch_that_learns_nothing_uses_what_is_known() -> None:
    assert learnt().exit_code == 0
    before = Path("m").read_bytes()
    result = run("batch", *MODE, "off", "in.jsonl")
    assert "nothing is learnt" in result.stderr
    assert cleaned(result) == {n: story(n) for n in NAMES}
    assert Path("m").read_bytes() == before


def test_rows_that_cannot_be_read_do_not_stop_learning() -> None:
    rows = ["not json", json.dumps({"text": story("Ash")}), json.dumps({"url": "https://e.org/a", "text": ""})]
    result = run("batch", *MODE, "ahead", "-", stdin="\n".join([*rows, json.dumps(ROWS[0])]))
    assert result.exit_code == 3
    assert "1 learnt, 3 without an address or an article" in result.stderr


def test_clean_says_which_mode_is_on_and_what_has_no_address() -> None:
    learnt()
    Path("zoe.txt").write_text(story("Zoe", CLUB), encoding="utf-8")
    result = run("clean", "--sites", "m", "--url", "https://example.org/z", "zoe.txt")
    assert CLUB not in result.stdout and result.stderr.startswith("sites: m, learning off")
    result = run("clean", "--sites", "m", "zoe.txt")
    assert CLUB in result.stdout and "no address" in result.stderr


def test_check_learns_nothing() -> None:
    learnt()
    before = Path("m").read_bytes()
    head = '<html><head><link rel="canonical" href="https://example.org/z"></head><body><article><p>'
    body = story("Zoe", CLUB).replace("\n\n", "</p><p>")
    Path("zoe.html").write_text(f"{head}{body}</p></article></body></html>", encoding="utf-8")
    result = run("check", *MODE, "along", "zoe.html")
    assert "stands on 12 of the 12 pages known of example.org" in result.stdout
    assert Path("m").read_bytes() == before


def test_pages_are_learnt_by_what_they_say_or_by_a_given_site() -> None:
    for name in NAMES:
        Path(f"{name}.txt").write_text(story(name, CLUB), encoding="utf-8")
    files = [f"{name}.txt" for name in NAMES]
    assert "0 learnt, 12 without" in run("sites", "learn", "--sites", "m", *files).stderr
    result = run("sites", "learn", "--sites", "m", "--site", "example.org", *files, "none.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "12 learnt, 0 without" in result.stderr and "none.txt" in result.stderr
    assert run("sites", "show", "--sites", "m").stdout == "  12 pages  example.org\n"


def test_rows_are_learnt_from_standard_input() -> None:
    lines = Path("in.jsonl").read_text(encoding="utf-8")
    assert "12 learnt" in run("sites", "learn", "--sites", "m", "-", stdin=lines).stderr


def test_show_says_what_a_site_repeats() -> None:
    learnt()
    shown = run("sites", "show", "--sites", "m", "https://www.example.org/a").stdout.splitlines()
    assert shown == [
        "example.org: 12 pages seen, 12 kept, 12 of them different articles",
        f"  12 * {CLUB.lower()}",
    ]
    assert run("sites", "show", "--sites", "m", "other.org").exit_code == 2


def test_memories_are_exported_merged_and_forgotten() -> None:
    learnt()
    Path("e.jsonl").write_text(run("sites", "export", "--sites", "m").stdout, encoding="utf-8")
    result = run("sites", "merge", "--sites", "m2", "e.jsonl", "m")
    assert (result.exit_code, result.stderr) == (0, "1 sites of e.jsonl\n1 sites of m\n")
    exports = [run("sites", "export", "--sites", name).stdout for name in ("m", "m2")]
    assert exports[0] == exports[1]
    assert run("sites", "forget", "--sites", "m2", "www.example.org", "other.org").stderr == "1 forgotten\n"
    assert run("sites", "show", "--sites", "m2").stdout == ""
    assert run("sites", "forget", "--sites", "m", "--all").stderr == "1 forgotten\n"


def test_the_memory_may_be_named_by_the_settings() -> None:
    Path("cleaner.toml").write_text('sites = "m"\nsite_learning = "ahead"\n', encoding="utf-8")
    assert "12 learnt" in run("sites", "learn", "in.jsonl").stderr
    assert run("sites", "show").stdout == "  12 pages  example.org\n"


@pytest.mark.parametrize(
    "args",
    [
        ["sites", "show"], ["sites", "show", "--sites", "none"], ["sites", "export", "--sites", "in.jsonl"],
        ["sites", "forget", "--sites", "none", "--all"], ["sites", "forget", "--sites", "none"],
        ["sites", "merge", "--sites", "m", "none"], ["batch", "--sites", "none", "in.jsonl"],
        ["batch", "--sites", "in.jsonl", "in.jsonl"], ["batch", "--site-learning", "along", "in.jsonl"],
        ["batch", "--sites", "no/m", "--site-learning", "along", "in.jsonl"],
        ["batch", "--sites", "m", "--site-pages", "0", "in.jsonl"],
    ],
)  # fmt: skip
def test_wrong_use_is_a_sentence_and_leaves_no_file(args: list[str]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("cleaner: ")
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl"]
