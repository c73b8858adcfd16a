"""The tables of names, language by language: forms that clash are found, and what the fix makes of them is right."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from cleaner.engine import Engine
from cleaner.extract import RawArticle
from cleaner.house import House
from cleaner.language import LanguageGuesser
from cleaner.model import FixMode, Meta, QuoteMode
from cleaner.packs import load
from cleaner.rulebook import Rulebook, rules_folder

CLASHES = sorted((Path(__file__).parent / "clashes").glob("*.toml"))
ROWS = [(file.stem, row) for file in CLASHES for row in tomllib.loads(file.read_text(encoding="utf-8"))["clash"]]
ENGINE = Engine(Rulebook(load(rules_folder()).of("names")), House(), LanguageGuesser(rules_folder() / "language"))


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[f"{code}-{row['form']}" for code, row in ROWS])
def test_a_form_that_clashes_is_found(language: str, row: dict[str, str]) -> None:
    raw = RawArticle(row["text"], None, Meta())
    treated = ENGINE.treat(raw, None, FixMode.ALL, QuoteMode.KEEP, language)
    assert row["form"] in [finding.span.of(row["text"]) for finding in treated.findings]
    if "fixed" in row:
        assert treated.text == row["fixed"]


def test_every_language_of_the_tables_has_forty() -> None:
    number = Counter(language for language, _ in ROWS)
    assert {code: number[code] for code in ("en", "de", "fr", "es", "it", "pt", "ru") if number[code] < 40} == {}
