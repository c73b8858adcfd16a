"""The language of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.language import LanguageGuesser
from cleaner.model import Language
from cleaner.words import tokenize

ARTICLES = {
    "en": "The council said on Monday that it would rebuild the bridge, which has been closed since the flood.",
    "de": "Der Rat hat am Montag beschlossen, die Brücke zu bauen, die seit der Flut nicht mehr offen ist.",
    "fr": "Le conseil a décidé lundi de reconstruire le pont, qui est fermé depuis la crue, et de le payer.",
    "es": "El consejo decidió el lunes reconstruir el puente, que está cerrado desde la riada, y lo pagará.",
    "ru": "Совет решил в понедельник, что мост, который был закрыт после паводка, будет открыт для всех.",
    "ja": "市議会は月曜日、洪水の後に閉鎖されていた橋を再建すると発表した。工事は五月に始まり、七か月かかる見込みだ。",
    "ar": "قرر مجلس المدينة يوم الاثنين إعادة بناء الجسر الذي أغلق بعد الفيضان، وسيبدأ العمل في شهر مايو المقبل.",
}


def guess(guesser: LanguageGuesser, text: str, declared: str | None = None) -> Language:
    return guesser.guess(tokenize(text), declared)


@pytest.mark.parametrize(("code", "text"), ARTICLES.items(), ids=ARTICLES)
def test_the_language_of_an_article_is_told(guesser: LanguageGuesser, code: str, text: str) -> None:
    found = guess(guesser, text)
    assert found.code == code
    assert 0.0 < found.confidence <= 1.0


@pytest.mark.parametrize("text", ["", "...", "2024 2025", "Madonna"])
def test_too_little_text_is_undecided(guesser: LanguageGuesser, text: str) -> None:
    found = guess(guesser, text)
    assert (found.code, found.confidence) == (None, 0.0)


@pytest.mark.parametrize("declared", ["fr", "fr-CA", "fr_FR", "FR"])
def test_what_the_page_declares_decides_short_text(guesser: LanguageGuesser, declared: str) -> None:
    assert guess(guesser, "Madonna", declared).code == "fr"


def test_the_words_overrule_what_the_page_declares(guesser: LanguageGuesser) -> None:
    found = guess(guesser, ARTICLES["de"], "en-US")
    assert (found.code, found.declared) == ("de", "en")


def test_more_text_makes_surer(guesser: LanguageGuesser) -> None:
    little, much = (guess(guesser, ARTICLES["en"] * n).confidence for n in (1, 4))
    assert little < much


@pytest.mark.parametrize("code", ["ja", "ar"])
def test_the_guess_is_the_same_every_time(guesser: LanguageGuesser, code: str) -> None:
    assert len({guess(guesser, ARTICLES[code]) for _ in range(5)}) == 1


def test_function_words_are_read_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "stopwords.toml").write_text('xx = "blip blop"\n', encoding="utf-8")
    own = LanguageGuesser(tmp_path)
    assert own.function_words == {"xx": frozenset({"blip", "blop"})}
    assert guess(own, "Blip and blop").code == "xx"
