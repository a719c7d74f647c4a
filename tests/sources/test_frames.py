"""Tables in memory: whatever library holds them, they are read as the file they would be saved as."""

from __future__ import annotations

from datetime import datetime
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
    assert [f.message("en") for f in as_sheet(named).findings] == [
        "The index of the DataFrame (Layanan) is not read; only its columns are."
    ]
    assert as_sheet(named.reset_index()).rows[0][0] == "Layanan"


def test_two_columns_of_one_name_in_a_pyarrow_table_are_both_read() -> None:
    table = pa.table([pa.array([4]), pa.array([1])], names=["U9", "U9"])
    assert list(as_sheet(table).rows) == [("U9", "U9"), (4, 1)]


@pytest.mark.parametrize("words", [3, 300])
def test_long_frames_of_texts_score_as_their_rows_do(words: int) -> None:
    rows = [[f"Layanan {i % words}", None if i % 7 == 0 else "Tes", *("Baik" if i % 3 else "Sangat baik",) * 9]
            for i in range(10_050)]  # fmt: skip
    head = ["Jenis layanan", "Saran", *NAMES]
    names = {name: [row[place] for row in rows] for place, name in enumerate(head)}
    want = ikm.score([head, *rows], by="jenis_layanan")
    for frame in (pd.DataFrame(names), pl.DataFrame(names), pa.table(names)):
        assert ikm.score(frame, by="jenis_layanan") == want


@pytest.mark.parametrize("made", [lambda rows: rows, lambda rows: pd.DataFrame(rows[1:], columns=rows[0])])
def test_one_moment_on_the_clocks_of_two_zones_stays_two_times(made: Any) -> None:
    written = [datetime.fromisoformat(f"2026-05-01T{clock}") for clock in ("07:00:00+07:00", "00:00:00+00:00")]
    assert written[0] == written[1]
    times = ikm.load(made([["Timestamp", *NAMES], *([at, *row] for at, row in zip(written, GOOD, strict=False))])).times
    assert list(times) == [at.replace(tzinfo=None) for at in written]
