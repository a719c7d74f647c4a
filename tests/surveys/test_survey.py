"""From a table to a result: what a user meets in a notebook."""

from __future__ import annotations

import io
import json
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from command import ROOT

import ikm

EXAMPLES = ROOT / "examples"
PPID, STAKEHOLDER = EXAMPLES / "ppid-2023.xlsx", EXAMPLES / "stakeholder-2023.xlsx"
NAMES = [
    "Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana",
]  # fmt: skip
HEADER: list[Any] = [f"U{i} {name}" for i, name in enumerate(NAMES, 1)]
GOOD: list[list[Any]] = [[3, 3, 4, 4, 3, 3, 4, 3, 3], [4, 4, 3, 4, 2, 3, 4, 3, 4], [2, 3, 3, 4, 3, 3, 3, 3, 2]]


def codes(error: pytest.ExceptionInfo[ikm.ResponseError]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def test_the_ppid_example_is_the_report() -> None:
    result = ikm.score(PPID, population=205, target=81)
    assert (result.ikm, result.mutu, result.kinerja, result.respondents) == (83.86, "B", "Baik", 136)
    assert [e.total for e in result.elements] == [444, 438, 446, 502, 446, 440, 462, 452, 480]
    assert [(a.weight, a.ikm) for a in result.alternatives] == [("exact", 83.95), ("0.11", 83.11)]
    assert result.sample is not None
    assert (result.sample.required, result.sample.sufficient) == (134, True)
    assert result.target is not None
    assert result.target.achievement_percent == 103.53
    assert not [finding for finding in result.findings if finding.severity != "notice"]


def test_the_stakeholder_example_is_the_report_by_the_same_path() -> None:
    result = ikm.score(STAKEHOLDER)
    assert (result.ikm, result.mutu) == (90.69, "A")
    assert "".join(e.mutu for e in result.elements) == "ABAABAAAA"
    assert ikm.score(STAKEHOLDER, weight="exact").ikm == 90.78


def test_path_bytes_file_csv_and_frames_give_the_same_figures() -> None:
    whole = ikm.score(PPID).model_dump(exclude={"provenance"})
    frame = pd.read_excel(PPID, engine="openpyxl")
    with PPID.open("rb") as stream:
        others: list[Any] = [PPID.read_bytes(), stream, str(PPID), PPID.with_suffix(".csv"), frame]
        for source in others:
            assert ikm.score(source).model_dump(exclude={"provenance"}) == whole
    loaded = ikm.load(PPID)
    assert ikm.score(loaded).model_dump(exclude={"provenance"}) == whole
    assert ikm.score(loaded.tally()).ikm == whole["ikm"]


def test_an_array_of_scores_is_scored_with_the_order_assumed() -> None:
    for source in (GOOD, np.array(GOOD), np.array(GOOD, dtype=float), pd.DataFrame(GOOD, columns=HEADER)):
        assert ikm.score(source, weight="exact").ikm == 80.56
    result = ikm.score(np.array(GOOD))
    assert [finding.code for finding in result.findings] == ["group-very-few", "column-order-assumed"]
    swapped = ikm.score(np.array(GOOD), order="annex")
    assert (result.elements["pengaduan"].total, swapped.elements["pengaduan"].total) == (9, 9)
    assert [finding.code for finding in swapped.findings] == ["group-very-few"]


def test_the_order_of_bare_codes_can_be_chosen() -> None:
    rows = [[4, 4, 4, 4, 4, 4, 4, 1, 2]]
    assert ikm.score(rows).elements["pengaduan"].total == 1
    assert ikm.score(rows, order="annex").elements["pengaduan"].total == 2


def test_missing_values_of_frames_are_blanks() -> None:
    frame = pd.DataFrame(GOOD, columns=HEADER).astype("Int64")
    frame.iloc[0, 0] = pd.NA
    result = ikm.score(frame, weight="exact")
    assert result.elements["persyaratan"].filled == 2
    floats = frame.astype(float)
    assert ikm.score(floats, weight="exact").ikm == result.ikm


def test_columns_are_found_by_words_wherever_they_stand() -> None:
    order = [8, 3, 0, 5, 1, 7, 2, 6, 4]
    shuffled = [[HEADER[i][3:] for i in order], *([row[i] for i in order] for row in GOOD)]
    assert ikm.score(shuffled, weight="exact").ikm == ikm.score([HEADER, *GOOD], weight="exact").ikm


def test_grid_headers_and_answers_in_words_are_understood() -> None:
    header = [f"Penilaian layanan [{name}]" for name in NAMES]
    words: list[list[Any]] = [
        ["Sangat sesuai", "d. Sangat mudah", "4 - Sangat cepat", "GRATIS", " sangat  sesuai ", "Sangat kompeten.",
         "Sangat sopan dan ramah", "Dikelola dengan baik", "Sangat baik"],
        [4.0, "4.0", "4", "d. Gratis", "Sangat Sesuai", "Sangat Kompeten", "sangat sopan dan ramah", "4", 4],
    ]  # fmt: skip
    assert ikm.score([header, *words], weight="exact").ikm == 100.0


@pytest.mark.parametrize("bad", [5, "Sangat Baik Sekali", 0, "2,5", True, "-"])
def test_one_bad_answer_is_refused_with_its_cell_and_the_choices(bad: Any) -> None:
    rows = [HEADER, *GOOD]
    rows[2] = [bad, *GOOD[1][1:]]
    with pytest.raises(ikm.ResponseError, match=r"refused for 1 error\. The first: A3: .*invalid=\"blank\"") as error:
        ikm.score(rows)
    finding = error.value.findings[0]
    assert (finding.cell, finding.severity) == ("A3", "error")
    assert finding.translated("id").action
    assert finding.translated("id").message.startswith("U1 Persyaratan")
    result = ikm.score(rows, invalid="blank", weight="exact")
    assert result.elements["persyaratan"].filled == 2
    assert "survey-invalid-blanked" in [f.code for f in result.findings]


def test_a_blank_names_its_cell_and_the_other_choice_is_told() -> None:
    rows = [HEADER, *GOOD[:2], [None, *GOOD[2][1:]]]
    result = ikm.score(rows, weight="exact")
    assert [(f.code, f.cell, f.severity) for f in result.findings] == [
        ("group-very-few", None, "warning"),
        ("answer-blank", "A4", "warning"),
    ]
    assert 'missing="complete"' in result.findings[1].action
    assert result.blanks is not None
    assert result.blanks.other_ikm is None  # of one with a blank: it would tell the answers
    rows = [HEADER, *GOOD[:2] * 10, *[[None, *GOOD[2][1:]]] * 10]
    told = ikm.score(rows, weight="exact").blanks
    assert told is not None
    assert told.other_ikm == ikm.score(rows, missing="complete", weight="exact").ikm


def test_a_missing_element_is_refused_by_name_with_what_to_type() -> None:
    rows = [HEADER[:8], *(row[:8] for row in GOOD)]
    with pytest.raises(ikm.ResponseError) as error:
        ikm.score(rows, invalid="blank")
    finding = next(f for f in error.value.findings if f.severity == "error")
    assert finding.code == "column-element-missing"
    assert "U9" in finding.translated("id").message
    assert "columns=" in finding.translated("id").action


def test_a_column_is_never_taken_for_an_element_by_its_place_alone() -> None:
    rows = [[*HEADER[:8], "Kolom lain"], *GOOD]
    with pytest.raises(ikm.ResponseError) as error:
        ikm.score(rows, invalid="blank")
    assert codes(error) == ["column-by-order"]
    assert 'columns={"U9": "Kolom lain"}' in error.value.findings[0].translated("id").action
    assert ikm.score(rows, columns={"U9": "I"}, weight="exact").ikm == 80.56


def test_everything_wrong_is_reported_together() -> None:
    rows = [HEADER, [9, *GOOD[0][1:]], [*GOOD[1][:8], "Bagus sekali"], [None] * 9, ["7", *GOOD[2][1:]]]
    with pytest.raises(ikm.ResponseError) as error:
        ikm.score(rows)
    assert [(f.code, f.cell) for f in error.value.findings] == [
        ("answer-off-scale", "A2"),
        ("answer-unknown-label", "I3"),
        ("answer-off-scale", "A5"),
    ]


def test_respondents_without_an_answer_are_not_counted_and_said() -> None:
    header = ["Jenis kelamin", *HEADER]
    rows = [header, *(["L", *row] for row in GOOD), ["P", *[None] * 9]]
    loaded = ikm.load(rows)
    assert [(f.code, f.row) for f in loaded.findings] == [("row-unanswered", 5)]
    assert (loaded.ledger.used, loaded.ledger.unanswered) == (3, 1)
    assert loaded.ledger.adds_up()


@pytest.mark.parametrize(("heading", "codes"), [("Nama", "x%d"), ("Kode", "R-%02d"), ("Pendidikan", "S%d")])
def test_a_last_respondent_without_an_answer_is_known_by_a_code_like_the_others(heading: str, codes: str) -> None:
    rows = [[heading, *HEADER], *([codes % i, *row] for i, row in enumerate(GOOD, 1))]
    loaded = ikm.load([*rows, [codes % 4, *[None] * 9]])
    assert [(f.code, f.row) for f in loaded.findings] == [("row-unanswered", 5)]
    assert (loaded.ledger.used, loaded.ledger.unanswered, loaded.ledger.not_respondents) == (3, 1, 0)
    noted = ikm.load([*rows, ["Jakarta, 31 Maret 2026", *[None] * 9]])
    assert [(f.code, f.row) for f in noted.findings] == [("row-below", 5)]
    assert (noted.ledger.used, noted.ledger.unanswered, noted.ledger.not_respondents) == (3, 0, 1)


def test_rows_that_are_no_respondents_are_set_apart() -> None:
    header = ["Timestamp", "Nama", *HEADER]
    people = [[f"2026/03/0{i} 9:0{i}:00 AM GMT+7", f"R{i}", *row] for i, row in enumerate(GOOD, 1)]
    sums: list[Any] = [sum(column) for column in zip(*GOOD, strict=True)]
    rows = [
        ["Survei Kepuasan Masyarakat 2026"], header, *people[:2], header, people[2], [],
        [None, "Jumlah", *sums], [None, None, *sums], [None, "NRR", *[s / 3 for s in sums]],
    ]  # fmt: skip
    loaded = ikm.load(rows)
    assert [(f.code, f.row) for f in loaded.findings if f.row] == [
        ("row-repeated-header", 5), ("row-summary", 8), ("row-summary", 9), ("row-summary", 10),
    ]  # fmt: skip
    assert loaded.ledger.model_dump() == {
        "read": 10, "header": 2, "blank": 1, "not_respondents": 4, "unanswered": 0, "refused": 0,
        "outside_period": 0, "duplicates": 0, "resubmissions": 0, "excluded": 0, "used": 3,
    }  # fmt: skip
    assert loaded.ledger.adds_up()
    assert ikm.score(loaded, weight="exact").ikm == 80.56


def test_rows_of_the_wrong_length_are_refused_or_left_out() -> None:
    text = "\n".join([",".join(HEADER), "3,3,4,4,3,3,4,3,3", "4,4,3", "4,4,3,4,2,3,4,3,4,4,1", "2,3,3,4,3,3,3,3,2"])
    with pytest.raises(ikm.ResponseError) as error:
        ikm.score(text.encode())
    assert [(f.code, f.row) for f in error.value.findings] == [("row-too-short", 3), ("row-too-long", 4)]
    loaded = ikm.load(text.encode())
    assert (loaded.ledger.refused, loaded.ledger.used) == (2, 2)
    assert ikm.score(loaded, invalid="blank").respondents == 2


def test_blank_cells_beyond_the_header_shift_nothing() -> None:
    text = "\n".join([",".join(HEADER), *(",".join(map(str, row)) + "," for row in GOOD)])
    result = ikm.score(text.encode(), weight="exact")
    assert result.ikm == 80.56
    assert [f.code for f in result.findings] == ["group-very-few", "row-extra-blanks"]


def test_a_table_without_a_header_is_refused() -> None:
    rows = [["Ani", "x", "y", *GOOD[0]], ["Budi", "z", "w", *GOOD[1]]]
    with pytest.raises(ikm.ResponseError, match="No header row was found") as error:
        ikm.score(rows)
    assert "header=N" in error.value.findings[0].translated("id").action


def test_a_table_on_its_side_is_recognised() -> None:
    rows = [[name, *(row[i] for row in GOOD)] for i, name in enumerate(HEADER)]
    with pytest.raises(ikm.ResponseError, match="lies on its side"):
        ikm.score(rows)


def test_several_questions_of_an_element_are_averaged_within_the_respondent() -> None:
    header = [*HEADER, "Ketepatan waktu pelayanan"]
    rows = [header, [3, 3, 4, 4, 3, 3, 4, 3, 3, 3], [4, 4, 3, 4, 2, 3, 4, 3, 4, None]]
    result = ikm.score(rows, weight="exact")
    assert result.elements["waktu"].counts == {"1": 0, "2": 0, "3": 1, "3.5": 1, "4": 0}
    assert result.elements["waktu"].total == 6.5
    told = next(f for f in result.findings if f.code == "column-several-questions")
    assert "C" in told.message
    assert "J" in told.message


def test_groups_come_from_profile_columns_or_named_columns() -> None:
    rows = [["Jenis layanan", "Loket", *HEADER]]
    rows += [["KTP" if i % 2 else "KK", "1", *GOOD[i % 3]] for i in range(40)]
    for by in ("jenis_layanan", "Loket", "B"):
        groups = ikm.score(rows, by=by).groups
        assert groups is not None
        assert sum(group.respondents or 0 for group in groups) == 40
    assert ikm.load(rows).tally("jenis_layanan", moments=True).moments
    with pytest.raises(ikm.OptionError, match="no column 'Kota' to group by. The survey has: jenis_layanan"):
        ikm.score(rows, by="Kota")
    with pytest.raises(ikm.OptionError, match="no column 'kota' to group by. The survey has: jenis_layanan"):
        ikm.load(rows).tally("kota")


def test_personal_columns_cannot_be_grouped_by() -> None:
    rows = [["Nama Lengkap", *HEADER], *(["Ani", *row] for row in GOOD)]
    with pytest.raises(ikm.OptionError, match="personal data or free text"):
        ikm.score(rows, by="Nama Lengkap")
    assert "Ani" not in repr(ikm.load(rows).profiles)


def test_a_column_can_be_chosen_for_an_element() -> None:
    header = [*HEADER[:8], "Ruang tunggunya bagaimana"]
    for choice in ({"U9": "Ruang tunggunya bagaimana"}, {"sarana": "I"}, {"sarana": 9}):
        assert ikm.score([header, *GOOD], columns=choice, weight="exact").ikm == 80.56


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"invalid": "drop"}, "invalid is"),
        ({"lang": "fr"}, "lang is"),
        ({"order": "abjad"}, "order is"),
        ({"questionnaire": "skmm"}, "Did you mean 'skm'"),
        ({"questionnaire": "tidak-ada.toml"}, "cannot be read"),
        ({"regulation": "permenpan"}, "no regulation"),
        ({"sheet": "Lain"}, "no sheets"),
        ({"weight": "1/8"}, "no weight"),
        ({"target": -1}, "target"),
        ({"population": 2.5}, "whole number of people"),
        ({"period": "triwulan"}, "period"),
    ],
)
def test_a_wrong_option_is_refused_in_words(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ikm.OptionError, match=words):
        ikm.score([HEADER, *GOOD], **options)


def test_what_is_already_read_takes_no_options_of_reading() -> None:
    loaded = ikm.load([HEADER, *GOOD])
    with pytest.raises(ikm.OptionError, match="sheet must be given to ikm.load"):
        ikm.score(loaded, sheet="A")
    with pytest.raises(ikm.OptionError, match="not grouped by"):
        ikm.score(loaded.tally(), by="usia")


def test_arrays_of_other_shapes_are_refused() -> None:
    with pytest.raises(ikm.OptionError, match="two dimensions"):
        ikm.score(np.array([1, 2, 3]))
    with pytest.raises(ikm.OptionError, match="a list of rows"):
        ikm.score([1, 2, 3])


def test_a_survey_of_eight_elements_is_scored_when_declared_and_flagged(tmp_path: Path) -> None:
    lines = ['key = "delapan"', 'title = { id = "Delapan unsur" }']
    for key, name in zip(
        ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan"],
        NAMES,
        strict=False,
    ):
        lines += ["[[question]]", f'element = "{key}"', f'names = ["{name}"]']
    own = tmp_path / "delapan.toml"
    own.write_text("\n".join(lines), encoding="utf-8")
    result = ikm.score([NAMES[:8], *(row[:8] for row in GOOD)], questionnaire=own, weight="0.11")
    assert len(result.elements) == 8
    assert result.elements[0].weight == 0.13
    assert "survey-fewer-elements" in [f.code for f in result.findings]
    assert result.provenance.questionnaire == "delapan"


def test_an_added_element_weighs_as_the_others(tmp_path: Path) -> None:
    own = tmp_path / "sepuluh.toml"
    keys = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"]
    lines = ['key = "sepuluh"', 'title = { id = "Sepuluh unsur" }']
    for key, name in zip([*keys, "keamanan"], [*NAMES, "Keamanan parkir kendaraan"], strict=True):
        lines += ["[[question]]", f'element = "{key}"', f'names = ["{name}"]']
    own.write_text("\n".join(lines), encoding="utf-8")
    header = [*NAMES, "Keamanan parkir kendaraan"]
    result = ikm.score([header, *([*row, 4] for row in GOOD)], questionnaire=own, weight="exact")
    assert result.elements["keamanan"].weight == 0.1
    assert "survey-more-elements" in [f.code for f in result.findings]


def test_scoring_twice_gives_the_same_bytes() -> None:
    assert ikm.score(PPID).model_dump_json() == ikm.score(PPID).model_dump_json()


def test_two_threads_scoring_different_files_do_not_disturb_each_other() -> None:
    expected = {PPID: 83.86, STAKEHOLDER: 90.69}
    wrong: list[object] = []

    def work(path: Path) -> None:
        wrong.extend(ikm.score(path).ikm for _ in range(5) if ikm.score(path).ikm != expected[path])

    threads = [threading.Thread(target=work, args=(path,)) for path in (PPID, STAKEHOLDER) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_json_holds_the_contract() -> None:
    data = json.loads(ikm.score(PPID, population=205, target=81).model_dump_json())
    assert list(data)[:8] == ["format", "version", "ikm", "mutu", "kinerja", "weight", "respondents", "elements"]
    assert data["elements"][0]["key"] == "persyaratan"
    assert data["elements"][0]["counts"].keys() == {"1", "2", "3", "4"}
    assert data["period"]["first"] < data["period"]["last"]
    assert data["sample"] == {
        "population": 205, "required": 134, "achieved": 136, "sufficient": True, "method": "krejcie-morgan",
        "printed": None, "margin": None,
    }  # fmt: skip
    assert data["provenance"]["input_name"] == "ppid-2023.xlsx"
    assert data["provenance"]["columns"]["persyaratan"] == "H"
    ledger = data["provenance"]["rows"]
    assert ledger.pop("read") == sum(ledger.values()) == 137


def test_results_are_frozen_and_show_themselves() -> None:
    result = ikm.score(PPID, by="jenis_kelamin")
    with pytest.raises(ValueError, match="frozen"):
        result.ikm = 100.0
    frame = result.to_frame()
    assert frame.loc["biaya", "nrr"] == pytest.approx(502 / 136)
    assert frame.loc["biaya", "n_4"] == result.elements["U4"].counts["4"]
    assert str(result).startswith("IKM 83.86, mutu B (Baik)")
    with pytest.raises(KeyError, match="the elements are persyaratan"):
        result.elements["warna"]
    assert [e.code for e in result.elements][-1] == "U9"
    html = result._repr_html_()
    assert "83,86" in html
    assert "Laki-laki" in html


def test_the_notebook_table_escapes_what_respondents_typed() -> None:
    rows: list[list[Any]] = [["Jenis layanan", *HEADER]]
    rows += [["<script>alert(1)</script>" if i % 2 else "=1+1", *GOOD[i % 3]] for i in range(40)]
    html = ikm.score(rows, by="jenis_layanan")._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_names_in_english_when_asked() -> None:
    result = ikm.score([HEADER, [9, *GOOD[0][1:]], *GOOD], lang="en", invalid="blank")
    assert result.elements[0].name == "Requirements"
    assert result.findings[0].message.startswith("This figure is of 4 respondents only")
    assert "taken as blank" in result.findings[1].message


def test_an_open_text_file_is_no_source() -> None:
    with pytest.raises(ikm.IkmError):
        ikm.score(io.StringIO("U1,U2"))  # type: ignore[arg-type]


def test_options_of_reading_stand_in_the_provenance_only_where_they_were_used(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text('period = "2023-Q1"\ntarget = 80\n', encoding="utf-8")
    with pytest.raises(ikm.OptionError, match="the survey file says period, so give it to ikm.load"):
        ikm.score(ikm.load(PPID), survey=plan)
    result = ikm.score(PPID, survey=plan, population=205, minimum_group=6)
    options = result.provenance.options
    assert options["period"] == "2023-Q1"
    assert (options["target"], options["population"], options["minimum_group"]) == (80, 205, 6)
    assert options["survey"]["name"] == "survei.toml"
    assert len(options["survey"]["sha256"]) == 64
    loaded = ikm.load(PPID, survey=plan)
    assert ikm.score(loaded, survey=plan, population=205, minimum_group=6).respondents == result.respondents < 136
    with pytest.raises(ikm.OptionError, match="A tally is already read"):
        ikm.score(loaded.tally(), survey=plan)


def test_responses_are_scored_under_the_law_they_were_read_under() -> None:
    loaded = ikm.load(PPID)
    with pytest.raises(ikm.OptionError, match="read under permenpanrb-14-2017"):
        ikm.score(loaded, regulation="permenpanrb-16-2014")
    flagged = ikm.score(loaded.tally(), regulation="permenpanrb-16-2014")
    assert {f.code for f in flagged.findings} == {"survey-fewer-elements", "survey-more-elements"}
    old = [*NAMES[:7], "Maklumat Pelayanan", "Pengaduan"]
    result = ikm.score(ikm.load([old, *GOOD], regulation="permenpanrb-16-2014"))
    assert result.provenance.regulation == "permenpanrb-16-2014"
    assert result.elements["maklumat"].code == "U8"


@pytest.mark.parametrize(
    "options",
    [
        {"by": 3}, {"by": [3]}, {"missing": []}, {"period": 2.5}, {"columns": {"U8": None}}, {"columns": {8: "A"}},
        {"limits": 5}, {"survey": 5}, {"questionnaire": 5}, {"regulation": 5}, {"population": "20"}, {"target": "81"},
        {"target": float("nan")}, {"weight": 5}, {"header": 99}, {"minimum_group": 6.5},
    ],
)  # fmt: skip
def test_whatever_is_no_option_is_refused_by_ikm_itself(options: dict[str, Any]) -> None:
    with pytest.raises(ikm.OptionError):
        ikm.score([HEADER, *GOOD], **options)


def test_numbers_of_numpy_are_numbers() -> None:
    twenty: Any = np.int64(20)
    result = ikm.score([HEADER, *GOOD], target=np.float64(81), population=twenty, minimum_group=twenty)
    assert result.sample is not None
    assert result.sample.population == 20
    assert ikm.grade(np.float64(83.86)).mutu == "B"
    assert ikm.krejcie_morgan(twenty) == 19
    assert ikm.krejcie_morgan(205, regulation="permenpanrb-14-2017") == 134


CELLS: dict[str, Any] = {
    "list": [4], "dict": {}, "set": {4}, "object": object(), "huge": 10**5000, "complex": 4 + 0j, "bytes": b"4",
    "infinity": float("inf"),
}  # fmt: skip


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_of_any_kind_is_a_finding_at_worst(kind: str) -> None:
    cell = CELLS[kind]
    frame = pd.DataFrame(
        {name: pd.Series([answer], dtype=object) for name, answer in zip(HEADER, GOOD[0], strict=True)}
    )
    frame.at[0, HEADER[0]] = cell  # noqa: PD008 - a list as one cell
    for source in ([HEADER, [cell, *GOOD[0][1:]]], frame):
        with pytest.raises(ikm.ResponseError):
            ikm.score(source)


def test_a_decimal_is_read_as_the_number_it_is() -> None:
    assert ikm.score([HEADER, [Decimal(4)] * 9], weight="exact").ikm == 100.0


def test_a_stream_is_read_from_its_start_wherever_it_stands() -> None:
    stream = io.BytesIO(PPID.read_bytes())
    stream.read()
    assert ikm.score(stream).ikm == 83.86


def test_a_header_row_that_is_none_is_told_as_such() -> None:
    with pytest.raises(ikm.ResponseError, match="Row 2 is no header row"):
        ikm.score([HEADER, *GOOD], header=2)
    with pytest.raises(ikm.OptionError, match="There is no row 99"):
        ikm.score([HEADER, *GOOD], header=99)
    assert ikm.score([["Judul"], HEADER, *GOOD], header=2).respondents == 3


def test_a_csv_has_no_sheets() -> None:
    with pytest.raises(ikm.OptionError, match="A CSV file has no sheets"):
        ikm.score(PPID.with_suffix(".csv"), sheet="Form Responses 1")


def test_a_service_that_sounds_like_a_total_is_a_respondent_s() -> None:
    rows = [["Jenis layanan", *HEADER], *(["Indeks harga konsumen", *GOOD[i % 3]] for i in range(20))]
    rows += [["Total", *GOOD[0]], ["Bobot badan balita", *GOOD[1]]]
    rows += [["Surat", *GOOD[i % 3]] for i in range(20)]
    assert ikm.load(rows).ledger.used == 42
    closing = [*rows, ["Jumlah", *[126] * 9], ["Rata-rata unsur", *[3] * 9]]
    ledger = ikm.load(closing).ledger
    assert (ledger.used, ledger.not_respondents) == (42, 2)


def used(rows: list[list[Any]], **options: Any) -> int:
    return ikm.load(rows, **options).ledger.used


def test_a_form_of_five_points_is_not_taken_for_totals() -> None:
    rows = [[*HEADER, "Saran"], *([[5] * 9 + [""]] * 30), *([[4] * 9 + [""]] * 10)]
    with pytest.raises(ikm.ResponseError):
        ikm.score(rows)
    typo = [[*HEADER, "Saran"], *([*row, ""] for row in GOOD), [33, *[""] * 9]]
    with pytest.raises(ikm.ResponseError, match="outside the scale"):
        ikm.score(typo)


@pytest.mark.parametrize(
    "label",
    ["Modus", "Median", "Nilai tertinggi", "Nilai terendah", "Nilai maksimum", "Pembulatan", "Σ", "∑", "Rata-rata"],
)
def test_closing_rows_of_any_name_are_totals_even_with_a_grand_total(label: str) -> None:
    rows = [["No", *HEADER], *([i, *GOOD[0]] for i in range(1, 6)), [label, *[4] * 9]]
    assert used(rows) == 5
    rows = [["No", *HEADER, "Jumlah"], *([i, *GOOD[0], 30] for i in range(1, 6)), [label, *[4] * 9, 36]]
    assert used(rows) == 5
    rows = [["Nama", *HEADER], *(["x", *GOOD[0]] for i in range(1, 6)), [label, *[4] * 9]]
    assert used(rows) == 5


def test_comments_names_and_services_never_make_a_respondent_a_total() -> None:
    rows = [[*HEADER, "Saran"], *([*GOOD[0], ""] for _ in range(3)), [*GOOD[1], "Total"], [*GOOD[2], "Mutu pelayanan"]]
    assert used(rows) == 5
    assert used([["Instansi", *HEADER], ["Total Solusi", *GOOD[0]], *(["Dinas", *GOOD[1]] for _ in range(5))]) == 6
    assert used([["Kelompok", *HEADER], ["Responden", *GOOD[0]], ["Responden", *GOOD[1]], ["PPID", *GOOD[2]]]) == 3
    assert used([["Layanan", *HEADER], ["SKM", *GOOD[0]]]) == 1
    assert used([["Nama", "Unit", *HEADER], ["Ani", "A", *GOOD[0]], ["Bobot Sutrisno", "", *GOOD[1]]]) == 2


def test_looking_for_totals_takes_time_in_proportion_to_the_rows() -> None:
    rows = [["Nama instansi", *HEADER], *([f"Total {i}", *GOOD[i % 3]] for i in range(16_000))]
    assert used(rows) == 16_000


def test_an_element_chosen_twice_is_refused_however_it_is_spelt(tmp_path: Path) -> None:
    rows = [[*HEADER, "Kolom lain"], *([*row, 1] for row in GOOD)]
    with pytest.raises(ikm.OptionError, match="sarana is chosen twice"):
        ikm.score(rows, columns={"U9": "I", "sarana": "J"})
    plan = tmp_path / "survei.toml"
    for name in ("U9", "Sarana", "sarana"):
        plan.write_text(f'[columns]\n{name} = "U9 Sarana"\n', encoding="utf-8")
        assert ikm.score(rows, survey=plan, columns={"u9": "J"}).elements["sarana"].total == 3
        assert ikm.score(rows, survey=plan).elements["sarana"].total == 9


def test_codes_of_chosen_columns_follow_the_order() -> None:
    rows = [[f"U{i}" for i in range(1, 8)] + ["Kolom X", "U9"], [4, 4, 4, 4, 4, 4, 4, 1, 2]]
    assert ikm.score(rows, order="annex", columns={"U8": "H"}).elements["sarana"].total == 1
    assert ikm.score(rows, order="definition", columns={"U8": "H"}).elements["pengaduan"].total == 1
