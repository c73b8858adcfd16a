"""A rule proves itself on its own examples: it hits the bad ones, spares the good ones, and its fix is stable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from cleaner.engine import Engine, Treated
from cleaner.errors import BrokenRule
from cleaner.extract import RawArticle
from cleaner.house import House, with_people
from cleaner.language import LanguageGuesser
from cleaner.layout import marks_of
from cleaner.model import Document, FixMode, Link, Meta, QuoteMode, Repeats
from cleaner.rulebook import ANY_LANGUAGE, Apply, Example, Rule, Rulebook
from cleaner.segment import lay_out
from cleaner.words import Tokens

EVERY_PAGE = Repeats("example.org", 100, 100)


def prove(rules: Iterable[Rule], house: House, languages: LanguageGuesser) -> Iterator[BrokenRule]:
    """The rules that do not keep what their examples promise: one error for each example that fails."""
    for rule in rules:
        try:
            engine = Engine(Rulebook((rule,)), house, languages)
        except (KeyError, TypeError, ValueError) as error:
            yield BrokenRule(rule.file, rule.line, rule.id, _of_options(error))
            continue
        for problem in _problems(rule, partial(_settled, rule, engine, house, languages)):
            yield BrokenRule(rule.file, rule.line, rule.id, problem)


def _settled(rule: Rule, engine: Engine, house: House, languages: LanguageGuesser, example: Example) -> Engine:
    """The engine under the house's settings that an example asks for."""
    return Engine(Rulebook((rule,)), with_people(house, example.people), languages) if example.people else engine


def _of_options(error: Exception) -> str:
    return f"options lacks {error}" if isinstance(error, KeyError) else f"options: {error}"


def _problems(rule: Rule, engine_for: Callable[[Example], Engine]) -> Iterator[str]:
    try:
        for example in rule.bad:
            yield from _bad(rule, engine_for(example), example)
        for example in rule.good:
            if any(f.rule == rule.id for f in _treat(rule, engine_for(example), example).findings):
                yield f"hits its good example {example.text!r}"
    except (KeyError, TypeError, ValueError) as error:
        yield _of_options(error)
    except BrokenRule as error:
        yield error.problem


def _bad(rule: Rule, engine: Engine, example: Example) -> Iterator[str]:
    treated = _treat(rule, engine, example)
    if not any(f.rule == rule.id for f in treated.findings):
        yield f"does not hit its bad example {example.text!r}"
        return
    if example.fixed is not None and treated.text != example.fixed:
        yield f"makes {treated.text!r} of its bad example {example.text!r}, not {example.fixed!r}"
    bare = replace(example, text=treated.text, element=None, link=None, repeated=False)
    if treated.edits and (again := _treat(rule, engine, bare)).edits:
        yield f"its fix is not stable: {treated.text!r} is changed again, to {again.text!r}"


def _treat(rule: Rule, engine: Engine, example: Example) -> Treated:
    language = next((code for code in rule.languages if code != ANY_LANGUAGE), "en")
    fix = FixMode.ALL if rule.fix.apply is Apply.UNSAFE else FixMode.SAFE
    if example.repeated:
        engine = engine.recalling(_last_block)
    layout = None
    if example.element is not None or example.link is not None:
        first, *others = lay_out(example.text)
        if example.link is not None:
            others = [replace(block, links=(Link(block.span, example.link),)) for block in others]
        layout = (first, *others[:-1], *(replace(b, marks=marks_of([example.element or ""])) for b in others[-1:]))
    return engine.treat(RawArticle(example.text, layout, Meta()), example.title, fix, QuoteMode.KEEP, language)


def _last_block(document: Document, _: Tokens) -> dict[int, Repeats]:
    """A memory in which the last block stands on every page."""
    return {document.blocks[-1].index: EVERY_PAGE} if document.blocks else {}
