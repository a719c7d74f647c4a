"""Make docs/gallery.md and its pictures: what comes out of ikm, at the sizes people see it.

python docs/make_gallery.py

It needs Chromium, LibreOffice, poppler-utils, and the page as `python web/build.py` makes it.  A product that cannot be
made ends it with the product's name, and the gallery stays as it was.  The pictures need
not be the same to the byte each time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from browser import Browser  # noqa: E402 - it lies with the tests, which drive the same browser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE, FOLDER = ROOT / "docs" / "gallery.md", ROOT / "docs" / "gallery"
MOST = 150_000
"""A picture has no more bytes."""

INTRODUCTION = """# Gallery

What comes out of one run: the screen, the web page, the workbook and the chart, of the made-up survey
[`examples/ppid-2023.xlsx`](../examples/ppid-2023.xlsx).

```
ikm score examples/ppid-2023.xlsx --population 205 --target 81 --out hasil.html --out hasil.xlsx --out hasil.svg
```

This page and its pictures are made by `python docs/make_gallery.py`.
"""
SURVEY = ("score", str(ROOT / "examples" / "ppid-2023.xlsx"), "--population", "205", "--target", "81")
MISTAKES = ("check", str(ROOT / "examples" / "with-mistakes.csv"))


class Shot(NamedTuple):
    """A picture: the name of its file, its heading, a sentence about it, and how it is made."""

    name: str
    heading: str
    told: str
    draw: Callable[[Workshop], bytes]


class Workshop:
    """A folder with the products of a run, and a browser to look at them."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.folder, self.browser = folder, browser

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command as on a terminal of 80 columns in colour."""
        return subprocess.run(
            [sys.executable, "-m", "ikm", *arguments],
            cwd=self.folder,
            env={**os.environ, "COLUMNS": "80", "FORCE_COLOR": "1", "TERM": "xterm-256color"},
            capture_output=True,
            text=True,
            check=False,
        )

    def product(self, name: str, *arguments: str) -> Path:
        """Give a file that the command writes; if it does not, say which one is missing, and what it said."""
        path = self.folder / name
        said = "" if path.exists() else self.run(*arguments, name).stderr
        if not path.exists():
            sys.exit(f"{said}\nno {name}: ikm {' '.join(arguments)} {name} did not write it")
        return path

    def seen(self, file: Path, width: int, *, dark: bool = False, height: int = 844) -> bytes:
        """Give the upper part of a page in a window, as much of it as a picture may have bytes."""
        self.browser.open(file, width, height=height, dark=dark)
        drawn = (self.browser.picture(most) for most in (1800, 1500, 1200, 1000, 800, 600))
        return next(picture for picture in drawn if len(picture) <= MOST)

    def screen(self, *arguments: str) -> bytes:
        """Give what the command prints, as a terminal of 80 columns shows it."""
        console = Console(record=True, width=80, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123 - ends with it
        done = self.run(*arguments)
        if not done.stdout:
            sys.exit(f"{done.stderr}\nno screen: ikm {' '.join(arguments)} printed nothing")
        console.print(Text.from_ansi(done.stdout))
        shown = console.export_html(theme=DEFAULT_TERMINAL_THEME, inline_styles=True, code_format="<pre>{code}</pre>")
        typed = " ".join(Path(one).name if one.startswith(str(ROOT)) else one for one in arguments)
        file = self.folder / "screen.html"
        style = "body{margin:1rem}pre{font:14px/1.35 'DejaVu Sans Mono',monospace;margin:0}"
        page = f"<!DOCTYPE html><style>{style}</style><pre>$ ikm {escape(typed)}</pre>{shown}"
        file.write_text(page, encoding="utf-8")
        return self.seen(file, 740, height=100)

    def sheet(self, words: str) -> bytes:
        """Give the first page of the workbook, as LibreOffice prints it, that has these words."""
        book = self.product("hasil.xlsx", *SURVEY, "--out")
        paper = book.with_suffix(".pdf")
        if not paper.exists():
            _do("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(self.folder), str(book))
        pages = _do("pdftotext", "-layout", str(paper), "-").split("\f")
        found = next((number for number, page in enumerate(pages, 1) if words in page), None)
        if found is None:
            sys.exit(f"no page of hasil.xlsx says {words!r}")
        number, picture = str(found), b""
        for dots in ("90", "75", "60", "45"):
            _do(
                "pdftoppm",
                "-png",
                "-singlefile",
                "-r",
                dots,
                "-f",
                number,
                "-l",
                number,
                str(paper),
                str(self.folder / "sheet"),
            )
            picture = (self.folder / "sheet.png").read_bytes()
            if len(picture) <= MOST:
                break
        return picture


def _do(*command: str) -> str:
    if shutil.which(command[0]) is None:
        sys.exit(f"{command[0]} is not on this machine")
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def page(shop: Workshop) -> Path:
    """Give the web page of the survey."""
    return shop.product("hasil.html", *SURVEY, "--out")


def checked(shop: Workshop) -> Path:
    """Give the web page of a check."""
    return shop.product("periksa.html", *MISTAKES, "--html")


def units(shop: Workshop) -> Path:
    """Give the web page of an agency of two units."""
    folder = shop.folder / "unit"
    folder.mkdir(exist_ok=True)
    for name in ("ppid-2023.xlsx", "stakeholder-2023.xlsx"):
        shutil.copy(ROOT / "examples" / name, folder / name)
    return shop.product("instansi.html", "score", str(folder), "--out")


def officer(shop: Workshop, width: int) -> bytes:
    """Give ikm as a page in the browser, with the survey chosen; ``python web/build.py`` has made it."""
    browser, file = shop.browser, ROOT / "web" / "dist" / "ikm.html"
    if not file.exists():
        sys.exit("no web/dist/ikm.html: python web/build.py writes it")
    browser.open(file, width)
    root = browser.tell("DOM.getDocument")["root"]["nodeId"]
    node = browser.tell("DOM.querySelector", nodeId=root, selector="#h-pilih")["nodeId"]
    browser.tell("DOM.setFileInputFiles", files=[SURVEY[1]], nodeId=node)
    ready = "document.getElementById('h-sibuk').hidden && document.getElementById('h-bilah-nilai').innerText"
    while not browser.value(ready):
        time.sleep(0.2)
    browser.value("document.activeElement.blur()")
    drawn = (browser.picture(most) for most in (1800, 1500, 1200, 1000, 800, 600))
    return next(picture for picture in drawn if len(picture) <= MOST)


SHOTS = (
    Shot("page-app-1280", "ikm in the browser", "Nothing to install: what was read, the options, the result below.",
         lambda shop: officer(shop, 1280)),
    Shot("page-app-390", "ikm in the browser, on a phone", "The same page; no answer leaves the device.",
         lambda shop: officer(shop, 390)),
    Shot("page-1280", "The web page, wide", "Number and grade first, then the elements against the bands.",
         lambda shop: shop.seen(page(shop), 1280)),
    Shot("page-390", "The web page on a phone", "The same page; wide tables scroll by themselves.",
         lambda shop: shop.seen(page(shop), 390)),
    Shot("page-390-dark", "In the dark", "The page follows what the reader's device is set to.",
         lambda shop: shop.seen(page(shop), 390, dark=True)),
    Shot("agency-1280", "Several units", "Units by elements, with ranks, and the agency by three named methods.",
         lambda shop: shop.seen(units(shop), 1280)),
    Shot("check-1280", "The check, as a page", "What must be mended first, then the index as it would be.",
         lambda shop: shop.seen(checked(shop), 1280)),
    Shot("terminal-score", "The screen", "A result on a terminal of 80 columns.", lambda shop: shop.screen(*SURVEY)),
    Shot("terminal-check", "The check, on the screen", "The verdict, and what must be mended.",
         lambda shop: shop.screen(*MISTAKES)),
    Shot("sheet-summary", "The workbook: Ringkasan", "The first sheet, as it is printed on A4.",
         lambda shop: shop.sheet("83,86")),
    Shot("sheet-processing", "The workbook: Pengolahan", "The regulation's processing sheet, with live formulas.",
         lambda shop: shop.sheet("PENGOLAHAN DATA SURVEI")),
    Shot("sheet-closing", "Its closing rows", "Sums, means and the index, with the footnotes and the grades.",
         lambda shop: shop.sheet("Σ Nilai/Unsur")),
    Shot("sheet-follow-up", "The workbook: Rencana tindak lanjut", "What an office fills in.",
         lambda shop: shop.sheet("Penanggung jawab")),
    Shot("chart", "The chart", "The elements against the bands, as SVG of its own.",
         lambda shop: shop.seen(shop.product("hasil.svg", *SURVEY, "--out"), 776, height=100)),
)  # fmt: skip


def text(shots: Sequence[Shot]) -> str:
    """Write the page that shows the pictures."""
    parts = [f"## {one.heading}\n\n{one.told}\n\n![{one.heading}](gallery/{one.name}.png)\n" for one in shots]
    return "\n".join([INTRODUCTION, *parts])


def main() -> None:
    """Make every picture, then put all in their place."""
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        shop = Workshop(Path(folder), browser)
        pictures = {one.name: one.draw(shop) for one in SHOTS}
    for name, picture in pictures.items():
        if len(picture) > MOST:
            sys.exit(f"{name} has {len(picture)} bytes")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name, picture in pictures.items():
        (FOLDER / f"{name}.png").write_bytes(picture)
    PAGE.write_text(text(SHOTS), encoding="utf-8")


if __name__ == "__main__":
    main()
