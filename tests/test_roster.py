"""The people of a document: who is mentioned where, and how."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.mentions import Form
from cleaner.detect.roster import Roster
from cleaner.model import Register
from tests.conftest import read
from tests.persons import CENSUS, roster_of


def forms(roster: Roster) -> list[tuple[str, str, str]]:
    """Base, form and register of each mention, in the order of the text."""
    mentions = sorted((m for n in roster.namesakes for m in n.mentions), key=lambda m: m.span)
    return [(m.base, m.form.value, m.register.value) for m in mentions]


def names(text: str, language: str = "en") -> list[str]:
    mentions = sorted((m for n in roster_of(text, language).namesakes for m in n.mentions), key=lambda m: m.span)
    return [m.name.of(text) for m in mentions]


@pytest.mark.parametrize(
    ("text", "name", "surname"),
    [
        ("There was US Secretary of State Rex Tillerson.", "Rex Tillerson", "Tillerson"),
        ("It met Russian Foreign Minister Sergey Lavrov.", "Sergey Lavrov", "Lavrov"),
        ("It met president Vladimir Putin.", "Vladimir Putin", "Putin"),
        ("He wrote to George W. Bush.", "George W. Bush", "Bush"),
        ("He wrote to J.K. Rowling.", "J.K. Rowling", "Rowling"),
        ("He wrote to JK Rowling.", "JK Rowling", "Rowling"),
        ("He wrote to Bashar al-Assad.", "Bashar al-Assad", "al-Assad"),
        ("He wrote to Osama bin Laden.", "Osama bin Laden", "bin Laden"),
        ("He wrote to Edwin van der Sar.", "Edwin van der Sar", "van der Sar"),
        ("He wrote to Robert De Niro.", "Robert De Niro", "De Niro"),
        ("He wrote to Ursula von der Leyen.", "Ursula von der Leyen", "von der Leyen"),
        ("He wrote to Shaquille O'Neal.", "Shaquille O'Neal", "O'Neal"),
        ("He wrote to Nabil Sha'ath.", "Nabil Sha'ath", "Sha'ath"),
        ("He wrote to Iain Duncan-Smith.", "Iain Duncan-Smith", "Duncan-Smith"),
        ("He wrote to Lt. Gen. Paul Haller.", "Paul Haller", "Haller"),
        ("He wrote to Sen. Paul Haller III.", "Paul Haller", "Haller"),
        ("He wrote to Sir Paul McHale.", "Paul McHale", "McHale"),
        ("On Monday Paul Haller left.", "Paul Haller", "Haller"),
    ],
)
def test_a_full_name_without_office_and_suffix(text: str, name: str, surname: str) -> None:
    (mention,) = roster_of(text).namesakes[0].mentions
    assert (mention.form, mention.name.of(text), mention.surname.of(text)) == (Form.FULL, name, surname)


@pytest.mark.parametrize(
    "text",
    [
        "A Black Hawk landed.",
        "He told the Security Council so.",
        "He went from Trump Tower to Downing Street.",
        "The New York Times and the Daily Mail said so.",
        "The Ford Motor Company and General Motors left.",
        "It was a Monday in March, in South Africa and in North Carolina.",
        "British and German ministers met.",
        "Mr President, he said, and Mr Speaker.",
        "The NATO summit ended. MS Office is slow.",
    ],
)
def test_organisations_places_and_dates_are_no_people(text: str) -> None:
    assert names(text) == []


def test_surnames_alone_are_those_of_people_who_are_named() -> None:
    text = "Paul Haller left. Later Haller said so, and Reed said so, and the Haller report said so."
    assert forms(roster_of(text)) == [("haller", "full", "body"), ("haller", "bare", "body")]


def test_honorific_and_office_are_told_apart() -> None:
    text = "Mr. Haller met Chancellor Brown and Dr Reed."
    mentions = [m for n in roster_of(text).namesakes for m in n.mentions]
    assert [(m.honorific, m.office, m.form.value) for m in mentions] == [
        ("Mr.", "", "titled"),
        ("", "chancellor", "titled"),
        ("Dr", "", "titled"),
    ]
    assert [m.span.of(text) for m in mentions] == ["Mr. Haller", "Brown", "Dr Reed"]


def test_registers_are_told_apart() -> None:
    text = 'Haller leaves\n\nPaul Haller left. "Haller left," she said.\n\nHaller at the gate\n\nHaller said so.'
    registers = [register for _, _, register in forms(roster_of(text))]
    assert registers == ["headline", "body", "quote", "headline", "body"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Josh Reed left. Joshua Reed came.", 1),
        ("George Reed left. George W. Reed came. G. Reed sat.", 1),
        ("Anna Reed left. Paul Reed came.", 2),
        ("Steven Reed left. Stephen Reed came.", 2),
    ],
)
def test_people_of_one_surname_are_told_apart_by_given_names(text: str, people: int) -> None:
    (namesakes,) = roster_of(text).namesakes
    assert len(namesakes.people) == people
    assert namesakes.alone is (people == 1)


def test_a_couple_shares_its_surname() -> None:
    (namesakes,) = roster_of("Mr and Mrs Haller came. Haller sat.").namesakes
    assert namesakes.shared and not namesakes.alone


def test_a_surname_of_a_firm_is_marked() -> None:
    namesakes = roster_of("Paul Dell runs Dell Computer. Paul Reed runs nothing.").namesakes
    assert [(n.base, n.firm) for n in namesakes] == [("dell", True), ("reed", False)]


def test_a_surname_may_be_an_office_too() -> None:
    assert [base for base, _, _ in forms(roster_of("Donna Pope left. Pope said so. The Pope came."))] == ["pope"] * 2


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Bundeskanzlerin Angela Merkel kam. Frau Merkel ging.", ["Angela Merkel", "Merkel"]),
        ("fr", "Le président Emmanuel Macron est venu. M. Macron est parti.", ["Emmanuel Macron", "Macron"]),
        ("es", "Habló Pedro Ruiz. El señor Ruiz no quiso más.", ["Pedro Ruiz", "Ruiz"]),
        ("it", "Il premier Mario Rossi è qui. Il signor Rossi parla.", ["Mario Rossi", "Rossi"]),
        ("pt", "O presidente Paulo Costa falou. O Sr. Costa saiu.", ["Paulo Costa", "Costa"]),
        (
            "ru",
            "Президент Владимир Путин прибыл. Путина ждали. С Путиным спорили.",
            ["Владимир Путин", "Путина", "Путиным"],
        ),
    ],
)
def test_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert names(text, language) == expected
    assert len(roster_of(text, language).namesakes) == 1


def test_second_introductions() -> None:
    text = (
        "Foreign Minister Paul Haller left. Haller sat. Foreign Minister Paul Haller came. "
        "Anna Reed left. Reed sat. Anna Reed came."
    )
    (mention,) = roster_of(text).second_introductions()
    assert mention.span.start == text.rindex("Paul Haller")


def test_people_who_are_never_introduced() -> None:
    text = "Paul Haller left. Haller sat. Then Lorne said so. Mr Reed agreed, and so Reed said. Chancellor Brown came."
    assert [m.surname.of(text) for m in roster_of(text).never_introduced()] == ["Lorne", "Reed"]


_WORDS = st.sampled_from(
    [
        "Paul",
        "Haller",
        "Mr",
        ".",
        "al-Haller",
        "van",
        "Reed",
        "said",
        "the",
        "\n\n",
        '"',
        "'",
        "-",
        "US",
        "Minister",
        "J.",
        "O'",
    ]
)


@given(st.lists(_WORDS, max_size=40))
def test_mentions_lie_in_the_text_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    mentions = sorted((m for n in roster_of(text).namesakes for m in n.mentions), key=lambda m: m.span)
    for m in mentions:
        assert (
            0
            <= m.span.start
            <= m.name.start
            <= m.surname.start
            < m.surname.end
            == m.name.end
            == m.span.end
            <= len(text)
        )
        assert (m.form is Form.FULL) == bool(m.given)
        assert isinstance(m.register, Register)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    assert roster_of(text).namesakes == roster_of(text).namesakes


def test_the_roster_of_a_reading_is_made_once() -> None:
    reading, other = read("Paul Haller left."), read("Anna Reed left.")
    first = CENSUS.of(reading)
    assert CENSUS.of(reading) is first
    assert [n.base for n in CENSUS.of(other).namesakes] == ["reed"]
    assert [n.base for n in CENSUS.of(reading).namesakes] == ["haller"]
