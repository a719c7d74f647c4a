"""Reliability of several units: pooled from their counts, beside a row for each, on the screen and in every product."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from command import ikm_here
from openpyxl import load_workbook
from reference import references
from tables import NAMES, as_csv

import ikm
from ikm.regulation import load_regulation
from ikm.reports import Paragraph, ReportTable, agency_report, official_report
from ikm.tallies import Tally

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.agencies import AgencyResult
    from ikm.reports import Chapter

ROWS: list[list[Any]] = [list(row) for row in references()["n60"].rows]
"""Sixty complete questionnaires; R gives an alpha of 0.950 (tests/statistics/reference.json)."""

HALVES = {"Loket A": [NAMES, *ROWS[:30]], "Loket B": [NAMES, *ROWS[30:]]}


def agency(units: Any = HALVES, **options: Any) -> AgencyResult:
    return ikm.score_agency(units, statistics=True, **options)


def chapter(result: AgencyResult) -> Chapter:
    found = agency_report(result).chapter("statistik")
    assert found is not None
    return found


def sentences(told: Chapter) -> list[str]:
    return [block.text for block in told.blocks if isinstance(block, Paragraph)]


def table(told: Chapter, key: str) -> list[list[str]]:
    (found,) = (block for block in told.blocks if isinstance(block, ReportTable) and block.key == key)
    return [[entry.text for entry in row.cells] for row in found.rows]


def test_pooled_units_have_the_alpha_of_all_their_respondents_together() -> None:
    whole = ikm.score([NAMES, *ROWS], statistics=True).statistics
    pooled = agency().agency.pooled
    assert pooled is not None
    assert pooled.statistics is not None
    assert whole is not None
    assert pooled.statistics.reliability.alpha_exact == whole.reliability.alpha_exact
    assert [one.item_rest for one in pooled.statistics.reliability.items] == [
        one.item_rest for one in whole.reliability.items
    ]
    assert (pooled.statistics.reliability.basis, pooled.statistics.reliability.interval) == ("pairs", None)


def test_the_pooled_are_told_first_and_then_a_row_for_each_unit() -> None:
    told = chapter(agency(lang="en"))
    assert sentences(told)[:3] == [
        "All respondents pooled, from the counts of the units added up:",
        (
            "The questionnaire is reliable: Cronbach's alpha 0.950, not below 0.60. Alpha is over 9 elements and 60 "
            "questionnaires."
        ),
        (
            "No confidence interval of alpha was computed: it cannot be computed from counts, since it takes each "
            "respondent's answers."
        ),
    ]
    assert len(table(told, "butir")) == 9
    alone = [ikm.score(rows, statistics=True, lang="en").statistics for rows in HALVES.values()]
    figures = [f"{one.reliability.alpha:.3f}" for one in alone if one is not None and one.reliability.alpha]
    rows = table(told, "reliabilitas-unit")
    assert [row[:3] for row in rows] == [["Loket A", "30", figures[0]], ["Loket B", "30", figures[1]]]
    assert [row[4:6] for row in rows] == [["yes", "–"], ["yes", "–"]]
    assert all(" – " in row[3] for row in rows)
    assert all(row[6].endswith(" %") for row in rows)


def test_a_unit_that_gives_no_figure_says_why_in_its_row() -> None:
    counts = ikm.tally_file(ikm.load(HALVES["Loket B"]), unit="Loket B")
    few, alike = [NAMES, *ROWS[:9]], [NAMES, *[[3] * 9] * 12]
    twisted = [NAMES, *([*row[:8], 5 - row[8]] for row in ROWS)]
    units = {"Kecil": few, "Sama": alike, "Rekap": counts, "Terbalik": twisted}
    told = chapter(agency(units))
    assert table(told, "reliabilitas-unit")[:3] == [
        ["Kecil", "9", "–", "–", "terlalu sedikit", "–", "–"],
        ["Sama", "12", "–", "–", "semua sama", "–", "100,0 %"],
        ["Rekap", "30", "–", "–", "bukan dari rekapitulasi", "–", "–"],
    ]
    assert table(told, "reliabilitas-unit")[3][5] == "U9"
    assert sentences(told)[1] == (
        "Cronbach's alpha tidak dihitung: rekapitulasi ini tidak menyimpan data korelasi antarunsur; buat lagi dengan: "
        "ikm rekap BERKAS --moments."
    )


def test_units_that_cannot_be_pooled_have_rows_of_their_own_and_the_reason() -> None:
    keys = [element.key for element in load_regulation().elements]
    eight = Tally.of_scores(keys[:8], [row[:8] for row in ROWS], moments=True)
    told = chapter(agency({**HALVES, "Delapan": eight}))
    assert sentences(told) == [
        (
            "Untuk semua responden bersama tidak dihitung. Responden tidak dapat digabung, karena unsur yang "
            "ditanyakan berbeda di: Delapan."
        )
    ]
    assert [row[0] for row in table(told, "reliabilitas-unit")] == ["Loket A", "Loket B", "Delapan"]


def test_nothing_is_told_where_it_was_not_asked_for() -> None:
    result = ikm.score_agency(HALVES)
    assert result.agency.pooled is not None
    assert result.agency.pooled.statistics is None
    assert agency_report(result).chapter("statistik") is None
    outcome = official_report(result.agency.pooled, agency=result).chapter("bab-3")
    assert outcome is not None
    assert not any(isinstance(block, ReportTable) and block.key == "reliabilitas-unit" for block in outcome.blocks)


def test_the_other_language_says_what_scoring_in_it_says() -> None:
    assert agency().translated("en") == agency(lang="en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in HALVES.items():
        (tmp_path / f"{name[-1]}.csv").write_bytes(as_csv([["Loket", *NAMES], *(["X", *row] for row in rows[1:])]))
    return tmp_path


def of_workbook(path: Path) -> str:
    sheets = load_workbook(path)
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)


def of_document(path: Path) -> str:
    return ZipFile(path).read("word/document.xml").decode()


@pytest.mark.parametrize("merged", [False, True])
def test_a_folder_and_its_merged_counts_tell_it_on_screen_and_in_every_product(folder: Path, *, merged: bool) -> None:
    given: list[object] = ["score", "A.csv", "B.csv", "--as-units"]
    if merged:
        for name in ("A", "B"):
            assert ikm_here("tally", f"{name}.csv", "--moments", "--out", f"{name}.json", cwd=folder).code == 0
        given = ["merge", "A.json", "B.json"]
    outs = ("h.xlsx", "h.html", "h.docx")
    flags = [word for name in outs for word in ("--out", name)]
    run = ikm_here(*given, "--statistics", "--lang", "en", *flags, cwd=folder)
    assert run.code == 0, run.err
    read = [
        run.out, of_workbook(folder / "h.xlsx"), (folder / "h.html").read_text("utf-8"), of_document(folder / "h.docx")
    ]  # fmt: skip
    for text in read:
        assert "Cronbach's alpha 0.950" in " ".join(text.replace("&#x27;", "'").replace("&#39;", "'").split())
        assert "Reliable" in text
        assert ("not from counts" in text) == merged
    assert all(len(line) <= 80 for line in run.out.splitlines())
    printed = json.loads(ikm_here(*given, "--statistics", "--json", cwd=folder).out)
    assert printed["agency"]["pooled"]["statistics"]["reliability"]["reliable"] is True
    assert [one["result"]["statistics"]["reliability"]["reliable"] for one in printed["units"]] == [True, True]


def test_the_tests_of_a_units_groups_stand_under_its_breakdown(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Loket", *NAMES], *([["A", *[4] * 9]] * 12), *([["B", *[3] * 9]] * 12)]
    (tmp_path / "a.csv").write_bytes(as_csv(rows))
    (tmp_path / "b.csv").write_bytes(as_csv([["Loket", *NAMES], *(["A", *row] for row in ROWS[:12])]))
    run = ikm_here("score", ".", "--statistics", "--by", "Loket", "--lang", "en", cwd=tmp_path)
    assert run.code == 0, run.err
    said = " ".join(run.out.split())
    assert "a Differences by Loket The differences by Loket are greater than chance usually makes them" in said
    assert "b Differences by Loket Differences by Loket were not tested" in said


def test_survey_files_that_do_not_all_ask_for_it_leave_the_pooled_without(tmp_path: Path) -> None:
    for name, rows in HALVES.items():
        place = tmp_path / name[-1]
        place.mkdir()
        (place / f"{name[-1]}.csv").write_bytes(as_csv(rows))
    (tmp_path / "A" / "survei.toml").write_text("statistics = true\n", encoding="utf-8")
    printed = json.loads(ikm_here("score", "A/A.csv", "B/B.csv", "--as-units", "--json", cwd=tmp_path).out)
    assert printed["agency"]["pooled"]["statistics"] is None
    assert [one["result"]["statistics"] is None for one in printed["units"]] == [False, True]
