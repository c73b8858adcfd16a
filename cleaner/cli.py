"""The command `cleaner`. Data goes to standard output; messages and progress go to standard error."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner import __version__
from cleaner.calibrate_command import calibrate
from cleaner.console import (
    FOUND,
    KIND,
    SOME_FAILED,
    TERMINATED,
    Commands,
    clean_file,
    colour,
    complain,
    make_cleaner,
    open_input,
    open_output,
    read_config,
    settings,
    style,
    write,
)
from cleaner.errors import EmptyInput, InputError
from cleaner.rules_commands import rules
from cleaner.signals_command import signals
from cleaner.sites_commands import learn_ahead, say_mode, sites

if TYPE_CHECKING:
    from cleaner.result import CleanResult


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="cleaner %(version)s")
def main() -> None:
    """Cleans scraped articles: finds boilerplate, splices and spun names, repairs what is safe, and scores the rest.

    Exit codes: 0 done; 1 check found something, or the score is under --min-score; 2 wrong use or configuration;
    3 some inputs failed.
    """


@main.command("clean")
@click.argument("file")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json", "diff"]), default="text", show_default=True
)
@click.option("--url", help="The page's address.")
@click.option("--title", help="The headline, if it is not in FILE.")
@click.option("--min-score", type=float, metavar="N", help="Exit with 1 if the score is under N.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@KIND
@settings
def clean_command(
    file: str,
    form: str,
    url: str | None,
    title: str | None,
    kind: str,
    quiet: bool,
    **options: object,
) -> None:
    """Clean one article: FILE, or - for standard input."""
    cleaner = make_cleaner(read_config(**options))  # type: ignore[arg-type]
    say_mode(cleaner.config, quiet=quiet)
    result = clean_file(cleaner, file, kind, url, title)
    write(_formatted(result, form, "stdin" if file == "-" else file))
    if not quiet:
        for note in result.notes:
            complain(note)
        from cleaner.report.text import summary

        click.echo(summary(result, style(sys.stderr)), err=True, color=colour(sys.stderr))
    if result.quality.score < cleaner.config.min_score:
        click.get_current_context().exit(FOUND)


def _formatted(result: CleanResult, form: str, name: str) -> str:
    if form == "json":
        from cleaner.result import dumps

        return dumps(result.to_dict()) + "\n"
    if form == "diff":
        from cleaner.report.diff import diff

        return diff(result, name)
    from cleaner.report.text import article, markdown

    if form == "markdown":
        return markdown(result)
    text = article(result)
    return text if not text or text.endswith("\n") else text + "\n"


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@KIND
@settings
def check(files: tuple[str, ...], form: str, kind: str, **options: object) -> None:
    """Report what is wrong in articles, and change nothing. Exits with 1 if there are findings.

    Lines and columns of an HTML page are those of its extracted text (see it with: cleaner clean --fix none FILE).
    """
    from cleaner.report.text import Lines, finding_lines
    from cleaner.result import dumps, failure

    cleaner = make_cleaner(read_config(**{**options, "site_learning": "off"}))  # type: ignore[arg-type]
    paint = style(sys.stdout)
    found = failed = 0
    for name in files:
        try:
            result = clean_file(cleaner, name, kind)
        except InputError as error:
            failed += 1
            complain(str(error))
            if form == "json":
                write(dumps({"file": name, **failure(error)}) + "\n")
            continue
        found += len(result.findings)
        if form == "json":
            write(dumps({"file": name, **result.to_dict()}) + "\n")
        else:
            lines = Lines(result.source_text)
            for finding in result.findings:
                write(finding_lines(finding, lines, name, paint) + "\n")
    if form == "text":
        several = "" if len(files) - failed == 1 else f" in {len(files) - failed} files"
        click.echo(f"{found} finding{'' if found == 1 else 's'}{several}", err=True)
    click.get_current_context().exit(SOME_FAILED if failed else FOUND if found else 0)


@main.command("batch")
@click.argument("source", metavar="IN.jsonl")
@click.option("-o", "--output", default="-", metavar="OUT.jsonl", help="Where the rows go.  [default: standard output]")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@settings
def batch_command(source: str, output: str, jobs: int, quiet: bool, **options: object) -> None:
    """Clean the rows of a JSONL file: one row out for each row in, in order.

    A row is {"id", "url", "title", "text"} or {"id", "url", "html"}. A row that cannot be cleaned keeps its fields and
    carries its error; the others go on.
    """
    from cleaner.batch import clean_batch
    from cleaner.records import read_lines

    config = read_config(**options)  # type: ignore[arg-type]
    make_cleaner(config)
    say_mode(config, quiet=quiet)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    cleaned = failed = 0
    with open_input(source) as stream, open_output(output, source) as out:
        rows, config = learn_ahead(stream, config, jobs, quiet=quiet)
        for row in clean_batch(read_lines(rows, config.max_bytes), config, jobs):
            out.write(row.line.encode("utf-8") + b"\n")
            cleaned, failed = cleaned + row.cleaned, failed + (not row.cleaned)
            if not quiet and sys.stderr.isatty() and (cleaned + failed) % 20 == 0:
                click.echo(f"\r{cleaned + failed} articles", nl=False, err=True)
        out.flush()
    if not quiet:
        click.echo(f"{cleaned} cleaned, {failed} failed", err=True)
    if failed:
        click.get_current_context().exit(SOME_FAILED)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@KIND
@settings
def explain(files: tuple[str, ...], kind: str, **options: object) -> None:
    """Show how the score of articles comes about: parts, weights, what pulled them down and where, what would help."""
    from cleaner.report.explain import explanation

    cleaner = make_cleaner(read_config(**{**options, "site_learning": "off"}))  # type: ignore[arg-type]
    failed = 0
    for number, name in enumerate(files):
        try:
            result = clean_file(cleaner, name, kind)
        except InputError as error:
            failed += 1
            complain(str(error))
            continue
        told = explanation(result, cleaner.policy, "stdin" if name == "-" else name, style(sys.stdout))
        write(("\n" if number else "") + told + "\n")
    if failed:
        click.get_current_context().exit(SOME_FAILED)


main.add_command(calibrate)
main.add_command(rules)
main.add_command(signals)
main.add_command(sites)


@main.command("config")
@settings
def config_command(**options: object) -> None:
    """Show the settings in force and where each comes from."""
    from cleaner.config import setting_names

    config = read_config(**options)  # type: ignore[arg-type]
    for name in setting_names():
        value = getattr(config, name)
        shown = "[" + ", ".join(f'"{v}"' for v in value) + "]" if isinstance(value, tuple) else value
        shown = f'"{value or ""}"' if isinstance(value, str | Path | None) else shown
        write(f"{name} = {shown}  # {config.source(name)}\n")


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell: eval "$(cleaner completion bash)"."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is not None:
        write(found(main, {}, "cleaner", "_CLEANER_COMPLETE").source() + "\n")


@main.command()
@click.argument("folder", type=Path)
def demo(folder: Path) -> None:
    """Clean every article below FOLDER and show what was done."""
    from cleaner.report.text import Lines, finding_lines, summary

    paint = style(sys.stdout)
    cleaner = make_cleaner(read_config(None))
    paths = sorted(p for p in folder.rglob("article.*") if p.is_file())
    if not paths:
        raise EmptyInput(f"{folder}: there are no articles (article.txt, article.html) below it")
    verdicts: Counter[str] = Counter()
    for path in paths:
        result = clean_file(cleaner, str(path), "auto")
        name = str(path.parent.relative_to(folder))
        write(f"{paint(f'=== {name}', 'strong')}\n{summary(result, paint)}\n")
        lines = Lines(result.source_text)
        for finding in result.findings:
            write(finding_lines(finding, lines, path.name, paint) + "\n")
        write("\n" + "\n".join(f"    {line}" if line else "" for line in result.text.strip().splitlines()) + "\n\n")
        verdicts[result.quality.verdict.value] += 1
    counted = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items()))
    write(f"{paint(f'{len(paths)} articles', 'strong')}: {counted}\n")
