"""Definite nouns that nothing before them can mean."""

from __future__ import annotations

import pytest

from tests.reference import findings, found

START = "The town of Harlow has bought two buses.\n\n"


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("Police are looking for the hijackers.", "the hijackers"),
        ("Ahead of the summit, he spoke of buses.", "the summit"),
        ("He denounced the missile strike on Kelvik as illegal.", "the missile strike"),
        ("He said the alliance was a wall against the sea.", "the alliance"),
        ("The referendum's first day was quiet.", "The referendum"),
    ],
)
def test_a_noun_that_nothing_introduced_is_found(sentence: str, noun: str) -> None:
    assert found(START + sentence, "definite-noun") == [noun]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Two men hijacked one of them.", "Police are looking for the hijackers."),
        ("Nato has bought three.", "He said the alliance was a wall against the sea."),
        ("Leaders of the G7 drove in them.", "Ahead of the summit, he spoke of buses."),
        ("Rockets fell on Kelvik.", "He denounced the missile strike on Kelvik as illegal."),
        ("A siege held one up.", "The siege's first hour was the worst."),
    ],
)
def test_a_noun_that_something_introduced_is_spared(before: str, sentence: str) -> None:
    assert found(f"{START}{before} {sentence}", "definite-noun") == []


def test_the_headline_introduces_too() -> None:
    text = START + "Police are looking for the hijackers."
    assert found(text, "definite-noun", title="Bus Hijacked in Harlow") == []
    assert found("Bus Hijacked in Harlow\n\n" + text, "definite-noun") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He spoke at the summit of the mayors.",
        "He spoke of the alliance that nobody wanted.",
        "He read of it in the referendum pages.",
        '"I know the hijackers," he said.',
        "A summit is what he wants.",
        "He drove to the Summit.",
        "He bought the coalition-maker.",
    ],
)
def test_nouns_that_introduce_themselves_qualify_or_are_quoted_are_spared(sentence: str) -> None:
    assert found(START + sentence, "definite-noun") == []


def test_a_class_is_found_once() -> None:
    text = START + "The robbers fled. The thieves were two, and the robbers were masked."
    assert found(text, "definite-noun") == ["The robbers"]


def test_an_abbreviation_introduces_an_agency() -> None:
    assert found(START + "The agency will pay for it.", "definite-noun-doubtful") == ["The agency"]
    assert found(START + "The EPA likes them. The agency will pay for it.", "definite-noun-doubtful") == []


def test_a_long_text_is_read_at_its_beginning_only() -> None:
    text = START + "It was late. " * 1500 + "Police are looking for the hijackers."
    assert findings(text, "definite-noun") == []
