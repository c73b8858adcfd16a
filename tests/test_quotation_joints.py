"""What may follow a quotation that is a whole sentence, and what may not."""

from __future__ import annotations

import pytest

from cleaner.detect.quotation_joints import glued_quotation, quotation_goes_on, said_twice
from cleaner.rulebook import Options
from tests.conftest import make_rule, read

OPTIONS = Options(
    {
        "min_words": 5,
        "apart": 8,
        "long": 12,
        "saying": ("said", "says", "noted", "asked"),
        "finite": ("we", "will", "is"),
        "connectives": ("that", "which"),
        "behind_comma": ("that",),
        "links": ("in", "to", "that"),
        "links_of_one": ("to",),
        "verbs": ("is", "was"),
        "plurals": ("were",),
        "joins": ("and", "but"),
        "seconds": ("that", "was"),
        "times": ("night",),
    }
)
RULE = make_rule(id="splice/x", options=OPTIONS)
REST = "the old harbour of the town."


def goes_on(text: str) -> bool:
    reading = read(text, [RULE])
    return bool(list(quotation_goes_on(RULE, reading, frozenset())))


@pytest.mark.parametrize("word", ["in", "to", "was", "were", "and"])
def test_a_quotation_with_a_comma_that_opens_its_sentence_is_followed_by_who_says_it(word: str) -> None:
    quote = '"We will sell the boats before winter,"'
    assert goes_on(f"It rained. {quote} {word} {REST}")
    assert not goes_on(f"It rained. {quote} said the mayor of {REST}")
    assert not goes_on(f"It rained. {quote} one man of the crew said.")


@pytest.mark.parametrize(
    ("head", "quote", "word", "is_found"),
    [
        ("He said: ", "We will sell the boats", "in", True),
        ("He said: ", "We will sell the boats.", "in", True),
        ("He said, ", "We will sell the boats,", "in", False),
        ("He said, ", "We will sell the boats,", "and", False),
        ("He said, ", "We will sell the boats,", "were", True),
        ("He said ", "We will sell the boats", "in", True),
        ("He asked, ", "Will we sell all the boats?", "in", True),
        ("He asked, ", "Will we sell all the boats?", "is", False),
        ("His sign ", "We will sell the boats", "in", False),
        ("Nobody knows ", "Boats of the old harbour", "in", False),
        ("", "We will sell the boats", "was", False),
        ("", "We will sell the boats before the long winter", "in", True),
        ("", "We will sell the boats before the long winter", "was", False),
        ("", "We will sell the boats. All of them must go by May", "was", True),
        ("", "We will sell the boats. All of them must go by May", "to", False),
    ],
)
def test_what_may_follow_depends_on_how_a_quotation_is_introduced(
    head: str, quote: str, word: str, is_found: bool
) -> None:
    assert goes_on(f'It rained. {head}"{quote}" {word} {REST}') is is_found


def test_a_quotation_may_be_the_first_part_of_what_was_said() -> None:
    quote = '"We will sell the boats before the long winter"'
    assert goes_on(f"It rained. {quote} in the old harbour of the town.")
    assert not goes_on(f"It rained. {quote} in the old harbour, he said.")
    assert not goes_on(f"It rained. {quote[:-1]}," + '" and the harbour is sold, he said.')


def test_marks_are_judged_one_by_one() -> None:
    stray = 'It rained. "We will sell the boats before winter, " in the north of the island." It stopped.'
    assert goes_on(stray)
    joined = 'It rained. "It is late. "We will sell the boats before winter," in the north of the island.'
    assert goes_on(joined)
    assert not goes_on('It rained. "We "sell" the boats before winter," in the north of the island.')


def test_what_is_certain_is_left_to_the_check_of_its_own() -> None:
    for quote in ("We will sell the boats", "We will sell all of the boats,"):
        text = f'It rained. "{quote}" that the town had bought in spring.'
        assert not goes_on(text)
        assert list(glued_quotation(RULE, read(text, [RULE]), frozenset()))
    answer = 'It rained. "We will sell all of the boats," which was an answer.'
    assert not list(glued_quotation(RULE, read(answer, [RULE]), frozenset()))


@pytest.mark.parametrize(
    ("attribution", "is_found"),
    [
        ("Ms Orr said that", True),
        ("Ms Orr said that night", False),
        ("said Ms Orr who noted that", False),
        ("Ms Orr said and noted that", False),
    ],
)
def test_who_has_said_it_says_no_second_thing(attribution: str, is_found: bool) -> None:
    text = f'It rained. "We will sell the boats," {attribution} the airport is shut.'
    assert bool(list(said_twice(RULE, read(text, [RULE]), frozenset()))) is is_found
