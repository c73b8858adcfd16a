"""A rule proves itself on its own examples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.house import Honorifics, House
from cleaner.language import LanguageGuesser
from cleaner.model import Action
from cleaner.prove import prove
from cleaner.rulebook import Apply, Example, FixPolicy, Kind, Options, Phrase, Rule
from tests.conftest import make_rule

DROP = FixPolicy(Action.DROP_BLOCK, Apply.SAFE)
BAD = Example("It rained.\n\nJoin us\n\nIt stopped.", "It rained.\n\nIt stopped.")


def line(bad: Example = BAD, good: str = "Join us, he said.", **values: object) -> Rule:
    values = {"phrases": ("join us",), "fix": DROP, "file": "p.toml", "line": 3, **values}
    return make_rule(id="boilerplate/join", kind=Kind.LINE, bad=(bad,), good=(Example(good),), **values)


def problems(rule: Rule, guesser: LanguageGuesser) -> list[str]:
    return [str(problem) for problem in prove([rule], {}, guesser)]


def test_a_rule_that_keeps_its_promises_has_no_problem(guesser: LanguageGuesser) -> None:
    assert problems(line(), guesser) == []


def weighing(**options: float | str) -> Rule:
    """A rule that weighs signals, with these options over sound ones."""
    values = {"needed": 1.0, "needed_per_word": 0.0, "max_share": 1.0, "particles": (), **options}
    return make_rule(
        id="boilerplate/mine",
        kind=Kind.CHECK,
        check="evidence",
        options=Options(values),
        fix=DROP,
        bad=(Example("It rained.\n\nJoin us", "It rained.", "Another title"),),
        good=(Example("It rained.\n\nIt stopped."),),
    )


def test_a_rule_that_weighs_proves_itself(guesser: LanguageGuesser) -> None:
    assert problems(weighing(**{"weights.no-stop": 1.0}), guesser) == []


UNSTABLE = make_rule(
    id="spinning/more",
    phrases=(Phrase("more", "more more"),),
    fix=FixPolicy(Action.REPLACE, Apply.SAFE),
    bad=(Example("He wants more."),),
)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (line(bad=Example("It rained.\n\nCome along")), "does not hit its bad example"),
        (line(good="It rained.\n\nJoin us"), "hits its good example"),
        (line(bad=Example(BAD.text, "It rained.")), "of its bad example"),
        (line(fix=FixPolicy()), "of its bad example"),
        (UNSTABLE, "not stable"),
        (line(phrases=("{join|us",)), "brackets"),
        (line(patterns=("(",)), "pattern"),
        (
            make_rule(id="splice/x", kind=Kind.CHECK, check="glued-quotation", bad=(Example('A: "B c."'),)),
            "options lacks",
        ),
        (make_rule(id="splice/x", kind=Kind.CHECK, check="no-such-check"), "does not hit"),
        (weighing(**{"weights.no-stop": "big"}), "options: weights.no-stop must be a number"),
        (weighing(**{"weights.no-stop": 1.0, "needed": "much"}), "options: needed must be a number"),
        (weighing(**{"weights.no-stop": 1.0, "marks.x": 3.0}), "options: "),
    ],
    ids=[
        "misses",
        "hits good",
        "other fix",
        "no fix",
        "unstable",
        "bad phrase",
        "bad pattern",
        "no option",
        "no check",
        "weight is a word",
        "threshold is a word",
        "list is a number",
    ],
)
def test_a_broken_promise_is_a_problem_of_the_rule(rule: Rule, words: str, guesser: LanguageGuesser) -> None:
    found = problems(rule, guesser)
    assert found
    assert all(problem.startswith(f"{rule.file}:{rule.line}: rule {rule.id}: ") for problem in found)
    assert any(words in problem for problem in found)


def test_each_example_that_fails_is_a_problem(guesser: LanguageGuesser) -> None:
    rule = make_rule(
        kind=Kind.LINE,
        phrases=("join us",),
        bad=(Example("One."), Example("Two.")),
        good=(Example("Join us"), Example("A title\n\nJoin us")),
    )
    assert len(problems(rule, guesser)) == 4


def test_a_rule_proves_itself_in_its_own_language(guesser: LanguageGuesser) -> None:
    bad = Example("It rained.\n\nMach mit", "It rained.")
    assert problems(line(bad, "Nein.", phrases=("mach mit",), languages=("de",)), guesser) == []


def test_the_title_of_an_example_counts(guesser: LanguageGuesser) -> None:
    bad = Example("Join us", None, "Another title")
    assert problems(line(bad), guesser) == []


def test_an_unsafe_fix_is_proved_too(guesser: LanguageGuesser) -> None:
    assert problems(line(fix=FixPolicy(Action.DROP_BLOCK, Apply.UNSAFE)), guesser) == []


def test_an_example_is_proved_under_the_house_it_asks_for(guesser: LanguageGuesser) -> None:
    text = "Paul Haller was asked on Monday. Mr Haller spoke first."
    rule = make_rule(
        id="names/mine",
        kind=Kind.CHECK,
        check="house-honorific",
        languages=("en",),
        options=Options({"honorifics": ("mr",), "other_forms": (), "held_by": ()}),
        fix=FixPolicy(Action.REPLACE, Apply.SAFE),
        bad=(Example(text, text.replace("Mr ", ""), profile="guardian"),),
        good=(Example(text),),
    )
    houses = {"guardian": House(honorifics=Honorifics.NONE)}
    assert [str(problem) for problem in prove([rule], houses, guesser)] == []
    assert "no profile" in problems(rule, guesser)[0]
    (problem,) = problems(replace(rule, bad=rule.good), guesser)
    assert "does not hit" in problem
