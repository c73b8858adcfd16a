"""What is found of sentences and paragraphs that are put into clean articles a second time, as they are or reworded, of
blocks in another language, and of datelines; and what is found in the clean articles themselves.

A case is one article with one injury. It is found if a finding of the families looked at covers most of what was put
in, or of what it copies.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random

from sentencex import segment

from cleaner import Cleaner
from cleaner.automaton import expand
from cleaner.errors import CleanerError
from cleaner.model import Span
from tests.benchmarks.carriers import Carrier, stock
from tests.benchmarks.data import clean_news, half

FOREIGN = tomllib.loads((Path(__file__).parent / "foreign.toml").read_text(encoding="utf-8"))
"""Sentences and paragraphs of our own by language, and datelines."""
_WORDS = tomllib.loads((Path(__file__).parent / "reworded.toml").read_text(encoding="utf-8"))
FOUND, SURE = 0.8, 0.5
"""The share of what was put in that a finding must cover, and the confidence from which a rule speaks alone."""
LEAST_WORDS = 8
PER_KIND = 200
_NUMERALS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FULL_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{2,}) ([A-Z][a-z]{2,})\b(?! [A-Z])")
_FAMILIES = ("duplicate/", "splice/", "boilerplate/dateline", "boilerplate/wire")
LIGHT = ("one synonym", "two synonyms", "one word dropped", "two words dropped", "numeral or name", "spinner's words")


@dataclass(frozen=True, slots=True)
class Case:
    """An article with a copy or a foreign block in it: its paragraphs, and the place of what was put in."""

    kind: str
    carrier: Carrier
    blocks: tuple[str, ...]
    block: int
    piece: str
    source: str = ""

    def text(self) -> tuple[str, Span]:
        """The text, and where the piece stands in it."""
        before = "\n\n".join(self.blocks[: self.block])
        start = len(before) + 2 * bool(before)
        at = self.blocks[self.block].rindex(self.piece)
        return "\n\n".join(self.blocks), Span(start + at, start + at + len(self.piece))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: the rules that speak of it, the surest confidence among them (0: none)."""

    case: Case
    rules: tuple[str, ...]
    confidence: float


def sentences_of(block: str) -> list[str]:
    """The sentences of a paragraph, blanks at their ends aside."""
    return [s.strip() for s in segment("en", block) if s.strip()]


def _usable(sentence: str) -> bool:
    return len(sentence.split()) >= LEAST_WORDS and sentence.endswith((".", "!", '."', ".”")) and sentence[0].isupper()


def _one_swap(words: list[str], chance: Random, times: int) -> bool:
    """Swaps synonyms in place; False: there are not so many."""
    table = synonyms()
    places = [i for i, w in enumerate(words) if w.strip(".,;:").lower() in table]
    if len(places) < times:
        return False
    for i in chance.sample(places, times):
        bare = words[i].strip(".,;:")
        other = chance.choice(table[bare.lower()])
        words[i] = words[i].replace(bare, other.capitalize() if bare[0].isupper() else other)
    return True


@cache
def synonyms() -> dict[str, list[str]]:
    """Our words that mean about the same, each with the others."""
    table: dict[str, list[str]] = defaultdict(list)
    for pair in _WORDS["synonyms"]:
        one, other = pair.split()
        table[one].append(other)
        table[other].append(one)
    return table


@cache
def _spinner_words() -> list[tuple[re.Pattern[str], str]]:
    """What spinners make of sound words, from the rules about them: sound text, and spun."""
    pairs = []
    for rule in Cleaner().rules:
        if not rule.id.startswith("spinning/"):
            continue
        for phrase in rule.phrases:
            if phrase.replacement is None or not phrase.replacement.strip():
                continue
            for words, start, end in expand(phrase.text)[:40]:
                sound = " ".join((*words[:start], phrase.replacement, *words[end:]))
                if len(sound.split()) >= 2 and all(w[0].isalnum() for w in sound.split()):
                    pairs.append((re.compile(rf"\b{re.escape(sound)}\b"), " ".join(words)))
    return pairs


def swapped(times: int) -> Callable[[str, Random], str | None]:
    """A rewording that swaps so many synonyms."""

    def reword(sentence: str, chance: Random) -> str | None:
        words = sentence.split()
        return " ".join(words) if _one_swap(words, chance, times) else None

    return reword


def dropped(times: int) -> Callable[[str, Random], str | None]:
    """A rewording that leaves out so many words, neither the first nor the last, nor a number."""

    def reword(sentence: str, chance: Random) -> str | None:
        words = sentence.split()
        places = [i for i in range(1, len(words) - 1) if words[i].isalpha() and words[i].islower()]
        if len(places) < times + 4:
            return None
        gone = set(chance.sample(places, times))
        return " ".join(w for i, w in enumerate(words) if i not in gone)

    return reword


def spun(sentence: str, _: Random) -> str | None:
    """The sentence with the words of a spinner."""
    for sound, other in _spinner_words():
        if (match := sound.search(sentence)) is not None:
            return sentence[: match.start()] + other + sentence[match.end() :]
    return None


def renamed(sentence: str, chance: Random) -> str | None:
    """A numeral written the other way, or a full name as a surname, with an honorific or without."""
    for n, word in enumerate(_NUMERALS, 2):
        for one, other in ((f" {word} ", f" {n} "), (f" {n} ", f" {word} ")):
            if one in sentence:
                return sentence.replace(one, other, 1)
    if _FULL_NAME.search(sentence):
        return _FULL_NAME.sub(chance.choice([r"\2", r"Mr \2"]), sentence, count=1)
    return None


def reordered(sentence: str, _: Random) -> str | None:
    """The part behind the last comma, put first; or the two sides of "and" swapped."""
    body, stop = sentence[:-1], sentence[-1]
    head, comma, tail = body.rpartition(", ")
    if comma and 3 <= len(tail.split()) <= len(head.split()) and '"' not in sentence and "”" not in sentence:
        return f"{tail[0].upper()}{tail[1:]}, {head[0].lower()}{head[1:]}{stop}"
    one, both, other = body.partition(" and ")
    if both and len(one.split()) >= 4 and len(other.split()) >= 4 and '"' not in sentence and "”" not in sentence:
        return f"{other[0].upper()}{other[1:]} and {one[0].lower()}{one[1:]}{stop}"
    return None


def mixed(sentence: str, chance: Random) -> str | None:
    """Two synonyms swapped, a word left out, and a numeral or name changed where there is one."""
    words = swapped(2)(sentence, chance)
    shorter = dropped(1)(words, chance) if words else None
    return (renamed(shorter, chance) or shorter) if shorter else None


REWORDINGS: dict[str, Callable[[str, Random], str | None]] = {
    "one synonym": swapped(1),
    "two synonyms": swapped(2),
    "three synonyms": swapped(3),
    "one word dropped": dropped(1),
    "two words dropped": dropped(2),
    "spinner's words": spun,
    "numeral or name": renamed,
    "reordered": reordered,
    "mixed": mixed,
}


def cases(articles: Sequence[Carrier], seed: int) -> Iterator[Case]:
    """All cases, drawn with a seed."""
    yield from _copies(articles, Random(f"copies {seed}"))
    yield from _guests(articles, Random(f"foreign {seed}"))


def _copies(articles: Sequence[Carrier], chance: Random) -> Iterator[Case]:
    makers: dict[str, Callable[[Carrier, Random], Case | None]] = {
        "sentence, adjacent": lambda c, r: exact(c, r, 1, adjacent=True),
        "sentence, far": lambda c, r: exact(c, r, 1, adjacent=False),
        "two sentences, far": lambda c, r: exact(c, r, 2, adjacent=False),
        "paragraph, adjacent": lambda c, r: paragraph_again(c, r, adjacent=True),
        "paragraph, far": lambda c, r: paragraph_again(c, r, adjacent=False),
        "joined to another": _joined,
        "reworded paragraph": _reworded_paragraph,
    }
    for kind, reword in REWORDINGS.items():
        makers[kind] = lambda c, r, reword=reword, kind=kind: _reworded(c, r, kind, reword)
    for kind, make in makers.items():
        made = tries = 0
        while made < PER_KIND and tries < 60 * PER_KIND:
            tries += 1
            case = make(chance.choice(articles), chance)
            if case is not None:
                yield Case(kind, case.carrier, case.blocks, case.block, case.piece, case.source)
                made += 1


def _drawn(carrier: Carrier, chance: Random, least: int = 1) -> tuple[int, list[str]] | None:
    """A paragraph with at least so many usable sentences in a row, and those sentences."""
    order = list(range(len(carrier.blocks)))
    chance.shuffle(order)
    for at in order:
        some = sentences_of(carrier.blocks[at])
        for first in range(len(some) - least + 1):
            run = some[first : first + least]
            if all(map(_usable, run)) and sum(block.count(run[0]) for block in carrier.blocks) == 1:
                return at, run
    return None


def _into(carrier: Carrier, chance: Random, at: int, piece: str, source: str, *, adjacent: bool) -> Case | None:
    """The piece behind its source, or into a paragraph of prose at least three further on."""
    blocks = list(carrier.blocks)
    if adjacent:
        place = blocks[at].find(source) + len(source)
        blocks[at] = f"{blocks[at][:place]} {piece}{blocks[at][place:]}"
        return Case("", carrier, tuple(blocks), at, piece, source) if blocks[at].rfind(piece) >= place else None
    far = [i for i in range(at + 2, len(blocks)) if all(map(_usable, sentences_of(blocks[i])[:1]))]
    if not far:
        return None
    to = chance.choice(far)
    some = sentences_of(blocks[to])
    some.insert(chance.randint(0, len(some)), piece)
    blocks[to] = " ".join(some)
    return Case("", carrier, tuple(blocks), to, piece, source)


def exact(carrier: Carrier, chance: Random, count: int, *, adjacent: bool) -> Case | None:
    """So many sentences in a row a second time, behind themselves or further on; None where there are none."""
    drawn = _drawn(carrier, chance, count)
    if drawn is None:
        return None
    at, run = drawn
    return _into(carrier, chance, at, " ".join(run), " ".join(run), adjacent=adjacent)


def _reworded(carrier: Carrier, chance: Random, _: str, reword: Callable[[str, Random], str | None]) -> Case | None:
    drawn = _drawn(carrier, chance)
    if drawn is None:
        return None
    at, (sentence,) = drawn
    other = reword(sentence, chance)
    if other is None or other == sentence:
        return None
    return _into(carrier, chance, at, other, sentence, adjacent=chance.random() < 0.3)


def paragraph_again(carrier: Carrier, chance: Random, *, adjacent: bool) -> Case | None:
    """A paragraph a second time, behind itself or further on; None where none is of prose."""
    places = [
        i for i, b in enumerate(carrier.blocks[:-2]) if len(b.split()) >= 15 and all(map(_usable, sentences_of(b)))
    ]
    if not places:
        return None
    at = chance.choice(places)
    to = at + 1 if adjacent else chance.randint(at + 2, len(carrier.blocks))
    piece = carrier.blocks[at]
    return Case("", carrier, (*carrier.blocks[:to], piece, *carrier.blocks[to:]), to, piece, piece)


def _reworded_paragraph(carrier: Carrier, chance: Random) -> Case | None:
    case = paragraph_again(carrier, chance, adjacent=False)
    if case is None:
        return None
    some = [swapped(2)(s, chance) or swapped(1)(s, chance) or dropped(1)(s, chance) for s in sentences_of(case.piece)]
    if not all(some):
        return None
    piece = " ".join(filter(None, some))
    blocks = (*case.blocks[: case.block], piece, *case.blocks[case.block + 1 :])
    return Case("", carrier, blocks, case.block, piece, case.piece)


def _joined(carrier: Carrier, chance: Random) -> Case | None:
    """Two sentences of different places joined to one: what stands above is in it."""
    one, other = _drawn(carrier, chance), _drawn(carrier, chance)
    if one is None or other is None or one[0] >= other[0] or '"' in one[1][0] + other[1][0]:
        return None
    joined = f"{other[1][0][:-1]}, and {one[1][0][0].lower()}{one[1][0][1:]}"
    blocks = list(carrier.blocks)
    blocks[other[0]] = blocks[other[0]].replace(other[1][0], joined, 1)
    return Case("", carrier, tuple(blocks), other[0], joined, one[1][0]) if other[0] != one[0] else None


def _guests(articles: Sequence[Carrier], chance: Random) -> Iterator[Case]:
    for language, pieces in FOREIGN["sentence"].items():
        for piece in pieces:
            for _ in range(4):
                carrier = chance.choice(articles)
                at = chance.randrange(1, len(carrier.blocks))
                some = sentences_of(carrier.blocks[at])
                some.insert(chance.randint(0, len(some)), piece)
                blocks = (*carrier.blocks[:at], " ".join(some), *carrier.blocks[at + 1 :])
                yield Case("foreign sentence", carrier, blocks, at, piece, language)
    for row, kind in (("paragraph", "foreign paragraph"), ("dateline", "dateline"), ("instruction", "instruction")):
        for language, pieces in FOREIGN[row].items():
            for piece in pieces:
                for _ in range(4):
                    carrier = chance.choice(articles)
                    at = chance.randrange(2, len(carrier.blocks))
                    block = carrier.blocks[at]
                    blocks = list(carrier.blocks)
                    if row == "dateline":
                        blocks[at] = f"{piece}{block}"
                    else:
                        blocks.insert(at, piece)
                    yield Case(kind, carrier, tuple(blocks), at, piece, language)


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def outcome(case: Case) -> Outcome:
    """Cleans one injured article."""
    text, place = case.text()
    try:
        result = _cleaner().clean_text(text, title=case.carrier.title)
    except CleanerError:
        return Outcome(case, (), 0.0)
    source = text.find(case.source) if case.source and case.kind in ALL_COPIES else -1
    wanted = [place] + ([Span(source, source + len(case.source))] if source >= 0 else [])
    covered: dict[Span, set[int]] = {w: set() for w in wanted}
    rules: dict[str, float] = {}
    for found in result.findings:
        if case.kind in ALL_COPIES and not found.rule.startswith("duplicate/"):
            continue
        if found.rule.startswith(("names/", "spinning/", "noise/")):
            continue
        for span in wanted:
            if found.span.overlaps(span) and (len(found.span) <= 3 * len(span) + 40):
                covered[span] |= set(range(max(found.span.start, span.start), min(found.span.end, span.end)))
                rules[found.rule] = max(rules.get(found.rule, 0.0), found.confidence)
    share = max((len(c) / max(1, len(s)) for s, c in covered.items()), default=0.0)
    least = 0.3 if case.kind in ("dateline", "joined to another") else FOUND
    return Outcome(case, tuple(rules), max(rules.values(), default=0.0) if share >= least else 0.0)


ALL_COPIES = frozenset(
    [*REWORDINGS, "sentence, adjacent", "sentence, far", "two sentences, far", "paragraph, adjacent",
     "paragraph, far", "joined to another", "reworded paragraph"]
)  # fmt: skip


def _outcomes(some: Sequence[Case]) -> list[Outcome]:
    return [outcome(case) for case in some]


def measure(every: Iterable[Case], workers: int = 2) -> list[Outcome]:
    """The outcomes of all cases."""
    ordered = list(every)
    size = max(1, len(ordered) // (8 * workers) + 1)
    chunks = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    with ProcessPoolExecutor(workers) as pool:
        return list(chain.from_iterable(pool.map(_outcomes, chunks)))


def run(found: Path | None, missed: Path | None, which: int = 1, seed: int = 0) -> None:
    """Prints the tables for one half; `found`: a JSONL file for what is found in clean articles, `missed`: one for what
    is missed in injured ones."""
    articles = [c for c in stock(which).articles["en"] if c.corpus != "page"]
    outcomes = measure(cases(articles, seed))
    rows: dict[str, list[Outcome]] = defaultdict(list)
    for o in outcomes:
        rows[o.case.kind].append(o)
        if o.case.kind in LIGHT:
            rows["= light rewordings"].append(o)
        if "foreign" in o.case.kind or o.case.kind in ("instruction", "dateline"):
            rows[f"{o.case.kind}, {o.case.source}"].append(o)
    print(f"half {which}, seed {seed}: recall at any confidence, and at {SURE} or more")
    for kind, some in rows.items():
        told, sure = (sum(o.confidence >= least for o in some) / len(some) for least in (0.01, SURE))
        print(f"{kind:<32}{len(some):>6}{told:>8.3f}{sure:>8.3f}")
    if missed:
        lines = ({"kind": o.case.kind, "piece": o.case.piece, "source": o.case.source, "id": o.case.carrier.id}
                 for o in outcomes if o.confidence < SURE)  # fmt: skip
        missed.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    _false_alarms(which, found)


def _false_alarms(which: int, out: Path | None) -> None:
    cleaner, articles = Cleaner(), Counter[str]()
    counts: Counter[tuple[str, bool, str]] = Counter()
    sheet = []
    for row in clean_news():
        if half(row["id"]) != which:
            continue
        articles[row["corpus"]] += 1
        result = cleaner.clean_text(row["text"], title=row["title"])
        for f in result.findings:
            if f.rule.startswith(_FAMILIES) or "assistant" in f.rule:
                counts[f.rule, f.confidence >= SURE, row["corpus"]] += 1
                first = f.related[0].of(result.source_text) if f.related else ""
                sheet.append({"id": row["id"], "rule": f.rule, "confidence": f.confidence,
                              "text": f.span.of(result.source_text), "first": first})  # fmt: skip
    names = sorted(articles)
    print(f"\nfindings per 100 clean articles{'':<9}" + "".join(f"{name:>12}" for name in names))
    for rule, sure in sorted({(rule, sure) for rule, sure, _ in counts}):
        cells = "".join(f"{100 * counts[rule, sure, name] / articles[name]:>12.2f}" for name in names)
        print(f"{rule:<30}{'>=' if sure else '<'} {SURE:<7}{cells}")
    if out:
        out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in sheet), encoding="utf-8")
