"""Pronouns that nobody who has been named can be."""

from __future__ import annotations

import pytest

from tests.conftest import span_of
from tests.reference import findings, found

START = "It rained. Paul Haller left before the crane fell. The road is shut.\n\n"


def test_a_pronoun_of_the_other_kind_is_found_once() -> None:
    text = START + "In May her boats will be sold. She has two, and he has none."
    (finding,) = findings(text, "orphan-pronoun")
    assert finding.span == span_of(text, "her")


@pytest.mark.parametrize(
    "text",
    [
        START + "In May his boats will be sold.",
        START + "Anna Reed left too. In May her boats will be sold.",
        START + "His sister left too. In May her boats will be sold.",
        START + "Sunniva left too. In May her boats will be sold.",
        START + "The pilot left too. In May her boats will be sold.",
        START + "In May, when her boats are sold, Anna Reed will leave.",
        START + '"In May her boats will be sold," he said.',
        START + "Whoever buys a boat must know his or her own mind.",
        "It rained in Harlow, she said.\n\nThe road is shut. The crane fell.",
        START + "- her boat\n- her crane",
    ],
)
def test_pronouns_that_may_mean_somebody_are_spared(text: str) -> None:
    assert found(text, "orphan-pronoun") == []


def test_who_was_named_long_ago_is_out_of_reach() -> None:
    near, far = "It rained. " * 3, "It rained. " * 9
    texts = [f"It rained. Anna Reed left.\n\n{rain}In May her boats will be sold." for rain in (near, far)]
    assert [found(text, "orphan-pronoun") for text in texts] == [[], ["her"]]


def test_he_who_speaks_must_have_been_introduced_nearby() -> None:
    text = 'The road is shut.\n\nHaller left.\n\nLooking at the river, he said: "We have been here."'
    assert found(text, "pronoun-speaks") == ["he said:"]


@pytest.mark.parametrize(
    "text",
    [
        'Paul Haller left.\n\nLooking at the river, he said: "We have been here."',
        'The pilot left.\n\nLooking at the river, he said: "We have been here."',
        "Haller left.\n\nLooking at the river, he said that it was late.",
    ],
)
def test_he_who_speaks_and_was_introduced_is_spared(text: str) -> None:
    assert found(text, "pronoun-speaks") == []
