"""Tables of counts: what they count, to the last respondent, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

import ikm
from ikm.tallies import Counts, Tally
from ikm.tallies.tables import read_counts

Rows = list[dict[str, Any]]


def rows(*cells: tuple[Any, ...], names: str = "unit element score n") -> Rows:
    return [dict(zip(names.split(), row, strict=True)) for row in cells]


BLANKS = rows(
    ("b", "U1", 3, 5), ("b", "U1", 4, 7), ("b", "U2", 4, 11), ("b", "U2", None, 1),
    ("a", "biaya", 2, 0), ("a", "U1", 2, 3), ("a", "U2", "7/2", 2), ("a", "U2", 1, 1),
)  # fmt: skip


def plain(score: Any = 4, n: Any = 2, element: Any = "U1", **more: Any) -> Tally:
    return Tally.from_counts([{"element": element, "score": score, "n": n, **more}])


def test_a_table_with_blanks_is_counted_to_the_last_respondent() -> None:
    tally = Tally.from_counts(BLANKS)
    assert (tally.elements, tally.by, tally.low, tally.high) == (("persyaratan", "prosedur"), ("unit",), 1, 4)
    assert (tally.moments, tally.complete_known, dict(tally.faults)) == (False, False, {})
    nothing: dict[str, dict[Any, int]] = {"persyaratan": {}, "prosedur": {}}
    assert dict(tally.groups) == {
        ("a",): Counts(0, 3, nothing, {"persyaratan": {2: 3}, "prosedur": {Fraction(7, 2): 2, 1: 1}}),
        ("b",): Counts(0, 12, nothing, {"persyaratan": {3: 5, 4: 7}, "prosedur": {4: 11}}),
    }


def test_without_a_blank_every_questionnaire_is_complete_and_known_to_be() -> None:
    tally = Tally.from_counts([row for row in BLANKS if row["unit"] == "a"])
    assert tally.complete_known
    assert dict(tally.groups) == {
        ("a",): Counts(
            3, 0, {"persyaratan": {2: 3}, "prosedur": {Fraction(7, 2): 2, 1: 1}}, {"persyaratan": {}, "prosedur": {}}
        )
    }


def test_a_column_complete_tells_complete_from_partial_questionnaires() -> None:
    told = rows(
        (True, "U1", 4, 2), (True, "U2", 3, 2), (False, "U1", 1, 1), (False, "U1", None, 1), (False, "U2", 2, 1),
        (False, "U2", None, 1), names="complete element score n",
    )  # fmt: skip
    tally = Tally.from_counts(told)
    assert (tally.by, tally.complete_known) == ((), True)
    assert dict(tally.groups) == {
        (): Counts(2, 2, {"persyaratan": {4: 2}, "prosedur": {3: 2}}, {"persyaratan": {1: 1}, "prosedur": {2: 1}})
    }
    assert ikm.score(tally, missing="complete", weight="exact").ikm == 87.5


@pytest.mark.parametrize(
    ("complete", "known"),
    [
        (True, 2),
        (np.float32(1), 2),
        ("true", 2),
        ("TRUE", 2),
        ("t", 2),
        ("1", 2),
        (1, 2),
        (np.True_, 2),
        (np.int64(1), 2),
    ],
)
def test_complete_is_told_in_many_ways(complete: Any, known: int) -> None:
    assert plain(complete=complete).total.complete == known


@pytest.mark.parametrize("complete", [False, "false", "F", "0", 0, np.False_])
def test_incomplete_is_told_in_many_ways(complete: Any) -> None:
    told = rows(
        (complete, "U1", 4, 2), (complete, "U1", None, 1), (complete, "U2", 4, 1), (complete, "U2", None, 2),
        names="complete element score n",
    )  # fmt: skip
    assert (Tally.from_counts(told).total.complete, Tally.from_counts(told).total.partial) == (0, 3)


@pytest.mark.parametrize("complete", ["ya", "", None, 2, "truth", math.nan])
def test_what_does_not_tell_whether_they_are_complete_is_refused(complete: Any) -> None:
    with pytest.raises(ikm.OptionError, match="complete is true or false in every row; got"):
        plain(complete=complete)


@pytest.mark.parametrize(
    ("score", "words"),
    [(None, "with a blank"), (5, "with the score 5"), (0, "with the score 0"), ("9/2", "with the score 9/2")],
)
def test_complete_questionnaires_hold_a_score_on_the_scale(score: Any, words: str) -> None:
    with pytest.raises(
        ikm.OptionError, match=f"unit 'a': persyaratan has complete questionnaires {words}. Complete means"
    ):
        plain(score, complete=True, unit="a")
    for end in (1, 4, "7/2"):
        assert plain(end, complete=True).total.complete == 2


@pytest.mark.parametrize(
    ("score", "level"),
    [(4, 4), (4.0, 4), ("4", 4), (" 4 ", 4), ("4.0", 4), (Decimal("2.5"), Fraction(5, 2)), ("7/2", Fraction(7, 2)),
     (Fraction(10, 3), Fraction(10, 3)), ("10/3", Fraction(10, 3)), (" 10/3 ", Fraction(10, 3)),
     (3.015625, Fraction(193, 64)),
     (3.75, Fraction(15, 4)), (np.float64(3.5), Fraction(7, 2)), (np.int8(3), 3), (1, 1), ("8/2", 4)],
)  # fmt: skip
def test_a_score_is_read_exactly(score: Any, level: Any) -> None:
    (found,) = plain(score).total.levels("persyaratan")
    assert (found, type(found)) == (level, type(level))


@pytest.mark.parametrize("score", [3.33, "3.33", 3.2, 3.0078125, np.float64(3.1), Decimal("1.1")])
def test_a_rounded_mean_is_no_score(score: Any) -> None:
    with pytest.raises(ikm.OptionError, match="is a rounded mean; write it as the fraction it is, such as"):
        plain(score)


@pytest.mark.parametrize("score", ["Baik", "1/0", True, "3,5,1", [1], math.inf, "1e999999999"])
def test_a_score_that_is_no_number_is_refused(score: Any) -> None:
    with pytest.raises(ikm.OptionError, match="A score is a number, a fraction such as"):
        plain(score)


@pytest.mark.parametrize("nothing", [None, "", "  ", math.nan, np.nan, pd.NA, pd.NaT])
def test_an_empty_score_is_a_blank(nothing: Any) -> None:
    table = rows(("U1", 4, 1), ("U1", nothing, 2), ("U2", 3, 3), names="element score n")
    tally = Tally.from_counts(table)
    assert (tally.total.blank("persyaratan"), tally.total.filled("persyaratan"), tally.complete_known) == (2, 1, False)


@pytest.mark.parametrize("score", [0, 5, "9/2", "1/2", -1])
def test_a_score_off_the_scale_is_a_fault_and_a_blank(score: Any) -> None:
    table = rows(
        ("U1", 4, 1), ("U1", score, 2), ("U1", None, 1), ("U1", score, 3), ("U2", 3, 7), names="element score n"
    )
    tally = Tally.from_counts(table)
    assert dict(tally.faults) == {("persyaratan", "answer-off-scale"): 5}
    assert (tally.total.filled("persyaratan"), tally.total.blank("persyaratan")) == (1, 6)
    with pytest.raises(ikm.ResponseError, match="5 answers cannot be used"):
        ikm.score(tally)


def test_the_scale_is_one_to_four_unless_another_is_given() -> None:
    found = read_counts(BLANKS)
    assert (found.low, found.high, dict(found.faults)) == (1, 4, {})


def test_another_scale_is_counted_as_such() -> None:
    table = rows(("U1", 0, 2), ("U1", 5, 1), ("U2", 3, 3), names="element score n")
    tally = Tally.from_counts(table, low=0, high=5)
    assert (tally.low, tally.high, tally.total.sum("persyaratan"), dict(tally.faults)) == (0, 5, 5, {})
    assert dict(Tally.from_counts(table).faults) == {("persyaratan", "answer-off-scale"): 3}


@pytest.mark.parametrize(
    ("n", "respondents"), [(2, 2), (2.0, 2), ("2", 2), (" 2 ", 2), (Decimal("2.00"), 2), (np.int64(2), 2), ("4/2", 2)]
)
def test_a_number_of_respondents_is_whole(n: Any, respondents: int) -> None:
    found = plain(n=n).total.respondents
    assert (found, type(found)) == (respondents, int)


@pytest.mark.parametrize("n", [-1, 2.5, None, "", "dua", math.nan, True, "1e999999999", "1/2"])
def test_what_is_no_number_of_respondents_is_refused(n: Any) -> None:
    with pytest.raises(ikm.OptionError, match="n is how many respondents, a whole number from 0; got"):
        plain(n=n)


def test_rows_of_nobody_say_nothing_whatever_they_hold() -> None:
    table = [*BLANKS[:4], {"unit": "x", "element": "?", "score": "Baik", "n": 0}, *BLANKS[5:]]
    assert Tally.from_counts(table) == Tally.from_counts(BLANKS)
    assert Tally.from_counts([{"element": "U1", "score": 4, "n": 0}], elements=["U1"]).groups == {}


def test_rows_of_one_level_add_up_in_any_order() -> None:
    twice = rows(("U1", 4, 2), ("U1", 3, 1), ("u1", "4", 5), (" PERSYARATAN ", Fraction(4), 1), names="element score n")
    assert dict(Tally.from_counts(twice).total.levels("persyaratan")) == {3: 1, 4: 8}
    assert Tally.from_counts(twice[::-1]) == Tally.from_counts(twice)
    assert Tally.from_counts(BLANKS[::-1]) == Tally.from_counts(BLANKS)


# ---- elements and groups


def test_elements_stand_in_the_order_of_the_instrument_or_in_the_order_asked_for() -> None:
    table = rows(("sarana", 4, 2), ("U2", 3, 2), ("U9", 1, 1), ("U2", 2, 1), names="element score n")
    assert Tally.from_counts(table).elements == ("prosedur", "sarana")
    assert Tally.from_counts(table, elements=["U9", "prosedur"]).elements == ("sarana", "prosedur")
    own = rows(("keamanan", 4, 2), ("U2", 3, 2), names="element score n")
    tally = Tally.from_counts(own, elements=["Keamanan", "U2"])
    assert tally.elements == ("Keamanan", "prosedur")
    assert (tally.total.sum("Keamanan"), tally.total.sum("prosedur")) == (8, 6)


def test_an_element_asked_for_and_not_met_has_lost_its_respondents() -> None:
    with pytest.raises(ikm.OptionError, match="do not add up: persyaratan has 2 respondents, prosedur has 0"):
        Tally.from_counts([{"element": "U1", "score": 4, "n": 2}], elements=["U1", "U2"])


@pytest.mark.parametrize("element", ["U10", "", None, "tarif", 1])
def test_an_element_that_is_not_there_is_refused(element: Any) -> None:
    with pytest.raises(ikm.OptionError, match="There is no element .*; it is one of persyaratan, prosedur, waktu, "):
        plain(element=element)
    with pytest.raises(ikm.OptionError, match="There is no element 'U2'; it is one of persyaratan, or its code"):
        Tally.from_counts([{"element": "U2", "score": 4, "n": 2}], elements="U1")


def test_every_other_column_is_a_group_unless_some_are_named() -> None:
    table = rows(
        ("U1", "a", 4, 2024, 2), ("U1", "b", 3, 2024, 1), ("U1", "a", 2, 2025.0, 1),
        names="element unit score tahun n",
    )  # fmt: skip
    tally = Tally.from_counts(table)
    assert tally.by == ("unit", "tahun")
    assert {group: counts.respondents for group, counts in tally.groups.items()} == {
        ("a", "2024"): 2, ("a", "2025"): 1, ("b", "2024"): 1,
    }  # fmt: skip
    assert Tally.from_counts(table, by="tahun").groups.keys() == {("2024",), ("2025",)}
    assert Tally.from_counts(table, by=["tahun", "unit"]).by == ("tahun", "unit")
    assert Tally.from_counts(table, by=()).groups.keys() == {()}
    with pytest.raises(
        ikm.OptionError, match="There is no column 'kota' to group by; the table has: element, unit, score"
    ):
        Tally.from_counts(table, by=["unit", "kota"])


@pytest.mark.parametrize(
    ("unit", "name"),
    [("Loket  A", "Loket A"), (None, ""), (math.nan, ""), (pd.NA, ""), (np.int64(7), "7"), (7.0, "7"),
     (np.float32(7), "7"), ("x" * 90, "x" * 79 + "…"), (date(2025, 1, 2), "2025-01-02")],
)  # fmt: skip
def test_a_group_is_named_as_a_file_names_it(unit: Any, name: str) -> None:
    assert list(plain(unit=unit).groups) == [(name,)]


def test_groups_are_told_apart_when_they_do_not_add_up() -> None:
    table = rows(("a", "U1", 4, 2), ("a", "U2", 4, 2), ("b", "U1", 4, 3), ("b", "U2", 4, 2))
    with pytest.raises(
        ikm.OptionError,
        match=r"The counts of unit 'b' do not add up: persyaratan has 3 respondents, prosedur has 2\. Every element "
        r"needs a row for the blanks too",
    ):
        Tally.from_counts(table)
    with pytest.raises(ikm.OptionError, match="The counts of all respondents do not add up: persyaratan has 5"):
        Tally.from_counts(table, by=())
    quarters = [{**row, "q": 1} for row in table]
    with pytest.raises(ikm.OptionError, match="The counts of unit 'b', q '1' do not add up"):
        Tally.from_counts(quarters)
    told = [{**row, "complete": True} for row in table]
    with pytest.raises(
        ikm.OptionError, match=r"has 3 complete questionnaires, prosedur has 2\. Every element needs the same"
    ):
        Tally.from_counts(told)


def test_counts_nobody_can_have_given_are_refused() -> None:
    nothing = rows(("a", "U1", None, 2), ("a", "U2", None, 2), ("b", "U1", 4, 1), ("b", "U2", 4, 1))
    with pytest.raises(
        ikm.OptionError, match="The counts of unit 'a' are not possible: every questionnaire holds an answer"
    ):
        Tally.from_counts(nothing)
    full = [{**row, "complete": False, "score": 4} for row in nothing]
    with pytest.raises(ikm.OptionError, match="The counts of unit 'a' are not possible"):
        Tally.from_counts(full)
    blanks = rows(
        (False, "U1", 4, 2), (False, "U1", None, 1), (False, "U2", 4, 3), names="complete element score n",
    )  # fmt: skip
    with pytest.raises(ikm.OptionError, match="The counts of all respondents are not possible"):
        Tally.from_counts(blanks)
    # where nobody tells which are complete, three may have answered both and one nothing but U1
    assert (
        Tally.from_counts(rows(("U1", 4, 4), ("U2", 3, 3), ("U2", None, 1), names="element score n")).total.partial == 4
    )


# ---- forms of a table


class AsDict:
    """A row of Spark."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row

    def asDict(self) -> dict[str, Any]:  # noqa: N802 - Spark's name
        return self.row


class Fetched:
    """A relation of DuckDB."""

    columns = tuple(BLANKS[0])

    def fetchall(self) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in BLANKS]


class Polars:
    """A frame of Polars, or, collected, a lazy one."""

    columns = tuple(BLANKS[0])

    def iter_rows(self, *, named: bool) -> Any:
        return iter(BLANKS if named else [tuple(row.values()) for row in BLANKS])


class Lazy:
    def collect(self) -> Polars:
        return Polars()


class Spark:
    def collect(self) -> list[AsDict]:
        return [AsDict(row) for row in BLANKS]


class Arrow:
    class schema:  # noqa: N801 - PyArrow's name
        names = tuple(BLANKS[0])

    def to_pylist(self) -> Rows:
        return BLANKS


FORMS: dict[str, Callable[[], Any]] = {
    "rows": lambda: tuple(BLANKS),
    "generator": lambda: (row for row in BLANKS),
    "columns": lambda: {name: [row[name] for row in BLANKS] for name in BLANKS[0]},
    "iterators": lambda: {name: iter([row[name] for row in BLANKS]) for name in BLANKS[0]},
    "objects of pandas": lambda: pd.DataFrame(BLANKS).astype(object),
    "pandas": lambda: pd.DataFrame(BLANKS),
    "duckdb": Fetched,
    "polars": Polars,
    "lazy polars": Lazy,
    "spark": Spark,
    "arrow": Arrow,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_table_counts_the_same(form: str) -> None:
    assert Tally.from_counts(FORMS[form]()) == Tally.from_counts(BLANKS)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (5, "rows as mappings, a mapping of columns, or a data frame; got int of NoneType"),
        ([("U1", 4, 2)], "or a data frame; got list of tuple"),
        ([BLANKS[0], 3], "got list of int"),
        ([{"element": "U1", "score": 4}], "the columns element, score and n; there is no 'n'. It has: element, score"),
        ([{"score": 4, "n": 1}], "there is no 'element'"),
        ({}, "there is no 'element'. It has: nothing"),
        ([*BLANKS, {"element": "U1", "score": 4, "n": 1}], "the same columns; one has no 'unit'"),
        ({"element": ["U1"], "score": [4], "n": []}, "are of equal length; these are not"),
        (pd.DataFrame([["U1", 4, 3, 2]], columns=["element", "score", "n", "n"]), "a name of its own; got: element"),
        ([], "A table of counts without any count has no elements"),
        ([{"element": "U1", "score": 4, "n": 0}], "without any count has no elements"),
    ],
)  # fmt: skip
def test_a_table_that_is_no_table_of_counts_is_refused(table: Any, words: str) -> None:
    with pytest.raises(ikm.OptionError, match=words):
        Tally.from_counts(table)


def test_an_empty_table_of_named_elements_counts_nobody() -> None:
    tally = Tally.from_counts([], elements=["U1", "U3"])
    assert (tally.elements, dict(tally.groups), tally.complete_known, tally.by) == (
        ("persyaratan", "waktu"),
        {},
        True,
        (),
    )
