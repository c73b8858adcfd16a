"""Signals of lines and characters."""

from __future__ import annotations

import pytest

from cleaner.signals.measured import Signals
from cleaner.signals.subject import subject_of


def signals(text: str) -> Signals:
    return Signals(subject_of(text, "en"))


def test_lines_end_with_marks_of_any_script() -> None:
    measured = signals('The dam held.\nدمت السد؟\nबांध टिका रहा।\n"It did."\nMenu')
    assert measured["fineweb_punctuated_line_share"] == pytest.approx(3 / 5)
    assert measured["nemo_unpunctuated_line_share"] == pytest.approx(3 / 5)


def test_blank_lines_are_no_lines_but_line_breaks() -> None:
    measured = signals("Home\n\n\nA line that is longer than thirty characters")
    assert measured["fineweb_lines"] == 2
    assert measured["fineweb_short_line_share"] == 0.5
    assert measured["fineweb_newline_ratio"] == pytest.approx(3 / 9)


def test_characters_of_lines_that_stood_before_are_duplicate() -> None:
    assert signals("same line\nsame line\nother")["fineweb_duplicate_character_share"] == pytest.approx(9 / 23)


def test_characters_are_counted_by_kind() -> None:
    text = "Call 555 (now)\t[x] ⟨é⟩ ٣"
    measured = signals(text)
    whole = len(text)
    assert measured["nemo_number_share"] == pytest.approx(4 / whole)
    assert measured["nemo_parenthesis_share"] == pytest.approx(6 / whole)
    assert measured["nemo_white_space_share"] == pytest.approx(5 / whole)
    assert measured["nemo_non_alphanumeric_share"] == pytest.approx((whole - len("Call555nowx")) / whole)


def test_addresses_are_counted_by_their_characters() -> None:
    text = "See https://example.org/a?b=1 and http://x.net"
    assert signals(text)["nemo_url_share"] == pytest.approx(len("https://example.org/a?b=1http://x.net") / len(text))


def test_invitations_to_read_more_end_a_line_as_ellipses_do() -> None:
    measured = signals("The dam held. READ MORE\n● The gate broke […]\n● A third line.")
    assert measured["nemo_ellipsis_line_share"] == pytest.approx(2 / 3)
    assert measured["nemo_bullet_line_share"] == pytest.approx(2 / 3)


def test_notices_are_counted_by_paragraph_and_filler_takes_all() -> None:
    notice = "Our Privacy Policy says how.\n\nThe dam held.\n\nThe gate did not."
    assert signals(notice)["nemo_boilerplate_paragraph_share"] == pytest.approx(1 / 3)
    assert signals(f"{notice}\n\nLorem Ipsum dolor.")["nemo_boilerplate_paragraph_share"] == 1
