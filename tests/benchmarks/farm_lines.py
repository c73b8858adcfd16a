"""Lines and passages that farms leave between, or put into, the paragraphs of an article: facts 2, 3 and 5."""

from __future__ import annotations

from functools import partial
from random import Random

from tests.benchmarks import joint_damage
from tests.benchmarks.carriers import Carrier, plain, title_case
from tests.benchmarks.copies import FOREIGN, exact, paragraph_again, sentences_of
from tests.benchmarks.farm_stock import TABLES, Larder
from tests.benchmarks.farm_words import Maker
from tests.benchmarks.injuries import Article
from tests.benchmarks.joint_damage import paragraphs_of, with_paragraph

LEAST_WORDS = 8


def _guest(article: Article, larder: Larder, chance: Random) -> Article | None:
    """Another article of the corpus that has a headline."""
    others = chance.sample(larder.material.articles, min(8, len(larder.material.articles)))
    return next((other for other in others if other.id != article.id and len(other.title.split()) >= 4), None)


def _headline(guest: Article) -> str:
    return title_case(plain(guest.title, guest.text))


def _between(article: Article, at: int, *lines: str) -> str:
    paragraphs = paragraphs_of(article)
    return "\n\n".join([*paragraphs[:at], *lines, *paragraphs[at:]])


def _down(article: Article, chance: Random, first: float, last: float) -> int:
    """A place between two paragraphs, `first` to `last` of the way down."""
    size = len(paragraphs_of(article))
    low = max(1, round(first * size))
    return chance.randint(low, max(low, round(last * size)))


def related(article: Article, larder: Larder, chance: Random, *, teaser: bool) -> str | None:
    """The headline of another article after five to nine paragraphs, or at the end; `teaser`: and how that begins."""
    guest = _guest(article, larder, chance)
    if guest is None:
        return None
    size = len(paragraphs_of(article))
    at = chance.randint(min(4, size - 1), min(9, size - 1)) if teaser or chance.random() < 0.5 else size
    some = sentences_of(paragraphs_of(guest)[0])[: chance.randint(1, 2)]
    return _between(article, at, _headline(guest), *([" ".join(some)] if teaser else []))


def labelled(article: Article, larder: Larder, chance: Random) -> str | None:
    """A label and the headline of another article, half to two thirds down."""
    guest = _guest(article, larder, chance)
    line = f"{chance.choice(larder.labels)} {_headline(guest)}" if guest else None
    return _between(article, _down(article, chance, 0.5, 0.67), line) if line else None


def under_title(article: Article, larder: Larder, chance: Random) -> str | None:
    """One to three headlines of other articles above the first paragraph."""
    found = [_guest(article, larder, chance) for _ in range(chance.randint(1, 3))]
    lines = dict.fromkeys(_headline(guest) for guest in found if guest)
    return _between(article, 0, *lines) if lines else None


def own_line(kind: str) -> Maker:
    """A line of ours of one kind, between two paragraphs, or for what pages print there, above or below the article."""

    def make(article: Article, larder: Larder, chance: Random) -> str | None:
        size = len(paragraphs_of(article))
        at = chance.choice([0, size, chance.randint(1, size - 1) if size > 1 else size])
        return _between(article, at, chance.choice(larder.lines[kind]))

    return make


def dateline(article: Article, _: Larder, chance: Random) -> str | None:
    """A dateline before a paragraph further down."""
    paragraphs = paragraphs_of(article)
    if len(paragraphs) < 3:
        return None
    at = chance.randrange(2, len(paragraphs))
    return with_paragraph(paragraphs, at, chance.choice(FOREIGN["dateline"]["en"]) + paragraphs[at])[0]


def date_abroad(article: Article, _: Larder, chance: Random) -> str | None:
    """A date in another language, above the article or below it."""
    at = chance.choice([0, len(paragraphs_of(article))])
    return _between(article, at, chance.choice(TABLES["lines"]["dates"]))


def instruction(article: Article, _: Larder, chance: Random) -> str | None:
    """Words of or to a chat program, between two paragraphs."""
    return _between(article, _down(article, chance, 0, 1), chance.choice(FOREIGN["instruction"]["en"]))


def passage(article: Article, larder: Larder, chance: Random, *, sentences: int) -> str | None:
    """One to `sentences` sentences in a row of another article of the corpus, into a paragraph or as one."""
    guest = _guest(article, larder, chance)
    if guest is None:
        return None
    blocks = [block for p in paragraphs_of(guest) if len(block := sentences_of(p)) and len(p.split()) >= LEAST_WORDS]
    blocks = [[s for s in block if len(s.split()) >= LEAST_WORDS and s[-1] in '.!?"”'] for block in blocks]
    run = [s for block in blocks[1:] for s in block]
    if not run:
        return None
    size = chance.randint(1, min(sentences, len(run)))
    first = chance.randint(0, len(run) - size)
    piece = " ".join(run[first : first + size])
    paragraphs = paragraphs_of(article)
    at = chance.randrange(1, len(paragraphs)) if len(paragraphs) > 1 else 1
    own = sentences_of(paragraphs[at]) if at < len(paragraphs) else []
    if len(own) < 2 or chance.random() < 0.5:
        return _between(article, at, piece)
    own.insert(chance.randint(1, len(own)), piece)
    return with_paragraph(paragraphs, at, " ".join(own))[0]


def again(article: Article, _: Larder, chance: Random) -> str | None:
    """A sentence, two or a paragraph a second time."""
    carrier = Carrier(article.id, "en", article.corpus, article.title, "", tuple(paragraphs_of(article)))
    makers = [partial(exact, count=1), partial(exact, count=2), paragraph_again]
    case = chance.choice(makers)(carrier, chance, adjacent=chance.random() < 0.3)
    return "\n\n".join(case.blocks) if case else None


def joint(kind: str) -> Maker:
    """A kind of damage that `joint_damage` does, to articles that are long enough for it."""
    injure = joint_damage.KINDS[kind]

    def make(article: Article, larder: Larder, chance: Random) -> str | None:
        if len(paragraphs_of(article)) < 3:
            return None
        done = injure(article, larder.material, chance)
        return done[1] if done else None

    return make
