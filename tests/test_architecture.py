"""The house: a module imports only from floors below it, and some packages have one importer each."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cleaner"
FLOORS = (
    {"model", "errors"},
    {"config", "fields", "words", "forms", "result", "territories"},
    {"house", "rulebook", "tables"},
    {"declaration"},
    {
        "packs",
        "reading",
        "decode",
        "language",
        "layout",
        "segment",
        "signals",
        "signals.filters",
        "imprint",
        "sitefile",
    },
    {"signals.subject"},
    {"signals.grams", "signals.parts"},
    {
        "signals.c4",
        "signals.defects",
        "signals.health",
        "signals.lines",
        "signals.readability",
        "signals.repetition",
        "signals.spam",
        "signals.words",
    },
    {"signals.measured"},
    {"automaton", "policy", "sites"},
    {"matcher", "exchange", "policy_file", "score"},
    {
        "calibration",
        "extract",
        "edit",
        "detect",
        "detect.finding",
        "detect.namekeys",
        "detect.nameruns",
        "detect.phrasing",
        "detect.prose",
        "detect.vocabulary",
        "detect.wording",
    },
    {"coherence", "coherence.lexicon", "coherence.lines"},
    {"coherence.article", "coherence.network"},
    {"coherence.passages", "coherence.splicing", "coherence.vectors", "coherence.fitting"},
    {"coherence.model", "coherence.examples"},
    {"coherence.judge"},
    {
        "detect.chronology",
        "detect.copies",
        "detect.cuts",
        "detect.datelines",
        "detect.definites",
        "detect.dense",
        "detect.evidence",
        "detect.instructions",
        "detect.intruders",
        "detect.joined",
        "detect.junk",
        "detect.lists",
        "detect.mentions",
        "detect.orphans",
        "detect.quotation_joints",
        "detect.quotation_marks",
        "detect.quotations",
        "detect.repeats",
        "detect.spun",
        "detect.stuffing",
        "detect.teasers",
        "detect.variants",
    },
    {"detect.roster"},
    {
        "detect.antecedents",
        "detect.honorifics",
        "detect.introductions",
        "detect.openings",
        "detect.speakers",
        "detect.spelling",
    },
    {
        "detect.boilerplate",
        "detect.duplicates",
        "detect.foreign",
        "detect.names",
        "detect.noise",
        "detect.people",
        "detect.spam",
        "detect.splices",
        "detect.titles",
    },
    {"engine"},
    {"measuring", "prove"},
    {"pipeline"},
    {"coherence.train"},
    {"records", "report", "report.text", "report.diff"},
    {"report.explain"},
    {"batch", "console"},
    {"calibrate_command", "rules_commands", "signals_command", "sites_commands"},
    {"cli"},
    {"__main__"},
)
SINGLE_IMPORTERS = {
    "trafilatura": "extract",
    "lxml": "layout",
    "langdetect": "language",
    "textstat": "signals.readability",
    "tomlkit": "policy_file",
    "sentencex": "segment",
    "re2": "automaton",
    "ftfy": "detect.noise",
    "sqlite3": "sitefile",
    "charset_normalizer": "decode",
}
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
    if path != PACKAGE / "__init__.py"
}


def floor(module: str) -> int:
    return next(i for i, modules in enumerate(FLOORS) if module in modules)


def imports(path: Path) -> set[str]:
    """Every module that is imported anywhere in a file, within functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            known = {name for name in inner if name.removeprefix("cleaner.") in MODULES}
            found |= known or {node.module}
    return found


def test_every_module_has_a_floor_and_every_floor_its_modules() -> None:
    assert set(MODULES) == set().union(*FLOORS)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_from_below(module: str) -> None:
    ours = {name.removeprefix("cleaner.") for name in imports(MODULES[module]) if name.startswith("cleaner.")}
    above = {name for name in ours if floor(name) > floor(module)}
    beside = {name for name in ours if floor(name) == floor(module) and module.startswith("detect.")}
    assert not above and not beside


@pytest.mark.parametrize(("package", "importer"), SINGLE_IMPORTERS.items())
def test_a_package_has_one_importer(package: str, importer: str) -> None:
    using = {m for m, path in MODULES.items() if any(i.split(".")[0] == package for i in imports(path))}
    assert using == {importer}


def test_only_what_is_learnt_computes_with_arrays() -> None:
    using = {m for m, path in MODULES.items() if any(i.split(".")[0] in ("numpy", "scipy") for i in imports(path))}
    assert {module.partition(".")[0] for module in using} == {"calibration", "coherence"}


def test_no_module_is_too_long_for_one_room() -> None:
    lengths = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: length for module, length in lengths.items() if length > 400} == {}


def test_the_top_level_is_the_agreed_one() -> None:
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))} - {"dist", "build"}
    assert folders == {"cleaner", "rules", "tests", "fixtures"}
