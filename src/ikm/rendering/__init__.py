"""Rendering: a result as people see it; one module for each form of output.

===============  ===========================================================
``line``         a result in one line
``terminal``     a result, its findings and a sample, for a terminal
``paper``        a check report and the law, for a terminal
``agency``       many units, for a terminal
``notebook``     results, reports, counts, responses and findings in a notebook
``frames``       results, reports, counts and responses as DataFrames
``elements``     the table of elements as CSV
``page``         a check report as a web page
``webpage``      a report as a web page
``markup``       what every web page is made of: the frame, texts, tables
``charts/``      figures as SVG
``marked``       a copy of a survey with its faulty cells marked
``marks``        how a file that ikm wrote is known again
``workbook/``    a report as a workbook
``translation``  results in the other language
===============  ===========================================================

They read frozen results and what `ikm.reports` prepares of them, and compute nothing.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.rendering.agency import show_agency, show_agency_headline, show_units
    from ikm.rendering.charts import chart_markup, chart_svg, plot_distribution, plot_elements, plot_groups
    from ikm.rendering.elements import element_csv
    from ikm.rendering.frames import agency_frame, check_frame, responses_frame, result_frame, tally_frame
    from ikm.rendering.line import result_line
    from ikm.rendering.marked import marked_copy
    from ikm.rendering.marks import made_as
    from ikm.rendering.notebook import object_html, result_html
    from ikm.rendering.page import check_page
    from ikm.rendering.paper import show_check, show_law
    from ikm.rendering.terminal import show_findings, show_headline, show_result, show_sample, show_steps
    from ikm.rendering.translation import translate_agency, translate_result
    from ikm.rendering.webpage import result_page
    from ikm.rendering.workbook import result_workbook, save_workbook

__all__ = [
    "agency_frame",
    "chart_markup",
    "chart_svg",
    "check_frame",
    "check_page",
    "element_csv",
    "made_as",
    "marked_copy",
    "object_html",
    "plot_distribution",
    "plot_elements",
    "plot_groups",
    "responses_frame",
    "result_frame",
    "result_html",
    "result_line",
    "result_page",
    "result_workbook",
    "save_workbook",
    "show_agency",
    "show_agency_headline",
    "show_check",
    "show_findings",
    "show_headline",
    "show_law",
    "show_result",
    "show_sample",
    "show_steps",
    "show_units",
    "tally_frame",
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
            "frames": "agency_frame check_frame responses_frame result_frame tally_frame",
            "charts": "chart_markup chart_svg plot_distribution plot_elements plot_groups",
            "notebook": "object_html result_html",
            "page": "check_page",
            "webpage": "result_page",
            "line": "result_line",
            "elements": "element_csv",
            "marked": "marked_copy",
            "marks": "made_as",
            "translation": "translate_agency translate_result",
            "workbook": "result_workbook save_workbook",
        },
    )
