"""The commands and their options; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ikm.arguments import joined, tables_of
from ikm.cli import options as opt
from ikm.cli.counting import merge_command, tally_command
from ikm.cli.options import reading_options, weight_name
from ikm.cli.outputs import refuse_target, write_file
from ikm.cli.progress import sign_of_life
from ikm.cli.running import (
    check_outputs,
    console,
    load_cells,
    load_file,
    print_json,
    refuse,
    refuse_counts,
    show_found,
    survey_file,
)
from ikm.errors import ResponseError
from ikm.records import FrozenModel
from ikm.regulation import load_regulation
from ikm.rendering import phrases
from ikm.scoring import IKMResult
from ikm.surveys import check, provenance, records, score
from ikm.version import __version__

if TYPE_CHECKING:
    from ikm.sources import Table

app = typer.Typer(
    name="ikm",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Menghitung Indeks Kepuasan Masyarakat (IKM) dari survei SKM menurut PermenPANRB 14/2017.",
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"ikm {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Cetak versi.")] = False,
) -> None:
    """Menghitung Indeks Kepuasan Masyarakat (IKM) dari survei SKM menurut PermenPANRB 14/2017."""


@app.command("score", help="Hitung IKM sebuah survei, atau banyak survei dan nilai instansinya.")
def score_command(
    files: opt.Files,
    population: opt.AgencyPopulation = None,
    target: opt.Target = None,
    weight: opt.Weight = None,
    missing: opt.Missing = None,
    invalid: opt.Invalid = None,
    by: opt.By = None,
    minimum_group: opt.MinimumGroup = None,
    units: opt.Units = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FOLDER",
            help="Simpan hasil setiap berkas, agar tidak dihitung dua kali.",
            parser=opt.as_typed,
            callback=opt.read_path,
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", min=1, max=256, help="Banyak proses untuk berkas yang banyak (baku 1)."),
    ] = None,
    allow_duplicates: opt.Duplicates = False,
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
    as_json: opt.AsJson = False,
) -> None:
    """Score one file, or many and the agency they belong to."""
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
        population=population,
        drop_duplicates=drop_duplicates,
    )
    if len(files) > 1 or files[0].is_dir() or units is not None or out is not None or jobs is not None:
        from ikm.cli.many import score_many  # noqa: PLC0415 - one file needs none of it

        del reading["population"]
        scoring = {"target": target, "weight": weight_name(weight), "missing": missing, "invalid": invalid}
        more = {"minimum_group": minimum_group, "by": tuple(by or ()), "survey": plan, "lang": lang}
        score_many(
            files,
            {**reading, **scoring, **more},
            population=population,
            units=units,
            out=out,
            jobs=jobs or 1,
            allow_duplicates=allow_duplicates,
            as_json=as_json,
        )
        return
    (file,) = files
    refuse_counts(file)
    groups = tables_of("by", by) or tables_of("by", plan.by if plan is not None else None)
    refused: ResponseError | None = None
    result: IKMResult | None = None
    with sign_of_life("Menghitung …" if lang == "id" else "Scoring …", lang) as told:
        responses = load_file(file, {**reading, "keep": joined(groups)}, plan, lang, as_json=as_json, progress=told)
        try:
            result = score(
                responses,
                survey=plan,
                population=population,
                target=target,
                weight=weight_name(weight),
                missing=missing,
                invalid=invalid,
                by=groups,
                minimum_group=minimum_group,
                lang=lang,
            )
        except ResponseError as error:
            refused = error
    if result is None:
        found = () if refused is None else refused.findings
        refuse(found, responses.findings.counts, provenance(responses, {}), lang, as_json=as_json)
        return
    if as_json:
        print_json(result.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_result  # noqa: PLC0415 - rich loads only to draw

        show_result(result, console())
    if not as_json or sys.stderr.isatty():
        show_found(result.findings, result.findings_total, lang)


@app.command("check", help="Periksa data sebuah survei: kolom, baris, dan semua yang keliru.")
def check_command(
    file: opt.File,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="BERKAS",
            help="Tulis laporan sebagai HTML.",
            parser=opt.as_typed,
            callback=opt.read_path,
        ),
    ] = None,
    mark: Annotated[
        Path | None,
        typer.Option(
            "--mark",
            metavar="BERKAS",
            help="Tulis salinan kolom jawaban dengan sel keliru diberi warna (XLSX).",
            parser=opt.as_typed,
            callback=opt.read_path,
        ),
    ] = None,
    force: opt.Force = False,
    weight: opt.Weight = None,
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
    population: opt.Population = None,
    lang: opt.Lang = "id",
    as_json: opt.AsJson = False,
) -> None:
    """Check one file; exit 1 when something must be mended before it can be scored."""
    check_outputs(html, mark, file, force=force)
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
        population=population,
        drop_duplicates=drop_duplicates,
    )
    cells: Table | None = None
    with sign_of_life("Memeriksa …" if lang == "id" else "Checking …", lang) as told:
        if mark is None:
            responses = load_file(file, reading, plan, lang, as_json=as_json, progress=told)
        else:
            cells, responses = load_cells(file, reading, plan, lang, as_json=as_json)
        report = check(responses, survey=plan, weight=weight_name(weight), lang=lang)
    if html is not None:
        from ikm.rendering import check_page  # noqa: PLC0415 - only when asked for

        write_file(html, check_page(report).encode(), force=force, inputs=[file])
    if mark is not None and cells is not None:
        from ikm.rendering import marked_copy  # noqa: PLC0415 - only when asked for

        write_file(mark, marked_copy(cells, responses, lang), force=force, inputs=[file])
    if as_json:
        print_json(report.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_check  # noqa: PLC0415 - rich loads only to draw

        show_check(report, console())
    for output in (html, mark):
        if output is not None:
            typer.echo(phrases(lang)["written"].format(path=output), err=True)
    if not report.scorable:
        raise typer.Exit(1)


@app.command("init", help="Tulis berkas survei (survei.toml) untuk sebuah formulir, dengan kolom yang ditemukan.")
def init_command(
    file: opt.File,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="BERKAS", help="Nama berkas survei.", parser=opt.as_typed, callback=opt.read_path
        ),
    ] = None,
    force: opt.Force = False,
    questionnaire: opt.Questionnaire = None,
    regulation: opt.Regulation = None,
    order: opt.Order = None,
    columns: opt.Map = None,
    labels: opt.Label = None,
    sheet: opt.Sheet = None,
    header: opt.Header = None,
    lang: opt.Lang = "id",
) -> None:
    """Write a survey file beside a form."""
    from ikm.cli.drafts import draft  # noqa: PLC0415 - only this command writes one

    target = out if out is not None else file.parent / "survei.toml"
    refuse_target(target, force=force, inputs=[file])
    reading = reading_options(
        regulation=regulation,
        questionnaire=questionnaire,
        order=order,
        sheet=sheet,
        columns=columns,
        labels=labels,
        header=header,
    )
    responses = load_file(file, reading, None, lang, as_json=False)
    write_file(target, draft(responses, file.name).encode(), force=force, inputs=[file])
    typer.echo(phrases(lang)["written"].format(path=target))
    form = [finding for finding in responses.findings if finding.code.startswith("column-")]
    show_found(records(form, lang), {}, lang)


@app.command("sample", help="Jumlah responden yang diperlukan dari populasi N (Krejcie–Morgan).")
def sample_command(
    population: Annotated[
        int,
        typer.Argument(
            metavar="N",
            help="Jumlah penerima layanan (populasi).",
            parser=opt.as_typed,
            callback=opt.read_people,
        ),
    ],
    confidence: Annotated[
        float | None,
        typer.Option(
            metavar="X", help="Tingkat kepercayaan, misalnya 0,99.", parser=opt.as_typed, callback=opt.read_number
        ),
    ] = None,
    margin: Annotated[
        float | None,
        typer.Option(
            metavar="X", help="Batas kesalahan d, misalnya 0,03.", parser=opt.as_typed, callback=opt.read_number
        ),
    ] = None,
    proportion: Annotated[
        float | None,
        typer.Option(metavar="X", help="Proporsi P, misalnya 0,5.", parser=opt.as_typed, callback=opt.read_number),
    ] = None,
    lang: opt.Lang = "id",
    as_json: opt.AsJson = False,
) -> None:
    """Print the sample size for a population."""
    from ikm.scoring import sample_size  # noqa: PLC0415 - small, but only this command needs it

    sample = sample_size(population, confidence=confidence, margin=margin, proportion=proportion)
    if as_json:
        print_json(sample.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_sample  # noqa: PLC0415 - rich loads only to draw

        show_sample(sample, console(), lang)


@app.command("law", help="Cetak peraturan sebagaimana dipakai ikm, lengkap dengan rujukannya.")
def law_command(
    regulation: Annotated[
        str | None, typer.Argument(metavar="[PERATURAN]", help="Nama peraturan atau berkas .toml.")
    ] = None,
    lang: opt.Lang = "id",
    as_json: opt.AsJson = False,
) -> None:
    """Print an instrument."""
    law = load_regulation() if regulation is None else load_regulation(regulation)
    if as_json:
        print_json(json.dumps(law.records, ensure_ascii=False, indent=2))
    else:
        from ikm.rendering import show_law  # noqa: PLC0415 - rich loads only to draw

        show_law(law, console(), lang)


app.command("tally", help="Tulis cacah jawaban (bukan jawabannya), untuk digabung di tempat lain dengan `ikm merge`.")(
    tally_command
)
app.command("merge", help="Hitung IKM dari berkas cacah beberapa unit, masing-masing dan bersama.")(merge_command)


@app.command("schema", help="Cetak JSON Schema dari keluaran `ikm score --json`.")
def schema_command(
    of: Annotated[
        Literal["result", "agency", "tally"],
        typer.Option("--of", help="Hasil satu survei (baku), hasil banyak berkas, atau berkas cacah."),
    ] = "result",
) -> None:
    """Print the JSON Schema of a result."""
    from ikm.agencies import AgencyResult  # noqa: PLC0415 - only this command needs it
    from ikm.tallies import TallyFile  # noqa: PLC0415 - the same

    models: dict[str, type[FrozenModel]] = {"result": IKMResult, "agency": AgencyResult, "tally": TallyFile}
    print_json(json.dumps(models[of].model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))
