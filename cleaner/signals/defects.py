"""What the detectors found, as quantities: size, soundness, and defects by category."""

from __future__ import annotations

from collections import Counter

from cleaner.model import Category
from cleaner.signals.parts import Group, Parts, Values

FOREIGN = "splice/foreign-language"
SPINNING = "spinning/"
OURS = "cleaner"


def size(parts: Parts) -> Values:
    """How long the article is, and how much of it is sound. In a script without spaces a character is a word."""
    words = len(parts.words)
    return {
        "characters": parts.characters,
        "words": words,
        "sentences": len(parts.subject.document.sentences),
        "sound_words": parts.subject.sound_words,
        "sound_share": min(1.0, parts.subject.sound_words / words) if words else None,
    }


def defects(parts: Parts) -> Values:
    """The findings by category, and how much of the text they and links take up."""
    subject = parts.subject
    placed = [*zip(subject.findings, subject.spans, strict=True)]
    counts = Counter(finding.category for finding in subject.findings)
    boilerplate = (span for finding, span in placed if finding.category is Category.BOILERPLATE)
    foreign = (span for finding, span in placed if finding.rule == FOREIGN)
    return {
        "boilerplate_share": parts.share(boilerplate),
        "link_share": parts.share(link.span for block in subject.document.blocks for link in block.links),
        **{f"defects_{category}": parts.per_thousand(counts[category]) for category in Category},
        "spun_marks": sum(finding.rule.startswith(SPINNING) for finding in subject.findings),
        "language_confidence": subject.document.language.confidence,
        "foreign_language_share": parts.share(foreign),
    }


def coherence(parts: Parts) -> Values:
    """What the splice model says; None where it has not judged the article."""
    return {"coherence_odds": parts.subject.odds()}


SIZE = Group(
    OURS,
    {
        "characters": "characters",
        "words": "words; in a script without spaces, characters that are no marks",
        "sentences": "sentences, headings included",
        "sound_words": "words of sentences in which nothing is certainly wrong",
        "sound_share": "such words, of all words",
    },
    size,
)
DEFECTS = Group(
    OURS,
    {
        "boilerplate_share": "characters of boilerplate, of all characters",
        "link_share": "characters under links, of all characters",
        **{f"defects_{category}": f"findings of the category {category} in 1,000 words" for category in Category},
        "spun_marks": "findings of the rules of spinning",
        "language_confidence": "how sure the guess of the language is, from 0 to 1",
        "foreign_language_share": "characters of passages in another language, of all characters",
    },
    defects,
)
COHERENCE = Group(
    OURS, {"coherence_odds": "log odds, by the splice model, that a passage is from another article"}, coherence
)
