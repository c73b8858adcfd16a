"""Memories of sites as files."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cleaner.errors import BadSiteMemory
from cleaner.exchange import lines_out, sites_in
from cleaner.sites import SiteMemory
from tests.test_sites import CLUB, NAMES, all_of, make, page

GOOD = {"site": "a.org", "pages": [["1f", "00" * 24, "00" * 16]], "texts": {"0": "join"}}
HEAD = '{"cleaner-sites":1}\n'


def export(memory: SiteMemory, path: Path) -> Path:
    path.write_text("\n".join(lines_out(memory)) + "\n", encoding="utf-8")
    return path


def test_what_is_exported_and_merged_is_the_same(tmp_path: Path) -> None:
    memory = make(tmp_path, "m", [page(n, CLUB, "3 comments", site=s) for n in NAMES for s in ("a.org", "bücher.org")])
    for name, source in (("rows", export(memory, tmp_path / "m.jsonl")), ("file", tmp_path / "m")):
        other = make(tmp_path, name)
        assert other.merge(sites_in(source)) == 2
        assert all_of(other) == all_of(memory)
        assert list(lines_out(other)) == list(lines_out(memory))


def test_an_export_does_not_depend_on_the_order_of_learning(tmp_path: Path) -> None:
    learnt = [page(n, CLUB, site=s) for n in NAMES for s in ("a.org", "b.org")]
    one, other = make(tmp_path, "one", learnt), make(tmp_path, "other", reversed(learnt))
    assert list(lines_out(one)) == list(lines_out(other))


def test_pages_that_both_know_count_once(tmp_path: Path) -> None:
    ours, theirs = make(tmp_path, "a", map(page, NAMES[:8])), make(tmp_path, "b", map(page, NAMES[4:]))
    ours.merge(sites_in(export(theirs, tmp_path / "b.jsonl")))
    assert list(ours.hosts()) == [("example.org", 12)]


@pytest.mark.parametrize(
    "content",
    [
        "", "not json\n", "[]\n", '{"cleaner-sites":2}\n', HEAD + "[]\n", HEAD + "{}\n", HEAD + "not json\n",
        *(HEAD + json.dumps({**GOOD, **change}) + "\n" for change in (
            {"site": 3}, {"site": "no site"}, {"site": "www.a.org"}, {"pages": 3}, {"pages": [["1f", "00"]]},
            {"pages": [["-1", "00" * 24, ""]]}, {"pages": [["f" * 16, "00" * 24, ""]]},
            {"pages": [["1", "00" * 24, "00"]]}, {"pages": [["1", "zz", ""]]},
            {"pages": [["1", "00" * 24, "00" * 8 * 65]]}, {"texts": []},
            {"texts": {"x": "join"}}, {"texts": {"1": "j" * 1000}}, {"texts": {"1": 3}}, {"pages": [[1, 2, 3]]},
        )),
        HEAD + "[" * 100_000 + "\n",
    ],
)  # fmt: skip
def test_what_is_no_export_is_an_error_that_names_the_place_and_changes_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(content, encoding="utf-8")
    memory = make(tmp_path, "m", [page("Ash")])
    before = all_of(memory)
    with pytest.raises(BadSiteMemory) as caught:
        memory.merge(sites_in(path))
    assert str(path) in str(caught.value)
    assert all_of(memory) == before


def test_a_good_export_has_no_error(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(HEAD + json.dumps(GOOD) + "\n", encoding="utf-8")
    assert make(tmp_path, "m").merge(sites_in(tmp_path / "x.jsonl")) == 1


def test_a_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadSiteMemory, match="cannot be read"):
        list(sites_in(tmp_path / "none"))


@pytest.mark.parametrize("statement", ["UPDATE page SET lines = 'x'", "UPDATE page SET address = -1"])
def test_a_memory_that_holds_what_no_page_can_leave_is_not_merged(tmp_path: Path, statement: str) -> None:
    make(tmp_path, "bad", [page("Ash")]).close()
    with closing(sqlite3.connect(tmp_path / "bad")) as connection, connection:
        connection.execute(statement)
    with pytest.raises(BadSiteMemory, match="no page can"):
        make(tmp_path, "m").merge(sites_in(tmp_path / "bad"))
