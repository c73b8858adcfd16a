"""What datatrove's filters say: run by the Python of an environment of its own, since it needs trafilatura < 1.12.

`python -m venv E && E/bin/pip install "datatrove[processing]==0.10.*" "trafilatura<1.12" spacy` makes one.

Reads documents on stdin, one JSON object a line: `id`, `text`, `words` (ours; null: not measured), `sentences` (their
numbers by ours in each line that C4 may keep, by the line, as it may stand twice), `timed`. Writes one for each: `id`,
`plain` (the reason, or null, by filter, with spaCy's words), `handed` (the same with our words and sentences), and in
the end `cpu`: the seconds of each filter on the documents that are timed, and `timed`, their number.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

from datatrove.data import Document
from datatrove.pipeline.filters import (
    c4_filters,
    fineweb_quality_filter,
    gopher_quality_filter,
    gopher_repetition_filter,
)
from datatrove.utils.text import split_into_parts

MODULES = (gopher_quality_filter, gopher_repetition_filter, fineweb_quality_filter)
FILTERS = {
    "gopher-quality": gopher_quality_filter.GopherQualityFilter(),
    "gopher-repetition": gopher_repetition_filter.GopherRepetitionFilter(),
    "c4": c4_filters.C4QualityFilter(),
    "fineweb": fineweb_quality_filter.FineWebQualityFilter(),
}
WORDS, SENTENCES = fineweb_quality_filter.split_into_words, c4_filters.split_into_sentences


def reason(name: str, text: str) -> str | None:
    """Why a filter drops a text; None: it keeps it."""
    try:
        result = FILTERS[name].filter(Document(text=text, id="0"))
    except ZeroDivisionError:
        return "crash"
    return result[1] if isinstance(result, tuple) else None


def hand(words: Callable[[str, str], list[str]], sentences: Callable[[str, str], list[str]]) -> None:
    """Gives the filters these functions to split a text in a language with."""
    for module in MODULES:
        module.split_into_words = words
    c4_filters.split_into_sentences = sentences


def hand_ours(words: list[str], numbers: dict[str, list[int]]) -> None:
    """Gives the filters our words, and as many sentences in each line as we see, line by line."""
    left = {line: iter(each) for line, each in numbers.items()}

    def our_words(_text: str, _language: str) -> list[str]:
        return words

    def our_sentences(line: str, _language: str) -> list[str]:
        return [line] * next(left[line])

    hand(our_words, our_sentences)


def main() -> None:
    rows = [json.loads(line) for line in sys.stdin]
    reason("c4", "A first sentence loads what is loaded once. So does this.")
    cpu = dict.fromkeys(FILTERS, 0.0)
    for row in rows:
        plain: dict[str, str | None] = {}
        for name in FILTERS:
            split_into_parts.cache_clear()
            started = time.process_time()
            plain[name] = reason(name, row["text"])
            cpu[name] += (time.process_time() - started) * row["timed"]
        hand_ours(row["words"], row["sentences"])
        handed = {name: reason(name, row["text"]) for name in FILTERS if row["words"] is not None or name == "c4"}
        hand(WORDS, SENTENCES)
        print(json.dumps({"id": row["id"], "plain": plain, "handed": handed}))
    print(json.dumps({"cpu": cpu, "timed": sum(row["timed"] for row in rows)}))


if __name__ == "__main__":
    main()
