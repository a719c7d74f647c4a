"""`ikm audit`: the paragraph first, its JSON, its outputs, and what is refused."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from command import ROOT, ikm_here

import ikm

if TYPE_CHECKING:
    from pathlib import Path

PPID = ROOT / "examples" / "audit-ppid-2023.json"


def test_the_paragraph_stands_first_and_can_be_pasted() -> None:
    run = ikm_here("audit", PPID)
    brief = ikm_here("audit", PPID, "--ringkas")
    assert (run.code, brief.code, brief.err) == (0, 0, "")
    assert " ".join(brief.out.split()) == ikm.audit(PPID).paragraph
    assert brief.out.strip() in run.out
    assert run.out.index("IKM 83,95") < run.out.index("IKM menurut setiap bobot")


def test_the_documentation_shows_what_is_printed() -> None:
    page = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n\$ ikm (audit [^\n]+)\n(.*?)```", page, re.DOTALL)
    assert shown is not None
    run = ikm_here(*shown[1].split(), cwd=ROOT)
    assert [line.rstrip() for line in run.out.splitlines()] == shown[2].splitlines()


def test_both_languages_say_the_same_and_keep_to_their_own() -> None:
    english = ikm_here("audit", PPID, "--lang", "en")
    assert "The IKM 83.95 comes out to its last digit" in " ".join(english.out.split())
    assert "83,95" not in english.out
    assert "83.95" not in ikm_here("audit", PPID).out


def test_the_json_is_that_of_python() -> None:
    run = ikm_here("audit", PPID, "--json")
    assert json.loads(run.out) == json.loads(ikm.audit(PPID).model_dump_json())
    assert run.err == ""


@pytest.mark.parametrize("ending", ["html", "xlsx", "json", "docx", "pdf"])
def test_every_output_is_written(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"audit.{ending}"
    run = ikm_here("audit", PPID, "--hasil", target)
    assert run.code == 0, run.err
    assert target.stat().st_size > 1000
    assert str(target) in run.err.replace("\n", "")
    if ending in {"html", "json"}:
        assert "audit-n-impossible" in target.read_text(encoding="utf-8") or "134 responden" in target.read_text(
            encoding="utf-8"
        )


def test_what_was_published_is_never_written_over(tmp_path: Path) -> None:
    table = tmp_path / "tabel.json"
    shutil.copy(PPID, table)
    run = ikm_here("audit", table, "--hasil", table, "--timpa")
    assert (run.code, table.read_bytes()) == (2, PPID.read_bytes())


def test_an_output_an_audit_has_not_is_refused_with_those_it_has(tmp_path: Path) -> None:
    run = ikm_here("audit", PPID, "--hasil", tmp_path / "audit.svg")
    assert run.code == 2
    assert ".html (halaman web)" in run.err


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    run = ikm_here("audit", PPID, columns=columns)
    assert max(map(len, run.out.splitlines())) <= columns
    assert "U9" in run.out


def test_a_file_that_is_no_table_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    run = ikm_here("audit", tmp_path / "x.json")
    assert run.code == 2
    assert 'Tabel yang diaudit memuat unsurnya di "elements"' in " ".join(run.err.split())
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 rusak")
    broken = ikm_here("audit", tmp_path / "x.xlsx")
    assert broken.code in {1, 2}
    assert "Traceback" not in broken.err
