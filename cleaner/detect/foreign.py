"""A passage in another language than the article's."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from cleaner.detect.finding import finding, proposal
from cleaner.model import Action, BlockKind, Evidence, Finding, Sentence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Options, Rule
from cleaner.words import is_word

_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
_CLOSING = "\"'”’»)“ "
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


@dataclass(frozen=True, slots=True)
class _Tongue:
    """What is known of a sentence: its language, if it is another than the article's, the words that show it, and how
    many words it has."""

    language: str | None
    shown: tuple[str, ...]
    words: int


class Foreign:
    """The rules of the family `splice` with the check "foreign". `function_words`: of each language."""

    def __init__(self, rules: Iterable[Rule], function_words: Mapping[str, frozenset[str]]) -> None:
        self._rules = tuple(rule for rule in rules if rule.check == "foreign")
        languages: dict[str, list[str]] = {}
        for code, words in function_words.items():
            for word in words:
                languages.setdefault(word, []).append(code)
        self._languages = {word: tuple(codes) for word, codes in languages.items()}
        self._known = frozenset(function_words)

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Paragraphs and sentences in another language, unless the article is written in two."""
        code = reading.document.language.code
        for rule in self._rules:
            if code is not None and rule.speaks(code):
                yield from self._foreign(rule, reading, code)

    def _foreign(self, rule: Rule, reading: Reading, code: str) -> Iterator[Finding]:
        tongues = [(s, self._tongue(s, reading, code, rule.options)) for s in reading.sentences()]
        words = sum(tongue.words for _, tongue in tongues)
        foreign = Counter[str]()
        for _, tongue in tongues:
            foreign[tongue.language or ""] += tongue.words
        if len(foreign) == 1 and "" in foreign:
            return
        by_design = {code for code, count in foreign.items() if count > rule.options.number("most_share") * words}
        for index, members in groupby(tongues, key=lambda pair: pair[0].block):
            yield from _told(rule, reading, index, [pair for pair in members if pair[1].language not in by_design])

    def _tongue(self, sentence: Sentence, reading: Reading, code: str, options: Options) -> _Tongue:
        """The language of a sentence outside its quotations."""
        block = reading.document.blocks[sentence.block]
        text = sentence.span.of(reading.document.text)
        tokens = reading.tokens
        inside = tokens.within(sentence.span)
        if block.kind is not BlockKind.PARAGRAPH or block is reading.document.headline:
            return _Tongue(None, (), 0)
        count = sum(is_word(tokens.folded[i]) for i in inside)
        if not text.isascii() and (other := _script_of(text, code)) and count >= options.number("least_words"):
            return _Tongue(other, (), count)
        votes: Counter[str] = Counter()
        own = 0
        for i in inside:
            codes = self._languages.get(tokens.folded[i], ())
            if code in codes:
                own += 1
            else:
                votes.update(codes)
        if not votes or own * 5 > count or votes.most_common(1)[0][1] < options.number("least_hits"):
            return _Tongue(None, (), count)
        return self._judged(sentence, reading, code, options, votes)

    def _judged(
        self, sentence: Sentence, reading: Reading, code: str, options: Options, votes: Counter[str]
    ) -> _Tongue:
        """What a sentence that may be foreign is, looked at word by word."""
        tokens, text = reading.tokens, sentence.span.of(reading.document.text)
        quoted = [quote for quote in reading.document.quotes if quote.overlaps(sentence.span)]
        words = [
            i
            for i in tokens.within(sentence.span)
            if is_word(tokens.folded[i]) and not any(q.start <= tokens.starts[i] < q.end for q in quoted)
        ]
        total = sum(is_word(tokens.folded[i]) for i in tokens.within(sentence.span))
        best = votes.most_common(1)[0][0]
        folded = [tokens.folded[i] for i in words]
        mine = [w for w in folded if code in self._languages.get(w, ()) and best not in self._languages[w]]
        shown = [w for w in folded if best in self._languages.get(w, ()) and code not in self._languages[w]]
        lower = sum(tokens.word(i)[0].islower() for i in words)
        is_foreign = (
            len(words) >= options.number("least_words")
            and len(set(shown)) >= options.number("least_hits")
            and len(shown) >= options.number("least_share") * len(words)
            and len(mine) <= options.number("most_own") * len(words)
            and lower >= options.number("least_lower") * len(words)
            and text.rstrip(_CLOSING).endswith(_ENDS)
            and not any(tokens.folded[i].isdigit() and len(tokens.folded[i]) == 4 for i in words[-3:])
        )
        return _Tongue(best if is_foreign else None, tuple(dict.fromkeys(shown)), total)


def _told(rule: Rule, reading: Reading, index: int, members: Sequence[tuple[Sentence, _Tongue]]) -> Iterator[Finding]:
    """The findings in a block: the block, if all of it is in one other language, else its sentences."""
    block = reading.document.blocks[index]
    foreign = [(sentence, tongue) for sentence, tongue in members if tongue.language is not None]
    if not foreign or _is_announced(block.span, reading):
        return
    languages = {tongue.language for _, tongue in foreign}
    is_whole = len(languages) == 1 and sum(len(s.span) for s, _ in foreign) >= 0.8 * len(block.span)
    places = [(block.span, Action.DROP_BLOCK, foreign)] if is_whole else [
        (sentence.span, Action.DROP_SENTENCE, [(sentence, tongue)]) for sentence, tongue in foreign
    ]  # fmt: skip
    for span, action, told in places:
        if reading.register(span) != "body":
            continue
        language = told[0][1].language or ""
        shown = [word for _, tongue in told for word in tongue.shown]
        share = len(shown) / max(1, sum(tongue.words for _, tongue in told))
        note = ", ".join(dict.fromkeys(shown)) or "its script"
        evidence = (Evidence(f"words of {language}", round(share, 2) if shown else 1.0, note),)
        name = rule.options.values.get(f"names.{language}", language)
        yield finding(rule, reading, span, proposal(rule, span, action=action), evidence=evidence, mark=str(name))


def _is_announced(span: Span, reading: Reading) -> bool:
    """Whether the line above ends in a colon: it quotes what follows."""
    return reading.document.text[: span.start].rstrip()[-1:] == ":" if span.start else False


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
