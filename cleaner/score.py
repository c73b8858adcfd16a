"""The score: a sum of named parts, each with a weight, what it lost and why, by a policy (`cleaner.policy`).

A part starts from 100, loses what the findings of its rules cost, and is worth no more than its measures allow. What is
measured is the sound text: what is left without the sentences that a finding takes out or casts doubt on. So one more
defect can only lower the score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from cleaner.model import Cost, Finding, Fix, Quality, ScorePart, Verdict
from cleaner.policy import Measure, PartPolicy, Policy, said
from cleaner.rulebook import Penalty, Rule, Rulebook

THOUSAND = 1000
SHORT = "substance"
"""What a cost is by that all parts bear, because the text is short."""
MOST_TOLD = 3
"""Costs of a part that its reason tells of."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a score rests on. `findings`: all of an article; `signals`: its quantities by name (None: not measured), of
    which `sound_words` must be there; `language`: its code, to tell which families of rules have looked at it."""

    findings: Sequence[Finding]
    signals: Mapping[str, float | None]
    language: str | None
    rules: Rulebook


class Values(NamedTuple):
    """The value of each part of a policy (None: nothing has looked at it): if what was repaired costs nothing any more,
    and for the article as it came."""

    left: tuple[float | None, ...]
    came: tuple[float | None, ...]

    def mixed(self, repaired: Sequence[float]) -> list[float | None]:
        """The values for the score: what was repaired costs the share `repaired`, one of each part, of what it did."""
        rows = zip(self.left, self.came, repaired, strict=True)
        return [None if left is None or came is None else mixed(left, came, share) for left, came, share in rows]


def score(article: Scored, policy: Policy) -> Quality:
    """The quality of an article."""
    losses = [_losses(part, article) for part in policy.parts]
    parts = _parts(article, policy, losses)
    total = _sum(part.points for part in parts)
    before = points_of(_values(article, policy, losses).came, [part.weight for part in policy.parts])
    chance = round(policy.probability.at(total), 4)
    return Quality(total, min(total, _sum(before)), chance, _verdict(chance, parts, policy), parts, policy.name)


def values(article: Scored, policy: Policy) -> Values:
    """The value of each part of an article."""
    return _values(article, policy, [_losses(part, article) for part in policy.parts])


def _values(article: Scored, policy: Policy, losses: Sequence[Sequence[_Loss] | None]) -> Values:
    most = _most(article, policy)
    both = [None if lost is None else _both(lost, most) for lost in losses]
    return Values(tuple(pair and pair[0] for pair in both), tuple(pair and pair[1] for pair in both))


def points_of(values: Sequence[float | None], weights: Sequence[float]) -> list[float]:
    """What each part adds to the score: its value times its share of the weights of all parts that have a value."""
    shares = _shares([0.0 if value is None else weight for value, weight in zip(values, weights, strict=True)])
    return [_points(round(value or 0.0, 1), share) for value, share in zip(values, shares, strict=True)]


def _sum(points: Iterable[float]) -> float:
    return round(fsum(points), 1)


def _verdict(chance: float, parts: Sequence[ScorePart], policy: Policy) -> Verdict:
    if not any(part.weight for part in parts):  # nothing could be measured
        return Verdict.REVIEW
    if chance < policy.review:
        return Verdict.REJECT
    floors = {part.name: part.floor for part in policy.parts}
    sunk = any(p.value is not None and p.weight and p.value < floors[p.name] for p in parts)
    return Verdict.REVIEW if chance < policy.keep or sunk else Verdict.KEEP


@dataclass(frozen=True, slots=True)
class _Loss:
    """What lowers a part: a rule, whose findings take points (of 100; `keeps`: those that were not repaired), or a
    signal, whose measure leaves some."""

    by: str
    says: str
    findings: tuple[int, ...] = ()
    takes: float = 0.0
    keeps: float = 0.0
    leaves: float = 100.0


def _parts(article: Scored, policy: Policy, losses: Sequence[Sequence[_Loss] | None]) -> tuple[ScorePart, ...]:
    looked = [0.0 if lost is None else part.weight for part, lost in zip(policy.parts, losses, strict=True)]
    most = _most(article, policy)
    return tuple(
        _part(part, weight, lost, most, repaired, article)
        for part, weight, lost, repaired in zip(
            policy.parts, _shares(looked), losses, policy.repaired_shares(), strict=True
        )
    )


def _most(article: Scored, policy: Policy) -> float:
    """The share of itself that a part is worth, by the number of sound words."""
    return policy.substance.at(article.signals["sound_words"] or 0.0) / 100


def _part(
    part: PartPolicy,
    weight: float,
    losses: Sequence[_Loss] | None,
    most: float,
    repaired: float,
    article: Scored,
) -> ScorePart:
    if losses is None:
        return ScorePart(part.name, None, 0.0, 0.0, _not_measured(part, article))
    value = mixed(*_both(losses, most), repaired)
    points = _points(value, weight)

    def lift(others: Sequence[_Loss], most: float) -> float:
        return round(_points(mixed(*_both(others, most), repaired), weight) - points, 1)

    sizes = [max(repaired * x.takes + (1 - repaired) * x.keeps, 100.0 - x.leaves) for x in losses]
    shortness = lift(losses, 1.0)
    lost = max(0.0, 100 * weight - points - shortness)
    costs = [
        Cost(
            loss.by,
            round(lost * size / (fsum(sizes) or 1.0), 1),
            lift([other for other in losses if other is not loss], most),
            loss.says,
            loss.findings,
        )
        for loss, size in zip(losses, sizes, strict=True)
    ]
    if most < 1:
        costs.append(Cost(SHORT, shortness, shortness, _short(article)))
    costs.sort(key=lambda cost: (-cost.taken, -cost.lift, cost.by))
    return ScorePart(part.name, value, weight, points, _reason(costs), tuple(costs))


def _reason(costs: Sequence[Cost]) -> str:
    """The dearest costs in sentences."""
    if not costs:
        return "Nothing was found."
    told = [cost.reason for cost in costs[:MOST_TOLD]]
    more = len(costs) - len(told)
    return " ".join((*told, *([f"And {more} more."] if more else [])))


def _both(losses: Sequence[_Loss], most: float) -> tuple[float, float]:
    """The value of a part if what was repaired costs nothing, and if it costs what it did."""
    highest = min((loss.leaves for loss in losses), default=100.0)
    left = max(0.0, 100.0 - fsum(loss.keeps for loss in losses))
    came = max(0.0, 100.0 - fsum(loss.takes for loss in losses))
    return min(highest, left) * most, min(highest, came) * most


def mixed(left: float, came: float, repaired: float) -> float:
    """The value of a part, of which the share `repaired` is that of the article as it came."""
    return round(repaired * came + (1 - repaired) * left, 1)


def _points(value: float, weight: float) -> float:
    return round(value * weight, 1)


def _shares(weights: Sequence[float]) -> list[float]:
    """The weights as shares of their sum, in thousandths that add up to one (the largest remainders are rounded up)."""
    whole = fsum(weights)
    if not whole:
        return [0.0] * len(weights)
    exact = [THOUSAND * weight / whole for weight in weights]
    floors = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    for i in order[: THOUSAND - sum(floors)]:
        floors[i] += 1
    return [share / THOUSAND for share in floors]


def _losses(part: PartPolicy, article: Scored) -> list[_Loss] | None:
    """What lowers a part; None if nothing has looked at it."""
    looked = any(article.rules.covers(family, article.language) for family in part.families)
    losses: list[_Loss] = []
    for rule, mine in _by_rule(part, article.findings).items():
        looked = True
        findings, known = [article.findings[i] for i in mine], article.rules.by_id.get(rule)
        takes = part.scale * _cost(findings, known)
        keeps = part.scale * _cost([f for f in findings if f.fix is not Fix.APPLIED], known)
        losses.append(_Loss(rule, _tells(findings), tuple(mine), takes, keeps))
    for measure in part.measures:
        value = _measured(measure, article.signals)
        if value is not None:
            looked = True
            leaves = measure.curve.at(value)
            if leaves < 100:
                losses.append(_Loss(measure.signal, said(measure.says, value), leaves=leaves))
    return losses if looked else None


def _measured(measure: Measure, signals: Mapping[str, float | None]) -> float | None:
    return signals.get(measure.signal) if (signals["sound_words"] or 0) >= measure.min_words else None


def _by_rule(part: PartPolicy, findings: Sequence[Finding]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for i, finding in enumerate(findings):
        if finding.rule.partition("/")[0] in part.families:
            found[finding.rule].append(i)
    return found


def _cost(findings: Sequence[Finding], rule: Rule | None) -> float:
    """What the findings of one rule cost: never more than its cap."""
    penalty = rule.penalty if rule else Penalty()
    return min(penalty.cap, penalty.each * fsum(f.confidence for f in findings))


def _tells(findings: Sequence[Finding]) -> str:
    """A sentence on the findings of one rule."""
    first = max(findings, key=lambda f: f.confidence)
    mended = sum(f.fix is Fix.APPLIED for f in findings)
    more = f" (and {len(findings) - 1} more like it)" if len(findings) > 1 else ""
    message = first.message.strip().rstrip(".")
    what = f"{message[:1].upper()}{message[1:]}{more}"
    if not mended:
        return f"{what}."
    return f"{what}, repaired." if mended == len(findings) else f"{what}, {mended} of them repaired."


def _short(article: Scored) -> str:
    words = int(article.signals["sound_words"] or 0)
    return f"Only {words} word{'' if words == 1 else 's'} stand in sound sentences, which is hardly an article."


def _not_measured(part: PartPolicy, article: Scored) -> str:
    if part.families:
        return f"Not measured: no {part.name} rule speaks {article.language}."
    return "Not measured: too few sound words, or nothing is known of the language."
