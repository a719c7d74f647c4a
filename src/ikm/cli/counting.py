"""The commands for counts instead of answers, `ikm tally` and `ikm merge`; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from pathlib import Path
from typing import Annotated

import typer

from ikm.cli import options as opt
from ikm.cli.options import reading_options, weight_name
from ikm.cli.running import survey_file
from ikm.errors import OptionError

__all__ = ["merge_command", "tally_command"]


def tally_command(
    files: opt.Files,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="BERKAS",
            help="Berkas cacah (.json); folder bila berkasnya banyak.",
            parser=opt.as_typed,
            callback=opt.read_path,
        ),
    ] = None,
    by: opt.By = None,
    moments: Annotated[bool, typer.Option("--moments", help="Sertakan momen antarunsur, untuk statistik.")] = False,
    invalid: opt.Invalid = None,
    unit: opt.UnitName = None,
    population: opt.Population = None,
    units: opt.Units = None,
    jobs: opt.Jobs = 1,
    force: opt.Force = False,
    survey: opt.Survey = None,
    questionnaire: opt.Questionnaire = None,
    regulation: opt.Regulation = None,
    order: opt.Order = None,
    columns: opt.Map = None,
    labels: opt.Label = None,
    sheet: opt.Sheet = None,
    header: opt.Header = None,
    period: opt.Period = None,
    first: opt.From = None,
    last: opt.To = None,
    date_order: opt.DateOrder = None,
    drop_duplicates: opt.Drop = False,
    lang: opt.Lang = "id",
) -> None:
    """Write the counts of one survey or of many."""
    from ikm.cli.many import tally_many, tally_one  # noqa: PLC0415 - only those who count files pay for it

    plan = survey_file(survey)
    reading = reading_options(
        regulation=regulation,
        questionnaire=questionnaire,
        order=order,
        sheet=sheet,
        columns=columns,
        labels=labels,
        header=header,
        period=(period, first, last),
        date_order=date_order,
        drop_duplicates=drop_duplicates,
    )
    del reading["population"]
    options = {**reading, "survey": plan, "invalid": invalid, "by": tuple(by or ()), "lang": lang}
    if len(files) == 1 and not files[0].is_dir():
        tally_one(
            files[0],
            options,
            moments=moments,
            unit=unit,
            population=population,
            units=units,
            out=out,
            force=force,
        )
        return
    if unit is not None or population is not None:
        raise OptionError(
            "--unit and --population are for one file; for several, give a list: --units LIST.",
            id="--unit dan --population hanya untuk satu berkas; untuk beberapa berkas pakai daftar: --units DAFTAR.",
        )
    tally_many(files, options, moments=moments, units=units, out=out, jobs=jobs, force=force)


def merge_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="CACAH",
            help="Berkas cacah dari `ikm tally`, atau folder berisi berkas itu.",
            parser=opt.as_typed,
            callback=opt.read_paths,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="BERKAS",
            help="Tulis cacah gabungannya sebagai berkas cacah.",
            parser=opt.as_typed,
            callback=opt.read_path,
        ),
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option("--by", metavar="KOLOM", help="Rincian per kelompok yang ada di berkas cacah.")
    ] = None,
    weight: opt.Weight = None,
    missing: opt.Missing = None,
    invalid: opt.Invalid = None,
    population: opt.AgencyPopulation = None,
    target: opt.Target = None,
    minimum_group: opt.MinimumGroup = None,
    regulation: opt.Regulation = None,
    unit: opt.UnitName = None,
    units: opt.Units = None,
    allow_duplicates: opt.Duplicates = False,
    force: opt.Force = False,
    lang: opt.Lang = "id",
    as_json: opt.AsJson = False,
) -> None:
    """Score files of counts, one by one and together."""
    from ikm.cli.merging import merge_files  # noqa: PLC0415 - only those who merge pay for it

    merge_files(
        files,
        {
            "weight": weight_name(weight),
            "missing": missing,
            "invalid": invalid,
            "target": target,
            "minimum_group": minimum_group,
            "regulation": regulation,
            "by": tuple(by or ()),
            "lang": lang,
        },
        population=population,
        unit=unit,
        units=units,
        out=out,
        force=force,
        allow_duplicates=allow_duplicates,
        as_json=as_json,
    )
