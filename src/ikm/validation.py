"""Validation: from the cells of a sheet to answers that can be counted, with everything that is wrong.

The middle of the flow.  `validate` finds the header, the columns and the rows that are respondents (`ikm.layout`),
keeps those of the period asked for (`ikm.times`), decodes every distinct answer once (`ikm.answers`), and looks at
the data as a whole (`ikm.evidence`).  Whatever cannot be used becomes a finding with its cell, and no figure
is ever made of a guess.

Several questions about one element are averaged within the respondent, over those the respondent answered, before
anything else; the means are exact fractions.

>>> from ikm.frames import as_sheet
>>> from ikm.validation import validate
>>> header = ["Kecepatan waktu pelayanan", "Ketepatan waktu pelayanan", "Sikap petugas", "Biaya/tarif"]
>>> responses = validate(as_sheet([header, [4, 3, 4, "Gratis"], [3, None, "Sangat sopan", "Murah"]]))
>>> [str(level) for level in responses.levels], list(responses.codes["waktu"])
(['1', '2', '3', '7/2', '4'], [4, 3])
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ikm.accounts import unlike_elements
from ikm.answers import cell_key
from ikm.coding import BLANK, FAULT, NO_SCORE, REFUSED, CodedColumn, code_column, combine_columns
from ikm.evidence import duplicate_rows, examine
from ikm.findings import Finding, Findings, display
from ikm.layout import arrange
from ikm.profiles import profile_columns
from ikm.regulation import load_regulation
from ikm.responses import Responses
from ikm.results import Ledger
from ikm.times import read_times

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from ikm.columns import ColumnMap
    from ikm.periods import Period
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Order, Regulation
    from ikm.sources import Cell, RawSheet
    from ikm.surveyfiles import SurveyFile

__all__ = ["validate"]

_ROW_FAULTS = frozenset({"row-too-short", "row-too-long"})
_LONGEST_GROUP = 80


def validate(
    sheet: RawSheet,
    *,
    questionnaire: Questionnaire | None = None,
    regulation: Regulation | None = None,
    order: Order | None = None,
    chosen: Mapping[str, str | int | Sequence[str | int]] | None = None,
    header: int | None = None,
    keep: Iterable[str] = (),
    period: Period | None = None,
    drop_duplicates: bool = False,
    population: int | None = None,
    date_order: Literal["dmy", "mdy"] | None = None,
    survey: SurveyFile | None = None,
    options: Mapping[str, object] | None = None,
    limit: int = 1000,
) -> Responses:
    """Turn the cells of a sheet into validated answers.

    Parameters
    ----------
    sheet : RawSheet
        The sheet as read, `ikm.sources.read`.
    questionnaire : Questionnaire, optional
        How the form asks, where the general tables are not enough.
    regulation : Regulation, optional
        The instrument whose elements and scale apply.
    order : {"definition", "annex"}, optional
        What bare ``U8`` and ``U9`` mean.
    chosen : mapping, optional
        The caller's own choice of column for an element: header text, letter, or number from 1.
    header : int, optional
        The row number of the header.
    keep : iterable of str
        Further columns to keep for breakdowns: profile keys, header texts or letters.
    period : Period, optional
        Keep only respondents who answered within it.
    drop_duplicates : bool
        Leave out later exact copies of a row.
    population : int, optional
        The number of people served, to notice more respondents than that.
    date_order : {"dmy", "mdy"}, optional
        Whether day or month comes first in the timestamps, where they do not tell.
    survey, options
        What the responses were read with, to be kept with them.
    limit : int
        How many findings about rows are kept in detail.

    Returns
    -------
    Responses
        Also when something is wrong: see its ``findings``.

    Raises
    ------
    OptionError
        For a wrong choice of the caller's.
    """
    law = regulation if regulation is not None else load_regulation()
    layout = arrange(sheet, header=header, mapping=_mapping(questionnaire, law, order, chosen))
    columns = layout.columns
    findings = Findings((*sheet.findings, *layout.findings), limit=limit)
    table = _Table.of(sheet, layout.respondents)
    if columns.timestamp is not None:
        stamps = read_times(
            table.column(columns.timestamp), table.numbers, columns.timestamp, sheet=sheet.sheet, order=date_order
        )
        table = table.at(stamps.values)
        findings.extend(stamps.findings)
        findings.extend(stamps.findings_for(period) if period is not None else ())
    whole, all_moments = len(table.rows), table.moments
    if period is not None:
        table = _within(period, table, columns, sheet.sheet, findings)
    outside = whole - len(table.rows)
    if drop_duplicates:
        table = table.without(
            duplicate_rows(
                table.numbers,
                table.rows,
                times=table.moments or None,
                personal=_of_role(columns, "personal"),
                ignored=(),
            )
        )
    duplicates = whole - outside - len(table.rows)
    answers = [
        code_column(table.column(column), column, key, law, questionnaire, sheet.sheet)
        for key in columns.elements
        for column in columns.columns_of(key)
    ]
    findings.extend(finding for answer in answers for finding in answer.about_column)
    fates = _fates(answers, len(table.rows))
    _report(answers, fates, table, sheet, findings)
    used = [i for i, fate in enumerate(fates) if fate == _USED]
    codes, levels = combine_columns(answers, used, law)
    table = table.only(used)
    findings.extend(_evidence(table, columns, codes, population, sheet.sheet))
    findings.extend(unlike_elements(tuple(codes), law) if codes and not columns.missing else ())
    if not used and not findings.errors:
        findings.add(_nobody(period, outside, all_moments))
    faults = Counter(("", finding.code) for finding in layout.findings if finding.code in _ROW_FAULTS)
    for answer in answers:
        faults.update({(answer.element, code): number for code, number in answer.fault_counts.items()})
    return Responses(
        elements=tuple(codes),
        codes=codes,
        levels=levels,
        rows=tuple(table.numbers),
        profiles={name: _shown(table.column(index)) for name, index in profile_columns(columns, keep).items()},
        times=tuple(table.moments),
        findings=findings,
        columns=columns,
        ledger=Ledger(
            read=layout.read,
            header=layout.header,
            blank=layout.blank,
            not_respondents=layout.not_respondents,
            unanswered=fates.count(_UNANSWERED),
            refused=layout.refused + fates.count(_UNUSABLE),
            outside_period=outside,
            duplicates=duplicates,
            used=len(used),
        ),
        facts=sheet.facts,
        faults=dict(faults),
        low=law.low,
        high=law.high,
        questionnaire=None if questionnaire is None else questionnaire.key,
        header_row=layout.header_number,
        law=law,
        survey=survey,
        options=options or {},
    )


@dataclass(frozen=True)
class _Table:
    """The respondents' rows: cells, the file's row numbers, moments of answering (none without timestamps)."""

    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    moments: Sequence[datetime | None] = ()

    @classmethod
    def of(cls, sheet: RawSheet, positions: Sequence[int]) -> _Table:
        return cls([sheet.rows[p] for p in positions], [sheet.numbers[p] for p in positions])

    def at(self, moments: Sequence[datetime | None]) -> _Table:
        """Say when each row was answered."""
        return _Table(self.rows, self.numbers, moments)

    def column(self, index: int) -> list[Cell]:
        """Give one column; a row too short for it is blank there."""
        try:
            return [row[index] for row in self.rows]
        except IndexError:
            return [row[index] if index < len(row) else None for row in self.rows]

    def only(self, positions: Sequence[int]) -> _Table:
        """Keep some of the rows."""
        if len(positions) == len(self.rows):
            return self
        moments = [self.moments[i] for i in positions] if self.moments else ()
        return _Table([self.rows[i] for i in positions], [self.numbers[i] for i in positions], moments)

    def without(self, numbers: Iterable[int]) -> _Table:
        """Leave out rows by the file's row number."""
        gone = set(numbers)
        return self.only([i for i, number in enumerate(self.numbers) if number not in gone])


def _mapping(
    questionnaire: Questionnaire | None,
    law: Regulation,
    order: Order | None,
    chosen: Mapping[str, str | int | Sequence[str | int]] | None,
) -> dict[str, Any]:
    elements = [element.key for element in law.elements]
    options: dict[str, Any] = {"order": order, "chosen": chosen}
    if questionnaire is not None:
        elements = [key for key in elements if key in questionnaire.elements]
        elements += [key for key in questionnaire.elements if key not in elements]
        options["order"] = order or questionnaire.order
        options["questions"] = {key: questionnaire.wordings(key) for key in questionnaire.elements}
        options["profiles"] = {profile.key: (profile.text, *profile.names) for profile in questionnaire.profiles}
    return {"elements": tuple(elements), **options}


def _of_role(columns: ColumnMap, role: str) -> tuple[int, ...]:
    return tuple(column.index for column in columns.columns if column.role == role)


def _within(period: Period, table: _Table, columns: ColumnMap, sheet: str | None, findings: Findings) -> _Table:
    if columns.timestamp is None:
        findings.add(Finding("time-no-column", sheet=sheet, details={"period": period.label}))
        return table
    details = {"period": period.label}
    for number, moment in zip(table.numbers, table.moments, strict=True):
        if moment is None:
            findings.add(
                Finding("time-not-in-period", sheet=sheet, row=number, column=columns.timestamp, details=details)
            )
    inside = [i for i, moment in enumerate(table.moments) if moment is not None and period.contains(moment)]
    return table.only(inside)


_USED, _UNANSWERED, _UNUSABLE = range(3)


def _fates(answers: Sequence[CodedColumn], respondents: int) -> list[int]:
    """Tell of each row whether it has an answer to use, no answer at all, or only answers that cannot be used."""
    if not answers:
        return [_UNANSWERED] * respondents
    if not any(code in answer.codes for answer in answers for code in NO_SCORE):
        return [_USED] * respondents
    fate: dict[tuple[int, ...], int] = {}
    fates = []
    for row in zip(*(answer.codes for answer in answers), strict=True):
        if row not in fate:
            met = set(row)
            fate[row] = _USED if met - NO_SCORE else _UNUSABLE if met & {FAULT, REFUSED} else _UNANSWERED
        fates.append(fate[row])
    return fates


def _report(
    answers: Sequence[CodedColumn],
    fates: Sequence[int],
    table: _Table,
    sheet: RawSheet,
    findings: Findings,
) -> None:
    """Make findings of single answers and rows, in the order of the file, as many as there is room for."""
    room = max(findings.room, 0)
    met: list[Finding] = []
    counted: Counter[str] = Counter()
    unanswered = [i for i, fate in enumerate(fates) if fate == _UNANSWERED] if answers else []
    counted["row-unanswered"] += len(unanswered)
    met += [Finding("row-unanswered", sheet=sheet.sheet, row=table.numbers[i]) for i in unanswered[:room]]
    for answer in answers:
        counted.update(answer.fault_counts)
        for i in itertools.islice(_positions(answer.codes, FAULT), room):
            fault = answer.faults[cell_key(_cell(table.rows[i], answer.column))]
            met.append(_finding(fault.code, answer, table.numbers[i], sheet, fault.shown, fault.details))
        elsewhere = _asked_elsewhere(answer, answers)
        blanks = [i for i in _positions(answer.codes, BLANK) if fates[i] == _USED and i not in elsewhere]
        counted["answer-blank"] += len(blanks)
        met += [_finding("answer-blank", answer, table.numbers[i], sheet, None, {}) for i in blanks[:room]]
    met.sort(key=Finding.sort_key)
    kept = met[:room]
    findings.extend(kept)
    counted.subtract(finding.code for finding in kept)
    for code, number in counted.items():
        if number:
            findings.count(code, number)


def _asked_elsewhere(answer: CodedColumn, answers: Sequence[CodedColumn]) -> Container[int]:
    """List the rows in which this column is rightly blank: the form asks the element in one of several sections."""
    same = [other for other in answers if other.element == answer.element]
    if len(same) == 1:
        return ()
    filled = [sum(code != BLANK for code in row) for row in zip(*(other.codes for other in same), strict=True)]
    if max(filled, default=0) > 1:
        return ()
    first = same[0] is answer
    return {i for i, number in enumerate(filled) if number or not first}


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _positions(codes: bytes, wanted: int) -> Iterator[int]:
    at = codes.find(wanted)
    while at >= 0:
        yield at
        at = codes.find(wanted, at + 1)


def _finding(
    code: str, answer: CodedColumn, row: int, sheet: RawSheet, shown: str | None, details: Mapping[str, object]
) -> Finding:
    return Finding(
        code, sheet=sheet.sheet, row=row, column=answer.column, value=shown, details={**details, "element": answer.name}
    )


def _shown(cells: Sequence[Cell]) -> list[str]:
    """Write a profile column as text; every distinct cell once."""
    if bool in set(map(type, cells)):
        return [display(cell, _LONGEST_GROUP) for cell in cells]
    texts = {cell: display(cell, _LONGEST_GROUP) for cell in set(cells)}
    return list(map(texts.__getitem__, cells))


def _nobody(period: Period | None, outside: int, moments: Sequence[datetime | None]) -> Finding:
    """Say why there is no respondent: none in the file, or none in the period asked for."""
    known = [moment for moment in moments if moment is not None]
    if period is None or not outside:
        return Finding("survey-no-respondents")
    span = f"{min(known):%Y-%m-%d} – {max(known):%Y-%m-%d}" if known else "–"
    return Finding("survey-nobody-in-period", details={"period": period.label, "outside": outside, "span": span})


def _evidence(
    table: _Table,
    columns: ColumnMap,
    codes: Mapping[str, bytes],
    population: int | None,
    sheet: str | None,
) -> tuple[Finding, ...]:
    return examine(
        numbers=table.numbers,
        cells=table.rows,
        scores=zip(*codes.values(), strict=True),
        times=table.moments or None,
        personal=_of_role(columns, "personal"),
        population=population,
        sheet=sheet,
    )
