"""Quotations that are glued to half of another sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cleaner.detect.finding import finding, proposal
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
_SHOWN = 3
_LEAST_TAIL = 4
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

    Not behind a comma inside the marks: `"…," which was his answer`.
    """
    connectives = rule.options.words("connectives")
    for seam in _seams(rule, reading):
        if reading.tokens.word(seam.after.start) not in connectives:
            continue
        if seam.stop != "," and (seam.introduced == ":" or (seam.introduced and not seam.stop) or seam.opens):
            yield _glued(rule, reading, seam, seam.after.start)


def quotation_goes_on(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`he said: "A whole sentence" in the other half …`: a word in small letters goes on what is complete.

    Behind an introduction (a colon, or a verb of `saying` before the comma or the mark) any word but those `spared`, or
    one of `words` where the rule has them. Elsewhere one of `links` (those of `links_of_one` only behind a single
    sentence), or one of `verbs` where the quotation ends with a comma or has `long` words; `apart` is
    the least number of words for one that is not introduced and has no stop. A rule with words that are
    `finite` asks for one in the quotation, one without `verbs` for no comma.
    """
    tokens, options = reading.tokens, rule.options
    words, spared, saying = (options.some_words(name) for name in ("words", "spared", "saying"))
    links, verbs, finite = (options.some_words(name) for name in ("links", "verbs", "finite"))
    for seam in _seams(rule, reading):
        word, behind = tokens.word(seam.after.start), tokens.word(seam.after.start + 1)
        if not word.isalpha() or not word.islower() or behind in _QUOTES or not _has_verb(seam, reading, finite):
            continue
        before = tokens.within(seam.quote).start - bool(seam.introduced)
        near = _REACH if seam.introduced else _NEAR
        said = any(tokens.fold(i) in saying for i in range(max(0, before - near), before))
        is_link = word in links and not (seam.several and not seam.stop and word in options.some_words("links_of_one"))
        is_introduced = said or seam.introduced == ":"
        if (is_introduced and seam.stop in ("", ".")) or (seam.opens and seam.stop == "."):
            is_glued = word in words if words else word not in spared
        elif seam.stop and seam.stop in ".?!":
            is_glued = is_link
        elif (seam.opens and (seam.stop or seam.words >= options.number("apart"))) or (
            seam.introduced and not seam.stop and _is_said(seam, reading, saying)
        ):
            is_verb = word in verbs and (seam.stop == "," or seam.words >= options.number("long"))
            is_glued = (is_link or is_verb) and (not seam.stop or bool(verbs))
        else:
            is_glued = False
        if is_glued:
            yield _glued(rule, reading, seam, seam.after.start)


def _is_said(seam: _Seam, reading: Reading, saying: frozenset[str]) -> bool:
    """Whether a verb of saying stands anywhere before a quotation in its sentence."""
    sentence = reading.sentence_at(seam.quote.start)
    before = reading.tokens.within(Span(sentence.span.start, seam.quote.start)) if sentence else ()
    return any(reading.tokens.fold(i) in saying for i in before[-_FARTHEST:])


def _has_verb(seam: _Seam, reading: Reading, finite: frozenset[str]) -> bool:
    return not finite or any(reading.tokens.folded[i] in finite for i in reading.tokens.within(seam.quote))


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
            if tokens.fold(i) in saying and tokens.fold(i + 1) in seconds and tokens.fold(i + 2) not in times:
                yield _glued(rule, reading, seam, i + 1)
                break


def _seams(rule: Rule, reading: Reading) -> Iterator[_Seam]:
    """The quotations of at least `min_words` words with one capital (no titles), and more behind in their block."""
    tokens, document, least = reading.tokens, reading.document, rule.options.number("min_words")
    for quote in document.quotes:
        block = reading.block_at(quote.start)
        if block is None or quote.end >= block.span.end or len(quote) < 3 or reading.is_gone(quote):
            continue
        if not _is_paired(document.text, quote, block.span):
            continue
        inside, after = tokens.within(quote), tokens.within(Span(quote.end, block.span.end))
        last = document.text[quote.start : quote.end - 1].rstrip()[-1:]
        if len(after) < _LEAST_TAIL or last in _GOES_ON or not document.text[quote.end].isspace():
            continue
        words = [i for i in inside if is_word(tokens.folded[i])]
        small = sum(1 for i in words if tokens.word(i)[0].islower())
        if len(words) < least or not tokens.word(words[0])[0].isupper() or small * 2 < len(words):
            continue
        before = (
            tokens.word(inside.start - 1)
            if inside.start and tokens.starts[inside.start - 1] >= block.span.start
            else ""
        )
        introduced = before if before in (":", ",") else ""
        opens = reading.opens_sentence(quote.start)
        several = any(tokens.word(i) in _SENTENCE_ENDS for i in inside[:-_SHOWN])
        yield _Seam(quote, after, introduced, opens, last if last in _STOPS else "", len(words), several)


def _is_paired(text: str, quote: Span, block: Span) -> bool:
    """Whether a quotation holds no further mark, and the straight marks of its block pair: its end is known."""
    inner = any(text.find(mark, quote.start + 1, quote.end - 1) >= 0 for mark in '"“”„«»')
    return not inner and text.count('"', block.start, block.end) % 2 == 0


def _glued(rule: Rule, reading: Reading, seam: _Seam, at: int) -> Finding:
    """The finding: from the quotation to the words behind the seam, at token `at`; both halves go."""
    tokens = reading.tokens
    ends = [s.span for s in (reading.sentence_at(seam.quote.start), reading.sentence_at(tokens.starts[at])) if s]
    whole = Span(min(s.start for s in ends), max(s.end for s in ends))
    shown = Span(seam.quote.start, tokens.ends[min(at + _SHOWN - 1, seam.after.stop - 1)])
    return finding(rule, reading, shown, proposal(rule, whole, action=Action.DROP_SENTENCE))


CHECKS: Mapping[str, Callable[[Rule, Reading, frozenset[str]], Iterator[Finding]]] = {
    "glued-quotation": glued_quotation,
    "quotation-goes-on": quotation_goes_on,
    "said-twice": said_twice,
}
