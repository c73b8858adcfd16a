"""Tables of names: TOML files of the folder `tables` of a rule folder, and groups that stand in a rule itself.

A form is written `Gambia (the)`, with the article that its language puts before it, or as a table with `form`, and
`cases`, `phrases` or `patterns` where its other ways to be written do not follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from cleaner.fields import Fault, known, read_toml, table, text, texts
from cleaner.forms import Form, Grammar, Name, Role
from cleaner.words import fold

FOLDER = "tables"
_TABLE = re.compile(r"[\w-]{1,80}")
GRAMMAR = "grammar"
TERRITORIES = "territories"
"""The table of the short names of countries that Unicode CLDR gives, made by `cleaner rules territories`."""
COUNTRIES = "countries"


@cache
def read_table(folder: Path, name: str, language: str) -> tuple[Name, ...]:
    """The names in `tables/<name>.<language>.toml`; countries that name no forms there have those of `territories`.

    Raises Fault for what is wrong in it.
    """
    if not _TABLE.fullmatch(name):
        raise Fault(f'table is a name of letters, digits and hyphens, not "{name[:40]}"')
    path = folder / FOLDER / f"{name}.{language}.toml"
    rows = _toml(path)
    given = _territories(folder).get(language, {}) if name == COUNTRIES else {}
    grammar = read_grammar(folder, language)
    with _told_of(path):
        names = tuple(read_name(key, table(rows, key), grammar, given.get(key, ())) for key in rows)
        return check_names(names)


def check_names(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The same names. Raises Fault for a text that is a form of two of them: nobody could tell whose it is."""
    owners: dict[str, str] = {}
    for name in names:
        for form in name.forms:
            if owners.setdefault(form.text, name.key) != name.key:
                raise Fault(f'"{form.text}" is a form of {owners[form.text]} and of {name.key}')
    return names


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


@cache
def read_grammar(folder: Path, language: str) -> Grammar:
    """How `tables/grammar.toml` declines the names of a language; one that it does not know has no cases."""
    path = folder / FOLDER / f"{GRAMMAR}.toml"
    if not path.is_file():
        return Grammar()
    rows = _toml(path)
    with _told_of(path):
        return _grammar(table(rows, language), language)


def _grammar(row: Mapping[str, object], language: str) -> Grammar:
    known(row, "cases endings before", f"[{language}]")
    cases = texts(row, "cases")
    endings = {ending: texts(table(row, "endings"), ending) for ending in table(row, "endings")}
    before: dict[str, frozenset[int]] = {}
    for ending, declined in endings.items():
        if len(declined) != len(cases):
            raise Fault(f'{language}.endings."{ending}" must have one entry for each of {", ".join(cases)}')
    prepositions = table(row, "before")
    for case in prepositions:
        if case not in cases:
            raise Fault(f'{language}.before: "{case}" is none of {", ".join(cases)}')
        for word in texts(prepositions, case):
            before[fold(word)] = before.get(fold(word), frozenset()) | {cases.index(case)}
    return Grammar(cases, endings, before)


def _forms(key: str, row: Mapping[str, object], role: Role, grammar: Grammar) -> Iterator[Form]:
    values = row.get(role, [])
    if not isinstance(values, list):
        raise Fault(f"{key}.{role} must be a list")
    for value in values:
        if not isinstance(value, str | dict):
            raise Fault(f"{key}.{role} holds strings, or tables with form")
        yield _form(key, value, role, grammar)


_NAMES_SOMETHING = re.compile(r"\A[^\W_]|[^\W_]\Z")
_ARTICLE = re.compile(r"(?P<name>.*\S) \((?P<article>[^\W\d]+['’]?)\)")


def _form(key: str, value: object, role: Role, grammar: Grammar) -> Form:
    row = value if isinstance(value, dict) else {"form": value}
    known(row, "form cases phrases patterns", f"{key}.{role}")
    if "form" not in row:
        raise Fault(f"{key}.{role}: form is missing")
    written = text(row, "form")
    parts = _ARTICLE.fullmatch(written)
    name, article = (parts["name"], parts["article"]) if parts else (written, "")
    plain = " ".join(name.replace("|", " ").split())
    if not _NAMES_SOMETHING.search(plain):
        raise Fault(f'{key}.{role}: "{written}" is no form; write "Gambia (the)" or "Gambia"')
    if not parts and "(" in written:
        raise Fault(f'{key}.{role}: "{written}" has a bracket; a form may end with its article: "Gambia (the)"')
    cases = texts(row, "cases") or grammar.decline(name)
    if cases and not grammar.cases:
        raise Fault(f'{key}: "{plain}" has cases, but {FOLDER}/{GRAMMAR}.toml knows none of this language')
    if cases and len(cases) != len(grammar.cases):
        raise Fault(f'{key}: cases of "{plain}" must be {len(grammar.cases)} ({", ".join(grammar.cases)})')
    return Form(key, plain, role, article, cases, texts(row, "phrases"), texts(row, "patterns"))


@cache
def _territories(folder: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    path = folder / FOLDER / f"{TERRITORIES}.toml"
    if not path.is_file():
        return {}
    rows = _toml(path)
    with _told_of(path):
        return {code: {key: texts(table(rows, code), key) for key in table(rows, code)} for code in rows}


def _toml(path: Path) -> Mapping[str, object]:
    with _told_of(path):
        return read_toml(path)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """A Fault in a table names the table's file."""
    try:
        yield
    except Fault as fault:
        raise Fault(f"table {path.name}: {fault}") from None
