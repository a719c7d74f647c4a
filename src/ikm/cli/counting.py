"""The commands for counts instead of answers, `ikm tally` and `ikm merge`; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from pathlib import Path
from typing import Annotated

from ikm.cli import options as opt
from ikm.cli.handling import file_of
from ikm.cli.options import READING, SCORING, Given, Request
from ikm.cli.products import listed
from ikm.cli.signatures import takes
from ikm.surveys import Flag

__all__ = ["merge_command", "tally_command"]


@takes(
    "out", "by", "moments", "invalid", "unit", "population", "units", "jobs", "force", "survey", "no_survey",
    *READING, "lang",
    out={
        "id": "Berkas rekapitulasi (.json); folder jika berkasnya banyak.",
        "en": "The file of counts (.json); a folder where there are many files.",
    },
)  # fmt: skip
def tally_command(
    files: opt.Files,
    asked: Request,
    moments: Annotated[
        bool,
        Flag(
            id="Sertakan data korelasi antarunsur, untuk statistik.",
            en="Also keep the sums of pairs that statistics need.",
        ),
    ] = False,
    jobs: opt.Jobs = None,
) -> None:
    """Write the counts of one survey or of many."""
    from ikm.cli.many import tally_many, tally_one  # noqa: PLC0415 - only those who count files pay for it

    if len(files) == 1 and not files[0].is_dir():
        tally_one(files[0], asked, moments=moments)
        return
    tally_many(files, asked, moments=moments, jobs=jobs or 1)


@takes(
    "outs", "product", "template", "logo", "by", "weight", "missing", "invalid", *SCORING, "regulation", "unit",
    "units", "allow_duplicates", "force", "lang", "as_json",
    population=opt.WHOLE,
    outs={
        "id": f"Berkas hasil menurut akhirannya: {listed('id', 'merge')}; boleh beberapa.",
        "en": f"An output, by its ending: {listed('en', 'merge')}; may be repeated.",
    },
    by={
        "id": "Rincian per kelompok yang ada di berkas rekapitulasi.",
        "en": "A breakdown by groups that the files of counts hold.",
    },
)  # fmt: skip
def merge_command(
    files: Annotated[
        list[Path],
        Given(
            "REKAP",
            id="Berkas rekapitulasi dari `ikm rekap`, atau folder berisi berkas itu.",
            en="Files of counts that `ikm tally` wrote, or folders of them.",
            read=file_of,
        ),
    ],
    asked: Request,
) -> None:
    """Score files of counts, one by one and together."""
    from ikm.cli.merging import merge_files  # noqa: PLC0415 - only those who merge pay for it

    merge_files(files, asked)
