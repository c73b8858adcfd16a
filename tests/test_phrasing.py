"""Sentences as they are compared."""

from __future__ import annotations

import pytest

from cleaner.detect.phrasing import (
    Phrasing,
    Vocabulary,
    compared,
    differences,
    in_order,
    phrasing,
    says_another,
    shares,
)
from cleaner.rulebook import Options
from tests.conftest import read

OPTIONS = Options(
    {
        "numerals.en": ("one", "two", "three"),
        "opposites.en": ("rose fell",),
        "negations.en": ("not",),
        "recalls.en": ("earlier",),
    }
)
VOCABULARY = Vocabulary.of(OPTIONS, "en", frozenset({"the", "of", "in", "a", "one"}))


def phrased(text: str, named: dict[int, str] | None = None) -> Phrasing:
    reading = read(text)
    sentence, words = reading.document.sentences[0], compared(reading.tokens, named or {})
    inside = reading.tokens.within(sentence.span)
    terms = [term for term in VOCABULARY.terms(words)[inside.start : inside.stop] if term]
    return phrasing(sentence, reading.tokens, words, terms, VOCABULARY, set(named or {}))


def test_a_phrasing_holds_words_stems_numbers_and_names() -> None:
    unit = phrased("The passengers of Harlow paid three pounds in 1999.")
    assert unit.words == ("passengers", "of", "harlow", "paid", "3", "pounds", "in", "1999")
    assert unit.terms == ("passen", "harlow", "paid", "3", "pounds", "1999")
    assert (unit.numbers, unit.names) == ({"3", "1999"}, {"harlow"})
    assert unit.weight == pytest.approx(6 + 2 * 0.3)
    assert (unit.is_label, unit.is_figures) == (False, False)


def test_rows_of_figures_and_labels_are_told() -> None:
    assert phrased("Leeds 3 York 1.").is_figures
    assert phrased("Leeds v York City; Hull v Derby County; Crewe v Luton Town.").is_figures
    assert phrased("Smith, John, Harlow Running Club.").is_label


def test_marks_and_articles_are_not_compared() -> None:
    assert compared(read("The ferry, a boat.").tokens, {1: "ferry", 3: "the"}) == ["", "ferry", "", "", "boat", ""]


def test_names_stand_for_their_tokens() -> None:
    assert phrased("Then the USA paid.", {2: "US"}).words == ("then", "US", "paid")


def test_shares_and_order_are_those_of_either() -> None:
    short, long = phrased("Harlow paid pounds."), phrased("Harlow paid pounds gladly yesterday.")
    assert shares(short, long) == (1.0, pytest.approx(3 / 5))
    assert in_order(short, long) == 1.0
    assert in_order(phrased("Pounds paid Harlow."), long) == 0.0


@pytest.mark.parametrize(
    ("one", "other", "another"),
    [
        ("It cost 3 pounds.", "It cost 4 pounds.", True),
        ("It cost 3 pounds.", "It cost pounds.", False),
        ("Then Reed paid pounds.", "Then Haller paid pounds.", True),
        ("Then Anna Reed paid pounds.", "Then Reed paid pounds.", False),
        ("Then Mr Reed paid pounds.", "Then Anna Reed paid pounds.", False),
        ("Prices rose sharply.", "Prices fell sharply.", True),
        ("Prices were high.", "Prices were not high.", True),
        ("Prices were high.", "Prices were high earlier.", True),
        ("Prices were high.", "Prices were steep.", False),
    ],
)
def test_sentences_of_one_mould_may_say_another_thing(one: str, other: str, another: bool) -> None:
    assert says_another(phrased(one), phrased(other), VOCABULARY) is another


def test_differences_are_named_in_their_order() -> None:
    assert differences(phrased("Big ships left."), phrased("Old boats left.")) == ("big ships", "old boats")
    assert differences(phrased("Ships left Harlow."), phrased("Left ships Harlow.")) == ("another order", "")
    assert differences(phrased("Ships left."), phrased("Ships, left!")) == ("", "")
