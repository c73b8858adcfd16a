"""Sentences that were cut: at an abbreviation, somewhere before their end, or before their beginning."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cleaner.detect.finding import Check, finding
from cleaner.model import Block, BlockKind, Finding, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import Tokens, fold, is_word

_PROSE = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
_CLOSERS = "\"'”’“»)]*_ \t\u00a0\u200b"
_ENDS = ".!?…:;。！？।؟"
_NO_PROSE = ("@", "(at)", "(dot)", "#", "://", "www.", "|", "→", "{", "=", "...", "…", "—", "–")
"""What stands in addresses, tags and code: a line that ends with one of these is no sentence."""
_LEADS_IN = ":;,"
_SHOWN = 4
_TAIL = 8
_LEAST = 5
_LONGEST = 24


_CAPITALS = re.compile(r"\b[A-Z][a-z]{1,7}\. (?=[A-Z][a-z]|[\"“][A-Z])")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A block that is left, not the headline, and whether it ends with a stop."""

    block: Block
    stopped: bool


def cut_at_abbreviation(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """A paragraph that ends in "Sen." or "Mr.": a sentence splitter broke it there.

    `titles` have a capital, `small` have none, `numbered` ("No.") have one behind a word in small letters, `months`
    behind one of `before_months`; `initials` ("U.S.") end sentences, too, but not everywhere ("a senior U.S.").
    """
    tokens, text = reading.tokens, reading.document.text
    known = frozenset().union(
        *(rule.options.some_words(name) for name in ("titles", "small", "numbered", "months", "initials"))
    )
    blocks = [block for block in reading.blocks() if block.kind in _PROSE]
    found = list[tuple[int, Span]]()
    for block in blocks[:-1]:
        end = block.span.end - 1
        if text[end] != "." or fold(text[max(block.span.start, end - _LONGEST) : end].rpartition(" ")[2]) not in known:
            continue
        last = tokens.within(block.span).stop - 2
        first = _abbreviation(rule, reading, last)
        if first is not None and tokens.starts[first] >= block.span.start:
            found.append((last, Span(tokens.starts[first], block.span.end)))
    in_full = _written_in_full(tokens, rule.options.words("titles")) if found else frozenset()
    yield from (finding(rule, reading, span) for last, span in found if tokens.word(last) not in in_full)


def cut_before_opener(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """`proposed by Sen. The bridge is closed`: what follows a title opens a sentence, with one of `openers`, a word
    that the article has in small letters and nowhere else with a capital, or a quotation of several words."""
    tokens, text = reading.tokens, reading.document.text
    titles = rule.options.words("titles")
    found = list[tuple[int, Span]]()
    opens = _Openers(rule, reading)
    for match in _CAPITALS.finditer(text):
        if match[0].partition(".")[0].lower() not in titles:
            continue
        i = bisect_left(tokens.starts, match.start())
        block = reading.block_at(match.start())
        if block is None or match.end() >= block.span.end or block.kind not in _PROSE or tokens.touching(i):
            continue
        span = Span(match.start(), tokens.ends[i + 2])
        if opens(i + 2) and not reading.is_gone(span):
            found.append((i, span))
    in_full = _written_in_full(tokens, titles) if found else frozenset()
    yield from (finding(rule, reading, span) for i, span in found if tokens.word(i) not in in_full)


class _Openers:
    """Whether a token behind a title opens a sentence instead of going on a name."""

    def __init__(self, rule: Rule, reading: Reading) -> None:
        self._openers = rule.options.words("openers")
        self._tokens = reading.tokens

    def __call__(self, i: int) -> bool:
        tokens = self._tokens
        word, following = tokens.word(i), tokens.word(i + 1)
        if word in '"“':
            return following[:1].isupper() and tokens.word(i + 2).islower() and tokens.word(i + 3).isalpha()
        if not word[1:].islower():
            return False
        return tokens.fold(i) in self._openers or (following.islower() and self._is_small(i))

    def _is_small(self, i: int) -> bool:
        """Whether a word is written in small letters everywhere else in the document, and is there."""
        tokens, folded = self._tokens, self._tokens.folded[i]
        others = [tokens.word(n) for n, f in enumerate(tokens.folded) if f == folded and n != i]
        return bool(others) and all(word.islower() for word in others)


def cut_short(rule: Rule, reading: Reading, _: frozenset[str]) -> Iterator[Finding]:
    """A paragraph that ends without a stop in a word of `never_last` ("… members of the"), or in one of `seldom_last`
    where it has `long` words or more: the rest is lost.

    Not where one of `of_lists` ends the item of a list ("…; and"), nor behind a word of `stranding` ("looking for").
    """
    tokens, never = reading.tokens, rule.options.words("never_last")
    seldom, long = rule.options.words("seldom_last"), rule.options.number("long")
    for _before, inside in _unstopped(rule, reading):
        last = inside.stop - 1
        word = _last_word(tokens, last)
        is_cut = word in never or (word in seldom and len(inside) >= long)
        is_list = word in rule.options.words("of_lists") and tokens.word(last - 1) in (",", ";")
        is_whole = is_list or tokens.fold(last - 1) in rule.options.some_words("stranding")
        if is_cut and tokens.word(last).islower() and not is_whole and tokens.word(last - 1) not in (".", "…"):
            yield finding(rule, reading, Span(tokens.starts[max(inside.start, last - _SHOWN)], tokens.ends[last]))


def no_stop(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """A paragraph of prose that ends without a stop, in a word that could end a sentence, among others that have one.

    It ends in the language of the text, with a word that is not of `never_last`. Headings and captions are told by
    their length and verbs: it has sentences before its last one, or `long` tokens; and one of the verbs `finite`, in
    its last sentence if that ends in a name or number.
    """
    tokens, never, finite = reading.tokens, rule.options.words("never_last"), rule.options.words("finite")
    long = rule.options.number("long")
    for before, inside in _unstopped(rule, reading):
        last = inside.stop - 1
        tail = range(max(inside.start, last - _TAIL), last)
        text = Span(tokens.starts[tail.start], tokens.ends[last]).of(reading.document.text)
        word = tokens.word(last)
        is_plain = word.isdigit() or (word.isalnum() and not tokens.touching(last) and word not in never)
        sentence = reading.sentence_at(tokens.starts[last])
        if before is None or sentence is None or not is_plain or any(mark in text for mark in _NO_PROSE):
            continue
        if not any(tokens.folded[i] in function_words for i in tail):
            continue
        is_later = tokens.starts[inside.start] < sentence.span.start
        said = inside if word.islower() else tokens.within(sentence.span)
        has_verb = any(tokens.folded[i] in finite for i in said)
        if has_verb and (is_later or len(inside) >= long):
            yield finding(rule, reading, Span(tokens.starts[max(inside.start, last - _SHOWN)], tokens.ends[last]))


def headless(rule: Rule, reading: Reading, function_words: frozenset[str]) -> Iterator[Finding]:
    """A paragraph that begins in small letters in the middle of a sentence, below one that is complete.

    Not with one of `particles` of names ("de", "van"); before a name or one of `verbs` only with a function word. At
    most `most` paragraphs of the article begin so.
    """
    tokens, text, particles = reading.tokens, reading.document.text, rule.options.words("particles")
    paragraphs = _paragraphs(reading)
    small = [n for n, p in enumerate(paragraphs) if text[p.block.span.start].islower()]
    for n in small if len(small) <= rule.options.number("most") else ():
        before, block = paragraphs[n - 1], paragraphs[n].block
        is_apart = n > 0 and before.stopped and paragraphs[n].stopped and before.block.kind in _PROSE
        if not is_apart or block.kind is not BlockKind.PARAGRAPH or text[before.block.span.end - 1] in _LEADS_IN:
            continue
        inside = tokens.within(block.span)
        first = inside.start
        word, folded = tokens.word(first), tokens.fold(first)
        is_apart = not tokens.touching(first + 1) or (
            tokens.word(first + 1) in (".", ",") and not tokens.touching(first + 2)
        )
        if (
            not (word.isalpha() and word.islower() and is_apart)
            or len(inside) < rule.options.number("min_words")
            or word in particles
        ):
            continue
        following = tokens.word(first + 1)
        is_subject = following[:1].isupper() or following in rule.options.some_words("verbs")
        if folded in function_words or not (is_subject or _is_name(reading, folded)):
            yield finding(rule, reading, Span(tokens.starts[first], tokens.ends[min(first + _SHOWN, inside.stop - 1)]))


def _abbreviation(rule: Rule, reading: Reading, last: int) -> int | None:
    """The first token of an abbreviation that must go on, whose last one (before the stop) is given; None if none."""
    tokens, options = reading.tokens, rule.options
    word, folded = tokens.word(last), tokens.fold(last)
    if tokens.touching(last):
        first = last
        while tokens.touching(first) and tokens.word(first - 1) == "." and len(tokens.word(first - 2)) == 1:
            first -= 2
        written = "".join(tokens.folded[i] for i in range(first, last + 1))
        return first if written in options.some_words("initials") and _is_open(rule, reading, first) else None
    if folded in options.some_words("small"):
        return last if word.islower() else None
    if not word[:1].isupper():
        return None
    if folded in options.some_words("numbered"):
        return last if tokens.word(last - 1).islower() else None
    if folded in options.some_words("months"):
        return last if tokens.fold(last - 1) in options.words("before_months") else None
    return last if folded in options.words("titles") else None


def _is_open(rule: Rule, reading: Reading, first: int) -> bool:
    """Whether the initials of a country wait for their noun: behind a word in small letters that is none of `ends`, a
    number, or a comma behind one of these; with an article only behind one of `opening` ("said that the U.S.")."""
    tokens, article = reading.tokens, rule.options.some_words("articles")
    before, earlier = tokens.word(first - 1), tokens.word(first - 2)
    if before.lower() in article:
        return earlier in rule.options.some_words("opening") or reading.opens_sentence(tokens.starts[first - 1])
    if before == "," or before.isdigit():
        return (earlier if before == "," else before).isdigit() or earlier.islower()
    is_free = before.isalpha() and before.islower() and before not in rule.options.some_words("ends")
    return is_free or reading.opens_sentence(tokens.starts[first])


def _written_in_full(tokens: Tokens, titles: frozenset[str]) -> frozenset[str]:
    """Those of `titles` that the article writes without a stop, too ("Mobile Gov is"), as it writes them."""
    return frozenset(tokens.word(i) for i, f in enumerate(tokens.folded) if f in titles and tokens.word(i + 1) != ".")


def _paragraphs(reading: Reading) -> Sequence[_Paragraph]:
    text, headline = reading.document.text, reading.document.headline
    found = []
    for block in reading.blocks():
        end = block.span.end
        while end > block.span.start and text[end - 1] in _CLOSERS:
            end -= 1
        if block is not headline and end > block.span.start:
            found.append(_Paragraph(block, text[end - 1] in _ENDS))
    return found


def _unstopped(rule: Rule, reading: Reading) -> Iterator[tuple[_Paragraph | None, range]]:
    """Paragraphs of prose that end in a word, without a stop: each with the one before, and its tokens.

    The `apart` paragraphs on either side end with a stop; what follows is no list, table or heading, and does not go on
    the sentence. None where more than the share `most_share` of the paragraphs has no stop: verse, lists, tables.
    """
    tokens, text, paragraphs = reading.tokens, reading.document.text, _paragraphs(reading)
    apart, least = int(rule.options.number("apart")), rule.options.number("min_words")
    unstopped = [n for n, p in enumerate(paragraphs) if not p.stopped]
    few = len(unstopped) <= max(1, rule.options.number("most_share") * len(paragraphs))
    for n in unstopped if few else ():
        block = paragraphs[n].block
        following = paragraphs[n + 1].block if n + 1 < len(paragraphs) else None
        if block.kind is not BlockKind.PARAGRAPH or not text[block.span.end - 1].isalnum():
            continue
        if following is not None and (following.kind not in _PROSE or not _begins_anew(text, following)):
            continue
        if not all(p.stopped for p in (*paragraphs[max(0, n - apart) : n], *paragraphs[n + 1 : n + 1 + apart])):
            continue
        inside = tokens.within(block.span)
        if sum(1 for i in inside if is_word(tokens.folded[i])) >= least:
            yield (paragraphs[n - 1] if n else None), inside


def _begins_anew(text: str, block: Block) -> bool:
    first = text[block.span.start]
    return not first.islower() and first not in ",.;:)"


def _last_word(tokens: Tokens, last: int) -> str:
    """The word that ends with a token, with an apostrophe and what stands before it dropped ("state's": "'s")."""
    return tokens.fold(last - 1) + tokens.fold(last) if tokens.touching(last) else tokens.fold(last)


def _is_name(reading: Reading, word: str) -> bool:
    """Whether a word in small letters opens sentences elsewhere in the document, as names of products do."""
    tokens = reading.tokens
    opening = (tokens.within(s.span).start for s in reading.document.sentences)
    return sum(1 for i in opening if tokens.fold(i) == word and tokens.word(i).islower()) > 1


CHECKS: Mapping[str, Check] = {
    "cut-at-abbreviation": cut_at_abbreviation,
    "cut-before-opener": cut_before_opener,
    "cut-short": cut_short,
    "headless": headless,
    "no-stop": no_stop,
}
