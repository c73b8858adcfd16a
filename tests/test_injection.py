"""The benchmark of injected lines measures what it says: on articles of its own, without the shared data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner import Cleaner
from cleaner.packs import load
from cleaner.rulebook import Phrase, Rulebook, rules_folder
from tests.benchmarks import injection
from tests.benchmarks.carriers import OWN, Carrier, title_case
from tests.benchmarks.data import SHARED
from tests.benchmarks.heldout import Label, cleaner_without, folded_words, held_out, hits, labels
from tests.benchmarks.injection import OURS, Case, Outcome, outcome

CARRIER = Carrier(
    "own/dam",
    "en",
    "own",
    "Dam holds as river rises",
    "",
    (
        "The dam above Harlow held through the night, engineers said on Tuesday, and the worst was over for the town.",
        "Anna Reed, who runs the water board, said the firm that built the wall had sent two of its people.",
        "But the road is under water now. Trucks wait in Newton, and the market there has run out of bread.",
        "The ministry spoke of a rare event. It has had three of them in ten years, and each was called rare.",
        "The river is expected to fall by the weekend, and schools will open on Thursday, the council said.",
    ),
)
LABEL = Label("en", "More news:", folded_words("More news:"))
TWIN = Label("en", "MORE NEWS", folded_words("MORE NEWS"))
LONGER = Label("en", "More news from Harlow:", folded_words("More news from Harlow:"))
OTHER = Label("en", "See also:", folded_words("See also:"))
HEADLINE = "Ferry Runs Aground off Harwich"


def made(*lines: str, at: int = 3, inline: bool = False) -> Outcome:
    return outcome(Case("row", "en", CARRIER, lines, at, inline))


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("inline", (False, True))
def test_the_places_of_a_case_are_those_of_its_lines(at: int, inline: bool) -> None:
    lines = ("{{ page.share }}",) if inline else ("More news:", HEADLINE)
    text, injected, own = Case("row", "en", CARRIER, lines, at, inline).text()
    assert [span.of(text) for span in injected] == list(lines)
    assert [span.of(text) for span in own] == list(CARRIER.blocks)
    between = text[: injected[0].start]
    assert not between or between.endswith(" " if inline else "\n\n")


def test_a_line_that_our_rules_know_is_found_and_removed() -> None:
    done = made(LABEL.line(HEADLINE))
    assert (done.found, done.removed, done.lost, done.is_success) == (True, True, 0, True)


def test_a_line_that_nobody_takes_out_is_a_miss() -> None:
    done = made("The crews went home to sleep, and the gates were left to two men of the night shift.")
    assert (done.found, done.removed, done.lost, done.is_success) == (False, False, 0, False)


def test_all_injected_lines_must_go() -> None:
    assert not made(
        LABEL.line(HEADLINE), "The ferry had forty people on board, and all of them were brought ashore."
    ).removed


def test_what_is_lost_of_the_article_is_counted_once_its_own_loss_is_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    line = LABEL.line(HEADLINE)
    case = Case("row", "en", CARRIER, (line,), 3)
    anyway = injection._lost_anyway(CARRIER, OURS)
    assert anyway == (0,) * len(CARRIER.blocks)
    monkeypatch.setattr(injection, "_treated", lambda *_: ([len(line)] * 6, (len(line), 0, 7, 5, 0, 0)))
    monkeypatch.setattr(injection, "_lost_anyway", lambda *_: (0, 4, 5, 0, 0))
    done = outcome(case)
    assert (done.lost, done.removed, done.is_success) == (3, True, False)


def test_labels_that_differ_in_case_and_marks_fall_together() -> None:
    every = [LABEL, TWIN, LONGER, OTHER]
    assert LABEL.fold == TWIN.fold
    assert {LABEL, TWIN, LONGER} <= set(held_out(every, LABEL.fold))
    assert (OTHER in held_out(every, LABEL.fold)) == (OTHER.fold == LABEL.fold)


def test_a_cleaner_forgets_a_label_and_nothing_else() -> None:
    forgetful = cleaner_without([LABEL])

    def is_left(cleaner: Cleaner, label: Label) -> bool:
        text, _, _ = Case("row", "en", CARRIER, (label.line(HEADLINE),), 3).text()
        found = {finding.rule for finding in cleaner.clean_text(text, title=CARRIER.title).findings}
        return not found - {"boilerplate/foreign-headline"}

    assert [is_left(Cleaner(), label) for label in (LABEL, OTHER)] == [False, False]
    assert [is_left(forgetful, label) for label in (LABEL, OTHER)] == [True, False]


def test_a_pattern_of_form_hits_any_label() -> None:
    strange = Label("en", "Erom swen:", folded_words("Erom swen:"))
    assert hits(r"(?m)^[A-Z]\w+ \w+: [A-Z]", LABEL) and hits(r"(?m)^[A-Z]\w+ \w+: [A-Z]", strange)
    assert hits(r"(?m)^More news:", LABEL) and not hits(r"(?m)^More news:", strange)


def test_headlines_are_put_in_title_case() -> None:
    assert title_case("US sends help to the dam of McArthur") == "US Sends Help to the Dam of McArthur"


def test_our_lines_are_distinct_and_of_every_language_that_is_promised() -> None:
    languages = {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "id", "ar", "zh", "ja"}
    for kind in ("prompt", "template", "credit"):
        assert set(OWN[kind]) == languages
    for language in languages:
        lines = [line for kind in ("prompt", "template", "credit") for line in OWN[kind][language]]
        assert len(set(lines)) == len(lines) >= (90 if language == "en" else 24)
    assert len(set(OWN["macro"]["any"])) == len(OWN["macro"]["any"]) >= 15
    assert set(OWN["carrier"]) == set(OWN["headlines"])


@pytest.mark.skipif(not (SHARED / "facts" / "leadins.tsv").is_file(), reason="the shared data is not here")
def test_every_shared_label_is_unknown_in_one_fold() -> None:
    every = labels()
    folds = [held_out(every, fold) for fold in range(5)]
    assert set().union(*folds) == set(every)
    assert all(len(every) / 10 < len(fold) < len(every) / 3 for fold in folds)
    assert all(label.words and label.text in label.line("A Headline") for label in every)


def test_a_rule_of_form_is_no_knowledge_of_a_label(monkeypatch: pytest.MonkeyPatch) -> None:
    known = load(rules_folder()).by_id["boilerplate/related-link"]
    by_form = replace(known, phrases=(), patterns=(Phrase(r"(?m)^[A-Z]\w+ [a-z]+:"),))
    by_name = replace(known, phrases=(Phrase("more news :"),), patterns=())
    text, _, _ = Case("row", "en", CARRIER, (LABEL.line(HEADLINE),), 3).text()
    for rule, is_found in ((by_form, True), (by_name, False)):
        monkeypatch.setattr("cleaner.pipeline._our_rules", lambda rule=rule: Rulebook((rule,)))
        assert bool(Cleaner().clean_text(text, title=CARRIER.title).findings)
        assert bool(cleaner_without([LABEL]).clean_text(text, title=CARRIER.title).findings) == is_found
