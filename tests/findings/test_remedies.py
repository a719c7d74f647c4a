"""Every remedy that is printed works when typed exactly as printed, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from command import ikm_here
from remedies import NAMES_OF, findings_of, follow, lay_out, met, placeholders, steps, ways
from remedy_cases import CASES, SPOKEN
from remedy_edits import EDITS, LEFT, Edit

import ikm
from ikm.findings import AREAS, catalogue, filled

if TYPE_CHECKING:
    from pathlib import Path

    from remedies import Case

LANGUAGES = ("id", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_remedy_is_typed_as_printed_and_the_fault_is_gone(case: Case, lang: str, tmp_path: Path) -> None:
    folder = tmp_path / "first"
    folder.mkdir()
    lay_out(case, folder)
    finding = met(case, folder, lang)
    printed = [step for step in steps(finding["action"]) if step.way != "other"]
    assert printed, finding["action"]
    for number, way in enumerate([printed] if case.together else ways(printed)):
        again = tmp_path / str(number)
        again.mkdir()
        lay_out(case, again)
        run = follow(case, way, again, lang)
        after = findings_of(run)
        left = {(f["code"], f["message"]) for f in after} if case.partial else {f["code"] for f in after}
        gone = (case.code, finding["message"]) if case.partial else case.code
        assert (gone in left) == bool(case.shows), (way, finding["message"])
        assert case.shows in run.out, way
        assert run.code == 0 or case.refused, (way, sorted({f["code"] for f in after if f["severity"] == "error"}))
        assert case.then is None or case.then in {f["code"] for f in after}, (way, sorted(left))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.code)
def test_an_edit_of_the_file_as_the_words_ask_for_it_clears_the_finding(edit: Edit, tmp_path: Path) -> None:
    found = []
    for data in (edit.before, edit.after):
        (tmp_path / "f.csv").write_bytes(data)
        run = ikm_here("score", "f.csv", "--json", *edit.typed, cwd=tmp_path)
        found.append(({f["code"] for f in findings_of(run)}, run.code))
    assert edit.code in found[0][0]
    assert edit.code not in found[1][0]
    assert found[1][1] == 0, found


FILLED = {"map": "--map U1=A", "remedy": ' --label biaya:"Murah"=3', "candidate": '"Mei"', "name": "biaya"}
"""What stands for the fields of the words that may hold something to type."""


class Sevens(dict[str, object]):
    """Fills every other field."""

    def __missing__(self, key: str) -> str:
        return "7"


def printed(code: str, lang: str) -> list[str]:
    action = filled(words(code, lang)["action"], Sevens(FILLED))
    return [step.text for step in steps(action)]


def words(code: str, lang: str = "id") -> dict[str, str]:
    found: dict[str, str] = catalogue(code.partition("-")[0])[code][lang]
    return found


CODES = [code for area in AREAS for code in catalogue(area)]


def test_every_code_that_prints_something_to_type_has_a_case() -> None:
    typed = {code for code in CODES if printed(code, "id") or printed(code, "en")}
    assert typed - {case.code for case in CASES} == set(SPOKEN)
    assert len(typed) > 70


def test_every_other_code_is_edited_asks_for_nothing_or_is_left_for_a_reason() -> None:
    tried = {case.code for case in CASES} | {edit.code for edit in EDITS} | set(SPOKEN)
    idle = {code for code in CODES if "Tidak ada yang perlu dilakukan" in words(code)["action"]}
    left = {code for codes in LEFT.values() for code in codes.split()}
    assert set(CODES) - tried - idle == left


@pytest.mark.parametrize("code", CODES)
def test_both_languages_print_the_same_to_type_and_placeholders_look_like_placeholders(code: str) -> None:
    def plain(text: str) -> str:
        for name in sorted(placeholders(text), key=len, reverse=True):
            text = text.replace(name, NAMES_OF[name])
        return text.replace("units.csv", "unit.csv")

    assert [plain(text) for text in printed(code, "id")] == [plain(text) for text in printed(code, "en")]


def test_the_index_of_a_frame_is_read_when_it_is_made_a_column_as_printed() -> None:
    df = pd.DataFrame(
        [[3] * 9, [4] * 9], columns=[f"U{i}" for i in range(1, 10)], index=pd.Index(["a", "b"], name="Loket")
    )
    (finding,) = [f for f in ikm.load(df).findings if f.code == "file-index-unread"]
    for lang in ("id", "en"):
        (step,) = steps(finding.translated(lang).action)
        typed = re.fullmatch(r"df\.(\w+)\(\)", step.text)
        assert typed is not None, step.text
        again = ikm.load(getattr(df, typed[1])())
        assert "file-index-unread" not in {f.code for f in again.findings}
