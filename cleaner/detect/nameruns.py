"""Runs of capitalised words: what may be a name, with the words by which people are told from other names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from cleaner.model import Block, BlockKind
from cleaner.reading import Reading
from cleaner.words import Tokens, is_word

LONGEST_NAME = 7
LONGEST_WORD = 40
LONGEST_LINE = 80
"""Characters of a line that may be no sentence: a caption, a subhead."""
Element = tuple[int, int]
"""One word of a name: its first and last token (O'Neil, Jong-il, W.)."""


@dataclass(frozen=True)
class PeopleWords:
    """The word lists of a language; `people.toml` says what is in them."""

    honorifics: frozenset[str]
    small: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    suffixes: frozenset[str]
    acronyms: frozenset[str]
    openers: frozenset[str]
    groups: frozenset[str]
    firms: frozenset[str]
    others: frozenset[str]
    dates: frozenset[str]
    brands: frozenset[str]
    verbs: frozenset[str]
    speech: frozenset[str]
    clauses: frozenset[str]
    nouns: frozenset[str]
    characters: frozenset[str]
    given: frozenset[str]

    @cached_property
    def leads(self) -> frozenset[str]:
        """What is cut off a name, or marks it as a person's."""
        return self.honorifics | self.offices_and_titles

    @cached_property
    def offices_and_titles(self) -> frozenset[str]:
        """What is cut off a name and is no honorific."""
        return self.titles | self.offices

    @cached_property
    def foreign(self) -> frozenset[str]:
        """What is capitalised and no part of a person's name."""
        return self.others | self.brands | self.acronyms

    @cached_property
    def apart(self) -> frozenset[str]:
        """Particles that belong to a surname with a capital too (De Niro, but not Al Gore)."""
        return self.particles - self.articles

    @cached_property
    def joints(self) -> frozenset[str]:
        """What may stand in small letters between given names and surname."""
        return self.particles | self.articles

    @cached_property
    def abbreviated(self) -> frozenset[str]:
        """Words that may carry a full stop."""
        return frozenset(word.rstrip(".") for word in self.leads | self.suffixes)


def people_words(lists: Mapping[str, Mapping[str, str]], language: str) -> PeopleWords:
    """The words of a language (English where it has none), with those of every language."""
    own = lists.get(language) or lists["en"]
    every = lists["every"]
    names = PeopleWords.__dataclass_fields__
    return PeopleWords(**{name: frozenset((own.get(name, "") + " " + every.get(name, "")).split()) for name in names})


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row. `told`: their block is prose; `start`: where their sentence begins."""

    elements: tuple[Element, ...]
    told: bool
    start: int


def is_spaced(tokens: Tokens, i: int) -> bool:
    """Whether a blank, and no break of the line, parts token `i` from the one before it."""
    gap = tokens.text[tokens.ends[i - 1] : tokens.starts[i]]
    return gap == " " or (gap.isspace() and "\n" not in gap)


class Runs:
    """The runs of a document."""

    def __init__(self, reading: Reading, words: PeopleWords) -> None:
        self._reading = reading
        self._words = words
        self._text = reading.document.text
        tokens = reading.tokens
        self._tokens, self._starts, self._ends, self._folded = tokens, tokens.starts, tokens.ends, tokens.folded

    def __iter__(self) -> Iterator[Run]:
        """All runs, sentence by sentence."""
        text, starts = self._text, self._starts
        block: Block | None = None
        told = False
        for sentence in self._reading.sentences():
            if block is None or block.index != sentence.block:
                block = self._reading.document.blocks[sentence.block]
                told = self._is_told(block)
            inside = self._tokens.within(sentence.span)
            end = inside.stop
            following = 0
            for i in [i for i in inside if text[starts[i]].isupper()]:
                if i >= following:
                    elements = self._elements(i, end)
                    following = elements[-1][1] + 1
                    yield Run(elements, told, sentence.span.start)

    def _is_told(self, block: Block) -> bool:
        """Whether a block is narration: no heading, caption or table, nor a short line without a full stop."""
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE):
            return False
        if block is self._reading.document.headline:
            return False
        return len(block.span) > LONGEST_LINE or self._text[block.span.end - 1] in ".!?…:;,\"'”’»)"

    def _elements(self, i: int, end: int) -> tuple[Element, ...]:
        """The capitalised words from token `i` on, with what is written on to each; particles join what follows."""
        folded, words, text, starts, ends = self._folded, self._words, self._text, self._starts, self._ends
        elements: list[Element] = []
        while len(elements) < LONGEST_NAME * 2:
            last = self._element_end(i, end)
            elements.append((i, last))
            j = last + 1
            if j < end and folded[j] in words.joints and text[starts[j]].islower() and is_spaced(self._tokens, j):
                if j + 2 < end and folded[j] in words.articles and text[ends[j]] == "-":
                    j += 2
                else:
                    while j < end and j <= last + 3 and folded[j] in words.particles and is_spaced(self._tokens, j):
                        j += 1
            if j >= end or not text[starts[j]].isupper():
                break
            if not is_spaced(self._tokens, j) and not (ends[j - 1] == starts[j] and folded[j - 1] in ".-"):
                break
            i = j
        return tuple(elements)

    def _element_end(self, i: int, end: int) -> int:
        """The last token of the word at `i`: hyphens, O'Neil, Sha'ath, and the stop of an initial or abbreviation."""
        starts, ends, folded, text = self._starts, self._ends, self._folded, self._text
        while i + 2 < end and starts[i + 1] == ends[i] and starts[i + 2] == ends[i + 1]:
            mark, after = text[starts[i + 1]], text[starts[i + 2]]
            if (mark in "-‐‑" and after.isalpha()) or (
                mark in "'’"
                and (
                    (ends[i] - starts[i] == 1 and after.isupper())
                    or (ends[i + 2] - starts[i + 2] > 2 and after.isalpha())
                )
            ):
                i += 2
            else:
                break
        if i + 1 < end and folded[i + 1] == "." and starts[i + 1] == ends[i]:
            word = folded[i]
            if len(word) == 1 or word in self._words.abbreviated:
                i += 1
        return i


class Leads:
    """What stands before a name: offices, titles and honorifics, and words that are capitalised for other reasons."""

    def __init__(self, reading: Reading, words: PeopleWords) -> None:
        self._words = words
        self._text = reading.document.text
        tokens = reading.tokens
        self._tokens, self._starts, self._ends, self._folded = tokens, tokens.starts, tokens.ends, tokens.folded

    def holds(self, element: Element, name: str) -> bool:
        """Whether a capitalised word is an office, title or honorific."""
        return name in self._words.offices_and_titles or self.is_honorific(element, name)

    def is_honorific(self, element: Element, name: str) -> bool:
        """Whether a capitalised word is an honorific, with the full stop that it needs."""
        first, last = element
        if len(name) > 1 and self._text[self._starts[first] : self._ends[last]].isupper():
            return False
        has_stop = last > first and self._folded[last] == "."
        return name in self._words.honorifics or (has_stop and name + "." in self._words.honorifics)

    def is_second(self, first: int) -> bool:
        """Whether an honorific follows another one, or an office: Mr and Mrs, M. et Mme, the Senator and Mrs."""
        at = first - 2
        if at > 0 and self._folded[at] == ".":
            at -= 1
        if at < 0 or (is_word(self._folded[at]) and not is_word(self._folded[first - 1])):
            return False
        is_lead = self._folded[at] in self._words.leads or self._folded[at] + "." in self._words.honorifics
        return is_lead and self._text[self._starts[at]].isupper()

    def small_lead(self, first: int) -> tuple[Element | None, str]:
        """The honorific or office that stands in small letters before token `first` ("señor", "president")."""
        folded, words = self._folded, self._words
        at = first - 2 if first and folded[first - 1] == "." else first - 1
        if at < 0 or (folded[at] not in words.small and folded[at] not in words.leads):
            return None, ""
        if not is_spaced(self._tokens, first):
            return None, ""
        return ((at, first - 1), "") if folded[at] in words.small else (None, folded[at])

    def is_opener(self, element: Element, name: str, *, opens: bool) -> bool:
        """Whether the first of several capitalised words is no part of a name."""
        words = self._words
        if name in words.given:
            return False
        if name in words.dates or name in words.foreign:
            return True
        if opens and (name in words.openers or name in words.verbs or name in self.small):
            return True
        first, last = element
        return last == first and len(name) > 2 and self._text[self._starts[first] : self._ends[last]].isupper()

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the document writes in small letters."""
        return frozenset(compress(self._folded, map(str.islower, map(self._text.__getitem__, self._starts))))
