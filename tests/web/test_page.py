"""The single file, opened from a folder with the network off, by a browser: what an officer does, and what it gives."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from command import ROOT
from openpyxl import load_workbook
from page import PPID, Page, command, needed
from tables import GOOD, NAMES, as_csv

MISTAKES = ROOT / "examples" / "with-mistakes.csv"
WRONG = [*NAMES[:8], "Pertanyaan terakhir", "Pertanyaan tambahan"]
"""Headings of which the last two do not say what they ask."""


def test_a_file_chosen_before_the_page_is_ready_is_read_and_scored(page: Page) -> None:
    page.give(PPID)
    assert page.figure == "IKM 83,86 mutu B (Baik)"
    assert "Data dapat dihitung: 136 responden." in page.said("#h-terbaca")
    assert page.said("#h-hasil .headline .index").split("\n")[1] == "83,86"
    assert page.value("document.querySelectorAll('#h-hasil #unsur svg').length") == 2


def test_nothing_is_asked_of_anybody_and_the_policy_keeps_nothing_out(page: Page) -> None:
    page.give(PPID)
    page.download("json", "hasil-ppid-2023.json")
    assert [url for url in page.requests if not url.startswith(("file:", "blob:", "data:"))] == []
    assert [url for url in page.requests if url.startswith("file:")] == [(needed() / "ikm.html").as_uri()]
    assert page.complaints == []
    page.value("document.getElementById('h-privasi').open = true")
    page.wait("document.getElementById('h-permintaan').innerText")
    assert "tidak meminta apa pun dari mana pun" in page.said("#h-permintaan")
    assert "Tidak ada permintaan ke alamat lain." in page.said("#h-permintaan")


DOWNLOADS = {
    "workbook": ("hasil-ppid-2023.xlsx",),
    "page": ("hasil-ppid-2023.html",),
    "panel": ("hasil-ppid-2023-panel.svg", "--product", "panel"),
    "panel-social": ("hasil-ppid-2023-panel-4x5.svg", "--product", "panel-4x5"),
    "chart": ("hasil-ppid-2023.svg",),
    "json": ("hasil-ppid-2023.json",),
    "csv": ("hasil-ppid-2023.csv",),
}


def test_every_download_is_what_the_command_writes_to_the_byte(page: Page, tmp_path: Path) -> None:
    page.give(PPID)
    page.choose("h-population", "1.200")
    page.choose("h-target", "81,5")
    for product, (name, *asked) in DOWNLOADS.items():
        got = page.download(product, name)
        options = ("--population", "1.200", "--target", "81,5", *asked, "--out", name)
        assert got == command(tmp_path, "score", PPID.name, *options), name
    book = load_workbook(page.folder / "hasil-ppid-2023.xlsx", data_only=True)
    assert {83.86, "B"} <= {cell.value for sheet in book for row in sheet for cell in row}


def test_the_marked_copy_and_the_survey_file_are_the_commands_too(page: Page, tmp_path: Path) -> None:
    page.give(MISTAKES)
    got = page.download("mark", "hasil-with-mistakes-bertanda.xlsx")
    assert got == command(
        tmp_path, "check", MISTAKES.name, "--mark", "hasil-with-mistakes-bertanda.xlsx", inputs=(MISTAKES,)
    )
    assert load_workbook(io.BytesIO(got)).active is not None
    page.give(PPID)
    page.choose("h-population", "205")
    assert page.download("survey", "survei.toml") == command(
        tmp_path, "init", PPID.name, "--population", "205", "--out", "survei.toml"
    )


def test_a_column_is_corrected_where_it_is_shown(page: Page, tmp_path: Path) -> None:
    export = tmp_path / "loket.csv"
    export.write_bytes(as_csv([WRONG, *([*row, 3] for row in GOOD * 4)]))
    page.give(export)
    assert page.figure == ""
    assert "U9" in page.said("#h-terbaca .notes")
    assert page.value("document.getElementById('h-kolom').open")
    page.choose("h-kolom-I", "sarana")
    assert page.figure.startswith("IKM ")
    assert "dipilih di halaman ini" in page.said("#h-kolom")
    got = page.download("json", "hasil-loket.json")
    assert got == command(
        tmp_path, "score", "loket.csv", "--map", "sarana=I", "--out", "hasil-loket.json", inputs=(export,)
    )
    page.choose("h-kolom-I", "-")
    assert page.figure == ""


def test_a_remedy_is_a_control_of_the_page(page: Page) -> None:
    page.give(MISTAKES)
    assert "Belum dapat dihitung: 2 kesalahan." in page.said(".verdict")
    assert "--" not in page.said("#h-terbaca")
    assert "H4" in page.said("#h-terbaca .notes")
    page.act(
        "(list => { list.value = '4'; list.dispatchEvent(new Event('change')); })"
        "(document.querySelector('#h-terbaca label.here select'))"
    )
    assert "Belum dapat dihitung: 1 kesalahan." in page.said(".verdict")
    page.click(".verdict .here")
    assert page.figure == "IKM 85,98 mutu B (Baik)"  # as docs/questionnaires.md has it
    assert page.value("document.getElementById('h-invalid').value") == "blank"


def test_an_option_that_cannot_be_used_is_told_beside_its_field(page: Page) -> None:
    page.give(PPID)
    page.choose("h-population", "1.2.00")
    assert "'1.2.00' tidak dapat digunakan" in page.said("#h-pilihan-salah")
    assert page.value("document.getElementById('h-population').getAttribute('aria-invalid')") == "true"
    assert page.figure == ""
    page.choose("h-population", "205")
    assert page.said("#h-pilihan-salah") == ""
    assert "cukup" in page.said("#h-hasil #sampel")


def test_a_breakdown_hides_its_small_groups(page: Page) -> None:
    page.give(PPID)
    page.click("#h-by-3")
    assert "disembunyikan" in page.said("#h-hasil #kelompok")
    page.click("#h-by-3")
    assert page.value("document.querySelector('#h-hasil #kelompok')") is None


def test_another_index_of_the_form_is_asked_for_by_a_tick(page: Page, tmp_path: Path) -> None:
    asked = ["Tidak ada pungutan liar", "Tidak ada percaloan", "Petugas tidak meminta imbalan", "Petugas menolak suap"]
    rows = [[3 + (place % 3 > 0)] * 9 + [4] * 3 + [3 + place % 2] for place in range(12)]
    (tmp_path / "zi.csv").write_bytes(as_csv([[*NAMES, *asked], *rows]))
    page.give(tmp_path / "zi.csv")
    skm = page.figure
    # Where the command says --index spak; the notice is folded away.
    assert page.value("document.getElementById('h-terbaca').textContent.includes('hitung juga spak')")
    assert "96,88" not in page.said("#h-hasil")
    page.click("#h-index-0")
    assert page.figure == skm
    assert "96,88" in page.said("#h-hasil")  # (4 + 4 + 4 + 3,5) / 4 × 25
    page.click("#h-index-0")
    assert "96,88" not in page.said("#h-hasil")


def test_a_broken_file_is_refused_and_the_next_one_works(page: Page, tmp_path: Path) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(PPID.read_bytes()[:5000])
    page.give(tmp_path / "rusak.xlsx")
    assert "Berkas ini rusak atau tidak lengkap" in page.said("#h-terbaca")
    assert page.figure == ""
    page.give(PPID)
    assert page.figure.startswith("IKM 83,86")


def test_an_engine_that_dies_is_started_again_and_that_is_said(page: Page) -> None:
    page.act(
        "(given => { given.items.add(new File(['x'], 'a\\u0000b.csv')); "
        "dispatchEvent(new DragEvent('drop', { dataTransfer: given })); })(new DataTransfer())"
    )
    assert "sudah dinyalakan lagi" in page.said("#h-tolak")
    page.give(PPID)
    assert page.figure.startswith("IKM 83,86")
    assert page.said("#h-tolak") == ""


def test_a_file_too_large_is_refused_with_the_command_to_use(page: Page, tmp_path: Path) -> None:
    (tmp_path / "besar.csv").write_bytes(b"x" * 17_000_000)
    page.value("document.getElementById('h-tolak').replaceChildren()")
    root = page.tell("DOM.getDocument")["root"]["nodeId"]
    node = page.tell("DOM.querySelector", nodeId=root, selector="#h-pilih")["nodeId"]
    page.tell("DOM.setFileInputFiles", files=[str(tmp_path / "besar.csv")], nodeId=node)
    page.wait("document.getElementById('h-tolak').innerText")
    assert "sampai 16 MB" in page.said("#h-tolak")
    assert "ikm nilai besar.csv --hasil hasil.xlsx" in page.said("#h-tolak")


def test_cells_that_are_pasted_are_read_as_a_table(page: Page) -> None:
    text = "\\n".join("\\t".join(map(str, row)) for row in [NAMES, *GOOD])
    page.value(f"document.getElementById('h-tempelan').value = '{text}'; 1")
    page.click("#h-baca-tempelan")
    assert page.figure.startswith("IKM ")
    assert "tempelan.csv" in page.said("#h-terpilih")


def test_the_survey_file_reads_the_next_quarters_export_alike(page: Page, tmp_path: Path) -> None:
    first, second = tmp_path / "tw1.csv", tmp_path / "tw2.csv"
    first.write_bytes(as_csv([WRONG, *([*row, 3] for row in GOOD * 4)]))
    second.write_bytes(as_csv([WRONG, *([*row, 3] for row in GOOD * 5)]))
    page.give(first)
    page.choose("h-kolom-I", "sarana")
    page.choose("h-population", "40")
    (tmp_path / "survei.toml").write_bytes(page.download("survey", "survei.toml"))
    page.value("document.getElementById('h-lupakan').click()")
    assert page.focus == "h-pilih"
    page.give(second, tmp_path / "survei.toml")
    assert page.figure.startswith("IKM ")
    assert "berkas survei, digunakan" in page.said("#h-terpilih")
    assert "populasi 40" in page.said("#h-hasil #sampel")
    got = page.download("json", "hasil-tw2.json")
    options = ("--survey", "survei.toml", "--out", "hasil-tw2.json")
    assert got == command(tmp_path, "score", "tw2.csv", *options, inputs=(second, tmp_path / "survei.toml"))


def test_a_survey_file_is_not_taken_for_another_export_without_a_word(page: Page, tmp_path: Path) -> None:
    survey = tmp_path / "survei.toml"
    survey.write_text("populasi = 40\n", encoding="utf-8")
    first, second = tmp_path / "satu.csv", tmp_path / "dua.csv"
    for file in (first, second):
        file.write_bytes(as_csv([NAMES, *GOOD]))
    page.give(first, survey)
    page.give(second)
    assert "survei.toml milik berkas sebelumnya dan tidak digunakan" in page.said("#h-terpilih")
    page.give(survey)
    assert "tidak digunakan" not in page.said("#h-terpilih")
    assert "populasi 40" in page.said("#h-hasil #sampel")


def test_a_long_name_has_products_and_a_zip_may_be_chosen(page: Page, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / f"{'x' * 240}.zip", "w") as archive:
        archive.writestr("Survei.csv", as_csv([NAMES, *GOOD]))
    page.give(tmp_path / f"{'x' * 240}.zip")
    assert page.figure.startswith("IKM ")
    assert page.download("mark", f"hasil-{'x' * 60}-bertanda.xlsx")
    assert ".zip" in page.value("document.getElementById('h-pilih').accept").split(",")


def test_everything_is_reached_by_keys_alone(page: Page) -> None:
    page.value("document.getElementById('h-lupakan')?.click(); document.activeElement.blur(); 1")
    page.value("document.querySelector('[data-lang=en]').focus()")
    page.press("Tab")
    assert page.focus == "h-pilih"
    page.press("Tab")
    assert page.focus == "h-contoh"
    page.press("Enter")
    page.wait("document.getElementById('h-sibuk').hidden && document.getElementById('h-bilah-nilai').innerText")
    assert page.figure == "IKM 83,86 mutu B (Baik)"
    assert page.focus == "h-terbaca-judul"
    assert "IKM 83,86 mutu B (Baik). Hasil ditampilkan." in page.value(
        "document.getElementById('h-pengumuman').textContent"
    )
    page.press("Tab")  # the summary of the columns
    page.press("Enter")
    assert page.value("document.getElementById('h-kolom').open")
    page.press("Tab")
    assert page.focus == "h-kolom-A"


STATES = {
    "awal": (),
    "hasil": (PPID,),
    "keliru": (MISTAKES,),
    "beberapa": (PPID, ROOT / "examples" / "stakeholder-2023.xlsx"),
}


SEEN = {"id": (1280, 390), "en": (390,)}
"""Widths at which axe looks, the narrow one dark: the languages differ in words alone, 360 pixels from 390 in room."""


@pytest.mark.parametrize("lang", SEEN)
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible_and_fits_the_window(page: Page, state: str, lang: str) -> None:
    page.value("document.getElementById('h-lupakan')?.click(); 1")
    speak(page, lang)
    if STATES[state]:
        page.give(*STATES[state])
    page.value("for (const one of document.querySelectorAll('details')) one.open = true; 1")
    try:
        for width in (1280, 390, 360):
            page.window(width, dark=width == 390)
            assert page.value("document.documentElement.scrollWidth") <= width
            if width in SEEN[lang]:
                assert page.faults() == []
    finally:
        page.window(1280)
        page.value("for (const one of document.querySelectorAll('.zone details, #h-privasi')) one.open = false; 1")
        speak(page, "id")


def speak(page: Page, lang: str) -> None:
    """Switch the language, and wait for what is said anew."""
    press = f"document.querySelector('[data-lang={lang}]').click()"
    (page.act if page.said("#h-terpilih") else page.value)(press)


def test_paper_holds_the_result_alone(page: Page) -> None:
    page.give(PPID)
    page.tell("Emulation.setEmulatedMedia", media="print")
    hidden = ".top, #h-bilah, #h-berkas, #h-terbaca, #h-pilihan, #h-unduh, #h-rahasia, body > footer"
    assert page.value(f"[...document.querySelectorAll('{hidden}')].every(one => one.getClientRects().length === 0)")
    assert page.value("document.getElementById('h-hasil').getClientRects().length") == 1
    page.tell("Emulation.setEmulatedMedia", media="")
    assert page.paper().startswith(b"%PDF")


def test_closing_forgets(page: Page) -> None:
    assert page.value("Promise.all([localStorage.length, sessionStorage.length, document.cookie.length])") == [0, 0, 0]
    page.go((needed() / "ikm.html").as_uri())
    assert page.said("#h-terpilih") == ""
    assert page.figure == ""
