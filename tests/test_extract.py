"""A page becomes plain text with a layout."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cleaner.errors import BinaryInput, CompressedInput, EmptyInput, ExtractionFailed, NothingToExtract, TooLarge
from cleaner.extract import RawArticle, looks_like_html, read, read_html, read_text
from tests.conftest import blocks_of, texts_of

LIMIT = 1_000_000
FIRST = "The council of Harwich voted on Monday to rebuild the old bridge over the river before the winter."
LAST = "Work on the northern arch begins in May, and the road will stay closed for about seven months."


def page(body: str, head: str = "<title>Bridge to be rebuilt</title>", attributes: str = ' lang="en"') -> str:
    """An HTML page whose article is `body` between two paragraphs."""
    return (
        f"<!doctype html><html{attributes}><head>{head}</head><body><article><h1>Bridge to be rebuilt</h1>"
        f"<p>{FIRST}</p>{body}<p>{LAST}</p></article></body></html>"
    )


def article(body: str) -> RawArticle:
    return read_html(page(body), None, LIMIT)


def middle(body: str) -> list[tuple[str, str]]:
    """The blocks between the first paragraph and the last."""
    blocks = blocks_of(article(body))
    texts = [text for _, text in blocks]
    return blocks[texts.index(FIRST) + 1 : texts.index(LAST)]


def links(body: str) -> list[tuple[str, str]]:
    """Words and target of every link."""
    raw = article(body)
    return [(link.span.of(raw.text), link.target) for block in raw.layout or () for link in block.links]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>It  cost\n\t3 million.</p>", [("paragraph", "It cost 3 million.")]),
        ("<h2>What it costs</h2><p>Three million.</p>",
         [("heading", "What it costs"), ("paragraph", "Three million.")]),
        ("<ul><li>One arch</li><li>Two <b>arches</b></li></ul>",
         [("list_item", "- One arch"), ("list_item", "- Two arches")]),
        ("<blockquote><p>We waited long.</p></blockquote>", [("quote", "We waited long.")]),
        ("<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2019</td><td>3</td></tr></table>",
         [("table_row", "Year | Cost"), ("table_row", "2019 | 3")]),
        ("<p>One line.<br>Another line.</p>", [("paragraph", "One line."), ("paragraph", "Another line.")]),
        ("<p>A <i>slanted</i>, <b>bold</b> word.</p>", [("paragraph", "A slanted, bold word.")]),
    ],
)  # fmt: skip
def test_each_element_becomes_a_block_of_its_kind(body: str, expected: list[tuple[str, str]]) -> None:
    assert middle(body) == expected


def test_blocks_stand_in_the_text_in_order_and_parted_by_blank_lines() -> None:
    raw = article("<h2>What it costs</h2><ul><li>One arch</li><li>Two arches</li></ul>")
    assert "What it costs\n\n- One arch\n- Two arches\n\n" + LAST in raw.text
    spans = [block.span for block in raw.layout or ()]
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert [block.index for block in raw.layout or ()] == list(range(len(spans)))
    assert spans[-1].end == len(raw.text)


def test_heading_levels_are_kept() -> None:
    raw = article("<h2>Costs of the bridge</h2><p>High.</p><h3>In detail, by year</h3><p>Low.</p>")
    assert {b.span.of(raw.text): b.level for b in raw.layout or () if b.kind == "heading" and b.level > 1} == {
        "Costs of the bridge": 2,
        "In detail, by year": 3,
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p>See <a href="https://a.example/x">the plan</a> now.</p>', [("the plan", "https://a.example/x")]),
        ('<p>See   the\n <a href="https://a.example/x"> whole  plan </a>  now.</p>',
         [("whole plan", "https://a.example/x")]),
        ('<p><a href="https://a.example/1">One</a> plan of the city is out, and <a href="https://a.example/2">two</a>'
         " others will be out soon.</p>",
         [("One", "https://a.example/1"), ("two", "https://a.example/2")]),
        ('<ul><li>A <a href="https://a.example/1">map</a> of it</li><li>The other item</li></ul>',
         [("map", "https://a.example/1")]),
        ('<p>Der <a href="https://a.example/1">Brückenschlag 橋</a> gelingt.</p>',
         [("Brückenschlag 橋", "https://a.example/1")]),
        ("<p>There is no link at all here.</p>", []),
    ],
)  # fmt: skip
def test_links_have_the_exact_span_of_their_words(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(" ".join(words.split()), target) for words, target in links(body)] == expected
    assert all(not words.startswith(" ") for words, _ in links(body))


def test_a_link_belongs_to_the_block_it_stands_in() -> None:
    raw = article('<p>A first line.<br>A <a href="https://a.example/1">second</a> line.</p>')
    (block,) = [b for b in raw.layout or () if b.links]
    assert block.span.of(raw.text) == "A second line."
    assert texts_of(raw.text, (link.span for link in block.links)) == ["second"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Der Bürgermeister sagte: „Die Brücke bleibt stehen.“", "Sie soll im Mai wieder öffnen."),
        ("Le maire a dit : « Le pont reste ouvert. »", "Il rouvrira au mois de mai."),
        ("市長は「橋は残る」と述べた。橋は五月に再開する予定だという。", "工事は七か月かかる見込みだ。"),
        ("قال رئيس البلدية إن الجسر سيبقى مفتوحا.", "وسيعاد فتحه في شهر مايو."),
        ("Мэр сказал: «Мост останется».", "Его откроют в мае."),
    ],
)
def test_text_of_any_script_comes_out_as_written(first: str, second: str) -> None:
    assert middle(f"<p>{first}</p><p>{second}</p>") == [("paragraph", first), ("paragraph", second)]


def test_what_the_page_says_of_itself_is_kept() -> None:
    head = (
        '<title>Bridge to be rebuilt</title><meta name="author" content="Ann Reed">'
        '<meta property="article:published_time" content="2021-03-04">'
        '<meta property="og:site_name" content="Valley Times">'
    )
    raw = read_html(page("", head, ' lang="de-AT"'), "https://a.example/x", LIMIT)
    meta = raw.meta
    assert (meta.url, meta.title, meta.author) == ("https://a.example/x", "Bridge to be rebuilt", "Ann Reed")
    assert (meta.published, meta.site, raw.declared) == ("2021-03-04", "Valley Times", "de-AT")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_of_bytes_reads_like_its_text(encoding: str) -> None:
    source = page("<p>Die Brücke “bleibt”.</p>")
    assert read_html(source.encode(encoding), None, LIMIT) == read_html(source, None, LIMIT)


def test_windows_line_ends_of_a_page_are_space() -> None:
    source = page("<p>One line\nand another one.</p>")
    assert read_html(source.replace("\n", "\r\n"), None, LIMIT).text == read_html(source, None, LIMIT).text


@pytest.mark.parametrize("text", ["a\r\n\r\nb\r\n", "\ta <b>bold</b> word \n", "Größe 橋 مرحبا"])
def test_plain_text_is_left_as_it_stands(text: str) -> None:
    raw = read_text(text, "https://a.example", LIMIT)
    assert (raw.text, raw.layout, raw.meta.url) == (text, None, "https://a.example")
    assert read_text(text.encode(), None, LIMIT).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><title>x</title>", True),
        ("\n  <html><body>x", True),
        ("<?xml version='1.0'?>\n<!-- c -->\n<html>", True),
        ("<p>One paragraph", True),
        ("Menu <div>a</div><div>b</div>", True),
        ("He wrote <p> where a </p> was due.", False),
        ("a < b and c > d", False),
        ("<https://a.example> is the address", False),
        ("Plain text.", False),
    ],
)
def test_html_is_told_from_text_that_mentions_tags(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


def test_read_takes_a_page_for_html_and_text_for_text() -> None:
    assert read(page(""), None, LIMIT).layout is not None
    assert read(FIRST, None, LIMIT).layout is None


@pytest.mark.parametrize("reader", [read, read_html, read_text])
@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", EmptyInput), (b"\x1f\x8brest", CompressedInput), (b"%PDF-1.4", BinaryInput), (b"x" * 2000, TooLarge)],
)
def test_bytes_that_hold_no_text_are_refused(reader: object, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        reader(data, None, 1000)  # type: ignore[operator]


@pytest.mark.parametrize("source", ["<html><body></body></html>", "<html><body><script>x</script></body></html>"])
def test_a_page_without_an_article_is_an_error(source: str) -> None:
    with pytest.raises(NothingToExtract) as caught:
        read_html(source, None, LIMIT)
    assert caught.value.code == "nothing-to-extract"


def test_a_failure_of_the_extractor_is_an_error_of_this_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    with pytest.raises(ExtractionFailed) as caught:
        read_html(page(""), None, LIMIT)
    assert caught.value.code == "extraction-failed"
    assert "RuntimeError" in str(caught.value)
