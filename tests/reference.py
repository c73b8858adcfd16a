"""What the tests of reference share: what one of our own rules finds in a text, whether it may speak alone or not."""

from __future__ import annotations

from dataclasses import replace

from cleaner.detect.splices import Splices
from cleaner.model import Finding
from cleaner.packs import load
from cleaner.rulebook import Options, rules_folder
from tests.conftest import read
from tests.persons import CENSUS, LANGUAGES

RULES = load(rules_folder()).by_id


def findings(text: str, rule: str, language: str = "en", title: str | None = None) -> list[Finding]:
    """The findings of the rule `splice/<rule>` in a text; its gate is open."""
    ours = RULES[f"splice/{rule}"]
    free = replace(ours, options=Options({**ours.options.values, "alone": 1}))
    splices = Splices([free], LANGUAGES.function_words, CENSUS)
    return list(splices.find(read(text, [free], language, title)))


def found(text: str, rule: str, language: str = "en", title: str | None = None) -> list[str]:
    """The pieces of text that the rule finds."""
    return [finding.span.of(text) for finding in findings(text, rule, language, title)]
