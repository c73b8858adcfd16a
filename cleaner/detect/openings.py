"""Articles that begin in the middle: with a word that contrasts, counts on or points back, and nothing before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set

from cleaner.detect.finding import finding
from cleaner.detect.nameruns import LONGEST_LINE
from cleaner.detect.roster import Census
from cleaner.model import BlockKind, Finding, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import Tokens, fold

LONGEST_PHRASE = 6


def _connective(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """The first sentence opens with one of the `phrases`, and none of the words `not_before` follows."""
    first = _first_sentence(reading)
    if first is None or reading.register(first.span) is not Register.BODY:
        return
    tokens = reading.tokens
    start = tokens.within(first.span).start
    last = _phrase_end(tokens, start, rule.options.words("phrases"))
    if last is not None and tokens.fold(last + 1) not in rule.options.some_words("not_before"):
        yield finding(rule, reading, Span(tokens.starts[start], tokens.ends[last]))


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
    title = {fold(word) for word in (reading.document.meta.title or "").replace("'", " ").split()}
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


def _phrase_end(tokens: Tokens, start: int, phrases: Set[str]) -> int | None:
    """The last token of the phrase that begins at token `start`, the longest of those that fit."""
    found = None
    words = ""
    for i in range(start, min(start + LONGEST_PHRASE, len(tokens))):
        words = f"{words} {tokens.folded[i]}" if words else tokens.folded[i]
        if words in phrases:
            found = i
    return found


CHECKS: Mapping[str, Callable[[Rule, Reading, frozenset[str]], Iterator[Finding]]] = {
    "opening-connective": _connective,
}
OF_PEOPLE: Mapping[str, Callable[[Rule, Reading, Census], Iterator[Finding]]] = {
    "opening-pronoun": _pronoun,
}
