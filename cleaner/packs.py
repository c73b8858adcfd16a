"""Packs of rules: TOML files are read and checked; every fault names the file, the line and the rule."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from cleaner.errors import BrokenRule, nearest
from cleaner.fields import Fault, choice, flag, known, number, strings_by_name, table, text, texts
from cleaner.house import House, with_people
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
    Rulebook,
    Where,
)
from cleaner.words import tokenize

NOT_RULES = ("score", "profiles", "language")
"""Folders of a rule folder that hold other data than rules."""


def load(folder: Path) -> Rulebook:
    """Reads every pack below `folder`. What cannot be used stands in `broken`, the rest loads."""
    rules: dict[str, Rule] = {}
    broken: list[BrokenRule] = []
    for path in sorted(folder.rglob("*.toml")):
        if path.relative_to(folder).parts[0] in NOT_RULES:
            continue
        for loaded in _pack(path):
            if isinstance(loaded, BrokenRule):
                broken.append(loaded)
            elif loaded.id in rules:
                other = rules[loaded.id]
                broken.append(_problem(loaded, f"its id is taken by {other.file}:{other.line}; ids are never reused"))
            else:
                rules[loaded.id] = loaded
    return Rulebook(tuple(rules[i] for i in sorted(rules)), tuple(broken))


_HEADER = re.compile(r"^\s*\[\[\s*rule\s*\]\]")
_FENCE = re.compile(r"'''|\"\"\"")


def _header_lines(content: str) -> list[int]:
    """The lines (from 1) at which rules begin; what stands inside a multi-line string is no header."""
    lines: list[int] = []
    inside = False
    for place, line in enumerate(content.splitlines(), 1):
        if not inside and _HEADER.match(line):
            lines.append(place)
        inside ^= len(_FENCE.findall(line)) % 2 == 1
    return lines


def _pack(path: Path) -> Iterator[Rule | BrokenRule]:
    file = str(path)
    try:
        content = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(content)
    except OSError as error:
        yield BrokenRule(file, 1, "-", f"the file cannot be read: {error.strerror}")
        return
    except UnicodeDecodeError:
        yield BrokenRule(file, 1, "-", "the file is not UTF-8")
        return
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        yield BrokenRule(file, int(place[1]) if place else 1, "-", f"the file is not TOML: {error}")
        return
    for key in data:
        if key != "rule":
            yield BrokenRule(file, 1, "-", f'unknown table "{key}"; a pack is a list of [[rule]]')
            return
    rows = data.get("rule", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield BrokenRule(file, 1, "-", "rules are written as [[rule]], with two brackets")
        return
    lines = _header_lines(content)
    for i, row in enumerate(rows):
        line = lines[i] if i < len(lines) else 1
        try:
            yield _Reader(row, file, line).rule()
        except Fault as fault:
            yield BrokenRule(file, line, str(row.get("id", f"number {i + 1}")), str(fault))


def _problem(rule: Rule, problem: str) -> BrokenRule:
    return BrokenRule(rule.file, rule.line, rule.id, problem)


_ID = re.compile(r"[a-z]+/[a-z0-9][a-z0-9-]*\Z")
_ACTIONS_OF: Mapping[Kind, tuple[Action, ...]] = {
    Kind.LINE: (Action.DROP_BLOCK, Action.REPORT),
    Kind.SENTENCE: (Action.DROP_SENTENCE, Action.REPORT),
    Kind.TEXT: (Action.DELETE, Action.REPLACE, Action.REPORT),
    Kind.VARIANTS: (Action.REPLACE, Action.REPORT),
    Kind.CHECK: tuple(Action),
}


class _Reader:
    """Reads one `[[rule]]`; every fault names the key and what is allowed there."""

    def __init__(self, row: Mapping[str, object], file: str, line: int) -> None:
        self.row, self.file, self.line = row, file, line

    def rule(self) -> Rule:
        row = self.row
        known(row, "id kind languages why message confidence phrases patterns replace members never free setting "
                    "check where fix penalty options bad good", "a rule")  # fmt: skip
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
            members=texts(row, "members"),
            never=texts(row, "never"),
            free=texts(row, "free"),
            setting=text(row, "setting", "") or None,
            check=text(row, "check", "") or None,
            where=_where(table(row, "where")),
            fix=fix,
            penalty=_penalty(table(row, "penalty")),
            options=_options(table(row, "options")),
            bad=_examples(row, "bad"),
            good=_examples(row, "good"),
            file=self.file,
            line=self.line,
        )
        _sound(rule)
        return rule


def _sound(rule: Rule) -> None:
    if not rule.bad or not rule.good:
        raise Fault("needs at least one [[rule.bad]] and one [[rule.good]] example")
    if rule.kind in (Kind.LINE, Kind.SENTENCE, Kind.TEXT) and not (rule.phrases or rule.patterns):
        raise Fault(f"a {rule.kind} rule needs phrases, patterns or replace")
    if rule.kind is Kind.VARIANTS and len(rule.members) < 2:
        raise Fault("a variants rule needs at least two members")
    if rule.kind is Kind.VARIANTS and not set(rule.never) < set(rule.members):
        raise Fault("never must name some, not all, of the members")
    if rule.kind is Kind.CHECK and not rule.check:
        raise Fault("a check rule needs the name of its check")
    if rule.kind is not Kind.CHECK and rule.fix.action is Action.REPLACE:
        bare = [p.text for p in rule.phrases if p.replacement is None]
        if rule.kind is Kind.TEXT and (bare or rule.patterns):
            raise Fault("fix.action is replace: write phrases with their replacements in [rule.replace]")


_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("text", "kept", "person", "count", "fixed", "mark")
"""What a message may name in braces; which of them a rule has depends on its kind."""


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
        after=texts(row, "after"),
        before=texts(row, "before"),
        not_after=texts(row, "not_after"),
        not_before=texts(row, "not_before"),
        unless=texts(row, "unless"),
    )


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
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            values[key] = value
        else:
            raise Fault(f"options.{key} must be a number, a string or a list of strings")
    return Options(values)


def _examples(row: Mapping[str, object], key: str) -> tuple[Example, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise Fault(f"{key} must be written as [[rule.{key}]]")
    examples = []
    for example in value:
        known(example, "text fixed title element link repeated people", f"[[rule.{key}]]")
        if key == "good" and "fixed" in example:
            raise Fault("a good example is left as it is: it has no fixed")
        fixed = text(example, "fixed", "") if "fixed" in example else None
        title, element, link = (text(example, name, "") or None for name in ("title", "element", "link"))
        people = strings_by_name(table(example, "people"), "people")
        with_people(House(), people)
        examples.append(Example(text(example, "text"), fixed, title, element, link, flag(example, "repeated"), people))
    return tuple(examples)
