"""What the page left in the article: where a line, a sentence or a macro counts."""

from __future__ import annotations

import pytest

from cleaner.detect.boilerplate import Boilerplate
from cleaner.model import Action, Finding, Fix, Register
from cleaner.rulebook import Apply, Extent, FixPolicy, Kind, Rule, Where
from tests.conftest import make_rule, read, span_of

DROP = FixPolicy(Action.DROP_BLOCK, Apply.SAFE)


def find(text: str, rule: Rule, language: str = "en") -> list[Finding]:
    return list(Boilerplate([rule], {}, {}).find(read(text, [rule], language)))


def found(text: str, rule: Rule, language: str = "en") -> list[str]:
    return [finding.span.of(text) for finding in find(text, rule, language)]


def line(*phrases: str, **where: object) -> Rule:
    return make_rule(kind=Kind.LINE, phrases=phrases, where=Where(**where), fix=DROP)  # type: ignore[arg-type]


def test_a_line_rule_takes_the_whole_block() -> None:
    text = "It rained.\n\n» Share this «\n\nIt stopped."
    (finding,) = find(text, line("share this"))
    (proposal,) = finding.proposals
    assert finding.span == proposal.span == span_of(text, "» Share this «")
    assert (proposal.action, proposal.safe, finding.fix) == (Action.DROP_BLOCK, True, Fix.NONE)


@pytest.mark.parametrize(
    ("extent", "text", "hit"),
    [
        (Extent.WHOLE, "Read more:", True),
        (Extent.WHOLE, "* * READ MORE: * *", True),
        (Extent.WHOLE, "Read more: the plan", False),
        (Extent.WHOLE, "Please read more:", False),
        (Extent.LEAD_IN, "Read more: the plan", True),
        (Extent.LEAD_IN, "Read more:", False),
        (Extent.LEAD_IN, "Read more: the plan is out.", False),
        (Extent.LEAD_IN, "Read more: is the plan out?", True),
        (Extent.LEAD_IN, "Now read more: the plan", False),
        (Extent.START, "Read more: the plan is out.", True),
        (Extent.START, "Now read more: the plan", False),
    ],
)
def test_extent_says_how_much_of_the_line_the_phrase_must_be(extent: Extent, text: str, hit: bool) -> None:
    text = f"It rained.\n\n{text}"
    assert bool(found(text, line("read more :", extent=extent))) is hit


@pytest.mark.parametrize(("most", "hit"), [(4, True), (3, False)])
def test_a_line_of_more_words_than_allowed_is_prose(most: int, hit: bool) -> None:
    text = "It rained.\n\nRead more: two words"
    assert bool(found(text, line("read more :", extent=Extent.START, max_words=most))) is hit


@pytest.mark.parametrize(("headline", "expected"), [(False, []), (True, ["Share"])])
def test_the_headline_is_spared_unless_the_rule_says_otherwise(headline: bool, expected: list[str]) -> None:
    assert found("Share\n\nIt rained today.", line("share", headline=headline)) == expected


@pytest.mark.parametrize(
    ("language", "phrase", "text"),
    [
        ("de", "lesen sie auch :", "Lesen Sie auch: Brücke wieder offen"),
        ("fr", "a lire aussi :", "À lire aussi : le pont rouvert"),
        ("ru", "читайте также :", "Читайте также: мост открыт"),
        ("ja", "関連記事：", "関連記事：橋が再開"),
        ("ar", "اقرأ أيضا :", "اقرأ أيضا: الجسر مفتوح"),
    ],
)
def test_lead_ins_are_found_in_any_language(language: str, phrase: str, text: str) -> None:
    article = f"1999.\r\n\r\n{text}\r\n\r\n2000."
    assert found(article, line(phrase, extent=Extent.LEAD_IN), language) == [text]


def test_a_sentence_rule_takes_its_sentence_only() -> None:
    rule = make_rule(
        kind=Kind.SENTENCE, patterns=(r"(?P<target>Later: [\w, ]+\.)",), fix=FixPolicy(Action.DROP_SENTENCE, Apply.SAFE)
    )
    text = "It rained. Later: Rome, Oslo. It stopped."
    (finding,) = find(text, rule)
    assert finding.span == finding.proposals[0].span == span_of(text, "Later: Rome, Oslo.")
    assert find("He said later: Rome, Oslo.", rule) == []
    assert (
        find("Later: Rome, Oslo.\n\nIt rained. It stopped.", make_rule(kind=Kind.SENTENCE, phrases=("stopped",))) == []
    )


@pytest.mark.parametrize(
    ("text", "span", "action"),
    [
        ("It rained. [ad_1] It stopped.", "[ad_1]", Action.DELETE),
        ("It rained.\n\n[ad_1]\n\nIt stopped.", "[ad_1]", Action.DROP_BLOCK),
        ("It rained.\n\n- [ad_1] -\n\nIt stopped.", "- [ad_1] -", Action.DROP_BLOCK),
    ],
)
def test_a_macro_goes_alone_or_with_a_block_that_holds_nothing_else(text: str, span: str, action: Action) -> None:
    rule = make_rule(patterns=(r"\[ad_\d\]",), fix=FixPolicy(Action.DELETE, Apply.SAFE))
    (finding,) = find(text, rule)
    assert (finding.span.of(text), finding.proposals[0].action) == (span, action)


@pytest.mark.parametrize(("apply", "safe"), [(Apply.SAFE, [True]), (Apply.UNSAFE, [False]), (Apply.NEVER, [])])
def test_apply_decides_whether_there_is_a_proposal_and_whether_it_is_safe(apply: Apply, safe: list[bool]) -> None:
    rule = make_rule(kind=Kind.LINE, phrases=("share",), fix=FixPolicy(Action.DROP_BLOCK, apply))
    (finding,) = find("It rained.\n\nShare", rule)
    assert [p.safe for p in finding.proposals] == safe


def test_the_register_of_a_finding_is_noted_and_its_message_quotes_the_text() -> None:
    rule = make_rule(kind=Kind.LINE, phrases=("share",), message="line: {text}")
    (finding,) = find("It rained.\n\n> Share", rule)
    assert finding.register is Register.QUOTE
    assert finding.message == "line: > Share"
    long = make_rule(kind=Kind.LINE, phrases=("share",), where=Where(Extent.START, 99), message="{text}")
    assert len(find("It rained.\n\nShare " + "word " * 40, long)[0].message) < 100


def test_what_is_gone_already_is_not_found_again() -> None:
    rule = line("share")
    text = "It rained.\n\nShare\n\nShare"
    left = read(text, [rule]).without([span_of(text, "Share")])
    assert [f.span for f in Boilerplate([rule], {}, {}).find(left)] == [span_of(text, "Share", 1)]
