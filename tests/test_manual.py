"""The README is true: its console blocks print what it shows, its Python blocks run, its TOML blocks load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cleaner import Cleaner, Config
from cleaner.language import LanguageGuesser
from cleaner.model import Verdict
from cleaner.packs import load
from cleaner.prove import prove
from cleaner.rulebook import rules_folder

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)


def steps() -> list[tuple[str, str]]:
    """The commands of all console blocks, each with what it prints."""
    found = []
    for block in blocks("console"):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            found.append((command, output))
    return found


def run(command: str, folder: Path) -> str:
    words = [sys.executable, "-m", *command.split()]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, check=False, timeout=60
    )
    return done.stdout.decode("utf-8")


def test_console_blocks_print_what_they_show(tmp_path: Path) -> None:
    commands = 0
    for command, output in steps():
        if command.startswith("cat "):
            (tmp_path / command.removeprefix("cat ")).write_text(output.rstrip("\n") + "\n", encoding="utf-8")
        else:
            commands += 1
            assert run(command, tmp_path).rstrip("\n") == output.rstrip("\n"), command
    assert commands >= 4


@pytest.mark.parametrize("block", blocks("python"))
def test_python_blocks_run(block: str) -> None:
    exec(compile(block, "README.md", "exec"), {})


def test_toml_blocks_are_settings_rules_that_prove_themselves_a_profile_and_a_policy(tmp_path: Path) -> None:
    settings, profile, policy, *packs = blocks("toml")
    Config().with_values(tomllib.loads(settings), "README.md")
    for number, pack in enumerate(packs):
        (tmp_path / f"{number}.toml").write_text(pack, encoding="utf-8")
    book = load(tmp_path)
    assert not book.broken and len(book.rules) == 3
    assert list(prove(book, {}, LanguageGuesser(rules_folder() / "language"))) == []
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "own.toml").write_text(profile, encoding="utf-8")
    assert Cleaner(Config(rules=(tmp_path,), profile="own")).clean("The US won.").text == "The U.S. won."
    (tmp_path / "score").mkdir()
    (tmp_path / "score" / "own.toml").write_text(policy, encoding="utf-8")
    quality = Cleaner(Config(rules=(tmp_path,), policy="own")).clean("The dam held through the night.").quality
    assert (quality.policy, quality.verdict) == ("own", Verdict.REJECT)
    assert "we print no less than 400" in next(p.reason for p in quality.parts if p.name == "length")


def test_every_command_of_the_manual_exists() -> None:
    from cleaner.cli import main

    named = set(re.findall(r"^\| `cleaner (\w+)", MANUAL, re.MULTILINE))
    assert named == set(main.commands) - {"demo"}
