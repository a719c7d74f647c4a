"""Loading: from a source to validated answers, with the options of a call and of a survey file; what `ikm.load` is.

>>> import ikm
>>> responses = ikm.load([["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"], [4] * 9])
>>> len(responses), responses.errors
(1, 0)
"""

from __future__ import annotations

import os
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, Never

from ikm.arguments import given, names_of, people_of
from ikm.columns import merged_columns
from ikm.errors import OptionError, SourceError
from ikm.findings import column_letter
from ikm.journal import Stopwatch
from ikm.questionnaires import questionnaire_of
from ikm.records import PlannedChoice
from ikm.regulation import law_of
from ikm.surveys.keywords import READING, refuse_unknown
from ikm.surveys.labels import merged_labels
from ikm.surveys.options import Reading
from ikm.surveys.rows import rows_of
from ikm.surveys.together import is_several, load_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import BinaryIO, Protocol, TypeAlias

    import numpy as np
    import pandas as pd

    from ikm.arguments import ColumnChoice
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import IndexInstrument, Order, Regulation
    from ikm.responses import Responses, Wanted
    from ikm.responses.times import Period
    from ikm.sources import Limits, LongText, Table
    from ikm.surveys.files import SurveyFile
    from ikm.surveys.labels import Labels
    from ikm.surveys.rows import RowChoice

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
        | Mapping[str, Sequence[Any]]
        | Sequence[Any]
        | Table
    )

__all__ = ["Source", "blaming", "load", "survey_of"]


def load(
    source: Source,
    *,
    survey: str | Path | SurveyFile | None = None,
    sheet: str | int | None = None,
    questionnaire: str | Path | Questionnaire | None = None,
    regulation: str | Path | Regulation | None = None,
    index: str | Path | IndexInstrument | Sequence[str | Path | IndexInstrument] | None = None,
    order: Order | None = None,
    columns: Mapping[str, ColumnChoice] | None = None,
    header: int | None = None,
    keep: str | Iterable[str] = (),
    period: str | Period | None = None,
    date_order: Literal["dmy", "mdy"] | None = None,
    drop_duplicates: bool | None = None,
    drop_resubmissions: bool | None = None,
    exclude_rows: RowChoice | None = None,
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
    source : path, bytes, open binary file, DataFrame, rows, or a list of files
        A Google Forms export (XLSX or CSV, told by content), or a table in memory: a pandas or Polars DataFrame, a
        Polars LazyFrame (collected by Polars), a PyArrow table or dataset, a DuckDB relation, a 2-D array of scores, a
        mapping of columns (``{"U1": [4, 3], …}``), a list of rows or of records.  Several files or frames in a list are
        one survey, such as answers online and on paper.
    survey : path or SurveyFile, optional
        A survey file (``ikm init`` writes one) with any of these options; those given here win over it.
    sheet : str or int, optional
        The worksheet, by name or number from 1, where a workbook has several; ``"all"`` for all of one form together.
    questionnaire : str, path or Questionnaire, optional
        How the form asks: a built-in name, your own TOML file, or one loaded before.
    regulation : str, path or Regulation, optional
        The instrument; PermenPANRB 14/2017 unless given.
    index : str, path, IndexInstrument or sequence of them, optional
        Other indices that the form asks for: ``["skm", "spak"]``; the SKM is always read, and need not be named.
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
    drop_resubmissions : bool, optional
        Leave out what one person sent again within a minute with the same answers; the first stays.
    exclude_rows : int, iterable of int, or str, optional
        Rows of the file to leave out, by the numbers in findings: ``[2, 3]``, ``"2-5, 9"``.
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
    refuse_unknown("load", unknown, READING)
    from ikm.responses import Selection, validate  # noqa: PLC0415 - the same
    from ikm.sources import Limits  # noqa: PLC0415 - `import ikm` stays light: reading loads where it is used

    plan = survey_of(survey)
    said: dict[str, Any] = {
        "sheet": sheet, "questionnaire": questionnaire, "regulation": regulation, "order": order, "header": header,
        "period": period, "date_order": date_order, "drop_duplicates": drop_duplicates, "population": population,
        "drop_resubmissions": drop_resubmissions, "exclude_rows": exclude_rows, "index": index,
    }  # fmt: skip
    if limits is not None and not isinstance(limits, Limits):
        raise OptionError(f"limits is an ikm.Limits; got {limits!r}.")
    asked = Reading.settled(plan, said)
    asked.check_choice("order")
    asked.check_choice("date_order")
    with blaming(plan, {**said, "columns": columns, "labels": labels, "by": keep}):
        law = law_of(asked.regulation)
        told = _of_asked(plan, asked)
        own, columns = columns, merged_columns(columns, told["columns"], law, asked.order)
        asking = questionnaire_of(asked.questionnaire)
        wanted, placed = _wanted(asked.index, asking, _placed(columns, own, plan))
        indices = () if wanted is None else wanted.indices
        scores = merged_labels(labels, told["labels"], law, asked.order, asking, indices)
        kept, rows = names_of("keep", keep), rows_of(asked.exclude_rows)
        named = {**(placed or {}), **({} if wanted is None else wanted.chosen)}
        said_columns = {name: one.choice if isinstance(one, PlannedChoice) else one for name, one in named.items()}
        chosen = {"columns": said_columns or None, "labels": scores, "keep": kept, "exclude_rows": rows}
        validated = partial(
            validate,
            questionnaire=asking,
            regulation=law,
            order=asked.order,
            chosen=placed,
            header=asked.header,
            keep=kept,
            selection=Selection(
                rows,
                _period(asked.period),
                bool(asked.drop_duplicates),
                bool(asked.drop_resubmissions),
                asked.date_order,
            ),
            population=None if asked.population is None else people_of("population", asked.population),
            survey=None if plan is None else plan.said(),
            labels=scores,
            indices=wanted or (),
            options=given({**asked.said(), **chosen, "survey": None if plan is None else plan.identity()}),
        )
        watch = Stopwatch()
        several: Sequence[Any] = source if is_several(source) else [source]
        if len(several) > 1:
            opener = partial(_placed_open, sheet=asked.sheet, limits=limits, progress=progress, law=law)
            responses = load_together(several, opener, validated, chosen)
        else:
            (one,) = several
            with _placing(one, name, law), _opened(one, asked.sheet, limits, name, progress) as table:
                watch.done("opened")
                responses = validated(table)
        _tell(watch, responses)
        return responses


def _of_asked(plan: SurveyFile | None, asked: Reading) -> dict[str, Any]:
    """Give what a survey file says of columns and labels, without that of indices which a call does not ask for."""
    told = {"columns": asked.columns, "labels": asked.labels}
    if plan is None or not plan.index or asked.index is plan.index:
        return told
    from ikm.surveys.indices import without_others  # noqa: PLC0415 - few surveys ask for any

    return {name: without_others(choices, plan.index, asked.index) for name, choices in told.items()}


def _wanted(
    asked: object,
    questionnaire: Questionnaire | None,
    columns: Mapping[str, ColumnChoice | PlannedChoice] | None,
) -> tuple[Wanted | None, Mapping[str, ColumnChoice | PlannedChoice] | None]:
    """Settle which indices are asked for besides the SKM; where none is, nothing is loaded for them."""
    if asked is None and (questionnaire is None or not questionnaire.indices):
        return None, columns
    from ikm.surveys.indices import wanted_of  # noqa: PLC0415 - few surveys ask for any

    wanted, rest = wanted_of(asked, questionnaire, columns)
    return (wanted if wanted.indices else None), rest


def _placed(
    chosen: Mapping[str, ColumnChoice] | None, own: Mapping[str, ColumnChoice] | None, plan: SurveyFile | None
) -> Mapping[str, ColumnChoice | PlannedChoice] | None:
    """Give the choices of the survey file with their places in it: a heading there may be of an earlier form."""
    if chosen is None or plan is None:
        return chosen
    planned = {name: one for name, one in plan.planned().items() if name not in (own or {})}
    return {name: planned.get(name, choice) for name, choice in chosen.items()}


@contextmanager
def _placed_open(
    source: Any,  # noqa: ANN401 - told apart there
    *,
    sheet: str | int | None,
    limits: Limits | None,
    progress: Callable[[int, int, int], None] | None,
    law: Regulation,
) -> Iterator[Table | LongText]:
    """Open one of several sources."""
    with _placing(source, "", law), _opened(source, sheet, limits, "", progress) as table:
        yield table


@contextmanager
def _placing(source: Any, name: str, law: Regulation) -> Iterator[None]:  # noqa: ANN401 - told apart here
    """Let an exception about a file that cannot be read know which it is."""
    try:
        yield
    except SourceError as error:
        from ikm.surveys.accounts import unread  # noqa: PLC0415 - only for what is refused

        called = name or (PurePath(source).name if isinstance(source, (str, os.PathLike)) else "")
        error.provenance = unread(called or None, law)
        raise


def _tell(watch: Stopwatch, responses: Responses) -> None:
    """Tell the journal what was read: places and numbers, no words of the file."""
    ledger, elements = responses.ledger, responses.columns.by_element.items()
    watch.done(
        "read and validated %s (%s): header in row %s, columns %s, %d rows, %d respondents, %d findings",
        responses.facts.name or "a table",
        responses.facts.kind,
        responses.header_row,
        {element: [column_letter(place) for place in places] for element, places in elements},
        ledger.read,
        ledger.used,
        responses.findings.total,
    )


@contextmanager
def blaming(plan: SurveyFile | None, given: Mapping[str, Any]) -> Iterator[None]:
    """Say of an option that is wrong on which line of the survey file it stands, unless the call gave it.

    Parameters
    ----------
    plan : SurveyFile, optional
        The survey file.
    given : mapping
        The options of the call.
    """
    try:
        yield
    except OptionError as error:
        if plan is None:
            raise
        blamed = plan.blamed(error, given)
        if blamed is error:
            raise
        raise blamed from None


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


def _opened(
    source: Any,  # noqa: ANN401 - told apart here
    sheet: str | int | None,
    limits: Limits | None,
    name: str,
    progress: Callable[[int, int, int], None] | None,
) -> AbstractContextManager[Table | LongText]:
    from ikm.sources import Table, as_sheet, is_table, opened  # noqa: PLC0415 - `import ikm` stays light

    if isinstance(source, Table):
        return nullcontext(source)
    if not is_table(source):
        return opened(source, sheet=sheet, limits=limits, name=name, progress=progress)
    if sheet is not None:
        raise OptionError("A table in memory has no sheets; leave `sheet` out.")
    return nullcontext(as_sheet(source))
