"""What Google gives of a form: answers to it made by chance, as the CSV of Forms and as the linked sheet's workbook."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.forms import SurveyForm

__all__ = ["Answer", "answers_to", "forms_csv", "sheet_workbook", "stamp"]

Answer = list[Any]
"""The moment a respondent answered, then an answer to each question, in the order of the form."""


def answers_to(form: SurveyForm, respondents: int, seed: int) -> list[Answer]:
    """Answer a form by chance: who is content is so throughout, and comments are left out now and then."""
    chance = random.Random(seed)
    rows: list[Answer] = []
    for number in range(respondents):
        moment = dt.datetime(2026, 1, 5, 8) + dt.timedelta(hours=5 * number, seconds=chance.randrange(3600))  # noqa: DTZ001 - as a form writes it
        mood = chance.choice([(1, 3, 6, 2), (0, 1, 6, 5), (3, 4, 3, 1)])
        row: Answer = [moment]
        for ask in form.asked():
            if not ask.choices:
                row.append(
                    chance.choice(["", "Sudah baik", "Tolong dipercepat, ya"]) if ask.role == "comment" else "Izin"
                )
            elif ask.role == "element" and len(ask.choices) == 4:
                row.append(chance.choices(ask.choices, mood)[0])
            else:
                row.append(chance.choice(ask.choices))
        rows.append(row)
    return rows


def stamp(moment: dt.datetime) -> str:
    """Write a moment as Forms does in its CSV."""
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment:%Y/%m/%d} {(moment.hour - 1) % 12 + 1}:{moment:%M:%S} {half} GMT+7"


def forms_csv(titles: Sequence[str], rows: Sequence[Answer], first: str = "Timestamp") -> bytes:
    """Write answers as the CSV that Forms gives: every cell between quotation marks, lines parted by one sign."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([first, *titles])
    writer.writerows([stamp(row[0]), *row[1:]] for row in rows)
    return text.getvalue().removesuffix("\n").encode()


def sheet_workbook(titles: Sequence[str], rows: Sequence[Answer], first: str = "Timestamp") -> bytes:
    """Write answers as the linked sheet is downloaded: the answers, and the blank sheet every new file has."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "d/m/yyyy h:mm:ss"}) as book:
        book.set_properties({"created": dt.datetime(2024, 1, 2)})  # noqa: DTZ001 - a fixed mark
        answers, blank = book.add_worksheet("Form Responses 1"), book.add_worksheet("Sheet1")
        assert blank is not None
        answers.write_row(0, 0, [first, *titles])
        for number, row in enumerate(rows, 1):
            answers.write_row(number, 0, [None if cell == "" else cell for cell in row])
    return out.getvalue()
