"""Putting one name in another's place: what must be true of the place, and what grammar asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.forms import Form, Name, Role
from cleaner.model import BlockKind, Span
from cleaner.reading import Match, Reading
from cleaner.rulebook import UNDECIDED, Rule
from cleaner.words import indefinite_article, is_word


@dataclass(frozen=True, slots=True)
class Swap:
    """The place and text of a replacement, the name alone, and whether it is certain."""

    span: Span
    text: str
    kept: str
    certain: bool


def swapped(
    rule: Rule, reading: Reading, match: Match, name: Name, kept: Form, function_words: frozenset[str]
) -> Swap | None:
    """`kept` in the place of a mention: in its case, with the articles, stops and possessives that it needs there.

    None where it cannot be known what the grammar asks for.
    """
    written = _in_case(reading, match, name, kept)
    article = str(rule.options.values.get("article", ""))
    if written is None or match.form is None or not (article or _fits(rule, reading, match, kept)):
        return None
    certain = not _may_end_sentence(rule, reading, match, kept)
    if article and not match.form.article and kept.article == article:
        return _with_new_article(rule, reading, match, written, function_words, certain=certain)
    if article and match.form.article == article != kept.article:
        span, text = _without_article(reading, match, written, article)
    elif article and kept.article == article and _wants_article(rule, reading, match, function_words):
        opens = reading.opens_sentence(match.span.start)
        span, text = match.span, f"{article.capitalize() if opens else article} {written}"
    else:
        span, text = with_article(reading, match, capitalised(written, match.span.of(reading.document.text)))
    return Swap(*_ended(reading, match, span, text), written, certain)


def shown_articles(rule: Rule, reading: Reading, match: Match) -> frozenset[str]:
    """The articles that the word before a mention shows, by the rule's `articles`: "du" and "au" show "le"."""
    before = reading.tokens.fold(match.first - 1)
    return frozenset(name for name, words in rule.options.word_lists("articles").items() if before in words)


def stands_alone(reading: Reading, match: Match, function_words: frozenset[str]) -> bool:
    """Whether no word follows that a mention may qualify."""
    after = reading.tokens.fold(match.last + 1)
    return after != "-" and (not is_word(after) or after in function_words)


def in_prose(reading: Reading, span: Span) -> bool:
    """Whether a name stands in prose, not in code or in an address."""
    block = reading.block_at(span.start)
    return block is not None and block.kind is not BlockKind.CODE and not _in_address(reading.document.text, span)


def shouted_blocks(reading: Reading) -> frozenset[int]:
    """The numbers of the blocks without a lower-case letter, where case says nothing."""
    text = reading.document.text
    plain = (b for b in reading.document.blocks if _LOWER.search(text, b.span.start, b.span.end) is None)
    return frozenset(b.index for b in plain if _is_upper(b.span.of(text)))


_LOWER = re.compile("[a-z]")


def _is_upper(text: str) -> bool:
    return text.upper() == text != text.lower()


def abbreviates(reading: Reading, match: Match) -> bool:
    """Whether an abbreviation is the article's own: it stands in brackets, or twice beside words with its initials
    ("Computer Associates" … "CA")."""
    tokens = reading.tokens
    short = match.span.of(tokens.text)
    places = [i for i, folded in enumerate(tokens.folded) if folded == short.lower() and tokens.word(i) == short]
    if any(tokens.word(i - 1) == "(" and tokens.word(i + 1) == ")" for i in places):
        return True
    return len(places) > 1 and any(
        tokens.word(i).istitle()
        and all(tokens.word(i + k)[:1] == letter and len(tokens.word(i + k)) > 2 for k, letter in enumerate(short))
        and tokens.text[tokens.starts[i] : tokens.ends[i + len(short) - 1]] != match.replacement
        for i, folded in enumerate(tokens.folded)
        if folded[0] == short[0].lower()
    )


def with_article(reading: Reading, match: Match, kept: str) -> tuple[Span, str]:
    """Where English `a` or `an` stands before the replaced words, it is put right together with them."""
    tokens, text = reading.tokens, reading.document.text
    i = match.first - 1
    article = tokens.fold(i) if _is_english(reading) else ""
    gap = text[tokens.ends[i] : match.span.start] if article in ("a", "an") else ""
    if gap.isspace() and "\n" not in gap:
        right = indefinite_article(kept)
        if right != article:
            right = right.capitalize() if tokens.word(i)[0].isupper() else right
            return Span(tokens.starts[i], match.span.end), f"{right}{gap}{kept}"
    return match.span, kept


def _is_english(reading: Reading) -> bool:
    return (reading.document.language.code or UNDECIDED) == UNDECIDED


def _fits(rule: Rule, reading: Reading, match: Match, kept: Form) -> bool:
    """Whether `kept` needs the article that a mention has: that of its form, and no other stands there ("il Belarus").

    An official name is judged where its own article is missing: it needs the one that does stand before it."""
    if match.form is None:
        return False
    shown = shown_articles(rule, reading, match)
    if match.form.role is Role.OFFICIAL:
        return kept.article in shown if kept.article else not shown
    return match.form.article == kept.article and (not kept.article or not shown or kept.article in shown)


def _in_case(reading: Reading, match: Match, name: Name, kept: Form) -> str | None:
    """How `kept` is written in the case in which the mention stands; None where that is not certain.

    A case that only an apostrophe tells (Belarus') stands before its noun alone, so no name is put into it.
    """
    if match.form is None or len(kept.surfaces) < 2:
        return kept.text
    written = " ".join(match.span.of(reading.document.text).split())
    cases = match.form.cases_of(written)
    before = name.grammar.before or {}
    asked = before.get(reading.tokens.fold(match.first - 1), frozenset()) & cases
    possible = {kept.in_case(case) for case in asked or cases}
    found = possible.pop() if len(possible) == 1 else None
    return None if found is not None and found.endswith("'") else found


def _ended(reading: Reading, match: Match, span: Span, text: str) -> tuple[Span, str]:
    """The stop that ends a sentence stays one stop, and a possessive one."""
    tokens, source = reading.tokens, reading.document.text
    written = match.span.of(source)
    following = source[span.end : span.end + 1]
    if written.endswith(".") and not text.endswith(".") and _ends_sentence(reading, match):
        return span, text if following.strip() else text + "."
    if text.endswith(".") and following == ".":
        return Span(span.start, span.end + 1), text
    possessive = following in ("'", "’") and written.endswith("s") and not text.endswith("s") and _is_english(reading)
    if possessive and tokens.fold(match.last + 2) != "s" and source[span.end + 1 : span.end + 2].isspace():
        return Span(span.start, span.end + 1), f"{text}{following}s"
    return span, text


def _ends_sentence(reading: Reading, match: Match) -> bool:
    sentence = reading.sentence_at(match.span.end - 1)
    if sentence is None:
        return False
    rest = reading.tokens.within(Span(match.span.end, sentence.span.end))
    return not any(is_word(reading.tokens.folded[i]) for i in rest)


def _may_end_sentence(rule: Rule, reading: Reading, match: Match, kept: Form) -> bool:
    """Whether the stop of "the U.S. Smith said" may be a full stop: then no form without stops can replace it."""
    tokens = reading.tokens
    always_followed = "always_followed" in rule.options.values
    if always_followed or tokens.word(match.last) != "." or kept.text.endswith("."):
        return False
    sentence = reading.sentence_at(match.span.end - 1)
    after = tokens.word(match.last + 1)
    if sentence is None or sentence.span.start == match.span.start or not after[:1].isupper():
        return False
    inside = tokens.ends[match.last + 1] <= sentence.span.end
    return inside and tokens.fold(match.last + 1) not in rule.options.some_words("offices")


def _wants_article(rule: Rule, reading: Reading, match: Match, function_words: frozenset[str]) -> bool:
    """Whether a form that carried no article ("USA has") stands where its twin needs one ("the US has")."""
    tokens = reading.tokens
    if match.form is None or match.form.role is not Role.NEVER:
        return False
    before = tokens.fold(match.first - 1)
    stands = reading.opens_sentence(match.span.start) or before in rule.options.some_words("article_after")
    return stands and stands_alone(reading, match, function_words)


def _with_new_article(
    rule: Rule, reading: Reading, match: Match, kept: str, function_words: frozenset[str], *, certain: bool
) -> Swap | None:
    """`kept` with the article that the mention does not have; None where it may only qualify the next word, or stands
    behind a word that the article would have to come before ("neighbouring Czechia")."""
    opens = reading.opens_sentence(match.span.start)
    before = reading.tokens.fold(match.first - 1)
    if not (opens or before in rule.options.some_words("article_after")):
        return None
    if not stands_alone(reading, match, function_words):
        return None
    article = str(rule.options.values.get("article", ""))
    return Swap(
        *_ended(reading, match, match.span, f"{capitalised(article, 'A' if opens else '')} {kept}"), kept, certain
    )


def _without_article(reading: Reading, match: Match, kept: str, article: str) -> tuple[Span, str]:
    """`kept` in the place of a mention and of the article before it, if it has one."""
    tokens, text = reading.tokens, reading.document.text
    i = match.first - 1
    if tokens.fold(i) != article or not text[tokens.ends[i] : match.span.start].isspace():
        return match.span, kept
    return Span(tokens.starts[i], match.span.end), capitalised(kept, tokens.word(i))


def capitalised(replacement: str, written: str) -> str:
    """The replacement with a capital where what it replaces has one."""
    if written[:1].isupper() and replacement[:1].islower():
        return replacement[:1].upper() + replacement[1:]
    return replacement


def _in_address(text: str, span: Span) -> bool:
    """Whether a name is part of an address, a code or a longer word (USA.gov, 1-844-USA-GOV1, U.S.C.)."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 2]
    if before.isalnum() or before in tuple("./@#_$\\") or after[:1].isalnum() or after[:1] in tuple("/@_"):
        return True
    number = before == "-" and text[span.start - 2 : span.start - 1].isdigit()
    return number or (after[:1] == "." and after[1:].isalnum())
