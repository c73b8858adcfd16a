"""The nouns of the house: what a page is read into, what is found in it, and what comes out.

All are immutable. Offsets are code points, spans are half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EVEN = 0.5
"""The confidence from which on a finding is more likely right than wrong."""


class BlockKind(StrEnum):
    """What a block of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE_ROW = "table_row"
    CODE = "code"


class Register(StrEnum):
    """Who speaks: the headline, the narration, or somebody who is quoted."""

    HEADLINE = "headline"
    BODY = "body"
    QUOTE = "quote"


class Category(StrEnum):
    """The kinds of defects, as they stand in the record."""

    BOILERPLATE = "boilerplate"
    SPLICE = "splice"
    NAMING = "naming"
    DUPLICATE = "duplicate"
    NOISE = "noise"
    QUALITY = "quality"


class Action(StrEnum):
    """What a rule may do to the text it hits."""

    DROP_BLOCK = "drop-block"
    DROP_SENTENCE = "drop-sentence"
    DELETE = "delete"
    REPLACE = "replace"
    REPORT = "report"


class Fix(StrEnum):
    """What became of a finding."""

    APPLIED = "applied"
    SUGGESTED = "suggested"
    NONE = "none"


class FixMode(StrEnum):
    """Which proposals become edits."""

    SAFE = "safe"
    ALL = "all"
    NONE = "none"


class QuoteMode(StrEnum):
    """Whether quotations are left as they are, or restored to what was certainly said."""

    KEEP = "keep"
    RESTORE = "restore"


class SiteLearning(StrEnum):
    """When a memory of sites learns a page: never, before the batch is cleaned, or after the page is cleaned."""

    OFF = "off"
    AHEAD = "ahead"
    ALONG = "along"


class TitleLine(StrEnum):
    """What becomes of the title at the top of a text: it goes where it is given apart (auto), it stays, or it goes."""

    AUTO = "auto"
    KEEP = "keep"
    DROP = "drop"


class Verdict(StrEnum):
    """What a reader of the score should do with the article."""

    KEEP = "keep"
    REVIEW = "review"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The piece of `text` under this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in the text: the words it lies under, and where it leads."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item … of the page. `level` is the heading level, else 0.

    `marks`: the names of the page's elements around it (tags, classes and ids, lower case, and their parts behind a
    tilde: "photo-caption", "~photo", "~caption").
    """

    index: int
    kind: BlockKind
    span: Span
    level: int = 0
    links: tuple[Link, ...] = ()
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `block` is the index of the block it stands in."""

    index: int
    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Language:
    """ISO 639-1 code (None: undecided), confidence from 0 to 1, and what the page declares."""

    code: str | None = None
    confidence: float = 0.0
    declared: str | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """What the page says about itself; None where it says nothing."""

    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is read: `text`, and spans into it. `headline`: its block, if it stands in the text."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Span, ...]
    headline: Block | None
    language: Language
    meta: Meta


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often a block stands on its site: on `pages` of `of` pages known. `loose`: only if numbers are ignored."""

    site: str
    pages: int
    of: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Nearest:
    """A word of a passage that stands elsewhere, too: in the sentence `line` (from 0) at `span`."""

    word: str
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """The likeliest foreign passage of an article: its sentences, the first of which is the sentence `line` (from 0) of
    the article's prose.

    `odds`: log odds that the article has a foreign passage; `confidence`: how often such a flag is right (0 to 1; 0:
    the model would not speak); `new`: its words and names that stand nowhere else, the rarest first; `nearest`: its
    rarest link to the rest. Both are worked out only where there is confidence.
    """

    spans: tuple[Span, ...]
    line: int
    odds: float
    confidence: float
    new: tuple[str, ...] = ()
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What could be done about a finding. `plan` decides whether it becomes an edit."""

    action: Action
    span: Span
    replacement: str = ""
    safe: bool = False
    in_quotes: bool = False
    """Whether it may touch a quotation unasked: damage done by machines is nobody's word."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a finding: its name, its value and a note for a reader."""

    name: str
    value: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong. `related` points at the twin or the other spelling; `confidence` is from 0 to 1."""

    rule: str
    category: Category
    span: Span
    message: str
    confidence: float
    register: Register = Register.BODY
    related: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    fix: Fix = Fix.NONE

    @property
    def casts_doubt(self) -> bool:
        """Whether it says, with even odds or better, that its sentence does not belong or is not whole. Names and the
        manner of a text are judged apart."""
        return self.category not in (Category.NAMING, Category.QUALITY) and self.confidence >= EVEN


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that is made: `original` at `span` of the source becomes `replacement`."""

    span: Span
    replacement: str
    original: str
    rule: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What pulls a part of the score down: `by` is a rule or a signal; `taken` its share of the points that the part
    has lost; `lift` the points that the score would gain without it (less, where others would still hold the part
    down); `reason` a sentence; `findings` the places of the findings it rests on in the list of all."""

    by: str
    taken: float
    lift: float
    reason: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One addend of the score: `points`. `value` is 0-100, or None if it could not be measured; all weights sum to 1,
    and a part gives its value times its weight, rounded to tenths. `costs`: the dearest first."""

    name: str
    value: float | None
    weight: float
    points: float
    reason: str
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """The score (0-100) of the article as it leaves and as it came; the points of the parts add up to `score`.

    `probability`: the chance (0-1) that an editor would print the cleaned article as it is; the verdict follows it.
    """

    score: float
    score_before: float
    probability: float
    verdict: Verdict
    parts: tuple[ScorePart, ...]
    policy: str
