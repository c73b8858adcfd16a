"""The commands `cleaner sites …`: what a memory of sites has learnt, and what becomes of it."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from cleaner.console import (
    SOME_FAILED,
    F,
    complain,
    make_cleaner,
    open_input,
    raw_article,
    read_config,
    rereadable,
    write,
)
from cleaner.errors import BadSetting, InputError

if TYPE_CHECKING:
    from cleaner.config import Config
    from cleaner.sites import SiteMemory

_AROUND_MARKS = re.compile(r" ([.,:;!?)])| (') ")
ROWS = (".jsonl", ".ndjson")
"""How the names of files of rows end; other files are pages."""


_MODES = {
    "off": "nothing is learnt; results do not depend on the order of articles",
    "ahead": "all articles are learnt, then cleaned; results do not depend on their order",
    "along": "each article is cleaned, then learnt; results depend on the order of articles",
}


def say_mode(config: Config, *, quiet: bool) -> None:
    """Says on standard error which mode a memory of sites is in, if there is one."""
    if config.sites and not quiet:
        mode = config.site_learning.value
        click.echo(f"sites: {config.sites}, learning {mode}: {_MODES[mode]}", err=True)


def learn_ahead(stream: BinaryIO, config: Config, jobs: int, *, quiet: bool) -> tuple[BinaryIO, Config]:
    """Has a memory that learns ahead learn all rows of a stream.

    Gives the rows from their start again, and the settings to clean them by.
    """
    if config.site_learning != "ahead":
        return stream, config
    from cleaner.batch import learn_batch
    from cleaner.records import read_lines

    rows = rereadable(stream)
    learnt, without = learn_batch(read_lines(rows, config.max_bytes), config, jobs)
    rows.seek(0)
    if not quiet:
        click.echo(f"{learnt} learnt, {without} without an address or an article", err=True)
    return rows, config.with_values({"site_learning": "off"}, "learnt ahead")


@click.group()
def sites() -> None:
    """What sites repeat: learn it, show it, share it, forget it."""


def _memory_options(command: F) -> F:
    for option in (
        click.option("--config", "config_file", type=Path, metavar="FILE", help="Settings file to use."),
        click.option("--sites", metavar="FILE", help="The memory.  [default: the setting sites]"),
    ):
        command = option(command)
    return command


def _config(sites: str | None, config_file: Path | None) -> tuple[Config, Path]:
    config = read_config(config_file, sites=sites)
    if config.sites is None:
        raise BadSetting("no memory is named; use --sites FILE, or the setting sites")
    return config, config.sites


def _memory(sites: str | None, config_file: Path | None, *, writable: bool) -> SiteMemory:
    from cleaner.sites import SiteMemory

    return SiteMemory(_config(sites, config_file)[1], writable=writable)


@sites.command()
@click.argument("files", nargs=-1, required=True, metavar="PAGES...")
@click.option("--site", metavar="HOST", help="The site of pages that name no address of their own.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes for rows.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@_memory_options
def learn(
    files: tuple[str, ...], *, site: str | None, jobs: int, quiet: bool, sites: str | None, config_file: Path | None
) -> None:
    """Learn pages without cleaning them: HTML or text files, files of rows (.jsonl), or - for rows on standard input.

    A page must have an address: a row by its url, an HTML page by what it says of itself, any by --site.
    """
    from dataclasses import replace

    from cleaner.batch import learn_batch
    from cleaner.imprint import site_of
    from cleaner.records import read_lines

    config = _config(sites, config_file)[0].with_values({"site_learning": "ahead"}, "sites learn")
    host = site_of(site)
    if site is not None and host is None:
        raise click.BadParameter(f"{site} is no host", param_hint="--site")
    cleaner = make_cleaner(config)
    learnt = without = failed = 0
    for name in files:
        try:
            if name == "-" or name.lower().endswith(ROWS):
                with open_input(name) as stream:
                    done = learn_batch(read_lines(stream, config.max_bytes), config, jobs)
                learnt, without = learnt + done[0], without + done[1]
                continue
            raw = raw_article(name, "auto", config)
            if site and raw.meta.url is None:
                raw = replace(raw, meta=replace(raw.meta, url=f"https://{host}/{Path(name).as_posix()}"))
            is_learnt = cleaner.learn_raw(raw)
            learnt, without = learnt + is_learnt, without + (not is_learnt)
        except InputError as error:
            failed += 1
            complain(str(error))
    if cleaner.memory is not None:
        cleaner.memory.close()
    if not quiet:
        click.echo(f"{learnt} learnt, {without} without an address or an article, {failed} failed", err=True)
    if failed:
        click.get_current_context().exit(SOME_FAILED)


@sites.command()
@click.argument("site", required=False)
@_memory_options
def show(site: str | None, *, sites: str | None, config_file: Path | None) -> None:
    """List the sites that are known, or what SITE repeats: pages, and * if cleaning takes the line for the page's."""
    config, path = _config(sites, config_file)
    from cleaner.imprint import site_of
    from cleaner.sites import SiteMemory

    with closing(SiteMemory(path, writable=False)) as memory:
        if site is None:
            for host, kept in memory.hosts():
                write(f"{kept:>4} pages  {host}\n")
            return
        found = memory.site(site_of(f"//{site}" if "//" not in site else site) or site)
    if not found.pages:
        raise BadSetting(f"{path}: nothing is known of {site}")
    counts, of = found.counts()
    write(f"{found.host}: {found.pages_seen} pages seen, {len(found.pages)} kept, {of} of them different articles\n")
    least = max(config.site_pages, config.site_share * of)
    for line, pages in sorted(counts.items(), key=lambda item: (-item[1], found.texts.get(item[0], ""), item[0])):
        if pages > 1:
            text = _AROUND_MARKS.sub(r"\1\2", found.texts.get(line, "(its text is not kept)"))
            write(f"{pages:>4} {'*' if pages >= least else ' '} {text}\n")


@sites.command()
@_memory_options
def export(*, sites: str | None, config_file: Path | None) -> None:
    """Print the memory as JSONL, one line a site."""
    from cleaner.exchange import lines_out

    with closing(_memory(sites, config_file, writable=False)) as memory:
        for line in lines_out(memory):
            write(line + "\n")


@sites.command()
@click.argument("others", nargs=-1, required=True, type=Path, metavar="OTHER...")
@_memory_options
def merge(others: tuple[Path, ...], *, sites: str | None, config_file: Path | None) -> None:
    """Add what other memories know: exports, or memories themselves. A page that both know counts once."""
    from cleaner.exchange import sites_in

    with closing(_memory(sites, config_file, writable=True)) as memory:
        for other in others:
            click.echo(f"{memory.merge(sites_in(other))} sites of {other}", err=True)


@sites.command()
@click.argument("hosts", nargs=-1, metavar="SITE...")
@click.option("--all", "everything", is_flag=True, help="Forget every site.")
@_memory_options
def forget(hosts: tuple[str, ...], *, everything: bool, sites: str | None, config_file: Path | None) -> None:
    """Forget sites."""
    from cleaner.imprint import site_of

    if everything == bool(hosts):
        raise BadSetting("name the sites to forget, or --all")
    with closing(_memory(sites, config_file, writable=False)) as memory:
        memory.open()  # to forget makes no memory
    with closing(_memory(sites, config_file, writable=True)) as memory:
        number = memory.forget(None if everything else [site_of(f"//{h}" if "//" not in h else h) or h for h in hosts])
    click.echo(f"{number} forgotten", err=True)
