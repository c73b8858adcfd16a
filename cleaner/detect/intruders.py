"""Passages that belong to another story, as the splice model judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cleaner.coherence.lines import lines, share_with
from cleaner.detect.finding import Check, finding, proposal
from cleaner.model import Evidence, Finding, Judgement, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule

MOST_NEW = 8


def foreign_passage(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """The sentences of an article that the model takes for another story's, and what speaks for it.

    Options: `model` is the language of the model ("any": the one without a lexicon); `least` and `below` bound the
    confidence at which the rule speaks; `worth` is the share of it that is claimed. Where more than the share
    `addressed` of the sentences has a word of `address`, asides are usual, and it takes `addressed_least`.
    """
    (model,) = rule.options.words("model")
    judgements = reading.judge(model)
    below = rule.options.number("below")
    least = rule.options.number("least")
    if not any(least <= judgement.confidence < below for judgement in judgements):
        return
    if share_with(lines(reading, function_words), rule.options.words("address")) > rule.options.number("addressed"):
        least = rule.options.number("addressed_least")
    for judgement in judgements:
        if least <= judgement.confidence < below:
            yield _finding(rule, reading, judgement)


def _finding(rule: Rule, reading: Reading, judgement: Judgement) -> Finding:
    new = ", ".join(judgement.new[:MOST_NEW])
    pieces = [Evidence("new-words", float(len(judgement.new)), f"stand nowhere else: {new}")]
    related: tuple[Span, ...] = ()
    if judgement.nearest is not None:
        word, line = judgement.nearest.word, judgement.nearest.line + 1
        related = (judgement.nearest.span,)
        pieces.append(Evidence("nearest-link", float(line), f'"{word}", also in sentence {line}'))
    found = finding(
        rule,
        reading,
        Span(judgement.spans[0].start, judgement.spans[-1].end),
        tuple(p for span in judgement.spans for p in proposal(rule, span)),
        related=related,
        evidence=(*pieces, Evidence("odds", round(judgement.odds, 2), "log odds that a passage here is foreign")),
        range=_range(judgement),
        new=new or "nothing",
        link=f'"{judgement.nearest.word}"' if judgement.nearest else "none",
    )
    return replace(found, confidence=round(judgement.confidence * rule.options.number("worth"), 2))


def _range(judgement: Judgement) -> str:
    """Which sentences of the article's prose, counted from 1."""
    first, last = judgement.line + 1, judgement.line + len(judgement.spans)
    return f"sentence {first}" if first == last else f"sentences {first} to {last}"


CHECKS: Mapping[str, Check] = {
    "foreign-passage": foreign_passage,
}
