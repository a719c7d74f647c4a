"""Templates: an office's own letterhead and order, filled in by docxtpl.

The office writes names in double braces into a Word document of its own; these are known:

=================================  =====================================================================
``{{ judul }}``                    the title of the report
``{{ unit }}``, ``{{ periode }}``  whose survey, and of when; empty where nothing tells it
``{{ ikm }}``                      the index as it is written, ``{{ mutu }}`` and ``{{ kinerja }}`` its grade
``{{ responden }}``                how many, ``{{ bobot }}`` the weight of the elements
``{{ peringatan }}``               what must be said beside the index; a list
``{{ dibuat }}``                   by what, under which regulation and from which input
``{{p tabel.unsur }}``             a table with its caption, by its key; a hyphen is written ``_``
``{{p grafik.unsur }}``            a figure with its caption
``{{p bab.bab_1 }}``               a whole chapter
``{{p isian.latar_belakang }}``    a place of the office, kept when the report is made again
=================================  =====================================================================

What begins with ``{{p`` stands alone in its paragraph.  A name that is not known is said, with the nearest that is.
What the office wrote in an earlier document and the template has no place for stands at its end.

The template is trusted with no more than these names: it is run in a sandbox, and nothing in the data is ever read as
a template.
"""

from __future__ import annotations

import difflib
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm.errors import OptionError
from ikm.findings import display
from ikm.rendering.document.body import Body
from ikm.rendering.document.package import opened
from ikm.rendering.document.pictures import EMU, pictures_of
from ikm.rendering.document.pieces import NAMESPACES, text
from ikm.rendering.extras import extra
from ikm.reports import OfficePlace, ReportTable, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ikm.rendering.document.keeping import KeptPlace
    from ikm.reports import Report

__all__ = ["filled"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OTHERS = 9000
"""Bookmarks are counted from here on: the template has some of its own."""
_LONGEST = 2000


def filled(report: Report, template: bytes, kept: Mapping[str, KeptPlace]) -> bytes:
    """Fill a template in.

    Raises
    ------
    OptionError
        If it cannot be read, or has a name that does not exist.
    """
    jinja = extra("jinja2", "report", "Word")
    document = _opened(template)
    body = Body(report, kept, pictures_of(document.docx.part), upright=_room(document.docx), turning=False)
    body.count_from(_OTHERS)
    styles = _styled(document.docx.styles.element)
    names = _names(body, lambda markup: extra("markupsafe", "report", "Word").Markup(_restyled(markup, styles)))
    environment = extra("jinja2.sandbox", "report", "Word").SandboxedEnvironment(
        autoescape=True, undefined=jinja.StrictUndefined, loader=jinja.DictLoader({})
    )
    try:
        for name in sorted(document.get_undeclared_template_variables(environment) - set(names)):
            raise _unknown(name, names)
        document.render(names, environment, autoescape=True)
    except jinja.TemplateError as error:
        raise OptionError(
            f"The template cannot be filled in: {error}.", id=f"Templat tidak dapat diisi: {error}."
        ) from None
    if any(len(one) for one in document.docx.element.body.iter(f"{_W}t")):
        raise OptionError(
            "The template has a table, a figure, a chapter or a place among other words; write it alone in its "
            "paragraph, with a p: {{p tabel.unsur }}.",
            id="Templat memuat tabel, grafik, bab, atau isian di antara kata lain; tulis sendiri dalam paragrafnya, "
            "dengan huruf p: {{p tabel.unsur }}.",
        )
    _append(body, document.docx.element.body, styles)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _opened(template: bytes) -> Any:  # noqa: ANN401 - of docxtpl, which has no types
    docxtpl = extra("docxtpl", "report", "Word")
    if opened(template) is not None:
        document = docxtpl.DocxTemplate(io.BytesIO(template))
        document.init_docx()
        return document
    raise OptionError(
        "The template cannot be read as a Word document (.docx).",
        id="Templat tidak dapat dibaca sebagai dokumen Word (.docx).",
    )


def _room(document: Any) -> int:  # noqa: ANN401 - of python-docx
    """Give the width of the text on a page of the template, in twentieths of a point."""
    page = document.sections[0]
    return int(page.page_width - page.left_margin - page.right_margin) // EMU


def _unknown(name: str, names: Iterable[str], of: str = "") -> OptionError:
    """Say that a name is not known, and which is the nearest."""
    known = sorted(names)
    near = difflib.get_close_matches(name, known, n=1)
    words = f"did you mean {of}{near[0]}?" if near else f"there are {', '.join(of + one for one in known)}."
    saran = f"mungkin maksudnya {of}{near[0]}?" if near else f"yang ada: {', '.join(of + one for one in known)}."
    return OptionError(
        f"The template has {of}{name}, which is no name of a report; {words}",
        id=f"Templat memuat {of}{name}, yang bukan nama dalam laporan; {saran}",
    )


class _Parts:
    """The parts of one kind, each made when the template asks for it."""

    def __init__(self, kind: str, makers: Mapping[str, Callable[[], str]]) -> None:
        self._kind, self._makers = kind, makers

    def __getitem__(self, name: str) -> str:
        if name not in self._makers:
            raise _unknown(name, self._makers, f"{self._kind}.")
        return self._makers[name]()

    def __html__(self) -> str:
        """Refuse to stand in a document by itself: the template has to say which of the parts it means."""
        raise _unknown("", self._makers, f"{self._kind}.")


def _names(body: Body, mark: Callable[[str], str]) -> dict[str, object]:
    """Give everything a template may name."""
    report, words = body.report, phrases(body.report.lang, "report")
    facts = dict(report.facts)
    blocks = [block for chapter in report.chapters for block in chapter.blocks]
    makers: dict[str, dict[str, Callable[[], str]]] = {"tabel": {}, "grafik": {}, "isian": {}, "bab": {}}

    def making(write: Callable[..., None], *what: object) -> Callable[[], str]:
        return lambda: mark(body.apart(write, *what))

    for block in blocks:
        if isinstance(block, OfficePlace):
            makers["isian"][_name(block.key)] = making(body.place, block)
        elif isinstance(block, ReportTable):
            makers["tabel"][_name(block.key)] = making(body.table, block)
        elif hasattr(block, "key"):
            makers["grafik"][_name(block.key)] = making(body.figure, block)
    for chapter in report.chapters:
        makers["bab"][_name(chapter.key)] = making(body.chapter, chapter)
    said = {
        "judul": report.title,
        "unit": report.subtitle,
        "periode": facts.get(words["period"], ""),
        "ikm": report.headline.text,
        "mutu": report.mutu,
        "kinerja": report.kinerja,
        "responden": facts.get(words["respondents"], ""),
        "bobot": facts.get(words["weight"], ""),
        "dibuat": report.made,
    }
    names: dict[str, object] = {name: display(value, _LONGEST) for name, value in said.items()}
    names["peringatan"] = [display(one, _LONGEST) for one in report.alarms]
    return names | {kind: _Parts(kind, held) for kind, held in makers.items()}


def _name(key: str) -> str:
    return re.sub(r"\W", "_", key)


def _styled(styles: Any) -> dict[str, str]:  # noqa: ANN401 - of lxml
    """Put the styles that are missing into the template; give the ids of those it has under another id."""
    base = Path(__file__).with_name("base").joinpath("styles.xml").read_bytes()
    ids = {one.get(f"{_W}styleId") for one in styles}
    names = {_style_name(one): one.get(f"{_W}styleId") for one in styles.iter(f"{_W}style")}
    other: dict[str, str] = {}
    for style in list(extra("docx.oxml", "report", "Word").parse_xml(base).iter(f"{_W}style")):
        key, name = style.get(f"{_W}styleId"), _style_name(style)
        if name in names:
            other[key] = names[name]
        elif key not in ids:
            style.attrib.pop(f"{_W}default", None)
            for number in list(style.iter(f"{_W}numPr")):
                number.getparent().remove(number)
            styles.append(style)
    return {key: value for key, value in other.items() if key != value}


def _style_name(style: Any) -> str:  # noqa: ANN401 - of lxml
    name = style.find(f"{_W}name")
    return "" if name is None else (name.get(f"{_W}val") or "").casefold()


def _restyled(markup: str, other: Mapping[str, str]) -> str:
    """Name styles as the template does."""
    return re.sub(
        r'(<w:(?:pStyle|tblStyle|rStyle) w:val=")([^"]+)"',
        lambda found: f'{found[1]}{text(other.get(found[2], found[2]))}"',
        markup,
    )


def _append(body: Body, old: Any, styles: Mapping[str, str]) -> None:  # noqa: ANN401 - of lxml
    """Put what was kept and has no place behind everything else."""
    markup = _restyled(body.apart(body.unused), styles)
    holder = extra("docx.oxml", "report", "Word").parse_xml(f"<w:body {NAMESPACES}>{markup}</w:body>")
    last = old[-1] if len(old) and old[-1].tag == f"{_W}sectPr" else None
    for child in list(holder):
        old.append(child) if last is None else last.addprevious(child)
