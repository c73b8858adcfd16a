"""Books of rules: choosing, joining, leaving out."""

from __future__ import annotations

import pytest

from cleaner.errors import BrokenRule
from cleaner.model import Category
from cleaner.rulebook import FAMILIES, Options, Rulebook, join, rules_folder
from tests.conftest import make_rule

BOOK = Rulebook(tuple(make_rule(id=i) for i in ("boilerplate/a", "boilerplate/ab", "names/a", "noise/b")))


def ids(book: Rulebook) -> list[str]:
    return [rule.id for rule in book]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ["boilerplate/a", "boilerplate/ab", "names/a", "noise/b"]),
        (("boilerplate",), (), ["boilerplate/a", "boilerplate/ab"]),
        (("names", "noise"), (), ["names/a", "noise/b"]),
        ((), ("boilerplate",), ["names/a", "noise/b"]),
        (("boilerplate",), ("boilerplate/ab",), ["boilerplate/a"]),
        (("names",), ("names",), []),
    ],
)
def test_rules_are_chosen_by_the_beginnings_of_their_ids(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]
) -> None:
    assert ids(BOOK.chosen(select, ignore)) == expected


def test_of_gives_the_rules_of_families() -> None:
    assert [rule.id for rule in BOOK.of("names", "noise")] == ["names/a", "noise/b"]
    assert BOOK.of("splice") == ()


def test_by_id_finds_a_rule() -> None:
    assert BOOK.by_id["names/a"].id == "names/a"


def test_without_moves_a_rule_to_the_broken_ones() -> None:
    problem = BrokenRule("f.toml", 3, "names/a", "is wrong")
    book = BOOK.without([problem])
    assert ids(book) == ["boilerplate/a", "boilerplate/ab", "noise/b"]
    assert book.broken == (problem,)


def test_join_keeps_the_order_of_ids_and_leaves_out_a_rule_with_an_id_of_ours() -> None:
    theirs = Rulebook((make_rule(id="names/a", confidence=0.1), make_rule(id="boilerplate/aa")), (_broken(),))
    joined = join(BOOK, theirs)
    assert ids(joined) == ["boilerplate/a", "boilerplate/aa", "boilerplate/ab", "names/a", "noise/b"]
    assert joined.by_id["names/a"].confidence != 0.1
    assert [problem.rule for problem in joined.broken] == ["-", "names/a"]


@pytest.mark.parametrize(
    ("languages", "covered"),
    [
        ([("*",)], {"en", "de", "nl", None}),
        ([("*",), ("en",)], {"en", None}),
        ([("*",), ("en",), ("de", "nl")], {"en", "de", "nl", None}),
        ([("de",)], {"de"}),
        ([], set[str | None]()),
    ],
)
def test_a_family_covers_the_languages_that_its_rules_name_unless_none_names_any(
    languages: list[tuple[str, ...]], covered: set[str | None]
) -> None:
    book = Rulebook(tuple(make_rule(id=f"splice/{i}", languages=some) for i, some in enumerate(languages)))
    assert {code for code in ("en", "de", "nl", None) if book.covers("splice", code)} == covered


def _broken() -> BrokenRule:
    return BrokenRule("f.toml", 1, "-", "is wrong")


@pytest.mark.parametrize(
    ("languages", "language", "speaks"),
    [
        (("en",), "en", True),
        (("en",), "de", False),
        (("en", "de"), "de", True),
        (("*",), "ja", True),
        (("en",), None, True),
    ],
)
def test_a_rule_speaks_its_languages_and_reads_undecided_text(
    languages: tuple[str, ...], language: str | None, speaks: bool
) -> None:
    assert make_rule(languages=languages).speaks(language) is speaks


@pytest.mark.parametrize(("family", "category"), FAMILIES.items())
def test_category_of_a_rule_is_that_of_its_family(family: str, category: Category) -> None:
    rule = make_rule(id=f"{family}/x")
    assert (rule.family, rule.category) == (family, category)


def test_options_give_numbers_and_words_and_miss_the_rest() -> None:
    options = Options({"most": 3, "words": ("a", "b"), "alone": 0})
    assert not options.flag("alone", default=True)
    assert options.flag("most", default=False) and options.flag("else", default=True)
    assert options.number("most") == 3.0
    assert options.words("words") == {"a", "b"}
    with pytest.raises(KeyError):
        options.number("least")


TABLES = Options({"a": 1, "t.b": 2, "t.c": 3.5, "tt.d": 4, "words.e": ("x", "y", "x"), "words.f": ()})


def test_tables_of_options_hold_what_is_named_after_them() -> None:
    assert list(TABLES.names("t")) == ["b", "c"]
    assert TABLES.numbers("t") == {"b": 2.0, "c": 3.5}
    assert TABLES.word_lists("words") == {"e": {"x", "y"}, "f": frozenset()}


@pytest.mark.parametrize("table", ["a", "none", "t.b", ""])
def test_a_table_that_is_none_is_empty(table: str) -> None:
    assert (list(TABLES.names(table)), TABLES.numbers(table), TABLES.word_lists(table)) == ([], {}, {})


def test_our_rules_are_found() -> None:
    assert (rules_folder() / "score" / "news.toml").is_file()
