"""Importance beside satisfaction: quadrants, gap, conformity and CSI, by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ikm

SATISFIED = [3, 4, 3, 4, 3, 4, 3, 4, 3]
IMPORTANT = [4, 4, 4, 4, 2, 2, 2, 2, 3]
HEADER = [*[f"U{number}" for number in range(1, 8)], "U8 pengaduan", "U9 sarana"]


def test_figures_by_hand() -> None:
    found = ikm.importance(ikm.score([SATISFIED] * 10), ikm.score([IMPORTANT] * 10))
    # Σxy = 93, Σy = 27: 93 / 27 / 4.
    assert (found.csi, found.csi_exact) == (86.11, str(Fraction(9300, 108)))
    assert (found.satisfaction_mean, found.importance_mean) == (31 / 9, 3.0)
    first, second, *_, seventh, _, last = found.elements
    assert (first.satisfaction, first.importance, first.gap, first.conformity_percent) == (3.0, 4.0, -1.0, 75.0)
    assert (first.weight, first.quadrant, first.called) == (4 / 27, 1, "Prioritas utama")
    assert (second.gap, second.conformity_percent, second.quadrant, second.called) == (0.0, 100.0, 2, "Pertahankan")
    assert (seventh.gap, seventh.conformity_percent, seventh.quadrant) == (1.0, 150.0, 3)
    assert [one.quadrant for one in found.elements] == [1, 2, 1, 2, 3, 4, 3, 4, 1]
    # Its importance is the mean of all: on the line is high.
    assert (last.importance, last.quadrant) == (3.0, 1)


def test_on_the_line_of_satisfaction_is_high() -> None:
    found = ikm.importance(ikm.score([[3] * 9] * 10), ikm.score([IMPORTANT] * 10))
    assert [one.quadrant for one in found.elements] == [2, 2, 2, 2, 4, 4, 4, 4, 2]


def test_english_quadrants() -> None:
    found = ikm.importance(ikm.score([SATISFIED] * 10, lang="en"), ikm.score([IMPORTANT] * 10))
    assert {one.quadrant: one.called for one in found.elements} == {
        1: "Concentrate here", 2: "Keep up the good work", 3: "Low priority", 4: "Possible overkill",
    }  # fmt: skip


def both() -> tuple[list[list[Any]], dict[str, str]]:
    names = [f"Kepentingan {number}" for number in range(1, 10)]
    rows: list[list[Any]] = [[*HEADER, *names], *[[*SATISFIED, *IMPORTANT]] * 10]
    return rows, {f"U{number}": name for number, name in enumerate(names, 1)}


def test_one_form_that_asks_both() -> None:
    rows, columns = both()
    found = ikm.importance(rows, columns, weight="exact")
    assert found == ikm.importance(ikm.score([SATISFIED] * 10), ikm.score([IMPORTANT] * 10))


def test_options_hold_for_both_questions() -> None:
    # Of ten that answered and one that left an element blank, complete questionnaires are ten.
    rows, columns = both()
    rows.append([None, *[1] * 8, *[1] * 9])
    found = ikm.importance(rows, columns, missing="complete")
    assert (found.elements[1].satisfaction, found.elements[1].importance) == (4.0, 41 / 11)
    assert ikm.importance(rows, columns).elements[1].satisfaction == 41 / 11


def test_an_instrument_of_ones_own_is_that_of_both(tmp_path: Path) -> None:
    law = Path(ikm.__file__).parent / "regulation" / "data" / "permenpanrb-14-2017.toml"
    own = tmp_path / "own.toml"
    own.write_text(law.read_text(encoding="utf-8").replace('"permenpanrb-14-2017"', '"own"'), encoding="utf-8")
    rows, columns = both()
    assert ikm.importance(rows, columns, regulation=own).csi == ikm.importance(rows, columns).csi


def test_what_is_no_importance_is_refused() -> None:
    rows, columns = both()
    felt = ikm.score([SATISFIED] * 10)
    with pytest.raises(ikm.OptionError, match="The importance is a result of ikm.score"):
        ikm.importance(felt, columns)
    with pytest.raises(ikm.OptionError, match="The importance is a result of ikm.score"):
        ikm.importance(rows, [4, 4])  # type: ignore[arg-type]
    with pytest.raises(ikm.OptionError, match="weight must be given to ikm.score"):
        ikm.importance(felt, felt, weight="exact")


def test_elements_that_were_not_asked_about_both_are_left_out() -> None:
    felt, matters = ikm.score([SATISFIED] * 10), ikm.score([IMPORTANT] * 10)
    some = matters.model_copy(update={"elements": type(matters.elements)(tuple(matters.elements)[:2])})
    found = ikm.importance(felt, some)
    assert [one.code for one in found.elements] == ["U1", "U2"]
    assert found.csi == 87.5
    none = matters.model_copy(update={"elements": type(matters.elements)(())})
    with pytest.raises(ikm.OptionError, match="No element was asked about both"):
        ikm.importance(felt, none)


scores = st.lists(st.integers(1, 4), min_size=9, max_size=9)


@given(scores, scores)
def test_csi_is_between_the_lowest_and_the_highest_satisfaction(satisfied: list[int], important: list[int]) -> None:
    found = ikm.importance(ikm.score([satisfied]), ikm.score([important]))
    assert 25 * min(satisfied) <= Fraction(found.csi_exact) <= 25 * max(satisfied)
    assert sum(one.weight for one in found.elements) == pytest.approx(1)
