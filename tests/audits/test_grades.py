"""Printed grades: which bands hold for a table, and what a figure's grade may be."""

from __future__ import annotations

from typing import Any

import pytest

from ikm.audits.grades import grades_of
from ikm.audits.table import table_of


def table(rows: list[Any], **more: Any) -> Any:
    return table_of({"ikm": "80,00", "elements": rows, **more})


@pytest.mark.parametrize(
    ("elements", "regulation", "usual"),
    [
        (9, None, "permenpanrb-14-2017"),
        (9, "KEP/25/M.PAN/2/2004", "kep-25-2004"),
        (9, "PermenPANRB 14 Tahun 2017", "permenpanrb-14-2017"),
        (14, None, "kep-25-2004"),
        (14, "PermenPANRB 14 Tahun 2017", "permenpanrb-14-2017"),
        (14, "Perwal 3/2020", "kep-25-2004"),
        (13, None, "permenpanrb-14-2017"),
        (15, None, "permenpanrb-14-2017"),
    ],
)
def test_the_bands_in_force_are_those_of_2004_for_fourteen_elements(
    elements: int, regulation: str | None, usual: str
) -> None:
    assert grades_of(table(["3,20"] * elements, regulation=regulation)).usual == usual


def test_where_several_bands_give_every_grade_those_in_force_are_named() -> None:
    # 3,90 is an A by all of them.
    rows = [{"nrr": "3,90", "grade": "A"}]
    assert grades_of(table(rows * 9)).scheme == "permenpanrb-14-2017"
    assert grades_of(table(rows * 14)).scheme == "kep-25-2004"
    assert grades_of(table(rows * 9, regulation="KEP/25/M.PAN/2/2004")).scheme == "kep-25-2004"
    assert grades_of(table(["3,90"] * 9)).scheme is None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # 3,064 is 76,59 … 76,61, on both sides of 76,61; 3,065 is above.
        ({"nrr": "3,064"}, ("C", "B")),
        ({"nrr": "3,063"}, ("C",)),
        ({"nrr": "3,065"}, ("B",)),
        # 76,60 stands for what is less than 76,605: the index is 76,60, under 76,61; of one decimal it may be 76,61.
        ({"converted": "76,60"}, ("C",)),
        ({"converted": "76,600"}, ("C",)),
        ({"converted": "76,6"}, ("C", "B")),
        ({"converted": "76,61"}, ("B",)),
        # Of both the wider bounds: 3,065 is 76,61 … 76,64.
        ({"nrr": "3,065", "converted": "76,60"}, ("C", "B")),
        # Of counts the mean itself: 3 of 4 answered by a 3 and one by a 4 is 81,25.
        ({"counts": [0, 0, 3, 1]}, ("B",)),
        ({"counts": [0, 0, 1, 3]}, ("A",)),
        ({"counts": [4, 0, 0, 0]}, ("D",)),
        ({"sum": 13, "n": 4}, ("B",)),
    ],
)
def test_a_grade_may_be_any_that_the_printed_figure_allows(row: dict[str, Any], expected: tuple[str, ...]) -> None:
    held = grades_of(table([{**row, "grade": "B"}], n=4)).grades
    assert [(one.code, one.printed, one.expected) for one in held] == [("U1", "B", expected)]
    assert held[0].right is ("B" in expected)


def test_a_grade_without_a_figure_and_what_is_no_grade_are_passed_over() -> None:
    rows = [{"sum": 13, "grade": "B"}, {"nrr": "3,20", "grade": "cukup sekali"}, {"nrr": "3,20"}]
    assert grades_of(table(rows)).grades == ()
    whole = grades_of(table(["3,20"], grade="Baik")).grades
    assert [(one.code, one.printed, one.expected) for one in whole] == [("IKM", "B", ("B",))]


@pytest.mark.parametrize(
    ("ikm", "expected"),
    [("88,30", "B"), ("88,31", "A"), ("76,60", "C"), ("76,61", "B"), ("64,99", "D"), ("65,00", "C")],
)
def test_an_index_of_two_decimals_has_the_grade_it_says(ikm: str, expected: str) -> None:
    assert grades_of(table(["3,20"], ikm=ikm, grade="A")).grades[0].expected == (expected,)


@pytest.mark.parametrize(
    ("row", "scheme"),
    [
        # Rounded on the scale 1 to 4 the bands begin at 3,53, 3,06 and 2,60; what is less than 3,525 is 3,52 at most.
        ({"nrr": "3,524", "grade": "A"}, None),
        ({"nrr": "3,525", "grade": "A"}, "rounded-1-4"),
        ({"converted": "88,12", "grade": "A"}, None),
        ({"converted": "88,13", "grade": "A"}, "rounded-1-4"),
        ({"nrr": "3,054", "grade": "B"}, None),
        ({"nrr": "3,055", "grade": "B"}, "rounded-1-4"),
        ({"nrr": "2,594", "grade": "C"}, None),
        ({"nrr": "2,596", "grade": "C"}, "rounded-1-4"),
        ({"counts": [0, 0, 19, 21], "grade": "A"}, "rounded-1-4"),
    ],
)
def test_bounds_rounded_on_the_scale_of_means_excuse_what_lies_above_them(
    row: dict[str, Any], scheme: str | None
) -> None:
    # 3,061 graded B is right by these bounds alone, and 2,701 graded C is not by those of 2004.
    others = [{"nrr": "3,061", "grade": "B"}, {"nrr": "2,701", "grade": "C"}]
    assert grades_of(table([row, *others])).scheme == scheme


def test_means_of_two_decimals_below_a_rounded_bound_are_not_excused_by_it() -> None:
    rows = [{"nrr": "3,52", "grade": "A"}, {"nrr": "3,10", "grade": "B"}, {"nrr": "3,27", "grade": "B"}]
    found = grades_of(table(rows, ikm="88,00", grade="B"))
    assert (found.scheme, [one.right for one in found.grades]) == (None, [False, True, True, True])
