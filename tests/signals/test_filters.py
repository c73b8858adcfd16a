"""The published filters."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import BadConfigFile
from cleaner.signals.filters import decisions, load_filter, published
from cleaner.signals.measured import Signals
from cleaner.signals.subject import subject_of
from tests.articles import PARAGRAPHS

PROSE = "\n\n".join(PARAGRAPHS[:7])
ONE_LINE = " ".join(PARAGRAPHS[:7])


def decided(text: str, language: str | None = "en") -> dict[str, str | None]:
    return dict(decisions(Signals(subject_of(text, language))))


def test_five_filters_are_published_and_keep_prose() -> None:
    assert decided(PROSE) == dict.fromkeys(("c4", "fineweb", "gopher-quality", "gopher-repetition", "nemo"))
    assert all(each.source for each in published().values())


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("The dam held.", "gopher-quality", "gopher_short_doc"),
        (PROSE.upper(), "gopher-quality", "gopher_enough_stop_words"),
        ("\n".join(f"- {line}" for line in ONE_LINE.split(". ")), "gopher-quality", "gopher_too_many_bullets"),
        ("a b c " * 30, "gopher-quality", "gopher_below_avg_threshold"),
        ("", "gopher-repetition", "empty"),
        (f"{PROSE}\n\n{PROSE}", "gopher-repetition", "dup_para_frac"),
        (f"{ONE_LINE} {ONE_LINE}", "gopher-repetition", "duplicated_5_n_grams"),
        (f"{PROSE}\n\nLorem ipsum dolor sit amet.", "c4", "lorem_ipsum"),
        (f"{PROSE}\n\nThe page says {{title}} here.", "c4", "curly_bracket"),
        ("The dam held. It rained.", "c4", "too_few_sentences"),
        ("", "fineweb", "empty"),
        ("\n".join(f"The dam {i} held." for i in range(60)), "fineweb", "short_line_ratio"),
        (PROSE.replace(".", ",") + "\nand", "fineweb", "line_punct_ratio"),
        (f"{PROSE}\n\n{PARAGRAPHS[0]}", "fineweb", "char_dup_ratio"),
        ("1 2 3 4 5 6 " * 20, "nemo", "alpha_numeric"),
        ("The dam held through the night.", "nemo", "word_count"),
        (f"{PROSE}\n\n{PROSE}", "nemo", "repeated_lines"),
    ],
)
def test_a_filter_names_the_first_bound_that_fails(text: str, name: str, reason: str) -> None:
    assert decided(text)[name] == reason


def test_what_is_not_measured_fails_no_bound() -> None:
    assert decided("大坝整夜没有垮。" * 30, "zh")["gopher-quality"] is None


def test_a_bound_is_met_at_its_edge(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('source = "ours"\n[[bound]]\nsignal = "words"\nmin = 2\nmax = 3\nreason = "length"\n')
    own = load_filter(path)
    assert [own.decision({"words": number}) for number in (1, 2, 3, 4, None)] == ["length", None, None, "length", None]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("bound = 3", "[[bound]]"),
        ('source = "x"\n[[bound]]\nsignal = "words"\nreason = "r"', "min or max"),
        ('source = "x"\n[[bound]]\nsignal = "words"\nmin = "2"\nreason = "r"', "min must be a number"),
        ('source = "x"\nsauce = "y"\n[[bound]]', "sauce"),
        ('[[bound]]\nsignal = "words"\nmin = 2\nreason = "r"', "source is missing"),
        ("[[bound", "not TOML"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content)
    with pytest.raises(BadConfigFile, match=r"own\.toml") as caught:
        load_filter(path)
    assert problem in str(caught.value)
