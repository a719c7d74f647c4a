"""The processing sheet of the regulation, in formulas that compute the index again from the scores.

Each respondent has a row, each element a column; below them stand the sum, the questionnaires that answered, the mean,
the weighted mean and the index.  Where the answers of respondents are left out, how many gave each score takes their
place, and the same rows close it.

A spreadsheet computes in binary.  Two things keep it to the figures of ikm, which are exact.  A sum of averaged scores
(10/3) is brought back to the fraction it is: ``ROUND(SUM(…)*3,0)/3``.  And the index is rounded twice, because 83,855
may be held as a little less: to ten decimals, which undoes what binary lost, then as the regulation does.  `guard` says
how many decimals the first rounding may leave so that the second is right.

>>> from fractions import Fraction
>>> from ikm.rendering.workbook.processing import divided, guard
>>> guard(Fraction("83.855"), 2), guard(Fraction("83.85499999999"), 2)
(10, 11)
>>> divided("SUM(B6:B141)", [3, 4]), divided("SUM(B6:B141)", [Fraction(10, 3), Fraction(7, 2), 4])
('SUM(B6:B141)', 'ROUND(SUM(B6:B141)*6,0)/6')
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from ikm.regulation import round_half_up
from ikm.rendering.workbook.formats import number_format
from ikm.rendering.workbook.sheets import ReportBook, SheetWriter, free_name
from ikm.rendering.workbook.widths import height, measured, reaching

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.reports import Processing

__all__ = ["divided", "guard", "processing_sheet", "ratio"]

_ELEMENT = 8.0
_WIDEST = 14.0
_PAGE = 92.0
_FIRST_GUARD, _LAST_GUARD = 10, 13
_SHORT = 6
"""So many decimals are written out; a weight of more is a fraction."""

Score = Fraction | int | None


def guard(exact: Fraction, decimals: int) -> int:
    """Give the decimals a first rounding may leave, so that the second gives what one rounding of the exact gives."""
    right = round_half_up(exact, decimals)
    for digits in range(_FIRST_GUARD, _LAST_GUARD):
        if round_half_up(Fraction(round_half_up(exact, digits)), decimals) == right:
            return digits
    return _LAST_GUARD


def divided(formula: str, scores: Iterable[Score]) -> str:
    """Give the formula of a sum, brought back to the fraction it is where binary cannot hold one of its scores."""
    parts = lcm(*{score.denominator for score in scores if score is not None})
    return formula if parts & (parts - 1) == 0 else f"ROUND({formula}*{parts},0)/{parts}"


def ratio(exact: Fraction) -> tuple[str | None, str]:
    """Give the formula of a weight, None where it is a short decimal, and the number format that shows it."""
    for decimals in range(_SHORT + 1):
        if Fraction(round_half_up(exact, decimals)) == exact:
            return None, number_format(decimals)
    digits = "?" * len(str(exact.denominator))
    return f"={exact.numerator}/{exact.denominator}", f"{'?' * len(str(exact.numerator))}/{digits}"


class _Processed:
    """The sheet while it is written; ``rows`` names the closing ones."""

    def __init__(self, made: ReportBook, processing: Processing) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - only a workbook needs it

        self.cell = xl_rowcol_to_cell
        self.made, self.processing, self.say = made, processing, {**made.say, **processing.words}
        self.many = len(processing.elements)
        names = [self.say[row] for row in ("total_row", "filled_row", "nrr_row", "weighted_row", "weight_cell")]
        codes = [max(_ELEMENT, min(_WIDEST, 1.1 * measured(one.code) + 2)) for one in processing.elements]
        widths = [max(map(measured, names)) + 3, *codes, 12.0]
        while sum(widths) < _PAGE:
            widths.append(min(12.0, max(7.0, _PAGE - sum(widths))))
        own = processing.words.get("sheet")
        self.sheet = SheetWriter(made, "pengolahan" if own is None else free_name(made, own), widths)
        self.paper, self.styles = self.sheet.paper, made.styles
        self.end = self.many + 1

    def head(self) -> None:
        """Write the title, the weight in its named cell, and the headings."""
        sheet, say, processing = self.sheet, self.say, self.processing
        rows = bool(processing.scores)
        sheet.line(say["processing_title" if rows else "processing_counts_title"], "title", scale=1.6)
        if self.made.report.subtitle:
            sheet.line(self.made.report.subtitle, "subtitle", scale=1.1)
        if not rows:
            sheet.line(say["processing_counts_note"], "note")
        if processing.weight is not None:
            sheet.put(sheet.row, 0, 0, say["weight_cell"], "lined", "cell")
            self.number(sheet.row, 1, processing.weight, *ratio(processing.weight))
            place = self.cell(sheet.row, 1, row_abs=True, col_abs=True)
            name = sheet.paper.get_name().replace("'", "''")
            self.made.book.define_name(say["weight_defined"], f"='{name}'!{place}")
            sheet.row += 1
        codes = [
            (element.code, width / 1.1) for element, width in zip(processing.elements, sheet.widths[1:], strict=False)
        ]
        sheet.tall(height(codes))
        sheet.put(sheet.row, 0, 0, say["respondent" if rows else "level"], "head")
        for place, element in enumerate(processing.elements, 1):
            sheet.put(sheet.row, place, place, element.code, "head")
        sheet.put(sheet.row, self.end, self.end, say["sum_column"], "head")
        sheet.row += 1
        self.paper.freeze_panes(sheet.row, 1)
        self.paper.repeat_rows(sheet.row - 1)

    def number(self, row: int, column: int, exact: Fraction, formula: str | None, shown: str, *looks: str) -> None:
        """Write a number, or a formula with its exact result beside it."""
        style = self.styles("lined", "figure", *looks, num_format=shown)
        if formula is None:
            self.paper.write_number(row, column, float(exact), style)
        else:
            self.paper.write_formula(row, column, formula, style, float(exact))

    def scores(self) -> None:
        """Write the scores of each respondent."""
        whole, part = (self.styles("lined", "middle", num_format=shown) for shown in ("0", "0.00"))
        row, number, blank = self.sheet.row, self.paper.write_number, self.paper.write_blank
        end = self.end
        for place, scores in enumerate(self.processing.scores, 1):
            number(row, 0, place, whole)
            for column, score in enumerate(scores, 1):
                if score is None:
                    blank(row, column, None, whole)
                elif score.denominator == 1:
                    number(row, column, int(score), whole)
                else:
                    number(row, column, float(score), part)
            blank(row, end, None, whole)
            row += 1
        self.sheet.row = row

    def counts(self, levels: Sequence[Fraction]) -> None:
        """Write how many gave each score."""
        for level in levels:
            shown = number_format(0 if level.denominator == 1 else 2)
            self.number(self.sheet.row, 0, level, None, shown, "middle")
            for column, element in enumerate(self.processing.elements, 1):
                self.number(self.sheet.row, column, Fraction(dict(element.counts).get(level, 0)), None, "#,##0")
            self.paper.write_blank(self.sheet.row, self.end, None, self.styles("lined", "figure"))
            self.sheet.row += 1

    def close(self, first: int, levels: Sequence[Fraction]) -> None:
        """Write the rows that close the table."""
        processing, rows = self.processing, bool(self.processing.scores)
        last, at = self.sheet.row - 1, self.sheet.row
        own = processing.weight is None
        named = ["total_row", "filled_row", "nrr_row", *(["weight_row"] if own else []), "weighted_row"]
        place = {name: at + n for n, name in enumerate([*named, "index_row"])}
        for name, row in place.items():
            self.sheet.put(row, 0, 0, self.say[name], "lined", "cell", "total")
            if name != "index_row":
                self.paper.write_blank(row, self.end, None, self.styles("lined", "total"))
        for column, element in enumerate(processing.elements, 1):

            def here(name: str, column: int = column) -> str:
                return str(self.cell(place[name], column))

            span = f"{self.cell(first, column)}:{self.cell(last, column)}"
            if rows:
                total = divided(f"SUM({span})", {scores[column - 1] for scores in processing.scores})
                filled = f"COUNT({span})"
            else:
                scale = f"{self.cell(first, 0, col_abs=True)}:{self.cell(last, 0, col_abs=True)}"
                total, filled = divided(f"SUMPRODUCT({scale},{span})", levels), f"SUM({span})"
            shown = number_format(0 if element.total.denominator == 1 else 2)
            self.number(place["total_row"], column, element.total, f"={total}", shown, "total")
            self.number(place["filled_row"], column, Fraction(element.filled), f"={filled}", "#,##0", "total")
            mean = f"={here('total_row')}/{here('filled_row')}"
            self.number(place["nrr_row"], column, element.nrr, mean, "0.000", "total")
            if own:
                self.number(place["weight_row"], column, element.weight, *ratio(element.weight), "total")
            weight = here("weight_row") if own else self.say["weight_defined"]
            weighted = f"={here('nrr_row')}*{weight}"
            self.number(place["weighted_row"], column, element.nrr_weighted, weighted, "0.000", "total")
        self._index(place)
        self.sheet.row = place["index_row"] + 2

    def _index(self, place: dict[str, int]) -> None:
        processing, row = self.processing, place["weighted_row"]
        decimals = self.made.report.headline.decimals
        total = f"=SUM({self.cell(row, 1)}:{self.cell(row, self.many)})"
        self.number(row, self.end, processing.nrr_weighted, total, '0.000" *)"', "total")
        factor = processing.factor
        times = str(factor) if factor.denominator == 1 else f"{factor.numerator}/{factor.denominator}"
        exact = f"ROUND({self.cell(row, self.end)}*{times},{guard(processing.index, decimals)})"
        index = Fraction(round_half_up(processing.index, decimals))
        if self.many > 1:
            self.paper.merge_range(
                place["index_row"], 1, place["index_row"], self.many, "", self.styles("lined", "total")
            )
        shown = f'0.{"0" * decimals}" **)"'
        self.number(place["index_row"], self.end, index, f"=ROUND({exact},{decimals})", shown, "total")

    def legend(self) -> None:
        """Write the footnotes, the names of the elements, the table of grades, and where to sign."""
        sheet, say, first = self.sheet, self.say, self.sheet.row
        sheet.line(say["footnotes"], "caption")
        for note in self.processing.footnotes:
            sheet.line(note, "text")
        sheet.gap()
        sheet.line(say["element_names"], "caption")
        for element in self.processing.elements:
            rest = sum(sheet.widths[1:])
            sheet.tall(height([(element.name, rest)]))
            sheet.put(sheet.row, 0, 0, element.code, "lined", "middle")
            sheet.put(sheet.row, 1, sheet.last, element.name, "lined", "cell")
            sheet.row += 1
        sheet.gap()
        sheet.table(self.processing.bands)
        self._signature()
        sheet.keep_from(first)

    def _signature(self) -> None:
        sheet = self.sheet
        texts = [self.say[f"signed_{part}"] for part in ("place", "office", "name", "number")]
        wanted = max(map(measured, texts)) + 2
        first = next(place for place in range(sheet.last, -1, -1) if sum(sheet.widths[place:]) >= wanted or not place)
        end = reaching(sheet.widths, first, wanted)
        for part, text in enumerate(texts):
            sheet.row += 3 if part == 2 else 0
            sheet.put(sheet.row, first, max(end, first), text)
            sheet.row += 1


def processing_sheet(made: ReportBook, processing: Processing) -> Any:  # noqa: ANN401 - xlsxwriter has no types
    """Write the processing sheet."""
    sheet = _Processed(made, processing)
    levels = sorted({level for element in processing.elements for level, _ in element.counts})
    sheet.head()
    first = sheet.sheet.row
    if processing.scores:
        sheet.scores()
    else:
        sheet.counts(levels)
    sheet.close(first, levels)
    sheet.legend()
    return sheet.paper
