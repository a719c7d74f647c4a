"""Several questions: their means as one byte a respondent and element, and what is more than a byte holds."""

from __future__ import annotations

from fractions import Fraction

import pytest

import ikm

COLUMNS = 18


def means(questions: int) -> tuple[list[list[int | None]], set[Fraction]]:
    """Make respondents of whom each answers some questions about one element, in every sum there may be."""
    rows: list[list[int | None]] = []
    for answered in range(1, questions + 1):
        for total in range(answered, 4 * answered + 1):
            low, more = divmod(total, answered)
            rows.append([*[low + 1] * more, *[low] * (answered - more), *[None] * (questions - answered)])
    return rows, {Fraction(sum(filter(None, row)), len(row) - row.count(None)) for row in rows}


@pytest.mark.parametrize(("questions", "possible"), [(2, True), (16, True), (COLUMNS, False)])
def test_means_that_no_byte_tells_apart_are_refused(questions: int, possible: bool) -> None:
    rows, different = means(questions)
    table = [["Prosedur", *(f"Waktu {number}" for number in range(questions))], *([3, *row] for row in rows)]
    chosen = {"waktu": list(range(2, questions + 2))}
    assert (len(different) <= 255) is possible
    if possible:
        responses = ikm.load(table, columns=chosen)
        assert {responses.levels[code - 1] for code in responses.codes["waktu"]} == different
    else:
        with pytest.raises(ikm.OptionError, match="18 columns of one element"):
            ikm.load(table, columns=chosen)
