"""What stays on the screen: the result first and last, notes of one kind together, and a next step that works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here, on_screen
from openpyxl import load_workbook
from tables import GOOD, NAMES, as_csv

import ikm

if TYPE_CHECKING:
    from pathlib import Path

MISTAKES = "examples/with-mistakes.csv"
SPACED = "Survei PPID (Jawaban) $2.csv"


def plain(*rows: list[Any]) -> bytes:
    return as_csv([NAMES, *rows])


def lay(folder: Path, *rows: list[Any], name: str = "a.csv") -> Path:
    file = folder / name
    file.write_bytes(plain(*rows))
    return file


def steps(text: str) -> list[str]:
    """Give the commands that a screen says can be typed now."""
    return re.findall(r"^  (ikm .+)$", text, re.MULTILINE)


def blanks(times: int) -> list[list[Any]]:
    return [[None, *[3] * 8] for _ in range(times)]


def test_the_index_stands_first_and_last_with_the_notes_between(tmp_path: Path) -> None:
    lay(tmp_path, *([[4] * 9, [3] * 9] * 20), *blanks(13))
    code, lines = on_screen("score", "a.csv", cwd=tmp_path)
    headline = "IKM 84,69  mutu B (Baik)  ·  53 responden  ·  bobot 0,111"
    assert (code, lines[0]) == (0, headline)
    notes = next(place for place, line in enumerate(lines) if line.startswith("peringatan A42: U1 Persyaratan"))
    assert lines.index(headline, notes) == len(lines) - 3
    assert lines[-2:] == [
        "Langkah berikutnya: simpan hasil dan lembar pengolahannya dalam Excel",
        "  ikm nilai a.csv --hasil hasil.xlsx",
    ]
    assert any("12 sel lagi seperti ini: A43, A44," in line for line in lines)
    assert sum("jawaban kosong" in line for line in lines) == 1


def test_the_title_and_the_unit_of_a_survey_file_stand_over_the_result_and_in_it(tmp_path: Path) -> None:
    lay(tmp_path, *[[4] * 9] * 12)
    said = 'title = "SKM Triwulan III"\nunit = "Loket\\u001b[31m A"\n'
    (tmp_path / "survei.toml").write_text(said, encoding="utf-8")
    for command in ("score", "check"):
        first = ikm_here(command, "a.csv", "--survey", "survei.toml", cwd=tmp_path).out.splitlines()[0]
        assert first.endswith("SKM Triwulan III · Loket\N{REPLACEMENT CHARACTER}[31m A")
    for loaded in (tmp_path / "a.csv", ikm.load(tmp_path / "a.csv", survey=tmp_path / "survei.toml")):
        result = ikm.score(loaded, survey=tmp_path / "survei.toml")
        assert (result.title, result.unit) == ("SKM Triwulan III", "Loket\x1b[31m A")
    assert ikm.score(ikm.load(tmp_path / "a.csv", survey=tmp_path / "survei.toml")).title == "SKM Triwulan III"
    assert ikm.score(tmp_path / "a.csv").title is None


@pytest.mark.parametrize("flag", ["--brief", "--ringkas"])
def test_in_brief_there_is_the_index_and_what_to_do_next(flag: str) -> None:
    run = ikm_here("score", "examples/stakeholder-2023.xlsx", flag)
    assert run.out == "IKM 90,69  mutu A (Sangat Baik)  ·  286 responden  ·  bobot 0,111\n"
    assert len(run.err.splitlines()) == 2
    refused = ikm_here("score", MISTAKES, flag)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.splitlines()[0] == "IKM tidak dihitung: 2 kesalahan dalam data."
    assert steps(refused.err)[1] == f"ikm periksa {MISTAKES} --html periksa.html"
    agency = ikm_here("score", "examples/ppid-2023.xlsx", "examples/ppid-2023.csv", flag).out
    assert agency.startswith("Nilai instansi")
    assert "Unit " not in agency


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("rows", "typed", "code"),
    [
        ([[4] * 9] * 12, ["score", "--target", "81,5", "--by", "bulan"], 2),
        ([[4] * 9] * 12, ["score", "--target", "81,5", "--weight", "1/9"], 0),
        ([[4] * 9] * 12, ["check"], 0),
        ([[9, *[4] * 8], *[[4] * 9] * 12], ["score", "--order", "definition"], 1),
        ([[9, *[4] * 8], *[[4] * 9] * 12], ["check"], 1),
        ([[9, *[4] * 8], *[[4] * 9] * 12], ["score", "--invalid", "blank", "--brief"], 0),
    ],
)
def test_the_next_step_works_as_it_is_printed(
    rows: list[list[Any]], typed: list[str], code: int, lang: str, tmp_path: Path
) -> None:
    lay(tmp_path, *rows, name=SPACED)
    command, *options = typed
    run = ikm_here(command, SPACED, *options, "--lang", lang, cwd=tmp_path)
    assert run.code == code
    printed = steps(run.err)
    assert bool(printed) == (code != 2)
    for step in printed:
        words = shlex.split(step)
        assert words[2] == (SPACED if words[1] not in {"jelaskan", "explain"} else "answer-off-scale")
        done = ikm_here(*words[1:], cwd=tmp_path)
        assert done.code in (0, 1), (step, done.err)
        for name in re.findall(r"--(?:out|html|mark) (\S+)", step):
            assert (tmp_path / name).exists()


def test_what_was_marked_is_mended_in_the_copy_and_the_copy_is_scored_as_printed(tmp_path: Path) -> None:
    lay(tmp_path, [9, *[4] * 8], *[[4] * 9] * 12, [1] * 9, name=SPACED)
    run = ikm_here("check", SPACED, "--tanpa-baris", "15", "--mark", "salinan baru.xlsx", cwd=tmp_path)
    first = steps(run.err)[0]
    assert shlex.split(first) == ["ikm", "nilai", "salinan baru.xlsx", "--tanpa-baris", "15"]
    assert ikm_here(*shlex.split(first)[1:], cwd=tmp_path).code == 1
    book = load_workbook(tmp_path / "salinan baru.xlsx")
    sheet = book.worksheets[0]
    (red,) = [cell for row in sheet for cell in row if cell.comment and str(cell.value) == "9"]
    red.value = 4
    book.save(tmp_path / "salinan baru.xlsx")
    mended = ikm_here(*shlex.split(first)[1:], cwd=tmp_path)
    assert (mended.code, mended.out.splitlines()[0].split("  ·  ")[1]) == (0, "13 responden")


def test_an_output_that_is_there_is_not_named_again(tmp_path: Path) -> None:
    lay(tmp_path, [9, *[4] * 8], *[[4] * 9] * 3)
    (tmp_path / "perbaiki.xlsx").touch()
    (tmp_path / "perbaiki-2.xlsx").touch()
    step, *_ = steps(ikm_here("score", "a.csv", cwd=tmp_path).err)
    assert step == "ikm periksa a.csv --mark perbaiki-3.xlsx"


def test_what_stops_the_scoring_is_explained_by_the_command_that_is_printed(tmp_path: Path) -> None:
    lay(tmp_path, [9, *[4] * 8], *[[4] * 9] * 3)
    last = steps(ikm_here("score", "a.csv", cwd=tmp_path).err)[-1]
    assert last == "ikm jelaskan answer-off-scale"
    assert ikm_here(*shlex.split(last)[1:]).out.startswith("answer-off-scale · kesalahan")
    english = steps(ikm_here("score", "a.csv", "--lang", "en", cwd=tmp_path).err)[-1]
    assert english == "ikm explain answer-off-scale --lang en"


def test_what_was_piped_in_is_piped_in_again() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from ikm.cli import main; main()", "check", "-"],
        input=plain(*GOOD),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=60,
    )
    assert done.stderr.decode().splitlines()[-1] == "  … | ikm nilai -"


def test_notes_fit_a_screen_and_say_where_the_rest_is(tmp_path: Path) -> None:
    labels = [f"Agak {word}" for word in ("cepat", "baik", "sesuai", "mudah", "ramah", "lengkap", "jelas", "wajar")]
    rows = [[*row[:i], label, *row[i + 1 :]] for i, label in enumerate(labels) for row in GOOD[:1]]
    lay(tmp_path, *rows, *GOOD)
    run = ikm_here("score", "a.csv", cwd=tmp_path)
    lines = run.err.splitlines()
    assert len(lines) <= 24
    assert sum(line.startswith("kesalahan ") for line in lines) < len(labels)
    assert any(re.fullmatch(r"… dan \d catatan pemeriksaan lagi", line) for line in lines)
    assert steps(run.err) == ["ikm periksa a.csv --mark perbaiki.xlsx", "ikm periksa a.csv --html periksa.html"]


def test_of_files_none_of_which_can_be_read_there_is_nothing_to_keep(tmp_path: Path) -> None:
    run = ikm_here("score", "Survei", "PPID", cwd=tmp_path)
    assert (run.code, "Langkah berikutnya" in run.err) == (1, False)


def test_a_file_that_cannot_be_read_has_its_own_remedy_and_what_explains_it(tmp_path: Path) -> None:
    assert steps(ikm_here("score", tmp_path / "tidak-ada.xlsx").err) == ["ikm jelaskan file-missing"]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_check_says_first_what_is_needed_first(lang: str) -> None:
    run = ikm_here("check", MISTAKES, "--lang", lang)
    wanted = {
        "id": [
            "Belum dapat dihitung",
            "Yang harus diperbaiki",
            "Perkiraan IKM",
            "Catatan lain",
            "Kolom",
            "Baris",
            "Berkas",
        ],
        "en": ["The data cannot be", "To be mended", "The index would", "Other notes", "Columns", "Rows", "File"],
    }[lang]
    places = [re.search(rf"^{words}", run.out, re.MULTILINE) for words in wanted]
    starts = [place.start() for place in places if place is not None]
    assert len(starts) == len(wanted)
    assert starts == sorted(starts)
    assert wanted[0] in run.out[starts[-1] :]


def test_colours_are_for_screens() -> None:
    assert "\x1b" not in ikm_here("score", MISTAKES, "--invalid", "blank").out
    assert "\x1b" not in ikm_here("check", MISTAKES).out


def test_english_is_english_to_the_last_line(tmp_path: Path) -> None:
    lay(tmp_path, *([[4] * 9, [3] * 9] * 20), *blanks(3), [9, *[4] * 8])
    said = " ".join(
        part
        for command in (("score", "--target", "90"), ("check",), ("score", "--invalid", "blank"))
        for run in [ikm_here(*command, "a.csv", "--lang", "en", "--population", "500", cwd=tmp_path)]
        for part in run[1:]
    )
    ours = r"\b(?:dan|yang|dari|tidak|untuk|jawaban|berkas|dengan|kolom|baris|unsur|responden|langkah|sel)\b"
    assert re.findall(ours, said.casefold()) == []
