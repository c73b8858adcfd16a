"""The benchmark of injured names measures what it says: on articles of its own, without the shared data."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.extract import read_text
from cleaner.model import Span
from tests.benchmarks.injured_people import people, respellings, respelt, share_respellable, titled
from tests.benchmarks.injuries import (
    TABLE_KINDS,
    TABLES,
    Article,
    Injury,
    Place,
    Voice,
    american,
    cases,
    lower_case,
    split_cannot,
    unfolded,
)
from tests.benchmarks.naming import KINDS, outcome, sound_of
from tests.benchmarks.naming_cost import Gauge

PORT = Article(
    "own/port",
    "own",
    "Port of Harlow shuts its gates",
    "The US closed the port of Harlow on Monday, and ships from Russia and Iran cannot unload there any more.\n\n"
    "Anna Reddick, who runs the port, said NATO had asked for it. Reddick told the crews to wait until the morning.\n\n"
    '"We cannot feed the men, and the US knows it," she said to reporters at the gate. "Russia will not help us."\n\n'
    "Some 40 trucks came from Ohio and from New York. Reddick met the drivers, and US officials spoke to them too.\n\n"
    "NATO has two ships in the bay. A spokesman for NATO said that Reddick had been told of it on Friday.",
)
LOOK_ALIKES = Article(
    "own/other",
    "own",
    "A day of names",
    "The US-led force met Russia's army near the United States of America and Bank of America closed early.\n\n"
    "He read the New York Times, saw the Ohio State Fair, lived in Salem, Oregon, and can not only sing but dance.\n\n"
    "West Virginia's Russian team was at the US Open, which Iran's two players and South American ones had won.",
)


def texts(places: list[Place], article: Article = PORT) -> list[tuple[str, str]]:
    return [(place.span.of(article.text), place.written) for place in places]


def test_a_place_speaks_for_the_narration_or_in_a_quotation() -> None:
    def voice(piece: str, article: Article = PORT) -> Voice | None:
        at = article.text.index(piece)
        return article.voice(Span(at, at + len(piece)))

    assert voice("US closed") is Voice.NARRATION
    assert voice("US knows") is Voice.QUOTATION
    assert voice('the gate. "Russia') is None
    stray = Article("x", "own", "", 'He said the men "were late again in the harbour of Harlow, and nobody spoke.')
    backward = Article("x", "own", "", 'were late again." She said the US had asked. "Nobody spoke to us about that.')
    assert voice("late", stray) is voice("She said", backward) is None


def test_each_kind_finds_its_places_and_no_look_alikes() -> None:
    found = {kind: texts(list(find(PORT))) for kind, (find, _) in KINDS.items()}
    assert found["USA"] == [("US", "USA")] * 3
    assert found["lower-case us"] == [("US", "us")] * 3
    assert found["can not"] == [("cannot", "can not")] * 2
    assert [sound for sound, _ in found["official name"]] == ["Russia", "Iran", "Russia"]
    assert found["postal code"] == [("Ohio", "OH"), ("New York", "NY")]
    assert found["organisation unfolded"] == [("NATO", "North Atlantic Treaty Organization")] * 2
    assert (
        found["honorific added"] == [("Reddick", "Ms. Reddick")] * 2
        or found["honorific added"] == [("Reddick", "Mrs. Reddick")] * 2
    )
    assert found["surname respelt"] == [("Reddick", "Redick")] * 3
    assert {kind: list(find(LOOK_ALIKES)) for kind, (find, _) in KINDS.items()} == {kind: [] for kind in KINDS}


def test_an_abbreviation_that_is_explained_is_not_unfolded() -> None:
    glossed = PORT.text.replace("NATO had", "the North Atlantic Treaty Organisation (NATO) had")
    assert not list(unfolded(Article("x", "own", "", glossed)))


def test_america_without_its_article_may_come_back_with_one() -> None:
    article = Article(
        "x", "own", "", "The firm has sold its ships in America since the war, and it will not sell more."
    )
    assert [place.right for place in american(article)] == [("America", "the US", "the U.S.", "the United States")]


def test_who_has_a_title_or_two_given_names_is_nobody() -> None:
    assert [(p.given, p.surname, len(p.full), len(p.bare)) for p in people(PORT)] == [("Anna", "Reddick", 1, 3)]
    for change in (("Reddick met", "Mrs Reddick met"), ("Reddick met", "Paul Reddick met")):
        changed = Article("x", "own", "", PORT.text.replace(*change))
        assert not list(people(changed)) and not list(titled(changed)) and not list(respelt(changed))
    assert share_respellable([PORT]) == (1, 1)


def test_spellings_are_doublets_of_transliteration() -> None:
    spelt = {name: set(respellings(name).values()) for name in ("Khamenei", "Lavrovsky", "al-Qadhi", "Peña", "Ford")}
    assert spelt == {
        "Khamenei": {"Hamenei", "Khammenei", "Khameney"},
        "Lavrovsky": {"Lavrovskiy"},
        "al-Qadhi": {"al-Kadhi", "al-Gadhi", "Qadhi", "al-Qadhy"},
        "Peña": {"Pena"},
        "Ford": set(),
    }


def test_the_same_seed_draws_the_same_cases_and_the_voices_stay_apart() -> None:
    drawn = list(cases([PORT, LOOK_ALIKES], KINDS, 3, 5))
    assert drawn == list(cases([PORT, LOOK_ALIKES], KINDS, 3, 5))
    assert {case.kind for case in drawn} == set(KINDS)
    for case in drawn:
        text, spans = case.injured()
        assert [span.of(text) for span in spans] == [place.written for place in case.places]
        assert {PORT.voice(place.span) for place in case.places} == {case.voice}
        back = text
        for place, span in reversed(list(zip(case.places, spans, strict=True))):
            back = back[: span.start] + place.span.of(PORT.text) + back[span.end :]
        assert back == PORT.text
    assert len(list(cases([PORT], {"USA": TABLE_KINDS["USA"]}, 0, 1))) == len(Voice)


def test_what_may_stand_after_repair_is_a_form_that_the_article_still_uses() -> None:
    dotted = Article("x", "own", "", PORT.text.replace("US", "U.S."))
    for article, form in ((PORT, "US"), (dotted, "U.S.")):
        drawn = [case for seed in range(5) for case in cases([article], {"USA": (american, 1)}, seed, 9)]
        assert {place.right for case in drawn for place in case.places} == {(form,)}


def injury(kind: str, places: list[Place], voice: Voice = Voice.NARRATION) -> Injury:
    return Injury(kind, voice, PORT, tuple(place for place in places if PORT.voice(place.span) is voice))


def test_a_place_is_found_and_repaired_or_it_is_not() -> None:
    cleaner = Cleaner()
    sound = cleaner.clean_text(PORT.text, title=PORT.title)
    assert not sound_of(PORT, sound).findings
    (done,) = outcome(injury("can not", list(split_cannot(PORT))), sound, cleaner).places
    assert (done.found, done.repaired, done.changed, done.void, done.left) == (True, True, True, False, "cannot")
    (said,) = outcome(injury("can not", list(split_cannot(PORT)), Voice.QUOTATION), sound, cleaner).places
    assert (said.found, said.repaired, said.changed, said.left) == (True, False, False, "can not")
    at = PORT.text.index("crews")
    strange = outcome(injury("can not", [Place(Span(at, at + 5), "screw", ("crews",))]), sound, cleaner)
    assert [(p.found, p.repaired, p.left) for p in strange.places] == [(False, False, "screw")]
    assert not strange.harm and not strange.less


def test_an_edit_beside_the_places_is_harm_and_one_that_is_missing_is_less() -> None:
    place = Place(Span(4, 6), "States", ("US",))
    worse = Article("x", "own", "", PORT.text.replace("the crews to wait", "the crews they can not wait"))
    cleaner = Cleaner()
    sound, spoilt = (cleaner.clean_text(article.text, title=PORT.title) for article in (PORT, worse))
    assert [edit.original for edit in spoilt.edits] == ["can not"]
    same = outcome(Injury("USA", Voice.NARRATION, worse, (place,)), spoilt, cleaner)
    assert (same.harm, same.less) == ((), ())
    harmed = outcome(Injury("USA", Voice.NARRATION, worse, (place,)), sound, cleaner)
    assert [edit.original for edit in harmed.harm] == ["can not"] and not harmed.less
    less = outcome(Injury("USA", Voice.NARRATION, PORT, (place,)), spoilt, cleaner)
    assert [edit.original for edit in less.less] == ["can not"] and not less.harm


def test_lower_case_needs_a_noun_or_an_article() -> None:
    article = Article(
        "x", "own", "", "He gave it to US on Monday, when the US and some US farmers had asked US to do so."
    )
    assert [article.text[: p.span.start].split()[-1] for p in lower_case(article)] == ["the", "some"]


@pytest.mark.parametrize(("table", "least"), (("countries", 15), ("states", 50), ("organisations", 40)))
def test_the_tables_are_as_long_as_promised(table: str, least: int) -> None:
    assert len(TABLES[table]) >= least
    assert all(short != full for short, full in TABLES[table].items())


def test_the_cost_of_naming_is_read_off_a_run() -> None:
    cost = Gauge().least(read_text(PORT.text, None, 10**6))
    assert all(0 < seconds < 1 for seconds in (cost.detector, cost.scan, cost.rest))
