"""Breakdowns: one table or several, found by their labels, and never giving a small group back."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear import rank

import ikm
from ikm.scoring.differences import protect
from ikm.scoring.scores import score_tally
from ikm.tallies import Tally

Cells = dict[tuple[str, ...], int]

NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
SCORES = {"Loket A": 4, "Loket B": 3}


def survey(sizes: Cells) -> list[list[Any]]:
    """Make a survey of a service and a sex, so many respondents of each."""
    rows: list[list[Any]] = [["Jenis layanan", "Jenis kelamin", *NAMES]]
    for (service, sex), number in sizes.items():
        rows += [[service, sex, *[SCORES.get(service, 2)] * 9]] * number
    return rows


BOTH = survey({("Loket A", "Pria"): 20, ("Loket A", "Wanita"): 15, ("Loket B", "Pria"): 12, ("Loket B", "Wanita"): 13})


def shown(result: ikm.IKMResult) -> list[tuple[Any, ...]]:
    return [(*one.group.values(), one.respondents, one.ikm) for one in result.groups or ()]


@pytest.mark.parametrize("by", [["jenis_layanan", "jenis_kelamin"], ("jenis_layanan", "jenis_kelamin")])
def test_two_names_make_two_tables(by: Any) -> None:
    result = ikm.score(BOTH, by=by, weight="exact")
    assert shown(result) == [
        ("Loket A", 35, 100.0), ("Loket B", 25, 75.0), ("Pria", 32, 90.63), ("Wanita", 28, 88.39),
    ]  # fmt: skip
    assert result.provenance.options["by"] == ("jenis_layanan", "jenis_kelamin")


@pytest.mark.parametrize("by", ["jenis_layanan*jenis_kelamin", [("jenis_layanan", "jenis_kelamin")]])
def test_two_names_joined_by_a_star_make_one_table(by: Any) -> None:
    result = ikm.score(BOTH, by=by, weight="exact")
    assert shown(result) == [
        ("Loket A", "Pria", 20, 100.0), ("Loket A", "Wanita", 15, 100.0),
        ("Loket B", "Pria", 12, 75.0), ("Loket B", "Wanita", 13, 75.0),
    ]  # fmt: skip
    assert result.groups is not None
    assert result.groups["Loket B", "Wanita"].respondents == 13


def test_a_group_is_found_by_its_label_and_a_label_of_two_tables_asks_for_the_column() -> None:
    rows = [["Loket", "Poli", *NAMES], *([["A", "A", *[4] * 9]] * 12), *([["B", "C", *[3] * 9]] * 14)]
    groups = ikm.score(rows, by=["Loket", "Poli"], weight="exact").groups
    assert groups is not None
    assert (groups["B"].ikm, groups["Poli", "C"].respondents, groups[0].ikm, len(groups)) == (75.0, 14, 100.0, 4)
    with pytest.raises(KeyError) as refused:
        groups["A"]
    assert 'result.groups["Loket", "A"] or result.groups["Poli", "A"]' in refused.value.args[0]
    assert groups["Loket", "A"].respondents == 12
    with pytest.raises(KeyError, match="the groups are A; B; A; C"):
        groups["Z"]


def test_groups_stay_a_list_in_json() -> None:
    data = ikm.score(BOTH, by=["jenis_layanan", "jenis_kelamin"]).model_dump(mode="json")
    assert [list(one["group"]) for one in data["groups"]] == [["jenis_layanan"]] * 2 + [["jenis_kelamin"]] * 2
    assert ikm.score(BOTH).model_dump(mode="json")["groups"] is None


def test_a_tally_of_both_gives_either_table_and_merges() -> None:
    first, second = ikm.load(BOTH[:31]), ikm.load([BOTH[0], *BOTH[31:]])
    by = ["jenis_layanan", "jenis_kelamin"]
    whole = first.tally(by, moments=True) + second.tally(by, moments=True)
    assert whole == ikm.load(BOTH).tally(by, moments=True)
    for tables in (by, "jenis_layanan*jenis_kelamin", ["jenis_kelamin"]):
        assert ikm.score(whole, by=tables).groups == ikm.score(BOTH, by=tables).groups
    with pytest.raises(ikm.OptionError, match="it is grouped by jenis_layanan, jenis_kelamin"):
        ikm.score(whole, by="usia")


def test_the_notebook_and_the_terminal_show_every_table() -> None:
    html = ikm.score(BOTH, by=["jenis_layanan", "jenis_kelamin"])._repr_html_()
    assert html.count("Menurut ") == 2
    assert "Menurut jenis layanan × jenis kelamin" in ikm.score(BOTH, by="jenis_layanan*jenis_kelamin")._repr_html_()


def test_a_cell_that_its_row_would_give_back_is_hidden_with_another() -> None:
    cells: Cells = {("A", "x"): 40, ("A", "y"): 4, ("A", "z"): 30, ("B", "x"): 50, ("B", "y"): 20, ("B", "z"): 25}
    kept = protect(cells, [(0, 1)], 10)
    assert kept.hidden == (frozenset({("A", "y"), ("A", "z"), ("B", "y"), ("B", "z")}),)
    assert kept.safe


def test_a_month_that_its_quarter_would_give_back_is_hidden_with_another() -> None:
    cells: Cells = {("01", "Q1"): 50, ("02", "Q1"): 40, ("03", "Q1"): 4, ("04", "Q2"): 30, ("05", "Q2"): 20}
    kept = protect(cells, [(0,), (1,)], 10)
    assert kept.hidden == (frozenset({("02",), ("03",)}), frozenset())
    assert kept.safe


def test_what_the_breakdowns_of_each_column_give_away_is_said() -> None:
    # Everybody of C is of A, so A less C are four people, whatever the table of both columns hides.
    rows = survey({("A", "C"): 50, ("A", "D"): 4, ("B", "D"): 40})
    found = {one.code: one for one in ikm.score(rows, by="jenis_layanan*jenis_kelamin").findings}
    assert found["group-unchecked"].severity == "warning"
    assert "minimum_group=N" in found["group-unchecked"].action
    both = ikm.score(rows, by=["jenis_layanan", "jenis_kelamin"])
    assert [one.code for one in both.findings if one.code.startswith("group")] == ["group-combined"]
    assert sum(one.hidden for one in both.groups or ()) >= 2


@given(
    st.integers(0, 10**6), st.sampled_from([[(0, 1)], [(0,), (1,)], [(0, 1), (0,)], [(0,), (1,), (2,)], [(0, 1, 2)]])
)
def test_no_sum_of_what_is_shown_is_a_small_group(seed: int, tables: list[tuple[int, ...]]) -> None:
    chance = random.Random(seed)
    width = 3 if any(2 in table for table in tables) else 2
    cells: Cells = {}
    for _ in range(chance.randrange(1, 13)):
        cells[tuple(chance.choice("abcd"[: 3 - (width == 3)]) for _ in range(width))] = chance.choice([1, 3, 8, 12, 30])
    kept = protect(cells, tables, 10)
    if not kept.safe:
        return
    order = list(cells)

    def sums(places: tuple[int, ...], hidden: Any) -> dict[tuple[str, ...], list[int]]:
        names = {tuple(cell[place] for place in places) for cell in order}
        return {n: [int(tuple(c[p] for p in places) == n) for c in order] for n in names if n not in hidden}

    known = [row for table, hide in zip(tables, kept.hidden, strict=True) for row in sums(table, hide).values()]
    known.append([1] * len(order))
    every = {part for table in tables for size in range(1, width + 1) for part in combinations(table, size)}
    small = [
        row
        for places in every
        for row in sums(places, ()).values()
        if sum(n for n, x in zip(cells.values(), row, strict=True) if x) < 10
    ]
    if all(sum(n for n, x in zip(cells.values(), row, strict=True) if x) >= 10 for row in known):
        for target in small:
            assert rank([*known, target]) > rank(known)


def test_a_survey_of_few_is_said_and_one_of_very_few_is_warned_of() -> None:
    def told(number: int, **options: Any) -> list[tuple[str, str]]:
        result = ikm.score([NAMES, *[[4] * 9] * number], **options)
        return [(one.code, one.severity) for one in result.findings if one.code.startswith("group")]

    assert told(4) == [("group-very-few", "warning")]
    assert told(5) == told(9) == [("group-few", "notice")]
    assert told(10) == []
    assert told(9, minimum_group=9) == []
    assert told(12, minimum_group=15) == [("group-few", "notice")]
    html = ikm.score([NAMES, *[[4] * 9] * 7])._repr_html_()
    assert "PERHATIAN: hanya 7 responden" in html


def test_a_period_tells_whom_the_rest_of_the_file_gives_away() -> None:
    rows = [["Timestamp", *NAMES], *([["2026-01-05 08:00:00", *[4] * 9]] * 12)]
    rows += [["2026-02-05 08:00:00", *[3] * 9]] * 3
    result = ikm.score(rows, period="2026-01")
    assert [(one.code, one.severity) for one in result.findings if one.code.startswith("group")] == [
        ("group-rest-few", "notice")
    ]
    assert "3 responden lain" in next(one.message for one in result.findings if one.code == "group-rest-few")


def test_units_of_few_respondents_are_named_for_the_agency() -> None:
    units = {"Loket A": [NAMES, *[[4] * 9] * 12], "Loket B": [NAMES, *[[3] * 9] * 4]}
    agency = ikm.score_agency(units).agency
    (told,) = [one for one in agency.findings if one.code == "group-units-few"]
    assert "Loket B" in told.message
    assert "Loket A" not in told.message


def test_a_tally_alone_is_one_table_of_all_it_is_grouped_by() -> None:
    tally = Tally.of_scores(["biaya"], [[4]] * 24, groups=[("A", "x"), ("B", "y")] * 12, by=["unit", "kuartal"])
    assert [tuple(one.group.items()) for one in score_tally(tally).groups or ()] == [
        (("unit", "A"), ("kuartal", "x")), (("unit", "B"), ("kuartal", "y")),
    ]  # fmt: skip
