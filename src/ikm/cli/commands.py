"""The commands and their options; see `ikm.cli`."""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ikm.arguments import joined, tables_of, typed_figure, typed_people
from ikm.cli import options as opt
from ikm.cli.counting import merge_command, tally_command
from ikm.cli.options import READING, SCORING, Request, takes
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
    show_next,
    show_scored,
)
from ikm.cli.steps import after_check
from ikm.errors import ResponseError
from ikm.regulation import load_regulation
from ikm.reports import phrases
from ikm.scoring import IKMResult
from ikm.surveys import Flag, check, score, told
from ikm.version import __version__

if TYPE_CHECKING:
    from ikm.sources import Table


_ENGLISH = opt.english()
"""Indonesian names of options, values and commands, each with the English one."""

app = typer.Typer(
    name="ikm",
    context_settings={"token_normalize_func": lambda typed: _ENGLISH.get(typed, typed)},
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


def _command(name: str, help: str, also: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:  # noqa: A002 - typer's name
    """Make a function a command by its English and its Indonesian name; in English its docstring is its help."""

    def register(command: Callable[..., None]) -> Callable[..., None]:
        words = Flag(id=help, en=command.__doc__ or "")
        return app.command(name, help=words.help(opt.HELP, *filter(None, [also])))(command)

    if also:
        _ENGLISH[also] = name
    return register


@_command("score", "Hitung IKM sebuah survei, atau banyak survei dan nilai instansinya.", also="nilai")
@takes(
    *SCORING, "brief", "units", "out", "jobs", "allow_duplicates", "survey", *READING, "lang", "as_json",
    population=opt.WHOLE,
    out={
        "metavar": "FOLDER",
        "id": "Simpan hasil setiap berkas, agar tidak dihitung dua kali.",
        "en": "Keep the result of every file, so that none is scored twice.",
    },
)  # fmt: skip
def score_command(
    files: opt.Files,
    asked: Request,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", min=1, max=256, help="Banyak proses untuk berkas yang banyak (baku 1)."),
    ] = None,
) -> None:
    """Score one file, or many and the agency they belong to."""
    plan, reading, lang, as_json = asked.plan, asked.reading, asked.lang, asked.as_json
    handling = asked.handling
    if (
        len(files) > 1
        or files[0].is_dir()
        or handling.units is not None
        or handling.out is not None
        or jobs is not None
    ):
        from ikm.cli.many import score_many  # noqa: PLC0415 - one file needs none of it

        score_many(files, asked, jobs=jobs or 1)
        return
    (file,) = files
    refuse_counts(file)
    groups = tables_of("by", asked.settled.by)
    result: IKMResult | ResponseError
    with sign_of_life("Menghitung …" if lang == "id" else "Scoring …", lang) as progress:
        options = {**reading.said(), "keep": joined(groups)}
        responses = load_file(file, asked, options, plan, progress)
        try:
            result = score(responses, survey=plan, **{**asked.scoring.said(), "by": groups}, lang=lang)
        except ResponseError as error:
            result = error
    if isinstance(result, ResponseError):
        refuse(result.report(lang), file, asked)
    if not as_json:
        show_scored(result, file, asked)
        return
    print_json(result.model_dump_json(indent=2))
    if sys.stderr.isatty():
        show_found(result.findings, result.findings_total, lang)


@_command("check", "Periksa data sebuah survei: kolom, baris, dan semua yang keliru.", also="periksa")
@takes("html", "mark", "force", "weight", "survey", *READING, "population", "lang", "as_json")
def check_command(file: opt.File, asked: Request) -> None:
    """Check one file; exit 1 when something must be mended before it can be scored."""
    html, mark, force = asked.handling.html, asked.handling.mark, asked.handling.force
    lang, as_json = asked.lang, asked.as_json
    check_outputs(html, mark, file, force=force)
    plan, reading = asked.plan, asked.reading.said()
    cells: Table | None = None
    with sign_of_life("Memeriksa …" if lang == "id" else "Checking …", lang) as progress:
        if mark is None:
            responses = load_file(file, asked, reading, plan, progress)
        else:
            cells, responses = load_cells(file, asked, reading, plan)
        report = check(responses, survey=plan, weight=asked.scoring.weight, lang=lang)
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
    if not as_json:
        show_next(after_check(file, asked, report), lang)
    if not report.scorable:
        raise typer.Exit(1)


@_command("init", "Tulis berkas survei (survei.toml) untuk sebuah formulir, dengan kolom yang ditemukan.", also="mulai")
@takes(
    "out", "force", *(name for name in READING if name not in opt.ANSWERED), "lang",
    out={"id": "Nama berkas survei.", "en": "The name of the survey file."},
)  # fmt: skip
def init_command(file: opt.File, asked: Request) -> None:
    """Write a survey file beside a form."""
    from ikm.cli.drafts import draft  # noqa: PLC0415 - only this command writes one

    out, force, lang = asked.handling.out, asked.handling.force, asked.lang
    target = out if out is not None else file.parent / "survei.toml"
    refuse_target(target, force=force, inputs=[file])
    responses = load_file(file, asked, asked.reading.said(), None)
    write_file(target, draft(responses, file.name).encode(), force=force, inputs=[file])
    typer.echo(phrases(lang)["written"].format(path=target))
    form = [finding for finding in responses.findings if finding.code.startswith("column-")]
    show_found(told(form, lang), {}, lang)


def _figure(help: str) -> Any:  # noqa: A002, ANN401 - typer's own name, and its own type of an option
    return typer.Option(metavar="X", help=help, callback=opt.optional(typed_figure))


@_command("sample", "Jumlah responden yang diperlukan dari populasi N (Krejcie–Morgan).", also="sampel")
@takes("lang", "as_json")
def sample_command(
    asked: Request,
    population: Annotated[
        int,
        typer.Argument(
            metavar="N",
            help="Jumlah penerima layanan (populasi).",
            callback=opt.optional(lambda text: typed_people("population", text)),
        ),
    ],
    confidence: Annotated[float | None, _figure("Tingkat kepercayaan, misalnya 0,99.")] = None,
    margin: Annotated[float | None, _figure("Batas kesalahan d, misalnya 0,03.")] = None,
    proportion: Annotated[float | None, _figure("Proporsi P, misalnya 0,5.")] = None,
) -> None:
    """Print the sample size for a population."""
    from ikm.scoring import sample_size  # noqa: PLC0415 - small, but only this command needs it

    sample = sample_size(population, confidence=confidence, margin=margin, proportion=proportion)
    if asked.as_json:
        print_json(sample.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_sample  # noqa: PLC0415 - rich loads only to draw

        show_sample(sample, console(), asked.lang)


@_command("law", "Cetak peraturan sebagaimana dipakai ikm, lengkap dengan rujukannya.", also="aturan")
@takes("lang", "as_json")
def law_command(
    asked: Request,
    regulation: Annotated[
        str | None, typer.Argument(metavar="[PERATURAN]", help="Nama peraturan atau berkas .toml.")
    ] = None,
) -> None:
    """Print an instrument."""
    law = load_regulation() if regulation is None else load_regulation(regulation)
    if asked.as_json:
        print_json(json.dumps(law.records, ensure_ascii=False, indent=2))
    else:
        from ikm.rendering import show_law  # noqa: PLC0415 - rich loads only to draw

        show_law(law, console(), asked.lang)


_command("tally", "Tulis cacah jawaban (bukan jawabannya), untuk digabung di tempat lain dengan `ikm merge`.")(
    tally_command
)
_command("merge", "Hitung IKM dari berkas cacah beberapa unit, masing-masing dan bersama.")(merge_command)


@_command("schema", "Cetak JSON Schema dari yang dicetak --json, dan dari berkas cacah.")
def schema_command(
    of: Annotated[
        Literal["result", "refusal", "agency", "tally", "check"],
        typer.Option(
            "--of", help="Hasil satu survei (baku), penolakan, hasil banyak berkas, berkas cacah, atau pemeriksaan."
        ),
    ] = "result",
) -> None:
    """Print the JSON Schema of what --json prints, and of a file of counts."""
    from ikm.cli.schemas import schema_of  # noqa: PLC0415 - only this command needs it

    print_json(json.dumps(schema_of(of), ensure_ascii=False, indent=2))
