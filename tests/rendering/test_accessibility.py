"""The web pages in a browser: axe-core finds nothing, no request leaves, nothing is wider than the window.

This needs Chromium, and axe-core as ``npm ci`` puts it into ``tests/web``; both are installed where CI runs.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import CHROMIUM, Browser
from command import ROOT
from reports import agency_report_by_hand, reworded, sample_report
from tables import GOOD, NAMES, as_csv

import ikm
from ikm.rendering import check_page, result_page
from ikm.reports import report_of, trend_report

if TYPE_CHECKING:
    from collections.abc import Iterator

AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"
MISSING = [name for name, there in (("chromium", CHROMIUM), ("npm ci in tests/web", AXE.is_file())) if not there]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def hostile() -> str:
    """Make a page of a report in which every text is long, in two scripts and full of marks."""
    evil = '<img src=x onerror="alert(1)">\u202e' + "panjang" * 300 + " سلام </style>"
    return result_page(reworded(sample_report(), lambda told: told + evil))


def example() -> str:
    responses = ikm.load("examples/ppid-2023.xlsx")
    return result_page(
        report_of(ikm.score(responses, population=205, target=85, by=["jenis_kelamin", "usia"]), responses)
    )


def trend() -> str:
    periods = {"2021": 80.1, "2022": 82.24, "2023": "examples/ppid-2023.xlsx"}
    return result_page(trend_report(ikm.compare(periods, targets={"2023": 81, "2024": 85})))


def mistakes() -> str:
    rows = [[*NAMES, "Saran"], *([*row, "x"] for row in GOOD), ["sangat sekali", *GOOD[0][1:], "y"]]
    return check_page(ikm.check(as_csv(rows)))


PAGES = {
    "sampel": lambda: result_page(sample_report()),
    "instansi": lambda: result_page(agency_report_by_hand()),
    "contoh": example,
    "tren": trend,
    "periksa": mistakes,
    "berbahaya": hostile,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if MISSING:
        said = f"not on this machine: {', '.join(MISSING)}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)
    with Browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, make in PAGES.items():
        (folder / f"{name}.html").write_text(make(), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in PAGES}


def faults(browser: Browser) -> list[str]:
    """Say what axe-core finds on the page that is open."""
    browser.value(AXE.read_text(encoding="utf-8") + "; 1")
    found = browser.value(
        f"axe.run(document, {{runOnly: {json.dumps(TAGS)}}}).then(found => found.violations.map("
        "one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.html.slice(0, 200)).slice(0, 3).join(' ')))"
    )
    return list(found)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_the_window_and_asks_for_nothing(
    browser: Browser, files: dict[str, Path], name: str, width: int, *, dark: bool
) -> None:
    browser.open(files[name], width, dark=dark)
    assert browser.requests == [files[name].as_uri()]
    assert browser.complaints == []
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert browser.value("matchMedia('(prefers-color-scheme: dark)').matches") is dark
    assert faults(browser) == []


def test_a_figure_is_drawn_once_for_the_width_there_is(browser: Browser, files: dict[str, Path]) -> None:
    for width in (390, 1280):
        browser.open(files["sampel"], width)
        widths = "[...document.querySelectorAll('svg')].map(svg => svg.getBoundingClientRect().width > 0)"
        assert browser.value(widths) == [width < 600, width > 600] * 3


def test_a_wide_table_scrolls_in_its_own_region(browser: Browser, files: dict[str, Path]) -> None:
    browser.open(files["instansi"], 390)
    assert browser.value("[...document.querySelectorAll('.scroll')].some(one => one.scrollWidth > one.clientWidth)")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reflows_on_the_narrowest_phone(browser: Browser, files: dict[str, Path], name: str) -> None:
    for width in (320, 360):
        browser.open(files[name], width)
        assert browser.value("document.documentElement.scrollWidth") <= width


def test_the_first_key_shows_the_link_to_the_content(browser: Browser, files: dict[str, Path]) -> None:
    for name in ("sampel", "periksa"):
        browser.open(files[name], 390)
        for kind in ("rawKeyDown", "keyUp"):
            browser.tell("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        assert browser.value("document.activeElement.className") == "skip"
        assert browser.value("document.activeElement.getBoundingClientRect().top") >= 0
        assert browser.value("document.querySelector(document.activeElement.hash).tagName") == "MAIN"


def test_the_printed_page_is_a4_and_light_and_lets_tables_be_whole(browser: Browser, files: dict[str, Path]) -> None:
    browser.open(files["sampel"], 1280, dark=True)
    paper = browser.paper()
    assert paper.startswith(b"%PDF")
    boxes = {tuple(round(float(side)) for side in box.split()) for box in paper_sizes(paper)}
    assert boxes == {(0, 0, 595, 842), (0, 0, 842, 595)}
    dark = {"name": "prefers-color-scheme", "value": "dark"}
    browser.tell("Emulation.setEmulatedMedia", media="print", features=[dark])
    assert browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.value("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert browser.value("getComputedStyle(document.querySelector('.scroll')).overflowX") == "visible"
    assert browser.value("getComputedStyle(document.querySelector('table')).breakInside") == "avoid"
    browser.tell("Emulation.setEmulatedMedia", media="")


def paper_sizes(paper: bytes) -> list[str]:
    return [part.split("]")[0] for part in paper.decode("latin-1").split("/MediaBox [")[1:]]


def test_faults_requests_and_forbidden_styles_are_noticed(browser: Browser, tmp_path: Path) -> None:
    page = result_page(sample_report())
    planted = page.replace("<h1>", '<h1 style="color:#eee">').replace(
        "</main>", '<img src="https://ikm.example/x.png"></main>'
    )
    file = tmp_path / "planted.html"
    file.write_text(planted, encoding="utf-8")
    browser.open(file, 390)
    assert any("style" in told for told in browser.complaints)
    assert any("image" in told or "img" in told for told in browser.complaints)
    assert any(fault.startswith("image-alt") for fault in faults(browser))
