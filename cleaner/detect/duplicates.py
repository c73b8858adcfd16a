"""What stands twice: a paragraph that returns, a sentence, and either of them reworded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, groupby

from cleaner.detect.copies import Copies, Copy
from cleaner.detect.finding import finding, proposal
from cleaner.detect.phrasing import Vocabulary, compared
from cleaner.detect.prose import ends_sentence, is_question
from cleaner.forms import NO_FORM, Role
from cleaner.model import Action, Block, BlockKind, Evidence, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import FREE, Kind, Options, Rule
from cleaner.words import count_words, fold

PARTED = 0.6
"""What a title between two copies leaves of the confidence, twice if they are short: sections of one form share
sentences."""
ALIKE = 0.85
"""What two sentences must share that are told though a title parts them."""


class Duplicates:
    """The rules of the family `duplicate`. `namings`: the rules whose hits two copies of a paragraph may differ by;
    `function_words`: of each language, to tell words that carry content."""

    def __init__(
        self,
        rules: Iterable[Rule],
        namings: Iterable[Rule],
        function_words: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        every = tuple(rules)
        self._rules = [rule for rule in every if rule.check == "paragraph"]
        self._exact = next((rule for rule in every if rule.check == "sentence"), None)
        self._reworded = next((rule for rule in every if rule.check == "reworded"), None)
        self._function_words = function_words or {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self._namings = [rule for rule in namings if rule.kind in (Kind.TEXT, Kind.VARIANTS)]
        names = [name for rule in self._namings for name in rule.names]
        self._key_of = {form.text: name.key for name in names for form in name.having(Role.FORM, Role.NEVER)}

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Paragraphs and sentences of which an earlier one is a copy. Two that differ only in a name's form are exact
        copies."""
        if not self._rules and not self._exact and not self._reworded:
            return
        named = self._named(reading)
        words = compared(reading.tokens, named)
        paragraphs = [(rule, *pair) for rule in self._rules for pair in _paragraphs(rule, reading, words)]
        exact = self._exact.options if self._exact else None
        reworded = self._reworded.options if self._reworded else None
        copies = Copies(reading, words, named.keys(), exact, reworded, self._vocabulary(reading))
        sentences = list(copies.find({block.index for _, _, block, _ in paragraphs}))
        if not paragraphs and not sentences:
            return
        parting = _parting(reading)
        for rule, first, block, is_own in paragraphs:
            stays = is_own or parting[first.index + 1] < parting[block.index]
            proposals = () if stays else proposal(rule, block.span)
            yield finding(rule, reading, block.span, proposals, related=(first.span,))
        for copy in sentences:
            is_parted = parting[copy.first_block + 1] < parting[copy.block]
            told = self._exact if copy.is_exact else self._reworded
            if told and (copy.is_exact or not is_parted or not _is_of_form(told, reading, copy)):
                yield _told(told, reading, copy, is_parted=is_parted)

    def _vocabulary(self, reading: Reading) -> Vocabulary:
        language = reading.document.language.code or "en"
        if language not in self._vocabularies:
            options = self._reworded.options if self._reworded else Options({})
            words = self._function_words.get(language, frozenset())
            self._vocabularies[language] = Vocabulary.of(options, language, words)
        return self._vocabularies[language]

    def _named(self, reading: Reading) -> dict[int, str]:
        """What stands for the tokens of a naming rule's match: the group of variants, or what the words should be."""
        named: dict[int, str] = {}
        for rule in self._namings:
            for match in reading.hits(rule) if rule.id in reading.matches else ():
                key = match.form.key if match.form else self._key_of.get(plain := match.replacement or "", fold(plain))
                if match.replacement == FREE or (match.form and match.form.role in NO_FORM) or not key:
                    continue
                inside = reading.tokens.within(match.span)
                named.update(dict.fromkeys(inside, ""))
                named[inside.start] = key
        return named


def _paragraphs(rule: Rule, reading: Reading, words: Sequence[str]) -> Iterator[tuple[Block, Block, bool]]:
    """Paragraphs with their copies, and whether the page repeats them on purpose. `words`: what each token is compared
    by; what is taken out does not count."""
    tokens = reading.tokens
    left = list(words)
    for span in reading.gone:
        for i in range(bisect_right(tokens.ends, span.start), bisect_left(tokens.starts, span.end)):
            left[i] = ""
    alike: dict[tuple[str, ...], list[tuple[Block, Sequence[Span]]]] = {}
    for index, sentences in groupby(reading.sentences(), key=lambda sentence: sentence.block):
        block = reading.document.blocks[index]
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            spans = [sentence.span for sentence in sentences]
            inside = [tokens.within(span) for span in spans]
            key = tuple(filter(None, chain.from_iterable(left[i.start : i.stop] for i in inside)))
            if len(key) >= rule.options.number("min_words"):
                alike.setdefault(key, []).append((block, spans))
    many = (same for same in alike.values() if len(same) > 1)
    copies = [[block for block, spans in same if _is_prose(spans, reading)] for same in many]
    is_refrain = any(len(same) > rule.options.number("most_copies") for same in copies)
    for first, *others in filter(None, copies):
        for block in others:
            yield first, block, is_refrain or block.kind is BlockKind.QUOTE


def _is_of_form(rule: Rule, reading: Reading, copy: Copy) -> bool:
    """Whether a copy may be what sections of one form say: it is short, or not quite the same."""
    is_short = count_words(reading.tokens, copy.span) < rule.options.number("least_parted")
    return is_short or min(copy.here_in_first, copy.first_in_here) < ALIKE


def _told(rule: Rule, reading: Reading, copy: Copy, *, is_parted: bool) -> Finding:
    """The finding of a copy; what stands below a title of its own may be there on purpose."""
    here, there = copy.differs
    evidence = (
        Evidence("share of it that stands above", copy.here_in_first, f"only here: {here}" if here else ""),
        Evidence(
            "share of what stands above that it holds", copy.first_in_here, f"only above: {there}" if there else ""
        ),
    )
    action = Action.DROP_BLOCK if copy.is_block else Action.DROP_SENTENCE
    proposals = () if is_parted else proposal(rule, copy.span, action=action)
    made = finding(rule, reading, copy.span, proposals, related=(copy.first,), evidence=evidence)
    alike = (copy.here_in_first + copy.first_in_here) / 2
    if is_parted:
        alike *= PARTED * PARTED if _is_of_form(rule, reading, copy) else PARTED
    return replace(made, confidence=round(rule.confidence * alike, 2))


def _parting(reading: Reading) -> list[int]:
    """For each block, how many before it are headings, list items, questions that stand alone or lines without a full
    stop: titles of something."""
    left = {block.index for block in reading.blocks()}
    sentences = Counter(sentence.block for sentence in reading.document.sentences)
    titles = (
        b.index in left
        and (
            b.kind is not BlockKind.PARAGRAPH
            or not ends_sentence(written := b.span.of(reading.document.text))
            or (sentences[b.index] == 1 and is_question(written))
        )
        for b in reading.document.blocks
    )
    return list(accumulate(titles, initial=0))


def _is_prose(sentences: Sequence[Span], reading: Reading) -> bool:
    """Whether a block is whole sentences: an interview's questions, attributions and labels return in true articles."""
    text = reading.document.text
    first = text[sentences[0].start]
    last = sentences[-1].of(text)
    return ends_sentence(last) and not is_question(last) and (first.isalnum() or first in "\"“„«'‘")
