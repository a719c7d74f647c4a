"""Reports: what is told of a result, prepared once; whatever draws it computes nothing.

============  ==============================================================================
``report``    a `Report`: chapters of paragraphs, facts, tables and figures, every number written
``figures``   what a figure shows: elements against bands, a distribution, bars
``rows``      the rows and sentences of a result
``checks``    the same of a check report
``law``       the same of an instrument
``notes``     findings as people read them, those of one kind together
``wording``   the fixed words of both languages, and numbers as each writes them
============  ==============================================================================

A report reads results and answers; it knows nothing of paper, screens or files.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.reports.checks import column_rows, ledger_rows, outlook_lines, outlook_title, source_lines, verdict
    from ikm.reports.figures import Bar, BarFigure, ElementBar, ElementFigure, Figure, SharesFigure, SharesRow, Zone
    from ikm.reports.law import law_lines
    from ikm.reports.notes import Note, notes_of
    from ikm.reports.report import (
        Block,
        Chapter,
        Entry,
        FactList,
        Head,
        Paragraph,
        ProcessedElement,
        Processing,
        Report,
        ReportTable,
        Row,
    )
    from ikm.reports.rows import (
        COLUMNS,
        GROUP_COLUMNS,
        GroupTable,
        alarms,
        element_rows,
        group_tables,
        heading,
        summary,
        weight_names,
        weight_words,
    )
    from ikm.reports.wording import number, phrases

__all__ = [
    "COLUMNS",
    "GROUP_COLUMNS",
    "Bar",
    "BarFigure",
    "Block",
    "Chapter",
    "ElementBar",
    "ElementFigure",
    "Entry",
    "FactList",
    "Figure",
    "GroupTable",
    "Head",
    "Note",
    "Paragraph",
    "ProcessedElement",
    "Processing",
    "Report",
    "ReportTable",
    "Row",
    "SharesFigure",
    "SharesRow",
    "Zone",
    "alarms",
    "column_rows",
    "element_rows",
    "group_tables",
    "heading",
    "law_lines",
    "ledger_rows",
    "notes_of",
    "number",
    "outlook_lines",
    "outlook_title",
    "phrases",
    "source_lines",
    "summary",
    "verdict",
    "weight_names",
    "weight_words",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "report": "Block Entry Chapter Head FactList Paragraph Report Row ReportTable",
            "figures": "Zone Bar BarFigure ElementBar ElementFigure Figure SharesFigure SharesRow",
            "rows": "COLUMNS GROUP_COLUMNS GroupTable alarms element_rows group_tables heading summary "
            "weight_names weight_words",
            "checks": "column_rows ledger_rows outlook_lines outlook_title source_lines verdict",
            "law": "law_lines",
            "notes": "Note notes_of",
            "wording": "number phrases",
        },
    )
