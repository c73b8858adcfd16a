"""Passages that belong to another story, as the splice model judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.coherence.lines import FEWEST_LINES, Line, heading, lines, share_with
from cleaner.detect.finding import Check, finding, proposal
from cleaner.model import Evidence, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule

if TYPE_CHECKING:
    from cleaner.coherence.model import Judgement

MOST_NEW = 8


def foreign_passage(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """The sentences of an article that the model takes for another story's, and what speaks for it.

    Options: `model` is the language of the model ("any": the one without a lexicon); `least` and `below` bound the
    confidence at which the rule speaks; `worth` is the share of it that is claimed. Where more than the share
    `addressed` of the sentences has a word of `address`, asides are usual, and it takes `addressed_least`.
    """
    if len(reading.document.sentences) < FEWEST_LINES or not function_words:
        return
    from cleaner.coherence.model import load

    (language,) = rule.options.words("model")
    model = load(None if language == "any" else language)
    if model is None:
        return
    read = lines(reading, function_words)
    is_addressed = share_with(read, rule.options.words("address")) > rule.options.number("addressed")
    least = rule.options.number("addressed_least" if is_addressed else "least")
    below = rule.options.number("below")
    for judgement in model.judge(read, heading(reading, function_words)):
        if least <= judgement.confidence < below:
            yield _finding(rule, reading, read, judgement)


def _finding(rule: Rule, reading: Reading, read: tuple[Line, ...], judgement: Judgement) -> Finding:
    passage = read[judgement.first : judgement.last + 1]
    new = ", ".join(judgement.new[:MOST_NEW])
    pieces = [Evidence("new-words", float(len(judgement.new)), f"stand nowhere else: {new}")]
    related: tuple[Span, ...] = ()
    if judgement.link is not None:
        word, line = judgement.link
        related = (read[line].span,)
        pieces.append(Evidence("nearest-link", float(line + 1), f'"{word}", also in sentence {line + 1}'))
    found = finding(
        rule,
        reading,
        Span(passage[0].span.start, passage[-1].span.end),
        tuple(p for line in passage for p in proposal(rule, line.span)),
        related=related,
        evidence=(*pieces, Evidence("odds", round(judgement.odds, 2), "log odds that a passage here is foreign")),
        range=_range(judgement),
        new=new or "nothing",
        link=f'"{judgement.link[0]}"' if judgement.link else "none",
    )
    return replace(found, confidence=round(judgement.confidence * rule.options.number("worth"), 2))


def _range(judgement: Judgement) -> str:
    """Which sentences of the article's prose, counted from 1."""
    first, last = judgement.first + 1, judgement.last + 1
    return f"sentence {first}" if first == last else f"sentences {first} to {last}"


CHECKS: Mapping[str, Check] = {
    "foreign-passage": foreign_passage,
}
