"""What the page left in the article: lead-in lines, prompts, credits, template lines, macros, residue of rundowns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from cleaner.detect.evidence import Surroundings, is_prose, weigh
from cleaner.detect.finding import finding, proposal, suggested
from cleaner.detect.lists import linked_lists
from cleaner.detect.repeats import repeated_lines
from cleaner.detect.teasers import foreign_headlines
from cleaner.detect.vocabulary import Vocabulary
from cleaner.model import Action, Block, BlockKind, Finding, Sentence, Span
from cleaner.reading import Match, Reading
from cleaner.rulebook import Extent, Kind, Rule
from cleaner.words import Tokens, count_words, is_word

_ENDS_LIKE_PROSE = re.compile(r"""[.;,。।۔؟]["'”’»)]*\Z""")
SUBHEAD_WORDS = 2
_LABELS = ("boilerplate/related-", "boilerplate/element-related")
"""Rules whose finding may stand over a list of links."""


class Boilerplate:
    """The rules of the family `boilerplate`. By language, `reporting`: the words by which prose reports speech;
    `function_words`: the words that carry no content."""

    def __init__(
        self,
        rules: Iterable[Rule],
        reporting: Mapping[str, frozenset[str]],
        function_words: Mapping[str, frozenset[str]],
    ) -> None:
        self._rules = tuple(rules)
        self._reporting = reporting
        self._function_words = function_words
        self._checks = [rule for rule in self._rules if rule.kind is Kind.CHECK]
        self._matching = {rule.id: rule for rule in self._rules if rule.kind is not Kind.CHECK}
        self._counting = {rule.id for rule in self._rules if rule.check == "site-repeated"}
        self._weighed_rules = [(rule, Vocabulary.of(rule)) for rule in self._rules if rule.check == "evidence"]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Lines, sentences and macros that do not belong to the article. Of several rules the surest speaks."""
        surest: dict[Span, Finding] = {}
        _settle(surest, self._all(reading))
        _settle(surest, self._lists(reading, surest))
        _settle(surest, self._weighed(reading, surest))
        _settle(surest, self._foreign(reading.without(_taken_out(surest))))
        yield from surest.values()

    def _foreign(self, reading: Reading) -> Iterator[Finding]:
        """Headlines of other articles and their teasers, in what is left."""
        words = self._function_words.get(reading.document.language.code or "en", frozenset())
        for rule in self._checks:
            for found in foreign_headlines(rule, reading, words) if rule.check == "foreign-headline" else ():
                parts = (found.headline,) if found.teaser is None else (found.headline, found.teaser)
                for part, other in zip(parts, reversed(parts), strict=True):
                    related = (other.span,) if other is not part else ()
                    proposals = proposal(rule, part.span)
                    made = finding(rule, reading, part.span, proposals, related=related, evidence=found.evidence)
                    yield made if found.is_sure else _unsure(made, rule.options.number("lone_confidence"))

    def _weighed(self, reading: Reading, found: Mapping[Span, Finding]) -> list[Finding]:
        """Blocks against which many weak signals speak."""
        blocks, gone = reading.document.blocks, _taken_out(found)
        unsure = {span for span, f in found.items() if span not in gone and f.rule not in self._counting}
        taken, open_to = ({block.index for block in blocks if block.span in spans} for spans in (gone, unsure))
        around = Surroundings(reading, taken, open_to)
        return [
            finding(
                rule,
                reading,
                block.span,
                proposal(rule, block.span),
                evidence=evidence,
                mark=", ".join(piece.name for piece in evidence[:3]),
            )
            for rule, vocabulary in self._weighed_rules
            for block, evidence in weigh(rule, vocabulary, around)
        ]

    def _lists(self, reading: Reading, found: Mapping[Span, Finding]) -> Iterator[Finding]:
        """The links below labels that have been found, and at the end."""
        gone = {b.index: found[b.span].rule for b in reading.document.blocks if b.span in found}
        labels = {index for index, rule in gone.items() if rule.startswith(_LABELS)}
        for rule in self._checks:
            if rule.check == "linked-list" and any(block.links for block in reading.document.blocks):
                for block in linked_lists(rule, reading, labels, gone.keys()):
                    yield finding(rule, reading, block.span, proposal(rule, block.span))

    def _all(self, reading: Reading) -> Iterator[Finding]:
        has_marks = any(block.marks for block in reading.document.blocks)
        for rule in self._checks:
            if rule.check == "element" and has_marks and rule.speaks(reading.document.language.code):
                yield from _element(rule, reading)
            if rule.check == "site-repeated" and reading.repeats:
                yield from repeated_lines(rule, reading)
        for rule in (self._matching[name] for name in sorted(reading.matches) if name in self._matching):
            for match in reading.hits(rule):
                if rule.kind is Kind.LINE:
                    yield from self._line(rule, match, reading)
                elif rule.kind is Kind.SENTENCE:
                    yield from _sentence(rule, match, reading)
                elif rule.kind is Kind.TEXT:
                    yield from _text(rule, match, reading)

    def _line(self, rule: Rule, match: Match, reading: Reading) -> Iterator[Finding]:
        """A line that a phrase opens or is, unless it reports what somebody says."""
        spoken = self._reporting.get(reading.document.language.code or "en", frozenset())
        for found in _line(rule, match, reading):
            inside = reading.tokens.within(Span(match.span.end, found.span.end))
            if rule.where.extent is not Extent.START or not any(reading.tokens.folded[i] in spoken for i in inside):
                yield _unsure(found, found.confidence) if _heads_prose(found.span, reading) else found


def _unsure(found: Finding, confidence: float) -> Finding:
    """A finding that is suggested only."""
    return replace(found, confidence=confidence, proposals=suggested(found.proposals))


def _settle(surest: dict[Span, Finding], findings: Iterable[Finding]) -> None:
    """Adds findings; of several at one place the surest stays."""
    for found in list(findings):
        other = surest.get(found.span)
        if other is None or _sureness(found) > _sureness(other):
            surest[found.span] = found


def _taken_out(found: Mapping[Span, Finding]) -> Set[Span]:
    """The places of findings that are repaired unasked."""
    return {span for span, f in found.items() if any(p.safe for p in f.proposals)}


def _sureness(found: Finding) -> tuple[bool, float]:
    """What decides between findings at one place: a safe repair first, then confidence."""
    return any(p.safe for p in found.proposals), found.confidence


def _element(rule: Rule, reading: Reading) -> Iterator[Finding]:
    """Blocks that the page's own names for its elements give away, unless it names most of the article so."""
    wanted = rule.options.words("marks")
    marked = [block for block in reading.document.blocks if not wanted.isdisjoint(block.marks)]
    if not marked:
        return
    words = {block.index: count_words(reading.tokens, block.span) for block in marked}
    most = rule.options.number("max_share") * len(reading.tokens)
    share = Counter[str]()
    for block in marked:
        share.update(dict.fromkeys(block.marks & wanted, words[block.index]))
    for block in marked:
        told = sorted(mark for mark in block.marks & wanted if share[mark] <= most)
        is_short = words[block.index] <= rule.options.number("max_words")
        if told and is_short and block is not reading.document.headline:
            yield finding(rule, reading, block.span, proposal(rule, block.span), mark=told[0])


def _line(rule: Rule, match: Match, reading: Reading) -> Iterator[Finding]:
    tokens = reading.tokens
    block = reading.block_at(match.span.start)
    if block is None or block.kind in (BlockKind.TABLE_ROW, BlockKind.CODE):
        return
    if block is reading.document.headline and not rule.where.headline:
        return
    if not _opens(match, block.span, rule, tokens):
        return
    inside = tokens.within(block.span)
    has_rest = any(is_word(tokens.folded[i]) for i in range(match.last + 1, inside.stop))
    extent = rule.where.extent
    if extent is Extent.WHOLE and has_rest:
        return
    if extent is Extent.LEAD_IN and (
        not has_rest
        or (tokens.word(match.last) == ":" and tokens.word(match.last + 1)[0].islower())
        or _ENDS_LIKE_PROSE.search(block.span.of(reading.document.text))
    ):
        return
    yield finding(rule, reading, block.span, proposal(rule, block.span))


def _sentence(rule: Rule, match: Match, reading: Reading) -> Iterator[Finding]:
    sentence = reading.sentence_at(match.span.start)
    if sentence is None or match.span.end > sentence.span.end or _is_headline(sentence, reading):
        return
    if _opens(match, sentence.span, rule, reading.tokens):
        yield finding(rule, reading, sentence.span, proposal(rule, sentence.span))


def _heads_prose(span: Span, reading: Reading) -> bool:
    """Whether a heading of a word or two has a paragraph below it: then it may be a subhead ("Comments", "Twitter")."""
    block = reading.block_at(span.start)
    if block is None or block.kind is not BlockKind.HEADING or count_words(reading.tokens, span) > SUBHEAD_WORDS:
        return False
    below = reading.document.blocks[block.index + 1 : block.index + 2]
    return any(is_prose(b, reading) for b in below)


def _opens(match: Match, whole: Span, rule: Rule, tokens: Tokens) -> bool:
    """Whether no word stands before a match in its line or sentence, and the whole is as short as the rule asks."""
    before = range(tokens.within(whole).start, match.first)
    return not any(is_word(tokens.folded[i]) for i in before) and count_words(tokens, whole) <= rule.where.max_words


def _text(rule: Rule, match: Match, reading: Reading) -> Iterator[Finding]:
    block = reading.block_at(match.span.start)
    if block is None or block.kind is BlockKind.CODE:
        return
    span, action = match.span, rule.fix.action
    if action is Action.DELETE and _is_all_of(block, span, reading):
        span, action = block.span, Action.DROP_BLOCK
    yield finding(rule, reading, span, proposal(rule, span, match.replacement or "", action))


def _is_all_of(block: Block, span: Span, reading: Reading) -> bool:
    text = reading.document.text
    rest = text[block.span.start : span.start] + text[span.end : block.span.end]
    return not any(c.isalnum() for c in rest)


def _is_headline(sentence: Sentence, reading: Reading) -> bool:
    headline = reading.document.headline
    return headline is not None and sentence.block == headline.index
