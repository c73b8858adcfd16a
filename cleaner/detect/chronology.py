"""Time that jumps back: an article that reports what was held, and then looks forward to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cleaner.detect.finding import Check, finding
from cleaner.detect.prose import is_narrated
from cleaner.model import Finding, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Phrases, Rule
from cleaner.words import Tokens


@dataclass(frozen=True, slots=True)
class _Report:
    """Where an event is reported, and the days that its sentence names."""

    block: int
    span: Span
    days: frozenset[str]


def _preview_after_report(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """The first sentence of the narration that looks forward to one of the events after an earlier paragraph told that
    it happened.

    `happened`, `ahead` and `will` hold phrases by event. `ahead` counts behind one of `before`, as in "ahead of the
    summit"; `will` only on the day that the report named. A sentence with a word of `unless` speaks of another event, a
    report with one of `unless_of_old` perhaps, and one with `unless_ahead` looks back.
    """
    tokens, options = reading.tokens, rule.options
    happened, ahead, will = (options.phrases(table) for table in ("happened", "ahead", "will"))
    first_words = happened.keys() | ahead.keys() | will.keys()
    told: dict[str, _Report] = {}
    for i in [i for i, word in enumerate(tokens.folded) if word in first_words]:
        (preview, seen), (plan, planned), (report, done) = (_phrase(tokens, i, t) for t in (ahead, will, happened))
        sentence = reading.sentence_at(tokens.starts[i]) if preview in told or plan in told or report else None
        if sentence is None:
            continue
        if preview in told and told[preview].block < sentence.block:
            first = tokens.within(sentence.span).start
            if _looks_forward(rule, tokens, i, first) and _is_told(rule, reading, sentence, i, "unless_ahead"):
                yield finding(
                    rule, reading, Span(tokens.starts[first], tokens.ends[seen]), related=(told[preview].span,)
                )
                return
        is_later = plan in told and told[plan].block < sentence.block
        if is_later and told[plan].days & _days(rule, reading, sentence) and _is_told(rule, reading, sentence, i):
            yield finding(rule, reading, Span(tokens.starts[i], tokens.ends[planned]), related=(told[plan].span,))
            return
        if report and report not in told and _is_told(rule, reading, sentence, i, "unless_of_old"):
            span = Span(tokens.starts[i], tokens.ends[done])
            told[report] = _Report(sentence.block, span, _days(rule, reading, sentence))


def _is_told(rule: Rule, reading: Reading, sentence: Sentence, i: int, *more: str) -> bool:
    """Whether token `i` is narration that is left, in a sentence without the words that speak of another event."""
    tokens = reading.tokens
    span = Span(tokens.starts[i], tokens.ends[i])
    if not is_narrated(reading, span):
        return False
    inside = tokens.within(sentence.span)
    words = tokens.folded[inside.start : inside.stop]
    return all(rule.options.words(name).isdisjoint(words) for name in ("unless", *more))


def _days(rule: Rule, reading: Reading, sentence: Sentence) -> frozenset[str]:
    inside = reading.tokens.within(sentence.span)
    return rule.options.words("days").intersection(reading.tokens.folded[inside.start : inside.stop])


def _looks_forward(rule: Rule, tokens: Tokens, i: int, start: int) -> bool:
    """Whether a noun stands with its article behind the opening of a sentence that looks forward."""
    before = " ".join(tokens.folded[start : i - 1])
    return tokens.fold(i - 1) in rule.options.words("articles") and before in rule.options.words("before")


def _phrase(tokens: Tokens, i: int, phrases: Phrases) -> tuple[str, int]:
    """The event whose phrase begins at token `i`, and the last token of the longest that fits; "" if none does."""
    event, length = "", 1
    for words, name in phrases.get(tokens.folded[i], ()):
        if len(words) >= length and tokens.folded[i : i + len(words)] == words:
            event, length = name, len(words)
    return event, i + length - 1


CHECKS: Mapping[str, Check] = {
    "preview-after-report": _preview_after_report,
}
