"""Every error that a user can meet. Each has a code for machines and a sentence that says what to do.

CleanerError
├── InputError            this article cannot be cleaned; the others go on
│   ├── EmptyInput  BinaryInput  CompressedInput  UndecodableInput  TooLarge  NothingToExtract  ExtractionFailed
│   ├── FileMissing  FileUnreadable
│   ├── NotJson  RowNotObject  RowWithoutText  BadField
│   └── WorkerDied
└── SetupError            nothing can be cleaned until this is mended
    ├── UnknownSetting  BadSetting  UnknownName  BadConfigFile  BadOutput  BadSiteMemory  BadModel  BadLabels
    └── BrokenRule
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class CleanerError(Exception):
    """The parent of all. `code` is stable; `str(error)` is the sentence."""

    code = "error"


class InputError(CleanerError):
    """This article cannot be cleaned."""

    code = "bad-input"


class EmptyInput(InputError):
    """There is no text at all."""

    code = "empty"


class BinaryInput(InputError):
    """An image, a PDF, a program: not text."""

    code = "binary"


class CompressedInput(InputError):
    """Bytes of gzip, zip, xz and kin, told by their magic number."""

    code = "compressed"


class UndecodableInput(InputError):
    """No character encoding fits the bytes."""

    code = "undecodable"


class TooLarge(InputError):
    """Over the size limit."""

    code = "too-large"


class NothingToExtract(InputError):
    """The page has no article in it."""

    code = "nothing-to-extract"


class ExtractionFailed(InputError):
    """The extractor failed on this page."""

    code = "extraction-failed"


class FileMissing(InputError):
    """No such file."""

    code = "no-such-file"


class FileUnreadable(InputError):
    """There is a file, but it cannot be read."""

    code = "unreadable"


class NotJson(InputError):
    """A line of a JSONL file is not JSON."""

    code = "not-json"


class RowNotObject(InputError):
    """A row is JSON, but no object."""

    code = "not-an-object"


class RowWithoutText(InputError):
    """A row has neither `text` nor `html`."""

    code = "neither-text-nor-html"


class BadField(InputError):
    """A field of a row has the wrong type."""

    code = "bad-field"


class WorkerDied(InputError):
    """The process that cleaned this article died."""

    code = "worker-died"


class SetupError(CleanerError):
    """Wrong use or configuration."""

    code = "bad-setup"


class UnknownSetting(SetupError):
    """A configuration has a key that does not exist."""

    code = "unknown-setting"


class BadSetting(SetupError):
    """A setting has a value of the wrong type or range."""

    code = "bad-setting"


class UnknownName(SetupError):
    """No rule, profile or policy of that name."""

    code = "unknown-name"


class BadConfigFile(SetupError):
    """A configuration file is missing or is not TOML."""

    code = "bad-config-file"


class BadOutput(SetupError):
    """The output cannot be written where it is asked for."""

    code = "bad-output"


class BadSiteMemory(SetupError):
    """A memory of sites that is missing, damaged, too new, busy or not to be written; or no memory at all."""

    code = "bad-site-memory"


class BadModel(SetupError):
    """The numbers of a splice model do not fit each other."""

    code = "bad-model"


class BadLabels(SetupError):
    """Labels that nothing can be learnt from."""

    code = "bad-labels"


class BrokenRule(SetupError):
    """A rule that cannot be used; says file, line and rule."""

    code = "broken-rule"

    def __init__(self, file: str, line: int, rule: str, problem: str) -> None:
        super().__init__(f"{file}:{line}: rule {rule}: {problem}")
        self.file, self.line, self.rule, self.problem = file, line, rule, problem

    def __reduce__(self) -> tuple[type[BrokenRule], tuple[str, int, str, str]]:
        return type(self), (self.file, self.line, self.rule, self.problem)


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?` for the known word closest to `word`, or the empty string."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f'; did you mean "{close[0]}"?' if close else ""
