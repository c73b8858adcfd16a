"""The score: named parts, each with a weight and a reason, by a policy that is a file in `rules/score/`.

The parts that count findings start from 100 and lose the penalties of their rules. The parts that measure the text
look at the sound text only: what is left without the sentences that a finding takes out or casts doubt on. So one
more defect can only lower the score.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from pathlib import Path

from cleaner.errors import BadConfigFile
from cleaner.model import Finding, Fix, Language, Quality, ScorePart, Verdict
from cleaner.rulebook import Penalty, Rule, Rulebook
from cleaner.signals.readability import lix

Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PartPolicy:
    """How one part is computed: from the findings of some rule families, or from a measured quantity by a curve."""

    name: str
    weight: float
    families: tuple[str, ...] = ()
    measure: str | None = None
    curve: Curve = ()
    min_words: int = 0
    unspaced: bool = True


ALWAYS: Curve = ((0, 100), (1, 100))


@dataclass(frozen=True, slots=True)
class Policy:
    """A scoring policy. `repaired` is the share of a penalty that stays when a defect was put right; `substance` is the
    share of itself (in percent) that a part is worth, by the number of sound words: three words are no article."""

    name: str
    repaired: float
    keep: float
    review: float
    part_floor: float
    parts: tuple[PartPolicy, ...]
    substance: Curve = ALWAYS


@dataclass(frozen=True, slots=True)
class SoundText:
    """What is measured: the prose, the number of words in sentences in which nothing is wrong, and whether the script
    puts spaces between words."""

    text: str
    words: int
    language: Language
    is_spaced: bool


def load_policy(path: Path) -> Policy:
    """Reads a policy. Raises BadConfigFile with the file and what is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        verdict = data["verdict"]
        parts = tuple(
            PartPolicy(
                name=str(row["name"]),
                weight=float(row["weight"]),
                families=tuple(row.get("families", ())),
                measure=row.get("measure"),
                curve=_curve(row.get("curve", ())),
                min_words=int(row.get("min_words", 0)),
                unspaced=bool(row.get("unspaced", True)),
            )
            for row in data["part"]
        )
        policy = Policy(
            path.stem,
            float(data["repaired"]),
            float(verdict["keep"]),
            float(verdict["review"]),
            float(verdict["part_floor"]),
            parts,
            _curve(data.get("substance", ALWAYS)),
        )
    except OSError as error:
        raise BadConfigFile(f"{path}: the policy cannot be read: {error.strerror}") from None
    except KeyError as error:
        raise BadConfigFile(f"{path}: the policy lacks {error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError, TypeError, AttributeError) as error:
        raise BadConfigFile(f"{path}: the policy is not well-formed: {error}") from None
    _check(policy, path)
    return policy


def _curve(points: Iterable[tuple[float, float]]) -> Curve:
    return tuple((float(x), float(y)) for x, y in points)


def _check(policy: Policy, path: Path) -> None:
    """Raises BadConfigFile for a policy whose numbers make no score from 0 to 100."""
    for part in policy.parts:
        if part.measure not in (None, *_MEASURES) or bool(part.families) == bool(part.measure):
            raise BadConfigFile(f"{path}: part {part.name} needs families, or a measure of {', '.join(_MEASURES)}")
    weights = [part.weight for part in policy.parts]
    if not all(isfinite(weight) and weight >= 0 for weight in weights) or sum(weights) <= 0:
        raise BadConfigFile(f"{path}: weights must be numbers that are not negative, and one must be over zero")
    if not 0 <= policy.repaired <= 1:
        raise BadConfigFile(f"{path}: repaired must be from 0 to 1")
    for curve in (policy.substance, *(part.curve for part in policy.parts if part.measure)):
        rising = all(a[0] < b[0] for a, b in pairwise(curve))
        if len(curve) < 2 or not rising or not all(isfinite(x) and 0 <= y <= 100 for x, y in curve):
            raise BadConfigFile(f"{path}: a curve needs two points or more, x rising, y from 0 to 100")


def score(findings: Sequence[Finding], sound: SoundText, rules: Rulebook, policy: Policy) -> Quality:
    """The quality of an article. `rules`: for their penalties and for which languages they cover."""
    measures = {part.name: _measured(part, sound) for part in policy.parts if part.measure}
    before = _parts(findings, sound, rules, policy, measures, repaired=1.0)
    after = _parts(findings, sound, rules, policy, measures, repaired=policy.repaired)
    total = _total(after)
    return Quality(total, min(total, _total(before)), _verdict(total, after, policy), after, policy.name)


def _total(parts: Iterable[ScorePart]) -> float:
    return round(sum((p.value or 0.0) * p.weight for p in parts), 1)


def _verdict(total: float, parts: Iterable[ScorePart], policy: Policy) -> Verdict:
    if total < policy.review:
        return Verdict.REJECT
    sunk = any(p.value is not None and p.weight and p.value < policy.part_floor for p in parts)
    return Verdict.REVIEW if total < policy.keep or sunk else Verdict.KEEP


def _parts(
    findings: Sequence[Finding],
    sound: SoundText,
    rules: Rulebook,
    policy: Policy,
    measures: Mapping[str, tuple[float | None, str]],
    *,
    repaired: float,
) -> tuple[ScorePart, ...]:
    measured: list[tuple[PartPolicy, float | None, str]] = []
    most = _on(policy.substance, sound.words)
    for part in policy.parts:
        if part.measure:
            value, reason = measures[part.name]
        else:
            value, reason = _counted(part, findings, sound.language.code, rules, repaired)
        if value is not None and most < 100 and part.measure != "length":
            value, reason = round(value * most / 100, 1), f"{reason} (short text)"
        measured.append((part, value, reason))
    whole = sum(part.weight for part, value, _ in measured if value is not None) or 1.0
    return tuple(
        ScorePart(part.name, value, round(part.weight / whole, 4) if value is not None else 0.0, reason)
        for part, value, reason in measured
    )


def _counted(
    part: PartPolicy, findings: Sequence[Finding], language: str | None, rules: Rulebook, repaired: float
) -> tuple[float | None, str]:
    mine = [f for f in findings if f.rule.partition("/")[0] in part.families]
    if not mine and not any(rules.covers(family, language) for family in part.families):
        return None, f"not measured: no {part.name} rule speaks {language}"
    costs = {rule: _cost(found, rules.by_id.get(rule), repaired) for rule, found in _by_rule(mine).items()}
    value = round(max(0.0, 100.0 - sum(costs.values())), 1)
    return value, _reason(mine, costs)


def _by_rule(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.rule].append(finding)
    return found


def _cost(findings: Sequence[Finding], rule: Rule | None, repaired: float) -> float:
    """What the findings of one rule cost: never more than its cap, and `repaired` of that for what was put right."""
    penalty = rule.penalty if rule else Penalty()
    whole = penalty.each * sum(f.confidence for f in findings)
    left = penalty.each * sum(f.confidence for f in findings if f.fix is not Fix.APPLIED)
    return repaired * min(penalty.cap, whole) + (1 - repaired) * min(penalty.cap, left)


def _reason(findings: Sequence[Finding], costs: Mapping[str, float]) -> str:
    if not findings:
        return "nothing found"
    mended = sum(1 for f in findings if f.fix is Fix.APPLIED)
    dearest = sorted(costs, key=lambda rule: (-costs[rule], rule))[:3]
    counts = {rule: sum(1 for f in findings if f.rule == rule) for rule in dearest}
    listed = ", ".join(f"{rule.partition('/')[2]} {counts[rule]}×" for rule in dearest)
    return f"{len(findings)} found, {mended} repaired: {listed}"


def _measured(part: PartPolicy, sound: SoundText) -> tuple[float | None, str]:
    if not part.unspaced and not sound.is_spaced:
        return None, "not measured: the script has no spaces between words"
    if sound.words < part.min_words:
        return None, f"not measured: fewer than {part.min_words} words are sound"
    return _MEASURES[part.measure or ""](part, sound)


def _readability(part: PartPolicy, sound: SoundText) -> tuple[float | None, str]:
    found = lix(sound.text)
    value = _on(part.curve, found)
    return value, f"LIX {found:.0f}{'' if value >= 99 else ': unusual for an article'}"


def _language(part: PartPolicy, sound: SoundText) -> tuple[float | None, str]:
    language = sound.language
    if language.code is None:
        return None, "not measured: too little text to tell the language"
    value = _on(part.curve, language.confidence)
    if language.declared and language.declared != language.code and language.confidence >= 0.9:
        return min(value, 50.0), f"reads as {language.code}, but the page says {language.declared}"
    return value, f"{language.code}, confidence {language.confidence:.2f}"


def _length(part: PartPolicy, sound: SoundText) -> tuple[float | None, str]:
    return _on(part.curve, sound.words), f"{sound.words} sound words"


_MEASURES = {"readability": _readability, "language": _language, "length": _length}


def _on(curve: Curve, x: float) -> float:
    """The height of a curve of straight lines at `x`; flat beyond its ends."""
    i = bisect_right(curve, x, key=lambda point: point[0])
    if i == 0 or i == len(curve):
        return curve[max(0, i - 1)][1]
    (x0, y0), (x1, y1) = curve[i - 1], curve[i]
    return round(y0 + (y1 - y0) * (x - x0) / (x1 - x0), 1)
