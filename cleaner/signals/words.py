"""What words say: the quality filter of Gopher, and the heuristics of NeMo Curator that count words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import filterfalse

from cleaner.signals.filters import published
from cleaner.signals.parts import Group, Parts, Values, ratio

_LETTER = re.compile(r"[^\W\d_]")


def gopher_quality(parts: Parts) -> Values:
    """The quantities of Gopher's quality filter, over words that are no marks."""
    lists = published()["gopher-quality"].lists
    rows = parts.rows
    bullets, ellipses = lists["bullets"], lists["ellipses"]
    by_lines = {
        "gopher_bullet_line_share": ratio(sum(row.lstrip().startswith(bullets) for row in rows), len(rows)),
        "gopher_ellipsis_line_share": ratio(sum(row.rstrip().endswith(ellipses) for row in rows), len(rows)),
    }
    if not parts.is_spaced:
        return dict.fromkeys(GOPHER_QUALITY.meanings) | by_lines
    number, kinds = len(parts.words), parts.kinds
    return by_lines | {
        "gopher_words": number,
        "gopher_mean_word_length": ratio(sum(map(len, parts.words)), number),
        "gopher_hash_ratio": ratio(parts.text.count("#"), number),
        "gopher_ellipsis_ratio": ratio(sum(map(parts.text.count, ellipses)), number),
        "gopher_alphabetic_word_share": ratio(number - _without_letters(kinds), number),
        "gopher_stop_words": sum(word in kinds for word in lists["stop_words"]),
    }


def nemo_words(parts: Parts) -> Values:
    """The heuristics of NeMo Curator over what stands between white space: words with their marks."""
    number, kinds = len(parts.pieces), parts.piece_kinds
    if not parts.is_spaced or not number:
        return dict.fromkeys(NEMO_WORDS.meanings)
    lists = published()["nemo"].lists
    return {
        "nemo_words": number,
        "nemo_mean_word_length": sum(map(len, parts.pieces)) / number,
        "nemo_longest_word": max(map(len, kinds)),
        "nemo_symbol_ratio": sum(kinds.get(symbol, 0) for symbol in ("#", *lists["ellipses"])) / number,
        "nemo_alphabetic_word_share": (number - _without_letters(kinds)) / number,
        "nemo_common_english_words": sum(kinds.get(word, 0) for word in lists["common_words"]),
    }


def _without_letters(kinds: Mapping[str, int]) -> int:
    """How many words have no letter."""
    return sum(
        kinds[word] for word in filterfalse(str.isalpha, kinds) if not (word[0].isalpha() or _LETTER.search(word))
    )


GOPHER_QUALITY = Group(
    "Rae et al. 2021, arXiv 2112.11446, A.1.1",
    {
        "gopher_words": "words",
        "gopher_mean_word_length": "characters a word",
        "gopher_hash_ratio": "hash marks a word",
        "gopher_ellipsis_ratio": "ellipses (three full stops, or the mark) a word",
        "gopher_bullet_line_share": "lines that begin with a bullet or a hyphen, of all lines",
        "gopher_ellipsis_line_share": "lines that end with an ellipsis, of all lines",
        "gopher_alphabetic_word_share": "words with at least one letter, of all words",
        "gopher_stop_words": "different words among eight English function words in lower case",
    },
    gopher_quality,
)
NEMO_WORDS = Group(
    "NVIDIA NeMo Curator, heuristic_filter.py",
    {
        "nemo_words": "words, as white space parts them",
        "nemo_mean_word_length": "characters a word, its marks with it",
        "nemo_longest_word": "characters of the longest word",
        "nemo_symbol_ratio": "words that are a hash mark or an ellipsis, of all words",
        "nemo_alphabetic_word_share": "words with at least one letter, of all words",
        "nemo_common_english_words": "words that are one of eight English function words in lower case",
    },
    nemo_words,
)
