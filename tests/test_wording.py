"""Putting one name in another's place: articles, stops and possessives, and places that are no prose."""

from __future__ import annotations

import pytest

from cleaner.detect.wording import Swap, in_prose, shouted_blocks, stands_alone, swapped, with_article
from cleaner.reading import Match, Reading
from cleaner.rulebook import Kind, Options, Rule
from tests.conftest import make_name, make_rule, read, span_of

STATES = make_name("US", forms=("US (the)", "U.S. (the)"), never=("USA",), free=("America",))
ENGLISH = Options({"article": "the", "article_after": ("in", "of"), "offices": ("president",)})
RULE = make_rule(id="names/test", kind=Kind.VARIANTS, names=(STATES,), options=ENGLISH, languages=("en",))
BARE = make_rule(id="names/test", kind=Kind.VARIANTS, names=(STATES,), languages=("en",))
FUNCTION_WORDS = frozenset({"has", "and", "for"})


def first_match(text: str, rule: Rule = RULE) -> tuple[Reading, Match]:
    reading = read(text, [rule])
    return reading, next(reading.hits(rule))


def swap(text: str, kept: str, rule: Rule = RULE) -> Swap | None:
    reading, match = first_match(text, rule)
    form = next(form for form in STATES.forms if form.text == kept)
    return swapped(rule, reading, match, STATES, form, FUNCTION_WORDS)


def put(text: str, kept: str) -> str:
    done = swap(text, kept)
    assert done is not None
    return text[: done.span.start] + done.text + text[done.span.end :]


@pytest.mark.parametrize(
    ("text", "kept", "after"),
    [
        ("He came to the US today.", "U.S.", "He came to the U.S. today."),
        ("He left the U.S.", "US", "He left the US."),
        ("He left the US.", "U.S.", "He left the U.S."),
        ("He lives in USA and votes.", "US", "He lives in the US and votes."),
        ("USA has two coasts.", "US", "The US has two coasts."),
        ("He came from the US today.", "America", "He came from America today."),
        ("The US has two coasts.", "America", "America has two coasts."),
    ],
)
def test_a_name_takes_the_articles_and_stops_of_its_place(text: str, kept: str, after: str) -> None:
    assert put(text, kept) == after


def test_what_may_qualify_the_next_word_gets_no_article() -> None:
    assert swap("USA troops went home.", "US") is None


def test_without_an_article_of_its_rule_a_name_stands_only_for_one_with_the_same_article() -> None:
    assert swap("He left the US today.", "America", BARE) is None
    done = swap("He left the US today.", "U.S.", BARE)
    assert done is not None and done.text == "U.S."


def test_a_stop_that_may_end_the_sentence_makes_a_swap_uncertain() -> None:
    doubtful, office = swap("He left the U.S. Smith stayed there.", "US"), swap("The U.S. President left.", "US")
    assert doubtful is None or not doubtful.certain
    assert office is not None and office.certain


@pytest.mark.parametrize(
    ("text", "kept", "whole", "article"),
    [
        ("It was an US ship.", "British", "an US", "a British"),
        ("A US ship sank.", "Indian", "A US", "An Indian"),
        ("It was a US ship.", "British", "US", "British"),
        ("It was the US ship.", "Indian", "US", "Indian"),
    ],
)
def test_the_indefinite_article_follows_what_comes_behind_it(text: str, kept: str, whole: str, article: str) -> None:
    reading, match = first_match(text)
    span, new = with_article(reading, match, kept)
    assert (span.of(text), new) == (whole, article)


@pytest.mark.parametrize(
    ("text", "alone"),
    [("the US has won", True), ("the US won", False), ("the US-led force", False), ("the US, he said", True)],
)
def test_a_name_stands_alone_where_no_noun_may_follow(text: str, alone: bool) -> None:
    assert stands_alone(*first_match(text), FUNCTION_WORDS) is alone


@pytest.mark.parametrize(
    ("text", "piece", "prose"),
    [
        ("He left the US today.", "US", True),
        ("He wrote to info@USA.gov today.", "USA", False),
        ("Call 1-844-USA today, he said.", "USA", False),
        ("Read USA.gov today, he said.", "USA", False),
        ("```\nUS = 1\n```", "US", False),
    ],
)
def test_an_address_or_code_is_no_prose(text: str, piece: str, prose: bool) -> None:
    assert in_prose(read(text), span_of(text, piece)) is prose


def test_blocks_in_capitals_are_told_by_their_numbers() -> None:
    reading = read("US TROOPS LEFT\n\nThe US left.\n\nСША УШЛИ\n\nСША ушли.\n\n1914 – 1918\n\nSTRAßE")
    assert shouted_blocks(reading) == {0, 2}


def test_a_sentence_is_opened_where_it_begins_only() -> None:
    reading = read("Rain fell. The US won.")
    assert [i for i in range(len(reading.document.text)) if reading.opens_sentence(i)] == [0, 11]
