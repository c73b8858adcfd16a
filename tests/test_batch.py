"""Many articles: order, errors, and workers that die."""

from __future__ import annotations

import json
import os
import time
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaner import batch
from cleaner.batch import Row, clean_batch
from cleaner.cli import main
from cleaner.config import Config
from cleaner.console import open_output
from cleaner.errors import BadOutput, BadSetting

LINES = [
    b'{"id":0,"text":"They can not go to the town, he said."}',
    b"not json",
    b'{"id":2,"text":""}',
    '{"id":3,"text":"Die Brücke bleibt, sagte er. 橋"}'.encode(),
    b'{"id":4}',
    b'{"id":5,"html":"<html><body></body></html>"}',
] + [b'{"id":%d,"text":"The UN met. A U.N. envoy left. The UN rose."}' % i for i in range(6, 30)]


def rows(lines: list[bytes], jobs: int = 1) -> list[dict[str, object]]:
    return [json.loads(row.line) for row in clean_batch(enumerate(lines, 1), Config(), jobs)]


def test_there_is_one_row_out_for_each_line_in_and_in_order() -> None:
    done = rows(LINES)
    assert [row.get("id", row.get("line")) for row in done] == [0, 2, *range(2, 30)]
    assert [bool(row["error"]) for row in done] == [False, True, True, False, True, True] + [False] * 24


def test_a_row_says_whether_it_was_cleaned() -> None:
    assert [row.cleaned for row in clean_batch(enumerate(LINES[:4], 1), Config())] == [True, False, False, True]


def test_rows_come_one_by_one() -> None:
    read: list[int] = []

    def lines() -> object:
        for i in range(3):
            read.append(i)
            yield LINES[0]

    stream = clean_batch(enumerate(lines(), 1), Config())  # type: ignore[arg-type]
    next(stream)
    assert read == [0]


def test_two_processes_give_the_same_bytes_as_one() -> None:
    assert list(clean_batch(enumerate(LINES, 1), Config(), 2)) == list(clean_batch(enumerate(LINES, 1), Config(), 1))


def test_no_lines_give_no_rows() -> None:
    assert [list(clean_batch([], Config(), jobs)) for jobs in (1, 2)] == [[], []]


@pytest.mark.parametrize("jobs", [1, 2])
def test_settings_that_cannot_be_used_are_an_error_before_the_first_row(jobs: int) -> None:
    with pytest.raises(BadSetting):
        next(clean_batch(enumerate(LINES, 1), Config(rules=(Path("no/such/folder"),)), jobs))


def die_or_work(config: Config, task: tuple[int, bytes]) -> tuple[str, bool]:
    """Stands in for the work of a process; the row with the word "deadly" kills it."""
    number, line = task
    if b"deadly" in line:
        os._exit(1)
    return json.dumps({"line": number}), True


class SlowPool(ProcessPoolExecutor):
    """A pool that takes so long over each task that a worker can die before all tasks are handed out."""

    def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:
        time.sleep(0.02)
        return super().submit(*args, **kwargs)


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
@pytest.mark.parametrize("pool", [ProcessPoolExecutor, SlowPool])
@pytest.mark.parametrize("deadly", [{0}, {5}, {3, 4}, {29}])
def test_a_worker_that_dies_costs_its_own_row_only(
    deadly: set[int], pool: type[ProcessPoolExecutor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_work", die_or_work)
    monkeypatch.setattr(batch, "_pool", lambda jobs: pool(jobs, get_context("fork")))
    lines = [b'{"id":%d,"text":"%s"}' % (i, b"deadly" if i in deadly else b"fine") for i in range(30)]
    done = list(clean_batch(enumerate(lines, 1), Config(), 2))
    assert [i for i, row in enumerate(done) if not row.cleaned] == sorted(deadly)
    for i, row in enumerate(done):
        expected = {"id": i, "text": "deadly"} if i in deadly else {"line": i + 1}
        assert expected.items() <= json.loads(row.line).items()
        assert not row.cleaned or row == Row(json.dumps({"line": i + 1}), cleaned=True)
    errors = [json.loads(row.line)["error"]["code"] for row in done if not row.cleaned]
    assert errors == ["worker-died"] * len(deadly)


def run(folder: Path, *args: str, stdin: bytes | None = None) -> Result:
    """The command, with the lines in a file of `folder`."""
    (folder / "in.jsonl").write_bytes(b"\n".join(LINES) + b"\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(main, ["batch", *args], input=stdin)


def test_the_command_writes_rows_to_stdout_and_counts_to_stderr(tmp_path: Path) -> None:
    result = run(tmp_path, "in.jsonl")
    assert result.exit_code == 3
    assert result.stdout.splitlines() == [row.line for row in clean_batch(enumerate(LINES, 1), Config())]
    assert result.stderr == "26 cleaned, 4 failed\n"


def test_the_command_reads_standard_input_and_exits_with_0_if_all_went_well(tmp_path: Path) -> None:
    result = run(tmp_path, "-q", "-", stdin=LINES[0] + b"\n\n" + LINES[3])
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 2)


def test_the_command_writes_the_same_file_whatever_the_jobs(tmp_path: Path) -> None:
    results = [run(tmp_path, "-q", "-j", jobs, "-o", f"{jobs}.jsonl", "in.jsonl") for jobs in ("1", "2")]
    assert [(r.exit_code, r.stdout) for r in results] == [(3, ""), (3, "")]
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes() != b""


@pytest.mark.parametrize("output", ["in.jsonl", "./in.jsonl", "link.jsonl"])
def test_the_input_is_never_written_over(tmp_path: Path, output: str) -> None:
    (tmp_path / "link.jsonl").symlink_to("in.jsonl")
    result = run(tmp_path, "-o", output, "in.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "input" in result.stderr
    assert (tmp_path / "in.jsonl").read_bytes().startswith(LINES[0])


@pytest.mark.parametrize("output", ["in.jsonl", "none/out.jsonl"])
def test_an_output_that_cannot_be_written_is_an_error(tmp_path: Path, output: str) -> None:
    (tmp_path / "in.jsonl").touch()
    with pytest.raises(BadOutput) as caught:
        open_output(str(tmp_path / output), str(tmp_path / "in.jsonl"))
    assert caught.value.code == "bad-output"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["-o", "none/out.jsonl", "in.jsonl"], 2),
        (["-o", ".", "in.jsonl"], 2),
        (["-o", "out.jsonl", "none.jsonl"], 3),
        (["-o", "out.jsonl", "."], 3),
        (["--profile", "none", "in.jsonl"], 2),
    ],
)
def test_files_and_settings_that_cannot_be_used_are_a_sentence(tmp_path: Path, args: list[str], code: int) -> None:
    result = run(tmp_path, *args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith("cleaner: ")
    assert not (tmp_path / "out.jsonl").exists()
