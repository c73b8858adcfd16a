"""One thing, one name: groups of variants, and words that are replaced."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config
from cleaner.detect.names import Names
from cleaner.house import House
from cleaner.model import Action, Finding, Register
from cleaner.rulebook import Apply, FixPolicy, Kind, Options, Phrase, Rule, Where
from tests.conftest import make_name, make_rule, read, span_of

REPLACE = FixPolicy(Action.REPLACE, Apply.SAFE)
WORDS = frozenset({"the", "of", "and", "has", "is", "will"})
US = make_rule(
    id="names/us",
    kind=Kind.VARIANTS,
    names=(make_name("US", forms=("US (the)", "U.S. (the)"), never=("USA (the)",)),),
    fix=REPLACE,
    options=Options({"article": "the", "article_after": ("with", "in", "said")}),
)
UN = make_rule(id="names/un", kind=Kind.VARIANTS, names=(make_name("UN", forms=("UN", "U.N.")),), fix=REPLACE)


def find(text: str, *rules: Rule, title: str | None = None, house: str | None = None) -> list[Finding]:
    forms = House(forms={"US": house}) if house else House()
    return list(Names(rules, forms, {"en": WORDS}).find(read(text, rules, title=title)))


def fixed(text: str, *rules: Rule, title: str | None = None, house: str | None = None) -> str:
    proposals = [p for f in find(text, *rules, title=title, house=house) for p in f.proposals]
    for p in sorted(proposals, key=lambda p: p.span, reverse=True):
        text = text[: p.span.start] + p.replacement + text[p.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN met. A U.N. envoy left. The UN rose.", "The UN met. A UN envoy left. The UN rose."),
        ("The U.N. met. A UN envoy left. The U.N. rose.", "The U.N. met. A U.N. envoy left. The U.N. rose."),
        ("The UN met. The U.N. rose.", "The UN met. The UN rose."),
        ("The UN met the UN.", "The UN met the UN."),
    ],
)
def test_the_form_of_the_majority_is_kept_or_the_first(text: str, expected: str) -> None:
    assert fixed(text, UN) == expected


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("U.N. votes\n\nThe UN met. The UN rose. The U.N. left.", None,
         "U.N. votes\n\nThe U.N. met. The U.N. rose. The U.N. left."),
        ("The UN met. The UN rose. The U.N. left.", "How the U.N. votes",
         "The U.N. met. The U.N. rose. The U.N. left."),
        ("The U.N. met. The U.N. rose. The UN left.", "THE UN VOTES", "The U.N. met. The U.N. rose. The U.N. left."),
    ],
)  # fmt: skip
def test_the_form_of_the_headline_is_kept(text: str, title: str | None, expected: str) -> None:
    assert fixed(text, UN, title=title) == expected


def test_the_form_of_the_house_comes_first() -> None:
    text = "US ships\n\nThe US sent ships. The US won."
    assert fixed(text, US, house="U.S.") == "US ships\n\nThe U.S. sent ships. The U.S. won."
    assert fixed(text, US, house="US") == text


def test_findings_point_at_the_deviation_and_at_the_kept_form() -> None:
    text = "The UN met. A U.N. envoy left. The UN rose."
    (finding,) = find(text, UN)
    assert finding.span == span_of(text, "U.N.")
    assert finding.related == (span_of(text, "UN"), span_of(text, "UN", 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US won. Nobody beats the U.S.", "The US won. Nobody beats the US."),
        ("The U.S. won. The U.S. left. Nobody beats the US.", "The U.S. won. The U.S. left. Nobody beats the U.S."),
        ("The US won. The USA has left. The US rose.", "The US won. The US has left. The US rose."),
        ("The US won. Trade with USA is good. The US rose.", "The US won. Trade with the US is good. The US rose."),
        ("The US won. Trade with USA firms is good.", "The US won. Trade with US firms is good."),
    ],
)
def test_the_stop_of_a_sentence_and_the_article_fit_the_kept_form(text: str, expected: str) -> None:
    assert fixed(text, US) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The US sent it to www.usa.US.gov and USA.gov.",
        "The US won. The U.S.C. lost.",
        "The US and Mazars USA met.",
        'The US won. "The U.S. lost," she said.',
        "The US won and us too.",
    ],
)
def test_addresses_longer_names_and_quotations_are_spared(text: str) -> None:
    assert find(text, US) == []


def test_a_form_that_is_never_right_is_found_in_quotations_too() -> None:
    text = 'The US won. The U.S. rose. The US left. "We hear USA and the U.S. lost," she said.'
    assert [(f.span, f.register) for f in find(text, US)] == [
        (span_of(text, "U.S."), Register.BODY),
        (span_of(text, "USA"), Register.QUOTE),
    ]


SPUN = make_rule(
    id="spinning/x", fix=REPLACE, phrases=(Phrase("can not", "cannot"), Phrase("russian federation", "Russia"))
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They can not go.", "They cannot go."),
        ("Can not they go?", "Cannot they go?"),
        ("THEY CAN NOT GO.", "THEY CANNOT GO."),
        ("They can\nnot go.", "They can\nnot go."),
        ("At www.can not.", "At www.can not."),
        ("Russian Federation's plan", "Russia's plan"),
    ],
)
def test_words_are_replaced_in_the_case_of_the_text(text: str, expected: str) -> None:
    assert fixed(text, SPUN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is an apple plan.", "It is a pear plan."),
        ("An  apple fell.", "A  pear fell."),
        ("The apple fell.", "The pear fell."),
        ("Plan an\n\napple fell.", "Plan an\n\npear fell."),
    ],
)
def test_the_indefinite_article_before_a_replacement_is_put_right(text: str, expected: str) -> None:
    rule = make_rule(id="spinning/x", fix=REPLACE, where=Where(case=True), phrases=(Phrase("apple", "pear"),))
    assert fixed(text, rule) == expected


def test_the_finding_marks_the_words_and_not_the_article() -> None:
    text = "It is an apple plan."
    rule = make_rule(id="spinning/x", fix=REPLACE, phrases=(Phrase("apple", "pear"),), message="{text} {kept}")
    (finding,) = find(text, rule)
    assert (finding.span, finding.message) == (span_of(text, "apple"), "apple pear")
    assert finding.proposals[0].span == span_of(text, "an apple")


def test_a_phrase_without_a_replacement_is_reported_only() -> None:
    (finding,) = find("They utilise it.", make_rule(id="spinning/x", phrases=("utilise",)))
    assert finding.proposals == ()


def test_what_a_phrase_has_hit_no_group_of_variants_hits_again() -> None:
    phrase = make_rule(
        id="spinning/usa", fix=REPLACE, phrases=(Phrase("[USA] officials", "US"),), where=Where(case=True)
    )
    text = "The US won. By then USA officials left."
    assert [f.rule for f in find(text, phrase, US)] == ["spinning/usa"]
    assert [f.rule for f in find(text, US)] == ["names/us"]


def test_what_words_become_is_written_as_the_house_has_it() -> None:
    text = "Rise in Fees\n\nIn us colleges tuition rose by a tenth, and us colleges closed their doors to the poor."
    for profile, form in (("ap", "U.S."), ("bbc", "US")):
        cleaner = Cleaner(Config(profile=profile))
        cleaned = cleaner.clean_text(text)
        assert cleaned.text.count(f"{form} colleges") == 2
        assert cleaner.clean_text(cleaned.text).edits == ()


TOLD = make_rule(
    id="spinning/us", fix=REPLACE, where=Where(case=True), phrases=(Phrase("us", "US"),),
    options=Options({"unless_told": ("we",)}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In us towns it rained.", "In US towns it rained."),
        ("In us towns it rained. We slept.", "In us towns it rained. We slept."),
        ('In us towns it rained. "We slept," she said.', 'In US towns it rained. "We slept," she said.'),
    ],
)
def test_a_word_of_the_narration_speaks_against_a_rule(text: str, expected: str) -> None:
    assert fixed(text, TOLD) == expected


def test_the_surest_of_two_rules_that_hit_the_same_words_is_told() -> None:
    less = make_rule(id="spinning/a", fix=REPLACE, phrases=(Phrase("us", "them"),), confidence=0.5)
    sure = make_rule(id="spinning/b", fix=REPLACE, phrases=(Phrase("us", "US"),), confidence=0.9)
    assert [f.rule for f in find("In us towns.", less, sure)] == ["spinning/b"]
    assert [f.rule for f in find("In us towns.", sure, less)] == ["spinning/b"]


def test_an_abbreviation_of_the_articles_own_is_no_code() -> None:
    code = make_rule(
        id="spinning/code", fix=REPLACE, where=Where(case=True), phrases=(Phrase("CA", "California"),),
        options=Options({"initials": 1}),
    )  # fmt: skip
    assert fixed("He came from CA on foot.", code) == "He came from California on foot."
    for text in ("Crown Ales sold it. CA rose, and CA fell.", "The chief adviser (CA) said that CA fell."):
        assert fixed(text, code) == text
