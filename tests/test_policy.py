"""Scoring policies: their curves, and what is wrong with files that are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import BadConfigFile
from cleaner.policy import Curve, Policy, load_policy, said
from cleaner.rulebook import FAMILIES, rules_folder

POLICY = """
repaired = 0.5
substance = [[0, 0], [50, 100]]
[verdict]
keep = 0.8
review = 0.5
[calibration]
note = "guessed"
curve = [[50, 0], [100, 0.9]]
[[part]]
name = "defects"
weight = 3
floor = 20
scale = 2
families = ["boilerplate", "splice"]
[[part]]
name = "length"
weight = 1
[[part.measure]]
signal = "sound_words"
min_words = 5
curve = [[0, 0], [100, 100], [200, 50]]
says = "{value:.0f} words."
"""
SHIPPED = sorted((rules_folder() / "score").glob("*.toml"))


def own_policy(folder: Path, text: str = POLICY) -> Policy:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load_policy(path)


def test_a_policy_is_read_as_it_stands(tmp_path: Path) -> None:
    policy = own_policy(tmp_path)
    assert (policy.name, policy.repaired, policy.keep, policy.review) == ("mine", 0.5, 0.8, 0.5)
    assert policy.probability.at(75) == pytest.approx(0.45)
    defects, length = policy.parts
    assert (defects.weight, defects.floor, defects.scale, defects.families) == (3, 20, 2, ("boilerplate", "splice"))
    assert [(m.signal, m.min_words, m.curve.at(150)) for m in length.measures] == [("sound_words", 5, 75)]


def test_a_policy_may_rest_on_another_and_say_what_is_different(tmp_path: Path) -> None:
    (tmp_path / "below.toml").write_text(POLICY, encoding="utf-8")
    own = """base = "below"
[verdict]
keep = 0.7
[[part]]
name = "length"
weight = 5
[[part.measure]]
signal = "sound_words"
curve = [[0, 0], [10, 100]]
[[part.measure]]
signal = "words"
curve = [[0, 0], [10, 100]]
says = "short"
[[part]]
name = "spam"
weight = 2
families = ["spam"]
"""
    policy = own_policy(tmp_path, own)
    assert (policy.name, policy.repaired, policy.keep, policy.review) == ("mine", 0.5, 0.7, 0.5)
    assert [(part.name, part.weight) for part in policy.parts] == [("defects", 3), ("length", 5), ("spam", 2)]
    first, second = policy.parts[1].measures
    assert (first.signal, first.min_words, first.says, first.curve.at(5)) == (
        "sound_words",
        5,
        "{value:.0f} words.",
        50,
    )
    assert second.says == "short"


def test_a_policy_of_a_users_may_rest_on_one_of_ours_even_of_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "news.toml"
    path.write_text('base = "news"\nrepaired = 0.9', encoding="utf-8")
    ours = load_policy(rules_folder() / "score" / "news.toml")
    assert load_policy(path) == replace(ours, repaired=0.9)


@pytest.mark.parametrize("base", ["nowhere", "mine", "ring"])
def test_a_base_that_is_not_there_or_rests_on_its_own_policy_is_an_error(tmp_path: Path, base: str) -> None:
    (tmp_path / "ring.toml").write_text('base = "mine"', encoding="utf-8")
    with pytest.raises(BadConfigFile, match="base"):
        own_policy(tmp_path, f'base = "{base}"')


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_family_of_rules_has_its_part_in_every_shipped_policy(path: Path) -> None:
    policy = load_policy(path)
    families = [family for part in policy.parts for family in part.families]
    assert sorted(families) == sorted(FAMILIES)
    assert 0 < policy.review < policy.keep < policy.probability.at(100)


def test_there_is_a_policy_for_each_genre() -> None:
    assert [path.stem for path in SHIPPED] == ["blog", "forum", "generic", "news", "press-release"]


@pytest.mark.parametrize(("x", "y"), [(-9, 0), (0, 0), (50, 50), (100, 100), (150, 75), (200, 50), (999, 50)])
def test_a_curve_is_straight_between_its_points_and_flat_beyond(x: float, y: float) -> None:
    assert Curve(((0, 0), (100, 100), (200, 50))).at(x) == y


@given(
    st.lists(st.tuples(st.integers(-99, 99), st.floats(0, 100)), min_size=2, unique_by=lambda p: p[0]),
    st.floats(-200, 200),
)
def test_a_curve_never_leaves_the_heights_of_its_points(points: list[tuple[int, float]], x: float) -> None:
    curve = Curve(tuple(sorted((float(a), b) for a, b in points)))
    heights = [y for _, y in points]
    assert min(heights) - 1e-9 <= curve.at(x) <= max(heights) + 1e-9


@pytest.mark.parametrize(
    ("says", "told"),
    [("{value:.0%} of it", "25% of it"), ("{value:.1f}!", "0.2!"), ("{value}", "0.25"), ("much", "much")],
)
def test_a_measure_tells_its_value_as_it_is_asked_to(says: str, told: str) -> None:
    assert said(says, 0.25) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x =", "TOML"),
        (POLICY.replace("repaired = 0.5", ""), "repaired"),
        (POLICY.replace("repaired = 0.5", "repaired = 2"), "repaired must be a number from 0 to 1"),
        (POLICY.replace("keep = 0.8", ""), "keep"),
        (POLICY.replace("keep = 0.8", "keep = 90"), "keep must be a number from 0 to 1"),
        (POLICY.replace("review = 0.5", "review = 0.9"), "review must not be over"),
        (POLICY.replace("weight = 3", 'weight = "three"'), "weight"),
        (POLICY.replace('signal = "sound_words"', 'signal = "sound_word"'), 'did you mean "sound_words"'),
        (POLICY.replace('families = ["boilerplate", "splice"]', ""), "needs families of rules, or a measure"),
        (POLICY.replace('["boilerplate", "splice"]', '["boilerplat"]'), 'did you mean "boilerplate"'),
        (POLICY.replace("[0, 0], [100, 100], [200, 50]", "[0, 0]"), "two points"),
        (POLICY.replace("[0, 0], [100, 100], [200, 50]", "[9, 0], [9, 5]"), "rising"),
        (POLICY.replace("[[0, 0], [100, 100], [200, 50]]", "[1, 2]"), "two points"),
        (POLICY.replace("[100, 0.9]", "[100, nan]"), "two points"),
        (POLICY.replace("curve = [[50, 0], [100, 0.9]]", "curve = [[50, 0.5], [100, 0.4]]"), "must not fall"),
        (POLICY.replace("curve = [[50, 0], [100, 0.9]]", ""), "curve"),
        (POLICY.replace("weight = 3", "weight = -1"), "weight must be a number from 0"),
        (POLICY.replace("weight = 3", "weight = 0").replace("weight = 1", "weight = 0"), "weight over zero"),
        (POLICY.replace("floor = 20", "flor = 20"), 'did you mean "floor"'),
        (POLICY.replace('name = "length"', 'name = "defects"'), "two parts"),
        (POLICY.replace("{value:.0f}", "{value.real}"), "says may name"),
        (POLICY.replace("{value:.0f}", "{other}"), "says may name"),
        (POLICY.replace("{value:.0f}", "{value:.f}"), "says may name"),
        (POLICY.replace("{value:.0f}", "{value:9999f}"), "says may name"),
        (POLICY.replace("[200, 50]", f"[{'9' * 400}, 50]"), "two points"),
        (POLICY.replace("[[0, 0], [50, 100]]", "[[0, 100], [50, 0]]"), "substance must not fall"),
        (POLICY.replace("min_words = 5", "min_words = 5.5"), "whole number"),
        (POLICY.replace('name = "length"', 'name = ""'), "must be a word"),
        ('base = "news"\n[[part]]\nname = ["a"]', "name must be a string"),
        ('base = "news"\n[[part]]\nname = "x"\n[[part]]\nname = "x"', "two parts"),
        (POLICY.split("[[part]]", maxsplit=1)[0], "no part"),
        ("part = 3\n" + POLICY.split("[[part]]", maxsplit=1)[0], "list of tables"),
        (POLICY.replace("[[part.measure]]", "[part.measure]"), "list of tables"),
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_used_is_an_error_that_names_the_file(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadConfigFile) as caught:
        own_policy(tmp_path, text)
    assert caught.value.code == "bad-config-file"
    assert "mine.toml" in str(caught.value) and told in str(caught.value)


def test_a_policy_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadConfigFile):
        load_policy(tmp_path / "none.toml")
