"""What the page says of its lines: the names of the elements around them, and their links."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from cleaner.extract import RawArticle, read_html
from cleaner.layout import DEEPEST, TIMES_KEPT, Writer, lines_of, marks_of
from cleaner.model import Block

LIMIT = 1_000_000
PROSE = (
    "The council of Harwich voted on Monday to rebuild the old bridge over the river before the winter comes.",
    "Work on the northern arch begins in May, and the road will stay closed for about seven months, it said.",
    "The mayor called it the largest work that the town has seen since the harbour was built a century ago.",
)


def article(body: str, before: str = "", after: str = "") -> RawArticle:
    """The article of a page with a container of its own: `body` stands in it between the paragraphs of prose."""
    first, *rest = (f"<p>{text}</p>" for text in PROSE)
    return read_html(
        f'<html><body class="site">{before}<div class="page"><article id="story"><h1>Bridge to be rebuilt</h1>{first}'
        f"{body}{''.join(rest)}</article></div>{after}</body></html>",
        "https://a.example/news/bridge",
        LIMIT,
    )


def block_of(raw: RawArticle, text: str) -> Block:
    """The block that is this text."""
    return next(b for b in raw.layout or () if b.span.of(raw.text).removeprefix("- ") == text)


def names_of(block: Block) -> set[str]:
    """The whole names of the elements around a block, without their parts."""
    return {mark for mark in block.marks if not mark.startswith("~")}


def written(page: str, *items: str) -> tuple[str, Sequence[Block]]:
    """Text and blocks of paragraphs, with what `page` says of them, without any judgement of what is the article."""
    body = etree.Element("body")
    for item in items:
        etree.SubElement(body, "p").text = item
    writer = Writer(lines_of(html.fromstring(page)))
    writer.write(body)
    return "".join(writer.pieces), writer.blocks


# --- Marks


@pytest.mark.parametrize(
    ("element", "marks"),
    [
        ("p", {"p", "~p"}),
        ("div rec-posts", {"div", "~div", "rec-posts", "~rec", "~posts"}),
        ("h2", {"h2", "~h", "~2"}),
        ("div relatedPosts", {"div", "~div", "relatedposts", "~related", "~posts"}),
        ("div  FAQ_box", {"div", "~div", "faq_box", "~faq", "~box"}),
        ("", set()),
    ],
)
def test_names_are_told_whole_and_in_parts_behind_a_tilde_in_lower_case(element: str, marks: set[str]) -> None:
    assert marks_of([element]) == marks


@given(st.lists(st.text("abzAZ019-_ :", max_size=12), max_size=4), st.text("abzAZ-", max_size=8))
def test_an_element_more_only_adds_marks(elements: list[str], more: str) -> None:
    marks = marks_of([*elements, more])
    assert marks_of(elements) <= marks
    assert all(mark == mark.lower() and " " not in mark and mark for mark in marks)


def test_marks_are_the_names_below_the_container_of_the_article() -> None:
    raw = article(
        '<div class="promo"><section id="box"><p class="note">It rained all day in Harwich.</p></section></div>'
    )
    assert names_of(block_of(raw, "It rained all day in Harwich.")) == {"div", "promo", "section", "box", "p", "note"}
    assert block_of(raw, PROSE[0]).marks == {"p", "~p"}


@pytest.mark.parametrize("naming", ["class", "id", "itemprop", "role", "data-testid", "data-component"])
def test_every_attribute_that_names_an_element_is_read(naming: str) -> None:
    raw = article(f'<div {naming}="promoBox"><p>It rained all day in Harwich.</p></div>')
    block = block_of(raw, "It rained all day in Harwich.")
    assert block.marks == {"div", "~div", "promobox", "~promo", "~box", "p", "~p"}


@pytest.mark.parametrize(
    ("tag", "is_name"), [("div", True), ("section", True), ("ul", True), ("p", False), ("h3", False)]
)
def test_the_id_of_a_box_is_a_name_and_that_of_a_heading_or_paragraph_is_none(tag: str, is_name: bool) -> None:
    page = f"<body><{tag} id='promo'>One</{tag}><p>The rest of the article, by far longer.</p></body>"
    _, blocks = written(page, "One", "The rest of the article, by far longer.")
    assert ("promo" in blocks[0].marks) is is_name
    assert tag in blocks[0].marks


@pytest.mark.parametrize("attribute", ["style", "data-x", "title", "href"])
def test_other_attributes_are_no_names(attribute: str) -> None:
    raw = article(f'<div {attribute}="promo"><p>It rained all day in Harwich.</p></div>')
    assert names_of(block_of(raw, "It rained all day in Harwich.")) == {"div", "p"}


def test_a_line_that_stands_twice_takes_the_marks_of_the_place_within_the_article() -> None:
    line = "It rained all day in Harwich."
    outside = f'<nav class="menu"><p>{line}</p></nav>'
    raw = article(f'<div class="note"><p>{line}</p></div>', before=outside, after=outside)
    assert names_of(block_of(raw, line)) == {"div", "note", "p"}


def test_a_line_that_stands_twice_takes_the_links_of_the_place_within_the_article() -> None:
    line = "It rained all day in Harwich."
    raw = article(f'<p>{line} <a href="/in">More</a></p>', before=f'<p>{line} <a href="/out">More</a></p>')
    assert [link.target for link in block_of(raw, f"{line} More").links] == ["/in"]


def test_a_line_that_the_page_does_not_have_has_no_marks() -> None:
    _, blocks = written("<body><div class='a'><p>One</p></div></body>", "One", "Another")
    assert blocks[1].marks == frozenset()


def test_a_line_is_known_whatever_its_spaces() -> None:
    _, (block, *_) = written(
        "<body><div><p class='x'>One \n\t line</p></div><p>The rest of the article, by far longer.</p></body>",
        "One line",
        "The rest of the article, by far longer.",
    )
    assert names_of(block) == {"div", "p", "x"}


def test_items_of_a_list_have_their_marks_and_links() -> None:
    raw = article(
        '<ul class="plans"><li class="map">A <a href="/map">map</a> of the bridge</li><li>A picture</li></ul>'
    )
    block = block_of(raw, "A map of the bridge")
    assert names_of(block) == {"ul", "plans", "li", "map"}
    assert [(link.span.of(raw.text), link.target) for link in block.links] == [("map", "/map")]
    assert names_of(block_of(raw, "A picture")) == {"ul", "plans", "li"}


def test_a_row_of_one_cell_has_its_marks() -> None:
    body = etree.fromstring("<body><table><row><cell>In all</cell></row></table><p>The rest, by far longer.</p></body>")
    page = '<body><table class="costs"><tr><td>In all</td></tr></table><p>The rest, by far longer.</p></body>'
    writer = Writer(lines_of(html.fromstring(page)))
    writer.write(body)
    row = writer.blocks[0]
    assert (row.kind.value, names_of(row)) == ("table_row", {"table", "costs", "tr", "td"})


@pytest.mark.parametrize(("cell", "row"), [("td", "2019 | Three million"), ("th", "Year | Cost")])
def test_a_row_of_several_cells_is_one_block_without_links(cell: str, row: str) -> None:
    cells = "".join(f"<{cell}>{words}</{cell}>" for words in row.split(" | "))
    block = block_of(article(f"<table><tr>{cells}</tr><tr><td>2020</td><td>Two</td></tr></table>"), row)
    assert (block.kind, block.links) == ("table_row", ())


def test_the_lines_of_a_script_are_no_text() -> None:
    assert list(lines_of(html.fromstring("<body><script>x = 1</script><style>p {}</style><p>One</p></body>"))) == [
        "One"
    ]


def test_line_breaks_part_lines_that_share_their_elements() -> None:
    lines = lines_of(html.fromstring("<body><p class='x'>One<br>Two</p></body>"))
    assert {text: line.elements[-1].names for text, (line,) in lines.items()} == {"One": "p x", "Two": "p x"}


def test_only_so_many_places_of_a_line_are_kept() -> None:
    lines = lines_of(html.fromstring(f"<body>{'<p>One</p>' * 50}</body>"))
    assert len(lines["One"]) == TIMES_KEPT


def test_each_element_has_a_number_of_its_own() -> None:
    lines = lines_of(html.fromstring("<body><p>One</p><p>Two</p><div><p>Three</p></div></body>"))
    last = [lines[text][0].elements[-1].number for text in ("One", "Two", "Three")]
    assert len(set(last)) == 3
    assert len({line.elements[0] for (line,) in lines.values()}) == 1


# --- Links


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ('<a href="/a">One</a> and <a href="/b">two</a>', [("One", "/a"), ("two", "/b")]),
        ('An <a href="/a"> old <b>bridge</b> </a> indeed', [("old bridge", "/a")]),
        ('<a>One</a> and <a href="">two</a> and <a href="/c"></a>three', []),
    ],
)
def test_links_have_the_place_of_their_words(line: str, links: list[tuple[str, str]]) -> None:
    plain = " ".join(html.fromstring(f"<p>{line}</p>").text_content().split())
    text, (block,) = written(f"<body><p>{line}</p></body>", plain)
    assert [(link.span.of(text), link.target) for link in block.links] == links


@pytest.mark.parametrize("card", ['<a href="/a"><h3>One</h3></a>', '<a href="/a"><div>One</div><div>Two</div></a>'])
def test_a_link_around_whole_lines_is_the_link_of_each(card: str) -> None:
    text, blocks = written(f"<body>{card}<p>Three</p></body>", "One", "Two", "Three")
    links = {(link.span.of(text), link.target) for block in blocks for link in block.links}
    assert links == ({("One", "/a"), ("Two", "/a")} if "Two" in card else {("One", "/a")})


@given(st.lists(st.tuples(st.sampled_from(("one ", "two, ", "橋 ", "é")), st.booleans()), min_size=1, max_size=8))
def test_links_lie_within_their_block_and_in_order(pieces: list[tuple[str, bool]]) -> None:
    line = "".join(f'<a href="/x">{words}</a>' if linked else words for words, linked in pieces)
    plain = "".join(words for words, _ in pieces)
    text, (block,) = written(f"<body><p>{line}</p></body>", plain)
    assert [link.span.of(text).strip() for link in block.links] == [words.strip() for words, linked in pieces if linked]
    assert all(block.span.contains(link.span) for link in block.links)
    assert list(block.links) == sorted(block.links, key=lambda link: link.span)


# --- Deep pages


def test_deep_nesting_is_read_without_recursion_and_tells_the_innermost_elements() -> None:
    page = etree.Element("body")
    node = page
    for depth in range(10_000):
        node = etree.SubElement(node, "div", id=f"d{depth}")
    etree.SubElement(node, "p").text = "One"
    (line,) = lines_of(page)["One"]
    assert len(line.elements) == DEEPEST
    assert [element.names for element in line.elements[-2:]] == ["div d9999", "p"]


def test_a_line_at_every_depth_keeps_no_more_than_the_innermost_elements() -> None:
    page = etree.Element("body")
    node = page
    for depth in range(3_000):
        etree.SubElement(node, "p").text = f"Line {depth}"
        node = etree.SubElement(node, "div")
    lines = lines_of(page)
    assert len(lines) == 3_000
    assert max(len(line.elements) for (line,) in lines.values()) == DEEPEST


def test_a_deep_article_is_written_without_recursion() -> None:
    body = etree.Element("body")
    node = body
    for _ in range(5_000):
        node = etree.SubElement(node, "quote")
    etree.SubElement(node, "p").text = "One"
    writer = Writer({})
    writer.write(body)
    assert [(block.kind, block.span.of("".join(writer.pieces))) for block in writer.blocks] == [("quote", "One")]
