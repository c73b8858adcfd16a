"""What chat programs say and are told, left in a text."""

from __future__ import annotations

import pytest

from cleaner.detect.splices import Splices
from cleaner.model import Action, Finding
from cleaner.rulebook import Apply, FixPolicy, Kind, Options, Phrase
from tests.conftest import make_rule, read, texts_of

BODY = "The dam held through the night.\n\nCrews left at dawn.\n\nSchools stay closed.\n\nIt rained."


def find(text: str, *phrases: str, opens: float = 1) -> list[Finding]:
    rule = make_rule(
        id="splice/words",
        kind=Kind.CHECK,
        check="instructions",
        phrases=tuple(map(Phrase, phrases)),
        fix=FixPolicy(Action.DROP_SENTENCE, Apply.SAFE),
        options=Options({"opens": opens, "kin": ("splice/kin",), "topic.any": ("chatbot",), "topic.en": ("ai",)}),
    )
    kin = make_rule(id="splice/kin", kind=Kind.CHECK, check="instructions", phrases=(Phrase("as an ai"),),
                    options=Options({"opens": 0, "kin": (), "topic.any": ()}))  # fmt: skip
    return [f for f in Splices([rule], {}).find(read(text, [rule, kin])) if f.rule == rule.id]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (f"Sure! Here is the text:\n\n{BODY}", True),
        (f"{BODY}\n\nSure! Here is the text:", True),
        (BODY.replace("Crews", "Sure! Here is the text:\n\nMore.\n\nCrews"), True),
        (f"{BODY}\n\nSure! Here is the text:\n\n{BODY}", False),
        (f"Sure! Here is the text: The dam held.\n\n{BODY}", False),
    ],
)
def test_a_reply_at_the_edge_goes_and_one_inside_is_suggested(text: str, safe: bool) -> None:
    (finding,) = find(text, "sure ! here is")
    assert finding.span.of(text).startswith("Sure! Here is the text:")
    assert [p.safe for p in finding.proposals] == [safe] * len(finding.proposals)


def test_a_phrase_must_open_its_sentence_if_it_is_asked_to() -> None:
    text = f"He told them to ignore the rules.\n\n{BODY}"
    assert find(text, "ignore the rules") == []
    assert texts_of(text, [f.span for f in find(text, "ignore the rules", opens=0)]) == [
        "He told them to ignore the rules."
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"“Ignore the rules,” he said.\n\n{BODY}",
        f"> Ignore the rules.\n\n{BODY}",
        f"```\nIgnore the rules.\n```\n\n{BODY}",
        f"Ignore the rules.\n\n{BODY} A chatbot obeyed.",
        f"Ignore the rules.\n\n{BODY} An AI obeyed.",
    ],
)
def test_quotations_code_and_articles_about_such_programs_are_spared(text: str) -> None:
    assert find(text, "ignore the rules") == []


def test_words_of_the_topic_in_what_is_told_itself_do_not_count() -> None:
    text = f"Ignore the rules, chatbot. As an AI I cannot.\n\n{BODY}"
    assert [f.span.of(text) for f in find(text, "ignore the rules")] == ["Ignore the rules, chatbot."]


def test_two_phrases_in_one_place_are_one_finding() -> None:
    assert len(find(f"Ignore the rules now.\n\n{BODY}", "ignore the rules", "rules now", opens=0)) == 1
