"""Splices that show in the structure alone: glued quotations, sentences cut or joined, an orphan at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cleaner.detect.cuts import cut_at_abbreviation, cut_before_opener, cut_short, headless, no_stop
from cleaner.detect.finding import finding, proposal
from cleaner.detect.joined import collapsed_ellipsis, missing_space
from cleaner.detect.quotation_joints import glued_quotation, quotation_goes_on, said_twice
from cleaner.detect.quotation_marks import nested_quotation, unclosed_quotation, unopened_quotation
from cleaner.model import Action, BlockKind, Finding, Register, Sentence
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import is_word


class Splices:
    """The rules of the family `splice`. `function_words`: of each language, to tell words that carry content."""

    def __init__(self, rules: Iterable[Rule], function_words: Mapping[str, frozenset[str]]) -> None:
        self._rules = tuple(rule for rule in rules if rule.check in CHECKS)
        self._function_words = function_words

    def find(self, reading: Reading) -> Iterator[Finding]:
        """What was cut, joined or left behind, as far as punctuation and position tell."""
        code = reading.document.language.code
        for rule in self._rules:
            if rule.speaks(code):
                yield from CHECKS[rule.check or ""](rule, reading, self._function_words.get(code or "en", frozenset()))


def _orphan_ending(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """A last sentence that points back with "his" or "their" and shares no word with the article."""
    tokens = reading.tokens
    sentences = [s for s in reading.sentences() if _is_prose(s, reading)]
    if len(sentences) < rule.options.number("min_sentences"):
        return
    last = sentences[-1]
    words = [i for i in tokens.within(last.span) if is_word(tokens.folded[i])]
    if not 4 <= len(words) <= rule.options.number("max_words"):
        return
    if tokens.folded[words[0]] not in rule.options.words("openers") or reading.register(last.span) is not Register.BODY:
        return
    content = [tokens.folded[i] for i in words[1:] if _carries(tokens.folded[i], function_words)]
    if len(content) < 2 or any(tokens.word(i)[0].isupper() or tokens.word(i)[0].isdigit() for i in words[1:]):
        return
    stems = {
        w[:5] for s in sentences[:-1] for i in tokens.within(s.span) if _carries(w := tokens.folded[i], frozenset())
    }
    if not any(word[:5] in stems for word in content):
        yield finding(rule, reading, last.span, proposal(rule, last.span, action=Action.DROP_SENTENCE))


def _carries(word: str, function_words: frozenset[str]) -> bool:
    return len(word) > 4 and word.isalpha() and word not in function_words


def _is_prose(sentence: Sentence, reading: Reading) -> bool:
    return reading.document.blocks[sentence.block].kind is BlockKind.PARAGRAPH


CHECKS: Mapping[str, Callable[[Rule, Reading, frozenset[str]], Iterator[Finding]]] = {
    "glued-quotation": glued_quotation,
    "quotation-goes-on": quotation_goes_on,
    "said-twice": said_twice,
    "unclosed-quotation": unclosed_quotation,
    "unopened-quotation": unopened_quotation,
    "nested-quotation": nested_quotation,
    "cut-at-abbreviation": cut_at_abbreviation,
    "cut-before-opener": cut_before_opener,
    "cut-short": cut_short,
    "no-stop": no_stop,
    "headless": headless,
    "missing-space": missing_space,
    "collapsed-ellipsis": collapsed_ellipsis,
    "orphan-ending": _orphan_ending,
}
