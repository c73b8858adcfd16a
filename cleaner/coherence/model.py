"""The splice model: which passage of an article, if any, comes from another story, and what speaks for it.

One decision an article: a network gives each passage of one to five sentences its odds of being foreign, against none
being foreign at all. The article's `odds` add them up; only where they pass a threshold does the model speak, so that
what is merely the oddest passage of a sound article is left in peace.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from cleaner.coherence.article import Article, article
from cleaner.coherence.lexicon import Array, Floats, Lexicon, stem
from cleaner.coherence.lines import FEWEST_LINES, Line
from cleaner.coherence.network import Network, log_sum, mean_odds
from cleaner.coherence.passages import Passages, measured, passages
from cleaner.errors import BadModel
from cleaner.model import Judgement, Nearest

MOST_LINES = 60
"""Longer articles are judged in windows of as many sentences."""
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Model:
    """A model of one language, or, without a lexicon, of any.

    `curve`: odds of an article, rising, with the confidence that each earns; under the first it has none, and without
    any it never judges.
    """

    lexicon: Lexicon | None
    networks: tuple[Network, ...]
    curve: tuple[tuple[float, float], ...]

    def judge(self, lines: Sequence[Line], title: Sequence[str]) -> tuple[Judgement, ...]:
        """The likeliest foreign passage of an article, or of each of its windows, in the order of the text.

        `title`: the words of the headline, folded. Nothing for an article of fewer than `FEWEST_LINES`.
        """
        if len(lines) < FEWEST_LINES or not self.curve:
            return ()
        count = -(-len(lines) // MOST_LINES)
        size = -(-len(lines) // count)
        found: list[Judgement] = []
        for start in range(0, len(lines), size):
            window = lines[start : start + size]
            found += self._judge(window, title, start, float(np.log(count)))
        return tuple(found)

    def odds(self, of: Passages) -> Floats:
        """The log odds of each passage against none being foreign."""
        return mean_odds(self.networks, measured(of)) if len(of.first) else np.zeros(0, np.float32)

    def _judge(self, lines: Sequence[Line], title: Sequence[str], start: int, price: float) -> list[Judgement]:
        """At most one judgement on a window; `price`: what its odds are lowered by, as there are other windows."""
        read = article(lines, title, self.lexicon)
        of = passages(read)
        odds = self.odds(of)
        if not len(odds):
            return []
        total = log_sum(odds) - price
        best = int(np.argmax(odds))
        first, last = int(of.first[best]), int(of.last[best])
        spans = tuple(line.span for line in lines[first : last + 1])
        if total < self.curve[0][0]:
            return [Judgement(spans, first + start, total, 0.0)]
        odds_of_curve, confidences = np.array(self.curve).T
        confidence = float(np.interp(total, odds_of_curve, confidences))
        new, link = _links(read, first, last)
        nearest = Nearest(link[0], link[1] + start, lines[link[1]].span) if link else None
        return [Judgement(spans, first + start, total, confidence, new, nearest)]


def _links(read: Article, first: int, last: int) -> tuple[tuple[str, ...], tuple[str, int] | None]:
    """The words of a passage that stand nowhere else, and its rarest link to the rest, as they are written."""
    held = dict.fromkeys(read.held[read.starts[first] : read.starts[last + 1]].tolist())
    ranked = sorted(held, key=lambda term: (-float(read.weight[term]), not read.name[term]))
    written = {
        stem(word): as_written
        for line in reversed(read.lines[first : last + 1])
        for word, as_written in zip(line.words, line.written, strict=True)
    }
    inside = [term for term in ranked if read.first[term] >= first and read.last[term] <= last]
    shared = next((term for term in ranked if read.first[term] < first or read.last[term] > last), None)
    new = tuple(written[read.terms[term]] for term in inside)
    if shared is None:
        return new, None
    where = int(read.first[shared] if read.first[shared] < first else read.last[shared])
    return new, (written[read.terms[shared]], where)


@cache
def load(language: str | None) -> Model | None:
    """The model of a language (ISO 639-1), or the one without a lexicon (None). None where there is no such model.

    Raises BadModel for files that do not fit each other.
    """
    name = language or "any"
    numbers, words = FOLDER / f"{name}.npz", FOLDER / f"{name}.json"
    if not numbers.exists():
        return None
    try:
        data = json.loads(words.read_text(encoding="utf-8"))
        with np.load(numbers) as arrays:
            return _read(data, dict(arrays))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadModel(f"{numbers}: the splice model cannot be read: {error}") from None


def _read(data: Mapping[str, Any], arrays: Mapping[str, Array]) -> Model:
    lexicon = None
    if "vectors" in arrays:
        rarity = arrays["rarity"].astype(np.float32)
        lexicon = Lexicon(tuple(data["stems"].split()), rarity, arrays["vectors"], float(data["rarest"]))
        if len(lexicon.stems) != len(rarity) or len(rarity) != len(lexicon.vectors):
            raise ValueError("its words and its numbers are not of one length")
    names = tuple(data["columns"])
    layers = range(int(data["layers"]))
    networks = tuple(
        Network(
            names,
            arrays["mean"],
            arrays["spread"],
            tuple((arrays[f"weights{i}_{k}"].astype(np.float32), arrays[f"bias{i}_{k}"]) for k in layers),
        )
        for i in range(int(data["networks"]))
    )
    return Model(lexicon, networks, tuple((float(odds), float(sure)) for odds, sure in data["curve"]))


def save(model: Model, folder: Path, language: str | None, note: str) -> None:
    """Writes a model as `<language>.npz` and `.json`, the same bytes for the same model. `note`: what it rests on."""
    first = model.networks[0]
    data: dict[str, Any] = {
        "note": note,
        "columns": first.names,
        "networks": len(model.networks),
        "layers": len(first.layers),
        "curve": model.curve,
    }
    arrays: dict[str, Array] = {"mean": first.mean, "spread": first.spread}
    for i, network in enumerate(model.networks):
        for k, (weights, bias) in enumerate(network.layers):
            arrays |= {f"weights{i}_{k}": weights.astype(np.float16), f"bias{i}_{k}": bias}
    if model.lexicon is not None:
        data |= {"rarest": model.lexicon.rarest, "stems": " ".join(model.lexicon.stems)}
        arrays |= {
            "rarity": model.lexicon.rarity.astype(np.float16),
            "vectors": model.lexicon.vectors,
        }
    name = language or "any"
    (folder / f"{name}.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    np.savez(folder / f"{name}.npz", allow_pickle=False, **arrays)
