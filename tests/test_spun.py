"""Marks of a spinner, weighed together."""

from __future__ import annotations

from cleaner.detect.finding import finding
from cleaner.detect.spun import spun
from cleaner.model import Finding, Span
from cleaner.rulebook import Options
from tests.conftest import make_rule, read, span_of

TEXT = "They can not go to us media near Russian Federation."
READING = read(TEXT)
JUDGE = make_rule(id="spinning/spun", options=Options({"enough": 1.0, "most_of_one": 2}), message="{count}: {mark}")
RULES = {
    name: make_rule(id=name, options=Options({"mark": weight} if weight else {}))
    for name, weight in {"spinning/strong": 1.0, "spinning/weak": 0.34, "spinning/other": 0.34, "names/x": 0.0}.items()
}


def mark(name: str, words: str) -> Finding:
    return finding(RULES[name], READING, span_of(TEXT, words))


def test_one_strong_mark_is_enough() -> None:
    found = spun(JUDGE, READING, [mark("names/x", "They"), mark("spinning/strong", "us media")], RULES)
    assert found is not None
    assert (found.span, found.related, found.message) == (span_of(TEXT, "us media"), (), "1: strong")
    assert [(e.name, e.value) for e in found.evidence] == [("spinning/strong", 1.0)]


def test_weak_marks_suffice_only_of_several_rules() -> None:
    same = [mark("spinning/weak", word) for word in ("They", "can not", "us media", "Russian")]
    assert spun(JUDGE, READING, same, RULES) is None
    found = spun(JUDGE, READING, [*same, mark("spinning/other", "go")], RULES)
    assert found is not None and found.span == Span(0, 4) and len(found.related) == 4


def test_the_order_of_findings_does_not_matter() -> None:
    marks = [mark("spinning/weak", "They"), mark("spinning/weak", "go"), mark("spinning/other", "us media")]
    assert spun(JUDGE, READING, marks, RULES) == spun(JUDGE, READING, marks[::-1], RULES)
