"""Fitting a scoring policy to labels: the weights of its parts, what a repair leaves, the curve of chances.

Weights: logistic regression of the label on what each part has lost, drawn to the policy's own weights by a Gaussian
prior, so that few labels change little, and held to a share of them, so that damage which the labels never show still
counts. Curve: isotonic regression of the label on the score
(Zadrozny and Elkan 2002, "Transforming classifier scores into accurate multiclass probability estimates"), by pooling
adjacent violators (Ayer et al. 1955). Expected calibration error: Naeini et al. 2015, with bins of equal width.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cleaner.errors import BadLabels
from cleaner.policy import Curve, Policy
from cleaner.score import Values, points_of

Floats = npt.NDArray[np.float64]
FOLDS = 5
FEWEST = 20
"""Labels of each kind that a fit needs."""
REPAIRED = tuple(i / 20 for i in range(2, 21))
"""The shares that are tried of what repaired defects cost: never nothing."""
STRAY = 1.0
"""How far a weight strays from the policy's own, in its own size, at one standard deviation of the prior."""
LEAST = 0.3
"""The share of the policy's own weight that a weight keeps at least, before all are brought to a hundred."""
LARGEST_LOGIT = 500
ROUNDS = 100
FEWEST_OF_A_STEP, SHARE_OF_A_STEP = 25, 0.05
"""Labels that a step of the curve rests on, at least: so many, or this share of all, if that is less."""
BINS = 10
THRESHOLDS = tuple(i / 20 for i in range(1, 20))


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its labels. `values`: of the parts of a policy; `is_good`: whether an editor would print the
    cleaned article as it is; `was_good`: and as it came (None: nobody has said)."""

    values: Values
    is_good: bool
    was_good: bool | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """What becomes of articles that are kept from a chance on and rejected below it: shares of 0-1, None of nothing."""

    chance: float
    kept: float
    precision: float | None
    recall: float
    rejected_precision: float | None
    rejected_recall: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted policy, and how its like does on labels that it has not seen (by cross-validation): `auc` of the score,
    `error` the expected calibration error, `brier` the mean squared error of the chance."""

    policy: Policy
    auc: float
    error: float
    brier: float
    thresholds: tuple[Threshold, ...]


def calibrate(rows: Sequence[Labelled], policy: Policy, keep: float, reject: float, hold: Collection[str] = ()) -> Fit:
    """Fits a policy to labels. Its thresholds are the lowest chance from which on the share `keep` of the articles is
    good, and the highest below which the share `reject` is bad; 1 and 0 where there are none, so that nothing is kept
    unread, or rejected. `hold`: parts whose weights (in points of 100) stay as they are, as the labels cannot tell.

    Raises BadLabels if there are too few of either kind.
    """
    held = np.array([part.name in hold for part in policy.parts], dtype=bool)
    good = np.array([row.is_good for row in rows], dtype=bool)
    if min(good.sum(), (~good).sum()) < FEWEST:
        raise BadLabels(
            f"there are {int(good.sum())} articles with the label true and {int((~good).sum())} with false; "
            f"{FEWEST} of each are needed"
        )
    chances, scores = np.zeros(len(rows)), np.zeros(len(rows))
    for fold in range(FOLDS):
        mine = np.arange(len(rows)) % FOLDS == fold
        fitted = _fitted([row for row, out in zip(rows, mine, strict=True) if not out], policy, held)
        scores[mine] = _scores([row for row, out in zip(rows, mine, strict=True) if out], fitted)
        chances[mine] = [fitted.probability.at(score) for score in scores[mine]]
    thresholds = tuple(_threshold(chance, chances, good) for chance in THRESHOLDS)
    final = _fitted(rows, policy, held)
    kept = [t.chance for t in thresholds if t.precision is not None and t.precision >= keep]
    rejected = [t.chance for t in thresholds if t.rejected_precision is not None and t.rejected_precision >= reject]
    at = min(kept, default=1.0)
    final = replace(final, keep=at, review=min(at, max(rejected, default=0.0)))
    brier = float(np.mean((chances - good) ** 2))
    return Fit(final, auc(scores, good), calibration_error(chances, good), brier, thresholds)


def auc(scores: Floats, good: npt.NDArray[np.bool_]) -> float:
    """The chance that a good article has a better score than a bad one (Mann and Whitney); a tie counts half."""
    order = np.sort(scores[~good])
    below = np.searchsorted(order, scores[good], "left") + np.searchsorted(order, scores[good], "right")
    return float(below.mean() / 2 / max(1, len(order)))


def calibration_error(chances: Floats, good: npt.NDArray[np.bool_], bins: int = BINS) -> float:
    """The expected calibration error: how far the mean chance of a bin is from its share of good articles, on average
    over all articles."""
    bin_of = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = (abs(float((chances[bin_of == i] - good[bin_of == i]).sum())) for i in range(bins))
    return sum(gaps) / max(1, len(chances))


def _threshold(chance: float, chances: Floats, good: npt.NDArray[np.bool_]) -> Threshold:
    kept = chances >= chance

    def share(part: npt.NDArray[np.bool_], of: npt.NDArray[np.bool_]) -> float | None:
        return float((part & of).sum() / of.sum()) if of.any() else None

    return Threshold(
        chance, float(kept.mean()), share(good, kept), share(kept, good) or 0.0, share(~good, ~kept),
        share(~kept, ~good) or 0.0,
    )  # fmt: skip


def _fitted(rows: Sequence[Labelled], policy: Policy, held: npt.NDArray[np.bool_]) -> Policy:
    """The policy with weights, share of repaired penalties and curve as the rows have them."""
    good = np.array([row.is_good for row in rows], dtype=float)
    labels = np.concatenate((good, [float(row.was_good) for row in rows if row.was_good is not None]))
    prior = np.array([part.weight for part in policy.parts])
    prior = prior / prior.sum()
    best: tuple[float, float, Floats] | None = None
    left, came = _lost([row.values.left for row in rows]), _lost([row.values.came for row in rows])
    before = came[[i for i, row in enumerate(rows) if row.was_good is not None]]
    for repaired in REPAIRED:
        shares = np.array(replace(policy, repaired=repaired).repaired_shares())
        lost = np.concatenate((shares * came + (1 - shares) * left, before))
        weights, error = _regression(lost, labels, prior, held)
        if best is None or error < best[0]:
            best = error, repaired, weights
    assert best is not None
    _, repaired, weights = best
    if not held.all():
        weights = weights / weights[~held].sum() * prior[~held].sum()
    weights = np.round(100 * np.where(held, prior, weights), 1)
    parts = tuple(replace(part, weight=float(w)) for part, w in zip(policy.parts, weights, strict=True))
    fitted = replace(policy, repaired=repaired, parts=parts)
    return replace(fitted, probability=Curve(tuple(_isotonic(_scores(rows, fitted), good))))


def _scores(rows: Sequence[Labelled], policy: Policy) -> Floats:
    weights = [part.weight for part in policy.parts]
    shares = policy.repaired_shares()
    return np.array([round(sum(points_of(row.values.mixed(shares), weights)), 1) for row in rows])


def _lost(values: Sequence[Sequence[float | None]]) -> Floats:
    """What the parts have lost: a row an article, a column a part, 0-1; nothing, where nothing has looked."""
    return np.array([[0.0 if v is None else 1 - v / 100 for v in some] for some in values])


def _regression(lost: Floats, good: Floats, prior: Floats, held: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    """The weights by which what the parts have lost tells bad from good, and the penalized logarithmic loss. `lost`: a
    row an article, a column a part, 0-1.

    Coordinates are descended one by one by Newton's steps, cut off at their lower bounds; the loss is convex, so they
    end at its minimum. The scale of the prior is found first, with its proportions kept.
    """
    whole = lost @ prior
    start, scale = _line(whole, good)
    weights = scale * prior
    spread = np.maximum(STRAY * weights, 1e-3 * scale)
    logit = start - lost @ weights
    for _ in range(ROUNDS):
        moved = 0.0
        for j in (-1, *np.flatnonzero(~held)):
            column = np.ones(len(good)) if j < 0 else -lost[:, j]
            chance = 1 / (1 + np.exp(-np.clip(logit, -LARGEST_LOGIT, LARGEST_LOGIT)))
            slope = float(column @ (chance - good))
            bend = float((column**2) @ (chance * (1 - chance))) + 1e-9
            if j < 0:
                step = -slope / bend
                start += step
            else:
                pull = (weights[j] - scale * prior[j]) / spread[j] ** 2
                step = max(-(slope + pull) / (bend + 1 / spread[j] ** 2), LEAST * scale * prior[j] - weights[j])
                weights[j] += step
            logit = logit + step * column
            moved = max(moved, abs(step))
        if moved < 1e-4:
            break
    strayed = float((((weights - scale * prior) / spread) ** 2).sum() / 2)
    return weights, float(np.logaddexp(0, np.where(good > 0, -logit, logit)).sum()) + strayed


def _line(x: Floats, good: Floats) -> tuple[float, float]:
    """Start and scale (over zero) of the logistic curve start - scale * x, held a little to scales that are usual."""
    start, scale = 0.0, 10.0
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(start - scale * x, -LARGEST_LOGIT, LARGEST_LOGIT)))
        bend = chance * (1 - chance)
        slope = np.array([float((chance - good).sum()), float(-(x * (chance - good)).sum()) + (scale - 10.0) / 400])
        hessian = np.array([[bend.sum(), -(x * bend).sum()], [-(x * bend).sum(), (x * x * bend).sum() + 1 / 400]])
        step = np.linalg.solve(hessian + 1e-9 * np.eye(2), slope)
        step *= min(1.0, 5.0 / max(1e-9, float(np.abs(step).max())))
        start, scale = start - float(step[0]), max(0.5, scale - float(step[1]))
        if float(np.abs(step).max()) < 1e-6:
            break
    return start, scale


def _isotonic(scores: Floats, good: Floats) -> Iterator[tuple[float, float]]:
    """The points of the rising curve that fits best: mean score and share of good ones of each step. Steps hold
    some labels, and each is drawn to even odds as by one more label of each kind (Laplace)."""
    steps: list[list[float]] = []  # number, good ones, sum of scores
    fewest = max(3.0, min(FEWEST_OF_A_STEP, SHARE_OF_A_STEP * len(scores)))
    order = np.argsort(scores, kind="stable")
    unique = np.unique(scores[order])
    starts = np.searchsorted(scores[order], unique, "left")
    for score, some in zip(unique, np.split(good[order], starts[1:]), strict=True):
        steps.append([float(len(some)), float(some.sum()), float(score) * len(some)])
        while len(steps) > 1 and (steps[-2][0] < fewest or _rate(steps[-2]) >= _rate(steps[-1])):
            last = steps.pop()
            steps[-1] = [a + b for a, b in zip(steps[-1], last, strict=True)]
    if len(steps) > 1 and steps[-1][0] < fewest:
        last = steps.pop()
        steps[-1] = [a + b for a, b in zip(steps[-1], last, strict=True)]
    if len(steps) == 1:
        yield 0.0, round(_rate(steps[0]), 4)
        yield 100.0, round(_rate(steps[0]), 4)
        return
    for step in steps:
        yield round(step[2] / step[0], 2), round(_rate(step), 4)


def _rate(step: Sequence[float]) -> float:
    return (step[1] + 1) / (step[0] + 2)
