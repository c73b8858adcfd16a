"""A unified diff from the article as it came to the article as it leaves."""

from __future__ import annotations

from difflib import unified_diff

from cleaner.result import CleanResult


def diff(result: CleanResult, name: str) -> str:
    """The diff, in the form that `patch` reads; empty where nothing was changed."""
    before, after = result.source_text.splitlines(keepends=True), result.text.splitlines(keepends=True)
    lines = unified_diff(before, after, f"{name} (source)", f"{name} (clean)")
    return "".join(x if x.endswith("\n") else f"{x}\n\\ No newline at end of file\n" for x in lines)
