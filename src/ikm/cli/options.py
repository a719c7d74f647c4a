"""The options the commands share, and how their texts become values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ikm.arguments import typed_number, typed_people, weight_name
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
    "Label",
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
    "as_typed",
    "read_number",
    "read_path",
    "read_paths",
    "read_people",
    "reading_options",
    "weight_name",
]

_REGULATIONS = "Peraturan: permenpanrb-14-2017 (baku), permenpanrb-16-2014, atau berkas .toml."
_QUESTIONNAIRES = "Kuesioner: skm, ppid, stakeholder, skm-16, atau berkas .toml."
_MAP = 'Tentukan kolom sebuah unsur, misalnya U8="Fasilitas" atau sarana=K.'
_LABEL = 'Nilai sebuah jawaban yang belum dikenal, misalnya U7:"Kurang sopan dan tidak ramah"=2; boleh diulang.'
_ORDER = "Arti U8/U9 tanpa kata-kata: definition (U8 pengaduan) atau annex (U8 sarana)."
_DATES = "Urutan tanggal bila tidak jelas: dmy (hari dahulu) atau mdy (bulan dahulu)."


def as_typed(text: str) -> str:
    """Leave what was typed as it is: typer reads numbers as programs write them, and an empty name as a folder."""
    return text


def _path(text: str) -> Path:
    """Give the path that was typed; an empty one, of a variable without a value, would be the folder one is in."""
    if not text.strip():
        raise OptionError(
            "The name of a file is empty; type which file is meant.",
            id="Nama berkasnya kosong; ketik nama berkas yang dimaksud.",
        )
    return Path(text)


def read_path(text: str | None) -> Path | None:
    """Read the path of one file, where one was typed."""
    return None if text is None else _path(text)


def read_paths(texts: list[str]) -> list[Path]:
    """Read the paths of files."""
    return [_path(text) for text in texts]


def read_people(text: str | None) -> int | None:
    """Read a number of people, where one was typed."""
    return None if text is None else typed_people("population", text)


def read_number(text: str | None) -> float | None:
    """Read a number, where one was typed."""
    if text is None:
        return None
    number = typed_number(text)
    if number is None:
        raise OptionError(
            f"{text!r} is no number; write it like 81.5.",
            id=f'"{text}" bukan angka; tulis seperti 81,5.',
        )
    return float(number)


File = Annotated[
    Path,
    typer.Argument(
        metavar="BERKAS",
        help="Unduhan Google Forms: XLSX atau CSV; - membaca masukan baku.",
        show_default=False,
        parser=as_typed,
        callback=read_path,
    ),
]
Files = Annotated[
    list[Path],
    typer.Argument(
        parser=as_typed,
        callback=read_paths,
        metavar="BERKAS",
        help="Unduhan Google Forms (XLSX atau CSV); boleh beberapa, boleh folder. Dari folder dibaca semua XLSX, XLSM, "
        "XLS, ODS dan CSV; folder di dalamnya tidak.",
        show_default=False,
    ),
]
Target = Annotated[
    float | None,
    typer.Option(
        "--target", metavar="X", help="Target IKM, misalnya 81 atau 81,5.", parser=as_typed, callback=read_number
    ),
]
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
    typer.Option(
        "--units",
        metavar="DAFTAR",
        help="Daftar unit (CSV atau XLSX) dengan kolom: berkas, unit, populasi.",
        parser=as_typed,
        callback=read_path,
    ),
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
Weight = Annotated[str | None, typer.Option("--weight", metavar="W", help="Bobot: 0,111, exact (1/9), 0,11.")]
Population = Annotated[
    int | None,
    typer.Option(
        "--population",
        metavar="N",
        help="Jumlah penerima layanan (populasi).",
        parser=as_typed,
        callback=read_people,
    ),
]
AgencyPopulation = Annotated[
    int | None,
    typer.Option(
        "--population",
        metavar="N",
        help="Jumlah penerima layanan (populasi); bila berkasnya banyak, populasi seluruh instansi.",
        parser=as_typed,
        callback=read_people,
    ),
]
Survey = Annotated[
    Path | None,
    typer.Option(
        "--survey",
        metavar="BERKAS",
        help="Berkas survei (survei.toml) dari `ikm init`.",
        parser=as_typed,
        callback=read_path,
    ),
]
Questionnaire = Annotated[str | None, typer.Option("--questionnaire", metavar="Q", help=_QUESTIONNAIRES)]
Regulation = Annotated[str | None, typer.Option("--regulation", metavar="R", help=_REGULATIONS)]
Order = Annotated[Literal["definition", "annex"] | None, typer.Option("--order", help=_ORDER)]
Map = Annotated[list[str] | None, typer.Option("--map", metavar="UNSUR=KOLOM", help=_MAP)]
Label = Annotated[list[str] | None, typer.Option("--label", metavar="UNSUR:JAWABAN=NILAI", help=_LABEL)]
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet", help="Lembar kerja yang dibaca: nama, nomor dari 1, atau all untuk semua lembar formulir yang sama."
    ),
]
Header = Annotated[int | None, typer.Option("--header", metavar="N", help="Nomor baris judul kolom.")]
Period = Annotated[
    str | None,
    typer.Option("--period", help='Hanya jawaban dalam periode: 2023, 2023-S1, "Triwulan III 2023", "Mei 2023".'),
]
From = Annotated[str | None, typer.Option("--from", metavar="TANGGAL", help="Jawaban sejak tanggal ini: 31/01/2023.")]
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
    labels: list[str] | None = None,
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
        "sheet": sheet,
        "columns": _pairs(columns or []),
        "labels": _labels(labels or []),
        "header": header,
        "period": _period(*period),
        "date_order": date_order,
        "population": population,
        "drop_duplicates": drop_duplicates or None,
    }


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


def _labels(texts: list[str]) -> dict[str, dict[str, int]] | None:
    """Read ``U7:"Kurang sopan"=2``: the element before the first colon, the score behind the last equals sign."""
    labels: dict[str, dict[str, int]] = {}
    for text in texts:
        element, colon, rest = text.partition(":")
        label, equals, score = rest.rpartition("=")
        label, score, element = label.strip(" \"'\u201c\u201d"), score.strip(" \"'"), element.strip()
        if not (colon and equals and element and label and score.isascii() and score.isdigit() and len(score) < 3):
            raise OptionError(
                f'--label is written ELEMENT:ANSWER=SCORE, such as --label U7:"Kurang sopan"=2; got {text!r}.',
                id=f'--label ditulis UNSUR:JAWABAN=NILAI, misalnya --label U7:"Kurang sopan"=2; bukan {text!r}.',
            )
        if labels.setdefault(element, {}).setdefault(label, int(score)) != int(score):
            raise OptionError(
                f'--label gives "{label}" of {element} two scores; leave one out.',
                id=f'--label memberi "{label}" pada {element} dua nilai; sisakan satu.',
            )
    return labels or None


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
