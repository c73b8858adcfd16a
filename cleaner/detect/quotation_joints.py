"""Quotations that are glued to half of another sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cleaner.detect.finding import Check, finding, proposal
from cleaner.model import Action, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import is_word

_STOPS = ".,!?…"
_SENTENCE_ENDS = (".", "!", "?")
_GOES_ON = ";:—–-("
_REACH = 6
_NEAR = 3
_FARTHEST = 40
"""How many tokens a verb of saying is looked for, before the comma that introduces a quotation and behind it."""
_WORD = re.compile(r"\s([^\W\d_]+)\b")
_SHOWN = 3
_LEAST_TAIL = 4
_MARKS = '"“”„«»'
_QUOTES = "\"“”„«»'‘’"


@dataclass(frozen=True, slots=True)
class _Seam:
    """A quotation that is a whole sentence, with the tokens behind it in its block (`after`).

    `introduced`: the colon or comma before it, or nothing; `opens`: it opens a sentence; `stop`: what it ends with, or
    nothing; `words`: how many; `several`: it holds the end of a sentence before its last one.
    """

    quote: Span
    after: range
    introduced: str
    opens: bool
    stop: str
    words: int
    several: bool


def glued_quotation(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`he said: "A whole sentence" that the other half …`: one of `connectives` goes on what is complete.

    Behind a comma inside the marks only one of `behind_comma` does: `"…," which was his answer`.
    """
    for seam in _seams(rule, reading, rule.options.words("connectives")):
        if _is_certain(rule, reading, seam):
            yield _glued(rule, reading, seam, seam.after.start)


def _is_certain(rule: Rule, reading: Reading, seam: _Seam) -> bool:
    """Whether one of `connectives` goes on what is complete."""
    word, options = reading.tokens.word(seam.after.start), rule.options
    if word not in options.some_words("connectives") or (
        seam.stop == "," and not (seam.opens and word in options.some_words("behind_comma"))
    ):
        return False
    return seam.introduced == ":" or seam.opens or bool(seam.introduced and not seam.stop)


def quotation_goes_on(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`"A whole sentence," in the other half …`: a word goes on what is complete and cannot open who says it.

    The words are `links` (prepositions and the like), `verbs` and `plurals` (auxiliaries), or `joins` (conjunctions);
    what a quotation is the subject of may follow it as a verb, and a conjunction may join two verbs, where grammar
    lets them. One of `links_of_one` may go on several sentences that have no stop. What is certain by one of
    `connectives` is left to the check of its own.
    """
    tokens, options = reading.tokens, rule.options
    groups = {name: options.some_words(name) for name in ("links", "verbs", "plurals", "joins")}
    any_of = frozenset().union(*groups.values())
    for seam in _seams(rule, reading, any_of):
        word = tokens.word(seam.after.start)
        is_shared = seam.opens and not seam.stop and seam.several and word in options.some_words("links_of_one")
        if is_shared or tokens.word(seam.after.start + 1) in _QUOTES or _is_certain(rule, reading, seam):
            continue
        if any(word in groups[name] for name in _closed_to(rule, reading, seam)):
            yield _glued(rule, reading, seam, seam.after.start)


def _closed_to(rule: Rule, reading: Reading, seam: _Seam) -> tuple[str, ...]:
    """The groups of words that nothing but a wrong joint puts behind a quotation.

    One that opens its sentence and ends with a comma is followed by who says it, and one with a full stop by nothing;
    a verb of `saying` has no other object, and is joined to another verb at most behind a comma. Else a
    quotation may be the subject or a title: it must hold a `finite` verb and have `apart` words, or for verbs in the
    singular `long` words or two sentences. Where it is told behind the sentence who says it, the quotation may be the
    first part of what was said (`"We will sell them" in the spring, he said`).
    """
    every, options = ("links", "verbs", "plurals", "joins"), rule.options
    is_part = seam.opens and seam.stop in ("", ",") and _is_said_behind(seam, reading, options.words("saying"))
    if seam.stop == "." or (seam.stop == "," and seam.opens):
        is_whole = seam.opens or bool(seam.introduced)
        return every[: is_whole * (len(every) - is_part)]
    said = seam.introduced == ":" or _is_said(seam, reading, options.words("saying"))
    if seam.stop == ",":
        return ("verbs", "plurals") if seam.introduced and said else ()
    is_long = seam.several or seam.words >= options.number("long")
    if is_part or not (is_long or _has_verb(seam, reading, options.words("finite"))):
        return ()
    if said:
        return every if not seam.stop else ("links", "plurals")
    if not (seam.opens and seam.words >= options.number("apart")) and not (seam.introduced and is_long):
        return ()
    return every if seam.opens and is_long and not seam.stop else ("links", "plurals")


def _is_said(seam: _Seam, reading: Reading, saying: frozenset[str]) -> bool:
    """Whether a verb of saying introduces a quotation: near the mark, or anywhere before the comma in its sentence."""
    sentence = reading.sentence_at(seam.quote.start)
    before = reading.tokens.within(Span(sentence.span.start, seam.quote.start)) if sentence else ()
    return any(reading.tokens.fold(i) in saying for i in before[-_FARTHEST if seam.introduced else -_NEAR :])


def _is_said_behind(seam: _Seam, reading: Reading, saying: frozenset[str]) -> bool:
    """Whether a verb of saying stands behind a quotation in the sentence that goes on there."""
    tokens = reading.tokens
    sentence = reading.sentence_at(tokens.starts[seam.after.start])
    end = tokens.within(sentence.span).stop if sentence else seam.after.stop
    return not saying.isdisjoint(tokens.folded[seam.after.start : end])


def _has_verb(seam: _Seam, reading: Reading, finite: frozenset[str]) -> bool:
    return any(reading.tokens.folded[i] in finite for i in reading.tokens.within(seam.quote))


def said_twice(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`"A whole sentence," he said that the other half …`: a verb of `saying` has two objects.

    One of `seconds` opens the second one; `times` behind it make it a time ("he said that night").
    """
    tokens, options = reading.tokens, rule.options
    saying, seconds, times = (options.words(name) for name in ("saying", "seconds", "times"))
    for seam in _seams(rule, reading):
        if seam.stop != "," or not (seam.opens or seam.introduced):
            continue
        for i in seam.after[:_REACH]:
            if not is_word(tokens.folded[i]):
                break
            if tokens.fold(i) in saying:
                if tokens.fold(i + 1) in seconds and tokens.fold(i + 2) not in times:
                    yield _glued(rule, reading, seam, i + 1)
                break


def _seams(rule: Rule, reading: Reading, following: frozenset[str] | None = None) -> Iterator[_Seam]:
    """The quotations of at least `min_words` words with one capital (no titles), and more behind in their block: one
    of the words `following`, if they are given."""
    tokens, text, least = reading.tokens, reading.document.text, rule.options.number("min_words")
    for whole in reading.document.quotes:
        behind = _WORD.match(text, whole.end)
        if behind is None or (following is not None and behind[1] not in following):
            continue
        block = reading.block_at(whole.start)
        if block is None or whole.end >= block.span.end or not text[whole.end].isspace() or reading.is_gone(whole):
            continue
        quote = _own(text, whole, block.span)
        last = text[whole.start : whole.end - 1].rstrip()[-1:]
        if quote is None or last in _GOES_ON:
            continue
        inside, after = tokens.within(quote), tokens.within(Span(quote.end, block.span.end))
        words = [i for i in inside if is_word(tokens.folded[i])]
        if len(after) < _LEAST_TAIL or len(words) < least or not tokens.word(words[0])[0].isupper():
            continue
        if sum(1 for i in words if tokens.word(i)[0].islower()) * 2 < len(words):
            continue
        before = tokens.word(inside.start - 1) if text[block.span.start : quote.start].strip() else ""
        introduced = before if before in (":", ",") else ""
        opens = quote != whole or reading.opens_sentence(quote.start)
        several = any(tokens.word(i) in _SENTENCE_ENDS for i in inside[:-_SHOWN])
        yield _Seam(quote, after, introduced, opens, last if last in _STOPS else "", len(words), several)


def _own(text: str, quote: Span, block: Span) -> Span | None:
    """A quotation without what an unclosed one before it adds; None if straight marks do not stand as its marks do.

    A mark inside it must open a sentence: the paragraphs of a quotation were joined, or one was not closed.
    """
    start = max(text.rfind(mark, quote.start, quote.end - 1) for mark in _MARKS)
    if start < 0:
        start = quote.start
    if start > quote.start and text[max(0, start - _SHOWN) : start].rstrip()[-1:] not in _SENTENCE_ENDS:
        return None
    if text[start] == '"':
        opens = (start == block.start or not text[start - 1].isalnum()) and not text[start + 1].isspace()
        ends = not text[quote.end - 2].isspace() or text[quote.end - 3] in _STOPS
        if not opens or not ends:
            return None
    return Span(start, quote.end) if quote.end - start > _SHOWN else None


def _glued(rule: Rule, reading: Reading, seam: _Seam, at: int) -> Finding:
    """The finding: from the quotation to the words behind the seam, at token `at`; both halves go."""
    tokens = reading.tokens
    ends = [s.span for s in (reading.sentence_at(seam.quote.start), reading.sentence_at(tokens.starts[at])) if s]
    whole = Span(min(s.start for s in ends), max(s.end for s in ends))
    shown = Span(seam.quote.start, tokens.ends[min(at + _SHOWN - 1, seam.after.stop - 1)])
    return finding(rule, reading, shown, proposal(rule, whole, action=Action.DROP_SENTENCE))


CHECKS: Mapping[str, Check] = {
    "glued-quotation": glued_quotation,
    "quotation-goes-on": quotation_goes_on,
    "said-twice": said_twice,
}
