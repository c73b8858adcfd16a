"""Rules as data: what a rule is made of, and a book of them.

A rule is a signal; a detector combines signals with position and context into a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from pathlib import Path

from cleaner.errors import BrokenRule
from cleaner.forms import Name, Role
from cleaner.model import Action, Category, Register
from cleaner.words import fold

FAMILIES: Mapping[str, Category] = {
    "boilerplate": Category.BOILERPLATE,
    "splice": Category.SPLICE,
    "names": Category.NAMING,
    "spinning": Category.NAMING,
    "duplicate": Category.DUPLICATE,
    "noise": Category.NOISE,
    "spam": Category.QUALITY,
}
ANY_LANGUAGE = "*"
UNDECIDED = "en"
FREE = "\0free"
"""The replacement of phrases in which a word or form that a rule looks for is free to stand."""
Phrases = dict[str, list[tuple[list[str], str]]]
"""Phrases by their first words: the words of each, and the name of its list."""
CLASSES = ("@edge", "@digit", "@capital", "@name", "@lower", "@mark")
"""What a condition on a neighbour may name besides words: the edge of the block, and kinds of tokens."""


class Kind(StrEnum):
    """What a rule looks at: a closed set."""

    LINE = "line"
    SENTENCE = "sentence"
    TEXT = "text"
    VARIANTS = "variants"
    CHECK = "check"


class Extent(StrEnum):
    """How much of its line a line rule's phrase must be."""

    WHOLE = "whole"
    LEAD_IN = "lead-in"
    START = "start"


class Apply(StrEnum):
    """When a fix is applied: by default, only with `--fix all`, or not at all."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase or pattern, and what it is replaced by (None: it has no replacement)."""

    text: str
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The conditions a match must meet.

    `headline`: a line rule may take the first line, though it looks like a headline. Word lists hold folded words, or
    the classes that `matcher` knows (`@digit` …). `unless`: words that must not stand beside it in
    its block.
    """

    extent: Extent = Extent.WHOLE
    max_words: int = 30
    case: bool = False
    headline: bool = False
    register: tuple[Register, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FixPolicy:
    """What a rule does about what it finds; `quotes`: also inside quotations."""

    action: Action = Action.REPORT
    apply: Apply = Apply.NEVER
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a finding costs its part of the score (points of 100), and the most that one rule can cost."""

    each: float = 10.0
    cap: float = 60.0


@dataclass(frozen=True, slots=True)
class Example:
    """A text that must (bad) or must not (good) be hit.

    `fixed`: what the fix makes of it; `title`: its headline; `element`: the names of the element around its last block;
    `link`: where its blocks but the first lead, as links; `repeated`: its last block stands on every page of its site;
    `profile`: the house by which it is read.
    """

    text: str
    fixed: str | None = None
    title: str | None = None
    element: str | None = None
    link: str | None = None
    repeated: bool = False
    profile: str | None = None


@dataclass(frozen=True)
class Options:
    """Settings of a check: numbers (1 and 0 for true and false) and lists of words by name.

    Those of a table `t` are named `t.name`.
    """

    values: Mapping[str, float | str | tuple[str, ...]]
    _phrases: dict[str, Phrases] = field(default_factory=dict, init=False, repr=False, compare=False)

    def number(self, name: str) -> float:
        """The number `name`. Raises KeyError where the rule has none, TypeError where it is no number."""
        value = self.values[name]
        if not isinstance(value, int | float):
            raise TypeError(f"{name} must be a number")
        return float(value)

    def flag(self, name: str, *, default: bool) -> bool:
        """Whether `name` is true; `default` where the rule has none."""
        return self.number(name) != 0 if name in self.values else default

    def words(self, name: str) -> frozenset[str]:
        """The word list `name`. Raises KeyError where the rule has none, TypeError where it is no list."""
        value = self.values[name]
        if not isinstance(value, tuple):
            raise TypeError(f"{name} must be a list of strings")
        return self._lists[name]

    @cached_property
    def _lists(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(value) for name, value in self.values.items() if isinstance(value, tuple)}

    def some_words(self, name: str) -> frozenset[str]:
        """The word list `name`; empty where the rule has none."""
        return self.words(name) if name in self.values else frozenset()

    def names(self, table: str) -> Sequence[str]:
        """The names in a table."""
        return [name.removeprefix(f"{table}.") for name in self.values if name.startswith(f"{table}.")]

    def numbers(self, table: str) -> Mapping[str, float]:
        """The numbers of a table by name."""
        return {name: self.number(f"{table}.{name}") for name in self.names(table)}

    def word_lists(self, table: str) -> Mapping[str, frozenset[str]]:
        """The word lists of a table by name."""
        return {name: self.words(f"{table}.{name}") for name in self.names(table)}

    def phrases(self, table: str) -> Phrases:
        """The phrases in the lists of a table by their first words."""
        if table not in self._phrases:
            heads: Phrases = {}
            for name, phrases in self.word_lists(table).items():
                for words in map(str.split, phrases):
                    heads.setdefault(words[0], []).append((words, name))
            self._phrases[table] = heads
        return self._phrases[table]


@dataclass(frozen=True)
class Rule:
    """One rule of a pack. `file` and `line` say where it stands.

    A variants rule reads all forms of its `names`, and judges those in one role. `beside`: the beginnings of the ids
    of rules that its examples are read with.
    """

    id: str
    kind: Kind
    languages: tuple[str, ...]
    why: str
    message: str
    confidence: float
    phrases: tuple[Phrase, ...]
    patterns: tuple[Phrase, ...]
    names: tuple[Name, ...]
    judges: Role
    check: str | None
    where: Where
    fix: FixPolicy
    penalty: Penalty
    options: Options
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    file: str
    line: int
    free: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Name]:
        """The names by their keys."""
        return {name.key: name for name in self.names}

    @cached_property
    def gloss(self) -> frozenset[str]:
        """The folded words that explain a name ("formerly")."""
        return frozenset(map(fold, self.options.some_words("gloss")))

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def category(self) -> Category:
        """The category that the record shows for this rule's findings."""
        return FAMILIES[self.family]

    def speaks(self, language: str | None) -> bool:
        """Whether the rule is meant for a text of this language; an undecided one is read as English."""
        return ANY_LANGUAGE in self.languages or (language or UNDECIDED) in self.languages


@dataclass(frozen=True)
class Rulebook:
    """The rules in force, in the order of their ids, and the rules of a user's pack that had to be left out."""

    rules: tuple[Rule, ...]
    broken: tuple[BrokenRule, ...] = ()

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their ids."""
        return {rule.id: rule for rule in self.rules}

    def covers(self, family: str, language: str | None) -> bool:
        """Whether the rules of a family look at a language: some rule names it, or all of them are for any language.

        Where a family has rules of its own for some languages, those for any language see only a part of the rest.
        """
        languages = self._languages.get(family, frozenset())
        return languages == {ANY_LANGUAGE} or (language or UNDECIDED) in languages

    @cached_property
    def _languages(self) -> Mapping[str, frozenset[str]]:
        return {family: frozenset(chain(*(r.languages for r in self.of(family)))) for family in FAMILIES}

    def of(self, *families: str) -> tuple[Rule, ...]:
        """The rules of some families."""
        return tuple(rule for rule in self.rules if rule.family in families)

    def chosen(self, select: Sequence[str], ignore: Sequence[str]) -> Rulebook:
        """The rules whose id starts with one of `select` (none: all) and with none of `ignore`."""
        kept = (r for r in self.rules if not select or r.id.startswith(tuple(select)))
        return Rulebook(tuple(r for r in kept if not r.id.startswith(tuple(ignore))), self.broken)

    def without(self, problems: Iterable[BrokenRule]) -> Rulebook:
        """This book without the rules named in `problems`, which are added to `broken`."""
        new = tuple(problems)
        gone = {problem.rule for problem in new}
        return Rulebook(tuple(r for r in self.rules if r.id not in gone), self.broken + new)


def rules_folder() -> Path:
    """The folder of our own rules: inside the package when installed from a wheel, beside it in a checkout."""
    packaged = Path(__file__).parent / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "rules"


def join(ours: Rulebook, theirs: Rulebook) -> Rulebook:
    """Two books as one. A rule of `theirs` with an id of `ours` is left out: ids are never reused."""
    taken = tuple(
        BrokenRule(r.file, r.line, r.id, "its id is taken by one of our rules; give it another, and --ignore ours")
        for r in theirs
        if r.id in ours.by_id
    )
    rules = {**theirs.by_id, **ours.by_id}
    return Rulebook(tuple(rules[i] for i in sorted(rules)), (*ours.broken, *theirs.broken, *taken))
