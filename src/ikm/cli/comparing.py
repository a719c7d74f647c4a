"""The command for the trend of a survey, `ikm compare`; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from typing import Annotated

from ikm.cli.options import COMPARED, Given, Request
from ikm.cli.products import listed
from ikm.cli.signatures import takes
from ikm.surveys import Flag

__all__ = ["compare_command"]


@takes(
    "targets", "outs", "product", "brief", "force", "weight", "confidence", "missing", "invalid", "minimum_group",
    "survey", "no_survey", *COMPARED, "title", "unit", "lang", "as_json",
    outs={
        "id": f"Berkas hasil menurut akhirannya: {listed('id', 'compare')}; boleh beberapa.",
        "en": f"An output, by its ending: {listed('en', 'compare')}; may be repeated.",
    },
    minimum_group={
        "id": "Dari berapa responden sebuah periode, atau selisih dua periode, tidak lagi disebut kecil (baku 10, "
        "minimal 5).",
        "en": "From how many respondents on a period, or what lies between two, is no longer said to be small (10 "
        "unless given, 5 at the least).",
    },
    unit={"id": "Nama unit, untuk hasilnya.", "en": "The unit's name, for the result."},
)  # fmt: skip
def compare_command(
    periods: Annotated[
        list[str],
        Given(
            "PERIODE",
            id="Berkas setiap periode, yang paling awal lebih dahulu: hasil yang disimpan (.json), rekapitulasi, atau "
            'unduhan; dengan nama periode di depannya jika perlu: 2022=TW1.json, "Triwulan III 2026=TW3.xlsx". Nilai '
            "dari laporan lama: 2021=82,24.",
            en="The file of each period, the earliest first: a kept result (.json), counts, or an export; with the "
            'name of the period before it if need be: 2022=TW1.json, "Triwulan III 2026=TW3.xlsx". A figure of an old '
            "report: 2021=82.24.",
        ),
    ],
    asked: Request,
    targets: Annotated[
        list[str] | None,
        Flag(
            "PERIODE=X",
            id="Target sebuah periode atau tahun, misalnya 2026=82; boleh diulang.",
            en="The target of a period or year, such as 2026=82; may be repeated.",
            name="target",
        ),
    ] = None,
) -> None:
    """Put the periods of a survey side by side; exit 1 when a file was refused."""
    from ikm.cli.trends import compare_files  # noqa: PLC0415 - only those who compare pay for it

    compare_files(periods, asked, targets or ())
