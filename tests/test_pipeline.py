"""The whole, from a page to a result."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import cleaner as package
from cleaner.config import Config
from cleaner.edit import apply, revert
from cleaner.errors import BadConfigFile, BadField, BadSetting, EmptyInput, SetupError, TooLarge, UnknownName
from cleaner.model import Category, Fix, FixMode, QuoteMode, Register, TitleLine
from cleaner.pipeline import Cleaner, clean
from cleaner.result import CleanResult
from tests.conftest import span_of, write_pack

SPUN = """Talks fail

The talks failed, yet Russian Federation does not want to budge. "Russian Federation is an ally," he said.

Read more: How the mayor won

They can not have this kind of relationship, said the minister, who spoke of R&amp;D."""


def rules_of(result: CleanResult) -> list[str]:
    return [finding.rule for finding in result.findings]


def check_laws(result: CleanResult) -> None:
    """What holds of every result."""
    source = result.source_text
    assert apply(source, result.edits) == result.text
    assert revert(result.text, result.edits) == source
    assert all(e.span.of(source) == e.original for e in result.edits)
    assert all(a.span.end <= b.span.start for a, b in pairwise(result.edits))
    assert all(0 <= f.span.start <= f.span.end <= len(source) for f in result.findings)
    assert len(result.block_spans) == len(result.document.blocks)


def test_an_article_is_cleaned_and_every_edit_can_be_taken_back(cleaner: Cleaner) -> None:
    result = cleaner.clean(SPUN)
    check_laws(result)
    assert result.title == "Talks fail"
    assert "yet Russia does not want" in result.text
    assert '"Russian Federation is an ally,"' in result.text
    assert "Read more" not in result.text
    assert "They cannot have" in result.text and "R&D" in result.text
    assert {f.category for f in result.findings} == {Category.NAMING, Category.BOILERPLATE, Category.NOISE}
    assert result.quality.score_before < result.quality.score < 100


def test_findings_point_into_the_source_even_behind_repaired_characters(cleaner: Cleaner) -> None:
    text = "R&amp;D &amp; more.\n\nIt wonâ€™t help: they can not go, he said on Monday in Rome."
    result = cleaner.clean(text)
    check_laws(result)
    (finding,) = [f for f in result.findings if f.rule == "spinning/can-not"]
    assert finding.span == span_of(text, "can not")
    assert result.text == "R&D & more.\n\nIt won’t help: they cannot go, he said on Monday in Rome."


def test_damage_in_layers_is_repaired_to_the_ground(cleaner: Cleaner) -> None:
    result = cleaner.clean("It won&acirc;&#8364;&#8482;t help anyone who is in the town.")
    check_laws(result)
    assert result.text == "It won’t help anyone who is in the town."


@pytest.mark.parametrize(
    "text",
    [
        "Die Brücke bleibt\r\n\r\nDer Rat sagte: „Wir bauen.“ Das ist neu.\r\n",
        "Le pont reste\n\nLe maire a dit : « Le pont reste ouvert. » C'est tout.",
        "橋が再開\n\n市長は「橋は残る」と述べた。橋は五月に再開する予定だという。",
        "الجسر مفتوح\n\nقال رئيس البلدية إن الجسر سيبقى مفتوحا.",
        "Мост открыт\n\nМэр сказал: «Мост останется». Его откроют в мае.",
        "One line only, without anything wrong in it.",
        "A first line.\n \n\t\nA second line after lines of space.",
    ],
)
def test_sound_text_of_any_script_is_left_byte_for_byte(cleaner: Cleaner, text: str) -> None:
    result = cleaner.clean(text)
    check_laws(result)
    assert (result.text, result.edits, rules_of(result)) == (text, (), [])


def test_a_byte_order_mark_is_stripped_from_bytes(cleaner: Cleaner) -> None:
    assert cleaner.clean(b"\xef\xbb\xbfIt rained all day.").source_text == "It rained all day."


def test_cleaning_the_clean_text_changes_nothing(cleaner: Cleaner) -> None:
    once = cleaner.clean(SPUN)
    assert cleaner.clean(once.text).text == once.text


def test_a_title_that_is_given_apart_is_taken_from_the_top_of_the_text(cleaner: Cleaner) -> None:
    text = "The dam holds\n\nThe dam above Harlow held through the night."
    kept, dropped = (Cleaner(Config(title_line=mode)) for mode in (TitleLine.KEEP, TitleLine.DROP))
    body = "The dam above Harlow held through the night."
    assert [cleaner.clean_text(text, title="The dam holds").text, cleaner.clean_text(text).text] == [body, text]
    assert [kept.clean_text(text, title="The dam holds").text, dropped.clean_text(text).text] == [text, body]


@pytest.mark.parametrize(
    ("fix", "quotes", "body", "quotation"),
    [
        (FixMode.SAFE, QuoteMode.KEEP, Fix.APPLIED, Fix.SUGGESTED),
        (FixMode.SAFE, QuoteMode.RESTORE, Fix.APPLIED, Fix.APPLIED),
        (FixMode.ALL, QuoteMode.KEEP, Fix.APPLIED, Fix.SUGGESTED),
        (FixMode.NONE, QuoteMode.RESTORE, Fix.SUGGESTED, Fix.SUGGESTED),
    ],
)
def test_modes_decide_what_is_repaired(fix: FixMode, quotes: QuoteMode, body: Fix, quotation: Fix) -> None:
    result = Cleaner(Config(fix=fix, quotes=quotes)).clean(SPUN)
    check_laws(result)
    fixes = {f.register: f.fix for f in result.findings if f.rule == "names/official-name"}
    assert fixes == {Register.BODY: body, Register.QUOTE: quotation}
    assert (result.text == SPUN) is (fix is FixMode.NONE)


def test_rules_can_be_selected_and_ignored() -> None:
    assert set(rules_of(Cleaner(Config(select=("spinning",))).clean(SPUN))) == {"spinning/can-not"}
    without = rules_of(Cleaner(Config(ignore=("spinning", "noise", "boilerplate/related"))).clean(SPUN))
    assert set(without) == {"names/official-name"}


def test_a_house_profile_decides_the_form_of_a_name() -> None:
    text = "The UN met on Monday in Geneva. The UN will vote on it, said one who was there."
    assert Cleaner(Config(profile="ap")).clean(text).text == text.replace("UN", "U.N.")
    assert Cleaner(Config(profile="bbc")).clean(text).text == text


def test_the_title_is_given_or_read(cleaner: Cleaner) -> None:
    assert cleaner.clean("It rained.\n\nIt stopped.", title="Rain").title == "Rain"
    assert cleaner.clean("It rained.\n\nIt stopped.", title="").title is None
    assert cleaner.clean("Rain today\n\nIt rained.", url="https://a.example").document.meta.url == "https://a.example"


def test_html_and_text_can_be_forced(cleaner: Cleaner) -> None:
    words = "The council of Harwich voted on Monday to rebuild the old bridge over the river, and to pay for it."
    source = f"<html><body><article><p>{words}</p><p>{words[::-1]}</p></article></body></html>"
    assert cleaner.clean_text(source).source_text == source
    assert cleaner.clean_html(source).source_text == cleaner.clean(source).source_text == f"{words}\n\n{words[::-1]}"


@pytest.mark.parametrize("page", [None, 3, ["text"], bytearray(b"text")])
def test_a_page_is_text_or_bytes(cleaner: Cleaner, page: object) -> None:
    with pytest.raises(BadField) as caught:
        cleaner.clean(page)  # type: ignore[arg-type]
    assert caught.value.code == "bad-field"


def test_the_size_limit_of_the_settings_holds() -> None:
    with pytest.raises(TooLarge):
        Cleaner(Config(max_bytes=10)).clean("more than ten bytes")


def test_clean_uses_the_default_settings() -> None:
    assert clean("They can not go to the town, he said.").text == "They cannot go to the town, he said."
    with pytest.raises(EmptyInput):
        clean("")


@pytest.mark.parametrize("name", package.__all__)
def test_public_names_are_found(name: str) -> None:
    assert getattr(package, name).__name__ == name


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = package.nothing_like_it  # type: ignore[attr-defined]


def test_rules_of_a_user_stand_beside_ours(tmp_path: Path) -> None:
    write_pack(tmp_path)
    cleaner = Cleaner(Config(rules=(tmp_path,)))
    assert cleaner.broken == ()
    text = "The rain has stopped in the town.\n\nJoin the club\n\nThey can not go, he said."
    assert rules_of(cleaner.clean(text)) == ["boilerplate/club", "spinning/can-not"]


def test_a_broken_rule_of_a_user_is_named_and_the_others_are_used(tmp_path: Path) -> None:
    write_pack(tmp_path, "good")
    path = write_pack(tmp_path, "wrong", bad="Nothing like it")
    cleaner = Cleaner(Config(rules=(tmp_path,)))
    assert [(e.file, e.line, e.rule) for e in cleaner.broken] == [(str(path), 2, "boilerplate/wrong")]
    assert "boilerplate/good" in cleaner.rules.by_id and "boilerplate/wrong" not in cleaner.rules.by_id


WEIGHING = """
[[rule]]
id = "boilerplate/weighed-mine"
kind = "check"
check = "evidence"
confidence = 0.9
why = "Weak signals."
[rule.options]
needed = 1
needed_per_word = 0
max_share = 1
particles = []
[rule.options.weights]
exclaims = {weight}
[[rule.bad]]
text = "The rain has stopped in the town.\\n\\nJoin!"
[[rule.good]]
text = "The rain has stopped in the town."
"""


@pytest.mark.parametrize(("weight", "problem"), [("1", None), ('"big"', "must be a number")])
def test_a_weight_that_is_no_number_is_a_fault_of_the_users_rule(
    tmp_path: Path, weight: str, problem: str | None
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(WEIGHING.format(weight=weight), encoding="utf-8")
    cleaner = Cleaner(Config(rules=(tmp_path,)))
    assert [(e.file, e.line, e.rule) for e in cleaner.broken] == (
        [(str(path), 2, "boilerplate/weighed-mine")] if problem else []
    )
    assert all(problem and problem in e.problem for e in cleaner.broken)
    assert ("boilerplate/weighed-mine" in cleaner.rules.by_id) is (problem is None)
    assert cleaner.clean("The rain has stopped in the town.").text == "The rain has stopped in the town."


def test_profiles_and_policies_of_a_user_are_found(tmp_path: Path) -> None:
    for folder, text in (("profiles", '[forms]\nUN = "U.N."\n'), ("score", _policy())):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.toml").write_text(text, encoding="utf-8")
    result = Cleaner(Config(rules=(tmp_path,), profile="mine", policy="mine")).clean("The UN met, and the UN left.")
    assert result.text == "The U.N. met, and the U.N. left."
    assert [p.name for p in result.quality.parts] == ["names"]


def _policy() -> str:
    return (
        "repaired = 0\n[verdict]\nkeep = 0.8\nreview = 0.5\n[calibration]\ncurve = [[0, 0], [100, 1]]\n"
        '[[part]]\nname = "names"\nweight = 1\nfamilies = ["names"]\n'
    )


@pytest.mark.parametrize(
    ("config", "error", "code", "hint"),
    [
        (Config(rules=(Path("no/such/folder"),)), BadSetting, "bad-setting", "no/such/folder"),
        (Config(profile="guardain"), UnknownName, "unknown-name", "guardian"),
        (Config(policy="nws"), UnknownName, "unknown-name", "news"),
        (Config(packs=("sience",)), UnknownName, "unknown-name", "science"),
        (Config(select=("boilerplat/",)), UnknownName, "unknown-name", "boilerplate"),
        (Config(ignore=("nmes",)), UnknownName, "unknown-name", "names"),
    ],
)
def test_settings_that_cannot_be_used_are_errors_with_a_hint(
    config: Config, error: type[SetupError], code: str, hint: str
) -> None:
    with pytest.raises(error, match=hint) as caught:
        Cleaner(config)
    assert caught.value.code == code


@pytest.mark.parametrize("text", ["x =", "forms = 3", "[forms]\nus = 3"])
def test_a_profile_that_cannot_be_read_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadConfigFile, match=r"mine\.toml"):
        Cleaner(Config(rules=(tmp_path,), profile="mine"))


def test_an_optional_pack_is_used_where_it_is_asked_for(tmp_path: Path) -> None:
    text = "The clinic tried a counterfeit consciousness on two hundred scans, and it found bosom peril in six."
    assert clean(text).findings == ()
    result = Cleaner(Config(packs=("science",))).clean(text)
    assert "an artificial intelligence on two" in result.text and result.text.endswith("breast cancer in six.")
    write_pack(tmp_path / "optional", "own")
    own = tmp_path / "optional" / "own.toml"
    next((tmp_path / "optional").glob("*.toml")).rename(own)
    assert "boilerplate/own" not in Cleaner(Config(rules=(tmp_path,))).rules.by_id
    both = Cleaner(Config(rules=(tmp_path,), packs=("own", "science"))).rules.by_id
    assert {"boilerplate/own", "spinning/tortured-term"} <= set(both)
