"""Words with their offsets. Every later stage reads this table; none splits or folds text again."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass

from cleaner.model import Span

# Scripts written without spaces: each character is a token, so that phrases match inside a run.
UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[^\W_{UNSPACED}]+(?:[\u0300-\u036f]+[^\W_{UNSPACED}]*)*|[^\s]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SAME_MARK = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
                            "«": '"', "»": '"', "：": ":", "–": "-", "—": "-", "‐": "-", "‑": "-"})  # fmt: skip
# Spelt with a vowel, spoken with a consonant ("a European", "a US ship"); and the other way round ("an hour").
_SPOKEN_CONSONANT = re.compile(
    r"(?!(?-i:EU\b))(?:eu|uefa|uni(?!n)|use|usu|uk|us\b|u\.|un\b|one|once|ur[aeiou]|(?-i:U(?:[A-Z]|$)))", re.IGNORECASE
)
# Abbreviations are spoken letter by letter ("an FBI agent"), but for those that read as a word ("a NATO ship").
_AS_A_WORD = r"(?!(?:[FHLMNRS](?!AA|II)[AEIOU][A-Z]{2,}|HUD)\b(?<!LAPD)(?<!RIAA))"
_SPOKEN_VOWEL = re.compile(rf"(?:hour|honest|honou?r|heir)|(?-i:{_AS_A_WORD}[FHLMNRSX](?:[A-Z.]|$))", re.IGNORECASE)


def fold(word: str) -> str:
    """Lower case, without accents, with plain quotation marks and dashes: the form in which words are compared."""
    if word.isascii():
        return word.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", word.translate(_SAME_MARK).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)) or word


def indefinite_article(word: str) -> str:
    """The article that English speaks before `word`: "a" or "an".

    >>> [indefinite_article(word) for word in ("US", "hour", "FBI", "NATO", "apple", "European", "EU")]
    ['a', 'an', 'an', 'a', 'an', 'a', 'an']
    """
    if _SPOKEN_VOWEL.match(word):
        return "an"
    return "an" if word[:1].lower() in "aeiou" and not _SPOKEN_CONSONANT.match(word) else "a"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The token table of one text: words, and punctuation marks one by one. Columns of equal length."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    folded: Sequence[str]

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, i: int) -> str:
        """Token `i` as it is written; the empty string outside the table."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""

    def fold(self, i: int) -> str:
        """Token `i` folded; the empty string outside the table."""
        return self.folded[i] if 0 <= i < len(self.folded) else ""

    def within(self, span: Span) -> range:
        """Indices of the tokens that lie wholly inside `span`."""
        return range(bisect_left(self.starts, span.start), bisect_right(self.ends, span.end))

    def first_from(self, offset: int) -> int:
        """The index of the first token that begins at `offset` or behind it; their number if none does."""
        return bisect_left(self.starts, offset)

    def phrase(self, i: int, phrases: Container[str], longest: int) -> tuple[str, int] | None:
        """The longest of `phrases` (folded words, parted by spaces) of the tokens from `i` on, at most `longest` of
        them, with its last token; None if none stands there."""
        found, words = None, ""
        for j in range(i, min(i + longest, len(self))):
            words = f"{words} {self.folded[j]}" if words else self.folded[j]
            if words in phrases:
                found = words, j
        return found

    def touching(self, i: int) -> bool:
        """Whether no space parts token `i` from the one before it."""
        return 0 < i < len(self.starts) and self.ends[i - 1] == self.starts[i]


class Folded(dict[str, str]):
    """Words and their folded forms, each folded once."""

    def __missing__(self, word: str) -> str:
        folded = self[word] = fold(word)
        return folded


def tokenize(text: str) -> Tokens:
    """The token table of `text`."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    folded = Folded()
    return Tokens(text, [s for s, _ in spans], [e for _, e in spans], [folded[text[s:e]] for s, e in spans])


def is_spaced(text: str) -> bool:
    """Whether the script of `text` puts spaces between words: less than a fifth of it is of one that does not."""
    return text.isascii() or len(_UNSPACED.findall(text)) * 5 < max(1, len(text))


def is_word(token: str) -> bool:
    """Whether a token is a word or number, not a mark."""
    return token[:1].isalnum()


def count_words(tokens: Tokens, span: Span) -> int:
    """How many words (not marks) lie inside `span`; a character of an unspaced script counts as one."""
    return sum(1 for i in tokens.within(span) if tokens.folded[i][0].isalnum())
