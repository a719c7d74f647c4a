"""Several files on the page: units with their recap, periods with their trend, what belongs to one of them alone."""

from __future__ import annotations

from pathlib import Path

from command import ikm_here
from page import Page, command
from tables import GOOD, NAMES, as_csv

UNNAMED = [*NAMES[:8], "Pertanyaan terakhir"]
"""Headings of which the last does not say what it asks."""


def quarters(folder: Path, *names: str) -> list[Path]:
    files = [folder / name for name in names]
    for place, file in enumerate(files):
        file.write_bytes(as_csv([NAMES, *GOOD * (4 + place), GOOD[place % 3]]))
    return files


def test_several_files_are_units_with_their_recap(page: Page, tmp_path: Path) -> None:
    files = quarters(tmp_path, "kecamatan.csv", "kelurahan.csv", "puskesmas.csv")
    page.give(*files)
    assert page.said("#h-terbaca-judul") == "3 berkas"
    assert "3 dari 3 unit dihitung" in page.said("#h-hasil")
    for place, population in enumerate(("1.200", "300", "90")):
        page.choose(f"h-population-{place}", population)
    page.choose("h-label-0", "Kecamatan Ilir, Barat")
    assert "Kecamatan Ilir, Barat" in page.said("#h-hasil")
    assert "belum diketahui" not in page.said("#h-hasil #metode, #h-hasil .chapters")


def units(folder: Path) -> list[Path]:
    """Write three units: one is good, one has a question without a name, one asks the same in another order."""
    other = [NAMES[8], *NAMES[:8]]
    files = {"baik.csv": NAMES, "kolom.csv": UNNAMED, "urutan.csv": other}
    for name, head in files.items():
        rows = [row if head is not other else [row[8], *row[:8]] for row in GOOD * 4]
        (folder / name).write_bytes(as_csv([head, *rows]))
    return [folder / name for name in files]


def test_what_is_chosen_for_one_unit_is_its_own(page: Page, tmp_path: Path) -> None:
    files = units(tmp_path)
    page.give(*files)
    assert "2 dari 3 unit dihitung" in page.said("#h-hasil")
    page.click("#h-unit-salah .todo button")
    assert "3 dari 3 unit dihitung" in page.said("#h-hasil")  # column I is another question in urutan.csv
    page.click("#h-sendiri-1")
    assert page.figure.startswith("IKM ")
    assert "dipilih di halaman ini" in page.value("document.getElementById('h-kolom').textContent")
    page.choose("h-population", "300")
    page.click("#h-kembali")
    assert page.value("document.getElementById('h-population-1').value") == "300"
    assert page.value("document.getElementById('h-population').value") == ""
    got = page.download("json", "hasil-instansi.json")
    ikm_here("init", "kolom.csv", "--map", "sarana=I", "--out", "survei-2.toml", cwd=tmp_path)
    rows = (
        "file,unit,population,survey",
        "baik.csv,baik,,",
        "kolom.csv,kolom,300,survei-2.toml",
        "urutan.csv,urutan,,",
    )
    (tmp_path / "daftar-unit.csv").write_text("\n".join(rows), encoding="utf-8")
    names = [file.name for file in files]
    options = ("--units", "daftar-unit.csv", "--out", "hasil-instansi.json")
    assert got == command(tmp_path, "score", *names, *options, inputs=tuple(files))
    page.click("#h-sendiri-1")
    page.choose("h-kolom-I", "-")
    assert page.figure == ""
    page.click("#h-kembali")
    assert "2 dari 3 unit dihitung" in page.said("#h-hasil")


def test_a_units_own_choice_holds_beside_a_survey_file_for_all_and_that_is_said(page: Page, tmp_path: Path) -> None:
    (tmp_path / "survei.toml").write_text('judul = "Survei kota"\n', encoding="utf-8")
    page.give(*units(tmp_path), tmp_path / "survei.toml")
    assert "2 dari 3 unit dihitung" in page.said("#h-hasil")
    page.click("#h-unit-salah .todo button")
    assert "3 dari 3 unit dihitung" in page.said("#h-hasil")
    assert "Untuk kolom.csv, yang dipilih di sini menggantikan seluruh isi survei.toml." in page.said("#h-terbaca")


def test_a_mended_unit_comes_in_its_place_and_its_columns_are_shown_alone(page: Page, tmp_path: Path) -> None:
    files = quarters(tmp_path, "a.csv", "b.csv")
    good = files[1].read_bytes()
    files[1].write_bytes(as_csv([NAMES, *GOOD, ["petugasnya ramah sekali dan cepat", *GOOD[0][1:]]]))
    page.give(*files)
    page.choose("h-population-0", "70")
    assert "1 dari 2 unit dihitung" in page.said("#h-hasil")
    page.click("#h-unit-salah .todo button")
    assert page.focus == "h-kolom-A"
    files[1].write_bytes(good)
    page.give(files[1])
    assert page.figure.startswith("IKM ")
    page.click("#h-kembali")
    assert "2 dari 2 unit dihitung" in page.said("#h-hasil")
    assert page.value("document.getElementById('h-population-0').value") == "70"


def test_what_is_chosen_for_one_period_is_its_own(page: Page, tmp_path: Path) -> None:
    page.give(*units(tmp_path)[:2])
    page.click("#h-jenis-periods")
    assert page.figure == ""
    page.click("#h-unit-salah .todo button")
    assert page.said("#h-hasil-judul").startswith("Tren")


def test_files_named_after_periods_are_asked_about_and_give_the_trend(page: Page, tmp_path: Path) -> None:
    page.give(*quarters(tmp_path, "SKM TW1 2026.csv", "SKM TW2 2026.csv"))
    assert "tampaknya beberapa periode satu survei" in page.said("#h-terbaca")
    assert page.figure == ""
    page.click("#h-jenis-periods")
    assert page.said("#h-hasil-judul").startswith("Tren")
    assert page.value("document.getElementById('h-label-0').value") == "SKM TW1 2026"
    page.choose("h-target-1", "81,5")
    assert "81,50" in page.said("#h-hasil")
    page.value("document.getElementById('h-tambah').click()")
    page.choose("h-label-0", "2025")
    page.choose("h-value-0", "80,12")
    assert "80,12" in page.said("#h-hasil")
    got = page.download("workbook", "hasil-tren.xlsx")
    periods = ("2025=80,12", "SKM TW1 2026=SKM TW1 2026.csv", "SKM TW2 2026=SKM TW2 2026.csv")
    options = ("--target", "SKM TW2 2026=81,5", "--out", "hasil-tren.xlsx")
    assert got == command(tmp_path, "compare", *periods, *options, inputs=())
