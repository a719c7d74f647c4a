"""What only a command has a use for: beside what it reads, where it writes, and how it works.

>>> Handling.model_fields["outs"].validation_alias, file_of("survei.xlsx").suffix
('hasil', '.xlsx')
"""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from pathlib import Path
from typing import Annotated

from pydantic import Field

from ikm.cli.products import listed, product_names
from ikm.errors import OptionError
from ikm.findings import Language
from ikm.surveys import Flag, Options

__all__ = ["Handling", "file_of"]


def file_of(text: str) -> Path:
    """Give the path that was typed; an empty one, of a variable without a value, would be the folder one is in."""
    if not text.strip():
        raise OptionError(
            "The name of a file is empty; type which file is meant.",
            id="Nama berkasnya kosong; ketik nama berkas yang dimaksud.",
        )
    return Path(text)


class Handling(Options):
    """What only a command has a use for: beside what it reads, where it writes, and how it works."""

    survey: Annotated[
        Path | None,
        Flag(
            "BERKAS",
            id="Berkas survei dari `ikm mulai`; survei.toml di folder berkasnya digunakan tanpa diketik.",
            en="The survey file that `ikm init` wrote; a survei.toml in the folder of the file is used untyped.",
            read=file_of,
        ),
        Field(validation_alias="survei"),
    ] = None
    no_survey: Annotated[
        bool,
        Flag(
            id="Jangan gunakan survei.toml yang ditemukan di folder berkasnya.",
            en="Do not use the survei.toml found in the folder of the file.",
        ),
        Field(validation_alias="tanpa-survei"),
    ] = False
    first: Annotated[
        str | None,
        Flag("TANGGAL", id="Jawaban sejak tanggal ini: 31/01/2023.", en="Answers since 31/01/2023.", name="from"),
        Field(validation_alias="dari"),
    ] = None
    last: Annotated[
        str | None,
        Flag("TANGGAL", id="Jawaban sampai dengan tanggal ini.", en="Answers until this day.", name="to"),
        Field(validation_alias="sampai"),
    ] = None
    units: Annotated[
        Path | None,
        Flag(
            "DAFTAR",
            id="Daftar unit (CSV atau XLSX) dengan kolom: berkas, unit, populasi (survei, kuesioner).",
            en="The list of units (CSV or XLSX) with the columns file, unit, population (survey, questionnaire).",
            read=file_of,
        ),
    ] = None
    title: Annotated[
        str | None,
        Flag("JUDUL", id="Judul survei, untuk hasilnya.", en="The title of the survey, for the result."),
        Field(validation_alias="judul"),
    ] = None
    unit: Annotated[
        str | None,
        Flag(
            "NAMA", id="Nama unit, dicatat di berkas rekapitulasi.", en="The unit's name, kept in the file of counts."
        ),
    ] = None
    services: Annotated[
        list[str] | None,
        Flag(
            "LAYANAN",
            id="Layanan yang dapat dipilih responden; boleh diulang. Tanpa pilihan ini responden menuliskannya.",
            en="A service that respondents choose from; may be repeated. Without it respondents write it.",
            name="service",
        ),
        Field(validation_alias="layanan"),
    ] = None
    out: Annotated[
        Path | None,
        Flag("BERKAS", id="Berkas hasil.", en="The file to write.", read=file_of),
        Field(validation_alias="hasil"),
    ] = None
    outs: Annotated[
        list[str] | None,
        Flag(
            "BERKAS",
            id=f"Berkas hasil menurut akhirannya: {listed('id')}; boleh beberapa. Folder (NAMA/) menyimpan hasil "
            "setiap berkas, agar tidak dihitung dua kali.",
            en=f"An output, by its ending: {listed('en')}; may be repeated. A folder (NAME/) keeps the result of every "
            "file, so that none is scored twice.",
            name="out",
        ),
        Field(validation_alias="hasil"),
    ] = None
    product: Annotated[
        str | None,
        Flag(
            "PRODUK",
            id=f"Isi berkas hasil, jika akhirannya memberi pilihan: {product_names('id')}.",
            en=f"What an output holds, where its ending leaves a choice: {product_names('en')}.",
        ),
        Field(validation_alias="produk"),
    ] = None
    template: Annotated[
        Path | None,
        Flag(
            "BERKAS",
            id="Dokumen Word milik kantor (.docx) yang diisi dengan hasilnya, sebagai pengganti susunan baku laporan.",
            en="A Word document of the office's own (.docx) that is filled in, in place of the usual order.",
            read=file_of,
        ),
        Field(validation_alias="templat"),
    ] = None
    logo: Annotated[
        Path | None,
        Flag(
            "BERKAS",
            id="Logo pada panel publikasi: PNG, JPEG atau SVG.",
            en="The logo on the publication panel: PNG, JPEG or SVG.",
            read=file_of,
        ),
    ] = None
    no_respondents: Annotated[
        bool,
        Flag(
            id="Buku kerja dan laporan tanpa baris jawaban setiap responden.",
            en="Leave the rows of the respondents out of workbook and report.",
        ),
        Field(validation_alias="tanpa-responden"),
    ] = False
    html: Annotated[
        Path | None,
        Flag("BERKAS", id="Tulis laporan sebagai HTML.", en="Write the report as HTML.", read=file_of),
    ] = None
    mark: Annotated[
        Path | None,
        Flag(
            "BERKAS",
            id="Tulis salinan lembar kerja dengan sel dan baris yang keliru diberi warna dan penjelasan (XLSX).",
            en="Write a copy of the sheet with wrong cells and rows coloured and explained (XLSX).",
            read=file_of,
        ),
    ] = None
    personal: Annotated[
        bool,
        Flag(
            id="Sertakan data pribadi dan isian bebas dalam salinan --mark; tanpa ini disamarkan.",
            en="Keep personal data and free text in the copy of --mark; without it they are disguised.",
        ),
        Field(validation_alias="dengan_data_pribadi"),
    ] = False
    force: Annotated[
        bool,
        Flag(id="Timpa berkas hasil yang sudah ada.", en="Write over an output that is there already."),
        Field(validation_alias="timpa"),
    ] = False
    explain: Annotated[
        str | None,
        Flag(
            "UNSUR",
            id="Jelaskan dari mana sebuah angka: rumus dengan angkanya, dari jawaban sampai mutu; U2, prosedur, atau "
            "ikm.",
            en="Say where a figure comes from: the formula with its numbers, from the answers to the grade; U2, "
            "prosedur, or ikm.",
        ),
        Field(validation_alias="jelaskan"),
    ] = None
    brief: Annotated[
        bool,
        Flag(
            id="Tampilkan ringkasan saja: indeks, mutu, dan langkah berikutnya.",
            en="Show the index, its grade and the next step only.",
        ),
        Field(validation_alias="ringkas"),
    ] = False
    allow_duplicates: Annotated[
        bool,
        Flag(
            id="Hitung juga berkas yang isinya sama persis dengan yang lain.",
            en="Count a file also where it holds exactly what another holds.",
        ),
    ] = False
    as_units: Annotated[
        bool,
        Flag(
            id="Berkas-berkasnya unit yang berbeda, walaupun tampak seperti beberapa periode satu survei.",
            en="The files are different units, though they look like periods of one survey.",
        ),
        Field(validation_alias="sebagai_unit"),
    ] = False
    together: Annotated[
        bool,
        Flag(
            id="Berkas-berkasnya satu survei, misalnya jawaban daring dan jawaban kertas: hitung sebagai satu sampel.",
            en="The files are one survey, such as answers online and on paper: score them as one sample.",
        ),
        Field(validation_alias="satukan"),
    ] = False
    lang: Annotated[
        Language | None,
        Flag(
            id="Bahasa hasil, bantuan, dan pesan: Indonesia (baku) atau Inggris; tanpa pilihan ini berlaku variabel "
            "lingkungan IKM_LANG.",
            en="The language of results, help and messages: Indonesian (default) or English; without this option the "
            "environment variable IKM_LANG holds.",
        ),
        Field(validation_alias="bahasa"),
    ] = None
    as_json: Annotated[
        bool, Flag(id="Cetak hasilnya sebagai JSON, untuk program lain.", en="Print JSON, for programs.", name="json")
    ] = False
