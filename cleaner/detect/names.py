"""One thing, one name: official names, groups of variants, honorifics, spellings of a surname, and spun words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from cleaner.detect.finding import finding, proposal
from cleaner.detect.people import Mention, mixed_honorifics, surname_forms
from cleaner.matcher import Match, Reading
from cleaner.model import BlockKind, Finding, Register, Span
from cleaner.rulebook import Kind, Rule
from cleaner.words import indefinite_article, is_word


class Names:
    """The rules of the families `names` and `spinning`.

    `forms`: what the house profile says for a rule's `setting`; `function_words`: of English, to tell a noun that
    stands alone from one that qualifies the next word.
    """

    def __init__(self, rules: Iterable[Rule], forms: Mapping[str, str], function_words: frozenset[str]) -> None:
        self._rules = tuple(rules)
        self._forms = forms
        self._function_words = function_words

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Names and words that clash, or that no author wrote. No group of variants hits what another rule has hit."""
        hit: set[int] = set()
        for rule in self._rules:
            if rule.kind is Kind.TEXT:
                for match in reading.hits(rule):
                    if self._counts(reading, match):
                        hit.add(match.first)
                        yield self._text(rule, match, reading)
        for rule in self._rules:
            if rule.kind is Kind.VARIANTS:
                yield from self._variants(rule, reading, hit)
        for rule in self._rules:
            check = _PEOPLE.get(rule.check or "")
            if check is not None and rule.speaks(reading.document.language.code):
                for mention in check(rule, reading, self._function_words):
                    proposals = proposal(rule, mention.span, mention.kept)
                    words = {"kept": mention.kept, "person": mention.person}
                    yield finding(rule, reading, mention.span, proposals, related=mention.related, **words)

    def _counts(self, reading: Reading, match: Match) -> bool:
        block = reading.block_at(match.span.start)
        return (
            block is not None
            and block.kind is not BlockKind.CODE
            and not _in_address(reading.document.text, match.span)
        )

    def _text(self, rule: Rule, match: Match, reading: Reading) -> Finding:
        if match.replacement is None:
            return finding(rule, reading, match.span)
        written = match.span.of(reading.document.text)
        kept = _cased(match.replacement, written) if not rule.where.case else match.replacement
        span, text = _with_article(reading, match, kept)
        return finding(rule, reading, match.span, proposal(rule, span, text), kept=kept)

    def _variants(self, rule: Rule, reading: Reading, hit: set[int]) -> Iterator[Finding]:
        text = reading.document.text
        matches = [
            m
            for m in reading.hits(rule)
            if self._counts(reading, m) and not (m.span.of(text) in rule.never and self._in_longer_name(reading, m))
        ]
        told = [m for m in matches if reading.register(m.span) is Register.BODY]
        forms = Counter(m.span.of(text) for m in told)
        profile = self._forms.get(rule.setting or "")
        if not forms or (len(forms) == 1 and (profile is None or profile in forms)):
            return
        kept = self._kept(rule, reading, matches, forms, profile)
        twins = tuple(m.span for m in told if m.span.of(text) == kept)[:3]
        for match in matches:
            form = match.span.of(text)
            register = reading.register(match.span)
            clashes = register is Register.BODY or form in rule.never
            if form == kept or match.first in hit or not clashes:
                continue
            span, replacement = self._fitted(rule, reading, match, kept)
            yield finding(rule, reading, match.span, proposal(rule, span, replacement), related=twins, kept=kept)

    def _in_longer_name(self, reading: Reading, match: Match) -> bool:
        """Whether capitalised words beside a form make it part of another name ("Mazars USA", "USA For Africa")."""
        tokens = reading.tokens
        before, after = tokens.word(match.first - 1), tokens.word(match.last + 1)
        return after[:1].isupper() or (
            before[:1].isupper() and tokens.fold(match.first - 1) not in self._function_words
        )

    def _kept(
        self, rule: Rule, reading: Reading, matches: list[Match], forms: Counter[str], profile: str | None
    ) -> str:
        """The form to keep: the house profile's, else the headline's, else the majority's (ties: the first seen)."""
        if profile in rule.members:
            return profile or ""
        title = reading.document.meta.title or ""
        headline = [m for m in matches if reading.register(m.span) is Register.HEADLINE]
        in_title = {m.span.of(reading.document.text) for m in headline} or {
            word for word in title.replace("-", " ").replace("'s", " ").split() if word in rule.members
        }
        if title.isupper():
            in_title = set()
        allowed = [form for form in rule.members if form not in rule.never]
        for form in allowed:
            if in_title == {form}:
                return form
        majority = [form for form, _ in forms.most_common() if form in allowed]
        return majority[0] if majority else allowed[0]

    def _fitted(self, rule: Rule, reading: Reading, match: Match, kept: str) -> tuple[Span, str]:
        """The place and text of a replacement: the stop that ends a sentence stays one stop, `a`/`an` and `the` fit."""
        tokens, text = reading.tokens, reading.document.text
        span = match.span
        sentence = reading.sentence_at(span.start)
        ends = sentence is not None and not any(
            is_word(tokens.folded[i]) for i in tokens.within(Span(span.end, sentence.span.end))
        )
        bare = kept
        if ends and span.of(text).endswith(".") and not kept.endswith("."):
            block_goes_on = text[span.end : span.end + 1] not in (".", "!", "?", ",", ";", ":")
            kept = kept + "." if block_goes_on else kept
        elif kept.endswith(".") and text[span.end : span.end + 1] == ".":
            span = Span(span.start, span.end + 1)
        if rule.options.values.get("article") == "the" and self._wants_the(rule, reading, match):
            return span, f"the {kept}"
        grown, replaced = _with_article(reading, match, bare)
        return Span(grown.start, span.end), replaced[: len(replaced) - len(bare)] + kept

    def _wants_the(self, rule: Rule, reading: Reading, match: Match) -> bool:
        """Whether a form that carried no article ("USA has") stands where its twin needs one ("the US has")."""
        tokens, text = reading.tokens, reading.document.text
        if match.span.of(text) not in rule.never or match.first == 0:
            return False
        before, after = tokens.fold(match.first - 1), tokens.fold(match.last + 1)
        follows_verb_or_preposition = before in rule.options.words("article_after")
        stands_alone = not is_word(after) or after in self._function_words
        return follows_verb_or_preposition and stands_alone and after != "-"


_PEOPLE: Mapping[str, Callable[[Rule, Reading, frozenset[str]], Iterator[Mention]]] = {
    "mixed-honorific": mixed_honorifics,
    "surname-forms": surname_forms,
}


def _in_address(text: str, span: Span) -> bool:
    """Whether a name is part of an address, a code or a longer word (USA.gov, 1-844-USA-GOV1, U.S.C.)."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 2]
    if before.isalnum() or before in tuple("./@#_$\\") or after[:1].isalnum() or after[:1] in tuple("/@_"):
        return True
    number = before == "-" and text[span.start - 2 : span.start - 1].isdigit()
    return number or (after[:1] == "." and after[1:].isalnum())


def _cased(replacement: str, written: str) -> str:
    """The replacement in the case of what it replaces."""
    if written.isupper() and len(written) > 3:
        return replacement.upper()
    if written[:1].isupper() and replacement[:1].islower():
        return replacement[:1].upper() + replacement[1:]
    return replacement


def _with_article(reading: Reading, match: Match, kept: str) -> tuple[Span, str]:
    """Where `a` or `an` stands before the replaced words, it is put right together with them."""
    tokens, text = reading.tokens, reading.document.text
    i = match.first - 1
    article = tokens.fold(i)
    if article in ("a", "an") and text[tokens.ends[i] : match.span.start].isspace():
        right = indefinite_article(kept)
        if right != article:
            right = right.capitalize() if tokens.word(i)[0].isupper() else right
            gap = text[tokens.ends[i] : match.span.start]
            return Span(tokens.starts[i], match.span.end), f"{right}{gap}{kept}"
    return match.span, kept
