"""Many files at once: a row for each, one figure by three methods, whatever the number of processes, and resumed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command import ROOT, Run
from command import ikm_here as ikm
from hypothesis import given
from hypothesis import strategies as st
from tables import NAMES, as_csv, as_xlsx

import ikm as library
from ikm.agencies.units import CountedUnit
from ikm.cli import many
from ikm.cli.inputs import SURVEYS, gather
from ikm.cli.units import Task, Work, score_file
from ikm.cli.workers import Lost, work

A = [[4] * 9, [3] * 9]
B = [[3] * 9]
C = [[2] * 8 + [4], [3] * 9]
EXACT = {"A": Fraction(175, 2), "B": Fraction(75), "C": Fraction(1175, 18)}
FULL = st.lists(st.tuples(*[st.integers(1, 4)] * 9), min_size=1, max_size=8)


def survey(rows: list[list[Any]]) -> bytes:
    return as_csv([NAMES, *rows])


def folder_of(place: Path, **files: list[list[Any]]) -> Path:
    place.mkdir(exist_ok=True)
    for name, rows in files.items():
        (place / f"{name}.csv").write_bytes(survey(rows))
    return place


def answers(seed: int, number: int) -> list[list[Any]]:
    chance = Random(seed)
    return [chance.choices([1, 2, 3, 4], [1, 2, 8, 6], k=9) for _ in range(number)]


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "dinas", a=A, b=B, c=C)


def figures(run: Run) -> dict[str, Any]:
    return {one["method"]: one for one in json.loads(run.out)["agency"]["figures"]}


def test_the_three_methods_are_those_computed_by_hand(offices: Path, tmp_path: Path) -> None:
    units = tmp_path / "unit.csv"
    units.write_text("berkas;unit;populasi\na.csv;Loket A;100\nb;Loket B;50\nC.CSV;Loket C;7\n", encoding="utf-8")
    run = ikm("score", offices, "--units", units, "--weight", "exact", "--json")
    assert run.code == 0
    means = [Fraction(7 + 3 + 2 + 3, 5)] * 8 + [Fraction(7 + 3 + 4 + 3, 5)]
    pooled = sum(means, Fraction()) / 9 * 25
    plain = sum(EXACT.values(), Fraction()) / 3
    weighted = (EXACT["A"] * 100 + EXACT["B"] * 50 + EXACT["C"] * 7) / 157
    found = figures(run)
    assert [found[name]["ikm_exact"] for name in ("pooled", "mean", "weighted")] == [
        str(pooled), str(plain), str(weighted)
    ]  # fmt: skip
    assert [(one["ikm"], one["mutu"]) for one in found.values()] == [(76.11, "C"), (75.93, "C"), (82.53, "B")]
    data = json.loads(run.out)
    assert [(one["unit"], one["input"], one["population"]) for one in data["units"]] == [
        ("Loket A", "a.csv", 100), ("Loket B", "b.csv", 50), ("Loket C", "c.csv", 7)
    ]  # fmt: skip
    assert [one["result"]["ikm_exact"] for one in data["units"]] == [str(value) for value in EXACT.values()]
    assert data["agency"]["grade_depends_on_method"] is True
    assert data["agency"]["pooled"]["ikm_exact"] == str(pooled)


def test_a_figure_is_rounded_once_and_half_up() -> None:
    ones, fours = [[1] * 9], [[4] * 9]
    units = {"a": [NAMES, *ones], "b": [NAMES, *fours]}
    people = {"a": 15000 - 11249, "b": 11249}
    total = library.score_agency(units, populations=people, weight="exact").agency
    assert total.figures[2].ikm_exact == str(Fraction(81245, 1000))
    assert total.figures[2].ikm == 81.25


def test_each_unit_is_scored_as_it_is_alone(offices: Path) -> None:
    together = json.loads(ikm("score", offices, "--json").out)["units"]
    for one in together:
        assert one["result"] == json.loads(ikm("score", offices / one["input"], "--json").out)


@given(st.lists(FULL, min_size=1, max_size=4))
def test_pooled_is_scored_together(parts: list[list[tuple[int, ...]]]) -> None:
    units = {f"u{i}": [NAMES, *map(list, rows)] for i, rows in enumerate(parts)}
    together = library.score([NAMES, *(list(row) for rows in parts for row in rows)])
    found = library.score_agency(units)
    assert found.agency.pooled is not None
    assert found.agency.pooled.model_dump(exclude={"findings", "findings_total", "provenance"}) == together.model_dump(
        exclude={"findings", "findings_total", "provenance"}
    )
    alone = [Fraction(library.score(rows).ikm_exact) for rows in units.values()]
    assert found.agency.figures[1].ikm_exact == str(sum(alone, Fraction()) / len(alone))


def test_one_bad_file_stops_no_other(offices: Path) -> None:
    (offices / "d.csv").write_bytes(survey([[4] * 8 + [9], [9] * 9]))
    (offices / "e.xlsx").write_bytes(b"PK\x03\x04 broken")
    (offices / "f.csv").write_bytes(b"")
    run = ikm("score", offices)
    assert run.code == 1
    assert "3 dari 6 unit dihitung" in run.out
    assert "I2: U9 Sarana dan Prasarana: nilai “9” di luar skala 1" in run.out
    assert "(dan 9 kesalahan lagi)" in " ".join(run.out.split())
    assert "Berkas ini kosong (0 byte)." in run.out
    assert "belum memuat unit yang datanya ditolak (3): d, e, f." in run.err
    data = json.loads(ikm("score", offices, "--json").out)
    assert [one["scored"] for one in data["units"]] == [True] * 3 + [False] * 3
    assert data["units"][3]["result"] is None
    assert data["units"][3]["refusal"]["findings_total"]["answer-off-scale"] == 10
    assert data["units"][3]["refusal"]["provenance"]["input_sha256"]
    good = json.loads(ikm("score", *(offices / f"{name}.csv" for name in "abc"), "--json").out)
    assert data["agency"]["figures"] == good["agency"]["figures"]


def test_answers_taken_as_blank_are_said_at_the_unit(offices: Path) -> None:
    (offices / "d.csv").write_bytes(survey([[4] * 8 + [9], [4] * 9]))
    run = ikm("score", offices, "--invalid", "blank")
    assert run.code == 0
    assert "ada jawaban dianggap kosong" in run.out
    assert "4 dari 4 unit dihitung  ·  7 responden" in run.out


def test_every_file_refused_leaves_no_figure_and_says_why(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "x", a=[[9] * 9], b=[[8] * 9])
    run = ikm("score", folder)
    assert run.code == 1
    assert "0 dari 2 unit dihitung" in run.out
    assert "Tidak ada satu unit pun yang dapat dihitung, jadi nilai" in run.err
    assert "digabung" not in run.out
    found = figures(ikm("score", folder, "--json", "--lang", "en")).values()
    assert [one["ikm"] for one in found] == [None, None, None]
    assert {one["reason"] for one in found} == {"No unit could be scored, so there is no figure for the agency."}


def test_a_grade_that_hangs_on_a_choice_is_said_loudly(tmp_path: Path) -> None:
    near = [*[[4] * 9] * 534, *[[3] * 9] * 466]
    run = ikm("score", folder_of(tmp_path / "x", a=near, b=[*near, [3] * 9], c=[[3] * 9] * 20))
    assert re.findall(r"^([abc]) .*mutu bergantung pada", run.out, re.MULTILINE) == ["a", "b"]
    plain = ikm("score", tmp_path / "x" / "c.csv", "--jobs", 1)
    assert "bergantung" not in plain.out
    assert "PERHATIAN: mutu pelayanan bergantung" in ikm("score", tmp_path / "x" / "a.csv", "--jobs", 1).out


def test_the_weighted_mean_waits_for_every_population(offices: Path, tmp_path: Path) -> None:
    units = tmp_path / "unit.xlsx"
    units.write_bytes(as_xlsx([["File", "Unit", "Population"], ["a.csv", "Loket A", 100], ["x.csv", "Loket X", 5]]))
    run = ikm("score", offices, "--units", units)
    assert run.code == 0
    assert "populasi ini belum diketahui: b, c." in " ".join(run.err.split())
    assert "Unit di daftar unit yang tidak ada berkasnya (1): Loket X." in run.err
    units.write_bytes(as_csv([["file", "population"], ["a", 0], ["b", 0], ["c", 0]]))
    assert "jumlah populasinya 0" in ikm("score", offices, "--units", units).err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nama,orang\na,1\n", "baris pertama daftar unit berisi judul kolomnya: berkas, unit, populasi; jika"),
        (
            "file,population\na.csv,1.25\n",
            "B2: populasi ditulis sebagai bilangan bulat, misalnya 1250 atau 1.250; tertulis",
        ),
        ('file,population\na.csv,"1,200"\n', 'B2: "1,200" dapat berarti 1,2 atau 1200; ketik 1200.'),
        ("file,population\na.csv,1\nA.csv,2\n", "A3: A.csv tertulis dua kali."),
        ("file,unit,population\n,,7\n", "A2: baris ini tanpa berkas dan unit."),
    ],
)
def test_a_list_of_units_is_read_strictly(offices: Path, tmp_path: Path, text: str, said: str) -> None:
    units = tmp_path / "unit.csv"
    units.write_text(text, encoding="utf-8")
    run = ikm("score", offices, "--units", units)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_list_of_units_that_is_not_there_is_said_in_the_language_asked_for(offices: Path, tmp_path: Path) -> None:
    for flags, said in (([], "Berkas unit.csv tidak ada di folder itu. "), (["--lang", "en"], "There is no file unit")):
        run = ikm("score", offices, "--units", tmp_path / "unit.csv", *flags)
        assert (run.code, run.out) == (2, "")
        assert run.err.startswith(said)


def test_a_row_that_fits_two_files_is_refused(offices: Path, tmp_path: Path) -> None:
    (offices / "a.xlsx").write_bytes(as_xlsx([NAMES, [2] * 9]))
    units = tmp_path / "unit.csv"
    units.write_text("file,unit,population\na,A,100\n", encoding="utf-8")
    run = ikm("score", offices, "--units", units)
    assert (run.code, run.out) == (2, "")
    assert "menyebut 'a', yang cocok untuk a.csv dan a.xlsx; tulis nama berkas lengkapnya." in run.err
    units.write_text("file,unit,population\na.csv,A,100\na.xlsx,A,7\n", encoding="utf-8")
    data = json.loads(ikm("score", offices, "--units", units, "--json").out)
    assert [one["unit"] for one in data["units"]] == ["A (a.csv)", "A (a.xlsx)", "b", "c"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file names that are no text")
def test_strange_file_names_harm_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "x")
    names = [os.fsdecode(b"a\xff.csv"), "b\x1b[31m.csv", "c\n.csv", "é" * 120 + ".csv", "=d.csv"]
    for i, name in enumerate(names):
        (folder / name).write_bytes(survey([[1 + i % 4] * 9] * (i + 1)))
    run = ikm("score", folder, "--out", f"{tmp_path}/hasil/")
    assert run.code == 0
    assert "\x1b" not in run.out
    assert "5 dari 5 hasil diambil" in ikm("score", folder, "--out", f"{tmp_path}/hasil/").err
    assert len(json.loads(ikm("score", folder, "--json").out)["units"]) == 5
    assert ikm("tally", folder, "--out", tmp_path / "cacah").code == 0
    assert len(json.loads(ikm("merge", tmp_path / "cacah", "--json").out)["units"]) == 5


def test_of_a_folder_only_surveys_count(offices: Path) -> None:
    (offices / "Z.XLSX").write_bytes(as_xlsx([NAMES, [2] * 9]))
    for name in (".hidden.csv", "~$a.xlsx", "survei.txt", "hasil.json", "catatan.txt", "foto.png"):
        (offices / name).write_bytes(b"x")
    (offices / "folder.csv").mkdir()
    folder_of(offices / "unit lain", d=A)
    assert ikm("check", offices / "a.csv", "--mark", offices / "tanda.xlsx").code == 0
    assert [one.label for one in gather([offices], SURVEYS).named] == ["Z.XLSX", "a.csv", "b.csv", "c.csv"]
    (offices / "survei.toml").write_text("target = 80\n", encoding="utf-8")
    units = offices / "daftar.csv"
    units.write_text("file,population\nz.xlsx,1\n", encoding="utf-8")
    assert ikm("score", offices, "--units", units).code == 0


def test_what_ikm_wrote_into_a_folder_is_no_unit_and_that_is_said(offices: Path) -> None:
    units = json.loads(ikm("score", offices, "--json").out)["units"]
    for form, lang in (("a.csv", "id"), ("b.csv", "en")):
        outs = (word for ending in ("xlsx", "csv") for word in ("--out", offices / f"hasil-{lang}.{ending}"))
        assert ikm("score", offices / form, "--lang", lang, *outs).code == 0
    outs = (word for name in ("rekap.xlsx", "rekap.csv") for word in ("--out", offices / name))
    assert ikm("score", offices, *outs).code == 0
    assert ikm("check", offices / "a.csv", "--mark", offices / "tanda.xlsx").code == 0
    names = "hasil-en.csv, hasil-en.xlsx, hasil-id.csv, hasil-id.xlsx, rekap.csv, rekap.xlsx, tanda.xlsx"
    said = f"Tidak dihitung, karena dibuat oleh ikm: {names}. Salinan yang sudah diperbaiki dihitung dengan namanya.\n"
    run = ikm("score", offices, "--no-survey")
    assert (run.code, run.err.startswith(said)) == (0, True)
    run = ikm("score", offices, "--json")
    assert (json.loads(run.out)["units"], names in run.err) == (units, False)
    for survey in ("a.csv", "b.csv", "c.csv"):
        (offices / survey).unlink()
    run = ikm("score", offices)
    assert (run.code, run.err.rstrip().endswith(said.rstrip())) == (2, True)
    assert ikm("score", offices / "tanda.xlsx").code == 0


def test_files_of_one_name_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    folder_of(tmp_path / "a", survei=A)
    folder_of(tmp_path / "b", survei=B)
    data = json.loads(ikm("score", "a", "b/survei.csv", "--json", cwd=tmp_path).out)
    assert [(one["unit"], one["input"]) for one in data["units"]] == [
        ("a/survei.csv", "a/survei.csv"),
        ("b/survei.csv", "b/survei.csv"),
    ]


def test_wrong_use_is_said_before_any_work(offices: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    plan = tmp_path / "survei.toml"
    plan.write_text("population = 205\n", encoding="utf-8")
    (tmp_path / "berkas").write_bytes(b"")
    lost = tmp_path / "lain.toml"
    lost.write_text('questionnaire = "tidak-ada.toml"\n', encoding="utf-8")
    cases: list[tuple[list[object], str]] = [
        ([tmp_path / "kosong"], "Tidak ada berkas yang dapat dihitung di folder kosong (xlsx, xlsm"),
        ([offices / "a.csv", offices], "a.csv disebut dua kali; sisakan satu."),
        ([offices, "--weight", "0.2"], "Tidak ada bobot '0.2'."),
        ([offices, "--min-group", "2"], "--min-group adalah bilangan bulat"),
        ([offices, "--survey", plan], "Hapus barisnya, dan beri populasi setiap unit dengan --units."),
        ([offices, "--by", "warna"], "warna"),
        ([offices, "--survey", lost, "--out", f"{tmp_path}/hasil/"], "tidak-ada.toml"),
        ([offices, "--out", f"{tmp_path}/berkas/"], "Folder berkas tidak dapat dibuat: ada berkas bernama sama."),
    ]
    for arguments, said in cases:
        run = ikm("score", *arguments)
        assert (run.code, run.out) == (2, ""), run.err
        assert said in run.err
        assert "Traceback" not in run.err


def test_a_survey_file_holds_for_all_and_what_is_typed_wins(offices: Path, tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text('weight = "exact"\ntarget = 80\n', encoding="utf-8")
    found = json.loads(ikm("score", offices, "--survey", plan, "--json").out)
    assert {one["result"]["weight"] for one in found["units"]} == {"exact"}
    assert found["agency"]["pooled"]["weight"] == "exact"
    assert found["agency"]["pooled"]["target"]["reached"] is False
    typed = json.loads(ikm("score", offices, "--survey", plan, "--weight", "0.11", "--json").out)
    assert typed["agency"]["pooled"]["weight"] == "0.11"


def test_the_population_typed_is_the_agencys(offices: Path) -> None:
    data = json.loads(ikm("score", offices, "--population", 205, "--json").out)
    assert data["agency"]["pooled"]["sample"]["required"] == 134
    assert [one["result"]["sample"] for one in data["units"]] == [None] * 3


def test_the_same_bytes_twice_are_counted_once(offices: Path) -> None:
    (offices / "a (1).csv").write_bytes((offices / "a.csv").read_bytes())
    run = ikm("score", offices)
    assert run.code == 1
    assert "Isinya sama persis dengan a (1).csv, sehingga" in run.out
    assert "3 dari 4 unit dihitung" in run.out
    both = ikm("score", offices, "--allow-duplicates")
    assert both.code == 0
    assert "4 dari 4 unit dihitung" in both.out


def test_one_survey_in_two_forms_is_noticed(tmp_path: Path) -> None:
    rows = answers(1, 40)
    folder = folder_of(tmp_path / "x", a=rows)
    (folder / "b.xlsx").write_bytes(as_xlsx([NAMES, *rows]))
    run = ikm("score", folder)
    assert run.code == 0
    assert "Jumlah jawabannya persis sama: a, b. Mungkin survei yang sama" in run.err


def test_groups_stand_at_the_units_only(tmp_path: Path) -> None:
    header = ["Jenis Kelamin", *NAMES]
    for name in "ab":
        rows = [["Laki-laki" if i < 4 else "Perempuan", *row] for i, row in enumerate(answers(ord(name), 30))]
        (tmp_path / f"{name}.csv").write_bytes(as_csv([header, *rows]))
    run = ikm("score", tmp_path, "--by", "jenis_kelamin")
    assert run.code == 0
    assert "a · Menurut jenis kelamin" in run.out
    assert "1 kelompok kecil" in run.out
    assert "Laki-laki" not in run.out
    data = json.loads(ikm("score", tmp_path, "--by", "jenis_kelamin", "--json").out)
    assert [one["hidden"] for one in data["units"][0]["result"]["groups"]] == [True, True]
    assert data["agency"]["pooled"]["groups"] is None


def test_nothing_personal_is_in_any_output(tmp_path: Path) -> None:
    header = ["Nama Lengkap", "Nomor HP", "Saran dan Masukan", *NAMES]
    person = ["Wirawan Canarywati", "081234567890", "Canarywati menunggu lama"]
    folder = tmp_path / "x"
    folder.mkdir()
    for name, faulty in (("a", 4), ("b", "Canary pandai"), ("c", 9)):
        rows: list[list[Any]] = [[*person, *[3] * 8, 4], [*person, *[4] * 8, faulty]]
        (folder / f"{name}.csv").write_bytes(as_csv([list[Any](header), *rows]))
    texts = []
    for flags in ([], ["--json"], ["--invalid", "blank"]):
        run = ikm("score", folder, "--out", f"{tmp_path}/hasil/", *flags)
        texts += [run.out, run.err]
    texts += [path.read_text(encoding="utf-8") for path in (tmp_path / "hasil").iterdir()]
    assert len(texts) == 12
    for text in texts:
        assert not [secret for secret in ("Canarywati", "0812", "menunggu") if secret in text]


def test_a_folder_without_counts_is_said_to_have_none(offices: Path) -> None:
    for lang, words in (("id", "Tidak ada berkas rekapitulasi di folder"), ("en", "There is no file of counts in the")):
        run = ikm("merge", offices, "--lang", lang)
        assert run.code == 2
        assert words in " ".join(run.err.split())


def test_a_file_of_counts_is_sent_to_merge(offices: Path) -> None:
    counts = offices / "a.json"
    assert ikm("tally", offices / "a.csv", "--out", counts).code == 0
    run = ikm("score", counts)
    assert (run.code, run.out) == (2, "")
    assert "ketik: ikm gabung a.json" in run.err
    among = ikm("score", offices / "b.csv", counts)
    assert among.code == 1
    assert "ikm gabung a.json" in " ".join(among.out.split())


@pytest.mark.parametrize("flags", [["--json"], [], ["--lang", "en", "--invalid", "blank"]])
def test_the_number_of_processes_changes_nothing(tmp_path: Path, flags: list[str]) -> None:
    folder = folder_of(tmp_path / "x", **{f"u{i}": answers(i, 20 + i) for i in range(5)}, bad=[[9] * 9])
    (folder / "u9.csv").write_bytes(b"")
    one, three = (ikm("score", folder, "--jobs", jobs, *flags) for jobs in (1, 3))
    assert one == three
    assert one.code == 1


def test_one_file_loads_nothing_of_many() -> None:
    code = """
import sys
from ikm.cli import main
sys.argv = ["ikm", "score", "examples/ppid-2023.csv"]
try:
    main()
except SystemExit as left:
    assert not left.code
print()
many = {"multiprocessing", "ikm.cli.many", "ikm.agencies", "ikm.tallies.files"}
print(*many & set(sys.modules))"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == ""


# ---- results that are kept


def test_what_is_done_is_not_done_again(offices: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil" / "2023"
    first = ikm("score", offices, "--out", f"{out}/", "--json")
    assert first.code == 0
    made = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert len(made) == 3
    again = ikm("score", offices, "--out", f"{out}/", "--json", "--jobs", 2)
    assert again.out == first.out == ikm("score", offices, "--json").out
    assert again.err == f"3 dari 3 hasil diambil dari {out}, tidak dihitung lagi.\n"
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == made
    english = ikm("score", offices, "--out", f"{out}/", "--lang", "en")
    assert "taken from" not in english.err
    assert (
        ikm("score", offices, "--out", f"{out}/", "--lang", "en").out
        == english.out
        == (ikm("score", offices, "--lang", "en").out)
    )


@pytest.mark.parametrize("flags", [["--weight", "exact"], ["--missing", "complete"], ["--target", "80"], ["--by", "A"]])
def test_other_options_are_computed_anew(offices: Path, tmp_path: Path, flags: list[str]) -> None:
    out = tmp_path / "hasil"
    ikm("score", offices, "--out", f"{out}/")
    other = ikm("score", offices, "--out", f"{out}/", "--json", *flags)
    assert "diambil" not in other.err
    assert other.out == ikm("score", offices, "--json", *flags).out
    assert len(list(out.iterdir())) == 6


def test_a_changed_file_or_list_is_computed_anew(offices: Path, tmp_path: Path) -> None:
    out, units = tmp_path / "hasil", tmp_path / "unit.csv"
    ikm("score", offices, "--out", f"{out}/")
    (offices / "a.csv").write_bytes(survey([[1] * 9]))
    assert "2 dari 3 hasil diambil" in ikm("score", offices, "--out", f"{out}/").err
    units.write_text("file,population\nb.csv,9\n", encoding="utf-8")
    assert "2 dari 3 hasil diambil" in ikm("score", offices, "--out", f"{out}/", "--units", units).err


@pytest.mark.parametrize("damage", ["cut", "figure", "foreign", "other"])
def test_a_kept_result_that_is_not_whole_is_computed_anew(offices: Path, tmp_path: Path, damage: str) -> None:
    out = tmp_path / "hasil"
    first = ikm("score", offices, "--out", f"{out}/", "--json")
    kept = sorted(out.iterdir())
    data = kept[0].read_bytes()
    broken = {
        "cut": data[:-100],
        "figure": data.replace(b'"ikm": 87.41', b'"ikm": 99.41'),
        "foreign": b"{}",
        "other": kept[1].read_bytes(),
    }[damage]
    assert broken != data
    kept[0].write_bytes(broken)
    again = ikm("score", offices, "--out", f"{out}/", "--json")
    assert again.out == first.out
    assert "2 dari 3 hasil diambil" in again.err
    assert kept[0].read_bytes() == data


def test_a_refused_file_is_kept_and_its_twin_is_found_again(offices: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    (offices / "bad.csv").write_bytes(survey([[9] * 9]))
    (offices / "twin.csv").write_bytes((offices / "a.csv").read_bytes())
    first = ikm("score", offices, "--out", f"{out}/")
    again = ikm("score", offices, "--out", f"{out}/")
    assert (first.code, again.code) == (1, 1)
    assert again.out == first.out
    assert "5 dari 5 hasil diambil" in again.err


@pytest.mark.skipif(os.name == "nt", reason="a group of processes is interrupted as a terminal of POSIX does it")
@pytest.mark.parametrize("jobs", [1, 3])
def test_an_interrupted_run_leaves_nothing_half_and_nobody_behind_and_is_resumed(tmp_path: Path, jobs: int) -> None:
    folder = folder_of(tmp_path / "x", **{f"u{i:02}": answers(i, 3000) for i in range(24)})
    out = tmp_path / "hasil"
    command = [
        sys.executable,
        "-c",
        "from ikm.cli import main; main()",
        "score",
        str(folder),
        "--out",
        f"{out}/",
        "--jobs",
        str(jobs),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        deadline = time.monotonic() + 30
        while len(list(out.glob("u*.json")) if out.exists() else []) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.killpg(run.pid, signal.SIGINT)
        printed, said = run.communicate(timeout=30)
    assert (run.returncode, printed) == (130, "")
    assert "berkas selesai dan tersimpan. Ulangi perintah yang sama untuk melanjutkan." in said
    assert "Traceback" not in said
    for _ in range(100):
        try:
            os.killpg(run.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("processes were left behind")
    kept = len(list(out.iterdir()))
    assert 2 <= kept < 24
    assert not list(out.glob(".*"))
    resumed = ikm("score", folder, "--out", f"{out}/", "--json")
    assert f"{kept} dari 24 hasil diambil" in resumed.err
    assert resumed.out == ikm("score", folder, "--json").out


# ---- processes


def dies_at_two(number: int) -> int:
    if number == 2:
        os._exit(7)
    return number * number


def dies_at_b(task: Task) -> object:
    if task.label == "b.csv":
        os._exit(9)
    return score_file(task)


def test_a_worker_that_dies_loses_one_task() -> None:
    found = dict(work(dies_at_two, range(7), jobs=3))
    lost = found.pop(2)
    assert isinstance(lost, Lost)
    assert lost.code == 7
    assert found == {number: number * number for number in (0, 1, 3, 4, 5, 6)}


def test_a_file_whose_worker_dies_is_one_failed_file(offices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "score_file", dies_at_b)
    common = Work({"lang": "id"})
    tasks = [Task(str(offices / f"{name}.csv"), f"{name}.csv", name, None, common) for name in "abc"]
    counted = many._count(tasks, jobs=2, store=None)
    assert [one.result.scored for one in counted] == [True, False, True]
    refusal = counted[1].result.refusal
    assert refusal is not None
    assert refusal.findings[0].message == "Pembacaan berkas ini berhenti di tengah (exit 9)."


def test_a_fault_of_ours_is_one_failed_file(offices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("secret text")

    monkeypatch.setattr("ikm.cli.units.count_unit", broken)
    outcome = score_file(Task(str(offices / "a.csv"), "a.csv", "a", None, Work({"lang": "en"})))
    assert isinstance(outcome, CountedUnit)
    assert outcome.result.refusal is not None
    assert outcome.result.refusal.findings[0].message == "The reading of this file broke off (RuntimeError)."


# ---- the library


def test_programmers_get_what_the_command_prints(offices: Path) -> None:
    units = {name: offices / f"{name}.csv" for name in "abc"}
    people = {"a": 10, "b": 20, "c": 30}
    found = library.score_agency(units, populations=people, target=80, by=(), lang="en")
    listed = offices / "daftar.csv"
    listed.write_text("file,population\na.csv,10\nb.csv,20\nc.csv,30\n", encoding="utf-8")
    printed = json.loads(ikm("score", offices, "--units", listed, "--target", 80, "--lang", "en", "--json").out)
    made = json.loads(found.model_dump_json())
    assert made["agency"] == printed["agency"]
    assert [one["result"] for one in made["units"]] == [one["result"] for one in printed["units"]]


def test_one_file_under_two_names_is_counted_once(offices: Path) -> None:
    units: dict[str, Any] = {"a": offices / "a.csv", "b": (offices / "a.csv").read_bytes()}
    found = library.score_agency(units)
    assert [one.scored for one in found.units] == [True, False]
    assert library.score_agency(units, allow_duplicates=True).agency.scored == 2


def test_wrong_calls_are_refused_in_words(offices: Path) -> None:
    with pytest.raises(library.OptionError, match="There is no unit 'b'; the units are a"):
        library.score_agency({"a": offices / "a.csv"}, populations={"b": 1})
    with pytest.raises(library.OptionError, match="whole number of people"):
        library.score_agency({"a": offices / "a.csv"}, populations={"a": -1})
    with pytest.raises(library.OptionError, match="no unit to score"):
        library.score_agency({})
    header = [*NAMES[:7], "Maklumat pelayanan", "Penanganan pengaduan"]
    read = library.load([header, [4] * 9], regulation="permenpanrb-16-2014")
    with pytest.raises(library.OptionError, match="was read under permenpanrb-16-2014"):
        library.score_agency({"a": read})


def test_the_schema_describes_what_is_printed(offices: Path) -> None:
    schema = json.loads(ikm("schema", "--of", "agency").out)
    data = json.loads(ikm("score", offices, "--json").out)
    assert set(schema["properties"]) == set(data) == {"format", "version", "units", "agency", "lang"}
    assert set(schema["$defs"]["Agency"]["properties"]) == set(data["agency"])
    assert set(schema["$defs"]["UnitResult"]["properties"]) == set(data["units"][0])
