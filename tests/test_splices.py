"""Splices that show in the structure of the text, and which rules may speak alone."""

from __future__ import annotations

import pytest

from cleaner.detect.splices import Splices
from cleaner.model import Action, Finding
from cleaner.rulebook import Apply, FixPolicy, Kind, Options
from tests.conftest import make_rule, read, span_of

OPTIONS = {
    "glued-quotation": Options({"min_words": 4, "connectives": ("that", "which")}),
    "cut-at-abbreviation": Options({"titles": ("sen", "mr", "gov")}),
    "missing-space": Options({"openers": ("the", "he", "it's"), "abbreviations": ("vol",), "addresses": ("com",)}),
}
DROP = FixPolicy(Action.DROP_SENTENCE, Apply.UNSAFE)
FIXES = {
    "glued-quotation": DROP,
    "cut-at-abbreviation": FixPolicy(),
    "missing-space": FixPolicy(Action.REPLACE, Apply.SAFE),
}


def find(text: str, check: str) -> list[Finding]:
    rule = make_rule(id=f"splice/{check}", kind=Kind.CHECK, check=check, options=OPTIONS[check], fix=FIXES[check])
    words = {"en": frozenset({"there", "which", "would"})}
    return list(Splices([rule], words).find(read(text, [rule])))


@pytest.mark.parametrize("marks", ['""', "“”", "«»"])
def test_a_quotation_glued_to_half_a_sentence_is_found(marks: str) -> None:
    quote = f"{marks[0]}You are afraid of us{marks[1]}"
    text = f"It rained. He said: {quote} that the army was to blame for. It stopped."
    (finding,) = find(text, "glued-quotation")
    assert finding.span == span_of(text, f"{quote} that the army")
    (proposal,) = finding.proposals
    assert proposal.span.of(text) == f"He said: {quote} that the army was to blame for."
    assert (proposal.action, proposal.safe) == (Action.DROP_SENTENCE, False)


@pytest.mark.parametrize(
    "text",
    [
        'He said: "You are afraid of us." That was all there was.',
        'He spoke of "you being afraid of us" that the army feared.',
        'He said: "you are afraid of us" that the army feared.',
        'He said: "Of us" that the army feared so much.',
        'He said: "You are afraid of us," that the army feared.',
        'He said: "You are afraid of us" and the army feared it.',
    ],
)
def test_quotations_that_fit_their_sentence_are_spared(text: str) -> None:
    assert find(text, "glued-quotation") == []


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n"])
def test_a_paragraph_cut_at_an_abbreviation_is_found(gap: str) -> None:
    text = f"The bill was brought in by Sen.{gap}A vote is due in May."
    (finding,) = find(text, "cut-at-abbreviation")
    assert (finding.span, finding.proposals) == (span_of(text, "Sen."), ())


@pytest.mark.parametrize(
    "text",
    [
        "The bill was brought in by Sen. Ruiz.\n\nA vote is due in May.",
        "A vote is due in May.\n\nThe bill was brought in by Sen.",
        "The site is now called Mobile Gov.\n\nA reader of Gov wrote in May.",
        "They came from the high sen.\n\nA vote is due in May.",
    ],
)
def test_paragraphs_that_end_in_their_own_words_are_spared(text: str) -> None:
    assert find(text, "cut-at-abbreviation") == []


@pytest.mark.parametrize(
    ("joint", "mended"),
    [
        ("jack.The", "jack. The"),
        ("jack!He", "jack! He"),
        ("jack.”The", "jack.” The"),
        ("jack?It’s", "jack? It’s"),
        ("Straße.The", "Straße. The"),
        ("größe.The", "größe. The"),
    ],
)
def test_a_missing_space_between_sentences_is_put_in(joint: str, mended: str | None) -> None:
    text = f"橋 It has a {joint} machine."
    findings = find(text, "missing-space")
    assert [f.span for f in findings] == ([] if mended is None else [span_of(text, joint)])
    for proposal in (p for f in findings for p in f.proposals):
        assert text[: proposal.span.start] + proposal.replacement + text[proposal.span.end :] == text.replace(
            joint, mended or ""
        )


@pytest.mark.parametrize(
    "text",
    [
        "See example.org/the.The end",
        "In file.The.txt now",
        "A jack. The end",
        "In Vol.The Second",
        "Use node.Com ok",
    ],
)
def test_addresses_and_names_with_stops_are_spared(text: str) -> None:
    assert find(text, "missing-space") == []


def test_rules_of_another_language_are_silent() -> None:
    rule = make_rule(
        id="splice/x", kind=Kind.CHECK, check="missing-space", languages=("en",), options=OPTIONS["missing-space"]
    )
    text = "It has a jack.The machine."
    assert [len(list(Splices([rule], {}).find(read(text, [rule], code)))) for code in ("en", "de")] == [1, 0]


CUT = "The bill was brought in by Sen.\n\nA vote is due in May."
JOINED = "It has a jack.The machine runs."
MARKED = "They can not go. He can not stay."


def gated(text: str, *, vouches: bool = True) -> set[str]:
    """The checks that find something: the openers of sentences, which may not speak alone, and two that may."""
    doubtful = Options({"alone": 0, "openers": ("the",), "abbreviations": (), "addresses": ()})
    vouching = Options({**OPTIONS["cut-at-abbreviation"].values, "vouches": int(vouches)})
    mark = make_rule(id="spinning/mark", phrases=("can not",), options=Options({"mark": 0.3}))
    rules = [
        make_rule(id="splice/a-doubtful", kind=Kind.CHECK, check="missing-space", options=doubtful),
        make_rule(id="splice/cut", kind=Kind.CHECK, check="cut-at-abbreviation", options=vouching),
    ]
    return {f.rule for f in Splices(rules, {}, None, [mark]).find(read(text, [*rules, mark]))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (JOINED, set()),
        (f"{CUT}\n\n{JOINED}", {"splice/a-doubtful", "splice/cut"}),
        (f"{MARKED}\n\n{JOINED}", {"splice/a-doubtful"}),
        (f"They can not go.\n\n{JOINED}", set()),
    ],
)
def test_a_doubtful_rule_speaks_where_something_else_is_wrong(text: str, found: set[str]) -> None:
    assert gated(text) == found


def test_a_rule_that_does_not_vouch_opens_no_gate() -> None:
    assert gated(f"{CUT}\n\n{JOINED}", vouches=False) == {"splice/cut"}


def test_checks_that_ask_for_people_are_silent_without_a_census() -> None:
    rule = make_rule(id="splice/x", kind=Kind.CHECK, check="surname-first")
    assert list(Splices([rule], {}).find(read("Mr Haller left.", [rule]))) == []
