"""A report as one web page that stands alone: for a phone, a wide screen and paper, in light and dark.

The index and its grade come first, with what must be said beside them; then each chapter in its order.  The page walks
the report and computes nothing.

>>> import ikm
>>> from ikm.reports import report_of
>>> from ikm.rendering.webpage import result_page
>>> page = result_page(report_of(ikm.score([[4] * 9], weight="exact")))
>>> page.count("<h1"), "100,00" in page, "<script" in page
(1, True, False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.rendering.markup import anchor, document, facts, table, text
from ikm.reports import FactList, Paragraph, ReportTable, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ikm.reports import Block, Chapter, Figure, Report

__all__ = ["result_page"]

_WIDE = 10
"""From so many columns on a table takes the long side of the paper."""


def result_page(report: Report) -> str:
    """Draw a report as an HTML page.

    Parameters
    ----------
    report : Report
        What is told, of one survey or of an agency.

    Returns
    -------
    str
        The page: the same for the same report, loading nothing, without any script.
    """
    say = phrases(report.lang, "page")
    links = "".join(f'<li><a href="#{anchor(one.key)}">{text(one.title)}</a></li>' for one in report.chapters)
    title = f"{report.title} – {report.subtitle}" if report.subtitle else report.title
    return document(
        report.lang,
        title,
        (
            f'<a class="skip" href="#isi">{text(say["skip"])}</a>',
            f"<header><h1>{text(report.title)}</h1>{_paragraph(report.subtitle, 'subtitle')}</header>",
            '<main id="isi" tabindex="-1">',
            _headline(report),
            f'<nav aria-label="{text(say["contents"])}"><ol>{links}</ol></nav>',
            '<div class="chapters">',
            *(_chapter(chapter, report) for chapter in report.chapters),
            "</div>",
            "</main>",
            f"<footer>{_paragraph(report.made)}</footer>",
        ),
    )


def _headline(report: Report) -> str:
    """Draw the index and its grade, what must be said loudly, and the facts beside it."""
    say = phrases(report.lang, "page")
    grades = [(say[name], getattr(report, name)) for name in ("mutu", "kinerja") if getattr(report, name)]
    return "\n".join(
        (
            f'<div class="headline" data-mutu="{text(report.mutu)}">',
            facts([(say["index"], report.headline.text), *grades], "index"),
            *(_paragraph(alarm, "alarm") for alarm in report.alarms),
            facts(report.facts),
            "</div>",
        )
    )


def _chapter(chapter: Chapter, report: Report) -> str:
    name = anchor(chapter.key)
    wide = any(isinstance(block, ReportTable) and len(block.columns) >= _WIDE for block in chapter.blocks)
    kind = ' class="wide"' if wide else ""
    opening = f'<section id="{name}" aria-labelledby="{name}-judul"{kind}>'
    heading = f'<h2 id="{name}-judul">{text(chapter.title)}</h2>'
    return "\n".join((opening + heading, *(_block(block, chapter, report) for block in chapter.blocks), "</section>"))


def _block(block: Block, chapter: Chapter, report: Report) -> str:
    if isinstance(block, ReportTable):
        return table(block)
    if isinstance(block, FactList):
        return facts(block.facts)
    if isinstance(block, Paragraph):
        return _paragraph(block.text, block.kind)
    return _figure(block, (one for one in chapter.blocks if isinstance(one, ReportTable)), report)


def _figure(figure: Figure, tables: Iterable[ReportTable], report: Report) -> str:
    """Draw a figure with its caption, and name the table that holds its numbers."""
    from ikm.rendering.charts import chart_markup  # noqa: PLC0415 - a page without figures needs no chart

    caption = f"<strong>{text(figure.title)}</strong> {text(figure.description)}"
    held = next((one for one in tables if one.key == figure.key), None)
    if held is not None:
        sentence = text(phrases(report.lang, "page")["figures_in"].format(caption=held.caption))
        caption += f' <a href="#{anchor(f"tabel-{held.key}")}">{sentence}</a>'
    return f"<figure>{chart_markup(figure)}<figcaption>{caption}</figcaption></figure>"


def _paragraph(told: str, kind: str = "plain") -> str:
    return f'<p class="{kind}">{text(told)}</p>' if told else ""
