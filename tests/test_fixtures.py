"""Every fixture comes out as its author expects; the known failures still fail, and say why."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cleaner import Cleaner, Config
from cleaner.result import CleanResult

FOLDER = Path(__file__).parent.parent / "fixtures"
CASES = sorted(path.parent for path in FOLDER.rglob("expected.toml"))
FAILING = [case for case in CASES if case.parent.name == "known-failures"]
PASSING = [case for case in CASES if case not in FAILING]


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


@cache
def cleaner(profile: str = "neutral") -> Cleaner:
    return Cleaner(Config(profile=profile))


def cleaned(case: Path) -> CleanResult:
    (article,) = case.glob("article.*")
    return cleaner(expected(case).get("profile", "neutral")).clean(article.read_bytes())


def expected(case: Path) -> dict[str, Any]:
    return tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))


def expected_text(case: Path) -> str:
    return (case / "expected.txt").read_bytes().decode("utf-8")


def expected_findings(case: Path) -> list[tuple[str, str, str]]:
    data = expected(case)
    return [(f["rule"], f["excerpt"], f["fix"]) for f in data.get("finding", [])]


def findings(result: CleanResult) -> list[tuple[str, str, str]]:
    return [(f.rule, f.span.of(result.source_text), f.fix.value) for f in result.findings]


@pytest.mark.parametrize("case", PASSING, ids=name)
def test_the_text_is_the_expected_one(case: Path) -> None:
    assert cleaned(case).text == expected_text(case)


@pytest.mark.parametrize("case", PASSING, ids=name)
def test_the_findings_are_the_expected_ones(case: Path) -> None:
    assert sorted(findings(cleaned(case))) == sorted(expected_findings(case))


@pytest.mark.parametrize("case", PASSING, ids=name)
def test_the_verdict_is_the_expected_one(case: Path) -> None:
    verdict = expected(case).get("verdict")
    assert verdict in (None, cleaned(case).quality.verdict.value)


@pytest.mark.parametrize("case", FAILING, ids=name)
def test_a_known_failure_says_why_and_still_fails(case: Path) -> None:
    data = expected(case)
    result = cleaned(case)
    assert data["reason"]
    is_mended = result.text == expected_text(case) and sorted(findings(result)) == sorted(expected_findings(case))
    assert not is_mended, "mended: move it to the family it belongs to"


def test_untouched_articles_have_no_findings() -> None:
    untouched = [case for case in PASSING if case.parent.name == "untouched"]
    assert len(untouched) >= 4
    assert all(not expected_findings(case) and not cleaned(case).edits for case in untouched)


def test_there_is_a_fixture_for_most_rules() -> None:
    hit = {rule for case in PASSING for rule, _, _ in expected_findings(case)}
    spoken = {rule.id for rule in cleaner().rules if rule.languages in (("en",), ("*",))}
    of_pages = {
        rule.id for rule in cleaner().rules if rule.check in ("element", "linked-list", "evidence", "site-repeated")
    }
    assert hit >= spoken - of_pages - {"names/united-nations", "names/united-kingdom", "names/honorific"}
