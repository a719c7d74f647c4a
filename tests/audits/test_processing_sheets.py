"""Where a processing sheet has its heading and its respondents."""

from __future__ import annotations

import pytest

from ikm.audits.expressions import CellGrid
from ikm.audits.labels import bare_name, is_figure
from ikm.audits.processing import ProcessingSheet, processing_of
from ikm.audits.worksheet import rounded

Cells = dict[tuple[int, int], object]


def row_of(row: int, *cells: object) -> Cells:
    return {(row, column): cell for column, cell in enumerate(cells, 1)}


def found(*rows: Cells, height: int = 99) -> ProcessingSheet | None:
    return processing_of(CellGrid({at: cell for row in rows for at, cell in row.items()}), height, 20)


def sheet(*answers: tuple[object, ...], elements: int = 5, heading: int = 1) -> ProcessingSheet | None:
    """Make a sheet whose means are typed, below answers."""
    rows = [row_of(heading + step, None, *one) for step, one in enumerate(answers, 1)]
    means = row_of(heading + len(answers) + 1, "NRR", *[3] * elements)
    return found(row_of(heading, "No", *(f"U{place}" for place in range(1, elements + 1))), *rows, means)


def test_means_that_are_whole_numbers_are_no_respondent() -> None:
    made = sheet((3, 3, 3, 3, 3), (4, 3, 3, 3, 3))
    assert made is not None
    assert (made.header, made.answers, dict(made.rows)) == (1, (2, 3), {"mean": 4})


def test_a_heading_stands_in_the_first_sixty_rows() -> None:
    assert sheet((3,) * 5, heading=60) is not None
    assert sheet((3,) * 5, heading=61) is None


def test_a_sheet_without_answers_is_none() -> None:
    assert found(row_of(1, "No", "U1", "U2", "U3", "U4", "U5"), row_of(2, "NRR", 3.2, 3.1, 3.5, 3.3, 3.4)) is None


def test_numbers_above_the_heading_are_no_answers() -> None:
    above, head = row_of(1, "Nilai maksimum", 4, 4, 4, 4, 4), row_of(2, "No", "U1", "U2", "U3", "U4", "U5")
    made = found(above, head, row_of(3, 1, 3, 3, 3, 3, 3), row_of(4, "NRR", 3, 3, 3, 3, 3))
    assert made is not None
    assert made.answers == (3,)


def test_four_codes_are_a_heading_and_three_are_none() -> None:
    assert sheet((3,) * 4, elements=4) is not None
    assert sheet((3,) * 3, elements=3) is None


def test_numbers_are_a_heading_where_they_count_beyond_the_answers() -> None:
    answers, means = row_of(2, None, 3, 3, 3, 3, 3), row_of(3, "NRR", 3, 3, 3, 3, 3)
    made = found(row_of(1, "No", 1, 2, 3, 4, 5), answers, means)
    assert made is not None
    assert made.columns == ((2, "U1"), (3, "U2"), (4, "U3"), (5, "U4"), (6, "U5"))
    assert found(row_of(1, "No", 1, 2, 3, 4), answers, means) is None  # may be answers


def test_numbers_that_count_on_belong_to_the_heading_unless_they_may_be_answers() -> None:
    five, four = sheet((1, 2, 3, 4, 5), (3,) * 5), sheet((1, 2, 3, 4), (3,) * 4, elements=4)
    assert five is not None
    assert four is not None
    assert (five.answers, four.answers) == ((3,), (2, 3))


def test_half_of_a_row_must_be_like_answers() -> None:
    made = sheet((3, 4, 3.5, 2.5, None), (3, 2.5, 3.5, None, None), ("4", "x", None, "-", 3), (0, 5, 10, 1, 1))
    assert made is not None
    assert made.answers == (2, 4, 5)


def test_the_first_column_may_number_the_respondents() -> None:
    head = row_of(1, 1, 2, 3, 4, 5, 6)
    rows = [row_of(row, row - 1, 3, 3, 3, 3, 3) for row in range(2, 8)]
    made = found(head, *rows, row_of(8, "NRR", 3, 3, 3, 3, 3))
    assert made is not None
    assert made.columns == ((2, "U1"), (3, "U2"), (4, "U3"), (5, "U4"), (6, "U5"))
    assert made.answers == (2, 3, 4, 5, 6, 7)


def test_texts_that_are_figures_and_names_without_their_code() -> None:
    grid = CellGrid(row_of(1, "75,2 %", "75,2", "IKM : 75,2", "x", "=A9", 3))
    assert [is_figure(grid, 1, column) for column in range(1, 8)] == [True, True, False, False, True, True, False]
    assert [bare_name(one) for one in ("U2 X", "Unsur 2: Biaya", "(2)", "2 Loket")] == ["X", "Biaya", "", "2 Loket"]


@pytest.mark.parametrize(
    ("formula", "decimals"),
    [
        ("=ROUND(A1,2)", 2),
        ("=round(A1;3)", 3),
        ("=SUM(ROUND(A1, 2 ),B1)", 2),
        ("=A1*25", None),
        ("=ROUND(A1,B1)", None),
    ],
)
def test_the_decimals_that_a_formula_rounds_to_are_known(formula: str, decimals: int | None) -> None:
    assert rounded(formula) == decimals
