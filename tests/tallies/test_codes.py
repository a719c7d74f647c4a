"""Codes counted by group: what a plain loop over the rows counts, every run of equal answers once."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm.errors import OptionError
from ikm.tallies import Tally
from ikm.tallies.codes import count_all, count_groups
from ikm.tallies.counts import Counts, Level, add_up

HALF = Fraction(5, 2)
LEVELS: list[Level] = [1, 2, HALF, 4]
GROUPS = [("x",), ("y",), ("x",), ("z",), ("y",)]
COLUMNS = [bytes([4, 3, 1, 0, 4]), bytes([2, 0, 2, 0, 2])]


def test_groups_are_counted_from_codes_complete_and_partial_apart() -> None:
    # x answers 4 2 and 1 2; y leaves b blank once; z answers nothing, and nobody of it is a respondent.
    assert count_groups(["a", "b"], COLUMNS, LEVELS, GROUPS) == {
        ("x",): Counts(2, 0, {"a": {1: 1, 4: 1}, "b": {2: 2}}, {"a": {}, "b": {}}),
        ("y",): Counts(1, 1, {"a": {4: 1}, "b": {2: 1}}, {"a": {HALF: 1}, "b": {}}),
    }
    assert count_all(["a", "b"], COLUMNS, LEVELS) == Counts(
        3, 1, {"a": {1: 1, 4: 2}, "b": {2: 3}}, {"a": {HALF: 1}, "b": {}}
    )


def test_levels_stand_lowest_first_and_whole_fractions_are_whole() -> None:
    found = count_groups(["a"], [bytes([1, 2, 3])], [4, Fraction(2), HALF], [("x",)] * 3)["x",]
    assert list(found.complete_levels["a"]) == [2, HALF, 4]
    assert [type(level) for level in found.complete_levels["a"]] == [int, Fraction, int]
    with pytest.raises(TypeError):
        found.complete_levels["a"][4] = 9  # type: ignore[index]
    with pytest.raises(TypeError):
        found.complete_levels["b"] = {}  # type: ignore[index]


def test_groups_that_gave_the_same_answers_share_what_was_counted() -> None:
    found = count_groups(["a", "b"], [bytes([4, 4, 3]), bytes([4, 4, 4])], LEVELS, [("x",), ("y",), ("z",)])
    shared = found["x",].complete_levels["a"]
    assert found["y",].complete_levels["b"] is shared
    assert found["z",].complete_levels["a"] is not shared
    assert found["x",].partial_levels is found["z",].partial_levels


@pytest.mark.parametrize(
    ("columns", "words"),
    [([bytes([1])], "one column of codes for each element; got 1 for 2"), ([b"\x05", b"\x01"], "code 5 stands for no")],
)
def test_codes_that_fit_no_element_or_level_are_refused(columns: list[bytes], words: str) -> None:
    with pytest.raises(OptionError, match=words):
        count_groups(["a", "b"], columns, LEVELS, [("x",)])


@pytest.mark.parametrize("groups", [[("x",)], [("x",)] * 3])
def test_every_respondent_has_a_group(groups: list[tuple[str]]) -> None:
    with pytest.raises(ValueError, match="zip"):
        count_groups(["a"], [bytes([1, 1])], LEVELS, groups)
    with pytest.raises(ValueError, match="zip"):
        count_groups(["a", "b"], [bytes([1, 1]), bytes([1])], LEVELS, [("x",)] * 2)


def test_a_tally_of_codes_has_groups_a_name_each_and_its_total_of_all() -> None:
    tally = Tally.of_codes(["a", "b"], COLUMNS, LEVELS, groups=GROUPS, by=["unit"], faults={("a", "x"): 1})
    assert (tally.by, list(tally.groups), tally.faults) == (("unit",), [("x",), ("y",)], {("a", "x"): 1})
    assert tally.total == add_up(tally.groups.values(), ["a", "b"])
    assert tally.total is tally.total
    with pytest.raises(OptionError, match=r"A group \('x',\) needs one name for each of \['unit', 'month'\]"):
        Tally.of_codes(["a", "b"], COLUMNS, LEVELS, groups=GROUPS, by=["unit", "month"])
    with pytest.raises(OptionError, match="needs one name"):
        Tally.of_codes(["a", "b"], COLUMNS, LEVELS, by=["unit"])


def test_the_parts_of_a_grouping_are_what_it_would_add_up() -> None:
    names = [("x", "1"), ("y", "1"), ("x", "2"), ("z", "2"), ("y", "2")]
    tally = Tally.of_codes(["a", "b"], COLUMNS, LEVELS, groups=names, by=["unit", "month"])
    parts = tally.parts(["unit"])
    assert {group: [one.respondents for one in several] for group, several in parts.items()} == {
        ("x",): [1, 1], ("y",): [1, 1],
    }  # fmt: skip
    assert list(tally.parts(["month", "unit"])) == [("1", "x"), ("2", "x"), ("1", "y"), ("2", "y")]
    assert tally.regroup("unit").groups["x",] == add_up(parts["x",], ["a", "b"])
    with pytest.raises(OptionError, match="not grouped by 'day'"):
        tally.parts(["day"])


answers = st.lists(st.tuples(st.sampled_from("abcde"), *[st.integers(0, 4)] * 3), max_size=40)


@given(answers)
def test_counting_codes_by_group_is_counting_rows_one_by_one(found: list[Any]) -> None:
    plain: dict[tuple[str], list[Any]] = {}
    for group, *row in found:
        if any(row):
            sizes, levels = plain.setdefault((group,), [Counter(), Counter()])
            kind = "partial" if 0 in row else "complete"
            sizes[kind] += 1
            levels.update((kind, element, LEVELS[code - 1]) for element, code in zip("uvw", row, strict=True) if code)
    columns = [bytes(column) for column in zip(*(row for _, *row in found), strict=True)] or [b""] * 3
    tally = Tally.of_codes("uvw", columns, LEVELS, groups=[(group,) for group, *_ in found], by=["unit"])
    assert set(tally.groups) == set(plain)
    for group, (sizes, levels) in plain.items():
        counts = tally.groups[group]
        assert (counts.complete, counts.partial) == (sizes["complete"], sizes["partial"])
        kinds = {"complete": counts.complete_levels, "partial": counts.partial_levels}
        assert {
            (kind, element, level): number
            for kind, elements in kinds.items()
            for element, met in elements.items()
            for level, number in met.items()
        } == levels
        # What is held unchecked would pass the check.
        assert Counts(counts.complete, counts.partial, counts.complete_levels, counts.partial_levels) == counts
    assert tally.total == add_up(tally.groups.values(), "uvw")
