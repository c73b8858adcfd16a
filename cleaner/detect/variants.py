"""Groups of variants: the forms of one name, of which an article should use one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cleaner.detect.wording import Swap, in_prose, shown_articles, stands_alone, swapped
from cleaner.forms import NO_FORM, Form, Name, Role
from cleaner.house import House
from cleaner.model import Register, Span
from cleaner.reading import Match, Reading
from cleaner.rulebook import FREE, Rule
from cleaner.words import is_word

GLOSS_REACH = 3
"""How many tokens may stand between a form and a word that explains it ("formerly known as")."""
PAIR_REACH = 12
"""How many tokens may stand between the two forms of a gloss."""

_YEAR = re.compile(r"\b1[0-9]{3}s?\b")


@dataclass(frozen=True, slots=True)
class Deviation:
    """A mention that is not in the form to keep; no `swap` where grammar would not be certain to stay right.

    `is_lone`: no other form of the name stands in the narration, so that it may be the writer's way.
    """

    match: Match
    kept: str
    twins: tuple[Span, ...]
    swap: Swap | None
    is_lone: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    match: Match
    form: Form
    register: Register


@dataclass(frozen=True, slots=True)
class Context:
    """What the choice of a form depends on beside its document.

    `brought`: texts that other rules bring into the narration; `shouted`: blocks, by their numbers, in capitals.
    """

    house: House
    function_words: frozenset[str]
    shouted: frozenset[int]
    brought: frozenset[str] = frozenset()


class Usage:
    """How one document uses the forms of one name, as a rule judges them.

    `kept` is the form to keep: the house profile's, else the headline's, else the majority's (ties: the first seen),
    but never one that is never chosen.
    """

    def __init__(self, rule: Rule, name: Name, matches: Iterable[Match], reading: Reading, context: Context) -> None:
        self.name = name
        self._rule, self._reading, self._function_words = rule, reading, context.function_words
        self._shouted = context.shouted
        house = context.house
        mentions = [
            _Mention(match, match.form, reading.register(match.span))
            for match in matches
            if match.form is not None and self._counts(match)
        ]
        told = [m for m in mentions if m.register is Register.BODY]
        self._mentions = [m for m in mentions if m.form.role not in NO_FORM]
        self._told = [m for m in told if m.form.role not in NO_FORM]
        self._forms = Counter(m.form for m in told if m.form.role is Role.FORM)
        self._free = Counter(m.form for m in told if m.form.role is Role.FREE)
        self._anywhere = Counter(m.form for m in mentions if m.form.role in (Role.FORM, Role.FREE))
        self._asked = name.form(house.forms.get(name.key, ""))
        self._asked_of_headlines = name.form(house.headlines.get(name.key, ""))
        self._brought = any(name.form(text) for text in context.brought)
        self.kept = self._asked or self._choice()
        self._glossed = {m.form.text for m in self._mentions if self._is_glossed(m)} if self._mentions else set()

    def deviations(self) -> Iterator[Deviation]:
        """What deviates, in the role that the rule judges."""
        judge = _JUDGES[self._rule.judges]
        twins = tuple(m.match.span for m in self._told if m.form == self.kept)[:3]
        for mention in self._mentions:
            kept = judge(self, mention)
            if kept is not None and kept != mention.form and mention.form.text not in self._glossed:
                swap = swapped(self._rule, self._reading, mention.match, self.name, kept, self._function_words)
                is_lone = mention.form.role is Role.NEVER and not self._is_used(told=True)
                yield Deviation(mention.match, swap.kept if swap else kept.text, twins, swap, is_lone)

    def _judge_form(self, mention: _Mention) -> Form | None:
        """What a form of equal standing, or one that is never chosen, gives way to.

        A headline and a quotation have their own forms; what is never chosen gives way there too.
        """
        if mention.form.role not in (Role.FORM, Role.NEVER):
            return None
        if mention.register is Register.HEADLINE and self._asked_of_headlines is not None:
            return self._asked_of_headlines
        if mention.form.role is Role.NEVER:
            told = mention.register is Register.BODY
            clashes = self._is_used(told=told) or (told and "lone" in self._rule.options.values)
            return (self._in_full(mention) or self.kept) if clashes else None
        clashes = mention.register is Register.BODY and (self._asked is not None or len(self._forms) > 1)
        return self.kept if clashes else None

    def _in_full(self, mention: _Mention) -> Form | None:
        """The free form of an article that has no other, where a noun stands that is no part of a longer one."""
        if self._forms or self._asked or not stands_alone(self._reading, mention.match, self._function_words):
            return None
        return next((form for form, _ in self._free.most_common() if form.article == self.kept.article), None)

    def _is_used(self, *, told: bool) -> bool:
        """Whether another form is used, or asked for: anywhere for what is told, in narration for what is quoted."""
        used = self._anywhere if told else (self._forms or self._free)
        return bool(used or self._brought or self._asked)

    def _judge_official(self, mention: _Mention) -> Form | None:
        """An official name gives way wherever it stands without its article: the rule's conditions and its `articles`
        see to that."""
        if mention.form.role is not Role.OFFICIAL or self._in_list(mention.match):
            return None
        own = mention.form.article in shown_articles(self._rule, self._reading, mention.match)
        return None if own else self.kept

    def _judge_old(self, mention: _Mention) -> Form | None:
        """An old name gives way where the narration uses the new one, too, and does not tell of former times."""
        told = mention.register is Register.BODY and bool(self._forms) and not self._tells_history(mention.match)
        return self.kept if mention.form.role is Role.OLD and told else None

    def _tells_history(self, match: Match) -> bool:
        """Whether the sentence of a mention has a year of another century."""
        sentence = self._reading.sentence_at(match.span.start)
        return sentence is not None and _YEAR.search(sentence.span.of(self._reading.document.text)) is not None

    def _judge_long(self, mention: _Mention) -> Form | None:
        """A full name gives way where its abbreviation has been used before and nothing explains the one by the other;
        and where the full name that explains it is another, or spelt otherwise. A quotation sets narration no form.
        A rule with the option `unused` judges those whose abbreviation the article never uses."""
        if mention.form.role is not Role.LONG or mention.register is Register.HEADLINE:
            return None
        if "unused" in self._rule.options.values:
            return None if self._used[Register.QUOTE] or self._glossed else self.kept
        used = self._used[mention.register]
        if used is None or used.match.first > mention.match.first or mention.form.text in self._explained:
            return None
        if self._ends_note(mention.match):
            return None
        return self.kept if self._explained or not self._glossed else None

    def _ends_note(self, match: Match) -> bool:
        """Whether a mention ends the text and its paragraph is one sentence: so do notes on who the author is."""
        block, sentence = self._reading.block_at(match.span.start), self._reading.sentence_at(match.span.start)
        is_last = not any(map(is_word, self._reading.tokens.folded[match.last + 1 :][:2]))
        return is_last and block is not None and sentence is not None and sentence.span.start == block.span.start

    @cached_property
    def _used(self) -> Mapping[Register, _Mention | None]:
        """The first form of equal standing: for narration in narration, for a quotation anywhere."""
        forms = [m for m in self._mentions if m.form.role is Role.FORM and m.register is not Register.HEADLINE]
        told = (m for m in forms if m.register is Register.BODY)
        return {Register.BODY: next(told, None), Register.QUOTE: next(iter(forms), None)}

    @cached_property
    def _explained(self) -> frozenset[str]:
        """The full names that the article gives itself: before any abbreviation, or beside one."""
        said = [m for m in self._mentions if m.register is not Register.HEADLINE]
        return frozenset(
            m.form.text for m in said if m.form.role is Role.LONG and (m is said[0] or m.form.text in self._glossed)
        )

    def _counts(self, match: Match) -> bool:
        reading = self._reading
        return (
            match.replacement != FREE
            and in_prose(reading, match.span)
            and not self._is_shouted(match)
            and not self._in_longer_name(match)
        )

    def _is_shouted(self, match: Match) -> bool:
        """Whether a name stands among other words in capitals, where case says nothing."""
        block = self._reading.block_at(match.span.start)
        return block is not None and block.index in self._shouted and len(block.span) > len(match.span)

    def _choice(self) -> Form:
        first, *_ = allowed = self.name.having(Role.FORM)
        if len(self._forms) == 1:
            return next(iter(self._forms))
        in_title = self._forms_in_title()
        for form in allowed:
            if in_title == {form.text}:
                return form
        used = (*self._forms.most_common(), *self._anywhere.most_common())
        return next((form for form, _ in used if form.role is Role.FORM), first)

    def _forms_in_title(self) -> set[str]:
        title = self._reading.document.meta.title or ""
        if title.isupper():
            return set()
        headline = {m.form.text for m in self._mentions if m.register is Register.HEADLINE and m.form.role is Role.FORM}
        words = title.replace("-", " ").replace("'s", " ").replace("’s", " ").split()
        return headline or {word for word in words if self.name.form(word)}

    def _in_longer_name(self, match: Match) -> bool:
        """Whether a form that is never chosen is part of another name ("Mazars USA"), of an address or of a chant."""
        if match.form is None or match.form.role is not Role.NEVER:
            return False
        tokens = self._reading.tokens
        before, after = tokens.word(match.first - 1), tokens.word(match.last + 1)
        if after == "!" or self._in_list(match):
            return True
        says = tokens.fold(match.first - 1)
        is_grammar = says in self._function_words or says in (self.name.grammar.before or ())
        is_name = before[:1].isupper() and not is_grammar
        return after[:1].isupper() or is_name

    def _in_list(self, match: Match) -> bool:
        """Whether a name stands between commas after a name: an address or a list ("Moscow, Russian Federation")."""
        tokens = self._reading.tokens
        before, after = tokens.word(match.first - 2)[:1], tokens.word(match.last + 1)
        return tokens.word(match.first - 1) == "," and before.isupper() and not after[:1].isalnum()

    def _is_glossed(self, mention: _Mention) -> bool:
        """Whether a form stands beside another that it explains: "X (Y)", "X, the Y", "X, also known as Y", "X, as it
        calls itself"."""
        tokens, match = self._reading.tokens, mention.match
        low = bisect_left(self._mentions, match.first - PAIR_REACH, key=lambda m: m.match.first)
        high = bisect_right(self._mentions, match.first + PAIR_REACH, key=lambda m: m.match.first)
        near = [other for other in self._mentions[low:high] if other.form.text != mention.form.text]
        opening = match.first - 1 - (tokens.fold(match.first - 1) == mention.form.article)
        if near and tokens.word(opening) in ("(", "[") and tokens.word(match.last + 1) in (")", "]", ",", ";"):
            return True
        if near and tokens.word(match.last + 1) == "(" and any(m.match.first == match.last + 2 for m in near):
            return True
        if near and (tokens.fold(match.last + 1), tokens.fold(match.last + 2)) == (",", "as"):
            return True
        if any(self._is_apposed(match, other.match) for other in near):
            return True
        words = self._rule.gloss
        before = range(max(0, match.first - GLOSS_REACH), match.first)
        explained = any(tokens.folded[i] in words for i in before)
        return explained and (bool(near) or mention.form.role is Role.OLD)

    def _is_apposed(self, one: Match, other: Match) -> bool:
        """Whether only a comma or dash, and an article, part two forms: "the UN, the United Nations"; or nothing does:
        "die Arzneimittel-Agentur EMA"."""
        first, second = sorted((one, other), key=lambda match: match.first)
        folded, mark = self._reading.tokens.folded, first.last + 1
        if mark == second.first and "\n" not in self._reading.document.text[first.span.end : second.span.start]:
            return True
        between = "".join(folded[mark + 1 : second.first])
        article = second.form.article if second.form is not None else ""
        return mark < second.first and folded[mark] in (",", "-") and between in ("", article)


_JUDGES = {
    Role.FORM: Usage._judge_form,
    Role.NEVER: Usage._judge_form,
    Role.OFFICIAL: Usage._judge_official,
    Role.OLD: Usage._judge_old,
    Role.LONG: Usage._judge_long,
}


def usages(rule: Rule, reading: Reading, context: Context) -> Iterator[Usage]:
    """The names of a variants rule that a document mentions, in the order in which they first stand there."""
    mentioned: dict[str, list[Match]] = {}
    for match in reading.hits(rule):
        if match.form is not None:
            mentioned.setdefault(match.form.key, []).append(match)
    for key, matches in mentioned.items():
        yield Usage(rule, rule.by_key[key], matches, reading, context)
