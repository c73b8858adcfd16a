"""What sites repeat: a memory that order, repetition and company do not matter to."""

from __future__ import annotations

import os
import pickle
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from cleaner import Cleaner, Config
from cleaner.errors import BadSetting, BadSiteMemory
from cleaner.imprint import Imprint, imprint_of
from cleaner.model import Fix, Meta, Repeats, SiteLearning
from cleaner.pipeline import NO_SITE
from cleaner.sites import Bounds, SiteMemory
from cleaner.words import tokenize
from tests.articles import articles
from tests.conftest import make_document

SMALL = Bounds(sites=3, pages=5, lines=4)
NAMES = ("Ash", "Box", "Cam", "Dee", "Elm", "Fay", "Gil", "Hue", "Ida", "Joy", "Kay", "Lou")
CLUB = "Join the club"


def story(name: str, *more: str) -> str:
    """An article of its own, with more lines."""
    own = f"The dam above {name} held through the night, and {name} was glad that {name} and its people were well."
    return "\n\n".join(
        (own, f"{name} thanked the crews by name and by rank, and gave {name} bread for its long night.", *more)
    )


def page(name: str, *more: str, site: str = "example.org") -> Imprint:
    text = story(name, *more)
    made = imprint_of(replace(make_document(text), meta=Meta(url=f"https://{site}/{name}")), tokenize(text))
    assert made is not None
    return made


def recall(memory: SiteMemory, text: str, least: int = 2, site: str = "example.org") -> dict[int, Repeats]:
    document = replace(make_document(text), meta=Meta(url=f"https://www.{site}/new"))
    return memory.recall(document, tokenize(text), least, 0.0)


def all_of(memory: SiteMemory) -> list[object]:
    return [memory.site(host) for host, _ in memory.hosts()]


def make(folder: str | Path, name: str, imprints: Iterable[Imprint] = (), bounds: Bounds | None = None) -> SiteMemory:
    memory = SiteMemory(Path(folder) / name, bounds=bounds)
    memory.learn(imprints)
    return memory


def test_a_line_is_recalled_with_the_pages_it_stands_on(tmp_path: Path) -> None:
    memory = make(tmp_path, "m", [page(n, CLUB) if i < 6 else page(n) for i, n in enumerate(NAMES)])
    new = story("Zoe", CLUB.upper())
    assert recall(memory, new) == {2: Repeats("example.org", 6, 12)}
    document = replace(make_document(new), meta=Meta(url="https://example.org/z"))
    found = [bool(memory.recall(document, tokenize(new), n, s)) for n, s in ((6, 0.5), (7, 0.5), (6, 0.51))]
    assert found == [True, False, False]


def test_a_line_is_known_on_its_own_site_only(tmp_path: Path) -> None:
    memory = make(tmp_path, "m", [page(n, CLUB) for n in NAMES])
    assert recall(memory, story("Zoe", CLUB), site="example.com") == {}


def test_a_line_with_a_number_is_known_for_sure_or_loosely(tmp_path: Path) -> None:
    memory = make(tmp_path, "m", [page(n, f"{i} comments", "Since 1911") for i, n in enumerate(NAMES)])
    found = recall(memory, story("Zoe", "99 comments", "Since 1911"))
    assert [(i, seen.loose) for i, seen in found.items()] == [(2, True), (3, False)]


def test_one_article_under_many_addresses_makes_nothing_repeated(tmp_path: Path) -> None:
    copies = [replace(page("Ash", CLUB), address=address) for address in range(50)]
    assert recall(make(tmp_path, "m", copies), story("Ash", CLUB)) == {}


pages = st.lists(
    st.builds(
        lambda name, more, site: page(name, *more, site=site),
        st.sampled_from(NAMES),
        st.lists(st.sampled_from((CLUB, "Share the news", "3 comments", "4 comments")), unique=True),
        st.sampled_from(("example.org", "example.com")),
    ),
    max_size=20,
)
few = trials(max_examples=30)


@few
@given(pages, st.randoms(use_true_random=False))
def test_the_order_of_learning_does_not_matter(learnt: list[Imprint], random: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bounds = Bounds(pages=5)
        one = make(folder, "one", learnt, bounds)
        shuffled = list(learnt)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        other = make(folder, "other", bounds=bounds)
        for imprint in shuffled:
            other.learn([imprint])
        new = story("Zoe", CLUB, "Share the news", "5 comments")
        for site in ("example.org", "example.com"):
            assert recall(one, new, site=site) == recall(other, new, site=site)
            assert one.site(site).pages == other.site(site).pages


@few
@given(pages)
def test_to_learn_twice_is_to_learn_once(learnt: list[Imprint]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory = make(folder, "m", learnt, Bounds(pages=5))
        before = all_of(memory)
        memory.learn(learnt)
        assert all_of(memory) == before


@few
@given(pages, pages)
def test_merging_is_learning_both_in_any_order(ours: list[Imprint], theirs: list[Imprint]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bounds = Bounds(pages=5)
        both = make(folder, "both", [*ours, *theirs], bounds)
        for name, first, second in (("ab", ours, theirs), ("ba", theirs, ours)):
            merged = make(folder, name, first, bounds)
            merged.merge(make(folder, f"{name}2", second, bounds).site(h) for h in ("example.org", "example.com"))
            for site in ("example.org", "example.com"):
                assert merged.site(site).pages == both.site(site).pages
                new = story("Zoe", CLUB, "Share the news", "5 comments")
                assert recall(merged, new, site=site) == recall(both, new, site=site)


@few
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 9)), max_size=40))
def test_bounds_hold(learnt: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"A line that says {word}" for word in ["one", "two", "three", "four", "five", "six", "seven"]]
        memory = make(folder, "m", (page(name, *lines, site=f"s{i}.org") for name, i in learnt), SMALL)
        assert len(list(memory.hosts())) <= SMALL.sites
        for host, kept in memory.hosts():
            assert kept == len(memory.site(host).pages) <= SMALL.pages
            assert len(memory.site(host).texts) <= SMALL.lines


def test_the_site_that_has_not_grown_for_longest_goes_first(tmp_path: Path) -> None:
    memory = make(tmp_path, "m", bounds=SMALL)
    for name, site in (("Ash", "a.org"), ("Ash", "b.org"), ("Ash", "c.org"), ("Box", "a.org"), ("Ash", "d.org")):
        memory.learn([page(name, site=site)])
    assert [host for host, _ in memory.hosts()] == ["a.org", "c.org", "d.org"]
    (tables,) = (memory._file.connection().execute("SELECT count(DISTINCT site) FROM page").fetchone(),)
    assert tables == (3,)


def test_the_file_does_not_grow_over_its_bounds(tmp_path: Path) -> None:
    memory = make(tmp_path, "m", bounds=SMALL)
    sizes = []
    for round_ in range(6):
        memory.learn(page(f"{name}{round_}{i}", CLUB, site=f"s{i}.org") for name in NAMES for i in range(6))
        sizes.append(memory._file.connection().execute("PRAGMA page_count").fetchone()[0])
    assert sizes[-1] == sizes[1]


def write(path: Path, worker: int) -> None:
    memory = SiteMemory(path)
    for i in range(60):
        memory.learn([page(f"{NAMES[worker]}{i}", CLUB, site=f"s{i % 3}.org")])


needs_fork = pytest.mark.skipif(os.name == "nt", reason="needs fork")


@pytest.mark.parametrize("method", ["spawn", pytest.param("fork", marks=needs_fork)])
def test_four_processes_that_write_at_once_lose_nothing(tmp_path: Path, method: str) -> None:
    path = tmp_path / "four"
    workers = [get_context(method).Process(target=write, args=(path, n)) for n in range(4)]  # type: ignore[attr-defined]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    alone = tmp_path / "one"
    for n in range(4):
        write(alone, n)
    assert all_of(SiteMemory(path)) == all_of(SiteMemory(alone))
    assert sum(kept for _, kept in SiteMemory(path).hosts()) == 4 * 60


def begin(path: Path, name: str, others: Barrier) -> None:
    memory = SiteMemory(path)
    others.wait()
    memory.learn([page(name)])


@needs_fork
def test_several_processes_may_make_the_file_at_once(tmp_path: Path) -> None:
    context = get_context("fork")
    for number in range(10):
        barrier = context.Barrier(8)
        path = tmp_path / str(number)
        workers = [context.Process(target=begin, args=(path, name, barrier)) for name in NAMES[:8]]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert list(SiteMemory(path).hosts()) == [("example.org", 8)]


@needs_fork
def test_a_memory_is_safe_over_fork_threads_and_pickling(tmp_path: Path) -> None:
    memory = make(tmp_path, "m", [page("Ash")])
    child = get_context("fork").Process(target=memory.learn, args=([page("Box")],))
    child.start()
    child.join()
    thread = Thread(target=memory.learn, args=([page("Cam")],))
    thread.start()
    thread.join()
    pickle.loads(pickle.dumps(memory)).learn([page("Dee")])
    assert (child.exitcode, list(memory.hosts())) == (0, [("example.org", 4)])


def test_sites_can_be_forgotten(tmp_path: Path) -> None:
    memory = make(tmp_path, "m", [page(n, CLUB, site=s) for n in NAMES for s in ("a.org", "b.org", "c.org")])
    assert memory.forget(["a.org", "never.org"]) == 1
    assert [host for host, _ in memory.hosts()] == ["b.org", "c.org"]
    assert recall(memory, story("Zoe", CLUB), site="a.org") == {}
    assert memory.forget(None) == 2
    assert list(memory.hosts()) == []


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a database, but long enough to be taken for one " * 100, "is no memory"),
        (b"SQLite format 3\0" + bytes(range(256)) * 20, "memory|damaged|cannot"),
    ],
)
def test_a_file_that_is_no_memory_is_an_error_and_stays(
    tmp_path: Path, content: bytes, words: str, writable: bool
) -> None:
    path = tmp_path / "m"
    path.write_bytes(content)
    with pytest.raises(BadSiteMemory, match=words) as caught:
        SiteMemory(path, writable=writable).open()
    assert str(path) in str(caught.value) and caught.value.code == "bad-site-memory"
    assert path.read_bytes() == content


def test_a_database_of_somebody_else_is_an_error_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "m"
    spoil(path, "CREATE TABLE site (host TEXT)")
    before = path.read_bytes()
    with pytest.raises(BadSiteMemory, match="is no memory of sites"):
        make(tmp_path, "m", [page("Ash")])
    assert path.read_bytes() == before


def test_a_memory_of_a_newer_version_is_an_error(tmp_path: Path) -> None:
    make(tmp_path, "m", [page("Ash")]).close()
    spoil(tmp_path / "m", "PRAGMA user_version = 9")
    with pytest.raises(BadSiteMemory, match="version 9"):
        SiteMemory(tmp_path / "m").open()


def test_a_memory_that_was_cut_short_is_an_error(tmp_path: Path) -> None:
    make(tmp_path, "m", (page(f"{n}{i}", CLUB, site=f"s{i}.org") for n in NAMES for i in range(30))).close()
    path = tmp_path / "m"
    content = path.read_bytes()
    for size in (len(content) // 2, 5000, 100):
        path.write_bytes(content[:size])
        memory = SiteMemory(path)
        with pytest.raises(BadSiteMemory):
            all_of(memory)
            memory.learn([page("Zoe", site=f"s{i}.org") for i in range(30)])


def test_a_memory_that_is_missing_is_an_error_where_nothing_is_learnt(tmp_path: Path) -> None:
    with pytest.raises(BadSiteMemory, match="there is no memory"):
        SiteMemory(tmp_path / "none", writable=False).open()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".", "none/m"])
def test_a_place_where_no_file_can_be_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSiteMemory):
        SiteMemory(tmp_path / name).open()


def test_a_memory_in_use_for_long_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.sitefile.BUSY_SECONDS", 0.1)
    memory = make(tmp_path, "m", [page("Ash")])
    with closing(sqlite3.connect(tmp_path / "m", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadSiteMemory, match="in use"):
            memory.learn([page("Box")])
        assert [kept for _, kept in memory.hosts()] == [1]
    memory.learn([page("Box")])


def read_only(path: Path, learns: bool) -> str:
    """What happens to somebody who may not write, in a process of its own."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        os.setuid(65534) if os.getuid() == 0 else None
        try:
            memory = SiteMemory(path, writable=learns)
            if learns:
                memory.learn([page("Zoe")])
            said = str(len(recall(memory, story("Zoe", CLUB))))
        except BadSiteMemory as error:
            said = str(error)
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as pipe:
        return pipe.read()


@needs_fork
def test_to_recall_needs_no_right_to_write_and_to_learn_does() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        make(folder, "m", [page(n, CLUB) for n in NAMES]).close()
        (folder / "m").chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        folder.chmod(0o555)
        try:
            assert read_only(folder / "m", learns=False) == "1"
            assert "cannot be" in read_only(folder / "m", learns=True)
        finally:
            folder.chmod(0o755)


def learning(folder: Path, mode: str = "along", **values: object) -> Cleaner:
    return Cleaner(Config(sites=folder / "m", site_learning=SiteLearning(mode), **values))  # type: ignore[arg-type]


def test_learning_along_cleans_a_page_by_what_came_before_it(tmp_path: Path) -> None:
    cleaner = learning(tmp_path)
    results = [cleaner.clean(story(n, CLUB), url=f"https://example.org/{n}") for n in NAMES]
    assert [CLUB in result.text for result in results] == [True] * 5 + [False] * 7
    assert results[5].text == story("Fay") and [f.fix for f in results[5].findings] == [Fix.APPLIED]


def test_a_memory_that_only_recalls_learns_nothing(tmp_path: Path) -> None:
    first = learning(tmp_path, "ahead")
    assert all(first.learn(story(n, CLUB), url=f"https://example.org/{n}") for n in NAMES)
    cleaner = Cleaner(Config(sites=tmp_path / "m"))
    assert cleaner.clean(story("Zoe", CLUB), url="https://example.org/z").text == story("Zoe")
    assert cleaner.memory is not None and list(cleaner.memory.hosts()) == [("example.org", 12)]
    with pytest.raises(BadSiteMemory):
        cleaner.learn(story("Zoe", CLUB), url="https://example.org/z")


@pytest.mark.parametrize(("pages", "share", "goes"), [(12, 1.0, True), (13, 0.3, False), (2, 0.3, True)])
def test_settings_decide_how_many_pages_are_enough(tmp_path: Path, pages: int, share: float, goes: bool) -> None:
    cleaner = learning(tmp_path, "ahead", site_pages=pages, site_share=share)
    for name in NAMES:
        cleaner.learn(story(name, CLUB), url=f"https://example.org/{name}")
    assert (CLUB not in cleaner.clean(story("Zoe", CLUB), url="https://example.org/z").text) is goes


def test_an_article_without_an_address_is_cleaned_all_the_same_and_says_so(tmp_path: Path, cleaner: Cleaner) -> None:
    remembering = learning(tmp_path)
    result = remembering.clean(story("Ash", CLUB))
    assert (result.text, result.notes) == (cleaner.clean(story("Ash", CLUB)).text, (NO_SITE,))
    assert remembering.memory is not None and list(remembering.memory.hosts()) == []
    assert remembering.learn(story("Ash")) is False


@trials(max_examples=25)
@given(articles())
def test_the_first_page_of_a_site_is_cleaned_as_without_a_memory(cleaner: Cleaner, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for mode in ("along", "ahead"):
            remembering = learning(Path(folder), mode)
            remembering.learn(story("Ash", CLUB), url="https://example.com/ash")
            if mode == "ahead":
                remembering.learn(text, url="https://example.org/a")
            with_memory = remembering.clean(text, url="https://example.org/a")
            assert with_memory.to_dict() == cleaner.clean(text, url="https://example.org/a").to_dict()


def test_to_learn_needs_a_memory() -> None:
    with pytest.raises(BadSetting, match="no memory"):
        Cleaner(Config(site_learning=SiteLearning.ALONG))
    with pytest.raises(BadSetting, match="no memory"):
        Cleaner().learn(story("Ash"), url="https://example.org/a")


@pytest.mark.parametrize(
    "text",
    [
        "A" * 200_000,
        "Join \0the club, it said, and nobody knew why it had said so at all.",
        "x\n\n" * 20_000,
        "1\n\n2\n\n3",
    ],
)
def test_odd_pages_can_be_learnt_and_recalled(tmp_path: Path, text: str) -> None:
    cleaner = learning(tmp_path)
    for number in range(6):
        cleaner.clean_text(text, url=f"https://example.org/{number}?\0=\ud800")
    assert cleaner.memory is not None
    assert all(kept <= 6 for _, kept in cleaner.memory.hosts())


def test_who_has_no_memory_does_not_wait_for_sqlite() -> None:
    code = "import sys; from cleaner import Cleaner; Cleaner().clean('It rained.'); sys.exit('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
