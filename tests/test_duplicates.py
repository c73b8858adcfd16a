"""Paragraphs that return."""

from __future__ import annotations

import pytest

from cleaner.detect.duplicates import Duplicates
from cleaner.model import Action, Finding
from cleaner.rulebook import Apply, FixPolicy, Kind, Options, Phrase, Rule
from tests.conftest import make_name, make_rule, read, span_of

RULE = make_rule(
    id="duplicate/paragraph",
    kind=Kind.CHECK,
    check="paragraph",
    fix=FixPolicy(Action.DROP_BLOCK, Apply.SAFE),
    options=Options({"min_words": 4, "most_copies": 3}),
)
NAMES = make_rule(id="names/us", kind=Kind.VARIANTS, names=(make_name("US", forms=("US", "USA")),))
LONG = "The dam held through the night."


def find(text: str, *namings: Rule) -> list[Finding]:
    return list(Duplicates([RULE], namings).find(read(text, [RULE, *namings])))


def test_the_later_copy_is_found_and_points_at_the_first() -> None:
    text = f"{LONG}\n\nCrews left.\n\n{LONG}"
    (finding,) = find(text)
    assert (finding.span, finding.related) == (span_of(text, LONG, 1), (span_of(text, LONG),))
    assert [(p.action, p.span) for p in finding.proposals] == [(Action.DROP_BLOCK, finding.span)]


@pytest.mark.parametrize(
    ("copy", "hit"),
    [
        ("The  dam held through the night.", True),
        ("THE DAM HELD THROUGH THE NIGHT!", True),
        ("“The dam held through the night.”", True),
        ("A dam held through the night.", True),
        ("The dam held through the day.", False),
        ("The dam held through the night, he said.", False),
    ],
)
def test_copies_may_differ_in_case_marks_and_articles_only(copy: str, hit: bool) -> None:
    assert bool(find(f"{LONG}\n\nCrews left.\n\n{copy}")) is hit


@pytest.mark.parametrize(
    "line",
    [
        "Never again, ever.",
        "And what of the dam then?",
        "Said by the dam's own engineers",
        "- the dam held through night.",
    ],
)
def test_short_lines_questions_labels_and_list_items_may_return(line: str) -> None:
    assert find(f"{line}\n\nCrews left.\n\n{line}") == []


@pytest.mark.parametrize("paragraph", ["Die Brücke hält auch in dieser Nacht.", "Мост держится и в эту ночь тоже."])
def test_copies_are_found_in_any_language_and_with_windows_line_ends(paragraph: str) -> None:
    text = f"{paragraph}\r\n\r\n1999.\r\n\r\n{paragraph}\r\n"
    assert [f.span for f in find(text)] == [span_of(text, paragraph, 1)]


def test_copies_that_differ_in_the_form_of_a_name_only_are_copies() -> None:
    text = "Then the US sent three ships.\n\nThen the USA sent three ships."
    assert [f.span.of(text) for f in find(text, NAMES)] == ["Then the USA sent three ships."]
    assert find(text) == []


@pytest.mark.parametrize(("times", "proposals"), [(2, [1]), (3, [1, 1]), (4, [0, 0, 0])])
def test_what_stands_too_often_is_a_refrain_and_only_reported(times: int, proposals: list[int]) -> None:
    text = "\n\n".join([LONG] * times)
    assert [len(f.proposals) for f in find(text)] == proposals


def test_without_a_rule_nothing_is_found() -> None:
    text = f"{LONG}\n\n{LONG}"
    assert list(Duplicates([], []).find(read(text))) == []


def test_words_that_a_rule_only_reports_stand_for_themselves() -> None:
    odd = make_rule(id="spinning/odd", phrases=(Phrase("held through"),))
    (finding,) = find(f"{LONG}\n\nCrews left.\n\n{LONG}", odd)
    assert finding.span == span_of(f"{LONG}\n\nCrews left.\n\n{LONG}", LONG, 1)
    assert find(f"{LONG}\n\nCrews left.\n\n{LONG.replace('through', 'all')}", odd) == []


@pytest.mark.parametrize(
    ("between", "confidence"), [("It rained.", 0.9), ("Opening hours", 0.32), ("When does it open?", 0.32)]
)
def test_a_short_sentence_below_another_title_is_doubtful(between: str, confidence: float) -> None:
    numbers = {"least_words": 4.0, "least_parted": 12.0, "most_copies": 3.0}
    rule = make_rule(
        id="duplicate/sentence", kind=Kind.CHECK, check="sentence", confidence=0.9, options=Options(numbers)
    )
    text = f"Crews left. {LONG}\n\n{between}\n\nNobody slept. {LONG}"
    (finding,) = Duplicates([rule], []).find(read(text, [rule]))
    assert (finding.span, finding.confidence) == (span_of(text, LONG, 1), confidence)
