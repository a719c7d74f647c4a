"""Rows left out by their numbers, and questionnaires sent again: not counted, said, and accounted for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from hypothesis import given
from hypothesis import strategies as st
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm
from ikm.sources.texts import LARGE

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = [[*GOOD[i % 3]] for i in range(12)]
TABLE: list[list[Any]] = [
    ["Survei 2026"], ["No", *NAMES], *([i, *row] for i, row in enumerate(PEOPLE, 1)), [], ["Jumlah", *[39] * 9]
]  # fmt: skip


def codes(result: ikm.IKMResult | ikm.Responses) -> set[str]:
    return {finding.code for finding in result.findings}


@given(st.sets(st.integers(3, 14), max_size=11))
def test_rows_left_out_are_as_if_they_were_not_there_and_the_ledger_adds_up(rows: set[int]) -> None:
    result = ikm.score(as_csv(TABLE), exclude_rows=rows)
    kept = [row for number, row in enumerate(PEOPLE, 3) if number not in rows]
    assert result.ikm == ikm.score([NAMES, *kept]).ikm
    ledger = result.provenance.rows
    assert ledger is not None
    assert (ledger.excluded, ledger.used) == (len(rows), len(kept))
    assert ledger.adds_up()
    assert result.provenance.options.get("exclude_rows", ()) == tuple(sorted(rows))
    assert ("row-excluded" in codes(result)) == bool(rows)


@pytest.mark.parametrize(
    "asked", ["3,5-7", " 7, 5 , 6,3", "3, 5–7", [3, 5, 6, 7], ["3", "5-7"], (7, 6, 5, 3), range(3, 8)]
)
def test_rows_are_named_in_any_of_these_ways(asked: Any) -> None:
    loaded = ikm.load(as_csv(TABLE), exclude_rows=asked)
    assert list(loaded.rows) == [row for row in range(3, 15) if row not in ({3, 4, 5, 6, 7} & set(ikm_rows(asked)))]


def ikm_rows(asked: Any) -> list[int]:
    return list(asked) if isinstance(asked, range) else [3, 5, 6, 7]


@pytest.mark.parametrize("asked", ["tiga", "5-3", "0", [0], [-2], [3.5], [True], "3;4", "1-2000"])
def test_what_is_no_row_is_refused_in_words(asked: Any) -> None:
    with pytest.raises(ikm.OptionError, match="exclude_rows"):
        ikm.load(as_csv(TABLE), exclude_rows=asked)


@pytest.mark.parametrize("row", [1, 2, 15, 16, 99])
def test_a_row_that_is_no_respondent_is_an_error_of_use(row: int, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(TABLE))
    run = ikm_here("score", "f.csv", "--exclude-rows", f"4,{row}", cwd=tmp_path)
    assert run.code == 2
    assert f"--exclude-rows menyebut baris {row}, yang tidak berisi responden" in run.err
    assert "(3–16)" in run.err
    plan = tmp_path / "survei.toml"
    plan.write_text(f'target = 80\ntanpa_baris = "4, {row}"\n', encoding="utf-8")
    run = ikm_here("score", "f.csv", "--survey", "survei.toml", cwd=tmp_path)
    assert run.code == 2
    assert "survei.toml, baris 2: 'exclude_rows'" in run.err


def test_the_command_the_survey_file_and_python_leave_out_the_same(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(TABLE))
    wanted = ikm.score(as_csv(TABLE), exclude_rows=[3, 5, 6]).ikm
    for number, said in enumerate(("exclude_rows = [3, 5, 6]", 'exclude_rows = ["3", "5-6"]', 'tanpa_baris = "3,5-6"')):
        (tmp_path / f"{number}.toml").write_text(said + "\n", encoding="utf-8")
        run = ikm_here("score", "f.csv", "--survey", f"{number}.toml", "--json", cwd=tmp_path)
        assert json.loads(run.out)["ikm"] == wanted, run.err
    typed = (["--exclude-rows", "3,5-6"], ["--tanpa-baris", "3, 5-6"], ["--exclude-rows", "3", "--exclude-rows", "5-6"])
    for words in typed:
        assert json.loads(ikm_here("score", "f.csv", *words, "--json", cwd=tmp_path).out)["ikm"] == wanted
    assert ikm_here("score", "f.csv", "--exclude-rows", "x", cwd=tmp_path).err.count("--exclude-rows ditulis") == 1


def test_rows_are_those_of_one_file(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(as_csv(TABLE))
    run = ikm_here("score", "a.csv", "b.csv", "--exclude-rows", "4", cwd=tmp_path)
    assert (run.code, "--tanpa-baris menyebut baris satu berkas" in run.err) == (2, True)


def test_a_row_that_is_refused_as_a_whole_can_be_left_out() -> None:
    data = as_csv([NAMES, *PEOPLE]) + b"4,3,4\r\n"
    assert ikm.load(data).errors == 1
    result = ikm.score(data, exclude_rows=14)
    assert result.respondents == 12
    assert result.provenance.rows is not None
    assert (result.provenance.rows.refused, result.provenance.rows.excluded) == (0, 1)
    assert result.provenance.rows.adds_up()


def test_a_trial_left_out_is_told_of_no_more_and_its_number_is_the_one_printed() -> None:
    rows = [[*NAMES, "Saran"], *([*row, ""] for row in PEOPLE), [*PEOPLE[0], "tes"]]
    (found,) = [finding for finding in ikm.load(as_xlsx(rows)).findings if finding.code == "evidence-test-row"]
    assert "exclude_rows=14" in found.action
    assert codes(ikm.load(as_xlsx(rows), exclude_rows=found.row)) & {"row-excluded", found.code} == {"row-excluded"}


PRESSED: list[list[Any]] = [
    ["Timestamp", "Email", *NAMES],
    *([f"2026-03-0{1 + i % 9} 09:{i:02}:10", f"orang{i}@contoh.id", *row] for i, row in enumerate(PEOPLE)),
    ["2026-03-02 09:01:14", "Orang1@contoh.id", *PEOPLE[1]],
    ["2026-03-03 09:02:13", "orang2@contoh.id", *PEOPLE[0]],
]


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_what_was_sent_again_counts_once_when_asked(make: Any, tmp_path: Path) -> None:
    (tmp_path / "f.bin").write_bytes(make(PRESSED))
    plain = ikm.score(make(PRESSED))
    assert (plain.respondents, {"evidence-sent-again"} <= codes(plain)) == (14, True)
    once = ikm.score(make(PRESSED), drop_resubmissions=True)
    assert once.respondents == 13
    assert once.provenance.rows is not None
    assert (once.provenance.rows.resubmissions, once.provenance.rows.adds_up()) == (1, True)
    assert "evidence-sent-again" not in codes(once)
    assert once.provenance.options["drop_resubmissions"] is True
    for words in ("--drop-resubmissions", "--abaikan-kiriman-ulang"):
        assert json.loads(ikm_here("score", "f.bin", words, "--json", cwd=tmp_path).out)["respondents"] == 13
    (tmp_path / "s.toml").write_text("abaikan_kiriman_ulang = true\n", encoding="utf-8")
    assert json.loads(ikm_here("score", "f.bin", "--survey", "s.toml", "--json", cwd=tmp_path).out)["respondents"] == 13


def test_the_first_of_what_was_sent_again_is_the_one_that_counts() -> None:
    rows = [PRESSED[0], PRESSED[13], *PRESSED[1:13]]
    loaded = ikm.load(as_csv(rows), drop_resubmissions=True)
    assert list(loaded.left_out["resubmissions"]) == [2]


def test_a_large_file_leaves_out_what_a_small_one_does(tmp_path: Path) -> None:
    head = [*PRESSED[0], "Saran"]
    rows = [[*row, "x" * 300] for row in PRESSED[1:]]
    far = [
        [
            f"2026-04-{1 + i % 28:02} {8 + i // 28 % 9:02}:{i // 252:02}:05",
            f"jauh{i}@contoh.id",
            *PEOPLE[i % 3],
            "y" * 300,
        ]
        for i in range(8000)
    ]
    again = [far[7000][0].replace(":05", ":50"), *far[7000][1:]]
    data = as_csv([head, *rows, *far, again])
    assert len(data) > LARGE
    (tmp_path / "f.csv").write_bytes(data)
    loaded = ikm.load(tmp_path / "f.csv", drop_resubmissions=True, exclude_rows="2,7000-7002")
    small = ikm.load([head, *rows, *far, again], drop_resubmissions=True, exclude_rows="2,7000-7002")
    assert loaded.ledger == small.ledger
    assert list(loaded.rows) == list(small.rows)
    assert {reason: list(left) for reason, left in loaded.left_out.items() if left} == {
        "resubmissions": [14, 8016], "excluded": [2, 7000, 7001, 7002],
    }  # fmt: skip
