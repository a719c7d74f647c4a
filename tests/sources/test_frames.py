"""Tables in memory: whatever library holds them, they are read as the file they would be saved as."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from tables import GOOD, NAMES

import ikm

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
        ikm.score(pl.LazyFrame(TABLE))  # type: ignore[arg-type]  # that it is no table is the point
