"""Records: the frozen models that several stages fill and give on.

A finding as JSON, what became of every row, when the answers came in, and where a figure comes from.  Every result is
made of them; none computes anything.

>>> from ikm.records import Ledger
>>> ledger = Ledger(read=12, header=1, blank=0, not_respondents=1, unanswered=0, refused=0, outside_period=0,
...                 duplicates=0, used=10)
>>> ledger.adds_up()
True
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel, WithJsonSchema

from ikm.frozen import FrozenMapping, frozen
from ikm.shown import Brief

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)

__all__ = [
    "ABOUT_FORMAT",
    "ABOUT_VERSION",
    "FindingRecord",
    "FrozenList",
    "FrozenModel",
    "InputRecord",
    "Ledger",
    "PlannedChoice",
    "Provenance",
    "Span",
]

ABOUT_FORMAT = "the kind of object this is"
ABOUT_VERSION = "the version of its form; within one names are only added"
"""What ``format`` and ``version`` are, alike at the head of every kind."""

_LETTERS = "^[A-Z]+$"


Item = TypeVar("Item")

_OF_PYDANTIC = (set(dir(BaseModel)) | set(dir(RootModel)) | {"model_config", "root"}) - set(dir(object))


def own_names(model: type[BaseModel], names: Iterable[str]) -> list[str]:
    """Leave pydantic's names out of those completion shows: its methods are there without being offered."""
    own = {name for name in names if not name.startswith("_") or hasattr(object, name)}
    return sorted((own | set(model.model_fields)) - _OF_PYDANTIC)


class _OwnNames(ModelMetaclass):
    def __dir__(cls) -> list[str]:  # noqa: N805 - of a class of classes
        return own_names(cls, super().__dir__())  # type: ignore[arg-type]


class FrozenModel(Brief, BaseModel, metaclass=_OwnNames):
    """A result: it cannot be changed, knows its fields, and holds no infinity and no NaN.

    JSON of a later ikm may have more names; they are ignored when it is read.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", ser_json_inf_nan="constants", allow_inf_nan=False)

    def __dir__(self) -> list[str]:
        return dir(type(self))

    def __str__(self) -> str:
        return repr(self)

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return [(name, self._facts()[name]) for name in self._headlined()]

    def _facts(self) -> Mapping[str, object]:
        return {name: self.__dict__[name] for name in type(self).model_fields}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy with some fields replaced; what comes in is frozen as when the model was made."""
        return super().model_copy(update={name: frozen(value) for name, value in (update or {}).items()}, deep=deep)


class FrozenList(RootModel[tuple[Item, ...]], Generic[Item]):
    """Several of a kind, in order, that cannot be changed."""

    model_config = ConfigDict(frozen=True)

    def __iter__(self) -> Iterator[Item]:  # type: ignore[override]  # pydantic's gives fields
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)

    def __dir__(self) -> list[str]:
        return own_names(type(self), super().__dir__())

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)}>"

    def __str__(self) -> str:
        return repr(self)


class FindingRecord(FrozenModel):
    """One thing found in the data: where, what, and what to do."""

    model_config = ConfigDict(title="Finding")

    code: str = Field(description="the kind of finding; `findings.md` lists them")
    severity: Literal["error", "warning", "notice"] = Field(
        description="`error` stops scoring, `warning` qualifies the figure, `notice` tells"
    )
    sheet: str | None = Field(default=None, description="the worksheet; null for a CSV file or a table in memory")
    cell: str | None = Field(
        default=None, description="the cell, such as `F17`; for a whole row its first cell, for a column its first row"
    )
    row: int | None = Field(default=None, description="the file's own row number, from 1")
    column: str | None = Field(default=None, pattern=_LETTERS, description="the file's own column, in letters")
    value: str | None = Field(default=None, description="the value met; never free text or personal data")
    label: str | None = Field(
        default=None, description="the row's label in the index of the frame that was read, where it is a whole number"
    )
    message: str = Field(description="what was found, in one or two sentences")
    expected: str = Field(default="", description="what would have been right; empty where the message says it")
    action: str = Field(default="", description="what to do about it now")
    columns: tuple[Annotated[str, Field(pattern=_LETTERS)], ...] = Field(
        default=(), description="the columns a finding about the form speaks of"
    )
    details: FrozenMapping[str, int | str | FrozenMapping[str, str]] = Field(
        default_factory=dict,
        validate_default=True,
        description="what the words name: texts and numbers, or a text in each language",
    )
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")
    file: str | None = Field(
        default=None, description="the file it was met in, where several were put together; null for one file"
    )


class Ledger(FrozenModel):
    """What became of every row of the input; the other parts add up to ``read``."""

    _headline: ClassVar = ("read", "used")

    read: int = Field(description="rows of the sheet, from the first to the last that holds something")
    header: int = Field(description="the header row and everything above it")
    blank: int = Field(description="rows with nothing in them")
    not_respondents: int = Field(description="totals, averages and repeated headers")
    unanswered: int = Field(description="respondents who answered no element")
    refused: int = Field(description="rows whose answers cannot be used")
    outside_period: int = Field(description="respondents outside the period asked for")
    duplicates: int = Field(description="exact copies left out because the caller chose so")
    resubmissions: int = Field(
        default=0, description="questionnaires sent again within a minute, left out because the caller chose so"
    )
    excluded: int = Field(default=0, description="rows left out by their numbers because the caller chose so")
    used: int = Field(description="respondents counted")

    def adds_up(self) -> bool:
        """Tell whether every row is accounted for."""
        parts: dict[str, int] = self.model_dump(exclude={"read"})
        return sum(parts.values()) == self.read


LocalTime = Annotated[datetime, WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"})]
"""A time as an export has it; no ``date-time`` in a schema, which has an offset from UTC."""


class Span(FrozenModel):
    """The first and last moment of answering, as far as the survey has timestamps."""

    first: LocalTime = Field(description="the first moment, as the file has it: ISO 8601 without an offset")
    last: LocalTime = Field(description="the last moment")


class InputRecord(FrozenModel):
    """One of several files that were put together as one survey."""

    _headline: ClassVar = ("name", "sha256")

    name: str = Field(description="the name of the file")
    sha256: str | None = Field(default=None, description="SHA-256 of its bytes")
    sheet: str | None = Field(default=None, description="the worksheet that was read")
    rows: Ledger = Field(description="what became of its rows")
    columns: FrozenMapping[str, str] = Field(description="column letter or letters of each element in it")


class Provenance(FrozenModel):
    """Where a result comes from: enough to make it again and to prove that it is the same."""

    ikm_version: str = Field(description="the version of ikm that made it")
    regulation: str = Field(description="the instrument, such as `permenpanrb-14-2017`")
    regulation_sha256: str = Field(description="SHA-256 of the instrument's data")
    questionnaire: str | None = Field(default=None, description="the questionnaire the form was read with")
    input_name: str | None = Field(
        default=None, description="the name of the file; of several put together, their names joined by ` + `"
    )
    input_sha256: str | None = Field(
        default=None, description="SHA-256 of the file's bytes; null where several were put together"
    )
    sheet: str | None = Field(default=None, description="the worksheet that was read")
    options: FrozenMapping[str, Any] = Field(description="every option of reading and scoring that was given or chosen")
    rows: Ledger | None = Field(default=None, description="what became of every row")
    columns: FrozenMapping[str, str] | None = Field(
        default=None,
        description="column letter or letters of each element; null where they differ between several files",
    )
    inputs: tuple[InputRecord, ...] = Field(
        default=(), description="each file, where several were put together as one survey; empty for one file"
    )

    @property
    def hashes(self) -> str | None:
        """SHA-256 of the file, or of each of several, in their order; None where one has none."""
        if not self.inputs:
            return self.input_sha256
        each = [one.sha256 for one in self.inputs]
        return ", ".join(one for one in each if one is not None) if None not in each else None


@dataclass(frozen=True, slots=True)
class PlannedChoice:
    """The columns of an element as a survey file names them: they may be called otherwise in a later form.

    Parameters
    ----------
    choice : str, int, or sequence of them
        What the file names.
    name : str
        The element, as it is written there.
    file : str, optional
        The name of the file.
    line : int, optional
        Where in it they stand.
    """

    choice: str | int | Sequence[str | int]
    name: str
    file: str | None = None
    line: int | None = None

    @property
    def places(self) -> dict[str, str]:
        """Say in both languages where they stand."""
        if self.file is None or self.line is None:
            return {"id": "berkas survei", "en": "the survey file"}
        return {"id": f"{self.file} baris {self.line}", "en": f"{self.file} line {self.line}"}
