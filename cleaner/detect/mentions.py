"""Who is named by a run of capitalised words, and how.

What stands before the last office or honorific of a run is cut off, the last word (with its particles) is the surname,
what is left are given names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from cleaner.detect.namekeys import stem
from cleaner.detect.nameruns import LONGEST_NAME, Element, PeopleWords, Run, Runs
from cleaner.model import Register, Span
from cleaner.reading import Reading
from cleaner.words import fold, is_word


class Form(StrEnum):
    """How a person is named: with a given name, with an honorific or office, or by the surname alone."""

    FULL = "full"
    TITLED = "titled"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named once. `span`: honorific, given names and surname; `surname`: with its particle.

    `base`: the surname folded, without particle; `given`: folded; `honorific`: as written (Mr, Mr.); `office`: the last
    word of it, folded. `register`: narration (body), quotation, or headline (captions and subheads too).
    `acts`: a verb of persons follows; `free`: what stands around it leaves no doubt that it is a name of its own.
    """

    span: Span
    name: Span
    surname: Span
    base: str
    given: tuple[str, ...]
    form: Form
    register: Register
    honorific: str = ""
    office: str = ""
    acts: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """What may be a person's name: its words as tokens and folded, and what stands before it."""

    run: Run
    elements: tuple[Element, ...]
    names: tuple[str, ...]
    honorific: tuple[int, int] | None = None
    office: str = ""
    couple: bool = False
    borrowed: bool = False
    """Whether its surname is an office or title too."""


class Mentions:
    """The mentions of a document. `named`: with a given name, honorific or office; `alone`: surnames that are a
    person's if another mention says so; `firms`, `couples`: surnames of firms, and of married couples."""

    def __init__(self, reading: Reading, words: PeopleWords, function_words: frozenset[str]) -> None:
        self._words = words
        self._function_words = function_words
        self._text = reading.document.text
        tokens = reading.tokens
        self._tokens, self._starts, self._ends, self._folded = tokens, tokens.starts, tokens.ends, tokens.folded
        self.named: list[Mention] = []
        self.alone: list[Mention] = []
        self.firms: set[str] = set()
        self.couples: set[str] = set()
        self._runs = Runs(reading, words)
        for run in self._runs:
            self._read(run)

    def _word(self, element: Element) -> str:
        """An element folded, without the stop behind it."""
        first, last = element
        if first == last:
            return self._folded[first]
        if self._folded[last] == ".":
            last -= 1
        return fold(self._text[self._starts[first] : self._ends[last]])

    def _read(self, run: Run) -> None:
        """Notes who is named by a run. A headline gives surnames alone: its other words have capitals too."""
        if run.register is Register.HEADLINE:
            for element in run.elements:
                self._note(_Name(run, (element,), (self._word(element),)))
            return
        words = self._words
        elements = list(run.elements)
        names = [self._word(e) for e in elements]
        while len(names) > 1 and names[-1] in words.suffixes:
            elements.pop()
            names.pop()
        lead = next((k for k in reversed(range(len(names) - 1)) if self._leads(elements[k], names[k])), -1)
        if lead >= 0:
            at = elements[lead]
            name = _Name(run, tuple(elements[lead + 1 :]), tuple(names[lead + 1 :]))
            if self._is_honorific(at, names[lead]):
                name = replace(name, honorific=at, couple=self._is_second(at[0]))
            else:
                name = replace(name, office=names[lead])
            self._note(name)
            return
        openers = 0
        while openers < len(names) - 1 and self._is_opener(elements[openers], names[openers], opens=run.opens):
            openers += 1
        if openers and openers == len(names) - 1 and names[openers - 1] in words.others:
            return
        name = _Name(run, tuple(elements[openers:]), tuple(names[openers:]))
        self._note(name if openers else self._after_small_lead(name))

    def _leads(self, element: Element, name: str) -> bool:
        """Whether a capitalised word is an office, title or honorific."""
        return name in self._words.leads or self._is_honorific(element, name)

    def _is_honorific(self, element: Element, name: str) -> bool:
        has_stop = element[1] > element[0] and self._folded[element[1]] == "."
        return name in self._words.honorifics or (has_stop and name + "." in self._words.honorifics)

    def _is_second(self, first: int) -> bool:
        """Whether an honorific follows another one, or an office: Mr and Mrs, M. et Mme, the Senator and Mrs."""
        at = first - 2
        if at > 0 and self._folded[at] == ".":
            at -= 1
        if at < 0 or (is_word(self._folded[at]) and not is_word(self._folded[first - 1])):
            return False
        is_lead = self._folded[at] in self._words.leads or self._folded[at] + "." in self._words.honorifics
        return is_lead and self._text[self._starts[at]].isupper()

    def _after_small_lead(self, name: _Name) -> _Name:
        """A name with the honorific or office that stands before it in small letters ("señor", "president")."""
        first = name.elements[0][0]
        at = first - 2 if first and self._folded[first - 1] == "." else first - 1
        if at < 0 or not self._runs.is_spaced(first):
            return name
        before = self._folded[at]
        if before in self._words.small:
            return replace(name, honorific=(at, first - 1))
        return replace(name, office=before) if before in self._words.leads else name

    def _is_opener(self, element: Element, name: str, *, opens: bool) -> bool:
        """Whether the first of several capitalised words is no part of a name."""
        words = self._words
        if name in words.given:
            return False
        if name in words.dates or name in words.foreign:
            return True
        if opens and (name in words.openers or name in self._small):
            return True
        first, last = element
        return last == first and len(name) > 2 and self._text[self._starts[first] : self._ends[last]].isupper()

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that the document writes in small letters."""
        text = self._text
        return frozenset(f for f, s in zip(self._folded, self._starts, strict=True) if text[s].islower())

    def _note(self, name: _Name) -> None:
        """Keeps a name if it may be a person's."""
        words, names = self._words, name.names
        is_titled = bool(name.honorific or name.office)
        first, last = name.elements[-1]
        written = self._text[self._starts[first] : self._ends[last]]
        if len(names) > LONGEST_NAME or len(written) < 2 or written[-1] == "." or written[-2] == "-":
            return
        if written.isupper() or not self._may_be_person(names, is_titled=is_titled, honoured=bool(name.honorific)):
            return
        if self._leads(name.elements[-1], names[-1]):
            if len(names) > 1 and names[0] not in words.given:
                return
            name = replace(name, borrowed=len(names) == 1)
        if names[-1] in words.brands:
            self.firms.add(names[-1])
        self._add(name)

    def _may_be_person(self, names: tuple[str, ...], *, is_titled: bool, honoured: bool) -> bool:
        """Whether no word says that a name is another thing's; firms are noted."""
        words, single = self._words, len(names) == 1
        if single and is_titled:
            is_other = names[0] in words.openers or names[0] in self._function_words
            return names[0] not in words.characters if honoured else not is_other
        if not words.groups.isdisjoint(names):
            return False
        if not words.firms.isdisjoint(names):
            self.firms.update(names)
            return False
        if honoured and names[-1] in words.characters:
            return False
        if any(n in words.foreign and n not in words.given for n in names[:-1]):
            return False
        return single or honoured or names[-1] not in words.others or names[0] in words.given

    def _add(self, name: _Name) -> None:
        starts, ends, folded = self._starts, self._ends, self._folded
        first, last = name.elements[-1]
        k = len(name.names) - 1
        surname = self._surname_start(first)
        while k > 1 and name.names[k - 1] in self._words.apart:
            k -= 1
            surname = name.elements[k][0]
        given = name.names[:k]
        form = Form.FULL if given else Form.TITLED if name.honorific or name.office else Form.BARE
        begin = name.elements[0][0] if given else surname
        before, after = folded[begin - 1] if begin else "", self._tokens.fold(last + 1)
        if form is Form.BARE and before in ("the", "a", "an", "&", "@", "#"):
            return
        if form is Form.BARE and before in "\"'" and begin > 1 and is_word(folded[begin - 2]):
            return
        if after in ("&", "@") or (after == "-" and self._tokens.touching(last + 1)):
            return
        head, _, rest = name.names[-1].partition("-")
        base = stem(rest if rest and head in self._words.articles else name.names[-1])
        if name.couple:
            self.couples.add(base)
        acts = after in self._words.verbs
        start, end = starts[name.honorific[0] if name.honorific else begin], ends[last]
        mention = Mention(
            span=Span(start, end),
            name=Span(starts[begin], end),
            surname=Span(starts[surname], end),
            base=base,
            given=tuple(map(stem, given)),
            form=form,
            register=name.run.register,
            honorific=self._text[start : ends[name.honorific[1]]] if name.honorific else "",
            office=name.office,
            acts=acts,
            free=acts or (base not in self._words.others and self._is_free(last + 1)),
        )
        (self.alone if form is Form.BARE or name.borrowed else self.named).append(mention)

    def _is_free(self, i: int) -> bool:
        """Whether what follows a name shows that it does not qualify the next word ("the Smith report")."""
        after = self._tokens.fold(i)
        if after == "'" and self._tokens.fold(i + 1) == "s":
            return not self._tokens.word(i + 2)[:1].isupper()
        return not is_word(after) or after in self._function_words or after[-2:] == "ed"

    def _surname_start(self, first: int) -> int:
        """The first token of a surname: its particles in small letters belong to it."""
        folded, words = self._folded, self._words
        if first > 1 and folded[first - 1] == "-" and folded[first - 2] in words.articles:
            return first - 2
        at = first
        while (
            at and at > first - 3 and folded[at - 1] in words.particles and self._text[self._starts[at - 1]].islower()
        ):
            if not self._runs.is_spaced(at):
                break
            at -= 1
        return at
