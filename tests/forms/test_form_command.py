"""The command that makes forms: what it prints and writes, what it refuses, and that what it says to type works."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest
from command import ikm_here
from exports import answers_to, forms_csv, sheet_workbook

import ikm
from ikm.findings import LANGUAGES, Language
from ikm.forms import form_of
from ikm.rendering import form_document, form_pdf, form_script, form_sheet

if TYPE_CHECKING:
    from pathlib import Path

OWN = """\
key = "loket"
title = { id = "SKM Loket", en = "Counter survey" }
[[question]]
element = "waktu"
text = "Bagaimana kecepatan pelayanan di loket?"
labels = ["Lelet", "Agak lelet", "Lumayan", "Kilat"]
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_an_output_the_script_is_printed_and_nothing_else(lang: Language, tmp_path: Path) -> None:
    names = ("formulir", "--kuesioner") if lang == "id" else ("form", "--questionnaire")
    run = ikm_here(*names, "ppid", "--unit", "Dinas A", "--lang", lang, cwd=tmp_path)
    assert (run.code, run.out) == (0, form_script(form_of("ppid", unit="Dinas A", lang=lang)))
    assert list(tmp_path.iterdir()) == []
    assert "https://script.google.com" in run.err
    typed = [line.strip() for line in run.err.splitlines() if line.startswith("  ikm")]
    assert typed[0] == ("ikm nilai UNDUHAN.xlsx --bahasa id" if lang == "id" else "ikm score EXPORT.xlsx --lang en")
    kept = ikm_here(*shlex.split(typed[1])[1:], cwd=tmp_path)
    assert kept.code == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".gs", ".xlsx"]
    assert ikm_here("form").out == form_script(form_of("skm"))


def test_every_output_is_the_product_of_its_ending(tmp_path: Path) -> None:
    form = form_of("ppid", title="Survei 2026", services=["Izin", "Konsultasi"])
    made = {
        "f.gs": form_script(form).encode(), "f.JS": form_script(form).encode(), "k.docx": form_document(form),
        "k.pdf": form_pdf(form), "l.xlsx": form_sheet(form),
    }  # fmt: skip
    outs = [word for name in [*made, "survei.toml"] for word in ("--out", name)]
    about = ("--title", "Survei 2026", "--service", "Izin", "--layanan", "Konsultasi")
    run = ikm_here("form", "--questionnaire", "ppid", *about, *outs, cwd=tmp_path)
    assert (run.code, run.out) == (0, "")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".toml"} == made
    told = (tmp_path / "survei.toml").read_text(encoding="utf-8")
    assert told.splitlines()[2:] == ['judul = "Survei 2026"', 'kuesioner = "ppid"']
    for words in ("Skrip Google Formulir ditulis: f.gs", "Kuesioner PDF ditulis: k.pdf", "Berkas survei ditulis"):
        assert words in run.err


def test_nothing_that_is_there_is_written_over_and_one_that_cannot_be_written_stops_all(tmp_path: Path) -> None:
    (tmp_path / "k.docx").write_text("milik kantor")
    both = ("form", "--out", "f.gs", "--out", "k.docx")
    run = ikm_here(*both, cwd=tmp_path)
    assert run.code == 2
    assert "k.docx sudah ada" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["k.docx"]
    assert ikm_here(*both, "--force", cwd=tmp_path).code == 0
    assert (tmp_path / "k.docx").read_bytes() == form_document(form_of("skm"))
    run = ikm_here("form", "--out", "g.gs", "--out", "catatan.txt", cwd=tmp_path)
    assert run.code == 2
    assert ".gs (skrip Google Formulir)" in run.err
    assert not (tmp_path / "g.gs").exists()
    assert ikm_here("form", "--questionnaire", "pipd").code == 2
    (tmp_path / "loket.toml").write_text(OWN, encoding="utf-8")
    over = ikm_here("form", "--questionnaire", "loket.toml", "--out", "loket.toml", "--force", cwd=tmp_path)
    assert over.code == 2
    assert (tmp_path / "loket.toml").read_text(encoding="utf-8") == OWN


def test_an_own_questionnaire_is_scored_with_what_is_said_or_with_its_survey_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "loket.toml").write_text(OWN, encoding="utf-8")
    run = ikm_here("form", "--questionnaire", "loket.toml", "--out", "f.gs", cwd=tmp_path)
    assert "tidak menanyakan U1 Persyaratan" in run.err
    assert "hanya dikenali bersama kuesionernya (loket.toml)" in run.err
    assert "--kuesioner" in (tmp_path / "f.gs").read_text(encoding="utf-8").partition("var ")[0]
    form = form_of(tmp_path / "loket.toml")
    (tmp_path / "UNDUHAN.xlsx").write_bytes(sheet_workbook(form.headings, answers_to(form, 20, 4)))
    (typed,) = [line.strip() for line in run.err.splitlines() if line.startswith("  ikm nilai")]
    assert ikm_here("nilai", "UNDUHAN.xlsx", cwd=tmp_path).code == 1
    assert ikm_here(*typed.split()[1:], cwd=tmp_path).code == 0
    folder = tmp_path / "triwulan-1"
    folder.mkdir()
    plan = ikm_here("form", "--questionnaire", "loket.toml", "--out", "triwulan-1/survei.toml", cwd=tmp_path)
    assert plan.code == 0
    assert 'kuesioner = "../loket.toml"' in (folder / "survei.toml").read_text(encoding="utf-8")
    (folder / "unduhan.csv").write_bytes(forms_csv(form.headings, answers_to(form, 20, 4)))
    scored = ikm_here("nilai", "triwulan-1/unduhan.csv", cwd=tmp_path)
    assert scored.code == 0
    assert ikm.score(folder / "unduhan.csv", survey=folder / "survei.toml").title == "SKM Loket"


def test_what_comes_next_names_the_sheet_that_was_written_and_scores_both_together(tmp_path: Path) -> None:
    run = ikm_here("form", "--questionnaire", "ppid", "--out", "f.gs", "--out", "isian loket.xlsx", cwd=tmp_path)
    typed = [line.strip() for line in run.err.splitlines() if line.startswith("  ikm")]
    assert typed == [
        "ikm nilai UNDUHAN.xlsx",
        'ikm nilai "isian loket.xlsx"',
        'ikm nilai UNDUHAN.xlsx "isian loket.xlsx" --satukan',
    ]
