"""Tables of groups: size, share, index and grade, and the mean of each element on request."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from rich.console import Console
from tables import NAMES, as_csv

import ikm
from ikm.rendering import show_result
from ikm.reports import group_tables

if TYPE_CHECKING:
    from pathlib import Path

ROWS: list[list[Any]] = [["Loket", *NAMES]]
ROWS += [["A", *[4] * 8, 3]] * 20 + [["B", *[3] * 8, None]] * 16 + [["C", *[2] * 9]] * 5 + [["D", *[2] * 9]] * 7


def drawn(result: ikm.IKMResult, width: int = 80) -> list[str]:
    out = io.StringIO()
    show_result(result, Console(file=out, width=width))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_a_table_of_groups_shows_size_share_index_and_grade() -> None:
    (table,) = group_tables(ikm.score(ROWS, by="Loket", weight="exact"))
    assert table.rows == [
        ("A", "20", "41,7 %", "97,22", "A"), ("B", "16", "33,3 %", "tidak dapat dihitung", ""),
        ("2 kelompok kecil", "", "", "disembunyikan", ""),
    ]  # fmt: skip
    assert (table.codes, table.means) == ((), [])


def test_the_means_of_elements_are_shown_on_request_with_a_dash_where_there_is_none() -> None:
    result = ikm.score(ROWS, by="Loket", weight="exact", by_elements=True, lang="en")
    (table,) = group_tables(result)
    assert table.codes == tuple(f"U{i}" for i in range(1, 10))
    assert table.means == [("4.000",) * 8 + ("3.000",), ("3.000",) * 8 + ("–",), ("–",) * 9]
    assert result.provenance.options["by_elements"] is True
    lines = drawn(result)
    assert max(map(len, lines)) <= 80
    assert lines[-3].split() == ["A", *["4.000"] * 8, "3.000"]
    assert lines[-4].split() == ["NRR", *table.codes]
    html = result._repr_html_()
    heads = html.split("By Loket")[1].split("</tr>")[0]
    assert [head.split("<")[0] for head in heads.split(">")[1:] if head.split("<")[0]] == [
        "Respondents", "Share", "IKM", "Mutu", *table.codes,
    ]  # fmt: skip
    assert html.count("–</td>") == 10


@pytest.mark.parametrize("width", [40, 59, 60, 74, 75, 140])
def test_a_narrow_terminal_shows_every_mean_whole_beside_the_name_of_its_group(width: int) -> None:
    rows = [[("A Loket Pelayanan Terpadu" if row[0] == "A" else row[0]), *row[1:]] for row in ROWS]
    result = ikm.score(rows, by="Loket", weight="exact", by_elements=True)
    (table,) = group_tables(result)
    lines = drawn(result, width)
    assert max(map(len, lines)) <= width
    heads = [place for place, line in enumerate(lines) if line.startswith("NRR ")]
    assert [code for place in heads for code in lines[place].split()[1:]] == list(table.codes)
    assert (len(heads) == 1) == (width >= 75)
    for place in heads:
        assert lines[place + 1].startswith("A Loket")
        shown = table.means[0][int(lines[place].split()[1][1:]) - 1 :]
        means = [word for word in lines[place + 1].split() if word[0].isdigit()]
        assert means == list(shown[: len(means)])
        assert len(means) == len(lines[place].split()) - 1


def test_the_result_is_the_same_with_and_without_the_means_shown() -> None:
    plain, more = ikm.score(ROWS, by="Loket"), ikm.score(ROWS, by="Loket", by_elements=True)
    assert plain.groups == more.groups
    assert "by_elements" not in plain.provenance.options
    assert "NRR " not in drawn(plain)[-4]


@pytest.mark.parametrize("flag", ["--by-elements", "--rinci"])
def test_the_command_has_the_option_under_both_names(tmp_path: Path, flag: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(as_csv(ROWS))
    shown = ikm_here("score", file, "--by", "Loket", flag).out
    assert [line.split()[-1] for line in shown.splitlines() if line.startswith("A ")] == ["A", "3,000"]
    assert "3,000" not in ikm_here("score", file, "--by", "Loket").out.split("Menurut Loket")[1]
    data = json.loads(ikm_here("score", file, "--by", "Loket", flag, "--json").out)
    assert data["groups"][0]["elements"][8]["nrr"] == 3.0


def test_a_survey_file_and_units_take_it_too(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(as_csv([*ROWS, [name[0], *[4] * 9]]))
    plan = tmp_path / "survei.toml"
    plan.write_text('by = ["Loket"]\nrinci = true\n', encoding="utf-8")
    for arguments in (("--by", "Loket", "--rinci"), ("--survey", str(plan))):
        shown = ikm_here("score", tmp_path / "a.csv", tmp_path / "b.csv", *arguments).out
        assert shown.count("NRR  ") == 2
