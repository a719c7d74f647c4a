"""The blocks of code on a page of the documentation, and what a reader does with them one after another.

A block of commands is run in a folder that belongs to its page, so that a page can be followed from its first line to
its last.  A line that begins with ``$`` is typed; what stands below it is what the screen shows, and a line with
nothing but ``…`` stands for lines that are left out.  A comment in front of a block or a table says what the reader
does by hand:

- ``<!-- write NAME -->``: the block is that file;
- ``<!-- add to NAME -->``: the lines of the block are added to that survey file, before its first table or at its end;
- ``<!-- mend NAME -->``: the table below has the cells that are changed: cell, what it held, what it holds now.
"""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import openpyxl
from command import ROOT, screen_here
from tables import NAMES, as_csv, as_xlsx

import ikm

__all__ = ["Block", "Step", "blocks_of", "by_hand", "do", "refreshed", "scene", "shown_as"]

_PARTS = re.compile(
    r"^(?:<!-- (?P<hand>write|add to|mend) (?P<name>[^>]+?) -->\n+)?"
    r"(?:(?P<fence>`{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$|(?P<table>(?:^\|[^\n]*\|\n)+))",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A block of code, or a table of cells to be mended."""

    page: str
    line: int
    info: str
    text: str
    hand: str = ""
    name: str = ""

    @property
    def steps(self) -> list[Step]:
        """What is typed, each with what is shown; none where the block holds no commands."""
        lines = self.text.splitlines()
        if not lines or not re.match(r"\$ |ikm ", lines[0]):
            return []
        prompted = lines[0].startswith("$ ")
        steps: list[Step] = []
        for line in lines:
            if line.startswith("$ ") or (not prompted and line):
                steps.append(Step(line.removeprefix("$ "), []))
            elif steps:
                steps[-1].shown.append(line)
        return steps


class Step(NamedTuple):
    """A line that is typed, and what the screen shows then; nothing where the page does not show it."""

    typed: str
    shown: list[str]


def blocks_of(page: str) -> list[Block]:
    """Give the blocks of a page, from its first line to its last."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [_block(page, text, met) for met in _PARTS.finditer(text) if met["fence"] or met["hand"]]


def _block(page: str, text: str, met: re.Match[str]) -> Block:
    line = text.count("\n", 0, met.start()) + 1
    inside = met["text"] or met["table"] or ""
    return Block(page, line, (met["info"] or "").strip(), inside, met["hand"] or "", met["name"] or "")


SPAK = ["Tidak ada diskriminasi", "Tidak ada pungutan liar", "Tidak ada calo", "Tidak ada gratifikasi"]


def with_spak() -> bytes:
    """Make a form with ten questions of SPAK in K to T."""
    header = ["Timestamp", *NAMES, *(f"SPAK {n}. {SPAK[n % 4]} ({n})" for n in range(1, 11)), "SPKP 1", "SPKP 2"]
    header += ["SPKP 3", "SPKP 4"]
    rows = [[f"2026-01-0{n} 08:00", *[3 + n % 2] * 9, *[4 - n % 2] * 10, *[3] * 4] for n in range(1, 10)]
    return as_xlsx([header, *rows])


def quarters() -> dict[str, bytes]:
    """Cut the example into the exports of two quarters; in the second one question is worded anew."""
    with (ROOT / "examples" / "ppid-2023.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    files = {}
    for number, months in enumerate((("01", "02", "03"), ("04", "05", "06")), 1):
        inside = [row for row in rows if row[0][5:7] in months]
        head = list(header)
        if number == 2:
            asked = next(place for place, text in enumerate(head) if "kecepatan waktu" in text)
            head[asked] = "Seberapa cepat permohonan Anda dilayani?"
        files[f"TW{number}.xlsx"] = as_xlsx([head, *inside])
    return files


def health_centre() -> bytes:
    """Make the export of a form with a question of its own."""
    with (ROOT / "examples" / "ppid-2023.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    own = ["Kurang aman", "Aman", "Sangat aman", "Aman"]
    asked = [[*header[:-1], "Bagaimana keamanan lingkungan puskesmas?", header[-1]]]
    return as_csv([*asked, *([*row[:-1], own[place % 4], row[-1]] for place, row in enumerate(rows))])


def scene(page: str, folder: Path) -> None:
    """Lay out what a page takes for granted: the examples, and files of the names it uses."""
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name in (
        "survei.xlsx",
        "Survei PPID (Jawaban).xlsx",
        "Survei PPID 2023 (Jawaban).xlsx",
        "TW1.xlsx",
        "TW2.xlsx",
    ):
        shutil.copy(ROOT / "examples" / "ppid-2023.xlsx", folder / name)
    shutil.copy(ROOT / "docs" / "gallery" / "chart.png", folder / "logo.png")
    if page.endswith("/many-files.md"):
        (folder / "loket-b.json").write_bytes(ikm.tally_file(ikm.load("examples/stakeholder-2023.xlsx")).to_bytes())
    if page.endswith(("/quarters.md", "/triwulan.md")):
        for name, data in quarters().items():
            (folder / name).write_bytes(data)
    if page.endswith(("/weights.md", "/bobot.md")):
        (folder / "puskesmas.csv").write_bytes(health_centre())
    if page.endswith("/indices.md"):
        (folder / "survei.xlsx").write_bytes(with_spak())


def refreshed(page: str, folder: Path) -> str:
    """Give the text of a page with every screen as it is now, but for those that leave lines out."""
    text = (ROOT / page).read_text(encoding="utf-8")
    scene(page, folder)

    def done(met: re.Match[str]) -> str:
        block = _block(page, text, met)
        if block.hand:
            by_hand(block, folder)
            return met[0]
        screens = [(step, do(step, folder)) for step in block.steps]
        if not any(step.shown for step in block.steps):
            return met[0]
        told = [f"$ {step.typed}\n" + _shown(step, lines) for step, lines in screens]
        return met[0].replace(met["text"], "".join(told))

    return _PARTS.sub(done, text)


def _shown(step: Step, lines: list[str]) -> str:
    kept = step.shown if "…" in step.shown or not step.shown else _stripped(lines)
    return "".join(f"{line}\n" for line in kept)


def do(step: Step, folder: Path) -> list[str]:
    """Type a line in a folder, and give what the screen shows."""
    words = shlex.split(step.typed, comments=True)
    if words[0] in {"cp", "copy"}:
        shutil.copy(folder / words[1], folder / words[2])
        return []
    assert words[0].rpartition("/")[2] == "ikm", f"{step.typed}: what runs this?"
    screen = screen_here(*words[1:], cwd=folder)
    assert screen.code in ({0, 1, 2} if step.shown else {0}), "\n".join(screen.lines)
    return screen.lines


def shown_as(shown: list[str], lines: list[str]) -> bool:
    """Tell whether a page shows what the screen does, but for the lines it leaves out."""
    return _stripped(shown) == _stripped(lines) if "…" not in shown else _in_order(_cut(shown), _stripped(lines))


def _stripped(lines: list[str]) -> list[str]:
    return "\n".join(line.rstrip() for line in lines).strip("\n").split("\n")


def _cut(shown: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in (line.rstrip() for line in shown):
        if line == "…":
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _in_order(parts: list[list[str]], lines: list[str]) -> bool:
    """Tell whether the parts stand among the lines in this order, the first at the beginning, the last at the end."""
    first, *middle, last = ("\n".join(part).strip("\n") for part in parts)
    text = "\n".join(lines)
    if not text.startswith(first) or not text.endswith(last):
        return False
    at = len(first)
    for part in middle:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return at <= len(text) - len(last)


def by_hand(block: Block, folder: Path) -> None:
    """Do what a comment says the reader does."""
    file = folder / block.name
    if block.hand == "write":
        file.write_text(block.text, encoding="utf-8")
    elif block.hand == "add to":
        added, held = (_before_tables(text) for text in (block.text, file.read_text(encoding="utf-8")))
        file.write_text(f"{held[0]}{added[0]}\n{held[1]}\n{added[1]}", encoding="utf-8")
    elif block.hand == "mend":
        book = openpyxl.load_workbook(file)
        sheet = book.worksheets[0]
        for cell, was, becomes in _rows(block.text):
            assert str(sheet[cell].value or "") == was, (cell, sheet[cell].value)
            sheet[cell] = becomes
        book.save(file)


def _before_tables(toml: str) -> tuple[str, str]:
    """Cut a survey file before its first table."""
    head, *rest = re.split(r"^(?=\[)", toml, maxsplit=1, flags=re.MULTILINE)
    return head, "".join(rest)


def _rows(table: str) -> list[list[str]]:
    rows = [[cell.strip().strip("`“”") for cell in line.strip("| \n").split("|")] for line in table.splitlines()]
    return rows[2:]
