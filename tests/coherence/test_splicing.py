"""Articles with a passage of another one in them."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.coherence.splicing import Length, Read, Spliced, nearest, overlap, splice
from tests.coherence.stories import FLOOD, SINGER, SOUND, story

HOST = Read("flood", "news", (), SOUND)
DONOR = Read("singer", "news", (), story(SINGER, SINGER, SINGER))


@given(length=st.sampled_from(Length), seed=st.integers(0, 10_000))
def test_what_is_put_in_is_the_donors_and_the_rest_is_the_hosts(length: Length, seed: int) -> None:
    made = splice(HOST, DONOR, length, Random(seed))
    assert made is not None
    foreign = made.lines[made.first : made.last + 1]
    rest = (*made.lines[: made.first], *made.lines[made.last + 1 :])
    assert made.first > 0
    assert len(foreign) in {Length.ONE: (1,), Length.TWO: (2,), Length.PARAGRAPH: (3, 4, 5)}[length]
    assert [line.words for line in rest] == [line.words for line in HOST.lines]
    assert {line.words for line in foreign} <= {line.words for line in DONOR.lines}
    paragraphs = [line.paragraph for line in made.lines]
    assert paragraphs == sorted(paragraphs)
    if length is Length.PARAGRAPH:
        assert not {line.paragraph for line in foreign} & {line.paragraph for line in rest}


def test_an_article_without_whole_sentences_gives_nothing() -> None:
    assert splice(HOST, Read("list", "news", (), story("Boats. Oars. Sails.")), Length.ONE, Random(0)) is None


@pytest.mark.parametrize(
    ("first", "last", "shared"), [(3, 5, 1.0), (3, 4, 2 / 3), (0, 2, 0.0), (5, 7, 1 / 5), (2, 6, 3 / 5)]
)
def test_overlap_is_that_of_jaccard(first: int, last: int, shared: float) -> None:
    passage = Spliced((), 3, 5)
    assert overlap(np.array([first]), np.array([last]), passage) == pytest.approx([shared])


def test_the_nearest_articles_are_those_of_the_same_words_in_the_same_corpus() -> None:
    flood, singer = "\n\n".join(FLOOD), SINGER
    articles = [
        Read("a", "news", (), story(flood)),
        Read("b", "news", (), story(FLOOD[0])),
        Read("c", "news", (), story(singer)),
        Read("d", "blog", (), story(flood)),
    ]
    found = nearest(articles)
    assert found[0][0] == 1
    assert 3 not in found[0]
