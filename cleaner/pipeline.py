"""The whole, from a page to a CleanResult."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import extract
from cleaner.config import Config
from cleaner.engine import Engine, Treated
from cleaner.errors import BadConfigFile, BadField, BadSetting, BrokenRule, UnknownName, nearest
from cleaner.extract import RawArticle
from cleaner.forms import Role
from cleaner.house import House, load_house, load_houses
from cleaner.imprint import imprint_of, site_of
from cleaner.language import LanguageGuesser
from cleaner.measuring import as_it_came, as_it_leaves, recorded
from cleaner.model import Document, Repeats, SiteLearning, TitleLine
from cleaner.packs import load, load_files
from cleaner.policy import Policy, load_policy
from cleaner.prove import prove
from cleaner.reading import Reading
from cleaner.result import CleanResult
from cleaner.rulebook import Rulebook, join, rules_folder
from cleaner.score import Scored, score
from cleaner.signals.measured import Signals
from cleaner.words import Tokens

if TYPE_CHECKING:
    from cleaner.sites import SiteMemory

Page = str | bytes
NO_SITE = "the article has no address, so nothing is known of its site"


class Cleaner:
    """Cleans articles by one set of settings. Reading the rules costs some milliseconds: make one, use it often.

    Raises SetupError for settings that cannot be used. A rule of a user's folder that is broken is left out and named
    in `broken`; the others are used.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        folders = (rules_folder(), *self.config.rules)
        for folder in self.config.rules:
            if not folder.is_dir():
                raise BadSetting(f"{self.config.source('rules')}: rules: there is no folder {folder}")
        languages = LanguageGuesser(rules_folder() / "language")
        house = load_house(_named(folders, "profiles", self.config.profile))
        self.policy_file = _named(folders, "score", self.config.policy)
        self.policy: Policy = load_policy(self.policy_file)
        every = self._every_rule(languages)
        _check_forms(house, every)
        self.rules = every.chosen(self.config.select, self.config.ignore)
        self._spam = tuple(rule.id for rule in self.rules.of("spam"))
        self._engine = Engine(self.rules, house, languages)
        self.memory = _memory(self.config)
        if self.memory is not None:
            self._engine = self._engine.recalling(self._recall)

    @property
    def broken(self) -> tuple[BrokenRule, ...]:
        """The rules of the user's folders that are left out, and why."""
        return self.rules.broken

    def _every_rule(self, languages: LanguageGuesser) -> Rulebook:
        ours = _our_rules()
        if ours.broken:
            raise ours.broken[0]
        book = ours
        houses = dict(load_houses(rules_folder())[0]) if self.config.rules or self.config.packs else {}
        for folder in self.config.rules:
            theirs = load(folder)
            own, broken = load_houses(folder)
            houses |= own
            book = join(book, theirs.without((*broken, *prove(theirs, houses, languages, ours))))
        for name in self.config.packs:
            path = _named((rules_folder(), *self.config.rules), "optional", name)
            pack = load_files([path], path.parent.parent)
            book = join(book, pack.without(prove(pack, houses, languages, ours)))
        for prefix in (*self.config.select, *self.config.ignore):
            if not any(rule.id.startswith(prefix) for rule in book):
                raise UnknownName(f'no rule begins with "{prefix}"{nearest(prefix, _prefixes(book))}')
        return book

    def clean(self, page: Page, *, url: str | None = None, title: str | None = None) -> CleanResult:
        """Cleans a page: HTML or plain text, bytes or str. `title`: the headline, if it is known apart.

        Raises a child of InputError that says why the page cannot be cleaned.
        """
        return self.clean_raw(extract.read(_page(page), url, self.config.max_bytes), title)

    def clean_html(self, page: Page, *, url: str | None = None, title: str | None = None) -> CleanResult:
        """Like `clean`, for what is known to be HTML."""
        return self.clean_raw(extract.read_html(_page(page), url, self.config.max_bytes), title)

    def clean_text(self, page: Page, *, url: str | None = None, title: str | None = None) -> CleanResult:
        """Like `clean`, for what is known to be plain text, whatever tags it mentions."""
        return self.clean_raw(extract.read_text(_page(page), url, self.config.max_bytes), title)

    def clean_raw(self, raw: RawArticle, title: str | None = None) -> CleanResult:
        """Like `clean`, for an article that has been extracted already."""
        if title is not None and not isinstance(title, str):
            raise BadField(f"a title is str, not {type(title).__name__}")
        treated = self._treat(raw, title)
        before = as_it_came(treated, self._spam)
        quality = score(self._scored(treated, before), self.policy)
        measured = (recorded(as_it_leaves(treated, self._spam)), recorded(before)) if self.config.signals else ()
        document, notes = treated.reading.document, raw.notes
        if self.memory is not None and site_of(raw.meta.url) is None:
            notes = (*notes, NO_SITE)
        elif self.memory is not None and self.config.site_learning is SiteLearning.ALONG:
            self._learn(document, treated.reading.tokens)
        return CleanResult(
            raw.text, treated.text, document, treated.block_spans, treated.findings, treated.edits, quality, notes,
            *measured,
        )  # fmt: skip

    def evaluate_raw(self, raw: RawArticle, title: str | None = None) -> Scored:
        """What the score of an article rests on: what policies are fitted to."""
        treated = self._treat(raw, title)
        return self._scored(treated, as_it_came(treated, self._spam))

    def _treat(self, raw: RawArticle, title: str | None) -> Treated:
        apart = (title or "").strip() or None
        mode = self.config.title_line
        drop = mode is TitleLine.DROP or (mode is TitleLine.AUTO and apart is not None)
        return self._engine.treat(raw, apart, self.config.fix, self.config.quotes, drop_title=drop)

    def _scored(self, treated: Treated, signals: Signals) -> Scored:
        return Scored(treated.findings, signals, treated.reading.document.language.code, self.rules)

    def remaining(self, page: Page, title: str | None = None) -> Reading:
        """A text as the last detectors read it, boilerplate and copies taken out: what a model of articles learns from.

        Raises a child of InputError if the text cannot be read.
        """
        return self._engine.remaining(extract.read_text(_page(page), None, self.config.max_bytes), title)

    def learn(self, page: Page, *, url: str | None = None, title: str | None = None) -> bool:
        """Learns what a page has in common with others of its site, without cleaning it. False: it has no address.

        Raises a child of InputError if the page cannot be read, BadSiteMemory if nothing can be learnt.
        """
        return self.learn_raw(extract.read(_page(page), url, self.config.max_bytes), title)

    def learn_raw(self, raw: RawArticle, title: str | None = None) -> bool:
        """Like `learn`, for an article that has been extracted already."""
        return self._learn(*self._engine.read(raw, title))

    def _learn(self, document: Document, tokens: Tokens) -> bool:
        if self.memory is None:
            raise BadSetting("there is no memory to learn into; set sites")
        imprint = imprint_of(document, tokens)
        return imprint is not None and self.memory.learn([imprint]) == 1

    def _recall(self, document: Document, tokens: Tokens) -> Mapping[int, Repeats]:
        if self.memory is None:
            return {}
        return self.memory.recall(document, tokens, self.config.site_pages, self.config.site_share)


def _memory(config: Config) -> SiteMemory | None:
    """The memory of the settings, opened to see whether it can be used; for reading only where nothing is learnt."""
    if config.sites is None:
        if config.site_learning is not SiteLearning.OFF:
            source = config.source("site_learning")
            raise BadSetting(f"{source}: site_learning is {config.site_learning}, but no memory is named; set sites")
        return None
    from cleaner.sites import SiteMemory  # only who has a memory waits for SQLite

    memory = SiteMemory(config.sites, writable=config.site_learning is not SiteLearning.OFF)
    memory.open()
    return memory


def clean(page: Page, *, url: str | None = None, title: str | None = None) -> CleanResult:
    """Cleans one page by the default settings. Raises a child of InputError."""
    return _default_cleaner().clean(page, url=url, title=title)


@cache
def _default_cleaner() -> Cleaner:
    return Cleaner()


@cache
def _our_rules() -> Rulebook:
    return load(rules_folder())


def _page(page: object) -> Page:
    if not isinstance(page, str | bytes):
        raise BadField(f"a page is str or bytes, not {type(page).__name__}")
    return page


def _prefixes(book: Rulebook) -> Iterator[str]:
    for rule in book:
        yield rule.id
        yield rule.family


def _named(folders: Sequence[Path], kind: str, name: str) -> Path:
    """The file `kind/name.toml` of the last folder that has one."""
    for folder in reversed(folders):
        if (path := folder / kind / f"{name}.toml").is_file():
            return path
    known = sorted({path.stem for folder in folders for path in (folder / kind).glob("*.toml")})
    noun = {"score": "policy", "profiles": "profile", "optional": "optional pack"}[kind]
    raise UnknownName(f'there is no {noun} "{name}"{nearest(name, known)} (known: {", ".join(known)})')


def _check_forms(house: House, rules: Rulebook) -> None:
    """Raises BadConfigFile for a profile that asks for a form no rule knows."""
    forms: dict[str, list[str]] = {}
    for name in (name for rule in rules for name in rule.names):
        forms.setdefault(name.key, []).extend(form.text for form in name.having(Role.FORM))
    for key, form in (*house.forms.items(), *house.headlines.items()):
        if key not in forms:
            raise BadConfigFile(f"profile {house.name}: there is no name {key}{nearest(key, forms)}")
        if form not in forms[key]:
            known = ", ".join(dict.fromkeys(forms[key]))
            raise BadConfigFile(f'profile {house.name}: {key} = "{form}" is none of its forms ({known})')
