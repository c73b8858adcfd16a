"""Articles with and without foreign passages, measured: what the networks are fitted to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from cleaner.coherence.article import article
from cleaner.coherence.fitting import Examples
from cleaner.coherence.lexicon import Array, Floats, Lexicon
from cleaner.coherence.network import Network, log_sum, mean_odds
from cleaner.coherence.passages import measured, passages
from cleaner.coherence.splicing import Length, Read, Spliced, by_corpus, overlap, splice

WITHOUT_TITLE = 0.3
"""How often the headline is kept from the model, so that it does without where there is none."""
SHARPNESS = 4
FEWEST_OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class Case:
    """An article as it is (`length` None) or with a foreign passage from a random article of its corpus, or from one
    that is most like it (`hard`); its passages and their columns."""

    host: Read
    length: Length | None
    hard: bool
    spliced: Spliced | None
    first: Array
    last: Array
    columns: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Donors:
    """Where foreign passages come from: the places of articles, by corpus, and of those most like each."""

    articles: Sequence[Read]
    nearest: Mapping[int, Sequence[int]]
    by_corpus: Mapping[str, Sequence[int]]

    def of(self, place: int, random: Random, *, hard: bool) -> Read | None:
        """Another article of the corpus of the one at `place`."""
        pool = self.nearest[place] if hard else self.by_corpus[self.articles[place].corpus]
        other = random.choice(pool) if pool else place
        return None if other == place else self.articles[other]


def donors(articles: Sequence[Read], nearest: Mapping[int, Sequence[int]]) -> Donors:
    """All articles may give to those of their corpus."""
    return Donors(articles, nearest, by_corpus(articles))


KINDS = tuple((length, hard) for length in Length for hard in (False, True))


def cases(
    place: int, pool: Donors, lexicon: Lexicon | None, random: Random, spliced: int, *, with_title: bool
) -> Iterator[Case]:
    """The article at `place` as it is, and with `spliced` kinds of foreign passages."""
    host = pool.articles[place]
    title = host.title if with_title else ()
    yield _measured(host, title, lexicon, None, hard=False, spliced=None)
    for length, hard in random.sample(KINDS, spliced) if spliced < len(KINDS) else KINDS:
        donor = pool.of(place, random, hard=hard)
        made = splice(host, donor, length, random) if donor is not None else None
        if made is not None:
            yield _measured(host, title, lexicon, length, hard=hard, spliced=made)


def _measured(
    host: Read,
    title: Sequence[str],
    lexicon: Lexicon | None,
    length: Length | None,
    *,
    hard: bool,
    spliced: Spliced | None,
) -> Case:
    of = passages(article(spliced.lines if spliced else host.lines, title, lexicon))
    columns = measured(of) if len(of.first) else {}
    return Case(host, length, hard, spliced, of.first, of.last, columns)


def judged(case: Case, networks: Sequence[Network]) -> tuple[float, bool]:
    """The odds of an article, and whether its likeliest passage lies in the foreign one for the better part."""
    odds = mean_odds(networks, case.columns)
    if case.spliced is None:
        return log_sum(odds), False
    best = int(np.argmax(odds))
    first, last = int(case.first[best]), int(case.last[best])
    shared = min(last, case.spliced.last) - max(first, case.spliced.first) + 1
    return log_sum(odds), 2 * shared >= last - first + 1


def examples(of: Sequence[Case], names: Sequence[str]) -> Examples:
    """What the networks are fitted to. Where no passage overlaps the foreign one enough, the case is left out."""
    tables: list[Array] = []
    targets: list[Array] = []
    for case in of:
        if not case.columns:
            continue
        target = np.zeros(len(case.first))
        if case.spliced is not None:
            shared = overlap(case.first, case.last, case.spliced)
            if shared.max() < FEWEST_OVERLAP:
                continue
            target = shared**SHARPNESS / (shared**SHARPNESS).sum()
        tables.append(np.stack([case.columns[name] for name in names], axis=1).astype(np.float32))
        targets.append(target.astype(np.float32))
    offsets = np.concatenate(([0], np.cumsum([len(target) for target in targets])))
    return Examples(np.concatenate(tables), offsets, np.concatenate(targets))
