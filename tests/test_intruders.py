"""Passages that belong to another story, as the splice model judges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner import Cleaner, Config
from cleaner.coherence.judge import Judge
from cleaner.detect.intruders import foreign_passage
from cleaner.model import Action, Finding, FixMode
from cleaner.reading import Reading
from cleaner.rulebook import Apply, FixPolicy, Options
from tests.coherence.stories import FLOOD, SINGER, WORDS
from tests.conftest import make_rule, read

SOUND = "\n\n".join(FLOOD)
SPLICED = "\n\n".join((*FLOOD[:2], SINGER, *FLOOD[2:]))
OPTIONS: dict[str, object] = {
    "model": ("en",),
    "least": 0.5,
    "below": 1,
    "worth": 1,
    "address": ("you",),
    "addressed": 0.1,
    "addressed_least": 0.99,
}


def judged(text: str, words: frozenset[str] = WORDS["en"]) -> Reading:
    reading = read(text)
    return replace(reading, judge=Judge(reading, words))


def found(text: str, **options: object) -> list[Finding]:
    rule = make_rule(
        id="splice/test",
        message="{range}: {new}; {link}",
        fix=FixPolicy(Action.DROP_SENTENCE, Apply.UNSAFE),
        options=Options({**OPTIONS, **options}),  # type: ignore[dict-item]
    )
    return list(foreign_passage(rule, judged(text), WORDS["en"]))


def test_the_foreign_paragraph_is_named_and_the_sound_article_left_alone() -> None:
    (finding,) = found(SPLICED)
    assert finding.span.of(SPLICED) == SINGER
    assert finding.confidence >= 0.5
    assert found(SOUND) == []


def test_the_finding_says_what_stands_nowhere_else_and_what_the_nearest_link_is() -> None:
    (finding,) = found(SPLICED)
    new = next(piece for piece in finding.evidence if piece.name == "new-words")
    assert "Sweden" in new.note and new.value > 10
    assert finding.message.startswith("sentences 6 to 8: ")


def test_each_sentence_is_proposed_for_removal_but_not_unasked() -> None:
    (finding,) = found(SPLICED)
    assert [proposal.span.of(SPLICED)[:10] for proposal in finding.proposals] == [
        "The singer",
        "It went to",
        "Her label ",
    ]
    assert not any(proposal.safe for proposal in finding.proposals)


@pytest.mark.parametrize(
    "options", [{"below": 0.1}, {"least": 1.0}, {"address": ("the",)}], ids=["surer", "less-sure", "addressed"]
)
def test_a_rule_speaks_only_within_its_bounds(options: dict[str, object]) -> None:
    assert found(SPLICED, **options) == []


def test_less_is_claimed_where_the_rule_says_so() -> None:
    (whole,), (half,) = found(SPLICED), found(SPLICED, worth=0.5)
    assert half.confidence == pytest.approx(whole.confidence / 2, abs=0.01)


def test_short_articles_and_languages_without_function_words_are_not_judged() -> None:
    assert found("\n\n".join((FLOOD[0], SINGER))) == []
    rule = make_rule(options=Options({**OPTIONS}))  # type: ignore[dict-item]
    assert list(foreign_passage(rule, judged(SPLICED, frozenset()), frozenset())) == []


def test_it_goes_only_when_all_is_to_be_fixed(cleaner: Cleaner) -> None:
    kept = cleaner.clean_text(SPLICED)
    assert SINGER in kept.text and any(f.rule == "splice/foreign-passage" for f in kept.findings)
    everything = Cleaner(Config(fix=FixMode.ALL)).clean_text(SPLICED)
    assert "singer" not in everything.text and everything.text.count("\n\n") == 3
    sound = cleaner.clean_text(SOUND).quality
    assert kept.quality.score < sound.score - 5
    assert kept.quality.probability < 0.2
    assert sound.probability > 0.9


def test_german_is_judged_by_shared_words_and_says_so(cleaner: Cleaner) -> None:
    text = next(rule for rule in cleaner.rules if rule.id == "splice/unlinked-passage").bad[0].text
    finding = next(f for f in cleaner.clean_text(text).findings if f.rule == "splice/unlinked-passage")
    assert "no model" in finding.message
