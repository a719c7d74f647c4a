"""The catalogue of findings: complete in both languages, and the page made of it up to date."""

from __future__ import annotations

import re
import runpy
import string
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from command import ROOT

import ikm
from ikm.findings import AREAS, Finding, Findings, catalogue, column_letter, display
from ikm.findings.pages import Cells

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


@cache
def made() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "make_findings.py"))


def test_the_pages_of_findings_are_made_from_the_data() -> None:
    old = [path.name for path, text in made()["pages"]() if not path.exists() or path.read_text("utf-8") != text]
    assert old == []
    assert list(made()["stale"]()) == []


def test_every_page_has_one_title_and_leads_only_to_what_is_there() -> None:
    texts = dict(made()["pages"]())
    assert len(texts) == 2 * (len(CODES) + 1)
    anchors = {path: {made()["anchor"](title) for title in re.findall(r"(?m)^## (.+)$", text)}
               for path, text in texts.items()}  # fmt: skip
    for path, text in texts.items():
        assert len(re.findall(r"(?m)^# ", text)) == 1, path
        for target in re.findall(r"\]\(([^)]+)\)", text):
            file, _, place = target.partition("#")
            there = (path.parent / file).resolve()
            assert there in texts, (path, target)
            assert not place or place in anchors[there], (path, target)


def test_what_is_typed_stands_as_code_on_a_page() -> None:
    # Else the site would print two hyphens as a dash.
    for path, text in made()["pages"]():
        prose = re.sub(r"`[^`]*`|^\|[-|]+\|$|<[^>]*>", "", text, flags=re.MULTILINE)
        assert "--" not in prose, (path, prose[max(0, prose.find("--") - 40) :][:90])


def test_a_picture_is_a_table_with_its_faulty_cells_marked_and_nothing_in_it_is_markup() -> None:
    cells = Cells.of({"at": "Z9", "rows": [["<b>x</b>", '"'], ["&", ""]], "marked": ["AA10"]}, "en")
    drawn = made()["picture"](cells, "en", "Cells", "Marked: AA10.")
    tree = ET.fromstring(drawn)  # noqa: S314 - our own
    assert [head.text for head in tree.iter("th")] == ["Z", "AA", "9", "10"]
    assert [head.get("scope") for head in tree.iter("th")] == ["col", "col", "row", "row"]
    assert ["".join(cell.itertext()) for cell in tree.iter("td")] == ["", "<b>x</b>", '"', "&", "(blank)"]
    (mark,) = tree.iter("mark")
    assert mark.text == "(blank)"
    assert tree.findtext("table/caption") == "Marked: AA10."
    assert "\n\n" not in drawn  # a blank line would end the block of HTML


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
