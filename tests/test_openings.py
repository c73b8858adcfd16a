"""Articles that begin in the middle."""

from __future__ import annotations

import pytest

from tests.reference import found

REST = " It was looked at twice in the spring.\n\nThe quay stays shut until a second crane has come from the yard."


@pytest.mark.parametrize(
    ("opening", "phrase"),
    [
        ("But the board denied that the crane was unsafe.", "But"),
        ("However, the board denied that the crane was unsafe.", "However,"),
        ("On the other hand, the board denied it.", "On the other hand"),
        ("He added that the crane was safe.", "He added"),
        ("The latter was never asked about the crane.", "The latter"),
    ],
)
def test_a_first_sentence_that_goes_on_from_nothing_is_found(opening: str, phrase: str) -> None:
    assert found(opening + REST, "opening-contrast") == [phrase]


def test_what_stands_above_the_first_paragraph_is_no_beginning() -> None:
    text = "Crane Bends in Harlow\n\nPhoto by the port\n\nBut the board denied that it was unsafe." + REST
    assert found(text, "opening-contrast") == ["But"]


@pytest.mark.parametrize(
    "opening",
    [
        "Yet another crane has bent in Harlow.",
        "However heavy the load, the crane holds.",
        '"But it was safe," the board said of its crane.',
        "But for the crew, the crane would have come down.",
        "The board denied it. But the crane was unsafe.",
        "Butter was under the crane that bent.",
    ],
)
def test_first_sentences_that_need_nothing_before_them_are_spared(opening: str) -> None:
    assert found(opening + REST, "opening-contrast") == []


def test_a_text_of_list_items_has_no_opening() -> None:
    assert found("- But this\n- But that", "opening-contrast") == []


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("de", "Dennoch bestritt der Rat, dass der Kran unsicher sei."),
        ("fr", "Néanmoins, le conseil a nié que la grue fût dangereuse."),
        ("es", "Sin embargo, el consejo negó que la grúa fuera insegura."),
        ("it", "Ciononostante il consiglio ha negato che la gru fosse pericolosa."),
        ("pt", "Porém, o conselho negou que a grua fosse insegura."),
        ("ru", "Тем не менее совет отрицал, что кран опасен."),
    ],
)
def test_openings_of_other_languages_are_told_by_their_own_words(language: str, opening: str) -> None:
    rule = f"opening-contrast-{language}"
    assert opening.startswith(found(opening, rule, language)[0])
    assert found("2011. " + opening, rule, language) == found(opening, rule, "en") == []


def test_somebody_who_added_something_must_have_been_named() -> None:
    assert found("He told the board that the crane was safe." + REST, "opening-pronoun") == ["He"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("He told the board that Paul Haller was ill, and Haller agreed.", None),
        ("He told the board that it was safe.\n\nHaller said no. Paul Haller left.", "Haller Says Crane Is Safe"),
        ("He had slept badly for a year.\n\nPaul Haller knew why.", None),
        ("They say that a crane never sleeps.", None),
    ],
)
def test_a_pronoun_whom_paragraph_or_headline_names_is_spared(text: str, title: str | None) -> None:
    assert found(text, "opening-pronoun", title=title) == []
