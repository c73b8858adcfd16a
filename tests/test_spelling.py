"""One person, one spelling: surnames that an article spells in two ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.spelling import has_spellings, surname_forms
from cleaner.house import House, Particle
from cleaner.model import Register
from tests.conftest import read, span_of, texts_of
from tests.persons import RULES, found, mended, roster_of

FORMS = "names/surname-forms"
RULE = next(rule for rule in RULES if rule.id == FORMS)


def test_a_full_name_in_two_spellings_is_found_at_the_rarer_one() -> None:
    text = "Bashar Assad spoke. Then Bashar Asad left. In May Bashar Assad came."
    (finding,) = found(text, FORMS)
    assert finding.span == span_of(text, "Bashar Asad")
    assert texts_of(text, finding.related) == ["Bashar Assad", "Bashar Assad"]
    assert mended(text, [finding]) == text.replace("Asad ", "Assad ")


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Paul Ivanov left. Ivanov said no. Iwanov said yes.", "Iwanov", "Ivanov"),
        ("Paul Tsvetkov left. Tzvetkov said no. Tsvetkov sat.", "Tzvetkov", "Tsvetkov"),
        ("Hassan Khalidi left. Halidi said no. Khalidi sat.", "Halidi", "Khalidi"),
        ("Nabil Sha'ath left. Shaath said no. Sha'ath sat.", "Shaath", "Sha'ath"),
        ("Shaun O'Neil left. ONeil said no. O'Neil sat.", "ONeil", "O'Neil"),
        ("Boris Yeltsin left. Eltsin said no. Yeltsin sat.", "Eltsin", "Yeltsin"),
        ("Muammar Gaddafi left. Qadhafi said no. Gaddafi sat.", "Qadhafi", "Gaddafi"),
        ("Kuno Moussa left. Musa said no. Moussa sat.", "Musa", "Moussa"),
        ("Paul Reijnder left. Reynder said no. Reijnder sat.", "Reynder", "Reijnder"),
        ("President Asad came. Bashar Assad left. Assad sat.", "Asad", "Assad"),
    ],
)
def test_a_bare_surname_in_another_spelling(text: str, wrong: str, right: str) -> None:
    findings = found(text, FORMS)
    assert texts_of(text, [f.span for f in findings]) == [wrong]
    assert mended(text, findings) == text.replace(wrong, right)


def test_of_two_spellings_as_common_the_full_names_is_kept_and_nothing_is_certain() -> None:
    text = "Paul Ivanov left. Iwanov said yes."
    (finding,) = found(text, FORMS)
    assert (finding.span.of(text), [p.safe for p in finding.proposals]) == ("Iwanov", [False])


def test_a_short_surname_is_no_proof() -> None:
    assert found("Paul Kim left. Qim said no. Kim sat.", FORMS) == []
    assert len(found("Paul Kim left. Paul Qim said no. Kim sat.", FORMS)) == 1


def test_headlines_and_quotations_are_reported_and_the_narration_decides() -> None:
    text = 'Asad Leaves Town\n\nBashar Assad left. "Asad left," she said. Assad sat.'
    headline, quote = found(text, FORMS)
    assert [f.register for f in (headline, quote)] == [Register.HEADLINE, Register.QUOTE]
    assert [p.safe for p in headline.proposals] == [False]
    assert texts_of(text, [p.span for p in quote.proposals]) == ["Asad"]


def test_an_accent_more_or_less_is_only_suggested() -> None:
    text = "Recep Erdoğan left. Erdogan said no. Erdoğan sat."
    (finding,) = found(text, FORMS)
    assert [(p.replacement, p.safe) for p in finding.proposals] == [("Erdoğan", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Hillary Clinton met Hillary Clifton.",
        "Paul Johnson met Paul Johnston. Jonson said no.",
        "Sergei Lavrov met Sergey Ryabkov.",
        "Bashar Assad spoke. Bashar ASSAD left.",
        "Peter Phillips bought a radio of Philips. Philips said no.",
        "Mark Smyth met Anna Smith, and Smith said so, and Smyth said no.",
        "Steven Reed met Stephen Reid. Reed said no. Reid said yes.",
        "Bashar al-Assad left. Assad said no. Assad sat.",
        "Paul Ho left. Hoo said no.",
        "Ghazi al-Yawar left. President Al Yawar said no.",
        "Ruud van Persie left. Van Persie said no. Persie sat.",
        "Mr McDonald met Mr Macdonald.",
        "Nabil Sha'ath left. Sha’ath said no.",
    ],
)
def test_different_people_and_house_style_are_spared(text: str) -> None:
    assert found(text, FORMS) == []


@pytest.mark.parametrize(
    ("particle", "right"),
    [
        (Particle.OWN, "Bashar al-Assad left. Assad said no. President Assad sat."),
        (Particle.DROP, "Bashar Assad left. Assad said no. President Assad sat."),
        (Particle.KEEP, "Bashar al-Assad left. Al-Assad said no. President al-Assad sat."),
        (Particle.FIRST, "Bashar al-Assad left. Assad said no. President Assad sat."),
    ],
)
def test_the_house_decides_on_the_article(particle: Particle, right: str) -> None:
    text = "Bashar al-Assad left. Assad said no. President Assad sat."
    assert mended(text, found(text, FORMS, particle=particle)) == right


def test_without_a_house_the_articles_majority_is_suggested() -> None:
    text = "Bashar Assad spoke. Then Bashar al-Assad left. In May Bashar Assad came. Al-Assad sat."
    findings = found(text, FORMS)
    assert texts_of(text, [f.span for f in findings]) == ["Bashar al-Assad", "Al-Assad"]
    assert mended(text, findings) == text
    assert mended(text, findings, safe=False) == text.replace("al-", "").replace("Al-", "")


def test_an_agreed_article_stays_under_every_house() -> None:
    text = "Haider al-Abadi left. Al-Abadi said no."
    assert all(found(text, FORMS, particle=particle) == [] for particle in Particle)


def test_russian_endings_are_no_difference() -> None:
    assert found("Владимир Путин прибыл. Путина ждали. Путину сказали.", f"{FORMS}-ru", language="ru") == []
    text = "Саддам Хусейн прибыл. О Хусейне говорили. Хуссейна ждали."
    (finding,) = found(text, f"{FORMS}-ru", language="ru")
    assert (finding.span.of(text), finding.proposals) == ("Хуссейна", ())


def test_german_nouns_have_capitals_so_a_surname_alone_is_no_proof() -> None:
    assert found("Paul Haller kam. Haler sagte nichts. Haller ging.", f"{FORMS}-de", language="de") == []
    text = "Paul Haller kam. Paul Haler sagte nichts. Paul Haller ging."
    assert texts_of(text, [f.span for f in found(text, f"{FORMS}-de", language="de")]) == ["Paul Haler"]


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Paul Ivanov left. Anna Reed said yes.", False),
        ("Paul Ivanov left. Iwanov said yes.", True),
        ("Recep Erdoğan left. Erdogan said yes.", True),
        ("Bashar al-Assad left. Assad said yes.", True),
        ("Bashar al Assad left. Assad said yes.", True),
        ("Kay O'Neil left. ONeil said yes.", True),
        ("Reed left the reeds, and THEN it rained. Then Anna came.", False),
        ("Lee Reed left. LEE REED LEAVES.", False),
    ],
)
def test_the_words_alone_say_whether_a_name_may_be_spelt_in_two_ways(text: str, can: bool) -> None:
    assert has_spellings(RULE, read(text), roster_of(text).keys) is can


@given(
    st.lists(
        st.sampled_from(
            ["Assad", "al-Assad", "Asad", "Ivanov", "Iwanov", "Sha'ath", "Shaath", "Mr", "Bashar", "left."]
        ),
        max_size=12,
    )
)
def test_what_the_words_rule_out_is_nowhere_in_the_roster(words: list[str]) -> None:
    text = " ".join(words)
    if list(surname_forms(RULE, roster_of(text), read(text), House())):
        assert has_spellings(RULE, read(text), roster_of(text).keys)
