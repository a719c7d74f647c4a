"""The way of one answer in ``docs/architecture.md`` is the one a trace meets, and it is short."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ikm

if TYPE_CHECKING:
    from types import FrameType

PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
ASKED = (
    "U1 Persyaratan", "U2 Prosedur", "U3 Waktu", "U4 Biaya", "U5 Produk", "U6 Kompetensi", "U7 Perilaku",
    "U8 Penanganan pengaduan", "U9 Sarana",
)  # fmt: skip


def stops() -> list[str]:
    """Read the functions of the table, in order."""
    section = PAGE.read_text(encoding="utf-8").partition("## The way of one answer")[2].partition("\n## ")[0]
    return re.findall(r"^\| \d+ \| `([\w.]+)` \|", section, re.MULTILINE)


def workbook() -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Form Responses 1")
        sheet.write_row(0, 0, ASKED)
        for row in range(1, 21):
            sheet.write_row(row, 0, ["Sesuai" if (row + place) % 3 else "Sangat sesuai" for place in range(9)])
    return out.getvalue()


def traced(data: bytes) -> list[str]:
    """Name the functions of ikm that scoring a file calls, in the order in which each first gives something back."""
    met: dict[str, None] = {}

    def note(frame: FrameType, event: str, given: Any) -> None:
        del given
        module = frame.f_globals.get("__name__", "")
        if event == "return" and module.startswith("ikm."):
            met.setdefault(f"{module}.{frame.f_code.co_qualname}")

    sys.setprofile(note)
    try:
        ikm.score(data)
    finally:
        sys.setprofile(None)
    return list(met)


def test_an_answer_makes_the_stops_the_page_names_in_their_order_and_at_most_ten() -> None:
    named = stops()
    assert 5 < len(named) <= 10
    met = traced(workbook())
    assert [stop for stop in named if stop not in met] == []
    assert sorted(named, key=met.index) == named
