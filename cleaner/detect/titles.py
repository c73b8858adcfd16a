"""The article's own title where it stands once more: above the text that it is given apart from, or again below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleaner.detect.evidence import Surroundings
from cleaner.detect.finding import finding, proposal
from cleaner.model import Block, BlockKind, Finding
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import is_word, tokenize


class Titles:
    """The rules that look for the title."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rule for rule in rules if rule.check == "title-repeated")

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Headings, and lines above the prose, that are the title again; the headline itself if that is asked for."""
        document = reading.document
        title = _words(document.meta.title or "")
        if not self._rules or not title:
            return
        again = [block for block in document.blocks if self._is_title(reading, block, title)]
        above = Surroundings(reading).prose.start if again else 0
        for rule in self._rules:
            is_long = len(title) >= rule.options.number("min_words")
            for block in again:
                is_above = document.headline is not None and (block.index < above or block.kind is BlockKind.HEADING)
                wanted = reading.drop_title if block is document.headline else is_above and is_long
                if wanted and not reading.is_gone(block.span):
                    yield finding(rule, reading, block.span, proposal(rule, block.span))

    @staticmethod
    def _is_title(reading: Reading, block: Block, title: Sequence[str]) -> bool:
        inside = reading.tokens.within(block.span)
        if not len(title) <= len(inside) <= 2 * len(title) + 4:
            return False
        return [word for i in inside if is_word(word := reading.tokens.folded[i])] == title


def _words(title: str) -> list[str]:
    return [word for word in tokenize(title).folded if is_word(word)]
