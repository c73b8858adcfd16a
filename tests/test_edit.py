"""Proposals become edits, and edits make the clean text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.edit import Alignment, apply, moved_back, plan, rebase, removals, revert
from cleaner.model import Action, Category, Edit, Finding, Fix, FixMode, Proposal, QuoteMode, Register, Span
from tests.conftest import make_document, span_of

TEXT = "Title here\n\nOne is. Two is. Three is.\n\nFour is.\n\nFive is."


def finding(
    text: str,
    piece: str,
    action: Action,
    replacement: str = "",
    *,
    safe: bool = True,
    in_quotes: bool = False,
    register: Register = Register.BODY,
    confidence: float = 0.9,
) -> Finding:
    span = span_of(text, piece)
    proposal = Proposal(action, span, replacement, safe, in_quotes)
    return Finding("names/x", Category.NAMING, span, "m", confidence, register, proposals=(proposal,))


def done(
    text: str, *findings: Finding, fix: FixMode = FixMode.SAFE, quotes: QuoteMode = QuoteMode.KEEP
) -> tuple[str, list[Fix]]:
    """The text that a plan makes, and what becomes of the findings; the way back is checked as well."""
    planned = plan(make_document(text), findings, fix, quotes)
    clean = apply(text, planned.edits)
    assert revert(clean, planned.edits) == text
    assert all(a.span.end <= b.span.start for a, b in pairwise(planned.edits))
    return clean, [f.fix for f in planned.findings]


@pytest.mark.parametrize(
    ("text", "piece", "action", "replacement", "expected"),
    [
        ("a US plan", "US", Action.REPLACE, "U.S.", "a U.S. plan"),
        ("One [x] two.", "[x]", Action.DELETE, "", "One two."),
        ("[x] One two.", "[x]", Action.DELETE, "", "One two."),
        ("One two. [x]", "[x]", Action.DELETE, "", "One two."),
        ("On[x]e", "[x]", Action.DELETE, "", "One"),
        (TEXT, "Four is.", Action.DROP_BLOCK, "", TEXT.replace("Four is.\n\n", "")),
        (TEXT, "Five is.", Action.DROP_BLOCK, "", TEXT.replace("\n\nFive is.", "")),
        (TEXT, "Title here", Action.DROP_BLOCK, "", TEXT.replace("Title here\n\n", "")),
        (TEXT, "One is.", Action.DROP_SENTENCE, "", TEXT.replace("One is. ", "")),
        (TEXT, "Two is.", Action.DROP_SENTENCE, "", TEXT.replace("Two is. ", "")),
        (TEXT, "Three is.", Action.DROP_SENTENCE, "", TEXT.replace(" Three is.", "")),
        (TEXT, "Four is.", Action.DROP_SENTENCE, "", TEXT.replace("Four is.\n\n", "")),
        ("Only.\n", "Only.", Action.DROP_BLOCK, "", "\n"),
    ],
)
def test_each_action_takes_the_space_that_it_must(
    text: str, piece: str, action: Action, replacement: str, expected: str
) -> None:
    assert done(text, finding(text, piece, action, replacement)) == (expected, [Fix.APPLIED])


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n", "\n \n"])
def test_the_gap_between_what_stays_is_as_it_was(gap: str) -> None:
    text = f"One is.{gap}Two is.{gap}Three is.\n"
    assert done(text, finding(text, "Two is.", Action.DROP_BLOCK))[0] == f"One is.{gap}Three is.\n"


def test_several_removals_in_a_row() -> None:
    drops = [finding(TEXT, piece, Action.DROP_BLOCK) for piece in ("Four is.", "Five is.")]
    assert done(TEXT, *drops)[0] == "Title here\n\nOne is. Two is. Three is."
    sentences = [finding(TEXT, piece, Action.DROP_SENTENCE) for piece in ("One is.", "Two is.", "Three is.")]
    assert done(TEXT, *sentences)[0] == "Title here\n\nFour is.\n\nFive is."


@pytest.mark.parametrize(
    ("fix", "safe", "outcome"),
    [
        (FixMode.SAFE, True, Fix.APPLIED),
        (FixMode.SAFE, False, Fix.SUGGESTED),
        (FixMode.ALL, False, Fix.APPLIED),
        (FixMode.NONE, True, Fix.SUGGESTED),
        (FixMode.NONE, False, Fix.SUGGESTED),
    ],
)
def test_the_mode_decides_what_is_done(fix: FixMode, safe: bool, outcome: Fix) -> None:
    text, outcomes = done(TEXT, finding(TEXT, "Two", Action.REPLACE, "2", safe=safe), fix=fix)
    assert outcomes == [outcome]
    assert text == (TEXT.replace("Two", "2") if outcome is Fix.APPLIED else TEXT)


@pytest.mark.parametrize(
    ("quotes", "in_quotes", "outcome"),
    [
        (QuoteMode.KEEP, False, Fix.SUGGESTED),
        (QuoteMode.KEEP, True, Fix.APPLIED),
        (QuoteMode.RESTORE, False, Fix.APPLIED),
    ],
)
def test_quotations_are_left_unless_the_damage_is_nobodys_word(
    quotes: QuoteMode, in_quotes: bool, outcome: Fix
) -> None:
    hit = finding(TEXT, "Two", Action.REPLACE, "2", in_quotes=in_quotes, register=Register.QUOTE)
    assert done(TEXT, hit, quotes=quotes)[1] == [outcome]


def test_a_finding_without_a_proposal_is_only_reported() -> None:
    bare = Finding("names/x", Category.NAMING, span_of(TEXT, "Two"), "m", 0.9)
    report = finding(TEXT, "Two", Action.REPORT)
    assert done(TEXT, bare) == (TEXT, [Fix.NONE])
    assert done(TEXT, report)[0] == TEXT


def test_a_removal_wins_over_a_replacement_inside_it_and_settles_it() -> None:
    inner, outer = finding(TEXT, "Two", Action.REPLACE, "2"), finding(TEXT, "Two is.", Action.DROP_SENTENCE)
    assert done(TEXT, inner, outer) == (TEXT.replace("Two is. ", ""), [Fix.APPLIED, Fix.APPLIED])


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_replacements_of_a_place_the_surer_wins_in_any_order(order: int) -> None:
    pair = [
        finding(TEXT, "Two", Action.REPLACE, "2", confidence=0.5),
        finding(TEXT, "Two", Action.REPLACE, "II", confidence=0.9),
    ]
    assert done(TEXT, *pair[::order])[0] == TEXT.replace("Two", "II")


def test_an_edit_carries_its_original_and_its_rule() -> None:
    planned = plan(make_document(TEXT), [finding(TEXT, "Two", Action.REPLACE, "2")], FixMode.SAFE, QuoteMode.KEEP)
    assert planned.edits == (Edit(span_of(TEXT, "Two"), "2", "Two", "names/x"),)


def test_removals_are_the_safe_drops() -> None:
    findings = [
        finding(TEXT, "Four is.", Action.DROP_BLOCK),
        finding(TEXT, "Five is.", Action.DROP_BLOCK, safe=False),
        finding(TEXT, "Two", Action.REPLACE, "2"),
    ]
    assert removals(findings) == (span_of(TEXT, "Four is."),)


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(alphabet="ab é東\n", min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        edits.append(Edit(Span(start, end), draw(st.text(alphabet="xyz", max_size=4)), text[start:end], "r/r"))
    return text, edits


@given(texts_and_edits())
def test_reverting_what_was_applied_gives_the_source(made: tuple[str, list[Edit]]) -> None:
    text, edits = made
    assert revert(apply(text, edits), edits) == text


@given(texts_and_edits(), st.data())
def test_untouched_places_are_mapped_back_exactly(made: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = made
    alignment = Alignment(edits)
    free = [i for i in range(len(text)) if not any(e.span.start <= i < e.span.end for e in edits)]
    repaired = apply(text, edits)
    for i in free:
        at = alignment.forward(i)
        assert repaired[at] == text[i]
        assert alignment.back(Span(at, at + 1)) == Span(i, i + 1)


def test_a_span_that_touches_a_repair_grows_over_it() -> None:
    source, repairs = "a &amp; b", [Edit(Span(2, 7), "&", "&amp;", "noise/entity")]
    assert apply(source, repairs) == "a & b"
    assert Alignment(repairs).back(Span(2, 3)) == Span(2, 7)
    assert Alignment(repairs).back(Span(0, 5)) == Span(0, 9)


def test_two_layers_of_edits_become_one_list() -> None:
    source = "R&amp;D can not go&#33; &lt;x&gt;"
    repairs = [
        Edit(span_of(source, e), r, e, "noise/entity")
        for e, r in (("&amp;", "&"), ("&#33;", "!"), ("&lt;", "<"), ("&gt;", ">"))
    ]
    repaired = apply(source, repairs)
    edits = [
        Edit(span_of(repaired, "can not"), "cannot", "can not", "spinning/can-not"),
        Edit(span_of(repaired, " <x>"), "", " <x>", "boilerplate/macro"),
    ]
    merged = rebase(source, repaired, repairs, edits)
    assert apply(source, merged) == apply(repaired, edits) == "R&D cannot go!"
    assert revert("R&D cannot go!", merged) == source
    assert all(e.original == e.span.of(source) for e in merged)


def test_findings_are_moved_with_what_they_are_related_to() -> None:
    source = "&amp; US, USA"
    alignment = Alignment([Edit(Span(0, 5), "&", "&amp;", "noise/entity")])
    hit = Finding("names/x", Category.NAMING, Span(6, 9), "m", 0.9, related=(Span(2, 4),))
    (moved,) = moved_back([hit], alignment.back)
    assert (moved.span.of(source), moved.related[0].of(source)) == ("USA", "US")
