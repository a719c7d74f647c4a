"""Tables in memory: whatever library holds them, they are read as the file they would be saved as."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset
import pytest
from tables import GOOD, NAMES

import ikm
from ikm.sources import as_sheet, is_table

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


class OfAnEngine:
    """A table that lies elsewhere, as Spark has it."""

    columns = tuple(TABLE)

    def collect(self) -> list[object]:
        raise AssertionError("a table of an engine is never fetched unasked")


def test_what_an_engine_has_yet_to_compute_is_counted_there() -> None:
    with pytest.raises(ikm.OptionError, match=r"A OfAnEngine has not been collected.*ikm\.tally"):
        ikm.score(OfAnEngine())


def test_a_table_is_taken_in_whatever_it_is_held_and_gives_the_same() -> None:
    frame, table = pl.DataFrame(TABLE), pa.table(TABLE)
    plain = as_sheet(frame)
    records = [dict(zip(TABLE, row, strict=True)) for row in zip(*TABLE.values(), strict=True)]
    held = [
        frame.lazy(),
        table,
        table.to_batches()[0],
        table.to_reader(),
        pyarrow.dataset.dataset(table),
        dict(TABLE),
        records,
    ]
    held += [{name: pd.Series(column) for name, column in TABLE.items()}, {n: frame[n] for n in TABLE}]
    for source in held:
        assert list(as_sheet(source).rows) == list(plain.rows), type(source)
        assert is_table(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"U1": [4, 3], "U2": [4]}, r"equal length; 'U2' holds 1 answer and 'U1' 2\. Put None"),
        ({"U1": 4}, r"for each heading, the list of its answers, as .*; 'U1' holds a int"),
        ([4] * 9, r"list of rows, one a respondent.*one of these is a int"),
        ([[4], {"U1": 4}], "one of these is a dict"),
        (pd.Series([4, 3]), "this Series has 1. Give the whole table"),
        (iter([[4] * 9]), "A list_iterator is no survey: give a path"),
        ((row for row in [[4] * 9]), r"put into a list first: list\(rows\)"),
        ('{"U1": [4]}', r"This text is JSON.*pandas\.read_json"),
        ("U1,U2\n4,3\n", r"content of a table.*text\.encode\(\)"),
    ],
)
def test_what_is_no_table_says_what_to_give(source: Any, words: str) -> None:
    with pytest.raises(ikm.OptionError, match=words):
        ikm.load(source)


@pytest.mark.parametrize("address", ["https://contoh.id/e.csv", Path("https://contoh.id/e.csv"), "s3://a/b.xlsx"])
def test_an_address_of_the_web_is_said_to_be_one(address: str | Path) -> None:
    with pytest.raises(ikm.SourceError, match=r"This is a link, not a file.* Download it first") as refused:
        ikm.load(address)
    assert "Ini tautan, bukan berkas" in refused.value.words("id")


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


@pytest.mark.parametrize("words", [3, 300])
def test_long_frames_of_texts_score_as_their_rows_do(words: int) -> None:
    rows = [[f"Layanan {i % words}", None if i % 7 == 0 else "Tes", *("Baik" if i % 3 else "Sangat baik",) * 9]
            for i in range(10_050)]  # fmt: skip
    head = ["Jenis layanan", "Saran", *NAMES]
    names = {name: [row[place] for row in rows] for place, name in enumerate(head)}
    want = ikm.score([head, *rows], by="jenis_layanan")
    for frame in (pd.DataFrame(names), pl.DataFrame(names), pa.table(names)):
        assert ikm.score(frame, by="jenis_layanan") == want


@pytest.mark.parametrize("kind", ["frame", "rows"])
def test_one_moment_written_in_two_zones_is_two_cells(kind: str) -> None:
    jakarta = dt.timezone(dt.timedelta(hours=7))
    moments = [dt.datetime(2026, 1, 31, 20, tzinfo=dt.UTC), dt.datetime(2026, 2, 1, 3, tzinfo=jakarta)]
    rows = [[moments[i % 2], *[4] * 9] for i in range(10)]
    head = ["Timestamp", *NAMES]
    loaded = ikm.load(pd.DataFrame(rows, columns=head, dtype=object) if kind == "frame" else [head, *rows])
    groups = ikm.score(loaded, by="bulan", minimum_group=5).groups
    assert [(group.group["bulan"], group.respondents) for group in groups or ()] == [("2026-01", 5), ("2026-02", 5)]


def test_aware_times_among_answers_are_all_counted_as_faults() -> None:
    times = [dt.time(4, tzinfo=dt.UTC), dt.time(11, tzinfo=dt.timezone(dt.timedelta(hours=7)))]
    loaded = ikm.load([NAMES, *GOOD, *[[time, *[4] * 8] for time in times]])
    assert sum(loaded.faults.values()) == 2


def test_equal_values_of_different_types_are_different_cells() -> None:
    frame = pd.DataFrame({"U1": pd.Series([3, 3 + 0j, 3.5], dtype=object), "U2": 4, "U3": 4})
    assert [f.code for f in ikm.load(frame).findings if f.position == 0] == ["answer-cell-error", "answer-not-whole"]


def test_a_difference_of_time_of_numpy_is_read_as_what_it_prints() -> None:
    assert as_sheet([["U1", "U2"], [np.timedelta64(1, "D"), 4]]).rows[1] == ("1 days", 4)
