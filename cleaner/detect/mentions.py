"""Who is named by a run of capitalised words, and how.

What stands before the last office or honorific of a run is cut off, the last word (with its particles) is the surname,
what is left are given names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from cleaner.detect.namekeys import stem
from cleaner.detect.nameruns import LONGEST_NAME, LONGEST_WORD, Element, Leads, PeopleWords, Run, Runs, is_spaced
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
    `acts`: a verb of persons follows; `free`: what stands around it leaves no doubt that it is a name of its own;
    `likely`: nothing says that it qualifies the next word.
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
    likely: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """What may be a person's name: its words as tokens and folded, and what stands before it."""

    elements: tuple[Element, ...]
    names: tuple[str, ...]
    honorific: Element | None = None
    office: str = ""
    couple: bool = False
    told: bool = True


class Mentions:
    """The mentions of a document. `named`: with a given name, honorific or office; `firms`, `couples`: surnames of
    firms, and of married couples."""

    def __init__(self, reading: Reading, words: PeopleWords, function_words: frozenset[str]) -> None:
        self._reading = reading
        self._words = words
        self._function_words = function_words
        self._text = reading.document.text
        tokens = reading.tokens
        self._tokens, self._starts, self._ends, self._folded = tokens, tokens.starts, tokens.ends, tokens.folded
        self.named: list[Mention] = []
        self._borrowed: list[_Name] = []
        self._single: list[tuple[Element, str, bool]] = []
        self.firms: set[str] = set()
        self.couples: set[str] = set()
        self._leads = Leads(reading, words)
        for run in Runs(reading, words):
            self._read(run)

    def alone(self, is_known: Callable[[str], bool]) -> list[Mention]:
        """The surnames that stand alone, of those that are known. Offices are surnames too if somebody bears them."""
        names = [n for n in self._borrowed if is_known(n.names[0])]
        names += (_Name((e,), (word,), told=told) for e, word, told in self._single if is_known(self._base(word)))
        return [mention for name in names if self._may_be_person(name) and (mention := self._mention(name))]

    def strangers(self) -> Iterator[Mention]:
        """Surnames that speak in the narration, and that no word says to be other things' (firms speak too)."""
        for element, word, told in self._single:
            if (
                told
                and self._tokens.fold(element[1] + 1) in self._words.speech
                and not self._is_common(element[0], word)
            ):
                name = _Name((element,), (word,))
                mention = self._mention(name) if self._may_be_person(name) else None
                if mention is not None and mention.register is Register.BODY:
                    yield mention

    def lone_names(self) -> Iterator[tuple[int, str]]:
        """Words of the narration that may be a name of one word: their first tokens, and the words folded."""
        return ((e[0], word) for e, word, told in self._single if told and not self._is_common(e[0], word))

    def _is_common(self, first: int, word: str) -> bool:
        """Whether a word is known to be no surname, or is a noun in the plural that opens a sentence, like as not."""
        words = self._words
        if word in words.foreign or word in words.dates or word in words.openers or word in words.leads:
            return True
        opens = self._reading.opens_sentence(self._starts[first])
        return (opens and word[-1] == "s") or word in self._function_words or word in self._leads.small

    def _base(self, word: str) -> str:
        """A surname as it is compared: without article and case ending."""
        head, _, rest = word.partition("-")
        return stem(rest if rest and head in self._words.articles else word)

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
        if not run.told:
            self._single += ((element, self._word(element), False) for element in run.elements)
            return
        if len(run.elements) == 1:
            element = run.elements[0]
            honorific, office = self._leads.small_lead(element[0])
            if honorific or office:
                self._note(_Name(run.elements, (self._word(element),), honorific, office))
            else:
                self._single.append((element, self._word(element), True))
            return
        words = self._words
        elements = list(run.elements)
        names = [self._word(e) for e in elements]
        while len(names) > 1 and names[-1] in words.suffixes:
            elements.pop()
            names.pop()
        lead = next((k for k in reversed(range(len(names) - 1)) if self._leads.holds(elements[k], names[k])), -1)
        if lead >= 0:
            at = elements[lead]
            name = _Name(tuple(elements[lead + 1 :]), tuple(names[lead + 1 :]))
            if self._leads.is_honorific(at, names[lead]):
                name = replace(name, honorific=at, couple=self._leads.is_second(at[0]))
            else:
                name = replace(name, office=names[lead])
            self._note(name)
            return
        first = elements[0][0]
        opens = self._starts[first] <= run.start + 2 or not is_word(self._folded[first - 1])
        openers = 0
        while openers < len(names) - 1 and self._leads.is_opener(elements[openers], names[openers], opens=opens):
            openers += 1
        if openers and openers == len(names) - 1 and names[openers - 1] in words.others:
            return
        honorific, office = (None, "") if openers else self._leads.small_lead(first)
        self._note(_Name(tuple(elements[openers:]), tuple(names[openers:]), honorific, office))

    def _note(self, name: _Name) -> None:
        """Keeps a name with more than a surname, if it may be a person's."""
        names = name.names
        if self._leads.holds(name.elements[-1], names[-1]):
            if len(names) == 1:
                self._borrowed.append(name)
                return
            if names[0] not in self._words.given:
                return
        if not self._may_be_person(name):
            return
        if len(names) == 1 and not name.honorific and not name.office:
            self._single.append((name.elements[0], names[0], name.told))
        elif mention := self._mention(name):
            self.named.append(mention)

    def _may_be_person(self, name: _Name) -> bool:
        """Whether neither a word nor its letters say that a name is another thing's; firms are noted."""
        words, names = self._words, name.names
        first, last = name.elements[-1]
        written = self._text[self._starts[first] : self._ends[last]]
        if (
            len(names) > LONGEST_NAME
            or not 2 <= len(written) <= LONGEST_WORD
            or written[-1] == "."
            or written[-2] == "-"
        ):
            return False
        if names[-1] in words.brands:
            self.firms.add(names[-1])
        return not written.isupper() and self._is_no_thing(names, name)

    def _is_no_thing(self, names: tuple[str, ...], name: _Name) -> bool:
        words = self._words
        if len(names) == 1 and name.honorific:
            return names[0] not in words.characters
        if len(names) == 1 and name.office and (names[0] in words.openers or names[0] in self._function_words):
            return False
        if not words.firms.isdisjoint(names):
            self.firms.update(names)
            return False
        if not words.groups.isdisjoint(names) or (name.honorific and names[-1] in words.characters):
            return False
        if any(n in words.foreign and n not in words.given for n in names[:-1]):
            return False
        return len(names) == 1 or bool(name.honorific) or names[-1] not in words.others or names[0] in words.given

    def _mention(self, name: _Name) -> Mention | None:
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
            return None
        if form is Form.BARE and before in "\"'" and begin > 1 and is_word(folded[begin - 2]):
            return None
        if after in ("&", "@") or (after == "-" and self._tokens.touching(last + 1)):
            return None
        base = self._base(name.names[-1])
        if name.couple:
            self.couples.add(base)
        acts = after in self._words.verbs
        free = acts or (base not in self._words.others and self._is_free(begin, last + 1))
        start, end = starts[name.honorific[0] if name.honorific else begin], ends[last]
        return Mention(
            span=Span(start, end),
            name=Span(starts[begin], end),
            surname=Span(starts[surname], end),
            base=base,
            given=tuple(map(stem, given)),
            form=form,
            register=self._register(Span(start, end), told=name.told),
            honorific=self._text[start : ends[name.honorific[1]]] if name.honorific else "",
            office=name.office,
            acts=acts,
            free=free,
            likely=free or (base not in self._words.others and self._is_likely(last + 1)),
        )

    def _register(self, span: Span, *, told: bool) -> Register:
        register = self._reading.register(span)
        return Register.HEADLINE if register is Register.BODY and not told else register

    def _is_free(self, first: int, i: int) -> bool:
        """Whether what follows a name shows that it does not qualify the next word ("the Smith report")."""
        after = self._tokens.fold(i)
        if after == "'" and self._tokens.fold(i + 1) == "s":
            return self._is_likely(i)
        if not is_word(after) or after in self._function_words or after.endswith(("ed", "ing", "ly")):
            return True
        # In the place of the subject a word that is not known to be a noun is its verb.
        before = self._folded[first - 1] if first else "."
        return (not is_word(before) or before in self._words.clauses) and after not in self._words.nouns

    def _is_likely(self, i: int) -> bool:
        """Whether no noun that surnames qualify follows a name, nor a work's title ("Smith's Garden")."""
        if self._tokens.fold(i) == "'" and self._tokens.fold(i + 1) == "s":
            return not self._tokens.word(i + 2)[:1].isupper()
        return self._tokens.fold(i) not in self._words.nouns

    def _surname_start(self, first: int) -> int:
        """The first token of a surname: its particles in small letters belong to it."""
        folded, words = self._folded, self._words
        if first > 1 and folded[first - 1] == "-" and folded[first - 2] in words.articles:
            return first - 2
        at = first
        while (
            at and at > first - 3 and folded[at - 1] in words.particles and self._text[self._starts[at - 1]].islower()
        ):
            if not is_spaced(self._tokens, at):
                break
            at -= 1
        return at
