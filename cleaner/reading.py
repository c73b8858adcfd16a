"""A document as the detectors read it: with its tokens and the matches of all rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cleaner.forms import Form
from cleaner.model import Block, Document, Judgement, Register, Repeats, Sentence, Span
from cleaner.rulebook import Rule
from cleaner.words import Tokens


@dataclass(frozen=True, slots=True)
class Match:
    """A hit of a rule: the tokens `first` to `last` (inclusive), the part that is meant, and its replacement, or the
    form of a name that it is."""

    rule: str
    first: int
    last: int
    span: Span
    replacement: str | None = None
    form: Form | None = None


def _nobody(_: str) -> Sequence[Judgement]:
    """No model has been asked."""
    return ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its tokens and the matches of all rules; `gone` are spans that earlier findings take out.

    `repeats`: blocks, by their numbers, that are known from other pages of the site. `drop_title`: the title at the top
    is taken out. `judge`: the likeliest foreign passages, by the name of a model.
    """

    document: Document
    tokens: Tokens
    matches: Mapping[str, Sequence[Match]]
    gone: tuple[Span, ...] = ()
    _block_starts: Sequence[int] = field(default=(), repr=False)
    _sentence_starts: Sequence[int] = field(default=(), repr=False)
    repeats: Mapping[int, Repeats] = field(default_factory=dict)
    drop_title: bool = False
    judge: Callable[[str], Sequence[Judgement]] = field(default=_nobody, repr=False, compare=False)

    def without(self, gone: Iterable[Span]) -> Reading:
        """The same reading, with more spans taken out."""
        merged: list[Span] = []
        for span in sorted((*self.gone, *gone)):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
            else:
                merged.append(span)
        return replace(self, gone=tuple(merged))

    def sound(self, doubtful: Iterable[Span]) -> tuple[Span, ...]:
        """The sentences that neither touch what is gone nor any of some doubtful spans."""
        left = self.without(doubtful)
        return tuple(s.span for s in self.document.sentences if not left.is_gone(s.span))

    def only(self, sentences: Collection[Span]) -> Reading:
        """The same reading, with all other sentences taken out."""
        left = set(sentences)
        return self.without(s.span for s in self.document.sentences if s.span not in left)

    def is_gone(self, span: Span) -> bool:
        """Whether `span` touches what has been taken out."""
        i = bisect_left(self.gone, span.end, key=lambda s: s.start)
        return i > 0 and self.gone[i - 1].end > span.start

    def _is_left(self, span: Span) -> bool:
        """Whether some of `span` has not been taken out."""
        i = bisect_right(self.gone, span.start, key=lambda s: s.start)
        return i == 0 or not self.gone[i - 1].contains(span)

    def hits(self, rule: Rule) -> Iterator[Match]:
        """The matches of a rule in what is left."""
        return (m for m in self.matches.get(rule.id, ()) if not self.is_gone(m.span))

    def block_at(self, offset: int) -> Block | None:
        """The block that `offset` lies in."""
        i = bisect_right(self._block_starts, offset) - 1
        block = self.document.blocks[i] if i >= 0 else None
        return block if block is not None and offset < block.span.end else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that `offset` lies in."""
        i = bisect_right(self._sentence_starts, offset) - 1
        sentence = self.document.sentences[i] if i >= 0 else None
        return sentence if sentence is not None and offset < sentence.span.end else None

    def opens_sentence(self, offset: int) -> bool:
        """Whether a sentence begins at `offset`."""
        sentence = self.sentence_at(offset)
        return sentence is not None and sentence.span.start == offset

    def register(self, span: Span) -> Register:
        """Who speaks at `span`: a quotation only if it holds all of it."""
        headline = self.document.headline
        if headline is not None and headline.span.contains(span):
            return Register.HEADLINE
        i = bisect_right(self.document.quotes, span.start, key=lambda q: q.start) - 1
        return Register.QUOTE if i >= 0 and self.document.quotes[i].contains(span) else Register.BODY

    def blocks(self) -> Iterator[Block]:
        """The blocks of which something is left."""
        left = {sentence.block for sentence in self.sentences()} if self.gone else None
        return (b for b in self.document.blocks if left is None or b.index in left)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that are left."""
        return (s for s in self.document.sentences if not self.gone or self._is_left(s.span))
