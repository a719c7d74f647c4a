r"""Survey files: what belongs to one survey, said once, in a file beside its form.

A ``survei.toml`` holds the title, the unit, population, target, weight, questionnaire and the columns of one form, so
that next quarter's export needs nothing but ``ikm score FILE --survey survei.toml``.  `draft` writes one for a form,
with what was found in it and a comment for everything else; `read_survey_file` reads one back, and says of every
mistake on which line it stands and what was probably meant.

Columns are written by their header text, because a later export may have more columns before them.

>>> from ikm.surveyfiles import parse_survey_file
>>> text = 'title = "SKM 2026"\npopulation = 205\n[columns]\nsarana = "Ruang tunggu"\n'
>>> plan = parse_survey_file(text, "survei.toml")
>>> plan.population, plan.columns
(205, {'sarana': 'Ruang tunggu'})
>>> parse_survey_file('populasi = 205', "survei.toml")
Traceback (most recent call last):
    ...
ikm.errors.DefinitionError: survei.toml, line 1: there is no 'populasi'; did you mean 'population'?
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ikm.definitions import parse
from ikm.errors import OptionError

if TYPE_CHECKING:
    from ikm.regulation import Regulation
    from ikm.responses import Responses

__all__ = ["SurveyFile", "draft", "parse_survey_file", "read_survey_file"]


class SurveyFile(BaseModel):
    """What a survey file may say; everything is optional."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: str | None = None
    unit: str | None = None
    period: str | None = None
    population: int | None = Field(default=None, ge=0)
    target: float | int | None = None
    weight: str | dict[str, str | float | int] | None = None
    missing: Literal["available", "complete"] | None = None
    invalid: Literal["refuse", "blank"] | None = None
    regulation: str | None = None
    questionnaire: str | None = None
    order: Literal["definition", "annex"] | None = None
    sheet: str | int | None = None
    header: int | None = Field(default=None, ge=1)
    date_order: Literal["dmy", "mdy"] | None = None
    drop_duplicates: bool | None = None
    by: list[str] | None = None
    minimum_group: int | None = None
    columns: dict[str, str | int | list[str | int]] | None = None

    def options(self) -> dict[str, Any]:
        """Give what the file says as options of `ikm.score`; title and unit are for people only."""
        return self.model_dump(exclude={"title", "unit"}, exclude_none=True)


def parse_survey_file(text: str, name: str) -> SurveyFile:
    """Read the text of a survey file; ``name`` stands in the messages.

    Raises
    ------
    DefinitionError
        With every mistake, each with its line and, for an unknown name, the nearest valid one.
    """
    return parse(text, SurveyFile, name)


def read_survey_file(path: str | Path) -> SurveyFile:
    """Read a survey file.

    A questionnaire or regulation of your own is looked for beside the survey file.

    Raises
    ------
    OptionError
        If it cannot be read.
    DefinitionError
        If it holds mistakes.
    """
    place = Path(path)
    try:
        text = place.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise OptionError(f"The survey file {place.name!r} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise OptionError(f"The survey file {place.name!r} is not UTF-8 text; save it as UTF-8.") from None
    plan = parse_survey_file(text, place.name)
    beside = {
        name: str(place.parent / value)
        for name in ("questionnaire", "regulation")
        if (value := getattr(plan, name)) is not None and value.endswith(".toml")
    }
    return plan.model_copy(update=beside)


def draft(responses: Responses, regulation: Regulation, source: str) -> str:
    """Write a survey file for a form: the columns as they were found, everything else as a comment to fill in.

    Parameters
    ----------
    responses : Responses
        The form as `ikm.load` read it.
    regulation : Regulation
        The instrument, for the names of the elements.
    source : str
        The name of the form's file, for the heading.
    """
    lines = [
        f"# Survei ini: {_comment(source)}.  Pakai: ikm score BERKAS --survey survei.toml",
        "# Baris yang diawali # tidak dibaca; hapus tanda # untuk memakainya.",
        "# Pilihan yang diketik di perintah mengalahkan isi berkas ini.",
        "",
        'title = "Survei Kepuasan Masyarakat"',
        '# unit = "Nama unit pelayanan"',
        '# period = "2026-Q1"          # 2026, 2026-Q1, 2026-S1, 2026-05',
        "# population = 205            # jumlah penerima layanan, untuk kecukupan sampel",
        "# target = 81                 # target IKM",
        '# weight = "0.111"            # "0.111", "exact" (1/9), "0.11"',
        '# missing = "available"       # atau "complete": hanya kuesioner lengkap',
        '# questionnaire = "skm"       # skm, ppid, stakeholder, skm-16, atau berkas .toml',
        '# by = ["jenis_layanan"]      # rincian per kelompok',
    ]
    sheet = next((fact.name for fact in responses.facts.sheets if fact.read), None)
    if sheet is not None:
        lines.append(f"# sheet = {_quoted(sheet)}")
    lines += [
        "",
        "[columns]",
        "# Kolom setiap unsur, seperti ditemukan di formulir; periksa, dan betulkan bila keliru.",
    ]
    headers = [column.header for column in responses.columns.columns]
    for element in regulation.elements:
        found = responses.columns.columns_of(element.key)
        name = f"# {element.code} {element.id}"
        if not found:
            lines += [f"{name}: tidak ditemukan", f'# {element.key} = "judul kolomnya"']
            continue
        sure = all(responses.columns.columns[i].sure for i in found)
        lines.append(name if sure else f"{name}: BELUM PASTI, periksa")
        wanted = [_column(i, headers) for i in found]
        lines.append(f"{element.key} = {wanted[0] if len(wanted) == 1 else '[' + ', '.join(wanted) + ']'}")
    return "\n".join(lines) + "\n"


def _column(index: int, headers: list[str]) -> str:
    """Name a column by its header, or by its number where the header is empty, cut or not its own."""
    header = headers[index]
    plain = bool(header) and headers.count(header) == 1 and not header.endswith("…")
    return _quoted(header) if plain else str(index + 1)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(text.split())
