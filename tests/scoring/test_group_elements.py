"""Groups with everything the whole has, and nothing of it that tells the answers of few."""

from __future__ import annotations

import json
import pickle
import random
from copy import copy, deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear import rank
from pydantic import ValidationError

import ikm
from ikm.scoring import GroupResult, score_tally
from ikm.tallies import Tally

NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
KEYS = ["persyaratan", "prosedur", "waktu"]

Row = list[int | None]


def scored(groups: dict[Any, list[Row]], by: Any = "Loket", **options: Any) -> ikm.IKMResult:
    """Score groups of rows of three elements, each group under its label, or its labels."""
    columns = [by] if isinstance(by, str) else list(by)
    names = [(name,) if isinstance(name, str) else name for name, rows in groups.items() for _ in rows]
    rows = [row for several in groups.values() for row in several]
    return score_tally(Tally.of_scores(KEYS, rows, groups=names, by=columns), weight="exact", **options)


def rows_of(*several: tuple[int, Row]) -> list[Row]:
    return [row for number, row in several for _ in range(number)]


def groups_of(result: ikm.IKMResult) -> Any:
    assert result.groups is not None
    return result.groups


def test_a_group_has_the_figures_it_would_have_alone() -> None:
    first = rows_of((12, [4, 3, None]), (18, [2, 3, 1]))
    second = rows_of((14, [1, 2, 3]), (11, [4, 4, None]))
    groups = groups_of(scored({"A": first, "B": second}))
    for label, rows in (("A", first), ("B", second)):
        alone = score_tally(Tally.of_scores(KEYS, rows), weight="exact")
        one = groups[label]
        assert one.elements == alone.elements
        assert (one.ikm_exact, one.alternatives, one.blanks) == (alone.ikm_exact, alone.alternatives, alone.blanks)
        assert not one.elements_hidden
    # (12 × 4 + 18 × 2) ÷ 30 = 2.8; only 18 answered the time, each with 1.
    assert [(one.code, one.total, one.filled, one.blank, one.nrr) for one in groups["A"].elements] == [
        ("U1", 84, 30, 0, 2.8), ("U2", 90, 30, 0, 3.0), ("U3", 18, 18, 12, 1.0),
    ]  # fmt: skip
    assert groups["A"].elements["waktu"].counts == {"1": 18, "2": 0, "3": 0, "4": 0}
    # (2.8 + 3 + 1) ÷ 3 × 25, and of the complete ones (2 + 3 + 1) ÷ 3 × 25.
    assert (groups["A"].ikm_exact, groups["A"].blanks.other_ikm) == ("170/3", 50.0)


def test_an_element_that_few_of_a_group_answered_hides_its_elements_and_those_of_the_next() -> None:
    few = rows_of((27, [4, 3, None]), (3, [2, 3, 1]))
    many: list[Row] = [[3, 3, 3]] * 40
    most: list[Row] = [[3, 3, 3]] * 50
    result = scored({"A": few, "B": many, "C": most})
    groups = groups_of(result)
    for label, size in (("A", 30), ("B", 40)):
        one = groups[label]
        assert (one.respondents, one.hidden, one.elements_hidden) == (size, False, True)
        assert one.ikm is not None
        assert (len(one.elements), one.ikm_exact, one.alternatives, one.blanks) == (0, None, (), None)
    assert groups["C"].elements["waktu"].filled == 50
    with pytest.raises(KeyError, match="'waktu'; no element is shown of this group"):
        groups["A"].elements["waktu"]
    complete = groups_of(scored({"A": few * 4, "B": many, "C": most}, missing="complete"))
    assert [complete[label].elements["waktu"].filled for label in "ABC"] == [12, 40, 50]


def test_hidden_elements_are_told() -> None:
    rows: list[list[Any]] = [["Loket", *NAMES], *[["A", *[4] * 8, None]] * 25, *[["A", *[4] * 9]] * 3]
    rows += [["B", *[3] * 9]] * 30 + [["C", *[3] * 9]] * 40
    told = [one for one in ikm.score(rows, by="Loket").findings if one.code == "group-elements"]
    assert [one.severity for one in told] == ["notice"]
    assert "Rincian menurut Loket: nilai per unsur dari 2 kelompok" in told[0].message
    assert "kurang dari 10 orang" in told[0].message
    rest = ikm.score([rows[0], *rows[26:]], by="Loket")
    assert "group-elements" not in {one.code for one in rest.findings}


def test_an_element_that_few_of_the_hidden_answered_together_hides_more() -> None:
    # Nine and six are hidden, fifteen together; three of them answered the time.
    without: list[Row] = [[3, 3, None]] * 6
    full: list[Row] = [[3, 3, 3]] * 10
    result = scored({"A": without + full[:3], "B": without, "C": full * 2, "D": full * 3})
    assert [(one.respondents, one.elements_hidden) for one in groups_of(result)] == [
        (20, True), (30, False), (None, True),
    ]  # fmt: skip


def test_an_element_nobody_of_a_group_answered_is_left_out_of_its_elements() -> None:
    result = scored({"A": [[4, 3, None]] * 20, "B": [[3, 3, 3]] * 30})
    groups = groups_of(result)
    assert [one.key for one in groups["A"].elements] == ["persyaratan", "prosedur"]
    assert (groups["A"].ikm, groups["A"].ikm_exact, groups["A"].alternatives) == (None, None, ())
    with pytest.raises(KeyError, match="the elements are persyaratan, prosedur"):
        groups["A"].elements["waktu"]


def test_an_element_nobody_of_a_group_answered_tells_of_its_parts_where_there_are_several_tables() -> None:
    # Nobody of A answered the time, so what x has of it is of B: the twelve of B and x.
    rows: dict[Any, list[Row]] = {
        ("A", "x"): [[4, 3, None]] * 20, ("A", "y"): [[4, 3, None]] * 20,
        ("B", "x"): [[3, 3, 3]] * 12, ("B", "y"): [[3, 3, 3]] * 30,
    }  # fmt: skip
    one = groups_of(scored(rows, by=["a", "b"]))
    assert [group.elements_hidden for group in one] == [False] * 4
    from ikm.scoring import score_counts  # noqa: PLC0415 - the call that takes tables

    names = [name for name, several in rows.items() for _ in several]
    tally = Tally.of_scores(KEYS, [row for several in rows.values() for row in several], groups=names, by=["a", "b"])
    two = groups_of(score_counts(tally, tables=(("a",), ("b",))).result)
    assert (two["A"].hidden, two["A"].elements_hidden, two["B"].elements_hidden) == (False, True, True)


def test_the_other_handling_of_blanks_is_shown_where_both_parts_of_a_group_are_many() -> None:
    def blanks(complete: int, partial: int, **options: Any) -> Any:
        full: list[Row] = [[4, 3, 2]]
        some: list[Row] = [[4, None, 2]]
        rows = {"A": full * complete + some * partial, "B": full * 30, "C": full * 14 + some * 15}
        return groups_of(scored(rows, **options))["A"].blanks

    assert (blanks(12, 11).other_respondents, blanks(12, 11).other_ikm) == (12, 75.0)
    for complete, partial, mutu in ((12, 9, None), (20, 1, "C")):
        found = blanks(complete, partial)
        assert (found.respondents, found.answers) == (partial, partial)
        # Of 21 with one blank: 4, 3, and 42 less 1 to 4 by 20: 74.17 to 75.42, C.  With nine it hangs on them.
        assert (found.other_respondents, found.other_ikm, found.other_mutu) == (None, None, mutu)
    assert blanks(12, 11, missing="complete").other_respondents == 23


def test_a_group_without_a_complete_questionnaire_has_no_grade_of_such() -> None:
    full: list[Row] = [[4, 3, 2]]
    some: list[Row] = [[4, None, 2]]
    rows = {"A": some * 20, "C": full * 14 + some * 3}
    found = groups_of(scored(rows))["A"].blanks
    assert (found.respondents, found.other_respondents, found.other_ikm, found.other_mutu) == (20, None, None, None)


def test_the_comparison_of_the_whole_gives_no_few_complete_questionnaires_of_a_group_away() -> None:
    # All blanks are of B: eight complete questionnaires are what the whole has of them, less A and C.
    def hidden(complete: int) -> list[bool]:
        full: list[Row] = [[4, 3, 2]]
        some = rows_of((20, [4, None, 2]), (20, [None, 3, 2]))
        groups = groups_of(scored({"A": full * 13, "B": full * complete + some, "C": full * 42}))
        return [one.elements_hidden for one in groups]

    assert [hidden(number) for number in (0, 9, 10)] == [[False] * 3, [True] * 3, [False] * 3]


def test_elements_are_made_when_asked_for_and_are_what_is_kept_in_json_and_in_a_pickle() -> None:
    result = scored({"A": [[4, 3, None]] * 12 + [[2, 3, 1]] * 18, "B": [[1, 2, 3]] * 14, "C": [[1, 2, 3]] * 4})
    again = ikm.IKMResult.model_validate_json(result.model_dump_json())
    assert again == result
    for other in (again, pickle.loads(pickle.dumps(result)), deepcopy(result), copy(result)):
        assert groups_of(other)["A"].elements == groups_of(result)["A"].elements
        assert groups_of(other).root == groups_of(result).root
    data = json.loads(result.model_dump_json())
    assert data["groups"] == result.model_dump(mode="json")["groups"]
    assert [[each["filled"] for each in one["elements"]] for one in data["groups"]] == [[30, 30, 18], [], []]
    with pytest.raises(ValidationError):
        groups_of(result)["A"].elements.root = ()
    assert groups_of(result)["A"].elements != groups_of(result)["A"]


CROSS = (
    [("Loket A", "Pria")] * 20
    + [("Loket A", "Wanita")] * 15
    + [("Loket B", "Pria")] * 12
    + [("Loket B", "Wanita")] * 13
)


def test_a_group_of_a_table_of_two_columns_is_found_by_its_labels_and_by_its_table() -> None:
    rows = [["Loket", "Kelamin", *NAMES], *([*name, *[3] * 9] for name in CROSS)]
    groups = groups_of(ikm.score(rows, by=[("Loket", "Kelamin"), "Loket"]))
    way: Any
    for way in (("Loket B", "Wanita"), ("Loket*Kelamin", ("Loket B", "Wanita")), ["Loket B", "Wanita"]):
        assert groups[way].respondents == 13
    assert (
        groups["Loket", "Loket B"].respondents
        == groups["Loket B"].respondents
        == groups["Loket", ("Loket B",)].respondents
        == 25
    )
    for way in (
        "Wanita",
        ("Loket*Kelamin", "Loket B"),
        ("Loket", "Wanita"),
        ("Loket*Kelamin", ("Loket B",)),
        ("a", "b", "c"),
    ):
        with pytest.raises(KeyError, match="the groups are Loket A, Pria; Loket A, Wanita"):
            groups[way]


def test_labels_that_stand_in_two_tables_name_ways_that_work() -> None:
    def group(by: str, *labels: str) -> GroupResult:
        names: dict[str, str | None] = dict(zip(by.split("*"), labels, strict=True))
        return GroupResult(group=names, respondents=20, ikm=75.0, mutu="C", kinerja="Kurang Baik", hidden=False)

    groups = type(groups_of(scored({"A": [[3, 3, 3]] * 20})))(
        (group("a", "x"), group("b", "x"), group("a*b", "a", "x"), group("b*a", "a", "x"), group('"q"', "x"))
    )
    for item, number in (("x", 3), (("a", "x"), 3)):
        with pytest.raises(KeyError) as refused:
            groups[item]
        ways = refused.value.args[0].split("; write ")[1].split(" or ")
        assert len(ways) == number
        for way in ways:
            if way != 'result.groups["a", "x"]':  # which the table a and the labels of two crosses share
                assert eval(way, {"result": type("R", (), {"groups": groups})}) in list(groups)  # noqa: S307 - what the error says


LEVELS = (1, 2, 3, 4)


@given(
    st.integers(0, 10**6),
    st.sampled_from([[("a",)], [("a", "b")], [("a",), ("b",)], [("a", "b"), ("a",)], [("a",), ("b",), ("c",)]]),
    st.sampled_from(["available", "complete"]),
)
def test_no_sum_of_shown_elements_is_that_of_few(seed: int, tables: Any, missing: Any) -> None:
    result, rows = drawn(seed, tables, missing)
    shown = json.loads(result.model_dump_json())
    cells = sorted({name for name, _ in rows})
    groups = [(one, members(one["group"], cells)) for one in shown["groups"] if None not in one["group"].values()]
    every = [members(dict(zip(table, name, strict=True)), cells) for table in tables for name in names_in(cells, table)]
    every += [[int(cell == other) for other in cells] for cell in cells]
    for element in KEYS:
        answered = [answered_by(rows, cell, element, missing) for cell in cells]
        known = [[1] * len(cells)]
        for one, inside in groups:
            here = {e["key"]: e for e in one["elements"]}
            if one["elements_hidden"]:
                assert not here
                assert one["ikm_exact"] is None
                assert one["alternatives"] == []
                assert one["blanks"] is None
                continue
            known.append(inside)
            number = sum(n for n, x in zip(answered, inside, strict=True) if x)
            assert here.get(element, {"filled": 0})["filled"] == number
            # An element nobody of a group answered: nobody of any part of it did.
            known += [unit(i, len(cells)) for i, x in enumerate(inside) if x and not number]
        for target in every:
            few = sum(n for n, x in zip(answered, target, strict=True) if x)
            # Where these few are all who answered, the total tells of them.
            if 0 < few < min(10, sum(answered)):
                assert rank([*known, target]) > rank(known)


@given(
    st.integers(0, 10**6),
    st.sampled_from([[("a",)], [("a", "b")], [("a",), ("b",)], [("a", "b"), ("a",)]]),
    st.sampled_from(["available", "complete"]),
)
def test_no_comparison_of_the_handlings_of_blanks_is_that_of_few(seed: int, tables: Any, missing: Any) -> None:
    result, rows = drawn(seed, tables, missing)
    cells = sorted({name for name, _ in rows})
    parts = [[answered_by(rows, cell, None, part) for cell in cells] for part in ("complete", "partial")]
    nothing, everything = [0] * len(cells), [1] * len(cells)
    whole = [[*everything, *nothing], [*nothing, *everything]]
    known = list(whole)
    for one in groups_of(result):
        if None in one.group.values() or one.elements_hidden:
            continue
        inside = members(one.group, cells)
        known.append([*inside, *inside] if missing == "available" else [*inside, *nothing])
        if one.blanks is None:
            known += [[*nothing, *unit(i, len(cells))] for i, x in enumerate(inside) if x]
        elif one.blanks.other_ikm is not None:
            known += [[*inside, *nothing], [*nothing, *inside]]
    for table in {*tables, *((name,) for several in tables for name in several)}:
        for name in names_in(cells, table):
            inside = members(dict(zip(table, name, strict=True)), cells)
            for target, numbers in (([*inside, *nothing], parts[0]), ([*nothing, *inside], parts[1])):
                few = sum(n for n, x in zip(numbers, inside, strict=True) if x)
                if 0 < few < min(10, sum(numbers)):
                    assert rank([*known, target]) > rank(known)


def drawn(seed: int, tables: Any, missing: Any) -> tuple[ikm.IKMResult, list[tuple[tuple[str, ...], Row]]]:
    """Score a survey of a few cells, some with blanks in one element or in all but one."""
    from ikm.scoring import score_counts  # noqa: PLC0415 - the call that takes tables

    chance = random.Random(seed)
    columns = sorted({name for table in tables for name in table})
    rows: list[tuple[tuple[str, ...], Row]] = []
    for _ in range(chance.randrange(1, 9)):
        cell = tuple(chance.choice("xyz") for _ in columns)
        left = chance.choice([(), (), (0,), (1, 2)])
        for full, size in ((False, chance.choice([0, 2, 5, 12, 30])), (True, chance.choice([0, 1, 4, 9, 15, 40]))):
            for _ in range(size):
                row: Row = [chance.choice(LEVELS) if full or i not in left else None for i in range(len(KEYS))]
                rows.append((cell, row))
    rows += [(tuple("x" for _ in columns), [1, 2, 3])]
    tally = Tally.of_scores(KEYS, [row for _, row in rows], groups=[cell for cell, _ in rows], by=columns)
    return score_counts(tally, tables=tuple(tables), missing=missing, weight="exact").result, rows


def names_in(cells: Any, table: Any) -> list[tuple[str, ...]]:
    columns = "abc"
    return sorted({tuple(cell[columns.index(name)] for name in table) for cell in cells})


def members(group: dict[str, Any], cells: Any) -> list[int]:
    return [int(all(cell["abc".index(name)] == label for name, label in group.items())) for cell in cells]


def unit(place: int, width: int) -> list[int]:
    return [int(i == place) for i in range(width)]


def answered_by(rows: Any, cell: Any, element: str | None, which: str) -> int:
    """Count who answered an element, or anything, in a cell: of all questionnaires, or of one kind of them."""
    kept = [row for name, row in rows if name == cell]
    if which != "available":
        kept = [row for row in kept if (None in row) == (which == "partial")]
    return sum(element is None or row[KEYS.index(element)] is not None for row in kept)
