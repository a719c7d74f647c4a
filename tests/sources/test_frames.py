"""Tables in memory: whatever library holds them, they are read as the file they would be saved as."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tables import GOOD, NAMES

import ikm
from ikm.sources import as_sheet

TABLE = {name: [row[i] for row in GOOD] for i, name in enumerate(NAMES)}


FRAMES: dict[str, Any] = {
    "pandas": pd.DataFrame(TABLE),
    "polars": pl.DataFrame(TABLE),
    "pyarrow": pl.DataFrame(TABLE).to_arrow(),
    "duckdb": duckdb.from_arrow(pl.DataFrame(TABLE).to_arrow()),
}


@pytest.mark.parametrize("library", FRAMES)
def test_a_frame_scores_as_its_rows_do(library: str) -> None:
    assert ikm.score(FRAMES[library]) == ikm.score([NAMES, *GOOD])


def test_what_an_engine_has_yet_to_compute_is_counted_there() -> None:
    with pytest.raises(ikm.OptionError, match=r"A LazyFrame has not been collected.*ikm\.tally"):
        ikm.score(pl.LazyFrame(TABLE))


def test_headings_of_several_levels_are_joined_and_a_group_over_many_is_left_out() -> None:
    pairs = [("Nilai", f"U{n}") for n in range(1, 10)]
    frame = pd.DataFrame([[4] * 10], columns=pd.MultiIndex.from_tuples([*pairs, ("Persyaratan", "P1")]))
    assert as_sheet(frame).rows[0] == (*(f"U{n}" for n in range(1, 10)), "Persyaratan - P1")


def test_an_index_with_content_is_said_to_be_unread_and_a_count_of_rows_is_not() -> None:
    frame = pd.DataFrame([[4] * 9, [3] * 9], columns=[f"U{n}" for n in range(1, 10)])
    assert as_sheet(frame).findings == as_sheet(frame[frame["U1"] == 3]).findings == ()
    named = frame.set_index(pd.Index(["KTP", "SIM"], name="Layanan"))
    assert [f.translated("en").message for f in as_sheet(named).findings] == [
        "The index of the DataFrame (Layanan) is not read; only its columns are."
    ]
    assert as_sheet(named.reset_index()).rows[0][0] == "Layanan"


def test_two_columns_of_one_name_in_a_pyarrow_table_are_both_read() -> None:
    table = pa.table([pa.array([4]), pa.array([1])], names=["U9", "U9"])
    assert list(as_sheet(table).rows) == [("U9", "U9"), (4, 1)]
