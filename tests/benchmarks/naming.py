"""What is found and repaired of names and words that are injured as spinners injure them; and false findings.

Every case is a clean article with one kind of injury at known places. A place is found if a finding of the families
`names` and `spinning`, or what it is related to, overlaps it; repaired if the sound form, or one as right, stands there
afterwards; changed if another text than the injured one stands there. Harm are other edits, that the sound article does
not get; what it does get and the injured one does not is counted apart, as less.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from cleaner import Cleaner
from cleaner.edit import Alignment
from cleaner.errors import CleanerError
from cleaner.model import Edit, Finding, Span
from cleaner.result import CleanResult
from tests.benchmarks.data import clean_news, half
from tests.benchmarks.injured_people import PEOPLE_KINDS, share_respellable
from tests.benchmarks.injuries import TABLE_KINDS, Article, Injury, Place, Voice, cases

KINDS = {**TABLE_KINDS, **PEOPLE_KINDS}
GOALS: Mapping[str, tuple[float, float | None]] = {
    "USA": (0.97, 0.95),
    "official name": (0.97, 0.95),
    "can not": (0.97, 0.95),
    "postal code": (0.97, 0.95),
    "lower-case us": (0.97, 0.95),
    "honorific added": (0.97, None),
    "surname respelt": (0.85, None),
    "organisation unfolded": (0.90, None),
}
"""What is wanted of each kind: the shares of places found and repaired."""
MOST = 200
SURE = 0.5
FALSE_PER_100, CHANGED_PER_200 = 1.0, 1.0
_FAMILIES = ("names/", "spinning/")
_FURTHEST = 60
"""A finding that is longer than the injured place by more than this speaks of something else."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one place. `void`: the sound article itself is edited there, so that nothing can be said."""

    place: Place
    found: bool
    repaired: bool
    changed: bool
    void: bool
    left: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case. Beside its places, `harm` are the edits that the sound article does not get, `less` those
    that it alone gets."""

    injury: Injury
    places: tuple[Seen, ...]
    harm: tuple[Edit, ...]
    less: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """What names and spinning find in, and do to, a sound article: each finding with the text around it."""

    corpus: str
    findings: tuple[tuple[Finding, str, str], ...]
    edits: tuple[Edit, ...]
    id: str


@cache
def _cleaner() -> Cleaner:
    return Cleaner()


def outcome(injury: Injury, sound: CleanResult, cleaner: Cleaner | None = None) -> Outcome:
    """Cleans an injured article. `sound`: its article without the injury, cleaned.

    Raises a child of CleanerError for a text that cannot be cleaned.
    """
    text, spans = injury.injured()
    result = (cleaner or _cleaner()).clean_text(text, title=injury.article.title)
    assert result.source_text == text
    told = [
        part
        for finding in result.findings
        if finding.rule.startswith(_FAMILIES) and finding.confidence >= SURE
        for part in (finding.span, *finding.related)
    ]
    seen = []
    for place, span in zip(injury.places, spans, strict=True):
        is_found = any(part.overlaps(span) and len(part) <= len(span) + _FURTHEST for part in told)
        around, left = _left(span, result)
        before, after = text[around.start : span.start], text[span.end : around.end]
        is_repaired = left in {f"{before}{right}{after}" for right in place.right}
        is_void = any(edit.span.overlaps(place.span) for edit in sound.edits)
        seen.append(Seen(place, is_found, is_repaired, left != around.of(text), is_void, left))
    return Outcome(injury, tuple(seen), *_differing(injury, spans, result.edits, sound.edits))


def _left(span: Span, result: CleanResult) -> tuple[Span, str]:
    """The place with the edits that touch it, and what the clean text has there."""
    touching = [edit.span for edit in result.edits if edit.span.overlaps(span)]
    around = Span(min((span, *touching)).start, max(part.end for part in (span, *touching)))
    alignment = Alignment(result.edits)
    return around, result.text[alignment.forward(around.start) : alignment.forward(around.end)]


def _differing(
    injury: Injury, spans: Sequence[Span], edits: Iterable[Edit], others: Iterable[Edit]
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """The edits beside the places that only the injured article gets, and those that only the sound one gets."""

    def moved(span: Span) -> Span:
        grown = [(p.span.end, len(s) - len(p.span)) for p, s in zip(injury.places, spans, strict=True)]
        start, end = (at + sum(more for last, more in grown if last <= at) for at in (span.start, span.end))
        return Span(start, end)

    def is_beside(span: Span, places: Iterable[Span]) -> bool:
        near = next((place for place in places if span.overlaps(place)), None)
        return near is None or len(span) > len(near) + _FURTHEST

    mine = {(e.span, e.replacement): e for e in edits if is_beside(e.span, spans)}
    sound = [p.span for p in injury.places]
    theirs = {(moved(e.span), e.replacement): e for e in others if is_beside(e.span, sound)}
    return tuple(mine[key] for key in sorted(mine.keys() - theirs)), tuple(
        theirs[k] for k in sorted(theirs.keys() - mine)
    )


def sound_of(article: Article, result: CleanResult) -> Sound:
    """What names and spinning find in a sound article with some confidence, and what they change."""
    text = result.source_text
    findings = []
    edits = tuple(edit for edit in result.edits if edit.rule.startswith(_FAMILIES))
    for f in result.findings:
        if f.rule.startswith(_FAMILIES) and f.confidence >= SURE:
            near = f"{text[max(0, f.span.start - 100) : f.span.start]}[[{f.span.of(text)}]]{text[f.span.end :][:100]}"
            edit = next((e for e in edits if e.span.overlaps(f.span)), None)
            findings.append((f, near, f"{edit.original} > {edit.replacement}" if edit else ""))
    return Sound(article.corpus, tuple(findings), edits, article.id)


def _treated(jobs: Sequence[tuple[Article, Sequence[Injury]]]) -> list[tuple[Sound | None, list[Outcome]]]:
    done: list[tuple[Sound | None, list[Outcome]]] = []
    for article, injuries in jobs:
        try:
            sound = _cleaner().clean_text(article.text, title=article.title)
            done.append((sound_of(article, sound), [outcome(injury, sound) for injury in injuries]))
        except CleanerError as error:
            print("failed", article.id, error)
    return done


def measure(
    articles: Sequence[Article], every: Iterable[Injury], workers: int = 2
) -> tuple[list[Sound], list[Outcome]]:
    """All articles sound, and the outcomes of all cases."""
    by_article: dict[str, list[Injury]] = defaultdict(list)
    for injury in every:
        by_article[injury.article.id].append(injury)
    jobs = [(article, by_article[article.id]) for article in articles]
    chunks = [jobs[i : i + 40] for i in range(0, len(jobs), 40)]
    with ProcessPoolExecutor(workers) as pool:
        done = list(chain.from_iterable(pool.map(_treated, chunks)))
    return [sound for sound, _ in done if sound], [o for _, outcomes in done for o in outcomes]


def articles_of(which: int) -> list[Article]:
    """The clean articles of one half of the shared data."""
    rows = (row for row in clean_news() if half(row["id"]) == which)
    return [Article(row["id"], row["corpus"], row["title"], row["text"]) for row in rows]


def run(out: Path | None = None, missed: Path | None = None, which: int = 1, seed: int = 0) -> None:
    """Prints the tables for one half. JSONL files to be read: `out` for false findings, `missed` for what is missed,
    and every harm."""
    from tests.benchmarks import naming_cost

    articles = articles_of(which)
    sound, outcomes = measure(articles, cases(articles, KINDS, seed, MOST))
    some, of = share_respellable(articles)
    print(f"half {which}, seed {seed}: {len(articles)} articles. {some} of {of} surnames have another spelling")
    for voice in Voice:
        _print_voice(voice, [o for o in outcomes if o.injury.voice is voice])
    _print_sound(sound)
    if out:
        _write(out, map(_sound_line, [(s, *found) for s in sound for found in s.findings]))
    if missed:
        _write(missed, (line for o in outcomes for line in _missed_lines(o)))
    naming_cost.run(which)


def _print_voice(voice: Voice, outcomes: Sequence[Outcome]) -> None:
    print(f"\nin {voice}: of the places, the share found and repaired (goal); cases with harm, and with less")
    print(f"{'':<34}{'cases':>6}{'places':>8}{'found':>7}{'(goal)':>7}{'repaired':>10}{'(goal)':>7}{'changed':>9}"
          f"{'harm':>6}{'less':>6}")  # fmt: skip
    for kind, (found, repaired) in GOALS.items():
        of_kind = [o for o in outcomes if o.injury.kind == kind]
        if not of_kind:
            continue
        goals = (found, repaired) if voice is Voice.NARRATION else (None, None)
        _print_row(kind, of_kind, *goals)
        for corpus in sorted({o.injury.article.corpus for o in of_kind}):
            _print_row(f"    {corpus}", [o for o in of_kind if o.injury.article.corpus == corpus])
        if kind in ("surname respelt", "organisation unfolded", "USA"):
            notes: dict[str, list[bool]] = defaultdict(list)
            for place in (place for o in of_kind for place in o.places if not place.void):
                notes[place.place.note].append(place.found)
            print("      found: " + ", ".join(f"{n} {sum(v)}/{len(v)}" for n, v in sorted(notes.items())))


def _print_row(
    label: str, outcomes: Sequence[Outcome], goal_found: float | None = None, goal_repaired: float | None = None
) -> None:
    places = [place for o in outcomes for place in o.places if not place.void]
    n = max(1, len(places))
    found, repaired = sum(p.found for p in places) / n, sum(p.repaired for p in places) / n
    goals = [f"({goal:.2f})" if goal else "" for goal in (goal_found, goal_repaired)]
    print(f"{label:<34}{len(outcomes):>6}{len(places):>8}{found:>7.3f}{goals[0]:>7}{repaired:>10.3f}{goals[1]:>7}"
          f"{sum(p.changed for p in places):>9}{sum(bool(o.harm) for o in outcomes):>6}"
          f"{sum(bool(o.less) for o in outcomes):>6}")  # fmt: skip


def _print_sound(sound: Sequence[Sound]) -> None:
    print(f"\nfindings of confidence {SURE} or more in sound articles, per 100 (goal {FALSE_PER_100:.0f} false ones);"
          f" articles changed by them, per 200 (goal {CHANGED_PER_200:.0f})")  # fmt: skip
    for corpus in ("all", *sorted({s.corpus for s in sound})):
        here = [s for s in sound if corpus in ("all", s.corpus)]
        findings, changed = sum(len(s.findings) for s in here), sum(bool(s.edits) for s in here)
        print(f"{corpus:<16}{len(here):>6} articles: {findings:>4} = {100 * findings / len(here):.2f} per 100; "
              f"{changed:>3} changed = {200 * changed / len(here):.2f} per 200")  # fmt: skip
    rules = Counter((f.rule, s.corpus) for s in sound for f, _, _ in s.findings)
    changing = Counter((e.rule, s.corpus) for s in sound for e in s.edits)
    for rule, corpus in sorted(rules.keys() | changing.keys()):
        print(f"  {rule:<36}{corpus:<12}{rules[rule, corpus]:>4} findings{changing[rule, corpus]:>5} edits")


def _sound_line(found: tuple[Sound, Finding, str, str]) -> dict[str, object]:
    sound, f, near, edit = found
    return {"id": sound.id, "rule": f.rule, "confidence": f.confidence, "fix": f.fix, "register": f.register,
            "message": f.message, "in": near, "edit": edit}  # fmt: skip


def _missed_lines(outcome: Outcome) -> Iterable[dict[str, object]]:
    injury = outcome.injury
    goal = GOALS[injury.kind][1]
    text, spans = injury.injured()
    base = {"kind": injury.kind, "voice": injury.voice, "id": injury.article.id}
    for seen, span in zip(outcome.places, spans, strict=True):
        is_right = seen.repaired or not goal if injury.voice is Voice.NARRATION else not seen.changed
        if not seen.void and not (seen.found and is_right):
            near = f"{text[max(0, span.start - 60) : span.start]}[[{span.of(text)}]]{text[span.end :][:60]}"
            yield {**base, "found": seen.found, "repaired": seen.repaired, "right": seen.place.right,
                   "left": seen.left, "in": near}  # fmt: skip
    for edit in outcome.harm:
        yield {**base, "harm": f"{edit.original} > {edit.replacement}", "rule": edit.rule, "at": edit.span.start}


def _write(path: Path, lines: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as sheet:
        sheet.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
