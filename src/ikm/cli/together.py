"""Together: files of one survey that are scored as one sample, ``--together``; see `ikm.cli`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ikm.cli.inputs import SURVEYS, gather
from ikm.errors import OptionError
from ikm.findings import display
from ikm.reports import phrases
from ikm.surveys import names_of_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ikm.cli.options import Request
    from ikm.findings import Refusal

__all__ = ["blamed", "of_one_survey"]

_NAME = 60
_UNFIT = {
    "units": ("--units", "--units"),
    "as_units": ("--as-units", "--sebagai-unit"),
    "allow_duplicates": ("--allow-duplicates", "--allow-duplicates"),
}
"""What is said of units, and has no meaning for one survey: its names in English and Indonesian."""


def of_one_survey(files: Sequence[Path], asked: Request, *, kept: bool, jobs: int | None) -> list[Path]:
    """Give the files of one survey, those of a folder too.

    Parameters
    ----------
    files : sequence of Path
        What was named.
    asked : Request
        What was typed.
    kept : bool
        Whether a folder is to keep the result of every file.
    jobs : int, optional
        How many processes were asked for.

    Raises
    ------
    OptionError
        If something is said that is of several units, or standard input is among the files.
    """
    typed = [names for name, names in _UNFIT.items() if getattr(asked.handling, name)]
    typed += [("--jobs", "--proses")] if jobs is not None else []
    typed += [("--out FOLDER/", "--hasil FOLDER/")] if kept else []
    if typed:
        english, indonesian = typed[0]
        raise OptionError(
            f"--together scores the files as one survey, and {english} is of several; leave one of both out.",
            id=f"--satukan menghitung berkas-berkas itu sebagai satu survei, sedangkan {indonesian} untuk beberapa; "
            "hapus salah satunya.",
        )
    if any(str(file) == "-" for file in files):
        raise OptionError(
            "--together reads files, not standard input; give their names.",
            id="--satukan membaca berkas, bukan masukan baku; sebutkan nama berkasnya.",
        )
    gathered = gather(files, SURVEYS)
    if words := gathered.words(asked.lang):
        typer.echo(words, err=True)
    if len(gathered.named) == 1:
        typer.echo(phrases(asked.lang, "command")["together_one"], err=True)
    return [one.path for one in gathered.named]


def blamed(files: Sequence[Path], refusal: Refusal) -> Path:
    """Give the file in which the first thing stands that stops the scoring."""
    first = next((one.file for one in refusal.findings if one.severity == "error" and one.file is not None), None)
    names = names_of_files(files)
    return next((file for file, name in zip(files, names, strict=True) if first == display(name, _NAME)), files[0])
