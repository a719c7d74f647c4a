"""What a survey file holds over the years: earlier periods, targets, the follow-up plan; kept by ``ikm init``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from command import ikm_here
from tables import GOOD, NAMES, as_csv

import ikm
from ikm.cli.yearly import yearly_lines
from ikm.surveys import parse_survey_file, quarters_of, same_period, target_of

if TYPE_CHECKING:
    from pathlib import Path

INDONESIAN = """
[[riwayat]]
periode = 2021
ikm = 80
[[riwayat]]
periode = "Triwulan I 2022"
ikm = "82,24"
mutu = "b"
responden = 1.200
bobot = "1/9"
target = 81,5
peraturan = "permenpanrb-14-2017"
[riwayat.unsur]
U1 = 3,21
biaya = "90,5"
[target_periode]
2026 = 82
"2026-Q4" = 83,5
[[tindak_lanjut]]
unsur = "U3, u8"
program = "Menambah loket"
waktu = ["I", "TW III"]
penanggung_jawab = "Kepala Bagian"
[[tindak_lanjut]]
periode = 2025
unsur = ["sarana"]
waktu = 2025-03-31
status = "selesai"
realisasi = "Kursi tunggu diganti"
"""
ENGLISH = """
[[history]]
period = "2021"
ikm = 80
[[history]]
period = "Triwulan I 2022"
ikm = 82.24
mutu = "B"
respondents = 1200
weight = "exact"
target = 81.5
regulation = "permenpanrb-14-2017"
elements = {persyaratan = 3.21, U4 = 90.5}
[targets]
2026 = 82
2026-Q4 = 83.5
[[plan]]
elements = ["waktu", "U8"]
programme = "Menambah loket"
time = "I, TW III"
person = "Kepala Bagian"
[[plan]]
period = "2025"
elements = ["U9"]
time = "2025-03-31"
status = "selesai"
realisation = "Kursi tunggu diganti"
"""


def test_both_languages_say_the_same_with_numbers_as_people_write_them() -> None:
    plan = parse_survey_file(INDONESIAN, "s.toml")
    assert plan.said() == parse_survey_file(ENGLISH, "s.toml").said()
    assert plan.history is not None
    assert plan.plan is not None
    row = plan.history[1]
    assert (row.ikm, row.mutu, row.respondents, row.weight, row.target) == (82.24, "B", 1200, "exact", 81.5)
    assert row.elements == {"persyaratan": 3.21, "biaya": 90.5}
    assert [one.elements for one in plan.plan] == [("waktu", "pengaduan"), ("sarana",)]
    assert plan.targets == {"2026": 82, "2026-Q4": 83.5}


MISTAKES = """[[riwayat]]
periode = 2022
ikm = 182
[[riwayat]]
periode = "Tahun 2022"
ikm = 82
mutu = "E"
bobot = "exat"
[riwayat.unsur]
U12 = 3
U3 = 7,5
[[riwayat]]
ikm = 82
nilai = 4
[target_periode]
2027 = 190
[[tindak_lanjut]]
unsur = "U3, U88"
progam = "x"
waktu = "nanti"
[[tindak_lanjut]]
unsur = []
status = true
"""


def test_every_mistake_is_told_with_its_line() -> None:
    with pytest.raises(ikm.DefinitionError) as refused:
        parse_survey_file(MISTAKES, "s.toml")
    told = dict(re.findall(r"baris (\d+): (.+)", refused.value.words("id")))
    wanted = {
        "3": "IKM dari 25 sampai 100 (tertulis 182)", "5": "'2022' sudah ada di atasnya", "7": "mutunya A, B, C, D",
        "8": "bobotnya 0.111, exact, 0.11 (tertulis 'exat')", "10": "tidak ada 'riwayat.unsur.U12'",
        "11": "NRR dari 1 sampai 4, nilai konversi dari 25 sampai 100 (tertulis 7,5)",
        "12": "'riwayat.periode' belum ada", "14": "tidak ada 'riwayat.nilai'", "16": "harus 100 atau kurang",
        "18": "tidak ada 'tindak_lanjut.unsur: U88'; mungkin maksudnya 'U8'",
        "19": "tidak ada 'tindak_lanjut.progam'; mungkin maksudnya 'program'", "20": "tulis triwulan",
        "22": "'tindak_lanjut.unsur' tidak boleh kosong", "23": "'tindak_lanjut.status' harus teks",
    }  # fmt: skip
    assert told.keys() == wanted.keys()
    assert [line for line, words in wanted.items() if words not in told[line]] == []
    english = refused.value.words("en")
    assert len(english.splitlines()) == len(wanted)
    assert "line 20: 'tindak_lanjut.waktu': write quarters" in english


def test_elements_of_a_questionnaire_or_another_regulation_are_their_own() -> None:
    named = '[[riwayat]]\nperiode = 2016\nikm = 80\nperaturan = "permenpanrb-16-2014"\n[riwayat.unsur]\nmaklumat = 3\n'
    plan = parse_survey_file(named, "s.toml")
    assert plan.history is not None
    assert plan.history[0].elements == {"maklumat": 3}
    own = 'kuesioner = "skm-16"\n[[tindak_lanjut]]\nunsur = "keamanan"\n'
    assert parse_survey_file(own, "s.toml").plan is not None
    with pytest.raises(ikm.DefinitionError, match="keamanan"):
        parse_survey_file(own.partition("\n")[2], "s.toml")


@pytest.mark.parametrize(
    ("time", "quarters"),
    [
        ("I", {1: ""}), ("TW II, TW IV", {2: "", 4: ""}), ("I-III", {1: "", 2: "", 3: ""}), ("Q3", {3: ""}),
        ("TW4", {4: ""}), ("Triwulan I s.d. II 2027", {1: "2027", 2: "2027"}), ("31 Maret 2027", {1: "31 Maret 2027"}),
        ("2027-S2", {3: "2027-S2", 4: "2027-S2"}), ("2027", dict.fromkeys(range(1, 5), "2027")),
        ("April - Mei 2027", {2: "April - Mei 2027"}), ("Desember 2027", {4: "Desember 2027"}),
        ("IV 2026 dan I 2027", {4: "2026", 1: "2027"}), ("segera", None), ("V", None), ("III-I", None),
    ],
)  # fmt: skip
def test_quarters_of_what_people_write(time: str, quarters: dict[int, str] | None) -> None:
    assert quarters_of(time) == quarters


def test_a_period_has_one_target_whatever_it_is_called() -> None:
    assert same_period("2026-Q3", "triwulan iii tahun 2026")
    assert not same_period("2026", "2026-Q3")
    assert same_period("Sebelum pindah", "sebelum pindah ")
    targets = {"Tahun 2026": 82.0, "2026-S2": 83.0}
    assert [target_of(targets, one) for one in ("2026-Q2", "2026-Q3", "2026", "2025", "lama")] == [
        "Tahun 2026", "2026-S2", "Tahun 2026", None, None,
    ]  # fmt: skip


def test_the_target_of_the_period_holds_for_what_is_scored() -> None:
    rows = [["Timestamp", *NAMES], *([f"2026-08-0{day} 10:00:00", *row] for day, row in enumerate(GOOD, 1))]
    plan = parse_survey_file("[target_periode]\n2026 = 82\n2026-Q4 = 90\n", "s.toml")

    def target(**options: object) -> float | None:
        found = ikm.score(rows, survey=plan, **options).target  # type: ignore[arg-type]  # options of any kind
        return None if found is None else found.value

    assert (target(), target(target=70), target(period="2026-Q3")) == (82, 70, 82)
    assert ikm.score([NAMES, *GOOD], survey=plan).target is None
    said = plan.model_copy(update={"target": 75})
    assert ikm.score(rows, survey=said).target == ikm.score(rows, target=75).target


def test_init_keeps_what_the_office_wrote_over_the_years(tmp_path: Path) -> None:
    form, plan = tmp_path / "survei.csv", tmp_path / "survei.toml"
    form.write_bytes(as_csv([NAMES, *GOOD]))
    plan.write_text(INDONESIAN, encoding="utf-8")
    before = parse_survey_file(INDONESIAN, "s.toml")
    for lang in ("id", "en"):
        assert ikm_here("init", form, "--force", "--lang", lang).code == 0
        after = parse_survey_file(plan.read_text(encoding="utf-8"), "s.toml")
        assert (after.history, after.targets, after.plan) == (before.history, before.targets, before.plan)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_examples_of_a_draft_are_right_as_they_stand(tmp_path: Path, lang: str) -> None:
    form = tmp_path / "survei.csv"
    form.write_bytes(as_csv([NAMES, *GOOD]))
    assert ikm_here("init", form, "--lang", lang).code == 0
    text = (tmp_path / "survei.toml").read_text(encoding="utf-8")
    kept = yearly_lines({}, "id" if lang == "id" else "en")
    assert "\n".join(kept) in text
    lines = [line.removeprefix("# ") for line in kept]
    plan = parse_survey_file("\n".join(line for line in lines if re.match(r"\[|\w+ = ", line)), "s.toml")
    assert plan.history is not None
    assert plan.plan is not None
    assert (plan.history[0].elements, len(plan.plan), set(plan.targets or {})) == (
        {"persyaratan": 3.265}, 1, {"2026", "2029"},
    )  # fmt: skip
