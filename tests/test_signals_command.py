"""The command that shows what is measured."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from cleaner.cli import main
from cleaner.signals.measured import meanings

TEXT = "The dam held through the night, the engineers said.\n\nRead more: How the mayor won\n\nNobody was hurt.\n"


def run(*words: str, text: str = "") -> str:
    done = CliRunner().invoke(main, ["signals", *words], input=text)
    assert done.exit_code == 0, done.output
    return done.output


def test_every_signal_is_told_with_its_source() -> None:
    told = run()
    assert [line.partition(":")[0] for line in told.splitlines()] == list(meanings())
    assert "Rae" in told and "Björnsson" in told and "Penedo" in told


def test_an_article_is_measured_as_it_came_and_as_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    rows = {row[0]: row[1:] for line in run(str(tmp_path / "dam.txt")).splitlines()[1:] if (row := line.split())}
    assert rows["words"] == ["18", "12"]
    assert rows["lix_above_usual"][0] not in ("-", "0")
    assert rows["coherence_odds"] == ["-", "-"]
    assert rows["c4"] == ["too_few_sentences", "too_few_sentences"]
    assert run("-", text=TEXT) == run(str(tmp_path / "dam.txt"))
