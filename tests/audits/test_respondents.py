"""Respondents: how many answered, by sum ÷ mean and by counts, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from ikm.audits.respondents import RespondentCounts, respondents_of
from ikm.audits.table import table_of


def found_of(elements: list[Any], **more: Any) -> RespondentCounts:
    return respondents_of(table_of({"ikm": "75,00", "elements": elements, **more}))


def test_a_sum_of_the_lowest_answers_tells_how_many_gave_them() -> None:
    # 30 ÷ 1,0005 = 29,99 and 30 ÷ 0,9995 = 30,02.
    assert found_of([{"nrr": "1.000", "sum": 30}]).sums == (30,)


def test_elements_without_a_sum_are_passed_over() -> None:
    assert found_of([{"nrr": "3.000"}, {"nrr": "1.000", "sum": 30}]).sums == (30,)
    assert found_of([{"sum": 30}, {"nrr": "1.000", "sum": 30}], n=30).sums == (30,)
    assert found_of([{"nrr": "3.000"}]).sums == ()


def test_a_number_has_to_do_for_every_sum() -> None:
    # 100 ÷ 3,33 may be of 30 (3,333); 99 ÷ 3,3 of 30 too; 95 ÷ 3,33 of 28 or 29 alone.
    both = [{"nrr": "3.33", "sum": 100}, {"nrr": "3.30", "sum": 99}]
    assert found_of(both).sums == (30,)
    assert found_of([*both, {"nrr": "3.33", "sum": 93}]).sums == ()
    # Of so coarse a mean many do; ten are listed.
    assert len(found_of([{"nrr": "3", "sum": 300}]).sums) == 10


@pytest.mark.parametrize(
    ("stated", "counts", "sums", "tables", "differ", "known"),
    [
        (136, (), (), {}, False, None),
        (136, (), (136, 137), {}, False, 136),
        (134, (), (136, 137), {}, True, None),
        (134, (), (136,), {}, True, 136),
        (None, (), (136,), {}, False, 136),
        (136, (136,), (), {}, False, 136),
        (134, (136,), (), {}, True, 136),
        (136, (134, 135), (), {}, False, None),
        (134, (134, 135), (), {}, True, None),
        (None, (134, 135), (), {}, False, None),
        (136, (), (), {"usia": 136}, False, None),
        (136, (), (), {"usia": 135}, True, None),
        (None, (), (), {"usia": 135, "jk": 136}, True, None),
    ],
)  # fmt: skip
def test_sources_are_of_the_same_respondents_or_they_are_not(
    stated: int | None, counts: tuple[int, ...], sums: tuple[int, ...], tables: dict[str, int], differ: bool,
    known: int | None,
) -> None:  # fmt: skip
    found = RespondentCounts(stated, counts, sums, tables)
    assert (found.differ, found.known) == (differ, known)
