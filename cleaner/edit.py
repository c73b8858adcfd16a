"""The one place that decides what is done: proposals become edits, overlaps are settled, texts are rebuilt.

All functions are pure. `revert(apply(text, edits), edits) == text` for every list of edits that does not overlap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from cleaner.model import Action, Document, Edit, Finding, Fix, FixMode, Proposal, QuoteMode, Register, Span


@dataclass(frozen=True, slots=True)
class Plan:
    """Findings with what becomes of each, and the edits, in the order of the text."""

    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]


def apply(text: str, edits: Sequence[Edit]) -> str:
    """`text` with the edits made. They must be in order and must not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += text[at : edit.span.start], edit.replacement
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)


def revert(text: str, edits: Sequence[Edit]) -> str:
    """The source that `apply` made `text` of."""
    pieces: list[str] = []
    at = shift = 0
    for edit in edits:
        start = edit.span.start + shift
        pieces += text[at:start], edit.original
        at = start + len(edit.replacement)
        shift += len(edit.replacement) - len(edit.original)
    pieces.append(text[at:])
    return "".join(pieces)


def plan(document: Document, findings: Iterable[Finding], fix: FixMode, quotes: QuoteMode) -> Plan:
    """Decides which proposals become edits. Of two that overlap, the longer removal wins, then the surer finding."""
    found = sorted(findings, key=lambda f: (f.span, f.rule, f.message))
    wanted = [(f, p) for f in found for p in f.proposals if _is_allowed(f, p, fix, quotes)]
    wanted.sort(key=lambda w: (w[1].action not in _DROPS, -len(w[1].span), -w[0].confidence, w[1].span, w[0].rule))
    taken = _Taken()
    accepted: list[tuple[Finding, Proposal]] = []
    for finding, proposal in wanted:
        if taken.add(proposal.span):
            accepted.append((finding, proposal))
    edits = _edits(document, accepted)
    done = {id(p) for _, p in accepted}
    removed = _Cover(e.span for e in edits if not e.replacement)
    return Plan(tuple(replace(f, fix=_outcome(f, done, removed)) for f in found), edits)


def removals(findings: Iterable[Finding]) -> tuple[Span, ...]:
    """What safe proposals take out."""
    return tuple(p.span for f in findings for p in f.proposals if p.safe and p.action in (*_DROPS, Action.DELETE))


_DROPS = (Action.DROP_BLOCK, Action.DROP_SENTENCE)


def _is_allowed(finding: Finding, proposal: Proposal, fix: FixMode, quotes: QuoteMode) -> bool:
    if fix is FixMode.NONE or proposal.action is Action.REPORT:
        return False
    if finding.register is Register.QUOTE and not proposal.in_quotes and quotes is QuoteMode.KEEP:
        return False
    return proposal.safe or fix is FixMode.ALL


def _outcome(finding: Finding, done: set[int], removed: _Cover) -> Fix:
    if any(id(p) in done for p in finding.proposals) or removed.holds(finding.span):
        return Fix.APPLIED
    return Fix.SUGGESTED if finding.proposals else Fix.NONE


class _Taken:
    """Spans that do not overlap."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, span: Span) -> bool:
        """Takes `span` and says True, unless it overlaps one that is taken, or an insertion stands there already."""
        i = bisect_left(self._spans, span)
        for other in self._spans[max(0, i - 1) : i + 1]:
            if span.overlaps(other) or span == other:
                return False
            if not len(span) and other.start < span.start < other.end:
                return False
        self._spans.insert(i, span)
        return True


class _Cover:
    """Spans in order, asked whether one of them holds another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def holds(self, span: Span) -> bool:
        """Whether a single span holds all of `span`."""
        i = bisect_right(self._spans, span.start, key=lambda s: s.start) - 1
        return i >= 0 and self._spans[i].contains(span)


def _edits(document: Document, accepted: Iterable[tuple[Finding, Proposal]]) -> tuple[Edit, ...]:
    text = document.text
    blocks: dict[int, str] = {}
    sentences: dict[int, str] = {}
    edits: list[Edit] = []
    index_of_block = {b.span: b.index for b in document.blocks}
    index_of_sentence = {s.span: s.index for s in document.sentences}
    for finding, proposal in accepted:
        if proposal.action is Action.DROP_BLOCK and proposal.span in index_of_block:
            blocks[index_of_block[proposal.span]] = finding.rule
        elif proposal.action is Action.DROP_SENTENCE and proposal.span in index_of_sentence:
            sentences[index_of_sentence[proposal.span]] = finding.rule
        else:
            span = proposal.span if proposal.replacement else _with_space(text, proposal.span)
            edits.append(Edit(span, proposal.replacement, span.of(text), finding.rule))
    _promote(document, sentences, blocks)
    edits += _removal(text, [b.span for b in document.blocks], blocks, Span(0, len(text)))
    by_block: dict[int, list[int]] = {}
    for i in sentences:
        by_block.setdefault(document.sentences[i].block, []).append(i)
    for block, dropped in by_block.items():
        inside = _sentences_of(document, block)
        spans = [document.sentences[i].span for i in inside]
        rules = {i - inside.start: sentences[i] for i in dropped}
        edits += _removal(text, spans, rules, document.blocks[block].span)
    edits.sort(key=lambda e: (e.span, e.rule))
    return _disjoint(text, edits)


def _promote(document: Document, sentences: dict[int, str], blocks: dict[int, str]) -> None:
    """A block that loses all its sentences goes as a block, with the space around it."""
    for block in {document.sentences[i].block for i in sentences}:
        inside = _sentences_of(document, block)
        if block in blocks or all(i in sentences for i in inside):
            blocks.setdefault(block, sentences.get(inside.start, ""))
            for i in inside:
                sentences.pop(i, None)


def _sentences_of(document: Document, block: int) -> range:
    """The numbers of the sentences of a block."""
    first = bisect_left(document.sentences, block, key=lambda s: s.block)
    return range(first, bisect_right(document.sentences, block, key=lambda s: s.block))


def _removal(text: str, units: Sequence[Span], dropped: dict[int, str], whole: Span) -> list[Edit]:
    """Edits that take units (blocks, or the sentences of one) out so that what stays is parted as it was.

    A dropped unit takes the gap behind it. At the end there is none that may go, so the first of the last run takes
    the gap before it.
    """
    edits: list[Edit] = []
    kept = [i for i in range(len(units)) if i not in dropped]
    last_kept = kept[-1] if kept else -1
    for i in sorted(dropped):
        start = units[i].start
        if i > last_kept and i == last_kept + 1 and last_kept >= 0:
            start = units[last_kept].end
        end = units[i + 1].start if i + 1 < len(units) else units[i].end
        if i == len(units) - 1 and whole.end > end and not text[end : whole.end].strip():
            end = units[i].end
        edits.append(Edit(Span(start, end), "", text[start:end], dropped[i]))
    return edits


def _with_space(text: str, span: Span) -> Span:
    """A deletion in running text takes one of the two spaces beside it along."""
    before = span.start == 0 or text[span.start - 1].isspace()
    after = span.end == len(text) or text[span.end].isspace()
    if before and after and span.end < len(text) and text[span.end] == " ":
        return Span(span.start, span.end + 1)
    if not after and span.start and text[span.start - 1] == " " and text[span.end] in ".,;:!?":
        return Span(span.start - 1, span.end)
    if after and span.start and text[span.start - 1] == " ":
        return Span(span.start - 1, span.end)
    return span


def _disjoint(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Removals may have grown over a neighbour's gap: the later one gives way."""
    kept: list[Edit] = []
    for edit in edits:
        at = kept[-1].span.end if kept else 0
        if edit.span.start >= at:
            kept.append(edit)
        elif edit.span.end > at and not edit.replacement:
            span = Span(at, edit.span.end)
            kept.append(Edit(span, "", span.of(text), edit.rule))
    return tuple(kept)


class Alignment:
    """Maps offsets of a repaired text back to its source. `edits` made the one of the other."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = tuple(edits)
        grown = [0, *accumulate(len(e.replacement) - len(e.original) for e in self._edits)]
        self._new_starts = [e.span.start + g for e, g in zip(self._edits, grown, strict=False)]
        self._new_ends = [s + len(e.replacement) for s, e in zip(self._new_starts, self._edits, strict=True)]
        self._old_starts = [e.span.start for e in self._edits]
        self._grown = grown

    def repaired_spans(self) -> list[Span]:
        """Where the replacements stand in the repaired text."""
        return [Span(start, end) for start, end in zip(self._new_starts, self._new_ends, strict=True)]

    def forward(self, offset: int) -> int:
        """Where a source offset stands in the repaired text."""
        i = bisect_right(self._old_starts, offset)
        if i and offset < self._edits[i - 1].span.end:
            return self._new_starts[i - 1] if offset == self._edits[i - 1].span.start else self._new_ends[i - 1]
        return offset + self._grown[i]

    def back(self, span: Span) -> Span:
        """The source span of a repaired span; it grows over every repair that it touches."""
        i = bisect_right(self._new_ends, span.start)
        start = span.start - self._grown[i]
        if i < len(self._edits) and self._new_starts[i] < span.start < self._new_ends[i]:
            start = self._edits[i].span.start
        j = bisect_left(self._new_starts, span.end)
        end = span.end - self._grown[j]
        if j and span.end < self._new_ends[j - 1]:
            end = self._edits[j - 1].span.end
        return Span(min(start, end), end)


def rebase(source: str, repaired: str, repairs: Sequence[Edit], edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """`repairs` (of the source) and `edits` (of the repaired text) as one list of edits of the source.

    What overlaps in the repaired text becomes one edit.
    """
    if not repairs:
        return tuple(edits)
    alignment = Alignment(repairs)
    composed: list[Edit] = []
    for cluster in _clusters(alignment.repaired_spans(), edits):
        if isinstance(cluster, int):
            composed.append(repairs[cluster])
            continue
        whole, inside = cluster
        shifted = [replace(e, span=Span(e.span.start - whole.start, e.span.end - whole.start)) for e in inside]
        span = alignment.back(whole)
        edit = Edit(span, apply(whole.of(repaired), shifted), span.of(source), inside[0].rule)
        if edit.replacement != edit.original:
            composed.append(edit)
    return tuple(sorted(composed, key=lambda e: (e.span, e.rule)))


def _clusters(repaired: Sequence[Span], edits: Sequence[Edit]) -> Iterator[int | tuple[Span, list[Edit]]]:
    """Edits that touch the same repairs, with the span of them all; and the numbers of repairs that none touches."""
    items: list[tuple[Span, int | Edit]] = [(span, i) for i, span in enumerate(repaired)]
    items += [(edit.span, edit) for edit in edits]
    items.sort(key=lambda item: item[0])
    run: list[tuple[Span, int | Edit]] = []
    end = -1
    for item in [*items, (Span(len(items) + 2**60, 2**61), 0)]:
        if run and item[0].start >= end:
            inside = [found for _, found in run if isinstance(found, Edit)]
            if inside:
                yield Span(run[0][0].start, end), inside
            else:
                yield from (found for _, found in run if isinstance(found, int))
            run, end = [], -1
        run.append(item)
        end = max(end, item[0].end)


def moved_back(findings: Iterable[Finding], back: Callable[[Span], Span]) -> list[Finding]:
    """Findings in the repaired text as findings in its source."""
    return [replace(f, span=back(f.span), related=tuple(map(back, f.related))) for f in findings]
