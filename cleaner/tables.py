"""Tables of names: TOML files of the folder `tables` of a rule folder, and groups that stand in a rule itself.

A form is written `Gambia (the)`, with the article that its language puts before it, or as a table with `form`, and
`cases`, `phrases` or `patterns` where its other ways to be written do not follow from it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from cleaner.fields import Fault, known, table, text, texts
from cleaner.forms import Form, Grammar, Name, Role
from cleaner.words import fold

FOLDER = "tables"
GRAMMAR = "grammar"
TERRITORIES = "territories"
"""The table of the short names of countries that Unicode CLDR gives, made by `cleaner rules territories`."""
COUNTRIES = "countries"


def read_table(folder: Path, name: str, language: str) -> tuple[Name, ...]:
    """The names in `tables/<name>.<language>.toml`; countries that name no forms there have those of `territories`.

    Raises Fault for what is wrong in it.
    """
    rows = _toml(folder / FOLDER / f"{name}.{language}.toml")
    given = _territories(folder).get(language, {}) if name == COUNTRIES else {}
    return tuple(read_name(key, _row(rows, key), read_grammar(folder, language), given.get(key, ())) for key in rows)


def read_name(key: str, row: Mapping[str, object], grammar: Grammar, given: tuple[str, ...] = ()) -> Name:
    """A name of a table. `given`: its forms where the table does not say. Raises Fault."""
    known(row, " ".join(Role), f"[{key}]")
    forms = [form for role in Role for form in _forms(key, row, role, grammar)]
    if not any(form.role is Role.FORM for form in forms):
        forms = [*(_form(key, written, Role.FORM, grammar) for written in given), *forms]
    if not any(form.role is Role.FORM for form in forms):
        raise Fault(f"{key}: forms is missing")
    written: dict[str, Role] = {}
    for form in forms:
        if written.setdefault(form.text, form.role) is not form.role:
            raise Fault(f'{key}: "{form.text}" is both in {written[form.text]} and in {form.role}')
    return Name(key, tuple(forms), grammar)


def read_grammar(folder: Path, language: str) -> Grammar:
    """How `tables/grammar.toml` declines the names of a language; one that it does not know has no cases."""
    path = folder / FOLDER / f"{GRAMMAR}.toml"
    row = table(_toml(path), language) if path.is_file() else {}
    known(row, "cases endings before", f"[{language}]")
    cases = texts(row, "cases")
    endings = {ending: texts(table(row, "endings"), ending) for ending in table(row, "endings")}
    before: dict[str, frozenset[int]] = {}
    for ending, declined in endings.items():
        if len(declined) != len(cases):
            raise Fault(f'{language}.endings."{ending}" must have one entry for each of {", ".join(cases)}')
    for case, words in table(row, "before").items():
        if case not in cases:
            raise Fault(f'{language}.before: "{case}" is none of {", ".join(cases)}')
        for word in words if isinstance(words, list) else ():
            before[fold(word)] = before.get(fold(word), frozenset()) | {cases.index(case)}
    return Grammar(cases, endings, before)


def _forms(key: str, row: Mapping[str, object], role: Role, grammar: Grammar) -> Iterator[Form]:
    values = row.get(role, [])
    if not isinstance(values, list):
        raise Fault(f"{key}.{role} must be a list")
    for value in values:
        yield _form(key, value, role, grammar)


_ARTICLE = re.compile(r"(?P<name>.*\S) \((?P<article>[^\W\d]+['’]?)\)")


def _form(key: str, value: object, role: Role, grammar: Grammar) -> Form:
    row = value if isinstance(value, dict) else {"form": value}
    known(row, "form cases phrases patterns", f"{key}.{role}")
    written = text(row, "form")
    parts = _ARTICLE.fullmatch(written)
    name, article = (parts["name"], parts["article"]) if parts else (written, "")
    plain = " ".join(name.replace("|", " ").split())
    cases = texts(row, "cases") or grammar.decline(name)
    if cases and len(cases) != len(grammar.cases):
        raise Fault(f'{key}: cases of "{plain}" must be {len(grammar.cases)} ({", ".join(grammar.cases)})')
    return Form(key, plain, role, article, cases, texts(row, "phrases"), texts(row, "patterns"))


def _row(rows: Mapping[str, object], key: str) -> Mapping[str, object]:
    return table(rows, key)


@cache
def _territories(folder: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    path = folder / FOLDER / f"{TERRITORIES}.toml"
    if not path.is_file():
        return {}
    rows = _toml(path)
    return {language: {key: texts(table(rows, language), key) for key in table(rows, language)} for language in rows}


@cache
def _toml(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Fault(f"table {path.name}: the file cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Fault(f"table {path.name}: the file is not TOML: {error}") from None
