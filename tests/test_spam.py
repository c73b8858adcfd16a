"""Advertising, stuffed texts and scraped junk: what is said, and what stays silent."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.detect.dense import SHOWN, Tone, passages, told
from cleaner.detect.spam import Spam
from cleaner.model import Action, Category, Fix
from cleaner.rulebook import Kind, Options
from tests.conftest import make_rule, read

SELLING = Tone(frozenset({"you", "we"}), frozenset({"scam", "said"}))
OPTIONS = {"enough": 3, "per_thousand": 50, "gap": 10}
TRADE = make_rule(
    id="spam/trade",
    phrases=("free {spins|chips|drinks}", "big bonus"),
    options=Options(OPTIONS),
    message="{count}: {mark}",
)
SOLD = make_rule(
    id="spam/sold",
    phrases=("free {spins|chips}", "big bonus"),
    options=Options({**OPTIONS, "addressed": 50, "doubted": 40, "unaddressed": 900}),
)
AD = "We give you free spins, free chips and a big bonus."


def said(text: str, rule: object = TRADE) -> list[str]:
    return [found.message for found in Spam([rule], {}, TONES).find(read(text, [rule]))]  # type: ignore[list-item]


TONES = {"address": {"en": SELLING.address}, "doubt": {"en": SELLING.doubt}}


def test_different_phrases_close_together_are_a_passage() -> None:
    assert said(AD) == ['3: "free spins", "free chips", "big bonus"']


def test_one_phrase_said_often_is_none() -> None:
    assert said("Free spins, free spins, free spins and free spins.") == []


def test_phrases_far_apart_are_none() -> None:
    between = " The river rose by a metre and fell again before noon."
    assert said(f"There were free spins.{between} He sold free chips.{between} It was a big bonus.") == []


def test_what_is_quoted_does_not_count() -> None:
    assert said('"Free spins, free chips and a big bonus," the page read.') == []


def test_the_passage_runs_over_whole_sentences_and_names_its_hits() -> None:
    text = f"The vote was close. {AD} The mayor left."
    (passage,) = passages(Options(OPTIONS), read(text, [TRADE]), told(["spam/trade"], read(text, [TRADE])), Tone())
    assert passage.span.of(text) == AD
    assert len(passage.hits) == len(passage.phrases) == SHOWN
    assert passage.density == pytest.approx(3000 / 11)


def test_a_trade_speaks_to_its_reader_and_does_not_doubt() -> None:
    assert len(said(AD, SOLD)) == 1
    assert said("They give free spins, free chips and a big bonus.", SOLD) == []
    assert said("We said it: free spins, free chips and a big bonus are a scam.", SOLD) == []


def test_several_trades_speak_where_none_does_alone() -> None:
    other = make_rule(id="spam/other", phrases=("cheap {pills|watches}",), options=Options(OPTIONS))
    mixed = make_rule(
        id="spam/mixed",
        kind=Kind.CHECK,
        check="several",
        options=Options({**OPTIONS, "kinds": 2, "kin": ("spam/trade", "spam/other")}),
    )
    rules = [TRADE, other, mixed]
    text = "Free spins, free chips, cheap pills and cheap watches."
    assert [f.rule for f in Spam(rules, {}, TONES).find(read(text, rules))] == ["spam/mixed"]
    assert [f.rule for f in Spam(rules, {}, TONES).find(read(f"{AD} Cheap pills.", rules))] == ["spam/trade"]


REPORT = "The council met on Monday and voted by nine to four for the bridge.\n\n"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "spam/stuffing",
            "Oak sheds last. Our oak sheds lock. Buy oak sheds. See oak sheds. Try oak sheds. Use oak sheds.",
        ),
        ("spam/keywords", REPORT + "oak sheds, cheap sheds, cheap oak, sheds cheap, garden sheds, oak garden sheds"),
        (
            "spam/gibberish",
            REPORT + "lamp price oak river cheap window office desk carpet leather phone repair fan nail rope ink",
        ),
        ("spam/shouting", "SEND THIS TO FRIENDS. IT TAKES TEN SECONDS OF A DAY. THEY WANT TO HIDE IT FROM ALL OF US."),
        ("spam/code", REPORT + "var a = document.getElementById('b'); if (a) { a.innerHTML = ''; }"),
        ("spam/hashtags", REPORT + "#bridge #vote #council #river #monday"),
        ("spam/emoji", "What a day 🎉🎉🎉🎉🎉🎉 at the river."),
    ],
)
def test_form_is_reported_and_left_as_it_is(cleaner: Cleaner, rule: str, text: str) -> None:
    result = cleaner.clean(text)
    (found,) = (f for f in result.findings if f.rule == rule)
    assert found.category is Category.QUALITY and found.fix is Fix.NONE
    assert result.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Sales: 8 mln dlrs. Costs: 7 mln dlrs. Debt: 3 mln dlrs. Cash: 2 mln dlrs. Tax: 1 mln dlrs. Rent: 4 mln dlrs.",
        REPORT + "Type this line:\n\nvar a = document.getElementById('b'); if (a) { a.innerHTML = ''; }",
        REPORT + "HARLOW VOTES FOR A BRIDGE. IT TOOK TEN YEARS. NOBODY IS SORRY.\n\n" + REPORT * 3,
        "hoy siento que continuar en esta casa representa una dificultad para que todos alcancemos lo que buscamos",
    ],
)
def test_look_alikes_stay_silent(cleaner: Cleaner, text: str) -> None:
    assert [f.rule for f in cleaner.clean(text).findings if f.rule.startswith("spam/")] == []


def test_no_rule_of_the_family_edits(cleaner: Cleaner) -> None:
    rules = [rule for rule in cleaner.rules if rule.family == "spam"]
    assert len(rules) >= 20
    assert {rule.fix.action for rule in rules} == {Action.REPORT}
