"""Lines that a site repeats: which of those that a memory knows are the page's, not the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from cleaner.detect.finding import finding, proposal, suggested
from cleaner.model import Block, BlockKind, Evidence, Finding, Register, Repeats
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import count_words

_INTRODUCES = re.compile(r"""[:：]["'”’»)]*\s*\Z""")


def repeated_lines(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """The blocks that stand on many pages of the site.

    Spared: the headline, tables, code and what stands in quotation marks; a list of which one item is the article's; a
    heading, or a line that ends with a colon, above text of the article; a long block with little evidence; and all of
    a page that would lose most of itself, for it is the same article again. Where only the numbers differ from page to
    page, they may be what the article has to say ("Rating: 8/10"): the repair is not safe.
    """
    known = {block.index for block in reading.document.blocks if _is_known(rule, reading, block)}
    known -= _parts_of_true_lists(reading.document.blocks, known)
    known -= _true_headings(reading, known)
    chosen = [block for block in reading.document.blocks if block.index in known]
    words = {block.index: count_words(reading.tokens, block.span) for block in reading.document.blocks}
    left = sum(words.values()) - sum(words[block.index] for block in chosen)
    if left < rule.options.number("min_left") * sum(words.values()):
        return
    for block in chosen:
        seen = reading.repeats[block.index]
        place = f"of the {seen.of} pages known of {seen.site}" + (", whatever the numbers" if seen.loose else "")
        proposals = proposal(rule, block.span)
        if seen.loose:
            proposals = suggested(proposals)
        found = finding(rule, reading, block.span, proposals, count=f"{seen.pages} {place}")
        yield replace(found, evidence=(Evidence("pages", seen.pages, place),))


def _is_known(rule: Rule, reading: Reading, block: Block) -> bool:
    seen = reading.repeats.get(block.index)
    if seen is None or block is reading.document.headline or block.kind in (BlockKind.TABLE_ROW, BlockKind.CODE):
        return False
    if block.kind is not BlockKind.QUOTE and reading.register(block.span) is Register.QUOTE:
        return False
    return count_words(reading.tokens, block.span) <= rule.options.number("long_words") or _is_certain(rule, seen)


def _is_certain(rule: Rule, seen: Repeats) -> bool:
    options = rule.options
    return seen.pages >= options.number("long_pages") and seen.pages >= options.number("long_share") * seen.of


def _parts_of_true_lists(blocks: Sequence[Block], known: set[int]) -> set[int]:
    """The items of lists of which some item is not known: a recipe's salt stands on every page."""
    parts: set[int] = set()
    for is_list, run in groupby(blocks, lambda block: block.kind is BlockKind.LIST_ITEM):
        items = {block.index for block in run} if is_list else set()
        if not items <= known:
            parts |= items
    return parts


def _true_headings(reading: Reading, known: set[int]) -> set[int]:
    """The headings, and lines that introduce something, above text that stays, whatever goes between."""
    spared: set[int] = set()
    below = False  # whether text that stays stands below
    for block in reversed(reading.document.blocks):
        introduces = block.kind is BlockKind.HEADING or _INTRODUCES.search(block.span.of(reading.document.text))
        if introduces and below:
            spared.add(block.index)
        below = below or block.index not in known
    return spared
