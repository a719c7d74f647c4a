"""Saving: a result as a workbook in a file, for those who work in Python.

The whole workbook is made before the file is touched; then it replaces what stood there, as a frame's does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.rendering.workbook.book import result_workbook
from ikm.reports import agency_report, report_of

if TYPE_CHECKING:
    from ikm.agencies import AgencyResult
    from ikm.regulation import Regulation
    from ikm.responses import Responses
    from ikm.scoring import IKMResult

__all__ = ["save_workbook"]

_ENDING = ".xlsx"


def save_workbook(
    result: IKMResult | AgencyResult,
    path: str | Path,
    responses: Responses | None = None,
    regulation: str | Path | Regulation | None = None,
) -> None:
    """Write a result to a file.

    Parameters
    ----------
    result : IKMResult or AgencyResult
        What is written.
    path : str or path
        Where to; a file that is there is replaced.
    responses : Responses, optional
        The answers of a survey, for the rows of the processing sheet and the profile.
    regulation : str, path or Regulation, optional
        The instrument, where it does not come with ikm.

    Raises
    ------
    OptionError
        If the name does not end in ``.xlsx``, or the responses are not those of the result.
    """
    if Path(path).suffix.lower() != _ENDING:
        raise OptionError(
            f"A workbook's name ends in {_ENDING}; got {Path(path).name!r}.",
            id=f"Nama buku kerja berakhiran {_ENDING}; yang diketik: {Path(path).name!r}.",
        )
    if result.format == "ikm-agency":
        report = agency_report(result, regulation=regulation)
    else:
        report = report_of(result, responses, regulation=regulation)
    Path(path).write_bytes(result_workbook(report))
