"""The commands `cleaner rules …`: what the rules are, why each is there, and whether they keep their promises."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cleaner.console import (
    FOUND,
    complain,
    make_cleaner,
    open_input,
    read_config,
    settings,
    style,
    write,
)


@click.group()
def rules() -> None:
    """List, explain and test the rules."""


@rules.command("list")
@settings
def rules_list(**options: object) -> None:
    """One line a rule: id, languages, what it does, confidence."""
    for rule in make_cleaner(read_config(**options)).rules:  # type: ignore[arg-type]
        does = f"{rule.fix.action} ({rule.fix.apply})" if rule.fix.apply != "never" else "report"
        write(f"{rule.id:<32} {','.join(rule.languages):<6} {does:<24} {rule.confidence:.2f}\n")


@rules.command("explain")
@click.argument("rule_id", metavar="ID")
@settings
def rules_explain(rule_id: str, **options: object) -> None:
    """Why a rule is there, what it does, and what it hits and spares."""
    from cleaner.errors import UnknownName, nearest
    from cleaner.rulebook import rules_folder

    book = make_cleaner(read_config(**options)).rules  # type: ignore[arg-type]
    rule = book.by_id.get(rule_id)
    if rule is None:
        raise UnknownName(f'there is no rule "{rule_id}"{nearest(rule_id, book.by_id)}')
    bold = style(sys.stdout)
    ours = Path(rule.file).is_relative_to(rules_folder())
    place = Path("rules") / Path(rule.file).relative_to(rules_folder()) if ours else Path(rule.file)
    lines = [
        bold(rule.id, "strong"),
        rule.why,
        "",
        f"category    {rule.category}",
        f"languages   {', '.join(rule.languages)}",
        f"confidence  {rule.confidence:.2f}",
        f"fix         {rule.fix.action}, {rule.fix.apply}",
        f"penalty     {rule.penalty.each:g} each, {rule.penalty.cap:g} at most",
        f"stands in   {place}:{rule.line}",
    ]
    for heading, examples in (("Hits:", rule.bad), ("Spares:", rule.good)):
        lines += ["", bold(heading, "strong")]
        for example in examples:
            lines += [f"    {line}" for line in example.text.strip().splitlines()]
            if example.fixed is not None:
                lines += [f"  → {line}" for line in example.fixed.strip().splitlines()]
            lines.append("")
        lines.pop()
    write("\n".join(lines) + "\n")


@rules.command("test")
@click.argument("folder", required=False, type=Path, metavar="[DIR]")
def rules_test(folder: Path | None) -> None:
    """Check the rules of DIR (default: ours): each hits its bad examples, spares its good ones, and is stable."""
    from cleaner.errors import BadSetting
    from cleaner.house import load_houses
    from cleaner.language import LanguageGuesser
    from cleaner.packs import load
    from cleaner.prove import prove
    from cleaner.rulebook import join, rules_folder

    if folder is not None and not folder.is_dir():
        raise BadSetting(f"there is no folder {folder}")
    tested = folder or rules_folder()
    ours = load(rules_folder())
    book = join(load(tested), load(tested / "optional"))
    taken = join(ours, book).broken[len(book.broken) :] if folder else ()
    houses, broken = load_houses(tested)
    houses = {**load_houses(rules_folder())[0], **houses}
    languages = LanguageGuesser(rules_folder() / "language")
    problems = [*book.broken, *taken, *broken, *prove(book, houses, languages, ours)]
    for problem in problems:
        complain(str(problem))
    good = len(book.rules) - len({p.rule for p in problems} & set(book.by_id))
    examples = sum(len(rule.bad) + len(rule.good) for rule in book)
    write(f"{good} rules good, {len(problems)} problems, {examples} examples\n")
    click.get_current_context().exit(FOUND if problems or not book.rules else 0)


@rules.command("territories")
@click.argument("file")
def rules_territories(file: str) -> None:
    """Make the table of the short names of countries of FILE, a JSON file of Unicode CLDR's names of territories."""
    from cleaner.territories import territories

    with open_input(file) as stream:
        write(territories(stream.read()))
