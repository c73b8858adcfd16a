"""The command `cleaner signals`: what is measured of an article, and what published filters would make of it."""

from __future__ import annotations

import click

from cleaner.console import KIND, clean_file, make_cleaner, read_config, settings, write


@click.command()
@click.argument("file", required=False)
@KIND
@settings
def signals(file: str | None, kind: str, **options: object) -> None:
    """Show the measured quantities of an article, as it came and as it leaves; without FILE, what each of them means.

    Below them: the reasons for which the published filters of web corpora would drop it.
    """
    from cleaner.signals.measured import meanings

    if file is None:
        for name, meaning in meanings().items():
            write(f"{name}: {meaning}\n")
        return
    cleaner = make_cleaner(read_config(**{**options, "signals": True, "site_learning": "off"}))  # type: ignore[arg-type]
    result = clean_file(cleaner, file, kind)
    before, after = result.measured_before, result.measured
    if before is None or after is None:
        return
    rows = [("", "as it came", "as it leaves")]
    rows += [(name, _shown(value), _shown(after.signals.get(name))) for name, value in before.signals.items()]
    rows += [(name, reason or "keep", after.filters[name] or "keep") for name, reason in before.filters.items()]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for name, came, leaves in rows:
        write(f"{name:<{widths[0]}}  {came:>{widths[1]}}  {leaves:>{widths[2]}}\n")


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
