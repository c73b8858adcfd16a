"""Lists of links to other articles: below a label that gives them away, or at the end of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from urllib.parse import urlsplit

from cleaner.model import Block, BlockKind
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import count_words

_ENDS_SENTENCE = re.compile(r"""[.!。！]["'”’»)]*\s*\Z""")


def linked_lists(rule: Rule, reading: Reading, labels: Set[int], gone: Set[int]) -> Iterator[Block]:
    """Blocks that are links and nothing else, not sentences: those that follow a label (a block whose number is in
    `labels`), and a run at the end whose links stay on the site. `gone`: the blocks that are taken out already."""
    blocks = reading.document.blocks
    after_label = False
    for block in blocks:
        if block.index in labels:
            after_label = True
        elif after_label and _is_link(rule, reading, block):
            yield block
        elif block.index not in gone:
            after_label = False
    yield from _at_the_end(rule, reading, [b for b in blocks if b.index not in gone])


def _at_the_end(rule: Rule, reading: Reading, left: Sequence[Block]) -> Iterator[Block]:
    run: list[Block] = []
    for block in reversed(left):
        if not _is_link(rule, reading, block) or not _stays(block, reading.document.meta.url):
            break
        run.append(block)
    if len(run) >= rule.options.number("min_run") and len(run) < len(left):
        yield from reversed(run)


def _is_link(rule: Rule, reading: Reading, block: Block) -> bool:
    if not block.links or block.kind in (BlockKind.TABLE_ROW, BlockKind.CODE) or block is reading.document.headline:
        return False
    text = block.span.of(reading.document.text)
    linked = sum(len(link.span) for link in block.links)
    if linked < rule.options.number("link_share") * len(text.removeprefix("- ")) or _ENDS_SENTENCE.search(text):
        return False
    return count_words(reading.tokens, block.span) <= rule.options.number("max_words")


def _stays(block: Block, url: str | None) -> bool:
    """Whether the links of a block lead to other pages of the same site."""
    host = urlsplit(url).netloc if url else None
    return all(link.target[:1] == "/" or (host and urlsplit(link.target).netloc == host) for link in block.links)
