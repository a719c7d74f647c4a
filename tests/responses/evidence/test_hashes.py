"""Rows, persons and trial words of a large file are the same however its blocks were cut."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ikm.responses.evidence.beginnings import TrialColumn
from ikm.responses.evidence.hashes import PersonColumn, RowHashes
from ikm.responses.evidence.people import identity, says_something
from ikm.responses.evidence.trials import trial_word
from ikm.sources.texts import Grid, grid_of

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 3
CELLS = [
    "a@x.id", "A@X.ID", " a@x.id ", 'a"@x.id', "081200000001", "+62 812-0000-0001", "Siti", "", "-", "tes", "Test 2",
    "tes urine", "coba", "é", 'kata "baik"', "a,b", "dua\nbaris", "x" * 70, "y" * 70 + '"', "٠١٢٣٤٥٦٧٨",
]  # fmt: skip
CELL = st.sampled_from(CELLS)
ROW = st.one_of(
    st.lists(CELL, min_size=WIDTH, max_size=WIDTH),
    st.lists(CELL, min_size=1, max_size=WIDTH + 2),
).filter(lambda row: any(row) and (len(row) <= WIDTH or any(row[WIDTH:])))
"""No blank row, and none that is longer by blanks alone: the cutter takes it as an ordinary one."""
BLOCKS = st.lists(st.tuples(st.lists(ROW, min_size=1, max_size=8), st.booleans(), st.booleans()), max_size=5)


def cut(rows: Sequence[list[str]], *, quoted: bool) -> Grid:
    """Cut rows by numpy, those of another width put where they stood."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator="\n").writerows(rows)
    grid = grid_of(out.getvalue().encode(), WIDTH)
    odd = [(place, row) for place, row in enumerate(rows) if len(row) != WIDTH]
    assert grid.odd == odd
    return grid


def alike(values: Sequence[object]) -> list[list[bool]]:
    return [[one == other for other in values] for one in values]


@given(BLOCKS)
def test_blocks_cut_either_way_give_the_rows_persons_and_words_of_the_cells(
    blocks: list[tuple[list[list[str]], bool, bool]],
) -> None:
    hashes, people, words = RowHashes(WIDTH, 1), [PersonColumn(), PersonColumn()], [TrialColumn(), TrialColumn()]
    takers: list[tuple[int, PersonColumn | TrialColumn]] = [*enumerate(people), *enumerate(words)]
    rows: list[list[str]] = []
    for more, fast, quoted in blocks:
        rows += more
        cells = [[row[column] if column < len(row) else "" for row in more] for column in range(WIDTH)]
        held = {2: np.array([CELLS.index(cell) for cell in cells[2]])}
        if fast:
            grid = cut(more, quoted=quoted)
            assert len(grid) == len(more)
            hashes.take_grid(grid, held)
            for column, taker in takers:
                taker.take_grid(grid, column)
        else:
            hashes.take(more, held)
            for column, taker in takers:
                taker.take(cells[column])
    assert alike(hashes.hashes().tolist()) == alike(rows)
    assert alike(hashes.rest().tolist()) == alike([[*row[:1], *row[2:], len(row)] for row in rows])
    assert hashes.size == 16 * len(rows)
    for column in range(2):
        texts = [row[column] if column < len(row) else "" for row in rows]
        names = list(map(identity, texts))
        who = people[column].identities().tolist()
        assert [number == 0 for number in who] == [name is None for name in names]
        assert alike(who) == alike(names)
        assert people[column].says() == bytes(map(says_something, texts))
        told = {at: word for at, cell in enumerate(texts) if (word := trial_word(cell)) is not None}
        assert list(words[column].words.items()) == list(told.items())


def test_a_column_held_elsewhere_tells_rows_apart_by_its_numbers() -> None:
    hashes = RowHashes(2)
    hashes.take([["a", "x"], ["a", "y"]], {1: np.array([0, 1])})
    hashes.take([["a", "x"], ["a", "z"]], {1: np.array([0, 0])})
    first, second, third, fourth = hashes.hashes().tolist()
    assert first == third == fourth != second


def test_nothing_taken_is_nothing_held() -> None:
    assert RowHashes(2).hashes().tolist() == []
    assert PersonColumn().identities().tolist() == []
    assert PersonColumn().says() == b""
