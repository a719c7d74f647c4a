"""Of the three figures of several units the office publishes one: it is named, and never another in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from tables import as_csv

import ikm
from ikm.reports import agency_report
from ikm.surveys import parse_survey_file

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
UNITS: dict[str, list[list[Any]]] = {"A": [HEADER, *[[4] * 9] * 30], "B": [HEADER, *[[3] * 9] * 12]}


@pytest.mark.parametrize(
    ("published", "shown", "name"),
    [
        (None, "92,86", ("Cara", "semua responden digabung")),
        ("pooled", "92,86", ("Cara yang diterbitkan", "semua responden digabung")),
        ("mean", "87,50", ("Cara yang diterbitkan", "rata-rata biasa unit")),
    ],
)
def test_the_figure_that_is_published_heads_the_report(
    published: str | None, shown: str, name: tuple[str, str]
) -> None:
    report = agency_report(ikm.score_agency(UNITS, weight="exact"), published=published)  # type: ignore[arg-type]  # drawn
    assert report.headline.text == shown
    assert name in report.facts


def test_one_that_cannot_be_computed_is_said_and_no_other_stands_for_it() -> None:
    report = agency_report(ikm.score_agency(UNITS, weight="exact"), published="weighted")
    assert report.headline.text == "–"
    assert any(alarm.startswith("PERHATIAN: nilai yang diterbitkan") for alarm in report.alarms)


@pytest.mark.parametrize(
    ("said", "meant"), [("rata-rata", "mean"), ("gabungan", "pooled"), ("tertimbang", "weighted"), ("mean", "mean")]
)
def test_the_survey_file_names_it_in_either_language(said: str, meant: str) -> None:
    for key in ("nilai_instansi", "agency_figure"):
        assert parse_survey_file(f'{key} = "{said}"', "s.toml").agency_figure == meant


def test_the_products_of_a_folder_publish_what_its_survey_file_says(tmp_path: Path) -> None:
    for name, rows in UNITS.items():
        (tmp_path / f"{name}.csv").write_bytes(as_csv(rows))
    (tmp_path / "survei.toml").write_text('nilai_instansi = "rata-rata"\nbobot = "exact"\n', encoding="utf-8")
    (tmp_path / "hasil").mkdir()
    run = ikm_here("nilai", ".", "--hasil", "hasil/p.svg", "--produk", "panel", cwd=tmp_path)
    assert run.code == 0, run.err
    drawn = (tmp_path / "hasil" / "p.svg").read_text(encoding="utf-8")
    assert "87,50" in drawn
    assert "92,86" not in drawn
