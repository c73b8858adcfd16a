"""Marks of spam: stuffing with keywords, shouting, symbols, hashtags, and the vocabularies of advertisers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from cleaner.signals.grams import recurring
from cleaner.signals.parts import Group, Parts, Values, ratio

FEWEST_CONTENT_WORDS = 30
SHORTEST_CONTENT_WORD = 3
SHORTEST_SHOUT = 4
FAMILY = "spam/"
_EMOJI = re.compile("[\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]")
_HASHTAGS = re.compile(r"#\w+(?:[\s,]+#\w+)*")


def keywords(parts: Parts) -> Values:
    """How much one word, or one phrase, is of all content words: those of three letters or more that are no function
    words. A phrase is two or three of them that follow one another, whatever function words stand between."""
    counts = Counter(parts.folded)
    others = counts.keys() - parts.subject.stop_words
    kinds = {word for word in others if len(word) >= SHORTEST_CONTENT_WORD and not word.isdecimal()}
    content = [*filter(kinds.__contains__, parts.folded)]
    if not parts.is_spaced or len(content) < FEWEST_CONTENT_WORDS:
        return dict.fromkeys(KEYWORDS.meanings)
    phrases = (n * times for n, (_, times) in recurring(content, 3).tops.items() if times > 1)
    return {
        "keyword_share": max(map(counts.__getitem__, kinds)) / len(content),
        "keyword_phrase_share": min(1.0, max(phrases, default=0) / len(content)),
    }


def marks(parts: Parts) -> Values:
    """Shouting, exclamation marks, emoji and other symbols, and hashtags in a row."""
    long = {word: times for word, times in parts.kinds.items() if len(word) >= SHORTEST_SHOUT}
    shouted = sum(long[word] for word in filter(str.isupper, long))
    exclamations = parts.text.count("!") + parts.others.get("！", 0)
    symbols = parts.count(b"$+<=>^`|~") + _among(parts.others, lambda c: unicodedata.category(c)[0] == "S")
    runs = [run.count("#") for run in _HASHTAGS.findall(parts.text)] if "#" in parts.text else []
    return {
        "shouting_share": ratio(shouted, sum(long.values())) if parts.is_spaced else None,
        "exclamation_ratio": ratio(exclamations, len(parts.subject.document.sentences)),
        "emoji_share": ratio(_among(parts.others, lambda c: _EMOJI.match(c) is not None), parts.characters),
        "symbol_share": ratio(symbols, parts.characters),
        "longest_hashtag_run": max(runs, default=0),
    }


def _among(counts: Mapping[str, int], wanted: Callable[[str], bool]) -> int:
    return sum(number for character, number in counts.items() if wanted(character))


def names(hits: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The signals of the vocabularies, each with the rules that it counts."""
    rules: dict[str, list[str]] = defaultdict(list)
    for rule in sorted(hits):
        rules["spam_" + rule.removeprefix(FAMILY).replace("-", "_")].append(rule)
    return rules


def vocabularies(parts: Parts) -> Values:
    """Hits of each rule of the family spam in 1,000 words."""
    hits = parts.subject.hits
    return {name: parts.per_thousand(sum(hits[rule] for rule in rules)) for name, rules in names(hits).items()}


KEYWORDS = Group(
    "cleaner",
    {
        "keyword_share": "the commonest content word, of all content words",
        "keyword_phrase_share": "content words in the commonest phrase of two or three that recurs, of all of them",
    },
    keywords,
)
MARKS = Group(
    "cleaner",
    {
        "shouting_share": "words in capitals, of the words of four letters or more",
        "exclamation_ratio": "exclamation marks a sentence",
        "emoji_share": "emoji, of all characters",
        "symbol_share": "symbols (of currency, of mathematics, emoji), of all characters",
        "longest_hashtag_run": "hashtags in the longest row of them",
    },
    marks,
)
SPAM = Group("cleaner", {}, vocabularies)
"""Its names are those of the rules that the subject was read with: spam_casino for spam/casino."""
