"""Counting on a real Spark session and with Dask: the same tallies, the same SQL, the national case.

They need the extra ``ikm-panrb[spark]`` and Java 17; where these are missing the tests skip, but not in CI.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from command import ROOT
from surveys import COLUMNS, HEADERS, Row, some_surveys

import ikm
from ikm.tallies.tally import Tally


def missing() -> str:
    """Name what is missing."""
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        return "Java 17"
    try:
        import dask.dataframe  # noqa: F401, PLC0415 - only whether it is there
        import pyspark  # noqa: F401, PLC0415 - only whether it is there
    except ImportError as error:
        return f'{error.name} (pip install "ikm-panrb[spark]")'
    return ""


LACKING = missing()
pytestmark = [
    pytest.mark.skipif(bool(LACKING) and os.environ.get("CI") != "true", reason=f"needs {LACKING}"),
    # The libraries' own, about pandas 3 and about sockets they leave to the garbage collector.
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning", "ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    assert not LACKING, f"CI must run these tests; missing: {LACKING}"
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    builder: Any = SparkSession.builder
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.memory": "1g"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.master("local[2]").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def spark_frame(spark: Any, rows: list[Row]) -> Any:
    words = (HEADERS[0], HEADERS[1], HEADERS[3], "Loket")
    schema = ", ".join(f"`{name}` {'string' if name in words else 'bigint'}" for name in rows[0])
    return spark.createDataFrame([tuple(row.values()) for row in rows], schema)


def test_spark_gives_the_tally_of_the_file_path(spark: Any) -> None:
    for rows in some_surveys(3):
        read = ikm.load(pd.DataFrame(rows).astype(object), columns=COLUMNS, keep=["Loket", "Tahun"])
        cases: list[tuple[list[str], bool]] = [(["Loket", "Tahun"], False), ([], True)]
        for by, moments in cases:
            got = ikm.tally(spark_frame(spark, rows), columns=COLUMNS, by=by, moments=moments)
            assert got == read.tally(by, moments=moments)


def test_names_with_dots_and_faults_in_numbers(spark: Any) -> None:
    rows = [(4, "A", 3.0), (9, "A", float("nan")), (None, "B", 3.5), (None, "C", float("inf"))]
    frame = spark.createDataFrame(rows, "`4. Biaya/tarif` int, `u.nit` string, lama double")
    counted = ikm.tally(frame, columns={"U4": "4. Biaya/tarif", "U3": "lama"}, by="u.nit")
    assert (counted.by, list(counted.groups), counted.total.sum("biaya")) == (("u.nit",), [("A",)], 4)
    assert dict(counted.faults) == {
        ("biaya", "answer-off-scale"): 1, ("waktu", "answer-not-whole"): 1, ("waktu", "answer-not-a-number"): 1,
    }  # fmt: skip


def test_the_aggregation_is_compiled_and_only_counts_are_collected(spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from ikm.engines.tables import EngineTable  # noqa: PLC0415 - beside the session

    plans: list[str] = []
    collected: list[int] = []
    fetch = EngineTable.rows

    def noted(self: EngineTable, query: Any) -> Any:
        rows = list(fetch(self, query))
        plans.append(self.nw.to_native(query)._jdf.queryExecution().executedPlan().toString())
        collected.append(len(rows))
        return rows

    monkeypatch.setattr(EngineTable, "rows", noted)
    rows = next(some_surveys(1)) * 40
    ikm.tally(spark_frame(spark, rows), columns=COLUMNS, by="Loket")
    assert len(plans) == 2  # the different words, then the counts
    assert max(collected) < 40 < len(rows)
    # A star marks what Spark has compiled; what its interpreter would do row by row has none.
    final = plans[-1].partition("Initial Plan")[0]
    aggregates = [line for line in final.splitlines() if "HashAggregate" in line]
    assert len(aggregates) == 2
    assert all("*(" in line for line in aggregates), final


def sql_of_the_docs() -> str:
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    found = re.search(r"```sql\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_sql_of_the_docs_runs_on_spark(spark: Any) -> None:
    rows = [(unit, *((i + j) % 5 or None for j in range(9))) for i, unit in enumerate("aabbbcc" * 9)]
    rows[5] = ("a", 9, *[4] * 8)
    names = ["unit", *(f"u{i}" for i in range(1, 10))]
    frame = spark.createDataFrame(rows, "unit string, " + ", ".join(f"{name} int" for name in names[1:]))
    frame.createOrReplaceTempView("jawaban")
    counted = Tally.from_counts(spark.sql(sql_of_the_docs()))
    columns = {name.upper(): name for name in names[1:]}
    assert counted == ikm.tally(frame, columns=columns, by="unit")
    assert counted == ikm.load(pd.DataFrame(rows, columns=names), columns=columns, keep="unit").tally("unit")


def test_the_recipe_for_dask(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    recipe = next(block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "dask" in block)
    rows = [("a" if i % 3 else "b", *((i + j) % 4 + 1 for j in range(9))) for i in range(200)]
    names = ["unit", *(f"U{i}" for i in range(1, 10))]
    frame = pd.DataFrame(rows, columns=names)
    frame.to_parquet(tmp_path / "jawaban.parquet", row_group_size=50)
    done: dict[str, Any] = {}
    exec(recipe.replace('"jawaban.parquet"', repr(str(tmp_path / "jawaban.parquet"))), done)  # noqa: S102 - our own docs
    assert done["tally"] == ikm.tally(frame, by="unit")


def test_the_national_case_is_equal_between_spark_duckdb_polars_and_chunks(spark: Any, tmp_path: Path) -> None:
    national = runpy.run_path(str(ROOT / "examples" / "national.py"))
    national["make"](tmp_path / "small", 3000)
    on_spark = ikm.tally(spark.read.parquet(str(tmp_path / "small")), by=national["BY"])
    assert on_spark.total.respondents == 3000
    for engine in ("duckdb", "polars", "chunks"):
        assert national["ENGINES"][engine](tmp_path / "small") == on_spark, engine
    assert ikm.score(on_spark.regroup("kuartal")).respondents == 3000
