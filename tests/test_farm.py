"""The farm damages articles as it says, and the label says what an editor would: on articles of our own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from cleaner import Cleaner
from tests.benchmarks.farm import KINDS, Damage, Damaged, Injury, damaged, injured
from tests.benchmarks.farm_lines import again, labelled, passage, related, under_title
from tests.benchmarks.farm_stock import TABLES, Genre, Larder, larder
from tests.benchmarks.farm_words import (
    at_places,
    british,
    dense,
    emptied,
    odd_article,
    stops_outside,
    swap_kinds,
    swapped_words,
    written_out,
)
from tests.benchmarks.injuries import Article, Finder
from tests.benchmarks.printable import is_printable

FERRY = Article(
    "own/ferry",
    "own",
    "Ferry to Harlow stops for the winter",
    "The ferry between Newton and Harlow will not run this winter, the harbour board said on Monday. Its engine is "
    "from 1961, and nobody makes the parts any more.\n\n"
    '"We have looked in four countries for a new shaft," said Anna Reddick, who chairs the board. "There is none."\n\n'
    "The US built the boat, and US engineers came twice to mend it. The ferry cannot be sold, because its papers were "
    "lost in a fire in Ohio. Reddick said last week that the board was worried about the cost.\n\n"
    "Some 300 people cross the river every day to work in the mills of Harlow. They will have to take the road over "
    "the hills, which is closed when it snows. A bus is to leave Newton every morning at six.\n\n"
    "The town of Harlow has decided to pay for the bus until March. What comes after that, its mayor said, is a matter "
    "for the ministry in Russia, which owns half of the line.",
)
MUSEUM = Article(
    "own/museum",
    "own",
    "Museum finds a painting in its own cellar",
    "A museum in Lindow has found a painting that it had missed since the flood of 1974. It hung behind a shelf of "
    "paint tins in the cellar.\n\n"
    "The curator, Paul Sand, wanted to throw the shelf away. He saw a gilded corner and called a colleague, and the "
    "two of them lifted the canvas out by hand.\n\n"
    "The picture shows a miller and his daughters. It is not worth much, the museum says, but the town is fond of it. "
    "Schoolchildren used to copy it every spring.\n\n"
    "It will be cleaned before it is hung again. The money comes from a brewery that has the miller on its labels.",
)
BEES = Article(
    "own/bees",
    "own",
    "Beekeepers ask for an early count of hives",
    "The beekeepers of the valley want their hives counted in February. They fear that the mild autumn has cost them "
    "many of their colonies.\n\n"
    "A count is held every May. By then the weak hives are dead, the keepers say, and nothing can be done for them any "
    "more. An early count would show where sugar is needed.\n\n"
    "The office that counts has two inspectors for 9,000 hives. It has not said whether it will come.",
)
BROKEN = ["The bill that the senator from the north brought in was signed by Sen. Holt on Friday, after a long debate."]


@cache
def farm() -> Larder:
    return replace(larder([FERRY, MUSEUM, BEES], BROKEN, 0), labels=TABLES["lines"]["labels"])


@cache
def cleaner() -> Cleaner:
    return Cleaner()


def printable(item: Damaged, cleaned: str | None = None) -> bool:
    text = cleaner().clean_text(item.text, title=item.title).text if cleaned is None else cleaned
    return is_printable(item, text, cleaner())


def hurt(text: str, kind: str = "USA", *, grave: bool = True, destroyed: tuple[str, ...] = ()) -> Damaged:
    lenient = FERRY.text if grave else text
    injuries = (Injury(kind, 1, grave),)
    return Damaged("own/ferry", "own", Damage.LIGHTEST, FERRY.title, text, injuries, lenient, destroyed)


def test_an_article_without_damage_is_as_it_was_and_printable() -> None:
    item = damaged(FERRY, Damage.NONE, farm())
    assert (item.text, item.lenient, item.injuries) == (FERRY.text, FERRY.text, ())
    assert printable(item)


@pytest.mark.parametrize("article", (FERRY, MUSEUM, BEES), ids=lambda article: article.id)
def test_each_damage_does_as_much_as_it_says(article: Article) -> None:
    for seed in range(12):
        done = {damage: damaged(article, damage, farm(), seed) for damage in Damage}
        counts = {damage: len(item.injuries) for damage, item in done.items()}
        assert counts[Damage.LIGHTEST] == 1 and done[Damage.LIGHTEST].injuries[0].grave
        assert counts[Damage.LIGHT] in (2, 3)
        assert min(counts[Damage.FARM], counts[Damage.HEAVY], counts[Damage.RUINED]) >= 3
        assert all(item.text != article.text for damage, item in done.items() if damage is not Damage.NONE)
        assert "dense thesaurus" in {injury.kind for injury in done[Damage.RUINED].injuries}


def test_heavy_is_more_than_farm() -> None:
    def mean(damage: Damage) -> float:
        return sum(len(damaged(FERRY, damage, farm(), seed).injuries) for seed in range(40)) / 40

    assert mean(Damage.HEAVY) > 1.5 * mean(Damage.FARM) > 4.5


def test_the_same_article_damage_and_seed_give_the_same() -> None:
    assert damaged(FERRY, Damage.HEAVY, farm(), 3) == damaged(FERRY, Damage.HEAVY, farm(), 3)
    assert len({damaged(FERRY, Damage.FARM, farm(), seed).text for seed in range(10)}) > 5


def test_kinds_are_facts_with_rates_and_what_is_not_grave_comes_first() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert {kind.fact for kind in KINDS} == {1, 2, 3, 4, 5}
    assert all(0 < kind.rate < 1 for kind in KINDS)
    graves = [kind.grave for kind in KINDS]
    assert graves == sorted(graves) and graves.count(False) == 3
    assert 0.8 < sum(kind.rate for kind in KINDS if kind.fact == 5) < 1.1  # splices: .9 a page


def test_the_text_without_what_is_grave_is_kept_beside_the_damaged_one() -> None:
    for seed in range(40):
        item = damaged(FERRY, Damage.FARM, farm(), seed)
        lenient = {injury.kind for injury in item.injuries if not injury.grave}
        assert (item.lenient != FERRY.text) is bool(lenient)
        assert ('shaft", said' in item.lenient) is ("stops outside" in lenient)


@pytest.mark.parametrize(
    ("find", "sound", "spun"),
    [
        (odd_article, "They met a US envoy there.", "They met an United States envoy there."),
        (odd_article, "They saw the US envoy there.", None),
        (odd_article, "The boats of US have sunk.", None),
        (written_out, "Then the US had said so.", "Then the United States had said so."),
        (written_out, "Then the US envoy said so.", None),
        (british, "It was the UK police.", "It was the United Kingdom police."),
        (british, "It was what the UK is.", None),
        (emptied, "The US is going.", "The is going."),
        (swapped_words("anxious"), "They are worried now.", "They are anxious now."),
        (swapped_words("nearly no"), "There was almost no room.", "There was nearly no room."),
        (swapped_words("nearly no"), "It was almost 40 miles.", None),
        (swapped_words("has chose"), "The town has decided to pay.", "The town has chose to pay."),
        (swapped_words("on goal"), "She did it on purpose.", "She did it on goal."),
    ],
)
def test_words_become_what_spinners_write(find: Finder, sound: str, spun: str | None) -> None:
    article = Article("x", "own", "", sound)
    assert at_places(find, 1)(article, farm(), Random(0)) == spun


def test_every_swap_has_one_group_and_another_word() -> None:
    assert set(swap_kinds()) <= {kind.name for kind in KINDS}
    for swap in TABLES["swap"]:
        assert swap["spun"] and all(word and not word[0].isupper() for word in swap["spun"])


def test_stops_go_behind_the_marks() -> None:
    text = stops_outside(FERRY, farm(), Random(0))
    assert text is not None and 'new shaft", said' in text and '"There is none".' in text
    assert stops_outside(BEES, farm(), Random(0)) is None


def test_a_dense_spinner_swaps_many_words_and_no_more_than_every_third() -> None:
    text = dense(FERRY, farm(), Random(0))
    assert text is not None
    gone = [word for word in FERRY.text.split() if word not in text.split()]
    content = [word for word in FERRY.text.split() if len(word) >= 5]
    assert 0.15 < len(gone) / len(content) < 0.4


def test_the_forms_of_related_stories() -> None:
    headlines = ("Museum Finds a Painting in Its Own Cellar", "Beekeepers Ask for an Early Count of Hives")

    def lines(text: str | None) -> list[str]:
        assert text is not None
        return [block for block in text.split("\n\n") if block not in FERRY.text]

    alone = lines(related(FERRY, farm(), Random(1), teaser=False))
    assert len(alone) == 1 and alone[0] in headlines
    headline, teaser = lines(related(FERRY, farm(), Random(1), teaser=True))
    assert headline in headlines and teaser in MUSEUM.text + BEES.text
    (line,) = lines(labelled(FERRY, farm(), Random(1)))
    assert line.endswith(headlines) and line.split(":")[0] + ":" in farm().labels
    under = under_title(FERRY, farm(), Random(1))
    assert under is not None and under.startswith(headlines)


def test_a_passage_is_of_another_article_and_a_copy_of_the_same() -> None:
    for seed in range(8):
        text = passage(FERRY, farm(), Random(seed), sentences=3)
        assert text is not None and len(text) > len(FERRY.text)
        assert all(sentence in text for sentence in FERRY.text.split("\n\n")[0].split(". "))
        copied = again(FERRY, farm(), Random(seed))
        assert copied is None or set(copied.split()) == set(FERRY.text.split())


def test_a_labelled_line_that_is_removed_leaves_the_article_printable() -> None:
    kind = next(kind for kind in KINDS if kind.name == "related, labelled")
    items = [injured(FERRY, kind, farm(), seed) for seed in range(6)]
    labels = [printable(item) for item in items if item]
    assert len(labels) == 6 and sum(labels) >= 5


def test_what_is_put_in_and_stays_makes_it_unprintable() -> None:
    kind = next(kind for kind in KINDS if kind.name == "foreign passage")
    item = injured(FERRY, kind, farm())
    assert item is not None and not printable(item, item.text)
    assert printable(item, FERRY.text)


def test_a_country_may_be_written_in_any_of_its_sound_forms() -> None:
    item = hurt(FERRY.text.replace("The US built", "USA built"))
    assert not printable(item, item.text)
    for form in ("The US", "The U.S.", "The United States", "America"):
        assert printable(item, FERRY.text.replace("The US built", f"{form} built"))
    odd = FERRY.text.replace("and US engineers", "and the United States engineers")
    assert not printable(hurt(odd, "United States, odd article"), odd)


def test_usa_is_put_right_in_narration_and_stays_in_a_quotation() -> None:
    assert printable(hurt(FERRY.text.replace("US engineers", "USA engineers")))
    quoted = FERRY.text.replace("There is none.", "The US has none.")
    item = replace(hurt(quoted.replace("The US has", "The USA has")), lenient=quoted)
    assert not printable(item)


def test_what_is_not_grave_may_stay() -> None:
    text = FERRY.text.replace('shaft," said', 'shaft", said')
    assert printable(hurt(text, "stops outside", grave=False), cleaner().clean_text(text, title=FERRY.title).text)


def test_what_is_lost_of_the_article_makes_it_unprintable() -> None:
    lost = FERRY.text.split("\n\n")
    assert not printable(hurt(f"{FERRY.text}\n\nTweet", "prompt"), "\n\n".join(lost[:2] + lost[3:]))


def test_a_sentence_that_the_farm_destroyed_may_be_gone_but_not_half_there() -> None:
    sentence = "A bus is to leave Newton every morning at six."
    item = hurt(FERRY.text.replace(sentence, "A bus is to leave"), "cut sentence", destroyed=(sentence,))
    assert not printable(item, item.text)
    assert printable(item, FERRY.text.replace(sentence, ""))
    assert printable(item, FERRY.text)


def test_of_a_copy_either_may_be_left() -> None:
    sentence = "A bus is to leave Newton every morning at six."
    item = hurt(f"{FERRY.text} {sentence}", "copy")
    assert printable(item, FERRY.text)
    assert printable(item, f"{FERRY.text.replace(' ' + sentence, '')} {sentence}")
    assert not printable(item, item.text)


def test_genres_are_those_of_the_policies() -> None:
    assert [str(genre) for genre in Genre] == ["news", "press-release", "blog"]
