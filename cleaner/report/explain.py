"""The score as a table: what each part is worth and gives, what pulled it down and where, what would lift it most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from cleaner.model import Cost, Fix, ScorePart
from cleaner.policy import Policy
from cleaner.report.text import Lines, Style, plain
from cleaner.result import CleanResult
from cleaner.score import SHORT

WIDTH = 112
MOST_PLACES = 5
MOST_LIFTS = 5
_INDENT = " " * 12
_REMEDIES = {
    Fix.APPLIED: "repaired, which is remembered",
    Fix.SUGGESTED: "a repair is suggested: --fix all makes it",
    Fix.NONE: "reported only: somebody has to look at it",
}


def explanation(result: CleanResult, policy: Policy, name: str, style: Style = plain) -> str:
    """The explanation of the score of an article that was read from `name`. Lines are those of its source text."""
    quality = result.quality
    role = {"keep": "good", "review": "rule", "reject": "bad"}[quality.verdict.value]
    lines = Lines(result.source_text)
    rows = [
        f"{style(name, 'strong')}: score {style(f'{quality.score:.1f}', 'strong')} of 100 "
        f"(as it came: {quality.score_before:.1f}), policy {quality.policy}",
        f"chance that it can be printed as it is: {quality.probability:.0%}; "
        f"verdict {style(quality.verdict.value, role)} ({_rule(policy)})",
        "",
        style(f"{'part':<14}{'value':>6} x {'weight':>6} = {'points':>6}  {'of':>5}", "dim"),
    ]
    for part in quality.parts:
        rows += _part(part, result, lines, style)
    rows += [f"{'score':<14}{'':>17}{quality.score:>7.1f}  {100:>5.1f}", *_short(result), *_sunk(result, policy)]
    lifts = [c for p in quality.parts for c in p.costs if c.lift > 0 and c.by != SHORT]
    lifts.sort(key=lambda c: (-c.lift, c.by))
    if lifts:
        rows += ["", "what would lift it most"]
        rows += [
            f"  {style(f'+{cost.lift:<5.1f}', 'good')} {cost.by}: {_remedy(cost, result)}"
            for cost in lifts[:MOST_LIFTS]
        ]
    return "\n".join(rows)


def _rule(policy: Policy) -> str:
    return f"keep from {policy.keep:.0%}, review from {policy.review:.0%}, reject below"


def _part(part: ScorePart, result: CleanResult, lines: Lines, style: Style) -> Iterator[str]:
    if part.value is None:
        yield f"{part.name:<14}{'-':>6}   {'':>6}   {'-':>6}  {'-':>5}  {style(part.reason, 'dim')}"
        return
    role = "good" if part.value >= 100 else "bad"
    shown = style(f"{part.value:>6.1f}", role)
    yield f"{part.name:<14}{shown} x {part.weight:>6.3f} = {part.points:>6.1f}  {100 * part.weight:>5.1f}"
    for cost in part.costs:
        if cost.by == SHORT:
            continue  # told once, below the table
        told = f"{-cost.taken or 0:.1f} {cost.reason}{_places(cost, result, lines)}"
        for row in wrap(told, WIDTH, initial_indent="    ", subsequent_indent=_INDENT):
            yield style(row, "dim")


def _short(result: CleanResult) -> Iterator[str]:
    """What all parts have lost because there is hardly any text."""
    costs = [c for p in result.quality.parts for c in p.costs if c.by == SHORT]
    if costs:
        yield f"every part is worth less, {sum(c.taken for c in costs):.1f} points in all: {costs[0].reason}"


def _places(cost: Cost, result: CleanResult, lines: Lines) -> str:
    """Where the findings of a cost are, by line and column."""
    spans = [result.findings[i].span for i in cost.findings]
    if not spans or all(len(span) == len(result.source_text) for span in spans):
        return ""
    places = [":".join(map(str, lines.place(span.start))) for span in spans]
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    return f" At {', '.join(places[:MOST_PLACES])}{more}."


def _remedy(cost: Cost, result: CleanResult) -> str:
    if not cost.findings:
        return cost.reason
    fixes: Sequence[Fix] = [result.findings[i].fix for i in cost.findings]
    worst = next(fix for fix in (Fix.NONE, Fix.SUGGESTED, Fix.APPLIED) if fix in fixes)
    return f"{len(fixes)} finding{'' if len(fixes) == 1 else 's'}; {_REMEDIES[worst]}"


def _sunk(result: CleanResult, policy: Policy) -> Iterator[str]:
    """The parts that are so low that the article is not kept unread, whatever its chance."""
    floors = {part.name: part.floor for part in policy.parts}
    for part in result.quality.parts:
        if part.value is not None and part.weight and part.value < floors[part.name]:
            yield f"{part.name} is under its floor of {floors[part.name]:g}: not kept without a review"
