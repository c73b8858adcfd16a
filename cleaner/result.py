"""What cleaning gives back, and its record: one JSON object an article, the same from every door."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from cleaner.errors import CleanerError
from cleaner.model import Document, Edit, Finding, Quality, ScorePart, Span

SCHEMA = 1
LONGEST_EXCERPT = 300
DIGITS = 6
"""Signals are rounded to so many places in the record."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of an article. `signals`: its quantities by name, None where one cannot be measured; `filters`:
    the published filters of web corpora by name, with the reason for which each would drop the text, None: it keeps it.
    """

    signals: Mapping[str, float | None]
    filters: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class CleanResult:
    """What cleaning gives back. Findings and edits point into `source_text`; `text` is what the edits make of it.

    `document` is the article as the detectors read it, after the repair of damaged characters; `block_spans` are its
    blocks' places in `source_text`. `notes` are remarks on the run. `measured` and `measured_before`: the quantities of
    the article as it leaves and as it came, if they are asked for.
    """

    source_text: str
    text: str
    document: Document
    block_spans: tuple[Span, ...]
    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    quality: Quality
    notes: tuple[str, ...] = field(default=())
    measured: Measured | None = None
    measured_before: Measured | None = None

    @property
    def title(self) -> str | None:
        """The headline: given, found on the page, or the first line of the text."""
        return self.document.meta.title

    def to_dict(self) -> dict[str, object]:
        """The record, ready for JSON. Offsets are code points of `source_text`; the README describes the fields."""
        quality, language = self.quality, self.document.language
        return {
            "title": self.title,
            "clean_text": self.text,
            "source_text": self.source_text,
            "quality": {
                "score": quality.score,
                "score_before": quality.score_before,
                "probability": quality.probability,
                "verdict": quality.verdict.value,
                "parts": [_part(part) for part in quality.parts],
                "policy": quality.policy,
            },
            "language": {"code": language.code, "confidence": language.confidence},
            "findings": [_finding(f, self.source_text) for f in self.findings],
            "edits": [
                {"start": e.span.start, "end": e.span.end, "replacement": e.replacement, "rule": e.rule}
                for e in self.edits
            ],
            **_measured(self.measured, ""),
            **_measured(self.measured_before, "_before"),
            "error": None,
            "schema": SCHEMA,
        }


def failure(error: CleanerError) -> dict[str, object]:
    """The fields that are added to a row that could not be cleaned."""
    return {"error": {"code": error.code, "message": str(error)}, "schema": SCHEMA}


def dumps(row: dict[str, object]) -> str:
    """One line of JSON. Half a surrogate pair, which UTF-8 has no room for, is written as an escape."""
    line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(row, ensure_ascii=True, separators=(",", ":"))
    return line


def _measured(measured: Measured | None, suffix: str) -> dict[str, object]:
    if measured is None:
        return {}
    signals = {name: None if v is None else round(v, DIGITS) for name, v in measured.signals.items()}
    return {f"signals{suffix}": signals, f"filters{suffix}": dict(measured.filters)}


def _part(part: ScorePart) -> dict[str, object]:
    return {
        "name": part.name,
        "value": part.value,
        "weight": part.weight,
        "points": part.points,
        "reason": part.reason,
        "costs": [
            {"by": c.by, "taken": c.taken, "lift": c.lift, "reason": c.reason, "findings": list(c.findings)}
            for c in part.costs
        ],
    }


def _finding(finding: Finding, text: str) -> dict[str, object]:
    excerpt = finding.span.of(text)
    return {
        "rule": finding.rule,
        "category": finding.category.value,
        "start": finding.span.start,
        "end": finding.span.end,
        "excerpt": excerpt if len(excerpt) <= LONGEST_EXCERPT else excerpt[: LONGEST_EXCERPT - 1] + "…",
        "message": finding.message,
        "confidence": finding.confidence,
        "evidence": [{"name": e.name, "value": e.value, "note": e.note} for e in finding.evidence],
        "register": finding.register.value,
        "fix": finding.fix.value,
    }
