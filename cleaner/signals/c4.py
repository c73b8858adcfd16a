"""The rules of C4: what becomes of each line, and how many sentences are left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from cleaner.signals.filters import published
from cleaner.signals.parts import Group, Parts, Values, ratio

LONGEST_WORD = 1000
FEWEST_WORDS = 3
KEPT = "kept"
_CITATION = re.compile(r"\[(?:\d*|edit|citation needed)\]")


def c4(parts: Parts) -> Values:
    """How many lines share each fate, and how many sentences are left.

    A line falls by the first of: a word too long, no end of a sentence (or an ellipsis), too few words, JavaScript,
    a notice about cookies and terms. Lorem ipsum and curly brackets count in lines that were whole so far.
    """
    fates: Counter[str] = Counter()
    left = 0
    for _, fate, sentences in c4_lines(parts):
        fates[fate] += 1
        if fate == KEPT:
            left += sentences
    return {
        "c4_sentences": left,
        "c4_kept_line_share": ratio(fates[KEPT], fates.total()),
        "c4_long_word_lines": fates["long word"],
        "c4_unpunctuated_lines": fates["unpunctuated"],
        "c4_short_lines": fates["short"],
        "c4_lorem_ipsum": fates["lorem ipsum"],
        "c4_javascript_lines": fates["javascript"],
        "c4_curly_bracket": fates["curly bracket"],
        "c4_policy_lines": fates["policy"],
    }


def c4_lines(parts: Parts) -> Iterator[tuple[str, str, int]]:
    """Each line that is not blank, without citations; what becomes of it; how many sentences have a part in it."""
    lists = published()["c4"].lists
    told: dict[str, tuple[str, ...]] = {"lorem ipsum": ("lorem ipsum",), "javascript": ("javascript",)}
    told |= {"curly bracket": ("{",), "policy": lists["policy"]}
    told = {fate: phrases for fate, phrases in told.items() if any(phrase in parts.lower for phrase in phrases)}
    starts = [sentence.span.start for sentence in parts.subject.document.sentences]
    ends = [sentence.span.end for sentence in parts.subject.document.sentences]
    at = 0
    for row in parts.rows:
        if line := row.strip():
            bare = _CITATION.sub("", line) if "[" in line else line
            sentences = bisect_left(starts, at + len(row.rstrip())) - bisect_right(ends, at)
            yield bare, _fate(line, bare, lists["end_marks"], told), sentences
        at += len(row)


def _fate(line: str, bare: str, end_marks: tuple[str, ...], told: Mapping[str, tuple[str, ...]]) -> str:
    if len(line) > LONGEST_WORD and max(map(len, line.split())) > LONGEST_WORD:
        return "long word"
    if not bare.endswith(end_marks) or bare.endswith("..."):
        return "unpunctuated"
    if len(line.split(maxsplit=FEWEST_WORDS)) < FEWEST_WORDS:
        return "short"
    lower = bare.lower() if told else ""
    return next((fate for fate, phrases in told.items() if any(phrase in lower for phrase in phrases)), KEPT)


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
