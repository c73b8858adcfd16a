"""What the splice model makes of one reading, worked out when it is first asked for and kept."""

from __future__ import annotations

from cleaner.coherence.lines import FEWEST_LINES, heading, lines
from cleaner.model import Judgement
from cleaner.reading import Reading

ANY = "any"
"""The name of the model without a lexicon."""


class Judge:
    """The judgements on a reading. `function_words`: those of its language."""

    def __init__(self, reading: Reading, function_words: frozenset[str]) -> None:
        self._reading, self._function_words = reading, function_words
        self._made: dict[str, tuple[Judgement, ...]] = {}

    def __call__(self, model: str) -> tuple[Judgement, ...]:
        """The likeliest foreign passages by the model of a language (ISO 639-1), or by `ANY`; none where there is no
        such model, or the article is too short for one. Raises BadModel."""
        if model not in self._made:
            self._made[model] = self._judged(model)
        return self._made[model]

    def _judged(self, model: str) -> tuple[Judgement, ...]:
        if len(self._reading.document.sentences) < FEWEST_LINES or not self._function_words:
            return ()
        from cleaner.coherence.model import load  # only who is long enough to be judged waits for the numbers

        found = load(None if model == ANY else model)
        if found is None:
            return ()
        read = lines(self._reading, self._function_words)
        return found.judge(read, heading(self._reading, self._function_words))
