"""What all commands share: options, settings, files, messages and exit codes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

import click

from cleaner.decode import refuse_packed
from cleaner.errors import BadOutput, CleanerError, FileMissing, FileUnreadable, InputError, SetupError

if TYPE_CHECKING:
    from cleaner.config import Config
    from cleaner.extract import RawArticle
    from cleaner.pipeline import Cleaner
    from cleaner.result import CleanResult

FOUND, WRONG_USE, SOME_FAILED = 1, 2, 3
INTERRUPTED, READER_GONE, TERMINATED = 130, 141, 143
"""What shells report for a process that a signal ended: interrupt, broken pipe, termination."""
COLOURS = {"good": "green", "bad": "red", "rule": "yellow", "mark": "red", "dim": "bright_black", "strong": None}

KIND = click.option(
    "--input", "kind", type=click.Choice(["auto", "html", "text"]), default="auto", help="What FILE is."
)
"""The option that says what FILE is."""

F = TypeVar("F", bound=Callable[..., object])


class Commands(click.Group):
    """Turns our errors into a sentence on standard error and an exit code; a traceback reaches nobody."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """The whole run, help and version included."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            complain(f"the output cannot be written: {error.strerror}")
            drop_output()
            sys.exit(WRONG_USE)

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command. A reader that has gone away ends it quietly, as it ends other tools."""
        try:
            return super().invoke(ctx)
        except CleanerError as error:
            complain(str(error))
            ctx.exit(WRONG_USE if isinstance(error, SetupError) else SOME_FAILED)
        except KeyboardInterrupt:
            complain("interrupted")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            drop_output()
            ctx.exit(READER_GONE)
        except OSError as error:
            complain(f"the output cannot be written: {error.strerror}")
            drop_output()
            ctx.exit(WRONG_USE)


def complain(message: str) -> None:
    """A message on standard error, if there is one to write to."""
    with suppress(OSError):
        click.echo(f"{click.style('cleaner:', fg='red')} {message}", err=True, color=colour(sys.stderr))


def drop_output() -> None:
    """What is still to be written goes nowhere: Python would try again at its end, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def colour(stream: object) -> bool:
    """Whether a stream is a terminal that wants colour (NO_COLOR says no)."""
    return not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", lambda: False)())


def style(stream: object) -> Callable[[str, str], str]:
    """The styling of a stream: colours, or none."""
    on = colour(stream)

    def style(text: str, role: str) -> str:
        return click.style(text, fg=COLOURS[role], bold=role == "strong") if on else text

    return style


def settings(command: F) -> F:
    """The options that every cleaning command has."""
    for option in reversed(
        (
            click.option("--fix", type=click.Choice(["safe", "all", "none"]), help="Repairs to make.  [default: safe]"),
            click.option("--quotes", type=click.Choice(["keep", "restore"]), help="Leave or restore quotations."),
            click.option(
                "--title-line",
                type=click.Choice(["auto", "keep", "drop"]),
                help="The title at the top of the text: it goes where it is given apart (auto), stays, or goes.",
            ),
            click.option("--select", multiple=True, metavar="PREFIX", help="Use only the rules with this prefix."),
            click.option("--ignore", multiple=True, metavar="PREFIX", help="Leave out the rules with this prefix."),
            click.option("--pack", "packs", multiple=True, metavar="NAME", help="An optional pack of rules: science."),
            click.option("--profile", metavar="NAME", help="House profile: ap, bbc, guardian, neutral, reuters."),
            click.option(
                "--policy",
                metavar="NAME",
                help="Scoring policy: blog, forum, generic, news (default), press-release.",
            ),
            click.option("--signals/--no-signals", default=None, help="Show the measured quantities in JSON."),
            click.option("--rules", multiple=True, metavar="DIR", type=Path, help="A folder of your own rules."),
            click.option("--sites", metavar="FILE", help="A memory of what sites repeat."),
            click.option(
                "--site-learning",
                type=click.Choice(["off", "ahead", "along"]),
                help="When it learns: not; before the batch is cleaned; page by page.  [default: off]",
            ),
            click.option(
                "--site-pages", type=int, metavar="N", help="Pages that make a line the site's.  [default: 5]"
            ),
            click.option("--site-share", type=float, metavar="X", help="And their share.  [default: 0.3]"),
            click.option("--max-bytes", type=int, metavar="N", help="Largest article that is read."),
            click.option("--config", "config_file", type=Path, metavar="FILE", help="Settings file to use."),
        )
    ):
        command = option(command)
    return command


def read_config(config_file: Path | None, **options: object) -> Config:
    """The settings: file, then options."""
    from cleaner.config import load_config

    given = {name: value for name, value in options.items() if value is not None and value != ()}
    return load_config(config_file).with_values(given, "command line")


def make_cleaner(config: Config) -> Cleaner:
    """The Cleaner of some settings; the rules that it leaves out are named on standard error."""
    from cleaner.pipeline import Cleaner

    cleaner = Cleaner(config)
    for problem in cleaner.broken:
        complain(f"left out: {problem}")
    return cleaner


def read_file(name: str, config: Config) -> bytes:
    """The bytes of a file, or of standard input for `-`; no more than one over the limit."""
    with _file_errors(name):
        if name == "-":
            return _standard_input().read(config.max_bytes + 1)
        with Path(name).open("rb") as file:
            return file.read(config.max_bytes + 1)


@contextmanager
def _file_errors(name: str) -> Iterator[None]:
    """Turns what the system says of a file that cannot be read into an error of ours."""
    try:
        yield
    except FileNotFoundError:
        raise FileMissing(f"{name}: there is no such file") from None
    except IsADirectoryError:
        raise FileUnreadable(f"{name}: is a folder; name the files in it") from None
    except OSError as error:
        raise FileUnreadable(f"{name}: cannot be read: {error.strerror}") from None


def clean_file(cleaner: Cleaner, name: str, kind: str, url: str | None = None, title: str | None = None) -> CleanResult:
    """Cleans one file; an error names it."""
    from cleaner.model import SiteLearning

    raw = raw_article(name, kind, cleaner.config, url)
    if cleaner.memory is not None and cleaner.config.site_learning is SiteLearning.AHEAD:
        cleaner.learn_raw(raw, title)
    return cleaner.clean_raw(raw, title)


def raw_article(name: str, kind: str, config: Config, url: str | None = None) -> RawArticle:
    """The article of one file, as it is extracted; an error names the file."""
    from cleaner.extract import read, read_html, read_text

    page = read_file(name, config)
    try:
        return {"auto": read, "html": read_html, "text": read_text}[kind](page, url, config.max_bytes)
    except InputError as error:
        raise type(error)(f"{'standard input' if name == '-' else name}: {error}") from None


def write(text: str) -> None:
    """Writes to standard output as UTF-8, whatever the locale; half a surrogate pair becomes a question mark."""
    out = _standard_output()
    out.write(text.encode("utf-8", "replace"))
    out.flush()


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        raise BadOutput("there is no standard output to write to")
    sys.stdout.flush()
    return sys.stdout.buffer


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise FileUnreadable("there is no standard input to read")
    return sys.stdin.buffer


def open_input(name: str) -> AbstractContextManager[BinaryIO]:
    """The bytes of IN, or of standard input for `-`."""
    if name == "-":
        return nullcontext(_standard_input())
    with _file_errors(name):
        with Path(name).open("rb") as stream:
            refuse_packed(stream.read(16), name)
        return Path(name).open("rb")


def rereadable(stream: BinaryIO) -> BinaryIO:
    """A stream that can be read twice: itself, or of a pipe a copy in a temporary file."""
    if stream.seekable():
        return stream
    from shutil import copyfileobj
    from tempfile import TemporaryFile

    copy = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - it goes when it is closed
    copyfileobj(stream, copy)
    copy.seek(0)
    return copy


def open_output(name: str, source: str) -> AbstractContextManager[BinaryIO]:
    """Where rows go: OUT, or standard output for `-`; never the input itself."""
    path = Path(name)
    try:
        read = os.fstat(0) if source == "-" else Path(source).stat()
        if name == "-":
            out = _standard_output()
            if os.path.samestat(os.fstat(1), read) and stat.S_ISREG(read.st_mode):
                raise BadOutput("standard output is the input too; write to another file")
            return nullcontext(out)
        if path.exists() and os.path.samestat(path.stat(), read) and path.is_file():
            raise BadOutput(f"{name}: is the input too; name another file")
        return path.open("wb")
    except OSError as error:
        raise BadOutput(f"{name}: cannot be written: {error.strerror}") from None
