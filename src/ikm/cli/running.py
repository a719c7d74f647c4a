"""What the commands do alike: reading what was named, printing, refusing."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from ikm.cli.outputs import refuse_targets
from ikm.cli.steps import after_refusal, after_result
from ikm.cli.together import blamed
from ikm.errors import OptionError, SourceError
from ikm.regulation import load_regulation
from ikm.reports import phrases
from ikm.sources import read
from ikm.surveys import Reading, load, unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rich.console import Console

    from ikm.cli.options import Request
    from ikm.cli.planned import PlannedOutputs
    from ikm.comparisons import Comparison
    from ikm.findings import Language, Refusal
    from ikm.responses import Responses
    from ikm.scoring import IKMResult
    from ikm.sources import Table
    from ikm.surveys import SurveyFile

__all__ = [
    "check_outputs",
    "console",
    "load_cells",
    "load_file",
    "print_json",
    "refuse",
    "refuse_counts",
    "show_found",
    "show_next",
    "show_scored",
    "trend_to",
]

STANDARD_INPUT = "-"
"""The name that means what another program writes: ``curl … | ikm score -``."""


def check_outputs(html: Path | None, mark: Path | None, inputs: Iterable[Path], *, force: bool) -> None:
    """Refuse outputs that may not be written, before any work is done."""
    if mark is not None and mark.suffix.lower() != ".xlsx":
        raise OptionError(
            f"--mark writes an Excel workbook; give it a name that ends in .xlsx, not {str(mark)!r}.",
            id=f"--mark menulis buku kerja Excel; beri nama yang berakhiran .xlsx, bukan {str(mark)!r}.",
        )
    refuse_targets([output for output in (html, mark) if output is not None], force=force, inputs=inputs)


def refuse_counts(file: Path) -> None:
    """Send someone with a file of counts to the command for it."""
    if file.suffix.lower() == ".json" and file.is_file():
        raise OptionError(
            f"{file.name} holds counts, not answers: type ikm merge {file.name}.",
            id=f"{file.name} tampaknya berkas rekapitulasi jawaban, bukan jawaban; ketik: ikm gabung {file.name}",
        )


def load_file(
    file: Path,
    asked: Request,
    reading: dict[str, Any],
    plan: SurveyFile | None,
    progress: Callable[[int, int, int], None] | None = None,
    *,
    also: Sequence[Path] = (),
) -> Responses:
    """Read and validate a file, with further ones of the same survey; what cannot be read is refused in words."""
    source = {"source": [file, *also]} if also else source_of(file)
    with _refusing([file, *also], asked):
        return load(**source, survey=plan, progress=progress, **reading)


def source_of(file: Path) -> dict[str, Any]:
    """Give what is to be read: a file, or for ``-`` what another program writes to standard input."""
    if str(file) != STANDARD_INPUT:
        return {"source": file}
    return {"source": sys.stdin.buffer.read(), "name": "stdin"}


def load_cells(file: Path, asked: Request, reading: dict[str, Any], plan: SurveyFile | None) -> tuple[Table, Responses]:
    """Do as `load_file`, and give the cells too, for those who copy them."""
    sheet = Reading.settled(plan, reading).sheet
    options = {name: value for name, value in reading.items() if name != "sheet"}
    with _refusing([file], asked):
        cells = read(**source_of(file), sheet=sheet)
    return cells, load(cells, survey=plan, **options)


@contextlib.contextmanager
def _refusing(files: Sequence[Path], asked: Request) -> Iterator[None]:
    try:
        yield
    except SourceError as error:
        if error.provenance is None:
            error.provenance = unread(files[0].name, load_regulation())
        report = error.report(asked.lang)
        refuse(report, blamed(files, report), asked)


def refuse(refusal: Refusal, file: Path, asked: Request) -> NoReturn:
    """Say what must be mended and how, and exit with 1; in brief only how much."""
    found, totals, lang = refusal.findings, refusal.findings_total, refusal.lang
    if asked.as_json:
        print_json(refusal.model_dump_json(indent=2))
    untold = sum(totals.values()) if asked.handling.brief else show_found(found, totals, lang, refused=True)
    errors = sum(
        number for code, number in totals.items() if any(f.code == code and f.severity == "error" for f in found)
    )
    typer.echo(phrases(lang)["refused"].format(number=errors), err=True)
    if not asked.as_json:
        show_next(after_refusal(file, asked, refusal, untold=untold), lang)
    raise typer.Exit(1)


def console(*, stderr: bool = False) -> Console:
    """Make the console to draw on."""
    from rich.console import Console  # noqa: PLC0415 - rich loads only to draw

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def show_found(found: Iterable[Any], totals: Mapping[str, int], lang: Language, *, refused: bool = False) -> int:
    """Print findings to standard error, and give how many a screen has no room for."""
    found = list(found)
    if not found or sys.platform == "emscripten":  # a page in a browser reads the JSON, and has nothing to draw on
        return 0
    from ikm.rendering import show_findings  # noqa: PLC0415 - rich loads only to draw

    return show_findings(found, totals, console(stderr=True), lang, refused=refused)


def show_next(steps: Sequence[tuple[str, str]], lang: Language) -> None:
    """Print what can be typed now to standard error, after everything else."""
    if steps:
        from ikm.rendering import show_steps  # noqa: PLC0415 - rich loads only to draw

        show_steps(steps, console(stderr=True), lang)


def trend_to(result: IKMResult, file: Path, asked: Request) -> Comparison | None:
    """Give the trend that ends in a result, where the survey file tells earlier periods."""
    if asked.plan is None or not asked.plan.history:
        return None
    from ikm.comparisons import trend_of  # noqa: PLC0415 - only where there is one

    return trend_of(result, asked.plan, label=file.stem)


def show_scored(
    result: IKMResult,
    file: Path,
    asked: Request,
    outputs: PlannedOutputs,
    trend: Comparison | None = None,
    *,
    also: Sequence[Path] = (),
) -> None:
    """Print a result: the index first, and last, below what was found, with the next step.

    The result goes to standard output, notes and advice to standard error; each is written out before the other
    begins, so that a screen shows them in this order.
    """
    from ikm.rendering import show_headline, show_result  # noqa: PLC0415 - rich loads only to draw

    paper, brief = console(), asked.handling.brief
    show_result(result, paper, brief=brief, more=_more(trend))
    if brief:
        untold = sum(result.findings_total.values())
    else:
        paper.print()
        untold = show_found(result.findings, result.findings_total, result.lang)
        if result.findings:
            console(stderr=True).print()
        show_headline(result, paper)
    outputs.tell()
    show_next(after_result(file, asked, untold=untold, also=also), result.lang)


def _more(trend: Comparison | None) -> list[tuple[str, str]]:
    """Say how the index went, where that is known."""
    if trend is None:
        return []
    from ikm.reports import trend_line  # noqa: PLC0415 - only where there is one

    return [(phrases(trend.lang, "trend")["label"], trend_line(trend))]


def print_json(text: str) -> None:
    """Print JSON as UTF-8 whatever the terminal's encoding is: other programs read it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()
