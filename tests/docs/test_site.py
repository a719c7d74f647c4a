"""The site of the documentation: it builds without a warning, no link leads nowhere, and everybody can read it.

It needs Sphinx (the extra ``docs``) and, to be looked at, Chromium and axe-core as ``npm ci`` puts it into
``tests/web``; all are installed where CI runs.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import make_site
import pytest
from browser import CHROMIUM, Browser
from command import ROOT
from press.checking import examine
from press.languages import PAIRS, other_of
from press.notebooks import page_of
from press.staging import Stage

AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DOCS = ROOT / "docs"


def need(**there: bool) -> None:
    if missing := [name for name, is_there in there.items() if not is_there]:
        said = f"not on this machine: {', '.join(missing)}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(said)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need(**{'pip install ".[docs]"': all(map(importlib.util.find_spec, ("sphinx", "myst_parser", "furo")))})
    try:
        return make_site.build(tmp_path_factory.mktemp("site"))
    except subprocess.CalledProcessError:
        pytest.fail("Sphinx warns; python docs/make_site.py shows of what")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    need(chromium=CHROMIUM is not None, **{"npm ci in tests/web": AXE.is_file()})
    with Browser() as browser:
        yield browser


# ---- laid out


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a small project: two languages, a folder of pages, a script, a table and a notebook."""
    cells = [{"cell_type": "markdown", "source": ["# Two years\n", "[a](../docs/a.md)"]}]
    files = {
        "docs/index.md": "# Home\n\n```{toctree}\n:glob:\n\na\nnowhere*\nnotes/*\n```\n",
        "docs/a.md": "# The letter A\n\n[b.md](b.md), `[x](y.md)`, [one](notes/one.md), [s](../run.py), "
        "[t](../data)\n\n```\n[in code](../run.py)\n```\n",
        "docs/README.md": "# On the code host\n",
        "docs/b.md": "# The letter B\n\n[home](README.md) [help](../CONTRIBUTING.md) [book](../survey.bin) "
        "[notebook](../examples/years.ipynb)\n",
        "docs/notes/one.md": "# One\n",
        "docs/id/index.md": "# Beranda\n",
        "docs/id/a.md": "# Huruf A\n\n[b](../b.md) [a](../a.md) [bagian](../b.md#x)\n",
        "docs/id/b.md": "# Huruf B\n",
        "docs/press/not-a-page.md": "# no\n",
        "run.py": 'print("```")\n',
        "data/one.toml": "a = 1\n",
        "CONTRIBUTING.md": "# Help\n\n[a](docs/a.md)\n",
        "examples/years.ipynb": json.dumps({"cells": cells}),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "survey.bin").write_bytes(b"\xff\x00")
    Stage(tmp_path / "docs", tmp_path / "out").lay_out()
    return tmp_path / "out"


def test_every_file_that_is_linked_has_a_place(project: Path) -> None:
    names = sorted(path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file())
    assert names == [
        "a.md", "b.md", "contributing.md", "files/data.md", "files/data/one.toml", "files/data/one.toml.md",
        "files/run.py", "files/run.py.md", "files/survey.bin", "id/a.md", "id/b.md", "id/index.md", "index.md",
        "notebooks/years.ipynb", "notebooks/years.md", "notes/one.md",
    ]  # fmt: skip
    assert "[The letter B](b.md), `[x](y.md)`, [one](notes/one.md), [s](files/run.py.md), [t](files/data.md)" in (
        page := (project / "a.md").read_text(encoding="utf-8")
    )
    assert "[in code](../run.py)" in page
    assert "[home](index.md) [help](contributing.md) [book](files/survey.bin) [notebook](notebooks/years.md)" in (
        project / "b.md"
    ).read_text(encoding="utf-8")
    assert "[a](../a.md)" in (project / "notebooks" / "years.md").read_text(encoding="utf-8")
    assert "[a](a.md)" in (project / "contributing.md").read_text(encoding="utf-8")
    assert '````python\nprint("```")\n````' in (project / "files" / "run.py.md").read_text(encoding="utf-8")
    assert "nowhere" not in (index := (project / "index.md").read_text(encoding="utf-8"))
    assert "notes/*" in index


def test_an_indonesian_page_leads_to_indonesian_pages_but_to_its_own_english_one(project: Path) -> None:
    page = (project / "id" / "a.md").read_text(encoding="utf-8")
    assert "[b](b.md) [a](../a.md) [bagian](../b.md#x)" in page


def test_a_notebook_shows_its_outputs() -> None:
    dot = "iVBORw0KGgo="
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["\x1b[1mbold\x1b[0m\n"]},
        {"output_type": "display_data", "data": {"image/png": dot, "text/plain": ["<Chart [x]>"]}},
        {"output_type": "execute_result", "data": {"text/html": ["<table></table>"], "text/plain": ["x"]}},
        {"output_type": "error", "traceback": ["E: no"]},
    ]
    cells = [
        {"cell_type": "code", "source": "print(1)", "outputs": outputs},
        {"cell_type": "code", "source": "", "outputs": []},
    ]
    text, pictures = page_of(json.dumps({"cells": cells}), "years")
    assert "```text\nbold\n```" in text
    assert "![<Chart x>](years-1.png)" in text
    assert '```{raw} html\n<div class="output">\n<table></table>\n</div>\n```' in text
    assert "```text\nE: no\n```" in text
    assert list(pictures) == ["years-1.png"]
    assert pictures["years-1.png"].startswith(b"\x89PNG")


def test_the_pages_are_laid_out_alike_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Stage(DOCS, tmp_path / name).lay_out()
    assert not make_site.different(tmp_path / "one", tmp_path / "two")
    (tmp_path / "two" / "index.md").write_text("other", encoding="utf-8")
    assert make_site.different(tmp_path / "one", tmp_path / "two") == ["index.md"]


def test_indonesian_pages_that_have_a_name_of_their_own_are_there_with_their_english_ones() -> None:
    assert all((DOCS / f"{page}.md").is_file() for pair in PAIRS.items() for page in pair)
    pages = ["start", "id/mulai", "json", "id/json", "index", *PAIRS, *PAIRS.values()]
    assert [page for page in pages if other_of(other_of(page)) != page] == []


# ---- checked


def test_what_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "a.html").write_text(
        '<h1 id="one"></h1><p id="one"></p><a href="x/b.html#two">1</a><a href="x/b.html#no">2</a>'
        '<a href="c.html">3</a><a href="https://ikm.example/x">4</a><a href="https://nohost/x">5</a>'
        '<a href="javascript:go()">6</a>'
        '<img src="https://ikm.example/x.png"><script src="//ikm.example/x.js"></script><a href="#one">7</a>'
        '<img src="data:image/png;base64,aa"><link rel="next" href="x/b.html"><link rel="stylesheet" href="s.css">',
        encoding="utf-8",
    )
    (tmp_path / "x" / "b.html").write_text('<h2 id="two"></h2><a href="../a.html?q=1">a</a>', encoding="utf-8")
    (tmp_path / "s.css").write_text(
        "@import url(https://ikm.example/font.css); a { b: url('x.png') }", encoding="utf-8"
    )
    faults, others = examine(tmp_path)
    assert faults == [
        "a.html: the anchor 'one' stands 2 times",
        "a.html: loads https://ikm.example/x.png",
        "a.html: loads //ikm.example/x.js",
        "a.html: x/b.html#no: no such place on that page",
        "a.html: c.html leads nowhere",
        "a.html: javascript:go() is no address",
        "s.css: loads https://ikm.example/font.css",
        "//ikm.example/x.js is no address",
        "https://nohost/x is no address",
    ]
    assert "https://ikm.example/x" in others


def test_the_site_has_no_faults(site: Path) -> None:
    assert examine(site)[0] == []


def test_everything_is_found_in_two_clicks(site: Path) -> None:
    """Every page of the documentation is linked from a page that the front page links to, in its own language."""
    for home in ("index.html", "id/index.html"):
        near = linked(site / home)
        far = {page for one in near for page in linked(one)} | near
        mine = [page for page in DOCS.rglob("*.md") if not {"_build", "press"} & {*page.parts}]
        names = [page.relative_to(DOCS).with_suffix(".html") for page in mine if page.name != "README.md"]
        assert [
            str(name) for name in names if (name.parts[0] == "id") is (home != "index.html") and site / name not in far
        ] == []


def linked(page: Path) -> set[Path]:
    links = re.findall(r'href="([^"#?:]+\.html)', page.read_text(encoding="utf-8"))
    return {(page.parent / link).resolve() for link in links}


def test_each_version_of_a_page_leads_to_the_other_and_says_its_language(site: Path) -> None:
    for here, lang, there in (("start", "en", "id/mulai.html"), ("id/mulai", "id", "../start.html")):
        page = (site / f"{here}.html").read_text(encoding="utf-8")
        assert f'<html class="no-js" lang="{lang}"' in page
        assert page.count(f'href="{there}"') == 3
    indonesian = (site / "id" / "mulai.html").read_text(encoding="utf-8")
    assert "Langsung ke isi" in indonesian
    assert "tutorial-officer" not in indonesian
    assert 'href="id/index.html"' in (site / "json.html").read_text(encoding="utf-8")


# ---- looked at

KINDS = {
    "home": "index.html",
    "home-id": "id/index.html",
    "screens": "id/tutorial-petugas.html",
    "wide-tables": "options.html",
    "code": "analysts.html",
    "made": "law.html",
    "signatures": "python.html",
    "search": "search.html",
    "file": "files/examples/kinerja-2023.toml.html",
    "cells": "id/findings/answer-blank.html",
    "notebook": "notebooks/ppid.html",
}
SOURCES = {"cells": DOCS / "id" / "findings" / "answer-blank.md", "notebook": ROOT / "examples" / "ppid.ipynb"}
KINDS = {kind: page for kind, page in KINDS.items() if kind not in SOURCES or SOURCES[kind].is_file()}


def faults(browser: Browser) -> list[str]:
    """Say what axe-core finds on the page that is open."""
    browser.value(AXE.read_text(encoding="utf-8") + "; 1")
    found = browser.value(
        f"axe.run(document, {{preload: false, runOnly: {json.dumps(TAGS)}}}).then(found => found.violations.map("
        "one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.html.slice(0, 200)).slice(0, 3).join(' ')))"
    )
    return list(found)


LOOKS = [(kind, width, dark) for kind in KINDS for width, dark in ((390, True), (1280, False))]
LOOKS += [("home", 390, False), ("wide-tables", 1280, True)]


@pytest.mark.parametrize(("kind", "width", "dark"), LOOKS)
def test_a_page_is_accessible_fits_the_window_and_asks_no_other_host(
    browser: Browser, site: Path, kind: str, width: int, *, dark: bool
) -> None:
    browser.open(site / KINDS[kind], width, dark=dark)
    assert [url for url in browser.requests if not url.startswith(("file:", "data:"))] == []
    assert browser.complaints == []
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert faults(browser) == []


def test_the_search_works_from_a_folder(browser: Browser, site: Path) -> None:
    browser.open(site / "search.html", 1280)
    browser.tell("Page.navigate", url=(site / "search.html").as_uri() + "?q=Krejcie")
    for _ in range(100):
        time.sleep(0.1)
        if browser.value("document.querySelector('.search-summary')?.innerText"):
            break
    found = browser.value("[...document.querySelectorAll('#search-results li a')].map(link => link.href)")
    assert any(link.rpartition("/")[2].startswith("law.html") for link in found)


def test_the_printed_page_is_a4_without_what_belongs_to_a_screen(browser: Browser, site: Path) -> None:
    browser.open(site / "start.html", 1280, dark=True)
    paper = browser.paper()
    boxes = {
        tuple(round(float(side)) for side in box.split())
        for box in re.findall(r"/MediaBox \[([^]]+)]", paper.decode("latin-1"))
    }
    assert boxes == {(0, 0, 595, 842)}
    dark = {"name": "prefers-color-scheme", "value": "dark"}
    browser.tell("Emulation.setEmulatedMedia", media="print", features=[dark])
    for part in (".sidebar-drawer", ".toc-drawer", "footer", ".other-language"):
        assert browser.value(f"getComputedStyle(document.querySelector('{part}')).display") == "none"
    assert browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.value("getComputedStyle(document.querySelector('.table-wrapper')).overflowX") == "visible"
    browser.tell("Emulation.setEmulatedMedia", media="")
