"""Sums of pairs: the bits give what adding up row by row gives, with blanks, fractions and groups."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.tallies import Pairs, PairSums, Tally
from ikm.tallies.pairs import pair_sums

LEVELS: list[int | Fraction] = [1, Fraction(4, 3), Fraction(3, 2), 2, 3, 4]
CODES = st.lists(st.tuples(*[st.integers(0, len(LEVELS))] * 3), max_size=30)


def by_hand(rows: list[tuple[int, ...]], i: int, j: int) -> PairSums:
    level: list[int | Fraction | None] = [None, *LEVELS]
    both = [(level[row[i]], level[row[j]]) for row in rows if row[i] and row[j]]
    sums = (sum(Fraction(a or 0) for a, _ in both), sum(Fraction(b or 0) for _, b in both))
    return PairSums(len(both), *sums, sum(Fraction(a or 0) * Fraction(b or 0) for a, b in both))


def columns_of(rows: list[tuple[int, ...]]) -> list[bytes]:
    return [bytes(row[place] for row in rows) for place in range(3)]


@given(CODES)
def test_the_sums_are_those_of_the_rows(rows: list[tuple[int, ...]]) -> None:
    found = pair_sums("abc", columns_of(rows), LEVELS)
    assert list(found) == [("a", "a"), ("a", "b"), ("b", "b"), ("a", "c"), ("b", "c"), ("c", "c")]
    for a, b in found:
        assert found[a, b] == by_hand(rows, "abc".index(a), "abc".index(b))
    complete = [row for row in rows if all(row)]
    assert Pairs("abc", columns_of(rows), LEVELS).of_all("complete")["a", "c"] == by_hand(complete, 0, 2)


@given(CODES, st.randoms(use_true_random=False))
def test_a_tally_with_moments_is_the_same_however_it_was_counted(rows: list[tuple[int, ...]], random: Random) -> None:
    groups = [(random.choice("xyz"),) for _ in rows]
    level: list[int | Fraction | None] = [None, *LEVELS]
    by_rows = Tally.of_scores(
        list("abc"), [[level[code] for code in row] for row in rows], groups=groups, by=["g"], moments=True
    )
    by_codes = Tally.of_codes(list("abc"), columns_of(rows), LEVELS, groups=groups, by=["g"], moments=True)
    assert by_codes == by_rows
    assert by_codes.total == by_rows.total
    half = len(rows) // 2
    parts = [
        Tally.of_codes(list("abc"), columns_of(some), LEVELS, groups=names, by=["g"], moments=True)
        for some, names in ((rows[:half], groups[:half]), (rows[half:], groups[half:]))
    ]
    assert parts[0] + parts[1] == by_codes


def test_sums_worked_out_by_hand() -> None:
    # a: 4 2 4 –, b: 3 – 1 2
    columns = [bytes([4, 2, 4, 0]), bytes([3, 0, 1, 2])]
    found = pair_sums(["a", "b"], columns, [1, 2, 3, 4])
    assert dict(found) == {
        ("a", "a"): PairSums(3, 10, 10, 36),
        ("a", "b"): PairSums(2, 8, 4, 16),
        ("b", "b"): PairSums(3, 6, 6, 14),
    }
    pairs = Pairs(["a", "b"], columns, [1, 2, 3, 4])
    assert pairs.of_all() == found
    assert pairs.of_all("complete") == {
        ("a", "a"): PairSums(2, 8, 8, 32),
        ("a", "b"): PairSums(2, 8, 4, 16),
        ("b", "b"): PairSums(2, 4, 4, 10),
    }
    groups = [("x",), ("x",), None, ("y",)]
    assert pairs.of_groups(groups) == {
        ("x",): {
            ("a", "a"): PairSums(2, 6, 6, 20),
            ("a", "b"): PairSums(1, 4, 3, 12),
            ("b", "b"): PairSums(1, 3, 3, 9),
        },
        ("y",): {("a", "a"): PairSums(), ("a", "b"): PairSums(), ("b", "b"): PairSums(1, 2, 2, 4)},
    }
    assert pairs.of_groups(groups, "complete") == {
        ("x",): {
            ("a", "a"): PairSums(1, 4, 4, 16), ("a", "b"): PairSums(1, 4, 3, 12), ("b", "b"): PairSums(1, 3, 3, 9)
        },
        ("y",): dict.fromkeys([("a", "a"), ("a", "b"), ("b", "b")], PairSums()),
    }  # fmt: skip
    with pytest.raises(ValueError, match="zip"):
        pairs.of_groups([("x",)])


def test_nobody_and_halves() -> None:
    assert pair_sums(["a"], [b""], [1, 2])["a", "a"] == PairSums()
    assert pair_sums(["a"], [bytes(3)], [])["a", "a"] == PairSums()
    found = pair_sums(["a", "b"], [bytes([2, 1]), bytes([1, 3])], [2, Fraction(7, 2), 4])
    assert found["a", "b"] == PairSums(2, Fraction(11, 2), 6, 15)
    assert isinstance(found["a", "b"].sum_b, int)
