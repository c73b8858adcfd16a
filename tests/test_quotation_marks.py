"""Quotation marks that pair, and those that do not."""

from __future__ import annotations

import pytest

from cleaner.detect.quotation_marks import nested_quotation, unclosed_quotation, unopened_quotation
from tests.conftest import make_rule, read

CHECKS = {"unclosed": unclosed_quotation, "unopened": unopened_quotation, "nested": nested_quotation}
RULE = make_rule(id="splice/x")


def faults(text: str, language: str = "en") -> dict[str, list[str]]:
    reading = read(text, [RULE], language)
    found = {name: [f.span.of(text) for f in check(RULE, reading, frozenset())] for name, check in CHECKS.items()}
    return {name: spans for name, spans in found.items() if spans}


@pytest.mark.parametrize("pair", ['""', "“”", "„“", "«»", "»«"])
def test_each_fault_is_told_from_the_others(pair: str) -> None:
    opening, closing = pair
    whole = f"{opening}We go now,{closing} she said."
    assert faults(f"It rained. {whole}\n\nIt stopped.") == {}
    assert faults(f"It rained. {opening}We go now, she said.\n\nIt stopped.") == {
        "unclosed": [f"{opening}We go now, she said."]
    }
    assert faults(f"It rained.\n\nWe go now,{closing} she said.") == {"unopened": [f"We go now,{closing}"]}
    assert list(faults(f"He said: {opening}There is a small {whole}")) == ["nested"]


@pytest.mark.parametrize(
    "text",
    [
        '"We go now.\n\n"It is late," she said.',
        '"We go now. "It is late," she said.',
        "„Wir gehen“, sagte er, »und zwar bald«.",
        "« Il dit “non” », a-t-elle dit.",
        'A board of 6" is long enough.',
        "More about boats »",
        'He said: "The "new" boat is old." It rained.',
        'He said: "It goes like\n\nan old boat\n\nand it sinks." It rained.',
        '"On these terms:\n\nNobody leaves," he said.',
    ],
)
def test_conventions_are_spared(text: str) -> None:
    assert faults(text, "de") == {}


def test_marks_of_a_doubtful_kind_say_nothing() -> None:
    assert faults('It was said."The end of a "word') == {}
