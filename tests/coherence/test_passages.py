"""The passages of an article, and what is measured of each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.coherence.article import article
from cleaner.coherence.lexicon import Lexicon, unit
from cleaner.coherence.lines import Line
from cleaner.coherence.passages import LONGEST, Columns, Passages, measured, passages
from tests.coherence.stories import SOUND, SPLICED, story

WORDS = ["river", "dam", "valley", "flood", "album", "guitar", "tour", "town", "singer"]
LEXICON = Lexicon(
    WORDS,
    np.linspace(2, 6, len(WORDS)).astype(np.float32),
    unit(np.array([[3, 0, 1]] * 4 + [[0, 3, 1]] * 3 + [[3, 0, 2], [0, 3, 2]], np.float32)),
    7.0,
)


def of(lines: tuple[Line, ...], lexicon: Lexicon | None = LEXICON) -> tuple[Passages, Columns]:
    found = passages(article(lines, ("flood", "arden"), lexicon))
    return found, measured(found)


def at(lines: tuple[Line, ...], first: int, last: int) -> dict[str, float]:
    found, columns = of(lines)
    (row,) = np.flatnonzero((found.first == first) & (found.last == last))
    return {name: float(values[row]) for name, values in columns.items()}


def test_every_run_of_judged_sentences_but_the_first_is_a_passage() -> None:
    found, _ = of(SOUND)
    runs = {(a, b) for a in range(1, len(SOUND)) for b in range(a, min(a + LONGEST, len(SOUND)))}
    assert set(zip(found.first.tolist(), found.last.tolist(), strict=True)) == runs


def test_no_passage_holds_a_sentence_that_is_not_judged() -> None:
    barred = tuple(replace(line, judged=i != 3) for i, line in enumerate(SOUND))
    found, _ = of(barred)
    assert len(found.first) and not ((found.first <= 3) & (found.last >= 3)).any()


def test_a_foreign_passage_shares_less_with_the_rest_than_its_neighbours() -> None:
    foreign, native = at(SPLICED, 5, 7), at(SPLICED, 2, 4)
    for name in ("coverage0", "coverage2", "near0", "cosine0", "most_alike", "link2"):
        assert foreign[name] < native[name], name
    assert foreign["new_names0"] > native["new_names0"]


@pytest.mark.parametrize("margin", [0, 2])
def test_coverage_is_the_share_by_weight_of_the_words_that_stand_elsewhere(margin: int) -> None:
    lines = story(
        "The river took the dam today. The valley saw the flood at noon. The town was out of boats. It was a very "
        "long night for them. The album of the singer is out today. The river took the town again."
    )
    river, town, rarest = (float(weight) for weight in (LEXICON.rarity[0], LEXICON.rarity[7], LEXICON.rarest))
    last = at(lines, 5, 5)
    assert last[f"coverage{margin}"] == pytest.approx((river + rarest + town) / (river + 2 * rarest + town))
    assert last[f"link{margin}"] == pytest.approx(rarest)
    assert at(lines, 1, 1)["coverage0"] == 0


def test_without_a_lexicon_nothing_is_measured_of_meaning() -> None:
    _, columns = of(SPLICED, None)
    _, with_meaning = of(SPLICED)
    assert set(columns) < set(with_meaning)
    assert {"near0", "cosine2", "most_alike"} & set(columns) == set()


@given(st.lists(st.sampled_from([*SPLICED, *(replace(line, judged=False) for line in SOUND)]), min_size=2, max_size=30))
def test_whatever_is_read_every_number_is_finite(lines: list[Line]) -> None:
    for lexicon in (LEXICON, None):
        found = passages(article(lines, (), lexicon))
        if len(found.first):
            columns = measured(found)
            assert all(values.shape == found.first.shape and np.isfinite(values).all() for values in columns.values())
