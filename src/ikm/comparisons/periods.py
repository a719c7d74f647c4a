"""One period of a trend: its figures, whether they were scored now, kept as a file, or are all that was published.

What is not known stays unknown: a published index has no counts, and may have no elements and no number of
respondents.  Its grade is read from the bands of the instrument it was published under.

>>> from ikm.comparisons.periods import period_of_source
>>> from ikm.surveys import Published
>>> earlier = period_of_source("2022", Published(ikm="82,24"))
>>> earlier.ikm, earlier.mutu, earlier.published, earlier.respondents
(82.24, 'B', True, None)
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, ValidationError

from ikm.arguments import contents_of
from ikm.errors import OptionError
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenModel, Span
from ikm.regulation import builtin_regulations, law_of, load_index, round_half_up
from ikm.responses import Responses
from ikm.scoring import IKMResult, Uncertainty
from ikm.surveys import READING, SCORING, Published, Scoring, counted_indices, leave_unasked, load, score, under
from ikm.tallies import Tally, TallyFile, read_tally

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.regulation import Element, Regulation
    from ikm.surveys import SurveyFile

__all__ = [
    "PeriodElement",
    "PeriodIndex",
    "PeriodResult",
    "counted_result",
    "for_each_period",
    "kept_figures",
    "period_of_source",
]

_LARGEST = 64 << 20
"""How many bytes a result that was kept may have."""


class PeriodElement(FrozenModel):
    """An element in one period."""

    key: str = Field(description="the element, named by its meaning")
    code: str = Field(description="its code")
    name: str = Field(description="its name in the language of the comparison")
    nrr: float = Field(description="mean score; as it was published, or unrounded")
    nrr_exact: str = Field(description="the same as an exact fraction")
    ikm: float = Field(description="the mean on the converted scale, rounded half up")
    mutu: str = Field(description="the grade of that figure")


class PeriodIndex(FrozenModel):
    """An index besides the IKM, in one period."""

    key: str = Field(description="the instrument it is made by, such as `spak`")
    short: str = Field(description="what it is called beside a figure")
    name: str = Field(description="the title of the instrument")
    value: float = Field(description="the figure that is published")
    scale: Literal["converted", "mean"] = Field(description="whether it is the converted index or the mean")
    ikm: float = Field(description="the converted index, rounded half up")
    mutu: str = Field(description="its grade")


class PeriodResult(FrozenModel):
    """The figures of one period."""

    _headline: ClassVar = ("label", "ikm", "mutu")

    label: str = Field(description="what the period is called")
    published: bool = Field(description="whether the figures are as published, not computed here")
    ikm: float = Field(description="the index, rounded half up")
    ikm_exact: str | None = Field(default=None, description="the index before rounding; null where it is not known")
    mutu: str = Field(description="its grade under the instrument of that period")
    kinerja: str = Field(description="its grade in words")
    respondents: int | None = Field(default=None, description="questionnaires counted; null where not known")
    weight: str | None = Field(default=None, description="the name of the weight; null where not known")
    own_weights: FrozenMapping[str, str] | None = Field(
        default=None, description="weights of one's own, as exact fractions; null for a named weight"
    )
    regulation: str = Field(description="the instrument of that period")
    questionnaire: str | None = Field(default=None, description="the questionnaire, where one was named")
    input_name: str | None = Field(default=None, description="the file it comes from")
    input_sha256: str | None = Field(default=None, description="SHA-256 of the file's bytes")
    asked: str | None = Field(default=None, description="the part of the file that was asked for; null for all of it")
    target: float | None = Field(default=None, description="the index aimed at in that period")
    reached: bool | None = Field(default=None, description="whether the index is the target or above")
    period: Span | None = Field(default=None, description="the first and last moment of answering, where known")
    elements: tuple[PeriodElement, ...] = Field(default=(), description="the elements; none where not known")
    counts: FrozenMapping[str, FrozenMapping[str, int]] | None = Field(
        default=None, description="how many gave each level of each element; null where not known"
    )
    uncertainty: Uncertainty | None = Field(default=None, description="how sure the index is; null where not known")
    indices: tuple[PeriodIndex, ...] | None = Field(
        default=None, description="the other indices of that period, such as SPAK; null where none is known"
    )

    def shares_file(self, other: PeriodResult) -> bool:
        """Tell whether both are known to come of one file."""
        return self.input_sha256 is not None and self.input_sha256 == other.input_sha256

    def overlaps(self, other: PeriodResult) -> bool:
        """Tell whether the times of answering of both are known to have some part in common."""
        if self.period is None or other.period is None:
            return False
        return self.period.first <= other.period.last and other.period.first <= self.period.last

    def index(self, key: str) -> PeriodIndex | None:
        """Give another index by its key; None where this period has none."""
        return next((one for one in self.indices or () if one.key == key), None)

    def element(self, key: str) -> PeriodElement | None:
        """Give an element by its key; None where this period has no such figure."""
        return next((one for one in self.elements if one.key == key), None)


def period_of_source(
    label: str,
    source: Any,  # noqa: ANN401 - told apart here
    *,
    target: float | None = None,
    usual: float | None = None,
    survey: SurveyFile | None = None,
    lang: Language = "id",
    **options: Any,  # noqa: ANN401 - those of ikm.score
) -> PeriodResult:
    """Give the figures of a period.

    Parameters
    ----------
    label : str
        What the period is called.
    source : IKMResult, Published, float, mapping, TallyFile, path or whatever `ikm.score` takes
        A result, figures as published (the index alone, or a mapping of what `Published` has), counts, the path of a
        result or of counts kept as JSON, or a survey, which is scored.
    target : float, optional
        The index aimed at in that period, whatever the source says.
    usual : float, optional
        The index aimed at where neither is there.
    survey : SurveyFile, optional
        The survey file, for what is scored here.
    lang : {"id", "en"}
        The language of the names.
    **options
        Options of `ikm.score`, for what is scored here.

    Raises
    ------
    OptionError
        If the figures as published make no sense, or a kept file is not what ikm wrote.
    SourceError, ResponseError
        If a survey or counts cannot be read or scored.
    """
    if isinstance(source, (str, Path)) and Path(source).suffix.casefold() == ".json":
        source = kept_figures(Path(source))
    if isinstance(source, (int, float)) and not isinstance(source, bool):
        source = {"ikm": source}
    if isinstance(source, (Mapping, Published)):
        name = options.get("regulation") if survey is None else options.get("regulation") or survey.regulation
        law = law_of(name)
        known = source if isinstance(source, Published) else _published(label, source, law)
        used = law if known.regulation is None else law_of(known.regulation)
        return _as_published(label, known, used, target or known.target or usual, lang)
    if isinstance(source, (TallyFile, Tally)):
        source = counted_result(source, survey, lang, options)
    elif isinstance(source, IKMResult):
        _refuse_other(label, source, options)
    if not isinstance(source, IKMResult):
        source = _scored(source, survey, lang, options)
    result = source.translated(lang) if source.lang != lang else source
    return _as_scored(label, result, target or (result.target.value if result.target is not None else usual))


def _refuse_other(label: str, kept: IKMResult, options: Mapping[str, Any]) -> None:
    """Refuse what a result that was scored already cannot follow: it holds figures, and no answers to score again."""
    made = {"weight": kept.weight, "missing": kept.provenance.options.get("missing")}
    for name, value in made.items():
        asked = options.get(name)
        if asked is not None and value is not None and asked != value:
            raise OptionError(
                f"{label} is a kept result with {name}={value!r}; it holds no answers to score again with {asked!r}. "
                "Give its export, or its counts (ikm tally), in its place.",
                id=f"{label} adalah hasil yang disimpan, dihitung dengan --{name} {value}; jawabannya tidak ada di "
                f"dalamnya, jadi tidak dapat dihitung dengan {asked}. Gantilah dengan berkas jawabannya, atau "
                "rekapitulasinya (ikm rekap).",
            )


def _scored(source: Any, survey: SurveyFile | None, lang: Language, options: Mapping[str, Any]) -> IKMResult:  # noqa: ANN401 - as `score`
    """Score a survey; of several periods an early one may not ask for an index yet."""
    if isinstance(source, Responses) or not (options.get("index") or (survey is not None and survey.index)):
        return score(source, survey=survey, lang=lang, **options)
    reading = {name: value for name, value in options.items() if name in READING}
    scoring = {name: value for name, value in options.items() if name in SCORING and name != "regulation"}
    return score(leave_unasked(load(source, survey=survey, **reading)), survey=survey, lang=lang, **scoring)


def for_each_period(survey: SurveyFile | None) -> SurveyFile | None:
    """Leave out of a survey file what it says of one period alone: which answers count, and the target."""
    if survey is None:
        return None
    return survey.model_copy(update={"period": None, "exclude_rows": None, "target": None})


def kept_figures(path: Path) -> IKMResult | TallyFile:
    """Read a result or counts that were kept as JSON.

    Raises
    ------
    OptionError
        If it cannot be read, or is something else.
    """
    data = contents_of(path, most=_LARGEST)
    kind = None
    with contextlib.suppress(ValueError, AttributeError):  # of no JSON, of another JSON, of a model
        kind = json.loads(data).get("format") if len(data) <= _LARGEST else None
        if kind == "ikm-result":
            return IKMResult.model_validate_json(data)
        if kind == "ikm-tally":
            return read_tally(data)
    if kind == "ikm-agency":
        raise OptionError(
            f"{path.name} holds several units; a trend is of one. Give what was kept of one unit.",
            id=f"{path.name} berisi beberapa unit, sedangkan tren dibuat untuk satu unit. Gunakan hasil satu unit.",
        )
    raise OptionError(
        f"{path.name} holds no result and no counts that ikm wrote; make one with: ikm score FILE --out {path.name}",
        id=f"{path.name} tidak berisi hasil atau rekapitulasi yang ditulis ikm; buat dengan: ikm nilai BERKAS --hasil "
        f"{path.name}",
    )


def counted_result(
    source: TallyFile | Tally, survey: SurveyFile | None, lang: Language, options: Mapping[str, Any]
) -> IKMResult:
    """Score counts: how they were read is settled already, and what they came from is known."""
    scoring = {name: value for name, value in options.items() if name in SCORING}
    asked = {**Scoring.settled(survey, scoring).said("by", "by_elements"), "lang": lang}
    law = options.get("regulation") or (None if survey is None else survey.regulation)
    if isinstance(source, Tally):
        return score(source, regulation=law, **asked)
    if law is None and source.regulation in builtin_regulations():
        law = source.regulation
    said = {"population": source.population, "invalid": source.invalid, **asked}
    result = score(source.tally, regulation=law, **said)
    came: dict[str, Any] = {"questionnaire": source.questionnaire}
    if len(source.inputs) == 1:
        came |= {"input_name": source.inputs[0].name, "input_sha256": source.inputs[0].sha256}
    if source.indices:
        result = result.model_copy(update={"indices": counted_indices(source, said, (), lang)[0]})
    update = {"period": source.period, "provenance": result.provenance.model_copy(update=came), "unit": source.unit}
    return result.model_copy(update=update)


def _published(label: str, source: Mapping[str, Any], law: Regulation) -> Published:
    try:
        with under(law):
            return Published.model_validate(dict(source))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        english, indonesian = f"{place}: {first['msg']}", f"{place} tidak dapat digunakan ({first['input']!r})"
        refusal = first.get("ctx", {}).get("error")
        if isinstance(refusal, OptionError):
            english, indonesian = f"{place}: {refusal.words('en')}", f"{place}: {refusal.words('id')}"
        raise OptionError(
            f"The published figures of {label!r}: {english}.", id=f"Nilai terbit periode {label!r}: {indonesian}."
        ) from None


def _as_published(
    label: str, published: Published, law: Regulation, aimed: float | None, lang: Language
) -> PeriodResult:
    index = round_half_up(Fraction(str(published.ikm)), law.decimals)
    band = next((one for one in law.bands if one.mutu == published.mutu), None)
    if band is None and published.mutu is not None:
        grades = ", ".join(sorted(one.mutu for one in law.bands))
        raise OptionError(
            f"The published figures of {label!r}: there is no grade {published.mutu!r}; the grades are {grades}.",
            id=f"Nilai terbit periode {label!r}: tidak ada mutu {published.mutu!r}; mutunya {grades}.",
        )
    named = band or law.band(index)
    elements = []
    for element, written in _elements(label, published, law):
        exact = Fraction(str(written))
        mean = exact if exact <= law.high else exact / law.factor
        value = round_half_up(mean * law.factor, law.decimals)
        elements.append(
            PeriodElement(
                key=element.key, code=element.code, name=element.name(lang), nrr=float(mean), nrr_exact=str(mean),
                ikm=float(value), mutu=law.band(value).mutu,
            )
        )  # fmt: skip
    return PeriodResult(
        label=label,
        published=True,
        ikm=float(index),
        mutu=named.mutu,
        kinerja=named.called(lang),
        respondents=published.respondents,
        weight=published.weight,
        regulation=law.key,
        target=aimed,
        reached=None if aimed is None else Fraction(index) >= Fraction(str(aimed)),
        elements=tuple(elements),
        indices=tuple(_index(key, figure, lang) for key, figure in published.indices.items()) or None,
    )


def _index(key: str, figure: float, lang: Language) -> PeriodIndex:
    """Give another index as it was published: on whichever scale, with the grade of its converted figure."""
    index = load_index(key)
    exact = Fraction(str(figure))
    mean = exact <= index.high
    converted = round_half_up(exact * index.factor if mean else exact, index.decimals)
    band = index.law(index.items).band(converted)
    return PeriodIndex(
        key=key, short=index.short, name=index.title[lang], value=figure, scale="mean" if mean else "converted",
        ikm=float(converted), mutu=band.mutu,
    )  # fmt: skip


def _elements(label: str, published: Published, law: Regulation) -> list[tuple[Element, float]]:
    """Give the published figure of each element, by its key or its code, in the order of the instrument."""
    left = dict(published.elements)
    found = [
        (element, left.pop(name)) for element in law.elements for name in (element.key, element.code) if name in left
    ]
    if left:
        known = ", ".join(element.key for element in law.elements)
        raise OptionError(
            f"The published figures of {label!r} name {next(iter(left))!r}; the elements are {known}.",
            id=f"Nilai terbit periode {label!r} menyebut {next(iter(left))!r}; unsurnya {known}.",
        )
    return found


def _as_scored(label: str, result: IKMResult, aimed: float | None) -> PeriodResult:
    made = result.provenance
    own = made.options.get("weight")
    return PeriodResult(
        label=label,
        published=False,
        ikm=result.ikm,
        ikm_exact=result.ikm_exact,
        mutu=result.mutu,
        kinerja=result.kinerja,
        respondents=result.respondents,
        weight=result.weight,
        own_weights=own if result.weight == "own" and isinstance(own, Mapping) else None,
        regulation=made.regulation,
        questionnaire=made.questionnaire,
        input_name=made.input_name,
        input_sha256=made.input_sha256,
        asked=made.options.get("period"),
        target=aimed,
        reached=None if aimed is None else Fraction(str(result.ikm)) >= Fraction(str(aimed)),
        period=result.period,
        elements=tuple(
            PeriodElement(
                key=one.key,
                code=one.code,
                name=one.name,
                nrr=one.nrr,
                nrr_exact=one.nrr_exact,
                ikm=one.ikm,
                mutu=one.mutu,
            )
            for one in result.elements
        ),
        counts={one.key: one.counts for one in result.elements},
        uncertainty=result.uncertainty,
        indices=tuple(
            PeriodIndex(
                key=one.key, short=one.short, name=one.name, value=one.value, scale=one.scale, ikm=one.ikm,
                mutu=one.mutu,
            )
            for one in result.indices or ()
        )
        or None,
    )  # fmt: skip
