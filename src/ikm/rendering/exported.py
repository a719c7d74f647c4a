"""Exported: a result as a workbook or a web page, for those who work in Python.

A workbook in a file is made whole before the file is touched; then it replaces what stood there (`ikm.saving`).  A
service that keeps nothing on its disk gives an open binary file instead.

>>> import io
>>> import ikm
>>> result, book = ikm.score([[4] * 9]), io.BytesIO()
>>> result.to_excel(book)
>>> book.getvalue()[:2], result.to_html()[:15]
(b'PK', '<!DOCTYPE html>')
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.agencies import AgencyResult
from ikm.comparisons import Comparison, label_of, trend_of
from ikm.errors import OptionError
from ikm.rendering.webpage import result_page
from ikm.rendering.workbook import result_workbook
from ikm.reports import achievement_report, agency_report, follow_up_of, report_of, trend_report
from ikm.responses import Responses
from ikm.saving import save
from ikm.surveys import survey_of
from ikm.targets import Achievement

if TYPE_CHECKING:
    from typing import BinaryIO

    from ikm.regulation import Regulation
    from ikm.reports import Report
    from ikm.scoring import IKMResult
    from ikm.surveys import SurveyFile

__all__ = ["exported_page", "save_workbook"]

_ENDING = ".xlsx"


def save_workbook(
    result: IKMResult | AgencyResult | Comparison | Achievement,
    path: str | Path | BinaryIO,
    responses: Responses | None = None,
    regulation: str | Path | Regulation | None = None,
    survey: str | Path | SurveyFile | None = None,
) -> None:
    """Write a result to a file.

    Parameters
    ----------
    result : IKMResult, AgencyResult, Comparison or Achievement
        What is written.
    path : str, path or binary file
        Where to; a file that is there is replaced.
    responses : Responses, optional
        The answers of a survey, for the rows of the processing sheet and the profile.
    regulation : str, path or Regulation, optional
        The instrument, where it does not come with ikm.
    survey : str, path or SurveyFile, optional
        The survey file of one survey, for its earlier periods and its follow-up plan.

    Raises
    ------
    OptionError
        If the name does not end in ``.xlsx``, or the responses are not those of the result.
    """
    if not isinstance(path, (str, Path)):
        if isinstance(path, io.TextIOBase) or not hasattr(path, "write"):
            raise OptionError(f"A workbook is written to a path, or to a file open for writing bytes; got {path!r}.")
        path.write(result_workbook(_report(result, responses, regulation, survey_of(survey))))
        return
    if Path(path).suffix.lower() != _ENDING:
        raise OptionError(
            f"The path of a workbook ends in {_ENDING}; got {path!r}.",
            id=f"Nama buku kerja berakhiran {_ENDING}; yang diberikan: {path!r}.",
        )
    save(path, result_workbook(_report(result, responses, regulation, survey_of(survey))))


def exported_page(
    result: IKMResult | AgencyResult | Comparison | Achievement,
    responses: Responses | None = None,
    regulation: str | Path | Regulation | None = None,
    survey: str | Path | SurveyFile | None = None,
) -> str:
    """Draw a result as a web page that stands alone; the parameters are those of `save_workbook`."""
    return result_page(_report(result, responses, regulation, survey_of(survey)))


def _report(
    result: IKMResult | AgencyResult | Comparison | Achievement,
    responses: Responses | None,
    regulation: str | Path | Regulation | None,
    survey: SurveyFile | None,
) -> Report:
    if responses is not None and not isinstance(responses, Responses):
        raise OptionError(f"responses takes what ikm.load gives; got {type(responses).__name__}.")
    if isinstance(result, (AgencyResult, Comparison, Achievement)):
        if responses is not None or survey is not None:
            raise OptionError("responses and survey are those of one survey; write its own result with them.")
        if isinstance(result, Achievement):
            return achievement_report(result)
        return trend_report(result) if isinstance(result, Comparison) else agency_report(result, regulation=regulation)
    trend = None if survey is None else trend_of(result, survey)
    period = label_of(result) if trend is None else trend.periods[-1].label
    plans = follow_up_of(survey, period)
    return report_of(result, responses, regulation=regulation, comparison=trend, plans=plans)
