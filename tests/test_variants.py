"""Which mentions of a name deviate: by the roles of their forms, by register, and never beside a gloss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.names import Names
from cleaner.forms import Role
from cleaner.house import House
from cleaner.model import Action, Finding
from cleaner.rulebook import Apply, FixPolicy, Kind, Options, Rule
from tests.conftest import make_name, make_rule, read, texts_of

WORDS = frozenset({"the", "of", "and", "has", "is", "in", "with"})
OPTIONS = Options({"article": "the", "gloss": ("formerly", "known", "called")})
BURMA = make_name("MM", forms=("Myanmar", "Burma"), old=("Ava",), free=("Burma Road",), parts=("Rangoon",))
NATO = make_name(
    "NATO",
    forms=("NATO",),
    long=("North Atlantic Treaty Organization (the)", "North Atlantic Treaty Organisation (the)"),
)
RUSSIA = make_name("RU", forms=("Russia",), official=("Russian Federation (the)",))


def rule(name: object, judges: Role = Role.FORM) -> Rule:
    return make_rule(
        id="names/x",
        kind=Kind.VARIANTS,
        names=(name,),
        judges=judges,
        options=OPTIONS,
        fix=FixPolicy(Action.REPLACE, Apply.SAFE),
    )


def find(text: str, name: object, judges: Role = Role.FORM, house: House | None = None) -> list[Finding]:
    book = (rule(name, judges),)
    return list(Names(book, house or House(), {"en": WORDS}).find(read(text, book)))


def deviating(text: str, name: object, judges: Role = Role.FORM, house: House | None = None) -> list[str]:
    return texts_of(text, [finding.span for finding in find(text, name, judges, house)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Myanmar voted. Burma waits. Myanmar hopes.", ["Burma"]),
        ("Burma voted. Burma hopes.", []),
        ("Myanmar voted. It is on the Burma Road. Myanmar hopes.", []),
        ('Myanmar voted. "I love Burma," she said. Myanmar hopes.', []),
        ("BURMA VOTES AGAIN\n\nMyanmar voted. Myanmar hopes.", []),
        ("Myanmar votes\n\nMyanmar waited.\n\nBURMA WAITS FOR RESULTS\n\nMyanmar hopes.", []),
        ("Myanmar, formerly known as Burma, voted. Burma hopes. Myanmar waits.", []),
        ("Myanmar (Burma) voted. Burma hopes. Myanmar waits.", []),
        ("Myanmar voted. Burma's army, also called Ava's, left. Myanmar waits.", ["Burma"]),
        ("Burma votes\n\nMyanmar waited. Myanmar hopes. Burma is calm.", ["Myanmar", "Myanmar"]),
    ],
)
def test_forms_of_equal_standing_clash_in_the_narration(text: str, expected: list[str]) -> None:
    assert deviating(text, BURMA) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ava fell. Myanmar rose. Myanmar hopes.", ["Ava"]),
        ("Myanmar, formerly Ava, rose. Ava fell.", []),
        ("Ava fell, and Ava burned.", []),
    ],
)
def test_an_old_name_gives_way_beside_the_new_one(text: str, expected: list[str]) -> None:
    assert deviating(text, BURMA, Role.OLD) == expected


LONG = "North Atlantic Treaty Organization"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"NATO met. The {LONG} sent ships.", [LONG]),
        (f"The {LONG} met. NATO sent ships.", []),
        (f"NATO met. The {LONG} (NATO) sent ships.", []),
        (f"NATO met. The {LONG} NATO sent ships.", []),
        (f"NATO ({LONG}) met. The {LONG} sent ships.", []),
        (f"NATO met. NATO (the {LONG}) sent ships.", []),
        (f"The {LONG} met. The {LONG} sent ships.", []),
    ],
)
def test_a_full_name_after_its_abbreviation_gives_way_unless_it_explains_it(text: str, expected: list[str]) -> None:
    assert deviating(text, NATO, Role.LONG) == expected


def test_the_article_goes_with_the_name_that_carried_it() -> None:
    (finding,) = find(f"NATO met. The {LONG} sent ships.", NATO, Role.LONG)
    assert [(p.span.of(f"NATO met. The {LONG} sent ships."), p.replacement) for p in finding.proposals] == [
        (f"The {LONG}", "NATO")
    ]


def test_no_form_is_put_behind_the_article_of_another() -> None:
    belarus = make_name("BY", forms=("Bielorussia (la)", "Belarus (la)"))
    judged = replace(rule(belarus), options=Options({"articles.il": ("il", "del"), "articles.la": ("la", "della")}))
    text = "La Bielorussia tace. Il capo del Belarus firma. Dalla Bielorussia si fugge. La gente della Belarus spera."
    found = list(Names((judged,), House(), {"en": WORDS}).find(read(text, (judged,))))
    assert [(f.span.of(text), len(f.proposals)) for f in found] == [("Belarus", 0), ("Belarus", 1)]


def test_an_official_name_is_judged_wherever_the_conditions_let_it_stand() -> None:
    assert deviating("It hurt Russian Federation. Kazan, Russian Federation, waits.", RUSSIA, Role.OFFICIAL) == [
        "Russian Federation"
    ]


def test_a_house_has_its_own_form_for_headlines() -> None:
    house = House(forms={"MM": "Myanmar"}, headlines={"MM": "Burma"})
    text = "Myanmar votes\n\nBurma waited. Myanmar hopes."
    assert deviating(text, BURMA, house=house) == ["Myanmar", "Burma"]


@given(st.lists(st.sampled_from(["Burma", "Myanmar", "Ava", "It"]), min_size=1, max_size=8))
def test_no_form_deviates_alone_and_the_kept_one_never(words: list[str]) -> None:
    text = " ".join(f"{word} waits." for word in words)
    found = find(text, BURMA)
    kept = {finding.message for finding in found}
    assert len(kept) <= 1
    assert len({f.span.of(text) for f in found}) <= 1
    assert not found or {"Burma", "Myanmar"} <= set(words)
    assert found == find(text, BURMA)
