"""Validation: from the cells of a sheet to answers that can be counted, with everything that is wrong.

The middle of the flow.  `validate` finds the header, the columns and the rows that are respondents
(`ikm.responses.rows.layout`), keeps those of the period asked for (`ikm.responses.times.chronology`), decodes every
distinct answer once (`ikm.answers`), and looks at the data as a whole (`ikm.responses.evidence`).  Whatever cannot be
used becomes a finding with its cell, and no figure is ever made of a guess.

Several questions about one element are averaged within the respondent, over those the respondent answered, before
anything else; the means are exact fractions.

>>> from ikm.sources.frames import as_sheet
>>> from ikm.responses.validation import validate
>>> header = ["Kecepatan waktu pelayanan", "Ketepatan waktu pelayanan", "Sikap petugas", "Biaya/tarif"]
>>> responses = validate(as_sheet([header, [4, 3, 4, "Gratis"], [3, None, "Sangat sopan", "Murah"]]))
>>> [str(level) for level in responses.levels], list(responses.codes["waktu"])
(['1', '2', '3', '7/2', '4'], [4, 3])
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from ikm.answers import phrase
from ikm.findings import Finding, Findings
from ikm.questionnaires import mapping_of
from ikm.records import Ledger
from ikm.regulation import load_regulation
from ikm.responses.codes import BLANK, FAULT, NO_SCORE, REFUSED, CodedColumn, Option, combine_columns
from ikm.responses.companions import copies_that_differ, doubts
from ikm.responses.evidence.contrary import contrary
from ikm.responses.evidence.findings import examine
from ikm.responses.headings import joined, negative_statements
from ikm.responses.profiles import order_needed, profile_columns, profiles_of
from ikm.responses.respondents import Held, Respondents
from ikm.responses.responses import Responses
from ikm.responses.rows.headers import count_elements, header_of
from ikm.responses.rows.layout import arrange, judged
from ikm.responses.sisters import code_columns
from ikm.sources import Table, row_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ikm.columns import ColumnMap
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import Order, Regulation
    from ikm.responses.rows.layout import Layout
    from ikm.responses.times.periods import Period
    from ikm.sources import LongText
    from ikm.tallies import Level

__all__ = ["unlike_elements", "validate"]

_ROW_FAULTS = frozenset({"row-too-short", "row-too-long", "row-off-scale"})


def validate(
    sheet: Table | LongText,
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
    survey: Mapping[str, Any] | None = None,
    options: Mapping[str, object] | None = None,
    labels: Mapping[str, Mapping[str, int]] | None = None,
    limit: int = 1000,
) -> Responses:
    """Turn the cells of a sheet into validated answers.

    Parameters
    ----------
    sheet : Table or LongText
        The sheet as read, or a long text table that is read now (`ikm.sources.opened`).
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
    labels : mapping, optional
        For an element the scores a person gave to single labels.
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
    law, keep = regulation if regulation is not None else load_regulation(), tuple(keep)
    layout, people = _respondents(sheet, header, mapping_of(questionnaire, law, order, chosen), keep)
    table, columns = layout.table, layout.columns
    findings = Findings((*table.findings, *layout.findings), limit=limit, label_of=row_labels(table.index))
    everybody, people = _of_period(people, period, columns, date_order, keep, findings)
    inside, personal = len(people), _of_role(columns, "personal")
    if drop_duplicates:
        people = _without_copies(people, personal)
    single = len(people)
    answers = code_columns(people, columns, law, questionnaire, table.sheet, labels)
    findings.extend(joined(finding for answer in answers for finding in answer.about_column))
    findings.extend(joined(negative_statements(answers, columns, table.sheet)))
    fates = _fates(answers, single)
    _report(answers, fates, people, table.sheet, findings)
    used = fates.translate(_IS_USED)
    codes, levels = combine_columns(answers, used, law)
    doubted = doubts(columns, answers, people, used, law, questionnaire, labels)
    findings.extend(copies_that_differ(columns, answers, people, table.sheet))
    people = people.only(used)
    faults = _faults(layout, answers)
    joined_cells = sum(option.times - 1 for answer in answers for option in answer.options)
    answers.clear()  # of a large table they are megabytes, which what follows can use
    signs = people.signs(tuple(codes.values()), personal)
    findings.extend(examine(signs, people.numbers, personal=personal, population=population, sheet=table.sheet))
    findings.extend(_contrary(codes, levels, columns, law, table.sheet))
    findings.extend(unlike_elements(tuple(codes), law) if codes and not columns.missing else ())
    if not len(people) and not findings.errors:
        findings.add(_nobody(period, len(everybody) - inside, everybody))
    profiles = profiles_of(people, columns, keep, (survey or {}).get("age_classes"), table.sheet)
    ledger = Ledger(
        read=layout.read,
        header=layout.header,
        blank=layout.blank,
        not_respondents=layout.not_respondents,
        unanswered=fates.count(_UNANSWERED),
        refused=layout.refused + fates.count(_UNUSABLE),
        outside_period=len(everybody) - inside,
        duplicates=inside - single,
        used=len(people),
    )
    return Responses(
        elements=tuple(codes),
        codes=codes,
        levels=levels,
        rows=people.numbers,
        profiles=profiles.groups,
        about_profiles=profiles.findings,
        times=people.moments,
        findings=findings,
        columns=columns,
        doubts=doubted,
        ledger=ledger,
        facts=table.facts,
        faults=faults,
        joined=joined_cells,
        low=law.low,
        high=law.high,
        questionnaire=None if questionnaire is None else questionnaire.key,
        header_row=layout.header_number,
        law=law,
        survey=survey,
        options=options or {},
        index=table.index,
    )


def _respondents(
    sheet: Table | LongText, header: int | None, mapping: Mapping[str, Any], keep: Sequence[str]
) -> tuple[Layout, Respondents]:
    """Find out which row is what, whether the table is in memory or passes by."""
    if not isinstance(sheet, Table):
        found = header_of(sheet.beginning, header, mapping) if _is_within(header, sheet.beginning) else None
        if found is not None and count_elements(found.columns):
            from ikm.responses.passing import hold  # noqa: PLC0415 - numpy loads for long text tables only

            passed = hold(sheet, found, tuple(profile_columns(found.columns, keep).values()))
            layout = judged(found, passed.table)
            return layout, Respondents(layout.table, layout.respondents, passed)
        sheet = sheet.whole()  # what it is can only be told from all of it
    layout = arrange(sheet, header=header, mapping=mapping)
    return layout, Respondents(layout.table, layout.respondents, Held(layout.table))


def _is_within(header: int | None, table: Table) -> bool:
    return header is None or header in table.numbers


def _of_role(columns: ColumnMap, role: str) -> tuple[int, ...]:
    return tuple(column.index for column in columns.columns if column.role == role)


def _of_period(
    people: Respondents,
    period: Period | None,
    columns: ColumnMap,
    date_order: Literal["dmy", "mdy"] | None,
    keep: Sequence[str],
    findings: Findings,
) -> tuple[Respondents, Respondents]:
    """Read when everybody was sent; give all, and those of the period asked for."""
    if columns.timestamp is None:
        if period is not None:
            findings.add(Finding("time-no-column", sheet=people.sheet, details={"period": period.label}))
        return people, people
    everybody, stamps = people.timed(columns.timestamp, date_order)
    findings.extend(stamps.told(period))
    findings.extend(order_needed(stamps, columns, keep))
    if period is None or not stamps.readable():
        return everybody, everybody
    mask, unknown = everybody.inside(period)
    where, details = {"sheet": people.sheet, "column": columns.timestamp}, {"period": period.label}
    findings.extend(Finding("time-not-in-period", row=row, details=details, **where) for row in unknown)  # type: ignore[arg-type]
    return everybody, everybody.only(mask)


def _without_copies(people: Respondents, personal: Sequence[int]) -> Respondents:
    """Leave out later copies of a row."""
    mask = bytearray(b"\1") * len(people)
    for index in people.copies(personal):
        mask[index] = 0
    return people.only(bytes(mask))


def _faults(layout: Layout, answers: Iterable[CodedColumn]) -> dict[tuple[str, str], int]:
    """Count what cannot be used, by element and finding code; rows refused for their length have no element."""
    faults = Counter(("", finding.code) for finding in layout.findings if finding.code in _ROW_FAULTS)
    for answer in answers:
        faults.update({(answer.element, code): number for code, number in answer.faulty.items()})
    return dict(faults)


_UNANSWERED, _UNUSABLE, _USED = range(3)
_IS_USED = bytes(code == _USED for code in range(256))
_IS_SCORE = bytes(code not in NO_SCORE for code in range(256))
_IS_UNUSABLE = bytes(code in {FAULT, REFUSED} for code in range(256))
_IS_FILLED = bytes(code != BLANK for code in range(256))
_FATE = bytes([_UNANSWERED, _UNUSABLE, _USED, _USED]).ljust(256, b"\0")


def _marks(codes: bytes, table: bytes) -> int:
    """Mark respondents by one byte each, 0 or 1, all bytes as one number: such numbers combine at once."""
    return int.from_bytes(codes.translate(table), "big")


def _fates(answers: Sequence[CodedColumn], respondents: int) -> bytes:
    """Tell of each row whether it has an answer to use, no answer at all, or only answers that cannot be used."""
    scored = unusable = 0
    for answer in answers:
        scored |= _marks(answer.codes, _IS_SCORE)
        unusable |= _marks(answer.codes, _IS_UNUSABLE)
    return (2 * scored + unusable).to_bytes(respondents, "big").translate(_FATE)


def _report(
    answers: Sequence[CodedColumn],
    fates: bytes,
    people: Respondents,
    sheet: str | None,
    findings: Findings,
) -> None:
    """Make findings of single answers and rows, in the order of the file, as many as there is room for."""
    room = max(findings.room, 0)
    numbers = people.numbers
    met: list[Finding] = []
    counted: Counter[str] = Counter()
    if answers:
        counted["row-unanswered"] += fates.count(_UNANSWERED)
        unanswered = itertools.islice(_positions(fates, _UNANSWERED), room)
        met += [Finding("row-unanswered", sheet=sheet, row=numbers[i]) for i in unanswered]
    used = _marks(fates, _IS_USED)
    for answer in answers:
        met += [_option(option, answer, numbers, sheet) for option in answer.options]
        counted.update(option.fault.code for option in answer.options)
        counted.update(answer.fault_counts)
        for i in itertools.islice(_positions(answer.codes, FAULT), room):
            fault = answer.faults[people.cell(i, answer.column)]
            met.append(_finding(fault.code, answer, numbers[i], sheet, fault.shown, fault.details))
        if BLANK not in answer.codes:
            continue
        filled = _marks(answer.codes, _IS_FILLED) | _asked_elsewhere(answer, answers)
        blanks = (used & ~filled).to_bytes(len(fates), "big")
        counted["answer-blank"] += blanks.count(1)
        met += [
            _finding("answer-blank", answer, numbers[i], sheet, None, {})
            for i in itertools.islice(_positions(blanks, 1), room)
        ]
    met.sort(key=Finding.sort_key)
    kept = met[:room]
    findings.extend(kept)
    counted.subtract(finding.code for finding in kept)
    for code, number in counted.items():
        if number:
            findings.count_only(code, number)


def _asked_elsewhere(answer: CodedColumn, answers: Sequence[CodedColumn]) -> int:
    """Mark the rows in which this column may be blank: another column of its element holds an answer.

    A form asks an element in one of several sections, or in several questions: it is blank when all of them are, which
    the first tells.
    """
    same = [other for other in answers if other.element == answer.element]
    if len(same) == 1:
        return 0
    if same[0] is not answer:
        return int.from_bytes(b"\1" * len(answer.codes), "big")
    filled = 0
    for other in same:
        filled |= _marks(other.codes, _IS_FILLED)
    return filled


def _positions(codes: bytes, wanted: int) -> Iterator[int]:
    at = codes.find(wanted)
    while at >= 0:
        yield at
        at = codes.find(wanted, at + 1)


def _finding(
    code: str, answer: CodedColumn, row: int, sheet: str | None, shown: str | None, details: Mapping[str, object]
) -> Finding:
    return Finding(
        code, sheet=sheet, row=row, column=answer.column, value=shown, details={**details, "element": answer.name}
    )


def _option(option: Option, answer: CodedColumn, numbers: Sequence[int], sheet: str | None) -> Finding:
    """Make the one finding of a label that several respondents gave, at the first of them."""
    rows = tuple(numbers[place] for place in option.places)
    details = {**option.fault.details, "given": phrase("given", times=option.times), "rows": rows}
    return _finding(option.fault.code, answer, rows[0], sheet, option.fault.shown, details)


def _contrary(
    codes: Mapping[str, bytes], levels: Sequence[Level], columns: ColumnMap, law: Regulation, sheet: str | None
) -> list[Finding]:
    """Name the elements whose answers run against the others."""
    named = list(codes)
    found = [named[at] for at in contrary(list(codes.values()), levels)] if codes else []
    return [
        Finding(
            "evidence-contrary-column",
            sheet=sheet,
            columns=columns.columns_of(element),
            details={"element": law.element(element).labels},
        )
        for element in found
    ]


def _nobody(period: Period | None, outside: int, everybody: Respondents) -> Finding:
    """Say why there is no respondent: none in the file, or none in the period asked for."""
    if period is None or not outside:
        return Finding("survey-no-respondents")
    known = everybody.moments.span()
    outside -= len(everybody.inside(period)[1])
    dated = f"{known[0]:%Y-%m-%d} – {known[1]:%Y-%m-%d}" if known else "–"
    whole = f"{known[0]:%Y-%m}..{known[1]:%Y-%m}" if known else {"id": "PERIODE", "en": "PERIOD"}
    details = {"period": period.label, "outside": outside, "span": dated, "whole": whole}
    return Finding("survey-nobody-in-period", details=details)


def unlike_elements(elements: Sequence[str], law: Regulation) -> list[Finding]:
    """Flag a survey that asks other elements than the instrument's."""
    own = [element.key for element in law.elements]
    missing = [law.element(key) for key in own if key not in elements]
    extra = [key for key in elements if key not in own]
    findings = []
    if missing:
        named = [element.labels for element in missing]
        names = {"id": ", ".join(name["id"] for name in named), "en": ", ".join(name["en"] for name in named)}
        findings.append(Finding("survey-fewer-elements", details={"elements": names, "count": len(elements)}))
    if extra:
        details = {"elements": ", ".join(extra), "count": len(elements)}
        findings.append(Finding("survey-more-elements", details=details))
    return findings
