"""What lines and characters say: the filters of FineWeb, and the heuristics of NeMo Curator."""

from __future__ import annotations

import re
from functools import cache

from cleaner.signals.filters import published
from cleaner.signals.parts import Group, Parts, Values, ratio, repeated

SHORT_LINE = 30
LONGEST_END = 20
_URL = re.compile(r"https?://[!$-_a-z]+")


def fineweb(parts: Parts) -> Values:
    """The quantities that FineWeb adds, over the lines that are not blank."""
    lines, terminal = parts.lines, _terminal()
    breaks = parts.text.count("\n")
    return {
        "fineweb_lines": len(lines),
        "fineweb_punctuated_line_share": ratio(sum(line[-1] in terminal for line in lines), len(lines)),
        "fineweb_short_line_share": ratio(sum(len(line) <= SHORT_LINE for line in lines), len(lines)),
        "fineweb_duplicate_character_share": ratio(repeated(lines)[1], parts.characters - breaks),
        "fineweb_newline_ratio": ratio(breaks, len(parts.words)) if parts.is_spaced else None,
    }


@cache
def _terminal() -> frozenset[str]:
    """The marks that end sentences, from the ranges of their code points."""
    ranges = (points.partition("-") for points in published()["fineweb"].lists["terminal"])
    return frozenset(chr(point) for low, _, high in ranges for point in range(int(low, 16), int(high or low, 16) + 1))


def nemo_lines(parts: Parts) -> Values:
    """NeMo Curator's heuristics over the lines that are not blank, and over paragraphs."""
    lists = published()["nemo"].lists
    paragraphs, lines = parts.nemo_paragraphs, [line.strip() for line in parts.lines]
    ends = [line[-LONGEST_END:].lower() for line in lines]
    filler = "lorem ipsum" in parts.lower
    policy = [phrase for phrase in lists["policy"] if phrase in parts.lower]
    told = sum(any(phrase in paragraph.lower() for phrase in policy) for paragraph in paragraphs if policy)
    return {
        "nemo_bullet_line_share": ratio(sum(line.startswith(lists["bullets"]) for line in lines), len(lines)),
        "nemo_ellipsis_line_share": ratio(sum(end.endswith(lists["ellipses"]) for end in ends), len(lines)),
        "nemo_unpunctuated_line_share": ratio(sum(not line.endswith(lists["end_marks"]) for line in lines), len(lines)),
        "nemo_boilerplate_paragraph_share": 1.0 if filler else ratio(told, len(paragraphs)),
    }


_LETTERS_AND_DIGITS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def nemo_characters(parts: Parts) -> Values:
    """NeMo Curator's heuristics over characters. Only English letters are alphanumeric, and a space is not."""
    text, all_of_them = parts.text, parts.characters
    urls = _URL.findall(text) if "http" in text else ()
    digits = parts.count(b"0123456789") + sum(n for character, n in parts.others.items() if character.isdecimal())
    brackets = parts.count(b"{}[]()") + parts.others.get("⟨", 0) + parts.others.get("⟩", 0)
    return {
        "nemo_non_alphanumeric_share": ratio(all_of_them - parts.count(_LETTERS_AND_DIGITS + b"\n?!,."), all_of_them),
        "nemo_number_share": ratio(digits, all_of_them),
        "nemo_url_share": ratio(sum(map(len, urls)), all_of_them),
        "nemo_pornographic_urls": sum("porn" in url for url in urls),
        "nemo_white_space_share": ratio(parts.count(b"\t\n\r\b "), all_of_them),
        "nemo_parenthesis_share": ratio(brackets, all_of_them),
    }


FINEWEB = Group(
    "Penedo et al. 2024, arXiv 2406.17557, 3.6",
    {
        "fineweb_lines": "lines that are not blank",
        "fineweb_punctuated_line_share": "lines that end with a mark that ends sentences, of all lines",
        "fineweb_short_line_share": f"lines of at most {SHORT_LINE} characters, of all lines",
        "fineweb_duplicate_character_share": "characters of lines that have stood before, of all but line breaks",
        "fineweb_newline_ratio": "line breaks a word",
    },
    fineweb,
)
NEMO_LINES = Group(
    "NVIDIA NeMo Curator, heuristic_filter.py",
    {
        "nemo_bullet_line_share": "lines that begin with a bullet, of all lines",
        "nemo_ellipsis_line_share": "lines that end with an ellipsis or an invitation to read more, of all lines",
        "nemo_unpunctuated_line_share": "lines that end no sentence, of all lines",
        "nemo_boilerplate_paragraph_share": "paragraphs about cookies, privacy or terms; 1 with placeholder text",
    },
    nemo_lines,
)
NEMO_CHARACTERS = Group(
    "NVIDIA NeMo Curator, heuristic_filter.py",
    {
        "nemo_non_alphanumeric_share": "characters but English letters, digits, line breaks and ? ! , . of all",
        "nemo_number_share": "digits, of all characters",
        "nemo_url_share": "characters of addresses, of all characters",
        "nemo_pornographic_urls": "addresses that name pornography",
        "nemo_white_space_share": "white space, of all characters",
        "nemo_parenthesis_share": "brackets of any kind, of all characters",
    },
    nemo_characters,
)
