"""Sentences that point back and share no word with the article."""

from __future__ import annotations

import pytest

from cleaner.model import Action
from tests.conftest import span_of
from tests.reference import findings, found

STORY = (
    "The dam held overnight, engineers said.\n\nCrews stacked bags along walls. {} Schools stay closed."
    "\n\nMayors thanked volunteers in Harlow. Rivers fall soon. {}"
)
ORPHAN = "Their albums have sold rather poorly overseas."


@pytest.mark.parametrize("orphan", [ORPHAN, "His next film, Meridian, opens in cinemas in March 2005."])
def test_a_last_sentence_that_points_back_to_nobody_is_found(orphan: str) -> None:
    text = STORY.format("It rained.", orphan)
    (finding,) = findings(text, "orphan-ending")
    assert finding.span == finding.proposals[0].span == span_of(text, orphan)
    assert (finding.proposals[0].action, finding.proposals[0].safe) == (Action.DROP_SENTENCE, False)


@pytest.mark.parametrize(
    "ending",
    [
        "Their engineers have inspected every corner.",
        "Many albums have sold rather poorly overseas.",
        "Their albums have sold rather poorly in Harlow.",
        "Their end came.",
        '"Their albums have sold rather poorly overseas."',
        "Their albums have sold rather poorly overseas" + " because nobody there would listen to them at all" * 3 + ".",
    ],
)
def test_a_last_sentence_that_belongs_is_spared(ending: str) -> None:
    assert found(STORY.format("It rained.", ending), "orphan-ending") == []


def test_the_headline_is_read_too() -> None:
    assert found(STORY.format("It rained.", ORPHAN), "orphan-ending", title="Album Sales Fall Overseas") == []


def test_a_sentence_in_the_middle_is_another_rules() -> None:
    text = STORY.format(ORPHAN, "It rained.")
    assert (found(text, "orphan-sentence"), found(text, "orphan-ending")) == ([ORPHAN], [])
    assert found(STORY.format("It rained.", ORPHAN), "orphan-sentence") == []


def test_a_short_article_has_no_orphan() -> None:
    assert found(f"The dam held. {ORPHAN}", "orphan-ending") == []
