"""The laws that hold for every article."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Config
from cleaner.edit import apply, revert
from cleaner.errors import InputError
from cleaner.model import Fix, FixMode, QuoteMode
from cleaner.result import CleanResult, dumps
from tests.articles import LINES, PARAGRAPHS, SENTENCES, anything, articles

CLEANER = Cleaner()
EAGER = Cleaner(Config(fix=FixMode.ALL, quotes=QuoteMode.RESTORE))
IDLE = Cleaner(Config(fix=FixMode.NONE))


def clean(text: str, cleaner: Cleaner = CLEANER) -> CleanResult | None:
    try:
        return cleaner.clean_text(text)
    except InputError:
        return None


@settings(max_examples=300, deadline=None)
@given(st.one_of(articles(), anything()))
def test_edits_apply_to_the_source_and_revert_to_it(text: str) -> None:
    for cleaner in (CLEANER, EAGER):
        result = clean(text, cleaner)
        if result is not None:
            assert result.source_text == text
            assert apply(text, result.edits) == result.text
            assert revert(result.text, result.edits) == text


@settings(max_examples=300, deadline=None)
@given(st.one_of(articles(), anything()))
def test_edits_are_in_order_and_do_not_overlap(text: str) -> None:
    result = clean(text, EAGER)
    if result is not None:
        ends = [0, *(edit.span.end for edit in result.edits)]
        assert all(edit.span.start >= end for edit, end in zip(result.edits, ends, strict=False))
        assert all(edit.original != edit.replacement for edit in result.edits)


@settings(max_examples=400, deadline=None)
@given(articles())
@example("Share this story\n\nRead more: x\n\n" + PARAGRAPHS[0])
def test_a_second_cleaning_proposes_no_further_safe_edit(text: str) -> None:
    first = clean(text)
    again = clean(first.text) if first else None
    if first is not None and again is not None:
        assert [(e.rule, e.original, e.replacement) for e in again.edits] == []


@settings(max_examples=300, deadline=None)
@given(st.one_of(articles(), anything()))
def test_findings_lie_in_the_source_and_the_record_is_json(text: str) -> None:
    result = clean(text)
    if result is not None:
        assert all(0 <= f.span.start <= f.span.end <= len(text) for f in result.findings)
        assert dumps(result.to_dict()).encode()


@settings(max_examples=200, deadline=None)
@given(st.one_of(articles(), anything()))
def test_nothing_is_changed_where_no_fix_is_wanted(text: str) -> None:
    result = clean(text, IDLE)
    if result is not None:
        assert result.text == text and not result.edits
        assert all(f.fix is not Fix.APPLIED for f in result.findings)


@settings(max_examples=300, deadline=None)
@given(anything())
def test_the_score_of_any_text_is_the_sum_of_its_parts_and_cleaning_never_lowers_it(text: str) -> None:
    result = clean(text)
    if result is not None:
        quality = result.quality
        assert 0 <= quality.score_before <= quality.score <= 100
        assert round(10 * quality.score) == sum(round(10 * p.points) for p in quality.parts)
        assert sum(round(1000 * p.weight) for p in quality.parts) == 1000


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sampled_from(PARAGRAPHS[:6]), min_size=3, max_size=6, unique=True), st.data())
def test_one_more_defect_never_raises_the_score_of_the_article_as_it_came(
    blocks: list[str], data: st.DataObject
) -> None:
    before = CLEANER.clean_text("\n\n".join(blocks)).quality
    at = data.draw(st.integers(0, len(blocks) - 1))
    if data.draw(st.booleans()):
        worse = [*blocks[: at + 1], data.draw(st.sampled_from(LINES[:6])), *blocks[at + 1 :]]
    else:
        worse = [*blocks[:at], f"{blocks[at]} {data.draw(st.sampled_from(SENTENCES[:8]))}", *blocks[at + 1 :]]
    after = CLEANER.clean_text("\n\n".join(worse)).quality
    assert after.score_before <= before.score_before
    assert 0 <= after.score_before <= after.score <= 100
    assert round(10 * after.score) == sum(round(10 * p.points) for p in after.parts)


@settings(max_examples=60, deadline=None)
@given(articles())
def test_cleaning_is_a_function(text: str) -> None:
    first, second = clean(text), clean(text, Cleaner())
    assert first is not None and second is not None
    assert first.to_dict() == second.to_dict()


def test_the_output_is_the_same_for_every_hash_seed_and_number_of_jobs(tmp_path: Path) -> None:
    articles = sorted((Path(__file__).parent.parent / "fixtures").rglob("article.txt"))
    rows = [json.dumps({"id": i, "text": path.read_text(encoding="utf-8")}) for i, path in enumerate(articles)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    outputs = set()
    for seed, jobs in (("0", "1"), ("1", "1"), ("2", "3")):
        words = [sys.executable, "-m", "cleaner", "batch", "in.jsonl", "--jobs", jobs, "--quiet"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent)}
        done = subprocess.run(words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, check=True, timeout=120)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == len(articles)
