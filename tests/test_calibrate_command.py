"""The command that fits a policy to labels, and the policy that it writes."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from cleaner import Cleaner, Config
from cleaner.cli import main
from cleaner.policy import load_policy
from tests.articles import LINES, PARAGRAPHS, SENTENCES


def labelled(number: int = 60) -> list[dict[str, object]]:
    """Articles of which every other one has defects; those are bad, once cleaned, whose defects nothing repairs."""
    chance = Random(0)
    rows: list[dict[str, object]] = []
    for i in range(number):
        blocks = chance.sample(PARAGRAPHS[:6], 5)
        kind = i % 4
        if kind == 1:
            blocks.insert(2, chance.choice(LINES[:5]))
        if kind == 2:
            blocks[2] += " " + SENTENCES[3]
        if kind == 3:
            blocks[1:1] = ["They can not leave before the weekend.", 'He said: "We want to go" that the town left.']
        rows.append({"id": i, "text": "\n\n".join(blocks), "label": kind in (0, 1), "label_before": kind == 0})
    return rows


def write(folder: Path, rows: list[dict[str, object]]) -> str:
    path = folder / "labelled.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["calibrate", *words])


def test_a_policy_is_fitted_written_and_used(tmp_path: Path) -> None:
    (tmp_path / "score").mkdir()
    out = tmp_path / "score" / "mine.toml"
    done = run(write(tmp_path, labelled()), "--output", str(out))
    assert done.exit_code == 0, done.output
    assert "60 articles, 50.0% good" in done.output
    assert done.output.count("\n0.") == 19
    shipped = load_policy(Cleaner().policy_file)
    policy = load_policy(out)
    assert sum(part.weight for part in policy.parts) == pytest.approx(100, abs=1)
    assert [part.name for part in policy.parts] == [part.name for part in shipped.parts]
    assert policy.parts != shipped.parts
    assert "Fitted to 60 articles, 30 of them good." in out.read_text(encoding="utf-8")
    result = Cleaner(Config(rules=(tmp_path,), policy="mine")).clean(str(labelled()[0]["text"]))
    assert result.quality.policy == "mine"
    assert 0 < result.quality.probability < 1


def test_the_comments_of_the_policy_stay(tmp_path: Path) -> None:
    out = tmp_path / "mine.toml"
    run(write(tmp_path, labelled()), "--output", str(out))
    shipped = Cleaner().policy_file.read_text(encoding="utf-8")
    comments = [line.partition("#")[2] for line in shipped.splitlines() if "#" in line]
    assert comments and all(comment in out.read_text(encoding="utf-8") for comment in comments)


def test_without_an_output_nothing_is_written_and_jobs_change_nothing(tmp_path: Path) -> None:
    name = write(tmp_path, labelled())
    one, two = run(name), run(name, "--jobs", "2")
    assert one.exit_code == 0 and one.output == two.output
    assert [path.name for path in tmp_path.iterdir()] == ["labelled.jsonl"]


def test_a_row_that_cannot_be_used_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    rows = labelled()
    bad: list[dict[str, object]] = [{"text": "x"}, {"text": "x", "label": "good"}, {"label": True}]
    rows[3:3] = [*bad, {**rows[0], "label_before": 7}]
    done = run(write(tmp_path, rows))
    assert done.exit_code == 3
    assert "60 articles" in done.output
    for row, problem in ((4, "label is neither"), (5, "label is neither"), (6, "neither a text"), (7, "label_before")):
        assert f"row {row}: " in done.output and problem in done.output
    assert "4 rows could not be used" in done.output


@pytest.mark.parametrize(
    ("rows", "told"),
    [(labelled(20), "20 of each are needed"), ([{**row, "label": True} for row in labelled()], "0 with false")],
)
def test_labels_that_teach_nothing_are_an_error(tmp_path: Path, rows: list[dict[str, object]], told: str) -> None:
    done = run(write(tmp_path, rows))
    assert done.exit_code == 2
    assert told in done.output


def test_a_part_to_hold_must_be_one_of_the_policy(tmp_path: Path) -> None:
    done = run(write(tmp_path, labelled()), "--hold", "spliced")
    assert done.exit_code == 2 and 'did you mean "splices"' in done.output


def test_a_precision_that_nothing_reaches_is_said(tmp_path: Path) -> None:
    rows = labelled()
    muddled = [{**row, "label": i % 2 == 0} for i, row in enumerate([rows[0]] * 60)]
    done = run(write(tmp_path, muddled), "--keep-precision", "1")
    assert done.exit_code == 0
    assert "nothing would be kept unread" in done.output and "keep from 1.00" in done.output


@pytest.mark.parametrize("name", ["no toml", "bad name.toml", "folder.toml"])
def test_a_policy_that_could_not_be_used_is_refused_before_anything_is_worked_out(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.toml").mkdir()
    done = run(write(tmp_path, labelled(4)), "-o", str(tmp_path / name))
    assert done.exit_code == 2
    assert name in done.output and "20 of each" not in done.output


def test_an_output_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    done = run(write(tmp_path, labelled()), "-o", str(tmp_path / "no" / "mine.toml"))
    assert done.exit_code == 2
    assert "cannot be written" in done.output
