r"""Survey files: what belongs to one survey, said once, in a file beside its form.

A ``survei.toml`` holds the title, the unit, population, target, weight, questionnaire and the columns of one form, so
that next quarter's export needs nothing but ``ikm score FILE --survey survei.toml``.  ``ikm init`` writes one for a
form (`ikm.cli.drafts`); `read_survey_file` reads one back, and says of every mistake on which line it stands and what
was probably meant.

Beside the options it holds what belongs to the survey over the years: earlier periods (`ikm.surveys.history`), targets,
and the follow-up plan (`ikm.surveys.plans`).

Columns are written by their header text, because a later export may have more columns before them.  Numbers stand as
people write them, with quotes or without: ``target = 81,5``, ``population = 1.200``.

>>> from ikm.surveys.files import parse_survey_file
>>> text = 'title = "SKM 2026"\npopulation = 205\n[columns]\nsarana = "Ruang tunggu"\n'
>>> plan = parse_survey_file(text, "survei.toml")
>>> plan.population, plan.columns
(205, {'sarana': 'Ruang tunggu'})
>>> parse_survey_file('populasi = 205', "survei.toml").population
205
>>> parse_survey_file('populaton = 205', "survei.toml")
Traceback (most recent call last):
    ...
ikm.errors.DefinitionError: survei.toml, line 1: there is no 'populaton'; did you mean 'population'?
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    PrivateAttr,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from ikm.arguments import contents_of
from ikm.errors import OptionError
from ikm.findings import Language, Typed
from ikm.records import PlannedChoice
from ikm.regulation import line_of, parse_definition
from ikm.responses import age_bounds
from ikm.surveys.history import PastPeriod, told_apart
from ikm.surveys.options import Reading, Scoring, law_said
from ikm.surveys.plans import Undertaking  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.surveys.written import Index, under

__all__ = ["SurveyFile", "parse_survey_file", "read_survey_file"]


_FIGURES = {"gabungan": "pooled", "rata-rata": "mean", "tertimbang": "weighted"}
"""The three figures of several units, as an office calls them."""


class _Heading(BaseModel):
    """What stands at the top of a survey file, and names come in this order where they are listed."""

    title: str | None = Field(
        default=None, validation_alias="judul", description="The survey's title, for people who read the file."
    )
    unit: str | None = Field(default=None, description="The unit surveyed, kept in the file of counts.")


class SurveyFile(Scoring, Reading, _Heading):
    """What a survey file may say: how it is read and scored, and what only a file says; everything is optional.

    Of several bases pydantic takes the fields of the last first: those of `Reading` stand before the weight, whose
    names depend on the instrument.
    """

    age_classes: Annotated[
        list[str] | None,
        Field(
            min_length=1, description='Classes of ages in a breakdown, from the youngest: `["17-25", "26-35", "36+"]`.'
        ),
    ] = None

    history: Annotated[
        list[PastPeriod] | None,
        Field(
            validation_alias="riwayat",
            description="Earlier periods, a table `[[history]]` for each: they stand in the trend.",
        ),
    ] = None
    targets: Annotated[
        dict[str, Index] | None,
        Field(
            validation_alias="target_periode",
            description="The target of each period, `2026 = 82`, and of the last year of a plan.",
        ),
    ] = None
    plan: Annotated[
        list[Undertaking] | None,
        Field(
            validation_alias="tindak_lanjut",
            description="The follow-up plan, a table `[[plan]]` for each of its rows.",
        ),
    ] = None

    agency_figure: Annotated[
        Literal["pooled", "mean", "weighted"] | None,
        Field(
            validation_alias="nilai_instansi",
            description='Which of the three figures of several units the office publishes: `"pooled"`, `"mean"` or '
            '`"weighted"` (`"gabungan"`, `"rata-rata"`, `"tertimbang"`).',
        ),
        BeforeValidator(lambda said: _FIGURES.get(said, said) if isinstance(said, str) else said),
    ] = None

    _identity: dict[str, str] | None = PrivateAttr(default=None)
    _text: str = PrivateAttr(default="")
    _name: str | None = PrivateAttr(default=None)

    @field_validator("age_classes")
    @classmethod
    def _are_classes(cls, classes: list[str] | None) -> list[str] | None:
        if classes is not None:
            age_bounds(classes)
        return classes

    @field_validator("history", "plan", mode="wrap")
    @classmethod
    def _of_this_form(cls, rows: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:  # noqa: ANN401 - the rows of either
        """Hold names of elements to the survey's instrument; a questionnaire may have its own."""
        with under(law_said(info) if info.data.get("questionnaire", "wrong") is None else None), told_apart():
            return handler(rows)

    def reading(self) -> dict[str, Any]:
        """Give what the file says about reading; columns and labels are left out: they go together with others."""
        return Reading.settled(self, {}).said("columns", "labels")

    def blamed(self, error: OptionError, given: Mapping[str, Any]) -> OptionError:
        """Put the line of the file before an error about what it says; one about what a call gives is given back.

        Parameters
        ----------
        error : OptionError
            What was refused.
        given : mapping
            The options of the call, which win over the file's.
        """
        option, *path = error.about or ("",)
        said = getattr(self, option, None) if self._name is not None else None
        mine = given.get(option)
        if said is None or (mine and (not path or not isinstance(mine, Mapping) or path[0] in mine)):
            return error
        if option == "labels":
            path = next(([key, *path] for key, table in said.items() if path[0] in table), path)
        name, line = self._name, self._line(option, path)
        said_of = f"{'.'.join([option, *path])!r}: "
        place = (
            Typed("map", key=path[0]) if option == "columns" and path else f'{Typed("label")} "{"".join(path[-1:])}"'
        )
        languages: tuple[Language, ...] = ("en", "id")
        english, indonesian = (error.words(lang).removeprefix(f"{place}: ") for lang in languages)
        return OptionError(
            f"{name}, line {line}: {said_of}{english}", id=f"{name}, baris {line}: {said_of}{indonesian}"
        )

    def planned(self) -> dict[str, PlannedChoice]:
        """Give the columns the file names, each with its place in it."""
        return {
            name: PlannedChoice(choice, name, self._name, self._line("columns", [name]) if self._text else None)
            for name, choice in (self.columns or {}).items()
        }

    def _line(self, option: str, path: list[str]) -> int:
        """Find the line of an option, under whichever of its names it stands."""
        other = type(self).model_fields[option].validation_alias
        names = [option, other] if isinstance(other, str) else [option]
        return max(line_of(self._text, (name, *path)) for name in names)

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
    plan = parse_definition(text, SurveyFile, name, as_typed=True)
    plan._text, plan._name = text, name  # noqa: SLF001 - its own module
    return plan


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
    data = contents_of(place, called=("The survey file", "Berkas survei"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OptionError(
            f"The survey file {place.name!r} is not UTF-8 text; save it as UTF-8.",
            id=f"Berkas survei {place.name!r} bukan teks UTF-8; simpan ulang sebagai UTF-8.",
        ) from None
    plan = parse_survey_file(text, place.name)
    beside: dict[str, object] = {
        name: str(place.parent / value)
        for name in ("questionnaire", "regulation")
        if (value := getattr(plan, name)) is not None and value.endswith(".toml")
    }
    if plan.index:
        own = [str(place.parent / one) if one.endswith(".toml") else one for one in plan.index]
        beside["index"] = own
    plan = plan.model_copy(update=beside)
    plan._identity = {"name": place.name, "sha256": sha256(data).hexdigest()}  # noqa: SLF001 - its own module
    return plan
