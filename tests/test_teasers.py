"""Headlines of other articles: what is one, and what is spared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.teasers import Foreign, Subject, foreign_headlines
from cleaner.model import Block
from cleaner.packs import load
from cleaner.rulebook import rules_folder
from tests.conftest import read

RULE = load(rules_folder() / "boilerplate").by_id["boilerplate/foreign-headline"]
_COMMON = """the a an of and in on at to for by with from as that this it its was were is are has had have been be will
who her his she he they them what next not all said after over if since"""
FUNCTION_WORDS = frozenset(_COMMON.split())
STORY = (
    "The dam held through the night, and the engineers said the worst was over for the town.",
    "Crews had stacked bags along the dam since noon, and the mayor of the town thanked the engineers.",
    "The river rose by two metres, and the dam was watched all night by engineers and crews.",
    "The engineers will open the gates of the dam on Sunday if the river keeps falling, the mayor said.",
)
TITLE = "Dam holds through the night as river rises"
HEADLINE = "Pop Star Cancels World Tour After Knee Surgery"
TEASER = "The pop star has called off forty concerts of her world tour; the knee will need months after surgery."
RUN = ("Minister Resigns Over Budget Leak", "Striker Signs With Rival Club", "Bakery Chain Shuts Fifty Shops")


def foreign(*texts: str, title: str = TITLE) -> list[Foreign]:
    """The headlines of other articles among blocks of these texts."""
    return list(foreign_headlines(RULE, read("\n\n".join(texts), title=title), FUNCTION_WORDS))


def found(*texts: str, title: str = TITLE) -> list[tuple[str, str | None]]:
    """The texts of those headlines and of their teasers."""
    text = "\n\n".join(texts)

    def words(block: Block | None) -> str | None:
        return block.span.of(text) if block is not None else None

    return [(words(f.headline) or "", words(f.teaser)) for f in foreign(*texts, title=title)]


def are_sure(*texts: str) -> list[bool]:
    """Whether each headline that is found is sure."""
    return [one.is_sure for one in foreign(*texts)]


def subject(*texts: str, language: str = "en") -> Subject:
    """The subject of an article of these blocks."""
    reading = read("\n\n".join(texts), language=language, title="Of another line")
    return Subject(reading, reading.document.blocks, FUNCTION_WORDS)


# --- What blocks share


def test_keys_are_the_beginnings_of_words_of_content() -> None:
    (keys,) = subject("The Sanctions of 2019, and sanctioned US oil.").of
    assert keys == {"sancti", "oil"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sanctions are due", "The sanctioned"),
        ("Новые санкции", "О санкциях"),
        ("Überschwemmungen im Tal", "Die Überschwemmung"),
        ("市长称大桥将重开", "大桥"),
        ("橋の再開を発表した", "再開した"),
    ],
)
def test_inflected_words_and_parts_of_unspaced_text_share_keys(one: str, other: str) -> None:
    shared = subject(one, other, language="und")
    assert shared.of[0] & shared.of[1]


@pytest.mark.parametrize(
    ("one", "other"), [("市长称大桥将重开", "足球队赢得比赛"), ("Новые санкции", "Футбольный матч")]
)
def test_texts_of_other_subjects_share_none(one: str, other: str) -> None:
    shared = subject(one, other, language="und")
    assert shared.of[0]
    assert not shared.of[0] & shared.of[1]


def test_unspaced_text_is_keyed_by_pairs_that_no_mark_parts() -> None:
    assert subject("大桥，重开", language="zh").of == [{"大桥", "重开"}]


def test_keys_may_start_behind_a_label() -> None:
    shared = subject("Sport: Team wins cup")
    (block,) = shared.blocks
    assert shared.keys(block, block.span.start + 7) == {"team", "wins", "cup"}


def test_shared_is_the_part_of_the_keys_that_stands_in_other_blocks() -> None:
    shared = subject("River dam", "The dam held", "Dam crews")
    assert shared.shared(frozenset({"dam", "river"}), (0,)) == 0.5
    assert shared.shared(frozenset({"held"}), (1,)) == 0.0
    assert shared.shared(frozenset({"held"}), ()) == 1.0
    assert shared.shared(frozenset(), (0,)) == 1.0


WORDS = st.lists(
    st.sampled_from(("dam", "river", "mayor", "crews", "gates", "tour", "star", "大桥", "мост")), min_size=1, max_size=6
)


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_a_paragraph_more_never_makes_a_line_more_foreign(blocks: list[list[str]], more: list[str]) -> None:
    texts = [" ".join(words) + "." for words in blocks]
    before, after = subject(*texts), subject(*texts, " ".join(more) + ".")
    assert before.shared(before.of[0], (0,)) <= after.shared(after.of[0], (0,)) <= 1.0


@given(st.lists(WORDS, min_size=2, max_size=6))
def test_the_more_places_are_left_out_the_less_is_shared(blocks: list[list[str]]) -> None:
    shared = subject(*(" ".join(words) + "." for words in blocks))
    assert shared.shared(shared.of[0], (0, 1)) <= shared.shared(shared.of[0], (0,))


# --- What is found


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_a_foreign_headline_and_its_teaser_are_found_behind_the_first_paragraph(place: int) -> None:
    texts = (TITLE, *STORY[:place], HEADLINE, TEASER, *STORY[place:])
    assert found(*texts) == [(HEADLINE, TEASER)]
    assert are_sure(*texts) == [True]


def test_at_the_first_place_a_headline_takes_no_teaser() -> None:
    assert found(TITLE, HEADLINE, TEASER, *STORY) == []


@pytest.mark.parametrize("place", [0, 1, 2, 3, 4])
def test_a_lone_headline_is_found_and_not_sure(place: int) -> None:
    texts = (TITLE, *STORY[:place], HEADLINE, *STORY[place:])
    assert found(*texts) == [(HEADLINE, None)]
    assert are_sure(*texts) == [False]


@pytest.mark.parametrize(("place", "is_sure"), [(0, False), (1, True), (2, True), (4, True)])
def test_a_lone_headline_with_a_label_is_sure_but_at_the_first_place(place: int, is_sure: bool) -> None:
    line = f"Music: {HEADLINE}"
    texts = (TITLE, *STORY[:place], line, *STORY[place:])
    assert found(*texts) == [(line, None)]
    assert are_sure(*texts) == [is_sure]


@pytest.mark.parametrize(
    ("line", "teaser", "is_taken"),
    [
        (HEADLINE, "A singer has called off forty concerts; her leg will need months.", False),
        (HEADLINE, "A singer has called off forty concerts; the knee will need months.", True),
        (f"Music: {HEADLINE}", "A singer has called off forty concerts; the knee will need months.", False),
        (f"Music: {HEADLINE}", "A pop singer has called off forty concerts; the knee will need months.", True),
    ],
    ids=["no echo", "an echo", "label and an echo", "label and two echoes"],
)
def test_a_teaser_echoes_its_headline_and_twice_if_that_has_a_label(line: str, teaser: str, is_taken: bool) -> None:
    assert found(TITLE, *STORY[:2], line, teaser, *STORY[2:]) == [(line, teaser if is_taken else None)]


def test_behind_sure_findings_what_is_left_is_judged_as_if_they_were_gone() -> None:
    lone = "Minister Resigns Over Budget Leak"
    texts = (TITLE, *STORY[:2], HEADLINE, TEASER, STORY[2], lone, STORY[3])
    assert found(*texts) == [(HEADLINE, TEASER), (lone, None)]
    assert found(*(text for text in texts if text not in (HEADLINE, TEASER))) == [(lone, None)]
    assert are_sure(*texts) == [True, False]


def evidence(line: str) -> list[str]:
    """The names of what speaks against a line within the story."""
    return [piece.name for one in foreign(TITLE, *STORY[:2], line, *STORY[2:]) for piece in one.evidence]


@pytest.mark.parametrize("sign", [":", " |", " »", " –", " ->"])
def test_a_label_gives_a_headline_away(sign: str) -> None:
    assert evidence(f"Music{sign} Pop star cancels world tour") == ["foreign", "label"]


def test_a_dateline_is_no_label() -> None:
    assert evidence("HARLOW – Pop star cancels world tour") == ["foreign"]
    assert evidence("Harlow – Pop star cancels world tour") == ["foreign", "label"]


def test_with_a_label_fewer_words_are_enough() -> None:
    assert evidence("Music: star cancels tour") == ["foreign", "label"]
    assert evidence("Star cancels tour") == []


def test_capitals_make_a_headline_more_of_one() -> None:
    assert evidence(HEADLINE) == ["foreign", "title-case"]
    assert evidence(HEADLINE.lower()) == ["foreign"]


def test_other_lines_in_the_story_make_each_less_of_one() -> None:
    def lines(*texts: str) -> list[float]:
        return [piece.value for f in foreign(*texts) for piece in f.evidence if piece.name == "lines"]

    apart = [f"{label}: {line}" for label, line in zip(("Law", "Sport", "Money"), RUN, strict=True)]
    assert lines(TITLE, STORY[0], apart[0], *STORY[1:]) == []
    assert lines(TITLE, STORY[0], apart[0], STORY[1], apart[1], *STORY[2:]) == [-0.15] * 2
    assert lines(TITLE, STORY[0], apart[0], STORY[1], apart[1], STORY[2], apart[2], STORY[3]) == [-0.3] * 3


def test_lines_without_a_label_apart_from_each_other_are_spared() -> None:
    assert found(TITLE, STORY[0], RUN[0], STORY[1], RUN[1], *STORY[2:]) == []
    assert found(TITLE, STORY[0], RUN[0], *STORY[1:]) == [(RUN[0], None)]


def test_a_run_of_headlines_under_the_title_is_found() -> None:
    assert found(TITLE, *RUN, *STORY) == [(line, None) for line in RUN]


@pytest.mark.parametrize("lines", [RUN[:2], RUN])
def test_a_run_at_an_end_tells_more_and_one_in_the_middle_less(lines: tuple[str, ...]) -> None:
    def run(*texts: str) -> list[float]:
        return [piece.value for f in foreign(*texts) for piece in f.evidence if piece.name == "run"]

    assert run(TITLE, *lines, *STORY) == run(TITLE, *STORY, *lines) == [0.2] * len(lines)
    assert all(value < 0 for value in run(TITLE, *STORY[:2], *lines, *STORY[2:]))


# --- What is spared

PLAIN_RUN = ("minister resigns budget leak", "striker signs rival club", "bakery chain shuts fifty shops")


def test_a_run_of_plain_lines_is_spared_in_the_middle_and_not_under_the_title() -> None:
    assert found(TITLE, *STORY[:2], *PLAIN_RUN, *STORY[2:]) == []
    assert found(TITLE, *PLAIN_RUN, *STORY) == found(TITLE, *STORY, *PLAIN_RUN) == [(line, None) for line in PLAIN_RUN]


@pytest.mark.parametrize(
    "line",
    [
        "What the Engineers Will Do Next",
        "Crews Watch the River Gates",
        "Pop star cancels world tour after knee surgery.",
        "Pop star cancels world tour after knee surgery …",
        "“Pop Star Cancels World Tour After Knee Surgery”",
        "She has been to all of the concerts that were on in the town since noon",
        "and pop star cancels it for",
        "has she cancelled the world tour?",
        "## Pop Star Cancels World Tour After Knee Surgery",
        "- Pop Star Cancels World Tour After Knee Surgery",
        "Star Cancels Tour",
        "(Pop Star Cancels World Tour After Knee Surgery)",
        "It ended. Pop Star Cancels World Tour",
        " ".join(["Concert"] * 25),
    ],
    ids=lambda line: line[:40],
)
def test_subheads_questions_quotations_and_sentences_are_spared(line: str) -> None:
    assert found(TITLE, *STORY[:2], line, *STORY[2:]) == []


@pytest.mark.parametrize("line", ["Where: Harlow hall", "Admission: free", "Height: 40 m", "Owner: Water Board"])
def test_a_key_and_its_value_of_a_word_or_two_are_spared(line: str) -> None:
    assert found(TITLE, *STORY[:2], line, *STORY[2:]) == []


BOX = ("Owner: Valley Water Board", "Opening hours: Monday until Friday", "Contact: Jane Miller, Paul Haller")


@pytest.mark.xfail(strict=True, reason="a label and three words that stand nowhere else are taken for a headline")
def test_a_box_of_facts_is_spared() -> None:
    assert found(TITLE, *STORY[:2], *BOX, *STORY[2:]) == []


@pytest.mark.xfail(strict=True, reason="only a quotation that is the whole line is known as one")
@pytest.mark.parametrize("quotation", ["«Nobody expected budget leak»", '"Nobody expected budget leak"'])
def test_a_quotation_behind_the_name_of_who_speaks_is_spared(quotation: str) -> None:
    assert found(TITLE, *STORY[:2], f"Minister: {quotation}", *STORY[2:]) == []


@pytest.mark.parametrize("box", [BOX, BOX[:2], BOX[1:]])
def test_no_field_of_a_run_is_sure(box: tuple[str, ...]) -> None:
    assert not any(are_sure(TITLE, *STORY[:2], *box, *STORY[2:]))


@pytest.mark.parametrize("sign", [":", ": ", "："])
def test_what_a_colon_announces_is_spared(sign: str) -> None:
    assert found(TITLE, *STORY[:2], f"The paper wrote{sign}", HEADLINE, TEASER, *STORY[2:]) == []
    assert found(TITLE, *STORY[:2], f"The paper wrote{sign}", HEADLINE, *STORY[2:]) == []
    assert found(TITLE, *STORY[:2], "The paper wrote.", HEADLINE, TEASER, *STORY[2:]) == [(HEADLINE, TEASER)]


SECTIONS = (
    "Harbour Plans Reach Final Hearing",
    "The hearing on the harbour plans starts in May; the final plans fill nine folders.",
    "Folders with harbour plans were shown to every neighbour who asked for a hearing.",
    "School Roofs Need Urgent Repair",
    "The roofs of both school buildings leak, and the repair will cost a fortune this summer.",
    "Summer holidays give roofers six weeks for the school repair.",
)


def test_subheads_of_sections_with_siblings_are_spared() -> None:
    assert found(TITLE, *STORY, *SECTIONS) == []
    assert found(TITLE, STORY[0], *SECTIONS[:3], *STORY[1:3], *SECTIONS[3:], STORY[3]) == []


def test_a_section_that_goes_on_is_spared_and_a_teaser_is_followed_by_the_article() -> None:
    assert found(TITLE, *STORY[:3], *SECTIONS[:3], STORY[3]) == []
    assert found(TITLE, *STORY[:3], *SECTIONS[:2], STORY[3]) == [SECTIONS[:2]]


def test_the_headline_of_the_article_is_spared_however_foreign() -> None:
    assert found(HEADLINE, *STORY, title=HEADLINE) == []


MANY = (
    *RUN,
    "Actor Marries Childhood Friend Quietly",
    "Airline Orders Smaller Jets",
    "Court Rejects Merger Appeal",
    "Scientists Discover Purple Frog",
    "Orchestra Hires Young Conductor",
    "Farmers Expect Record Harvest",
    "Museum Returns Stolen Painting",
    "Tunnel Opens Between Islands",
    "Novelist Wins Poetry Prize",
    "Teachers Strike Over Salaries",
)


@pytest.mark.parametrize(("lines", "hits"), [(12, 12), (13, 0)])
def test_more_lines_than_allowed_are_a_list_that_is_the_article(lines: int, hits: int) -> None:
    assert len(found(*STORY, *MANY[:lines])) == hits


@pytest.mark.parametrize(("paragraphs", "hits"), [(1, 0), (2, 0), (3, 1), (4, 1)])
def test_an_article_of_few_blocks_is_too_little_to_tell(paragraphs: int, hits: int) -> None:
    assert len(found(TITLE, *STORY[:paragraphs], HEADLINE)) == hits


@pytest.mark.parametrize(("paragraphs", "hits"), [(2, 0), (3, 0), (4, 1)])
def test_a_teaser_needs_more_of_the_article_around_it(paragraphs: int, hits: int) -> None:
    assert found(TITLE, *STORY[:paragraphs], HEADLINE, TEASER) == [(HEADLINE, TEASER)] * hits


def test_without_a_headline_of_another_article_nothing_is_found() -> None:
    assert found(TITLE, *STORY) == []


def test_the_paragraph_below_is_no_teaser_if_it_belongs_to_the_article() -> None:
    assert found(TITLE, *STORY[:3], HEADLINE, STORY[3]) == [(HEADLINE, None)]


@pytest.mark.parametrize(("more", "is_teaser"), [(3, True), (4, False)])
def test_a_paragraph_of_many_sentences_is_no_teaser(more: int, is_teaser: bool) -> None:
    long = TEASER + " She is sorry for it." * more
    ((_, teaser),) = found(TITLE, *STORY[:2], HEADLINE, long, *STORY[2:]) or [("", None)]
    assert (teaser == long) is is_teaser


# --- The evidence


@given(st.permutations(STORY), st.integers(1, 4), st.booleans())
def test_the_evidence_is_sorted_and_enough(story: list[str], place: int, has_teaser: bool) -> None:
    teaser = (TEASER,) if has_teaser else ()
    headlines = foreign(TITLE, *story[:place], HEADLINE, *teaser, *story[place:])
    assert headlines
    for one in headlines:
        values = [piece.value for piece in one.evidence]
        assert values == sorted(values, reverse=True)
        assert sum(values) >= RULE.options.number("needed" if one.teaser else "needed_alone") - 0.005
        assert all(values)
        assert one.is_sure is has_teaser


@given(st.permutations(STORY), st.integers(1, 4))
def test_the_order_of_paragraphs_does_not_matter(story: list[str], place: int) -> None:
    assert found(TITLE, *story[:place], HEADLINE, TEASER, *story[place:]) == [(HEADLINE, TEASER)]


@given(st.integers(0, 4), st.booleans())
def test_a_line_whose_words_stand_in_other_paragraphs_is_never_foreign(place: int, has_teaser: bool) -> None:
    teaser = (TEASER,) if has_teaser else ()
    own = "In the town the pop star that cancels a world tour after knee surgery watched the dam and the river."
    assert found(TITLE, own, *STORY[:place], HEADLINE, *teaser, *STORY[place:]) == []


def test_headlines_come_in_order_and_no_block_is_taken_twice() -> None:
    other = "Minister Resigns Over Budget Leak"
    texts = (TITLE, *STORY[:2], HEADLINE, TEASER, STORY[2], other, STORY[3])
    blocks = [block for f in foreign(*texts) for block in (f.headline, f.teaser) if block is not None]
    assert [block.index for block in blocks] == sorted({block.index for block in blocks})
    assert blocks
