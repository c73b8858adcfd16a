"""A `[[rule]]` as it is declared becomes a Rule: every key is checked, every fault says what is allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from cleaner.errors import nearest
from cleaner.fields import Fault, choice, flag, known, number, strings_by_name, table, text, texts
from cleaner.forms import NO_FORM, Grammar, Name, Role
from cleaner.model import Action, Register
from cleaner.rulebook import (
    ANY_LANGUAGE,
    CLASSES,
    FAMILIES,
    Apply,
    Example,
    Extent,
    FixPolicy,
    Kind,
    Options,
    Penalty,
    Phrase,
    Rule,
    Where,
)
from cleaner.tables import check_names, read_grammar, read_name, read_table
from cleaner.words import fold, tokenize

_ID = re.compile(r"[a-z]+/[a-z0-9][a-z0-9-]*\Z")
_ACTIONS_OF: Mapping[Kind, tuple[Action, ...]] = {
    Kind.LINE: (Action.DROP_BLOCK, Action.REPORT),
    Kind.SENTENCE: (Action.DROP_SENTENCE, Action.REPORT),
    Kind.TEXT: (Action.DELETE, Action.REPLACE, Action.REPORT),
    Kind.VARIANTS: (Action.REPLACE, Action.REPORT),
    Kind.CHECK: tuple(Action),
}


def declared_rule(row: Mapping[str, object], file: str, line: int, folder: Path) -> Rule:
    """The rule that a `[[rule]]` of a file declares, at `line` (from 1); its tables are those of `folder`.

    Raises Fault, which names the key and what is allowed there.
    """
    known(row, "id kind languages why message confidence phrases patterns replace free table names judges only "
                "without beside check where fix penalty options bad good", "a rule")  # fmt: skip
    rule_id = text(row, "id")
    if not _ID.match(rule_id):
        raise Fault(f'id "{rule_id}" is not of the form family/some-name')
    if rule_id.partition("/")[0] not in FAMILIES:
        raise Fault(f"the id's family must be one of {', '.join(FAMILIES)}")
    kind = choice(row, "kind", Kind)
    fix = _fix(table(row, "fix"))
    if fix.action not in _ACTIONS_OF[kind]:
        raise Fault(f"fix.action of a {kind} rule is one of {', '.join(_ACTIONS_OF[kind])}, not {fix.action}")
    replacements = strings_by_name(table(row, "replace"), "replace")
    rule = Rule(
        id=rule_id,
        kind=kind,
        languages=_languages(row),
        why=text(row, "why"),
        message=_message(row),
        confidence=number(row, "confidence", 0.0, 1.0),
        phrases=(*map(Phrase, texts(row, "phrases")), *(Phrase(k, v) for k, v in replacements.items())),
        patterns=tuple(map(Phrase, texts(row, "patterns"))),
        names=_names(row, folder),
        judges=choice(row, "judges", Role, Role.FORM),
        free=texts(row, "free"),
        beside=texts(row, "beside"),
        check=text(row, "check", "") or None,
        where=_where(table(row, "where")),
        fix=fix,
        penalty=_penalty(table(row, "penalty")),
        options=_options(table(row, "options")),
        bad=_examples(row, "bad"),
        good=_examples(row, "good"),
        file=file,
        line=line,
    )
    _sound(rule)
    return rule


def _sound(rule: Rule) -> None:
    if not rule.bad or not rule.good:
        raise Fault("needs at least one [[rule.bad]] and one [[rule.good]] example")
    if rule.kind in (Kind.LINE, Kind.SENTENCE, Kind.TEXT) and not (rule.phrases or rule.patterns):
        raise Fault(f"a {rule.kind} rule needs phrases, patterns or replace")
    if rule.kind is Kind.VARIANTS and not rule.names:
        raise Fault(f"a variants rule needs names, or a table, with something in {rule.judges}")
    if rule.kind is not Kind.VARIANTS and rule.names:
        raise Fault(f"a {rule.kind} rule has no names; variants rules have")
    if rule.kind is Kind.CHECK and not rule.check:
        raise Fault("a check rule needs the name of its check")
    if rule.kind is not Kind.CHECK and rule.fix.action is Action.REPLACE:
        bare = [p.text for p in rule.phrases if p.replacement is None]
        if rule.kind is Kind.TEXT and (bare or rule.patterns):
            raise Fault("fix.action is replace: write phrases with their replacements in [rule.replace]")


_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("text", "kept", "person", "count", "fixed", "mark", "range", "new", "link")
"""What a message may name in braces; which of them a rule has depends on its kind."""


def _names(row: Mapping[str, object], folder: Path) -> tuple[Name, ...]:
    """The names that a rule judges: of its table, or its own; those that have anything to be judged."""
    judges = choice(row, "judges", Role, Role.FORM)
    if judges in NO_FORM:
        raise Fault(f"judges cannot be {judges}: that is no form of a name")
    languages = [code for code in _languages(row) if code != ANY_LANGUAGE]
    found: tuple[Name, ...] = ()
    if name := text(row, "table", ""):
        if len(languages) != 1:
            raise Fault("a rule with a table is for one language")
        found = read_table(folder, name, languages[0])
    if rows := table(row, "names"):
        grammar = read_grammar(folder, languages[0]) if len(languages) == 1 else Grammar()
        found = check_names((*found, *(read_name(key, table(rows, key), grammar) for key in rows)))
    only, without = texts(row, "only"), texts(row, "without")
    for key in (*only, *without):
        if not any(name.key == key for name in found):
            raise Fault(f"there is no name {key} to choose")
    chosen = (name for name in found if name.key not in without and (not only or name.key in only))
    wanted, least = ((Role.FORM, Role.NEVER), 2) if judges is Role.FORM else ((judges,), 1)
    return tuple(name for name in chosen if len(name.having(*wanted)) >= least)


def _languages(row: Mapping[str, object]) -> tuple[str, ...]:
    codes = texts(row, "languages") if "languages" in row else (ANY_LANGUAGE,)
    for code in codes:
        if code != ANY_LANGUAGE and not _LANGUAGE.match(code):
            raise Fault(f'languages holds ISO 639-1 codes or "*", not "{code}"')
    if not codes:
        raise Fault('languages is empty; for all languages write ["*"]')
    return codes


def _message(row: Mapping[str, object]) -> str:
    if not text(row, "why").strip():
        raise Fault("why is empty")
    message = text(row, "message", text(row, "why"))
    for name in _PLACEHOLDER.findall(message):
        if name not in PLACEHOLDERS:
            raise Fault(f'message: unknown placeholder "{{{name}}}"{nearest(name, PLACEHOLDERS)}')
    return message


def _where(row: Mapping[str, object]) -> Where:
    known(row, "extent max_words case headline register after before not_after not_before unless", "where")
    registers = texts(row, "register")
    for name in registers:
        if name not in list(Register):
            raise Fault(f'where.register holds {", ".join(Register)}, not "{name}"')
    for key in ("after", "before", "not_after", "not_before"):
        for word in texts(row, key):
            if word[0] == "@" and len(word) > 1 and word not in CLASSES:
                raise Fault(f'where.{key}: unknown class "{word}"{nearest(word, CLASSES)}')
            if word not in CLASSES and len(tokenize(word)) != 1:
                raise Fault(f'where.{key}: "{word}" is not one word or mark')
    return Where(
        extent=choice(row, "extent", Extent, Extent.WHOLE),
        max_words=int(number(row, "max_words", 1, 10_000, 30)),
        case=flag(row, "case"),
        headline=flag(row, "headline"),
        register=tuple(map(Register, registers)),
        after=_folded(row, "after"),
        before=_folded(row, "before"),
        not_after=_folded(row, "not_after"),
        not_before=_folded(row, "not_before"),
        unless=_folded(row, "unless"),
    )


def _folded(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    """A list of words, as texts are compared with it."""
    return tuple(word if word in CLASSES else fold(word) for word in texts(row, key))


def _fix(row: Mapping[str, object]) -> FixPolicy:
    known(row, "action apply quotes", "fix")
    return FixPolicy(
        choice(row, "action", Action, Action.REPORT), choice(row, "apply", Apply, Apply.NEVER), flag(row, "quotes")
    )


def _penalty(row: Mapping[str, object]) -> Penalty:
    known(row, "each cap", "penalty")
    penalty = Penalty(number(row, "each", 0, 100, 10), number(row, "cap", 0, 100, 60))
    if penalty.cap < penalty.each:
        raise Fault("penalty.cap is under penalty.each")
    return penalty


def _options(row: Mapping[str, object]) -> Options:
    values: dict[str, float | str | tuple[str, ...]] = {}
    flat = {key: value for key, value in row.items() if not isinstance(value, dict)}
    flat |= {f"{name}.{key}": v for name, inner in row.items() if isinstance(inner, dict) for key, v in inner.items()}
    for key, value in flat.items():
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            values[key] = tuple(value)
        elif isinstance(value, str | int | float):
            values[key] = int(value) if isinstance(value, bool) else value
        else:
            raise Fault(f"options.{key} must be a number, a string, true or false, or a list of strings")
    return Options(values)


def _examples(row: Mapping[str, object], key: str) -> tuple[Example, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise Fault(f"{key} must be written as [[rule.{key}]]")
    examples = []
    for example in value:
        known(example, "text fixed title element link repeated profile", f"[[rule.{key}]]")
        if key == "good" and "fixed" in example:
            raise Fault("a good example is left as it is: it has no fixed")
        fixed = text(example, "fixed", "") if "fixed" in example else None
        title, element, link, profile = (
            text(example, name, "") or None for name in ("title", "element", "link", "profile")
        )
        repeated = flag(example, "repeated")
        examples.append(Example(text(example, "text"), fixed, title, element, link, repeated, profile))
    return tuple(examples)
