"""Headlines of other articles, and the teasers below them: lines that share neither subject nor names with the article.

No label and no mark of the page gives them away, so a line is weighed: how little of it stands anywhere else in the
article, how much of it returns in the sentence or two below, and how foreign those are for a paragraph of this article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cleaner.detect.finding import weightiest_first
from cleaner.model import Block, BlockKind, Evidence, Span
from cleaner.reading import Reading
from cleaner.rulebook import Rule
from cleaner.words import Tokens, is_word

STEM = 6
"""Words are compared by so many letters: "sanction" and "sanctions" are one."""
LONGEST = 240
"""Characters of a headline, at most."""
_STOP = re.compile(r"""[.!?…:;,。！？。؟।]["'”’»)\]]*\s*\Z""")
_ENDS_HEADLINE = re.compile(r"""(?:[.…:;,。。।]["'”’»)\]]*|[^\w"'”’“»«?？])\s*\Z""")
_INNER_STOP = re.compile(r"""(?:[a-z]{3}|/)[.!]["”’]? +[A-Z]|:[^:]+:""")
_LABEL = re.compile(r"\s*[^\W\d_][^\n:|–—.,!?\"“„«]{1,39}?\s*(?::|\||»|→|-?>|[ ][–—-][ ])\s*")
_DATELINE = re.compile(r"[A-Z .]+ [–—-] \Z")


@dataclass(frozen=True)
class Subject:
    """The words of content that the blocks of one article share. `function_words`: those of its language."""

    reading: Reading
    blocks: Sequence[Block]
    function_words: Set[str]

    def keys(self, block: Block, start: int | None = None) -> Set[str]:
        """The stems of a block's words of content; in scripts without spaces, its pairs of characters."""
        tokens = self.reading.tokens
        inside = tokens.within(block.span)
        first = inside.start if start is None else max(inside.start, bisect_left(tokens.starts, start))
        return frozenset(_keys(tokens, range(first, inside.stop), self.function_words))

    @cached_property
    def of(self) -> Sequence[Set[str]]:
        """The keys of each block."""
        return [self.keys(block) for block in self.blocks]

    @cached_property
    def spread(self) -> Mapping[str, int]:
        """In how many blocks each key stands."""
        return Counter(key for keys in self.of for key in keys)

    def shared(self, keys: Set[str], without: Sequence[int]) -> float:
        """What share of `keys` stands in some block other than those at the places `without`."""
        if not keys:
            return 1.0
        own = Counter(key for place in without for key in self.of[place])
        return sum(self.spread[key] > own[key] for key in keys) / len(keys)


def _keys(tokens: Tokens, inside: range, function_words: Set[str]) -> Iterator[str]:
    for i in inside:
        word = tokens.folded[i]
        if not word[0].isalpha() or word in function_words:
            continue
        if word.isascii() or len(word) > 1:
            if len(word) > 2:
                yield word[:STEM]
        elif i + 1 < inside.stop and len(tokens.folded[i + 1]) == 1 and tokens.folded[i + 1].isalpha():
            yield word + tokens.folded[i + 1]


@dataclass(frozen=True, slots=True)
class Foreign:
    """The headline of another article, its teaser if there is one, and what tells. A headline that has neither a label
    nor a teaser may as well be a subhead or a line from a list: it is not sure."""

    headline: Block
    teaser: Block | None
    evidence: tuple[Evidence, ...]
    is_sure: bool


def foreign_headlines(rule: Rule, reading: Reading, function_words: Set[str]) -> Iterator[Foreign]:
    """The headlines of other articles among the paragraphs; what is left is judged again without them."""
    blocks = [block for block in reading.blocks() if block is not reading.document.headline]
    first = 1 if reading.document.headline is None else 0  # the first line may be the headline, unrecognised
    lines = [p for p, block in enumerate(blocks) if p >= first and _is_line(rule, reading, block, function_words)]
    if not lines or len(lines) > rule.options.number("max_lines") or len(blocks) <= rule.options.number("min_blocks"):
        return
    subject = Subject(reading, blocks, function_words)
    taken: set[int] = set()
    sure: list[Span] = []
    unsure: list[Foreign] = []
    for place in lines:
        found = _weighed(rule, subject, place, lines) if place not in taken else None
        if found is None:
            continue
        if found.is_sure:
            taken |= {place, place + 1} if found.teaser is not None else {place}
            sure += [block.span for block in (found.headline, found.teaser) if block is not None]
            yield found
        else:
            unsure.append(found)
    if sure:
        yield from foreign_headlines(rule, reading.without(sure), function_words)
    else:
        yield from unsure


def _is_line(rule: Rule, reading: Reading, block: Block, function_words: Set[str]) -> bool:
    """Whether a block could be a headline: some words, no stop at the end and none within, no list, no heading."""
    if len(block.span) > LONGEST:
        return False
    text = block.span.of(reading.document.text)
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTE) or not (text[0].isalnum() or text[0] in "\"“‘'„«¿¡"):
        return False
    label = _label(text)
    if _ENDS_HEADLINE.search(text) or _INNER_STOP.search(text, label.end() if label else 0) or "\n" in text:
        return False
    tokens = reading.tokens
    inside = tokens.within(Span(block.span.start + (label.end() if label else 0), block.span.end))
    words = [i for i in inside if is_word(tokens.folded[i])]
    least = rule.options.number("min_words_labelled" if label else "min_words")
    if not least <= _size(tokens, words) <= rule.options.number("max_words"):
        return False
    is_styled = _is_title_case(reading, words) or (
        text[-1] not in "?？" and _is_telegraphic(rule, reading, words, function_words, labelled=label is not None)
    )
    return is_styled and block.span not in reading.document.quotes


def _size(tokens: Tokens, words: Sequence[int]) -> int:
    """How many words a line has: what a hyphen or a slash joins is one, a character of an unspaced script is one."""
    joined = sum(
        b == a + 2 and not tokens.text[tokens.ends[a] : tokens.starts[b]].count(" ") for a, b in pairwise(words)
    )
    return len(words) - joined


def _is_telegraphic(
    rule: Rule, reading: Reading, words: Sequence[int], function_words: Set[str], *, labelled: bool
) -> bool:
    """Whether a line is written as headlines are, without what a sentence needs: few function words, none twice,
    and none at the end."""
    if reading.tokens.folded[words[-1]] in function_words or len(words) > rule.options.number("telegraphic_words"):
        return False
    grammar = [word for i in words if (word := reading.tokens.folded[i]) in function_words]
    if labelled:
        return len(grammar) <= rule.options.number("function_words_labelled") * len(words)
    return len(grammar) == len({*grammar}) and len(grammar) <= rule.options.number("function_words") * len(words)


def _label(text: str) -> re.Match[str] | None:
    """The label that a line opens with; the place of a dateline is none."""
    label = _LABEL.match(text)
    return label if label is not None and not _DATELINE.match(label[0]) else None


def _weighed(rule: Rule, subject: Subject, place: int, lines: Sequence[int]) -> Foreign | None:
    weights = rule.options.numbers("weights")
    run = _run(place, lines)
    others = sum(1 for p in lines if p not in run)
    line = subject.blocks[place]
    text = line.span.of(subject.reading.document.text)
    label = _label(text)
    keys = subject.keys(line, line.span.start + label.end()) if label else subject.of[place]
    least_keys = rule.options.number("min_keys")
    if label is not None and len(keys) < least_keys:
        label, keys = None, subject.of[place]
    if len(keys) < least_keys or _is_announced(subject, place):
        return None
    common = {
        "title-case": weights["title-case"] * _is_title_case(subject.reading, subject.reading.tokens.within(line.span)),
        "lines": weights["lines-labelled" if label else "lines"] * min(others, 2),
        "run": weights["run"] * (len(run) > 1) * (1 if run.start == 0 or run.stop == len(subject.blocks) else -1),
    }
    teaser = subject.blocks[place + 1] if place + 1 < len(subject.blocks) and place + 1 not in lines else None
    is_enough = len(subject.blocks) > rule.options.number("min_blocks_around_teaser")
    if teaser is not None and is_enough and place and _is_teaser(rule, subject, teaser):
        below = subject.of[place + 1]
        echoes = len(keys & below)
        ranks = _shares(subject, (place, place + 1))
        usual = max(0.1, ranks[len(ranks) // 2]) if ranks else 1.0
        share = subject.shared(below, (place, place + 1))
        values = common | {
            "foreign": weights["foreign"] * _less(subject.shared(keys, (place, place + 1)), 0.5),
            "echoes": weights["echoes"] * min(echoes, 3) / 3,
            "teaser-foreign": weights["teaser-foreign"] * _less(share, usual),
            "goes-on": weights["goes-on"] * _goes_on(subject, place),
            "teaser-lowest": weights["teaser-lowest"] * _less(sum(r < share for r in ranks) / max(1, len(ranks)), 0.3),
        }
        told = echoes > (label is not None)
        least = rule.options.number("least")
        if (
            told
            and min(values["foreign"], values["teaser-foreign"]) >= least
            and sum(values.values()) >= rule.options.number("needed")
        ):
            return Foreign(line, teaser, _evidence(values), True)
    values = common | {"label": weights["label"] * (label is not None)}
    values |= {"foreign": weights["alone"] * _less(subject.shared(keys, (place,)), 0.5 if label else 0.34)}
    is_foreign = values["foreign"] >= rule.options.number("least_alone")
    if is_foreign and sum(values.values()) >= rule.options.number("needed_alone"):
        in_list = len(run) > 1 or place == 0 or (len(keys) < 4 and any(c.isdigit() for c in text))
        return Foreign(line, None, _evidence(values), label is not None and not in_list and not _is_said(text, label))
    return None


def _is_said(text: str, label: re.Match[str]) -> bool:
    """Whether what follows the label is a quotation: the label is who speaks."""
    return text[label.end() :].startswith(tuple("\"'“‘«„"))


def _is_announced(subject: Subject, place: int) -> bool:
    """Whether the block above ends with a colon: what follows is quoted, listed or named."""
    above = subject.blocks[place - 1].span.of(subject.reading.document.text) if place else ""
    return above.rstrip().endswith((":", "："))


def _goes_on(subject: Subject, place: int) -> float:
    """Whether the next paragraph shares words with the headline and its teaser alone: they open a section."""
    if place + 2 >= len(subject.blocks):
        return 0.0
    new = {key for key in subject.of[place] | subject.of[place + 1] if subject.spread[key] <= 3}
    others = {key for p, keys in enumerate(subject.of) if p not in (place, place + 1, place + 2) for key in keys & new}
    return float(len((new - others) & subject.of[place + 2]) > 1)


def _run(place: int, lines: Sequence[int]) -> range:
    """The places of the lines that stand one below the other around `place`."""
    first = last = place
    while first - 1 in lines:
        first -= 1
    while last + 1 in lines:
        last += 1
    return range(first, last + 1)


def _evidence(values: Mapping[str, float]) -> tuple[Evidence, ...]:
    return weightiest_first(Evidence(name, round(value, 3)) for name, value in values.items() if value)


def _less(value: float, bound: float) -> float:
    """1 at zero, falling to 0 at `bound`."""
    return max(0.0, 1.0 - value / bound)


def _shares(subject: Subject, without: tuple[int, ...]) -> Sequence[float]:
    """What share of its keys each other paragraph has in common with the rest, in rising order."""
    places = [p for p, keys in enumerate(subject.of) if p not in without and len(keys) >= 5]
    return sorted(subject.shared(subject.of[p], (p, *without)) for p in places)


def _is_teaser(rule: Rule, subject: Subject, block: Block) -> bool:
    reading = subject.reading
    words = len(reading.tokens.within(block.span))
    starts = [s.span.start for s in reading.document.sentences]
    sentences = bisect_left(starts, block.span.end) - bisect_left(starts, block.span.start)
    fits = 8 <= words <= rule.options.number("max_teaser_words") and sentences <= rule.options.number("max_sentences")
    return fits and block.kind is BlockKind.PARAGRAPH and bool(_STOP.search(block.span.of(reading.document.text)))


def _is_title_case(reading: Reading, words: Sequence[int]) -> bool:
    """Whether all longer words have capitals, and more than the first of them."""
    long = [word for i in words if len(word := reading.tokens.word(i)) > 4 and word[0].isalpha()]
    return len(long) > 2 and all(word[0].isupper() for word in long)
