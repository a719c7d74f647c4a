"""Evidence: what the answers say about how they were collected.

An index can be computed from rows that were pasted twice, filled in by one person at night, or left over from trying
the form.  This module looks for such signs and tells; it never removes a row and never stops scoring.  The
regulation has no rule for any of this, so each threshold below is ikm's own, chosen to stay silent on an ordinary
survey.

=====================  =============================================================================================
Sign                   Told when
=====================  =============================================================================================
copied row             every cell equals an earlier row's, and a time of day or a personal cell shows it is one
                       respondent: two people may well give the same nine answers
same person            an e-mail address, or a number of at least 8 digits, in a personal column stands on another row
                       too; on more than 5 rows it is told once, as an account that filled in for others
straight lines         all answers are equal in 20 % of the complete questionnaires (a warning from 50 %), if these
                       are at least 10
same second            two different rows were sent in the same second, where seconds are recorded
burst                  within 5 minutes at night (22:00 to 05:00), or within 1 minute by day, at least 10 questionnaires
                       and 1 % of all
at night               at least 10 questionnaires and 20 % of those with a time of day were sent between 22:00 and 05:00
too many               more respondents than people served
trial row              a cell that holds nothing but *tes*, *coba*, *asdf* and the like
=====================  =============================================================================================

A time of exactly 00:00:00 is taken for a date without a time of day.  Personal cells are compared, never shown.

>>> from ikm.evidence import duplicate_rows, examine
>>> rows = [("a@example.invalid", 3, 4), ("a@example.invalid", 3, 4), ("a@example.invalid", 2, 4)]
>>> duplicate_rows([2, 3, 4], rows, times=None, personal=[0])
(3,)
>>> for finding in examine(numbers=[2, 3, 4], cells=rows, scores=[(3, 4), (3, 4), (2, 4)], times=None, personal=[0]):
...     print(finding.message("en"))
Row 3 repeats row 2 in every cell.
Row 4: column A holds the same as row 2; perhaps one person answered twice.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import timedelta
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from ikm.findings import Finding
from ikm.repeats import Row, copies, duplicate_rows, has_clock, rows_by_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

__all__ = ["duplicate_rows", "examine"]

_KEPT = 300
"""Findings of one kind about rows that are made; the rest are counted in one."""

_LISTED = 5
_SHARED = 5

_STRAIGHT_FROM, _STRAIGHT_NOTICE, _STRAIGHT_WARNING = 10, 20, 50
_BURST, _BURST_PERCENT = 10, 1
_BURST_NIGHT, _BURST_DAY = timedelta(minutes=5), timedelta(minutes=1)
_BURSTS_TOLD = 20
_NIGHT_FROM, _NIGHT_TO = 22, 5
_NIGHT_PERCENT = 20

_TRIAL_COMMON = 20
_TRIAL_WORDS = (
    "test", "tes", "testing", "tester", "testes", "coba", "coba coba", "cobacoba", "nyoba", "uji coba", "ujicoba",
    "percobaan", "asdf", "asdfg", "asdfgh", "asdasd", "qwerty", "qwe", "dummy", "contoh data",
    "data contoh", "trial",
)  # fmt: skip

_NO_TRIAL = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") - {
    letter for word in _TRIAL_WORDS for letter in (word[0], word[0].upper())
}
"""First letters of which no trial word begins: most cells are told by theirs."""


def examine(
    *,
    numbers: Sequence[int],
    cells: Sequence[Row],
    scores: Iterable[tuple[object, ...]],
    times: Sequence[datetime | None] | None,
    personal: Sequence[int] = (),
    ignored: Sequence[int] = (),
    population: int | None = None,
    sheet: str | None = None,
) -> tuple[Finding, ...]:
    """Look at the rows of all respondents for signs of how they were collected.

    Parameters
    ----------
    numbers : sequence of int
        The file's row number of each respondent.
    cells : sequence of sequence
        Their whole rows, in the order of the file.
    scores : iterable of tuple
        Their decoded answers, or codes of these; none or 0 for a blank.  Gone through once.
    times : sequence of datetime or None, optional
        When each row was sent, where the form recorded it.
    personal : sequence of int
        Columns of personal data; they are compared and never shown.
    ignored : sequence of int
        Columns left out when rows are compared, such as a running number.
    population : int, optional
        How many people were served, if known.
    sheet : str, optional
        The worksheet, for the findings.

    Returns
    -------
    tuple of Finding
        Warnings and notices only.
    """
    teller = _Teller(numbers, sheet)
    repeats = copies(cells, None, times, personal, ignored)
    met = ((later, {"first": numbers[first]}, ()) for later, first in repeats.items())
    teller.rows("evidence-duplicate-row", met, len(repeats))
    _same_person(cells, personal, repeats, teller)
    _straight_lines(scores, teller)
    if times is not None:
        timed = sorted((t, i) for i, t in enumerate(times) if i not in repeats and t is not None and has_clock(t))
        _same_second(timed, teller)
        _bursts(timed, teller)
    if population is not None and len(cells) > population:
        teller.survey("evidence-over-population", respondents=len(cells), population=population)
    _trials(cells, teller)
    return tuple(teller.findings)


class _Teller:
    """Makes findings: one for a row, as long as a report can hold them, or one for the survey."""

    def __init__(self, numbers: Sequence[int], sheet: str | None) -> None:
        self.findings: list[Finding] = []
        self._numbers = numbers
        self._sheet = sheet

    def survey(self, code: str, *, columns: tuple[int, ...] = (), **details: object) -> None:
        self.findings.append(Finding(code, sheet=self._sheet, columns=columns, details=details))

    def rows(self, code: str, met: Iterable[tuple[int, Mapping[str, object], tuple[int, ...]]], total: int) -> None:
        for (index, details, columns), _ in zip(met, range(_KEPT), strict=False):
            row = self._numbers[index]
            self.findings.append(Finding(code, sheet=self._sheet, row=row, columns=columns, details=details))
        if total > _KEPT:
            self.survey(f"{code}-more", count=total, more=total - _KEPT)

    def number(self, index: int) -> int:
        return self._numbers[index]

    def listed(self, indices: Sequence[int]) -> str:
        return ", ".join(str(self._numbers[i]) for i in indices[:_LISTED]) + (", …" if len(indices) > _LISTED else "")


def _same_person(cells: Sequence[Row], personal: Sequence[int], repeats: dict[int, int], teller: _Teller) -> None:
    again: dict[int, tuple[int, list[int]]] = {}
    for column in personal:
        for rows in rows_by_person(cells, column, repeats):
            if len(rows) > _SHARED:
                teller.survey("evidence-shared-identity", columns=(column,), count=len(rows), rows=teller.listed(rows))
            else:
                for index in rows[1:]:
                    again.setdefault(index, (rows[0], []))[1].append(column)
    met = (
        (index, {"first": teller.number(first)}, tuple(columns)) for index, (first, columns) in sorted(again.items())
    )
    teller.rows("evidence-resubmission", met, len(again))


def _straight_lines(scores: Iterable[tuple[object, ...]], teller: _Teller) -> None:
    alike = Counter(scores)
    complete = straight = 0
    for answers, number in alike.items():
        if len(answers) > 1 and all(answers):
            complete += number
            straight += number if len(set(answers)) == 1 else 0
    if complete < _STRAIGHT_FROM or straight * 100 < complete * _STRAIGHT_NOTICE:
        return
    many = straight * 100 >= complete * _STRAIGHT_WARNING
    code = "evidence-straight-lines-many" if many else "evidence-straight-lines"
    teller.survey(code, count=straight, complete=complete, percent=(straight * 200 + complete) // (complete * 2))


def _same_second(timed: Sequence[tuple[datetime, int]], teller: _Teller) -> None:
    if not any(moment.second for moment, _ in timed):
        return
    groups: dict[datetime, list[int]] = {}
    last: tuple[datetime, int] | None = None
    for moment, index in timed:
        if last is not None and last[0] == moment:
            groups.setdefault(moment, [last[1]]).append(index)
        else:
            last = (moment, index)
    if groups:
        largest = max(groups.values(), key=len)
        teller.survey(
            "evidence-same-second",
            groups=len(groups),
            count=sum(map(len, groups.values())),
            rows=teller.listed(largest),
        )


def _bursts(timed: Sequence[tuple[datetime, int]], teller: _Teller) -> None:
    least = max(_BURST, -(-len(timed) * _BURST_PERCENT // 100))
    by_night = [pair for pair in timed if _at_night(pair[0])]
    by_day = [pair for pair in timed if not _at_night(pair[0])]
    told = 0
    for code, pairs, width in (("night", by_night, _BURST_NIGHT), ("day", by_day, _BURST_DAY)):
        for start, stop in _dense(pairs, least, width):
            told += 1
            if told > _BURSTS_TOLD:
                break
            teller.survey(
                f"evidence-burst-{code}",
                count=stop - start,
                first=f"{pairs[start][0]:%Y-%m-%d %H:%M}",
                last=f"{pairs[stop - 1][0]:%Y-%m-%d %H:%M}",
                rows=teller.listed(sorted(index for _, index in pairs[start:stop])),
            )
    if len(by_night) >= _BURST and len(by_night) * 100 >= len(timed) * _NIGHT_PERCENT:
        teller.survey("evidence-at-night", count=len(by_night), timed=len(timed))


def _at_night(moment: datetime) -> bool:
    return moment.hour >= _NIGHT_FROM or moment.hour < _NIGHT_TO


def _dense(pairs: Sequence[tuple[datetime, int]], least: int, width: timedelta) -> Iterator[tuple[int, int]]:
    """Give the stretches, start and stop, where ``least`` moments stand within ``width``, joined where they overlap."""
    found: tuple[int, int] | None = None
    for last in range(least - 1, len(pairs)):
        start = last - least + 1
        if pairs[last][0] - pairs[start][0] >= width:
            continue
        if found is not None and start < found[1]:
            found = (found[0], last + 1)
        else:
            if found is not None:
                yield found
            found = (start, last + 1)
    if found is not None:
        yield found


@cache
def _trial() -> re.Pattern[str]:
    words = "|".join(sorted(_TRIAL_WORDS, key=len, reverse=True))
    # The word alone, repeated or numbered ("tes tes", "Test 2"): "tes urine" is a service.
    return re.compile(rf"\W*({words})(?:\W+\1)*\W*\d{{0,3}}\W*", re.IGNORECASE)


def _trials(cells: Sequence[Row], teller: _Teller) -> None:
    match = _trial().fullmatch
    words = {
        cell: found[1].lower()
        for cell in set(chain.from_iterable(cells))
        if isinstance(cell, str) and cell[:1] not in _NO_TRIAL and 2 < len(cell) < 40 and (found := match(cell))
    }
    if not words:
        return
    places: dict[int, list[int]] = defaultdict(list)
    said: dict[int, str] = {}
    for index, row in enumerate(cells):
        if words.keys().isdisjoint(row):
            continue
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell in words:
                places[column].append(index)
    for column, rows in places.items():
        # A word that many give is one of the form's own choices, such as a service called "Tes".
        if len(rows) > 2 and len(rows) * 100 > len(cells) * _TRIAL_COMMON:
            continue
        for index in rows:
            said.setdefault(index, words[str(cells[index][column])])
    teller.rows("evidence-test-row", ((index, {"word": said[index]}, ()) for index in sorted(said)), len(said))
