"""Time that jumps back."""

from __future__ import annotations

import pytest

from tests.conftest import span_of
from tests.reference import findings, found

REPORT = "The two mayors met in Kelvik on Monday and agreed on a crane.\n\n"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ahead of the meeting, Paul Haller wanted two.", "Ahead of the meeting"),
        ("On the eve of the talks, Paul Haller wanted two.", "On the eve of the talks"),
        ("Paul Haller will meet Anna Reed on Monday.", "will meet"),
    ],
)
def test_a_preview_after_the_report_is_found(sentence: str, words: str) -> None:
    (finding,) = findings(REPORT + sentence, "time-jumps-back")
    assert finding.span == span_of(REPORT + sentence, words)
    assert finding.related == (span_of(REPORT, "met in"),)


@pytest.mark.parametrize(
    "text",
    [
        REPORT + "Paul Haller will meet Anna Reed on Friday.",
        REPORT + "Paul Haller will meet Anna Reed again on Monday.",
        REPORT + "Earlier on Monday, Paul Haller wanted two.",
        REPORT + "Ahead of the match, Paul Haller wanted two.",
        REPORT + 'Paul Haller said: "Ahead of the meeting I wanted two."',
        REPORT[:-2] + " Ahead of the meeting, Paul Haller wanted two.",
        "The two mayors last met in Kelvik in May.\n\nAhead of the meeting, Paul Haller wanted two.",
        "The two mayors will meet in Kelvik on Monday.\n\nAhead of the meeting, Paul Haller wanted two.",
    ],
)
def test_time_that_runs_on_is_spared(text: str) -> None:
    assert found(text, "time-jumps-back") == []
