"""The splice model's view of one reading, made once."""

from __future__ import annotations

import pytest

from cleaner.coherence import model
from cleaner.coherence.judge import ANY, Judge
from tests.coherence.stories import FLOOD, SINGER, WORDS
from tests.conftest import read

SPLICED = "\n\n".join((*FLOOD[:2], SINGER, *FLOOD[2:]))


def test_the_judgement_is_made_once_for_each_model(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    load = model.load
    monkeypatch.setattr(model, "load", lambda language: asked.append(language) or load(language))
    judge = Judge(read(SPLICED), WORDS["en"])
    assert judge("en") is judge("en")
    assert judge(ANY) != judge("en")
    assert asked == ["en", None]


def test_the_foreign_passage_is_the_likeliest_and_what_it_lacks_is_told() -> None:
    (judgement,) = Judge(read(SPLICED), WORDS["en"])("en")
    assert [span.of(SPLICED)[:10] for span in judgement.spans] == ["The singer", "It went to", "Her label "]
    assert judgement.confidence > 0.5 and "Sweden" in judgement.new


def test_a_sound_article_has_odds_but_no_confidence_and_no_words_are_looked_up() -> None:
    (judgement,) = Judge(read("\n\n".join(FLOOD)), WORDS["en"])("en")
    assert (judgement.confidence, judgement.new, judgement.nearest) == (0, (), None)
    assert judgement.odds < Judge(read(SPLICED), WORDS["en"])("en")[0].odds


@pytest.mark.parametrize(
    ("text", "words", "language"),
    [(FLOOD[0], WORDS["en"], "en"), (SPLICED, frozenset[str](), "en"), (SPLICED, WORDS["en"], "xx")],
    ids=["short", "no-function-words", "no-model"],
)
def test_where_nothing_can_be_judged_there_is_nothing(text: str, words: frozenset[str], language: str) -> None:
    assert Judge(read(text), words)(language) == ()
