"""The commands for counts instead of answers, `ikm tally` and `ikm merge`; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from pathlib import Path
from typing import Annotated

import typer

from ikm.cli import options as opt
from ikm.cli.options import READING, SCORING, Request, takes

__all__ = ["merge_command", "tally_command"]


@takes(
    "out", "by", "moments", "invalid", "unit", "population", "units", "jobs", "force", "survey", "no_survey",
    *READING, "lang",
    out={
        "id": "Berkas cacah (.json); folder bila berkasnya banyak.",
        "en": "The file of counts (.json); a folder where there are many files.",
    },
)  # fmt: skip
def tally_command(
    files: opt.Files,
    asked: Request,
    moments: Annotated[bool, typer.Option("--moments", help="Sertakan momen antarunsur, untuk statistik.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, max=256, help="Banyak proses untuk berkas yang banyak.")
    ] = 1,
) -> None:
    """Write the counts of one survey or of many."""
    from ikm.cli.many import tally_many, tally_one  # noqa: PLC0415 - only those who count files pay for it

    if len(files) == 1 and not files[0].is_dir():
        tally_one(files[0], asked, moments=moments)
        return
    tally_many(files, asked, moments=moments, jobs=jobs)


@takes(
    "out", "by", "weight", "missing", "invalid", *SCORING, "regulation", "unit", "units", "allow_duplicates", "force",
    "lang", "as_json",
    population=opt.WHOLE,
    out={
        "id": "Tulis cacah gabungannya sebagai berkas cacah.",
        "en": "Write the merged counts as a file of counts.",
    },
    by={
        "id": "Rincian per kelompok yang ada di berkas cacah.",
        "en": "A breakdown by groups that the files of counts hold.",
    },
)  # fmt: skip
def merge_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="CACAH",
            help="Berkas cacah dari `ikm tally`, atau folder berisi berkas itu.",
            callback=opt.files_of,
        ),
    ],
    asked: Request,
) -> None:
    """Score files of counts, one by one and together."""
    from ikm.cli.merging import merge_files  # noqa: PLC0415 - only those who merge pay for it

    merge_files(files, asked)
