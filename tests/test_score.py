"""The score: its laws, its parts, its costs and its verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Category, Finding, Fix, Quality, ScorePart, Span, Verdict
from cleaner.policy import Curve, Measure, PartPolicy, Policy, load_policy
from cleaner.rulebook import Penalty, Rulebook, rules_folder
from cleaner.score import Scored, points_of, score, values
from cleaner.signals.measured import Signals
from cleaner.signals.subject import subject_of
from tests.conftest import make_rule

ARTICLE = Signals(subject_of("The council said on Monday that it would rebuild the bridge before winter. " * 15, "en"))
"""A sound text, in the signals that the shipped policies ask for."""
NEWS = load_policy(rules_folder() / "score" / "news.toml")
OWN = Policy(
    "own",
    repaired=0.5,
    substance=Curve(((0, 0), (50, 100))),
    probability=Curve(((0, 0), (100, 1))),
    keep=0.8,
    review=0.5,
    parts=(
        PartPolicy("boilerplate", 1, families=("boilerplate",)),
        PartPolicy("splices", 2, 20, families=("splice",)),
        PartPolicy("names", 1, families=("names", "spinning"), scale=2),
        PartPolicy("repetition", 1, families=("duplicate",)),
        PartPolicy("spam", 2, measures=(
            Measure("shouting_share", Curve(((0, 100), (1, 0))), "{value:.0%} shouted.", 40),
            Measure("emoji_share", Curve(((0, 100), (1, 0))), "{value:.2f} emoji.", 40),
        )),
        PartPolicy("length", 3, measures=(Measure("sound_words", Curve(((0, 0), (100, 100))), "{value:.0f} words."),)),
    ),
)  # fmt: skip
RULES = Rulebook(
    (
        make_rule(id="boilerplate/x", penalty=Penalty(10, 25)),
        make_rule(id="boilerplate/y", penalty=Penalty(5, 25)),
        make_rule(id="splice/x", languages=("en",), penalty=Penalty(90, 100)),
        make_rule(id="names/x", penalty=Penalty(10, 25)),
        make_rule(id="spinning/x", penalty=Penalty(10, 25)),
        make_rule(id="duplicate/x", penalty=Penalty(10, 25)),
    )
)


def finding(rule: str = "boilerplate/x", fix: Fix = Fix.NONE, confidence: float = 1.0) -> Finding:
    return Finding(rule, Category.BOILERPLATE, Span(0, 1), "a line of the page", confidence, fix=fix)


def signals(words: float = 200, shouting: float | None = 0, emoji: float | None = 0) -> Mapping[str, float | None]:
    return {**ARTICLE, "sound_words": words, "shouting_share": shouting, "emoji_share": emoji}


def judge(
    *findings: Finding,
    measured: Mapping[str, float | None] | None = None,
    language: str | None = "en",
    policy: Policy = OWN,
) -> Quality:
    return score(Scored(findings, measured or signals(), language, RULES), policy)


def part(quality: Quality, name: str) -> ScorePart:
    return next(p for p in quality.parts if p.name == name)


IDS = sorted(rule.id for rule in RULES)
FINDINGS = st.lists(st.builds(finding, st.sampled_from(IDS), st.sampled_from(list(Fix)), st.floats(0, 1)), max_size=12)
SHARES = st.one_of(st.none(), st.floats(0, 1))
SIGNALS = st.builds(signals, st.integers(0, 5000), SHARES, SHARES)
POLICIES = st.sampled_from([NEWS, OWN])
LANGUAGES = st.sampled_from(["en", "de", None])


@given(FINDINGS, SIGNALS, LANGUAGES, POLICIES)
def test_the_points_of_the_parts_add_up_to_the_score_exactly(
    findings: list[Finding], measured: Mapping[str, float | None], language: str | None, policy: Policy
) -> None:
    quality = judge(*findings, measured=measured, language=language, policy=policy)
    assert sum(round(10 * p.points) for p in quality.parts) == round(10 * quality.score)
    assert sum(round(1000 * p.weight) for p in quality.parts) in (0, 1000)
    for p in quality.parts:
        assert p.value is None or (0 <= p.value <= 100 and p.points == round(p.value * p.weight, 1))
    assert 0 <= quality.score_before <= quality.score <= 100
    assert 0 <= quality.probability <= 1
    assert all(p.reason for p in quality.parts)


@given(FINDINGS, SIGNALS, st.sampled_from(IDS), POLICIES)
def test_one_more_finding_never_raises_the_score(
    findings: list[Finding], measured: Mapping[str, float | None], rule: str, policy: Policy
) -> None:
    fewer, more = (judge(*some, measured=measured, policy=policy) for some in (findings, [*findings, finding(rule)]))
    assert more.score <= fewer.score
    assert more.score_before <= fewer.score_before
    assert more.probability <= fewer.probability


@given(FINDINGS, SIGNALS, POLICIES)
def test_repairing_never_lowers_the_score(
    findings: list[Finding], measured: Mapping[str, float | None], policy: Policy
) -> None:
    left, mended = (
        judge(*(replace(f, fix=fix) for f in findings), measured=measured, policy=policy)
        for fix in (Fix.NONE, Fix.APPLIED)
    )
    assert mended.score >= left.score
    assert mended.score_before == left.score_before


@given(st.permutations(range(8)), st.lists(st.floats(0, 1), min_size=8, max_size=8), POLICIES)
def test_the_order_of_the_findings_does_not_matter(
    order: Sequence[int], confidences: list[float], policy: Policy
) -> None:
    findings = [finding(IDS[i % len(IDS)], list(Fix)[i % 3], sure) for i, sure in enumerate(confidences)]
    straight, shuffled = (judge(*some, policy=policy) for some in (findings, [findings[i] for i in order]))
    assert [p.points for p in straight.parts] == [p.points for p in shuffled.parts]
    assert (straight.score, straight.score_before) == (shuffled.score, shuffled.score_before)


@given(FINDINGS, SIGNALS, POLICIES)
def test_the_costs_say_what_the_score_would_gain(
    findings: list[Finding], measured: Mapping[str, float | None], policy: Policy
) -> None:
    quality = judge(*findings, measured=measured, policy=policy)
    for p in quality.parts:
        lost = round(100 * p.weight - p.points, 1)
        assert all(0 <= cost.lift <= lost and 0 <= cost.taken <= lost for cost in p.costs)
        assert not p.costs or sum(cost.taken for cost in p.costs) == pytest.approx(lost, abs=0.06 * len(p.costs) + 0.06)
        assert [cost.taken for cost in p.costs] == sorted((cost.taken for cost in p.costs), reverse=True)
        for cost in (c for c in p.costs if c.findings):
            others = [f for i, f in enumerate(findings) if i not in cost.findings]
            without = part(judge(*others, measured=measured, policy=policy), p.name)
            assert without.points - p.points == pytest.approx(cost.lift, abs=1e-9)


@given(FINDINGS, SIGNALS)
def test_what_policies_are_fitted_to_is_what_the_score_adds_up(
    findings: list[Finding], measured: Mapping[str, float | None]
) -> None:
    article = Scored(findings, measured, "en", RULES)
    points = points_of(values(article, OWN).mixed(OWN.repaired_shares()), [p.weight for p in OWN.parts])
    assert points == [p.points for p in score(article, OWN).parts]


def test_a_clean_article_has_the_full_score_and_is_kept() -> None:
    quality = judge()
    assert (quality.score, quality.score_before, quality.verdict, quality.policy) == (100, 100, Verdict.KEEP, "own")
    assert {p.reason for p in quality.parts} == {"Nothing was found."}


def test_a_repaired_defect_costs_less_than_one_that_stays_but_not_nothing() -> None:
    assert judge(finding()).score < judge(finding(fix=Fix.APPLIED)).score < 100


def test_a_part_may_forget_repairs_sooner_than_the_others() -> None:
    first, *others = OWN.parts
    forgetting = replace(OWN, parts=(replace(first, repaired=0.1), *others))
    mended = finding(fix=Fix.APPLIED)
    assert part(judge(mended), "boilerplate").value == 95
    assert part(judge(mended, policy=forgetting), "boilerplate").value == 99
    assert judge(mended, policy=forgetting).score_before == judge(mended).score_before


def test_a_doubtful_finding_costs_less_than_a_sure_one() -> None:
    assert judge(finding(confidence=0.9)).score < judge(finding(confidence=0.3)).score


def test_a_rule_costs_no_more_than_its_cap_and_a_part_may_weigh_its_rules_anew() -> None:
    assert [part(judge(*[finding()] * n), "boilerplate").value for n in (1, 3, 30)] == [90, 75, 75]
    assert [part(judge(*[finding("names/x")] * n), "names").value for n in (1, 30)] == [80, 50]


def test_each_family_lowers_its_own_part() -> None:
    quality = judge(finding("duplicate/x"))
    assert [p.name for p in quality.parts if p.value is not None and p.value < 100] == ["repetition"]


def test_a_reason_is_a_sentence_for_each_rule_with_the_findings_it_rests_on() -> None:
    findings = finding(), finding("names/x"), finding("boilerplate/y"), finding(fix=Fix.APPLIED)
    quality = judge(*findings)
    dear, cheap = part(quality, "boilerplate").costs
    assert (dear.by, dear.findings, cheap.by, cheap.findings) == ("boilerplate/x", (0, 3), "boilerplate/y", (2,))
    assert dear.reason == "A line of the page (and 1 more like it), 1 of them repaired."
    assert part(quality, "boilerplate").reason == f"{dear.reason} {cheap.reason}"


def test_a_part_is_worth_no_more_than_its_lowest_measure() -> None:
    spam = part(judge(measured=signals(shouting=0.2, emoji=0.5)), "spam")
    assert spam.value == 50
    assert [(cost.by, cost.reason) for cost in spam.costs] == [
        ("emoji_share", "0.50 emoji."),
        ("shouting_share", "20% shouted."),
    ]
    assert [cost.lift > 0 for cost in spam.costs] == [True, False]


@pytest.mark.parametrize(
    ("measured", "language", "unmeasured"),
    [
        (signals(), "de", ["splices"]),
        (signals(words=39), "en", ["spam"]),
        (signals(shouting=None, emoji=None), "en", ["spam"]),
        (signals(shouting=None), "en", []),
    ],
)
def test_what_cannot_be_measured_shares_out_its_weight(
    measured: Mapping[str, float | None], language: str, unmeasured: list[str]
) -> None:
    quality = judge(measured=measured, language=language)
    assert [(p.name, p.weight, p.points) for p in quality.parts if p.value is None] == [
        (name, 0, 0) for name in unmeasured
    ]
    assert all(part(quality, name).reason.startswith("Not measured: ") for name in unmeasured)
    left = sum(p.weight for p in OWN.parts if p.name not in unmeasured)
    for own in OWN.parts:
        if own.name not in unmeasured:
            assert part(quality, own.name).weight == pytest.approx(own.weight / left, abs=0.001)


def test_where_nothing_can_be_measured_somebody_has_to_read_it() -> None:
    only = replace(
        OWN, parts=(PartPolicy("odd", 1, measures=(Measure("spam_of_nobody", Curve(((0, 100), (1, 0))), "x"),)),)
    )
    quality = judge(policy=only)
    assert (quality.parts[0].value, quality.verdict) == (None, Verdict.REVIEW)


def test_three_words_are_no_article() -> None:
    quality = judge(finding(), measured=signals(words=25))
    assert part(quality, "boilerplate").value == 45
    assert [cost.by for cost in part(quality, "boilerplate").costs] == ["substance", "boilerplate/x"]
    assert "Only 25 words stand in sound sentences" in part(quality, "repetition").reason


@pytest.mark.parametrize(
    ("confidence", "chance", "verdict"),
    [(0.1, 0.98, Verdict.KEEP), (0.9, 0.838, Verdict.REVIEW), (1.0, 0.82, Verdict.REVIEW)],
)
def test_the_verdict_follows_the_chance_and_a_sunken_part_is_enough_for_a_review(
    confidence: float, chance: float, verdict: Verdict
) -> None:
    quality = judge(finding("splice/x", confidence=confidence))
    assert quality.probability == pytest.approx(chance, abs=0.003)
    assert quality.verdict is verdict


@pytest.mark.parametrize(("words", "verdict"), [(100, Verdict.KEEP), (40, Verdict.REVIEW), (10, Verdict.REJECT)])
def test_the_verdict_is_that_of_the_thresholds(words: int, verdict: Verdict) -> None:
    assert judge(measured=signals(words=words)).verdict is verdict
