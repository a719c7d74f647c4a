"""The workbook: what it computes again is what ikm computed, and what it shows is what the report says."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from command import ROOT
from halfup import ELEMENTS, levels
from hypothesis import given
from hypothesis import strategies as st
from spreadsheets import NEEDED, NO_OFFICE, by_office, cells, computed, displayed, formulas, shown_by_office

import ikm
from examples import few
from ikm.rendering import result_workbook
from ikm.reports import Processing, Report, number, report_of
from ikm.scoring import score_tally
from ikm.tallies import Tally

HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
OWN = dict(zip(ELEMENTS, ["0.2", "0.15", "0.15", "0.1", "0.1", "0.1", "0.1", "0.05", "0.05"], strict=True))
THIRDS = {**dict.fromkeys(ELEMENTS[:6], "1/9"), **dict.fromkeys(ELEMENTS[6:], "1/9")}
Scores = list[list[Fraction | int | None]]


def reported(scores: Scores, *, rows: bool = True, elements: list[str] = ELEMENTS, **options: Any) -> Report:
    """Report scores, with a row for each respondent or with counts alone."""
    used = elements[: len(scores[0])]
    report = report_of(score_tally(Tally.of_scores(used, scores), **options))
    assert report.processing is not None
    kept = tuple(tuple(row) for row in scores) if rows else ()
    return replace(report, chapters=(), processing=replace(report.processing, scores=kept))


def own_form(tmp_path: Path, regulation: str, added: list[tuple[str, str]]) -> tuple[Path, list[str]]:
    """Write a questionnaire of the nine elements and some more."""
    names = [
        "Kesesuaian persyaratan", "Kemudahan prosedur", "Kecepatan waktu", "Kewajaran biaya", "Kesesuaian produk",
        "Kompetensi petugas", "Perilaku petugas", "Penanganan pengaduan", "Sarana dan prasarana",
    ]  # fmt: skip
    form = [*zip(ELEMENTS, names, strict=True), *added]
    lines = ['key = "sendiri"', 'title = { id = "Formulir sendiri" }', f'regulation = "{regulation}"']
    for key, name in form:
        lines += ["[[question]]", f'element = "{key}"', f'names = ["{name}"]']
    path = tmp_path / "sendiri.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path, [name for _, name in form]


def ten(tmp_path: Path) -> Report:
    form, names = own_form(tmp_path, "permenpanrb-14-2017", [("keamanan", "Keamanan parkir kendaraan")])
    responses = ikm.load([names, *([3, 4, 3, 4, 2, 3, 4, 3, 4, n % 4 + 1] for n in range(23))], questionnaire=form)
    return report_of(ikm.score(responses), responses)




def example(name: str, **options: Any) -> Callable[[Path], Report]:
    def made(_: Path) -> Report:
        responses = ikm.load(ROOT / "examples" / name)
        return report_of(ikm.score(responses, **options), responses)

    return made


def averaged(_: Path) -> Report:
    thirds = [Fraction(10, 3), Fraction(7, 3), Fraction(11, 3), Fraction(7, 2), 3, 4, None]
    return reported([[thirds[(n * k + k) % 7] for k in range(1, 10)] for n in range(600)])


CASES: dict[str, Callable[[Path], Report]] = {
    "ppid": example("ppid-2023.xlsx", population=205, target=81),
    "stakeholder": example("stakeholder-2023.xlsx", weight="exact"),
    "blanks": lambda _: reported([[None if (n + k) % 4 == 0 else 1 + (n * k) % 4 for k in range(9)] for n in range(37)]),
    "complete": lambda _: reported(
        [[None if n == 3 and not k else 1 + (n * k) % 4 for k in range(9)] for n in range(37)], rows=False,
        missing="complete",
    ),  # fmt: skip
    "own weights": lambda _: reported([[1 + (n * k) % 4 for k in range(9)] for n in range(37)], weight=OWN),
    "averaged": averaged,
    "averaged counts": lambda path: replace(
        report := averaged(path), processing=replace(processing_of(report), scores=())
    ),
    "counts": lambda _: reported([[1 + (n * k) % 4 for k in range(9)] for n in range(37)], rows=False),
    "ten": ten,
    "two": lambda _: reported([[4, 3], [3, 3]], weight="0.11"),
    "ties": lambda _: reported([[4, 4, 4, 3, 3, 3, 4, 3, 3]] * 4 + [[4, 4, 4, 3, 3, 3, 3, 3, 3]]),
    "tied means": lambda _: reported([[4] * 9] * 5 + [[3] * 9] * 11),
}


def processing_of(report: Report) -> Processing:
    assert report.processing is not None
    return report.processing


def closing(report: Report) -> dict[str, list[str]]:
    """Give the closing rows of the processing sheet as ikm shows them, in English."""
    sheet = processing_of(report)
    weighted = [number(one.nrr_weighted, 3, "en") for one in sheet.elements]
    return {
        "Kuesioner terisi": [number(one.filled, 0, "en") for one in sheet.elements],
        "NRR/Unsur": [number(one.nrr, 3, "en") for one in sheet.elements],
        "NRR tertimbang/Unsur": [*weighted, f"{number(sheet.nrr_weighted, 3, 'en')} *)"],
        "IKM Unit pelayanan": [f"{number(sheet.index, 2, 'en')} **)"],
    }


def differ(report: Report, book: bytes, found: dict[str, Any]) -> list[object]:
    """Say where what was computed is not what ikm stored, or is not shown as ikm shows it."""
    faults: list[object] = []
    shown: dict[str, list[str]] = {}
    names = cells(book, "Pengolahan")
    for place, formula in formulas(book, "Pengolahan").items():
        if not math.isclose(formula.stored, found[place], rel_tol=1e-14):
            faults.append((place, formula, found[place]))
        name = names.get(f"A{place.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}")
        if name in closing(report):
            shown.setdefault(name, []).append(displayed(found[place], formula.shown))
    return faults + [(name, row, shown.get(name)) for name, row in closing(report).items() if shown.get(name) != row]


@pytest.mark.parametrize("name", CASES)
def test_an_engine_computes_from_the_formulas_what_is_stored_and_what_ikm_shows(name: str, tmp_path: Path) -> None:
    report = CASES[name](tmp_path)
    book = result_workbook(report)
    assert len(formulas(book, "Pengolahan")) >= 4 * len(processing_of(report).elements) + 2
    assert differ(report, book, computed(book, "Pengolahan")) == []


@pytest.mark.skipif(NO_OFFICE, reason=NEEDED)
def test_libreoffice_computes_from_the_formulas_what_is_stored_and_what_ikm_shows(tmp_path: Path) -> None:
    reports = {name.replace(" ", "_"): made(tmp_path) for name, made in CASES.items()}
    books = {name: result_workbook(report) for name, report in reports.items()}
    for name, found in by_office(books, tmp_path, "Pengolahan").items():
        assert differ(reports[name], books[name], found) == [], name
    for name, rows in shown_by_office(books, tmp_path, "Pengolahan").items():
        shown = {row[0]: [text for text in row[1:] if text] for row in rows if row and row[0] in closing(reports[name])}
        assert shown == closing(reports[name]), name


@pytest.mark.parametrize("rows", [True, False])
def test_the_index_is_right_at_every_tie_of_five_questionnaires(rows: bool) -> None:
    """With 0,111 and five questionnaires every odd sum is a tie: 0,555 times the sum."""
    for total in range(45, 180, 14):
        answers = [1 + (total - 45 + place) // 45 for place in range(45)]
        assert sum(answers) == total
        report = reported([list(answers[start : start + 9]) for start in range(0, 45, 9)], rows=rows)
        if total % 2:
            assert processing_of(report).index % Fraction(1, 100) == Fraction(1, 200)
        book = result_workbook(report)
        assert differ(report, book, computed(book, "Pengolahan")) == []


@few
@given(data=st.data(), rows=st.booleans(), weight=st.sampled_from(["0.111", "0.11", "exact"]))
def test_any_scores_are_computed_again(data: st.DataObject, rows: bool, weight: str) -> None:
    many = data.draw(st.integers(2, 9))
    scores = data.draw(
        st.lists(st.lists(st.none() | levels, min_size=many, max_size=many), min_size=1, max_size=12).filter(
            lambda found: all(any(row[k] is not None for row in found) for k in range(many))
        )
    )
    report = reported(scores, rows=rows, weight=weight)
    book = result_workbook(report)
    assert differ(report, book, computed(book, "Pengolahan")) == []
