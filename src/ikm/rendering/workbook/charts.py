"""Charts: Excel's own, drawn from figures that stand on a sheet of their own.

A chart takes everything from cells, its words too: a text that is given to a chart itself is taken for a formula when
it begins as one.  Bars are labelled with the text of the report, so that a chart never rounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikm.regulation import round_half_up
from ikm.rendering.charts import palette
from ikm.rendering.charts.palette import BAR
from ikm.rendering.workbook.formats import plain_text
from ikm.reports import ElementFigure, SharesFigure, TrendFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from ikm.rendering.workbook.formats import Styles
    from ikm.reports import BarFigure, Figure

__all__ = ["ChartBook"]

_ROW = 20
"""The height of a row, in pixels."""

_INDEX = {"color": "#111827", "width": 2}
_BOUNDS = ("long_dash", "dash", "round_dot", "long_dash_dot")
_GRADED = {"A": BAR, "B": "#3F8F6B", "C": "#C99A2E", "D": "#B4552D"}
_LONG_NAME, _LONGEST_NAME = 16, 60
_SMALL = 0.045
"""A share too small for a label."""

_FONT = {"name": "Arial", "size": 8}
_FIRST = 2
"""The row of the first cell of the figures."""

_HEADS = 40
_ROOM = 1.25
"""So many times the longest bar leaves room for its label."""

_CROWDED = 12
_HIGHEST = 1000


def _shown(value: Fraction | None, decimals: int = 2) -> float | None:
    """Round a value as it is shown."""
    return None if value is None else float(round_half_up(value, decimals))


class ChartBook:
    """The charts of a workbook, and the cells they are drawn from.

    Parameters
    ----------
    book : xlsxwriter.Workbook
        The workbook.
    sheet : str
        The name of the sheet that has the figures.
    bound : str
        How the lower bound of a grade is named.
    """

    def __init__(self, book: Any, sheet: str, bound: str) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._book, self._sheet, self._bound = book, sheet, bound
        self._rows: list[tuple[str, Sequence[str | float | None]]] = []

    def insert(self, paper: Any, row: int, figure: Figure, width: int) -> int:  # noqa: ANN401 - xlsxwriter has no types
        """Put the chart of a figure on a sheet, and give how many rows it covers."""
        if isinstance(figure, SharesFigure):
            chart, tall = self._shares(figure)
        elif isinstance(figure, ElementFigure):
            chart, tall = self._elements(figure)
        elif isinstance(figure, TrendFigure):
            chart, tall = self._trend(figure)
        else:
            chart, tall = self._bars(figure)
        tall = min(tall, _HIGHEST)
        chart.set_size({"width": min(width, 900), "height": tall})
        about = {"description": plain_text(figure.description), "object_position": 1}
        paper.insert_chart(row, 0, chart, about)
        return tall // _ROW + 2

    def write(self, paper: Any, styles: Styles) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Write the cells of all charts."""
        for place, (look, cells) in enumerate(self._rows, _FIRST):
            if look == "note":
                paper.set_row(place, _HEADS)
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and cell:
                    paper.write_string(place, column, cell, styles.of_text(cell, look))
                elif isinstance(cell, float):
                    paper.write_number(place, column, cell, styles("figure", num_format="General"))

    @property
    def drawn(self) -> bool:
        """Whether there is any chart."""
        return bool(self._rows)

    def _lay(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str | float | None]]) -> int:
        """Lay down the cells of a chart, and give the row of its headings; the title stands above it."""
        if self._rows:
            self._rows.append(("plain", ()))
        self._rows += [("caption", [plain_text(title)]), ("note", ["", *map(plain_text, heads)])]
        first = len(self._rows) + _FIRST - 1
        for cells in rows:
            self._rows.append(("plain", [plain_text(cell) if isinstance(cell, str) else cell for cell in cells]))
        return first

    def _column(self, first: int, rows: int, column: int) -> list[str | int]:
        return [self._sheet, first + 1, column, first + rows, column]

    @staticmethod
    def _labels(texts: Iterable[str]) -> list[dict[str, object]]:
        """Label each bar with its text, or with nothing; one that begins as a formula would be taken for one."""
        return [{"delete": True} if not text or text.startswith("=") else {"value": plain_text(text)} for text in texts]

    def _made(self, kind: dict[str, str], first: int) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        chart = self._book.add_chart(kind)
        chart.set_title({"name": [self._sheet, first - 1, 0], "name_font": {"name": "Arial", "size": 11}})
        chart.set_legend({"position": "bottom", "font": _FONT})
        return chart

    def _elements(self, figure: ElementFigure) -> tuple[Any, int]:
        """Elements or groups, and a line at the index of the whole."""
        bars = [(bar.code or bar.name, bar.text, bar.value) for bar in figure.bars]
        if max((len(name) for name, _, _ in bars), default=0) > _LONG_NAME:
            return self._graded(figure)
        whole = figure.index
        lines = [] if whole is None else [(f"{whole.name} {whole.text}", [whole.value] * len(bars))]
        return self._against(figure, bars, lines)

    def _graded(self, figure: ElementFigure) -> tuple[Any, int]:
        """Bars with room for long names: the grade is in the colour and in the label, for lines cannot cross them."""
        names = [bar.code or bar.name for bar in figure.bars]
        texts = [f"{bar.text} {bar.mutu}".strip() for bar in figure.bars]
        rows = [
            (name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…", text, _shown(bar.value))
            for name, text, bar in zip(names, texts, figure.bars, strict=True)
        ]
        first = self._lay(figure.title, ["", figure.title], rows)
        fills = [{"fill": {"color": _GRADED.get(bar.mutu, BAR)}} for bar in figure.bars]
        chart = self._across(first, 2, texts, {"points": fills})
        scale = {"min": float(figure.low), "max": float(figure.high), "num_format": "0", "num_font": _FONT}
        chart.set_x_axis({**scale, "major_gridlines": {"visible": True, "line": {"color": "#E5E7EB"}}})
        return chart, 90 + 24 * len(rows)

    def _trend(self, figure: TrendFigure) -> tuple[Any, int]:
        """One period after the other, and a line from target to target."""
        bars = [(point.label, point.text, point.value) for point in figure.points]
        targets = [point.target for point in figure.points]
        aimed = any(target is not None for target in targets)
        return self._against(figure, bars, [(figure.target_name, targets)] if aimed else [])

    def _against(
        self,
        figure: ElementFigure | TrendFigure,
        bars: Sequence[tuple[str, str, Fraction | None]],
        lines: Sequence[tuple[str, Sequence[Fraction | None]]],
    ) -> tuple[Any, int]:
        """Columns on the converted scale, a line at the lower bound of each grade, and further lines."""
        number = len(bars)
        bounds = [zone for zone in figure.bands if zone.low > figure.low]
        named = [(self._bound.format(mutu=zone.mutu, low=zone.low_text), [zone.low] * number) for zone in bounds]
        looks = [
            {"color": "#4B5563", "width": 1.25, "dash_type": _BOUNDS[n % len(_BOUNDS)]} for n in range(len(bounds))
        ]
        looks += [dict(_INDEX)] * len(lines)
        columns = [[_shown(value) for _, _, value in bars]]
        columns += [[_shown(value) for value in values] for _, values in (*named, *lines)]
        first = self._lay(
            figure.title,
            ["", figure.title, *(name for name, _ in (*named, *lines))],
            [(name, text, *values) for (name, text, _), values in zip(bars, zip(*columns, strict=True), strict=True)],
        )
        chart = self._made({"type": "column"}, first)
        names = self._column(first, number, 0)
        turned = {"rotation": -90} if number > _CROWDED else {}
        chart.add_series(
            {
                "name": [self._sheet, first, 2],
                "categories": names,
                "values": self._column(first, number, 2),
                "fill": {"color": BAR},
                "gap": 60,
                "data_labels": {
                    "value": True,
                    "position": "inside_base",
                    "font": {**_FONT, "color": "#FFFFFF", "bold": True, **turned},
                    "custom": self._labels(text for _, text, _ in bars),
                },
            }
        )
        if looks:
            across = self._book.add_chart({"type": "line"})
            for place, look in enumerate(looks, 3):
                across.add_series(
                    {
                        "name": [self._sheet, first, place],
                        "categories": names,
                        "values": self._column(first, number, place),
                        "line": look,
                        "marker": {"type": "none"},
                    }
                )
            chart.combine(across)
        scale = {"min": float(figure.low), "max": float(figure.high), "num_format": "0", "num_font": _FONT}
        chart.set_y_axis({**scale, "major_gridlines": {"visible": True, "line": {"color": "#E5E7EB"}}})
        chart.set_x_axis({"num_font": _FONT})
        return chart, 280

    def _shares(self, figure: SharesFigure) -> tuple[Any, int]:
        """Bars of 100 per cent, the lowest answer first."""
        levels = len(figure.levels)
        rows = [
            (row.code or row.name, *(_shown(100 * share, 1) for share in row.shares), *row.texts) for row in figure.rows
        ]
        first = self._lay(figure.title, [*figure.levels, *figure.levels], rows)
        chart, number = self._made({"type": "bar", "subtype": "percent_stacked"}, first), len(rows)
        for place, colour in enumerate(palette.levels(levels), 1):
            labels = self._labels(
                row.texts[place - 1] if row.shares[place - 1] >= _SMALL else "" for row in figure.rows
            )
            chart.add_series(
                {
                    "name": [self._sheet, first, place],
                    "categories": self._column(first, number, 0),
                    "values": self._column(first, number, place),
                    "fill": {"color": colour},
                    "border": {"color": "#FFFFFF", "width": 0.5},
                    "gap": 40,
                    "data_labels": {
                        "value": True,
                        "font": {**_FONT, "color": palette.ink_on(colour)},
                        "custom": labels,
                    },
                }
            )
        chart.set_y_axis({"reverse": True, "num_font": _FONT})
        chart.set_x_axis({"num_font": _FONT, "major_gridlines": {"visible": False}})
        return chart, 120 + 26 * number

    def _bars(self, figure: BarFigure) -> tuple[Any, int]:
        """Bars from zero."""
        rows = [(bar.name, bar.text, _shown(bar.value)) for bar in figure.bars]
        chart = self._across(
            self._lay(figure.title, ["", figure.title], rows), 2, [bar.text for bar in figure.bars], {}
        )
        end = _ROOM * max((float(bar.value) for bar in figure.bars), default=0.0) or 1.0
        chart.set_x_axis({"min": 0, "max": end, "major_gridlines": {"visible": False}, "visible": False})
        return chart, 80 + 24 * len(rows)

    def _across(self, first: int, column: int, texts: Sequence[str], more: dict[str, object]) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Draw bars from left to right, the first on top."""
        chart, number = self._made({"type": "bar"}, first), len(texts)
        chart.add_series(
            {
                "name": [self._sheet, first, column],
                "categories": self._column(first, number, 0),
                "values": self._column(first, number, column),
                "fill": {"color": BAR},
                "gap": 40,
                "data_labels": {
                    "value": True,
                    "position": "outside_end",
                    "font": _FONT,
                    "custom": self._labels(texts),
                },
                **more,
            }
        )
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "num_font": _FONT})
        return chart
