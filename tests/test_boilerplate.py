"""What the page left in the article: where a line, a sentence or a macro counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.detect.boilerplate import Boilerplate
from cleaner.model import Action, Finding, Fix, Register, Repeats
from cleaner.packs import load
from cleaner.rulebook import Apply, Extent, FixPolicy, Kind, Options, Rule, Where, rules_folder
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
        (Extent.LEAD_IN, "Read more: The plan", True),
        (Extent.LEAD_IN, "Read more: “the plan”", True),
        (Extent.LEAD_IN, "Read more: 3 plans", True),
        (Extent.LEAD_IN, "Read more: the plan", False),
        (Extent.LEAD_IN, "Read more:", False),
        (Extent.LEAD_IN, "Read more: The plan is out.", False),
        (Extent.LEAD_IN, "Read more: Is the plan out?", True),
        (Extent.LEAD_IN, "Now read more: The plan", False),
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
        ("fr", "a lire aussi :", "À lire aussi : Le pont rouvert"),
        ("ru", "читайте также :", "Читайте также: Мост открыт"),
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


def settled(text: str, *rules: Rule) -> list[Finding]:
    """What several rules find together."""
    return list(Boilerplate(rules, {}, {}).find(read(text, rules)))


def weighing(apply: Apply, confidence: float = 0.5, **weights: float) -> Rule:
    """A rule that weighs signals."""
    values = {"needed": 1.0, "needed_per_word": 0.0, "max_share": 1.0} | {f"weights.{k}": v for k, v in weights.items()}
    fix = FixPolicy(Action.DROP_BLOCK, apply)
    options = Options({**values, "particles": ()})
    return make_rule(
        id="boilerplate/weighed", kind=Kind.CHECK, check="evidence", options=options, fix=fix, confidence=confidence
    )


def asking(apply: Apply, confidence: float, name: str = "asks") -> Rule:
    """A rule of the line "Join us"."""
    fix = FixPolicy(Action.DROP_BLOCK, apply)
    return make_rule(id=f"boilerplate/{name}", kind=Kind.LINE, phrases=("join us",), fix=fix, confidence=confidence)


STORY = "It rained.\n\nJoin us\n\nIt stopped."


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_findings_at_one_place_the_surest_stays(order: int) -> None:
    rules = [asking(Apply.UNSAFE, 0.9, "sure"), asking(Apply.UNSAFE, 0.6, "unsure")][::order]
    assert [f.rule for f in settled(STORY, *rules)] == ["boilerplate/sure"]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("other", [Apply.UNSAFE, Apply.NEVER])
def test_a_safe_finding_stays_however_sure_one_that_is_not_safe_is(order: int, other: Apply) -> None:
    rules = [asking(Apply.SAFE, 0.1, "safe"), asking(other, 1.0, "sure")][::order]
    assert [f.rule for f in settled(STORY, *rules)] == ["boilerplate/safe"]


@pytest.mark.parametrize("suggestion", [Apply.UNSAFE, Apply.NEVER])
def test_what_a_rule_only_suggests_is_evidence_and_the_safe_finding_stays(suggestion: Apply) -> None:
    (one,) = settled(STORY, asking(suggestion, 1.0), weighing(Apply.SAFE, suggested=1.0))
    assert (one.rule, one.span, [p.safe for p in one.proposals]) == (
        "boilerplate/weighed",
        span_of(STORY, "Join us"),
        [True],
    )
    assert [piece.name for piece in one.evidence] == ["suggested"]


def test_a_suggestion_stays_where_the_evidence_is_not_enough() -> None:
    (one,) = settled(STORY, asking(Apply.UNSAFE, 0.6), weighing(Apply.SAFE, suggested=0.9))
    assert (one.rule, [p.safe for p in one.proposals]) == ("boilerplate/asks", [False])


def test_what_is_safe_already_is_not_weighed() -> None:
    (one,) = settled(STORY, asking(Apply.SAFE, 0.1), weighing(Apply.SAFE, confidence=1.0, **{"no-stop": 1.0}))
    assert (one.rule, one.evidence) == ("boilerplate/asks", ())


def test_what_is_taken_out_is_evidence_against_its_neighbours() -> None:
    rules = (asking(Apply.SAFE, 0.9), weighing(Apply.SAFE, **{"beside-found": 2.0, "no-stop": 0.1}))
    assert [f.span.of(STORY) for f in settled(STORY, *rules)] == ["Join us", "It rained.", "It stopped."]
    unsafe = (asking(Apply.UNSAFE, 0.9), rules[1])
    assert [f.span.of(STORY) for f in settled(STORY, *unsafe)] == ["Join us"]


def test_a_weighed_finding_names_its_three_weightiest_signals() -> None:
    rule = weighing(
        Apply.SAFE, **{"exclaims": 0.1, "no-stop": 0.5, "contact": 0.3, "after-prose": 0.4, "suggested": 0.2}
    )
    text = f"{'A long line of the article of the day ' * 9}ends.\n\nJoin us! www.paper.example"
    (one,) = settled(text, replace(rule, message="{mark}"))
    assert one.message == "no-stop, after-prose, contact"


# --- What is suggested only

PROSE = (
    "The dam above Harlow held through the night, engineers said on Tuesday, and the mayor of the town told the "
    "people there that the worst of the long flood was over."
)


@pytest.mark.parametrize(
    ("heading", "below", "safe"),
    [
        ("## Comments", PROSE, False),
        ("## Comments now", PROSE, False),
        ("## Comments on it", PROSE, True),
        ("## Comments", "Log in", True),
        ("## Comments", "## Another heading", True),
        ("Comments", PROSE, True),
    ],
)
def test_a_heading_of_a_word_or_two_above_a_paragraph_is_suggested_only(heading: str, below: str, safe: bool) -> None:
    text = f"{PROSE}\n\n{heading}\n\n{below}"
    (finding,) = find(text, line("comments", extent=Extent.START))
    assert finding.span == span_of(text, heading)
    assert [p.safe for p in finding.proposals] == [safe]
    assert finding.confidence == 0.9


def test_a_heading_at_the_end_heads_nothing() -> None:
    (finding,) = find(f"{PROSE}\n\n## Comments", line("comments"))
    assert [p.safe for p in finding.proposals] == [True]


SHIPPED = load(rules_folder() / "boilerplate").by_id
HEADLINE = "Pop Star Cancels World Tour After Knee Surgery"
DAM = (
    "The dam held through the night, and the engineers said the worst was over for the town.",
    "Crews had stacked bags along the dam since noon, and the mayor of the town thanked the engineers.",
    "The river rose by two metres, and the dam was watched all night by engineers and crews.",
    "The engineers will open the gates of the dam on Sunday if the river keeps falling, the mayor said.",
)


def test_a_lone_headline_is_suggested_with_less_confidence() -> None:
    rule = SHIPPED["boilerplate/foreign-headline"]
    text = "\n\n".join((*DAM[:2], HEADLINE, *DAM[2:]))
    (finding,) = find(text, rule)
    assert (finding.span, [p.safe for p in finding.proposals]) == (span_of(text, HEADLINE), [False])
    assert finding.confidence == rule.options.number("lone_confidence") < rule.confidence


def test_a_headline_and_its_teaser_are_related_and_share_their_evidence() -> None:
    rule = SHIPPED["boilerplate/foreign-headline"]
    teaser = "The pop star has called off forty concerts of her world tour; the knee will need months after surgery."
    text = "\n\n".join((*DAM[:2], HEADLINE, teaser, *DAM[2:]))
    one, two = find(text, rule)
    assert (one.span, one.related) == (span_of(text, HEADLINE), (two.span,))
    assert (two.span, two.related) == (span_of(text, teaser), (one.span,))
    assert one.evidence == two.evidence != ()
    assert [p.safe for f in (one, two) for p in f.proposals] == [True, True]


def test_a_rule_that_only_counts_pages_is_no_evidence() -> None:
    counting = SHIPPED["boilerplate/site-repeated"]
    rules = (counting, weighing(Apply.SAFE, suggested=1.0))
    text = f"{PROSE}\n\nJoin us: 8/10\n\n{PROSE}"
    repeats = {1: Repeats("example.org", 40, 100, loose=True)}
    (one,) = Boilerplate(rules, {}, {}).find(replace(read(text, rules), repeats=repeats))
    assert (one.rule, [p.safe for p in one.proposals]) == (counting.id, [False])
