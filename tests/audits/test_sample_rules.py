"""Samples: which rules give a size, worked out with the formulas and the printed table of Krejcie and Morgan."""

from __future__ import annotations

import pytest

from ikm.audits.samples import rules_giving


def named(population: int, size: int) -> list[tuple[str, int | None]]:
    return [(one.rule, one.margin) for one in rules_giving(population, size)]


def test_a_population_that_stands_in_the_printed_table_has_its_own_row() -> None:
    # Of 200 the table has 132, of 210 it has 136; whoever has 205 takes the next row, whoever has 200 does not.
    assert ("krejcie-morgan-next-row", None) in named(205, 136)
    assert ("krejcie-morgan-next-row", None) not in named(200, 136)
    assert ("krejcie-morgan", None) in named(200, 132)
    assert ("krejcie-morgan-next-row", None) not in named(200, 132)


def test_nobody_is_served_by_no_rule() -> None:
    assert rules_giving(0, 0) == ()
    assert named(1, 1)[0] == ("census", None)


@pytest.mark.parametrize(
    ("population", "size", "rule"),
    [
        # N ÷ (1 + N e²): 205 ÷ 1,5125 = 135,54; 205 ÷ 3,05 = 67,2.
        (205, 136, ("slovin", 5)),
        (205, 135, None),
        (205, 67, ("slovin", 10)),
        (205, 68, ("slovin-up", 10)),
        # 3,841 × 0,25 ÷ 0,05² = 384,1, however many were served.
        (205, 384, ("cochran-endless", 5)),
        (205, 385, ("cochran-endless-up", 5)),
    ],
)
def test_a_rule_is_named_with_its_margin(population: int, size: int, rule: tuple[str, int] | None) -> None:
    found = named(population, size)
    assert (rule in found) if rule else all(one[0] != "slovin" for one in found)
