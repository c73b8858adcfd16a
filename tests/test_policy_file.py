"""A fitted policy is written into the file that it came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cleaner.policy import Curve, load_policy
from cleaner.policy_file import rewritten
from cleaner.rulebook import rules_folder

SHIPPED = rules_folder() / "score"
CURVE = Curve(((50.5, 0.125), (100.0, 0.75)))


def again(tmp_path: Path, source: Path) -> None:
    policy = load_policy(source)
    parts = tuple(replace(part, weight=i + 0.5) for i, part in enumerate(policy.parts))
    fitted = replace(policy, name="own", repaired=0.3, keep=0.6, review=0.2, probability=CURVE, parts=parts)
    path = tmp_path / "own.toml"
    path.write_text(rewritten(source, fitted, "what it rests on"), encoding="utf-8")
    assert load_policy(path) == fitted
    assert 'note = "what it rests on"' in path.read_text(encoding="utf-8")


def test_the_numbers_are_written_and_read_back(tmp_path: Path) -> None:
    again(tmp_path, SHIPPED / "news.toml")


def test_a_policy_that_rests_on_another_stays_so(tmp_path: Path) -> None:
    again(tmp_path, SHIPPED / "blog.toml")
    assert 'base = "news"' in (tmp_path / "own.toml").read_text(encoding="utf-8")


def test_a_policy_of_one_line_gets_all_that_was_fitted(tmp_path: Path) -> None:
    source = tmp_path / "mine.toml"
    source.write_text('base = "news"  # ours\n', encoding="utf-8")
    again(tmp_path, source)
    assert "# ours" in (tmp_path / "own.toml").read_text(encoding="utf-8")
