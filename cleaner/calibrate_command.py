"""The command `cleaner calibrate`: a scoring policy fitted to a user's own labels."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.console import SOME_FAILED, complain, make_cleaner, open_input, read_config, settings, write
from cleaner.errors import BadOutput, UnknownName, nearest

if TYPE_CHECKING:
    from cleaner.calibration import Fit, Labelled
    from cleaner.config import Config
    from cleaner.policy import Policy


@click.command()
@click.argument("labelled", metavar="LABELLED.jsonl")
@click.option("-o", "--output", type=Path, metavar="NAME.toml", help="Where the policy goes.  [default: nowhere]")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("--keep-precision", type=click.FloatRange(0, 1), default=0.9, show_default=True, metavar="X",
              help="Share of the kept articles that is to be good.")  # fmt: skip
@click.option("--reject-precision", type=click.FloatRange(0, 1), default=0.9, show_default=True, metavar="X",
              help="Share of the rejected articles that is to be bad.")  # fmt: skip
@click.option("--hold", multiple=True, metavar="PART", help="A part whose weight stays, as the labels cannot tell.")
@settings
def calibrate(
    labelled: str,
    output: Path | None,
    jobs: int,
    keep_precision: float,
    reject_precision: float,
    hold: tuple[str, ...],
    **options: object,
) -> None:
    """Fit weights, thresholds and the curve of chances of a policy to your own labels.

    A row is that of a batch, {"text", "title", …} or {"html", "url", …}, with "label": true if an editor would print
    the cleaned article as it is, else false; and "label_before", if you know it: the same of the article as it came.
    Put the policy into the folder score/ of your rules, and use it with --rules and --policy.
    """
    from cleaner.calibration import calibrate as fit

    config = read_config(**options)  # type: ignore[arg-type]
    cleaner = make_cleaner(config)
    for name in hold:
        if name not in (parts := [part.name for part in cleaner.policy.parts]):
            raise UnknownName(f'the policy has no part "{name}"{nearest(name, parts)}')
    if output is not None:
        _check(output)
    rows, failed = _rows(labelled, config, jobs)
    fitted = fit(rows, cleaner.policy, keep_precision, reject_precision, hold)
    write(report(fitted, cleaner.policy, rows))
    if fitted.policy.keep == 1:
        complain(f"no chance is right in {keep_precision:.0%} of the articles from it on: nothing would be kept unread")
    if fitted.policy.review == 0:
        complain(f"no chance is wrong in {reject_precision:.0%} of the articles below it: nothing would be rejected")
    if output is not None:
        from cleaner.policy_file import rewritten

        note = f"Fitted to {len(rows):,} articles, {sum(row.is_good for row in rows):,} of them good."
        try:
            output.write_text(rewritten(cleaner.policy_file, fitted.policy, note), encoding="utf-8")
        except OSError as error:
            raise BadOutput(f"{output}: cannot be written: {error.strerror}") from None
    if failed:
        complain(f"{failed} row{'' if failed == 1 else 's'} could not be used")
        click.get_current_context().exit(SOME_FAILED)


def _check(output: Path) -> None:
    """Raises BadOutput for a policy that could not be written, or not be used, before anything is worked out."""
    if output.suffix != ".toml" or not re.fullmatch(r"[\w-]+", output.stem):
        raise BadOutput(f"{output}: a policy is a file NAME.toml, its name of letters, digits and hyphens")
    if not output.parent.is_dir() or output.is_dir():
        raise BadOutput(
            f"{output}: cannot be written: {'is a folder' if output.is_dir() else 'there is no such folder'}"
        )


def _rows(name: str, config: Config, jobs: int) -> tuple[list[Labelled], int]:
    """The labelled rows of a file, and how many could not be used; each of those is named on standard error."""
    from cleaner.batch import evaluate_batch
    from cleaner.calibration import Labelled
    from cleaner.records import read_lines
    from cleaner.score import Values

    rows: list[Labelled] = []
    failed = 0
    with open_input(name) as stream:
        for number, row in enumerate(evaluate_batch(read_lines(stream, config.max_bytes), config, jobs), 1):
            if row.cleaned:
                (left, came), is_good, was_good = json.loads(row.line)
                rows.append(Labelled(Values(tuple(left), tuple(came)), is_good, was_good))
            else:
                failed += 1
                complain(f"row {number}: {json.loads(row.line)['error']['message']}")
    return rows, failed


def report(fit: Fit, before: Policy, rows: list[Labelled]) -> str:
    """What was fitted, and how well: precision and recall of keeping and of rejecting at each threshold."""
    good = sum(row.is_good for row in rows)
    lines = [
        f"{len(rows):,} articles, {good / len(rows):.1%} good; in five folds, each judged by a fit to the others:",
        f"AUC of the score {fit.auc:.3f}, calibration error {fit.error:.3f} (10 bins), Brier score {fit.brier:.3f}",
        "",
        f"{'part':<16}{'weight':>8}{'was':>8}",
    ]
    whole = sum(part.weight for part in before.parts)
    for part, old in zip(fit.policy.parts, before.parts, strict=True):
        lines.append(f"{part.name:<16}{part.weight:>8.1f}{100 * old.weight / whole:>8.1f}")
    lines += [
        f"{'repaired':<16}{fit.policy.repaired:>8.1f}{before.repaired:>8.1f}",
        "",
        f"{'chance':<8}{'kept':>8}{'precision':>11}{'recall':>8}   {'rejected':>8}{'precision':>11}{'recall':>8}",
    ]
    for at in fit.thresholds:
        lines.append(
            f"{at.chance:<8.2f}{at.kept:>8.1%}{_share(at.precision):>11}{at.recall:>8.1%}   "
            f"{1 - at.kept:>8.1%}{_share(at.rejected_precision):>11}{at.rejected_recall:>8.1%}"
        )
    lines += ["", f"thresholds: keep from {fit.policy.keep:.2f}, review from {fit.policy.review:.2f}, reject below"]
    return "\n".join(lines) + "\n"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"
