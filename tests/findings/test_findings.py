"""The catalogue of findings: complete in both languages, and the page made of it up to date."""

from __future__ import annotations

import re
import runpy
import string
from pathlib import Path

import pytest
from command import ROOT

import ikm
from ikm.findings import AREAS, Finding, Findings, catalogue, column_letter, display

CODES = [(area, code) for area in AREAS for code in catalogue(area)]
SOURCE = Path(ikm.__file__).parent


@pytest.mark.parametrize(("area", "code"), CODES)
def test_every_code_has_its_words_in_both_languages_naming_the_same_things(area: str, code: str) -> None:
    entry = catalogue(area)[code]
    assert code.startswith(f"{area}-")
    assert entry["severity"] in {"error", "warning", "notice"}
    names = {}
    for lang in ("id", "en"):
        assert entry[lang]["message"].rstrip().endswith((".", "?", ":", ")", "}", "”", "…")), entry[lang]["message"]
        assert entry[lang]["action"].strip()
        words = " ".join(entry[lang].values())
        names[lang] = {field for _, field, _, _ in string.Formatter().parse(words) if field}
    assert names["id"] == names["en"]


def test_every_code_is_used_and_every_code_used_has_words() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    text += "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.toml") if "findings" not in path.parts
    )
    used = set(re.findall(rf'"((?:{"|".join(AREAS)})-[a-z-]+[a-z])"', text))
    known = {code for _, code in CODES}
    assert used - known == set()
    built = {code for code in known - used if not any(code.startswith(f"{stem}-") for stem in ("evidence", "file"))}
    assert built == set()


def test_the_page_of_findings_is_made_from_the_data() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "make_findings.py"))["page"]()
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == page


def test_findings_are_all_counted_and_a_bounded_number_kept() -> None:
    found = Findings(limit=3)
    for row in range(10, 0, -1):
        found.add(Finding("row-summary", row=row))
    found.add(Finding("survey-no-respondents"))
    found.count_only("row-summary", 5)
    assert (found.total, len(found), found.room, found.errors) == (16, 4, 0, 1)
    assert [finding.row for finding in found] == [None, 8, 9, 10]


def test_findings_stand_in_the_order_of_the_file() -> None:
    found = Findings(
        [
            Finding("row-summary", row=9),
            Finding("answer-blank", row=2, column=3),
            Finding("answer-blank", row=2, column=1),
        ]
    )
    assert [f.cell for f in found] == ["B2", "D2", "A9"]


def test_a_code_without_words_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="no finding code 'answer-nonsense'"):
        str(Finding("answer-nonsense"))
    with pytest.raises(KeyError, match="no finding code"):
        str(Finding("../../x"))


def test_what_is_shown_is_bounded_and_holds_no_control_characters() -> None:
    assert display("a" * 100) == "a" * 59 + "…"
    assert "\x1b" not in display("\x1b[31mmerah")
    assert "\u202e" not in display("\u202eabc")
    assert display("\ud800") == "?"
    assert display(4.0) == display(4) == display("4") == "4"
    assert [column_letter(c) for c in (0, 26, 701, 702)] == ["A", "AA", "ZZ", "AAA"]
