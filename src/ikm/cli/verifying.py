"""The command that computes a kept result again, `ikm verify`; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import sys
from pathlib import Path
from typing import Annotated

import typer

from ikm.cli.handling import file_of
from ikm.cli.options import Given, Request
from ikm.cli.running import console, print_json, show_found, source_of
from ikm.cli.signatures import takes

__all__ = ["verify_command"]


@takes(
    "survey", "questionnaire", "regulation", "lang", "as_json",
    survey={
        "id": "Berkas survei yang dahulu digunakan, jika tidak ada di folder berkasnya.",
        "en": "The survey file of that time, where it is not in the folder of the file.",
    },
    questionnaire={
        "id": "Berkas kuesioner yang dahulu digunakan, jika tidak di tempatnya.",
        "en": "The questionnaire file of that time, where it is not in its place.",
    },
    regulation={
        "id": "Berkas peraturan yang dahulu digunakan, jika tidak di tempatnya.",
        "en": "The regulation file of that time, where it is not in its place.",
    },
)  # fmt: skip
def verify_command(
    result: Annotated[
        Path,
        Given(
            "HASIL",
            id="Hasil yang disimpan (.json), dari ikm nilai … --hasil hasil.json.",
            en="The kept result (.json), from ikm score … --out result.json.",
            read=file_of,
        ),
    ],
    files: Annotated[
        list[Path],
        Given(
            "BERKAS",
            id="Berkas yang dahulu dihitung, atau rekapitulasinya (.json); semuanya, jika dahulu beberapa berkas "
            "disatukan.",
            en="The file that was scored, or its counts (.json); all of them, where several were scored together.",
            read=file_of,
        ),
    ],
    asked: Request,
) -> None:
    """Compute a kept result again; exit 1 when a figure, the file or the regulation is not the same."""
    from ikm.verifications import survey_beside, verify  # noqa: PLC0415 - only this command needs it

    file, *also = files
    survey = asked.handling.survey or survey_beside(result, file)
    reading = asked.reading
    verification = verify(
        result,
        [file, *also] if also else source_of(file)["source"],
        survey=survey,
        questionnaire=reading.questionnaire,
        regulation=reading.regulation,
        lang=asked.lang,
    )
    if asked.as_json:
        print_json(verification.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_verification  # noqa: PLC0415 - rich loads only to draw

        show_verification(verification, console())
        refusal = verification.refusal
        if verification.findings or refusal is not None:
            sys.stdout.flush()
            console(stderr=True).print()
        show_found(verification.findings, {}, asked.lang)
        if refusal is not None:
            show_found(refusal.findings, refusal.findings_total, asked.lang, refused=True)
    if not verification.agrees:
        raise typer.Exit(1)
