"""The commands and their options; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ikm.arguments import joined, tables_of, typed_part, typed_people
from ikm.cli import options as opt
from ikm.cli.achieving import achievement_command
from ikm.cli.auditing import audit_command
from ikm.cli.beside import refuse_unfit, use_beside
from ikm.cli.codes import explain_command
from ikm.cli.comparing import compare_command
from ikm.cli.counting import merge_command, tally_command
from ikm.cli.explained import one_alone, show_explained
from ikm.cli.forming import form_command
from ikm.cli.languages import current
from ikm.cli.names import SHELLS, SchemaKind, english
from ikm.cli.options import READING, SCORING, Given, Request
from ikm.cli.outputs import write_files
from ikm.cli.planned import definitions, planned
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
    show_next,
    show_scored,
    trend_to,
)
from ikm.cli.signatures import own_option, takes, typed_option
from ikm.cli.steps import after_check, after_law, after_sample
from ikm.cli.together import blamed, of_one_survey
from ikm.cli.usage import Command, Group
from ikm.cli.verifying import verify_command
from ikm.errors import ResponseError
from ikm.regulation import instrument_named, load_regulation
from ikm.reports import phrases
from ikm.scoring import IKMResult
from ikm.surveys import Flag, Reading, check, score, typed_confidence
from ikm.version import __version__

if TYPE_CHECKING:
    from ikm.sources import Table


_ROOT = {
    "version": Flag(id="Cetak versi ikm.", en="Print the version of ikm."),
    "lang": typed_option("lang")[0],
    "install_completion": Flag(
        "SHELL",
        id="Pasang pelengkapan otomatis: tombol Tab melengkapi perintah, pilihan, dan kolom; sekali saja.",
        en="Set up completion: the Tab key completes commands, options and columns; once is enough.",
        choices=SHELLS,
    ),
    "show_completion": Flag(
        "SHELL",
        id="Cetak skrip pelengkapan otomatis, untuk dipasang sendiri.",
        en="Print the script of completion, to be set up by hand.",
        choices=SHELLS,
    ),
}
"""The options that need no command."""

app = typer.Typer(
    name="ikm",
    cls=Group,
    context_settings={"token_normalize_func": english, "help_option_names": ["--help", "-h"]},
    add_completion=False,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version")] = False,
    lang: Annotated[str | None, typed_option("lang")[1]] = None,  # noqa: ARG001 - settled before (`ikm.cli.languages`)
    install_completion: Annotated[str | None, own_option("install_completion", _ROOT["install_completion"])] = None,
    show_completion: Annotated[str | None, own_option("show_completion", _ROOT["show_completion"])] = None,
) -> None:
    """Say what there is, where no command was typed."""
    if version:
        typer.echo(f"ikm {__version__}")
        raise typer.Exit
    if install_completion is not None or show_completion is not None:
        from ikm.cli.shells import install, script  # noqa: PLC0415 - done once, or never

        if show_completion is not None:
            typer.echo(script(show_completion), nl=False)
        if install_completion is not None:
            typer.echo(phrases(current(), "command")["completion_set_up"].format(path=install(install_completion)))
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


root.flags = _ROOT  # type: ignore[attr-defined]  # where the help looks


def _command(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function a command; its names and the words of its help stand in data."""
    return app.command(name, cls=Command)


@_command("score")
@takes(
    *SCORING, "explain", "brief", "units", "outs", "product", "template", "logo", "no_respondents", "force", "jobs",
    "together", "allow_duplicates", "as_units",
    "survey", "no_survey", *READING, "lang", "as_json",
    population=opt.WHOLE,
)  # fmt: skip
def score_command(
    files: opt.Files,
    asked: Request,
    jobs: opt.Jobs = None,
) -> None:
    """Score one file, or many and the agency they belong to."""
    outputs = planned(asked, files)
    folder, units = outputs.folder, asked.handling.units
    if asked.handling.together:
        files = of_one_survey(files, asked, kept=folder is not None, jobs=jobs)
    elif len(files) > 1 or files[0].is_dir() or units is not None or folder is not None or jobs is not None:
        if asked.handling.explain is not None:
            raise one_alone()
        from ikm.cli.many import score_many  # noqa: PLC0415 - one file needs none of it

        score_many(files, asked, outputs, jobs=jobs or 1)
        return
    file, *also = files
    for one in files:
        refuse_counts(one)
    use_beside(asked, file)
    outputs.protect(definitions(asked))
    plan, reading, lang, as_json = asked.plan, asked.reading, asked.lang, asked.as_json
    groups = tables_of("by", asked.settled.by)
    result: IKMResult | ResponseError
    with sign_of_life("Menghitung …" if lang == "id" else "Scoring …", lang) as progress:
        options = {**reading.said(), "keep": joined(groups)}
        responses = load_file(file, asked, options, plan, progress, also=also)
        refuse_unfit(plan, asked.beside, responses.findings)
        try:
            result = score(responses, survey=plan, **{**asked.scoring.said(), "by": groups}, lang=lang)
        except ResponseError as error:
            result = error
    if isinstance(result, ResponseError):
        report = result.report(lang)
        refuse(report, blamed(files, report), asked)
    trend = trend_to(result, file, asked)
    outputs.write(result, responses, trend=trend, regulation=Reading.settled(plan, reading.said()).regulation)
    if asked.handling.explain is not None:
        show_explained(result, asked, outputs)
        return
    if not as_json:
        show_scored(result, file, asked, outputs, trend, also=also)
        return
    print_json(result.model_dump_json(indent=2))
    if sys.stderr.isatty():
        show_found(result.findings, result.findings_total, lang)
    outputs.tell()


@_command("check")
@takes("html", "mark", "personal", "force", "weight", "survey", "no_survey", *READING, "population", "lang", "as_json")
def check_command(file: opt.File, asked: Request) -> None:
    """Check one file; exit 1 when something must be mended before it can be scored."""
    html, mark, force = asked.handling.html, asked.handling.mark, asked.handling.force
    lang, as_json = asked.lang, asked.as_json
    use_beside(asked, file)
    inputs = [file, *definitions(asked)]
    check_outputs(html, mark, inputs, force=force)
    plan, reading = asked.plan, asked.reading.said()
    cells: Table | None = None
    with sign_of_life("Memeriksa …" if lang == "id" else "Checking …", lang) as progress:
        if mark is None:
            responses = load_file(file, asked, reading, plan, progress)
        else:
            cells, responses = load_cells(file, asked, reading, plan)
        refuse_unfit(plan, asked.beside, responses.findings)
        report = check(responses, survey=plan, weight=asked.scoring.weight, lang=lang)
    made: list[tuple[Path, bytes]] = []
    if html is not None:
        from ikm.rendering import check_page  # noqa: PLC0415 - only when asked for

        made.append((html, check_page(report).encode()))
    if mark is not None and cells is not None:
        from ikm.rendering import marked_copy  # noqa: PLC0415 - only when asked for

        made.append((mark, marked_copy(cells, responses, lang, personal=asked.handling.personal)))
    write_files(made, force=force, inputs=inputs)
    if as_json:
        print_json(report.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_check  # noqa: PLC0415 - rich loads only to draw

        show_check(report, console())
    for output in (html, mark):
        if output is not None:
            typer.echo(phrases(lang)["written"].format(path=output), err=True)
    if not as_json:
        show_next(after_check(file, asked, report), lang)
    if not report.scorable:
        raise typer.Exit(1)


@_command("init")
@takes(
    "title", "unit", *SCORING, "out", "force", "no_survey",
    *(name for name in READING if name not in opt.ANSWERED), "lang",
    out={"id": "Nama berkas survei.", "en": "The name of the survey file."},
    unit={"id": "Nama unit, untuk hasilnya.", "en": "The unit's name, for the result."},
    force={
        "id": "Cari kolomnya lagi; isian lain di berkas itu dipertahankan.",
        "en": "Find the columns anew; what else the file says is kept.",
    },
    no_survey={
        "id": "Dengan --timpa: mulai dari awal, tanpa isian berkas yang ada.",
        "en": "With --force: begin anew, without what the file says.",
    },
)  # fmt: skip
def init_command(file: opt.File, asked: Request) -> None:
    """Write a survey file beside a form."""
    from ikm.cli.drafts import init_survey  # noqa: PLC0415 - only this command writes one

    init_survey(file, asked)


@_command("sample")
@takes("lang", "as_json")
def sample_command(
    asked: Request,
    population: Annotated[
        int,
        Given(
            "N",
            id="Jumlah penerima layanan (populasi).",
            en="The number of people served (the population).",
            read=lambda text: typed_people("population", text),
        ),
    ],
    confidence: Annotated[
        float | None,
        Flag(
            "P",
            id="Tingkat kepercayaan, dalam persen, misalnya 99.",
            en="The level of confidence, in per cent, such as 99.",
            read=typed_confidence,
        ),
    ] = None,
    margin: Annotated[
        float | None,
        Flag("X", id="Batas kesalahan d, misalnya 0,03.", en="The margin of error d, such as 0.03.", read=typed_part),
    ] = None,
    method: Annotated[
        Literal["krejcie-morgan", "slovin", "cochran"],
        Flag(
            id="Rumusnya: Krejcie–Morgan (baku, dari peraturan), Slovin, atau Cochran dengan koreksi populasi.",
            en="The formula: Krejcie and Morgan (default, the regulation's), Slovin, or Cochran corrected for the "
            "population.",
        ),
    ] = "krejcie-morgan",
    proportion: Annotated[
        float | None,
        Flag("X", id="Proporsi P, misalnya 0,5.", en="The proportion P, such as 0.5.", read=typed_part),
    ] = None,
) -> None:
    """Print the sample size for a population."""
    from ikm.scoring import sample_size  # noqa: PLC0415 - small, but only this command needs it

    sample = sample_size(population, method=method, confidence=confidence, margin=margin, proportion=proportion)
    if asked.as_json:
        print_json(sample.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_sample  # noqa: PLC0415 - rich loads only to draw

        show_sample(sample, console(), asked.lang)
        show_next(after_sample(sample.population, asked.lang), asked.lang)


@_command("law")
@takes("lang", "as_json")
def law_command(
    asked: Request,
    regulation: Annotated[
        str | None,
        Given(
            "PERATURAN",
            id="Nama peraturan (baku permenpanrb-14-2017), nama indeks (spak, spkp), atau berkas .toml.",
            en="The name of a regulation (permenpanrb-14-2017 unless given) or index (spak, spkp), or a .toml file.",
        ),
    ] = None,
) -> None:
    """Print an instrument."""
    law = load_regulation() if regulation is None else instrument_named(regulation)
    if asked.as_json:
        print_json(json.dumps(law.records, ensure_ascii=False, indent=2))
    else:
        from ikm.rendering import show_law  # noqa: PLC0415 - rich loads only to draw

        show_law(law, console(), asked.lang)
        show_next(after_law(asked.lang), asked.lang)


_command("explain")(explain_command)
_command("form")(form_command)
_command("compare")(compare_command)
_command("audit")(audit_command)
_command("achievement")(achievement_command)
_command("verify")(verify_command)
_command("tally")(tally_command)
_command("merge")(merge_command)


@_command("schema")
@takes("lang")
def schema_command(
    asked: Request,  # noqa: ARG001 - a schema has one language
    of: Annotated[
        SchemaKind,
        Flag(
            "JENIS",
            id="Yang dijelaskan: hasil satu survei (result, baku), penolakan, hasil banyak berkas, rekapitulasi, "
            "pemeriksaan, tren beberapa periode, audit, penjelasan sebuah angka, capaian target, atau pencocokan.",
            en="What is described: the result of a survey (default), a refusal, the result of many files, a file of "
            "counts, a check, the trend of several periods, an audit, where a figure comes from, a table of "
            "targets, or a verification.",
        ),
    ] = "result",
) -> None:
    """Print the JSON Schema of what --json prints, and of a file of counts."""
    from ikm.cli.schemas import schema_of  # noqa: PLC0415 - only this command needs it

    print_json(json.dumps(schema_of(of), ensure_ascii=False, indent=2))
