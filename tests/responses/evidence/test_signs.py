"""Signs are the same whatever holds the columns, and what one says who looks at the rows one by one."""

from __future__ import annotations

import subprocess
import sys
from array import array
from itertools import groupby
from operator import and_, or_, xor
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.responses.arrays import combined, longest, ordered, repeated, stretches
from ikm.responses.evidence.copies import row_keys
from ikm.responses.evidence.people import identities, identity, says, says_something
from ikm.responses.evidence.signs import Signs
from ikm.responses.evidence.trials import trial_word, trials
from ikm.responses.times.moments import DAY, moment_of
from ikm.sources import CellColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EVENING = 738_000 * DAY + 21 * 3600 + 3590
"""Ten seconds before the night begins."""

SECONDS = st.one_of(
    st.just(0),
    st.sampled_from([EVENING - EVENING % DAY, EVENING - EVENING % DAY + DAY]),
    st.integers(EVENING, EVENING + 40),
    st.integers(0, 3).map(lambda minute: EVENING + 10 + 60 * minute),
    st.integers(EVENING - 2 * DAY, EVENING + 2 * DAY),
)
PERSONAL = ["a@x.id", "A@X.id ", "Siti Aminah", "-", "0", "", None, "08120000001", "+62 812-0000-001", 8120000001.0]

ROW = st.tuples(
    SECONDS,
    st.tuples(*[st.integers(0, 3)] * 3),
    st.integers(0, 6),
    st.tuples(st.integers(0, 3), st.integers(0, 2)),
    st.tuples(st.booleans(), st.booleans()),
)
TABLE = st.lists(ROW, max_size=40)


def held(rows: Sequence[Any], make: Any, *, timed: bool, kept: int) -> Signs:
    seconds, codes, keys, who, said = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return Signs(
        len(rows),
        [bytes(code[column] for code in codes) for column in range(kept)],
        make(seconds) if timed else None,
        make(keys),
        {column: make([one[column] for one in who]) for column in range(2)},
        [bytes(one[column] for one in said) for column in range(2)],
        dict,
    )


def answers_of(signs: Signs) -> dict[str, Any]:
    return {
        "copies": dict(signs.copies),
        "persons": [signs.persons(column) for column in range(2)],
        "straight": signs.straight(),
        "timed": signs.timed(),
        "together": signs.together(),
        "bursts": [
            signs.bursts(night=night, least=least, width=width)
            for night in (True, False)
            for least, width in ((2, 1), (2, 61), (3, 20), (4, 90_000))
        ],
    }


def plain_copies(rows: Sequence[Any], *, timed: bool) -> dict[int, int]:
    """Map each later row with a time of day or a telling personal cell to the first with its key."""
    keys = [row[2] for row in rows]
    return {
        at: keys.index(key)
        for at, key in enumerate(keys)
        if keys.index(key) < at and ((timed and rows[at][0] % DAY) or any(rows[at][4]))
    }


def plain_bursts(times: Sequence[tuple[int, int]], least: int, width: int) -> list[tuple[Any, ...]]:
    """Join the windows of ``least`` rows that lie within ``width`` seconds where they share a row."""
    found: list[set[int]] = []
    for at in range(len(times) - least + 1):
        window = set(range(at, at + least))
        if times[at + least - 1][0] - times[at][0] < width:
            found[-1:] = [found[-1] | window] if found and found[-1] & window else [*found[-1:], window]
    return [
        (len(one), moment_of(times[min(one)][0]), moment_of(times[max(one)][0]), sorted(times[at][1] for at in one))
        for one in found
    ]


def plain(rows: Sequence[Any], *, timed: bool, kept: int) -> dict[str, Any]:
    copies = plain_copies(rows, timed=timed)
    others = [at for at in range(len(rows)) if at not in copies]
    persons = []
    for column in range(2):
        groups: dict[int, list[int]] = {}
        for at in others:
            if rows[at][3][column]:
                groups.setdefault(rows[at][3][column], []).append(at)
        persons.append([group for group in groups.values() if len(group) > 1])
    # In the order in which each second person is met.
    persons = [sorted(groups, key=lambda group: group[1]) for groups in persons]
    complete = [row[1][:kept] for row in rows if kept > 1 and all(row[1][:kept])]
    times = sorted((rows[at][0], at) for at in others if timed and rows[at][0] % DAY)
    seconds = [[at for _, at in group] for _, group in groupby(times, key=lambda one: one[0])]
    shared = [group for group in seconds if len(group) > 1]
    tells = bool(shared) and any(second % 60 for second, _ in times)

    def night(second: int) -> bool:
        return moment_of(second).hour in {22, 23, 0, 1, 2, 3, 4}

    return {
        "copies": copies,
        "persons": persons,
        "straight": (len(complete), sum(len(set(one)) == 1 for one in complete)),
        "timed": (len(times), sum(night(second) for second, _ in times)),
        "together": (len(shared), sum(map(len, shared)), max(shared, key=len)) if tells else None,
        "bursts": [
            plain_bursts([one for one in times if night(one[0]) == dark], least, width)
            for dark in (True, False)
            for least, width in ((2, 1), (2, 61), (3, 20), (4, 90_000))
        ],
    }


@given(TABLE, st.booleans(), st.integers(0, 3))
def test_signs_are_those_of_the_rows_looked_at_one_by_one(rows: list[Any], timed: bool, kept: int) -> None:
    expected = plain(rows, timed=timed, kept=kept)
    for make in (list, lambda values: array("q", values), lambda values: np.array(values, np.int64)):
        assert answers_of(held(rows, make, timed=timed, kept=kept)) == expected


def test_without_keys_no_row_is_a_copy() -> None:
    rows = [(EVENING, (1, 1, 1), 0, (1, 1), (True, True))] * 2
    assert answers_of(held(rows, list, timed=True, kept=3))["copies"] == {1: 0}
    assert dict(Signs(2, (), [EVENING] * 2, None, {}, [], dict).copies) == {}


def test_a_row_that_is_no_copy_repeats_none() -> None:
    copies = held([(EVENING, (1, 1, 1), 0, (0, 0), (False, False))] * 3, list, timed=True, kept=3).copies
    assert (len(copies), copies[2], 0 in copies, 3 in copies) == (2, 0, False, False)


def test_arrays_longer_than_are_computed_at_once_give_what_lists_give() -> None:
    rows = 150_000
    seconds = [EVENING + at * 7919 % 100_000 for at in range(rows)]
    keys = [at % 140_000 for at in range(rows)]
    signs = [
        Signs(rows, (), make(seconds), make(keys), {0: make(keys), 1: make(seconds)}, [], dict)
        for make in (list, np.array)
    ]
    one, other = map(answers_of, signs)
    assert one == other
    assert len(one["copies"]) == 10_000
    assert len(one["persons"][1]) > 1000
    assert one["together"].groups > 1000


@pytest.mark.parametrize("operation", [and_, or_, xor])
@pytest.mark.parametrize("rows", [0, 1, 1000, 70_000])
def test_long_columns_of_bytes_are_combined_as_short_ones(operation: Callable[[int, int], int], rows: int) -> None:
    columns = [bytes(at * step % 256 for at in range(rows)) for step in (1, 7, 11)]
    expected = bytes(operation(operation(a, b), c) for a, b, c in zip(*columns, strict=True))
    assert combined(operation, *columns) == expected


@given(st.lists(st.booleans(), max_size=60).map(bytes), st.integers(1, 4))
def test_stretches_of_a_mask(mask: bytes, gap: int) -> None:
    expected: list[list[int]] = []
    for at in (at for at, mark in enumerate(mask) if mark):
        if expected and at - expected[-1][1] < gap:
            expected[-1][1] = at + 1
        else:
            expected.append([at, at + 1])
    assert [list(one) for one in stretches(mask, gap)] == expected
    runs = [stop - start for start, stop in stretches(mask, 1)]
    first = next((start for start, stop in stretches(mask, 1) if stop - start == max(runs)), 0)
    assert longest(mask) == (first, max(runs, default=0))


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=40))
def test_what_is_sorted_and_what_repeats_among_the_rows_meant(rows: list[tuple[int, bool]]) -> None:
    values, mask = [value for value, _ in rows], bytes(meant for _, meant in rows)
    places = sorted((value, at) for at, (value, meant) in enumerate(rows) if meant)
    first = dict(reversed(places))
    again = sorted((at, first[value]) for value, at in places if at != first[value])
    for make in (list, np.array):
        found, at = ordered(make(values) if values else make([0])[:0], mask)
        assert ([int(one) for one in found], at.tolist()) == ([v for v, _ in places], [at for _, at in places])
        later, earlier = repeated(make(values) if values else make([0])[:0], mask)
        assert list(zip(later, earlier, strict=True)) == again


CELLS: st.SearchStrategy[Any] = st.sampled_from(["a", "b", "", None, 1, 1.0, True, 0, False, 2])
ROWS = st.lists(st.one_of(st.tuples(CELLS, CELLS), st.tuples(CELLS, CELLS, CELLS), st.tuples(CELLS)), max_size=30)


@given(ROWS)
def test_rows_have_one_key_where_python_holds_them_equal(rows: list[tuple[Any, ...]]) -> None:
    for width in (2, 3):
        columns = [CellColumn.of([row[at] if at < len(row) else None for row in rows]) for at in range(width)]
        exact = {place: row for place, row in enumerate(rows) if len(row) != width}
        keys = list(row_keys(columns, exact))
        assert [[one == other for other in keys] for one in keys] == [[one == other for other in rows] for one in rows]


def test_rows_are_compared_whole_in_long_columns_too() -> None:
    names = [f"r{at % 600}" for at in range(700)]
    columns = [CellColumn.of(names), CellColumn.of([at >= 650 for at in range(700)])]
    keys = list(row_keys(columns))
    assert keys[:600] == list(range(600))
    assert keys[600:650] == list(range(50))
    assert keys[650:] == list(range(650, 700))


@given(st.lists(st.sampled_from(PERSONAL), max_size=30), st.integers(0, 300))
def test_persons_are_those_of_the_cells(cells: list[Any], more: int) -> None:
    cells += [f"{at}@example.invalid" for at in range(more)]
    column = CellColumn.of(cells)
    who, names = identities(column), list(map(identity, cells))
    assert [number == 0 for number in who] == [name is None for name in names]
    met: dict[str | None, int] = {}
    assert all(met.setdefault(name, number) == number for name, number in zip(names, who, strict=True))
    assert len(set(met.values())) == len(met)
    assert says(column) == bytes(map(says_something, cells))


@pytest.mark.parametrize(
    ("cell", "said"),
    [("abc", True), ("ab", False), ("a-b-c", True), ("--abc", True), ("- - a", False), (123, True), (12, False),
     (1.5, False), (None, False), (True, True), ("é1a", True)],
)  # fmt: skip
def test_a_personal_cell_says_something_from_three_letters_or_digits_on(cell: object, said: bool) -> None:
    assert says_something(cell) is said


WORDS = ["tes", "Test 2", "coba", "baik", "", None, 3, "tes urine", "Uji coba"]


@given(st.lists(st.tuples(*[st.sampled_from(WORDS)] * 3), max_size=20), st.booleans())
def test_trial_words_are_those_of_the_cells_in_the_order_of_the_rows(rows: list[tuple[Any, ...]], apart: bool) -> None:
    expected: dict[int, dict[int, str]] = {}
    for at, row in enumerate(rows):
        for index, cell in enumerate(row):
            if isinstance(cell, str) and (word := trial_word(cell)) is not None:
                expected.setdefault(index, {})[at] = word
    columns = {index: CellColumn.of([row[index] for row in rows]) for index in range(3)}
    others = {1: expected.get(1, {})} if apart else {}
    found = trials({index: column for index, column in columns.items() if index not in others}, others)
    assert [(index, list(words.items())) for index, words in found.items()] == [
        (index, list(words.items())) for index, words in expected.items()
    ]


def test_lists_are_looked_at_without_numpy() -> None:
    code = """
import sys
from ikm.responses.evidence.signs import Signs
seconds = [63_000_000_007, 63_000_000_009, 63_000_000_007]
signs = Signs(3, [b"123", b"123"], seconds, [1, 1, 2], {0: [1, 2, 1]}, [b"\\1\\1\\1"], dict)
print(dict(signs.copies), signs.persons(0), signs.straight(), signs.timed(), signs.together())
print(signs.bursts(night=False, least=2, width=9)[0].size, "numpy" in sys.modules)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == [
        "{1: 0} [[0, 2]] (3, 3) (2, 0) SameSecond(groups=1, size=2, rows=[0, 2])",
        "2 False",
    ]
