"""All signals of an article, by name; each is taken when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from cleaner.signals.c4 import C4
from cleaner.signals.defects import COHERENCE, DEFECTS, SIZE
from cleaner.signals.health import CASING, QUOTATIONS
from cleaner.signals.lines import FINEWEB, NEMO_CHARACTERS, NEMO_LINES
from cleaner.signals.parts import Group, Parts
from cleaner.signals.readability import GRADES, READABILITY
from cleaner.signals.repetition import GOPHER_REPETITION, NEMO_REPETITION
from cleaner.signals.spam import KEYWORDS, MARKS, SPAM, names
from cleaner.signals.subject import Subject
from cleaner.signals.words import GOPHER_QUALITY, NEMO_WORDS

GROUPS = (
    SIZE, DEFECTS, COHERENCE, QUOTATIONS, CASING, READABILITY, GRADES, KEYWORDS, MARKS, GOPHER_QUALITY,
    GOPHER_REPETITION, C4, FINEWEB, NEMO_CHARACTERS, NEMO_WORDS, NEMO_LINES, NEMO_REPETITION,
)  # fmt: skip
_GROUPS_BY_NAME: Mapping[str, Group] = {name: group for group in GROUPS for name in group.meanings}


class Signals(Mapping[str, float | None]):
    """The signals of a subject, in a fixed order; those of its spam rules come last. Shares are from 0 to 1.

    None: it cannot be measured (too little text, a script without spaces, a language that is not known). A signal is
    taken with its group when it is first asked for, and kept.
    """

    def __init__(self, subject: Subject) -> None:
        self._parts = Parts(subject)
        self._spam = dict.fromkeys(names(subject.hits), SPAM)
        self._taken: dict[str, float | None] = {}

    def __getitem__(self, name: str) -> float | None:
        """The value of a signal. Raises KeyError for a name that is none."""
        try:
            return self._taken[name]
        except KeyError:
            group = _GROUPS_BY_NAME.get(name) or self._spam[name]
            self._taken.update(group.measure(self._parts))
            return self._taken[name]

    def __iter__(self) -> Iterator[str]:
        return chain(_GROUPS_BY_NAME, self._spam)

    def __len__(self) -> int:
        return len(_GROUPS_BY_NAME) + len(self._spam)


def meanings() -> Mapping[str, str]:
    """What each signal is and who defines it, in one sentence, by its name and in their order; spam rules apart."""
    return {name: f"{group.meanings[name]} ({group.source})" for name, group in _GROUPS_BY_NAME.items()}
