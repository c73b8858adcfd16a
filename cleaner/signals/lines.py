"""What lines and characters say: the rules of C4, the filters of FineWeb, and the heuristics of NeMo Curator."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

from cleaner.model import Sentence
from cleaner.signals.filters import published
from cleaner.signals.parts import Group, Parts, Values, ratio, repeated

LONGEST_WORD = 1000
FEWEST_WORDS = 3
SHORT_LINE = 30
_CITATION = re.compile(r"\[(?:\d*|edit|citation needed)\]")
_URL = re.compile(r"https?://[!$-_a-z]+")
_DIGIT = re.compile(r"\d")


def c4(parts: Parts) -> Values:
    """What becomes of each line by the rules of C4, and how many sentences are left.

    A line falls by the first of: a word too long, no end of a sentence (or an ellipsis), too few words, JavaScript,
    a notice about cookies and terms. Lorem ipsum and curly brackets count in lines that were whole so far.
    """
    lists = published()["c4"].lists
    fates: Counter[str] = Counter()
    sentences = at = 0
    ends = [sentence.span.end for sentence in parts.subject.document.sentences]
    for row in parts.rows:
        if line := row.strip():
            fate = _fate(line, lists["end_marks"], lists["policy"])
            fates[fate] += 1
            if fate == "kept":
                sentences += _touched(parts.subject.document.sentences, ends, at, at + len(row.rstrip()))
        at += len(row)
    return {
        "c4_sentences": sentences,
        "c4_kept_line_share": ratio(fates["kept"], fates.total()),
        "c4_long_word_lines": fates["long word"],
        "c4_unpunctuated_lines": fates["unpunctuated"],
        "c4_short_lines": fates["short"],
        "c4_lorem_ipsum": fates["lorem ipsum"],
        "c4_javascript_lines": fates["javascript"],
        "c4_curly_bracket": fates["curly bracket"],
        "c4_policy_lines": fates["policy"],
    }


def _fate(line: str, end_marks: tuple[str, ...], policy: tuple[str, ...]) -> str:
    words = line.split()
    if len(line) > LONGEST_WORD and max(map(len, words)) > LONGEST_WORD:
        return "long word"
    if "[" in line:
        line = _CITATION.sub("", line)
    if not line.endswith(end_marks) or line.endswith("..."):
        return "unpunctuated"
    if len(words) < FEWEST_WORDS:
        return "short"
    lower = line.lower()
    told = {"lorem ipsum": ("lorem ipsum",), "javascript": ("javascript",), "curly bracket": ("{",), "policy": policy}
    return next((fate for fate, phrases in told.items() if any(phrase in lower for phrase in phrases)), "kept")


def _touched(sentences: Sequence[Sentence], ends: Sequence[int], start: int, end: int) -> int:
    """How many sentences have a part in a line."""
    return bisect_left(sentences, end, key=lambda s: s.span.start) - bisect_right(ends, start)


def sentences_of_rows(parts: Parts) -> Sequence[int]:
    """How many sentences have a part in each line, by Unicode's line breaks: what C4 counts of the lines it keeps."""
    sentences = parts.subject.document.sentences
    ends = [sentence.span.end for sentence in sentences]
    counts = []
    at = 0
    for row in parts.rows:
        counts.append(_touched(sentences, ends, at, at + len(row.rstrip())))
        at += len(row)
    return counts


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
    lines = [line.strip() for line in parts.lines]
    paragraphs = [paragraph.lower() for paragraph in parts.nemo_paragraphs]
    filler = any("lorem ipsum" in paragraph for paragraph in paragraphs)
    told = sum(any(phrase in paragraph for phrase in lists["policy"]) for paragraph in paragraphs)
    return {
        "nemo_bullet_line_share": ratio(sum(line.startswith(lists["bullets"]) for line in lines), len(lines)),
        "nemo_ellipsis_line_share": ratio(sum(line.lower().endswith(lists["ellipses"]) for line in lines), len(lines)),
        "nemo_unpunctuated_line_share": ratio(sum(not line.endswith(lists["end_marks"]) for line in lines), len(lines)),
        "nemo_boilerplate_paragraph_share": 1.0 if filler else ratio(told, len(paragraphs)),
    }


_LETTERS_AND_DIGITS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def nemo_characters(parts: Parts) -> Values:
    """NeMo Curator's heuristics over characters. Only English letters are alphanumeric, and a space is not."""
    text, all_of_them = parts.text, parts.characters
    urls = _URL.findall(text) if "http" in text else ()
    digits = parts.count(b"0123456789") if text.isascii() else len(_DIGIT.findall(text))
    brackets = parts.count(b"{}[]()") + parts.others.get("⟨", 0) + parts.others.get("⟩", 0)
    return {
        "nemo_non_alphanumeric_share": ratio(all_of_them - parts.count(_LETTERS_AND_DIGITS + b"\n?!,."), all_of_them),
        "nemo_number_share": ratio(digits, all_of_them),
        "nemo_url_share": ratio(sum(map(len, urls)), all_of_them),
        "nemo_pornographic_urls": sum("porn" in url for url in urls),
        "nemo_white_space_share": ratio(parts.count(b"\t\n\r\b "), all_of_them),
        "nemo_parenthesis_share": ratio(brackets, all_of_them),
    }


C4 = Group(
    "Raffel et al. 2020, JMLR 21(140), 2.2",
    {
        "c4_sentences": "sentences in the lines that C4 keeps",
        "c4_kept_line_share": "lines that C4 keeps, of the lines that are not blank",
        "c4_long_word_lines": f"lines that fall by a word of more than {LONGEST_WORD} characters",
        "c4_unpunctuated_lines": "lines that fall because they end no sentence, or with an ellipsis",
        "c4_short_lines": f"lines that fall because they have fewer than {FEWEST_WORDS} words",
        "c4_lorem_ipsum": "lines, whole so far, of placeholder text: one is enough for the page to fall",
        "c4_javascript_lines": "lines that fall by the word JavaScript",
        "c4_curly_bracket": "lines, whole so far, with a curly bracket: one is enough for the page to fall",
        "c4_policy_lines": "lines that fall by a notice about cookies, privacy or terms of use",
    },
    c4,
)
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
