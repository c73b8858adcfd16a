"""The rules are found as wheel, editable install and bare checkout, and the wheel holds what it should."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROBE = "from cleaner import Cleaner; import cleaner; print(len(Cleaner().rules.rules), cleaner.__file__)"


def call(*words: str | Path, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(word) for word in words], cwd=folder, capture_output=True, text=True, check=False, timeout=300,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """An environment that sees the packages of this one, but not the project."""
    call(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", folder=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    site = call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip()
    ours = [p for p in sys.path if p.endswith("site-packages")]
    (Path(site) / "borrowed.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")
    return python


def install(python: Path, *what: str | Path, folder: Path) -> None:
    words = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-build-isolation",
             "--no-index", "--quiet", "--disable-pip-version-check", *what]  # fmt: skip
    call(*words, folder=folder)


def test_the_wheel_holds_the_rules_and_nothing_foreign(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "cleaner/rules/score/news.toml" in names and "cleaner/py.typed" in names
    assert not [n for n in names if n.startswith(("tests/", "fixtures/", "rules/")) or "__pycache__" in n]


def test_an_installed_wheel_finds_its_rules(wheel: Path, venv: Path, tmp_path: Path) -> None:
    install(venv, wheel, folder=tmp_path)
    number, _, place = call(venv, "-c", PROBE, folder=tmp_path).strip().partition(" ")
    assert int(number) >= 30
    assert str(tmp_path) in place


def test_an_editable_install_finds_its_rules(venv: Path, tmp_path: Path) -> None:
    install(venv, "--editable", ROOT, folder=tmp_path)
    number, _, place = call(venv, "-c", PROBE, folder=tmp_path).strip().partition(" ")
    assert int(number) >= 30
    assert str(ROOT) in place


def test_a_bare_checkout_finds_its_rules(tmp_path: Path) -> None:
    number = call(sys.executable, "-c", PROBE, folder=tmp_path, PYTHONPATH=str(ROOT)).split()[0]
    assert int(number) >= 30


def test_the_installed_command_runs(wheel: Path, venv: Path, tmp_path: Path) -> None:
    install(venv, wheel, folder=tmp_path)
    assert "Commands:" in call(venv.parent / "cleaner", "--help", folder=tmp_path)
