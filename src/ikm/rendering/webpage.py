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

from ikm.rendering.markup import anchor, document, facts, is_wide, skip_link, table, text
from ikm.reports import FactList, Figure, OfficePlace, Paragraph, ReportTable, Subheading, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ikm.reports import Chapter, Report

__all__ = ["result_page"]

_WIDTHS = {"narrow": 340, "broad": 760}
"""The widths in which a figure is drawn, of which the page shows the one that there is room for."""


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
            skip_link(report.lang),
            f"<header><h1>{text(report.title)}</h1>{_paragraph(report.subtitle, 'subtitle')}</header>",
            '<main id="isi" class="report" tabindex="-1">',
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
            facts([(report.headline_name or say["index"], report.headline.text), *grades], "index"),
            *(_paragraph(alarm, "alarm") for alarm in report.alarms),
            facts(report.facts),
            "</div>",
        )
    )


def _chapter(chapter: Chapter, report: Report) -> str:
    name = anchor(chapter.key)
    kind = ' class="wide"' if any(isinstance(block, ReportTable) and is_wide(block) for block in chapter.blocks) else ""
    opening = f'<section id="{name}" aria-labelledby="{name}-judul"{kind}>'
    heading = f'<h2 id="{name}-judul">{text(chapter.title)}</h2>'
    return "\n".join((opening + heading, *_blocks(chapter, report), "</section>"))


def _blocks(chapter: Chapter, report: Report) -> Iterator[str]:
    """Draw what stands in a chapter, each figure before the table of its numbers: a picture is read first."""
    name, blocks = anchor(chapter.key), chapter.blocks
    tables = {block.key: place for place, block in reversed([*enumerate(blocks)]) if isinstance(block, ReportTable)}

    def rank(place: int) -> tuple[int, bool]:
        block = blocks[place]
        return (min(place, tables.get(block.key, place)), False) if isinstance(block, Figure) else (place, True)

    for place in sorted(range(len(blocks)), key=rank):
        block = blocks[place]
        match block:
            case ReportTable():
                yield table(block, f"{name}-{place}")
            case FactList():
                yield facts(block.facts)
            case OfficePlace():
                yield facts([(block.asked, block.text)])
            case Paragraph():
                yield _paragraph(block.text, block.kind)
            case Subheading():
                yield f"<h{block.level + 1}>{text(block.text)}</h{block.level + 1}>"
            case _:
                held = tables.get(block.key)
                yield _figure(block, report, "" if held is None else f"{name}-{held}")


def _figure(figure: Figure, report: Report, held: str) -> str:
    """Draw a figure with its caption, and a link to the table that holds its numbers."""
    from ikm.rendering.charts import chart_markup  # noqa: PLC0415 - a page without figures needs no chart

    description = figure.description.removeprefix(f"{figure.title}. ")
    caption = f"<strong>{text(figure.title)}</strong> {text(description)}"
    if held:
        caption += f' <a href="#{held}">{text(phrases(report.lang, "page")["figures_in"])}</a>'
    drawn = "".join(
        f'<div class="{name}">{chart_markup(figure, width=width, heading=False, lang=report.lang)}</div>'
        for name, width in _WIDTHS.items()
    )
    return f"<figure>{drawn}<figcaption>{caption}</figcaption></figure>"


def _paragraph(told: str, kind: str = "plain") -> str:
    return f'<p class="{kind}">{text(told)}</p>' if told else ""
