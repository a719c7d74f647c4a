"""Counting in engines: the same tally as the file path gives, from every engine and every way of putting it together."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from command import ROOT
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from surveys import COLUMNS, ELEMENTS, HEADERS, SECOND, Row, as_csv, columns_of, surveys

import ikm
from ikm.tallies import Tally

SCHEMA = {"Loket": pl.String, "Tahun": pl.Int64} | {
    header: pl.String if header in (HEADERS[0], HEADERS[1], HEADERS[3]) else pl.Int64 for header in (*HEADERS, SECOND)
}


def arrow(rows: list[Row]) -> pa.Table:
    kinds = {pl.String: pa.string(), pl.Int64: pa.int64()}
    return pa.table(
        {name: pa.array(values, kinds[SCHEMA[name]]) for name, values in columns_of(rows).items()}  # type: ignore[index]
    )


def duck(rows: list[Row]) -> Any:
    table = arrow(rows)
    return duckdb.from_arrow(table)


ENGINES: dict[str, Callable[[list[Row]], Any]] = {
    "pandas": lambda rows: pd.DataFrame(rows),
    "pandas nullable": lambda rows: pd.DataFrame(rows).convert_dtypes(),
    "pandas categories": lambda rows: pd.DataFrame(rows).astype({HEADERS[0]: "category", "Loket": "category"}),
    "pandas objects": lambda rows: pd.DataFrame(rows).astype(object),
    "polars": lambda rows: pl.DataFrame(columns_of(rows), schema=SCHEMA),
    "polars lazy": lambda rows: pl.LazyFrame(columns_of(rows), schema=SCHEMA),
    "pyarrow": arrow,
    "duckdb": duck,
}


def by_file(rows: list[Row], by: list[str], *, moments: bool = False) -> Tally:
    """Count as `ikm.load` does; surveys with a row that it takes for no respondent are not compared."""
    read = ikm.load(pd.DataFrame(rows).astype(object), columns=COLUMNS, keep=by)
    assume(not read.ledger.not_respondents)
    assume(not read.blocked)
    return read.tally(by, moments=moments)


def outcome(tally: Tally) -> Any:
    """Score, or say why not: the object a caller gets."""
    try:
        return ikm.score(tally, invalid="blank")
    except ikm.ResponseError as error:
        return str(error), error.findings


BY = st.sampled_from([[], ["Loket"], ["Loket", "Tahun"]])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(rows=surveys(), by=BY, moments=st.booleans(), seed=st.integers())
def test_every_way_of_counting_gives_the_same_result(rows: list[Row], by: list[str], moments: bool, seed: int) -> None:
    want = by_file(rows, by, moments=moments)
    result = outcome(want)
    for name, make in ENGINES.items():
        got = ikm.tally(make(rows), columns=COLUMNS, by=by, moments=moments)
        assert got == want, name
        assert outcome(got) == result, name
    assert ikm.load(as_csv(rows), columns=COLUMNS, keep=by).tally(by, moments=moments) == want
    cuts = sorted(random.Random(seed).randrange(len(rows) + 1) for _ in range(2))
    chunks = [chunk for chunk in (rows[: cuts[0]], rows[cuts[0] : cuts[1]], rows[cuts[1] :]) if chunk]
    random.Random(seed).shuffle(chunks)
    whole = {e: {"duckdb": duck, "polars": ENGINES["polars"]}[e] for e in ("duckdb", "polars")}
    for make in whole.values():
        parts = [ikm.tally(make(chunk), columns=COLUMNS, by=by, moments=moments) for chunk in chunks]
        assert Tally.merged(parts) == want


def survey(rows: int = 60, **more: list[Any]) -> pd.DataFrame:
    chance = random.Random(7)
    frame = {header: [chance.choice([1, 2, 3, 3, 4, 4]) for _ in range(rows)] for header in HEADERS}
    return pd.DataFrame({"Loket": [chance.choice("AB") for _ in range(rows)], **frame, **more})


def test_columns_are_recognised_by_their_names() -> None:
    frame = survey()
    assert ikm.tally(frame, by="Loket") == ikm.load(frame, keep="Loket").tally("Loket")
    assert ikm.tally(frame, by="A") == ikm.load(frame, keep="A").tally("A")


def test_columns_that_are_not_recognised_are_refused_with_what_to_write() -> None:
    with pytest.raises(ikm.ResponseError, match=r"columns=\{…\}, by name") as refused:
        ikm.tally(survey().drop(columns=[HEADERS[8], HEADERS[3]]))
    assert {finding.code for finding in refused.value.findings} == {"column-element-missing"}


def test_only_the_elements_named_are_counted() -> None:
    assert ikm.tally(survey(), columns={"U4": HEADERS[3], "U1": HEADERS[0]}).elements == ("persyaratan", "biaya")
    with pytest.raises(ikm.OptionError, match="no column is headed"):
        ikm.tally(survey(), columns={"U4": "Tarif parkir"})


def test_a_column_of_another_scale_is_refused_with_its_findings() -> None:
    for frame in (
        survey(**{HEADERS[3]: [1, 2, 3, 4, 5, 5] * 10}),
        survey(**{HEADERS[3]: ["Netral", "5", "Murah"] * 20}),
    ):
        with pytest.raises(ikm.ResponseError) as by_engine:
            ikm.tally(pl.from_pandas(frame))
        with pytest.raises(ikm.ResponseError) as by_path:
            ikm.score(frame)
        refusals = [f for f in by_path.value.findings if f.severity == "error" and f.row is None]
        assert [f.message() for f in by_engine.value.findings if f.severity == "error"] == [
            f.message() for f in refusals
        ]


def test_a_column_of_free_text_is_refused_without_a_word_of_it() -> None:
    words = [f"Bu Sari nomor {i} baik sekali" for i in range(6000)]
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.tally(pl.DataFrame({**{h: [3] * 6000 for h in HEADERS}, HEADERS[3]: words}))
    assert [finding.code for finding in refused.value.findings] == ["answer-column-free-text"]
    assert "Sari" not in str(refused.value)


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ([True, False, None] * 20, "answer-boolean"),
        ([3.5, 3.0, None] * 20, "answer-not-whole"),
        ([float("inf"), 3.0, float("nan")] * 20, "answer-not-a-number"),
        (pd.to_datetime(["2025-01-03", None, "2025-01-04"] * 20), "answer-date"),
        ([True, 1, "Murah"] * 20, "answer-boolean"),
        ([10**17, 1, 2] * 20, "answer-not-a-number"),
    ],
)
def test_what_is_no_answer_becomes_the_fault_it_is_for_a_file(column: Any, code: str) -> None:
    frame = survey(**{HEADERS[3]: column})
    want = ikm.load(frame).tally()
    assert want.faults["biaya", code] >= 20
    assert ikm.tally(frame) == want
    if len({type(cell) for cell in column}) < 3:
        assert ikm.tally(pl.from_pandas(frame)) == want
        assert ikm.tally(pa.Table.from_pandas(frame)) == want
        assert ikm.tally(duckdb.from_arrow(pa.Table.from_pandas(frame))) == want


def test_decimals_and_lists() -> None:
    frame = duckdb.sql("select cast(i % 5 as decimal(9, 2)) as lama, [i] as daftar from range(9) t(i)")
    counted = ikm.tally(frame, columns={"U3": "lama"})
    assert (counted.total.sum("waktu"), dict(counted.faults)) == (16, {("waktu", "answer-off-scale"): 2})
    with pytest.raises(ikm.OptionError, match="'daftar' holds List"):
        ikm.tally(frame, columns={"U3": "daftar"})


def test_a_declared_scale_is_counted_exactly(tmp_path: Any) -> None:
    own = tmp_path / "lima.toml"
    scores = '{ "1" = 1, "2" = "7/4", "3" = "5/2", "4" = "13/4", "5" = 4 }'
    questions = "\n".join(
        f'[[question]]\nelement = "{e}"\ntext = "{h}"\nscores = {scores}'
        for e, h in zip(ELEMENTS, HEADERS, strict=True)
    )
    own.write_text(f'key = "lima"\ntitle.id = "Lima"\ntitle.en = "Five"\n{questions}\n', encoding="utf-8")
    frame = survey(**{HEADERS[3]: [1, 2, 3, 4, 5, None] * 10, HEADERS[0]: ["5", "4", "2", "x", "", "1"] * 10})
    want = ikm.load(frame, questionnaire=own).tally(moments=True)
    assert want.total.levels("biaya")[Fraction(7, 4)] == 10
    for make in (pd.DataFrame, pl.from_pandas, pa.Table.from_pandas):
        assert ikm.tally(make(frame), questionnaire=own, moments=True) == want


def test_groups_are_named_as_a_file_names_them() -> None:
    frame = survey(Loket=[1.0, None, 2.0] * 20)
    assert list(ikm.tally(frame, by="Loket").groups) == [("",), ("1",), ("2",)]
    assert ikm.tally(pl.from_pandas(frame), by="Loket") == ikm.load(frame, keep="Loket").tally("Loket")


def test_nobody_is_grouped_by_personal_data() -> None:
    frame = survey(Nama=["Budi"] * 60)
    with pytest.raises(ikm.OptionError, match="'Nama' holds personal data"):
        ikm.tally(frame, by="Nama")
    with pytest.raises(ikm.OptionError, match="There is no column 'kota'"):
        ikm.tally(frame, by="kota")


@pytest.mark.parametrize("frame", ["answers.csv", None, [[1, 2]], {"U1": [1]}])
def test_what_is_no_table_of_an_engine_is_sent_to_the_count_table(frame: Any) -> None:
    with pytest.raises(
        ikm.OptionError, match="pandas, Polars, PyArrow, DuckDB and Spark tables, not .* Tally.from_counts"
    ):
        ikm.tally(frame)


def test_an_empty_table_counts_nobody() -> None:
    for make in (pd.DataFrame, pl.from_pandas, pa.Table.from_pandas):
        empty = ikm.tally(make(survey().head(0)), by="Loket")
        assert not empty.groups
        assert len(empty.elements) == 9


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("make", "brought"),
    [
        ("import polars; frame = polars.DataFrame(rows)", {"polars"}),
        ("import polars; frame = polars.LazyFrame(rows)", {"polars"}),
        ("import pyarrow; frame = pyarrow.table(rows)", {"pyarrow"}),
        ("import duckdb; frame = duckdb.sql('select ' + ', '.join(f\"unnest({v!r}) as \\\"{k}\\\"\" for k, v in rows.items()))", {"duckdb"}),
        ("import pandas; frame = pandas.DataFrame(rows)", {"pandas", "pyarrow"}),
    ],
)  # fmt: skip
def test_no_engine_is_loaded_that_the_caller_did_not_bring(make: str, brought: set[str]) -> None:
    printed = run(
        f"""
import sys
rows = {{**{{h: [3, 4, 2] for h in {HEADERS[1:]!r}}}, {HEADERS[0]!r}: ["Sesuai", "Sangat sesuai", "lumayan deh"]}}
{make}
before = set(sys.modules)
import ikm
counted = ikm.tally(frame, moments=True)
assert ikm.score(counted, invalid="blank").respondents == 3
print(*({{"pandas", "polars", "pyarrow", "duckdb", "pyspark", "dask", "numpy"}} & (set(sys.modules) - before)))"""
    )
    assert set(printed.split()) <= brought - {"numpy"}, printed


def test_without_narwhals_the_message_says_what_to_install() -> None:
    code = "import sys; sys.modules['narwhals'] = None; sys.modules['narwhals.stable.v2'] = None\nimport ikm\n"
    code += "try:\n    ikm.tally(object())\nexcept ikm.OptionError as error:\n    print(error)"
    assert 'pip install "ikm-panrb[engines]"' in run(code)
