"""Hits that mean nothing one by one: where they are many and stand close together, they say what a passage is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from cleaner.detect.finding import finding, weightiest_first
from cleaner.model import BlockKind, Evidence, Finding, Register, Span
from cleaner.reading import Match, Reading
from cleaner.rulebook import Options, Rule
from cleaner.words import count_words, is_word

SHOWN = 3
"""How many of its phrases the message on a passage names."""


@dataclass(frozen=True, slots=True)
class Tone:
    """Folded words of a language: those by which a text speaks to its reader, and those by which it doubts."""

    address: Set[str] = frozenset()
    doubt: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences from the first to the last hit of a group, the hits, their different phrases as they are written, and
    how many hits come on 1,000 words."""

    span: Span
    hits: Sequence[Match]
    phrases: Sequence[str]
    density: float


def told(rules: Iterable[str], reading: Reading) -> Sequence[Match]:
    """The hits of some rules (by their ids) that count, in the order of the text: those that are neither quoted nor
    code, and touch no earlier one."""
    hits: list[Match] = []
    every = (hit for rule in rules for hit in reading.matches.get(rule, ()) if not reading.is_gone(hit.span))
    for hit in sorted(every, key=lambda hit: (hit.first, -hit.last)):
        block = reading.block_at(hit.span.start)
        is_code = block is None or block.kind is BlockKind.CODE
        if (
            reading.register(hit.span) is not Register.QUOTE
            and not is_code
            and not (hits and hit.first <= hits[-1].last)
        ):
            hits.append(hit)
    return hits


def passages(options: Options, reading: Reading, hits: Sequence[Match], tone: Tone) -> Iterator[Passage]:
    """Where hits are dense. Options: `enough` hits, none of them alike if `different` is 1, with at most `gap` tokens
    from each to the next, and `per_thousand` of them to 1,000 words. Where `addressed` is given, the passage must
    sell."""
    enough, folded = options.number("enough"), reading.tokens.folded
    for group in _groups(hits, options.number("gap")) if len(hits) >= enough else ():
        phrases = {" ".join(folded[hit.first : hit.last + 1]): hit.span.of(reading.document.text) for hit in group}
        counted = len(phrases) if options.flag("different", default=True) else len(group)
        if counted < enough:
            continue
        first, last = reading.sentence_at(group[0].span.start), reading.sentence_at(group[-1].span.start)
        start = first.span.start if first is not None else group[0].span.start
        end = last.span.end if last is not None else group[-1].span.end
        passage = Span(start, max(end, group[-1].span.end))
        density = 1000 * counted / max(1, count_words(reading.tokens, passage))
        if density >= options.number("per_thousand") and _sells(options, reading, passage, density, tone):
            yield Passage(passage, group, tuple(phrases.values()), density)


def _sells(options: Options, reading: Reading, passage: Span, density: float, tone: Tone) -> bool:
    """Whether fewer than `doubted` of 1,000 words doubt, and `addressed` speak to the reader, outside
    quotations; a list of nothing but phrases (`unaddressed`) need not."""
    if "addressed" not in options.values:
        return True
    tokens = reading.tokens
    words = [i for i in tokens.within(passage) if is_word(tokens.folded[i])]
    address = [i for i in words if tokens.folded[i] in tone.address]
    told = sum(reading.register(Span(tokens.starts[i], tokens.ends[i])) is not Register.QUOTE for i in address)
    doubts = sum(tokens.folded[i] in tone.doubt for i in words)
    scale = len(words) / 1000
    is_addressed = told >= options.number("addressed") * scale or density >= options.number("unaddressed")
    return is_addressed and doubts < options.number("doubted") * scale


def _groups(hits: Sequence[Match], gap: float) -> Iterator[Sequence[Match]]:
    group: list[Match] = []
    for hit in hits:
        if group and hit.first - group[-1].last > gap:
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def dense(rule: Rule, reading: Reading, tone: Tone) -> Iterator[Finding]:
    """The passages that are dense with hits of one rule."""
    for passage in passages(rule.options, reading, told((rule.id,), reading), tone):
        yield _finding(rule, reading, passage, (Evidence("of 1,000 words", round(passage.density, 1)),))


def several(rule: Rule, reading: Reading, tone: Tone) -> Iterator[Finding]:
    """The passages that are dense with hits of several rules (`kin`) together: of `kinds` of them at least."""
    names = [name for name in sorted(rule.options.words("kin")) if name in reading.matches]
    if len(names) < rule.options.number("kinds"):
        return
    for passage in passages(rule.options, reading, told(names, reading), tone):
        counts = {name: sum(hit.rule == name for hit in passage.hits) for name in names}
        evidence = weightiest_first(Evidence(name, count) for name, count in counts.items() if count)
        if len(evidence) >= rule.options.number("kinds"):
            yield _finding(rule, reading, passage, evidence)


def _finding(rule: Rule, reading: Reading, passage: Passage, evidence: tuple[Evidence, ...]) -> Finding:
    """The finding on a passage, whose hits are the related places."""
    related = tuple(hit.span for hit in passage.hits)
    shown = ", ".join(f'"{" ".join(phrase.split())}"' for phrase in passage.phrases[:SHOWN])
    count = str(len(related))
    return finding(rule, reading, passage.span, related=related, evidence=evidence, count=count, mark=shown)
