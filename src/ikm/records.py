"""Records: the frozen models that several stages fill and give on.

A finding in words, what became of every row, when the answers came in, where a figure comes from, and what is printed
when data is refused.  Every result is made of them; none computes anything.

>>> from ikm.records import Ledger
>>> ledger = Ledger(read=12, header=1, blank=0, not_respondents=1, unanswered=0, refused=0, outside_period=0,
...                 duplicates=0, used=10)
>>> ledger.adds_up()
True
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - pydantic reads annotations when the class is made
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel

from ikm.frozen import FrozenMapping, frozen
from ikm.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)

__all__ = ["FindingRecord", "FrozenList", "FrozenModel", "Ledger", "Provenance", "Refusal", "Span"]

Item = TypeVar("Item")

_OF_PYDANTIC = (set(dir(BaseModel)) | set(dir(RootModel)) | {"model_config"}) - set(dir(object))


def own_names(model: type[BaseModel], names: Iterable[str]) -> list[str]:
    """Leave pydantic's names out of those completion shows: its methods are there without being offered."""
    own = {name for name in names if not name.startswith("_") or hasattr(object, name)}
    return sorted((own - _OF_PYDANTIC) | (set(model.model_fields) - {"root"}))


class _OwnNames(ModelMetaclass):
    def __dir__(cls) -> list[str]:  # noqa: N805 - of a class of classes
        return own_names(cls, super().__dir__())  # type: ignore[arg-type]


class FrozenModel(Shown, BaseModel, metaclass=_OwnNames):
    """A result: it cannot be changed, knows its fields, and holds no infinity and no NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants", allow_inf_nan=False)

    def __dir__(self) -> list[str]:
        return dir(type(self))

    def __str__(self) -> str:
        return repr(self)

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        return [(name, self._fields()[name]) for name in self._chosen()]

    def _fields(self) -> Mapping[str, object]:
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
    """One finding, in words."""

    code: str
    severity: Literal["error", "warning", "notice"]
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    message: str
    expected: str = ""
    action: str = ""


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
    used: int = Field(description="respondents counted")

    def adds_up(self) -> bool:
        """Tell whether every row is accounted for."""
        parts: dict[str, int] = self.model_dump(exclude={"read"})
        return sum(parts.values()) == self.read


class Span(FrozenModel):
    """The first and last moment of answering, as far as the survey has timestamps."""

    first: datetime
    last: datetime


class Provenance(FrozenModel):
    """Where a result comes from: enough to make it again and to prove that it is the same."""

    ikm_version: str
    regulation: str
    regulation_sha256: str
    questionnaire: str | None = None
    input_name: str | None = None
    input_sha256: str | None = None
    sheet: str | None = None
    options: FrozenMapping[str, Any]
    rows: Ledger | None = None
    columns: FrozenMapping[str, str] | None = Field(
        default=None, description="column letter or letters of each element"
    )


class Refusal(FrozenModel):
    """What ``--json`` prints when the data is refused: the findings, and no figure."""

    findings: tuple[FindingRecord, ...]
    findings_total: FrozenMapping[str, int]
    provenance: Provenance
