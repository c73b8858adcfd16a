"""Groups of variants: several forms of one name, of which an article should use one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.model import BlockKind, Register, Span
from cleaner.reading import Match, Reading
from cleaner.rulebook import FREE, Rule
from cleaner.words import indefinite_article, is_word


class Group:
    """The forms of one name in one document.

    `profile`: the form that the house asks for, if any; `brought`: whether other rules bring the name into the text.

    `kept` is the form to keep: the house profile's, else the headline's, else the majority's (ties: the first seen),
    but never one that the rule says is never chosen.
    """

    def __init__(
        self, rule: Rule, reading: Reading, profile: str | None, function_words: frozenset[str], *, brought: bool
    ) -> None:
        self.rule = rule
        self._reading = reading
        self._function_words = function_words
        self._text = reading.document.text
        self._matches = [
            m
            for m in reading.hits(rule)
            if m.replacement != FREE and in_prose(reading, m.span) and not self._in_longer_name(m)
        ]
        told = [m for m in self._matches if reading.register(m.span) is Register.BODY]
        forms = Counter(m.span.of(self._text) for m in told)
        self._clashes = bool(forms) and (len(forms) > 1 or brought or (profile is not None and profile not in forms))
        self.kept = profile if profile in rule.members else self._choice(forms)
        self.twins = tuple(m.span for m in told if m.span.of(self._text) == self.kept)[:3]

    def deviations(self, hit: set[int]) -> Iterator[tuple[Match, Span, str, bool]]:
        """What deviates from `kept`, with the place and text of a replacement, and whether that is certain; not what
        begins at a token of `hit`.

        Outside the narration only forms that are never chosen deviate: a headline and a quotation have their own.
        """
        if not self._clashes:
            return
        for match in self._matches:
            form = match.span.of(self._text)
            counts = form in self.rule.never or self._reading.register(match.span) is Register.BODY
            if form != self.kept and counts and match.first not in hit:
                yield match, *self._fitted(match), not self._may_end_sentence(match)

    def _choice(self, forms: Counter[str]) -> str:
        allowed = [form for form in self.rule.members if form not in self.rule.never]
        if len(forms) == 1 and (only := next(iter(forms))) in allowed:
            return only
        in_title = self._forms_in_title()
        for form in allowed:
            if in_title == {form}:
                return form
        return next((form for form, _ in forms.most_common() if form in allowed), allowed[0])

    def _forms_in_title(self) -> set[str]:
        title = self._reading.document.meta.title or ""
        if title.isupper():
            return set()
        headline = [m for m in self._matches if self._reading.register(m.span) is Register.HEADLINE]
        words = title.replace("-", " ").replace("'s", " ").replace("’s", " ").split()
        return {m.span.of(self._text) for m in headline} or {word for word in words if word in self.rule.members}

    def _in_longer_name(self, match: Match) -> bool:
        """Whether a form that is never chosen is part of another name ("Mazars USA"), of an address or of a chant."""
        if match.span.of(self._text) not in self.rule.never:
            return False
        tokens = self._reading.tokens
        before, after = tokens.word(match.first - 1), tokens.word(match.last + 1)
        if after == "!" or (before == "," and tokens.word(match.first - 2)[:1].isupper() and not after[:1].isalnum()):
            return True
        is_name = before[:1].isupper() and tokens.fold(match.first - 1) not in self._function_words
        return after[:1].isupper() or is_name

    def _fitted(self, match: Match) -> tuple[Span, str]:
        """The place and text of a replacement: the stop that ends a sentence stays one stop, `a`/`an` and `the` fit."""
        tokens, text, kept = self._reading.tokens, self._text, self.kept
        span = match.span
        sentence = self._reading.sentence_at(span.start)
        ends = sentence is not None and not any(
            is_word(tokens.folded[i]) for i in tokens.within(Span(span.end, sentence.span.end))
        )
        bare = kept
        if ends and span.of(text).endswith(".") and not kept.endswith("."):
            is_full_stop = not text[span.end : span.end + 1].strip()
            kept = kept + "." if is_full_stop else kept
        elif kept.endswith(".") and text[span.end : span.end + 1] == ".":
            span = Span(span.start, span.end + 1)
        if self.rule.options.values.get("article") == "the" and self._wants_the(match):
            opens = sentence is not None and sentence.span.start == span.start
            return span, f"{'The' if opens else 'the'} {kept}"
        grown, replaced = with_article(self._reading, match, bare)
        return Span(grown.start, span.end), replaced[: len(replaced) - len(bare)] + kept

    def _may_end_sentence(self, match: Match) -> bool:
        """Whether the stop of "the U.S. Smith said" may be a full stop: then no form without stops can replace it."""
        form = match.span.of(self._text)
        if not form.endswith(".") or self.kept.endswith("."):
            return False
        tokens = self._reading.tokens
        sentence = self._reading.sentence_at(match.span.start)
        after = tokens.word(match.last + 1)
        if sentence is None or sentence.span.start == match.span.start or not after[:1].isupper():
            return False
        inside = tokens.ends[match.last + 1] <= sentence.span.end
        return inside and tokens.fold(match.last + 1) not in self.rule.options.words("offices")

    def _wants_the(self, match: Match) -> bool:
        """Whether a form that carried no article ("USA has") stands where its twin needs one ("the US has")."""
        tokens = self._reading.tokens
        if match.span.of(self._text) not in self.rule.never:
            return False
        sentence = self._reading.sentence_at(match.span.start)
        opens = sentence is not None and sentence.span.start == match.span.start
        before, after = tokens.fold(match.first - 1), tokens.fold(match.last + 1)
        stands_alone = after != "-" and (not is_word(after) or after in self._function_words)
        return stands_alone and (opens or before in self.rule.options.words("article_after"))


def in_prose(reading: Reading, span: Span) -> bool:
    """Whether a name stands in prose, not in code or in an address."""
    block = reading.block_at(span.start)
    return block is not None and block.kind is not BlockKind.CODE and not _in_address(reading.document.text, span)


def _in_address(text: str, span: Span) -> bool:
    """Whether a name is part of an address, a code or a longer word (USA.gov, 1-844-USA-GOV1, U.S.C.)."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 2]
    if before.isalnum() or before in tuple("./@#_$\\") or after[:1].isalnum() or after[:1] in tuple("/@_"):
        return True
    number = before == "-" and text[span.start - 2 : span.start - 1].isdigit()
    return number or (after[:1] == "." and after[1:].isalnum())


def with_article(reading: Reading, match: Match, kept: str) -> tuple[Span, str]:
    """Where `a` or `an` stands before the replaced words, it is put right together with them."""
    tokens, text = reading.tokens, reading.document.text
    i = match.first - 1
    article = tokens.fold(i)
    gap = text[tokens.ends[i] : match.span.start] if article in ("a", "an") else ""
    if gap.isspace() and "\n" not in gap:
        right = indefinite_article(kept)
        if right != article:
            right = right.capitalize() if tokens.word(i)[0].isupper() else right
            return Span(tokens.starts[i], match.span.end), f"{right}{gap}{kept}"
    return match.span, kept
