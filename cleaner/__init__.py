"""cleaner: makes scraped articles trustworthy."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["CleanResult", "Cleaner", "CleanerError", "Config", "clean"]

if TYPE_CHECKING:
    from cleaner.config import Config
    from cleaner.errors import CleanerError
    from cleaner.pipeline import Cleaner, clean
    from cleaner.result import CleanResult

_HOMES = {
    "CleanResult": "cleaner.result",
    "Cleaner": "cleaner.pipeline",
    "CleanerError": "cleaner.errors",
    "Config": "cleaner.config",
    "clean": "cleaner.pipeline",
}


def __getattr__(name: str) -> object:
    """Loads a public name when it is first asked for: `import cleaner` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
