"""What words say: the quality filter of Gopher, and the heuristics of NeMo Curator that count words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    words = parts.words
    return by_lines | {
        "gopher_words": len(words),
        "gopher_mean_word_length": ratio(sum(map(len, words)), len(words)),
        "gopher_hash_ratio": ratio(parts.text.count("#"), len(words)),
        "gopher_ellipsis_ratio": ratio(sum(map(parts.text.count, ellipses)), len(words)),
        "gopher_alphabetic_word_share": ratio(_with_letters(words), len(words)),
        "gopher_stop_words": len(set(words).intersection(lists["stop_words"])),
    }


def nemo_words(parts: Parts) -> Values:
    """The heuristics of NeMo Curator over what stands between white space: words with their marks."""
    pieces = parts.pieces
    if not parts.is_spaced or not pieces:
        return dict.fromkeys(NEMO_WORDS.meanings)
    lists = published()["nemo"].lists
    symbols = ("#", *lists["ellipses"])
    lengths = [*map(len, pieces)]
    return {
        "nemo_words": len(pieces),
        "nemo_mean_word_length": sum(lengths) / len(pieces),
        "nemo_longest_word": max(lengths),
        "nemo_symbol_ratio": _among(pieces, symbols) / len(pieces),
        "nemo_alphabetic_word_share": _with_letters(pieces) / len(pieces),
        "nemo_common_english_words": _among(pieces, lists["common_words"]),
    }


def _with_letters(words: Sequence[str]) -> int:
    """How many words have a letter."""
    mixed = [*filterfalse(str.isalpha, words)]
    return len(words) - len(mixed) + sum(1 for word in mixed if _LETTER.search(word))


def _among(words: Sequence[str], wanted: Iterable[str]) -> int:
    """How many words are one of some."""
    return sum(map(frozenset(wanted).__contains__, words))


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
