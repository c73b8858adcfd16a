"""Articles whose sentences are glued, cut or joined.

Every case is one clean article with one injury, made as farms make them: by splitters that break at every stop with a
capital behind it, and by halves of sentences put together as they come.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sentencex import segment

from cleaner.model import Span
from tests.benchmarks.data import half, open_text
from tests.benchmarks.injuries import Article
from tests.benchmarks.naming import articles_of

OWN = tomllib.loads((Path(__file__).parent / "joints.toml").read_text(encoding="utf-8"))
CASES = 150
LEAST_PARAGRAPHS = 5
_BEGINS = frozenset(OWN["halves"]["begins"])
_QUOTED = re.compile(
    r"""(?:^|(?<=[.!?]["”] )|(?<=[.!?] ))[^".!?\n“”]{0,160}["“](?P<said>[A-Z][^"\n“”]{25,300})["”]"""
    r"""(?P<by>[^."\n“”]{0,80}\b(?:said|says|told|added)\b[^.,"\n“”]{0,40})?""",
    re.MULTILINE,
)
_SPLIT_AT = re.compile(
    r"\b(?:Sen|Rep|Gov|Mr|Mrs|Ms|Dr|Lt|Gen|Col|Sgt|Capt|Prof|Rev|Adm|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|U\.S|vs)\. "
    r"(?=[A-Z0-9])"
)
_JOINT = re.compile(r"(?<=\w{2})[.!?][\"”)]? (?=[\"“(]?[A-Z0-9])")
_WORD_GAP = re.compile(r"(?<=\w) (?=[\w$])")


@dataclass(frozen=True, slots=True)
class Case:
    """An injured article: what was done, in which form, the text, and where; `repaired` is the text if it is undone."""

    kind: str
    form: str
    article: Article
    text: str
    place: Span
    sound: str | None = None


@dataclass(frozen=True)
class Material:
    """The articles of one half to be injured and to take halves from, and paragraphs with abbreviations."""

    articles: Sequence[Article]
    abbreviated: Sequence[str]

    def guest(self, article: Article, chance: Random) -> list[str]:
        """The paragraphs of another article."""
        other = chance.choice(self.articles)
        return paragraphs_of(other if other.id != article.id else self.articles[0])


Injured = tuple[str, str, Span, str | None]
"""The form of an injury, the injured text, the place, and the text as it should be after repair, if there is one."""
Maker = Callable[[Article, Material, Random], Injured | None]
"""Injures an article; None where it cannot be injured so."""


def paragraphs_of(article: Article) -> list[str]:
    """The paragraphs of an article, blanks at their ends aside."""
    return [p.strip() for p in article.text.split("\n\n") if p.strip()]


def with_paragraph(paragraphs: Sequence[str], at: int, injured: str, *, instead: bool = True) -> tuple[str, int]:
    """The text with a paragraph at a place, and where that begins."""
    changed = [*paragraphs[:at], injured, *paragraphs[at + instead :]]
    return "\n\n".join(changed), sum(len(p) + 2 for p in changed[:at])


def _sentences(paragraph: str) -> list[str]:
    return [s.strip() for s in segment("en", paragraph) if s.strip()]


def _other_half(paragraphs: Sequence[str], chance: Random) -> str | None:
    """What a sentence holds from one of its inner words on that can begin a half."""
    sentences = [
        s for p in paragraphs for s in _sentences(p) if '"' not in s and "“" not in s and 12 <= len(s.split()) <= 45
    ]
    for sentence in chance.sample(sentences, len(sentences)):
        words = sentence.split()
        begins = [i for i in range(4, len(words) - 4) if words[i] in _BEGINS]
        if begins:
            return " ".join(words[chance.choice(begins) :])
    return None


def _is_utterance(match: re.Match[str]) -> bool:
    """Whether a quotation is what somebody said, not a title or a term: it opens its sentence, or a comma or colon
    stands before it; and its words are no title's."""
    before = match.string[match.start() : match.start("said") - 1].rstrip()
    words = match["said"].split()
    return (not before or before[-1] in ",:") and sum(w[0].islower() for w in words) * 2 > len(words) > 9


def glued_quotation(article: Article, material: Material, chance: Random) -> Injured | None:
    """A sentence up to the end of its quotation, and the other half of another one."""
    paragraphs = paragraphs_of(article)
    donors = [(i, m) for i, p in enumerate(paragraphs) for m in _QUOTED.finditer(p) if _is_utterance(m)]
    rest = _other_half(material.guest(article, chance), chance)
    if not donors or rest is None:
        return None
    at, match = chance.choice(donors)
    quoted, paragraph = match["said"], paragraphs[at]
    head = paragraph[match.start() : match.end("said")]
    form = "introduced" if match.start("said") - match.start() > 2 else "opens its sentence"
    if quoted[-1] in ".," and chance.random() < 0.6:
        head = head[:-1]
    head += paragraph[match.end("said")]
    glued = f"{head} {rest}"
    text, start = with_paragraph(
        paragraphs,
        at,
        paragraph[: match.start()] + glued + (" " + " ".join(_sentences(paragraph[match.end() :])[1:])).rstrip(),
    )
    return form, text, Span(start + match.start(), start + match.start() + len(glued)), None


def glued_attribution(article: Article, material: Material, chance: Random) -> Injured | None:
    """A sentence up to who says what it quotes, and the other half of another one."""
    paragraphs = paragraphs_of(article)
    donors = [(i, m) for i, p in enumerate(paragraphs) for m in _QUOTED.finditer(p) if m["by"] and _is_utterance(m)]
    rest = _other_half(material.guest(article, chance), chance)
    if not donors or rest is None:
        return None
    at, match = chance.choice(donors)
    paragraph, head = paragraphs[at], match[0]
    glued = f"{head} {rest}"
    text, start = with_paragraph(
        paragraphs,
        at,
        paragraph[: match.start()] + glued + (" " + " ".join(_sentences(paragraph[match.end() :])[1:])).rstrip(),
    )
    return "behind who says it", text, Span(start + match.start(), start + match.start() + len(glued)), None


def broken_marks(article: Article, material: Material, chance: Random) -> Injured | None:
    """One mark of a quotation is lost, or another quotation stands inside it."""
    paragraphs = paragraphs_of(article)
    pairs = [(i, m) for i, p in enumerate(paragraphs) if p.count('"') % 2 == 0 and p.count("“") == p.count("”")
             for m in re.finditer(r"[\"“](?=\w)[^\"“”\n]{20,400}(?<=[\w.,!?])[\"”]", p)]  # fmt: skip
    if not pairs:
        return None
    at, match = chance.choice(pairs)
    paragraph = paragraphs[at]
    form = chance.choice(["never closed", "never opened", "nested"])
    if form == "never closed":
        injured = paragraph[: match.end() - 1] + paragraph[match.end() :]
    elif form == "never opened":
        injured = paragraph[: match.start()] + paragraph[match.start() + 1 :]
    else:
        others = [
            m[0]
            for p in material.guest(article, chance)
            for m in re.finditer(r"[\"“][A-Z][^\"“”\n]{20,200}[\"”][^\"“”\n.]{0,60}\.", p)
        ]
        gaps = [m.start() for m in _WORD_GAP.finditer(paragraph, match.start() + 10, match.end() - 10)]
        if not others or not gaps:
            return None
        gap = chance.choice(gaps)
        injured = paragraph[:gap] + " " + chance.choice(others)
    text, start = with_paragraph(paragraphs, at, injured)
    return form, text, Span(start, start + len(injured)), None


def collapsed_ellipsis(article: Article, _: Material, chance: Random) -> Injured | None:
    """Words are left out in the middle of a sentence, and a stop or two is all that shows it."""
    paragraphs = paragraphs_of(article)
    at = chance.randrange(len(paragraphs))
    gaps = [m.start() for m in _WORD_GAP.finditer(paragraphs[at])]
    if len(gaps) < 12:
        return None
    first = chance.randrange(3, len(gaps) - 6)
    last = first + chance.randint(1, 3)
    form, between = chance.choice(
        [("one stop", ". "), ("two stops", ".. "), ("two stops apart", ". . "), ("two stops, no space", "..")]
    )
    head, tail = paragraphs[at][: gaps[first]], paragraphs[at][gaps[last] + 1 :]
    text, start = with_paragraph(paragraphs, at, head + between + tail)
    return form, text, Span(start + len(head) - 1, start + len(head) + len(between) + 1), None


def cut_sentence(article: Article, material: Material, chance: Random) -> Injured | None:
    """A sentence ends at an abbreviation, or anywhere, or begins anywhere: what is missing is lost."""
    form = chance.choice(
        ["at an abbreviation", "at an abbreviation", "end lost", "end of the article lost", "beginning lost"]
    )
    if form == "at an abbreviation":
        return _at_abbreviation(article, material, chance)
    paragraphs = paragraphs_of(article)
    at = len(paragraphs) - 1 if "article" in form else chance.randrange(1, len(paragraphs) - 1)
    gaps = [m.start() for m in _WORD_GAP.finditer(paragraphs[at])]
    if len(gaps) < 10 or paragraphs[at][-1] not in '.!?"”':
        return None
    gap = gaps[chance.randrange(4, len(gaps) - 2)]
    injured = paragraphs[at][gap + 1 :] if form == "beginning lost" else paragraphs[at][:gap]
    text, start = with_paragraph(paragraphs, at, injured)
    place = Span(start, start + 40) if form == "beginning lost" else Span(start + max(0, gap - 40), start + gap)
    return form, text, place, None


def cut_inside(article: Article, material: Material, chance: Random) -> Injured | None:
    """A sentence ends at an abbreviation, and the sentence of another article follows in the same paragraph."""
    guest = _sentences(chance.choice(material.guest(article, chance)))
    return _at_abbreviation(article, material, chance, " " + guest[0]) if guest else None


def _at_abbreviation(article: Article, material: Material, chance: Random, more: str = "") -> Injured:
    paragraphs = paragraphs_of(article)
    paragraph = chance.choice(material.abbreviated)
    match = chance.choice(list(_SPLIT_AT.finditer(paragraph, 20)))
    head = paragraph[: match.end()].rstrip()
    text, start = with_paragraph(paragraphs, chance.randrange(1, len(paragraphs) - 1), head + more, instead=False)
    place = Span(start + max(0, len(head) - 12), start + len(head) + min(12, len(more)))
    return f"at {match[0].strip()}", text, place, None


def missing_space(article: Article, _: Material, chance: Random) -> Injured | None:
    """The space between two sentences is lost, or the line break between two paragraphs."""
    joints = list(_JOINT.finditer(article.text))
    breaks = list(re.finditer(r"(?<=\w[.!?])[\"”]?\n\n(?=[\"“(]?[A-Z0-9])", article.text))
    form = chance.choice(["of one paragraph", "of two paragraphs"])
    found = joints if form == "of one paragraph" else breaks
    if not found:
        return None
    match = chance.choice(found)
    kept = match[0].rstrip()
    text = article.text[: match.start()] + kept + article.text[match.end() :]
    sound = article.text[: match.start()] + kept + " " + article.text[match.end() :]
    at = match.start() + len(kept)
    return form, text, Span(at - 1, at + 1), sound


def residue(article: Article, _: Material, chance: Random) -> Injured | None:
    """A line of a programme's rundown stands between two sentences."""
    paragraphs = paragraphs_of(article)
    form = chance.choice(OWN["residue"]["forms"])
    line = form.format_map(dict(zip("abcde", chance.sample(OWN["residue"]["topics"], 5), strict=True)))
    at = chance.randrange(1, len(paragraphs))
    ends = [m.end() for m in _JOINT.finditer(paragraphs[at])]
    cut = chance.choice([*ends, len(paragraphs[at])])
    before, after = paragraphs[at][:cut].rstrip(), paragraphs[at][cut:]
    if before[-1] not in '.!?"”':
        return None
    injured = f"{before} {line}" + (f" {after}" if after else "")
    text, start = with_paragraph(paragraphs, at, injured)
    start += len(before) + 1
    return form, text, Span(start, start + len(line)), "\n\n".join(paragraphs)


KINDS: Mapping[str, Maker] = {
    "glued quotation": glued_quotation,
    "glued attribution": glued_attribution,
    "broken marks": broken_marks,
    "collapsed ellipsis": collapsed_ellipsis,
    "cut sentence": cut_sentence,
    "cut sentence, another follows": cut_inside,
    "missing space": missing_space,
    "residue": residue,
}


def cases(material: Material, seed: int, most: int = CASES) -> Iterator[Case]:
    """`most` cases of each kind, drawn with a seed; the corpora take turns."""
    corpora: dict[str, list[Article]] = defaultdict(list)
    for article in material.articles:
        corpora[article.corpus].append(article)
    for kind, make in KINDS.items():
        chance = Random(f"{kind} {seed}")
        made = tries = 0
        while made < most and tries < 50 * most:
            tries += 1
            article = chance.choice(corpora[sorted(corpora)[tries % len(corpora)]])
            done = make(article, material, chance)
            if done is not None:
                made += 1
                yield Case(kind, done[0], article, done[1], done[2], done[3])


def abbreviated(which: int) -> list[str]:
    """Paragraphs of open texts of one half in which a splitter would break a sentence at an abbreviation."""
    paragraphs = (p for row in open_text() if half(row["id"]) == which for p in row["text"].split("\n\n"))
    return [p for p in paragraphs if 60 < len(p) < 900 and _SPLIT_AT.search(p, 40)]


def material(which: int) -> Material:
    """The articles of one half that have some paragraphs, and paragraphs of open texts that hold abbreviations."""
    return Material([a for a in articles_of(which) if len(paragraphs_of(a)) >= LEAST_PARAGRAPHS], abbreviated(which))
