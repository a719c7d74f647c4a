"""Closing rows: which row is what, by its words and its figures; respondents stand in the rows 2, 3 and 4."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ikm.audits.closing import closing_of
from ikm.audits.expressions import CellGrid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.audits.closing import Place

ANSWERED = (2, 3, 4)
NINE = (3, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.7, 3.8)
WEIGHTED = tuple(f"={letter}5/9" for letter in "BCDEFGHIJ")


def closed(*rows: Sequence[object], elements: int = 9, first: int = 2) -> tuple[dict[str, int], dict[str, Place]]:
    """Close a table whose elements begin in the second column, with rows from the fifth on: a name, then cells."""
    cells = {(row, column): cell for row, one in enumerate(rows, 5) for column, cell in enumerate(one, 1)}
    columns = [(first + place, f"U{place + 1}") for place in range(elements)]
    return closing_of(CellGrid(cells), columns, ANSWERED, (1, 4 + len(rows)))


def test_each_row_is_known_by_its_words_and_figures() -> None:
    assert closed(
        ["Jumlah nilai", 9, 9, 9, 9, 9, 9, 9, 10, 10],
        ["NRR", *NINE],
        ["NRR", *(f"={letter}6/9" for letter in "BCDEFGHIJ"), "=SUM(B7:J7)"],
        ["NRR", *(f"={letter}6*25" for letter in "BCDEFGHIJ")],
        ["IKM", *[None] * 9, "=K7*25"],
    ) == ({"sum": 5, "mean": 6, "weighted": 7, "converted": 8}, {"total": (7, 11), "index": (9, 11)})


@pytest.mark.parametrize(
    ("name", "figures", "kind"),
    [
        ("NRR", (3.2, 3.1, 3, 0.3, 0.3), "mean"),  # the one in the middle decides, not two that are wrong
        ("NRR", (0.64, 0.6, 0.6, 3.2, 3.1), "weighted"),
        ("Jumlah", (10, 11, 12, 12.5, 13.5), "sum"),  # most are whole numbers
        ("Jumlah", (10, 11, 12.5, 13.5, 14.5), None),
        ("Jumlah", (3, 3, 3, 3, 3), None),  # no sum of three answers, but how many answered
        ("Jumlah", (4, 4, 4, 4, 4), "sum"),
        ("Jumlah responden", (12, 12, 12, 12, 12), None),
        ("Nilai 4", (1, 2, 3, 2, 1), None),  # how many gave a 4
        ("Nilai unsur", (3.2, 3.1, 3.5, 3.25, 3.75), "mean"),
        ("Nilai sangat baik", ("=COUNTIF(A1:Z99,2)",) * 5, None),
        ("Nilai sangat baik", ("=countif(A1:Z99,2)",) * 5, None),
        ("Nilai konversi", (80, 75, 90, 85, 70), "converted"),
        ("IKM per unsur", (80, 75, 90, 85, 70), "converted"),
        ("Bobot", (0.2, 0.2, 0.2, 0.2, 0.2), "weight"),
        ("Bobot", (0.64, 0.62, 0.7, 0.65, 0.75), "weighted"),
        ("Jumlah", ("=VLOOKUP(1,A1:B2,2)",) * 5, "sum"),  # not known: its words decide
    ],
)
def test_figures_decide_where_words_do_not(name: str, figures: tuple[object, ...], kind: str | None) -> None:
    cells = {(20 + row, 20 + column): 2 for row in range(5) for column in range(5)}  # 25 of them, to count
    cells |= {(5, column): figure for column, figure in enumerate((name, *figures), 1)}  # type: ignore[misc]
    columns = [(place, f"U{place - 1}") for place in range(2, 7)]
    rows, _ = closing_of(CellGrid(cells), columns, ANSWERED, (1, 5))
    assert rows == ({} if kind is None else {kind: 5})


def test_a_row_has_figures_for_half_of_the_elements_at_least() -> None:
    assert closed(["NRR", 3.1, 3.2, 3.3, 3.4], elements=8)[0] == {"mean": 5}
    assert closed(["NRR", 3.1, 3.2, 3.3, 3.4], elements=9)[0] == {}
    assert closed(["NRR", 3.1, 3.2, 3.3], elements=9)[0] == {}


def test_an_index_of_a_row_with_its_arithmetic() -> None:
    assert closed(["IKM", 2.99, 25, 74.75])[1] == {"index": (5, 4)}
    assert closed(["IKM", 25])[1] == {"index": (5, 2)}  # every answer is 1
    assert closed(["IKM", 80, 81, 82, 83], elements=8)[1] == {}  # of the elements
    assert closed(["IKM", *[110] * 9])[1] == {}


def test_a_number_before_the_name_is_no_figure() -> None:
    cells = {(5, 1): 75, (5, 2): "Nilai", (5, 3): "IKM", (5, 13): 80}
    columns = [(place, f"U{place - 3}") for place in range(4, 13)]
    assert closing_of(CellGrid(cells), columns, ANSWERED, (1, 5))[1] == {"index": (5, 13)}


def test_a_name_in_two_cells_is_one() -> None:
    cells: dict[tuple[int, int], object] = {(5, 1): "Nilai", (5, 2): "/ Unsur"}
    cells |= {(5, column): 10 for column in range(3, 12)}
    columns = [(place, f"U{place - 2}") for place in range(3, 12)]
    assert closing_of(CellGrid(cells), columns, ANSWERED, (1, 5))[0] == {"sum": 5}


def test_what_stands_beyond_the_elements() -> None:
    means = ["NRR", *NINE]
    total = "=SUM(B6:J6)"
    assert closed(means, ["NRR tertimbang", *WEIGHTED, total, "=K6*25"])[1] == {"total": (6, 11), "index": (6, 12)}
    assert closed(means, ["NRR tertimbang", *WEIGHTED, 85])[1] == {"index": (6, 11)}
    assert closed(means, ["NRR tertimbang", *WEIGHTED, 9.99])[1] == {"total": (6, 11)}
    assert closed(means, ["Nilai konversi", *[100] * 9, 100])[1] == {"index": (6, 11)}
    assert closed(means, ["NRR tertimbang", *WEIGHTED, *[None] * 59, 3.3])[1] == {"total": (6, 70)}
    assert closed(means, ["NRR tertimbang", *WEIGHTED, *[None] * 60, 3.3])[1] == {}


def test_an_index_that_is_named_beside_the_table() -> None:
    means, gap = ["NRR", *NINE], [None] * 11
    assert closed(means, [*gap, "IKM", 80])[1] == {"index": (6, 13)}
    assert closed(means, [*gap, "IKM"], [*gap, 80])[1] == {"index": (7, 12)}
    assert closed(means, [*gap, "IKM"], [None], [*gap, 80])[1] == {"index": (8, 12)}
    assert closed(means, [*gap, "IKM : 80,25"])[1] == {"index": (6, 12)}
    assert closed(means, [*gap, "Target IKM", 80])[1] == {}
    assert closed(means, ["IKM", 85.1], [*gap, "IKM", 80])[1] == {"index": (6, 2)}  # the table's own goes first


def test_grades_of_elements_of_the_index_and_of_a_legend() -> None:
    means = ["NRR", *NINE]
    assert closed(means, ["Mutu", *"BBBB"], elements=8) == ({"mean": 5, "grade": 6}, {})
    assert closed(means, ["Mutu", *"BBB"]) == ({"mean": 5}, {"grade": (6, 2)})
    assert closed(means, ["Mutu", *"BBBBBBBBB", "A"]) == ({"mean": 5, "grade": 6}, {"grade": (6, 11)})
    assert closed(means, ["Mutu", "A"], ["Mutu", "B"])[1] == {"grade": (6, 2)}
    assert closed(means, ["Mutu", "A"], ["Mutu", "B"], ["Mutu", "C"])[1] == {}
    assert closed(means, ["Mutu Pelayanan : A (Sangat Baik) : 88,31 - 100,00"])[1] == {}
    assert closed(means, ["Mutu", "Baik (76,61 - 88,30)"])[1] == {}


def test_weights_may_stand_above_the_answers() -> None:
    cells: dict[tuple[int, int], object] = {(2, 1): "Bobot", (6, 1): "NRR"}
    cells |= {(row, column): figure for row, figure in ((2, 0.111), (6, 3.2)) for column in range(2, 11)}
    columns = [(place, f"U{place - 1}") for place in range(2, 11)]
    assert closing_of(CellGrid(cells), columns, (3, 4, 5), (1, 6))[0] == {"weight": 2, "mean": 6}
    cells[2, 1] = "NRR"  # means do not
    assert closing_of(CellGrid(cells), columns, (3, 4, 5), (1, 6))[0] == {"mean": 6}


def test_a_row_in_the_midst_of_answers_closes_nothing() -> None:
    cells: dict[tuple[int, int], object] = {(4, 1): "Jumlah", (6, 1): "Rata Siregar", (8, 1): "Rata-rata"}
    cells |= {(row, column): figure for row, figure in ((4, 9), (6, 3), (8, 3)) for column in range(2, 11)}
    columns = [(place, f"U{place - 1}") for place in range(2, 11)]
    assert closing_of(CellGrid(cells), columns, (2, 3, 5, 6, 7, 8), (1, 8))[0] == {"mean": 8}


def test_closing_rows_are_told_from_above_to_below() -> None:
    rows, _ = closed(["NRR", *NINE], ["Jumlah nilai", *[10] * 9], ["Nilai konversi", *[80] * 9])
    assert list(rows.items()) == [("mean", 5), ("sum", 6), ("converted", 7)]


def test_sums_of_which_half_are_no_whole_numbers_are_none() -> None:
    assert closed(["Jumlah", 10, 11, 12, 12.5, 13.5, 14.5], elements=6)[0] == {}
    assert closed(["Jumlah", 10, 11, 12, 13, 13.5, 14.5], elements=6)[0] == {"sum": 5}


def test_a_name_may_stand_under_the_last_element() -> None:
    assert closed([None, None, None, "IKM", 74.75], elements=3)[1] == {"index": (5, 5)}
    assert closed(["Nilai", None, None, "IKM", 74.75], elements=3)[1] == {"index": (5, 5)}


def test_one_respondent_below_a_row_makes_it_close_a_page() -> None:
    cells = {(5, column): cell for column, cell in enumerate(["NRR", *NINE], 1)}
    columns = [(2 + place, f"U{place + 1}") for place in range(9)]
    assert closing_of(CellGrid(cells), columns, (2, 3, 4, 6), (1, 6))[0] == {}
    assert closing_of(CellGrid(cells), columns, (2, 3, 4, 7), (1, 7))[0] == {"mean": 5}


def test_a_grade_stands_behind_the_last_colon_of_its_name() -> None:
    assert closed(["NRR", *NINE], ["Mutu pelayanan (unit: loket): B"])[1]["grade"] == (6, 1)
    assert "grade" not in closed(["NRR", *NINE], ["Mutu pelayanan unit loket"])[1]
