"""What a memory of sites finds, spares and costs: on a made-up site of 200 pages, by 4 processes, at 100,000 sites."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from html import escape
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import trafilatura

from cleaner import Cleaner, Config
from cleaner.errors import CleanerError
from cleaner.extract import read_html
from cleaner.imprint import Imprint, Page, Site, imprint_of, key, keys_of, packed
from cleaner.model import Document, Meta, SiteLearning
from cleaner.sites import Bounds, SiteMemory
from cleaner.words import Tokens, tokenize
from tests.benchmarks.data import clean_news, half, pages

PAGES, COPIES = 200, 8
RULE = "boilerplate/site-repeated"
LONG_LINE = (
    "The Harbour Ledger belongs to the Valley Press Council and keeps its code; if you think that we have not, write "
    "to the readers' editor, who answers to nobody on the paper and whose word on the matter is printed on this page."
)
REPEATED = {
    "<p>The Harbour Ledger, telling the valley's story since 1911</p>": 0.9,
    "<p>Our newsroom is owned by the people of the valley</p>": 0.7,
    "<p>Tap the bell to hear of this as it happens</p>": 0.6,
    "<p>Valley Voices – what “you” told us this week</p>": 0.6,
    "<p>Ledger Plus: puzzles, recipes and the Saturday quiz</p>": 0.8,
    "<p>To the front page of the Ledger</p>": 0.45,
    "<p>{n} neighbours are talking about this</p>": 0.7,
    "<p>Ledger House, 12 Quay Street, Harlow</p>": 0.95,
    f"<p>{LONG_LINE}</p>": 0.8,
    "<ul><li>Town hall and courts</li><li>Sport on the river</li></ul>": 0.6,
    "<p>Pictures in this paper may be bought at the desk</p>": 0.5,
    "<p>Become a friend of the Ledger</p>": 0.5,
}
"""Lines that no rule knows, and on which share of the pages they stand."""
CAREFUL = {
    "<blockquote><p>A paper is a town talking to itself</p></blockquote>": 0.5,
    "<h3>The valley in pictures</h3>": 0.5,
}
"""Lines of kinds that are treated with care: quotations are reported, headings over text spared."""
KNOWN = {"<p>Share this story</p>": 0.5, "<p>Sign up for our free newsletter</p>": 0.5}
"""Lines that rules know."""
REFRAIN = "And the river kept on rising."
LOOKS = {
    "a refrain, 15 times in one article": (REFRAIN,),
    "an article under 8 addresses": (),
    "a label on 20 % of the pages": ("From our own reporters in the valley",),
    "lines that differ in a name": (" wrote this from Harlow",),
    "a quotation on 40 % of the pages": ("No comment.",),
    "a sub-heading on 45 % of the pages": ("What happens next",),
}
NAMES = [f"{a} {b}" for a in ("Anna", "Paul", "Mary", "Omar", "Lena") for b in ("Reed", "Haller", "Okoye", "Sand")]


@dataclass(frozen=True, slots=True)
class Made:
    """A page, its address, what it holds of REPEATED and KNOWN, and the article's own words."""

    html: str
    url: str
    holds: tuple[str, ...]
    own: tuple[str, ...]


def run() -> None:
    """Prints all figures."""
    with tempfile.TemporaryDirectory() as folder:
        made = list(_site(random.Random(0)))
        _found(made, Path(folder) / "found.db")
        _cost("of these pages", (page.html for page in made), Path(folder) / "made.db")
        _cost("real pages", (page for _, page in sorted(pages().items())[:200]), Path(folder) / "real.db")
        _at_once(Path(folder) / "four.db")
        _size(Path(folder), made)


def _site(rng: random.Random) -> Iterator[Made]:
    rows = (r for r in clean_news() if half(r["id"]) == 1 and len(r["text"].split("\n\n")) >= 5)
    articles = [
        (r["title"] or "News", [p for p in r["text"].split("\n\n") if p.strip()])
        for r in islice(rows, PAGES - COPIES + 1)
    ]
    articles[1:1] = [articles[0]] * (COPIES - 1)
    variants = ("", "amp/", "?utm_source=x", "?page=print", "?ref=feed", "index.html", "?share=1", "?v=2")
    for number, (title, paragraphs) in enumerate(articles):
        is_copy = number < COPIES
        address = f"https://www.ledger.example/{'dam/' if is_copy else ''}"
        address += variants[number] if is_copy and number < 5 else f"story-{number}/"
        blocks = [f"<p>{escape(p)}</p>" for p in paragraphs]
        if not is_copy:
            _put(blocks, rng, "<p>From our own reporters in the valley</p>", 0.2)
            _put(blocks, rng, "<p>“No comment.”</p>", 0.4)
            _put(blocks, rng, "<h2>What happens next</h2>", 0.45)
            _put(blocks, rng, f"<p>{rng.choice(NAMES)} wrote this from Harlow</p>", 0.9)
        if number == COPIES:
            for _ in range(15):
                _put(blocks, rng, f"<p>{REFRAIN}</p>", 1)
        holds = [line for line, share in {**REPEATED, **CAREFUL, **KNOWN}.items() if _put(blocks, rng, line, share)]
        head = f'<head><title>{escape(title)}</title><link rel="canonical" href="{escape(address)}"></head>'
        html = f'<html lang="en">{head}<body><article><h1>{escape(title)}</h1>{"".join(blocks)}</article></body></html>'
        yield Made(html, address, tuple(holds), tuple(paragraphs))


def _put(blocks: list[str], rng: random.Random, line: str, share: float) -> bool:
    if is_there := rng.random() < share:
        # A true sub-heading stands over a paragraph; everything else anywhere but first.
        place = rng.randrange(1, len(blocks) + (0 if line.startswith("<h2>") else 1))
        blocks.insert(place, line.replace("{n}", str(rng.randrange(2, 900))))
    return is_there


def _texts(line: str) -> list[str]:
    """The texts of the blocks of a line; of one with a number, what stands after it."""
    bare = line.replace("</li><li>", "\n")
    for tag in ("p", "ul", "li", "h3", "blockquote"):
        bare = bare.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return bare.replace("{n}", "").split("\n")


def _found(made: list[Made], path: Path) -> None:
    alone = Cleaner()
    learning = Cleaner(Config(sites=path, site_learning=SiteLearning.AHEAD))
    raws = [read_html(page.html, page.url, 10**7) for page in made]
    for raw in raws:
        learning.learn_raw(raw)
    stood, told, cut, cut_alone, hit = Counter[str](), Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    others = 0
    for page, raw in zip(made, raws, strict=True):
        result, bare = learning.clean_raw(raw), alone.clean_raw(raw)
        found = [f for f in result.findings if f.rule == RULE]
        texts = {f: f.span.of(result.source_text) for f in found}
        rest = set(found)
        for line in page.holds:
            pieces = [piece for piece in _texts(line) if piece in raw.text]
            if not pieces:  # the extractor has left it out
                continue
            stood[line] += 1
            those = {f for f, text in texts.items() if any(piece in text for piece in pieces)}
            rest -= those
            told[line] += len(those) >= len(pieces)
            cut[line] += not any(piece in result.text for piece in pieces)
            cut_alone[line] += not any(piece in bare.text for piece in pieces)
        for f in rest:
            name = next((n for n, tells in LOOKS.items() if any(tell in texts[f] for tell in tells)), "")
            if not name and texts[f] in "\n".join(page.own) and page.url.partition("dam/")[1]:
                name = "an article under 8 addresses"
            hit[name] += bool(name)
            others += not name
    print(f"{len(made)} pages, mode ahead; each line: stands on (as extracted), found, taken out, by rules alone")
    for line in (*REPEATED, *CAREFUL, *KNOWN):
        print(f"  {_texts(line)[0].strip()[:50]:<52}{stood[line]:>4}{told[line]:>5}{cut[line]:>5}{cut_alone[line]:>5}")
    well = sum(told[line] >= 0.9 * stood[line] > 0 for line in REPEATED)
    whole = sum(stood[line] for line in REPEATED)
    places = sum(told[line] for line in REPEATED) / whole
    print(f"found on nine tenths of their pages: {well} of {len(REPEATED)} lines no rule knows; on some page: "
          f"{sum(told[line] > 0 for line in REPEATED)}; of all {whole} places {places:.1%}")  # fmt: skip
    spared = [name for name in LOOKS if not hit[name]]
    print(f"spared: {len(spared)} of {len(LOOKS)}; other true text hit: {others} blocks"
          + "".join(f"\n  hit: {name} ({number})" for name, number in hit.items() if number and name))  # fmt: skip
    for line in CAREFUL:
        stood.pop(line), cut.pop(line), cut_alone.pop(line)
    every = stood.total()
    print(f"template lines taken out: rules alone {cut_alone.total()} of {every} = {cut_alone.total() / every:.1%}, "
          f"with the memory {cut.total()} = {cut.total() / every:.1%}; suggested too: "
          f"{sum(told[x] for x in REPEATED) - sum(min(told[x], cut[x]) for x in REPEATED)}")  # fmt: skip


def _cost(what: str, pages: Iterable[str | bytes], path: Path) -> None:
    """Extraction, recall and learning of each page in turn; the memory is full of the site before."""
    cleaner = Cleaner()
    memory, growing = SiteMemory(path), SiteMemory(path.with_suffix(".growing"))
    articles: list[tuple[str | bytes, Document, Tokens]] = []
    for number, page in enumerate(pages):
        with suppress(CleanerError):
            document = cleaner.clean_html(page, url=f"https://www.ledger.example/{number}").document
            articles.append((page, document, tokenize(document.text)))
    template = {key("the template"), *map(key, "abcdefghi")}  # with no line on many pages, a look-up would be over soon
    imprints = (imprint_of(document, tokens) for _, document, tokens in articles)
    memory.learn(replace(i, lines=packed({*keys_of(i.lines), *template})) for i in imprints if i)
    extraction = recall = learning = later = 0.0
    for page, document, tokens in articles:
        started = time.perf_counter()
        trafilatura.extract(page)
        extracted = time.perf_counter()
        memory.recall(document, tokens, 5, 0.3)
        recalled = time.perf_counter()
        growing.learn(i for i in [imprint_of(document, tokens)] if i)
        learning += time.perf_counter() - recalled
        recall += recalled - extracted
        extraction += extracted - started
    for number, (_, document, tokens) in enumerate(articles * 4):
        elsewhere = replace(document, meta=Meta(url=f"https://www.ledger.example/{number}/later"))
        started = time.perf_counter()
        growing.learn(i for i in [imprint_of(elsewhere, tokens)] if i)
        later += (time.perf_counter() - started) / 4
    each = 1e3 / len(articles)
    print(f"{len(articles)} {what} as one site, an article: trafilatura.extract {each * extraction:.2f} ms")
    for name, cost in (("recall", recall), ("learning, the first of a site", learning), ("learning, later", later)):
        print(f"  {name:<32}{each * cost:.3f} ms = {cost / extraction:.2%}")


def _imprint(site: str, number: int) -> Imprint:
    lines = {key(f"own {site} {number}"): "own", key(f"template {site}"): f"the template of {site}"}
    prints = b"".join(key(f"{i} {site} {number}").to_bytes(8, "little") for i in range(3))
    return Imprint(site, key(f"{site}/{number}"), prints, packed(lines), lines)


def _some(worker: int) -> list[Imprint]:
    return [_imprint(f"s{i % 40}.example", 4 * (i // 40) + worker) for i in range(800)]


def _write(path: Path, worker: int) -> None:
    memory = SiteMemory(path)
    for imprint in _some(worker):
        memory.learn([imprint])


def _at_once(path: Path) -> None:
    context = get_context("spawn")
    workers = [context.Process(target=_write, args=(path, worker)) for worker in range(4)]
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    taken = time.perf_counter() - started
    one = SiteMemory(path.with_name("one.db"))
    one.learn(imprint for worker in range(4) for imprint in _some(worker))
    many = SiteMemory(path)
    kept = sum(number for _, number in many.hosts())
    same = all(many.site(host) == one.site(host) for host, _ in one.hosts())
    print(f"4 processes learn 800 pages each, one by one, of the same 40 sites in {taken:.1f} s: {3200 - kept} of 3200 "
          f"pages lost, the memory is {'the same as' if same else 'NOT that'} of one process")  # fmt: skip


def _size(folder: Path, made: list[Made]) -> None:
    """Sites as a crawl may find them (most have few pages); and sites that are as large as a memory lets them be."""
    cleaner = Cleaner()
    documents = [cleaner.clean_html(page.html, url=page.url).document for page in made[:: len(made) // 50]]
    lines = [len(i.lines) // 8 for d in documents if (i := imprint_of(d, tokenize(d.text)))]
    rng = random.Random(0)
    memory = SiteMemory(folder / "size.db")
    sizes = [min(100, int(3 * rng.paretovariate(1.0))) for _ in range(Bounds().sites)]
    started = time.perf_counter()
    for part in range(2):  # pages come in two rounds, sites in any order
        order = list(range(len(sizes)))
        rng.shuffle(order)
        memory.merge(_made_up(rng, n, sizes[n] // 2 if part else sizes[n] - sizes[n] // 2, lines) for n in order)
    taken = time.perf_counter() - started
    memory.close()
    pages = sum(sizes)
    size = (folder / "size.db").stat().st_size
    print(f"{len(sizes):,} sites, {pages:,} pages of {sum(lines) / len(lines):.0f} keys: {size / 1e6:,.0f} MB "
          f"({size / pages:.0f} bytes a page), made in {taken:.0f} s")  # fmt: skip
    memory = SiteMemory(folder / "size.db", writable=False)
    tokens = tokenize(documents[0].text)
    looked = []
    for _ in range(2000):
        url = f"https://site{rng.randrange(len(sizes))}.example/"
        document = replace(documents[0], meta=Meta(url=url))
        started = time.perf_counter()
        memory.recall(document, tokens, 5, 0.3)
        looked.append(time.perf_counter() - started)
    print(
        f"  a look-up there: {1e3 * sum(looked) / len(looked):.3f} ms, 99 of 100 under {1e3 * sorted(looked)[-20]:.2f}"
    )
    full = SiteMemory(folder / "full.db")
    full.merge(_made_up(rng, n, 100, [64], texts=100) for n in range(500))
    full.close()
    size = (folder / "full.db").stat().st_size / 500
    print(f"  a site at all its bounds: {size / 1e3:.0f} kB; 100,000 of them: {size / 1e4:.1f} GB")


def _made_up(rng: random.Random, number: int, pages: int, lines: list[int], texts: int = 10) -> Site:
    said = {key(f"{number} {i}"): f"line {i} of the template of site {number}".ljust(120, ".")[: 40 + 80 * (texts > 10)]
            for i in range(texts)}  # fmt: skip
    common = packed(dict.fromkeys(list(said)[: min(lines)]))
    made = []
    for _ in range(pages):
        own = rng.randbytes(8 * max(0, rng.choice(lines) - len(common) // 8))
        made.append(Page(rng.getrandbits(63), rng.randbytes(24), common + own))
    return Site(f"site{number}.example", tuple(made), said)
