"""What an office hands in, by one command: Word report, PDF, panel; what it wrote in a report is kept."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module
from typing import TYPE_CHECKING

import pypdf
import pytest
from command import ROOT, ikm_here

from ikm.cli.material import contents
from ikm.errors import OptionError

if TYPE_CHECKING:
    from pathlib import Path

PPID = ROOT / "examples" / "ppid-2023.xlsx"
SURVEY = """title = "SKM PPID"
unit = "Biro Humas"
population = 205
target = 81
[[riwayat]]
periode = "2022"
ikm = 82,24
[[tindak_lanjut]]
unsur = "prosedur"
program = "Menyederhanakan alur"
waktu = ["I"]
penanggung_jawab = "Kepala Biro"
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Lay out a folder with an export and its survey file."""
    (tmp_path / "a.xlsx").write_bytes(PPID.read_bytes())
    (tmp_path / "survei.toml").write_text(SURVEY, encoding="utf-8")
    return tmp_path


def words_of_word(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/document.xml").decode()


def words_of_pdf(path: Path) -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_report_and_panel_come_out_of_one_command(office: Path) -> None:
    run = ikm_here("nilai", "a.xlsx", "--hasil", "l.docx", "--hasil", "l.pdf", "--hasil", "p.png", cwd=office)
    assert run.code == 0, run.err
    assert [line for line in run.err.splitlines() if "ditulis: " in line] == [
        "Laporan Word ditulis: l.docx", "Laporan PDF ditulis: l.pdf", "Panel publikasi ditulis: p.png",
    ]  # fmt: skip
    for words in (words_of_word(office / "l.docx"), words_of_pdf(office / "l.pdf")):
        for told in ("83,86", "82,24", "Biro Humas", "Menyederhanakan alur", "BAB IV"):
            assert told.casefold() in words.casefold(), told
    assert (office / "p.png").read_bytes().startswith(b"\x89PNG")


def test_the_panel_names_the_unit_and_the_period(office: Path) -> None:
    typed = ("--hasil", "p.pdf", "--hasil", "p.svg", "--produk", "panel")
    assert ikm_here("nilai", "a.xlsx", *typed, cwd=office).code == 0
    for told in ("83,86", "Biro Humas", "2023", "136 orang"):
        assert told in words_of_pdf(office / "p.pdf")
        assert told in (office / "p.svg").read_text(encoding="utf-8")
    wide = ikm_here("nilai", "a.xlsx", "--hasil", "q.svg", "--produk", "panel-4x5", cwd=office)
    assert wide.code == 0
    assert (office / "q.svg").read_bytes() != (office / "p.svg").read_bytes()


def test_a_report_that_is_made_again_keeps_what_the_office_wrote(office: Path) -> None:
    docx = import_module("docx")
    assert ikm_here("nilai", "a.xlsx", "--hasil", "l.docx", cwd=office).code == 0
    document = docx.Document(str(office / "l.docx"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    place = next(
        one
        for one in document.element.body.iter(f"{space}sdt")
        if one.find(f"{space}sdtPr/{space}tag").get(f"{space}val") == "latar-belakang"
    )
    for mark in place.findall(f"{space}sdtPr/{space}showingPlcHdr"):
        mark.getparent().remove(mark)
    next(place.iter(f"{space}t")).text = "Ditulis oleh kantor."
    document.save(str(office / "l.docx"))
    again = ikm_here("nilai", "a.xlsx", "--bobot", "exact", "--hasil", "l.docx", "--timpa", cwd=office)
    assert again.code == 0, again.err
    words = words_of_word(office / "l.docx")
    assert "Ditulis oleh kantor." in words
    assert "83,95" in words


def test_a_document_of_the_office_is_filled_in(office: Path) -> None:
    docx = import_module("docx")
    template = docx.Document()
    template.add_paragraph("Nilai {{ ikm }}, mutu {{ mutu }}")
    template.save(str(office / "kop.docx"))
    run = ikm_here("nilai", "a.xlsx", "--hasil", "l.docx", "--templat", "kop.docx", cwd=office)
    assert run.code == 0, run.err
    assert "Nilai 83,86, mutu B" in words_of_word(office / "l.docx")
    over = ikm_here("nilai", "a.xlsx", "--hasil", "kop.docx", "--templat", "kop.docx", "--timpa", cwd=office)
    assert (over.code, over.out) == (2, "")


@pytest.mark.parametrize(("option", "name"), [("--templat", "tidak-ada.docx"), ("--logo", "tidak-ada.png")])
def test_a_file_that_is_not_there_is_named(office: Path, option: str, name: str) -> None:
    target = "l.docx" if option == "--templat" else "p.svg"
    product = () if option == "--templat" else ("--produk", "panel")
    run = ikm_here("nilai", "a.xlsx", "--hasil", target, *product, option, name, cwd=office)
    assert run.code == 2
    assert f"{name} tidak dapat dibaca: tidak ditemukan." in run.err
    assert not (office / target).exists()


@pytest.mark.parametrize(("option", "name"), [("--templat", "kop.docx"), ("--logo", "logo.png")])
@pytest.mark.parametrize("outs", [(), ("--hasil", "h.xlsx")])
def test_a_document_or_logo_that_nothing_shows_is_refused(
    office: Path, option: str, name: str, outs: tuple[str, ...]
) -> None:
    run = ikm_here("nilai", "a.xlsx", option, name, *outs, cwd=office)
    assert (run.code, run.out) == (2, "")
    assert f"{option} di" in run.err
    assert not (office / "h.xlsx").exists()


def test_an_agency_hands_in_one_report_of_its_respondents_together(office: Path) -> None:
    (office / "b.xlsx").write_bytes((ROOT / "examples" / "stakeholder-2023.xlsx").read_bytes())
    run = ikm_here(
        "score", "a.xlsx", "b.xlsx", "--no-survey", "--as-units", "--out", "l.docx", "--out", "p.svg", "--product",
        "panel", cwd=office,
    )  # fmt: skip
    assert run.code == 0, run.err
    words = words_of_word(office / "l.docx")
    assert "422" in words
    assert "NILAI IKM" in (office / "p.svg").read_text(encoding="utf-8")


def test_a_file_without_an_end_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ikm.cli.material._LARGEST", 4)
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"1234")
    assert contents(logo) == b"1234"
    logo.write_bytes(b"12345")
    with pytest.raises(OptionError, match="logo.png is larger than"):
        contents(logo)
