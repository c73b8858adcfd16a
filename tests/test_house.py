"""House profiles are read, and what is wrong in one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import BadConfigFile
from cleaner.house import Honorifics, House, Particle, QuotationStops, load_house, load_houses


def test_a_profile_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        "[forms]\nUS = 'U.S.'\n[headlines]\nUS = 'US'\n[people]\nhonorifics = 'later'\nparticle = 'drop'\n"
        "[quotations]\nstops = 'inside'\n",
        encoding="utf-8",
    )
    assert load_house(file) == House(
        "mine", {"US": "U.S."}, {"US": "US"}, Honorifics.LATER, Particle.DROP, QuotationStops.INSIDE
    )


def test_what_a_profile_does_not_say_is_left_to_the_article(tmp_path: Path) -> None:
    file = tmp_path / "neutral.toml"
    file.write_text("", encoding="utf-8")
    assert load_house(file) == House()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[form]", '"forms"'),
        ("[people]\nhonorific = 'none'", '"honorifics"'),
        ("[people]\nhonorifics = 'never'", "own, none, later"),
        ("[people]\nparticle = 3", "particle must be a string"),
        ("[quotations]\nstops = 'out'", "own, inside, logical"),
        ("[forms]\nUS = 3", 'forms."US" must be a string'),
        ("forms = 3", "forms must be a table"),
        ("forms", "is not TOML"),
        ("x = " + "[" * 9_999, "too deep"),
    ],
)
def test_a_broken_profile_says_what_is_wrong(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadConfigFile, match=r"own\.toml") as raised:
        load_house(file)
    assert said in str(raised.value)


def test_a_broken_profile_leaves_the_others_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "bad.toml").write_text("[forms", encoding="utf-8")
    (tmp_path / "profiles" / "good.toml").write_text("[forms]\r\nUS = 'US'\r\n", encoding="utf-8-sig")
    houses, broken = load_houses(tmp_path)
    assert houses == {"good": House("good", {"US": "US"})}
    assert [(error.file, error.line) for error in broken] == [(str(tmp_path / "profiles" / "bad.toml"), 1)]
