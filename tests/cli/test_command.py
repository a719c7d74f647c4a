"""The command: what goes where, the exit codes, and the words a person sees."""

from __future__ import annotations

import errno
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, ikm, ikm_here

import ikm as library

PPID = "examples/ppid-2023.xlsx"
HEADER = "Persyaratan,Prosedur,Waktu,Biaya,Produk,Kompetensi,Perilaku,Pengaduan,Sarana"


def survey(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_score_prints_the_result_and_nothing_else() -> None:
    run = ikm("score", PPID, "--population", "205", "--target", "81")
    assert run.code == 0
    assert "IKM 83,86  mutu B (Baik)  ·  136 responden  ·  bobot 0,111" in run.out
    assert "cukup: 136, diperlukan 134 (populasi 205, tabel" in run.out
    assert "tercapai (103,53 %)" in run.out
    assert run.err.splitlines()[0].startswith("Langkah berikutnya: ")


def test_score_speaks_english_when_asked() -> None:
    run = ikm("score", PPID, "--lang", "en", "--population", "400", "--target", "90")
    assert "IKM 83.86" in run.out
    assert "not enough: 136 of the 196 needed" in run.out
    assert "printed table" not in run.out
    assert "not reached (93.18 %)" in run.out


def test_json_is_the_library_s_json() -> None:
    run = ikm("score", PPID, "--json", "--weight", "exact", "--population", "205", "--target", "81")
    data = json.loads(run.out)
    own = json.loads(library.score(ROOT / PPID, weight="exact", population=205, target=81).model_dump_json())
    for one in (data, own):
        del one["provenance"]["options"]
    assert data == own
    assert data["ikm"] == 83.95


@pytest.mark.parametrize("weight", ["exact", "1/9", "0,111", "0.111", "0,11"])
def test_weights_are_named_as_people_write_them(weight: str) -> None:
    assert ikm("score", PPID, "--weight", weight).code == 0


def test_csv_and_workbook_give_the_same_json_but_for_provenance() -> None:
    one, two = (json.loads(ikm("score", f"examples/ppid-2023.{end}", "--json").out) for end in ("xlsx", "csv"))
    assert one.pop("provenance") != two.pop("provenance")
    assert one == two


def test_twice_the_same_bytes() -> None:
    assert ikm("score", PPID, "--json").out == ikm("score", PPID, "--json").out


def test_refused_data_shows_every_finding_on_standard_error_and_exits_1() -> None:
    run = ikm("score", "examples/with-mistakes.csv")
    assert (run.code, run.out) == (1, "")
    for words in (
        "H4: U1 Persyaratan",
        "Sangat Baik Sekali",
        "I7: U2",
        "nilai “5” di luar skala 1 sampai 4",
        "P9: U9",
        "--invalid blank",
        "--missing complete",
        "IKM tidak dihitung: 2 kesalahan dalam data.",
    ):
        assert words in " ".join(run.err.split())


def test_refused_data_in_json_has_findings_and_no_figure() -> None:
    run = ikm("score", "examples/with-mistakes.csv", "--json")
    data = json.loads(run.out)
    assert run.code == 1
    assert set(data) == {"format", "version", "findings", "findings_total", "provenance", "lang"}
    assert [f["cell"] for f in data["findings"] if f["severity"] == "error"] == ["H4", "I7"]
    assert data["provenance"]["rows"]["used"] == 12


def test_invalid_answers_can_be_taken_as_blank() -> None:
    run = ikm("score", "examples/with-mistakes.csv", "--invalid", "blank")
    assert run.code == 0
    assert "85,86" in run.out
    assert "2 jawaban atau baris tidak dapat digunakan dan dianggap kosong" in " ".join(run.err.split())
    assert "Jawaban kosong" in run.out


def test_check_lists_findings_and_exits_by_them() -> None:
    bad = ikm("check", "examples/with-mistakes.csv", "--lang", "en")
    assert bad.code == 1
    assert "The data cannot be scored yet. Errors: 2." in bad.out
    assert "H4" in bad.out
    good = ikm("check", PPID)
    assert good.code == 0
    assert good.out.rstrip().endswith("Data dapat dihitung: 136 responden.")
    assert json.loads(ikm("check", "examples/with-mistakes.csv", "--json").out)["findings_total"]["answer-blank"] == 1


def test_groups_are_shown_and_small_ones_hidden(tmp_path: Path) -> None:
    rows = [f"{'KTP' if i < 30 else 'KK' if i < 45 else 'Akta'},3,3,4,4,3,3,4,3,3" for i in range(48)]
    file = survey(tmp_path / "a.csv", *rows, header="Jenis layanan," + HEADER)
    run = ikm("score", file, "--by", "jenis_layanan")
    assert "KTP" in run.out
    assert run.out.count("disembunyikan") == 2
    assert "1 kelompok kecil" in run.out
    assert "Akta" not in run.out
    groups = json.loads(ikm("score", file, "--by", "jenis_layanan", "--json").out)["groups"]
    assert [(g["group"]["jenis_layanan"], g["hidden"]) for g in groups] == [("KK", True), ("KTP", False), (None, True)]


def test_columns_and_order_can_be_chosen(tmp_path: Path) -> None:
    header = HEADER.replace("Sarana", "Kolom X")
    file = survey(tmp_path / "a.csv", "3,3,4,4,3,3,4,3,3", header=header)
    assert ikm("score", file).code == 1
    assert ikm("score", file, "--map", "U9=Kolom X").code == 0
    assert ikm("score", file, "--map", "sarana=I").code == 0


def test_missing_complete_drops_partial_questionnaires(tmp_path: Path) -> None:
    file = survey(tmp_path / "a.csv", "4,4,4,4,4,4,4,4,4", ",1,1,1,1,1,1,1,1")
    run = ikm("score", file, "--missing", "complete", "--weight", "exact")
    assert "100,00" in run.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("score", PPID, "--weight", "0.2"), "There is no weight '0.2'"),
        (("score", PPID, "--map", "U9"), "--map is written ELEMENT=COLUMN"),
        (("score", PPID, "--map", "U9=A", "--map", "U9=B"), "names U9 twice"),
        (("score", PPID, "--population", "-3"), "whole number of people"),
        (("score", PPID, "--target", "200"), "A target is an index"),
        (("score", PPID, "--by", "warna"), "There is no column 'warna'"),
        (("score", PPID, "--min-group", "2"), "at least 5"),
        (("score", PPID, "--questionnaire", "pipd"), "Did you mean 'ppid'"),
        (("score", PPID, "--sheet", "Lembar9"), "Lembar9"),
        (("score", PPID, "--missing", "zero"), "zero"),
        (("score", PPID, "--tarjet", "81"), "--tarjet"),
        (("score",), "FILE is missing. Such as: ikm score"),
        (("sample", "banyak"), "a whole number of people, 0 or more"),
        (("sample", "100", "--margin", "150"), "between 0 and 1"),
        (("law", "uu-25"), "There is no regulation or index 'uu-25'"),
    ],
)
def test_wrong_use_exits_2_with_words_and_no_traceback(arguments: tuple[str, ...], words: str) -> None:
    run = ikm(*arguments, "--lang", "en")
    assert run.code == 2
    assert words in " ".join(run.err.replace("│", " ").split())
    assert "Traceback" not in run.err


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    run = ikm("score", tmp_path / "tidak-ada.xlsx")
    assert run.code == 1
    assert "tidak-ada.xlsx" in run.err
    assert "Traceback" not in run.err
    data = json.loads(ikm("score", tmp_path / "tidak-ada.xlsx", "--json").out)
    assert data["findings"][0]["severity"] == "error"


def test_sample_says_how_many() -> None:
    assert ikm("sample", "205").out == "Perlu 134 responden dari populasi 205 (Krejcie–Morgan).\n"
    assert "printed table: 136." in " ".join(ikm("sample", "210", "--lang", "en").out.split())
    assert json.loads(ikm("sample", "1000", "--confidence", "0.99", "--json").out)["required"] == 399


def test_law_prints_every_value_with_its_source() -> None:
    run = ikm("law")
    for words in (
        "U8  Penanganan Pengaduan, Saran dan Masukan",
        "A  88.31 – 100.00  Sangat Baik",
        "ketentuan aplikasi:",
        "Krejcie, R. V. & Morgan, D. W. (1970)",
        "Pasal 1 ayat (1)",
    ):
        assert words in " ".join(run.out.split()).replace("U8 ", "U8  ").replace("A 88", "A  88").replace(
            "0 Sangat", "0  Sangat"
        )
    assert "ikm's choice" in ikm("law", "--lang", "en").out
    assert json.loads(ikm("law", "--json").out)["conversion"]["factor"] == 25


def test_schema_describes_what_score_prints() -> None:
    schema = json.loads(ikm("schema").out)
    data = json.loads(ikm("score", PPID, "--json").out)
    described = schema["$defs"]["IKMResult"]
    assert set(data) == set(described["properties"])
    assert set(described["required"]) <= set(data)


def test_version_and_help() -> None:
    assert ikm("--version").out == f"ikm {library.__version__}\n"
    assert "score" in ikm("--help").out


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    command = f'"{sys.executable}" -c "from ikm.cli import main; main()" law | head -1'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize(("error", "code"), [(OSError(errno.ENOSPC, "full"), 2), (BrokenPipeError(), 0)])
def test_an_output_without_a_file_of_the_system_ends_in_the_commands_own_words(
    monkeypatch: pytest.MonkeyPatch, error: OSError, code: int
) -> None:
    def fail(**_: object) -> int:
        raise error

    monkeypatch.setattr("ikm.cli.commands.app", fail)
    run = ikm_here("law")  # its output is kept in memory, as in a browser
    assert run.code == code
    assert run.err == ("Hasil tidak dapat ditulis: penyimpanan penuh.\n" if code else "")


def test_rows_that_were_left_out_are_told() -> None:
    run = ikm("score", PPID, "--period", "2023-Q1")
    assert run.code == 0
    assert re.search(r"Tidak dihitung +\d+ di luar periode", run.out)


def test_a_period_without_answers_says_which_there_are() -> None:
    run = ikm("score", PPID, "--period", "2022")
    assert run.code == 1
    assert "Tidak ada jawaban dalam periode 2022: 136 responden berada di luarnya" in " ".join(run.err.split())


def test_periods_are_given_one_way_only() -> None:
    assert ikm("score", PPID, "--from", "2023-02-01", "--to", "2023-03-31").code == 0
    assert "jangan keduanya" in ikm("score", PPID, "--period", "2023", "--from", "2023-02-01").err


def test_a_narrow_terminal_keeps_every_figure() -> None:
    run = ikm("score", PPID, columns=60)
    assert "3,265" in run.out
    assert "…" not in run.out
    assert max(map(len, run.out.splitlines())) <= 60


def test_outputs_of_a_check_need_names_of_their_own(tmp_path: Path) -> None:
    assert "berakhiran .xlsx" in ikm("check", PPID, "--mark", tmp_path / "a.csv").err
    same = tmp_path / "a.xlsx"
    assert "adalah berkas yang sama" in ikm("check", PPID, "--mark", same, "--html", same).err


def test_a_full_disk_is_one_clear_error() -> None:
    for lang, words in (("id", "Hasil tidak dapat ditulis: penyimpanan penuh."), ("en", "No space left on device.")):
        command = [sys.executable, "-m", "ikm", "score", PPID, "--lang", lang]
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 2
        assert words in done.stderr.decode()
        assert b"Traceback" not in done.stderr
