"""The HTML table that web applications export as .xls."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pytest
from tables import GOOD, NAMES

import ikm
from ikm.sources import read

if TYPE_CHECKING:
    from pathlib import Path

ROWS: list[list[Any]] = [["No", *NAMES], *([i, *row] for i, row in enumerate(GOOD, 1))]
RIGHT = ikm.score([NAMES, *GOOD]).ikm


def page(rows: list[list[Any]], before: str = "<html><body>", after: str = "</body></html>") -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    return f"{before}<table border='1'>{lines}</table>{after}".encode()


def test_a_plain_table_called_xls_is_read_and_said() -> None:
    result = ikm.score(page(ROWS), name="rekap.xls")
    assert (result.ikm, result.respondents) == (RIGHT, 3)
    assert [f.code for f in result.findings] == ["group-very-few", "file-type-differs"]
    assert result.provenance.input_name == "rekap.xls"


def test_cells_over_several_rows_and_columns_keep_every_answer_in_its_column() -> None:
    head = "<table><tr><th rowspan=2>No<th colspan=9>NILAI UNSUR</tr><tr>" + "".join(f"<th>{n}" for n in NAMES)
    body = page(ROWS[1:], before="").decode().partition(">")[2]
    assert ikm.score((head + "</tr>" + body).encode(), name="a.xls").ikm == RIGHT


def test_a_row_with_more_cells_than_the_heading_is_told_by_its_own_number_of_them() -> None:
    rows = [*ROWS, [4, *[3] * 9, "x"], [5, *[3] * 9, "", "", "y"]]
    table = page(rows).replace(b"<td>x</td>", b"<td rowspan=2>x</td>")
    findings = ikm.load(table, name="a.xls").findings
    assert [(f.row, f.details["cells"]) for f in findings if f.code == "row-too-long"] == [(5, 11), (6, 14)]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (page(ROWS), "rekap.html"),
        (page(ROWS), "rekap.xlsx"),
        (b"<html><table></table></html>", "a.xls"),
        (page(ROWS) + page(ROWS), "a.xls"),
        (page(ROWS, before="<table><tr><td>", after="</td></tr></table>"), "a.xls"),
        (b"<html><body><p>Silakan masuk</p></body></html>", "a.xls"),
    ],
)
def test_other_pages_are_refused(content: bytes, name: str) -> None:
    with pytest.raises(ikm.SourceError) as refused:
        read(content, name=name)
    assert [f.code for f in refused.value.findings] == ["file-is-web-page"]


def test_scripts_are_no_text_and_entities_are_read() -> None:
    rows = b"<tr><td>A &amp; B<script>x()</script></td><td>2</td></tr><tr><td>&#52;<td>1"
    sheet = read(b"<table>%b</table>" % rows, name="a.xls")
    assert list(sheet.rows) == [("A & B", "2"), ("4", "1")]


def test_a_page_named_by_its_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "Laporan.XLS"
    path.write_bytes(page(ROWS))
    assert ikm.score(path).ikm == RIGHT
