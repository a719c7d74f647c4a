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

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ikm.columns import map_form
from ikm.findings import Finding, Findings, days
from ikm.questionnaires import mapping_of
from ikm.records import Ledger
from ikm.regulation import load_regulation
from ikm.responses.codes import combine_columns
from ikm.responses.doubles import copies_that_differ, doubts
from ikm.responses.evidence.contrary import contrary
from ikm.responses.evidence.examination import examine
from ikm.responses.fates import IS_USED, UNANSWERED, UNUSABLE, USED, fates_of, report
from ikm.responses.headings import joined, negative_statements
from ikm.responses.profiles import profile_columns, profiles_of
from ikm.responses.respondents import Held, Respondents
from ikm.responses.responses import Responses
from ikm.responses.rows.headers import SEARCHED, count_elements, header_of, samples
from ikm.responses.rows.layout import arrange, judged
from ikm.responses.selection import ROW_FAULTS, Selection, select, without_rows
from ikm.responses.sisters import code_columns
from ikm.sources import Table, row_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ikm.arguments import ColumnChoice
    from ikm.columns import ColumnMap, FoundItems
    from ikm.questionnaires import Questionnaire
    from ikm.records import PlannedChoice
    from ikm.regulation import IndexInstrument, Order, Regulation
    from ikm.responses.codes import CodedColumn
    from ikm.responses.indices import IndexAnswers, Wanted
    from ikm.responses.rows.layout import Layout
    from ikm.responses.times.periods import Period
    from ikm.sources import LongText
    from ikm.tallies import Level

__all__ = ["unlike_elements", "validate"]


def validate(
    sheet: Table | LongText,
    *,
    questionnaire: Questionnaire | None = None,
    regulation: Regulation | None = None,
    order: Order | None = None,
    chosen: Mapping[str, ColumnChoice | PlannedChoice] | None = None,
    header: int | None = None,
    keep: Iterable[str] = (),
    selection: Selection = Selection(),  # noqa: B008 - it cannot be changed
    population: int | None = None,
    survey: Mapping[str, Any] | None = None,
    options: Mapping[str, object] | None = None,
    labels: Mapping[str, Mapping[str, int]] | None = None,
    indices: Wanted | Sequence[IndexInstrument] = (),
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
    selection : Selection
        Which respondents are meant.
    population : int, optional
        The number of people served, to notice more respondents than that.
    survey, options
        What the responses were read with, to be kept with them.
    labels : mapping, optional
        For an element the scores a person gave to single labels.
    indices : Wanted, or sequence of IndexInstrument
        What is asked of the form besides the SKM.
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
    asked = _Asked(indices, questionnaire)
    layout, people = _respondents(sheet, header, mapping_of(questionnaire, law, order, chosen), keep, asked)
    table, columns = layout.table, layout.columns
    layout, people, excluded = without_rows(layout, people, selection.rows)
    findings = Findings((*table.findings, *asked.told(layout.findings)), limit=limit, label_of=row_labels(table.index))
    people, everybody, left_out = select(people, columns, selection, keep, findings)
    left_out["excluded"] = excluded
    answers = code_columns(people, columns, law, questionnaire, table.sheet, labels)
    findings.extend(joined(finding for answer in answers for finding in answer.about_column))
    findings.extend(joined(negative_statements(answers, columns, table.sheet)))
    fates = fates_of(answers, len(people))
    report(answers, fates, people, table.sheet, findings)
    used = fates.translate(IS_USED)
    codes, levels = combine_columns(answers, used, law)
    doubted = doubts(columns, answers, people, used, law, questionnaire, labels)
    others = asked.answers(people, columns, used, findings, labels)
    findings.extend(copies_that_differ(columns, answers, people, table.sheet))
    people = people.only(used)
    faults = _faults(layout, answers)
    joined_cells = sum(option.times - 1 for answer in answers for option in answer.options)
    choices = {answer.column: answer.choices for answer in answers if answer.choices}
    answers.clear()  # of a large table they are megabytes, which what follows can use
    findings.extend(_of_all(people, codes, levels, columns, law, population))
    if not len(people) and not findings.errors:
        findings.add(_nobody(selection.period, len(left_out["outside_period"]), everybody, layout))
    profiles = profiles_of(people, columns, keep, (survey or {}).get("age_classes"), table.sheet)
    # Half of this function names what it takes and what it gives.
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
        ledger=_ledger(layout, fates, left_out),
        left_out=left_out,
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
        choices=choices,
        indices=others,
    )


class _Asked:
    """What is asked of a form besides the SKM; of most forms nothing, and then nothing of it is loaded."""

    def __init__(self, indices: Wanted | Sequence[IndexInstrument], questionnaire: Questionnaire | None) -> None:
        self._wanted = indices
        self._questionnaire = questionnaire
        self._found: FoundItems | None = None

    def apart(self, columns: ColumnMap) -> dict[str, Any]:
        """Give the arguments of a mapping that leaves to the indices what a person named for them; none by default."""
        if not isinstance(self._wanted, Sequence) and self._wanted.chosen:
            from ikm.responses.indices import set_apart  # noqa: PLC0415 - few surveys ask for any

            if found := set_apart(columns, self._wanted):
                return {"apart": found}
        return {}

    def look(self, columns: ColumnMap, below: Table) -> tuple[int, ...]:
        """Find the columns of the indices, by the first rows, and give them."""
        if not self._wanted:
            return ()
        from ikm.responses.indices import Wanted, found_items  # noqa: PLC0415 - as above

        wanted = self._wanted if isinstance(self._wanted, Wanted) else Wanted(tuple(self._wanted))
        seen = samples(below, len(columns.columns))
        self._found = found_items(columns, seen, wanted, self._questionnaire)
        return self._found.columns

    def alone(self, sheet: Table) -> None:
        """Say that a form without any element of the SKM asks for an index alone, where one of its rows does."""
        if self._found is None:
            return
        from ikm.responses.indices import alone  # noqa: PLC0415 - as above

        found = self._found
        for place, row in enumerate(sheet.rows[:SEARCHED]):
            below = sheet.part(place + 1)
            if self.look(map_form(row, samples(below, len(row))), below):
                self._found = alone(self._found)
                return
        self._found = found

    def told(self, findings: Iterable[Finding]) -> Iterable[Finding]:
        """Leave out what was found about columns that count in another index."""
        if self._found is None:
            return findings
        from ikm.responses.indices import not_told_again  # noqa: PLC0415 - as above

        return not_told_again(findings, self._found)

    def answers(
        self,
        people: Respondents,
        columns: ColumnMap,
        used: bytes,
        findings: Findings,
        labels: Mapping[str, Mapping[str, int]] | None,
    ) -> tuple[IndexAnswers, ...]:
        """Decode the answers to the items of each index."""
        if self._found is None:
            return ()
        from ikm.responses.indices import answers_of_indices  # noqa: PLC0415 - as above

        return answers_of_indices(self._found, people, columns, used, findings, self._questionnaire, labels)


def _respondents(
    sheet: Table | LongText, header: int | None, mapping: Mapping[str, Any], keep: Sequence[str], asked: _Asked
) -> tuple[Layout, Respondents]:
    """Find out which row is what, whether the table is in memory or passes by."""
    if not isinstance(sheet, Table):
        found = header_of(sheet.beginning, header, mapping) if _is_within(header, sheet.beginning) else None
        if found is not None and (apart := asked.apart(found.columns)):
            found = header_of(sheet.beginning, header, {**mapping, **apart})
        if found is not None and count_elements(found.columns):
            from ikm.responses.passing import hold  # noqa: PLC0415 - numpy loads for long text tables only

            others = asked.look(found.columns, sheet.beginning.part(found.place + 1))
            passed = hold(sheet, found, (*profile_columns(found.columns, keep).values(), *others))
            layout = judged(found, passed.table)
            return layout, Respondents(layout.table, layout.respondents, passed)
        sheet = sheet.whole()  # what it is can only be told from all of it
    layout = arrange(sheet, header=header, mapping=mapping)
    if apart := asked.apart(layout.columns):
        layout = arrange(sheet, header=header, mapping={**mapping, **apart})
    asked.look(layout.columns, layout.table)
    if not layout.columns.by_element:
        asked.alone(sheet)
    return layout, Respondents(layout.table, layout.respondents, Held(layout.table))


def _is_within(header: int | None, table: Table) -> bool:
    return header is None or header in table.numbers


def _faults(layout: Layout, answers: Iterable[CodedColumn]) -> dict[tuple[str, str], int]:
    """Count what cannot be used, by element and finding code; rows refused for their length have no element."""
    faults = Counter(("", finding.code) for finding in layout.findings if finding.code in ROW_FAULTS)
    for answer in answers:
        faults.update({(answer.element, code): number for code, number in answer.faulty.items()})
    return dict(faults)


def _ledger(layout: Layout, fates: bytes, left_out: Mapping[str, Sequence[int]]) -> Ledger:
    """Account for every row."""
    return Ledger(
        read=layout.read,
        header=layout.header,
        blank=layout.blank,
        not_respondents=layout.not_respondents,
        unanswered=fates.count(UNANSWERED),
        refused=layout.refused + fates.count(UNUSABLE),
        used=fates.count(USED),
        **{"duplicates": 0, **{reason: len(rows) for reason, rows in left_out.items()}},
    )


def _of_all(
    people: Respondents,
    codes: Mapping[str, bytes],
    levels: Sequence[Level],
    columns: ColumnMap,
    law: Regulation,
    population: int | None,
) -> Iterator[Finding]:
    """Look at the answers as a whole."""
    personal = columns.of_role("personal")
    signs = people.signs(tuple(codes.values()), personal, columns.of_role("element"))
    yield from examine(signs, people.numbers, personal=personal, population=population, sheet=people.sheet)
    yield from _contrary(codes, levels, columns, law, people.sheet)
    yield from unlike_elements(tuple(codes), law) if codes and not columns.missing else ()


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


def _nobody(period: Period | None, outside: int, everybody: Respondents, layout: Layout) -> Finding:
    """Say why there is no respondent: nothing below the headings, none in the file, or none in the period asked for."""
    if period is None or not outside:
        header = layout.header_number
        below = {
            "id": f" Di bawah judul kolom (baris {header}) belum ada jawaban: isi satu baris untuk setiap kuesioner.",
            "en": f" Below the headings (row {header}) there is no answer yet: fill in one row for each questionnaire.",
        }
        return Finding("survey-no-respondents", details={"below": "" if 1 in layout.respondents else below})
    known = everybody.moments.span()
    outside -= len(everybody.inside(period)[1])
    dated = days(*known) if known else "–"
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
