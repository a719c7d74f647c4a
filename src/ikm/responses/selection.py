"""Selection: of the rows that are respondents those that are meant.

A caller may leave rows out by their numbers, keep a period, and count once what was sent twice: rows pasted again, and
questionnaires sent again within a minute because Submit was pressed twice.  Each row that is left out is kept in mind
with the reason, so that the ledger adds up and a marked copy can show it.

>>> from ikm.responses.respondents import Held, Respondents
>>> from ikm.responses.rows.layout import arrange
>>> from ikm.sources import Table
>>> layout = arrange(Table.of_rows([["Persyaratan", "Prosedur", "Waktu"], [4, 3, 4], [3, 3, 4], [2, 3, 4]]))
>>> people = Respondents(layout.table, layout.respondents, Held(layout.table))
>>> layout, people, excluded = without_rows(layout, people, [3])
>>> list(people.numbers), list(excluded)
([2, 4], [3])
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.errors import OptionError
from ikm.findings import Finding, Typed
from ikm.responses.profiles import order_needed
from ikm.responses.rows.layout import stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.columns import ColumnMap
    from ikm.findings import Findings
    from ikm.responses.respondents import Respondents
    from ikm.responses.rows.layout import Layout
    from ikm.responses.times.periods import Period

__all__ = ["ROW_FAULTS", "Selected", "Selection", "select", "without_rows"]

ROW_FAULTS = frozenset({"row-too-short", "row-too-long", "row-off-scale"})
"""Findings of rows that are refused as a whole."""

_LISTED = 10


class Selection(NamedTuple):
    """What a caller asks for: which rows are left out, and which respondents are kept.

    Parameters
    ----------
    rows : sequence of int
        Rows to leave out, by their numbers in the file.
    period : Period, optional
        Keep only respondents who answered within it.
    duplicates : bool
        Leave out later exact copies of a row.
    resubmissions : bool
        Leave out what one person sent again within a minute.
    date_order : {"dmy", "mdy"}, optional
        Whether day or month comes first in the timestamps, where they do not tell.
    elsewhere : sequence of int
        Rows that repeat those of another file of the same survey, to be left out as copies.
    """

    rows: Sequence[int] = ()
    period: Period | None = None
    duplicates: bool = False
    resubmissions: bool = False
    date_order: Literal["dmy", "mdy"] | None = None
    elsewhere: Sequence[int] = ()


class Selected(NamedTuple):
    """The respondents who are meant.

    Parameters
    ----------
    people : Respondents
        Those who are meant.
    everybody : Respondents
        The same, whenever they answered and however often.
    left_out : mapping from str to array of int
        The rows that are not, by the reason as the ledger names it.
    """

    people: Respondents
    everybody: Respondents
    left_out: dict[str, array[int]]


def select(
    people: Respondents, columns: ColumnMap, asked: Selection, keep: Sequence[str], findings: Findings
) -> Selected:
    """Leave out who did not answer in the period asked for, and what was sent twice.

    Parameters
    ----------
    people : Respondents
        All rows that are respondents, without those left out by their numbers.
    columns : ColumnMap
        Which column asks what.
    asked : Selection
        What the caller asks for.
    keep : sequence of str
        What is to be grouped by, for which the order of dates may matter.
    findings : Findings
        Is told what was found.
    """
    left_out: dict[str, array[int]] = {}
    everybody, mask = _of_period(people, asked, columns, keep, findings)
    people, left_out["outside_period"] = _only(everybody, mask)
    personal = columns.of_role("personal")
    if asked.duplicates:
        people, left_out["duplicates"] = _without(people, people.signs((), personal).copies)
    if asked.elsewhere:
        others = frozenset(asked.elsewhere)
        mask = bytes(number not in others for number in people.numbers)
        people, copied = _only(people, mask)
        left_out["duplicates"] = array("q", sorted([*left_out.get("duplicates", ()), *copied]))
    if asked.resubmissions:
        again = people.signs((), personal, columns.of_role("element")).sent_again
        people, left_out["resubmissions"] = _without(people, again)
    return Selected(people, everybody, left_out)


def without_rows(layout: Layout, people: Respondents, rows: Sequence[int]) -> tuple[Layout, Respondents, array[int]]:
    """Leave out rows by their numbers, and say so; those that were refused as a whole are then no fault any more.

    Raises
    ------
    OptionError
        If one of them is no respondent's.
    """
    if not rows:
        return layout, people, array("q")
    refused = {finding.row for finding in layout.findings if finding.code in ROW_FAULTS}
    mask, numbers = bytearray(b"\1") * len(people), people.numbers
    wrong = []
    for row in rows:
        place = bisect_left(numbers, row)
        if place < len(numbers) and numbers[place] == row:
            mask[place] = 0
        elif row not in refused:
            wrong.append(row)
    if wrong:
        raise _no_respondents(wrong, layout)
    gone = refused.intersection(rows)
    kept = (f for f in layout.findings if f.code not in ROW_FAULTS or f.row not in gone)
    said = Finding("row-excluded", sheet=people.sheet, details={"count": len(rows), "rows": stretches(sorted(rows))})
    layout = replace(layout, refused=layout.refused - len(gone), findings=(*kept, said))
    return layout, people.only(bytes(mask)), array("q", sorted(rows))


def _no_respondents(rows: Sequence[int], layout: Layout) -> OptionError:
    """Say of rows to leave out that they are no respondents, and what is to be typed instead."""
    shown = ", ".join(map(str, rows[:_LISTED])) + (", …" if len(rows) > _LISTED else "")
    option = Typed("exclude-rows")
    last = layout.table.numbers[-1] if len(layout.table) else layout.read
    known = "" if layout.header_number is None else f" ({layout.header_number + 1}–{last})"
    return OptionError(
        f"{option} names row {shown}, which holds no respondent: it is a heading, blank, a total, or not in the table"
        f"{known}, and is not counted anyway. Leave that number out; ikm check lists the rows that are not counted.",
        id=f"{option} menyebut baris {shown}, yang tidak berisi responden: baris itu judul, kosong, jumlah, atau di "
        f"luar tabel{known}, sehingga memang tidak dihitung. Hapus nomor itu; ikm check menampilkan baris mana saja "
        "yang tidak dihitung.",
        about=("exclude_rows",),
    )


def _of_period(
    people: Respondents, asked: Selection, columns: ColumnMap, keep: Sequence[str], findings: Findings
) -> tuple[Respondents, bytes]:
    """Read when everybody was sent; give all, and mark those of the period asked for."""
    everyone, period = b"\1" * len(people), asked.period
    if columns.timestamp is None:
        if period is not None:
            findings.add(Finding("time-no-column", sheet=people.sheet, details={"period": period.label}))
        return people, everyone
    everybody, stamps = people.timed(columns.timestamp, asked.date_order)
    findings.extend(stamps.told(period))
    findings.extend(order_needed(stamps, columns, keep))
    if period is None or not stamps.readable():
        return everybody, everyone
    mask, unknown = everybody.inside(period)
    where, details = {"sheet": people.sheet, "column": columns.timestamp}, {"period": period.label}
    findings.extend(Finding("time-not-in-period", row=row, details=details, **where) for row in unknown)  # type: ignore[arg-type]
    return everybody, mask


def _without(people: Respondents, later: Iterable[int]) -> tuple[Respondents, array[int]]:
    """Leave out some by their indices."""
    mask = bytearray(b"\1") * len(people)
    for index in later:
        mask[index] = 0
    return _only(people, bytes(mask))


def _only(people: Respondents, mask: bytes) -> tuple[Respondents, array[int]]:
    """Keep those marked 1; also give the rows of the others."""
    if 0 not in mask:
        return people, array("q")
    others = mask.translate(b"\1\0".ljust(256, b"\0"))
    return people.only(mask), array("q", compress(people.numbers, others))
