"""Settings: defaults, files, and errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.config import DEFAULT, Config, load_config, setting_names
from cleaner.errors import BadConfigFile, BadSetting, UnknownSetting
from cleaner.model import FixMode, QuoteMode, SiteLearning


def write(folder: Path, text: str, name: str = "cleaner.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_change_as_little_as_possible() -> None:
    config = Config()
    assert (config.fix, config.quotes, config.profile, config.policy) == ("safe", "keep", "neutral", "news")
    assert all(config.source(name) == DEFAULT for name in setting_names())


def test_every_setting_can_be_set_in_a_file(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """select = ["names", "noise"]
ignore = ["noise/entity"]
rules = ["mine", "/abs"]
packs = ["science"]
profile = "ap"
policy = "own"
signals = true
fix = "all"
quotes = "restore"
title_line = "drop"
min-score = 60
max_bytes = 1000
sites = "sites.db"
site_learning = "ahead"
site_pages = 7
site_share = 0.5
""",
    )
    config = load_config(path)
    assert (config.select, config.ignore) == (("names", "noise"), ("noise/entity",))
    assert config.rules == (tmp_path / "mine", Path("/abs"))
    assert config.packs == ("science",)
    assert (config.profile, config.policy, config.fix, config.quotes) == ("ap", "own", FixMode.ALL, QuoteMode.RESTORE)
    assert (config.min_score, config.max_bytes, config.signals) == (60.0, 1000, True)
    assert (config.sites, config.site_learning) == (tmp_path / "sites.db", SiteLearning.AHEAD)
    assert (config.site_pages, config.site_share) == (7, 0.5)
    assert {config.source(name) for name in setting_names()} == {str(path)}


def test_the_nearest_file_upwards_is_used(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    write(tmp_path, 'profile = "ap"')
    near = write(tmp_path / "a", 'profile = "bbc"')
    deep.mkdir()
    config = load_config(folder=deep)
    assert (config.profile, config.source("profile")) == ("bbc", str(near))


def test_pyproject_counts_if_it_has_our_table(tmp_path: Path) -> None:
    write(tmp_path, '[tool.cleaner]\nprofile = "ap"\n', "pyproject.toml")
    write(tmp_path / "a", '[project]\nname = "x"\n', "pyproject.toml")
    assert load_config(folder=tmp_path / "a").profile == "ap"


def test_our_own_file_comes_before_pyproject_of_the_same_folder(tmp_path: Path) -> None:
    write(tmp_path, '[tool.cleaner]\nprofile = "ap"\n', "pyproject.toml")
    write(tmp_path, 'profile = "bbc"')
    assert load_config(folder=tmp_path).profile == "bbc"


def test_the_current_folder_is_where_the_search_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'profile = "bbc"')
    monkeypatch.chdir(tmp_path)
    assert load_config().profile == "bbc"


def test_later_values_win_and_leave_the_others() -> None:
    config = Config().with_values({"profile": "ap", "fix": "all"}, "file").with_values({"profile": "bbc"}, "option")
    assert (config.profile, config.source("profile")) == ("bbc", "option")
    assert (config.fix, config.source("fix")) == ("all", "file")


def test_where_a_setting_comes_from_does_not_make_settings_differ() -> None:
    assert Config().with_values({"profile": "neutral"}, "file") == Config()


@pytest.mark.parametrize(
    ("key", "hint"), [("profil", '"profile"'), ("min-scor", '"min_score"'), ("ignored", '"ignore"')]
)
def test_an_unknown_key_names_the_nearest_one(tmp_path: Path, key: str, hint: str) -> None:
    path = write(tmp_path, f"{key} = 1")
    with pytest.raises(UnknownSetting) as caught:
        load_config(path)
    assert caught.value.code == "unknown-setting"
    assert all(piece in str(caught.value) for piece in (str(path), f'"{key}"', hint))


def test_sources_is_no_setting() -> None:
    with pytest.raises(UnknownSetting):
        Config().with_values({"sources": {}}, "file")


@pytest.mark.parametrize(
    "line",
    [
        "fix = 'everything'", "fix = 1", "quotes = true", "select = 'names'", "select = [1]", "ignore = ['']",
        "rules = 'dir'", "profile = 3", "policy = ''", "min_score = 101", "min_score = -1", "min_score = true",
        "min_score = 'high'", "max_bytes = 0", "max_bytes = 1.5", "max_bytes = true",
        "sites = 3", "sites = true", "site_learning = 'never'", "site_pages = 1", "site_pages = 101", "site_share = 2",
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_or_range_is_an_error(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, line)
    with pytest.raises(BadSetting) as caught:
        load_config(path)
    assert caught.value.code == "bad-setting"
    assert str(caught.value).startswith(f"{path}: {line.split(maxsplit=1)[0]}")


@pytest.mark.parametrize("line", ["min_score = nan", "min_score = inf"])
def test_a_number_that_is_none_is_an_error(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadSetting):
        load_config(write(tmp_path, line))


@pytest.mark.parametrize("content", [b"profile =", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cleaner.toml"
    path.write_bytes(content)
    with pytest.raises(BadConfigFile) as caught:
        load_config(path)
    assert caught.value.code == "bad-config-file"
    assert str(path) in str(caught.value)


def test_a_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadConfigFile):
        load_config(tmp_path / "none.toml")


@pytest.mark.parametrize("text", ["[tool]\ncleaner = 3\n", 'tool = 3\n[project]\nname = "x"\n'])
def test_a_pyproject_named_by_hand_may_lack_our_table_but_not_misspell_it(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text, "pyproject.toml")
    if "cleaner" in text:
        with pytest.raises(BadConfigFile):
            load_config(path)
    else:
        assert load_config(path) == Config()


def test_a_memory_named_by_nothing_is_off() -> None:
    config = Config(sites=Path("sites.db"))
    assert config.sites == Path("sites.db")
    assert config.with_values({"sites": ""}, "option").sites is None


def test_a_pack_has_a_plain_name() -> None:
    with pytest.raises(BadSetting):
        Config(packs=("../science",))
