"""Which of the lines that a site repeats are the page's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cleaner.detect.boilerplate import Boilerplate
from cleaner.detect.repeats import repeated_lines
from cleaner.model import BlockKind, Document, Finding, Repeats
from cleaner.packs import load
from cleaner.rulebook import rules_folder
from tests.conftest import make_rule, read

RULE = load(rules_folder() / "boilerplate").by_id["boilerplate/site-repeated"]
STORY = "The dam above Harlow held through the night, and the engineers said that the worst was over for the town."
SEEN = Repeats("example.org", 40, 100)
LONG = (
    "The paper belongs to the press council and keeps its code, and if you think that we have not, write to the editor "
    "who answers to nobody, not even to us."
)


def found(text: str, known: Mapping[int, Repeats], kinds: Mapping[int, BlockKind] | None = None) -> list[Finding]:
    reading = read(text, [RULE], title="Dam holds")
    blocks = tuple(
        replace(b, kind=kinds[b.index]) if kinds and b.index in kinds else b for b in reading.document.blocks
    )
    document: Document = replace(reading.document, blocks=blocks)
    return list(repeated_lines(RULE, replace(reading, document=document, repeats=known)))


def texts(text: str, known: Mapping[int, Repeats], kinds: Mapping[int, BlockKind] | None = None) -> list[str]:
    return [f.span.of(text) for f in found(text, known, kinds)]


def test_a_line_that_is_known_is_found_with_its_evidence() -> None:
    (finding,) = found(f"{STORY}\n\nJoin the club\n\n{STORY}", {1: SEEN})
    assert finding.message == 'stands on 40 of the 100 pages known of example.org: "Join the club"'
    (evidence,) = finding.evidence
    assert (evidence.name, evidence.value, evidence.note) == ("pages", 40, "of the 100 pages known of example.org")
    assert [p.safe for p in finding.proposals] == [True]


def test_where_only_numbers_differ_the_repair_is_not_safe() -> None:
    (finding,) = found(f"{STORY}\n\nRating: 8/10", {1: replace(SEEN, loose=True)})
    assert [p.safe for p in finding.proposals] == [False]
    assert "whatever the numbers" in finding.message


def test_nothing_known_gives_nothing() -> None:
    assert found(f"{STORY}\n\nJoin the club", {}) == []


def test_the_headline_is_spared() -> None:
    assert texts(f"Dam holds\n\n{STORY}\n\nJoin", {0: SEEN, 2: SEEN}) == ["Join"]


@pytest.mark.parametrize("kind", [BlockKind.TABLE_ROW, BlockKind.CODE])
def test_tables_and_code_are_spared(kind: BlockKind) -> None:
    assert texts(f"{STORY}\n\nname | age", {1: SEEN}, {1: kind}) == []


def test_what_somebody_says_is_spared() -> None:
    assert texts(f"{STORY}\n\n“No comment.”\n\n{STORY}", {1: SEEN}) == []


def test_a_list_goes_whole_or_not_at_all() -> None:
    menu = f"{STORY}\n\n- bread\n- salt\n\n{STORY}"
    assert texts(menu, {1: SEEN}) == texts(menu, {2: SEEN}) == []
    assert texts(menu, {1: SEEN, 2: SEEN}) == ["- bread", "- salt"]


@pytest.mark.parametrize("heading", ["## What happens next", "Ingredients:"])
def test_what_stands_over_text_of_the_article_is_spared(heading: str) -> None:
    assert texts(f"{STORY}\n\n{heading}\n\n{STORY}", {1: SEEN}) == []
    assert texts(f"{STORY}\n\n{heading}\n\nJoin the club\n\n{STORY}", {1: SEEN, 2: SEEN}) == ["Join the club"]
    assert texts(f"{STORY}\n\n{heading}\n\nJoin the club", {1: SEEN, 2: SEEN}) == [heading, "Join the club"]


def test_a_long_block_needs_more_evidence() -> None:
    page = f"{STORY}\n\n{LONG}\n\n{STORY} {STORY}"
    assert texts(page, {1: SEEN}) == texts(page, {1: Repeats("example.org", 6, 6)}) == []
    assert texts(page, {1: Repeats("example.org", 70, 100)}) == [LONG]


def test_a_page_of_nothing_but_known_lines_is_the_same_article_again() -> None:
    certain = Repeats("example.org", 90, 100)
    assert texts(f"{STORY}\n\n{STORY}\n\n{STORY}\n\nAnd it rained.", {0: certain, 1: certain, 2: certain}) == []


def test_of_two_findings_at_one_place_the_surer_speaks() -> None:
    text = f"{STORY}\n\nJoin the club"
    other = make_rule(id="boilerplate/club", kind="line", phrases=("join the club",), confidence=0.5)
    reading = replace(read(text, [RULE, other]), repeats={1: SEEN})
    assert [f.rule for f in Boilerplate([RULE, other], {}, {}).find(reading)] == ["boilerplate/site-repeated"]
