"""People who are introduced too late, twice or never."""

from __future__ import annotations

import pytest

from cleaner.model import Span
from tests.conftest import span_of
from tests.reference import findings, found

MIDDLE = "\n\nThe crane has bent.\n\n"


@pytest.mark.parametrize("first", ["Reed said", "Mrs Reed left and said"])
def test_a_surname_before_its_full_name_is_found(first: str) -> None:
    text = f"{first} that it was late.{MIDDLE}Anna Reed has run the port since 2011."
    (finding,) = findings(text, "surname-first")
    assert finding.span.start == 0
    assert finding.related == (span_of(text, "Anna Reed"),)
    assert finding.message.endswith("Anna Reed")


@pytest.mark.parametrize(
    "text",
    [
        f"Anna Reed said that it was late.{MIDDLE}Reed has run the port since 2011. Anna Reed left.",
        "Reed said that it was late.\n\nAnna Reed has run the port since 2011.",
        f"President Reed said that it was late.{MIDDLE}Anna Reed has run the port since 2011.",
        f'"Reed said that it was late," he said.{MIDDLE}Anna Reed has run the port since 2011.',
        f"Reed said that it was late.{MIDDLE}Anna Reed left. Paul Reed stayed. Anna Reed said no.",
        f"Kelvik and Reed said that it was late.{MIDDLE}Anna Reed has run the port since 2011.",
        f"Reed said that the reed had bent.{MIDDLE}Anna Reed has run the port since 2011.",
    ],
)
def test_orders_that_writers_choose_are_spared(text: str) -> None:
    assert found(text, "surname-first") == []


def test_a_second_introduction_with_office_is_found_once() -> None:
    text = f"Mayor Paul Haller left.{MIDDLE}Mayor Paul Haller came.{MIDDLE}Mayor Paul Haller sat."
    (finding,) = findings(text, "second-introduction")
    assert finding.span == span_of(text, "Paul Haller", 1)
    assert finding.related == (span_of(text, "Paul Haller"),)


@pytest.mark.parametrize(
    "text",
    [
        f"Mayor Paul Haller left.{MIDDLE}Paul Haller came.",
        f"Mayor Paul Haller left.{MIDDLE}Mayor Anna Haller came.",
        "Mayor Paul Haller left. Mayor Paul Haller came.",
        f"Former Paul Haller left.{MIDDLE}National Paul Haller came.",
    ],
)
def test_one_introduction_is_spared(text: str) -> None:
    assert found(text, "second-introduction") == []


def test_strangers_are_told_in_one_note() -> None:
    text = f"Mr Haller left.{MIDDLE}Mrs Reed came, and Mr Haller sat. Owen Brekke stood. Mr Brekke left."
    (finding,) = findings(text, "never-introduced")
    assert finding.message.endswith(": Haller, Reed")
    assert (finding.span, finding.related) == (Span(0, len("Mr Haller")), (span_of(text, "Mrs Reed"),))


def test_doctors_and_firms_need_no_introduction() -> None:
    assert found("Dr Haller left. Kelvik said that it was late.", "never-introduced") == []
