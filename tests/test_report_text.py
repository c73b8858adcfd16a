"""The cleaned article as text, Markdown and diff; the lines of a check."""

from __future__ import annotations

import pytest

from cleaner.model import Category, Finding, Span
from cleaner.pipeline import Cleaner
from cleaner.report.diff import diff
from cleaner.report.text import Lines, article, finding_lines, markdown, summary
from tests.conftest import span_of

PAGE = """<html lang="en"><head><title>Bridge to be rebuilt</title></head><body><article><h1>Bridge to be rebuilt</h1>
<p>The council of Harwich voted on Monday to rebuild the old bridge, but said it can not pay for all of it now.</p>
<h2>What it costs the town</h2><ul><li>One arch, at three million</li><li>Two more arches next year</li></ul>
<blockquote><p>We have waited long enough for this bridge.</p></blockquote>
<p>Read more: How the mayor won</p>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2019</td><td>3</td></tr></table>
<p>Work on the northern arch begins in May, and the road will stay closed for about seven months.</p>
</article></body></html>"""


def finding(text: str, piece: str) -> Finding:
    return Finding("names/x", Category.NAMING, span_of(text, piece), "the message", 0.9)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("It rained.", None, "It rained."),
        ("It rained.", "Rain", "Rain\n\nIt rained."),
        ("Rain\n\nIt rained.", None, "Rain\n\nIt rained."),
        ("RAIN today\n\nIt rained.", "Rain  today", "Rain  today\n\nIt rained."),
        ("Il pleut fort\n\nIl a plu.", "Il pleut fort", "Il pleut fort\n\nIl a plu."),
    ],
)
def test_the_headline_stands_before_the_article_once(
    cleaner: Cleaner, text: str, title: str | None, expected: str
) -> None:
    assert article(cleaner.clean_text(text, title=title)) == expected


def test_markdown_keeps_headings_lists_quotations_and_rows(cleaner: Cleaner) -> None:
    assert markdown(cleaner.clean(PAGE)).split("\n\n") == [
        "# Bridge to be rebuilt",
        "The council of Harwich voted on Monday to rebuild the old bridge, but said it cannot pay for all of it now.",
        "## What it costs the town",
        "- One arch, at three million\n- Two more arches next year",
        "> We have waited long enough for this bridge.",
        "Year | Cost\n2019 | 3",
        "Work on the northern arch begins in May, and the road will stay closed for about seven months.\n",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Rain\n\nIt rained.\n\n> No.\n\n- one\n- two", "# Rain\n\nIt rained.\n\n> No.\n\n- one\n- two\n"),
        ("Rain today\r\n\r\nIt rained.\r\n", "# Rain today\n\nIt rained.\n"),
        ("It rained&#33; R&amp;D.", "It rained! R&D.\n"),
        ("橋は残る。\r\n\r\n道も残る。", "橋は残る。\n\n道も残る。\n"),
    ],
)
def test_markdown_of_plain_text(cleaner: Cleaner, text: str, expected: str) -> None:
    assert markdown(cleaner.clean_text(text)) == expected


def test_the_summary_says_score_verdict_and_what_became_of_the_findings(cleaner: Cleaner) -> None:
    lines = summary(cleaner.clean(PAGE)).splitlines()
    assert lines[0].startswith("score ") and "verdict" in lines[0]
    assert lines[1] == "2 findings: 2 repaired, 0 suggested, 0 reported"
    assert any(line.strip().startswith("boilerplate") for line in lines[2:])


def test_styles_wrap_what_they_are_told_to(cleaner: Cleaner) -> None:
    styled = summary(cleaner.clean(PAGE), lambda text, role: f"<{role}>{text}</{role}>")
    assert "<strong>" in styled and "</strong>" in styled


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("ab\ncd", 0, (1, 1)),
        ("ab\ncd", 2, (1, 3)),
        ("ab\ncd", 3, (2, 1)),
        ("ab\r\ncd", 4, (2, 1)),
        ("🎈橋\n橋é!", 5, (2, 3)),
        ("ab\n", 3, (1, 4)),
    ],
)
def test_lines_and_columns_count_from_one_in_code_points(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Lines(text).place(offset) == place


def test_a_finding_is_shown_with_its_place_and_its_words_marked() -> None:
    text = "One line.\r\nThe 橋 can not go."
    head, shown, marks = finding_lines(finding(text, "can not"), Lines(text), "a.txt").split("\n")
    assert head == "a.txt:2:7: names/x the message"
    assert shown == "    The 橋 can not go."
    assert marks == " " * 10 + "^" * 7


def test_of_a_long_line_the_part_around_the_words_is_shown() -> None:
    text = "word " * 100 + "HERE " + "word " * 100
    _, shown, marks = finding_lines(finding(text, "HERE"), Lines(text), "a.txt").split("\n")
    assert len(shown) < 120
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "HERE"


def test_marks_end_with_the_line_and_control_characters_are_dots() -> None:
    text = "One\x07 two\nthree"
    _, shown, marks = finding_lines(finding(text, "two\nthree"), Lines(text), "a.txt").split("\n")
    assert shown == "    One· two"
    assert marks == "         ^^^"


def test_an_insertion_is_marked_with_one_caret() -> None:
    hit = Finding("splice/x", Category.SPLICE, Span(2, 2), "m", 0.9)
    assert finding_lines(hit, Lines("abcd"), "a.txt").split("\n")[2] == "      ^"


def test_a_diff_shows_what_was_changed(cleaner: Cleaner) -> None:
    text = "It rained.\nThey can not go to the town."
    assert diff(cleaner.clean_text(text), "a.txt").splitlines() == [
        "--- a.txt (source)",
        "+++ a.txt (clean)",
        "@@ -1,2 +1,2 @@",
        " It rained.",
        "-They can not go to the town.",
        "\\ No newline at end of file",
        "+They cannot go to the town.",
        "\\ No newline at end of file",
    ]


def test_the_diff_of_a_sound_article_is_empty(cleaner: Cleaner) -> None:
    assert diff(cleaner.clean_text("It rained.\r\n"), "a.txt") == ""
