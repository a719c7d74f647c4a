"""Examination: what the answers say about how they were collected.

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
sent again             a person's row with the same answers, within a minute of the row before it; so is a row of the
                       same name where everything but the time is the same
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

>>> from ikm.responses.evidence.examination import examine
>>> from ikm.responses.evidence.signs import Signs
>>> answers = [bytes([3, 3, 2]), bytes([4, 4, 4])]
>>> signs = Signs(3, answers, None, [0, 0, 2], {0: [1, 1, 1]}, [bytes([1, 1, 1])], dict)
>>> for finding in examine(signs, [2, 3, 4], personal=[0]):
...     print(finding.translated("en").message)
Row 3 repeats row 2 in every cell.
Row 4: column A holds the same as row 2; perhaps one person answered twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikm.findings import Finding, moment
from ikm.responses.evidence.signs import LISTED, SHARED
from ikm.statistics import few, nearly_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.responses.evidence.signs import Signs

__all__ = ["examine"]

_KEPT = 300
"""Findings of one kind about rows that are made; the rest are counted in one."""

_STRAIGHT_FROM, _STRAIGHT_NOTICE, _STRAIGHT_WARNING = 10, 20, 50
_BURST, _BURST_PERCENT = 10, 1
_BURST_NIGHT, _BURST_DAY = 300, 60
"""Seconds."""
_BURSTS_TOLD = 20
_NIGHT_PERCENT = 20

_TRIAL_COMMON = 20


def examine(
    signs: Signs,
    numbers: Sequence[int],
    *,
    personal: Sequence[int] = (),
    population: int | None = None,
    sheet: str | None = None,
) -> tuple[Finding, ...]:
    """Look at the rows of all respondents for signs of how they were collected.

    Parameters
    ----------
    signs : Signs
        What can be told from their rows.
    numbers : sequence of int
        The file's row number of each respondent.
    personal : sequence of int
        Columns of personal data; they are compared and never shown.
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
    repeats = signs.copies
    met = ((later, {"first": numbers[first]}, ()) for later, first in repeats.items())
    teller.rows("evidence-duplicate-row", met, len(repeats))
    again = signs.sent_again
    met = ((later, {"first": numbers[first]}, ()) for later, first in again.items())
    teller.rows("evidence-sent-again", met, len(again))
    _same_person(signs, personal, teller)
    _straight_lines(signs, teller)
    _same_second(signs, teller)
    _bursts(signs, teller)
    if population is not None and signs.respondents > population:
        teller.survey("evidence-over-population", respondents=signs.respondents, population=population)
    _trials(signs, teller)
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
        return ", ".join(str(self._numbers[i]) for i in indices[:LISTED]) + (", …" if len(indices) > LISTED else "")


def _same_person(signs: Signs, personal: Sequence[int], teller: _Teller) -> None:
    again: dict[int, tuple[int, list[int]]] = {}
    for column in personal:
        for rows in signs.persons(column):
            if len(rows) > SHARED:
                teller.survey("evidence-shared-identity", columns=(column,), count=len(rows), rows=teller.listed(rows))
            else:
                for index in rows[1:]:
                    if index in signs.sent_again:
                        continue
                    again.setdefault(index, (rows[0], []))[1].append(column)
    met = (
        (index, {"first": teller.number(first)}, tuple(columns)) for index, (first, columns) in sorted(again.items())
    )
    teller.rows("evidence-resubmission", met, len(again))


def _straight_lines(signs: Signs, teller: _Teller) -> None:
    complete, straight = signs.straight()
    if complete < _STRAIGHT_FROM or straight * 100 < complete * _STRAIGHT_NOTICE:
        return
    many = straight * 100 >= complete * _STRAIGHT_WARNING
    code = "evidence-straight-lines-many" if many else "evidence-straight-lines"
    told: dict[str, Any] = {"count": straight, "percent": (straight * 200 + complete) // (complete * 2)}
    if few(signs.respondents - complete) and nearly_all(straight, complete):
        # If all complete ones are straight, the counts of all less these are the answers of the few with blanks.
        told = {"count": {"id": "Hampir semua", "en": "Nearly all"}, "percent": "≥ 90"}
    teller.survey(code, **told, complete=complete)


def _same_second(signs: Signs, teller: _Teller) -> None:
    if (together := signs.together()) is not None:
        rows = teller.listed(together.rows)
        teller.survey("evidence-same-second", groups=together.groups, count=together.size, rows=rows)


def _bursts(signs: Signs, teller: _Teller) -> None:
    timed, by_night = signs.timed()
    least = max(_BURST, -(-timed * _BURST_PERCENT // 100))
    told = 0
    for code, night, width in (("night", True, _BURST_NIGHT), ("day", False, _BURST_DAY)):
        for burst in signs.bursts(night=night, least=least, width=width):
            told += 1
            if told > _BURSTS_TOLD:
                break
            teller.survey(
                f"evidence-burst-{code}",
                count=burst.size,
                first=moment(burst.first),
                last=moment(burst.last),
                rows=teller.listed(burst.rows),
            )
    if by_night >= _BURST and by_night * 100 >= timed * _NIGHT_PERCENT:
        teller.survey("evidence-at-night", count=by_night, timed=timed)


def _trials(signs: Signs, teller: _Teller) -> None:
    said: dict[int, str] = {}
    for rows in signs.trials().values():
        # A word that many give is one of the form's own choices, such as a service called "Tes".
        if len(rows) > 2 and len(rows) * 100 > signs.respondents * _TRIAL_COMMON:
            continue
        for index, word in rows.items():
            said.setdefault(index, word)
    teller.rows("evidence-test-row", ((index, {"word": said[index]}, ()) for index in sorted(said)), len(said))
