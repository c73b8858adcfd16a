"""The people of a document: who is mentioned where, and how. Built once, from the table of words, without a model.

A run of capitalised words is read as a name: what stands before the last office or honorific is cut off, the last word
(with its particles) is the surname, what is left are given names. One word alone is a person only if the document
names somebody of that surname, in one spelling or another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from cleaner.detect.namekeys import NameKeys, stem
from cleaner.model import Block, BlockKind, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.words import fold, is_word

LONGEST_NAME = 7
MANY = 12
"""Given names of one surname beyond which nobody is told apart."""


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
class Namesakes:
    """All mentions of one surname in one spelling, in the order of the text.

    `people`: the given names by which those who bear it are told apart, one entry a person; `shared`: the surname is
    also that of a married couple, or of more people than can be told apart; `firm`: it is also a firm's.
    """

    base: str
    mentions: tuple[Mention, ...]
    people: tuple[frozenset[str], ...]
    shared: bool
    firm: bool

    @property
    def alone(self) -> bool:
        """Whether one person at most bears the surname."""
        return len(self.people) < 2 and not self.shared

    def told(self, form: Form | None = None) -> list[Mention]:
        """The mentions in the narration, of one form or of all."""
        return [m for m in self.mentions if m.register is Register.BODY and form in (None, m.form)]


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
    characters: frozenset[str]
    given: frozenset[str]

    @cached_property
    def leads(self) -> frozenset[str]:
        """What is cut off a name, or marks it as a person's."""
        return self.honorifics | self.titles | self.offices

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


@dataclass(frozen=True)
class Roster:
    """The people of a document, by surname, in the order in which each surname is first met."""

    namesakes: tuple[Namesakes, ...]
    keys: NameKeys

    @cached_property
    def by_key(self) -> Mapping[str, Sequence[Namesakes]]:
        """The surnames by the key to which their spellings fold."""
        groups: dict[str, list[Namesakes]] = defaultdict(list)
        for namesakes in self.namesakes:
            groups[self.keys.of(namesakes.base)].append(namesakes)
        return groups

    def second_introductions(self) -> Iterator[Mention]:
        """People who are introduced with their office once more in the narration, after they were named without it."""
        for namesakes in self.namesakes:
            introduced: set[str] = set()
            settled: set[str] = set()
            for mention in namesakes.told():
                who = mention.given[0] if mention.given else ""
                if mention.form is Form.FULL:
                    if who in settled and mention.office:
                        yield mention
                    introduced.add(who)
                elif namesakes.alone:
                    settled |= introduced

    def never_introduced(self) -> Iterator[Mention]:
        """The first mention, in the narration, of people whose given name or office stands nowhere in the document."""
        known = {word for n in self.namesakes for m in n.mentions for word in m.given}
        for namesakes in self.namesakes:
            if any(m.form is Form.FULL or m.office for m in namesakes.mentions) or namesakes.base in known:
                continue
            told = namesakes.told()
            if told and any(m.acts for m in told):
                yield told[0]


def roster(reading: Reading, words: PeopleWords, keys: NameKeys, function_words: frozenset[str]) -> Roster:
    """The people of a document. `function_words`: of its language."""
    return _Reader(reading, words, keys, function_words).roster()


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row: the first and last token of each, and who speaks."""

    elements: tuple[tuple[int, int], ...]
    register: Register
    opens: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """What may be a person's name: its words as tokens and folded, and what stands before it."""

    run: _Run
    elements: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    honorific: tuple[int, int] | None = None
    office: str = ""
    couple: bool = False
    borrowed: bool = False
    """Whether its surname is an office or title too."""


class _Reader:
    """Reads one document."""

    def __init__(self, reading: Reading, words: PeopleWords, keys: NameKeys, function_words: frozenset[str]) -> None:
        self._reading = reading
        self._words = words
        self._keys = keys
        self._function_words = function_words
        self._text = reading.document.text
        tokens = reading.tokens
        self._tokens, self._starts, self._ends, self._folded = tokens, tokens.starts, tokens.ends, tokens.folded
        self._mentions: list[Mention] = []
        self._alone: list[Mention] = []
        self._firms: set[str] = set()
        self._couples: set[str] = set()

    def roster(self) -> Roster:
        for run in self._runs():
            self._read(run)
        known = {m.base for m in self._mentions}
        kin = {self._keys.of(base) for base in known}
        bare = [m for m in self._alone if m.base in known or self._keys.of(m.base) in kin]
        by_base: dict[str, list[Mention]] = {}
        for mention in sorted((*self._mentions, *bare), key=lambda m: m.span):
            by_base.setdefault(mention.base, []).append(mention)
        return Roster(tuple(self._namesakes(base, mentions) for base, mentions in by_base.items()), self._keys)

    def _namesakes(self, base: str, mentions: list[Mention]) -> Namesakes:
        people: list[frozenset[str]] = []
        for given in dict.fromkeys(m.given for m in mentions if m.given):
            same = [i for i, known in enumerate(people) if self._keys.may_be_one(given, known)]
            if same:
                people[same[0]] |= frozenset(given)
            else:
                people.append(frozenset(given))
            if len(people) > MANY:
                break
        shared = base in self._couples or len(people) > MANY
        return Namesakes(base, tuple(mentions), tuple(people), shared, base in self._firms)

    def _runs(self) -> Iterator[_Run]:
        """All runs, sentence by sentence."""
        text, starts = self._text, self._starts
        block: Block | None = None
        told = False
        for sentence in self._reading.sentences():
            if block is None or block.index != sentence.block:
                block = self._reading.document.blocks[sentence.block]
                told = self._is_told(block)
            inside = self._tokens.within(sentence.span)
            i, end = inside.start, inside.stop
            while i < end:
                if text[starts[i]].isupper():
                    elements = tuple(self._elements(i, end))
                    yield _Run(elements, self._register(elements, told=told), self._opens(elements[0][0], sentence))
                    i = elements[-1][1] + 1
                else:
                    i += 1

    def _is_told(self, block: Block) -> bool:
        """Whether a block is narration: no heading, caption or table, nor a short line without a full stop."""
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE):
            return False
        if block is self._reading.document.headline:
            return False
        return len(block.span) > 80 or self._text[block.span.end - 1] in ".!?…:;,\"'”’»)"

    def _register(self, elements: Sequence[tuple[int, int]], *, told: bool) -> Register:
        register = self._reading.register(Span(self._starts[elements[0][0]], self._ends[elements[-1][1]]))
        return Register.HEADLINE if register is Register.BODY and not told else register

    def _opens(self, first: int, sentence: Sentence) -> bool:
        """Whether a word is the first of its sentence, or of what is quoted in it."""
        return self._starts[first] <= sentence.span.start + 2 or not is_word(self._folded[first - 1])

    def _elements(self, i: int, end: int) -> Iterator[tuple[int, int]]:
        """The capitalised words from token `i` on, with what is written on to each; particles join what follows."""
        folded, words = self._folded, self._words
        for _ in range(LONGEST_NAME * 2):
            last = self._element_end(i, end)
            yield i, last
            j = last + 1
            if j + 2 < end and folded[j] in words.articles and self._text[self._ends[j]] == "-" and self._is_spaced(j):
                j += 2
            else:
                while j < end and j <= last + 3 and folded[j] in words.particles and self._is_spaced(j):
                    j += 1
            if j >= end or not self._text[self._starts[j]].isupper():
                return
            if not self._is_spaced(j) and not (self._tokens.touching(j) and folded[j - 1] in ".-"):
                return
            i = j

    def _is_spaced(self, i: int) -> bool:
        """Whether a blank, and no break of the line, parts token `i` from the one before it."""
        gap = self._text[self._ends[i - 1] : self._starts[i]]
        return gap == " " or (gap.isspace() and "\n" not in gap)

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

    def _word(self, element: tuple[int, int]) -> str:
        """An element folded, without the stop behind it."""
        first, last = element
        if first == last:
            return self._folded[first]
        if self._folded[last] == ".":
            last -= 1
        return fold(self._text[self._starts[first] : self._ends[last]])

    def _read(self, run: _Run) -> None:
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

    def _leads(self, element: tuple[int, int], name: str) -> bool:
        """Whether a capitalised word is an office, title or honorific."""
        return name in self._words.leads or self._is_honorific(element, name)

    def _is_honorific(self, element: tuple[int, int], name: str) -> bool:
        has_stop = element[1] > element[0] and self._folded[element[1]] == "."
        return name in self._words.honorifics or (has_stop and name + "." in self._words.honorifics)

    def _is_second(self, first: int) -> bool:
        """Whether an honorific follows another one, or an office: Mr and Mrs, M. et Mme, the Senator and Mrs."""
        at = first - 2
        if at > 0 and self._folded[at] == ".":
            at -= 1
        return at >= 0 and (self._folded[at] in self._words.leads or self._folded[at] + "." in self._words.honorifics)

    def _after_small_lead(self, name: _Name) -> _Name:
        """A name with the honorific or office that stands before it in small letters ("señor", "president")."""
        first = name.elements[0][0]
        at = first - 2 if first and self._folded[first - 1] == "." else first - 1
        if at < 0 or not self._is_spaced(first):
            return name
        before = self._folded[at]
        if before in self._words.small:
            return replace(name, honorific=(at, first - 1))
        return replace(name, office=before) if before in self._words.leads else name

    def _is_opener(self, element: tuple[int, int], name: str, *, opens: bool) -> bool:
        """Whether the first of several capitalised words is no part of a name."""
        words = self._words
        if name in words.given:
            return False
        if name in words.dates or name in words.others or name in words.brands or name in words.acronyms:
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
        if (
            len(names) > LONGEST_NAME
            or len(written) < 2
            or written[-1] == "."
            or written[-2] == "-"
            or written.isupper()
        ):
            return
        if not (is_titled and len(names) == 1) and not words.groups.isdisjoint(names):
            return
        if not (is_titled and len(names) == 1) and not words.firms.isdisjoint(names):
            self._firms.update(names)
            return
        if name.honorific and names[-1] in words.characters:
            return
        if self._leads(name.elements[-1], names[-1]):
            if len(names) > 1 and names[0] not in words.given:
                return
            name = replace(name, borrowed=len(names) == 1)
        if len(names) == 1 and name.office and (names[0] in words.openers or names[0] in self._function_words):
            return
        if any(
            n in words.acronyms or n in words.brands or (n in words.others and n not in words.given) for n in names[:-1]
        ):
            return
        if names[-1] in words.others and not name.honorific and len(names) > 1 and names[0] not in words.given:
            return
        if names[-1] in words.brands:
            self._firms.add(names[-1])
        self._add(name)

    def _add(self, name: _Name) -> None:
        starts, ends, folded = self._starts, self._ends, self._folded
        first, last = name.elements[-1]
        k = len(name.names) - 1
        surname = self._surname_start(first)
        while k > 1 and name.names[k - 1] in self._words.particles - self._words.articles:
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
            self._couples.add(base)
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
        (self._alone if form is Form.BARE or name.borrowed else self._mentions).append(mention)

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
            if not self._is_spaced(at):
                break
            at -= 1
        return at
