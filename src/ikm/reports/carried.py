"""Carried: the rows of a follow-up plan in a survey file, parted into the present plan and the last one.

A row that names another period than the one that is told of, or says what came of it, is of the last plan; of several
earlier plans the latest is told.

>>> from ikm.surveys import parse_survey_file
>>> text = '''
... [[tindak_lanjut]]
... unsur = "U3"
... program = "Menambah loket"
... waktu = ["I", "II"]
... [[tindak_lanjut]]
... periode = 2022
... unsur = "U8"
... status = "selesai"
... realisasi = "Kanal aduan dibuka"
... '''
>>> plans = follow_up_of(parse_survey_file(text, "survei.toml"), "2023")
>>> [row.time for row in plans.present], [row.realisation for row in plans.previous], plans.period
(['I, II'], ['Kanal aduan dibuka'], '2022')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ikm.reports.plans import PlanRow

if TYPE_CHECKING:
    from ikm.surveys import SurveyFile, Undertaking

__all__ = ["FollowUp", "follow_up_of"]


class FollowUp(NamedTuple):
    """The present follow-up plan, the last one, and the survey after which that was made, where it is known."""

    present: tuple[PlanRow, ...] = ()
    previous: tuple[PlanRow, ...] = ()
    period: str = ""


def follow_up_of(survey: SurveyFile | None, period: str = "") -> FollowUp:
    """Give the plans of a survey file.

    Parameters
    ----------
    survey : SurveyFile, optional
        The survey file.
    period : str
        What the period is called that is told of.
    """
    rows = [] if survey is None else survey.plan or []
    present = [row for row in rows if _is_present(row, period)]
    older = [row for row in rows if row not in present and not _is_later(row.period or "", period)]
    last = _last([row.period for row in older if row.period])
    previous = [row for row in older if not row.period or _is_same(row.period, last)]
    return FollowUp(tuple(map(_row, present)), tuple(map(_row, previous)), last)


def _is_present(row: Undertaking, period: str) -> bool:
    return not row.realisation if row.period is None else bool(period) and _is_same(row.period, period)


def _is_same(one: str, other: str) -> bool:
    from ikm.surveys import same_period  # noqa: PLC0415 - only where there is a plan

    return same_period(one, other)


def _is_later(one: str, other: str) -> bool:
    from ikm.responses.times import readable  # noqa: PLC0415 - only where there is a plan

    first, second = readable(one), readable(other)
    return first is not None and second is not None and first.first > second.first


def _last(periods: list[str]) -> str:
    """Give the latest period; where it cannot be told the one that stands last."""
    from ikm.responses.times import readable  # noqa: PLC0415 - only where there is a plan

    spans = [(span.first, name) for name in periods if (span := readable(name)) is not None]
    if not periods or len(spans) < len(periods):
        return periods[-1] if periods else ""
    return max(spans)[1]


def _row(row: Undertaking) -> PlanRow:
    return PlanRow(row.elements, row.programme, row.time, row.person, row.status, row.realisation)
