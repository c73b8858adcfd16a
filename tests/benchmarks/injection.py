"""What is found and removed of lines that are put into clean articles; and what that costs the articles.

Every case is one article with one injury: a labelled line, a headline and teaser of another article, a prompt, a
template line, a credit, a macro. Recall is what is found and removed with nothing else lost, of all; harm is what is
lost of the article beyond what it loses when it is cleaned without the injury.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random

from cleaner import Cleaner
from cleaner.errors import CleanerError
from cleaner.model import Span
from tests.benchmarks.carriers import OWN, Carrier, Stock, draw, stock, title_case
from tests.benchmarks.data import half
from tests.benchmarks.heldout import FOLDS, cleaner_without, held_out, labels

FOUND, REMOVED = 0.8, 0.95
"""The shares of an injected block, blanks aside, that findings cover and edits take out."""
OURS = -1
"""In place of a fold: all our rules."""
KINDS = ("prompt", "template", "credit", "macro")
MAIN_FOLD = 0
GOALS = {
    "labelled, known": (0.97, ("labelled, known, headline", "labelled, known, alone")),
    "labelled, unknown, with a headline": (0.80, ("labelled, unknown, headline",)),
    "headline + teaser, without a label": (0.90, ("headline + teaser, other topic", "headline + teaser, at the end")),
    "prompts, template lines, macros": (0.97, ("prompt", "template", "macro")),
}
"""The recall that is wanted, and of which rows."""
UNLABELLED = {
    "headline + teaser, other topic": 300,
    "headline + teaser, at the end": 100,
    "headline + teaser, same topic": 150,
    "headline only": 150,
    "2-4 headlines below the title": 100,
}


@dataclass(frozen=True, slots=True)
class Case:
    """An injured article. `lines` are injected before paragraph `at`; `inline`: at the end of the one before it.

    `row` and `unit` say where it counts; `fold`: whose labels the rules do not know.
    """

    row: str
    unit: str
    carrier: Carrier
    lines: tuple[str, ...]
    at: int
    inline: bool = False
    fold: int = OURS

    def text(self) -> tuple[str, list[Span], list[Span]]:
        """The text, the places of the injected lines in it, and those of the article's own paragraphs."""
        pieces = [(block, False) for block in self.carrier.blocks]
        pieces[self.at : self.at] = [(line, True) for line in self.lines]
        text, injected, own = "", list[Span](), list[Span]()
        for piece, is_injected in pieces:
            text += "" if not text else " " if is_injected and self.inline else "\n\n"
            (injected if is_injected else own).append(Span(len(text), len(text) + len(piece)))
            text += piece
        return text, injected, own


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case; `lost`: characters of the article's own, blanks aside."""

    case: Case
    found: bool
    removed: bool
    lost: int

    @property
    def is_success(self) -> bool:
        """Whether every injected line is found and gone, and nothing else."""
        return self.found and self.removed and not self.lost


def cases(articles: Stock, which: int, seed: int) -> Iterator[Case]:
    """All cases of one half, drawn with a seed."""
    yield from _labelled(articles, Random(f"labelled {seed}"))
    yield from _unlabelled(articles, Random(f"unlabelled {seed}"))
    yield from _own_lines(articles, which, Random(f"own {seed}"))


def _labelled(articles: Stock, chance: Random) -> Iterator[Case]:
    every = labels()
    unknown = {label: fold for fold in range(FOLDS) for label in held_out(every, fold)}
    of_main = set(held_out(every, MAIN_FOLD))
    for label in every:
        for _ in range(6 if label.language == "en" else 3):
            carrier = draw(chance, articles.articles[label.language])
            headline = chance.choice([h for h in articles.headlines[label.language] if h != carrier.title])
            if label.language == "en" and chance.random() < 0.5:
                headline = title_case(headline)
            form = "headline" if label.opens else "alone"
            line = label.line(headline) if label.opens else label.alone
            at = _place(carrier, chance)
            known = "unknown" if label in of_main else "known"
            yield Case(f"labelled, {known}, {form}", label.language, carrier, (line,), at, fold=MAIN_FOLD)
            yield Case(f"labelled, unknown in one of {FOLDS} folds, {form}", label.language, carrier, (line,), at,
                       fold=unknown[label])  # fmt: skip
            yield Case(f"labelled, all our rules, {form}", label.language, carrier, (line,), at)
            if label in of_main:
                yield Case(f"labelled, unknown ones by all our rules, {form}", label.language, carrier, (line,), at)
            if not label.opens:
                line = (label.line(headline),)
                yield Case("labelled, all our rules, colon put on", label.language, carrier, line, at)
                yield Case(f"labelled, unknown in one of {FOLDS} folds, colon put on", label.language, carrier, line,
                           at, fold=unknown[label])  # fmt: skip


def _unlabelled(articles: Stock, chance: Random) -> Iterator[Case]:
    for row, number in UNLABELLED.items():
        made = 0
        while made < number:
            carrier = draw(chance, articles.articles["en"])
            guests = articles.guests(carrier, same_topic="same topic" in row)
            if not guests:
                continue
            several = chance.randint(2, 4) if "below" in row else 1
            chosen = chance.sample(guests, min(several, len(guests)))
            lines = [title_case(guest.title or "") for guest in chosen]
            if "teaser" in row:
                lines.append(chosen[0].teaser(chance.randint(1, 2)))
            size = len(carrier.blocks)
            at = 0 if "below" in row else chance.randint(min(4, size - 1), min(9, size - 1))
            if "at the end" in row or ("only" in row and chance.random() < 0.5):
                at = size
            if carrier.title and chance.random() < 0.5:
                carrier, at = carrier.with_title_in_text(), at + 1
            yield Case(row, carrier.corpus, carrier, tuple(lines), at)
            made += 1


def _own_lines(articles: Stock, which: int, chance: Random) -> Iterator[Case]:
    for kind in KINDS:
        for language, lines in OWN[kind].items():
            for line in lines:
                if half(line) != which:
                    continue
                for turn in range(6 if language in ("en", "any") else 3):
                    carrier = draw(chance, articles.articles["en" if language == "any" else language])
                    is_inline = kind == "macro" and turn % 2 == 1
                    unit = language if kind != "macro" else "inline" if is_inline else "own line"
                    yield Case(kind, unit, carrier, (line,), _place(carrier, chance), is_inline)


def _place(carrier: Carrier, chance: Random) -> int:
    """Half to two thirds down; at the end once in five times."""
    size = len(carrier.blocks)
    return size if chance.random() < 0.2 else chance.randint((size + 1) // 2, max((size + 1) // 2, 2 * size // 3))


@cache
def _cleaner(fold: int) -> Cleaner:
    return Cleaner() if fold == OURS else cleaner_without(held_out(labels(), fold))


@cache
def _lost_anyway(carrier: Carrier, fold: int) -> tuple[int, ...]:
    """What a sound article loses of each of its paragraphs when it is cleaned."""
    text, _, own = Case("", "", carrier, (), 0).text()
    return _treated(text, carrier.title, own, fold)[1]


def _treated(text: str, title: str | None, spans: Sequence[Span], fold: int) -> tuple[list[int], tuple[int, ...]]:
    """How many characters of each span, blanks aside, findings cover, and edits take out.

    Raises a child of CleanerError for a text that cannot be cleaned.
    """
    result = _cleaner(fold).clean_text(text, title=title)
    assert result.source_text == text
    found, gone = bytearray(len(text)), bytearray(len(text))
    for finding in result.findings:
        found[finding.span.start : finding.span.end] = b"\1" * len(finding.span)
    for edit in result.edits:
        if not edit.replacement.strip() and not edit.rule.startswith("noise/"):
            gone[edit.span.start : edit.span.end] = b"\1" * len(edit.span)

    def count(marks: bytearray, span: Span) -> int:
        return sum(marks[i] for i in range(span.start, span.end) if not text[i].isspace())

    return [count(found, s) for s in spans], tuple(count(gone, s) for s in spans)


def outcome(case: Case) -> Outcome:
    """Cleans one injured article."""
    text, injected, own = case.text()
    try:
        covered, gone = _treated(text, case.carrier.title, (*injected, *own), case.fold)
        anyway = _lost_anyway(case.carrier, case.fold)
    except CleanerError:
        return Outcome(case, found=False, removed=False, lost=0)
    sizes = [len("".join(span.of(text).split())) for span in injected]
    return Outcome(
        case,
        found=all(n >= FOUND * size for n, size in zip(covered, sizes, strict=False)),
        removed=all(n >= REMOVED * size for n, size in zip(gone, sizes, strict=False)),
        lost=sum(max(0, now - before) for now, before in zip(gone[len(injected) :], anyway, strict=True)),
    )


def _outcomes(some: Sequence[Case]) -> list[Outcome]:
    return [outcome(case) for case in some]


def measure(every: Iterable[Case], workers: int = 2) -> list[Outcome]:
    """The outcomes of all cases, those of one article together, so that it is cleaned sound but once."""
    ordered = sorted(every, key=lambda case: (case.fold, case.carrier.id))
    size = max(1, len(ordered) // (4 * workers) + 1)
    chunks = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    with ProcessPoolExecutor(workers) as pool:
        return list(chain.from_iterable(pool.map(_outcomes, chunks)))


def run(out: Path | None = None, which: int = 1, seed: int = 0) -> None:
    """Prints the tables for one half; `out`: a JSONL file for every line that is missed and every loss, to be read."""
    outcomes = measure(cases(stock(which), which, seed))
    rows: dict[str, list[Outcome]] = defaultdict(list)
    units: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for o in outcomes:
        rows[o.case.row].append(o)
        form = o.case.row.rpartition(", ")
        units[form[0] if form[0].startswith("labelled") and form[2] != "colon put on" else o.case.row][
            o.case.unit
        ].append(o)
    print(f"half {which}, seed {seed}: recall: found, removed, and nothing else lost; lost: characters of the article")
    print(f"{'':<62}{'n':>6}{'found':>8}{'removed':>9}{'recall':>8}{'touched':>9}{'lost':>7}")
    for row in sorted(rows):
        _print(row, rows[row])
    print()
    for name, (goal, of) in GOALS.items():
        _print(f"{name} (goal {goal:.2f})", [o for row in of for o in rows[row]])
    print("\nrecall by language or corpus (of how many)")
    for row, by_unit in sorted(units.items()):
        cells = "  ".join(f"{unit} {_recall(some):.2f} ({len(some)})" for unit, some in sorted(by_unit.items()))
        _print(row, list(chain.from_iterable(by_unit.values())))
        print(f"    {cells}")
    if out:
        _write(out, outcomes)


def _recall(some: Sequence[Outcome]) -> float:
    return sum(o.is_success for o in some) / len(some)


def _print(row: str, some: Sequence[Outcome]) -> None:
    n = len(some)
    found, removed = sum(o.found for o in some) / n, sum(o.removed for o in some) / n
    touched, lost = sum(o.lost > 0 for o in some), sum(o.lost for o in some)
    print(f"{row:<62}{n:>6}{found:>8.3f}{removed:>9.3f}{_recall(some):>8.3f}{touched:>9}{lost:>7}")


def _write(out: Path, outcomes: Iterable[Outcome]) -> None:
    with out.open("w", encoding="utf-8") as sheet:
        for o in outcomes:
            if o.is_success:
                continue
            case = o.case
            line = {
                "row": case.row,
                "unit": case.unit,
                "id": case.carrier.id,
                "found": o.found,
                "removed": o.removed,
                "lost": o.lost,
                "lines": case.lines,
                "before": case.carrier.blocks[case.at - 1][-80:] if case.at else None,
                "after": case.carrier.blocks[case.at][:80] if case.at < len(case.carrier.blocks) else None,
            }
            sheet.write(json.dumps(line, ensure_ascii=False) + "\n")
