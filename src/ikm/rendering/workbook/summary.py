"""The first sheet: the index and its grade, what stands beside them, the elements; on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.rendering.workbook.formats import GRADES
from ikm.rendering.workbook.sheets import ReportBook, SheetWriter, grid
from ikm.rendering.workbook.widths import reaching
from ikm.reports import FactList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.reports import Chapter

__all__ = ["summary_sheet"]

_NUMBER = 30.0
_HIGH = 54


def summary_sheet(made: ReportBook, chapters: Sequence[Chapter]) -> None:
    """Write the first sheet, with the chapters that stand on it."""
    report = made.report
    sheet = SheetWriter(made, "ringkasan", grid([block for chapter in chapters for block in chapter.blocks]))
    sheet.paper.fit_to_pages(1, 1)
    sheet.line(report.title, "title", scale=1.6)
    if report.subtitle:
        sheet.line(report.subtitle, "subtitle", scale=1.1)
    sheet.gap()
    end = min(reaching(sheet.widths, 0, _NUMBER), sheet.last - 1)
    colour = {"bg_color": GRADES[report.mutu]} if report.mutu in GRADES else {}
    sheet.tall(_HIGH)
    sheet.put(sheet.row, 0, end, report.headline, "index", **colour)
    grade = (
        f"{made.say['grade'].format(mutu=report.mutu)} – {report.kinerja}"
        if report.mutu
        else report.kinerja or report.headline_name
    )
    sheet.put(sheet.row, end + 1, sheet.last, grade, "verdict", **colour)
    sheet.row += 2
    for alarm in report.alarms:
        sheet.line(alarm, "alarm")
    if report.facts:
        sheet.facts(FactList(report.facts))
        sheet.gap()
    for chapter in chapters:
        sheet.line(chapter.title, "chapter", scale=1.35)
        sheet.write(chapter.blocks)
    sheet.line(report.made, "note")
