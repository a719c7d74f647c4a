"""Drawing: a panel as SVG: the title above, the index and its grade as large as can be, who answered below.

The sheet of A4 has 5 units a millimetre.  A letter is read without effort where it is seen under five minutes of arc:
from three metres that is 4.4 mm, and no line of the panel but the one on the weight has lower capitals; the figure of
the index has some 30 mm.  The other shape, 4:5, is for telephones; there lines of words give way to the index.

It is read in grey as in colour: dark blue and white are the only inks, and no colour means anything.

>>> from ikm.reports import Entry, Panel
>>> from ikm.rendering.panel.drawing import panel_svg
>>> index, people = Entry("83,86"), Entry("136 orang")
>>> panel = Panel("id", "PPID Contoh", "", "Tahun 2023", index, "B", "Baik", "0,111", people, (), (), "")
>>> svg = panel_svg(panel)
>>> 'viewBox="0 0 1050 1485"' in svg, ">83,86<" in svg, ">BAIK<" in svg
(True, True, True)
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from ikm.arguments import one_of
from ikm.rendering.charts.canvas import Canvas
from ikm.rendering.charts.lettering import ASCENT, tidy
from ikm.rendering.fonts import FAMILY
from ikm.rendering.panel.logos import logo_uri
from ikm.rendering.panel.stacks import TALL, Stack, largest
from ikm.reports import phrases

if TYPE_CHECKING:
    from ikm.reports import Entry, Panel, PanelCount

__all__ = ["SHAPES", "Shape", "panel_description", "panel_svg"]

Shape = Literal["a4", "4:5"]

SHAPES: dict[str, tuple[int, int]] = {"a4": (1050, 1485), "4:5": (1080, 1350)}
"""The width and height of each shape, in units."""

_FONT = f"'{FAMILY}', Arial, Helvetica, sans-serif"
_DARK, _WHITE = "#0f3366", "#ffffff"
_MARGIN = 60
_LABELS = 330
"""The room of the labels beside what is said of the respondents."""
_LOGO = 170
_CARDS = 310
"""The index and the grade have at the least this height."""
_TALLEST = 430
_STEPS = tuple(Fraction(step, 20) for step in range(20, 8, -1))
"""Words are this much smaller where there are many."""


class _Sheet(NamedTuple):
    """What stands above and below the index, at one size of words."""

    head: Stack
    named: Stack
    told: Stack
    thanks: Stack

    @property
    def height(self) -> Fraction:
        return sum((part.height for part in self), Fraction())


def panel_svg(panel: Panel, *, shape: Shape = "a4") -> str:
    """Draw a panel as a whole SVG document.

    Parameters
    ----------
    panel : Panel
        What is shown.
    shape : {"a4", "4:5"}
        An upright sheet of paper, or a picture for social media.

    Returns
    -------
    str
        The document; equal panels give equal bytes.

    Raises
    ------
    OptionError
        If the shape is unknown, or the logo is no picture that can be shown.
    """
    one_of("shape", shape, tuple(SHAPES))
    width, height = SHAPES[shape]
    logo = None if panel.logo is None else logo_uri(panel.logo)
    shown = _tidied(panel)
    canvas = Canvas(width, embedded=False, font=_FONT)
    sheets = [_laid(shown, width, step, logo=logo is not None) for step in _STEPS]
    sheet = next((one for one in sheets if height - one.height >= _CARDS), sheets[-1])
    _draw(canvas, shown, sheet, Fraction(height), logo)
    title = phrases(panel.lang, "panel")["title"]
    drawn = canvas.document("panel", title, panel_description(shown), height, panel.lang)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}'


def panel_description(panel: Panel) -> str:
    """Say what a panel shows, for whoever does not see it."""
    told = phrases(panel.lang, "panel")["told"]
    unit = panel.unit or phrases(panel.lang, "panel")["unit_asked"]
    return told.format(unit=unit, index=panel.index.text, mutu=panel.mutu, kinerja=panel.kinerja)


def _tidied(panel: Panel) -> Panel:
    """Give the panel with texts that may stand in a picture."""

    def entry(one: Entry) -> Entry:
        return replace(one, text=tidy(one.text))

    def count(one: PanelCount) -> PanelCount:
        return replace(one, name=tidy(one.name), number=entry(one.number))

    return replace(
        panel,
        unit=tidy(panel.unit) or phrases(panel.lang, "panel")["unit_asked"],
        service=tidy(panel.service),
        period=tidy(panel.period),
        index=entry(panel.index),
        respondents=entry(panel.respondents),
        mutu=tidy(panel.mutu),
        kinerja=tidy(panel.kinerja),
        weight=tidy(panel.weight),
        surveyed=tidy(panel.surveyed),
        sexes=tuple(map(count, panel.sexes)),
        education=tuple(map(count, panel.education)),
        indices=tuple(map(tidy, panel.indices)),
    )


def _laid(panel: Panel, width: int, step: Fraction, *, logo: bool) -> _Sheet:
    """Lay out the words around the index, ``step`` being how large they are."""

    def sizes(*full: int) -> tuple[int, ...]:
        return tuple(max(int(size * step), 12) for size in full)

    say, inner = phrases(panel.lang, "panel"), width - 2 * _MARGIN
    head = Stack()
    head.gap(36)
    left = _MARGIN + (_LOGO + 30 if logo else 0)
    centre = Fraction(left + width - _MARGIN) / 2
    head.words(
        say["title"], centre, width - _MARGIN - left, (84, 76, 68, 60), lines=2, bold=True, anchor="middle", ink=_WHITE
    )
    head.gap(max(36, _LOGO + 40 - head.height if logo else 0))
    named = Stack()
    named.gap(24)
    middle = Fraction(width, 2)
    named.words(panel.unit, middle, inner, sizes(60, 54, 48, 42), lines=2, bold=True, anchor="middle")
    if panel.service:
        service = say["service"].format(service=panel.service)
        named.words(service, middle, inner, sizes(44, 40, 36), lines=2, anchor="middle")
    named.words(panel.period, middle, inner, sizes(44, 40, 36), lines=2, anchor="middle")
    named.gap(20)
    thanks = Stack()
    thanks.gap(20)
    thanks.words(say["thanks"], middle, inner, sizes(36), lines=5, anchor="middle", ink=_WHITE)
    thanks.gap(22)
    return _Sheet(head, named, _respondents(panel, inner, sizes(36)[0]), thanks)


def _respondents(panel: Panel, inner: int, size: int) -> Stack:
    """Lay out who answered, and when; a label beside each, where there is anything to say."""
    say, stack = phrases(panel.lang, "panel"), Stack()
    stack.gap(20)
    at, room = _MARGIN + _LABELS, inner - _LABELS
    rows = (
        (say["number"], [panel.respondents.text]),
        (say["sex"], [_counted(one, panel) for one in panel.sexes]),
        (say["education"], [_counted(one, panel) for one in panel.education]),
    )
    if any(any(parts) for _, parts in rows):
        stack.words(say["respondents"], _MARGIN, inner, (size,), lines=1, bold=True)
        stack.gap(4)
    for label, parts in rows:
        if any(parts):
            _beside(stack, label, size)
            stack.flow(parts, at, room, size)
            stack.gap(4)
    if panel.indices:
        _beside(stack, say["indices"], size)
        stack.flow(panel.indices, at, room, size)
        stack.gap(4)
    if panel.surveyed:
        _beside(stack, say["surveyed"], size)
        stack.words(panel.surveyed, at, room, (size,), lines=2)
    if panel.weight:
        stack.gap(8)
        weight = say["weight"].format(weight=panel.weight)
        stack.words(weight, _MARGIN, inner, (22,), lines=1)
    stack.gap(16)
    return stack


def _beside(stack: Stack, label: str, size: int) -> None:
    """Write a label on the line that comes next."""
    before = stack.height
    sizes = tuple(range(size, 11, -1))
    stack.words(label, _MARGIN, _LABELS - 20, sizes, lines=1, bold=True)
    written = stack.lines[-1]
    stack.lines[-1] = replace(written, top=before + ASCENT * (size - written.size))
    stack.height = before


def _counted(one: PanelCount, panel: Panel) -> str:
    return phrases(panel.lang, "panel")["count"].format(name=one.name, number=one.number.text)


def _draw(canvas: Canvas, panel: Panel, sheet: _Sheet, height: Fraction, logo: str | None) -> None:
    """Draw the sheet from top to bottom, the index and the grade in the room that is left."""
    width = canvas.width
    canvas.rect(0, 0, width, sheet.head.height, _DARK)
    if logo is not None:
        top = (sheet.head.height - _LOGO) / 2
        canvas.rect(_MARGIN, top, _LOGO, _LOGO, _WHITE)
        canvas.image(_MARGIN + 8, top + 8, _LOGO - 16, _LOGO - 16, logo)
    sheet.head.draw(canvas, 0)
    room = height - sheet.height
    cards = min(room, Fraction(_TALLEST))
    spare = (room - cards) / 3
    top = sheet.head.height + spare
    sheet.named.draw(canvas, top)
    top += sheet.named.height
    _cards(canvas, panel, top, cards)
    top += cards + spare
    sheet.told.draw(canvas, top)
    top = height - sheet.thanks.height
    canvas.rect(0, top, width, sheet.thanks.height, _DARK)
    sheet.thanks.draw(canvas, top)


def _cards(canvas: Canvas, panel: Panel, top: Fraction, tall: Fraction) -> None:
    """Draw the index and the grade, each as large as its card lets it be."""
    say = phrases(panel.lang, "panel")
    inner = Fraction(canvas.width - 2 * _MARGIN)
    wide = inner * 60 / 100
    canvas.rect(_MARGIN, top, wide, tall, _DARK)
    _card(canvas, (say["index"], panel.index.text, ""), Fraction(_MARGIN), wide, top, tall, _WHITE)
    left, rest = _MARGIN + wide + 20, inner - wide - 20
    for x, y, across, down in (
        (left, top, rest, Fraction(6)), (left, top + tall - 6, rest, Fraction(6)),
        (left, top, Fraction(6), tall), (left + rest - 6, top, Fraction(6), tall),
    ):  # fmt: skip
        canvas.rect(x, y, across, down, _DARK)
    _card(canvas, (say["mutu"], panel.mutu, panel.kinerja.upper()), left, rest, top, tall, "text")


def _card(
    canvas: Canvas, words: tuple[str, str, str], left: Fraction, wide: Fraction, top: Fraction, tall: Fraction, ink: str
) -> None:
    """Draw a card: a label, what is read from afar, and a word below it."""
    label, figure, below = words
    room, centre = wide - 28, left + wide / 2
    above, foot = Stack(), Stack()
    above.gap(16)
    above.words(label, centre, room, (44, 40, 36, 34, 32, 28), lines=1, bold=True, anchor="middle", ink=ink)
    foot.words(below, centre, room, (56, 50, 44, 38, 32), lines=2, bold=True, anchor="middle", ink=ink)
    foot.gap(14)
    free = tall - above.height - foot.height
    sizes = tuple(range(int(free / TALL), 11, -2)) or (12,)
    size = largest(figure, room, sizes, 1, bold=True)
    big = Stack()
    big.words(figure, centre, room, (size,), lines=1, bold=True, anchor="middle", ink=ink)
    above.draw(canvas, top)
    big.draw(canvas, top + above.height + (free - big.height) / 2)
    foot.draw(canvas, top + tall - foot.height)
