"""The command: what stands on standard output, what on standard error, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner import __version__
from cleaner.cli import main
from cleaner.console import style
from tests.conftest import write_pack

SPUN = "They can not go to the town, he said.\n"
CLEAN = "They cannot go to the town, he said.\n"
SOUND = "It rained in the town all day, he said.\n"
RULE = "boilerplate/club"


def run(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin)


def command(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cleaner", *args],
        input=stdin,
        capture_output=True,
        env={**os.environ, **env},
        cwd=Path(__file__).parent.parent,
        check=False,
        timeout=60,
    )


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each test, with an article that is spun and one that is sound."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spun.txt").write_text(SPUN, encoding="utf-8")
    (tmp_path / "sound.txt").write_text(SOUND, encoding="utf-8")
    return tmp_path


def test_clean_writes_the_article_to_stdout_and_the_summary_to_stderr() -> None:
    result = run("clean", "spun.txt")
    assert (result.exit_code, result.stdout) == (0, CLEAN)
    assert "score" in result.stderr and "1 finding" in result.stderr


def test_quiet_says_nothing_on_stderr() -> None:
    result = run("clean", "-q", "spun.txt")
    assert (result.stdout, result.stderr) == (CLEAN, "")


def test_a_dash_reads_standard_input() -> None:
    assert run("clean", "-q", "-", stdin=SPUN).stdout == CLEAN


def test_clean_writes_json() -> None:
    record = json.loads(run("clean", "--format", "json", "--title", "Rain", "spun.txt").stdout)
    assert (record["clean_text"], record["title"], record["error"]) == (CLEAN, "Rain", None)


@pytest.mark.parametrize(
    ("form", "expected"),
    [("markdown", CLEAN), ("diff", f"--- spun.txt (source)\n+++ spun.txt (clean)\n@@ -1 +1 @@\n-{SPUN}+{CLEAN}")],
)
def test_clean_writes_other_formats(form: str, expected: str) -> None:
    assert run("clean", "-q", "--format", form, "spun.txt").stdout == expected


@pytest.mark.parametrize(("score", "code"), [("0", 0), ("100", 1)])
def test_a_score_under_the_minimum_exits_with_1(score: str, code: int) -> None:
    result = run("clean", "--min-score", score, "spun.txt")
    assert (result.exit_code, result.stdout) == (code, CLEAN)


def test_options_decide_what_is_done() -> None:
    assert run("clean", "-q", "--fix", "none", "spun.txt").stdout == SPUN
    assert run("clean", "-q", "--ignore", "spinning", "spun.txt").stdout == SPUN
    assert run("clean", "-q", "--input", "text", "-", stdin="<p>It rained.</p>").stdout == "<p>It rained.</p>\n"


def test_check_reports_place_and_rule_on_stdout_and_exits_with_1() -> None:
    result = run("check", "sound.txt", "spun.txt")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0].startswith("spun.txt:1:6: spinning/can-not ")
    assert "sound.txt" not in result.stdout
    assert result.stderr == "1 finding in 2 files\n"


def test_check_of_a_sound_article_exits_with_0() -> None:
    result = run("check", "sound.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 findings\n")


def test_check_goes_on_behind_a_file_that_fails_and_exits_with_3() -> None:
    result = run("check", "none.txt", "spun.txt")
    assert result.exit_code == 3
    assert "spun.txt:1:6:" in result.stdout
    assert "none.txt" in result.stderr and "none.txt" not in result.stdout


def test_check_writes_one_json_line_a_file() -> None:
    result = run("check", "--format", "json", "spun.txt", "none.txt")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["file"], first["findings"][0]["rule"]) == ("spun.txt", "spinning/can-not")
    assert (second["file"], second["error"]["code"]) == ("none.txt", "no-such-file")
    (folder,) = map(json.loads, run("check", "--format", "json", ".").stdout.splitlines())
    assert folder["error"]["code"] == "unreadable"


class Terminal:
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_explain_shows_the_score_of_each_file_and_goes_on_behind_one_that_fails() -> None:
    result = run("explain", "spun.txt", "nowhere.txt", "sound.txt")
    assert result.exit_code == 3
    assert "nowhere.txt" in result.stderr
    assert [line.partition(":")[0] for line in result.stdout.splitlines() if "of 100 (as it came" in line] == [
        "spun.txt",
        "sound.txt",
    ]
    assert run("explain", "-", stdin=SOUND).stdout == run("explain", "sound.txt").stdout.replace("sound.txt", "stdin")


def test_signals_are_in_the_record_where_they_are_asked_for() -> None:
    plain, asked = (
        json.loads(run("clean", "--format", "json", *more, "spun.txt").stdout) for more in ((), ("--signals",))
    )
    assert "signals" not in plain
    assert asked["signals"]["words"] == asked["signals_before"]["words"] - 1 == 8
    assert asked["filters"]["gopher-quality"] == "gopher_short_doc"


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch, no_color: str, coloured: bool) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    assert ("\x1b[" in style(Terminal())("text", "bad")) is coloured
    assert style(object())("text", "bad") == "text"


@pytest.mark.parametrize("content", [b"", b"\x1f\x8bgzip", b"%PDF-1.4", b"<html><body></body></html>"])
def test_an_article_that_cannot_be_cleaned_exits_with_3_and_a_sentence(elsewhere: Path, content: bytes) -> None:
    (elsewhere / "bad").write_bytes(content)
    result = run("clean", "bad")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("cleaner: bad: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_a_file_that_cannot_be_read_exits_with_3(name: str) -> None:
    result = run("clean", name)
    assert (result.exit_code, result.stdout) == (3, "")
    assert f"cleaner: {name}: " in result.stderr


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["clean"], "FILE"),
        (["clena", "spun.txt"], "clena"),
        (["clean", "--fix", "some", "spun.txt"], "--fix"),
        (["clean", "--profile", "guardain", "spun.txt"], "guardian"),
        (["clean", "--policy", "nws", "spun.txt"], "news"),
        (["clean", "--select", "nothing", "spun.txt"], "nothing"),
        (["clean", "--min-score", "101", "spun.txt"], "min_score"),
        (["clean", "--max-bytes", "0", "spun.txt"], "max_bytes"),
        (["clean", "--rules", "no-folder", "spun.txt"], "no-folder"),
        (["clean", "--config", "none.toml", "spun.txt"], "none.toml"),
        (["rules", "explain", "spinning/cannot"], "spinning/can-not"),
        (["rules", "test", "no-folder"], "no-folder"),
        (["completion", "tcsh"], "tcsh"),
        (["batch", "-j", "0", "in.jsonl"], "0"),
    ],
)
def test_wrong_use_exits_with_2_and_a_hint(args: list[str], hint: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert hint in result.stderr


def test_settings_are_read_from_the_nearest_file_and_an_option_wins(elsewhere: Path) -> None:
    (elsewhere / "cleaner.toml").write_text('fix = "none"\n')
    assert run("clean", "-q", "spun.txt").stdout == SPUN
    assert run("clean", "-q", "--fix", "safe", "spun.txt").stdout == CLEAN
    shown = run("config", "--profile", "ap").stdout.splitlines()
    assert f'fix = "none"  # {elsewhere / "cleaner.toml"}' in shown
    assert 'profile = "ap"  # command line' in shown
    assert 'policy = "news"  # default' in shown


def test_a_misspelt_setting_exits_with_2(elsewhere: Path) -> None:
    (elsewhere / "cleaner.toml").write_text("profil = 'ap'\n")
    result = run("clean", "spun.txt")
    assert result.exit_code == 2
    assert '"profile"' in result.stderr


def test_rules_are_listed_and_explained(elsewhere: Path) -> None:
    write_pack(elsewhere / "mine")
    listed = run("rules", "list", "--rules", "mine", "--select", "boilerplate/club").stdout
    assert listed.startswith(RULE) and listed.count("\n") == 1
    explained = run("rules", "explain", "--rules", "mine", RULE).stdout
    assert all(piece in explained for piece in (RULE, "A line of the template.", "Join the club", "club.toml:2"))


def test_rules_of_a_folder_are_tested(elsewhere: Path) -> None:
    write_pack(elsewhere / "mine")
    assert run("rules", "test", "mine").exit_code == 0
    write_pack(elsewhere / "mine", "wrong", bad="Nothing")
    result = run("rules", "test", "mine")
    assert result.exit_code == 1
    assert result.stdout.startswith("1 rules good, 1 problems")
    assert "wrong.toml:2: rule boilerplate/wrong: " in result.stderr


def test_a_broken_rule_is_named_on_stderr_and_the_work_goes_on(elsewhere: Path) -> None:
    write_pack(elsewhere / "mine", bad="Nothing")
    result = run("clean", "-q", "--rules", "mine", "spun.txt")
    assert (result.exit_code, result.stdout) == (0, CLEAN)
    assert "club.toml:2" in result.stderr


def test_demo_shows_every_article_of_a_folder(elsewhere: Path) -> None:
    (elsewhere / "a" / "one").mkdir(parents=True)
    (elsewhere / "a" / "one" / "article.txt").write_text(SPUN)
    result = run("demo", "a")
    assert result.exit_code == 0
    assert "=== one" in result.stdout and "spinning/can-not" in result.stdout
    assert run("demo", "empty").exit_code == 3


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_CLEANER_COMPLETE" in result.stdout


def test_version_and_help() -> None:
    assert run("--version").stdout == f"cleaner {__version__}\n"
    shown = run("-h").stdout
    assert all(name in shown for name in ("clean", "check", "batch", "rules", "config", "completion", "demo"))


def test_the_module_runs_as_a_command_and_writes_utf8_whatever_the_locale() -> None:
    done = command("clean", "-q", "-", stdin="Die Brücke 橋 bleibt.\r\n".encode(), LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Die Brücke 橋 bleibt.\r\n".encode(), b"")


def test_a_failure_of_the_command_is_a_sentence() -> None:
    done = command("clean", "-", stdin=b"\x1f\x8b")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"cleaner: standard input: ")
    assert b"\x1b" not in done.stderr
