"""`python -m cleaner.coherence.train ROWS… --out FOLDER`: learns the splice model from articles that may be used.

ROWS are JSONL files (.gz, .xz or plain) of rows `{id, corpus, may_train, title, text}`; rows without `may_train: true`
are left out. Writes `en.npz` and `en.json`, and `any.npz` and `any.json`, the model without a lexicon, for the other
languages. The same rows and options give the same bytes on the same machine. OPENBLAS_NUM_THREADS=1 makes it quicker.

The articles are parted into `FOLDS`. What is measured of an article rests on a lexicon that has not seen its fold, and
the thresholds on networks that have not, else both look better than they are.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import chain
from os import cpu_count
from pathlib import Path
from random import Random
from typing import IO

import numpy as np

from cleaner.coherence import vectors
from cleaner.coherence.examples import WITHOUT_TITLE, Case, Donors, cases, donors, examples, judged
from cleaner.coherence.fitting import fit
from cleaner.coherence.lexicon import Lexicon
from cleaner.coherence.lines import FEWEST_LINES, heading, lines, share_with
from cleaner.coherence.model import FOLDER, MOST_LINES, Model, save
from cleaner.coherence.network import Network
from cleaner.coherence.splicing import Read, nearest
from cleaner.language import LanguageGuesser
from cleaner.pipeline import Cleaner
from cleaner.rulebook import rules_folder

FOLDS = 4
WORDS = 12_000
DIMENSIONS = 128
EPOCHS = 4
SEEDS = (0, 1, 2)
SPLICED = 4
NO_NEWS = frozenset({"fed_beige_book", "whitehouse_speeches"})
"""Corpora that teach words, but not what an article is."""
THINNED = {"senate_grimmer_cap60": 0.4, "congress_press": 0.4}
"""The share of a corpus that the networks see, lest press releases outvote everything else."""
JUDGES = ("wikinews", "digitalgov")
"""The corpora on which the thresholds are fixed: clean articles, not press releases."""
SPLICED_SHARE = 0.2
"""The share of articles with a foreign passage at which a confidence holds: scraped ones, not a newspaper's."""
RULE = "splice/foreign-passage"
"""The rule that says when an article addresses its reader."""
CONFIDENCES = (0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


def read_rows(paths: Sequence[Path]) -> list[Read]:
    """The articles of the rows that may be used, read as the detectors read them, boilerplate and copies taken out."""
    rows = [row for path in paths for row in _rows(path) if row["may_train"]]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_read, rows, chunksize=50))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    openers: dict[str, partial[IO[str]]] = {
        ".gz": partial(gzip.open, path, "rt", encoding="utf-8"),
        ".xz": partial(lzma.open, path, "rt", encoding="utf-8"),
    }
    with openers.get(path.suffix, partial(path.open, encoding="utf-8"))() as file:
        for line in file:
            yield json.loads(line)


def _read(row: dict[str, str]) -> Read:
    return as_read(row["id"], row["corpus"], row.get("title") or "", row["text"])


@cache
def _reader() -> tuple[Cleaner, frozenset[str]]:
    """A cleaner, and the function words of English."""
    return Cleaner(), LanguageGuesser(rules_folder() / "language").function_words["en"]


def as_read(identity: str, corpus: str, title: str, text: str) -> Read:
    """An English article as the model reads it."""
    cleaner, words = _reader()
    reading = cleaner.remaining(text, title or None)
    return Read(identity, corpus, heading(reading, words), lines(reading, words))


def fold_of(read: Read) -> int:
    """The fold of an article, chosen by a hash."""
    return int(hashlib.sha1(f"fold {read.id}".encode()).hexdigest(), 16) % FOLDS


def learn(articles: Sequence[Read], words: int, dimensions: int, seeds: Sequence[int], *, meaning: bool) -> Model:
    """The model, from articles. `meaning`: whether it has a lexicon."""
    lexicons: list[Lexicon | None] = [None] * (FOLDS + 1)
    if meaning:
        for fold in range(FOLDS + 1):
            seen = [read.lines for read in articles if fold_of(read) != fold]
            lexicons[fold] = vectors.learn(seen, words, dimensions)
            _say(f"lexicon {fold + 1} of {FOLDS + 1}: {len(seen)} articles")
    shown = [read for read in articles if _is_shown(read)]
    pool = donors(shown, nearest(shown))
    workers = cpu_count() or 1
    with ProcessPoolExecutor(workers) as processes:
        shares = processes.map(partial(_measured, pool, lexicons, workers), range(workers))
        measured = [some for _, some in sorted(chain.from_iterable(shares), key=lambda item: item[0])]
    names = next(tuple(case.columns) for some in measured for case in some if case.columns)
    _say(f"{len(shown)} articles measured, {len(names)} columns")
    told: list[tuple[Case, float, bool]] = []
    for fold in range(FOLDS):
        others = [case for some in measured for case in some if fold_of(case.host) != fold]
        networks = _fit(others, names, seeds)
        mine = (case for some in measured for case in some if fold_of(case.host) == fold)
        told += [(case, *judged(case, networks)) for case in mine if case.columns and case.host.corpus in JUDGES]
        _say(f"networks without fold {fold}")
    everything = [case for some in measured for case in some]
    return Model(lexicons[FOLDS], _fit(everything, names, seeds), curve(told))


def _is_shown(read: Read) -> bool:
    share = THINNED.get(read.corpus, 1.0)
    return (
        FEWEST_LINES <= len(read.lines) <= MOST_LINES
        and read.corpus not in NO_NEWS
        and Random(f"shown {read.id}").random() < share
    )


def _measured(pool: Donors, lexicons: Sequence[Lexicon | None], step: int, start: int) -> list[tuple[int, list[Case]]]:
    """The cases of every `step`th article from `start` on, with its place."""
    found: list[tuple[int, list[Case]]] = []
    for place in range(start, len(pool.articles), step):
        read = pool.articles[place]
        random = Random(f"spliced {read.id}")
        with_title = random.random() >= WITHOUT_TITLE
        made = cases(place, pool, lexicons[fold_of(read)], random, SPLICED, with_title=with_title)
        found.append((place, list(made)))
    return found


def _fit(of: Sequence[Case], names: Sequence[str], seeds: Sequence[int]) -> tuple[Network, ...]:
    made = examples(of, names)
    return tuple(fit(names, made, EPOCHS, seed) for seed in seeds)


def curve(every: Sequence[tuple[Case, float, bool]]) -> tuple[tuple[float, float], ...]:
    """For each of `CONFIDENCES` the odds from which on so many flags are right, on articles that the networks have not
    seen, all `JUDGES` counting alike and `SPLICED_SHARE` of the articles being spliced. Articles that address their
    reader are left out: asides are usual there, and a rule asks more of them."""
    policy = next(rule for rule in _reader()[0].rules if rule.id == RULE).options
    address, addressed = policy.words("address"), policy.number("addressed")
    told = [item for item in every if share_with(item[0].host.lines, address) <= addressed]
    corpora = sorted({case.host.corpus for case, _, _ in told})
    points: list[tuple[float, float]] = []
    for odds in np.arange(0, 6, 0.02):
        shares = np.mean([_shares(told, corpus, float(odds)) for corpus in corpora], axis=0)
        right, flagged, false = (float(share) for share in shares)
        precision = SPLICED_SHARE * right / (SPLICED_SHARE * flagged + (1 - SPLICED_SHARE) * false)
        points += [(round(float(odds), 2), sure) for sure in CONFIDENCES[len(points) :] if precision >= sure]
    return tuple(points)


def _shares(told: Sequence[tuple[Case, float, bool]], corpus: str, odds: float) -> tuple[float, float, float]:
    """Of spliced articles of a corpus, the share flagged at the right place and at any; of clean ones, that flagged."""
    spliced = [(value >= odds, right) for case, value, right in told if case.host.corpus == corpus and case.spliced]
    clean = [value >= odds for case, value, _ in told if case.host.corpus == corpus and not case.spliced]
    return (
        sum(flag and right for flag, right in spliced) / max(1, len(spliced)),
        sum(flag for flag, _ in spliced) / max(1, len(spliced)),
        (sum(clean) + 1) / (len(clean) + 1),
    )


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Learns and writes both models."""
    parser = argparse.ArgumentParser(prog="python -m cleaner.coherence.train", description=__doc__.partition("\n")[0])
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--words", type=int, default=WORDS, help="size of the vocabulary")
    parser.add_argument("--dimensions", type=int, default=DIMENSIONS, help="of the word vectors")
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help="number of networks")
    asked = parser.parse_args(arguments)
    articles = read_rows(asked.rows)
    _say(f"{len(articles)} articles read")
    note = f"learnt from {len(articles)} articles: " + ", ".join(sorted({read.corpus for read in articles}))
    for language, meaning in (("en", True), (None, False)):
        model = learn(articles, asked.words, asked.dimensions, range(asked.seeds), meaning=meaning)
        save(model, asked.out, language, note)


if __name__ == "__main__":
    main()
