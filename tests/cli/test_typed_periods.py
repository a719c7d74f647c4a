"""Times and periods as an officer types them; every remedy that is printed works when it is typed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from command import Run, ikm_here
from tables import as_csv, as_xlsx

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = [
    "Kesesuaian persyaratan", "Kemudahan prosedur", "Kecepatan waktu pelayanan", "Kewajaran biaya", "Kesesuaian produk",
    "Kompetensi petugas", "Perilaku petugas", "Penanganan pengaduan", "Sarana dan prasarana",
]  # fmt: skip
FEW_RESPONDENTS = {"group-rest-few", "group-very-few"}
"""What a period of one or two respondents says of itself, and of the few that it leaves out."""


def form(path: Path, *stamps: object) -> Path:
    """Write a form whose respondents gave 1, 2, 3, 4, 1 … to everything, so that every choice of rows has its index."""
    rows: list[list[object]] = [["Timestamp", *QUESTIONS]]
    rows += [[stamp, *[1 + i % 4] * 9] for i, stamp in enumerate(stamps)]
    path.write_bytes(as_xlsx(rows) if path.suffix == ".xlsx" else as_csv(rows))
    return path


def index_of(run: Run) -> tuple[float, int, list[str]]:
    assert run.code == 0
    data = json.loads(run.out)
    return data["ikm"], data["respondents"], sorted(data["findings_total"])


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "stamps",
    [
        ["05-Jan-26", "13-Jan-26", "02-Feb-26"],
        ["08:03:11 05-01-2026", "08:40:12 13-01-2026", "09:17:13 02-02-2026"],
        ["Mon Jan 05 2026 08:03:11 GMT+0700 (Western Indonesia Time)", "Tue Jan 13 2026 08:40:12 GMT+0700 (WIB)",
         "Mon Feb 02 2026 09:17:13 GMT+0700 (Western Indonesia Time)"],
        ["Monday, January 05, 2026 at 08:03:11 AM", "Tuesday, January 13, 2026 at 08:40:12 AM",
         "Monday, February 02, 2026 at 09:17:13 AM"],
        ["20260105080311", "20260113084012", "20260202091713"],
        [20260105, 20260113, 20260202],
        ["1767574991", "1768268412", "1769998633"],
        [1767574991000, 1768268412000, 1769998633000],
        ["Januari 2026", "Januari 2026", "Februari 2026"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("period", ["Januari 2026", "01/2026", "2026-01"])
def test_answers_of_a_month_are_chosen_however_time_is_written(
    stamps: list[object], ending: str, period: str, tmp_path: Path
) -> None:
    run = ikm_here("score", form(tmp_path / f"a.{ending}", *stamps), "--period", period, "--weight", "exact", "--json")
    ikm, respondents, codes = index_of(run)
    assert (ikm, respondents) == (37.5, 2)
    assert set(codes) >= FEW_RESPONDENTS
    assert set(codes) - FEW_RESPONDENTS <= {"time-epoch", "time-span", "evidence-straight-lines", "time-order-inferred"}


@pytest.mark.parametrize(
    ("flags", "respondents"),
    [
        (["--period", "TW III 2026"], 2), (["--period", "Triwulan I 2026"], 1), (["--period", "Q1-2026"], 1),
        (["--period", "Semester II 2026"], 3), (["--from", "1 Juli 2026"], 3), (["--to", "30 Juni 2026"], 1),
        (["--from", "1 Juli 2026", "--to", "September 2026"], 2), (["--period", "Juli - September 2026"], 2),
    ],
)  # fmt: skip
def test_periods_are_typed_in_words(flags: list[str], respondents: int, tmp_path: Path) -> None:
    file = form(tmp_path / "a.csv", "2026-01-05", "2026-07-01", "2026-09-30", "2026-10-01")
    assert index_of(ikm_here("score", file, *flags, "--json"))[1] == respondents


def test_a_period_that_is_none_is_refused_with_forms_that_are_read(tmp_path: Path) -> None:
    run = ikm_here("score", form(tmp_path / "a.csv", "2026-01-05"), "--period", "triwulan lalu")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("'triwulan lalu' bukan periode; tulis 2023, 2023-S1, 2023-Q3 (atau 2023-TW3), 2023-05,")
    for typed in re.findall(r'"([^"]+)"', run.err):
        assert "bukan periode" not in ikm_here("score", tmp_path / "a.csv", "--period", typed).err
    assert ikm_here("score", tmp_path / "a.csv", "--from", "").code == 2


def typed(run: Run, flag: str) -> list[str]:
    """Give the option that a remedy prints, as it would be typed."""
    found = re.search(rf"{flag} ([\w.-]+\w)", " ".join(run.err.split()))
    assert found is not None
    return [flag, found[1]]


def test_times_that_cannot_be_read_are_said_to_be_so_and_not_to_lie_outside(tmp_path: Path) -> None:
    file = form(tmp_path / "a.csv", *["Montag, 5. Januar 2026 um 08:03"] * 12)
    run = ikm_here("score", file, "--period", "2026-01")
    assert run.code == 1
    assert "12 dari 12 waktunya tidak terbaca, jadi jawaban dalam periode 2026-01" in " ".join(run.err.split())
    assert "di luar" not in run.err
    assert ikm_here("score", file).code == 0
    mended = form(tmp_path / "b.csv", *["31/12/2023 15:45:12"] * 12)
    assert index_of(ikm_here("score", mended, "--period", "2023-12", "--json"))[1] == 12


def test_who_lies_outside_the_period_is_counted_without_those_whose_time_is_not_known(tmp_path: Path) -> None:
    file = form(tmp_path / "a.csv", *["2026-01-05"] * 6, *["kemarin"] * 4)
    run = ikm_here("score", file, "--period", "2025")
    assert run.code == 1
    assert "6 responden berada di luarnya, jawabannya bertanggal 5 Januari 2026." in " ".join(run.err.split())


def test_the_period_proposed_for_months_is_one_that_works(tmp_path: Path) -> None:
    file = form(tmp_path / "a.csv", "Januari 2026", "Februari 2026", "Maret 2026")
    run = ikm_here("score", file, "--period", "15 Januari - 28 Februari 2026")
    assert run.code == 1
    assert typed(run, "--period") == ["--period", "2026-01..2026-02"]
    assert index_of(ikm_here("score", file, *typed(run, "--period"), "--json"))[1] == 2


def test_the_year_proposed_for_a_long_file_is_one_that_works(tmp_path: Path) -> None:
    file = form(tmp_path / "a.csv", "2024-12-30 08:00", "2025-03-02 08:00", "2026-01-05 08:00")
    run = ikm_here("score", file)
    assert (run.code, "IKM" in run.out) == (0, True)
    assert "lebih dari setahun, dari 30 Desember 2024 sampai 5 Januari 2026" in " ".join(run.err.split())
    assert index_of(ikm_here("score", file, *typed(run, "--period"), "--json"))[1:] == (1, sorted(FEW_RESPONDENTS))
