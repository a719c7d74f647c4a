"""Rendering: a result as people see it; one module for each form of output.

===============  ===========================================================
``line``         a result in one line
``terminal``     a result, its findings and a sample, for a terminal
``screen``       a chapter of a report, for a terminal
``paper``        a check report and the law, for a terminal
``agency``       many units, for a terminal
``notebook``     results, reports, counts, responses and findings in a notebook
``frames``       results, reports, counts and responses as DataFrames
``trend``        several periods, for a terminal
``audit``        an audit, for a terminal
``verification`` a result computed again, for a terminal
``targets``      a performance table, for a terminal
``elements``     the table of elements as CSV
``periods``      the table of periods as CSV
``page``         a check report as a web page
``webpage``      a report as a web page
``markup``       what every web page is made of: the frame, texts, tables
``charts/``      figures as SVG
``document/``    a report as a Word document
``fonts/``       the font of documents and pictures
``forms/``        a questionnaire as a Google Form, on paper, and as a sheet to copy into
``panel/``       the publication panel as SVG, PNG and PDF
``typeset/``     a report as PDF
``extras``       libraries that only some products need
``marked``       a copy of a survey with its faulty cells marked
``marks``        how a file that ikm wrote is known again
``workbook/``    a report as a workbook
``exported``     a result as a workbook or a page, for those who work in Python
``translation``  results in the other language
``explanation``  where a figure comes from, as text
``codes``        why a finding comes about and how it is mended, as text
===============  ===========================================================

They read frozen results and what `ikm.reports` prepares of them, and compute nothing.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.agency import show_agency, show_agency_headline, show_units
    from ikm.rendering.audit import audit_paragraph, show_audit
    from ikm.rendering.charts import chart_markup, chart_svg, plot_distribution, plot_elements, plot_groups, plot_trend
    from ikm.rendering.codes import area_text, code_text, guide_text, topic_text
    from ikm.rendering.document import result_document
    from ikm.rendering.elements import element_csv
    from ikm.rendering.explanation import explain_result, explanation_text
    from ikm.rendering.exported import exported_page, save_workbook
    from ikm.rendering.forms import form_document, form_pdf, form_script, form_sheet
    from ikm.rendering.frames import (
        agency_frame,
        check_frame,
        comparison_frame,
        responses_frame,
        result_frame,
        tally_frame,
    )
    from ikm.rendering.line import result_line
    from ikm.rendering.marked import marked_copy
    from ikm.rendering.marks import made_as
    from ikm.rendering.notebook import object_html, result_html
    from ikm.rendering.page import check_page
    from ikm.rendering.panel import panel_pdf, panel_png, panel_svg
    from ikm.rendering.paper import show_check, show_law
    from ikm.rendering.periods import period_csv
    from ikm.rendering.targets import show_achievement
    from ikm.rendering.terminal import show_findings, show_headline, show_result, show_sample, show_steps
    from ikm.rendering.translation import translate_agency, translate_result
    from ikm.rendering.trend import show_trend, show_trend_headline
    from ikm.rendering.typeset import report_pdf
    from ikm.rendering.verification import show_verification
    from ikm.rendering.webpage import result_page
    from ikm.rendering.workbook import plan_workbook, result_workbook

__all__ = [
    "agency_frame",
    "area_text",
    "audit_paragraph",
    "chart_markup",
    "chart_svg",
    "check_frame",
    "check_page",
    "code_text",
    "comparison_frame",
    "element_csv",
    "explain_result",
    "explanation_text",
    "exported_page",
    "form_document",
    "form_pdf",
    "form_script",
    "form_sheet",
    "guide_text",
    "made_as",
    "marked_copy",
    "object_html",
    "panel_pdf",
    "panel_png",
    "panel_svg",
    "period_csv",
    "plan_workbook",
    "plot_distribution",
    "plot_elements",
    "plot_groups",
    "plot_trend",
    "report_pdf",
    "responses_frame",
    "result_document",
    "result_frame",
    "result_html",
    "result_line",
    "result_page",
    "result_workbook",
    "save_workbook",
    "show_achievement",
    "show_agency",
    "show_agency_headline",
    "show_audit",
    "show_check",
    "show_findings",
    "show_headline",
    "show_law",
    "show_result",
    "show_sample",
    "show_steps",
    "show_trend",
    "show_trend_headline",
    "show_units",
    "show_verification",
    "tally_frame",
    "topic_text",
    "translate_agency",
    "translate_result",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "terminal": "show_findings show_headline show_result show_sample show_steps",
            "paper": "show_check show_law",
            "agency": "show_agency show_agency_headline show_units",
            "frames": "agency_frame check_frame comparison_frame responses_frame result_frame tally_frame",
            "codes": "area_text code_text guide_text topic_text",
            "document": "result_document",
            "forms": "form_document form_pdf form_script form_sheet",
            "charts": "chart_markup chart_svg plot_distribution plot_elements plot_groups plot_trend",
            "notebook": "object_html result_html",
            "page": "check_page",
            "panel": "panel_pdf panel_png panel_svg",
            "typeset": "report_pdf",
            "webpage": "result_page",
            "line": "result_line",
            "elements": "element_csv",
            "exported": "exported_page save_workbook",
            "explanation": "explain_result explanation_text",
            "periods": "period_csv",
            "audit": "audit_paragraph show_audit",
            "trend": "show_trend show_trend_headline",
            "targets": "show_achievement",
            "verification": "show_verification",
            "marked": "marked_copy",
            "marks": "made_as",
            "translation": "translate_agency translate_result",
            "workbook": "plan_workbook result_workbook",
        },
    )
