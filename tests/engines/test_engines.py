"""Counting in engines: the tally the file path gives, from every engine and every way of putting it together."""

from __future__ import annotations

import itertools
import random
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from command import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st
from surveys import COLUMNS, ELEMENTS, HEADERS, SECOND, Row, as_csv, columns_of, surveys

import ikm
from examples import few
from ikm.tallies.tally import Tally

SCHEMA = {"Loket": pl.String, "Tahun": pl.Int64} | {
    header: pl.String if header in (HEADERS[0], HEADERS[1], HEADERS[3]) else pl.Int64 for header in (*HEADERS, SECOND)
}


def arrow(rows: list[Row]) -> pa.Table:
    kinds = {pl.String: pa.string(), pl.Int64: pa.int64()}
    return pa.table({name: pa.array(values, kinds[SCHEMA[name]]) for name, values in columns_of(rows).items()})


def duck(rows: list[Row]) -> Any:
    return duckdb.from_arrow(arrow(rows))


ENGINES: dict[str, Callable[[list[Row]], Any]] = {
    "pandas": pd.DataFrame,
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


@few
@given(rows=surveys(), by=BY, moments=st.booleans(), seed=st.integers())
def test_every_way_of_counting_gives_the_same_result(rows: list[Row], by: list[str], moments: bool, seed: int) -> None:
    want = by_file(rows, by, moments=moments)
    result = outcome(want)
    for name, make in ENGINES.items():
        got = ikm.tally(make(rows), columns=COLUMNS, by=by, moments=moments)
        assert got == want, name
        assert outcome(got) == result, name
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "survei.csv")
        path.write_bytes(as_csv(rows))
        sources: list[bytes | Path] = [as_csv(rows), path]
        for streamed_from, source in itertools.product((1 << 40, 0), sources):
            patch.setattr("ikm.sources.texts.csv.LARGE", streamed_from)
            assert ikm.load(source, columns=COLUMNS, keep=by).tally(by, moments=moments) == want, streamed_from
    cuts = sorted(random.Random(seed).randrange(len(rows) + 1) for _ in range(2))
    chunks = [chunk for chunk in (rows[: cuts[0]], rows[cuts[0] : cuts[1]], rows[cuts[1] :]) if chunk]
    random.Random(seed).shuffle(chunks)
    whole = {e: {"duckdb": duck, "polars": ENGINES["polars"]}[e] for e in ("duckdb", "polars")}
    for make in whole.values():
        parts = [ikm.tally(make(chunk), columns=COLUMNS, by=by, moments=moments) for chunk in chunks]
        assert Tally.merged(parts) == want
        saved = [ikm.tally_file(part, invalid="blank").to_bytes() for part in parts]
        assert outcome(Tally.merged([ikm.read_tally(one).tally for one in saved])) == result


def survey(**more: Any) -> pd.DataFrame:
    chance = random.Random(7)
    frame = {header: [chance.choice([1, 2, 3, 3, 4, 4]) for _ in range(60)] for header in HEADERS}
    return pd.DataFrame({"Loket": [chance.choice("AB") for _ in range(60)], **frame, **more})


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
        assert [f.message for f in by_engine.value.findings if f.severity == "error"] == [f.message for f in refusals]


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
        ([pd.Timestamp("2025-01-03"), pd.NaT, pd.Timestamp("2025-01-04")] * 20, "answer-date"),
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
    frame = survey(Kabupaten=[1.0, None, 2.0] * 20)
    assert list(ikm.tally(frame, by="Kabupaten").groups) == [("",), ("1",), ("2",)]
    assert ikm.tally(pl.from_pandas(frame), by="Kabupaten") == ikm.load(frame, keep="Kabupaten").tally("Kabupaten")


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


@pytest.mark.parametrize(
    "frame", [pd.DataFrame([[4, 3], [2, 1]], columns=["U1", "U1"]), pa.table([[4, 2], [3, 1]], names=["U1", "U1"])]
)
def test_columns_of_one_name_are_refused_in_words(frame: Any) -> None:
    with pytest.raises(ikm.OptionError, match="Two columns of this table have the same name"):
        ikm.tally(frame)


def test_columns_are_chosen_by_element() -> None:
    with pytest.raises(ikm.OptionError, match="columns names, for each element, its column, as .*; got a list"):
        ikm.tally(survey(), columns=["U1"])  # type: ignore[arg-type]  # what a caller may try


def test_an_empty_table_counts_nobody() -> None:
    for make in (pd.DataFrame, pl.from_pandas, pa.Table.from_pandas):
        empty = ikm.tally(make(survey().head(0)), by="Loket")
        assert not empty.groups
        assert len(empty.elements) == 9


DUCK = """
import duckdb
columns = ", ".join(f'unnest({values!r}) as "{name}"' for name, values in rows.items())
frame = duckdb.sql(f"select {columns}")
"""


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
        (DUCK, {"duckdb"}),
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


def test_the_test_set_up_of_the_readme_stays_light() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert not any(name.startswith(("pyspark", "dask")) for name in extras["test"])
    assert extras["spark"]


def test_without_narwhals_the_message_says_what_to_install() -> None:
    code = "import sys; sys.modules['narwhals'] = None; sys.modules['narwhals.stable.v2'] = None\nimport ikm\n"
    code += "try:\n    ikm.tally(object())\nexcept ikm.OptionError as error:\n    print(error)"
    assert 'pip install "ikm-panrb[engines]"' in run(code)


def count_rows(**changes: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"unit": unit, "element": element, "score": value, "n": n}
        for unit in "ab"
        for element in ("U2", "persyaratan")
        for value, n in ((4, 3), (2, 1))
    ]
    return [rows[0] | changes, *rows[1:]]


def sql_of_the_docs() -> str:
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    found = re.search(r"```sql\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


@given(
    st.lists(st.tuples(st.sampled_from("ab"), *[st.sampled_from([1, 2, 3, 4, 4, None])] * 9), min_size=1, max_size=30)
)
def test_the_sql_of_the_docs_counts_as_the_engine_does(rows: list[Any]) -> None:
    names = ["unit", *(f"u{i}" for i in range(1, 10))]
    assume(any(any(row[1:]) for row in rows))
    connection = duckdb.connect()
    connection.execute(f"create table jawaban (unit varchar, {', '.join(f'{name} int' for name in names[1:])})")
    connection.executemany("insert into jawaban values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    columns = {name.upper(): name for name in names[1:]}
    want = ikm.tally(connection.table("jawaban"), columns=columns, by="unit")
    relation = connection.sql(sql_of_the_docs())
    for table in (
        relation,
        relation.pl(),
        relation.pl().lazy(),
        relation.to_arrow_table(),
        relation.df(),
        relation.pl().to_dicts(),
    ):
        assert Tally.from_counts(table) == want
    plain = [row for row in relation.pl().to_dicts() if row.pop("complete") in {True, False}]
    untold = Tally.from_counts(plain)
    assert untold.complete_known == all(None not in row for row in rows if any(row[1:]))
    assert [untold.total.sum(e) for e in ELEMENTS] == [want.total.sum(e) for e in ELEMENTS]
    connection.close()


def test_a_count_table_may_be_columns_and_texts() -> None:
    rows = count_rows()
    columns = {name: [str(row[name]) for row in rows] for name in rows[0]}
    counted = Tally.from_counts(columns)
    assert counted == Tally.from_counts(rows)
    assert (counted.elements, counted.by, counted.complete_known) == (("persyaratan", "prosedur"), ("unit",), True)
    assert Tally.from_counts(rows, elements=["prosedur", "U1"]).elements == ("prosedur", "persyaratan")
    assert Tally.from_counts(rows, by=()) == counted.regroup()
    one = [{"element": "u1", "score": 4, "n": 2}]
    assert Tally.from_counts(one, elements="U1").elements == ("persyaratan",)
    own = [{"element": "keamanan", "score": "7/2", "n": 2, "complete": 1}]
    assert Tally.from_counts(own, elements=["keamanan"]).total.sum("keamanan") == 7


def test_a_score_off_the_scale_in_a_count_table_is_a_fault_and_a_blank() -> None:
    counted = Tally.from_counts(count_rows(score=5))
    assert dict(counted.faults) == {("prosedur", "answer-off-scale"): 3}
    assert (counted.total.blank("prosedur"), counted.complete_known) == (3, False)
    with pytest.raises(ikm.ResponseError, match="3 answers cannot be used"):
        ikm.score(counted)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"n": 2},
            r"counts of unit 'a' do not add up: persyaratan has 4 respondents, prosedur has 3\. .* an empty score",
        ),
        ({"n": -1}, "a whole number from 0; got '-1'"),
        ({"n": 2.5}, "a whole number from 0; got '2.5'"),
        ({"n": None}, "a whole number from 0; got ''"),
        ({"score": 3.3333}, r'a rounded mean; write it as the fraction it is, such as "10/3"'),
        ({"score": 3.2}, r'such as "16/5"'),
        ({"score": "Baik"}, "A score is a number"),
        ({"score": "1e999999999"}, "A score is a number"),
        ({"n": "1e999999999"}, "a whole number from 0; got '1e999999999'"),
        ({"element": "U10"}, "There is no element 'U10'"),
        ({"element": None}, "There is no element ''"),
    ],
)
def test_what_is_wrong_in_a_count_table_is_refused_in_words(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ikm.OptionError, match=words):
        Tally.from_counts(count_rows(**changes))


def test_counts_that_no_respondents_can_have_given_are_refused() -> None:
    full = [{"unit": "a", "complete": False, "element": name, "score": 4, "n": 3} for name in ("U1", "U2")]
    nobody = [{"unit": "a", "element": name, "score": None, "n": 3} for name in ("U1", "U2")]
    for rows in (full, nobody):
        with pytest.raises(ikm.OptionError, match="counts of unit 'a' are not possible: .* Leave out those who"):
            Tally.from_counts(rows)
    assert Tally.from_counts([{**row, "complete": True} for row in full]).total.complete == 3


def test_a_table_that_is_no_count_table_is_refused() -> None:
    with pytest.raises(ikm.OptionError, match="a name of its own; got: element, score, n, n"):
        Tally.from_counts(pd.DataFrame([["U1", 4, 3, 2]], columns=["element", "score", "n", "n"]))
    with pytest.raises(ikm.OptionError, match="columns element, score and n; there is no 'n'"):
        Tally.from_counts([{"element": "U1", "score": 4}])
    with pytest.raises(ikm.OptionError, match="no column 'kota' to group by"):
        Tally.from_counts(count_rows(), by="kota")
    with pytest.raises(ikm.OptionError, match="without any count has no elements"):
        Tally.from_counts([])
    with pytest.raises(ikm.OptionError, match="rows as mappings"):
        Tally.from_counts(5)
    with pytest.raises(ikm.OptionError, match="rows as mappings"):
        Tally.from_counts([("U1", 4, 2)])
    with pytest.raises(ikm.OptionError, match="of equal length"):
        Tally.from_counts({"element": ["U1"], "score": [4], "n": []})
    with pytest.raises(ikm.OptionError, match="the same columns; one has no 'unit'"):
        Tally.from_counts([*count_rows(), {"element": "U1", "score": 4, "n": 1}])
    with pytest.raises(ikm.OptionError, match="complete questionnaires with a blank"):
        Tally.from_counts([{"element": "U1", "score": None, "n": 1, "complete": True}])
    with pytest.raises(ikm.OptionError, match="complete is true or false"):
        Tally.from_counts([{"element": "U1", "score": 4, "n": 1, "complete": "ya"}])
    with pytest.raises(ikm.OptionError, match="persyaratan has 2 complete questionnaires, prosedur has 1"):
        Tally.from_counts([{"element": f"U{i}", "score": 4, "n": 3 - i, "complete": True} for i in (1, 2)])
    assert not Tally.from_counts([], elements=["U1"]).groups
