"""Articles that begin in the middle: with a word that contrasts, counts on or points back, and nothing before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.detect.finding import Check, finding
from cleaner.detect.nameruns import LONGEST_LINE
from cleaner.detect.prose import is_question, title_words
from cleaner.detect.roster import Census, PeopleCheck
from cleaner.model import BlockKind, Finding, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold

LONGEST_PHRASE = 6


def _connective(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """The first sentence opens with one of the `phrases`, and none of the words `not_before` follows. Questions are
    spared: they are how essays begin."""
    first = _first_sentence(reading)
    if first is None or reading.register(first.span) is not Register.BODY:
        return
    if is_question(first.span.of(reading.document.text)):
        return
    tokens = reading.tokens
    start = tokens.within(first.span).start
    found = tokens.phrase(start, rule.options.words("phrases"), LONGEST_PHRASE)
    if found is not None and tokens.fold(found[1] + 1) not in rule.options.some_words("not_before"):
        yield finding(rule, reading, Span(tokens.starts[start], tokens.ends[found[1]]))


def _pronoun(rule: Rule, reading: Reading, census: Census) -> Iterator[Finding]:
    """The first sentence opens with one of the `pronouns` and goes on telling (`goes_on`), and nobody is named in its
    paragraph or the headline whom it could mean.

    A writer of stories names in the second paragraph whom the first calls "she", but not who "added" something.
    """
    first = _first_sentence(reading)
    if first is None or reading.register(first.span) is not Register.BODY:
        return
    tokens = reading.tokens
    start = tokens.within(first.span).start
    following = tokens.folded[start + 1 : start + 4]
    if tokens.fold(start) not in rule.options.words("pronouns") or rule.options.words("goes_on").isdisjoint(following):
        return
    title = {fold(word) for word in title_words(reading)}
    reach = Span(0, reading.document.blocks[first.block].span.end)
    mentions = [m for namesakes in census.of(reading).namesakes for m in namesakes.mentions]
    if not any(reach.contains(m.span) or m.base in title for m in mentions):
        yield finding(rule, reading, Span(tokens.starts[start], tokens.ends[start]))


def _first_sentence(reading: Reading) -> Sentence | None:
    """The first sentence of the narration that is left; short lines without a full stop stand above it."""
    text = reading.document.text
    for sentence in reading.sentences():
        block = reading.document.blocks[sentence.block]
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            return None
        is_line = len(block.span) <= LONGEST_LINE and text[block.span.end - 1] not in ".!?…:\"'”’»)"
        if block.kind is BlockKind.PARAGRAPH and block is not reading.document.headline and not is_line:
            return sentence if sentence.span.start == block.span.start else None
    return None


CHECKS: Mapping[str, Check] = {
    "opening-connective": _connective,
}
OF_PEOPLE: Mapping[str, PeopleCheck] = {
    "opening-pronoun": _pronoun,
}
