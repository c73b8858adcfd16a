"""What is kept of a page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.imprint import (
    KEY_BITS,
    LONGEST_LINE,
    MOST_LINES,
    MOST_TEXT,
    Imprint,
    Page,
    Site,
    address_of,
    distinct,
    imprint_of,
    key,
    keys_of,
    lines_of,
    packed,
    site_of,
)
from cleaner.model import Meta
from cleaner.words import tokenize
from tests.conftest import make_document

STORY = "The dam above Harlow held through the night, and the engineers said that the worst was over for the town."


def lines(text: str) -> list[tuple[str, str | None]]:
    return [(line.text, line.loose) for line in lines_of(make_document(text), tokenize(text))]


def imprint(text: str, url: str | None = "https://example.org/a") -> Imprint | None:
    return imprint_of(replace(make_document(text), meta=Meta(url=url)), tokenize(text))


def sure(text: str, url: str = "https://example.org/a") -> Imprint:
    found = imprint(text, url)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.Example.org:443/a?b#c", "example.org"),
        ("http://m.example.org", "example.org"),
        ("https://www.m.example.org", "example.org"),
        ("amp.example.org/a", "example.org"),
        ("//example.org/a", "example.org"),
        ("https://user:secret@example.org./", "example.org"),
        ("https://m.com/a", "m.com"),
        ("http://localhost/a", "localhost"),
        ("https://bücher.example/", "bücher.example"),
        ("file:///etc/passwd", None),
        ("a story", None),
        ("story", None),
        ("http://[bad", None),
        ("http://a b/", None),
        ("http://\ud800.org/", None),
        ("http://" + "a" * 300 + ".org", None),
        ("", None),
        (None, None),
    ],
)
def test_the_site_of_an_address_is_its_bare_host(url: str | None, site: str | None) -> None:
    assert site_of(url) == site


@given(st.text())
def test_no_address_is_too_odd(url: str) -> None:
    site = site_of(url)
    assert site is None or (site_of(f"//{site}") == site and address_of(url).startswith(site))


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/story/", "https://www.example.org/story#top", "https://m.example.org/story/amp/",
        "https://example.org/story/print", "https://example.org/story?utm_source=x&fbclid=1", "example.org/story?amp=1",
    ],
)  # fmt: skip
def test_addresses_that_lead_to_one_page_are_one(other: str) -> None:
    assert address_of(other) == address_of("https://example.org/story")


@pytest.mark.parametrize(
    "other", ["https://example.org/story2", "https://example.org/story?id=2", "https://e.org/story"]
)
def test_other_addresses_are_others(other: str) -> None:
    assert address_of(other) != address_of("https://example.org/story")


def test_a_line_is_known_whatever_its_case_spaces_quotation_marks_accents_and_list_mark() -> None:
    forms = ("Valley Voices: “what you say”", 'VALLEY  VOICES: "what you say"', "• Válley Voices: «what you say»")
    assert len({line for form in forms for line in lines(form)}) == 1


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("12 comments", "# comments"),
        ("3,204 people are reading this", "# people are reading this"),
        ("Posted 12:30", "posted #"),
        ("Comments", None),
        ("The index rose 3 points to 1,204 on Tuesday after the bank spoke", None),
    ],
)
def test_numbers_are_passed_over_in_lines_that_hold_little_else(text: str, loose: str | None) -> None:
    assert [line[1] for line in lines(text)] == [loose]


def test_what_is_too_long_or_has_no_words_is_no_line() -> None:
    long = "word " * (LONGEST_LINE // 5 + 1)
    assert lines(f"{long}\n\n***\n\n1\n\n…\n\nx\n\nAd") == [("ad", None)]


def test_a_page_without_an_address_leaves_nothing() -> None:
    assert imprint(STORY, None) is None and imprint(STORY, "a story") is None


def test_what_is_kept_of_a_page_is_bounded() -> None:
    text = "\n\n".join(f"Line {chr(97 + i % 26)} number {i} of very many" for i in range(1000)) + "\n\n" + "x" * 290
    found = sure(text)
    assert len(found.lines) <= 8 * MOST_LINES and len(found.texts) <= MOST_LINES
    assert max(map(len, found.texts.values())) <= MOST_TEXT
    kept = set(found.texts.values())
    assert {"line a number 0 of very many", "x" * MOST_TEXT} <= kept


@given(st.sets(st.integers(0, 2**KEY_BITS - 1)))
def test_keys_are_packed_and_read_again(keys: set[int]) -> None:
    assert keys_of(packed(keys)) == tuple(sorted(keys))


def test_half_a_surrogate_pair_in_an_address_has_a_key() -> None:
    assert sure(STORY, "https://example.org/\ud800").address != sure(STORY, "https://example.org/?").address


def pages(*texts: str) -> tuple[Page, ...]:
    made = [sure(text, f"https://example.org/{i}") for i, text in enumerate(texts)]
    return tuple(sorted(Page(i.address, i.prints, i.lines) for i in made))


OTHERS = [f"{STORY[:-1]} of {name} and all the people in it.\n\nJoin the club" for name in ("Ash", "Box", "Cam", "Dee")]


def test_an_article_under_several_addresses_counts_once() -> None:
    long = "\n\n".join(f"{STORY} So said {name}." for name in ("Ash", "Box", "Cam", "Dee", "Elm", "Fay"))
    copies = [
        long,
        f"{long}\n\nPrint this",
        f"{long}\n\nBack",
        f"{long}\n\n{STORY} The page was printed for you today.",
    ]
    assert len(distinct(pages(*copies))) <= 2 < len(copies)


def test_articles_that_share_a_long_line_of_the_template_are_not_one() -> None:
    disclaimer = "All that stands here is the property of the paper and of nobody else, and may not be used by anybody."
    made = pages(*(f"{text}\n\n{disclaimer}" for text in OTHERS))
    assert len(distinct(made)) >= 3


def test_a_site_counts_the_articles_that_a_line_stands_on() -> None:
    counts, of = Site("example.org", pages(*OTHERS, OTHERS[0])).counts()
    assert (counts[key("join the club")], of) == (4, 4)


def test_a_line_counts_once_a_page() -> None:
    counts, _ = Site("example.org", pages("\n\n".join([STORY, *["And it rained."] * 15]))).counts()
    assert counts[key("and it rained .")] == 1


def test_the_pages_of_a_site_are_told_by_its_sample() -> None:
    every = sorted(key(str(i)) for i in range(5000))
    seen = Site("e.org", tuple(Page(k, b"", b"") for k in every[:100])).pages_seen
    assert 3500 < seen < 6500
    assert [Site("e.org", tuple(Page(k, b"", b"") for k in every[:n])).pages_seen for n in (0, 1)] == [0, 1]


def test_short_articles_with_a_line_of_the_template_are_not_one() -> None:
    short = [f"It rained in {name} from noon until the night, he said.\n\nSince 1911" for name in ("Ash", "Box", "Cam")]
    assert len(distinct(pages(*short))) == 3
