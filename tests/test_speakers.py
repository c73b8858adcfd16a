"""Quotations that nobody says, and summaries of what somebody else said."""

from __future__ import annotations

import pytest

from tests.conftest import span_of
from tests.reference import findings, found

QUOTE = '"Neighbours ought never to behave like strangers."'


@pytest.mark.parametrize(
    "text",
    [
        f"Paul Haller said that a clerk would draw up a list. {QUOTE}",
        f"The road is open.\n\n{QUOTE}\n\nThe river has fallen.",
    ],
)
def test_a_quotation_that_nobody_says_is_found(text: str) -> None:
    assert found(text, "quotation-of-nobody") == [QUOTE]


@pytest.mark.parametrize(
    "text",
    [
        f"Paul Haller spoke of neighbours and of a list. {QUOTE}",
        f"Paul Haller said it: {QUOTE}",
        f'{QUOTE[:-2]}," Paul Haller said.',
        f"Paul Haller said.\n\n{QUOTE}\n\nThe river has fallen.",
        f"The road is open.\n\n{QUOTE}\n\nPaul Haller said this in May.",
        f'The road is open.\n\n{QUOTE}\n\n"It is late," Paul Haller said.',
        f'Paul Haller said that a clerk would come. "Late." {QUOTE}',
        'Paul Haller said that a clerk would draw up a list. "We ought never to behave like strangers."',
        'Paul Haller said that a clerk would draw up a list. "Like strangers."',
    ],
)
def test_a_quotation_that_somebody_says_is_spared(text: str) -> None:
    assert found(text, "quotation-of-nobody") == []


SUMMARY = 'Anna Reed came.\n\n"It was the best of cranes," Paul Haller said. {}'


def test_a_summary_of_somebody_else_is_found() -> None:
    text = SUMMARY.format("All this showed that Ms Reed would leave.")
    (finding,) = findings(text, "moved-summary")
    assert (finding.span, finding.related) == (span_of(text, "All this"), (span_of(text, "Ms Reed"),))


@pytest.mark.parametrize(
    "sentence", ["All this showed that Mr Haller would leave.", "Then Ms Reed left.", "All this took a week."]
)
def test_a_summary_of_the_same_is_spared(sentence: str) -> None:
    assert found(SUMMARY.format(sentence), "moved-summary") == []
