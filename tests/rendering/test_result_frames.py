"""Frames: what each holds, that nothing hidden comes out of one, and that rows are found again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from command import ROOT
from tables import NAMES

import ikm
from ikm.responses import Responses

PPID = ROOT / "examples" / "ppid-2023.csv"
MISTAKES = ROOT / "examples" / "with-mistakes.csv"


def survey(people: int = 40) -> pd.DataFrame:
    """Give answers with services of unequal size, blanks, and times."""
    rows = [
        [f"2026/0{1 + i % 3}/{1 + i % 28:02} 9:15:00 AM GMT+7", "Izin" if i % 3 else "Akta" if i % 2 else "KTP"]
        + [None if (i + place) % 37 == 0 else 2 + (i * place) % 3 for place in range(9)]
        for i in range(people)
    ]
    return pd.DataFrame(rows, columns=["Timestamp", "Jenis layanan", *NAMES])


def plain(column: pd.Series[Any]) -> list[Any]:
    """Give the values of a column, None for what is not known."""
    return [None if pd.isna(value) else value for value in column]


def test_responses_as_a_frame() -> None:
    source = survey()
    responses = ikm.load(source)
    frame = responses.to_frame()
    assert list(frame.columns) == ["row", "time", *responses.elements, "jenis_layanan"]
    assert {str(kind) for kind in frame[list(responses.elements)].dtypes} == {"Int64"}
    assert (str(frame["time"].dtype), frame["jenis_layanan"].dtype.name) == ("datetime64[us]", "category")
    for place, name in enumerate(NAMES):
        blank = source[name].isna()
        assert (frame.iloc[:, 2 + place].isna() == blank).all()
        assert (frame.iloc[:, 2 + place].dropna() == source.loc[~blank, name]).all()
    assert frame["time"].dt.month.tolist() == [1 + i % 3 for i in range(40)]
    assert frame["row"].tolist() == list(range(2, 42))


def test_the_index_of_the_source_is_kept_whatever_rows_are_left_out() -> None:
    source = survey().iloc[::-1]
    source.iloc[[3, 8], 2:] = None
    frame = ikm.load(source, period="2026-02").to_frame()
    assert 0 < len(frame) < 40
    assert (source.loc[frame.index, "Persyaratan"].fillna(0) == frame["persyaratan"].fillna(0)).all()
    assert (source.loc[frame.index, "Jenis layanan"] == frame["jenis_layanan"].astype(str)).all()


def test_an_index_of_several_levels_joins_too() -> None:
    source = survey().set_index(["Timestamp", "Jenis layanan"], append=True)
    frame = ikm.load(source).to_frame()
    assert (frame.join(source)["Biaya"].fillna(0) == frame["biaya"].fillna(0)).all()


def test_fractions_are_floats_and_unknown_times_and_profiles_are_not_known() -> None:
    names = [*NAMES[:2], "Kejelasan prosedur pelayanan", *NAMES[2:]]
    rows = [[None, 3, 3, 3, *[3] * 7], ["Izin", 4, 3, 4, *[4] * 7]]
    responses = ikm.load([["Jenis layanan", *names], *rows])
    frame = responses.to_frame()
    assert frame["prosedur"].tolist() == [3.0, 3.5]
    assert (str(frame["prosedur"].dtype), str(frame["biaya"].dtype)) == ("Float64", "Int64")
    assert frame["jenis_layanan"].isna().tolist() == [True, False]
    assert frame["time"].isna().all()
    counts = responses.tally().to_frame()
    assert set(counts.loc[counts["element"] == "prosedur", "score"]) == {3, Fraction(7, 2)}
    met = ikm.score(responses).to_frame("counts").query("element == 'prosedur' and n > 0")
    assert dict(zip(met["score"], met["n"], strict=True)) == {3.0: 1, 3.5: 1}


def test_a_profile_with_a_name_that_is_taken_has_another() -> None:
    rows = [["row", "table", *NAMES], *([["a", "b", *[3] * 9]] * 12)]
    responses = ikm.load(rows, keep=["row", "table"])
    assert list(responses.to_frame().columns)[-2:] == ["row_", "table"]
    groups = ikm.score(responses, by=["row", "table"]).to_frame("groups")
    assert {"table", "row", "table_"} <= set(groups.columns)


def test_hidden_groups_are_hidden_in_their_frame() -> None:
    sizes = {"Izin": 30, "Akta": 20, "KTP": 12, "Surat": 4}
    rows = [[name, *[3 + (i + place) % 2 for place in range(9)]] for name, size in sizes.items() for i in range(size)]
    result = ikm.score([["Jenis layanan", *NAMES], *rows], by="jenis_layanan")
    assert result.groups is not None
    frame = result.to_frame("groups").set_index("jenis_layanan")
    assert frame["table"].eq("jenis_layanan").all()
    figures = frame.drop(columns=["table", "hidden", "merged"])
    assert figures[frame["hidden"]].isna().all(axis=None)
    assert figures[~frame["hidden"]].notna().all(axis=None)
    assert "Surat" not in frame.index
    assert list(frame.index.isna()).count(True) == 1
    assert frame.loc["Izin", "respondents"] == 30
    assert frame.loc["KTP", "hidden"]
    assert frame.loc["Izin", "biaya"] == result.groups["Izin"].elements["biaya"].nrr
    sure = result.groups["Izin"].uncertainty
    assert sure is not None
    assert frame.loc[["Izin"], ["ikm_low", "ikm_high"]].to_numpy().tolist() == [[sure.low, sure.high]]
    assert frame["ikm_high"].notna().tolist() == (~frame["hidden"]).tolist()
    assert {name: str(frame[name].dtype) for name in ("respondents", "ikm", "ikm_low", "mutu", "hidden", "biaya")} == {
        "respondents": "Int64",
        "ikm": "Float64",
        "ikm_low": "Float64",
        "mutu": "string",
        "hidden": "boolean",
        "biaya": "Float64",
    }


def test_the_item_table_as_a_frame() -> None:
    result = ikm.score(survey(120), by="jenis_layanan", statistics=True)
    assert result.statistics is not None
    frame = result.to_frame("items")
    items = result.statistics.reliability.items
    assert frame["code"].tolist() == [f"U{number}" for number in range(1, 10)]
    for name in ("answers", "deviation", "floor", "item_rest", "valid", "alpha_if_deleted"):
        assert plain(frame[name]) == [getattr(one, name) for one in items]
    assert [str(frame[name].dtype) for name in ("answers", "item_rest", "valid", "reason")] == [
        "Int64", "Float64", "boolean", "string",
    ]  # fmt: skip
    same = ikm.score([[4] * 9] * 20, statistics=True).to_frame("items")
    assert (plain(same["item_rest"]), plain(same["reason"])) == ([None] * 9, ["no-variance"] * 9)


def test_whether_groups_differ_as_a_frame() -> None:
    result = ikm.score(survey(120), by=["jenis_layanan", "bulan"], statistics=True)
    assert result.statistics is not None
    frame = result.to_frame("differences")
    assert frame["table"].unique().tolist() == ["jenis_layanan", "bulan"]
    assert (len(frame), frame["code"].isna().sum()) == (20, 2)
    for compared, (_, part) in zip(result.statistics.groups, frame.groupby("table", sort=False), strict=True):
        told = [compared.index, *compared.elements]
        for name in ("test", "answers", "h", "p", "p_holm", "significant"):
            assert plain(part[name]) == [getattr(one, name) for one in told]


def test_a_result_without_groups_or_findings_has_empty_frames() -> None:
    result = ikm.score(PPID)
    assert len(result.to_frame("groups")) == len(result.to_frame("findings")) == 0
    assert len(result.to_frame("items")) == len(result.to_frame("differences")) == 0
    assert str(result.to_frame("findings")["row"].dtype) == "Int64"
    with pytest.raises(ikm.OptionError, match='table is "elements" or'):
        result.to_frame("people")  # type: ignore[arg-type]


def test_findings_as_a_frame() -> None:
    frame = ikm.check(MISTAKES, lang="en").to_frame()
    assert frame["cell"].tolist() == ["H4", "I7", "P9"]
    assert frame["row"].tolist() == [4, 7, 9]
    assert (frame["severity"] >= "warning").all()
    assert (frame["severity"] == "error").sum() == 2
    assert frame["label"].isna().all()
    columns = ikm.check(PPID).to_frame("columns")
    assert columns["element"].notna().sum() == 9
    assert columns.set_index("letter").loc["A", "role"] == "timestamp"


@pytest.mark.parametrize("name", [None, "nomor"])
def test_findings_name_the_label_of_their_row(name: str | None) -> None:
    source = pd.read_csv(MISTAKES)
    source.index = pd.Index(range(700, 700 + len(source)), name=name)
    frame = ikm.check(source.sample(frac=1, random_state=3)).to_frame().dropna(subset="label")
    labels = frame["label"].astype(int)
    assert sorted(labels) == [702, 705, 707]
    for label, column, value in zip(labels, frame["column"], frame["value"].fillna(""), strict=True):
        cell = source.loc[label].iloc[ord(column) - ord("A")]
        assert ("" if pd.isna(cell) else str(cell)) == value


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(10),
        pd.Index([f"Wirawan Canarywati {i}" for i in range(10)]),
        pd.Index([3171234567890000 + i for i in range(10)]),
        pd.Index([81234567890 + i for i in range(10)]),
        pd.MultiIndex.from_product([[1], range(10)]),
        pd.Index([i / 2 for i in range(10)]),
        pd.Index([i % 2 == 0 for i in range(10)]),
        pd.date_range("2026-01-01", periods=10),
    ],
)
def test_a_label_that_is_a_name_or_a_long_number_is_not_named(index: pd.Index[Any]) -> None:
    source = pd.DataFrame([[3] * 9] * 9 + [[9, *[3] * 8]], columns=NAMES, index=index)
    responses = ikm.load(source)
    assert responses.errors == 1
    assert {finding.label for finding in responses.findings} == {None}
    assert responses.to_frame().index.equals(index[:-1].append(index[-1:]))


def test_a_tally_comes_back_from_its_frame() -> None:
    responses = ikm.load(survey())
    for by in ((), "jenis_layanan", ("jenis_layanan", "bulan")):
        tally = responses.tally(by)
        assert ikm.Tally.from_counts(tally.to_frame(), by=tally.by) == tally
    unknown = ikm.Tally.from_counts(responses.tally().to_frame().drop(columns="complete"))
    assert not unknown.complete_known
    assert ikm.Tally.from_counts(unknown.to_frame()) == unknown
    assert list(responses.tally().empty().to_frame().columns) == ["element", "score", "complete", "n"]


def test_an_agency_as_a_frame() -> None:
    result = ikm.score_agency({"A": survey(), "B": MISTAKES}, populations={"A": 90, "B": 10})
    frame = result.to_frame().set_index("unit")
    scored = result.units[0].result
    assert scored is not None
    row = frame.loc["A"]
    assert [row["ikm"], row["respondents"], row["population"]] == [scored.ikm, 40, 90]
    assert frame.loc["A", "prosedur"] == scored.elements["prosedur"].nrr
    assert frame.loc["B", "refused"] == "answer-unknown-label"
    assert frame.loc["B", ["ikm", "respondents", "mutu", "prosedur"]].isna().all()


def test_times_of_a_long_file_are_the_same() -> None:
    """Of a long file times are numbers of numpy, of a short one of Python."""
    short = ikm.load(PPID)
    parts = {name: getattr(short, name) for name in Responses.__dataclass_fields__}
    seconds = np.asarray(short.times.seconds)
    parts["times"] = type("Long", (), {"seconds": seconds, "__len__": lambda _: len(seconds)})()
    assert Responses(**parts).to_frame().equals(short.to_frame())
