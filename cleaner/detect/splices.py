"""Splices that show in the structure alone: glued quotations, sentences cut or joined, an orphan at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from cleaner.detect import (
    antecedents,
    chronology,
    datelines,
    definites,
    instructions,
    introductions,
    openings,
    orphans,
    speakers,
)
from cleaner.detect.finding import finding, proposal
from cleaner.detect.roster import Census
from cleaner.detect.spun import MARK
from cleaner.detect.wording import in_prose
from cleaner.model import Action, BlockKind, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import FREE, Kind, Rule
from cleaner.words import Tokens, fold, is_word

ENOUGH_MARKS = 2
"""Places with words that spinners write, from which on a text is read with suspicion."""


class Splices:
    """The rules of the family `splice`. `function_words`: of each language, to tell words that carry content;
    `census`: gives the people of a document (None: the checks that ask for them are silent); `namings`: rules of which
    some hit the marks of a spinner."""

    def __init__(
        self,
        rules: Iterable[Rule],
        function_words: Mapping[str, frozenset[str]],
        census: Census | None = None,
        namings: Iterable[Rule] = (),
    ) -> None:
        known = {**CHECKS, **(OF_PEOPLE if census is not None else {})}
        self._rules = tuple(rule for rule in rules if rule.check in known)
        self._function_words = function_words
        self._census = census
        self._marks = tuple(r for r in namings if r.kind is Kind.TEXT and MARK in r.options.values)

    def find(self, reading: Reading) -> Iterator[Finding]:
        """What was cut, joined or left behind, as far as punctuation, position and words that point back tell.

        Rules that may not speak alone (`alone = false`) are asked only where another one has spoken that vouches for
        them (not if `vouches = false`), or where the text bears marks of a spinner: in a sound article they would be
        wrong more often than right.
        """
        code = reading.document.language.code
        spoken = [rule for rule in self._rules if rule.speaks(code)]
        has_spoken = False
        for rule in (r for r in spoken if _may_speak_alone(r)):
            for found in self._find(rule, reading):
                has_spoken |= rule.options.flag("vouches", default=True)
                yield found
        others = [rule for rule in spoken if not _may_speak_alone(rule)]
        if others and (has_spoken or self._is_marked(reading)):
            for rule in others:
                yield from self._find(rule, reading)

    def _find(self, rule: Rule, reading: Reading) -> Iterator[Finding]:
        check = rule.check or ""
        if check in OF_PEOPLE and self._census is not None:
            return OF_PEOPLE[check](rule, reading, self._census)
        return CHECKS[check](
            rule, reading, self._function_words.get(reading.document.language.code or "en", frozenset())
        )

    def _is_marked(self, reading: Reading) -> bool:
        """Whether words that spinners write stand in two places."""
        hits = (m for rule in self._marks for m in reading.hits(rule) if m.replacement != FREE)
        return len({m.span.start for m in hits if in_prose(reading, m.span)}) >= ENOUGH_MARKS


def _may_speak_alone(rule: Rule) -> bool:
    return rule.options.flag("alone", default=True)


def _glued_quotation(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`he said: "A whole sentence" that the other half …`: the quotation is a sentence, and yet another goes on."""
    text, tokens = reading.document.text, reading.tokens
    connectives = rule.options.words("connectives")
    for quote in reading.document.quotes:
        sentence = reading.sentence_at(quote.start)
        if sentence is None or reading.is_gone(quote) or len(quote) < 3:
            continue
        inside = tokens.within(quote)
        words = [i for i in inside if is_word(tokens.folded[i])]
        introduced = tokens.word(inside.start - 1)[-1:] in (":", ",")
        if not introduced or len(words) < rule.options.number("min_words") or not tokens.word(words[0])[0].isupper():
            continue
        if text[quote.end - 2] in ".,!?;:…—-":
            continue
        after = tokens.within(Span(quote.end, sentence.span.end))
        if len(after) >= 4 and tokens.word(after.start) in connectives:
            span = Span(quote.start, tokens.ends[min(after.start + 2, after.stop - 1)])
            yield finding(rule, reading, span, proposal(rule, sentence.span, action=Action.DROP_SENTENCE))


def _cut_at_abbreviation(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """A paragraph that ends in "Sen." or "Mr.": a sentence splitter broke it there."""
    tokens, titles = reading.tokens, rule.options.words("titles")
    blocks = [b for b in reading.blocks() if b.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)]
    for block in blocks[:-1]:
        inside = tokens.within(block.span)
        last = inside.stop - 2
        if len(inside) < 5 or tokens.word(last + 1) != "." or tokens.touching(last) or not tokens.touching(last + 1):
            continue
        if tokens.fold(last) in titles and tokens.word(last)[0].isupper() and not _is_word_of_its_own(tokens, last):
            yield finding(rule, reading, Span(tokens.starts[last], tokens.ends[last + 1]))


def _is_word_of_its_own(tokens: Tokens, title: int) -> bool:
    """Whether the article writes the word without a stop, too ("Mobile Gov is")."""
    word = tokens.word(title)
    return any(
        tokens.word(i) == word and tokens.word(i + 1) != "." for i, f in enumerate(tokens.folded) if f == word.lower()
    )


_JOINED = re.compile(r"""(?P<word>[^\W\d_]{2,})\)?[.!?](?P<mark>[”"’)“„«]?)(?P<next>[A-Z][a-z'’]*)(?=[\s,])""")


def _missing_space(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`the jack.The machine`: two sentences joined without a space, the second with a word that opens sentences."""
    text = reading.document.text
    openers = {fold(word) for word in rule.options.words("openers")}
    opened = {quote.start for quote in reading.document.quotes}
    for block in reading.blocks():
        if block.kind in (BlockKind.CODE, BlockKind.TABLE_ROW):
            continue
        for joint in _JOINED.finditer(text, block.span.start, block.span.end):
            word, following = joint["word"], fold(joint["next"])
            if (
                reading.is_gone(Span(*joint.span()))
                or not word.islower()
                or following not in openers
                or _in_address(text, joint.start(), block.span.start)
            ):
                continue
            at = joint.start("mark") if joint.start("mark") in opened else joint.start("next")
            yield finding(rule, reading, Span(joint.start(), joint.end()), proposal(rule, Span(at, at), " "))


def _in_address(text: str, at: int, floor: int) -> bool:
    """Whether the word at `at` goes on a web address, a file name or a handle."""
    return at > floor and not (text[at - 1].isspace() or text[at - 1] in "\"'“‘’(—–-")


CHECKS: Mapping[str, Callable[[Rule, Reading, frozenset[str]], Iterator[Finding]]] = {
    "glued-quotation": _glued_quotation,
    "cut-at-abbreviation": _cut_at_abbreviation,
    "missing-space": _missing_space,
    **datelines.CHECKS,
    **instructions.CHECKS,
    **openings.CHECKS,
    **definites.CHECKS,
    **chronology.CHECKS,
    **orphans.CHECKS,
    **speakers.CHECKS,
}
OF_PEOPLE: Mapping[str, Callable[[Rule, Reading, Census], Iterator[Finding]]] = {
    **openings.OF_PEOPLE,
    **antecedents.CHECKS,
    **introductions.CHECKS,
    **speakers.OF_PEOPLE,
}
"""Checks that may ask who is named in a document."""
