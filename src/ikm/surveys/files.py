r"""Survey files: what belongs to one survey, said once, in a file beside its form.

A ``survei.toml`` holds the title, the unit, population, target, weight, questionnaire and the columns of one form, so
that next quarter's export needs nothing but ``ikm score FILE --survey survei.toml``.  ``ikm init`` writes one for a
form (`ikm.cli.drafts`); `read_survey_file` reads one back, and says of every mistake on which line it stands and what
was probably meant.

Columns are written by their header text, because a later export may have more columns before them.  Numbers stand as
people write them, with quotes or without: ``target = 81,5``, ``population = 1.200``.

>>> from ikm.surveys.files import parse_survey_file
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

import difflib
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from ikm.arguments import WrittenFloat, typed_count, typed_number, weight_name
from ikm.columns import PROFILES
from ikm.errors import OptionError, cause
from ikm.questionnaires import questionnaire_of
from ikm.regulation import law_of, parse_definition
from ikm.responses import age_bounds
from ikm.responses.times import period_of
from ikm.scoring import LOWEST_MINIMUM

if TYPE_CHECKING:
    from collections.abc import Callable

    from ikm.regulation import Regulation

__all__ = ["SurveyFile", "parse_survey_file", "read_survey_file"]


_OTHER_COLUMNS = (*PROFILES, "timestamp")
"""Columns that may be chosen besides the elements."""


def _text(period: object) -> object:
    """Let a year or a day stand without quotes."""
    if isinstance(period, date):
        return period.isoformat()
    return str(period) if isinstance(period, int) and not isinstance(period, bool) else period


def _written(value: object) -> str | None:
    """Give the text of a number: as it stands in the file, between quotes or not."""
    return value.written if isinstance(value, WrittenFloat) else value if isinstance(value, str) else None


def _people(value: object) -> object:
    """Read a number of people as people write it: ``1.200`` is a thousand two hundred."""
    text = _written(value)
    count = None if text is None else typed_count(text)
    return value if count is None else count


def _figure(value: object) -> object:
    """Read a number as people write it: ``81,5``."""
    text = _written(value)
    number = None if text is None else typed_number(text)
    return value if number is None else float(number)


def _weight(value: object) -> object:
    """Let a weight stand as a number, and be called as on the command line."""
    text = _written(value)
    return value if text is None else weight_name(text)


def _law(info: ValidationInfo) -> Regulation | None:
    """Give the instrument that names are checked against; none where the file has its own, or names a wrong one."""
    if "regulation" not in info.data:
        return None
    name = info.data["regulation"]
    return None if name is not None and name.endswith(".toml") else law_of(name)


def _element(*others: str) -> Callable[[str, ValidationInfo], str]:
    """Make the check that a name is an element's, or one of the others; a questionnaire may name its own."""

    def check(name: str, info: ValidationInfo) -> str:
        law = _law(info)
        if law is None or info.data.get("questionnaire", "wrong") is not None:
            return name
        known = [*(known for element in law.elements for known in (element.key, element.code)), *others]
        if name.strip().casefold() in {one.casefold() for one in known}:
            return name
        near = difflib.get_close_matches(name, known, n=1)
        keys = ", ".join(element.key for element in law.elements)
        words = f"did you mean {near[0]!r}?" if near else f"the elements are {keys}."
        kata = f"mungkin maksudnya {near[0]!r}?" if near else f"unsurnya {keys}."
        raise PydanticCustomError("unknown_name", "{words}", {"words": words, "id": kata})

    return check


class SurveyFile(BaseModel):
    """What a survey file may say; everything is optional.

    The instrument and the questionnaire stand before the weight and the columns, whose names depend on them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: str | None = None
    unit: str | None = None
    period: Annotated[str | None, BeforeValidator(_text)] = None
    population: Annotated[int | None, BeforeValidator(_people)] = Field(default=None, ge=0)
    target: Annotated[float | int | None, BeforeValidator(_figure)] = Field(default=None, gt=0, le=100)
    regulation: str | None = None
    questionnaire: str | None = None
    weight: Annotated[
        str | dict[Annotated[str, AfterValidator(_element())], str | float | int] | None, BeforeValidator(_weight)
    ] = None
    missing: Literal["available", "complete"] | None = None
    invalid: Literal["refuse", "blank"] | None = None
    order: Literal["definition", "annex"] | None = None
    sheet: str | int | None = None
    header: int | None = Field(default=None, ge=1)
    date_order: Literal["dmy", "mdy"] | None = None
    drop_duplicates: bool | None = None
    by: list[str] | None = None
    age_classes: list[str] | None = Field(default=None, min_length=1)
    minimum_group: int | None = Field(default=None, ge=LOWEST_MINIMUM)
    columns: dict[Annotated[str, AfterValidator(_element(*_OTHER_COLUMNS))], str | int | list[str | int]] | None = None
    labels: dict[Annotated[str, AfterValidator(_element())], dict[str, int]] | None = None

    _identity: dict[str, str] | None = PrivateAttr(default=None)

    @field_validator("period")
    @classmethod
    def _is_period(cls, period: str | None) -> str | None:
        if period is not None:
            period_of(period)
        return period

    @field_validator("regulation")
    @classmethod
    def _is_regulation(cls, name: str | None) -> str | None:
        if name is not None and not name.endswith(".toml"):
            law_of(name)
        return name

    @field_validator("age_classes")
    @classmethod
    def _are_classes(cls, classes: list[str] | None) -> list[str] | None:
        if classes is not None:
            age_bounds(classes)
        return classes

    @field_validator("questionnaire")
    @classmethod
    def _is_questionnaire(cls, name: str | None) -> str | None:
        if name is not None and not name.endswith(".toml"):
            questionnaire_of(name)
        return name

    @field_validator("weight")
    @classmethod
    def _is_weight(cls, weight: str | dict[str, Any] | None, info: ValidationInfo) -> str | dict[str, Any] | None:
        law = _law(info)
        if isinstance(weight, str) and law is not None:
            law.weights(weight)
        return weight

    def scoring(self) -> dict[str, Any]:
        """Give what the file says about scoring, as options of `ikm.score`."""
        return self._said("population", "target", "weight", "missing", "invalid", "minimum_group")

    def reading(self) -> dict[str, Any]:
        """Give what the file says about reading, as options of `ikm.load`; columns and labels are merged apart."""
        return self._said(
            "regulation", "questionnaire", "order", "sheet", "header", "period", "date_order", "drop_duplicates",
            "population",
        )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """Give everything the file says, plain."""
        return self.model_dump(exclude_none=True)

    def _said(self, *names: str) -> dict[str, Any]:
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def identity(self) -> dict[str, str] | None:
        """Give the name and hash of the file it was read from, for the provenance."""
        return self._identity


def parse_survey_file(text: str, name: str) -> SurveyFile:
    """Read the text of a survey file; ``name`` stands in the messages.

    Raises
    ------
    DefinitionError
        With every mistake, each with its line and, for an unknown name, the nearest valid one.
    """
    return parse_definition(text, SurveyFile, name, as_typed=True)


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
        data = place.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise OptionError(
            f"The survey file {place.name!r} cannot be read: {error.strerror}.",
            id=f"Berkas survei {place.name!r} tidak dapat dibaca: {cause(error)}.",
        ) from None
    except UnicodeDecodeError:
        raise OptionError(
            f"The survey file {place.name!r} is not UTF-8 text; save it as UTF-8.",
            id=f"Berkas survei {place.name!r} bukan teks UTF-8; simpan ulang sebagai UTF-8.",
        ) from None
    plan = parse_survey_file(text, place.name)
    beside = {
        name: str(place.parent / value)
        for name in ("questionnaire", "regulation")
        if (value := getattr(plan, name)) is not None and value.endswith(".toml")
    }
    plan = plan.model_copy(update=beside)
    plan._identity = {"name": place.name, "sha256": sha256(data).hexdigest()}  # noqa: SLF001 - its own module
    return plan
