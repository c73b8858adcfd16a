"""Phrases and patterns in one scan: the phrase language, and the conditions on a match."""

from __future__ import annotations

import pytest

from cleaner.automaton import MOST_ALTERNATIVES, expand
from cleaner.errors import BrokenRule
from cleaner.model import Register, Span
from cleaner.rulebook import Kind, Phrase, Rule, Where
from tests.conftest import make_name, make_rule, read, span_of, texts_of


def hits(text: str, rule: Rule, language: str | None = "en") -> list[str]:
    reading = read(text, [rule], language)
    return texts_of(text, (match.span for match in reading.hits(rule)))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("read more", {"read more"}),
        ("{read|see} more", {"read more", "see more"}),
        ("read {|the} more", {"read more", "read the more"}),
        ("a{b|}c", {"a b c", "a c"}),
        ("{you {may|might} like|more} :", {"you may like :", "you might like :", "more :"}),
        ("must-read :", {"must - read :"}),
        ("# comments", {"# comments"}),
    ],
)
def test_alternatives_are_written_out(phrase: str, expected: set[str]) -> None:
    assert {" ".join(words) for words, _, _ in expand(phrase)} == expected


def test_the_part_that_is_meant_is_in_brackets() -> None:
    assert expand("to [us] media") == [(("to", "us", "media"), 1, 2)]
    assert expand("[a b] c") == [(("a", "b", "c"), 0, 2)]
    assert expand("a b") == [(("a", "b"), 0, 2)]


@pytest.mark.parametrize(
    "phrase",
    ["", " ", "{|}", "{a|b", "a|b", "a}", "[a", "a]", "[a] [b]", "a []", "{a|b}{c|d}" + "{e|f}" * 8],
)
def test_a_phrase_that_cannot_be_read_is_an_error(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        expand(phrase)


def test_a_phrase_may_stand_for_many_but_not_too_many() -> None:
    assert len(expand("{" + "|".join(f"w{i}" for i in range(MOST_ALTERNATIVES)) + "}")) == MOST_ALTERNATIVES


@pytest.mark.parametrize(
    "rule",
    [
        make_rule(phrases=("{a|b",), file="p.toml", line=7),
        make_rule(patterns=("(",), file="p.toml", line=7),
        make_rule(patterns=(r"(?=a)b",), file="p.toml", line=7),
        make_rule(patterns=(r"(a)\1",), file="p.toml", line=7),
    ],
    ids=["phrase", "pattern", "look-ahead", "back-reference"],
)
def test_what_cannot_be_matched_is_a_broken_rule(rule: Rule) -> None:
    with pytest.raises(BrokenRule) as caught:
        read("text", [rule])
    assert (caught.value.file, caught.value.line, caught.value.rule) == ("p.toml", 7, rule.id)


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("read more", "READ  More now, then read\nmore.", ["READ  More"]),
        ("cafe ferme", "Le Café fermé.", ["Café fermé"]),
        ("don't miss", "Don’t miss it", ["Don’t miss"]),
        ("größe", "Die GRÖSSE zählt", ["GRÖSSE"]),
        ("weiter lesen :", "Weiter lesen: mehr", ["Weiter lesen:"]),
        ("читайте также", "Читайте также: мост", ["Читайте также"]),
        ("関連記事", "これは関連記事です。", ["関連記事"]),
        ("اقرأ أيضا", "اقرأ أيضا: الجسر", ["اقرأ أيضا"]),
        ("# comments", "12 comments and 7 comments", ["12 comments", "7 comments"]),
        ("# comments", "no comments", []),
        ("read more", "spread more, read moreover", []),
        ("to [us] media", "He spoke to US media.", ["US"]),
        ("{a|} big dam", "A big dam", ["A big dam"]),
    ],
)
def test_a_phrase_is_matched_word_by_word_whatever_the_case_and_accents(
    phrase: str, text: str, expected: list[str]
) -> None:
    assert hits(text, make_rule(phrases=(phrase,))) == expected


def test_the_longest_of_overlapping_matches_is_kept() -> None:
    assert hits("see more news today", make_rule(phrases=("more", "see more", "more news today"))) == ["see more"]
    assert hits("see more news", make_rule(phrases=("see", "see more news"))) == ["see more news"]


def test_a_match_does_not_cross_blocks() -> None:
    assert hits("Read\n\nmore", make_rule(phrases=("read more",))) == []


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"\[ad_\d+\]", "A [ad_1] b [ad_22].", ["[ad_1]", "[ad_22]"]),
        (r"Über (?P<target>\w+)", "„Über uns“ und so", ["uns"]),
        (r"a*", "bbb", []),
        (r"(?m)^Tags: .+$", "x\r\n\r\nTags: a, b", ["Tags: a, b"]),
    ],
)
def test_patterns_are_matched_with_exact_offsets(pattern: str, text: str, expected: list[str]) -> None:
    assert hits(text, make_rule(patterns=(pattern,))) == expected


def test_offsets_are_code_points_even_behind_wide_characters() -> None:
    text = "🎈東京 read more"
    rule = make_rule(phrases=("read more",), patterns=("tokyo",))
    (match,) = read(text, [rule]).hits(rule)
    assert match.span == Span(4, 13)


def test_variants_are_matched_as_they_are_written() -> None:
    rule = make_rule(kind=Kind.VARIANTS, names=(make_name("US", forms=("US", "U.S.")),))
    assert hits("US and us, U.S. and U. S.", rule) == ["US", "U.S."]


def test_a_replacement_comes_with_its_match() -> None:
    rule = make_rule(phrases=(Phrase("can not", "cannot"),))
    (match,) = read("You can not.", [rule]).hits(rule)
    assert match.replacement == "cannot"


@pytest.mark.parametrize(
    ("where", "text", "expected"),
    [
        (Where(case=True), "the us and the US", ["us"]),
        (Where(before=("media",)), "us media, us now", ["us"]),
        (Where(after=("to",)), "to us, by us", ["us"]),
        (Where(not_before=("media",)), "us media, us", ["us"]),
        (Where(not_after=("to",)), "to us; us", ["us"]),
        (Where(before=("@edge",)), "us and us", ["us"]),
        (Where(after=("@edge",)), "us and us", ["us"]),
        (Where(before=("@digit",)), "us 7 us x", ["us"]),
        (Where(not_after=("@name",)), "We met Ann us. Then us left, and us too.", ["us", "us"]),
        (Where(before=("@capital",)), "us Ann us x", ["us"]),
        (Where(before=("@lower",)), "us Ann us x", ["us"]),
        (Where(before=("@mark",)), "us, us x", ["us"]),
        (Where(not_before=("@capital", "@edge")), "us Ann, us x, us", ["us"]),
        (Where(register=(Register.QUOTE,)), 'us "with us" us', ["us"]),
    ],
)
def test_conditions_look_at_the_neighbours(where: Where, text: str, expected: list[str]) -> None:
    assert hits(text, make_rule(phrases=("us",), where=where)) == expected


def test_the_neighbour_in_another_block_does_not_count() -> None:
    assert hits("Media\n\nus", make_rule(phrases=("us",), where=Where(after=("media",)))) == []


@pytest.mark.parametrize(("language", "expected"), [("en", ["more"]), ("de", []), (None, ["more"])])
def test_a_rule_is_silent_in_a_language_it_does_not_speak(language: str | None, expected: list[str]) -> None:
    assert hits("more", make_rule(phrases=("more",), languages=("en",)), language) == expected


@pytest.mark.parametrize(
    ("piece", "register"),
    [("Dam", Register.HEADLINE), ("It", Register.BODY), ("held", Register.QUOTE), ('is "held"', Register.BODY)],
)
def test_register_says_who_speaks(piece: str, register: Register) -> None:
    text = 'Dam safe\n\nIt is "held" now.'
    assert read(text).register(span_of(text, piece)) is register


def test_what_is_taken_out_is_seen_no_more() -> None:
    text = "Read more here. Stay.\n\nRead more there."
    rule = make_rule(phrases=("read more",))
    left = read(text, [rule]).without([span_of(text, "Read more here.")])
    assert [m.span for m in left.hits(rule)] == [span_of(text, "Read more", 1)]
    assert texts_of(text, (s.span for s in left.sentences())) == ["Stay.", "Read more there."]
    assert [b.index for b in left.blocks()] == [0, 1]
    further = left.without([span_of(text, "Stay."), span_of(text, "here. Stay.")])
    assert texts_of(text, (s.span for s in further.sentences())) == ["Read more there."]
    assert [b.index for b in further.blocks()] == [1]


def test_block_and_sentence_of_an_offset() -> None:
    text = "One. Two.\n\nThree."
    reading = read(text)
    assert [b.index if (b := reading.block_at(i)) else None for i in (0, 9, 10, 11, 99)] == [0, None, None, 1, None]
    assert [s.index if (s := reading.sentence_at(i)) else None for i in (0, 4, 5, 11)] == [0, None, 1, 2]


def test_a_word_of_unless_counts_in_its_block_and_outside_the_match() -> None:
    rule = make_rule(phrases=("the river bank",), where=Where(unless=("bank", "money")))
    assert hits("The river bank fell.", rule) == ["The river bank"]
    assert hits("The river bank and the bank fell.", rule) == []
    assert hits("Money left the river bank.", rule) == []
    assert hits("Money left.\n\nThe river bank fell.", rule) == ["The river bank"]
