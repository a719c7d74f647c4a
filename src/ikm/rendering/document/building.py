"""Building: the whole document, from the cover to the parts that are no longer used.

The order is cover, contents, chapters; what was kept of an earlier document and has no place in this one stands at the
end, in controls of its own, so that it is found again too.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ikm.findings import display
from ikm.rendering.document.body import Body, section
from ikm.rendering.document.keeping import kept_places
from ikm.rendering.document.package import began, packed
from ikm.rendering.document.pictures import pictures_of
from ikm.rendering.document.pieces import NAMESPACES, field, paragraph, run
from ikm.rendering.extras import extra
from ikm.reports import OfficePlace, Paragraph, phrases

if TYPE_CHECKING:
    from ikm.rendering.document.body import ContentsLine
    from ikm.reports import Chapter, Report

__all__ = ["result_document"]

_COVER = "sampul"
_FOOT = 70


def result_document(report: Report, *, kept: bytes | None = None, template: bytes | None = None) -> bytes:
    """Write a report as a Word document.

    What the office wrote is kept: its places are content controls, each under its key, and what stands in those of an
    earlier document is put into this one, paragraphs, tables and pictures; every figure is new.  Places this report has
    no more stand at its end.  `ikm.rendering.document.places` says why controls, and not a file beside the document.

    Parameters
    ----------
    report : Report
        What is written; of `ikm.reports.official_report` for the report an office hands in.
    kept : bytes, optional
        The earlier document.
    template : bytes, optional
        The office's own document with the names of `ikm.rendering.document.templates` in it.

    Returns
    -------
    bytes
        The .docx; the same for the same input.

    Raises
    ------
    OptionError
        If a package of the extra ``report`` is missing, the earlier document or the template cannot be read, or the
        template has a name that does not exist.
    """
    written = {} if kept is None else kept_places(kept)
    if template is not None:
        from ikm.rendering.document.templates import filled  # noqa: PLC0415 - few offices have a template

        return packed(filled(report, template, written))
    say = phrases(report.lang, "document")
    foot = f"{display(report.subtitle or report.title, _FOOT)} · {say['page']}"
    document = extra("docx", "report", "Word").Document(
        io.BytesIO(began(report.lang, report.title, report.subtitle, foot))
    )
    body = Body(report, written, pictures_of(document.part))
    cover = report.chapter(_COVER)
    _cover(body, cover)
    body.parts.append(paragraph("", more=[section()]))
    front, body.parts, body.fresh = body.parts, [], False
    for chapter in report.chapters:
        if chapter is not cover:
            body.chapter(chapter)
    body.unused()
    parts = [*front, *_contents(body.contents, say["contents"]), *body.parts, body.closing()]
    _fill(document.element.body, "".join(parts))
    out = io.BytesIO()
    document.save(out)
    return packed(out.getvalue())


def _fill(old: Any, markup: str) -> None:  # noqa: ANN401 - of lxml, which has no types
    """Put the content of a body in the place of what it has."""
    holder = extra("docx.oxml", "report", "Word").parse_xml(f"<w:body {NAMESPACES}>{markup}</w:body>")
    for child in list(old):
        old.remove(child)
    for child in list(holder):
        old.append(child)


def _cover(body: Body, cover: Chapter | None) -> None:
    """Write the cover: emblem, title, whose survey and when, and the index."""
    report, say = body.report, phrases(body.report.lang, "document")
    blocks = () if cover is None else cover.blocks
    emblem = [one for one in blocks if isinstance(one, OfficePlace) and one.key == "lambang"]
    body.write("", "Subtitle", more=['<w:spacing w:before="1200" w:after="0"/>'])
    for one in emblem:
        body.place(one, "Subtitle")
    body.write(run(report.title), "Title")
    for block in blocks:
        if isinstance(block, Paragraph):
            body.write(run(block.text), "Subtitle")
        elif isinstance(block, OfficePlace) and block not in emblem:
            body.place(block, "Subtitle")
    if cover is None and report.subtitle:
        body.write(run(report.subtitle), "Subtitle")
    body.write(
        run(report.headline_name or say["headline"]), "HeadlineNote", more=['<w:spacing w:before="1500" w:after="60"/>']
    )
    body.write(run(report.headline.text), "Headline")
    if report.mutu:
        body.write(run(say["grade"].format(mutu=report.mutu, kinerja=report.kinerja)), "HeadlineNote")
    for label, told in report.facts[:1]:
        body.write(run(f"{label}: {told}"), "HeadlineNote")


def _contents(entries: list[ContentsLine], title: str) -> list[str]:
    """Write the table of contents: a field that is filled in already, and gets its page numbers when it is updated."""
    lines = [paragraph(run(title), "TOCHeading", more=['<w:pageBreakBefore w:val="0"/>'])]
    for place, entry in enumerate(entries):
        link = f'<w:hyperlink w:anchor="{entry.mark}" w:history="1">{run(entry.words)}</w:hyperlink>'
        start, end = "", ""
        if place == 0:
            start = field('TOC \\o "1-2" \\h \\z \\u', "").removesuffix('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        if place == len(entries) - 1:
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        lines.append(paragraph(start + link + end, f"TOC{entry.level}"))
    return lines
