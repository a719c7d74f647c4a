"""What the commands do alike: reading what was named, printing, refusing."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from ikm.cli.outputs import refuse_targets
from ikm.errors import OptionError, SourceError
from ikm.regulation import load_regulation
from ikm.reports import phrases
from ikm.sources import read
from ikm.surveys import Reading, load, unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from rich.console import Console

    from ikm.findings import Language, Refusal
    from ikm.responses import Responses
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
            id=f"{file.name} tampaknya berkas cacah, bukan jawaban survei; ketik: ikm merge {file.name}",
        )


def load_file(
    file: Path,
    reading: dict[str, Any],
    plan: SurveyFile | None,
    lang: Language,
    *,
    as_json: bool,
    progress: Callable[[int, int, int], None] | None = None,
) -> Responses:
    """Read and validate a file; what cannot be read is refused in words."""
    with _refusing(file, lang, as_json=as_json):
        return load(**source_of(file), survey=plan, progress=progress, **reading)


def source_of(file: Path) -> dict[str, Any]:
    """Give what is to be read: a file, or for ``-`` what another program writes to standard input."""
    if str(file) != STANDARD_INPUT:
        return {"source": file}
    return {"source": sys.stdin.buffer.read(), "name": "stdin"}


def load_cells(
    file: Path, reading: dict[str, Any], plan: SurveyFile | None, lang: Language, *, as_json: bool
) -> tuple[Table, Responses]:
    """Do as `load_file`, and give the cells too, for those who copy them."""
    sheet = Reading.settled(plan, reading).sheet
    options = {name: value for name, value in reading.items() if name != "sheet"}
    with _refusing(file, lang, as_json=as_json):
        cells = read(**source_of(file), sheet=sheet)
    return cells, load(cells, survey=plan, **options)


@contextlib.contextmanager
def _refusing(file: Path, lang: Language, *, as_json: bool) -> Iterator[None]:
    try:
        yield
    except SourceError as error:
        if error.provenance is None:
            error.provenance = unread(file.name, load_regulation())
        refuse(error.report(lang), as_json=as_json)


def refuse(refusal: Refusal, *, as_json: bool) -> NoReturn:
    """Say why the data is refused, and exit with 1."""
    found, totals, lang = refusal.findings, refusal.findings_total, refusal.lang
    if as_json:
        print_json(refusal.model_dump_json(indent=2))
    show_found(found, totals, lang)
    errors = sum(
        number for code, number in totals.items() if any(f.code == code and f.severity == "error" for f in found)
    )
    typer.echo(phrases(lang)["refused"].format(number=errors), err=True)
    raise typer.Exit(1)


def console(*, stderr: bool = False) -> Console:
    """Make the console to draw on."""
    from rich.console import Console  # noqa: PLC0415 - rich loads only to draw

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def show_found(found: Iterable[Any], totals: Mapping[str, int], lang: Language) -> None:
    """Print findings to standard error."""
    found = list(found)
    if found:
        from ikm.rendering import show_findings  # noqa: PLC0415 - rich loads only to draw

        show_findings(found, totals, console(stderr=True), lang)


def print_json(text: str) -> None:
    """Print JSON as UTF-8 whatever the terminal's encoding is: other programs read it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() + b"\n")
