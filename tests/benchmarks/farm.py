"""Articles damaged as content farms damage them, from none to ruined, by rates counted on 78 spun pages.

What is not grave is done first, so that the article with nothing but that is at hand: cleaning should give the same for
both. Then come the joints, which destroy sentences of the article's own, then words, quotations, splices and lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from random import Random

from tests.benchmarks.copies import sentences_of
from tests.benchmarks.farm_lines import (
    again,
    date_abroad,
    dateline,
    instruction,
    joint,
    labelled,
    own_line,
    passage,
    related,
    under_title,
)
from tests.benchmarks.farm_stock import Larder
from tests.benchmarks.farm_words import (
    Maker,
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
from tests.benchmarks.injured_people import PEOPLE_KINDS
from tests.benchmarks.injuries import MOST_PLACES, TABLE_KINDS, Article

LEAST_OF_FARM = 3
SPUN = 1
"""The fact that the pages were chosen by: each of the 78 has a word that a spinner put in."""


class Damage(StrEnum):
    """How much is done to an article."""

    NONE = "none"
    LIGHTEST = "lightest"
    LIGHT = "light"
    FARM = "farm"
    HEAVY = "heavy"
    RUINED = "ruined"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of injury: the fact it is, its share of spun pages, whether an editor would mind if it stayed, and
    whether it destroys sentences of the article's own."""

    name: str
    fact: int
    rate: float
    make: Maker
    grave: bool = True
    destroys: bool = False


@dataclass(frozen=True, slots=True)
class Injury:
    """What was done to an article: kind, number of the fact (1 to 5), and whether an editor would mind if it stayed."""

    kind: str
    fact: int
    grave: bool


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged article. `lenient` is the text with only the injuries that are not grave, `destroyed` are the sentences
    of the article's own that are lost or only half there, as they were."""

    id: str
    corpus: str
    damage: Damage
    title: str
    text: str
    injuries: tuple[Injury, ...]
    lenient: str
    destroyed: tuple[str, ...]


_SWAP_PAGES: Mapping[str, int] = {"worldwide": 8, "last year": 4, "anxious": 4, "sacked": 3, "nearly no": 3,
                                  "flawless": 3}  # fmt: skip
"""On how many of 78 pages a swap was seen, where it was more than one."""


def _counted() -> Iterable[Kind]:
    """The kinds whose pages of 78 were counted, those that are not grave first."""
    pages = 1 / 78
    find = {kind: find for kind, (find, _) in (TABLE_KINDS | PEOPLE_KINDS).items()}

    def word(kind: str, number: float, most: int = MOST_PLACES, *, grave: bool = True) -> Kind:
        return Kind(kind, 1, number * pages, at_places(find[kind], most), grave)

    yield Kind("stops outside", 4, 74 * pages, stops_outside, grave=False)
    yield word("organisation unfolded", 8, 1, grave=False)
    yield Kind("United States, a noun", 1, 8 * pages, at_places(written_out, MOST_PLACES), grave=False)  # not counted
    yield word("USA", 37)
    yield word("official name", 25)
    yield Kind("United States, odd article", 1, 13 * pages, at_places(odd_article, MOST_PLACES))
    yield word("can not", 8)
    yield word("postal code", 6)
    yield word("lower-case us", 5)
    yield Kind("United Kingdom, adjective", 1, 5 * pages, at_places(british, MOST_PLACES))
    for kind in swap_kinds():
        yield Kind(kind, 1, _SWAP_PAGES.get(kind, 1) * pages, at_places(swapped_words(kind), MOST_PLACES))
    yield Kind("country deleted", 1, pages, at_places(emptied, 1))
    yield word("honorific added", 2, 1)  # not counted; three people of the seed
    yield word("surname respelt", 2, 1)  # not counted
    yield Kind("related, headline and teaser", 2, 10 * pages, partial(related, teaser=True))
    yield Kind("related, labelled", 2, 4 * pages, labelled)
    yield Kind("related, under the title", 2, 3 * pages, under_title)
    yield Kind("related, headline only", 2, 3 * pages, partial(related, teaser=False))


def _supposed() -> Iterable[Kind]:
    """The kinds that were seen but not counted one by one: splices are .9 a page, the rest is our guess."""
    yield Kind("glued quotation", 5, 0.10, joint("glued quotation"), destroys=True)
    yield Kind("glued attribution", 5, 0.06, joint("glued attribution"), destroys=True)
    yield Kind("broken marks", 4, 0.06, joint("broken marks"), destroys=True)
    yield Kind("collapsed ellipsis", 4, 0.06, joint("collapsed ellipsis"), destroys=True)
    yield Kind("cut sentence", 5, 0.10, joint("cut sentence"), destroys=True)
    yield Kind("cut sentence, another follows", 5, 0.04, joint("cut sentence, another follows"))
    yield Kind("missing space", 4, 0.08, joint("missing space"))
    yield Kind("foreign sentence", 5, 0.26, partial(passage, sentences=1))
    yield Kind("foreign passage", 5, 0.18, partial(passage, sentences=4))
    yield Kind("copy", 5, 0.08, again)
    yield Kind("residue", 5, 0.03, joint("residue"))
    yield Kind("instruction", 5, 0.01, instruction)
    yield Kind("template", 3, 0.25, own_line("template"))
    yield Kind("prompt", 3, 0.15, own_line("prompt"))
    yield Kind("caption", 3, 0.10, own_line("credit"))
    yield Kind("macro", 3, 0.06, own_line("macro"))
    yield Kind("dateline", 3, 0.04, dateline)
    yield Kind("date in another language", 3, 0.03, date_abroad)


def _rank(kind: Kind) -> tuple[bool, bool, bool, int]:
    """What is not grave, then what destroys, then words and quotations, then what is put in."""
    return kind.grave, not kind.destroys, kind.fact in (2, 3, 5), -kind.fact


KINDS: Sequence[Kind] = sorted((*_counted(), *_supposed()), key=_rank)
"""All kinds in the order in which they are done."""
THESAURUS = Kind("dense thesaurus", 1, 1.0, dense)
SPLICES = [kind for kind in KINDS if kind.fact == 5]


def damaged(article: Article, damage: Damage, larder: Larder, seed: int = 0) -> Damaged:
    """The article with so much damage, the same for the same article, damage and seed."""
    chance = Random(f"{article.id} {damage} {seed}")
    work = _Work(article, larder, chance)
    if damage is Damage.LIGHTEST:
        work.at_least(1)
    elif damage is Damage.LIGHT:
        number = chance.randint(2, 3)
        work.all_of(_drawn(chance)[:number])
        work.at_least(number)
    elif damage is not Damage.NONE:
        page = _page(chance)
        if damage is not Damage.FARM:
            page += [*_page(chance), *chance.choices(SPLICES, k=chance.randint(2, 4))]
        work.all_of(page)
        work.at_least(1, [kind for kind in KINDS if kind.fact == SPUN])
        work.at_least(max(LEAST_OF_FARM, len(page)))
    if damage is Damage.RUINED:
        work.all_of([THESAURUS])
    return work.done(damage)


def injured(article: Article, kind: Kind, larder: Larder, seed: int = 0) -> Damaged | None:
    """The article with one injury of a kind; None where there is no place for it."""
    work = _Work(article, larder, Random(f"{article.id} {kind.name} {seed}"))
    work.all_of([kind])
    return work.done(Damage.LIGHTEST) if work.injuries else None


def _page(chance: Random) -> list[Kind]:
    """What a page of a farm has: every kind by its rate."""
    return [kind for kind in KINDS if chance.random() < kind.rate]


def _drawn(chance: Random) -> list[Kind]:
    """All kinds in an order drawn by their rates (Efraimidis and Spirakis 2006)."""
    return sorted(KINDS, key=lambda kind: -(chance.random() ** (1 / kind.rate)))


class _Work:
    """An article while it is damaged."""

    def __init__(self, article: Article, larder: Larder, chance: Random) -> None:
        self.article = self.sound = article
        self._larder, self._chance = larder, chance
        self.lenient = article.text
        self.injuries: list[Injury] = []
        self.destroyed: list[str] = []

    def all_of(self, kinds: Iterable[Kind]) -> None:
        """Does every kind of injury for which there is a place, in their order."""
        for kind in sorted(kinds, key=_rank):
            self._do(kind)

    def at_least(self, number: int, kinds: Sequence[Kind] | None = None) -> None:
        """Draws grave kinds until there are so many injuries, of `kinds` or of any."""
        names = {kind.name for kind in kinds or KINDS}
        for kind in _drawn(self._chance):
            done = [injury.kind for injury in self.injuries if injury.kind in names]
            if len(done) >= number:
                return
            if kind.grave and kind.name in names.difference(done):
                self._do(kind)

    def _do(self, kind: Kind) -> None:
        before = self.article.text
        text = kind.make(self.article, self._larder, self._chance)
        if text is None or text.split() == before.split():
            return
        self.article = replace(self.article, text=text)
        self.injuries.append(Injury(kind.name, kind.fact, kind.grave))
        if not kind.grave:
            self.lenient = text
        elif kind.destroys:
            self.destroyed += _destroyed(before, text)

    def done(self, damage: Damage) -> Damaged:
        return Damaged(self.sound.id, self.sound.corpus, damage, self.sound.title, self.article.text,
                       tuple(self.injuries), self.lenient, tuple(self.destroyed))  # fmt: skip


def _destroyed(before: str, after: str) -> list[str]:
    """The sentences of `before` that are not whole in `after`."""
    whole = " ".join(after.split())
    sentences = [s for p in re.split(r"\n\s*\n", before) if p.strip() for s in sentences_of(p)]
    return [s for s in sentences if " ".join(s.split()) not in whole]
