"""People by their names: the laws that hold for every text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, Config
from cleaner.house import Honorifics, House, Particle
from cleaner.model import Finding, QuoteMode, Register
from tests.conftest import read
from tests.persons import found, mended, people

_NAMES = [
    "Paul Haller",
    "Haller",
    "Mr Haller",
    "Hallér",
    "Paul Haler",
    "al-Haller",
    "Anna Reed",
    "Ms Reed",
    "Reed",
    "Dr Reed",
]
_ENDS = ["said no.", "left.", "came.\n\n", 'said: "Haller sat."', "agreed, he said."]
_TEXTS = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_ENDS)), max_size=14).map(
    lambda pieces: " ".join(f"{name} {end}" for name, end in pieces)
)
_HOUSES = st.builds(
    lambda honorifics, particle: House(honorifics=honorifics, particle=particle),
    st.sampled_from(Honorifics),
    st.sampled_from(Particle),
)


def find(text: str, house: House) -> list[Finding]:
    return list(people(house).find(read(text)))


@given(_TEXTS, _HOUSES)
def test_the_result_is_the_same_on_every_run(text: str, house: House) -> None:
    assert find(text, house) == find(text, house)


@given(_TEXTS, _HOUSES)
def test_no_deviation_is_the_form_that_is_kept(text: str, house: House) -> None:
    for finding in find(text, house):
        kept = re.findall('"([^"]*)"', finding.message)[0 if "honorific" in finding.rule else -1]
        assert finding.span.of(text) != kept
        assert finding.span not in finding.related
        assert all(p.span.of(text) != p.replacement for p in finding.proposals)


@given(st.sampled_from(_NAMES), st.lists(st.sampled_from(_ENDS), max_size=8))
def test_one_person_in_one_form_is_never_found(name: str, ends: list[str]) -> None:
    text = " ".join(f"{name} {end}" for end in ends if "Haller" not in end)
    assert find(text, House()) == []


@given(_TEXTS, _HOUSES)
def test_what_is_safely_mended_needs_no_more_of_it(text: str, house: House) -> None:
    once = mended(text, [f for f in find(text, house) if f.register is Register.BODY and f.rule == "names/honorific"])
    again = mended(once, [f for f in find(once, house) if f.register is Register.BODY and f.rule == "names/honorific"])
    assert again == once


def test_a_person_respelt_within_a_quotation_is_restored_only_on_request() -> None:
    text = 'Paul Ivanov left on Monday.\n\nIvanov said no. "Iwanov will go," she said. Ivanov sat there.'
    keeping, restoring = Cleaner(), Cleaner(Config(quotes=QuoteMode.RESTORE))
    assert keeping.clean_text(text).text == text
    assert restoring.clean_text(text).text == text.replace("Iwanov", "Ivanov")


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_a_text_without_people_has_no_findings(language: str) -> None:
    assert found("It rained. Nobody came, and nothing was said.", "names/", language=language) == []
