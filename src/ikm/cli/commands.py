"""The commands and their options; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from ikm import __version__
from ikm.accounts import provenance, records
from ikm.cli import options as opt
from ikm.cli.options import reading_options, weight_name
from ikm.cli.progress import sign_of_life
from ikm.cli.running import check_outputs, console, load_file, print_json, refuse, show_found, survey_file
from ikm.errors import ResponseError
from ikm.outputs import refuse_target, write_file
from ikm.regulation import load_regulation
from ikm.rendering import words
from ikm.results import IKMResult
from ikm.survey import check, score

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


@app.command("score", help="Hitung IKM sebuah survei.")
def score_command(
    file: opt.File,
    population: opt.Population = None,
    target: Annotated[float | None, typer.Option("--target", metavar="X", help="Target IKM, misalnya 81.")] = None,
    weight: opt.Weight = None,
    missing: Annotated[
        Literal["available", "complete"] | None,
        typer.Option("--missing", help="Jawaban kosong: bagi dengan yang terisi (baku), atau hanya kuesioner lengkap."),
    ] = None,
    invalid: Annotated[
        Literal["refuse", "blank"] | None,
        typer.Option("--invalid", help="Jawaban yang salah: tolak (baku), atau anggap kosong."),
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option("--by", metavar="KOLOM", help="Rincian per kelompok, misalnya jenis_layanan.")
    ] = None,
    minimum_group: Annotated[
        int | None,
        typer.Option("--min-group", metavar="N", help="Kelompok terkecil yang ditampilkan (baku 10, minimal 5)."),
    ] = None,
    survey: opt.Survey = None,
    questionnaire: opt.Questionnaire = None,
    regulation: opt.Regulation = None,
    order: opt.Order = None,
    columns: opt.Map = None,
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
    """Score one file."""
    plan = survey_file(survey)
    reading = reading_options(
        regulation=regulation,
        questionnaire=questionnaire,
        order=order,
        sheet=sheet,
        columns=columns,
        header=header,
        period=(period, first, last),
        date_order=date_order,
        population=population,
        drop_duplicates=drop_duplicates,
    )
    groups = tuple(by or (plan.by if plan is not None and plan.by is not None else ()))
    refused: ResponseError | None = None
    result: IKMResult | None = None
    with sign_of_life("Menghitung …" if lang == "id" else "Scoring …"):
        _, responses = load_file(file, {**reading, "keep": groups}, plan, lang, as_json=as_json)
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
        from ikm.rendering.terminal import show_result  # noqa: PLC0415 - rich loads only to draw

        show_result(result, console())
    if not as_json or sys.stderr.isatty():
        show_found(result.findings, result.findings_total, lang)


@app.command("check", help="Periksa data sebuah survei: kolom, baris, dan semua yang keliru.")
def check_command(
    file: opt.File,
    html: Annotated[Path | None, typer.Option("--html", metavar="BERKAS", help="Tulis laporan sebagai HTML.")] = None,
    mark: Annotated[
        Path | None,
        typer.Option(
            "--mark", metavar="BERKAS", help="Tulis salinan kolom jawaban dengan sel keliru diberi warna (XLSX)."
        ),
    ] = None,
    force: opt.Force = False,
    weight: opt.Weight = None,
    survey: opt.Survey = None,
    questionnaire: opt.Questionnaire = None,
    regulation: opt.Regulation = None,
    order: opt.Order = None,
    columns: opt.Map = None,
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
        header=header,
        period=(period, first, last),
        date_order=date_order,
        population=population,
        drop_duplicates=drop_duplicates,
    )
    with sign_of_life("Memeriksa …" if lang == "id" else "Checking …"):
        cells, responses = load_file(file, reading, plan, lang, as_json=as_json)
        report = check(responses, survey=plan, weight=weight_name(weight), lang=lang)
    if html is not None:
        from ikm.rendering.page import check_page  # noqa: PLC0415 - only when asked for

        write_file(html, check_page(report).encode(), force=force, inputs=[file])
    if mark is not None:
        from ikm.rendering.marked import marked_copy  # noqa: PLC0415 - only when asked for

        write_file(mark, marked_copy(cells, responses, lang), force=force, inputs=[file])
    if as_json:
        print_json(report.model_dump_json(indent=2))
    else:
        from ikm.rendering.paper import show_check  # noqa: PLC0415 - rich loads only to draw

        show_check(report, console())
    for output in (html, mark):
        if output is not None:
            typer.echo(words(lang)["written"].format(path=output), err=True)
    if not report.scorable:
        raise typer.Exit(1)


@app.command("init", help="Tulis berkas survei (survei.toml) untuk sebuah formulir, dengan kolom yang ditemukan.")
def init_command(
    file: opt.File,
    out: Annotated[Path | None, typer.Option("--out", metavar="BERKAS", help="Nama berkas survei.")] = None,
    force: opt.Force = False,
    questionnaire: opt.Questionnaire = None,
    regulation: opt.Regulation = None,
    order: opt.Order = None,
    columns: opt.Map = None,
    sheet: opt.Sheet = None,
    header: opt.Header = None,
    lang: opt.Lang = "id",
) -> None:
    """Write a survey file beside a form."""
    from ikm.surveyfiles import draft  # noqa: PLC0415 - only this command writes one

    target = out if out is not None else file.parent / "survei.toml"
    refuse_target(target, force=force, inputs=[file])
    reading = reading_options(
        regulation=regulation, questionnaire=questionnaire, order=order, sheet=sheet, columns=columns, header=header
    )
    _, responses = load_file(file, reading, None, lang, as_json=False)
    write_file(target, draft(responses, file.name).encode(), force=force, inputs=[file])
    typer.echo(words(lang)["written"].format(path=target))
    form = [finding for finding in responses.findings if finding.code.startswith("column-")]
    show_found(records(form, lang), {}, lang)


@app.command("sample", help="Jumlah responden yang diperlukan dari populasi N (Krejcie–Morgan).")
def sample_command(
    population: Annotated[int, typer.Argument(metavar="N", help="Jumlah penerima layanan (populasi).")],
    confidence: Annotated[float | None, typer.Option(help="Tingkat kepercayaan, misalnya 0.99.")] = None,
    margin: Annotated[float | None, typer.Option(help="Batas kesalahan d, misalnya 0.03.")] = None,
    proportion: Annotated[float | None, typer.Option(help="Proporsi P, misalnya 0.5.")] = None,
    lang: opt.Lang = "id",
    as_json: opt.AsJson = False,
) -> None:
    """Print the sample size for a population."""
    from ikm.sampling import sample_size  # noqa: PLC0415 - small, but only this command needs it

    sample = sample_size(population, confidence=confidence, margin=margin, proportion=proportion)
    if as_json:
        print_json(sample.model_dump_json(indent=2))
    else:
        from ikm.rendering.terminal import show_sample  # noqa: PLC0415 - rich loads only to draw

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
        from ikm.rendering.paper import show_law  # noqa: PLC0415 - rich loads only to draw

        show_law(law, console(), lang)


@app.command("schema", help="Cetak JSON Schema dari keluaran `ikm score --json`.")
def schema_command() -> None:
    """Print the JSON Schema of a result."""
    print_json(json.dumps(IKMResult.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))
