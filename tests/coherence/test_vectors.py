"""Word vectors from counts."""

from __future__ import annotations

from random import Random

from cleaner.coherence.lexicon import unit
from cleaner.coherence.lines import Line
from cleaner.coherence.vectors import learn
from tests.coherence.stories import story

TOPICS = (
    ["river", "dam", "valley", "flood", "water", "boat"],
    ["album", "guitar", "singer", "tour", "drummer", "song"],
)


def articles(count: int) -> list[tuple[Line, ...]]:
    """Articles of which each keeps to the words of one topic."""
    random = Random(0)
    made = []
    for i in range(count):
        words = TOPICS[i % 2]
        made.append(story(" ".join(f"The {' '.join(random.sample(words, 4))} was here today." for _ in range(6))))
    return made


def test_words_of_one_topic_lie_near_each_other() -> None:
    lexicon = learn(articles(60), 100, 4)
    vectors = unit(lexicon.vectors)
    near = vectors @ vectors.T
    at = lexicon.index
    assert near[at["river"], at["flood"]] > near[at["river"], at["guitar"]] + 0.5


def test_words_are_ranked_by_their_articles_and_rare_ones_left_out() -> None:
    lexicon = learn([*articles(60), story("The zither was here.")], 100, 4)
    assert "today" in lexicon.stems[:2] and "zither" not in lexicon.stems
    assert lexicon.rarity[lexicon.index["today"]] < lexicon.rarity[lexicon.index["river"]] < lexicon.rarest
    assert len(learn(articles(60), 5, 4).stems) == 5
