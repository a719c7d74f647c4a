"""Checks: the whole report on a survey's data, before anybody scores it.

`check` looks at a survey as `ikm.score` would and gives everything a person wants to see first: what was read and
what was not, which column asks what and why we think so, what became of every row, every finding, and what
the index would be under each handling of blanks.  Drawing it is for `ikm.rendering`.

>>> import ikm
>>> header = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
>>> report = ikm.check([header, [4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 5]])
>>> report.scorable, report.errors, report.columns[8].element, report.columns[8].reason
(False, 1, 'sarana', 'dikenali dari kata “sarana” pada pertanyaan')
>>> [(outlook.missing, outlook.ikm) for outlook in report.outlooks]
[('available', 87.41), ('complete', None)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, Unpack

from pydantic import Field

from ikm.arguments import one_of
from ikm.errors import OptionError, ResponseError
from ikm.findings import Finding, catalogue, column_letter
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel, Ledger, Provenance
from ikm.responses import Responses
from ikm.scoring import both_many, compute_index
from ikm.shown import Drawn, rendering
from ikm.surveys.accounts import headings, provenance, refusing, told
from ikm.surveys.keywords import READING, CheckOptions, refuse_unknown
from ikm.surveys.loading import load, survey_of
from ikm.surveys.options import Scoring
from ikm.surveys.survey import refuse_reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.surveys.files import SurveyFile
    from ikm.surveys.loading import Source
    from ikm.tallies import Missing

__all__ = ["CheckReport", "CodeTotal", "ColumnReport", "Outlook", "SheetNotRead", "SourceReport", "check"]


class SheetNotRead(FrozenModel):
    """A worksheet that was left alone."""

    name: str = Field(description="its name")
    state: str = Field(description="`visible`, `hidden` or `veryHidden`")


class SourceReport(FrozenModel):
    """What was read."""

    name: str = Field(description="the name of the file; empty for a table in memory")
    kind: str = Field(description="what it is, told by content: `xlsx`, `xls`, `ods`, `csv`, `memory` and others")
    size: int = Field(description="its bytes")
    sha256: str = Field(description="SHA-256 of its bytes")
    encoding: str | None = Field(description="how the text of a CSV file is encoded")
    delimiter: str | None = Field(description="what parts the cells of a CSV file")
    sheet: str | None = Field(description="the worksheet that was read")
    sheets_not_read: tuple[SheetNotRead, ...] = Field(description="the worksheets that were not")
    hidden_rows: int = Field(description="rows that are hidden in the workbook, and counted all the same")
    header_row: int | None = Field(description="the row that holds the headings")


class ColumnReport(FrozenModel):
    """One column, what it was taken for, and why."""

    letter: str = Field(description="its letters")
    header: str = Field(description="its heading")
    role: str = Field(
        description="what it was taken for: `element`, `timestamp`, `profile`, `personal`, `comment`, `total`, `other`"
    )
    element: str | None = Field(description="the key of the element it asks")
    code: str | None = Field(description="the code of that element, such as `U1`")
    reason: str = Field(description="why, in words")
    sure: bool = Field(description="whether ikm is certain")
    index_item: str | None = Field(
        default=None, description="the item of another index it asks, by code and name, where one was asked for"
    )


class CodeTotal(FrozenModel):
    """How many findings of a code there are, listed or not."""

    code: str = Field(description="the kind of finding")
    severity: Literal["error", "warning", "notice"] = Field(description="how much it matters")
    count: int = Field(description="how many there are, listed or not")


class Outlook(FrozenModel):
    """What the index would be under one handling of blanks, answers that cannot be used being blank."""

    missing: Literal["available", "complete"] = Field(description="the handling of blanks")
    respondents: int = Field(description="questionnaires it counts")
    ikm: float | None = Field(description="the index; null where it cannot be computed, or is withheld")
    mutu: str | None = Field(description="its grade")
    withheld: bool = Field(
        default=False,
        description="whether it is not given because, beside the other, it would tell the answers of few people",
    )


class CheckReport(Drawn, FrozenModel):
    """Everything `ikm check` says about a survey's data."""

    _headline: ClassVar = ("scorable", "errors")

    format: Literal["ikm-check"] = Field(default="ikm-check", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    source: SourceReport = Field(description="what was read")
    columns: tuple[ColumnReport, ...] = Field(description="every column, what it was taken for, and why")
    ledger: Ledger = Field(description="what became of every row")
    errors: int = Field(description="how many findings stop the scoring")
    scorable: bool = Field(description="whether `ikm score` gives a figure as the data stands")
    scorable_with_blanks: bool = Field(description="whether it does with --invalid blank")
    totals: tuple[CodeTotal, ...] = Field(description="the number of findings of each code, the most severe first")
    findings: tuple[Finding, ...] = Field(
        description="everything found, in the order of the file; at most 1,000 about rows"
    )
    findings_total: FrozenMapping[str, int] = Field(description="the number of findings of each code")
    outlooks: tuple[Outlook, ...] = Field(description="empty when no index can be computed")
    provenance: Provenance = Field(description="where it comes from")
    title: str | None = Field(default=None, description="the survey's title, as its survey file says")
    unit: str | None = Field(default=None, description="the unit surveyed, as the survey file says")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")

    def to_frame(self, table: Literal["findings", "columns"] = "findings") -> pd.DataFrame:
        """Give the findings, or the columns of the form, as a pandas DataFrame.

        Parameters
        ----------
        table : {"findings", "columns"}
            ``findings``: as of `IKMResult.to_frame`.  ``columns``: one row a column of the form: ``letter``,
            ``header``, ``role``, ``element``, ``code``, ``reason`` (string), ``sure`` (boolean).

        Returns
        -------
        pandas.DataFrame

        Examples
        --------
        >>> import ikm
        >>> found = ikm.check("examples/with-mistakes.csv").to_frame()
        >>> found.loc[found.severity == "error", "cell"].tolist()
        ['H4', 'I7']
        """
        frame: pd.DataFrame = rendering().check_frame(self, table)
        return frame


def _make_report(
    responses: Responses,
    findings: tuple[Finding, ...],
    weight: str | Mapping[str, object] | None,
    lang: Language,
) -> CheckReport:
    """Put the report together from validated responses."""
    facts, law, items = responses.facts, responses.law, _items(responses, lang)
    counts = responses.findings.counts
    return CheckReport(
        source=SourceReport(
            name=facts.name,
            kind=facts.kind,
            size=facts.size,
            sha256=facts.sha256,
            encoding=facts.encoding,
            delimiter=facts.delimiter,
            sheet=next((sheet.name for sheet in facts.sheets if sheet.read), None),
            sheets_not_read=tuple(
                SheetNotRead(name=sheet.name, state=sheet.state) for sheet in facts.sheets if not sheet.read
            ),
            hidden_rows=facts.hidden_rows,
            header_row=responses.header_row,
        ),
        columns=tuple(_column(column, law, lang, items) for column in responses.columns.columns),
        ledger=responses.ledger,
        errors=responses.errors,
        scorable=not responses.errors,
        scorable_with_blanks=not responses.blocked,
        totals=_totals(counts),
        findings=findings,
        findings_total=dict(sorted(counts.items())),
        outlooks=_outlooks(responses, law, weight) if not responses.blocked else (),
        provenance=provenance(responses, {"weight": weight}),
        lang=lang,
    )


def _items(responses: Responses, lang: Language) -> dict[int, str]:
    """Give the columns that ask an item of another index, each with its code and name."""
    return {
        column: one.law.element(key).labels[lang]
        for one in responses.indices
        for key in one.codes
        for column in one.columns.columns_of(key)
    }


def _column(
    column: Any,  # noqa: ANN401 - a Column of `ikm.columns`
    law: Regulation,
    lang: Language,
    items: Mapping[int, str],
) -> ColumnReport:
    asks = column.key if column.role == "element" else None
    return ColumnReport(
        letter=column_letter(column.index),
        header=column.header,
        role=column.role,
        element=asks,
        code=None if asks is None else law.element(asks).code,
        reason=column.reason(lang),
        sure=column.sure,
        index_item=items.get(column.index),
    )


def _totals(counts: Mapping[str, int]) -> tuple[CodeTotal, ...]:
    order = {"error": 0, "warning": 1, "notice": 2}
    totals = [
        CodeTotal(code=code, severity=catalogue(code.partition("-")[0])[code]["severity"], count=count)
        for code, count in counts.items()
        if count
    ]
    return tuple(sorted(totals, key=lambda total: (order[total.severity], total.code)))


def _outlooks(responses: Responses, law: Regulation, weight: str | Mapping[str, object] | None) -> tuple[Outlook, ...]:
    if not responses.elements:
        return ()
    counts = responses.tally().total
    weights = law.weights(weight, responses.elements)
    ways: tuple[Missing, ...] = ("available", "complete")
    outlooks = []
    for missing in ways:
        # Beside that of all respondents, that of the complete questionnaires would tell of few.
        withheld = missing == "complete" and bool(counts.partial) and not both_many(counts)
        try:
            index = None if withheld else compute_index(counts, weights, law, missing)
        except ResponseError:
            index = None
        outlooks.append(
            Outlook(
                missing=missing,
                respondents=counts.kept(missing),
                withheld=withheld,
                ikm=None if index is None else float(index.rounded),
                mutu=None if index is None else index.band.mutu,
            )
        )
    return tuple(outlooks)


def check(
    source: Source | Responses,
    *,
    survey: str | Path | SurveyFile | None = None,
    weight: str | Mapping[str, object] | None = None,
    regulation: str | Path | Regulation | None = None,
    lang: Language = "id",
    **reading: Unpack[CheckOptions],
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
    refuse_unknown("check", reading, READING | {"weight", "lang"})
    one_of("lang", lang, ("id", "en"))
    plan = survey_of(survey)
    if isinstance(source, Responses):
        refuse_reading(source, reading, plan, regulation)
    else:
        with refusing(lang):
            source = load(source, survey=plan, regulation=regulation, **reading)
    if source.parts:
        raise OptionError(
            "These are several files of one survey, and a check is of one; check each by itself.",
            id="Ini beberapa berkas satu survei, sedangkan pemeriksaan untuk satu berkas; periksa masing-masing.",
        )
    asked = Scoring.settled(plan, {"weight": weight})
    report = _make_report(source, told(source.findings, lang), asked.weight, lang)
    return report.model_copy(update=headings(plan, source))
