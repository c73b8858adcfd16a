"""The score: its laws, its parts and its policies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import BadConfigFile
from cleaner.model import Category, Finding, Fix, Language, Quality, ScorePart, Span, Verdict
from cleaner.rulebook import Penalty, Rulebook, rules_folder
from cleaner.score import PartPolicy, Policy, SoundText, load_policy, score
from tests.conftest import make_rule

NEWS = load_policy(rules_folder() / "score" / "news.toml")
OWN = Policy("own", 0.5, 80, 50, 20, (
    PartPolicy("boilerplate", 1, ("boilerplate",)),
    PartPolicy("splices", 2, ("splice",)),
    PartPolicy("names", 1, ("names", "spinning")),
    PartPolicy("repetition", 1, ("duplicate",)),
    PartPolicy("readability", 2, measure="readability", curve=((0, 100), (200, 100)), min_words=40, unspaced=False),
    PartPolicy("language", 1, measure="language", curve=((0, 0), (0.8, 100)), min_words=8),
    PartPolicy("length", 3, measure="length", curve=((0, 0), (100, 100))),
))  # fmt: skip
PROSE = "The council said on Monday that it would rebuild the bridge before the winter. " * 15
RULES = {
    rule.id: rule
    for rule in (
        make_rule(id="boilerplate/x", penalty=Penalty(10, 25)),
        make_rule(id="splice/x", languages=("en",), penalty=Penalty(90, 100)),
        make_rule(id="names/x", penalty=Penalty(10, 25)),
        make_rule(id="spinning/x", penalty=Penalty(10, 25)),
        make_rule(id="duplicate/x", penalty=Penalty(10, 25)),
    )
}


def sound(words: int = 200, code: str | None = "en", confidence: float = 0.99, **values: object) -> SoundText:
    language = Language(code, confidence, values.get("declared"))  # type: ignore[arg-type]
    return SoundText(PROSE, words, language, bool(values.get("is_spaced", True)))


def finding(rule: str = "boilerplate/x", fix: Fix = Fix.NONE, confidence: float = 1.0) -> Finding:
    return Finding(rule, Category.BOILERPLATE, Span(0, 1), "m", confidence, fix=fix)


def judge(*findings: Finding, text: SoundText | None = None, policy: Policy = OWN) -> Quality:
    return score(findings, text or sound(), Rulebook(tuple(RULES.values())), policy)


def part(quality: Quality, name: str) -> ScorePart:
    return next(p for p in quality.parts if p.name == name)


FINDINGS = st.lists(
    st.builds(finding, st.sampled_from(sorted(RULES)), st.sampled_from(list(Fix)), st.floats(0, 1)), max_size=12
)
SOUND = st.builds(sound, st.integers(0, 5000), st.sampled_from(["en", None]), st.floats(0, 1), is_spaced=st.booleans())


@given(FINDINGS, SOUND, st.sampled_from([NEWS, OWN]))
def test_weights_sum_to_one_and_the_score_is_the_sum_of_its_parts(
    findings: list[Finding], text: SoundText, policy: Policy
) -> None:
    quality = judge(*findings, text=text, policy=policy)
    assert sum(p.weight for p in quality.parts) == pytest.approx(1.0, abs=0.001)
    assert quality.score == pytest.approx(sum((p.value or 0) * p.weight for p in quality.parts), abs=0.06)
    assert all(p.value is None or 0 <= p.value <= 100 for p in quality.parts)
    assert all(p.reason for p in quality.parts)
    assert 0 <= quality.score_before <= quality.score <= 100


@given(FINDINGS, SOUND, st.sampled_from(sorted(RULES)))
def test_one_more_finding_never_raises_the_score(findings: list[Finding], text: SoundText, rule: str) -> None:
    assert judge(*findings, finding(rule), text=text).score <= judge(*findings, text=text).score


@given(FINDINGS, SOUND)
def test_repairing_never_lowers_the_score(findings: list[Finding], text: SoundText) -> None:
    left = [Finding(f.rule, f.category, f.span, f.message, f.confidence) for f in findings]
    mended = [Finding(f.rule, f.category, f.span, f.message, f.confidence, fix=Fix.APPLIED) for f in findings]
    assert judge(*mended, text=text).score >= judge(*left, text=text).score
    assert judge(*mended, text=text).score_before == judge(*left, text=text).score_before


def test_a_clean_article_has_the_full_score_and_is_kept() -> None:
    quality = judge()
    assert (quality.score, quality.score_before, quality.verdict, quality.policy) == (100, 100, Verdict.KEEP, "own")


def test_a_repaired_defect_costs_less_than_one_that_stays_but_not_nothing() -> None:
    assert judge(finding()).score < judge(finding(fix=Fix.APPLIED)).score < 100


def test_a_doubtful_finding_costs_less_than_a_sure_one() -> None:
    assert judge(finding(confidence=0.9)).score < judge(finding(confidence=0.3)).score


def test_a_rule_costs_no_more_than_its_cap() -> None:
    assert (
        part(judge(*[finding()] * 3), "boilerplate").value == part(judge(*[finding()] * 30), "boilerplate").value == 75
    )


def test_each_family_lowers_its_own_part() -> None:
    quality = judge(finding("duplicate/x"))
    assert [p.name for p in quality.parts if p.value is not None and p.value < 100] == ["repetition"]


@pytest.mark.parametrize(
    ("text", "unmeasured"),
    [
        (sound(code="de"), ["splices"]),
        (sound(words=20), ["readability"]),
        (sound(is_spaced=False), ["readability"]),
        (sound(code=None), ["language"]),
        (sound(words=3, code="de"), ["splices", "readability", "language"]),
    ],
)
def test_what_cannot_be_measured_shares_out_its_weight(text: SoundText, unmeasured: list[str]) -> None:
    quality = judge(text=text)
    assert [(p.name, p.weight) for p in quality.parts if p.value is None] == [(name, 0.0) for name in unmeasured]
    whole = sum(p.weight for p in OWN.parts)
    left = whole - sum(p.weight for p in OWN.parts if p.name in unmeasured)
    for policy_part in OWN.parts:
        if policy_part.name not in unmeasured:
            assert part(quality, policy_part.name).weight == pytest.approx(policy_part.weight / left, abs=0.0001)


def test_a_page_that_declares_another_language_is_doubted() -> None:
    assert part(judge(text=sound(declared="de")), "language").value <= 50


@pytest.mark.parametrize(("confidence", "verdict"), [(0.5, Verdict.KEEP), (1.0, Verdict.REVIEW)])
def test_one_sunken_part_is_enough_for_a_review(confidence: float, verdict: Verdict) -> None:
    quality = judge(finding("splice/x", confidence=confidence))
    assert quality.score >= OWN.keep
    assert quality.verdict is verdict


POLICY = """
repaired = 0.5
[verdict]
keep = 80
review = 50
part_floor = 20
[[part]]
name = "defects"
weight = 3
families = ["boilerplate", "splice"]
[[part]]
name = "length"
weight = 1
measure = "length"
curve = [[0, 0], [100, 100], [200, 50]]
"""


def own_policy(folder: Path, text: str = POLICY) -> Policy:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load_policy(path)


@pytest.mark.parametrize(("words", "value"), [(0, 0), (50, 50), (100, 100), (150, 75), (200, 50), (999, 50)])
def test_a_curve_is_straight_between_its_points_and_flat_beyond(tmp_path: Path, words: int, value: float) -> None:
    assert part(judge(text=sound(words), policy=own_policy(tmp_path)), "length").value == value


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [(0, Verdict.KEEP), (1, Verdict.REVIEW), (2, Verdict.REJECT)],
)
def test_the_verdict_follows_the_score(tmp_path: Path, findings: int, verdict: Verdict) -> None:
    hits = [finding("splice/x", confidence=0.5)] * findings
    quality = judge(*hits, text=sound(100), policy=own_policy(tmp_path))
    assert (quality.verdict, quality.policy) == (verdict, "mine")


@pytest.mark.parametrize(
    "text",
    [
        "x =",
        POLICY.replace("repaired = 0.5", ""),
        POLICY.replace("keep = 80", ""),
        POLICY.replace("weight = 3", 'weight = "three"'),
        POLICY.replace('measure = "length"', 'measure = "width"'),
        POLICY.replace('families = ["boilerplate", "splice"]', ""),
        POLICY.replace("[0, 0], [100, 100], [200, 50]", "[0, 0]"),
        POLICY.replace("weight = 3", "weight = -1"),
        POLICY.replace("weight = 3", "weight = 0").replace("weight = 1", "weight = 0"),
        POLICY.split("[[part]]", maxsplit=1)[0] + "part = []\n",
        POLICY.replace("[[0, 0], [100, 100], [200, 50]]", "[1, 2]"),
    ],
)
def test_a_policy_that_cannot_be_used_is_an_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadConfigFile) as caught:
        own_policy(tmp_path, text)
    assert caught.value.code == "bad-config-file"
    assert "mine.toml" in str(caught.value)


def test_a_policy_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadConfigFile):
        load_policy(tmp_path / "none.toml")
