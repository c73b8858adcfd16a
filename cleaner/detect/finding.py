"""How a rule's hit becomes a Finding, the same for every detector."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from cleaner.model import Action, Evidence, Finding, Proposal, Span
from cleaner.reading import Reading
from cleaner.rulebook import Apply, Rule

Check = Callable[[Rule, Reading, frozenset[str]], Iterator[Finding]]
"""What a rule looks for in a reading, with the function words of its language."""


def proposal(rule: Rule, span: Span, replacement: str = "", action: Action | None = None) -> tuple[Proposal, ...]:
    """What `rule` would do at `span`: one proposal, or none if it only reports."""
    action = action or rule.fix.action
    if action is Action.REPORT or rule.fix.apply is Apply.NEVER:
        return ()
    return (Proposal(action, span, replacement, rule.fix.apply is Apply.SAFE, rule.fix.quotes),)


def finding(
    rule: Rule,
    reading: Reading,
    span: Span,
    proposals: tuple[Proposal, ...] = (),
    *,
    related: tuple[Span, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    **words: str,
) -> Finding:
    """The Finding of `rule` at `span`; `words` fill the braces of the rule's message."""
    message = filled(rule.message, {"text": _short(span.of(reading.document.text)), **words})
    return Finding(
        rule=rule.id,
        category=rule.category,
        span=span,
        message=message,
        confidence=rule.confidence,
        register=reading.register(span),
        related=related,
        evidence=evidence,
        proposals=proposals,
    )


def suggested(proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """The same proposals, to be made only when asked for."""
    return tuple(replace(p, safe=False) for p in proposals)


def weightiest_first(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence in the order in which it is shown."""
    return tuple(sorted(evidence, key=lambda piece: (-piece.value, piece.name)))


def filled(message: str, words: Mapping[str, str]) -> str:
    """A rule's message with its placeholders filled."""
    for name, value in words.items():
        message = message.replace("{" + name + "}", value)
    return message


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
