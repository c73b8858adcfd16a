"""Passages of another article, spliced into clean ones: which the model finds, and where it cries wolf.

Each article is judged as it is, and with one, two or three to five foreign sentences from a random article of its
corpus (easy) or from one of the ten most like it (hard), by five seeds. The thresholds are those of the shipped model;
BBC and Reuters are no part of what it learnt from, Wikinews and Digital.gov are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy as np

from cleaner import Cleaner
from cleaner.coherence.examples import KINDS, Case, Donors, cases, donors, judged
from cleaner.coherence.lines import FEWEST_LINES
from cleaner.coherence.model import MOST_LINES, Model, load
from cleaner.coherence.network import mean_odds
from cleaner.coherence.splicing import Length, Read, nearest
from cleaner.coherence.train import RULE, as_read
from tests.benchmarks.data import clean_news, half
from tests.benchmarks.sentence_scores import area, average_precision, baselines, by_sentence

SEEDS = 5
RESAMPLED = 1_000
WORKERS = 2
UNSEEN = ("bbc", "reuters")


@dataclass(frozen=True, slots=True)
class Trial:
    """How an article was judged: its kind of splice (None: none), the odds, and whether the right place was named."""

    article: str
    corpus: str
    kind: tuple[Length, bool] | None
    odds: float
    is_right: bool


def run(found: Path | None, half_: int) -> None:
    """Prints false alarms and recall by corpus and kind, and how well single sentences are told."""
    model = load("en")
    assert model is not None
    rows = [row for row in clean_news() if half(row["id"]) == half_]
    with ProcessPoolExecutor(WORKERS) as processes:
        read = [r for r in processes.map(_read, rows, chunksize=40) if FEWEST_LINES <= len(r.lines) <= MOST_LINES]
        pool = donors(read, nearest(read))
        shares = processes.map(partial(_trials, pool, model), range(WORKERS))
        trials = [trial for share in shares for trial in share]
    least = next(rule for rule in Cleaner().rules if rule.id == RULE).options.number("least")
    odds, confidences = np.array(model.curve).T
    threshold = float(np.interp(least, confidences, odds))
    print(f"half {half_}, {SEEDS} seeds, confidence {least} and more (odds {threshold:.2f}); 95 % intervals by article")
    for corpus in sorted({trial.corpus for trial in trials}):
        _print_corpus(corpus, [t for t in trials if t.corpus == corpus], threshold)
    for corpus in UNSEEN:
        _print_sentences(corpus, pool, model)
    if found is not None:
        flags = (json.dumps(flag, ensure_ascii=False) for flag in _flags(read, model))
        found.write_text("\n".join(flags), encoding="utf-8")


def _read(row: dict[str, str]) -> Read:
    return as_read(row["id"], row["corpus"], row["title"], row["text"])


def _trials(pool: Donors, model: Model, start: int) -> list[Trial]:
    """The trials of every `WORKERS`th article."""
    trials: list[Trial] = []
    for place in range(start, len(pool.articles), WORKERS):
        for seed in range(SEEDS):
            random = Random(f"{seed} {pool.articles[place].id}")
            made = cases(place, pool, model.lexicon, random, len(KINDS), with_title=True)
            trials += [_trial(case, model) for case in made if case.spliced is not None or seed == 0]
    return trials


def _trial(case: Case, model: Model) -> Trial:
    kind = (case.length, case.hard) if case.length is not None else None
    if not case.columns:
        return Trial(case.host.id, case.host.corpus, kind, 0.0, False)
    return Trial(case.host.id, case.host.corpus, kind, *judged(case, model.networks))


def _print_corpus(corpus: str, trials: Sequence[Trial], threshold: float) -> None:
    clean = [t for t in trials if t.kind is None]
    spliced = [t for t in trials if t.kind is not None]
    print(f"{corpus}: {len(clean)} articles")
    print(f"  false alarms per 100: {_share(clean, threshold, 100)}")
    easy, hard = ([t for t in spliced if t.kind and t.kind[1] is is_hard] for is_hard in (False, True))
    for name, of in (("all easy", easy), ("all hard", hard)):
        print(f"  {name:24s} {_share(of, threshold)}")
    for length in Length:
        for name, of in (("easy", easy), ("hard", hard)):
            kind = [t for t in of if t.kind and t.kind[0] is length]
            print(f"  {length.value + ', ' + name:24s} {_share(kind, threshold)}")
    flagged = [t.is_right for t in spliced if t.odds >= threshold]
    print(f"  right place              {np.mean(flagged) if flagged else float('nan'):.3f} of {len(flagged)} flags")


def _share(trials: Sequence[Trial], threshold: float, scale: int = 1) -> str:
    """The share of trials with a flag, and where it lies in 95 % of resamples of the articles."""
    by_article: dict[str, list[bool]] = defaultdict(list)
    for trial in trials:
        by_article[trial.article].append(trial.odds >= threshold)
    counts = np.array([(sum(flags), len(flags)) for flags in by_article.values()])
    drawn = np.random.default_rng(0).integers(0, len(counts), (RESAMPLED, len(counts)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1] * scale, (2.5, 97.5))
    total = counts.sum(axis=0)
    return f"{total[0] / total[1] * scale:.3f} ({low:.3f}-{high:.3f})"


def _print_sentences(corpus: str, pool: Donors, model: Model) -> None:
    """How well single sentences are told, where half of the articles have a splice of a random kind."""
    truth: list[np.ndarray] = []
    scores: dict[str, list[np.ndarray]] = defaultdict(list)
    for place, read in enumerate(pool.articles):
        if read.corpus != corpus:
            continue
        random = Random(f"sentences {read.id}")
        made = list(cases(place, pool, model.lexicon, random, 1, with_title=True))
        case = made[-1] if random.random() < 0.5 else made[0]
        if not case.columns:
            continue
        lines = case.spliced.lines if case.spliced else case.host.lines
        foreign = np.zeros(len(lines))
        if case.spliced:
            foreign[case.spliced.first : case.spliced.last + 1] = 1
        truth.append(foreign)
        scores["the model"].append(by_sentence(case, mean_odds(model.networks, case.columns)))
        for name, values in baselines(case, lines, model.lexicon).items():
            scores[name].append(values)
    all_ = np.concatenate(truth)
    print(f"{corpus}, sentences: {len(all_)}, {100 * all_.mean():.1f} % foreign")
    for name, values in scores.items():
        told = np.concatenate(values)
        print(f"  {name:44s} AUC {area(all_, told):.3f}  AP {average_precision(all_, told):.3f}")


def _flags(read: Sequence[Read], model: Model) -> Iterator[dict[str, object]]:
    """The surest flags on clean articles, to be read."""
    found = [
        {
            "corpus": r.corpus,
            "id": r.id,
            "odds": round(j.odds, 2),
            "confidence": round(j.confidence, 2),
            "title": " ".join(r.title),
            "before": " ".join(r.lines[j.first - 1].written),
            "passage": " | ".join(" ".join(line.written) for line in r.lines[j.first : j.last + 1]),
            "new": ", ".join(j.new[:8]),
        }
        for r in read
        for j in model.judge(r.lines, r.title)
    ]
    yield from sorted(found, key=lambda flag: -float(str(flag["odds"])))
