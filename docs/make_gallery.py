"""Make docs/gallery.md, docs/id/galeri.md and their pictures: what comes out of ikm, at the sizes people see it.

python docs/make_gallery.py

It needs Chromium, LibreOffice, poppler-utils, the extras `report` and `pdf`, and the page as `python web/build.py`
makes it.  A product that cannot be made ends it with the product's name, and the gallery stays as it was.  The
pictures need not be the same to the byte each time.  The words stand in docs/gallery.toml.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from browser import Browser  # noqa: E402 - it lies with the tests, which drive the same browser

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = ROOT / "docs"
FOLDER = DOCS / "gallery"
PAGES = {"en": DOCS / "gallery.md", "id": DOCS / "id" / "galeri.md"}
MOST = 150_000
"""A picture has no more bytes."""

SURVEY = ("score", str(ROOT / "examples" / "ppid-2023.xlsx"), "--population", "205", "--target", "81")
MISTAKES = ("check", str(ROOT / "examples" / "with-mistakes.csv"))


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
        picture = b""
        for dots in ("90", "75", "60", "45"):
            picture = self.leaf(paper, words, dots)
            if len(picture) <= MOST:
                break
        return picture

    def leaf(self, paper: Path, words: str, dots: str) -> bytes:
        """Give the first page of a PDF that has these words."""
        pages = _do("pdftotext", "-layout", str(paper), "-").split("\f")
        number = next((str(place) for place, page in enumerate(pages, 1) if words in page), None)
        if number is None:
            sys.exit(f"no page of {paper.name} says {words!r}")
        place = self.folder / f"{paper.stem}-leaf"
        _do("pdftoppm", "-png", "-singlefile", "-r", dots, "-f", number, "-l", number, str(paper), str(place))
        return place.with_suffix(".png").read_bytes()


def _do(*command: str) -> str:
    if shutil.which(command[0]) is None:
        sys.exit(f"{command[0]} is not on this machine")
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def page(shop: Workshop) -> Path:
    """Give the web page of the survey."""
    return shop.product("hasil.html", *SURVEY, "--out")


GLANCE = """<!DOCTYPE html><style>
body { zoom: 0.76; margin: 0; width: 1180px; height: 516px; overflow: hidden; position: relative; background: #eef1f5 }
img { position: absolute; background: #fff; box-shadow: 0 2px 14px #0003 }
</style>
<img src="page.png" style="left: 22px; top: 26px; width: 645px">
<img src="laporan-leaf.png" style="left: 590px; top: 52px; width: 322px">
<img src="panel.png" style="left: 836px; top: 26px; width: 322px">
"""


def glance(shop: Workshop) -> bytes:
    """Give page, report and panel of one run side by side, as the first thing somebody sees."""
    plan = shop.folder / "survei.toml"
    plan.write_text('unit = "Layanan Informasi Publik"\n', encoding="utf-8")
    named = (*SURVEY, "--survey", str(plan), "--out")
    (shop.folder / "page.png").write_bytes(shop.seen(shop.product("unit.html", *named), 1280))
    shop.leaf(shop.product("laporan.pdf", *named), "Jumlah NRR tertimbang", "90")
    shop.product("panel.png", *named)
    file = shop.folder / "glance.html"
    file.write_text(GLANCE, encoding="utf-8")
    return shop.seen(file, 897, height=393)


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


SHOTS: dict[str, Callable[[Workshop], bytes]] = {
    "at-a-glance": glance,
    "page-app-1280": lambda shop: officer(shop, 1280),
    "page-app-390": lambda shop: officer(shop, 390),
    "page-1280": lambda shop: shop.seen(page(shop), 1280),
    "page-390": lambda shop: shop.seen(page(shop), 390),
    "page-390-dark": lambda shop: shop.seen(page(shop), 390, dark=True),
    "agency-1280": lambda shop: shop.seen(units(shop), 1280),
    "check-1280": lambda shop: shop.seen(checked(shop), 1280),
    "terminal-score": lambda shop: shop.screen(*SURVEY),
    "terminal-check": lambda shop: shop.screen(*MISTAKES),
    "sheet-summary": lambda shop: shop.sheet("83,86"),
    "sheet-processing": lambda shop: shop.sheet("PENGOLAHAN DATA SURVEI"),
    "sheet-closing": lambda shop: shop.sheet("Σ Nilai/Unsur"),
    "sheet-follow-up": lambda shop: shop.sheet("Penanggung jawab"),
    "chart": lambda shop: shop.seen(shop.product("hasil.svg", *SURVEY, "--out"), 776, height=100),
}
"""How each picture is made; the words about it, and their order, stand in docs/gallery.toml."""


def text(lang: str) -> str:
    """Write the page that shows the pictures, in one language."""
    words = tomllib.loads((DOCS / "gallery.toml").read_text(encoding="utf-8"))
    up = "" if lang == "en" else "../"
    parts = [words["begins"][lang].lstrip()]
    for one in words["shot"]:
        heading, told = one[lang]
        parts.append(f"## {heading}\n\n{told}\n\n![{heading}]({up}gallery/{one['name']}.png)\n")
    return "\n".join(parts)


def main() -> None:
    """Make every picture, then put all in their place."""
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        shop = Workshop(Path(folder), browser)
        pictures = {name: draw(shop) for name, draw in SHOTS.items()}
    for name, picture in pictures.items():
        if len(picture) > MOST:
            sys.exit(f"{name} has {len(picture)} bytes")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name, picture in pictures.items():
        (FOLDER / f"{name}.png").write_bytes(picture)
    for lang, file in PAGES.items():
        file.write_text(text(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
