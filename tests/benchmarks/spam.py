"""Spam: what is found in texts written by hand, and findings in clean articles, by corpus and rule."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path

from cleaner import Cleaner, Config
from cleaner.errors import CleanerError
from tests.benchmarks.data import clean_news, half

WRITTEN = Path(__file__).with_suffix(".toml")
"""Texts by group (`unseen`, `seen` …) and kind."""


def run(found: Path | None, half_: int) -> None:
    """Prints recall by group, and findings per 100 clean articles; `found`: a JSONL file for these, to be read."""
    cleaner = Cleaner(Config(select=("boilerplate", "duplicate", "noise", "spam")))
    for group, texts in tomllib.loads(WRITTEN.read_text(encoding="utf-8")).items():
        hit = [kind for kind, text in texts.items() if _rules(cleaner, text.strip())]
        print(f"{group:<10}{len(hit):>4} of {len(texts)} found; not: {', '.join(sorted(set(texts) - set(hit)))}")
    articles: Counter[str] = Counter()
    findings: Counter[tuple[str, str]] = Counter()
    sheet = found.open("w", encoding="utf-8") if found else None
    for row in clean_news():
        if half(row["id"]) == half_:
            articles[row["corpus"]] += 1
            rules = _rules(cleaner, row["text"], row["title"])
            findings.update((row["corpus"], rule) for rule in rules)
            if sheet and rules:
                sheet.write(json.dumps({"id": row["id"], "rules": rules}) + "\n")
    for corpus, number in sorted(articles.items()):
        print(f"{corpus:<14}{number:>6} articles")
        for (where, rule), count in sorted(findings.items()):
            if where == corpus:
                print(f"    {rule:<26}{count:>4}{100 * count / number:>8.2f} per 100")


def _rules(cleaner: Cleaner, text: str, title: str | None = None) -> list[str]:
    try:
        return [f.rule for f in cleaner.clean_text(text, title=title).findings if f.rule.startswith("spam/")]
    except CleanerError:
        return []
