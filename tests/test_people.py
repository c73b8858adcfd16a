"""People by their names."""

from __future__ import annotations

import pytest

from cleaner.detect.names import Names
from cleaner.detect.people import sound_key
from cleaner.house import House
from cleaner.model import Action, Finding
from cleaner.rulebook import Apply, FixPolicy, Kind, Options
from tests.conftest import make_rule, read, span_of

HONORIFIC = make_rule(
    id="names/honorific",
    kind=Kind.CHECK,
    check="mixed-honorific",
    message="{person}: {kept}",
    options=Options({"honorifics": ("mr", "mrs", "ms"), "verbs": ("said", "left")}),
)
SURNAME = make_rule(
    id="names/surname",
    kind=Kind.CHECK,
    check="surname-forms",
    fix=FixPolicy(Action.REPLACE, Apply.UNSAFE),
    options=Options({"particles": ("al", "el")}),
)
WORDS = frozenset({"the", "on", "then", "and", "when", "in"})


def find(text: str, language: str = "en") -> list[Finding]:
    rules = (HONORIFIC, SURNAME)
    return list(Names(rules, House(), WORDS).find(read(text, rules, language)))


def test_a_person_with_and_without_an_honorific_is_found_once() -> None:
    text = "Haller said no. On Monday Mr Haller left. Then Mr Haller said yes."
    (finding,) = find(text)
    assert (finding.span, finding.message) == (span_of(text, "Haller"), "Haller: Mr Haller")
    assert finding.related == (span_of(text, "Mr Haller"), span_of(text, "Mr Haller", 1))
    assert finding.proposals == ()


@pytest.mark.parametrize(
    "text",
    [
        "Mr Haller said no. Haller left. Then Haller said yes.",
        "Mr Haller said no. Mr Haller left.",
        "Mr Haller said no. Mrs Haller left. Then Haller said yes. Mr Haller left.",
        "Mr Haller said no. Ann Haller left. Paul Haller said yes. Haller left. Mr Haller said no.",
        'Mr Haller said no. "Haller left," she said. Mr Haller left.',
        "Mr Haller said no in the Haller report. Mr Haller left.",
        "Mr Ford left for Ford. Mr Ford said no.",
        "The HALLER building. Mr Haller said no. Mr Haller left.",
    ],
)
def test_house_style_and_namesakes_are_spared(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("title", ["Mr", "Mr.", "Ms", "Mrs."])
def test_honorifics_count_with_and_without_a_stop(title: str) -> None:
    assert len(find(f"Haller said no. On Monday {title} Haller left. Then {title} Haller said yes.")) == 1


def test_a_surname_in_two_spellings_is_found_at_the_rarer_one() -> None:
    text = "Bashar Assad spoke. Then Bashar al-Assad left. In May Bashar Assad came."
    (finding,) = find(text)
    assert finding.span == span_of(text, "Bashar al-Assad")
    assert [(p.span.of(text), p.replacement, p.safe) for p in finding.proposals] == [
        ("Bashar al-Assad", "Bashar Assad", False)
    ]
    assert finding.related == (span_of(text, "Bashar Assad"), span_of(text, "Bashar Assad", 1))


@pytest.mark.parametrize(
    "text",
    [
        "Hillary Clinton met Hillary Clifton.",
        "Paul Johnson met Paul Johnston.",
        "Sergei Lavrov met Sergey Ryabkov.",
        'Bashar Assad spoke. "Bashar al-Assad left," he said.',
        "Bashar Assad spoke. Bashar ASSAD left.",
    ],
)
def test_different_people_and_quotations_are_spared(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Assad", "al-Assad", True),
        ("Sergei", "Sergey", True),
        ("Gaddafi", "Qaddafi", True),
        ("Khamenei", "Hamenei", True),
        ("Müller", "Muller", True),
        ("Clinton", "Clifton", False),
        ("Johnson", "Johnston", False),
        ("Smith", "Schmidt", False),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str, same: bool) -> None:
    assert (sound_key(one) == sound_key(other)) is same
