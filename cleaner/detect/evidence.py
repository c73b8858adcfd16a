"""Weighing: many weak signals about a block, each with a weight in the rule, that together are enough or are not.

A signal says how much of it a block shows, from 0 to 1. The sum of weights must reach what the rule needs, and the rule
needs more for a longer block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from cleaner.detect.finding import weightiest_first
from cleaner.detect.vocabulary import SHORT_LINE, Vocabulary
from cleaner.model import Block, BlockKind, Evidence
from cleaner.reading import Reading
from cleaner.rulebook import Rule

_CONTACT = re.compile(r"\S@\w+\.\w|https?://|\bwww\.|\+?\d[\d /()-]{7,}\d|(?:^|\s)@\w{3}|\bISBN\b")
_ENDS_SENTENCE = re.compile(r"""(?:[.!?…。！？؟।;,]["'”’“‘»«)\]]*|["”“»«])(?:\s*\[?\d{1,2}\]?)?\s*\Z""")
PROSE_WORDS = 25
"""A paragraph of so many words that ends like a sentence is prose: the article goes at least from the first to the
last one."""
PROSE_SHARE = 0.7
"""The share of an article that lies between its first and its last prose; if it is less, the article is a list."""
LINKS_SHARE = 0.2
"""Articles in which more lines than this are links are lists of links, and those are their text."""


@dataclass(frozen=True)
class Surroundings:
    """What the signals of one article are measured against: its blocks, which of them other rules take out (`found`),
    and which they would if they were asked to (`suggested`)."""

    reading: Reading
    found: Set[int] = frozenset()
    suggested: Set[int] = frozenset()

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks of the article."""
        return self.reading.document.blocks

    @cached_property
    def words(self) -> Sequence[int]:
        """How many words and marks each block has."""
        return [len(self.reading.tokens.within(block.span)) for block in self.blocks]

    @cached_property
    def whole(self) -> int:
        """How many words the article has."""
        return sum(self.words)

    @cached_property
    def prose(self) -> range:
        """The blocks from the first to the last paragraph of prose that stays."""
        long = [b.index for b in self.blocks if b.index not in self.found and is_prose(b, self.reading)]
        whole = range(len(self.blocks))
        between = range(long[0], long[-1] + 1) if long else whole
        return between if sum(self.words[i] for i in between) >= PROSE_SHARE * self.whole else whole

    @cached_property
    def link_lines(self) -> Set[int]:
        """The blocks that are one link to another page, and nothing else, unless the article is a list of such."""
        lines = {block.index for block in self.blocks if self._is_link(block)}
        return lines if len(lines) <= LINKS_SHARE * len(self.blocks) else frozenset()

    def _is_link(self, block: Block) -> bool:
        if len(block.links) != 1 or block.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW):
            return False
        (link,) = block.links
        return len(link.span) >= 0.9 * len(self.text(block)) and leads_elsewhere(link.target)

    @cached_property
    def spread(self) -> Mapping[str, int]:
        """In how many blocks each word stands."""
        return Counter(word for block in self.blocks for word in self.vocabulary(block))

    def vocabulary(self, block: Block) -> set[str]:
        """The folded words of a block."""
        tokens = self.reading.tokens
        return {tokens.folded[i] for i in tokens.within(block.span)}

    def text(self, block: Block) -> str:
        """A block's text without the mark of a list item."""
        return block.span.of(self.reading.document.text).removeprefix("- ")


def is_prose(block: Block, reading: Reading) -> bool:
    """Whether a block is long and ends like a sentence."""
    if len(reading.tokens.within(block.span)) < PROSE_WORDS:
        return False
    return bool(_ENDS_SENTENCE.search(block.span.of(reading.document.text)))


Signal = Callable[[Surroundings, Block], float]


def _link_only(around: Surroundings, block: Block) -> float:
    """A line that is one link to another page, and nothing else."""
    return float(block.index in around.link_lines)


def leads_elsewhere(target: str) -> bool:
    """Whether a link leads to a page: not to a place on this one, a mailbox or a script."""
    return not target.startswith(("#", "javascript:", "mailto:", "tel:"))


def _same_site(around: Surroundings, block: Block) -> float:
    """Links that stay on the site."""
    url = around.reading.document.meta.url
    return float(bool(block.links) and all(stays(link.target, url) for link in block.links))


def stays(target: str, url: str | None) -> bool:
    """Whether a link leads to a page of the same site."""
    if target[:2] == "//" or "://" in target:
        return bool(url) and urlsplit(target).netloc == urlsplit(url or "").netloc
    return leads_elsewhere(target)


def _no_stop(around: Surroundings, block: Block) -> float:
    return float(not _ENDS_SENTENCE.search(around.text(block)))


def _after_prose(around: Surroundings, block: Block) -> float:
    return float(block.index >= around.prose.stop)


def _before_prose(around: Surroundings, block: Block) -> float:
    return float(block.index < around.prose.start)


def _beside_found(around: Surroundings, block: Block) -> float:
    """How many of its two neighbours other rules take out; the end of the page counts as one that is."""
    after = block.index + 1 in around.found or block.index + 1 == len(around.blocks)
    before = block.index - 1 in around.found
    return (before + after) / 2 if around.found else 0.0


def _suggested(around: Surroundings, block: Block) -> float:
    """A line that a rule hits which is not sure enough alone."""
    return float(block.index in around.suggested)


def _contact(around: Surroundings, block: Block) -> float:
    return float(bool(_CONTACT.search(around.text(block))))


def _exclaims(around: Surroundings, block: Block) -> float:
    return float("!" in around.text(block))


def _alone(around: Surroundings, block: Block) -> float:
    """What share of its words stands nowhere else in the article."""
    words = [word for word in around.vocabulary(block) if word[0].isalpha() and len(word) > 3]
    return sum(around.spread[word] == 1 for word in words) / len(words) if len(words) > 2 else 0.0


def _heads_nothing(around: Surroundings, block: Block) -> float:
    """A heading with no text of its own below it."""
    if block.kind is not BlockKind.HEADING:
        return 0.0
    below = next((b for b in around.blocks[block.index + 1 :] if b.index not in around.found), None)
    return float(below is None or (below.kind is BlockKind.HEADING and below.level <= block.level))


PLACES: Mapping[str, Signal] = {
    "link-only": _link_only,
    "same-site": _same_site,
    "after-prose": _after_prose,
    "before-prose": _before_prose,
    "beside-found": _beside_found,
    "suggested": _suggested,
    "heads-nothing": _heads_nothing,
}
"""The signals of links and position."""
SHAPES: Mapping[str, Signal] = {
    "no-stop": _no_stop,
    "contact": _contact,
    "exclaims": _exclaims,
}
"""The signals of shape. Beside them a rule names groups of marks, lines and words of its own."""
DEAR: Mapping[str, Signal] = {"alone": _alone}
"""What is looked at only where it can decide."""


def weigh(rule: Rule, vocabulary: Vocabulary, around: Surroundings) -> Iterator[tuple[Block, tuple[Evidence, ...]]]:
    """The blocks for which the evidence is enough, and that evidence, the weightiest first."""
    needed, per_word = rule.options.number("needed"), rule.options.number("needed_per_word")
    weights = vocabulary.weights
    shares = _shares(vocabulary.marks, around)
    marks = {
        name: group for name, group in vocabulary.marks.items() if shares[name] <= rule.options.number("max_share")
    }
    for block, size in zip(around.blocks, around.words, strict=True):
        if block.index in around.found or block is around.reading.document.headline or block.kind is BlockKind.CODE:
            continue
        told = [name for name, group in marks.items() if not group.isdisjoint(block.marks)] if block.marks else []
        values = dict.fromkeys(told, 1.0) | {name: value for name, f in PLACES.items() if (value := f(around, block))}
        if size > 2 * SHORT_LINE and not values and not vocabulary.invites(around.reading, block):
            continue  # a paragraph among others
        told += vocabulary.told_by(around.reading, block)
        told += [name for name, parts in vocabulary.both.items() if parts <= set(told)]
        values |= dict.fromkeys(told, 1.0)
        bound = needed + per_word * size - 1e-9  # sums of binary fractions
        for signals, left in ((SHAPES, {*SHAPES, *DEAR}), (DEAR, {*DEAR})):
            if sum(max(0.0, weights.get(name, 0.0)) for name in {*values} | left) < bound:
                break
            values |= {name: value for name, signal in signals.items() if (value := signal(around, block))}
        evidence = [
            Evidence(name, round(weights[name] * value, 3)) for name, value in values.items() if name in weights
        ]
        if sum(piece.value for piece in evidence) >= bound:
            yield block, weightiest_first(evidence)


def _shares(groups: Mapping[str, Set[str]], around: Surroundings) -> Mapping[str, float]:
    """What share of the article's words each group of marks stands on."""
    held = Counter[str]()
    for block, size in zip(around.blocks, around.words, strict=True):
        if block.marks:
            held.update({name: size for name, group in groups.items() if not group.isdisjoint(block.marks)})
    return {name: held[name] / max(1, around.whole) for name in groups}
