"""Whether a text has been spun: marks of a spinner, weighed together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from cleaner.detect.finding import finding, weightiest_first
from cleaner.model import Evidence, Finding
from cleaner.reading import Reading
from cleaner.rulebook import Rule

MARK = "mark"
"""The option of a rule that says how much a finding of it weighs as a mark; 1 is enough by itself."""


def spun(rule: Rule, reading: Reading, found: Iterable[Finding], rules: Mapping[str, Rule]) -> Finding | None:
    """The finding that a document is spun, at its first mark; None where the marks do not suffice.

    A rule counts at most `most_of_one` times, so that a habit of one writer is no proof.
    """
    marks = sorted((f for f in found if MARK in rules[f.rule].options.values), key=lambda f: (f.span, f.rule))
    counts = Counter(f.rule for f in marks)
    most = int(rule.options.number("most_of_one"))
    weights = {name: rules[name].options.number(MARK) * min(count, most) for name, count in counts.items()}
    if sum(weights.values()) < rule.options.number("enough"):
        return None
    first, *others = marks
    evidence = weightiest_first(Evidence(name, weights[name], f"{counts[name]}×") for name in weights)
    count, kinds = str(len(marks)), ", ".join(piece.name.partition("/")[2] for piece in evidence[:3])
    return finding(
        rule, reading, first.span, related=tuple(f.span for f in others), evidence=evidence, count=count, mark=kinds
    )
