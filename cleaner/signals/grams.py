"""Words that recur in a row: each step looks only where the shorter n-grams recur, so that long ones cost nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import itemgetter

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recurring:
    """`tops`: the commonest n-gram, the first of equals, and how often it occurs, by n; `places`: where one of the
    longest n-grams looked at begins that occurs more than once: no longer one can begin elsewhere."""

    tops: Mapping[int, tuple[Gram, int]]
    places: Sequence[int]


def recurring(words: Sequence[str], longest: int) -> Recurring:
    """What recurs among the n-grams of two words to `longest`."""
    tops: dict[int, tuple[Gram, int]] = {}
    grams: Sequence[Gram] = [*pairwise(words)]
    places: Sequence[int] = range(len(grams))
    for n in range(2, min(longest, len(words)) + 1):
        if n > 2:
            places = [i for i, following in pairwise(places) if following == i + 1]
            grams = [tuple(words[i : i + n]) for i in places]
        counts = Counter(grams)
        gram, times = max(counts.items(), key=itemgetter(1), default=((), 0))
        tops[n] = (gram, times) if times > 1 else (tuple(words[:n]), 1)
        again = {gram for gram, times in counts.items() if times > 1}
        places = [*compress(places, map(again.__contains__, grams))]
    return Recurring(tops, places if len(words) >= longest else ())


def stepped_over(words: Sequence[str], n: int, places: Iterable[int]) -> int:
    """The characters of the n-grams that have stood before; reading goes on behind each. `places`: where to look."""
    seen: set[Gram] = set()
    characters = free = 0
    for i in places:
        if i < free or i + n > len(words):
            continue
        gram = tuple(words[i : i + n])
        if gram in seen:
            characters += sum(map(len, gram))
            free = i + n
        seen.add(gram)
    return characters


def covered(words: Sequence[str], n: int, places: Iterable[int]) -> int:
    """The characters of all n-grams that have stood before, with the spaces inside, each counted once."""
    seen: set[Gram] = set()
    characters = free = 0
    for i in places:
        if i + n > len(words):
            break
        gram = tuple(words[i : i + n])
        if gram in seen:
            new = words[max(i, free) : i + n]
            characters += sum(map(len, new)) + min(len(new), n - 1)
            free = i + n
        seen.add(gram)
    return characters
