"""Sentences that return, word for word or in other words."""

from __future__ import annotations

import time

import pytest

from cleaner.detect.copies import COMMON, Copies, Copy
from cleaner.detect.phrasing import Vocabulary, compared
from cleaner.model import BlockKind
from cleaner.packs import load
from cleaner.reading import Reading
from cleaner.rulebook import Options, rules_folder
from tests.conftest import read, span_of

BOOK = load(rules_folder()).by_id
EXACT, REWORDED = (BOOK[f"duplicate/{name}"].options for name in ("sentence", "reworded"))
WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "was",
        "on",
        "with",
        "as",
        "be",
        "by",
        "at",
        "this",
        "from",
        "are",
        "he",
        "she",
        "they",
        "will",
    ]
)
FIRST = "The old ferry carried three hundred passengers across the strait in heavy rain on Friday evening."
REST = "Nobody had slept.\n\nTickets cost nine pounds at the quay. The harbour lights had gone out by then."


def find(text: str, language: str = "en") -> list[Copy]:
    return list(copies(read(text, language=language), EXACT, REWORDED).find(set()))


def copies(reading: Reading, exact: Options | None, reworded: Options | None) -> Copies:
    language = reading.document.language.code or "en"
    vocabulary = Vocabulary.of(REWORDED, language, WORDS if language == "en" else frozenset())
    return Copies(reading, compared(reading.tokens, {}), set(), exact, reworded, vocabulary)


def test_a_sentence_that_returns_is_found_with_the_first_and_its_shares() -> None:
    text = f"It rained. {FIRST}\n\n{REST} {FIRST}"
    (copy,) = find(text)
    assert (copy.span, copy.first) == (span_of(text, FIRST, 1), span_of(text, FIRST))
    assert copy.is_exact and not copy.is_block
    assert (copy.here_in_first, copy.first_in_here) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ("The old ferry took three hundred passengers across the strait in heavy rain on Friday evening.",
         ("took", "carried")),
        ("The old ferry carried 3 hundred passengers across the strait in rain on Friday evening.", ("", "heavy")),
        ("In heavy rain on Friday evening the old ferry carried three hundred passengers across the strait.",
         ("another order", "")),
    ],
)  # fmt: skip
def test_light_rewordings_are_found_with_what_differs(other: str, differs: tuple[str, str]) -> None:
    (copy,) = find(f"It rained. {FIRST}\n\n{REST} {other}")
    assert copy.differs == differs
    assert not copy.is_exact


def test_a_sentence_that_holds_an_earlier_one_is_found_with_unequal_shares() -> None:
    joined = f"{FIRST[:-1]}, and the mayor of the town thanked every member of her crew with a medal and a kiss."
    (copy,) = find(f"It rained. {FIRST}\n\n{REST} {joined}")
    assert copy.first_in_here > 0.95
    assert copy.here_in_first < 0.75


@pytest.mark.parametrize(
    "other",
    [
        FIRST.replace("three", "four"),
        FIRST.replace("Friday", "Sunday"),
        FIRST.replace("carried", "never carried"),
        FIRST.replace("The old ferry", "As mentioned, the old ferry"),
        "The new bridge carried nobody, and the strait was rough in heavy rain on Friday evening, passengers said.",
    ],
)
def test_sentences_of_one_mould_that_say_other_things_are_none(other: str) -> None:
    assert find(f"It rained. {FIRST}\n\n{REST} {other}") == []


def test_three_sentences_of_one_mould_are_a_form() -> None:
    mould = "It gives a broad view of the {} of the service to those who plan its budget every spring."
    text = "\n\n".join(mould.format(word) for word in ("traffic", "content", "quality"))
    assert find(f"It rained.\n\nNobody slept.\n\n{text}") == []


def test_a_paragraph_of_nothing_but_copies_is_found_as_one() -> None:
    second = "Her captain slept for two days after the crossing of the strait was done."
    copied = f"{FIRST.replace('carried', 'took')} {second}"
    text = f"It rained. {FIRST} {second} They were glad.\n\n{REST}\n\n{copied}"
    (copy,) = find(text)
    assert (copy.is_block, copy.span) == (True, span_of(text, copied))
    assert copy.first == span_of(text, f"{FIRST} {second}")


@pytest.mark.parametrize(
    "text",
    [
        f"“{FIRST}”\n\n{REST} “{FIRST}” she said.",
        f"> {FIRST}\n\n{REST} {FIRST}",
        "How did the old ferry come to be sold?\n\nIt was cheap.\n\nHow did the old ferry come to be sold?",
        "Leeds 3 York 1 Hull 2 Derby 2.\n\nIt rained.\n\nLeeds 3 York 1 Hull 2 Derby 2.",
        "Smith, John, Harlow Running Club, silver medal.\n\nWet.\n\nSmith, John, Harlow Running Club, silver medal.",
        "\n\n".join([f"{FIRST} {n} people slept." for n in ("Ten", "Two", "Six", "Nine", "Five")]),
    ],
)
def test_pull_quotes_questions_scores_lists_and_refrains_are_spared(text: str) -> None:
    assert [copy for copy in find(text) if copy.is_exact] == []


def test_headings_list_items_and_known_copies_are_not_looked_at() -> None:
    text = f"- {FIRST}\n\n{REST}\n\n- {FIRST}\n\n{FIRST}"
    assert find(text) == []
    reading = read(f"{FIRST}\n\n{REST}\n\n{FIRST}")
    known = {block.index for block in reading.document.blocks if block.kind is BlockKind.PARAGRAPH}
    assert list(copies(reading, EXACT, REWORDED).find(known)) == []


def test_what_has_no_rule_is_not_looked_for() -> None:
    other = FIRST.replace("carried", "took")
    text = f"It rained. {FIRST}\n\n{REST} {FIRST} {other}"
    assert [c.is_exact for c in copies(read(text), EXACT, None).find(set())] == [True]
    assert [c.is_exact for c in copies(read(text), None, REWORDED).find(set())].count(False) == 1
    assert list(copies(read(text), None, None).find(set())) == []


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("de", "Die alte Fähre brachte am Freitag im Regen dreihundert Leute über den Sund."),
        ("ru", "Старый паром перевёз в пятницу под дождём триста человек через пролив."),
        ("zh", "星期五晚上，旧渡轮在大雨中把三百名乘客送过了海峡。"),
    ],
)
def test_copies_are_found_in_other_languages_and_scripts(language: str, first: str) -> None:
    text = f"{first}\n\n1999.\n\n{first}\n"
    assert [copy.span for copy in find(text, language)] == [span_of(text, first, 1)]


@pytest.mark.parametrize("unit", [f"{FIRST} ", f"{FIRST}\n\n", "The cat saw the dog and the dog saw the cat again. "])
def test_time_is_linear_in_a_text_that_repeats_itself(unit: str) -> None:
    def seconds(times: int) -> float:
        """Of this process alone, at its best of three: other work on the machine does not count."""
        reading = read(unit * times)
        taken = []
        for _ in range(3):
            begun = time.process_time()
            list(copies(reading, EXACT, REWORDED).find(set()))
            taken.append(time.process_time() - begun)
        return min(taken)

    seconds(100)
    assert seconds(4_000) < 40 * max(seconds(400), 0.004)


def test_a_copy_is_found_among_many_sentences_that_share_its_words() -> None:
    mould = [f"The old ferry carried three hundred {word} in May." for word in "abcdefghijklmnopqrstuvw"[: COMMON + 3]]
    text = f"It rained. {FIRST}\n\n{' '.join(mould)}\n\n{REST} {FIRST}"
    assert span_of(text, FIRST, 1) in [copy.span for copy in find(text)]
