"""The body: a report walked block by block, with captions counted, sections turned and the contents noted.

A table that is too wide for an upright page turns its page, together with the headings before it and with what stands
between it and another such table.  Each chapter begins on a page of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ikm.rendering.document.pictures import EMU, drawn, spread
from ikm.rendering.document.pieces import bookmark, paragraph, picture, run
from ikm.rendering.document.pieces import field as field_of
from ikm.rendering.document.places import AFTER, Place, bookmark_of
from ikm.rendering.document.tables import LANDSCAPE, PORTRAIT, facts_markup, is_wide, table_markup
from ikm.reports import (
    BarFigure,
    ElementFigure,
    FactList,
    OfficePlace,
    Paragraph,
    ReportTable,
    SharesFigure,
    Subheading,
    TrendFigure,
    phrases,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ikm.rendering.document.keeping import KeptPlace
    from ikm.reports import Block, Chapter, Figure, Report, Row

    AddPicture = Callable[[bytes, str], str]

__all__ = ["Body", "ContentsLine", "section"]

_DRAWN = (ElementFigure, SharesFigure, BarFigure, TrendFigure)
_SHOWN = (*_DRAWN, ReportTable, FactList)
_STYLES = {"plain": "", "alarm": "Alarm", "note": "Note"}
_SIGNED = {"tempat-tanggal": 0, "jabatan": 0, "pejabat": 1100, "nip": 0}
"""The places of who signs, and the room above each."""
_HIGHEST = {False: 11800, True: 7000}
_MARGINS = 'w:top="1417" w:right="1417" w:bottom="1417" w:left="{left}" w:header="709" w:footer="709" w:gutter="0"'


def section(*, wide: bool = False, first: bool = False) -> str:
    """Write the properties of a section: A4, upright or on its side; the first begins to number its pages."""
    foot = '<w:footerReference w:type="default" r:id="rId4"/>' if first else ""
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if wide else '<w:pgSz w:w="11906" w:h="16838"/>'
    number = '<w:pgNumType w:start="1"/>' if first else ""
    margins = _MARGINS.format(left=1417 if wide else 1701)
    return f'<w:sectPr>{foot}<w:type w:val="nextPage"/>{size}<w:pgMar {margins}/>{number}</w:sectPr>'


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: the level of its heading, its words, and the bookmark there."""

    level: int
    words: str
    mark: str


@dataclass
class Body:
    """What is written of a report; ``add_picture`` puts a picture into the document and names it.

    ``contents`` are the headings so far, ``met`` the bookmarks of the places; ``wide`` says that the page lies on its
    side, ``fresh`` that nothing stands on it yet; ``upright`` is the width of the text on an upright page, and without
    ``turning`` every page is one.
    """

    report: Report
    kept: Mapping[str, KeptPlace]
    add_picture: AddPicture
    parts: list[str] = field(default_factory=list)
    contents: list[ContentsLine] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    wide: bool = False
    fresh: bool = True
    upright: int = PORTRAIT
    turning: bool = True
    _sections: int = 0
    _tables: int = 0
    _figures: int = 0
    _number: int = 0
    _after: bool = False

    @property
    def room(self) -> int:
        """The width of the text on the page that is being written."""
        return LANDSCAPE if self.wide else self.upright

    def chapter(self, chapter: Chapter) -> None:
        """Write a chapter."""
        sides = _sides(chapter.blocks)
        self.turn(wide=bool(sides) and sides[0])
        self.heading(chapter.title, 1)
        for block, after, wide in zip(chapter.blocks, (*chapter.blocks[1:], None), sides, strict=True):
            self.turn(wide=wide)
            self.block(block, leads=isinstance(after, _DRAWN if isinstance(block, ReportTable) else _SHOWN))

    def turn(self, *, wide: bool) -> None:
        """Go to a page of the other side, if this one is not."""
        if wide == self.wide or not self.turning:
            return
        self.end_section()
        self.wide, self.fresh = wide, True

    def end_section(self) -> None:
        """End the section that is being written."""
        closing = self.closing()
        thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        self.write("", more=[thin, closing])

    def closing(self) -> str:
        """Give the properties of the section that is being written; the first has the footer, the others take it on."""
        self._sections += 1
        return section(wide=self.wide, first=self._sections == 1)

    def write(self, content: str, style: str = "", *, more: Sequence[str] = ()) -> None:
        """Write a paragraph; the first one behind a place says that the place ends there."""
        if self._after:
            self._number += 1
            content = bookmark(self._number, f"{AFTER}{self._number}") + content
            self._after = False
        self.parts.append(paragraph(content, style, more=more))

    def heading(self, words: str, level: int) -> None:
        """Write a heading, and note it for the contents."""
        self._number += 1
        mark = f"_Toc{self._number:08d}"
        page = ["<w:pageBreakBefore/>"] if level == 1 and not self.fresh else []
        self.fresh = False
        self.write(bookmark(self._number, mark, run(words)), f"Heading{level}", more=page)
        if level < 3:
            self.contents.append(ContentsLine(level, words, mark))

    def block(self, block: Block, *, leads: bool = False) -> None:
        """Write a block; a paragraph that leads to a table or a figure stays with it, and a table with a figure."""
        self.fresh = False
        if isinstance(block, Paragraph):
            self.write(run(block.text), _STYLES[block.kind], more=["<w:keepNext/>"] if leads else [])
        elif isinstance(block, Subheading):
            self.heading(block.text, block.level)
        elif isinstance(block, OfficePlace):
            self.place(block)
        elif isinstance(block, FactList):
            self._spaced(facts_markup(block.facts, self.room) if block.facts else "")
        elif isinstance(block, ReportTable):
            self.table(block, leads=leads)
        else:
            self.figure(block)

    def place(self, asked: OfficePlace, style: str = "") -> None:
        """Write a place of the office, with what it wrote."""
        if asked.key in _SIGNED:
            style, above = "Signature", _SIGNED[asked.key]
            if above:
                room = f'<w:spacing w:before="{above}" w:after="0" w:line="20" w:lineRule="exact"/>'
                self.write("", style, more=[room])
        kept = self.kept.get(bookmark_of(asked.key))
        self.met.add(bookmark_of(asked.key))
        told = "" if kept is None else kept.blocks(self.add_picture, style)
        self.put(Place(asked.key, asked.asked.strip("[]"), asked.asked, asked.text, told, style))

    def put(self, place: Place) -> None:
        """Write a place as it is."""
        self._number += 1
        self.parts.append(place.blocks(self._number))
        self._after = True

    def table(self, table: ReportTable, *, leads: bool = False) -> None:
        """Write a table under its caption; one that leads stays with what follows."""
        self._tables += 1
        self.write(self._caption("table", self._tables, table.caption), "Caption")
        self.parts.append(self.table_alone(table, leads=leads))
        keep = ["<w:keepNext/>"] if leads else []
        for note in table.notes:
            self.write(run(note), "Note", more=keep)
        if not table.notes:
            self._gap(keep)

    def table_alone(self, table: ReportTable, *, leads: bool = False) -> str:
        """Write a table without its caption."""
        return table_markup(table, self.room, lambda row, at: self._cell(table, row, at), leads=leads)

    def _cell(self, table: ReportTable, row: Row, at: int) -> str:
        entry = row.cells[at]
        if not entry.place:
            return run(entry.text, bold=row.total)
        self._number += 1
        kept = self.kept.get(bookmark_of(entry.place))
        self.met.add(bookmark_of(entry.place))
        told = "" if kept is None else kept.line(self.add_picture)
        called = f"{row.cells[1].text if len(row.cells) > 1 else ''}: {table.columns[at].heading}"
        asked = phrases(self.report.lang, "document")["cell"]
        return Place(entry.place, called, asked, entry.text, told).line(self._number)

    def count_from(self, number: int) -> None:
        """Count bookmarks from a number on."""
        self._number = number

    def apart(self, write: Callable[..., None], *what: object) -> str:
        """Give what something writes, by itself."""
        before, self.parts, self.fresh = self.parts, [], True
        write(*what)
        if self._after:
            self._gap()
        made, self.parts = "".join(self.parts), before
        return made

    def unused(self) -> None:
        """Write what was kept and has no place any more, in places of its own, so that it is found again too."""
        left = [kept for name, kept in sorted(self.kept.items()) if name not in self.met]
        if not left:
            return
        say = phrases(self.report.lang, "document")
        self.turn(wide=False)
        self.heading(say["unused"], 1)
        self.write(run(say["unused_said"]), "Note")
        for kept in left:
            self.heading(kept.called, 3)
            self.put(Place(kept.key, kept.called, "", kept=kept.blocks(self.add_picture)))

    def figure(self, figure: Figure) -> None:
        """Write a figure with its caption below."""
        self._figures += 1
        self.write(self.figure_alone(figure, self._figures), "Figure")
        self.write(self._caption("figure", self._figures, figure.title), "FigureCaption")

    def figure_alone(self, figure: Figure, number: int) -> str:
        """Write a figure as a run."""
        png = drawn(figure, self.report.lang)
        wide, high = (side * EMU for side in spread(png, self.room, _HIGHEST[self.wide]))
        relation = self.add_picture(png, "image/png")
        # Told whole: a reader who cannot see the chart has nothing else.
        return f"<w:r>{picture(relation, wide, high, figure.description, number, figure.title)}</w:r>"

    def _caption(self, kind: str, number: int, words: str) -> str:
        say = phrases(self.report.lang, "document")
        before, _, after = say["caption"].partition("{number}")
        counted = field_of(f"SEQ {say[kind]} \\* ARABIC", run(str(number)))
        return run(before.format(kind=say[kind])) + counted + run(after.format(text=words))

    def _spaced(self, markup: str) -> None:
        if markup:
            self.parts.append(markup)
            self._gap()

    def _gap(self, keep: Sequence[str] = ()) -> None:
        self.write("", more=[*keep, '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'])


def _sides(blocks: Sequence[Block]) -> list[bool]:
    """Say of each block whether it stands on a page on its side."""
    sides = [isinstance(block, ReportTable) and is_wide(block) for block in blocks]
    for place in reversed(range(len(blocks) - 1)):
        if isinstance(blocks[place], Subheading) and sides[place + 1]:
            sides[place] = True
    wide = [place for place, side in enumerate(sides) if side]
    for start, end in pairwise(wide):
        between = blocks[start + 1 : end]
        if all(isinstance(one, (Paragraph, OfficePlace, Subheading)) for one in between):
            sides[start:end] = [True] * (end - start)
    return sides
