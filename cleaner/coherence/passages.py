"""The passages of an article that may be foreign, and what is measured of each against the rest.

A passage is one to `LONGEST` sentences in a row. Each quantity is a column, one row a passage. Where a quantity ends in
a number, that many sentences on each side of the passage do not count as the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cleaner.coherence.article import TINY, Article, Flags
from cleaner.coherence.lexicon import Array, Floats, Ints, unit

LONGEST = 5
MARGINS = (0, 2)
FAR = 0.35
"""The cosine under which no word of the rest is anywhere near."""
Columns = Mapping[str, Array]


@dataclass(frozen=True)
class Passages:
    """The B passages of an article: the sentences `first` to `last` (inclusive), and their words, one after the other.

    `owner` and `term`: for each of the P words of all passages, its passage and its number among the article's terms.
    """

    article: Article
    first: Ints
    last: Ints

    @property
    def length(self) -> Ints:
        """How many sentences each has (B)."""
        length: Ints = self.last - self.first + 1
        return length

    @cached_property
    def sizes(self) -> Ints:
        """How many words each has (B)."""
        starts = self.article.starts
        sizes: Ints = starts[self.last + 1] - starts[self.first]
        return sizes

    @cached_property
    def offsets(self) -> Ints:
        """Where the words of each begin among the words of all (B + 1)."""
        offsets: Ints = np.concatenate(([0], np.cumsum(self.sizes)))
        return offsets

    @cached_property
    def owner(self) -> Ints:
        """The passage of each word (P)."""
        return np.repeat(np.arange(len(self.first)), self.sizes)

    @cached_property
    def term(self) -> Ints:
        """The term of each word (P)."""
        owner = self.owner
        places = np.arange(self.offsets[-1]) - self.offsets[owner] + self.article.starts[self.first][owner]
        terms: Ints = self.article.held[places]
        return terms

    def elsewhere(self, margin: int) -> Flags:
        """Whether each word (P) stands in the rest, too, `margin` sentences on each side aside."""
        read, term, owner = self.article, self.term, self.owner
        before = read.first[term] < self.first[owner] - margin
        after = read.last[term] > self.last[owner] + margin
        return np.logical_or(before, after)

    def sums(self, columns: Columns) -> Columns:
        """What columns over words (P) add up to in each passage (B)."""
        return self._reduced(columns, np.add)

    def maxima(self, columns: Columns) -> Columns:
        """The highest value, or 0, of columns over words (P) in each passage (B)."""
        return self._reduced(columns, np.maximum)

    def _reduced(self, columns: Columns, reduce: np.ufunc) -> Columns:
        table = np.stack(list(columns.values()), axis=1).astype(np.float32)
        reduced = np.zeros((len(self.first), table.shape[1]), np.float32)
        filled = self.sizes > 0
        reduced[filled] = reduce.reduceat(table, self.offsets[:-1][filled], axis=0)
        return dict(zip(columns, reduced.T, strict=True))


def passages(read: Article) -> Passages:
    """Every run of up to `LONGEST` sentences of prose; the first sentence of an article is never one."""
    starts = [np.arange(1, read.size - length + 1) for length in range(1, LONGEST + 1)]
    first = np.concatenate(starts)
    last = first + np.repeat(np.arange(LONGEST), [len(some) for some in starts])
    barred = np.concatenate(([0], np.cumsum([not line.judged for line in read.lines])))
    whole = barred[last + 1] == barred[first]
    return Passages(read, first[whole], last[whole])


def measured(of: Passages) -> Columns:
    """All quantities of the passages, by name; those of meaning are there only if the article has a lexicon."""
    columns: dict[str, Array] = {}
    for measure in _MEASURES if of.article.lexicon is not None else _WITHOUT_LEXICON:
        columns.update(measure(of))
    columns.update(_against_others(of, columns))
    return columns


def _coverage(of: Passages) -> Columns:
    """Which words and names of a passage stand in the rest, too: its share by weight, what is new, the rarest link."""
    read, term, owner = of.article, of.term, of.owner
    weight = read.weight[term]
    name, number = read.name[term], read.number[term]
    count = np.minimum(read.holds.sum(axis=1), 5)[term]
    first, last = read.first[term], read.last[term]
    from_, to = of.first[owner], of.last[owner]
    words: dict[str, Array] = {
        "mass": weight, "name_mass": weight * name,
        "own": weight * ((first >= from_) & (last <= to) & (count > 1)) / np.maximum(count, 1),
    }  # fmt: skip
    links: dict[str, Array] = {}
    for margin in MARGINS:
        shared = of.elsewhere(margin)
        linked = np.where(shared, weight, 0)
        words |= {
            f"shared{margin}": linked,
            f"shared_names{margin}": linked * name,
            f"new_names{margin}": name & ~shared,
            f"shared_numbers{margin}": number & shared,
        }
        links |= {
            f"link{margin}": linked,
            f"name_link{margin}": linked * name,
            f"strong_link{margin}": linked * count,
        }
    total = of.sums(words)
    mass = np.maximum(total["mass"], TINY)
    columns: dict[str, Array] = {
        "terms": np.log1p(of.sizes),
        "mass": np.log1p(total["mass"]),
        "own": total["own"] / mass,
        **of.maxima(links),
    }
    for margin in MARGINS:
        named = total["name_mass"]
        columns |= {
            f"coverage{margin}": total[f"shared{margin}"] / mass,
            f"shared_mass{margin}": np.log1p(total[f"shared{margin}"]),
            f"name_coverage{margin}": np.where(named > 0, total[f"shared_names{margin}"] / np.maximum(named, TINY), -1),
            f"new_names{margin}": total[f"new_names{margin}"],
            f"shared_numbers{margin}": total[f"shared_numbers{margin}"],
        }
    return columns


def _title(of: Passages) -> Columns:
    """How much of a passage stands in the headline."""
    read = of.article
    weight = read.weight[of.term]
    total = of.sums({"title": weight * read.titled[of.term]})
    titled = np.full(len(of.first), bool(read.title), np.float32)
    return {"title": np.log1p(total["title"]), "titled": titled}


def _meaning(of: Passages) -> Columns:
    """How near the words of the rest, the rest as a whole, and the headline are to a passage."""
    read, term, owner = of.article, of.term, of.owner
    before, after = _best_before(read.nearest), _best_after(read.nearest)
    weight, held = read.weight[term], read.known[term]
    words: dict[str, Array] = {"mass": weight, "title": weight * _near_title(read)[term]}
    for margin in MARGINS:
        from_ = np.maximum(of.first - margin, 0)[owner]
        to = np.minimum(of.last + margin, read.size - 1)[owner]
        shared = of.elsewhere(margin)
        near = np.maximum(np.maximum(before[term, from_], after[term, to + 1]), 0)
        told = held | shared
        words |= {
            f"near{margin}": weight * np.where(shared, 1, near) * told,
            f"told{margin}": weight * told,
            f"far{margin}": weight * (told & ~shared & (near < FAR)),
        }
    total = of.sums(words)
    running = np.concatenate((np.zeros((1, read.meaning.shape[1]), np.float32), np.cumsum(read.meaning, axis=0)))
    own = running[of.last + 1] - running[of.first]
    columns: dict[str, Array] = {"near_title": total["title"] / np.maximum(total["mass"], TINY)}
    for margin in MARGINS:
        told_mass = np.maximum(total[f"told{margin}"], TINY)
        rest = running[-1] - running[np.minimum(of.last + margin, read.size - 1) + 1]
        rest += running[np.maximum(of.first - margin, 0)]
        columns |= {
            f"near{margin}": total[f"near{margin}"] / told_mass,
            f"far{margin}": total[f"far{margin}"] / told_mass,
            f"cosine{margin}": _cosine(own, rest),
        }
    return columns


def _near_title(read: Article) -> Floats:
    """The highest cosine of each term to a word of the headline (U)."""
    assert read.lexicon is not None
    rows = [row for term in sorted(read.title) if (row := read.lexicon.index.get(term)) is not None]
    if not rows or not len(read.terms):
        return read.titled
    near: Floats = np.maximum((read.vectors @ unit(read.lexicon.vectors[rows]).T).max(axis=1), read.titled)
    return near


def _shared_words(of: Passages) -> Columns:
    """How much the sentences of a passage share with single sentences: the best of the rest."""
    read = of.article
    shared = (read.holds * read.weight[:, None]).T @ read.holds
    np.fill_diagonal(shared, 0)
    best = _of_rest(of, shared)
    return {
        "best_shared": np.log1p(np.nanmax(best, axis=1)),
        "least_shared": np.log1p(np.nanmin(best, axis=1)),
        "mean_shared": np.log1p(np.nanmean(best, axis=1)),
    }


def _likeness(of: Passages) -> Columns:
    """How alike in meaning the sentences of a passage are to each other and to the rest."""
    read = of.article
    meaning = read.meaning / np.maximum(np.linalg.norm(read.meaning, axis=1, keepdims=True), TINY)
    alike = meaning @ meaning.T
    size = read.size
    total = np.zeros((size + 1, size + 1), np.float32)
    total[1:, 1:] = np.cumsum(np.cumsum(alike, axis=0), axis=1)
    first, end, length = of.first, of.last + 1, of.length
    inner = total[end, end] - total[first, end] - total[end, first] + total[first, first]
    whole = total[end, size] - total[first, size]
    pairs = np.maximum(length * (length - 1), 1)
    lone = alike - np.float32(2) * np.eye(size, dtype=np.float32)
    best = _of_rest(of, lone)
    return {
        "most_alike": np.nanmax(best, axis=1),
        "least_alike": np.nanmin(best, axis=1),
        "alike_inside": np.where(length > 1, (inner - length) / pairs, -1),
        "alike_outside": (whole - inner) / np.maximum(length * (size - length), 1),
    }


def _of_rest(of: Passages, pairs: Array) -> Floats:
    """The highest value (S × S) of each sentence of a passage with one of the rest (B × LONGEST; else not a number)."""
    before, after = _best_before(pairs), _best_after(pairs)
    best = np.full((len(of.first), LONGEST), np.nan, np.float32)
    for k in range(LONGEST):
        mine = of.first + k <= of.last
        sentence = of.first[mine] + k
        best[mine, k] = np.maximum(before[sentence, of.first[mine]], after[sentence, of.last[mine] + 1])
    return best


def _place(of: Passages) -> Columns:
    """Where a passage stands: in the article, and in its paragraphs."""
    read, size = of.article, of.article.size
    breaks = np.diff([line.paragraph for line in read.lines]) != 0
    opens, closes = np.concatenate(([True], breaks)), np.concatenate((breaks, [True]))
    return {
        "length": of.length,
        "sentences": np.full(len(of.first), np.log1p(size), np.float32),
        "position": of.first / size,
        "is_last": of.last == size - 1,
        "share": of.length / size,
        "opens_paragraph": opens[of.first],
        "closes_paragraph": closes[of.last],
        "paragraphs": np.full(len(of.first), opens.mean(), np.float32),
    }  # fmt: skip


_COMPARED = (
    "coverage0", "coverage2", "name_coverage2", "mean_shared", "near0", "near2", "far2", "cosine0", "cosine2",
    "most_alike", "alike_outside",
)  # fmt: skip


def _against_others(of: Passages, columns: Columns) -> Columns:
    """How far a passage lies from the mean of those of its length, in standard deviations."""
    names = [name for name in _COMPARED if name in columns]
    table = np.stack([columns[name] for name in names], axis=1).astype(np.float32)
    for length in range(1, LONGEST + 1):
        if (same := of.length == length).any():
            values = table[same]
            values -= values.mean(axis=0)
            table[same] = values / (np.sqrt((values * values).mean(axis=0)) + np.float32(0.03))
    return {f"{name}_compared": values for name, values in zip(names, table.T, strict=True)}


def _best_before(table: Array) -> Floats:
    """The highest value of each row in the columns before a place (rows × columns + 1); where there are none, -1."""
    best = np.full((table.shape[0], table.shape[1] + 1), -1, np.float32)
    np.maximum.accumulate(table, axis=1, out=best[:, 1:])
    return best


def _best_after(table: Array) -> Floats:
    """The highest value of each row from a place on (rows × columns + 1); where there are none, -1."""
    best = np.full((table.shape[0], table.shape[1] + 1), -1, np.float32)
    best[:, :-1] = np.maximum.accumulate(table[:, ::-1], axis=1)[:, ::-1]
    return best


def _cosine(some: Floats, other: Floats) -> Floats:
    lengths = np.linalg.norm(some, axis=1) * np.linalg.norm(other, axis=1)
    cosine: Floats = (some * other).sum(axis=1) / np.maximum(lengths, TINY)
    return cosine


_WITHOUT_LEXICON: tuple[Callable[[Passages], Columns], ...] = (_coverage, _title, _shared_words, _place)
_MEASURES = (*_WITHOUT_LEXICON, _meaning, _likeness)
