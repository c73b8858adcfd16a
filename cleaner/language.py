"""The language of a text: by its function words where they decide, else by langdetect.

The only importer of langdetect, which is random unless seeded, costs a fifth of an extraction a call, and is wrong
on short text.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from cleaner.model import Language
from cleaner.words import Tokens, is_word

SAMPLE_TOKENS = 1_200
LANGDETECT_CHARACTERS = 4_000
LANGDETECT_LETTERS = 40
CLEAR_SHARE = 0.15
CLEAR_LEAD = 1.6


class LanguageGuesser:
    """Guesses languages; `folder` holds word lists by language: `stopwords.toml`, `reporting.toml`, `people.toml`,
    `sales.toml`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def guess(self, tokens: Tokens, declared: str | None) -> Language:
        """The language of the text behind `tokens`. `declared`: what the page says, any BCP 47 tag or None."""
        said = declared.replace("_", "-").partition("-")[0].lower() if declared else None
        votes, words = self._votes(tokens)
        best = votes.most_common(2)
        if best:
            code, hits = best[0]
            second = best[1][1] if len(best) > 1 else 0
            if hits >= 2 and hits >= CLEAR_SHARE * words and hits >= CLEAR_LEAD * second:
                return Language(code, round(min(0.99, hits / (hits + second) * min(1.0, 0.5 + words / 60)), 2), said)
        letters = sum(1 for c in tokens.text[:LANGDETECT_CHARACTERS] if c.isalpha())
        if letters >= LANGDETECT_LETTERS and (code_and_odds := self.guessed(tokens.text)):
            code, odds = code_and_odds
            return Language(code, round(odds * min(1.0, 0.3 + letters / 400), 2), said)
        if said:
            return Language(said, 0.3, said)
        return Language(
            best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None, 0.2 if best else 0.0
        )

    def _votes(self, tokens: Tokens) -> tuple[Counter[str], int]:
        votes: Counter[str] = Counter()
        words = 0
        for word, times in Counter(tokens.folded[:SAMPLE_TOKENS]).items():
            if is_word(word):
                words += times
                for code in self.languages_of.get(word, ()):
                    votes[code] += times
        return votes, words

    @cached_property
    def function_words(self) -> Mapping[str, frozenset[str]]:
        """The function words of each language, folded."""
        data = tomllib.loads((self._folder / "stopwords.toml").read_text(encoding="utf-8"))
        return {code: frozenset(words.split()) for code, words in data.items()}

    @cached_property
    def reporting_words(self) -> Mapping[str, frozenset[str]]:
        """The words by which a sentence of each language reports speech, folded."""
        data = tomllib.loads((self._folder / "reporting.toml").read_text(encoding="utf-8"))
        return {code: frozenset(words.split()) for code, words in data.items()}

    @cached_property
    def sales_words(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """Words by which a text speaks to its reader (`address`) and by which it doubts (`doubt`), by language."""
        data = tomllib.loads((self._folder / "sales.toml").read_text(encoding="utf-8"))
        return {kind: {code: frozenset(words.split()) for code, words in lists.items()} for kind, lists in data.items()}

    @cached_property
    def people(self) -> Mapping[str, Mapping[str, str]]:
        """Words about people, folded, by language and by what they are: lists parted by spaces (the file says more)."""
        return tomllib.loads((self._folder / "people.toml").read_text(encoding="utf-8"))

    @cached_property
    def languages_of(self) -> Mapping[str, tuple[str, ...]]:
        """The languages that each function word, folded, belongs to."""
        languages: dict[str, tuple[str, ...]] = {}
        for code, words in self.function_words.items():
            for word in words:
                languages[word] = (*languages.get(word, ()), code)
        return languages

    @cached_property
    def _factory(self) -> Any:
        from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

        factory = DetectorFactory()
        factory.load_profile(PROFILES_DIRECTORY)
        factory.seed = 0
        return factory

    def guessed(self, text: str) -> tuple[str, float] | None:
        """What langdetect makes of the beginning of a text: a language and its odds. It costs milliseconds."""
        from langdetect.lang_detect_exception import LangDetectException

        detector = self._factory.create()
        detector.append(text[:LANGDETECT_CHARACTERS])
        try:
            best = detector.get_probabilities()
        except LangDetectException:
            return None
        return (best[0].lang.partition("-")[0], float(best[0].prob)) if best else None
