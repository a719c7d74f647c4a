"""The options the commands share, and how their texts become values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ikm.errors import OptionError

if TYPE_CHECKING:
    from ikm.responses.times import Period as AskedPeriod

__all__ = [
    "AgencyPopulation",
    "AsJson",
    "By",
    "DateOrder",
    "Drop",
    "Duplicates",
    "File",
    "Files",
    "Force",
    "From",
    "Header",
    "Invalid",
    "Jobs",
    "Lang",
    "Map",
    "MinimumGroup",
    "Missing",
    "Order",
    "Period",
    "Population",
    "Questionnaire",
    "Regulation",
    "Sheet",
    "Survey",
    "Target",
    "To",
    "UnitName",
    "Units",
    "Weight",
    "reading_options",
    "weight_name",
]

_REGULATIONS = "Peraturan: permenpanrb-14-2017 (baku), permenpanrb-16-2014, atau berkas .toml."
_QUESTIONNAIRES = "Kuesioner: skm, ppid, stakeholder, skm-16, atau berkas .toml."
_MAP = 'Tentukan kolom sebuah unsur, misalnya U8="Fasilitas" atau sarana=K.'
_ORDER = "Arti U8/U9 tanpa kata-kata: definition (U8 pengaduan) atau annex (U8 sarana)."
_DATES = "Urutan tanggal bila tidak jelas: dmy (hari dahulu) atau mdy (bulan dahulu)."

File = Annotated[
    Path, typer.Argument(metavar="BERKAS", help="Unduhan Google Forms: XLSX atau CSV.", show_default=False)
]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="BERKAS",
        help="Unduhan Google Forms (XLSX atau CSV); boleh beberapa, boleh folder. Dari folder dibaca semua XLSX, XLSM, "
        "XLS, ODS dan CSV; folder di dalamnya tidak.",
        show_default=False,
    ),
]
Target = Annotated[float | None, typer.Option("--target", metavar="X", help="Target IKM, misalnya 81.")]
Missing = Annotated[
    Literal["available", "complete"] | None,
    typer.Option("--missing", help="Jawaban kosong: bagi dengan yang terisi (baku), atau hanya kuesioner lengkap."),
]
Invalid = Annotated[
    Literal["refuse", "blank"] | None,
    typer.Option("--invalid", help="Jawaban yang salah: tolak (baku), atau anggap kosong."),
]
By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="KOLOM",
        help="Rincian per kelompok, misalnya jenis_layanan, atau bulan, triwulan, semester, tahun; boleh beberapa, "
        'masing-masing satu tabel. Satu tabel dari dua kolom: "jenis_layanan*jenis_kelamin".',
    ),
]
MinimumGroup = Annotated[
    int | None,
    typer.Option("--min-group", metavar="N", help="Kelompok terkecil yang ditampilkan (baku 10, minimal 5)."),
]
UnitName = Annotated[str | None, typer.Option("--unit", metavar="NAMA", help="Nama unit, dicatat di berkas cacah.")]
Units = Annotated[
    Path | None,
    typer.Option("--units", metavar="DAFTAR", help="Daftar unit (CSV atau XLSX) dengan kolom: berkas, unit, populasi."),
]
Jobs = Annotated[
    int, typer.Option("--jobs", metavar="N", min=1, max=256, help="Banyak proses untuk berkas yang banyak.")
]
Duplicates = Annotated[
    bool, typer.Option("--allow-duplicates", help="Hitung juga berkas yang isinya sama persis dengan yang lain.")
]
Lang = Annotated[Literal["id", "en"], typer.Option("--lang", help="Bahasa keluaran.")]
AsJson = Annotated[bool, typer.Option("--json", help="Cetak JSON.")]
Force = Annotated[bool, typer.Option("--force", help="Timpa berkas keluaran yang sudah ada.")]
Weight = Annotated[str | None, typer.Option("--weight", metavar="W", help="Bobot: 0.111, exact (1/9), 0.11.")]
Population = Annotated[
    int | None, typer.Option("--population", metavar="N", help="Jumlah penerima layanan (populasi).")
]
AgencyPopulation = Annotated[
    int | None,
    typer.Option(
        "--population",
        metavar="N",
        help="Jumlah penerima layanan (populasi); bila berkasnya banyak, populasi seluruh instansi.",
    ),
]
Survey = Annotated[
    Path | None, typer.Option("--survey", metavar="BERKAS", help="Berkas survei (survei.toml) dari `ikm init`.")
]
Questionnaire = Annotated[str | None, typer.Option("--questionnaire", metavar="Q", help=_QUESTIONNAIRES)]
Regulation = Annotated[str | None, typer.Option("--regulation", metavar="R", help=_REGULATIONS)]
Order = Annotated[Literal["definition", "annex"] | None, typer.Option("--order", help=_ORDER)]
Map = Annotated[list[str] | None, typer.Option("--map", metavar="UNSUR=KOLOM", help=_MAP)]
Sheet = Annotated[str | None, typer.Option("--sheet", help="Lembar kerja yang dibaca: nama, atau nomor dari 1.")]
Header = Annotated[int | None, typer.Option("--header", metavar="N", help="Nomor baris judul kolom.")]
Period = Annotated[
    str | None, typer.Option("--period", help="Hanya jawaban dalam periode: 2023, 2023-Q3, 2023-S1, 2023-05.")
]
From = Annotated[str | None, typer.Option("--from", metavar="TANGGAL", help="Jawaban sejak tanggal ini: 2023-01-31.")]
To = Annotated[str | None, typer.Option("--to", metavar="TANGGAL", help="Jawaban sampai dengan tanggal ini.")]
DateOrder = Annotated[Literal["dmy", "mdy"] | None, typer.Option("--date-order", help=_DATES)]
Drop = Annotated[bool, typer.Option("--drop-duplicates", help="Abaikan salinan persis dari baris yang sama.")]


def reading_options(
    *,
    regulation: str | None = None,
    questionnaire: str | None = None,
    order: str | None = None,
    sheet: str | None = None,
    columns: list[str] | None = None,
    header: int | None = None,
    period: tuple[str | None, str | None, str | None] = (None, None, None),
    date_order: str | None = None,
    population: int | None = None,
    drop_duplicates: bool = False,
) -> dict[str, Any]:
    """Turn what was typed into the options of `ikm.load`."""
    return {
        "regulation": regulation,
        "questionnaire": questionnaire,
        "order": order,
        "sheet": int(sheet) if sheet is not None and sheet.isascii() and sheet.isdigit() else sheet,
        "columns": _pairs(columns or []),
        "header": header,
        "period": _period(*period),
        "date_order": date_order,
        "population": population,
        "drop_duplicates": drop_duplicates or None,
    }


def weight_name(weight: str | None) -> str | None:
    """Accept the names of weights as people write them: a decimal comma, or 1/9 for exact."""
    if weight is None:
        return None
    plain = weight.strip().replace(",", ".")
    return "exact" if plain in {"1/9", "1/k"} else plain


def _pairs(texts: list[str]) -> dict[str, str] | None:
    pairs: dict[str, str] = {}
    for text in texts:
        element, equals, column = text.partition("=")
        if not equals or not element.strip() or not column.strip():
            raise OptionError(
                f'--map is written ELEMENT=COLUMN, such as --map U8="Fasilitas ruang tunggu"; got {text!r}.',
                id=f'--map ditulis UNSUR=KOLOM, misalnya --map U8="Fasilitas ruang tunggu"; bukan {text!r}.',
            )
        if element.strip() in pairs:
            raise OptionError(
                f"--map names {element.strip()} twice.",
                id=f"--map menyebut {element.strip()} dua kali; sisakan satu.",
            )
        pairs[element.strip()] = column.strip()
    return pairs or None


def _period(period: str | None, first: str | None, last: str | None) -> AskedPeriod | None:
    if period is None and first is None and last is None:
        return None
    from ikm.responses.times import between, parse_period  # noqa: PLC0415 - only when a period is asked for

    if period is None:
        return between(first, last)
    if first is not None or last is not None:
        raise OptionError(
            "Give either --period or --from and --to, not both.",
            id="Pakai --period saja, atau --from dan --to saja; jangan keduanya.",
        )
    return parse_period(period)
