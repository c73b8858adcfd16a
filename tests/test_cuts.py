"""Sentences that were cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from cleaner.detect.cuts import cut_at_abbreviation, cut_before_opener, cut_short, headless, no_stop
from cleaner.model import Finding
from cleaner.reading import Reading
from cleaner.rulebook import Options, Rule
from tests.conftest import make_rule, read

WORDS = frozenset({"of", "the", "and", "in", "that"})
TITLES = Options(
    {
        "titles": ("sen", "gov"),
        "openers": ("the", "it"),
        "small": ("vs",),
        "numbered": ("no",),
        "months": ("nov",),
        "before_months": ("on",),
        "initials": ("u.s",),
        "articles": ("the",),
        "opening": ("that",),
        "ends": ("in",),
    }
)
ENDS = Options(
    {
        "min_words": 4,
        "long": 8,
        "most_share": 0.5,
        "apart": 1,
        "of_lists": ("and",),
        "never_last": ("the", "and", "'s"),
        "seldom_last": ("in",),
        "finite": ("said", "was"),
    }
)
STARTS = Options({"min_words": 4, "most": 1, "particles": ("de",), "verbs": ("is",)})


def find(check: Callable[[Rule, Reading, frozenset[str]], Iterator[Finding]], options: Options, text: str) -> list[str]:
    rule = make_rule(id="splice/x", options=options)
    return [f.span.of(text) for f in check(rule, read(text, [rule]), WORDS)]


@pytest.mark.parametrize(
    ("ending", "shown"),
    [
        ("by Sen.", ["Sen."]),
        ("at court in Orr vs.", ["vs."]),
        ("as the new No.", ["No."]),
        ("on Nov.", ["Nov."]),
        ("said a former U.S.", ["U.S."]),
        ("said that the U.S.", ["U.S."]),
        ("in the new period, U.S.", ["U.S."]),
        ("in the summer of 2019 U.S.", ["U.S."]),
        ("last week. The U.S.", ["U.S."]),
        ("in Austin, Texas, U.S.", []),
        ("sold in the U.S.", []),
        ("sold in U.S.", []),
        ("in Nov.", []),
        ("asked why. No.", []),
        ("on the high sen.", []),
    ],
)
def test_a_paragraph_that_ends_at_an_abbreviation_must_go_on(ending: str, shown: list[str]) -> None:
    assert find(cut_at_abbreviation, TITLES, f"It was put forward {ending}\n\nA vote is due.") == shown


def test_a_title_before_an_opener_has_lost_its_name() -> None:
    text = "It was put forward by Sen. The bridge is closed. It was seen by Gov. Ito."
    assert find(cut_before_opener, TITLES, text) == ["Sen. The"]
    assert find(cut_before_opener, TITLES, text + " Mobile Sen is a site.") == []


@pytest.mark.parametrize(
    ("following", "is_found"),
    [
        ("Bridges have been closed. All bridges are old.", True),
        ("Bridges have been closed. The site is old.", False),
        ("Brown has a brown hat. Mr Brown is old.", False),
        ('"We have closed the bridge," he said.', True),
        ('"Big" Jim Haller has closed the bridge.', False),
    ],
)
def test_what_follows_a_title_is_a_name_or_opens_a_sentence(following: str, is_found: bool) -> None:
    assert bool(find(cut_before_opener, TITLES, f"It was put forward by Sen. {following}")) is is_found


@pytest.mark.parametrize(
    ("ending", "is_found"),
    [
        ("the mayor thanked the", True),
        ("the mayor met the county's", True),
        ("the mayor had come to work in", True),
        ("the bags in", False),
        ("the mayor was thanked", False),
        ("bags of sand, and", False),
        ("the mayor said what they were looking for", False),
    ],
)
def test_a_paragraph_that_ends_in_a_small_word_breaks_off(ending: str, is_found: bool) -> None:
    text = f"The dam held.\n\nCrews stacked {ending}\n\nSchools stay closed."
    assert bool(find(cut_short, ENDS, text)) is is_found


@pytest.mark.parametrize("following", ["- one bag", "which was long.", "And so on"])
def test_what_goes_on_or_stands_in_lines_without_stops_is_spared(following: str) -> None:
    text = f"The dam held.\n\nCrews stacked bags along the\n\n{following}"
    assert find(cut_short, ENDS, text) == []


def test_one_paragraph_without_a_stop_among_others_is_found() -> None:
    cut = "The mayor came to the wall. He said that the crews had worked"
    assert find(no_stop, ENDS, f"The dam held.\n\n{cut}\n\nSchools stay closed.") == ["that the crews had worked"]
    assert find(no_stop, ENDS, f"The dam held.\n\n{cut} @mayor\n\nSchools stay closed.") == []
    assert find(no_stop, ENDS, f"The dam held.\n\n{cut}\n\nOpening hours") == []
    named = cut.removesuffix("had worked") + "had come to see Haller"
    assert find(no_stop, ENDS, f"The dam held.\n\n{named}\n\nSchools stay closed.") == ["had come to see Haller"]
    assert find(no_stop, ENDS, "The dam held.\n\nA picture. The crews at the wall of Haller\n\nIt rains.") == []


@pytest.mark.parametrize(
    ("beginning", "is_found"),
    [
        ("of the wall and the", True),
        ("announcement. They did say", True),
        ("de Witt saw the", False),
        ("iPhone owners saw the", False),
        ("youtube-dl takes the", False),
        ("dwellr is the", False),
    ],
)
def test_a_paragraph_that_begins_in_mid_sentence_is_found(beginning: str, is_found: bool) -> None:
    text = f"The dam held.\n\n{beginning} end of the day.\n\nSchools stay closed."
    assert bool(find(headless, STARTS, text)) is is_found
    assert find(headless, STARTS, text.replace("held.", "held:")) == []
