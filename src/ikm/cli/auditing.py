"""The command for a published table, `ikm audit`; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import sys
from pathlib import Path
from typing import Annotated

from ikm.cli.handling import file_of
from ikm.cli.options import Given, Request
from ikm.cli.planned import planned
from ikm.cli.products import listed
from ikm.cli.running import console, print_json, show_next
from ikm.cli.signatures import takes
from ikm.cli.steps import after_table

__all__ = ["audit_command"]


@takes(
    "sheet", "outs", "brief", "force", "lang", "as_json",
    sheet={
        "id": "Lembar pengolahan yang diaudit: nama atau nomornya dari 1.",
        "en": "The processing sheet to audit: its name or its number from 1.",
    },
    outs={
        "id": f"Berkas hasil menurut akhirannya: {listed('id', 'audit')}; boleh beberapa.",
        "en": f"An output, by its ending: {listed('en', 'audit')}; may be repeated.",
    },
    brief={"id": "Tampilkan putusannya saja, sebagai satu paragraf.", "en": "Show the verdict alone, as a paragraph."},
)  # fmt: skip
def audit_command(
    file: Annotated[
        Path,
        Given(
            "BERKAS",
            id="Tabel yang diterbitkan, sebagaimana tercetak: JSON atau TOML; atau lembar pengolahan (XLSX) dengan "
            "rumusnya.",
            en="A published table, as printed: JSON or TOML; or a processing sheet (XLSX) with its formulas.",
            read=file_of,
        ),
    ],
    asked: Request,
) -> None:
    """Audit a published table."""
    from ikm.audits import audit  # noqa: PLC0415 - only this command needs it

    outputs = planned(asked, [file], "audit")
    found = audit(file, sheet=asked.reading.sheet, lang=asked.lang)
    outputs.write(found)
    if asked.as_json:
        print_json(found.model_dump_json(indent=2))
        if sys.stderr.isatty():
            outputs.tell()
        return
    from ikm.rendering import show_audit  # noqa: PLC0415 - rich loads only to draw

    show_audit(found, console(), brief=asked.handling.brief)
    outputs.tell()
    if not asked.handling.brief:  # which is pasted as it is
        show_next(after_table("audit", file, asked), asked.lang)
