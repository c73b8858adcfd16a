"""Mr, Mrs, Ms, Dr: one policy for each person in the narration, or the house's for all."""

from __future__ import annotations

import pytest

from cleaner.house import Honorifics
from tests.conftest import span_of, texts_of
from tests.persons import found, mended

MIXED = "names/mixed-honorific"
HOUSE = "names/honorific"


def test_a_person_with_and_without_an_honorific_is_found_once() -> None:
    text = "Haller said no. On Monday Mr Haller left. Then Mr Haller said yes."
    (finding,) = found(text, MIXED)
    assert finding.span == span_of(text, "Haller")
    assert '"Mr Haller"' in finding.message
    assert finding.related == (span_of(text, "Mr Haller"), span_of(text, "Mr Haller", 1))
    assert mended(text, [finding]) == text
    assert mended(text, [finding], safe=False) == text.replace("Haller said no", "Mr Haller said no")


def test_an_honorific_among_bare_surnames_is_the_deviation() -> None:
    text = "Anna Reed left. Reed said no. On Monday Mr Reed left. Then Reed said yes."
    (finding,) = found(text, MIXED)
    assert finding.span == span_of(text, "Mr Reed")
    assert texts_of(text, finding.related) == ["Reed", "Reed"]
    assert mended(text, [finding], safe=False) == text.replace("Mr ", "")


@pytest.mark.parametrize("title", ["Mr", "Mr.", "Ms", "Dr", "Mrs."])
def test_honorifics_count_with_and_without_a_stop(title: str) -> None:
    assert len(found(f"Haller said no. On Monday {title} Haller left. Then {title} Haller said yes.", MIXED)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Mr Haller said no. Haller left. Then Haller said yes.",
        "Mr Haller said no. Mr Haller left.",
        "Mr Haller said no. Mrs Haller left. Then Haller said yes. Mr Haller left.",
        "Mr Haller said no. Ann Haller left. Paul Haller said yes. Haller left. Mr Haller said no.",
        "Paul Haller left. Haller said no, and Haller left. Mrs Haller stayed.",
        "Mr and Mrs Haller left. Haller said no. Mr Haller said yes. Haller sat.",
        'Mr Haller said no. "Haller left," she said. Mr Haller left.',
        'Haller said no. "Mr Haller left," she said. Haller left.',
        "Mr Haller said no in the Haller report. Mr Haller left.",
        "In Haller policy he had trust. Mr Haller left. Mr Haller said no.",
        "Mr Ford left for Ford. Mr Ford said no.",
        "Paul Dell said no. Dell Computer fell. Dell rose. Mr Dell left. Mr Dell sat.",
        "Haller Wins Again\n\nMr Haller said no. Mr Haller left.",
        "Paul Haller left. A book, Haller's Garden, is out. Mr Haller said no. Mr Haller left.",
        "Haller said no to the question. Mr President, he said. Mr Justice Haller left.",
        "The HALLER building. Mr Haller said no. Mr Haller left.",
        "Anna Reed left. Dr Anna Reed came. Reed said no. Reed sat.",
    ],
)
def test_house_style_namesakes_and_other_things_are_spared(text: str) -> None:
    assert found(text, MIXED) == []


def test_the_house_decides_what_is_kept() -> None:
    text = "Haller said no. On Monday Mr Haller left. Then Mr Haller said yes."
    (finding,) = found(text, MIXED, Honorifics.NONE)
    assert (finding.span, '"Haller"' in finding.message) == (span_of(text, "Mr Haller"), True)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Paul Haller left. Mr Haller said no.", "Paul Haller left. Haller said no."),
        ("Paul Haller left. Mr. Haller's car stood there.", "Paul Haller left. Haller's car stood there."),
        ("Mr Paul Haller left. Then Mr Haller said no.", "Paul Haller left. Then Haller said no."),
        ("Paul Haller left. Dr Haller sat. Sir Paul Haller said no.", None),
        ('Paul Haller left. "Mr Haller said no," she said.', None),
        ("Paul Haller left. Anna Haller left. Mr Haller said no.", None),
        ("Paul Haller left. Mr and Mrs Haller said no.", None),
        ("Paul Haller left. A Mr Haller said no.", None),
        ("Robin Doubtfire left. Mrs Doubtfire ran for years.", None),
        ("Mr Haller said no.", None),
        ("Mr Speaker, he said. Mr Justice Haller left.", None),
    ],
)
def test_a_house_without_honorifics(text: str, right: str | None) -> None:
    assert mended(text, found(text, HOUSE, Honorifics.NONE)) == (right or text)


def test_a_person_who_is_never_introduced_is_only_suggested() -> None:
    (finding,) = found("Mr Haller said no.", HOUSE, Honorifics.NONE)
    assert [p.safe for p in finding.proposals] == [False]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Anna Reed left. Ms Reed sat. Reed said no, and Reed's dog barked.",
            "Anna Reed left. Ms Reed sat. Ms Reed said no, and Ms Reed's dog barked.",
        ),
        ("Anna Reed left. Reed said no.", None),
        ("Anna Reed left. Ms Reed sat. Mr Reed sat. Reed said no.", None),
        ("Anna Reed left. Ms Reed sat in the Reed report. The Reed affair grew.", None),
        ('Anna Reed left. Ms Reed sat. "Reed said no," he said.', None),
    ],
)
def test_a_house_with_honorifics_later(text: str, right: str | None) -> None:
    assert mended(text, found(text, HOUSE, Honorifics.LATER)) == (right or text)


def test_a_house_that_does_as_the_article_does_changes_nothing() -> None:
    assert found("Paul Haller left. Mr Haller said no. Haller sat.", HOUSE) == []


@pytest.mark.parametrize("honorifics", [Honorifics.NONE, Honorifics.LATER])
def test_what_a_house_has_mended_stays(honorifics: Honorifics) -> None:
    text = "Anna Reed left. Ms Reed sat. Reed said no. Paul Haller came. Mr Haller said so, and Haller left."
    once = mended(text, found(text, HOUSE, honorifics))
    assert once != text
    assert mended(once, found(once, HOUSE, honorifics)) == once


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Paul Haller kam. Haller sagte nichts. Dann ging Herr Haller. Haller hatte Zeit."),
        ("fr", "Paul Dubois est venu. Dubois a parlé. Puis M. Dubois a ri. Dubois est parti."),
        ("es", "Vino Pablo Ruiz. Ruiz dijo que no. Luego el señor Ruiz se fue. Ruiz dijo que no."),
        ("it", "Parla Mario Rossi. Rossi ha detto no. Poi il signor Rossi è qui. Rossi ha riso."),
        ("pt", "Falou Paulo Costa. Costa disse não. Depois o senhor Costa foi. Costa disse não."),
    ],
)
def test_other_languages_report(language: str, text: str) -> None:
    (finding,) = found(text, f"{MIXED}-{language}", language=language)
    assert finding.proposals == ()


def test_who_is_spoken_to_in_an_interview_carries_an_honorific() -> None:
    text = "Paul Haller kam. Haller hatte Zeit. Herr Haller, was sagen Sie? Haller sagte nichts."
    assert found(text, f"{MIXED}-de", language="de") == []


def test_a_full_name_that_loses_its_honorific_makes_the_later_ones_certain() -> None:
    text = "Mr Paul Reddick spoke first, engineers said. Then Mr Reddick left, and the crews went with Mr Reddick."
    once = mended(text, found(text, "names/honorific", Honorifics.NONE))
    assert once == "Paul Reddick spoke first, engineers said. Then Reddick left, and the crews went with Reddick."
    assert found(once, "names/honorific", Honorifics.NONE) == []
