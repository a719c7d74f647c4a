"""The group a respondent belongs to: spreadsheet errors, classes of ages, the calendar; alike from every source."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from command import ikm_here
from openpyxl import load_workbook
from tables import NAMES, as_csv, as_xlsx

import ikm
from ikm.responses.classes import age_bounds
from ikm.sources import read

CHANCE = random.Random()


@pytest.fixture(autouse=True)
def _same_answers_in_any_order() -> None:
    """Give every test the same answers, whichever tests ran before it."""
    CHANCE.seed(11)


def survey(number: int, **about: Any) -> list[list[Any]]:
    """Make a survey with columns about its respondents, each a list that is gone through again and again."""
    rows: list[list[Any]] = [[*about, *NAMES]]
    for i in range(number):
        rows += [[*(values[i % len(values)] for values in about.values()), *(CHANCE.choice([2, 3, 4]) for _ in NAMES)]]
    return rows


def sizes(result: ikm.IKMResult) -> dict[Any, int | None]:
    return {next(iter(one.group.values())): one.respondents for one in result.groups or ()}


def told(result: ikm.IKMResult) -> list[tuple[str, str, str | None]]:
    return [(one.code, one.severity, one.cell) for one in result.findings if one.code.startswith("group")]


def test_an_error_of_the_spreadsheet_is_not_said_and_told_with_its_first_cell(tmp_path: Path) -> None:
    rows = survey(60, Unit=["A", "B", "#N/A"])
    path = tmp_path / "unit.xlsx"
    path.write_bytes(as_xlsx(rows))
    book = load_workbook(path)
    for (cell,) in book.active.iter_rows(min_row=2, max_col=1):  # type: ignore[union-attr]
        if cell.value == "#N/A":
            cell.data_type = "e"
    book.save(path)
    for source in (path, as_csv(rows), rows):
        result = ikm.score(source, by="Unit")
        assert sizes(result) == {"": 20, "A": 20, "B": 20}
        assert told(result) == [("group-error", "warning", "A4")]
        assert "20 sel" in next(one.message for one in result.findings if one.code == "group-error")
        assert told(ikm.score(source)) == []
    run = ikm_here("score", path, "--by", "Unit")
    assert "(tidak diisi)" in run.out
    assert "#N/A" in run.err


def test_the_remedy_of_an_error_works(tmp_path: Path) -> None:
    rows = survey(60, Unit=["A", "B", "#REF!"])
    path = tmp_path / "unit.csv"
    path.write_bytes(as_csv([[cell if cell != "#REF!" else "C" for cell in row] for row in rows]))
    result = ikm.score(path, by="Unit")
    assert (sizes(result), told(result)) == ({"A": 20, "B": 20, "C": 20}, [])


def test_ages_are_classes_unless_the_survey_file_has_others(tmp_path: Path) -> None:
    rows = survey(120, Usia=[17, "25 tahun", 26, "35", 36.0, "45 th", 46, 55, 56, "70 Tahun", 15, 16])
    result = ikm.score(rows, by="usia")
    assert sizes(result) == {"<17": 20, "17–25": 20, "26–35": 20, "36–45": 20, "46–55": 20, "56+": 20}
    assert told(result) == [("group-ages", "notice", "A1")]
    plan = tmp_path / "survei.toml"
    action = next(one.action for one in result.findings if one.code == "group-ages")
    plan.write_text(re.findall(r"age_classes = \[[^]]+\]", action)[0] + "\n", encoding="utf-8")
    path = tmp_path / "survei.csv"
    path.write_bytes(as_csv(rows))
    assert sizes(ikm.score(path, by="usia", survey=plan)) == {"<17": 20, "17-30": 30, "31-45": 30, "46+": 40}


@pytest.mark.parametrize(
    "kept",
    [
        ["17-25 tahun", "26-35 tahun", "> 35 tahun"],
        [1, 2, 3, 4],
        [1987, 1990, 2001],
        ["Remaja", "Dewasa"],
    ],
)
def test_classes_a_form_offers_codes_and_years_of_birth_stay_as_they_are(kept: list[Any]) -> None:
    result = ikm.score(survey(60, Usia=kept), by="usia")
    assert sizes(result) == {str(one): 60 // len(kept) for one in sorted(map(str, kept))}
    assert told(result) == []


@pytest.mark.parametrize(
    ("classes", "words"),
    [(["muda"], "17-25"), (["17-25", "20-30"], "overlap"), (["30-20"], "overlap")],
)
def test_wrong_classes_of_ages_are_refused_in_words(classes: list[str], words: str) -> None:
    with pytest.raises(ikm.OptionError, match=words):
        age_bounds(classes)


def test_wrong_classes_in_a_survey_file_name_their_line(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text('title = "x"\nage_classes = ["muda"]\n', encoding="utf-8")
    with pytest.raises(ikm.DefinitionError, match="line 2"):
        ikm.score(survey(10, Usia=[20]), survey=plan)


STAMPS = [
    f"{day:02d}/{month:02d}/{year} 08:00:00" for year in (2025, 2026) for month in (1, 4, 8, 12) for day in (5, 28)
]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("bulan", {f"{y}-{m}": 20 for y in (2025, 2026) for m in ("01", "04", "08", "12")}),
        ("triwulan", {f"{y}-Q{q}": 20 for y in (2025, 2026) for q in (1, 2, 3, 4)}),
        ("semester", {f"{y}-S{s}": 40 for y in (2025, 2026) for s in (1, 2)}),
        ("tahun", {"2025": 80, "2026": 80}),
        ("year", {"2025": 80, "2026": 80}),
    ],
)
def test_the_calendar_of_the_timestamps_makes_groups(by: str, groups: dict[str, int]) -> None:
    rows = survey(160, Timestamp=STAMPS)
    for source in (rows, as_csv(rows), as_xlsx(rows)):
        assert sizes(ikm.score(source, by=by)) == groups
    assert ikm.load(rows).tally(by) == ikm.load(rows, keep=by).tally(by)


def test_a_label_of_the_calendar_is_a_period_that_can_be_typed(tmp_path: Path) -> None:
    path = tmp_path / "survei.csv"
    path.write_bytes(as_csv(survey(160, Timestamp=STAMPS)))
    for by in ("bulan", "triwulan", "semester", "tahun"):
        for group in ikm.score(path, by=by, weight="exact").groups or ():
            alone = ikm.score(path, period=group.group[by], weight="exact")
            assert (alone.ikm, alone.respondents) == (group.ikm, group.respondents)


def test_a_column_of_that_name_comes_before_the_calendar() -> None:
    rows = survey(40, Timestamp=STAMPS, Semester=["Ganjil", "Genap"])
    assert sizes(ikm.score(rows, by="semester")) == {"Ganjil": 20, "Genap": 20}


def test_without_timestamps_there_is_no_calendar_and_the_words_say_so() -> None:
    with pytest.raises(ikm.OptionError, match="no column of timestamps was recognised"):
        ikm.score(survey(40, Loket=["A"]), by="bulan")


def test_a_calendar_that_hangs_on_the_order_of_dates_is_refused_until_it_is_said(tmp_path: Path) -> None:
    stamps = ["05/03/2026 08:00:00", "03/05/2026 08:00:00", "04/04/2026 08:00:00"]
    path = tmp_path / "survei.csv"
    path.write_bytes(as_csv(survey(30, Timestamp=stamps)))
    run = ikm_here("score", path, "--by", "bulan")
    assert run.code == 1
    assert "--date-order dmy" in run.err
    for order, month in (("dmy", "2026-03"), ("mdy", "2026-05")):
        run = ikm_here("score", path, "--by", "bulan", "--date-order", order, "--json")
        assert run.code == 0
        assert month in run.out
    assert ikm_here("score", path, "--by", "tahun").code == 0
    with pytest.raises(ikm.OptionError, match="no column 'bulan'"):
        ikm.load(path).tally("bulan")


def test_what_a_frame_holds_for_groups_is_its_text() -> None:
    frame = pd.DataFrame(survey(90)[1:], columns=NAMES)
    order = pd.Series(range(90))
    frame["Kelas"] = pd.cut(order, [-1, 29, 59, 89])
    frame["Kuartil"] = pd.qcut(order, 2)
    frame["Masa"] = pd.PeriodIndex(["2026-01", "2026-02", "2026-03"] * 30, freq="M")
    frame["Lama"] = pd.to_timedelta([1, 2, 3] * 30, unit="h")
    want = {
        "Kelas": {"(-1, 29]": 30, "(29, 59]": 30, "(59, 89]": 30},
        "Kuartil": {"(-0.001, 44.5]": 45, "(44.5, 89.0]": 45},
        "Masa": {"2026-01": 30, "2026-02": 30, "2026-03": 30},
        "Lama": {"0 days 01:00:00": 30, "0 days 02:00:00": 30, "0 days 03:00:00": 30},
    }
    for by, groups in want.items():
        assert sizes(ikm.score(frame, by=by)) == groups


def test_an_engine_gives_the_groups_a_file_gives() -> None:
    rows = survey(60, Usia=[20, 40, "#N/A"], Loket=["A", "-"])
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    for by in ("usia", "Usia", "Loket", ["usia", "Loket"], "usia*Loket", [("Loket", "usia")]):
        want = ikm.load(frame, keep=["Usia", "Loket"]).tally(by)
        assert ikm.tally(frame, by=by) == want
        assert ikm.tally(pl.DataFrame({name: frame[name].astype(str).tolist() for name in frame}), by=by) == want
    assert list(ikm.tally(frame, by="usia").groups) == [("",), ("17–25",), ("36–45",)]


def test_a_large_file_gives_the_groups_and_findings_its_rows_give(tmp_path: Path) -> None:
    rows = survey(
        40_000, Timestamp=STAMPS, Usia=["20", "41 tahun", "#N/A", ""],
        **{"Jenis layanan": ["KTP", "ktp", "#REF!", "-"]}, Catatan=["x" * 40],
    )  # fmt: skip
    path = tmp_path / "besar.csv"
    path.write_bytes(as_csv(rows))
    by = ["usia", "jenis_layanan", "triwulan", "usia*tahun"]
    keep = ["triwulan", "tahun"]
    streamed, by_rows = ikm.load(path, keep=keep), ikm.load(read(path), keep=keep)
    assert type(streamed.times.seconds).__name__ == "ndarray"
    assert streamed.about_profiles == by_rows.about_profiles
    assert [one.row for one in streamed.about_profiles["usia"]] == [4, None]
    one, other = ikm.score(streamed, by=by), ikm.score(by_rows, by=by)
    assert one.groups == other.groups
    assert one.findings == other.findings
    assert one.groups is not None
    assert one.groups["usia", "17–25"].respondents == 10_000
    assert one.groups["KTP"].respondents == 20_000


def test_a_moment_not_known_is_not_said() -> None:
    rows = survey(24, Timestamp=["2026-01-05 08:00:00", ""])
    assert sizes(ikm.score(rows, by="bulan")) == {"": 12, "2026-01": 12}


def test_the_command_makes_a_table_for_each_name_and_one_of_names_joined(tmp_path: Path) -> None:
    path = tmp_path / "survei.csv"
    path.write_bytes(as_csv(survey(120, Timestamp=STAMPS, Loket=["A", "B", "C"])))
    two = ikm_here("score", path, "--by", "Loket", "--by", "tahun")
    assert "Menurut Loket\n" in two.out
    assert "Menurut tahun\n" in two.out
    one = ikm_here("score", path, "--by", "Loket*tahun")
    assert "Menurut Loket × tahun\n" in one.out
    assert "A · 2025" in one.out
    plan = tmp_path / "survei.toml"
    plan.write_text('by = ["Loket*tahun"]\n', encoding="utf-8")
    assert ikm_here("score", path, "--survey", plan).out == one.out


def test_counts_of_two_columns_give_either_table_when_merged(tmp_path: Path) -> None:
    for unit in "XY":
        (tmp_path / f"{unit}.csv").write_bytes(
            as_csv(survey(60, Loket=["A", "B"], **{"Jenis kelamin": ["L", "P", "L"]}))
        )
        run = ikm_here(
            "tally",
            tmp_path / f"{unit}.csv",
            "--by",
            "Loket",
            "--by",
            "jenis_kelamin",
            "--out",
            tmp_path / f"{unit}.json",
        )
        assert run.code == 0
        assert ikm.read_tally(tmp_path / f"{unit}.json").by == ("Loket", "jenis_kelamin")
    files = [tmp_path / "X.json", tmp_path / "Y.json"]
    two = ikm_here("merge", *files, "--by", "Loket", "--by", "jenis_kelamin")
    assert two.out.count("Menurut Loket\n") == two.out.count("Menurut jenis kelamin\n") == 2
    assert "Menurut Loket × jenis kelamin" in ikm_here("merge", *files, "--by", "Loket*jenis_kelamin").out


def test_a_quarter_that_stands_for_a_time_is_put_into_no_month() -> None:
    rows = survey(48, Timestamp=["Triwulan I 2026", "Triwulan III 2026"])
    assert sizes(ikm.score(rows, by="triwulan")) == {"2026-Q1": 24, "2026-Q3": 24}
    assert sizes(ikm.score(rows, by="semester")) == {"2026-S1": 24, "2026-S2": 24}
    with pytest.raises(ikm.OptionError, match="'bulan' is not possible: .* such as 2026-01 to 2026-03"):
        ikm.score(rows, by="bulan")
