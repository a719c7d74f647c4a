"""Arguments: numbers read exactly as they are written, and options as JSON can hold them."""

from __future__ import annotations

from collections import UserString
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import ikm
from ikm.arguments import exact_number, given, names_of, one_of, people_of, shown_exactly

LONG = "88.30499999999999999999"
"""A float would round it to 88.305, which is another grade."""


def test_an_index_of_many_digits_is_graded_as_it_is_written() -> None:
    assert float(LONG) == 88.305
    assert [ikm.grade(index).mutu for index in (LONG, Decimal(LONG), Fraction(LONG))] == ["B", "B", "B"]
    assert [ikm.grade(index).mutu for index in ("88.305", Decimal("88.305"), 88.305)] == ["A", "A", "A"]
    assert ikm.grade("76.60499999999999999999").mutu == "C"
    assert ikm.grade(Decimal("64.99499999999999999999")).mutu == "D"
    assert ikm.grade(Decimal("100.00499999999999999999")).mutu == "A"


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (LONG, Fraction(8830499999999999999999, 10**20)),
        (Decimal(LONG), Fraction(8830499999999999999999, 10**20)),
        (0.1, Fraction(1, 10)),
        (np.float64(0.1), Fraction(1, 10)),
        (np.float32(0.5), Fraction(1, 2)),
        (np.int64(7), Fraction(7)),
        (2**70 + 1, Fraction(2**70 + 1)),
        (Fraction(1, 3), Fraction(1, 3)),
        ("1/9", Fraction(1, 9)),
        ("-7/2", Fraction(-7, 2)),
        (" 3.50 ", Fraction(7, 2)),
        ("1e3", Fraction(1000)),
        (0, Fraction(0)),
        (-0.0, Fraction(0)),
        (Decimal("-2.50"), Fraction(-5, 2)),
    ],
)
def test_a_number_is_the_decimal_it_shows(number: Any, value: Fraction) -> None:
    found = exact_number(number)
    assert (found, type(found)) == (value, Fraction)


@pytest.mark.parametrize(
    "number",
    [None, True, False, np.True_, "", " ", "baik", "1/0", "1/2/3", "/", "3,5,1", "nan", "inf", float("nan"),
     float("inf"), -float("inf"), Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN"), 1j, [1], b"1", UserString("1")],
)  # fmt: skip
def test_what_is_no_finite_number_is_none(number: Any) -> None:
    assert exact_number(number) is None


@pytest.mark.parametrize(
    "number", ["1e401", "1e-401", "1e999999999", "-1e999999999", "1e-999999999", Decimal("1e401"), Decimal("1e-401")]
)
def test_a_number_of_many_hundred_digits_is_no_number(number: Any) -> None:
    assert exact_number(number) is None
    with pytest.raises(ikm.OptionError, match=r"An index is a number such as 83\.86; got"):
        ikm.grade(number)
    with pytest.raises(ikm.OptionError, match="must be a number"):
        ikm.regulation.load_regulation().weights({"biaya": number}, ["biaya"])


def test_every_float_is_within_the_digits_that_are_read() -> None:
    assert exact_number("1e400") == 10**400
    assert exact_number("1e-400") == Fraction(1, 10**400)
    assert exact_number(1.7976931348623157e308) == Fraction("1.7976931348623157e308")
    assert exact_number(5e-324) == Fraction("5e-324")


@pytest.mark.parametrize(("number", "people"), [(0, 0), (1, 1), (205, 205), (np.int64(3), 3), (10**30, 10**30)])
def test_a_number_of_people_is_whole(number: Any, people: int) -> None:
    found = people_of("population", number)
    assert (found, type(found)) == (people, int)


@pytest.mark.parametrize("number", [-1, 0.5, 3.0, "3", True, False, None, Decimal(3), Fraction(3, 1) / 2])
def test_what_is_no_number_of_people_is_refused_by_its_name(number: Any) -> None:
    with pytest.raises(ikm.OptionError, match="The population is a whole number of people, 0 or more; got") as refused:
        people_of("population", number)
    assert "Populasi adalah bilangan bulat 0 atau lebih" in refused.value.words("id")


def test_names_are_one_or_several() -> None:
    assert names_of("by", "unit") == ("unit",)
    assert names_of("by", None) == ()
    assert names_of("by", ()) == names_of("by", []) == ()
    assert names_of("by", ["b", "a"]) == names_of("by", ("b", "a")) == ("b", "a")
    assert names_of("by", {"a"}) == names_of("by", frozenset("a")) == ("a",)
    for wrong, shown in ((5, "5"), (["a", 5, None], "5"), ({"a": 1}, r"\{'a': 1\}")):
        with pytest.raises(ikm.OptionError, match=f"by is the name of a column, or several names; got {shown}"):
            names_of("by", wrong)


def test_one_of_several_values_is_refused_with_those_there_are() -> None:
    one_of("lang", "id", ("id", "en"))
    one_of("weight", None, (None, "a"))
    with pytest.raises(ikm.OptionError, match='lang is "id" or "en"; got \'fr\''):
        one_of("lang", "fr", ("id", None, "en"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(999, 1000), "0.999"), (Fraction(1), "1"), (Fraction(10), "10"), (Fraction(8, 9), "8/9"),
     (Fraction(100), "100"), (Fraction(-1, 4), "-0.25")],
)  # fmt: skip
def test_a_value_is_shown_as_a_decimal_only_where_it_has_one(value: Fraction, shown: str) -> None:
    assert shown_exactly(value) == shown


@dataclass
class Named:
    key: str = ""
    label: str = ""
    name: str = ""

    def __str__(self) -> str:
        return "text"


class Bare:
    def __str__(self) -> str:
        return "bare"


def test_options_that_say_something_are_kept_in_order_as_json_can_hold_them() -> None:
    options: dict[str, Any] = {
        "weight": {"U1": Fraction(1, 2), 2: Decimal("0.5")}, "target": 81.5, "by": ("unit", "tahun"), "flag": True,
        "none": None, "no": False, "empty": (), "nothing": [], "table": {}, "zero": 0, "text": "",
        "people": np.int64(3),
        "share": np.float32(0.5), "fraction": Fraction(1, 4), "regulation": Named(key="k", label="l", name="n"),
        "period": Named(label="l", name="n"), "file": Named(name="n"), "thing": Named(), "bare": Bare(),
        "deep": [None, {"a": (1, False)}],
    }  # fmt: skip
    found = given(options)
    assert list(found) == sorted(set(options) - {"none", "no", "empty", "nothing", "table"})
    assert found == {
        "bare": "bare", "by": ["unit", "tahun"], "deep": [None, {"a": [1, False]}], "file": "n", "flag": True,
        "fraction": 0.25, "people": 3, "period": "l", "regulation": "k", "share": 0.5, "target": 81.5, "text": "",
        "thing": "text", "weight": {"U1": 0.5, "2": "0.5"}, "zero": 0,
    }  # fmt: skip
    assert [type(found[name]) for name in ("people", "share", "by", "flag")] == [int, float, list, bool]
