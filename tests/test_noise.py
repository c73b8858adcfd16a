"""Damage to characters."""

from __future__ import annotations

import pytest

from cleaner.detect.noise import CHECKS, Noise
from cleaner.model import Action, Proposal
from cleaner.rulebook import Apply, FixPolicy, Kind, Rule
from tests.conftest import make_rule, span_of

REPLACE = FixPolicy(Action.REPLACE, Apply.SAFE, quotes=True)


def noise_rule(check: str, fix: FixPolicy = REPLACE) -> Rule:
    return make_rule(id=f"noise/{check}", kind=Kind.CHECK, check=check, fix=fix, message="{count}: {text} {fixed}")


def proposals(text: str, check: str) -> list[Proposal]:
    return [p for finding in Noise([noise_rule(check)]).find(text) for p in finding.proposals]


def repaired(text: str, check: str) -> str:
    for proposal in reversed(proposals(text, check)):
        text = text[: proposal.span.start] + proposal.replacement + text[proposal.span.end :]
    return text


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [
        ("mojibake", "It wonâ€™t cost Â£9.", "It won’t cost £9."),
        ("mojibake", "Die BrÃ¼cke über die Saale.", "Die Brücke über die Saale."),
        ("mojibake", "один\nРњРѕСЃС‚ РѕС‚РєСЂС‹С‚.\nдва", "один\nМост открыт.\nдва"),
        ("entities", "R&amp;D &#8211; it doesn&rsquo;t&#x21;", "R&D – it doesn’t!"),
        ("entities", "&amp;amp;lt;b&gt;", "<b>"),
        ("entities", "one&nbsp;two", "one two"),
        ("entities", "one&#12;two &#12;", "one two "),
        ("entities", "Bundes&shy;rat, sup&#8203;port", "Bundesrat, support"),
        ("invisible", "sup\u200bport\ufeff", "support"),
        ("soft-hyphens", "Bundes\u00adrat", "Bundesrat"),
        ("controls", "bell\x07 didn\x92t", "bell didn’t"),
        ("controls", "one\x0btwo\x0c three", "one two three"),
    ],
)
def test_damage_is_repaired(check: str, text: str, expected: str) -> None:
    assert repaired(text, check) == expected


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("mojibake", "Âge d’or, São Paulo, Ångström, £5 – “quoted”"),
        ("mojibake", "Совет решил, что мост открыт. Срок — май."),
        ("mojibake", "東京の橋"),
        ("entities", "AT&T & R&D; a&b; ?a=1&b=2"),
        ("entities", "Kind &regards; and &Ltd; &notanentity;"),
        ("invisible", "نمی\u200cخواهم"),
        ("invisible", "\U0001f469\u200d\U0001f692"),
        ("invisible", "क\u094d\u200dष"),
        ("controls", "tab\tbreak\r\nend\n"),
        ("soft-hyphens", "Bundes-Rat"),
        ("replacement-characters", "whole"),
    ],
)
def test_sound_text_is_spared(check: str, text: str) -> None:
    assert list(Noise([noise_rule(check)]).find(text)) == []


def test_a_lone_surrogate_is_replaced() -> None:
    assert repaired("a\ud800b", "controls") == "a\ufffdb"


def test_spans_are_exact() -> None:
    text = "橋 wonâ€™t and BrÃ¼cke"
    assert [p.span for p in proposals(text, "mojibake")] == [span_of(text, "â€™"), span_of(text, "Ã¼")]


def test_one_finding_for_each_line_with_a_proposal_for_each_place() -> None:
    text = "a&amp;b c&amp;d\r\nno\r\ne&amp;f"
    findings = list(Noise([noise_rule("entities")]).find(text))
    assert [(f.span.of(text), len(f.proposals)) for f in findings] == [("&amp;b c&amp;", 2), ("&amp;", 1)]


def test_the_message_names_count_text_and_repair() -> None:
    (finding,) = Noise([noise_rule("entities")]).find("a &lt; b &lt; c")
    assert finding.message == "2: &lt; <"
    (finding,) = Noise([noise_rule("soft-hyphens")]).find("a\u00adb")
    assert "U+00AD" in finding.message


def test_proposals_may_touch_quotations_if_the_rule_says_so() -> None:
    (proposal,) = proposals("“R&amp;D”", "entities")
    assert (proposal.safe, proposal.in_quotes) == (True, True)


def test_lost_characters_are_reported_without_a_proposal() -> None:
    text = "doesn\ufffdt \ufffd\ufffd"
    (finding,) = Noise([noise_rule("replacement-characters", FixPolicy())]).find(text)
    assert (finding.span.of(text), finding.proposals) == ("\ufffdt \ufffd\ufffd", ())


def test_rules_of_unknown_checks_are_passed_over() -> None:
    assert list(Noise([noise_rule("nothing-of-the-kind")]).find("a&amp;b")) == []


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("text", ["", "plain ASCII text", "Größe und Maß"])
def test_no_check_hits_plain_text(check: str, text: str) -> None:
    assert list(Noise([noise_rule(check)]).find(text)) == []
