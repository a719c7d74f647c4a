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
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from ikm.answers import Fault, Scale, cell_key, decode, decode_declared
from ikm.errors import OptionError
from ikm.evidence import duplicate_rows, examine
from ikm.findings import Finding, Findings, column_letter, display
from ikm.layout import arrange
from ikm.regulation import load_regulation
from ikm.responses import Responses
from ikm.results import Ledger
from ikm.times import read_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from ikm.columns import ColumnMap
    from ikm.periods import Period
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Order, Regulation
    from ikm.sources import Cell, RawSheet
    from ikm.tallies import Level

__all__ = ["validate"]

_BLANK = 0
_FAULT = 255
_REFUSED = 254
"""An answer of a column that is refused as a whole; the finding about the column speaks for it."""

_NO_SCORE = frozenset({_BLANK, _FAULT, _REFUSED})
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
    whole = len(table.rows)
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
        _decode(table, column, key, law, questionnaire, sheet.sheet)
        for key in columns.elements
        for column in columns.columns_of(key)
    ]
    findings.extend(finding for answer in answers for finding in answer.about_column)
    fates = _fates(answers, len(table.rows))
    _report(answers, fates, table, sheet, findings)
    used = [i for i, fate in enumerate(fates) if fate == _USED]
    codes, levels = _combine(answers, used, law)
    table = table.only(used)
    findings.extend(_evidence(table, columns, codes, levels, population, sheet.sheet))
    faults = Counter(finding.code for finding in layout.findings if finding.code in _ROW_FAULTS)
    for answer in answers:
        faults.update(answer.fault_counts)
    return Responses(
        elements=tuple(codes),
        codes=codes,
        levels=levels,
        rows=tuple(table.numbers),
        profiles=_profiles(table, columns, keep),
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


@dataclass(frozen=True)
class _Answers:
    """One column of answers, decoded: for each row the position of its level, from 1, or why there is none."""

    column: int
    element: str
    name: Mapping[str, str]
    levels: tuple[Level, ...]
    codes: bytes
    faults: Mapping[object, Fault]
    fault_counts: Mapping[str, int]
    refused_counts: Mapping[str, int]
    about_column: tuple[Finding, ...]


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


def _keys(cells: Sequence[Cell]) -> Sequence[object]:
    """Make cells countable: Python holds True equal to 1, so truth values need keys of their own."""
    return [cell_key(cell) for cell in cells] if bool in set(map(type, cells)) else cells


def _decode(
    table: _Table,
    column: int,
    element: str,
    law: Regulation,
    questionnaire: Questionnaire | None,
    sheet: str | None,
) -> _Answers:
    cells = _keys(table.column(column))
    counts = Counter(cells)
    unsur = law.element(element)
    name = {"id": f"{unsur.code} {unsur.id}", "en": f"{unsur.code} {unsur.en}"}
    declared = {} if questionnaire is None else questionnaire.scores(element)
    if declared:
        coding = decode_declared(counts, declared, low=law.low, high=law.high)
    else:
        own: list[Scale] = []
        if questionnaire is not None:
            own = [
                Scale(f"{questionnaire.key}: {element}", labels, (element,)) for labels in questionnaire.labels(element)
            ]
        coding = decode(counts, element=element, own=own, low=law.low, high=law.high)
    met = {score for score in coding.scores.values() if score is not None and not isinstance(score, Fault)}
    levels = tuple(sorted(met))
    place = {level: position for position, level in enumerate(levels, 1)}
    code: dict[object, int] = {}
    faults: dict[object, Fault] = {}
    fault_counts: Counter[str] = Counter()
    refused_counts: Counter[str] = Counter()
    for cell, number in counts.items():
        score = coding.scores[cell]
        if score is None:
            code[cell] = _BLANK
        elif not isinstance(score, Fault):
            code[cell] = place[score]
        elif coding.refused:
            code[cell] = _REFUSED
            refused_counts[score.code] += number
        else:
            faults[cell] = score
            fault_counts[score.code] += number
            code[cell] = _FAULT
    return _Answers(
        column=column,
        element=element,
        name=name,
        levels=levels,
        codes=bytes(map(code.__getitem__, cells)),
        faults=faults,
        fault_counts=fault_counts,
        refused_counts=refused_counts,
        about_column=coding.located(sheet=sheet, column=column, element=name),
    )


_USED, _UNANSWERED, _UNUSABLE = range(3)


def _fates(answers: Sequence[_Answers], respondents: int) -> list[int]:
    """Tell of each row whether it has an answer to use, no answer at all, or only answers that cannot be used."""
    if not answers:
        return [_UNANSWERED] * respondents
    if not any(code in answer.codes for answer in answers for code in _NO_SCORE):
        return [_USED] * respondents
    fate: dict[tuple[int, ...], int] = {}
    fates = []
    for row in zip(*(answer.codes for answer in answers), strict=True):
        if row not in fate:
            met = set(row)
            fate[row] = _USED if met - _NO_SCORE else _UNUSABLE if met & {_FAULT, _REFUSED} else _UNANSWERED
        fates.append(fate[row])
    return fates


def _report(
    answers: Sequence[_Answers],
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
        for code, number in answer.refused_counts.items():
            findings.count(code, number)
        for i in itertools.islice(_positions(answer.codes, _FAULT), room):
            fault = answer.faults[cell_key(_cell(table.rows[i], answer.column))]
            met.append(_finding(fault.code, answer, table.numbers[i], sheet, fault.shown, fault.details))
        blanks = [i for i in _positions(answer.codes, _BLANK) if fates[i] == _USED]
        counted["answer-blank"] += len(blanks)
        met += [_finding("answer-blank", answer, table.numbers[i], sheet, None, {}) for i in blanks[:room]]
    met.sort(key=Finding.sort_key)
    kept = met[:room]
    findings.extend(kept)
    counted.subtract(finding.code for finding in kept)
    for code, number in counted.items():
        if number:
            findings.count(code, number)


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _positions(codes: bytes, wanted: int) -> Iterator[int]:
    at = codes.find(wanted)
    while at >= 0:
        yield at
        at = codes.find(wanted, at + 1)


def _finding(
    code: str, answer: _Answers, row: int, sheet: RawSheet, shown: str | None, details: Mapping[str, object]
) -> Finding:
    return Finding(
        code, sheet=sheet.sheet, row=row, column=answer.column, value=shown, details={**details, "element": answer.name}
    )


def _combine(
    answers: Sequence[_Answers], used: Sequence[int], law: Regulation
) -> tuple[dict[str, bytes], tuple[Level, ...]]:
    """Make one code for each respondent and element; several questions about one element are averaged."""
    asked: dict[str, list[_Answers]] = {}
    for answer in answers:
        asked.setdefault(answer.element, []).append(answer)
    rows = {element: _rows(columns, used) for element, columns in asked.items()}
    means = {element: {row: _mean(row, asked[element]) for row in set(found)} for element, found in rows.items()}
    met = {mean for scores in means.values() for mean in scores.values() if mean is not None}
    ordered = sorted({*map(Fraction, range(law.low, law.high + 1)), *met})
    code = {level: position for position, level in enumerate(ordered, 1)}
    codes = {}
    for element, found in rows.items():
        coded = {row: _BLANK if mean is None else code[mean] for row, mean in means[element].items()}
        if isinstance(found, bytes):
            codes[element] = found.translate(bytes(coded.get(byte, _BLANK) for byte in range(256)))
        else:
            codes[element] = bytes(map(coded.__getitem__, found))
    return codes, tuple(level.numerator if level.denominator == 1 else level for level in ordered)


def _rows(columns: Sequence[_Answers], used: Sequence[int]) -> bytes | list[tuple[int, ...]]:
    """Give the codes of the respondents used: one byte each, or a tuple where several columns ask the element."""
    kept = [
        answer.codes if len(used) == len(answer.codes) else bytes(map(answer.codes.__getitem__, used))
        for answer in columns
    ]
    return kept[0] if len(kept) == 1 else list(zip(*kept, strict=True))


def _mean(row: int | tuple[int, ...], columns: Sequence[_Answers]) -> Fraction | None:
    """Average the questions a respondent answered; whatever is no score counts as blank."""
    codes = (row,) if isinstance(row, int) else row
    scores = [answer.levels[code - 1] for answer, code in zip(columns, codes, strict=True) if code not in _NO_SCORE]
    return Fraction(sum(scores), len(scores)) if scores else None


def _evidence(
    table: _Table,
    columns: ColumnMap,
    codes: Mapping[str, bytes],
    levels: Sequence[Level],
    population: int | None,
    sheet: str | None,
) -> tuple[Finding, ...]:
    level = (None, *levels)
    return examine(
        numbers=table.numbers,
        cells=table.rows,
        scores=[tuple(level[code] for code in row) for row in zip(*codes.values(), strict=True)],
        times=table.moments or None,
        personal=_of_role(columns, "personal"),
        population=population,
        sheet=sheet,
    )


def _profiles(table: _Table, columns: ColumnMap, keep: Iterable[str]) -> dict[str, Sequence[str]]:
    """Bring in the recognised profile columns, and those the caller names."""
    wanted = dict(columns.profiles)
    for name in keep:
        if name not in wanted:
            wanted[name] = _named_column(name, columns)
    return {name: [display(cell, _LONGEST_GROUP) for cell in table.column(index)] for name, index in wanted.items()}


def _named_column(name: str, columns: ColumnMap) -> int:
    """Find a column by its header or letter; one that holds personal data or free text is refused."""
    plain = " ".join(name.split()).casefold()
    for column in columns.columns:
        if plain in (" ".join(column.header.split()).casefold(), column_letter(column.index).casefold()):
            if column.role in {"personal", "comment"}:
                raise OptionError(
                    f"The column {name!r} holds personal data or free text, which ikm does not read; "
                    f"group by {_groupable(columns)}."
                )
            return column.index
    raise OptionError(f"There is no column {name!r} to group by. The survey has: {_groupable(columns)}.")


def _groupable(columns: ColumnMap) -> str:
    names = [*columns.profiles, *(f"{c.header!r}" for c in columns.columns if c.role == "other" and c.header)]
    return ", ".join(names) or "none"
