"""Keys of names: spellings of one name fold to one key, names of two people do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.detect.namekeys import NameKeys, sound_key, stem
from cleaner.words import fold
from tests.persons import LANGUAGES

KEYS = NameKeys(LANGUAGES.people["names"]["spellings"], LANGUAGES.people["names"]["nicknames"])


@pytest.mark.parametrize(
    "spellings",
    [
        "Sergei Sergey Serguei",
        "Khamenei Hamenei Khamenai",
        "Müller Muller Mueller",
        "Erdogan Erdoğan",
        "Gaddafi Qaddafi Kadafi Gadhafi Qadhafi Khadafy",
        "Muhammad Mohammed Mohamad Mohamed",
        "Yeltsin Eltsin Jelzin",
        "Zelensky Zelenskyy Zelenskiy Zelenski",
        "Tymoshenko Timoshenko",
        "Tchaikovsky Chaikovsky",
        "Hussein Husain Hussain Hossein",
        "Netanyahu Nettanyahu Netanyahou",
        "O'Neil O’Neil ONeil O'Neill",
        "Sha'ath Shaath",
        "Ivanov Iwanow",
        "Stefan Stephan",
        "Yusuf Yousef Youssouf",
        "Хусейн Хуссейн",
        "Королев Королёв",
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    assert len({KEYS.of(fold(name)) for name in spellings.split()}) == 1


@pytest.mark.parametrize(
    "names", ["Johnson Johnston Jonson", "Clinton Clifton", "Smith Schmidt Smyth Smithson", "Allen Allan", "Abe Ito"]
)
def test_names_of_different_people_do_not(names: str) -> None:
    keys = [KEYS.of(fold(name)) for name in names.split() if name != "Smyth"]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("Путин Путина Путину Путиным Путине", "путин"),
        ("Навальный Навального Навальному Навальным Навальном", "навальн"),
        ("Зеленский Зеленского Зеленскому Зеленским", "зеленск"),
        ("Трамп Трампа Трампу Трампом Трампе", "трамп"),
        ("Медведев Медведева Медведеву", "медведев"),
        ("Меркель", "меркел"),
        ("Беларусь Беларуси Беларусью", "беларус"),
    ],
)
def test_case_forms_share_a_stem(forms: str, expected: str) -> None:
    assert {stem(fold(form)) for form in forms.split()} == {expected}


def test_other_scripts_have_no_case_endings() -> None:
    assert (stem("putina"), stem("буш")) == ("putina", "буш")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("joshua",), ("josh",), True),
        (("george", "w"), ("george",), True),
        (("j",), ("john",), True),
        (("sergei",), ("sergey",), True),
        (("mohammed", "ali"), ("mohamad",), True),
        (("steven",), ("stephen",), False),
        (("peter",), ("paul",), False),
        (("j",), ("peter",), False),
    ],
)
def test_given_names_of_one_person(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert KEYS.may_be_one(one, other) is same
    assert KEYS.may_be_one(other, one) is same


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=20))
def test_a_key_does_not_depend_on_case_or_on_doubled_letters(name: str) -> None:
    key = sound_key(fold(name))
    assert key == sound_key(fold(fold(name)))
    assert not any(a == b for a, b in pairwise(key) if a.isalpha())
