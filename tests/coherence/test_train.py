"""The whole of training, on a small set of our own."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from cleaner.coherence import model
from cleaner.coherence.train import main
from tests.coherence.stories import SOUND

TOPICS = {
    "flood": ["river", "dam", "valley", "flood", "water", "boat", "bank", "bridge", "rain", "storm"],
    "music": ["album", "guitar", "singer", "tour", "drummer", "song", "label", "concert", "stage", "studio"],
    "trade": ["tariff", "export", "steel", "dollar", "bank", "market", "price", "factory", "import", "deal"],
}


def rows(count: int) -> list[dict[str, object]]:
    """Articles of made-up sentences, each about one topic and one person."""
    random = Random(3)
    made: list[dict[str, object]] = []
    for i in range(count):
        topic = list(TOPICS)[i % 3]
        name = (
            f"{random.choice('BDFKLMNPRST')}{random.choice(['ada', 'olin', 'eri', 'usto'])}{random.choice('klmnrst')}"
        )
        sentences = []
        for _ in range(random.randint(9, 14)):
            one, two, three = random.sample(TOPICS[topic], 3)
            sentences.append(f"The {one} and the {two} were shown to {name} because of the {three} on that day.")
        text = "\n\n".join(" ".join(sentences[k : k + 3]) for k in range(0, len(sentences), 3))
        made.append({"id": str(i), "corpus": "wikinews", "may_train": True, "title": topic, "text": text})
    return made


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("model")
    source = folder / "rows.jsonl"
    withheld = {"id": "x", "corpus": "wikinews", "may_train": False, "title": "", "text": "Zanzibar. " * 40}
    source.write_text("".join(json.dumps(row) + "\n" for row in [*rows(90), withheld]), encoding="utf-8")
    for name in ("one", "two"):
        (folder / name).mkdir()
        options = ["--words", "200", "--dimensions", "8", "--seeds", "1"]
        main([str(source), "--out", str(folder / name), *options])
    return folder / "one", folder / "two"


def test_the_same_rows_give_the_same_bytes(trained: tuple[Path, Path]) -> None:
    one, two = trained
    names = sorted(path.name for path in one.iterdir())
    assert names == ["any.json", "any.npz", "en.json", "en.npz"]
    assert [(one / name).read_bytes() for name in names] == [(two / name).read_bytes() for name in names]


def test_rows_that_may_not_be_used_are_left_out(trained: tuple[Path, Path]) -> None:
    data = json.loads((trained[0] / "en.json").read_text(encoding="utf-8"))
    assert data["note"].startswith("learnt from 90 articles") and "zanzibar" not in data["stems"].split()


def test_no_pickle_is_needed_to_read_a_model(trained: tuple[Path, Path]) -> None:
    with np.load(trained[0] / "en.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "fi" for name in arrays)


def test_a_model_read_back_judges_as_before(trained: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "FOLDER", trained[0])
    model.load.cache_clear()
    try:
        read = model.load("en")
        assert read is not None and read.lexicon is not None
        assert [sure for _, sure in read.curve] == sorted(sure for _, sure in read.curve)
        assert read.judge(SOUND[:7], ()) == ()
    finally:
        model.load.cache_clear()
