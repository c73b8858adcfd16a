"""A passage in another language than the article's."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from cleaner.detect.finding import finding, proposal
from cleaner.detect.prose import ends_sentence
from cleaner.language import LanguageGuesser
from cleaner.model import Action, Block, BlockKind, Evidence, Finding, Register, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Options, Rule
from cleaner.words import Tokens, is_word

_LANGUAGE_OF_SCRIPT = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "ARABIC": "ar",
    "HEBREW": "he",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "GREEK": "el",
    "CYRILLIC": "ru",
    "LATIN": "en",
}
_SCRIPTS = {"ja": ("HIRAGANA", "KATAKANA", "CJK"), "zh": ("CJK",), "ko": ("HANGUL", "CJK"), "ar": ("ARABIC",),
            "fa": ("ARABIC",), "ur": ("ARABIC",), "he": ("HEBREW",), "th": ("THAI",), "hi": ("DEVANAGARI",),
            "el": ("GREEK",), **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be"), ("CYRILLIC",))}  # fmt: skip
"""The scripts of languages that are not written in Latin letters."""


ANNOUNCED = 400
"""How far behind a colon (in characters) a passage may be quoted."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage in another language, what could be done with it, the words that show it, and how many it has."""

    span: Span
    action: Action
    language: str
    shown: tuple[str, ...]
    words: int


class Foreign:
    """The rules of the family `splice` with the check "foreign". `guesser` knows the function words of languages, and
    is asked for its guess where a passage has hardly any."""

    def __init__(self, rules: Iterable[Rule], guesser: LanguageGuesser) -> None:
        self._rules = tuple(rule for rule in rules if rule.check == "foreign")
        self._guesser = guesser
        self._known = frozenset((*guesser.function_words, *_SCRIPTS))

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Paragraphs and sentences in another language, unless the article is written in two."""
        language = reading.document.language
        code = language.code
        for rule in self._rules:
            if (
                code is not None
                and code in self._known
                and rule.speaks(code)
                and language.confidence >= rule.options.number("sure")
            ):
                yield from self._foreign(rule, reading, code)

    def _foreign(self, rule: Rule, reading: Reading, code: str) -> Iterator[Finding]:
        found: list[_Passage] = []
        for index, members in groupby(reading.sentences(), key=lambda sentence: sentence.block):
            block = reading.document.blocks[index]
            if block.kind is BlockKind.PARAGRAPH and block != reading.document.headline:
                found += self._passages(block, list(members), reading, code, rule.options)
        foreign = sum(passage.words for passage in found)
        total = len(reading.tokens)
        if foreign > rule.options.number("most_share") * total or len(found) > rule.options.number("most_passages"):
            return
        for passage in found:
            name = rule.options.values.get(f"names.{passage.language}", passage.language)
            note = ", ".join(dict.fromkeys(passage.shown)) or "its script or letters"
            share = len(passage.shown) / passage.words if passage.shown else 1.0
            evidence = (Evidence(f"words of {passage.language}", round(share, 2), note),)
            proposals = proposal(rule, passage.span, action=passage.action)
            yield finding(rule, reading, passage.span, proposals, evidence=evidence, mark=str(name))

    def _passages(
        self, block: Block, sentences: Sequence[Sentence], reading: Reading, code: str, options: Options
    ) -> Iterator[_Passage]:
        """What is foreign in a block: all of it, or some of its sentences."""
        own = self._guesser.function_words.get(code, frozenset())
        odd = [
            sentence.span
            for sentence in sentences
            if _share(sentence.span, reading.tokens, own) < options.number("mixed")
        ]
        if not odd:
            return
        whole = None
        if len(odd) == len(sentences):
            whole = self._judged(block.span, Action.DROP_BLOCK, reading, code, options)
        parts = [self._judged(span, Action.DROP_SENTENCE, reading, code, options) for span in odd] if not whole else ()
        foreign = [passage for passage in (whole, *parts) if passage is not None]
        if foreign and not _is_announced(foreign[0].span, block.span, reading):
            yield from foreign

    def _judged(self, span: Span, action: Action, reading: Reading, code: str, options: Options) -> _Passage | None:
        """The foreign passage that `span` is, outside its quotations."""
        text, tokens, languages = span.of(reading.document.text), reading.tokens, self._guesser.languages_of
        inside = [i for i in tokens.within(span) if is_word(tokens.folded[i])]
        if len(inside) < options.number("least_words") or not ends_sentence(text):
            return None
        if not text.isascii() and (other := _script_of(text, code)) and reading.register(span) is Register.BODY:
            return _Passage(span, action, other, (), len(inside))
        words = [i for i in inside if reading.register(Span(tokens.starts[i], tokens.ends[i])) is not Register.QUOTE]
        lower = sum(tokens.word(i)[0].islower() for i in words)
        is_list = lower < options.number("least_lower") * len(words) or any(
            tokens.folded[i].isdigit() and len(tokens.folded[i]) == 4 for i in words[-3:]
        )
        if len(words) < max(options.number("least_words"), len(inside) / 2) or is_list:
            return None
        votes = Counter(c for i in words for c in languages.get(tokens.folded[i], ()))
        own = votes.pop(code, 0)
        is_plain = lower >= options.number("plain") * len(words)
        if is_plain and own == 0 and not text.isascii() and len(words) >= options.number("least_guessed"):
            guess = self._guesser.guessed(text)
            if guess is not None and guess[0] != code and guess[1] >= options.number("certain"):
                return _Passage(span, action, guess[0], (), len(inside))
        if not votes or own >= max(votes.values()):
            return None
        best = votes.most_common(1)[0][0]
        mine = sum(code in (held := languages.get(tokens.folded[i], ())) and best not in held for i in words)
        shown = tuple(  # a capital may be part of a name
            tokens.folded[i]
            for i in words
            if best in (held := languages.get(tokens.folded[i], ()))
            and code not in held
            and (i == words[0] or not tokens.word(i)[0].isupper())
        )
        said = [i for i in words if tokens.word(i)[0].islower() and best not in languages.get(tokens.folded[i], ())]
        is_foreign = (
            len(said) >= options.number("least_said")
            and not (mine and ":" in text)
            and len(set(shown)) + (mine == 0 and is_plain) >= options.number("least_hits")
            and len(shown) >= options.number("least_share") * len(words)
            and mine <= options.number("most_own") * len(shown)
        )
        return _Passage(span, action, best, shown, len(inside)) if is_foreign else None


def _share(span: Span, tokens: Tokens, words: Set[str]) -> float:
    """The share of the tokens in `span` that are among `words`."""
    inside = tokens.within(span)
    return sum(word in words for word in tokens.folded[inside.start : inside.stop]) / max(1, len(inside))


def _is_announced(span: Span, block: Span, reading: Reading) -> bool:
    """Whether a colon before `span` in its block, or at the end of the one above, says that it is quoted."""
    text = reading.document.text
    return (
        ":" in text[max(block.start, span.start - ANNOUNCED) : span.start]
        or text[max(0, block.start - 40) : block.start].rstrip()[-1:] == ":"
    )


def _script_of(text: str, code: str) -> str | None:
    """The language of a text that is mostly in another script than that of the language `code`."""
    own = _SCRIPTS.get(code, ("LATIN",))
    scripts = Counter(_script(char) for char in text if char.isalpha())
    total = scripts.total()
    script, count = scripts.most_common(1)[0] if scripts else ("", 0)
    if count * 10 < total * 6 or script in own or script not in _LANGUAGE_OF_SCRIPT:
        return None
    if script == "CJK" and scripts["HIRAGANA"] + scripts["KATAKANA"]:
        return "ja"
    if script == "CYRILLIC" and not set("ієїґІЄЇҐ").isdisjoint(text):
        return "uk"
    return _LANGUAGE_OF_SCRIPT[script]


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0].partition("-")[0]
