"""Passages in another language than the article's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.detect.foreign import Foreign
from cleaner.language import LanguageGuesser
from cleaner.model import Action, Finding
from cleaner.packs import load
from cleaner.rulebook import rules_folder
from tests.conftest import read, span_of, texts_of

RULE = load(rules_folder()).by_id["splice/foreign-language"]
ENGLISH = (
    "The dam above Harlow held through the night, and the engineers said that the worst was over for the town. "
    "Schools stay closed until Monday. Crews had stacked bags along the wall since the morning, and pumps ran all day. "
    "The mayor said that she would ask the council for money, and that nobody would have to leave their house again."
)
GERMAN = (
    "Der Damm hat in der Nacht gehalten, und das Schlimmste ist nach den Worten der Ingenieure vorbei. "
    "Die Schulen bleiben bis Montag zu. Der Bürgermeister will den Rat um Geld für die Straße bitten, die noch unter "
    "Wasser steht. Am Abend waren alle Bewohner wieder in ihren Häusern, und auch der Strom war schon zurück."
)
PIECES = {
    "German": "Das Konzert war schon nach einer Stunde vorbei, weil es nicht mehr aufhörte zu regnen.",
    "French": "Le concert était déjà fini au bout d'une heure, parce que la pluie ne cessait pas.",
    "Spanish": "El concierto terminó al cabo de una hora, porque no dejaba de llover en toda la ciudad.",
    "Italian": "Il concerto è finito dopo un'ora, perché non smetteva più di piovere sulla piazza.",
    "Portuguese": "O concerto acabou ao fim de uma hora, porque não parava de chover na praça.",
    "Russian": "Концерт закончился уже через час, потому что дождь не переставал.",
    "Polish": "Koncert skończył się już po godzinie, bo na rynku nie przestawało padać.",
    "Chinese": "音乐会一个小时后就结束了，因为雨一直下个不停。",
    "Arabic": "انتهى الحفل بعد ساعة واحدة لأن المطر لم يتوقف عن الهطول.",
}


def find(text: str, guesser: LanguageGuesser, language: str = "en") -> list[Finding]:
    return list(Foreign([RULE], guesser).find(read(text, language=language)))


@pytest.mark.parametrize(("name", "piece"), PIECES.items())
def test_a_sentence_in_another_language_is_found_and_named(name: str, piece: str, guesser: LanguageGuesser) -> None:
    text = f"{ENGLISH}\n\nIt had been dry since the spring. {piece} They went home by bus.\n\n{ENGLISH}"
    (finding,) = find(text, guesser)
    assert finding.span == span_of(text, piece)
    assert f"a passage in {name}" in finding.message
    (proposal,) = finding.proposals
    assert (proposal.action, proposal.safe) == (Action.DROP_SENTENCE, False)


def test_a_paragraph_is_found_as_one_with_the_words_that_show_it(guesser: LanguageGuesser) -> None:
    piece = "Das Konzert war nach einer Stunde vorbei. Es regnete zu sehr, und die meisten waren schon gegangen."
    text = f"{ENGLISH}\n\n{piece}\n\n{ENGLISH}"
    (finding,) = find(text, guesser)
    assert (finding.span, finding.proposals[0].action) == (span_of(text, piece), Action.DROP_BLOCK)
    assert "das" in finding.evidence[0].note and 0.3 < finding.evidence[0].value < 0.9


def test_english_is_found_in_an_article_in_german(guesser: LanguageGuesser) -> None:
    piece = "The concert was over in an hour, because it would not stop raining on the square."
    text = f"{GERMAN}\n\n{piece}\n\n{GERMAN}"
    assert texts_of(text, [f.span for f in find(text, guesser, "de")]) == [piece]
    assert find(f"{GERMAN}\n\n{GERMAN}", guesser, "de") == []


@pytest.mark.parametrize(
    "piece",
    [
        "“Das Konzert war schon nach einer Stunde vorbei, weil es nicht mehr aufhörte zu regnen,” she said.",
        "> Das Konzert war schon nach einer Stunde vorbei, weil es nicht mehr aufhörte zu regnen.",
        "The sign read: Das Konzert war schon nach einer Stunde vorbei, weil es nicht mehr aufhörte zu regnen.",
        "The sign read:\n\nDas Konzert war schon nach einer Stunde vorbei, weil es nicht mehr aufhörte zu regnen.",
        "Das Lied von der Erde und Der Ring des Nibelungen",
        "She sang Der Hirt auf dem Felsen and Die Forelle in the hall of the town.",
        "Universidad de la República, Instituto de los Andes, Casa de las Américas, Teatro de la Ciudad.",
        "García, Ana: La vida de los otros en el sur de los Andes, Lima 1999.",
        "Ja und nein.",
    ],
)
def test_quotations_titles_names_and_what_a_colon_announces_are_spared(piece: str, guesser: LanguageGuesser) -> None:
    assert find(f"{ENGLISH}\n\n{piece}\n\n{ENGLISH}", guesser) == []


def test_an_article_in_two_languages_is_one_by_design(guesser: LanguageGuesser) -> None:
    assert find(f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH}\n\n{GERMAN}", guesser) == []
    pieces = "\n\n".join(f"{ENGLISH}\n\n{PIECES['German']}" for _ in range(7))
    assert find(pieces, guesser) == []


def test_where_the_articles_own_language_is_not_sure_nothing_is_said(guesser: LanguageGuesser) -> None:
    reading = read(f"{ENGLISH}\n\n{PIECES['German']}\n\n{ENGLISH}")
    unsure = replace(reading.document, language=replace(reading.document.language, confidence=0.3))
    assert list(Foreign([RULE], guesser).find(replace(reading, document=unsure))) == []
    other = replace(reading.document, language=replace(reading.document.language, code="ca"))
    assert list(Foreign([RULE], guesser).find(replace(reading, document=other))) == []
