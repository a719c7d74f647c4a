"""Recording: the sheet that answers on paper are copied into, which `ikm score` reads as it is.

Its headings are those of the Google Form, so that both can be scored together.  An answer is the digit printed before
it; every cell offers its choices and refuses others, but for what respondents say of themselves, where another word may
stand.  A blank answer in a row that has been begun is coloured.  The second sheet tells how to fill in the first, and
holds the choices.

>>> from ikm.forms import form_of
>>> form_sheet(form_of("ppid"))[:2]
b'PK'
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from ikm.rendering.workbook import Styles, height, measured, plain_text
from ikm.reports import phrases

if TYPE_CHECKING:
    from ikm.forms import FormQuestion, SurveyForm

__all__ = ["ROWS", "form_sheet"]

ROWS = 500
"""So many rows are prepared."""

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_A4 = 9
_NUMBER, _DAY, _ANSWER, _WORDS, _COMMENT = 9.5, 11.0, 10.0, 15.0, 20.0
"""How wide columns are: of the number, the day, an answer, what respondents say of themselves, and comments."""
_SMALL = 0.85
"""Headings are set smaller than the cells by this."""
_HEAD = 2
"""Above the headings stand the title and what to do; no numbers, which would be taken for codes of elements."""
_FROZEN = 2
"""The number of the questionnaire and its day stay in sight."""
_MESSAGE, _TITLE = 255, 32
"""What Excel takes in the message of a cell, and in its title."""
_FOOTER = 80


def form_sheet(form: SurveyForm) -> bytes:
    """Write the recording sheet of a form.

    Parameters
    ----------
    form : SurveyForm
        What is asked.

    Returns
    -------
    bytes
        An XLSX file without any answer; equal forms give equal bytes.
    """
    import xlsxwriter  # noqa: PLC0415 - only those who ask for a workbook pay for it

    out = io.BytesIO()
    no_programs = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = xlsxwriter.Workbook(out, {"in_memory": True, **no_programs})
    book.set_properties({"created": _MADE, "title": plain_text(form.title)[:255]})
    _Recording(book, form).write()
    book.close()
    return out.getvalue()


class _Recording:
    """The workbook while it is written."""

    def __init__(self, book: Any, form: SurveyForm) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self.form, self.say, self.styles = form, phrases(form.lang, "form"), Styles(book)
        self.answers = book.add_worksheet(self.say["sheet_answers"])
        self.help = book.add_worksheet(self.say["sheet_help"])
        self.asked = form.asked()
        self.numbers = {ask: place for place, ask in enumerate(form.asked("element", "item"), 1)}
        self.lists: dict[FormQuestion, str] = {}

    def write(self) -> None:
        self._help()
        self._head()
        for place, ask in enumerate(self.asked, _FROZEN):
            self._column(place, ask)
        self._print()

    def _head(self) -> None:
        """Write what stands above the rows, and the rows themselves, blank and ruled."""
        sheet, say = self.answers, self.say
        sheet.write_string(
            0, 0, plain_text(say["sheet_titled"].format(title=self.form.title)), self.styles("title", text_wrap=False)
        )
        sheet.write_string(1, 0, say["sheet_line"], self.styles("note", text_wrap=False))
        names = [say["paper_number"], say["paper_date"], *(ask.title for ask in self.asked)]
        widths = [_NUMBER, _DAY, *map(_width, self.asked)]
        for place, (name, width) in enumerate(zip(names, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(_HEAD, place, plain_text(name), self.styles.of_text(name, "head", font_size=8))
        sheet.set_row(_HEAD, _SMALL * height(zip(names, (width / _SMALL for width in widths), strict=True)) + 6)
        self._rows(len(names))
        sheet.freeze_panes(_HEAD + 1, _FROZEN)

    def _rows(self, columns: int) -> None:
        day = self.styles("lined", "middle", num_format="dd/mm/yyyy")
        number, words = (
            self.styles("lined", "middle"),
            self.styles("lined", align="left", valign="vcenter", indent=1, shrink=True),
        )
        looks = [number, day, *(number if self._digits(ask) else words for ask in self.asked)]
        for row in range(_HEAD + 1, _HEAD + 1 + ROWS):
            for column in range(columns):
                self.answers.write_blank(row, column, None, looks[column])
        first = _HEAD + 1
        self.answers.data_validation(first, 1, first + ROWS - 1, 1, {
            "validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1), "ignore_blank": True,
            "error_title": self.say["wrong_title"][:_TITLE], "error_message": self.say["wrong_date"],
        })  # fmt: skip

    @staticmethod
    def _digits(ask: FormQuestion) -> bool:
        return ask.role in ("element", "item")

    def _column(self, place: int, ask: FormQuestion) -> None:
        """Let the cells of a question offer its choices."""
        if not ask.choices:
            return
        first, last = _HEAD + 1, _HEAD + ROWS
        told = "\n".join(
            f"{typed} = {words}" if typed != words else words
            for typed, words in zip(ask.typed, ask.choices, strict=True)
        )
        source: Any = list(range(1, len(ask.choices) + 1)) if ask.typed != ask.choices else f"={self.lists[ask]}"
        number = self.numbers.get(ask)
        self.answers.data_validation(first, place, last, place, {
            "validate": "list", "source": source, "ignore_blank": True,
            "input_title": plain_text(f"{number}. {ask.name}" if number else ask.title)[:_TITLE],
            "input_message": plain_text(told)[:_MESSAGE],
            "error_title": self.say["wrong_title"][:_TITLE], "error_message": self.say["wrong"],
            "error_type": "stop" if self._digits(ask) else "warning",
        })  # fmt: skip
        if self._digits(ask):
            self._missing(place)

    def _missing(self, place: int) -> None:
        """Colour a blank answer in a row that has been begun."""
        from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - only a workbook needs it

        first, last = _HEAD + 1, _HEAD + ROWS
        places = [_FROZEN + self.asked.index(ask) for ask in self.numbers]
        start, end = (xl_rowcol_to_cell(first, one, col_abs=True) for one in (places[0], places[-1]))
        cell = xl_rowcol_to_cell(first, place)
        self.answers.conditional_format(first, place, last, place, {
            "type": "formula", "criteria": f"=AND(COUNTA({start}:{end})>0,ISBLANK({cell}))",
            "format": self.styles("lined", bg_color="#FEF3C7"),
        })  # fmt: skip

    def _help(self) -> None:
        """Write how the sheet is filled in, and every choice; lists of words are offered from here."""
        from xlsxwriter.utility import xl_range_abs  # noqa: PLC0415 - as above

        sheet, say, styles = self.help, self.say, self.styles
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 62)
        sheet.set_column(2, 2, 8)
        sheet.set_column(3, 3, 34)
        sheet.write_string(0, 0, say["help_title"], styles("title", text_wrap=False))
        row = 2
        commands = {"help_5": "help_score", "help_6": "help_both"}
        for key in ("help_1", "help_2", "help_3", "help_4", "help_5", "help_6"):
            text = say[key].format(rows=ROWS)
            sheet.merge_range(row, 0, row, 3, text, styles("text"))
            sheet.set_row(row, height([(text, 100)]))
            row += 1
            if key in commands:
                more = "" if self.form.recognised else say["help_questionnaire"]
                command = say[commands[key]].format(file=say["file_filled"], export=say["file_export"]) + more
                sheet.write_string(row, 1, command, styles("plain", font_name="Courier New"))
                row += 1
        row += 1
        for place, name in enumerate(("", say["help_question"], "", say["help_choices"])):
            sheet.write_string(row, place, name, styles("head"))
        row += 1
        for ask in (ask for ask in self.asked if ask.choices):
            first, last = row, row + len(ask.choices) - 1
            for place, shown in enumerate((str(self.numbers.get(ask, "")), plain_text(ask.title))):
                self._over(first, last, place, shown)
            for typed, words in zip(ask.typed, ask.choices, strict=True):
                sheet.write_string(row, 2, typed if typed != words else "", styles("lined", "middle"))
                sheet.write_string(row, 3, plain_text(words), styles.of_text(words, "lined", "cell"))
                row += 1
            self.lists[ask] = f"'{say['sheet_help']}'!{xl_range_abs(first, 3, row - 1, 3)}"

    def _over(self, first: int, last: int, column: int, shown: str) -> None:
        """Write a text beside several rows of the help."""
        looks = self.styles.of_text(shown, "lined", "cell", valign="vcenter")
        if first < last:
            self.help.merge_range(first, column, last, column, "", looks)
        self.help.write_string(first, column, shown, looks)

    def _print(self) -> None:
        """Set both sheets for A4."""
        foot = plain_text(self.form.title).replace("\n", " ")[:_FOOTER].replace("&", "&&")
        before, between, behind = self.say["paper_page"].replace("{pages}", "{page}").split("{page}")
        for sheet in (self.answers, self.help):
            sheet.set_paper(_A4)
            sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
            sheet.fit_to_pages(1, 0 if sheet is self.answers else 1)
            sheet.set_footer(f"&L&8 {foot}&R&8 {before}&P{between}&N{behind}")
        self.answers.set_landscape()
        self.answers.repeat_rows(_HEAD)
        self.answers.hide_gridlines(2)
        self.answers.activate()


def _width(ask: FormQuestion) -> float:
    """Say how wide the column of a question is: as wide as the longest word of its heading, and as its choices."""
    word = max(map(measured, ask.title.split()), default=0.0) * _SMALL * 1.15 + 1.5
    if ask.role in ("element", "item"):
        return max(_ANSWER, word)
    if not ask.choices:
        return _COMMENT if ask.role == "comment" else _WORDS
    return max(word, min(max(map(measured, ask.choices)) + 3, _WORDS))
