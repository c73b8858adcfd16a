"""Sentences that point back with "his" or "their" and share no word with the article: another one's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cleaner.detect.finding import Check, finding, proposal
from cleaner.detect.prose import STEM, stem, title_words
from cleaner.model import Action, BlockKind, Finding, Register, Sentence
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import fold, is_word


def _orphan_ending(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """The last sentence."""
    for orphan in _orphans(rule, reading, function_words, last_only=True):
        yield finding(rule, reading, orphan.span, proposal(rule, orphan.span, action=Action.DROP_SENTENCE))


def _orphan_sentence(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """Any sentence between the first and the last."""
    for orphan in _orphans(rule, reading, function_words, last_only=False):
        yield finding(rule, reading, orphan.span, proposal(rule, orphan.span, action=Action.DROP_SENTENCE))


def _orphans(rule: Rule, reading: Reading, function_words: frozenset[str], *, last_only: bool) -> Iterator[Sentence]:
    """The sentences of the narration that open with one of `openers` and share with no other sentence, nor with the
    headline, a word that carries content, a name or a number; not those with one of `unless`."""
    tokens, openers, unless = reading.tokens, rule.options.words("openers"), rule.options.words("unless")
    blocks = reading.document.blocks
    sentences = [s for s in reading.sentences() if blocks[s.block].kind is BlockKind.PARAGRAPH]
    if len(sentences) < rule.options.number("min_sentences"):
        return
    opening = [s for s in (sentences[-1:] if last_only else sentences[1:-1]) if _opener(reading, s) in openers]
    if not opening:
        return
    title = [fold(word) for word in title_words(reading)]
    counts = Counter({*title, *(word[:STEM] for word in title)})
    for sentence in sentences:
        words = [tokens.folded[i] for i in tokens.within(sentence.span)]
        counts.update({*words, *(word[:STEM] for word in words)})
    for sentence in opening:
        words_of = [i for i in tokens.within(sentence.span) if is_word(tokens.folded[i])]
        if 4 <= len(words_of) <= rule.options.number("max_words") and reading.register(sentence.span) is Register.BODY:
            if any(tokens.folded[i] in unless for i in words_of):
                continue
            keys = list(_keys(reading, words_of[1:], function_words))
            if sum(len(key) >= STEM for key in keys) > 1 and all(counts[key] == 1 for key in keys):
                yield sentence


def _opener(reading: Reading, sentence: Sentence) -> str:
    return reading.tokens.fold(reading.tokens.first_from(sentence.span.start))


def _keys(reading: Reading, words: Sequence[int], function_words: frozenset[str]) -> Iterator[str]:
    """What a sentence would share with its article: names and numbers whole, other words by their stems."""
    tokens = reading.tokens
    for i in words:
        folded = tokens.folded[i]
        if not tokens.word(i)[0].islower():
            yield folded
        if found := stem(folded, function_words):
            yield found


CHECKS: Mapping[str, Check] = {
    "orphan-ending": _orphan_ending,
    "orphan-sentence": _orphan_sentence,
}
