"""Whether our signals decide as datatrove's filters do, and what they cost beside them.

A document on which they differ is handed to datatrove again with our words and sentences: if it then says what we say,
the tokenizers explain the difference (spaCy counts marks as words, and keeps "isn't" and "$5" otherwise).
"""

from __future__ import annotations

import hashlib
import json
import lzma
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cleaner import Cleaner
from cleaner.errors import CleanerError
from cleaner.extract import read
from cleaner.model import Language, Meta
from cleaner.segment import segment
from cleaner.signals.c4 import KEPT, c4_lines
from cleaner.signals.filters import decisions
from cleaner.signals.measured import Signals
from cleaner.signals.parts import Parts
from cleaner.signals.subject import Subject, subject_of
from cleaner.words import tokenize
from tests.benchmarks.data import SHARED, clean_news, half, pages

ROUNDS = 3
DRAWN = {"clean-news": 350, "open-text": 250, "pages": 250}
DAMAGED = 148


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document; `timed`: it is as it was found."""

    id: str
    text: str
    timed: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Why datatrove drops a document, by filter: as it is, and when it is handed our words and sentences."""

    plain: Mapping[str, str | None]
    handed: Mapping[str, str | None]


def run(python: Path | None) -> None:
    """Prints agreement, disagreements and cost. `python`: that of the environment that has datatrove."""
    if python is None:
        print("skipped: --datatrove names the Python of an environment with datatrove 0.10")
        return
    documents = list(drawn())
    said, costs = _theirs(python, documents)
    ours = {each.id: decisions(Signals(subject_of(each.text))) for each in documents}
    for name in costs:
        _agreement(name, {i: reasons[name] for i, reasons in ours.items()}, said)
    _cost(costs, [each.text for each in documents if each.timed])


def drawn() -> Iterator[Drawn]:
    """The documents, drawn by the hash of their ids; the damaged ones are made of others than the sound ones."""
    sources = {"clean-news": _clean(), "open-text": _open(), "pages": _pages()}
    for name, most in DRAWN.items():
        rows = sorted(sources[name].items(), key=lambda row: hashlib.sha1(row[0].encode()).hexdigest())
        yield from (Drawn(f"{name} {i}", text, timed=True) for i, text in rows[:most])
        if name == "clean-news":
            spoilt = [*enumerate(rows[most : most + DAMAGED])]
    for nth, (i, text) in spoilt:
        damage = DAMAGES[nth % len(DAMAGES)]
        yield Drawn(f"{damage.__name__} {i}", damage(text), timed=False)
    yield Drawn("book", book(spoilt[0][1][1]), timed=False)
    yield Drawn("nothing", "", timed=False)


def _clean() -> dict[str, str]:
    return {row["id"]: row["text"] for row in clean_news() if half(row["id"]) == 1}


def _open() -> dict[str, str]:
    with lzma.open(SHARED / "data" / "open-text.jsonl.xz", "rt", encoding="utf-8") as rows:
        return {row["id"]: row["text"] for row in map(json.loads, rows) if half(row["id"]) == 1}


def _pages() -> dict[str, str]:
    most = Cleaner().config.max_bytes
    texts = {}
    for url, page in pages().items():
        try:
            texts[url] = read(page, url, most).text
        except CleanerError:
            continue
    return texts


def _words(text: str, number: int) -> str:
    return " ".join(text.split()[:number])


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def lines_doubled(text: str) -> str:
    return "\n".join(line for line in _lines(text) for _ in range(2))


def paragraphs_doubled(text: str) -> str:
    return f"{text}\n\n{text}"


def one_line_again(text: str) -> str:
    return text + ("\n\n" + _words(text, 9)) * 3 + "\n\n" + _lines(text)[-1]


def capitals(text: str) -> str:
    return text.upper()


def bullets(text: str) -> str:
    return "\n".join(f"- {line}" for line in text.replace(". ", ".\n").split("\n") if line)


def truncated(text: str) -> str:
    return _words(text, 30)


def menu(text: str) -> str:
    return "\n".join(text.split()[:150])


def menu_of_pairs(text: str) -> str:
    words = text.split()
    return "\n".join(" ".join(words[i : i + 3]) for i in range(0, len(words), 3))


def breaking_off(text: str) -> str:
    return "\n".join(f"{_words(line, 12)}..." for line in _lines(text))


def hashtags(text: str) -> str:
    return " ".join(f"#{word}" for word in text.split())


def ellipses(text: str) -> str:
    return "… ".join(text.split())


def figures(text: str) -> str:
    return (
        "\n".join(f"{len(word)}{len(word)} {nth} {nth * nth}" for nth, word in enumerate(text.split()))
        + " the of to and"
    )


def letters(text: str) -> str:
    return " ".join(word[0] for word in text.split())


def long_words(text: str) -> str:
    return " ".join("".join(text.split()[i : i + 4]).replace(".", "").replace("-", "") for i in range(0, 300, 4))


def placeholder(text: str) -> str:
    return text + "\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit."


def script(text: str) -> str:
    return text + '\n\nSet the page up with {"page": "article"}.\nPlease turn on JavaScript to read this page.'


def one_phrase(text: str) -> str:
    return text + " buy cheap shoes" * (len(text) // 60)


def a_phrase_now_and_then(text: str) -> str:
    return ". ".join(f"{sentence} in the city of the north last week" for sentence in text.split(". "))


def sentences_again(text: str) -> str:
    sentences = text.split(". ")
    return ". ".join(sentences + sentences[: len(sentences) // 4])


def stuffed(text: str) -> str:
    return " ".join(f"{word} casino bonus" for word in text.split()[:300])


def five_again(text: str) -> str:
    words = text.split()
    return " ".join([*words, *(w for i in range(0, len(words) // 2, 11) for w in (*words[i : i + 5], str(i)))])


def eight_again(text: str) -> str:
    words = text.split()
    return " ".join([*words, *(w for i in range(0, len(words) // 3, 17) for w in (*words[i : i + 8], str(i)))])


def ten_again(text: str) -> str:
    words = text.split()
    return " ".join([*words, *(w for i in range(0, len(words) // 6, 21) for w in (*words[i : i + 10], str(i)))])


def long_lines(text: str) -> str:
    words = [word.strip(".,") for word in text.split()]
    return "\n".join("".join(words[i : i + 9]) + "." for i in range(0, len(words), 9))


def book(text: str) -> str:
    return " ".join(f"{word}{nth}" for nth in range(100_001 // len(text.split()) + 2) for word in text.split())


DAMAGES: tuple[Callable[[str], str], ...] = (
    lines_doubled, paragraphs_doubled, one_line_again, capitals, bullets, truncated, menu, menu_of_pairs, breaking_off,
    hashtags, ellipses, figures, letters, long_words, placeholder, script, one_phrase, a_phrase_now_and_then,
    sentences_again, stuffed, five_again, eight_again, ten_again,
    long_lines,
)  # fmt: skip


def _theirs(python: Path, documents: list[Drawn]) -> tuple[dict[str, Said], dict[str, float]]:
    """What datatrove says of each document, and what each of its filters costs, in seconds of CPU."""
    rows = "\n".join(json.dumps(_row(each)) for each in documents)
    here = Path(__file__).with_name("datatrove_filters.py")
    done = subprocess.run([python, here], input=rows, stdout=subprocess.PIPE, text=True, check=True)
    *said, last = map(json.loads, done.stdout.splitlines())
    return {each["id"]: Said(each["plain"], each["handed"]) for each in said}, last["cpu"]


def _row(document: Drawn) -> dict[str, object]:
    parts = Parts(subject_of(document.text))
    counts: dict[str, list[int]] = defaultdict(list)
    for line, fate, number in c4_lines(parts):
        if fate == KEPT:
            counts[line].append(number)
    words = parts.words if parts.is_spaced else None
    return {
        "id": document.id, "text": document.text, "timed": document.timed, "words": words, "sentences": counts,
    }  # fmt: skip


def _agreement(name: str, ours: Mapping[str, str | None], said: Mapping[str, Said]) -> None:
    measured = [i for i in ours if name in said[i].handed]
    plain = {i: said[i].plain[name] for i in measured}
    unexplained = [i for i in measured if ours[i] != said[i].handed[name]]
    differing = [i for i in measured if ours[i] != plain[i]]
    parted = [i for i in differing if None in (ours[i], plain[i])]
    whole = len(measured)
    print(f"{name}: {whole} measured, {len(ours) - whole} in scripts without spaces; kept or dropped alike "
          f"{1 - len(parted) / whole:.1%}, for the same reason {1 - len(differing) / whole:.1%}; handed our words and "
          f"sentences {1 - len(unexplained) / whole:.1%}")  # fmt: skip
    reasons = Counter(ours[i] for i in measured)
    print("  " + ", ".join(f"{reason or 'kept'} {number}" for reason, number in reasons.most_common()))
    pairs: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for i in differing:
        if i not in unexplained:
            pairs[plain[i], ours[i]].append(i)
    for (theirs, mine), ids in sorted(pairs.items(), key=lambda row: -len(row[1])):
        both = f"{theirs or 'kept'} there, {mine or 'kept'} here"
        print(f"  {len(ids):4} by the tokenizers: {both}: {', '.join(ids[:3])}")
    for i in unexplained:
        print(f"  UNEXPLAINED {i}: {said[i].handed[name] or 'kept'} when handed our words, {ours[i] or 'kept'} here")


def _cost(theirs: dict[str, float], texts: list[str]) -> None:
    """Prints our CPU time beside theirs on the same texts: the best of some rounds."""
    known = [_known(text) for text in texts]
    rounds = [_round(texts, known) for _ in range(ROUNDS)]
    ours = {step: min(spent[step] for spent in rounds) for step in rounds[0]}
    each, whole = 1e3 / len(texts), sum(theirs.values())
    print(f"{len(texts)} texts of {sum(map(len, texts)) / len(texts):.0f} characters, CPU of a text: "
          f"their four filters {each * whole:.2f} ms ({', '.join(f'{n} {each * s:.2f}' for n, s in theirs.items())}); "
          f"ours: {', '.join(f'{step} {each * spent:.2f} ms' for step, spent in ours.items())}")  # fmt: skip
    print(f"all signals cost {ours['signals'] / whole:.2%} of them, "
          f"with words and sentences {sum(ours.values()) / whole:.2%}")  # fmt: skip


def _known(text: str) -> tuple[Language, frozenset[str]]:
    """The language of a text and its function words."""
    subject = subject_of(text)
    return subject.document.language, subject.stop_words


def _round(texts: list[str], known: list[tuple[Language, frozenset[str]]]) -> dict[str, float]:
    """Seconds of CPU for words, sentences, and all signals of some texts."""
    spent = {"words": 0.0, "sentences": 0.0, "signals": 0.0}
    for text, (language, stop_words) in zip(texts, known, strict=True):
        started = time.process_time()
        tokens = tokenize(text)
        tokenized = time.process_time()
        document = segment(text, None, Meta(), language, stop_words)
        segmented = time.process_time()
        sound = tuple(sentence.span for sentence in document.sentences)
        dict(Signals(Subject(document, tokens, sound, len(tokens), stop_words=stop_words)))
        ended = time.process_time()
        for step, seconds in zip(spent, (tokenized - started, segmented - tokenized, ended - segmented), strict=True):
            spent[step] += seconds
    return spent
