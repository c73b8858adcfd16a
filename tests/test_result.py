"""The record of a result, and errors as they stand in it."""

from __future__ import annotations

import json
import pickle

import pytest

from cleaner import errors
from cleaner.errors import BrokenRule, CleanerError, InputError, SetupError, nearest
from cleaner.pipeline import Cleaner
from cleaner.result import LONGEST_EXCERPT, dumps, failure

TEXT = "The bridge is closed 橋, he said.\n\nRead more: How the mayor won\n\nThey can not go to the town."
CLASSES = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, CleanerError)]


def test_a_record_holds_all_that_is_known(cleaner: Cleaner) -> None:
    record = cleaner.clean(TEXT, title="Bridge").to_dict()
    assert set(record) == {
        "title", "clean_text", "source_text", "quality", "language", "findings", "edits", "error", "schema",
    }  # fmt: skip
    assert (record["title"], record["source_text"], record["error"]) == ("Bridge", TEXT, None)
    assert json.loads(dumps(record)) == record


def test_offsets_of_a_record_are_code_points_of_the_source(cleaner: Cleaner) -> None:
    record = json.loads(dumps(cleaner.clean(TEXT).to_dict()))
    assert [f["rule"] for f in record["findings"]] == ["boilerplate/related-link", "spinning/can-not"]
    for finding in record["findings"]:
        assert record["source_text"][finding["start"] : finding["end"]] == finding["excerpt"]
        assert {"category", "message", "confidence", "register", "fix"} < set(finding)
    text = record["source_text"]
    for edit in reversed(record["edits"]):
        text = text[: edit["start"]] + edit["replacement"] + text[edit["end"] :]
    assert text == record["clean_text"]


STORY = (
    "The dam held through the night, and the engineers said the worst was over for the town.",
    "Crews had stacked bags along the dam since noon, and the mayor of the town thanked the engineers.",
    "The river rose by two metres, and the dam was watched all night by engineers and crews.",
    "The engineers will open the gates of the dam on Sunday if the river keeps falling, the mayor said.",
)


def test_the_evidence_for_a_finding_stands_in_the_record(cleaner: Cleaner) -> None:
    line = "Pop Star Cancels World Tour After Knee Surgery"
    result = cleaner.clean("\n\n".join((*STORY[:2], line, *STORY[2:])), title="Dam holds")
    (finding,) = json.loads(dumps(result.to_dict()))["findings"]
    assert (finding["rule"], finding["excerpt"], finding["fix"]) == ("boilerplate/foreign-headline", line, "suggested")
    assert [(e["name"], e["note"]) for e in finding["evidence"]] == [("foreign", ""), ("title-case", "")]
    assert [e["value"] for e in finding["evidence"]] == [e.value for e in result.findings[0].evidence]
    assert line in result.text


def test_a_finding_that_nothing_was_weighed_for_has_no_evidence(cleaner: Cleaner) -> None:
    assert [f["evidence"] for f in json.loads(dumps(cleaner.clean(TEXT).to_dict()))["findings"]] == [[], []]


@pytest.mark.parametrize(
    "lines",
    [
        ("Owner: Valley Water Board", "Opening hours: Monday until Friday", "Contact: Jane Miller, Paul Haller"),
        ("## Comments", f"{STORY[0][:-1]}, and {STORY[3][0].lower()}{STORY[3][1:]}"),
    ],
    ids=["fields", "subhead"],
)
def test_what_may_be_the_articles_own_is_suggested_and_stays(cleaner: Cleaner, lines: tuple[str, ...]) -> None:
    result = cleaner.clean("\n\n".join((*STORY[:3], *lines, STORY[3])), title="Dam holds")
    assert all(line in result.text for line in lines)
    assert {f.fix.value for f in result.findings} <= {"suggested"}


def test_the_quality_of_a_record_sums_up(cleaner: Cleaner) -> None:
    record = json.loads(dumps(cleaner.clean(TEXT).to_dict()))
    quality = record["quality"]
    assert set(quality) == {"score", "score_before", "probability", "verdict", "parts", "policy"}
    total = sum(p["points"] for p in quality["parts"])
    assert quality["score"] == round(total, 1)
    assert quality["verdict"] in ("keep", "review", "reject")


def test_a_long_excerpt_is_cut(cleaner: Cleaner) -> None:
    paragraph = "The dam held through the night, " + "and the engineers said that the worst was over for the town, " * 7
    paragraph += "as they had said before."
    record = json.loads(dumps(cleaner.clean(f"{paragraph}\n\nThey left.\n\n{paragraph}").to_dict()))
    (excerpt,) = [f["excerpt"] for f in record["findings"]]
    assert len(excerpt) == LONGEST_EXCERPT
    assert excerpt.endswith("…")


@pytest.mark.parametrize("row", [{"text": "Größe 橋 \u2028"}, {"n": 1, "x": None}, {"text": "half \ud800"}])
def test_a_row_is_one_line_that_can_be_read_back(row: dict[str, object]) -> None:
    line = dumps(row)
    assert "\n" not in line
    assert json.loads(line.encode("utf-8")) == row


def test_text_of_any_script_is_written_as_it_is() -> None:
    assert dumps({"a": "橋"}) == '{"a":"橋"}'


def test_a_failure_has_a_code_and_a_sentence() -> None:
    record = failure(errors.EmptyInput("the input is empty"))
    assert record["error"] == {"code": "empty", "message": "the input is empty"}


def test_codes_are_distinct_and_every_error_is_of_the_input_or_the_setup() -> None:
    assert len({c.code for c in CLASSES}) == len(CLASSES)
    leaves = [c for c in CLASSES if c not in (CleanerError, InputError, SetupError)]
    assert all(issubclass(c, InputError) != issubclass(c, SetupError) for c in leaves)


@pytest.mark.parametrize("cls", [c for c in CLASSES if c is not BrokenRule])
def test_errors_survive_the_way_between_processes(cls: type[CleanerError]) -> None:
    copy = pickle.loads(pickle.dumps(cls("what to do")))
    assert (type(copy), str(copy), copy.code) == (cls, "what to do", cls.code)


def test_a_broken_rule_survives_the_way_between_processes() -> None:
    error = BrokenRule("p.toml", 3, "names/x", "is wrong")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.file, copy.line, copy.rule, copy.problem) == ("p.toml", 3, "names/x", "is wrong")
    assert str(copy) == str(error)


@pytest.mark.parametrize(("word", "hint"), [("guardain", '"guardian"'), ("zzzz", "")])
def test_the_nearest_known_word_is_named_if_there_is_one(word: str, hint: str) -> None:
    found = nearest(word, ["guardian", "reuters"])
    assert hint in found
    assert bool(found) is bool(hint)
