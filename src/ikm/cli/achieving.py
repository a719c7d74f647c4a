"""The command for the targets of a performance table, `ikm achievement`; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from pathlib import Path
from typing import Annotated

from ikm.cli.handling import file_of
from ikm.cli.options import Given, Request
from ikm.cli.planned import planned
from ikm.cli.products import listed
from ikm.cli.running import console, print_json, show_next
from ikm.cli.signatures import takes
from ikm.cli.steps import after_table
from ikm.surveys import Flag

__all__ = ["achievement_command"]


@takes(
    "outs", "product", "title", "unit", "force", "lang", "as_json",
    outs={
        "id": f"Berkas hasil menurut akhirannya: {listed('id', 'achievement')}; boleh beberapa.",
        "en": f"An output, by its ending: {listed('en', 'achievement')}; may be repeated.",
    },
    title={"id": "Judul tabelnya, untuk hasilnya.", "en": "The title of the table, for the result."},
    unit={"id": "Nama unit, untuk hasilnya.", "en": "The unit's name, for the result."},
)  # fmt: skip
def achievement_command(
    file: Annotated[
        Path,
        Given(
            "KINERJA",
            id="Tabel kinerja (.toml): tabel [[indikator]] untuk setiap indikator, dengan nama, target dan realisasi.",
            en="A performance table (.toml): a table [[indicators]] for each, with name, target and realisation.",
            read=file_of,
        ),
    ],
    asked: Request,
    year: Annotated[
        str | None,
        Flag("TAHUN", id="Tahunnya, untuk hasilnya.", en="The year, for the result."),
    ] = None,
) -> None:
    """Compute how far the targets of a performance table were reached."""
    from ikm.targets import achievement  # noqa: PLC0415 - only this command needs it

    outputs = planned(asked, [file], "achievement")
    handling = asked.handling
    reached = achievement(file, title=handling.title, unit=handling.unit, period=year, lang=asked.lang)
    outputs.write(reached)
    if asked.as_json:
        print_json(reached.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_achievement  # noqa: PLC0415 - rich loads only to draw

        show_achievement(reached, console())
    outputs.tell()
    if not asked.as_json:
        show_next(after_table("achievement", file, asked), asked.lang)
