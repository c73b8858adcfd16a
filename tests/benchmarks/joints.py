"""What is found of sentences that are glued, cut or joined, and how often sound articles are accused of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from cleaner import Cleaner
from cleaner.errors import CleanerError
from cleaner.model import Span
from cleaner.result import CleanResult
from tests.benchmarks.injuries import Article
from tests.benchmarks.joint_damage import KINDS, Case, cases, material
from tests.benchmarks.naming import articles_of

SURE = 0.5
GOALS = {"glued quotation": 0.9, "cut sentence": 0.9, "residue": 0.9, "missing space": 0.9}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: the rules that speak at its place and not in the sound article; None: not cleaned."""

    kind: str
    form: str
    corpus: str
    rules: tuple[tuple[str, float], ...]
    repaired: bool | None
    near: str


@dataclass(frozen=True, slots=True)
class Accused:
    """A finding in a sound article."""

    id: str
    corpus: str
    rule: str
    confidence: float
    near: str


_JUDGED = ("splice/", "boilerplate/rundown")


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


@cache
def _sound(text: str, title: str) -> CleanResult:
    return _cleaner().clean_text(text, title=title)


def _around(text: str, span: Span, before: int, after: int) -> str:
    return f"{text[max(0, span.start - before) : span.start]}[[{span.of(text)}]]{text[span.end :][:after]}"


def outcome(case: Case) -> Outcome:
    """Cleans an injured article. Raises a child of CleanerError for a text that cannot be cleaned."""
    result = _cleaner().clean_text(case.text, title=case.article.title)
    before = {(f.rule, f.span.of(case.article.text)) for f in _sound(case.article.text, case.article.title).findings}
    there = tuple(
        (f.rule, f.confidence)
        for f in result.findings
        if f.rule.startswith(_JUDGED if case.kind != "residue" else ("splice/", "boilerplate/"))
        and f.span.overlaps(case.place) and (f.rule, f.span.of(case.text)) not in before
    )  # fmt: skip
    repaired = (
        None if case.sound is None else result.text == _cleaner().clean_text(case.sound, title=case.article.title).text
    )
    near = _around(case.text, case.place, 80, 60)
    return Outcome(case.kind, case.form, case.article.corpus, there, repaired, near)


def _outcomes(some: Sequence[Case]) -> list[Outcome]:
    done = []
    for case in some:
        try:
            done.append(outcome(case))
        except CleanerError as error:
            print("failed", case.article.id, error)
    return done


def _accused(some: Sequence[Article]) -> list[Accused]:
    done = []
    for article in some:
        try:
            result = _sound(article.text, article.title)
        except CleanerError:
            continue
        for f in result.findings:
            if f.rule.startswith(_JUDGED):
                near = _around(result.source_text, f.span, 120, 80)
                done.append(Accused(article.id, article.corpus, f.rule, f.confidence, near))
    return done


def run(found: Path | None = None, missed: Path | None = None, which: int = 1, seed: int = 0) -> None:
    """Prints recall by kind and form, and the findings in sound articles by rule and corpus. JSONL files to be read:
    `found` for the latter, `missed` for the injuries that are not found or not repaired."""
    every = list(cases(material(which), seed))
    articles = articles_of(which)
    with ProcessPoolExecutor(2) as pool:
        outcomes = list(chain.from_iterable(pool.map(_outcomes, [every[i : i + 50] for i in range(0, len(every), 50)])))
        accused = list(
            chain.from_iterable(pool.map(_accused, [articles[i : i + 60] for i in range(0, len(articles), 60)]))
        )
    print(f"half {which}, seed {seed}: share found (by a finding of confidence {SURE} or more; by any), and repaired")
    for kind in KINDS:
        _print(kind, [o for o in outcomes if o.kind == kind], goal=GOALS.get(kind))
        for form in sorted({o.form for o in outcomes if o.kind == kind}):
            _print(f"    {form}", [o for o in outcomes if o.kind == kind and o.form == form])
    _print_accused(accused, Counter(a.corpus for a in articles))
    if found:
        _write(found, [{"id": a.id, "rule": a.rule, "in": a.near} for a in accused])
    if missed:
        _write(missed, [{"kind": o.kind, "form": o.form, "rules": o.rules, "repaired": o.repaired, "in": o.near}
                        for o in outcomes if not o.rules or o.repaired is False])  # fmt: skip


def _print(label: str, outcomes: Sequence[Outcome], goal: float | None = None) -> None:
    n = max(1, len(outcomes))
    sure = sum(any(c >= SURE for _, c in o.rules) for o in outcomes)
    repaired = [o.repaired for o in outcomes if o.repaired is not None]
    wanted = f"(goal {goal:.2f})" if goal else ""
    mended = f"{sum(repaired) / len(repaired):>9.3f}" if repaired else ""
    told = sum(bool(o.rules) for o in outcomes)
    print(f"{label:<62}{len(outcomes):>5}{sure / n:>8.3f} {wanted:<12}{told / n:>7.3f}{mended}")


def _print_accused(accused: Sequence[Accused], articles: Mapping[str, int]) -> None:
    print("\nfindings per 100 sound articles (true faults of the articles among them)")
    print(f"{'':<36}" + "".join(f"{corpus:>12}" for corpus in sorted(articles)))
    counts = Counter((a.rule, a.corpus) for a in accused)
    for rule in sorted({a.rule for a in accused}):
        print(f"{rule:<36}" + "".join(f"{100 * counts[rule, c] / articles[c]:>12.2f}" for c in sorted(articles)))


def _write(path: Path, lines: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as sheet:
        sheet.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
