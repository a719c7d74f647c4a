"""Reports: what is told of a result, prepared once; whatever draws it computes nothing.

============  ==============================================================================
``report``    a `Report`: chapters of paragraphs, facts, tables and figures, every number written
``figures``   what a figure shows: elements against bands, a distribution, bars
``charted``   the figures of a result
``building``  the report of a result
``chapters``  what each chapter tells
``agencies``  the report of an agency
``trends``    the report of a comparison
``audits``    the report of an audit
``chance``    whether a change is more than chance
``verifying`` what is told of a result computed again
``targets``   the report of a performance table
``official``  the report an office hands in, BAB I to V
``plans``     follow-up plans
``explaining`` where a figure comes from, step by step
``carried``   the plans of a survey file
``panels``    the publication panel
``sheets``    the processing sheet
``indices``   the same of the indices besides the IKM
``units``     the rows and sentences of several units
``precision`` how sure the figures of a result are
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
    from ikm.reports.agencies import agency_report
    from ikm.reports.audits import audit_facts, audit_paragraph, audit_parts, audit_report, audit_tables
    from ikm.reports.building import instrument_of, report_of
    from ikm.reports.carried import FollowUp, follow_up_of
    from ikm.reports.chance import chance_notes, chance_sentence, chance_tables
    from ikm.reports.chapters import (
        agency_statistics_chapter,
        comparison_blocks,
        statistics_chapter,
        trend_chapter,
        trend_figure,
    )
    from ikm.reports.charted import element_figure, group_figures, shares_figure, units_figure
    from ikm.reports.checks import column_rows, ledger_rows, outlook_lines, outlook_title, source_lines, verdict
    from ikm.reports.explaining import explained
    from ikm.reports.figures import (
        Bar,
        BarFigure,
        ElementBar,
        ElementFigure,
        Figure,
        SharesFigure,
        SharesRow,
        TrendFigure,
        TrendPoint,
        Zone,
    )
    from ikm.reports.indices import (
        agency_index_rows,
        as_result,
        index_alarms,
        index_facts,
        index_line,
        named_converted,
        published,
    )
    from ikm.reports.law import law_lines
    from ikm.reports.notes import Note, notes_of
    from ikm.reports.official import OFFICE_KEYS, official_report
    from ikm.reports.panels import Panel, PanelCount, panel_of
    from ikm.reports.plans import PlanRow
    from ikm.reports.report import (
        Block,
        Chapter,
        Entry,
        FactList,
        Head,
        OfficePlace,
        Paragraph,
        ProcessedElement,
        Processing,
        Report,
        ReportTable,
        Row,
        Subheading,
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
    from ikm.reports.targets import achievement_line, achievement_report, achievement_table
    from ikm.reports.trends import change_words, trend_line, trend_report
    from ikm.reports.units import figure_rows, reason, unit_note, unit_rows, units_line
    from ikm.reports.verifying import difference_rows, verified_line
    from ikm.reports.wording import number, phrases

__all__ = [
    "COLUMNS",
    "GROUP_COLUMNS",
    "OFFICE_KEYS",
    "Bar",
    "BarFigure",
    "Block",
    "Chapter",
    "ElementBar",
    "ElementFigure",
    "Entry",
    "FactList",
    "Figure",
    "FollowUp",
    "GroupTable",
    "Head",
    "Note",
    "OfficePlace",
    "Panel",
    "PanelCount",
    "Paragraph",
    "PlanRow",
    "ProcessedElement",
    "Processing",
    "Report",
    "ReportTable",
    "Row",
    "SharesFigure",
    "SharesRow",
    "Subheading",
    "TrendFigure",
    "TrendPoint",
    "Zone",
    "achievement_line",
    "achievement_report",
    "achievement_table",
    "agency_index_rows",
    "agency_report",
    "agency_statistics_chapter",
    "alarms",
    "as_result",
    "audit_facts",
    "audit_paragraph",
    "audit_parts",
    "audit_report",
    "audit_tables",
    "chance_notes",
    "chance_sentence",
    "chance_tables",
    "change_words",
    "column_rows",
    "comparison_blocks",
    "difference_rows",
    "element_figure",
    "element_rows",
    "explained",
    "figure_rows",
    "follow_up_of",
    "group_figures",
    "group_tables",
    "heading",
    "index_alarms",
    "index_facts",
    "index_line",
    "instrument_of",
    "law_lines",
    "ledger_rows",
    "named_converted",
    "notes_of",
    "number",
    "official_report",
    "outlook_lines",
    "outlook_title",
    "panel_of",
    "phrases",
    "published",
    "reason",
    "report_of",
    "shares_figure",
    "source_lines",
    "statistics_chapter",
    "summary",
    "trend_chapter",
    "trend_figure",
    "trend_line",
    "trend_report",
    "unit_note",
    "unit_rows",
    "units_figure",
    "units_line",
    "verdict",
    "verified_line",
    "weight_names",
    "weight_words",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "report": "Block Chapter Entry FactList Head OfficePlace Paragraph ProcessedElement Processing Report "
            "ReportTable Row Subheading",
            "figures": "Zone Bar BarFigure ElementBar ElementFigure Figure SharesFigure SharesRow "
            "TrendFigure TrendPoint",
            "charted": "element_figure group_figures shares_figure units_figure",
            "agencies": "agency_report",
            "audits": "audit_facts audit_paragraph audit_parts audit_report audit_tables",
            "targets": "achievement_line achievement_report achievement_table",
            "verifying": "difference_rows verified_line",
            "chance": "chance_notes chance_sentence chance_tables",
            "trends": "change_words trend_line trend_report",
            "chapters": "agency_statistics_chapter comparison_blocks statistics_chapter trend_chapter trend_figure",
            "official": "OFFICE_KEYS official_report",
            "plans": "PlanRow",
            "explaining": "explained",
            "carried": "FollowUp follow_up_of",
            "panels": "Panel PanelCount panel_of",
            "building": "instrument_of report_of",
            "units": "figure_rows reason unit_note unit_rows units_line",
            "rows": "COLUMNS GROUP_COLUMNS GroupTable alarms element_rows group_tables heading summary "
            "weight_names weight_words",
            "checks": "column_rows ledger_rows outlook_lines outlook_title source_lines verdict",
            "indices": "agency_index_rows as_result index_alarms index_facts index_line named_converted published",
            "law": "law_lines",
            "notes": "Note notes_of",
            "wording": "number phrases",
        },
    )
