"""Weighing: what each signal tells, and when the evidence against a block is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.evidence import DEAR, PLACES, SHAPES, Surroundings, leads_elsewhere, stays, weigh
from cleaner.detect.vocabulary import Vocabulary
from cleaner.model import Block, BlockKind, Evidence, Link, Meta, Span
from cleaner.packs import load
from cleaner.rulebook import Kind, Options, Rule, rules_folder
from cleaner.words import fold
from tests.conftest import make_rule, read

PROSE = (
    "The dam above Harlow held through the night, engineers said on Tuesday, and the mayor of the town told the "
    "people there that the worst of the long flood was over."
)
Rows = Mapping[str, object]
SIGNALS = {**PLACES, **SHAPES, **DEAR}
URL = "https://a.example/news/dam"


def surroundings(
    *texts: str,
    marks: Mapping[int, str] | None = None,
    links: Mapping[int, str] | None = None,
    found: Sequence[int] = (),
    suggested: Sequence[int] = (),
    title: str = "Of another line",
) -> Surroundings:
    """The surroundings of blocks of these texts. `marks`: names of elements, by block; `links`: where a block, linked
    from end to end, leads."""
    reading = read("\n\n".join(texts), title=title)
    document = reading.document
    blocks = tuple(_dressed(block, document.text, marks or {}, links or {}) for block in document.blocks)
    headline = blocks[document.headline.index] if document.headline else None
    document = replace(document, blocks=blocks, headline=headline, meta=Meta(URL, title))
    return Surroundings(replace(reading, document=document), frozenset(found), frozenset(suggested))


def _dressed(block: Block, text: str, marks: Mapping[int, str], links: Mapping[int, str]) -> Block:
    start = block.span.start + 2 * block.span.of(text).startswith("- ")
    own = (Link(Span(start, block.span.end), links[block.index]),) if block.index in links else ()
    return replace(block, marks=frozenset(marks.get(block.index, "").split()), links=own)


def weighing(needed: float = 1.0, per_word: float = 0.0, max_share: float = 1.0, **tables: Rows) -> Rule:
    """A rule that weighs. Its tables: `weights=`, `marks=`, `lines=` …, each by name."""
    values: dict[str, object] = {"needed": needed, "needed_per_word": per_word, "max_share": max_share}
    values |= {"particles": ("and",)}
    for table, rows in tables.items():
        values |= {f"{table}.{name}": value for name, value in rows.items()}
    return make_rule(kind=Kind.CHECK, check="evidence", options=Options(values))  # type: ignore[arg-type]


SHIPPED = load(rules_folder() / "boilerplate").by_id["boilerplate/weighed"]


def weighed(rule: Rule, around: Surroundings) -> dict[int, tuple[Evidence, ...]]:
    """The evidence against each block that is found."""
    return {block.index: evidence for block, evidence in weigh(rule, Vocabulary.of(rule), around)}


def shows(signal: str, around: Surroundings) -> list[float]:
    """How much of a signal each block shows."""
    return [SIGNALS[signal](around, block) for block in around.blocks]


def told(around: Surroundings, **tables: Rows) -> list[list[str]]:
    """The signals of words that each block shows."""
    vocabulary = Vocabulary.of(weighing(1.0, 0.0, 1.0, **tables))
    return [list(vocabulary.told_by(around.reading, block)) for block in around.blocks]


# --- Surroundings


def test_words_and_marks_are_counted_by_block_and_in_all() -> None:
    around = surroundings("One two.", "Three, four: five!")
    assert (around.words, around.whole) == ([3, 6], 9)


def test_prose_goes_from_the_first_to_the_last_long_paragraph_that_ends_like_a_sentence() -> None:
    around = surroundings("Menu", PROSE, "A short one.", PROSE, PROSE, PROSE.rstrip("."), "Tags")
    assert around.prose == range(1, 5)


def test_prose_that_other_rules_take_out_is_none() -> None:
    assert surroundings(PROSE, PROSE, PROSE, PROSE, PROSE, "Menu", found=[0]).prose == range(1, 5)


@pytest.mark.parametrize("texts", [("Menu", "One line.", "Tags"), (*["A list of many short lines."] * 30, PROSE)])
def test_an_article_without_prose_or_with_little_is_all_prose(texts: tuple[str, ...]) -> None:
    assert surroundings(*texts).prose == range(len(texts))


def test_a_block_is_read_without_the_mark_of_a_list_item() -> None:
    around = surroundings("It rained.", "- One arch")
    assert [around.text(block) for block in around.blocks] == ["It rained.", "One arch"]


def test_spread_counts_blocks_and_not_words() -> None:
    spread = surroundings("Dam, dam and DAM.", "The dam.").spread
    assert (spread["dam"], spread["and"]) == (2, 1)


# --- Signals of shape and position


@pytest.mark.parametrize(
    ("line", "target", "value"),
    [
        ("The plan", "/plan", 1.0),
        ("- The plan", "/plan", 1.0),
        ("# The plan", "/plan", 0.0),
        ("The plan", "#plan", 0.0),
        ("The plan", "mailto:a@b.example", 0.0),
        ("The plan", "javascript:void(0)", 0.0),
    ],
)
def test_link_only_is_a_line_that_is_one_link_to_a_page(line: str, target: str, value: float) -> None:
    assert shows("link-only", surroundings(*[PROSE] * 5, line, links={5: target}))[5] == value


def test_a_link_under_a_part_of_the_line_is_not_the_line() -> None:
    around = surroundings(*[PROSE] * 5, "The plan of the town is out")
    (block,) = around.blocks[5:]
    part = replace(block, links=(Link(Span(block.span.start, block.span.start + 8), "/plan"),))
    document = replace(around.reading.document, blocks=(*around.blocks[:5], part))
    assert shows("link-only", Surroundings(replace(around.reading, document=document)))[5] == 0.0


def test_an_article_of_link_lines_is_a_list_of_links() -> None:
    assert shows("link-only", surroundings(PROSE, "One", "Two", links={1: "/1", 2: "/2"})) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("/x", True),
        ("x.html", True),
        ("https://a.example/x", True),
        ("//a.example/x", True),
        ("https://b.example/x", False),
        ("//b.example/x", False),
        ("#x", False),
        ("tel:1", False),
    ],
)
def test_same_site_is_a_link_to_a_page_of_the_same_host(target: str, value: bool) -> None:
    assert stays(target, URL) is value
    assert shows("same-site", surroundings("Menu", "None", links={0: target})) == [float(value), 0.0]


def test_without_an_address_only_relative_links_stay_on_the_site() -> None:
    assert [stays(target, None) for target in ("/x", "https://a.example/x")] == [True, False]
    assert leads_elsewhere("https://a.example/x")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("The plan", 1.0),
        ("The plan:", 1.0),
        ("The plan.", 0.0),
        ("The plan?”", 0.0),
        ("“The plan”", 0.0),
        ("The plan.[1]", 0.0),
        ("計画。", 0.0),
        ("الخطة؟", 0.0),
        ("- The plan", 1.0),
    ],
)
def test_no_stop_is_a_line_that_does_not_end_like_a_sentence(line: str, value: float) -> None:
    assert shows("no-stop", surroundings(line)) == [value]


def test_after_and_before_prose_are_the_ends_of_the_page() -> None:
    around = surroundings("Menu", PROSE, "Between.", PROSE, "Tags")
    assert shows("before-prose", around) == [1.0, 0.0, 0.0, 0.0, 0.0]
    assert shows("after-prose", around) == [0.0, 0.0, 0.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("found", "values"),
    [([], [0.0, 0.0, 0.0, 0.0]), ([1], [0.5, 0.0, 0.5, 0.5]), ([0, 2], [0.0, 1.0, 0.0, 1.0])],
)
def test_beside_found_is_half_for_each_neighbour_and_the_end_of_the_page_is_one(
    found: list[int], values: list[float]
) -> None:
    assert shows("beside-found", surroundings("One", "Two", "Three", "Four", found=found)) == values


def test_suggested_is_what_a_rule_hits_that_is_not_sure_enough() -> None:
    assert shows("suggested", surroundings("One", "Two", suggested=[1])) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Write to desk@paper.example", 1.0),
        ("See www.paper.example", 1.0),
        ("See https://paper.example/x", 1.0),
        ("Call +49 30 123 456 78", 1.0),
        ("Follow @paper", 1.0),
        ("ISBN 3", 1.0),
        ("It cost 3 million in 2019.", 0.0),
        ("It was 5-4 at half time.", 0.0),
    ],
)
def test_contact_is_an_address_a_number_or_an_account(line: str, value: float) -> None:
    assert shows("contact", surroundings(line)) == [value]


def test_exclaims_is_a_mark_of_exclamation() -> None:
    assert shows("exclaims", surroundings("Now!", "Now.")) == [1.0, 0.0]


def test_alone_is_the_share_of_longer_words_that_stand_nowhere_else() -> None:
    around = surroundings("Engineers watched rivers, gates", "Engineers watched him.", "Sun")
    assert shows("alone", around) == [0.5, 0.0, 0.0]


@pytest.mark.parametrize(
    ("texts", "found", "value"),
    [
        (["## Costs"], [], 1.0),
        (["## Costs", "## Work", "It began."], [], 1.0),
        (["## Costs", "Low."], [], 0.0),
        (["## Costs", "### In detail", "Low."], [], 0.0),
        (["### Costs", "## Work"], [], 1.0),
        (["## Costs", "Share", "## Work"], [1], 1.0),
        (["Costs"], [], 0.0),
    ],
)
def test_a_heading_heads_nothing_if_no_text_of_its_own_is_left(
    texts: list[str], found: list[int], value: float
) -> None:
    assert shows("heads-nothing", surroundings(*texts, found=found))[0] == value


@given(st.lists(st.sampled_from((PROSE, "Menu", "# Costs", "- A point", "Now!", "See www.a.example")), min_size=1))
def test_every_signal_is_from_nought_to_one(texts: list[str]) -> None:
    around = surroundings(*texts, found=[0], suggested=range(len(texts)))
    assert all(0.0 <= value <= 1.0 for signal in SIGNALS for value in shows(signal, around))


# --- Signals of words


@pytest.mark.parametrize("line", ["Read more", "» READ MORE «", "Réad more…", "Read, more!"])
def test_a_label_is_a_whole_line_whatever_its_marks_and_capitals(line: str) -> None:
    assert told(surroundings(line, f"{line} of it"), lines={"label": ("read more",)}) == [["label"], []]


def test_one_word_of_a_group_is_enough_at_any_length() -> None:
    around = surroundings("Our Newsletter", PROSE, f"{PROSE} A newsletter.")
    assert told(around, words={"outlet": ("newsletter", "app")}) == [["outlet"], [], ["outlet"]]


def test_a_word_of_the_first_opens_the_line() -> None:
    around = surroundings("Follow us", "» FOLLOW us", "Please follow us", "They follow us")
    assert told(around, first={"invites": ("follow",)}) == [["invites"], ["invites"], [], []]


def test_an_invitation_is_a_word_that_opens_the_line_and_an_outlet_and_a_publisher_together() -> None:
    rule = weighing(
        weights={"invitation": 1.0},
        first={"invites": ("follow",)},
        words={"outlet": ("telegram",), "publisher": ("us", "our")},
        both={"invitation": ("invites", "outlet", "publisher")},
    )
    lines = (
        "Follow us on Telegram",
        "Please follow us on Telegram",
        "They all follow us on Telegram",
        "Follow him on Telegram",
        "Follow us down the road",
        "Our Telegram",
    )
    assert list(weighed(rule, surroundings(*lines))) == [0]


@pytest.mark.parametrize(
    ("line", "hit"),
    [
        ("Follow us on Telegram", True),
        ("Folge uns auf WhatsApp", True),
        ("Folgen für WhatsApp", False),
        ("Follow him on Telegram", False),
        ("Sign language is used on our channel every Tuesday.", False),
    ],
)
def test_the_shipped_rule_takes_invitations_of_a_publisher(line: str, hit: bool) -> None:
    assert (2 in weighed(SHIPPED, surroundings(PROSE, PROSE, line, PROSE))) is hit


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("Posted March 3, 2017", True),
        ("3 March", True),
        ("03.03.2017", True),
        ("2017-03-03 14:05", True),
        ("March", False),
        ("14 05", False),
        ("17.3", False),
        ("3 March in Rome", False),
        ("3 of 4", False),
    ],
)
def test_a_date_is_numbers_and_words_of_dates_with_one_of_them_or_a_numeric_date(line: str, is_date: bool) -> None:
    around = surroundings(line)
    assert told(around, made_of={"date": ("posted", "march", "of")}) == [["date"] if is_date else []]


@pytest.mark.parametrize(
    ("line", "is_byline"),
    [
        ("By Ann Reed", True),
        ("BY ANN REED AND PAUL HALLER", True),
        ("By Ann Reed and Paul Haller", True),
        ("By Ann", False),
        ("By the river", False),
        ("By Ann Reed, who was there", False),
        ("Written By Ann Reed", False),
        ("## By Ann Reed", False),
        ("By: Ann Reed", False),
    ],
)
def test_a_byline_is_its_word_and_names(line: str, is_byline: bool) -> None:
    assert told(surroundings(line), openers={"byline": ("by",)}) == [["byline"] if is_byline else []]


@pytest.mark.parametrize(
    ("line", "is_credit"),
    [
        ("Photo: J. Miller", True),
        ("Photo : agency", True),
        ("Photo J. Miller", False),
        ("The photo: his", False),
        ("## Photo: agency", False),
    ],
)
def test_a_field_is_its_word_and_a_colon(line: str, is_credit: bool) -> None:
    assert told(surroundings(line), fields={"credit": ("photo",)}) == [["credit"] if is_credit else []]


def test_labels_dates_bylines_and_fields_are_short_lines() -> None:
    long = " ".join(["Ann"] * 12)
    around = surroundings(f"By {long}", f"Photo: {long}", f"3 {'march ' * 12}".strip())
    tables = {"openers": {"x": ("by",)}, "fields": {"x": ("photo",)}, "made_of": {"x": ("march",)}}
    assert told(around, **tables) == [[], [], []]


def test_a_line_without_words_tells_nothing() -> None:
    assert told(surroundings("* * *"), lines={"label": ("",)}, words={"x": ("*",)}) == [[]]


# --- Weighing


@pytest.mark.parametrize(("weight", "hit"), [(1.0, True), (0.99, False), (2.0, True)])
def test_a_block_at_the_threshold_is_found(weight: float, hit: bool) -> None:
    rule = weighing(weights={"related": weight}, marks={"related": ("teaser",)})
    assert (1 in weighed(rule, surroundings(PROSE, "The plan.", marks={1: "div teaser"}))) is hit


@pytest.mark.parametrize(("words", "hit"), [(1, True), (20, True), (21, False)])
def test_a_longer_block_needs_more(words: int, hit: bool) -> None:
    rule = weighing(1.0, 0.01, weights={"x": 1.2}, marks={"x": ("teaser",)})
    around = surroundings(PROSE, " ".join(["word"] * words), marks={1: "teaser"})
    assert (1 in weighed(rule, around)) is hit


@pytest.mark.parametrize(("max_share", "hit"), [(0.5, True), (0.49, False)])
def test_marks_that_stand_on_too_much_of_the_article_count_for_nothing(max_share: float, hit: bool) -> None:
    rule = weighing(max_share=max_share, weights={"x": 1.0}, marks={"x": ("teaser", "promo")})
    around = surroundings("One, two.", "Three.", "Four.", marks={1: "teaser", 2: "promo"})
    assert list(weighed(rule, around)) == ([1, 2] if hit else [])


@pytest.mark.parametrize("mark", ["teaser", "~teaser"])
def test_a_mark_counts_as_a_name_and_as_a_part_of_one(mark: str) -> None:
    rule = weighing(weights={"x": 1.0}, marks={"x": ("teaser",)})
    assert list(weighed(rule, surroundings("One.", "Two.", marks={1: f"div {mark}"}))) == [1]


@pytest.mark.parametrize("text", ["```\nShare\n```", "Share"])
def test_code_and_the_headline_are_never_found(text: str) -> None:
    rule = weighing(weights={"x": 9.0}, marks={"x": ("teaser",)})
    around = surroundings(text, "Share it.", marks={0: "teaser", 1: "teaser"}, title="Share")
    assert around.blocks[0].kind is BlockKind.CODE or around.reading.document.headline is around.blocks[0]
    assert list(weighed(rule, around)) == [1]


def test_what_other_rules_take_out_is_not_weighed_again() -> None:
    rule = weighing(weights={"no-stop": 1.0})
    assert list(weighed(rule, surroundings("One", "Two", "Three", found=[1]))) == [0, 2]


def test_the_evidence_is_what_was_told_and_has_a_weight_the_weightiest_first() -> None:
    rule = weighing(
        weights={"exclaims": 0.3, "b": 0.5, "a": 0.5, "contact": 9.0},
        lines={"a": ("share",), "b": ("share",), "weightless": ("share",)},
    )
    (evidence,) = weighed(rule, surroundings("Share!")).values()
    assert evidence == (Evidence("a", 0.5), Evidence("b", 0.5), Evidence("exclaims", 0.3))


def test_a_signal_that_is_half_shown_has_half_its_weight() -> None:
    rule = weighing(0.2, weights={"beside-found": 0.4})
    assert weighed(rule, surroundings("One", "Two", "Three", "Four", found=[1]))[0] == (Evidence("beside-found", 0.2),)


def test_weights_that_are_the_threshold_in_decimals_reach_it() -> None:
    assert 0.7 + 0.35 < 1.0 + 0.01 * 5
    rule = weighing(1.0, 0.01, weights={"asks": 0.7, "contact": 0.35}, words={"asks": ("write",)})
    assert list(weighed(rule, surroundings("Write now to @paper"))) == [0]


LINES = st.lists(
    st.sampled_from((PROSE, "Menu", "Share!", "# Costs", "- A point", "By Ann Reed", "Follow us on Telegram")),
    min_size=1,
    max_size=8,
)
SEVERAL = weighing(
    0.6,
    0.005,
    weights={"x": 0.3, "y": 0.4, "suggested": 0.3, "no-stop": 0.2, "exclaims": 0.3, "alone": 0.3, "byline": 0.3},
    marks={"x": ("teaser",), "y": ("promo",)},
    openers={"byline": ("by",)},
)


@given(LINES, st.dictionaries(st.integers(0, 7), st.sampled_from(("teaser", "promo", "teaser promo", "div"))))
def test_the_evidence_sums_up_to_what_the_rule_needs(texts: list[str], marks: dict[int, str]) -> None:
    around = surroundings(*texts, marks=marks)
    for index, evidence in weighed(SEVERAL, around).items():
        values = [piece.value for piece in evidence]
        assert sum(values) >= 0.6 + 0.005 * around.words[index] - 1e-9
        assert values == sorted(values, reverse=True)
        assert all(values)


@given(
    LINES,
    st.dictionaries(st.integers(0, 7), st.sampled_from(("teaser", "promo", "teaser promo"))),
    st.sets(st.integers(0, 7)),
)
def test_a_short_block_that_is_cleared_does_not_show_enough(
    texts: list[str], marks: dict[int, str], suggested: set[int]
) -> None:
    around = surroundings(*texts, marks=marks, suggested=sorted(suggested))
    vocabulary, hits = Vocabulary.of(SEVERAL), weighed(SEVERAL, around)
    for block, size in zip(around.blocks, around.words, strict=True):
        if block.index in hits or size > 24 or block is around.reading.document.headline:
            continue
        shown = {name: signal(around, block) for name, signal in SIGNALS.items()}
        shown |= dict.fromkeys(vocabulary.told_by(around.reading, block), 1.0)
        shown |= {name: 1.0 for name, group in vocabulary.marks.items() if group & block.marks}
        assert sum(vocabulary.weights.get(name, 0.0) * value for name, value in shown.items()) < 0.6 + 0.005 * size


@given(
    LINES,
    st.dictionaries(st.integers(0, 7), st.sampled_from(("teaser", "promo"))),
    st.dictionaries(st.integers(0, 7), st.sampled_from(("teaser", "promo"))),
    st.sets(st.integers(0, 7)),
)
def test_more_evidence_never_clears_a_block(
    texts: list[str], marks: dict[int, str], more: dict[int, str], suggested: set[int]
) -> None:
    before = surroundings(*texts, marks=marks)
    both = {i: f"{marks.get(i, '')} {more.get(i, '')}" for i in range(8)}
    after = surroundings(*texts, marks=both, suggested=sorted(suggested))
    assert weighed(SEVERAL, before).keys() <= weighed(SEVERAL, after).keys()


@given(LINES, st.dictionaries(st.integers(0, 7), st.sampled_from(("teaser", "promo"))))
def test_blocks_come_in_the_order_of_the_page_each_once(texts: list[str], marks: dict[int, str]) -> None:
    around = surroundings(*texts, *texts, marks=marks)
    found = [block.index for block, _ in weigh(SEVERAL, Vocabulary.of(SEVERAL), around)]
    assert found == sorted(set(found))


@given(st.lists(st.text("abcXYZéßй", min_size=1, max_size=5), min_size=1, max_size=12))
def test_a_line_is_known_however_it_is_written(words: list[str]) -> None:
    label = " ".join(map(fold, words))
    assert told(surroundings(f"» {'  '.join(words)} «"), lines={"label": (label,)}) == [["label"]]
