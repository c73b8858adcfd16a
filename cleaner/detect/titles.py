"""The article's own title where it stands once more: above the text that it is given apart from, or again below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.detect.evidence import Surroundings
from cleaner.detect.finding import finding, proposal
from cleaner.model import BlockKind, Finding
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
        around = Surroundings(reading, document.blocks, frozenset(), frozenset())
        for rule in self._rules:
            for block in document.blocks:
                is_headline = block is document.headline
                is_above = block.index < around.prose.start or block.kind is BlockKind.HEADING
                wanted = reading.drop_title if is_headline else is_above and document.headline is not None
                long = len(title) >= rule.options.number("min_words")
                if wanted and (long or is_headline) and not reading.is_gone(block.span):
                    words = [w for i in reading.tokens.within(block.span) if is_word(w := reading.tokens.folded[i])]
                    if words == title:
                        yield finding(rule, reading, block.span, proposal(rule, block.span))


def _words(title: str) -> list[str]:
    return [word for word in tokenize(title).folded if is_word(word)]
