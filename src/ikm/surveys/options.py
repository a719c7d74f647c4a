"""Options: what may be said of a survey, each option once.

`Reading` holds how a file is read, `Scoring` how it is scored.  A field has its check, its words in both languages, its
names on the command and in a survey file (`ikm.surveys.flags`).  Everything else is made of them: a survey file is both
(`ikm.surveys.files`), the commands build their flags of them (`ikm.cli.options`), and the keywords of `ikm.score` and
its sisters are held to them (`ikm.surveys.keywords`).

The checks are those of a survey file, whose numbers stand as people write them (`ikm.surveys.written`).  What a call
gives is checked where it is read, in the words of a call.

>>> from ikm.surveys.options import Reading, Scoring
>>> Scoring.model_validate({"bobot": "0,111", "missing": "lengkap"}).said()
{'weight': '0.111', 'missing': 'complete'}
>>> Reading.settled(Reading(sheet="Januari", header=2), {"sheet": "all"}).said()
{'sheet': 'all', 'header': 2}
"""

# No `from __future__ import annotations` here: pydantic would compile every annotation again at each start.

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from ikm.arguments import typed_count, typed_figure, typed_people, weight_name
from ikm.columns import PROFILES
from ikm.questionnaires import questionnaire_of
from ikm.regulation import Order, law_of
from ikm.scoring import LOWEST_MINIMUM
from ikm.surveys.flags import Flag, Options
from ikm.surveys.rows import rows_of
from ikm.surveys.written import as_confidence, as_text, as_typed, figure, in_percent, known_element, typed_confidence
from ikm.tallies import Missing

if TYPE_CHECKING:
    from ikm.regulation import Regulation

__all__ = ["Invalid", "Reading", "Scoring", "law_said"]

Invalid = Literal["refuse", "blank"]

_OTHER_COLUMNS = (*PROFILES, "timestamp")
"""Columns that may be chosen besides the elements."""


def law_said(info: ValidationInfo) -> "Regulation | None":
    """Give the instrument that names are checked against; none where the file has its own, or names a wrong one."""
    if "regulation" not in info.data:
        return None
    name = info.data["regulation"]
    return None if name is not None and name.endswith(".toml") else law_of(name)


def _element(*others: str) -> Callable[[str, ValidationInfo], str]:
    """Make the check that a name is an element's, or one of the others; a questionnaire may name its own."""

    def check(name: str, info: ValidationInfo) -> str:
        law = law_said(info)
        if law is None or info.data.get("questionnaire", "wrong") is not None:
            return name
        return known_element(name, law, (*others, *_of_indices(name, info)))

    return check


def _of_indices(name: str, info: ValidationInfo) -> tuple[str, ...]:
    """Let a name pass that belongs to another index which is asked for: the index itself, or one of its items."""
    if not info.data.get("index"):
        return ()
    from ikm.surveys.indices import names_index  # noqa: PLC0415 - few surveys ask for any

    return (name,) if names_index(name, info.data["index"]) else ()


_Population = Annotated[
    int | None,
    Flag(
        "N",
        id="Jumlah penerima layanan (populasi).",
        en="The number of people served (the population).",
        read=lambda text: typed_people("population", text),
    ),
    Field(ge=0, validation_alias="populasi"),
    as_typed(typed_count),
]
"""An option of reading, to notice more respondents than that, and of scoring, for the size of the sample."""


def _rows(value: object) -> object:
    """Let rows stand as people type them: ``"2-5, 9"``, one number, or a list of either."""
    return None if value is None else list(rows_of(value))


class Reading(Options):
    """How a survey is read.

    The instrument and the questionnaire stand before the columns and labels, whose names depend on them.
    """

    questionnaire: Annotated[
        str | None,
        Flag(
            "Q",
            id="Kuesioner: skm, ppid, stakeholder, skm-16, atau berkas .toml.",
            en="The questionnaire: skm, ppid, stakeholder, skm-16, or a .toml file.",
        ),
        Field(validation_alias="kuesioner"),
    ] = None
    regulation: Annotated[
        str | None,
        Flag(
            "R",
            id="Peraturan: permenpanrb-14-2017 (baku), permenpanrb-16-2014, atau berkas .toml.",
            en="The regulation: permenpanrb-14-2017 (default), permenpanrb-16-2014, or a .toml file.",
        ),
    ] = None
    index: Annotated[
        list[str] | None,
        Flag(
            "INDEKS",
            id="Indeks yang dihitung dari formulir yang sama: skm (selalu), spak, spkp, atau cara lain dengan "
            "namanya (ikm jelaskan indeks) atau berkas .toml; boleh diulang.",
            en="An index made of the same form: skm (always), spak, spkp, or another way by its name "
            "(ikm explain index) or a .toml file; may be repeated.",
        ),
        Field(validation_alias="indeks"),
        BeforeValidator(lambda said: [said] if isinstance(said, str) else said),
    ] = None
    order: Annotated[
        Order | None,
        Flag(
            id="Arti U8 dan U9 yang ditulis tanpa kata-kata: menurut definisi (U8 pengaduan, baku) atau lampiran (U8 "
            "sarana).",
            en="What U8 and U9 mean without words: definition (U8 complaints, the default) or annex (U8 facilities).",
            values={"definisi": "definition", "lampiran": "annex"},
        ),
    ] = None
    columns: Annotated[
        dict[Annotated[str, AfterValidator(_element(*_OTHER_COLUMNS))], str | int | list[str | int]] | None,
        Flag(
            "UNSUR=KOLOM",
            id='Tentukan kolom sebuah unsur, misalnya U8="Fasilitas" atau sarana=K.',
            en='Choose the column of an element, such as U8="Fasilitas" or sarana=K.',
            name="map",
            typed=list[str] | None,
        ),
        Field(validation_alias="kolom"),
    ] = None
    labels: Annotated[
        dict[Annotated[str, AfterValidator(_element())], dict[str, int]] | None,
        Flag(
            "UNSUR:JAWABAN=NILAI",
            id='Nilai sebuah jawaban yang belum dikenal, misalnya U7:"Kurang sopan"=2; boleh diulang.',
            en='The score of an unknown answer, such as U7:"Kurang sopan"=2; may be repeated.',
            name="label",
            typed=list[str] | None,
        ),
    ] = None
    sheet: Annotated[
        str | int | None,
        Flag(
            "LEMBAR",
            id="Lembar kerja yang dibaca: nama, nomor dari 1, atau all untuk semua lembar formulir yang sama.",
            en="The worksheet to read: its name, its number from 1, or all for every sheet of the same form.",
            typed=str | None,
        ),
        Field(validation_alias="lembar"),
    ] = None
    header: Annotated[
        int | None, Flag("N", id="Nomor baris judul kolom.", en="The row number of the headings."), Field(ge=1)
    ] = None
    period: Annotated[
        str | None,
        Flag(
            "PERIODE",
            id='Hanya jawaban dalam periode: 2023, 2023-S1, "Triwulan III 2023", "Mei 2023".',
            en='Only answers of a period: 2023, 2023-S1, 2023-Q3, 2023-05, "May 2023".',
        ),
        Field(validation_alias="periode"),
        BeforeValidator(as_text),
    ] = None
    date_order: Annotated[
        Literal["dmy", "mdy"] | None,
        Flag(
            id="Urutan tanggal jika tidak jelas: dmy (hari dahulu) atau mdy (bulan dahulu).",
            en="The order of dates where it is not clear: dmy (day first) or mdy (month first).",
        ),
    ] = None
    drop_duplicates: Annotated[
        bool | None,
        Flag(
            id="Abaikan salinan persis dari baris yang sama.",
            en="Leave out exact copies of a row.",
            typed=bool,
        ),
    ] = None
    drop_resubmissions: Annotated[
        bool | None,
        Flag(
            id="Abaikan kuesioner yang dikirim ulang oleh orang yang sama dalam satu menit; yang pertama dihitung.",
            en="Leave out a questionnaire that one person sent again within a minute; the first counts.",
            typed=bool,
        ),
        Field(validation_alias="abaikan_kiriman_ulang"),
    ] = None
    exclude_rows: Annotated[
        list[int] | None,
        Flag(
            "BARIS",
            id="Baris berkas yang tidak dihitung, misalnya 2,3 atau 2-5.",
            en="Rows of the file to leave out, such as 2,3 or 2-5.",
            typed=list[str] | None,
        ),
        Field(validation_alias="tanpa_baris"),
        BeforeValidator(_rows),
    ] = None
    population: _Population = None

    @field_validator("period")
    @classmethod
    def _is_period(cls, period: str | None) -> str | None:
        if period is not None:
            from ikm.responses.times import period_of  # noqa: PLC0415 - only when a period is asked for

            period_of(period)
        return period

    @field_validator("regulation")
    @classmethod
    def _is_regulation(cls, name: str | None) -> str | None:
        if name is not None and not name.endswith(".toml"):
            law_of(name)
        return name

    @field_validator("index")
    @classmethod
    def _are_indices(cls, names: list[str] | None) -> list[str] | None:
        if names and not any(name.endswith(".toml") for name in names):
            from ikm.regulation import indices_of  # noqa: PLC0415 - few surveys ask for any

            indices_of(names)
        return names

    @field_validator("questionnaire")
    @classmethod
    def _is_questionnaire(cls, name: str | None) -> str | None:
        if name is not None and not name.endswith(".toml"):
            questionnaire_of(name)
        return name


class Scoring(Options):
    """How a survey is scored."""

    population: _Population = None
    target: Annotated[
        float | int | None,
        Flag(
            "X",
            id="Target IKM, misalnya 81 atau 81,5.",
            en="The index aimed at, such as 81 or 81.5.",
            read=typed_figure,
        ),
        Field(gt=0, le=100),
        as_typed(figure),
    ] = None
    confidence: Annotated[
        float | None,
        Flag(
            "P",
            id="Tingkat kepercayaan selang IKM, dalam persen (baku 95).",
            en="The level of confidence of the limits of the index, in per cent (95 unless given).",
            read=typed_confidence,
            write=in_percent,
        ),
        Field(gt=0, lt=1, validation_alias="kepercayaan"),
        BeforeValidator(as_confidence),
    ] = None
    weight: Annotated[
        str | dict[Annotated[str, AfterValidator(_element())], str | float | int] | None,
        Flag(
            "W",
            id="Bobot setiap unsur: 0,111 (baku), exact (1/9), atau 0,11.",
            en="The weight of an element: 0.111 (default), exact (1/9), or 0.11.",
            read=weight_name,
        ),
        Field(validation_alias="bobot"),
        as_typed(weight_name),
    ] = None
    missing: Annotated[
        Missing | None,
        Flag(
            id="Jawaban kosong: bagi dengan yang terisi (baku), atau hanya kuesioner lengkap.",
            en="Blank answers: divide by those that are there (default), or complete questionnaires only.",
            values={"terisi": "available", "lengkap": "complete"},
        ),
    ] = None
    invalid: Annotated[
        Invalid | None,
        Flag(
            id="Jawaban yang salah: tolak (baku), atau anggap kosong.",
            en="Answers that cannot be used: refuse them (default), or take them as blank.",
            values={"tolak": "refuse", "kosongkan": "blank"},
        ),
    ] = None
    by: Annotated[
        list[str] | None,
        Flag(
            "KOLOM",
            id="Rincian per kelompok, misalnya jenis_layanan, atau bulan, triwulan, semester, tahun; boleh beberapa, "
            'masing-masing satu tabel. Satu tabel dari dua kolom: "jenis_layanan*jenis_kelamin".',
            en="A breakdown by groups, such as jenis_layanan, or bulan, triwulan, semester, tahun (by time); may be "
            'repeated, a table for each. One table of two columns: "jenis_layanan*jenis_kelamin".',
        ),
        Field(validation_alias="per"),
    ] = None
    by_elements: Annotated[
        bool | None,
        Flag(
            id="Tampilkan juga NRR setiap unsur pada rincian per kelompok.",
            en="Show the mean (NRR) of each element in the breakdowns too.",
            typed=bool,
        ),
        Field(validation_alias="rinci"),
    ] = None
    statistics: Annotated[
        bool | None,
        Flag(
            id="Sertakan uji validitas dan reliabilitas, dan uji perbedaan antarkelompok.",
            en="Add validity, reliability, and whether groups differ more than chance.",
            typed=bool,
        ),
        Field(validation_alias="statistik"),
    ] = None
    minimum_group: Annotated[
        int | None,
        Flag(
            "N",
            id="Kelompok terkecil yang ditampilkan (baku 10, minimal 5).",
            en="The smallest group that is shown (10 unless given, 5 at the least).",
            name="min-group",
        ),
        Field(ge=LOWEST_MINIMUM),
    ] = None

    @field_validator("weight")
    @classmethod
    def _is_weight(cls, weight: str | dict[str, Any] | None, info: ValidationInfo) -> str | dict[str, Any] | None:
        law = law_said(info)
        if isinstance(weight, str) and law is not None:
            law.weights(weight)
        return weight
