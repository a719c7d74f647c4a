"""The commands and their options; see `ikm.cli`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ikm import __version__
from ikm.cli.progress import sign_of_life
from ikm.errors import OptionError, ResponseError, SourceError
from ikm.findings import Findings
from ikm.regulation import load_regulation
from ikm.results import IKMResult, Provenance, Refusal
from ikm.survey import load, provenance, records, score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from ikm.findings import Finding, Language
    from ikm.responses import Responses

app = typer.Typer(
    name="ikm",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Menghitung Indeks Kepuasan Masyarakat (IKM) dari survei SKM menurut PermenPANRB 14/2017.",
)

File = Annotated[
    Path, typer.Argument(metavar="BERKAS", help="Unduhan Google Forms: XLSX atau CSV.", show_default=False)
]
Lang = Annotated[Literal["id", "en"], typer.Option("--lang", help="Bahasa keluaran.")]
AsJson = Annotated[bool, typer.Option("--json", help="Cetak JSON.")]
Sheet = Annotated[str | None, typer.Option("--sheet", help="Lembar kerja yang dibaca: nama, atau nomor dari 1.")]
Questionnaire = Annotated[
    str | None,
    typer.Option("--questionnaire", metavar="Q", help="Kuesioner: skm, ppid, stakeholder, atau berkas .toml."),
]
OrderOption = Annotated[
    Literal["definition", "annex"] | None,
    typer.Option("--order", help="Arti U8/U9 tanpa kata-kata: definition (U8 pengaduan) atau annex (U8 sarana)."),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="UNSUR=KOLOM", help='Tentukan kolom sebuah unsur, misalnya U8="Fasilitas" atau sarana=K.'
    ),
]
Header = Annotated[int | None, typer.Option("--header", metavar="N", help="Nomor baris judul kolom.")]
Period = Annotated[
    str | None, typer.Option("--period", help="Hanya jawaban dalam periode: 2023, 2023-Q3, 2023-S1, 2023-05.")
]
Drop = Annotated[bool, typer.Option("--drop-duplicates", help="Abaikan salinan persis dari baris yang sama.")]
Population = Annotated[
    int | None, typer.Option("--population", metavar="N", help="Jumlah penerima layanan (populasi).")
]


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
    file: File,
    population: Population = None,
    target: Annotated[float | None, typer.Option("--target", metavar="X", help="Target IKM, misalnya 81.")] = None,
    weight: Annotated[
        str | None, typer.Option("--weight", metavar="W", help="Bobot: 0.111, exact (1/9), 0.11.")
    ] = None,
    missing: Annotated[
        Literal["available", "complete"],
        typer.Option("--missing", help="Jawaban kosong: bagi dengan yang terisi, atau hanya kuesioner lengkap."),
    ] = "available",
    invalid: Annotated[
        Literal["refuse", "blank"],
        typer.Option("--invalid", help="Jawaban yang salah: tolak, atau anggap kosong."),
    ] = "refuse",
    questionnaire: Questionnaire = None,
    order: OrderOption = None,
    by: Annotated[
        list[str] | None, typer.Option("--by", metavar="KOLOM", help="Rincian per kelompok, misalnya jenis_layanan.")
    ] = None,
    minimum_group: Annotated[
        int | None,
        typer.Option("--min-group", metavar="N", help="Kelompok terkecil yang ditampilkan (baku 10, minimal 5)."),
    ] = None,
    sheet: Sheet = None,
    columns: Map = None,
    header: Header = None,
    period: Period = None,
    drop_duplicates: Drop = False,
    lang: Lang = "id",
    as_json: AsJson = False,
) -> None:
    """Score one file."""
    reading = _reading(
        questionnaire, order, sheet, columns, header, period, population, drop_duplicates=drop_duplicates
    )
    refused: ResponseError | None = None
    result: IKMResult | None = None
    with sign_of_life("Menghitung …" if lang == "id" else "Scoring …"):
        responses = _load(file, {**reading, "keep": by or ()}, lang, as_json=as_json)
        try:
            result = score(
                responses,
                population=population,
                target=target,
                weight=_weight(weight),
                missing=missing,
                invalid=invalid,
                by=by or (),
                minimum_group=minimum_group,
                lang=lang,
            )
        except ResponseError as error:
            refused = error
    law = load_regulation()
    if result is None:
        found = () if refused is None else refused.findings
        _refuse(found, responses.findings.counts, provenance(responses, law, _given(reading)), lang, as_json=as_json)
        return
    options = {**result.provenance.options, **_given(reading)}
    result = result.model_copy(update={"provenance": provenance(responses, law, options)})
    if as_json:
        _print_json(result.model_dump_json(indent=2))
    else:
        from ikm.rendering.terminal import show_result  # noqa: PLC0415 - rich loads only to draw

        show_result(result, _console())
    if not as_json or sys.stderr.isatty():
        _show_findings(result.findings, result.findings_total, lang)


@app.command("check", help="Periksa data sebuah survei tanpa menghitung IKM.")
def check_command(
    file: File,
    questionnaire: Questionnaire = None,
    order: OrderOption = None,
    sheet: Sheet = None,
    columns: Map = None,
    header: Header = None,
    period: Period = None,
    population: Population = None,
    lang: Lang = "id",
    as_json: AsJson = False,
) -> None:
    """Check one file; exit 1 when something must be mended before it can be scored."""
    reading = _reading(questionnaire, order, sheet, columns, header, period, population, drop_duplicates=False)
    with sign_of_life("Memeriksa …" if lang == "id" else "Checking …"):
        responses = _load(file, reading, lang, as_json=as_json)
    found = records(responses.findings, lang)
    totals = dict(sorted(responses.findings.counts.items()))
    if as_json:
        where = provenance(responses, load_regulation(), _given(reading))
        _print_json(Refusal(findings=found, findings_total=totals, provenance=where).model_dump_json(indent=2))
    else:
        from ikm.rendering.terminal import show_findings  # noqa: PLC0415 - rich loads only to draw

        show_findings(found, totals, _console(), lang, most=responses.findings.limit)
        ledger = responses.ledger
        words = (
            f"{ledger.used} responden, {responses.errors} kesalahan" if lang == "id"
            else f"{ledger.used} respondents, {responses.errors} errors"
        )  # fmt: skip
        typer.echo(f"{file.name}: {words}.")
    if responses.errors:
        raise typer.Exit(1)


@app.command("sample", help="Jumlah responden yang diperlukan dari populasi N (Krejcie–Morgan).")
def sample_command(
    population: Annotated[int, typer.Argument(metavar="N", help="Jumlah penerima layanan (populasi).")],
    confidence: Annotated[float | None, typer.Option(help="Tingkat kepercayaan, misalnya 0.99.")] = None,
    margin: Annotated[float | None, typer.Option(help="Batas kesalahan d, misalnya 0.03.")] = None,
    proportion: Annotated[float | None, typer.Option(help="Proporsi P, misalnya 0.5.")] = None,
    lang: Lang = "id",
    as_json: AsJson = False,
) -> None:
    """Print the sample size for a population."""
    from ikm.sampling import sample_size  # noqa: PLC0415 - small, but only this command needs it

    sample = sample_size(population, confidence=confidence, margin=margin, proportion=proportion)
    if as_json:
        _print_json(sample.model_dump_json(indent=2))
    else:
        from ikm.rendering.terminal import show_sample  # noqa: PLC0415 - rich loads only to draw

        show_sample(sample, _console(), lang)


@app.command("law", help="Cetak peraturan sebagaimana dipakai ikm, lengkap dengan rujukannya.")
def law_command(
    regulation: Annotated[
        str | None, typer.Argument(metavar="[PERATURAN]", help="Nama peraturan atau berkas .toml.")
    ] = None,
    lang: Lang = "id",
    as_json: AsJson = False,
) -> None:
    """Print an instrument."""
    law = load_regulation() if regulation is None else load_regulation(regulation)
    if as_json:
        _print_json(json.dumps(law.records, ensure_ascii=False, indent=2))
    else:
        from ikm.rendering.terminal import show_law  # noqa: PLC0415 - rich loads only to draw

        show_law(law, _console(), lang)


@app.command("schema", help="Cetak JSON Schema dari keluaran `ikm score --json`.")
def schema_command() -> None:
    """Print the JSON Schema of a result."""
    _print_json(json.dumps(IKMResult.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))


def _reading(
    questionnaire: str | None,
    order: str | None,
    sheet: str | None,
    columns: list[str] | None,
    header: int | None,
    period: str | None,
    population: int | None,
    *,
    drop_duplicates: bool,
) -> dict[str, Any]:
    number = int(sheet) if sheet is not None and sheet.isascii() and sheet.isdigit() else sheet
    return {
        "questionnaire": questionnaire,
        "order": order,
        "sheet": number,
        "columns": _pairs(columns or []),
        "header": header,
        "period": period,
        "population": population,
        "drop_duplicates": drop_duplicates,
    }


def _given(reading: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in reading.items() if value not in (None, False, {}, ())}


def _pairs(texts: list[str]) -> dict[str, str] | None:
    pairs: dict[str, str] = {}
    for text in texts:
        element, equals, column = text.partition("=")
        if not equals or not element.strip() or not column.strip():
            raise OptionError(
                f'--map is written ELEMENT=COLUMN, such as --map U8="Fasilitas ruang tunggu"; got {text!r}.'
            )
        if element.strip() in pairs:
            raise OptionError(f"--map names {element.strip()} twice.")
        pairs[element.strip()] = column.strip()
    return pairs or None


def _weight(weight: str | None) -> str | None:
    """Accept the names as people write them: a decimal comma, or 1/9 for exact."""
    if weight is None:
        return None
    plain = weight.strip().replace(",", ".")
    return "exact" if plain in {"1/9", "1/k"} else plain


def _load(file: Path, reading: dict[str, Any], lang: Language, *, as_json: bool) -> Responses:
    try:
        return load(file, **reading)
    except SourceError as error:
        findings = Findings(error.findings)
        where = Provenance(
            ikm_version=__version__,
            regulation=load_regulation().key,
            regulation_sha256=load_regulation().digest,
            input_name=file.name,
            options=_given(reading),
        )
        _refuse(tuple(findings), findings.counts, where, lang, as_json=as_json)
        raise


def _refuse(
    findings: Iterable[Finding], counts: dict[str, int], where: Provenance, lang: Language, *, as_json: bool
) -> None:
    found = records(findings, lang)
    totals = dict(sorted(counts.items()))
    for finding in found:
        totals.setdefault(finding.code, 1)
    if as_json:
        _print_json(Refusal(findings=found, findings_total=totals, provenance=where).model_dump_json(indent=2))
    _show_findings(found, totals, lang)
    from ikm.rendering import words  # noqa: PLC0415 - only to speak

    errors = sum(
        number for code, number in totals.items() if any(f.code == code and f.severity == "error" for f in found)
    )
    typer.echo(words(lang)["refused"].format(number=errors), err=True)
    raise typer.Exit(1)


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console  # noqa: PLC0415 - rich loads only to draw

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def _show_findings(found: Iterable[Any], totals: dict[str, int], lang: Language) -> None:
    found = list(found)
    if found:
        from ikm.rendering.terminal import show_findings  # noqa: PLC0415 - rich loads only to draw

        show_findings(found, totals, _console(stderr=True), lang)


def _print_json(text: str) -> None:
    """Print JSON as UTF-8 whatever the terminal's encoding is: other programs read it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() + b"\n")
