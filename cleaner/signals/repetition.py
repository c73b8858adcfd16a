"""Repetition: the filter of Gopher, and the heuristics of NeMo Curator that follow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from cleaner.signals.parts import Group, Parts, Values, ratio, repeated

TOP = (2, 3, 4)
DUPLICATE = (5, 6, 7, 8, 9, 10)
Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Recurring:
    """Words that recur in a row. `tops`: the commonest n-gram, the first of equals, and how often it occurs, by n;
    `places`: where a 5-gram begins that occurs more than once: no longer one can begin elsewhere."""

    tops: Mapping[int, tuple[Gram, int]]
    places: Sequence[int]


def _recurring(words: Sequence[str]) -> _Recurring:
    """Each step looks only where the shorter n-grams recur."""
    tops: dict[int, tuple[Gram, int]] = {}
    places: Sequence[int] = range(len(words) - 1)
    for n in (*TOP, DUPLICATE[0]):
        if len(words) < n:
            break
        last = len(words) - n
        grams = [*_grams(words, n)] if n == TOP[0] else [tuple(words[i : i + n]) for i in places if i <= last]
        counts = Counter(grams)
        gram, times = max(counts.items(), key=itemgetter(1), default=((), 0))
        tops[n] = (gram, times) if times > 1 else (tuple(words[:n]), 1)
        places = [i for i, gram in zip(places, grams, strict=False) if counts[gram] > 1] if times > 1 else ()
    return _Recurring(tops, places if len(words) >= DUPLICATE[0] else ())


def gopher_repetition(parts: Parts) -> Values:
    """The quantities of Gopher's repetition filter, over lines, paragraphs and words that are no marks.

    What is repeated is what has stood before. A duplicate n-gram is counted once and stepped over, as datatrove does.
    """
    lines, line_characters = repeated(parts.gopher_lines)
    paragraphs, paragraph_characters = repeated(parts.gopher_paragraphs)
    shares: dict[str, float | None] = {
        "gopher_duplicate_line_share": ratio(lines, len(parts.gopher_lines)),
        "gopher_duplicate_paragraph_share": ratio(paragraphs, len(parts.gopher_paragraphs)),
        "gopher_duplicate_line_character_share": ratio(line_characters, parts.characters),
        "gopher_duplicate_paragraph_character_share": ratio(paragraph_characters, parts.characters),
    }
    words = parts.words if parts.is_spaced else ()
    found = _recurring(words)
    for n in TOP:
        gram, times = found.tops.get(n, ((), 0))
        shares[f"gopher_top_{n}_gram_share"] = (
            min(1.0, times * len(" ".join(gram)) / parts.characters) if gram else None
        )
    for n in DUPLICATE:
        covered = sum(map(len, _stepped_over(words, n, found.places)))
        shares[f"gopher_duplicate_{n}_gram_share"] = covered / parts.characters if len(words) >= n else None
    return shares


def nemo_repetition(parts: Parts) -> Values:
    """NeMo Curator's heuristics of repetition, over lines, paragraphs and what stands between white space.

    A top n-gram is counted wherever its words stand with single spaces; every copy of a duplicate n-gram counts.
    """
    lines, line_characters = repeated(parts.lines)
    paragraphs, paragraph_characters = repeated(parts.nemo_paragraphs)
    shares: dict[str, float | None] = {
        "nemo_repeated_line_share": ratio(lines, len(parts.lines)),
        "nemo_repeated_paragraph_share": ratio(paragraphs, len(parts.nemo_paragraphs)),
        "nemo_repeated_line_character_share": ratio(line_characters, sum(map(len, parts.lines))),
        "nemo_repeated_paragraph_character_share": ratio(paragraph_characters, sum(map(len, parts.nemo_paragraphs))),
    }
    words = parts.pieces if parts.is_spaced else ()
    found = _recurring(words)
    for n in TOP:
        joined = " ".join(found.tops[n][0]) if n in found.tops else ""
        copies = parts.text.count(joined) * len(joined)
        shares[f"nemo_top_{n}_gram_share"] = copies / parts.characters if joined else None
    for n in DUPLICATE:
        covered = _covered(words, n, found.places)
        shares[f"nemo_duplicate_{n}_gram_share"] = covered / parts.characters if len(words) >= n else None
    return shares


def _grams(words: Sequence[str], n: int) -> Iterator[Gram]:
    return zip(*(words[i:] for i in range(n)), strict=False)


def _stepped_over(words: Sequence[str], n: int, places: Sequence[int]) -> Iterator[str]:
    """The words of the n-grams that have stood before; reading goes on behind each."""
    seen: set[Gram] = set()
    free = 0
    for i in places:
        if i < free or i + n > len(words):
            continue
        gram = tuple(words[i : i + n])
        if gram in seen:
            yield from gram
            free = i + n
        seen.add(gram)


def _covered(words: Sequence[str], n: int, places: Sequence[int]) -> int:
    """The characters of all n-grams that have stood before, with the spaces inside, each counted once."""
    seen: set[Gram] = set()
    characters = free = 0
    for i in places:
        if i + n > len(words):
            break
        gram = tuple(words[i : i + n])
        if gram in seen:
            new = words[max(i, free) : i + n]
            characters += sum(map(len, new)) + min(len(new), n - 1)
            free = i + n
        seen.add(gram)
    return characters


GOPHER_REPETITION = Group(
    "Rae et al. 2021, arXiv 2112.11446, Table A1",
    {
        "gopher_duplicate_line_share": "lines that have stood before, of all lines",
        "gopher_duplicate_paragraph_share": "paragraphs that have stood before, of all paragraphs",
        "gopher_duplicate_line_character_share": "characters of lines that have stood before, of all characters",
        "gopher_duplicate_paragraph_character_share": "characters of such paragraphs, of all characters",
    }
    | {f"gopher_top_{n}_gram_share": f"characters of the commonest {n} words in a row, of all characters" for n in TOP}
    | {
        f"gopher_duplicate_{n}_gram_share": f"characters of {n} words in a row that stood before, of all characters"
        for n in DUPLICATE
    },
    gopher_repetition,
)
NEMO_REPETITION = Group(
    "NVIDIA NeMo Curator, heuristic_filter.py",
    {
        "nemo_repeated_line_share": "lines that have stood before, of the lines that are not blank",
        "nemo_repeated_paragraph_share": "paragraphs that have stood before, of all paragraphs",
        "nemo_repeated_line_character_share": "characters of lines that have stood before, of those of all lines",
        "nemo_repeated_paragraph_character_share": "characters of such paragraphs, of those of all paragraphs",
    }
    | {f"nemo_top_{n}_gram_share": f"characters of the commonest {n} words in a row, of all characters" for n in TOP}
    | {
        f"nemo_duplicate_{n}_gram_share": f"characters of {n} words in a row that have stood before, each counted once"
        for n in DUPLICATE
    },
    nemo_repetition,
)
