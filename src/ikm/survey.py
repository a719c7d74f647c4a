"""The whole way, from a source to a result: what `ikm.load` and `ikm.score` are.

Each stage lives in a module of its own; here they only meet.

1. `ikm.sources` (or `ikm.frames`) reads cells;
2. `ikm.validation` makes answers of them, and findings;
3. `ikm.responses.Responses.tally` counts;
4. `ikm.scoring` computes.

>>> import ikm
>>> header = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
>>> result = ikm.score([header, [4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3]], target=81)
>>> result.ikm, result.mutu, result.target.reached
(86.03, 'B', True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ikm.accounts import explain, provenance, records
from ikm.errors import OptionError, ResponseError
from ikm.findings import Finding, Findings
from ikm.regulation import Regulation, load_regulation
from ikm.responses import Responses
from ikm.results import IKMResult, Period
from ikm.scoring import score_tally
from ikm.tallies import Missing, Tally

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO, TypeAlias

    import numpy as np
    import pandas as pd

    from ikm.checks import CheckReport
    from ikm.findings import Language
    from ikm.periods import Period as PeriodAsked
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Order
    from ikm.sources import Limits, RawSheet
    from ikm.surveyfiles import SurveyFile

    Choice: TypeAlias = str | int | Sequence[str | int]

    Source: TypeAlias = (
        str | os.PathLike[str] | bytes | BinaryIO | pd.DataFrame | np.ndarray[Any, Any] | Sequence[Any] | RawSheet
    )

__all__ = ["Invalid", "check", "load", "score"]

Invalid = Literal["refuse", "blank"]


def load(
    source: Source,
    *,
    survey: str | Path | SurveyFile | None = None,
    sheet: str | int | None = None,
    questionnaire: str | Path | Questionnaire | None = None,
    regulation: str | Path | Regulation | None = None,
    order: Order | None = None,
    columns: Mapping[str, Choice] | None = None,
    header: int | None = None,
    keep: str | Iterable[str] = (),
    period: str | PeriodAsked | None = None,
    date_order: Literal["dmy", "mdy"] | None = None,
    drop_duplicates: bool | None = None,
    population: int | None = None,
    limits: Limits | None = None,
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
        The worksheet, by name or number from 1, where a workbook has several.
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
    limits : Limits, optional
        How large a file may be.

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
    own: dict[str, Any] = {
        "sheet": sheet, "questionnaire": questionnaire, "regulation": regulation, "order": order, "header": header,
        "period": period, "date_order": date_order, "drop_duplicates": drop_duplicates, "population": population,
    }  # fmt: skip
    asked = _with_survey_file(survey, own, columns)
    asked = {name: value for name, value in asked.items() if name in (*_READING, "regulation")}
    return _load(source, keep=(keep,) if isinstance(keep, str) else tuple(keep), limits=limits, **asked)


def _load(
    source: Any,  # noqa: ANN401 - told apart by `_read`
    *,
    sheet: str | int | None = None,
    questionnaire: str | Path | Questionnaire | None = None,
    regulation: str | Path | Regulation | None = None,
    order: Order | None = None,
    columns: Mapping[str, Choice] | None = None,
    header: int | None = None,
    keep: tuple[str, ...] = (),
    period: str | PeriodAsked | None = None,
    date_order: Literal["dmy", "mdy"] | None = None,
    drop_duplicates: bool | None = None,
    population: int | None = None,
    limits: Limits | None = None,
) -> Responses:
    from ikm.validation import validate  # noqa: PLC0415 - `import ikm` stays light: reading loads where it is used

    _one_of("order", order, (None, "definition", "annex"))
    _one_of("date_order", date_order, (None, "dmy", "mdy"))
    law, form = _regulation(regulation), _questionnaire(questionnaire)
    within = _period(period)
    return validate(
        _read(source, sheet, limits),
        questionnaire=form,
        regulation=law,
        order=order,
        chosen=columns,
        header=header,
        keep=keep,
        period=within,
        drop_duplicates=bool(drop_duplicates),
        population=population,
        date_order=date_order,
    )


def score(
    source: Source | Responses | Tally,
    *,
    survey: str | Path | SurveyFile | None = None,
    population: int | None = None,
    target: float | None = None,
    weight: str | Mapping[str, object] | None = None,
    missing: Missing | None = None,
    invalid: Invalid | None = None,
    by: str | Sequence[str] = (),
    minimum_group: int | None = None,
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
    **reading: Any,  # noqa: ANN401 - the options of `load`, typed there
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
    by : str or sequence of str
        Columns to break the index down by.
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
    if isinstance(source, Responses) and reading:
        raise OptionError(f"These responses are already read; {', '.join(reading)} must be given to `load`.")
    if isinstance(source, Tally) and (reading or by):
        raise OptionError("A tally is already read and grouped: it takes neither `by` nor options of reading.")
    given: dict[str, Any] = {
        "population": population, "target": target, "weight": weight, "missing": missing, "invalid": invalid,
        "by": (by,) if isinstance(by, str) else tuple(by) or None, "minimum_group": minimum_group,
        "regulation": regulation, **reading,
    }  # fmt: skip
    asked = _with_survey_file(survey, given, reading.get("columns"))
    _one_of("invalid", asked.setdefault("invalid", "refuse"), ("refuse", "blank"))
    _one_of("lang", lang, ("id", "en"))
    asked["regulation"] = _regulation(asked.get("regulation"))
    scoring = {name: asked[name] for name in _SCORING if name in asked} | {"lang": lang}
    if isinstance(source, Tally):
        return score_tally(source, **scoring)
    names = tuple(asked.get("by", ()))
    used = {name: value for name, value in asked.items() if name not in (*_SCORING, "invalid", "by")}
    if not isinstance(source, Responses):
        keep = used.pop("keep", ())
        keep = (keep,) if isinstance(keep, str) else tuple(keep)
        shared = {name: asked[name] for name in ("regulation", "population") if name in asked}
        source = _load(source, keep=(*keep, *names), **shared, **used)
    return _score_responses(source, scoring, asked["invalid"], names, used)


_SCORING = ("regulation", "weight", "missing", "population", "target", "minimum_group")
_READING = (
    "sheet", "questionnaire", "order", "columns", "header", "keep", "period", "date_order", "drop_duplicates",
    "population", "limits",
)  # fmt: skip


def _with_survey_file(
    survey: str | Path | SurveyFile | None, given: Mapping[str, Any], columns: Mapping[str, Choice] | None
) -> dict[str, Any]:
    """Put what the caller gave over what the survey file says; columns are chosen one by one."""
    asked = {name: value for name, value in given.items() if value is not None}
    if survey is not None:
        from ikm.surveyfiles import SurveyFile, read_survey_file  # noqa: PLC0415 - only when there is one

        plan = survey if isinstance(survey, SurveyFile) else read_survey_file(survey)
        asked = {**plan.options(), **asked}
        if columns and plan.columns:
            keys = {element.code: element.key for element in _regulation(asked.get("regulation")).elements}
            own = {keys.get(name.strip().upper(), name.strip().casefold()): choice for name, choice in columns.items()}
            columns = {**plan.columns, **own}
        columns = columns or plan.columns
    if columns:
        asked["columns"] = columns
    return asked


def _one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        names = " or ".join(f'"{one}"' for one in allowed if one is not None)
        raise OptionError(f"{name} is {names}; got {value!r}.")


def check(
    source: Source | Responses,
    *,
    survey: str | Path | SurveyFile | None = None,
    weight: str | Mapping[str, object] | None = None,
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
    **reading: Any,  # noqa: ANN401 - the options of `load`, typed there
) -> CheckReport:
    """Check a survey's data without scoring it.

    Parameters
    ----------
    source : path, bytes, open binary file, DataFrame, rows or Responses
        What `load` takes, or what it gave.
    survey, weight, regulation, lang
        As in `score`.
    **reading
        The further options of `load`, for a source that is yet to be read.

    Returns
    -------
    CheckReport
        What was read, the columns with reasons, the ledger of rows, every finding, and the index under each
        handling of blanks.

    Raises
    ------
    SourceError
        If the input cannot be read as a table.
    OptionError, DefinitionError
        If an option or a definition file is wrong.

    Examples
    --------
    >>> import ikm
    >>> ikm.check("examples/with-mistakes.csv").findings_total["answer-off-scale"]
    1
    """
    from ikm.checks import make_report  # noqa: PLC0415 - scoring does not need it

    _one_of("lang", lang, ("id", "en"))
    if isinstance(source, Responses) and reading:
        raise OptionError(f"These responses are already read; {', '.join(reading)} must be given to `load`.")
    asked = _with_survey_file(survey, {"weight": weight, "regulation": regulation, **reading}, reading.get("columns"))
    law = _regulation(asked.pop("regulation", None))
    used = {name: value for name, value in asked.items() if name in _READING or name in reading}
    responses = source if isinstance(source, Responses) else _load(source, regulation=law, **used)
    where = provenance(responses, law, dict(sorted(used.items())))
    return make_report(responses, law, records(responses.findings, lang), where, asked.get("weight"), lang)


def _score_responses(
    responses: Responses,
    scoring: Mapping[str, Any],
    invalid: Invalid,
    by: tuple[str, ...],
    reading: Mapping[str, Any],
) -> IKMResult:
    lang: Language = scoring["lang"]
    stopping = responses.errors if invalid == "refuse" else responses.blocked
    if stopping:
        raise ResponseError(explain(responses, stopping), tuple(responses.findings))
    findings = Findings(limit=responses.findings.limit)
    findings.extend(responses.findings)
    if unusable := sum(responses.faults.values()):
        findings.add(Finding("survey-invalid-blanked", details={"answers": unusable}))
    law: Regulation = scoring["regulation"]
    findings.extend(_unlike(responses, law))
    try:
        result = score_tally(responses.tally(by), **scoring)
    except ResponseError as error:
        raise ResponseError(str(error), (*error.findings, *responses.findings)) from None
    options = {
        **result.provenance.options,
        "invalid": invalid,
        "by": list(by),
        **dict(sorted(reading.items())),
    }
    totals = dict(sorted((responses.findings.counts + (findings.counts - responses.findings.counts)).items()))
    moments = [moment for moment in responses.times if moment is not None]
    return result.model_copy(
        update={
            "findings": records(findings, lang),
            "findings_total": totals,
            "period": Period(first=min(moments), last=max(moments)) if moments else None,
            "provenance": provenance(responses, law, options),
        }
    )


def _unlike(responses: Responses, law: Regulation) -> list[Finding]:
    """Flag a survey that asks other elements than the instrument's."""
    own = [element.key for element in law.elements]
    missing = [law.element(key) for key in own if key not in responses.elements]
    extra = [key for key in responses.elements if key not in own]
    count = len(responses.elements)
    findings = []
    if missing:
        names = {
            "id": ", ".join(f"{e.code} {e.id}" for e in missing),
            "en": ", ".join(f"{e.code} {e.en}" for e in missing),
        }
        findings.append(Finding("survey-fewer-elements", details={"elements": names, "count": count}))
    if extra:
        findings.append(Finding("survey-more-elements", details={"elements": ", ".join(extra), "count": count}))
    return findings


def _read(source: Any, sheet: str | int | None, limits: Limits | None) -> Any:  # noqa: ANN401 - told apart here
    from ikm.frames import as_sheet, is_table  # noqa: PLC0415 - `import ikm` stays light
    from ikm.sources import RawSheet, read  # noqa: PLC0415 - the same

    if isinstance(source, RawSheet):
        return source
    if is_table(source):
        if sheet is not None:
            raise OptionError("A table in memory has no sheets; leave `sheet` out.")
        return as_sheet(source)
    return read(source, sheet=sheet, limits=limits)


def _regulation(regulation: str | Path | Regulation | None) -> Regulation:
    if isinstance(regulation, Regulation):
        return regulation
    return load_regulation() if regulation is None else load_regulation(regulation)


def _questionnaire(questionnaire: str | Path | Questionnaire | None) -> Questionnaire | None:
    if questionnaire is None:
        return None
    from ikm.questionnaires import Questionnaire, load_questionnaire  # noqa: PLC0415 - only when one is named

    if isinstance(questionnaire, Questionnaire):
        return questionnaire
    return load_questionnaire(questionnaire)


def _period(period: str | PeriodAsked | None) -> PeriodAsked | None:
    if not isinstance(period, str):
        return period
    from ikm.periods import parse_period  # noqa: PLC0415 - only when a period is asked for

    return parse_period(period)
