"""History: earlier periods as a survey file tells them, and the targets of periods.

An office that begins with ikm has its earlier figures in old reports: the index of a year, its grade, sometimes the
mean of each element.  They are written by hand, once, and stand in the trend beside what is scored.

>>> rows = [{"periode": 2022, "ikm": "82,24", "responden": "1.120", "unsur": {"U1": "3,21", "biaya": "90,5"}}]
>>> row = PastPeriod.model_validate(rows[0])
>>> row.period, row.ikm, row.respondents, row.elements
('2022', 82.24, 1120, {'U1': 3.21, 'biaya': 90.5})

The target of a year is that of its quarters too, unless they have their own:

>>> targets = {"2026": 82.0, "2026-Q4": 83.0, "2027": 90.0}
>>> target_of(targets, "Triwulan III 2026"), target_of(targets, "Triwulan IV 2026"), target_of(targets, "2025")
('2026', '2026-Q4', None)
"""

# No `from __future__ import annotations` here: pydantic would compile every annotation again at each start.

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from ikm.arguments import exact_number, shown_exactly, typed_count, weight_name
from ikm.errors import OptionError
from ikm.regulation import law_of
from ikm.responses.times import holding, readable
from ikm.surveys.flags import Options
from ikm.surveys.written import ElementName, Index, IndexName, Words, as_typed, figure, law_here, under

if TYPE_CHECKING:
    from pydantic import ValidatorFunctionWrapHandler

    from ikm.regulation import IndexInstrument, Regulation
    from ikm.responses import Responses

__all__ = ["PastPeriod", "Published", "same_period", "target_of", "told_apart", "usual_target"]

_MET: ContextVar[list[str] | None] = ContextVar("ikm_survey_periods", default=None)


@contextmanager
def told_apart() -> Iterator[None]:
    """Let no two of the rows that are read within be one period's."""
    before = _MET.set([])
    try:
        yield
    finally:
        _MET.reset(before)


def _number(value: object) -> object:
    """Let any number be one: those of a call may be decimals, fractions, or of numpy."""
    exact = None if isinstance(value, (str, float, int)) else exact_number(value)
    return value if exact is None else float(exact)


def _on_scale(value: float, law: "Regulation | IndexInstrument | None" = None) -> float:
    """Refuse what is neither an NRR nor a converted value: between the two scales there is nothing."""
    law = law or law_here() or law_of(None)
    low, high, factor = law.low, law.high, law.factor
    if low <= value <= high or low * factor <= value <= high * factor:
        return value
    scales = (low, high, low * factor, high * factor)
    shown = f"{value:g}"
    raise OptionError(
        "an NRR is {} to {}, a converted value {} to {} (it is {})".format(*scales, shown),
        id="NRR dari {} sampai {}, nilai konversi dari {} sampai {} (tertulis {})".format(
            *scales, shown.replace(".", ",")
        ),
    )


class _Named(Options):
    period: Annotated[
        Words,
        Field(min_length=1, validation_alias="periode", description="What the period is called: `2022`, `2026-Q1`."),
    ]

    @field_validator("period")
    @classmethod
    def _is_one(cls, period: str) -> str:
        met = _MET.get()
        if met is not None:
            if other := next((one for one in met if same_period(one, period)), None):
                raise OptionError(f"{other!r} stands above already", id=f"{other!r} sudah ada di atasnya")
            met.append(period)
        return period.strip()


class Published(Options):
    """An earlier period as it was published: its index, and what else is known of it."""

    # Before the figures, which are held to it.
    regulation: Annotated[
        str | None,
        Field(validation_alias="peraturan", description="The regulation, where it was another: `permenpanrb-16-2014`."),
    ] = None
    ikm: Annotated[
        float | int, as_typed(figure), BeforeValidator(_number), Field(description="The index, as it was published.")
    ]
    mutu: Annotated[str | None, Field(description="The grade, where it is not the one of the index.")] = None
    respondents: Annotated[
        int | None, Field(gt=0, validation_alias="responden", description="How many answered."), as_typed(typed_count)
    ] = None
    weight: Annotated[
        str | None, Field(validation_alias="bobot", description="The weight that was used."), as_typed(weight_name)
    ] = None
    target: Annotated[Index | None, BeforeValidator(_number), Field(description="The target of that period.")] = None
    elements: Annotated[
        dict[ElementName, Annotated[Index, BeforeValidator(_number), AfterValidator(_on_scale)]],
        Field(validation_alias="unsur", description="The NRR (1–4) or the converted value (25–100) of elements."),
    ] = Field(default_factory=dict)

    indices: Annotated[
        dict[IndexName, Annotated[Index, BeforeValidator(_number)]],
        Field(validation_alias="indeks", description="Other indices, as they were published: `spak = 87,5`."),
    ] = Field(default_factory=dict)

    @field_validator("indices")
    @classmethod
    def _are_on_scale(cls, indices: dict[str, float]) -> dict[str, float]:
        from ikm.regulation import load_index  # noqa: PLC0415 - few survey files name any

        for key, value in indices.items():
            _on_scale(value, load_index(key))
        return indices

    @field_validator("regulation")
    @classmethod
    def _is_regulation(cls, name: str | None) -> str | None:
        law_of(name)
        return name

    @field_validator("ikm")
    @classmethod
    def _is_index(cls, value: float, info: ValidationInfo) -> float:
        """Refuse what is no index; a mean on the scale of the answers is recognised, and its index said."""
        law, exact = _law(info) or law_of(None), exact_number(value)
        if exact is not None and law.lowest_index <= law.round_index(exact) <= law.bands[-1].high:
            return value
        low, high, shown = law.low * law.factor, law.high * law.factor, f"{value:g}"
        english, indonesian = f"an index is {low} to {high} (it is {shown})", f"IKM dari {low} sampai {high}"
        indonesian += f" (tertulis {_comma(shown)})"
        if exact is not None and law.low <= exact <= law.high:
            index = shown_exactly(exact * law.factor)
            english += f"; an NRR of {shown} is an index of {index}, so write {index}"
            indonesian += f"; NRR {_comma(shown)} sama dengan IKM {_comma(index)}, jadi tulis {_comma(index)}"
        raise OptionError(english, id=indonesian)

    @field_validator("mutu")
    @classmethod
    def _is_grade(cls, mutu: str | None, info: ValidationInfo) -> str | None:
        law, written = _law(info), None if mutu is None else mutu.strip().upper()
        bands = sorted(band.mutu for band in law.bands) if law is not None else ()
        if written is None or law is None or written in bands:
            return written
        grades = ", ".join(bands)
        raise OptionError(f"the grades are {grades} (it is {mutu!r})", id=f"mutunya {grades} (tertulis {mutu!r})")

    @field_validator("weight")
    @classmethod
    def _is_weight(cls, weight: str | None, info: ValidationInfo) -> str | None:
        law, exact = _law(info), None if weight is None else exact_number(weight)
        if weight is None or law is None or weight == "own" or (exact is not None and 0 < exact < 1):
            return weight
        names = [rule.name for rule in law.weight_rules]
        if weight in names:
            return weight
        known = ", ".join(names)
        raise OptionError(f"a weight is {known} (it is {weight!r})", id=f"bobotnya {known} (tertulis {weight!r})")

    @field_validator("elements", mode="wrap")
    @classmethod
    def _of_its_law(
        cls, elements: object, handler: "ValidatorFunctionWrapHandler", info: ValidationInfo
    ) -> dict[str, float]:
        """Hold the names of the elements to the period's own instrument."""
        with under(_law(info)):
            read: dict[str, float] = handler(elements)
        return read


def _comma(number: str) -> str:
    return number.replace(".", ",")


def _law(info: ValidationInfo) -> "Regulation | None":
    """Give the instrument of the period: its own, else the survey's; none where that is the office's own."""
    name = info.data.get("regulation")
    return law_of(name) if name is not None else law_here()


class PastPeriod(Published, _Named):
    """An earlier period in a survey file, by its name."""


def same_period(one: str, other: str) -> bool:
    """Tell whether two names are one period's: ``2026-Q3`` and ``Triwulan III 2026``."""
    if one.strip().casefold() == other.strip().casefold():
        return True
    first, second = readable(one), readable(other)
    return first is not None and second is not None and (first.first, first.end) == (second.first, second.end)


def target_of(targets: Mapping[str, float], period: str) -> str | None:
    """Say which of the targets is a period's: its own, else that of the shortest span around it."""
    if own := next((name for name in targets if same_period(name, period)), None):
        return own
    inner = readable(period)
    spans = [(span.end - span.first, name) for name in targets if (span := readable(name)) is not None]
    around = [
        (length, name)
        for length, name in spans
        if inner is not None and (span := readable(name)) and span.first <= inner.first and inner.end <= span.end
    ]
    return min(around)[1] if around else None


def usual_target(targets: Mapping[str, float], responses: "Responses") -> float | None:
    """Give the target of the period that answers were asked for, else of the one they lie in."""
    label, span = responses.options.get("period"), responses.times.span()
    if label is None and span is not None and (held := holding(*span)) is not None:
        label = held.label
    name = None if label is None else target_of(targets, str(label))
    return None if name is None else float(targets[name])
