"""An article that has been treated becomes a subject to be measured: as it came, and as it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from cleaner.coherence.judge import Judge
from cleaner.edit import Alignment
from cleaner.engine import Treated
from cleaner.model import Fix, Span
from cleaner.reading import Reading
from cleaner.result import Measured
from cleaner.rulebook import UNDECIDED
from cleaner.signals.filters import decisions
from cleaner.signals.measured import Signals
from cleaner.signals.subject import Subject, subject_of
from cleaner.words import count_words


def as_it_came(treated: Treated, spam: Iterable[str]) -> Signals:
    """The quantities of the article that was read. `spam`: the ids of the rules whose hits are counted."""
    reading = treated.reading
    return Signals(
        Subject(
            reading.document,
            reading.tokens,
            treated.prose,
            treated.sound_words,
            treated.findings,
            treated.places,
            _hits(treated, spam),
            partial(_odds, *treated.judged),
            treated.function_words,
        )
    )


def as_it_leaves(treated: Treated, spam: Iterable[str]) -> Signals:
    """The quantities of the cleaned article: its text is read anew, and what was repaired counts no more."""
    alignment = Alignment(treated.edits)
    findings = tuple(f for f in treated.findings if f.fix is not Fix.APPLIED)
    places = tuple(Span(alignment.forward(f.span.start), alignment.forward(f.span.end)) for f in findings)
    subject = subject_of(treated.text, treated.reading.document.language.code)
    reading = Reading(subject.document, subject.tokens, {})
    sound = reading.sound(place for f, place in zip(findings, places, strict=True) if f.casts_doubt)
    left = reading.only(sound)
    return Signals(
        replace(
            subject,
            sound=sound,
            sound_words=sum(count_words(subject.tokens, span) for span in sound),
            findings=findings,
            spans=places,
            hits=_hits(treated, spam),
            odds=partial(_odds, replace(left, judge=Judge(left, subject.stop_words))),
        )
    )


def recorded(signals: Signals) -> Measured:
    """All signals, and what published filters say of them."""
    return Measured(dict(signals), decisions(signals))


def _hits(treated: Treated, spam: Iterable[str]) -> Mapping[str, int]:
    """How often each rule hits; the text of none is ever changed."""
    return {rule: len(treated.reading.matches.get(rule, ())) for rule in spam}


def _odds(*readings: Reading) -> float | None:
    """The log odds that an article has a foreign passage, by the model of its language, in the first of some readings
    that can be judged: what is doubtful counts elsewhere, but may be too much of the article to judge the rest."""
    for reading in readings:
        judgements = reading.judge(reading.document.language.code or UNDECIDED)
        if judgements:
            return max(judgement.odds for judgement in judgements)
    return None
