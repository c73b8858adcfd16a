"""Signals of what the detectors found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.model import Block, Category, Finding, Link, Span
from cleaner.signals.measured import Signals
from cleaner.signals.subject import Subject, subject_of

TEXT = "The dam held through the night. Read more news. La presa ha resistito per tutta la notte."
SUBJECT = subject_of(TEXT, "en")


def with_findings(*found: tuple[str, Category, str]) -> Subject:
    """The subject with findings: their rules, their categories and their places."""
    spans = tuple(Span(TEXT.index(piece), TEXT.index(piece) + len(piece)) for _, _, piece in found)
    findings = tuple(
        Finding(rule, category, span, "message", 0.9) for (rule, category, _), span in zip(found, spans, strict=True)
    )
    return replace(SUBJECT, findings=findings, spans=spans)


def test_findings_are_counted_by_category_in_a_thousand_words() -> None:
    measured = Signals(
        with_findings(
            ("boilerplate/related-link", Category.BOILERPLATE, "Read more news."),
            ("spinning/worldwide", Category.NAMING, "dam"),
            ("names/people", Category.NAMING, "presa"),
        )
    )
    words = measured["words"]
    assert words == 17
    assert measured["defects_boilerplate"] == pytest.approx(1000 / 17)
    assert measured["defects_naming"] == pytest.approx(2000 / 17)
    assert measured["defects_splice"] == 0
    assert measured["spun_marks"] == 1


def test_characters_that_two_findings_share_count_once() -> None:
    measured = Signals(
        with_findings(
            ("boilerplate/one", Category.BOILERPLATE, "Read more news."),
            ("boilerplate/two", Category.BOILERPLATE, "more news"),
        )
    )
    assert measured["boilerplate_share"] == pytest.approx(15 / len(TEXT))


def test_passages_in_another_language_have_a_share() -> None:
    foreign = "La presa ha resistito per tutta la notte."
    measured = Signals(with_findings(("splice/foreign-language", Category.SPLICE, foreign)))
    assert measured["foreign_language_share"] == pytest.approx(len(foreign) / len(TEXT))


def test_what_lies_under_links_has_a_share() -> None:
    (block, *_) = SUBJECT.document.blocks
    linked: Block = replace(block, links=(Link(Span(32, 47), "https://example.org"),))
    measured = Signals(replace(SUBJECT, document=replace(SUBJECT.document, blocks=(linked,))))
    assert measured["link_share"] == pytest.approx(15 / len(TEXT))


def test_sound_words_are_a_share_of_all() -> None:
    measured = Signals(replace(SUBJECT, sound_words=8))
    assert (measured["sound_words"], measured["sound_share"]) == (8, pytest.approx(8 / 17))
    assert Signals(subject_of("", "en"))["sound_share"] is None


def test_the_splice_model_is_asked_once_and_only_when_it_is_needed() -> None:
    asked = []

    def odds() -> float:
        asked.append(1)
        return -2.5

    measured = Signals(replace(SUBJECT, odds=odds))
    assert measured["words"] == 17 and not asked
    assert measured["coherence_odds"] == measured["coherence_odds"] == -2.5
    assert len(asked) == 1
    assert Signals(SUBJECT)["coherence_odds"] is None
