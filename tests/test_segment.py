"""Text becomes blocks, sentences, quotations and a headline, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Block, BlockKind, Language, Meta, Span
from cleaner.segment import lay_out, segment
from tests.conftest import blocks_of, make_document, texts_of

WRAPPED = """The council of Harwich voted on Monday evening to rebuild the
bridge over the river, which was closed to all traffic after the
flood of last November had washed away one of the four northern
pillars and left the road without any support at all.

Work on it begins in May."""


def kinds(text: str) -> list[str]:
    return [block.kind.value for block in lay_out(text)]


def blocks(text: str) -> list[str]:
    return texts_of(text, (block.span for block in lay_out(text)))


def quotes(text: str) -> list[str]:
    return texts_of(text, make_document(text).quotes)


def sentences(text: str, language: str = "en") -> list[str]:
    return texts_of(text, (s.span for s in make_document(text, language).sentences))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("  One. \n \n\tTwo.  ", ["One.", "Two."]),
        ("One.\u2028Two.\u2029Three.", ["One.", "Two.", "Three."]),
        ("one\rtwo", ["one", "two"]),
        ("橋。\n\n道。", ["橋。", "道。"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_paragraphs_are_lines_without_the_space_around(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_hard_wrapped_lines_are_one_paragraph(line_end: str) -> None:
    text = WRAPPED.replace("\n", line_end)
    first, last = blocks(text)
    assert first.startswith("The council") and first.endswith("support at all.")
    assert last == "Work on it begins in May."


def test_a_list_in_hard_wrapped_text_keeps_its_items() -> None:
    assert blocks(WRAPPED + "\n- an arch\n- a road")[-2:] == ["- an arch", "- a road"]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    lines = ["word " * 40 + "end."] * 5
    assert len(blocks("\n".join(lines))) == 5


@pytest.mark.parametrize(
    ("line", "kind", "level"),
    [
        ("# Title", "heading", 1), ("### Title", "heading", 3), ("#tag", "paragraph", 0), ("- item", "list_item", 0),
        ("• item", "list_item", 0), ("12. item", "list_item", 0), ("3) item", "list_item", 0),
        ("-item", "paragraph", 0), ("1999. was good", "paragraph", 0), ("> said", "quote", 0),
        ("Text.", "paragraph", 0),
    ],
)  # fmt: skip
def test_marks_at_the_start_of_a_line_tell_its_kind(line: str, kind: str, level: int) -> None:
    assert [(b.kind.value, b.level) for b in lay_out(f"Text.\n\n{line}")][1] == (kind, level)


@given(st.text(alphabet=st.sampled_from(list("ab.,!?\n\r \"'“”„«»-#>1Ü東")), max_size=120))
def test_blocks_hold_all_that_is_not_space_and_sentences_lie_in_their_blocks(text: str) -> None:
    document = make_document(text)
    at = 0
    for block in document.blocks:
        assert not text[at : block.span.start].strip()
        assert block.span.of(text) == block.span.of(text).strip()
        at = block.span.end
    assert not text[at:].strip()
    assert all(document.blocks[s.block].span.contains(s.span) and len(s.span) for s in document.sentences)
    assert all(any(b.span.contains(q) for b in document.blocks) for q in document.quotes)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("One is here. Two is not! Is three?", "en", ["One is here.", "Two is not!", "Is three?"]),
        ("Mr. Smith met Sen. Ruiz. He left.", "en", ["Mr. Smith met Sen. Ruiz.", "He left."]),
        ("J. R. Smith of the U.S. Army spoke. He left.", "en", ["J. R. Smith of the U.S. Army spoke.", "He left."]),
        ("Er kam am 3. Mai. Dann ging er.", "de", ["Er kam am 3. Mai.", "Dann ging er."]),
        ("Il est là. Elle non.", "fr", ["Il est là.", "Elle non."]),
        ("橋は残る。道も残る。", "ja", ["橋は残る。", "道も残る。"]),
        ("Мост открыт. Дорога тоже.", "ru", ["Мост открыт.", "Дорога тоже."]),
        ("الجسر مفتوح. هل الطريق مفتوح؟ نعم.", "ar", ["الجسر مفتوح.", "هل الطريق مفتوح؟", "نعم."]),
        ("No stop at the end\n\nNext one", "en", ["No stop at the end", "Next one"]),
    ],
)
def test_sentences_are_split_as_their_language_does(text: str, language: str, expected: list[str]) -> None:
    assert sentences(text, language) == expected


def test_a_heading_is_one_sentence() -> None:
    assert sentences("# Stop. Go. Wait.\n\nOne. Two.") == ["# Stop. Go. Wait.", "One.", "Two."]


def test_a_very_long_paragraph_keeps_all_its_sentences() -> None:
    text = " ".join(f"Sentence number {i} is here." for i in range(1500))
    assert sentences(text) == [f"Sentence number {i} is here." for i in range(1500)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and "go".', ['"no"', '"go"']),
        ("He said “no” to all.", ["“no”"]),
        ("Er sagte: „Nein, danke.“ Dann ging er.", ["„Nein, danke.“"]),
        ("Er sagte »Nein« und ging.", ["»Nein«"]),
        ("Il a dit : « Non. » Puis rien.", ["« Non. »"]),
        ("Мэр сказал: «Мост открыт».", ["«Мост открыт»"]),
        ("市長は「橋は残る」と言い、『道』も。", ["「橋は残る」", "『道』"]),
        ("He called it ‘a shame’ today.", ["‘a shame’"]),
        ("“She said ‘no’ twice,” he wrote.", ["“She said ‘no’ twice,”"]),
        ("Don’t say it’s the ’90s, rock ’n’ roll or the boys’ own.", []),
        ("It isn't Jones' car.", []),
        ('A 5" pipe and a 6" pipe.', []),
        ("No quotation.", []),
        ("> All of this.\n\nNot this.", ["> All of this."]),
    ],
)
def test_quotations_are_found_marks_included(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“We waited for years.\n\n“We wait still,” she said.",
        "„Wir haben gewartet.\n\n„Wir warten noch“, sagte sie.",
        "« Nous avons attendu.\n\n« Nous attendons », dit-elle.",
    ],
)
def test_a_quotation_of_several_paragraphs_goes_on_in_each(text: str) -> None:
    document = make_document("Titel\n\n" + text)
    first, second = document.quotes
    assert first == document.blocks[1].span
    assert second.start == document.blocks[2].span.start
    assert second.end < document.blocks[2].span.end


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    assert quotes("He said: “No more.\n\nNarration goes on.") == ["“No more."]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Bridge reopens\n\nIt was closed.", None, "Bridge reopens"),
        ("# Bridge reopens.\n\nIt was closed.", None, "# Bridge reopens."),
        ("It was closed.\n\nNow it is not.", None, None),
        ("Bridge reopens\nIt was closed.", None, None),
        ("Bridge reopens", None, None),
        ("x" * 200 + "\n\nIt was closed.", None, None),
        ("BRIDGE  reopens\n\nIt was closed.", "Bridge reopens", "BRIDGE  reopens"),
        ("Another line\n\nIt was closed.", "Bridge reopens", None),
        ("", None, None),
    ],
)
def test_the_headline_is_the_title_or_a_short_first_line(text: str, title: str | None, expected: str | None) -> None:
    headline = make_document(text, title=title).headline
    assert (headline.span.of(text) if headline else None) == expected


def test_the_headline_becomes_the_title_and_a_given_title_stays() -> None:
    assert make_document("# Bridge  reopens\n\nIt was.").meta.title == "Bridge reopens"
    assert make_document("Another\n\nIt was.", title="Bridge").meta.title == "Bridge"


def test_the_layout_of_a_page_is_kept_and_its_first_heading_is_the_headline() -> None:
    text = "Kicker\n\nBridge reopens\n\nIt was - closed."
    layout = (
        Block(0, BlockKind.PARAGRAPH, Span(0, 6)),
        Block(1, BlockKind.HEADING, Span(8, 22), 1),
        Block(2, BlockKind.CODE, Span(24, 40)),
    )
    document = segment(text, layout, Meta(), Language("en", 1.0))
    assert document.blocks == layout
    assert document.headline == layout[1]
    assert blocks_of(document)[2] == ("code", "It was - closed.")


def test_a_contraction_does_not_end_a_quotation() -> None:
    text = "‘Rock ’n’ roll can not die’, he said."
    document = segment(text, None, Meta(), Language("en", 1.0))
    assert [span.of(text) for span in document.quotes] == ["‘Rock ’n’ roll can not die’"]
