"""What is found in, and done to, articles that are clean: false findings by category, articles touched, text lost."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from cleaner import Cleaner
from cleaner.errors import CleanerError
from cleaner.model import Category
from tests.benchmarks.data import clean_news, half


def run(out: Path | None, halves: tuple[int, ...] = (0, 1)) -> None:
    """Prints the table; `out`: a JSONL file for every finding, to be read."""
    cleaner = Cleaner()
    articles: Counter[str] = Counter()
    findings: Counter[tuple[str, str]] = Counter()
    rules: Counter[tuple[str, str]] = Counter()
    touched: Counter[str] = Counter()
    touched_words: Counter[str] = Counter()
    characters = lost = 0
    verdicts: Counter[tuple[str, str]] = Counter()
    sheet = out.open("w", encoding="utf-8") if out else None
    for row in clean_news():
        if half(row["id"]) not in halves:
            continue
        corpus = row["corpus"]
        try:
            result = cleaner.clean_text(row["text"], title=row["title"])
        except CleanerError as error:
            print("failed", row["id"], error)
            continue
        articles[corpus] += 1
        characters += len(row["text"])
        verdicts[corpus, result.quality.verdict.value] += 1
        for f in result.findings:
            findings[corpus, f.category.value] += 1
            rules[f.rule, f.fix.value] += 1
            if sheet:
                at = max(0, f.span.start - 60)
                context = result.source_text[at : f.span.end + 60]
                line = {
                    "id": row["id"],
                    "rule": f.rule,
                    "fix": f.fix.value,
                    "text": f.span.of(row["text"]),
                    "in": context,
                }
                sheet.write(json.dumps(line, ensure_ascii=False) + "\n")
        words = [e for e in result.edits if not e.rule.startswith("noise/")]
        touched[corpus] += bool(result.edits)
        touched_words[corpus] += bool(words)
        lost += sum(len(e.original) for e in words if not e.replacement)
    _print(articles, findings, touched, touched_words, verdicts)
    print(f"\ncharacters removed (noise aside): {lost} of {characters:,} = {lost / characters:.4%}")
    for (rule, fix), number in sorted(rules.items()):
        print(f"  {rule:<34}{fix:<10}{number}")


def _print(
    articles: Counter[str],
    findings: Counter[tuple[str, str]],
    touched: Counter[str],
    touched_words: Counter[str],
    verdicts: Counter[tuple[str, str]],
) -> None:
    names = [*sorted(articles), "all"]
    for counter in (articles, touched, touched_words):
        counter["all"] = sum(counter.values())
    for table in (findings, verdicts):
        for (_, name), number in list(table.items()):
            table["all", name] += number
    print(f"{'':<28}" + "".join(f"{name:>12}" for name in names))
    print(f"{'articles':<28}" + "".join(f"{articles[name]:>12}" for name in names))
    for category in Category:
        cells = "".join(f"{100 * findings[n, category.value] / articles[n]:>12.2f}" for n in names)
        print(f"{category.value + ' per 100':<28}{cells}")
    for label, counter in (("touched, %", touched), ("touched, noise aside, %", touched_words)):
        print(f"{label:<28}" + "".join(f"{100 * counter[n] / articles[n]:>12.2f}" for n in names))
    for verdict in ("keep", "review", "reject"):
        print(f"{verdict + ', %':<28}" + "".join(f"{100 * verdicts[n, verdict] / articles[n]:>12.2f}" for n in names))
