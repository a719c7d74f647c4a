"""The whole way, from a source to a result: what `ikm.load` and `ikm.score` are.

Each stage lives in a module of its own; here they only meet.

1. `ikm.sources` (or `ikm.sources.frames`) reads cells;
2. `ikm.responses.validation` makes answers of them, and findings;
3. `ikm.responses.Responses.tally` counts;
4. `ikm.scoring` computes.

>>> import ikm
>>> header = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
>>> result = ikm.score([header, [4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3]], target=81)
>>> result.ikm, result.mutu, result.target.reached
(86.03, 'B', True)
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Never, cast

from ikm.arguments import given, joined, names_of, one_of, people_of, tables_of
from ikm.columns import merged_columns
from ikm.errors import OptionError, ResponseError
from ikm.findings import Finding, Findings
from ikm.questionnaires import questionnaire_of
from ikm.records import Span
from ikm.regulation import law_of
from ikm.responses import Responses
from ikm.responses.times import span
from ikm.scoring import MINIMUM_GROUP, IKMResult, score_counts
from ikm.surveys.accounts import WAY_OUT, explain, left_over, named, of_tally, provenance, records
from ikm.surveys.doubts import with_figures
from ikm.surveys.labels import merged_labels
from ikm.surveys.options import READING, SCORING, refuse_unknown
from ikm.tallies import Missing, Tally

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import BinaryIO, Protocol, TypeAlias, Unpack

    import numpy as np
    import pandas as pd

    from ikm.arguments import ColumnChoice, Tables
    from ikm.findings import Language
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Order, Regulation
    from ikm.responses.times import Period
    from ikm.sources import FileSource, Limits, RawSheet
    from ikm.surveys.files import SurveyFile
    from ikm.surveys.labels import Labels
    from ikm.surveys.options import ReadingOptions

    class Columnar(Protocol):
        """A Polars frame, a PyArrow table, a DuckDB relation: a table with named columns, whoever holds it."""

        @property
        def columns(self) -> Any:  # noqa: ANN401 - names, or the columns themselves
            """Its columns."""

    Source: TypeAlias = (
        str
        | os.PathLike[str]
        | bytes
        | BinaryIO
        | pd.DataFrame
        | np.ndarray[Any, Any]
        | Columnar
        | Sequence[Any]
        | RawSheet
    )

__all__ = ["LARGE", "Invalid", "Source", "load", "refuse_reading", "score", "survey_of"]

Invalid = Literal["refuse", "blank"]


def load(
    source: Source,
    *,
    survey: str | Path | SurveyFile | None = None,
    sheet: str | int | None = None,
    questionnaire: str | Path | Questionnaire | None = None,
    regulation: str | Path | Regulation | None = None,
    order: Order | None = None,
    columns: Mapping[str, ColumnChoice] | None = None,
    header: int | None = None,
    keep: str | Iterable[str] = (),
    period: str | Period | None = None,
    date_order: Literal["dmy", "mdy"] | None = None,
    drop_duplicates: bool | None = None,
    population: int | None = None,
    labels: Labels | None = None,
    limits: Limits | None = None,
    name: str = "",
    progress: Callable[[int, int, int], None] | None = None,
    **unknown: Never,
) -> Responses:
    """Read and validate a survey.

    Parameters
    ----------
    source : path, bytes, open binary file, DataFrame, or rows
        A Google Forms export (XLSX or CSV, told by content), or a table in memory: a pandas DataFrame, a 2-D array of
        scores, a list of rows.
    survey : path or SurveyFile, optional
        A survey file (``ikm init`` writes one) with any of these options; those given here win over it.
    sheet : str or int, optional
        The worksheet, by name or number from 1, where a workbook has several; ``"all"`` for all of one form together.
    questionnaire : str, path or Questionnaire, optional
        How the form asks: a built-in name, your own TOML file, or one loaded before.
    regulation : str, path or Regulation, optional
        The instrument; PermenPANRB 14/2017 unless given.
    order : {"definition", "annex"}, optional
        What bare ``U8`` and ``U9`` mean.
    columns : mapping, optional
        Your own choice of column for an element: ``{"sarana": "Fasilitas ruang tunggu", "U8": "K", "biaya": 7}``.
    header : int, optional
        The row number of the header, where it is not found.
    keep : str or iterable of str
        Further columns to keep for breakdowns, by header or letter.
    period : str or Period, optional
        Keep answers of a period: ``2023``, ``2023-Q3``, ``2023-S1``, ``2023-05``, ``2023-01-01..2023-03-31``.
    date_order : {"dmy", "mdy"}, optional
        Whether day or month comes first in timestamps such as 05/03/2023, where they do not tell.
    drop_duplicates : bool, optional
        Leave out later exact copies of a row.
    population : int, optional
        The number of people served.
    labels : mapping, optional
        Your own scores for single answers of a form: ``{"U7": {"Kurang sopan dan tidak ramah": 2}}``.
    limits : Limits, optional
        How large a file may be.
    name : str
        What to call a source without a name, such as bytes: it stands in the provenance.
    progress : callable, optional
        While a large CSV file is read, called with the rows read, the bytes read, and the bytes of the file.
    **unknown
        None: whatever else is given is refused, with the nearest option.

    Returns
    -------
    Responses
        The answers, and in ``findings`` everything wrong or worth knowing, all at once.

    Raises
    ------
    SourceError
        If the input cannot be read as a table.
    OptionError, DefinitionError
        If an option or a definition file is wrong.
    """
    refuse_unknown("load", unknown, {*READING, "survey", "regulation", "population"})
    from ikm.responses import validate  # noqa: PLC0415 - the same
    from ikm.sources import Limits  # noqa: PLC0415 - `import ikm` stays light: reading loads where it is used

    plan = survey_of(survey)
    asked: dict[str, Any] = {} if plan is None else plan.reading()
    own = {
        "sheet": sheet, "questionnaire": questionnaire, "regulation": regulation, "order": order, "header": header,
        "period": period, "date_order": date_order, "drop_duplicates": drop_duplicates, "population": population,
    }  # fmt: skip
    asked |= {name: value for name, value in own.items() if value is not None}
    one_of("order", asked.get("order"), (None, "definition", "annex"))
    one_of("date_order", asked.get("date_order"), (None, "dmy", "mdy"))
    law = law_of(asked.get("regulation"))
    columns = merged_columns(columns, None if plan is None else plan.columns, law, asked.get("order"))
    asking = questionnaire_of(asked.get("questionnaire"))
    scores = merged_labels(labels, None if plan is None else plan.labels, law, asked.get("order"), asking)
    if limits is not None and not isinstance(limits, Limits):
        raise OptionError(f"limits is an ikm.Limits; got {limits!r}.")
    kept = names_of("keep", keep)
    chosen = {"columns": columns, "labels": scores, "keep": kept}
    options = given({**asked, **chosen, "survey": None if plan is None else plan.identity()})
    validated = partial(
        validate,
        questionnaire=asking,
        regulation=law,
        order=asked.get("order"),
        chosen=columns,
        header=asked.get("header"),
        keep=kept,
        period=_period(asked.get("period")),
        drop_duplicates=bool(asked.get("drop_duplicates")),
        population=None if asked.get("population") is None else people_of("population", asked["population"]),
        date_order=asked.get("date_order"),
        survey=None if plan is None else plan.said(),
        labels=scores,
        options=options,
    )
    if asked.get("sheet") is None and _is_large(source):
        from ikm.responses.streaming import ColumnTable  # noqa: PLC0415 - numpy loads for large files only
        from ikm.sources.texts import NotPlain  # noqa: PLC0415 - the same

        with suppress(NotPlain):
            return validated(ColumnTable(cast("FileSource", source), limits, progress, name))
    return validated(_read(source, asked.get("sheet"), limits, name))


def score(
    source: Source | Responses | Tally,
    *,
    survey: str | Path | SurveyFile | None = None,
    population: int | None = None,
    target: float | None = None,
    weight: str | Mapping[str, object] | None = None,
    missing: Missing | None = None,
    invalid: Invalid | None = None,
    by: str | Sequence[str | tuple[str, ...]] = (),
    minimum_group: int | None = None,
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
    **reading: Unpack[ReadingOptions],
) -> IKMResult:
    """Score a survey: read, validate, count, compute.

    Parameters
    ----------
    source : path, bytes, open binary file, DataFrame, rows, Responses or Tally
        What `load` takes, or what it or `Responses.tally` gave.
    survey : path or SurveyFile, optional
        A survey file (``ikm init`` writes one) with any of these options; those given here win over it.
    population : int, optional
        The number of people served in the period, for the sample-size check.
    target : float, optional
        The index aimed at.
    weight : str or mapping, optional
        ``"0.111"`` (default), ``"exact"`` (1/k), ``"0.11"``, or a weight for each element that total exactly 1.
    missing : {"available", "complete"}, optional
        Divide each element by its own answers (default), or keep only complete questionnaires.
    invalid : {"refuse", "blank"}, optional
        Refuse a survey with answers that cannot be used (default), or take those answers as blank.
    by : str, or sequence of str or tuple of str
        Columns to break the index down by, a table for each; a tuple (or ``"a*b"``) makes one table of several.
        ``bulan``, ``triwulan``, ``semester`` and ``tahun`` are of the timestamps.
    minimum_group : int, optional
        Groups with fewer respondents show no figures; 10 unless given, 5 at the least.
    regulation : str, path or Regulation, optional
        The instrument; PermenPANRB 14/2017 unless given.
    lang : {"id", "en"}
        The language of names and findings in the result.
    **reading
        The further options of `load`, for a source that is yet to be read.

    Returns
    -------
    IKMResult

    Raises
    ------
    ResponseError
        If the data cannot be scored as it stands; ``findings`` holds everything found.
    SourceError
        If the input cannot be read as a table.
    OptionError, DefinitionError
        If an option or a definition file is wrong.

    Examples
    --------
    >>> import ikm
    >>> ikm.score([[4] * 9] * 3, weight="exact").ikm
    100.0
    """
    refuse_unknown("score", reading, READING | SCORING)
    one_of("lang", lang, ("id", "en"))
    plan = survey_of(survey)
    tables = tables_of("by", by) or tables_of("by", plan.by if plan is not None else None)
    asked: dict[str, Any] = {} if plan is None else plan.scoring()
    own = {
        "population": population, "target": target, "weight": weight, "missing": missing, "invalid": invalid,
        "minimum_group": minimum_group,
    }  # fmt: skip
    asked |= {name: value for name, value in own.items() if value is not None}
    invalid = asked.pop("invalid", "refuse")
    one_of("invalid", invalid, ("refuse", "blank"))
    if isinstance(source, Tally):
        return _score_tally(source, plan, reading, tables, regulation, asked, invalid, lang)
    if isinstance(source, Responses):
        refuse_reading(source, reading, plan, regulation)
    else:
        reading["keep"] = (*names_of("keep", reading.get("keep", ())), *joined(tables))
        source = load(source, survey=plan, regulation=regulation, population=population, **reading)
    return _score_responses(source, asked, invalid, tables, lang)


def _score_tally(
    tally: Tally,
    plan: SurveyFile | None,
    reading: Mapping[str, object],
    tables: Tables,
    regulation: str | Path | Regulation | None,
    asked: dict[str, Any],
    invalid: Invalid,
    lang: Language,
) -> IKMResult:
    names = joined(tables)
    if reading or (plan is not None and plan.reading()) or not set(names) <= set(tally.by):
        raise OptionError(
            "A tally is already read and grouped: it takes neither options of reading nor, in `by`, other groups than "
            f"its own: {', '.join(tally.by) or 'none'}."
        )
    tally = tally.regroup(names) if tables else tally
    law = law_of(regulation)
    findings = Findings(of_tally(tally, law))
    if unusable := sum(tally.faults.values()):
        if invalid == "refuse":
            first = next(iter(findings)).message("en")
            raise ResponseError(f"{first} {WAY_OUT}", tuple(findings))
        findings.add(Finding("survey-invalid-blanked", details={"answers": unusable}))
    result, more = score_counts(tally, tables=tables or None, regulation=law, lang=lang, **asked)
    findings.extend(more)
    options = {**asked, **result.provenance.options, "invalid": invalid, "by": named(tables)}
    return result.model_copy(
        update={
            "findings": records(findings, lang),
            "findings_total": dict(sorted(findings.counts.items())),
            "provenance": result.provenance.model_copy(update={"options": given(options)}),
        }
    )


def refuse_reading(
    responses: Responses,
    reading: Mapping[str, object],
    plan: SurveyFile | None,
    regulation: str | Path | Regulation | None,
) -> None:
    """Refuse options of reading for what is already read: they would stand in the provenance and do nothing."""
    if reading:
        raise OptionError(f"These responses are already read; {', '.join(reading)} must be given to `load`.")
    if plan is not None and plan.said() != responses.survey and (said := plan.reading()):
        raise OptionError(
            f"These responses are already read; the survey file says {', '.join(said)}, so give it to `load`."
        )
    if regulation is not None and law_of(regulation).digest != responses.law.digest:
        raise OptionError(
            f"These responses were read under {responses.law.key}; to read them under another, give it to `load`."
        )


def _score_responses(
    responses: Responses, asked: Mapping[str, Any], invalid: Invalid, tables: Tables, lang: Language
) -> IKMResult:
    stopping = responses.errors if invalid == "refuse" else responses.blocked
    if stopping:
        raise ResponseError(explain(responses, stopping), tuple(responses.findings))
    findings = Findings(limit=responses.findings.limit)
    findings.extend(responses.findings)
    if unusable := sum(responses.faults.values()):
        findings.add(Finding("survey-invalid-blanked", details={"answers": unusable}))
    try:
        names = joined(tables)
        result, more = score_counts(responses.tally(names), tables=tables, regulation=responses.law, lang=lang, **asked)
    except ResponseError as error:
        raise ResponseError(str(error), (*error.findings, *responses.findings)) from None
    findings.extend(finding for name in names for finding in responses.about_profiles.get(name, ()))
    findings.extend(more)
    findings.extend(left_over(responses, asked.get("minimum_group", MINIMUM_GROUP)))
    findings = with_figures(findings, responses, result.ikm, asked)
    totals = responses.findings.counts + (findings.counts - responses.findings.counts)
    answered = span(responses.times)
    options = {**asked, **result.provenance.options, "invalid": invalid, "by": named(tables)}
    return result.model_copy(
        update={
            "findings": records(findings, lang),
            "findings_total": dict(sorted(totals.items())),
            "period": None if answered is None else Span(first=answered[0], last=answered[1]),
            "provenance": provenance(responses, options),
        }
    )


def survey_of(survey: str | Path | SurveyFile | None) -> SurveyFile | None:
    """Give the survey file that is meant."""
    if survey is None:
        return None

    from ikm.surveys.files import SurveyFile, read_survey_file  # noqa: PLC0415 - only when there is one

    if isinstance(survey, SurveyFile):
        return survey
    if not isinstance(survey, (str, Path)):
        raise OptionError(f"survey is the path of a survey file, or a SurveyFile; got {survey!r}.")
    return read_survey_file(survey)


def _period(period: str | int | Period | None) -> Period | None:
    if period is None:
        return None
    from ikm.responses.times import period_of  # noqa: PLC0415 - only when a period is asked for

    return period_of(period)


LARGE = 2 << 20
"""A CSV file of at least so many bytes is streamed (`ikm.responses.streaming`)."""


def _is_large(source: Any) -> bool:  # noqa: ANN401 - told apart here
    from ikm.sources import RawSheet, is_large_text, is_table  # noqa: PLC0415 - `import ikm` stays light

    return not isinstance(source, RawSheet) and not is_table(source) and is_large_text(source, LARGE)


def _read(source: Any, sheet: str | int | None, limits: Limits | None, name: str) -> Any:  # noqa: ANN401 - told apart here
    from ikm.sources import RawSheet, as_sheet, is_table, read  # noqa: PLC0415 - the same

    if isinstance(source, RawSheet):
        return source
    if is_table(source):
        if sheet is not None:
            raise OptionError("A table in memory has no sheets; leave `sheet` out.")
        return as_sheet(source)
    return read(source, sheet=sheet, limits=limits, name=name)
