"""Lists of links to other articles: below labels, and at the end of the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.lists import linked_lists
from cleaner.model import Link, Meta, Span
from cleaner.rulebook import Kind, Options
from tests.conftest import make_rule, read

RULE = make_rule(
    kind=Kind.CHECK, check="linked-list", options=Options({"min_run": 2, "link_share": 0.9, "max_words": 10})
)
STORY = ("It rained all day in Harwich.", "The bridge held.")
URL = "https://a.example/news/bridge"


def lists(
    *texts: str,
    targets: str = "/x",
    labels: Collection[int] = (),
    gone: Collection[int] = (),
    title: str = "Of another line",
) -> list[str]:
    """The links of lists among blocks of these texts; what is written in angles is a link."""
    plain = tuple(text.replace("<", "").replace(">", "") for text in texts)
    reading = read("\n\n".join(plain), title=title)
    blocks = []
    for block, text in zip(reading.document.blocks, texts, strict=True):
        start, end = (block.span.start + text.find("<"), block.span.start + text.find(">") - 1)
        links = (Link(Span(start, end), targets),) if "<" in text else ()
        blocks.append(replace(block, links=links))
    headline = blocks[0] if reading.document.headline else None
    document = replace(reading.document, blocks=tuple(blocks), headline=headline, meta=Meta(URL, title))
    found = linked_lists(RULE, replace(reading, document=document), frozenset(labels), frozenset(gone) | set(labels))
    return [block.span.of(document.text) for block in found]


def test_links_below_a_label_are_a_list_up_to_the_next_text() -> None:
    texts = ("More news", "<Ferry runs aground>", "- <Board spends money>", STORY[0], "<A link of the story>", STORY[1])
    assert lists(*texts, targets="https://b.example/x", labels=[0]) == ["Ferry runs aground", "- Board spends money"]


def test_what_is_taken_out_already_does_not_end_a_list() -> None:
    texts = ("More news", "<Ferry runs aground>", "Advertisement", "<Board spends money>", *STORY)
    assert lists(*texts, labels=[0], gone=[2]) == ["Ferry runs aground", "Board spends money"]
    assert lists(*texts, labels=[0]) == ["Ferry runs aground"]


def test_without_a_label_links_within_the_story_stay() -> None:
    assert lists(STORY[0], "<Ferry runs aground>", "<Board spends money>", STORY[1]) == []


@pytest.mark.parametrize(("links", "hits"), [(1, 0), (2, 2), (3, 3)])
def test_a_run_of_links_at_the_end_is_a_list_if_it_is_long_enough(links: int, hits: int) -> None:
    assert len(lists(*STORY, *["<Ferry runs aground>"] * links)) == hits


@pytest.mark.parametrize(
    ("target", "stays"),
    [("/x", True), ("https://a.example/x", True), ("https://b.example/x", False), ("https://a.example.org/x", False)],
)
def test_a_run_at_the_end_leads_to_the_same_site(target: str, stays: bool) -> None:
    assert bool(lists(*STORY, "<Ferry runs aground>", "<Board spends money>", targets=target)) is stays


def test_a_page_of_links_only_is_no_list_at_its_end() -> None:
    assert lists("<Ferry runs aground>", "<Board spends money>", "<Mayor resigns>") == []


@pytest.mark.parametrize(
    "line",
    [
        "<The ferry ran aground.>",
        "<The ferry> ran aground off Harwich",
        "<渡船触礁。>",
        "<" + "word " * 10 + "word>",
    ],
)
def test_sentences_long_lines_and_lines_linked_in_part_are_no_list(line: str) -> None:
    assert lists("More news", line, *STORY, labels=[0]) == []


def test_the_headline_is_no_part_of_a_list() -> None:
    assert lists("<Ferry runs aground>", "<Board spends money>", "<Mayor resigns>", title="Ferry runs aground") == [
        "Board spends money",
        "Mayor resigns",
    ]


@given(st.lists(st.sampled_from(("<Ferry runs aground>", "More news", *STORY)), min_size=1, max_size=10))
def test_text_that_is_not_linked_is_never_in_a_list(texts: list[str]) -> None:
    labels = [place for place, text in enumerate(texts) if text == "More news"]
    assert set(lists(*texts, labels=labels)) <= {"Ferry runs aground"}
