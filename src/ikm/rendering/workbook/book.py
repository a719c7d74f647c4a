"""The book: the sheets of a report in their order, and the bytes of it all."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ikm.rendering.marks import RESULT
from ikm.rendering.workbook.charts import ChartBook
from ikm.rendering.workbook.formats import Styles, plain_text
from ikm.rendering.workbook.processing import processing_sheet
from ikm.rendering.workbook.sheets import ReportBook, SheetWriter, free_name, grid
from ikm.rendering.workbook.summary import summary_sheet
from ikm.reports import ReportTable, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.reports import Chapter, Report

__all__ = ["plan_workbook", "result_workbook"]

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_FIRST = ("instansi", "capaian", "tren", "unsur", "sampel", "putusan")
"""What stands on the first sheet; a trend only where it is all there is."""

_PLAN = "tindak-lanjut"
_SHEETS: dict[str, tuple[str, ...]] = {
    "unit": ("unit",),
    "sebaran": ("sebaran",),
    "ketelitian": ("ketelitian",),
    "profil": ("profil",),
    "kelompok": ("kelompok",),
    "statistik": ("statistik",),
    "tren": ("tren",),
    "pemeriksaan": ("pemeriksaan",),
    "tindak-lanjut": ("tindak-lanjut",),
    "tentang": ("metode", "tentang"),
}
"""Each further sheet and the chapters on it; a sheet without any is left out."""


def result_workbook(report: Report) -> bytes:
    """Write a report as a workbook.

    Parameters
    ----------
    report : Report
        What is told.

    Returns
    -------
    bytes
        An XLSX file; the same report gives the same bytes.

    Examples
    --------
    >>> import ikm
    >>> from ikm.rendering import result_workbook
    >>> from ikm.reports import report_of
    >>> responses = ikm.load("examples/ppid-2023.xlsx")
    >>> result_workbook(report_of(ikm.score(responses), responses))[:2]
    b'PK'
    """
    with _made(report) as (made, out):
        first = [key for key in _FIRST if key != "tren" or report.chapter("unsur") is None]
        summary_sheet(made, [chapter for key in first if (chapter := report.chapter(key)) is not None])
        if report.processing is not None:
            processing_sheet(made, report.processing)
        shown = {*first, *(name for keys in _SHEETS.values() for name in keys)}
        for key, keys in _SHEETS.items():
            chapters = [chapter for name in keys if name not in first and (chapter := report.chapter(name)) is not None]
            if chapters:
                _sheet(made, key, chapters)
        for chapter in report.chapters:
            if chapter.key not in shown:
                _sheet(made, free_name(made, chapter.title.partition(": ")[0]), [chapter])
                if (processing := report.index_processing.get(chapter.key)) is not None:
                    processing_sheet(made, processing)
        if made.charts.drawn:
            figures = SheetWriter(made, "grafik", [44.0, *[14.0] * 8])
            figures.line(made.say["charted"], "note")
            made.charts.write(figures.paper, made.styles)
    return out.getvalue()


def plan_workbook(report: Report) -> bytes:
    """Write the follow-up plan of a report alone, as a workbook to fill in and to hand on.

    Parameters
    ----------
    report : Report
        The report of a survey.

    Returns
    -------
    bytes
        An XLSX file; the same report gives the same bytes.
    """
    with _made(report) as (made, out):
        _sheet(made, _PLAN, [chapter for chapter in report.chapters if chapter.key == _PLAN])
    return out.getvalue()


@contextmanager
def _made(report: Report) -> Iterator[tuple[ReportBook, io.BytesIO]]:
    """Make a workbook without sheets; its bytes are there when it is closed."""
    import xlsxwriter  # noqa: PLC0415 - only those who ask for a workbook pay for it

    say = phrases(report.lang, "workbook")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        },
    )
    book.set_properties({"created": _MADE, "category": RESULT, "title": plain_text(report.title)[:255]})
    yield ReportBook(book, report, say, Styles(book), ChartBook(book, say["grafik"], say["lower_bound"])), out
    book.close()


def _sheet(made: ReportBook, key: str, chapters: list[Chapter]) -> None:
    """Write a sheet of chapters."""
    blocks = [block for chapter in chapters for block in chapter.blocks]
    sheet = SheetWriter(made, key, grid(blocks))
    alone = sum(isinstance(block, ReportTable) for block in blocks) == 1
    for chapter in chapters:
        sheet.line(chapter.title, "title" if chapter is chapters[0] else "chapter", scale=1.6)
        if chapter is chapters[0] and made.report.subtitle:
            sheet.line(made.report.subtitle, "subtitle", scale=1.1)
        sheet.gap()
        sheet.write(chapter.blocks, alone=alone)
    sheet.break_pages()
