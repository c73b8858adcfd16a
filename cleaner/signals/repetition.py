"""Repetition: the filter of Gopher, and the heuristics of NeMo Curator that follow it."""

from __future__ import annotations

from cleaner.signals.grams import covered, recurring, stepped_over
from cleaner.signals.parts import Group, Parts, Values, ratio, repeated

TOP = (2, 3, 4)
DUPLICATE = (5, 6, 7, 8, 9, 10)


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
    found = recurring(words, DUPLICATE[0])
    for n in TOP:
        gram, times = found.tops.get(n, ((), 0))
        shares[f"gopher_top_{n}_gram_share"] = (
            min(1.0, times * len(" ".join(gram)) / parts.characters) if gram else None
        )
    for n in DUPLICATE:
        again = stepped_over(words, n, found.places)
        shares[f"gopher_duplicate_{n}_gram_share"] = again / parts.characters if len(words) >= n else None
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
    found = recurring(words, DUPLICATE[0])
    for n in TOP:
        joined = " ".join(found.tops[n][0]) if n in found.tops else ""
        copies = parts.text.count(joined) * len(joined)
        shares[f"nemo_top_{n}_gram_share"] = copies / parts.characters if joined else None
    for n in DUPLICATE:
        again = covered(words, n, found.places)
        shares[f"nemo_duplicate_{n}_gram_share"] = again / parts.characters if len(words) >= n else None
    return shares


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
