"""The whole way of an audit: what it passes on, and how it shows figures of programs."""

from __future__ import annotations

from typing import Any

import pytest

import ikm


def test_title_and_source_are_passed_on() -> None:
    audit = ikm.audit({"judul": "IKM 2023", "sumber": "Laporan, hal. 12", "ikm": "80,00", "elements": ["3,20"]})
    assert (audit.title, audit.source) == ("IKM 2023", "Laporan, hal. 12")


def test_an_unknown_language_is_refused_by_its_name() -> None:
    french: Any = "fr"
    with pytest.raises(ikm.OptionError, match="^lang "):
        ikm.audit({"ikm": "80,00", "elements": ["3,20"]}, lang=french)


def test_figures_of_a_spreadsheet_are_shown_rounded_on_the_scale_they_stand_on() -> None:
    # Six decimals somebody may have printed; seven are a program's.
    rows = [
        {"nrr": "3,264706", "weighted_nrr": "9,0661764", "konversi": "81,617647"},
        {"nrr": "3,264706", "weighted_nrr": "9,0661764", "konversi": "81,617647"},
    ]
    shown = ikm.audit({"ikm": "81,62", "elements": rows}).elements[0]
    assert (shown.nrr, shown.weighted, shown.converted) == ("3.264706", "9.0662", "81.617647")
    finer = [{"nrr": "3,2647058", "konversi": "81,6176470"}] * 2
    shown = ikm.audit({"ikm": "81,62", "elements": finer}).elements[0]
    assert (shown.nrr, shown.weighted, shown.converted) == ("3.2647", None, "81.6176")


@pytest.mark.parametrize(
    ("n", "sums"),
    [
        # 3,265 … 3,275 of 300 are 979,5 … 982,5; of 350 1142,75 … 1146,25: four tell nothing.
        (300, (980, 981, 982)),
        (350, ()),
        (None, ()),
    ],
)
def test_up_to_three_sums_that_a_mean_may_stand_for_are_told(n: int | None, sums: tuple[int, ...]) -> None:
    audit = ikm.audit({"ikm": "81,75", "n_respondents": n, "elements": ["3,27"]})
    assert audit.elements[0].sums == sums


def test_the_index_is_computed_again_of_the_means_that_gave_it() -> None:
    # 3,27 is no mean of 28; of 26 it is 85/26, of 30 it is 98/30, which gives the index.
    audit = ikm.audit({"ikm": "81,67", "n_respondents": 28, "elements": ["3,27"]})
    assert (audit.rounding, audit.fits[0].respondents) == ("sums", 30)
    assert audit.recomputed["exact"] == 81.67


@pytest.mark.parametrize(("n", "ikm_as_printed", "found"), [(30, "81,48", {27}), (30, "81,43", set())])
def test_numbers_of_respondents_within_a_tenth_of_the_stated_one_are_tried(
    n: int, ikm_as_printed: str, found: set[int]
) -> None:
    # 3,26 is no mean of 30: of 27, three less, it is 88/27 = 81,48; of 35, five more, it would be 114/35 = 81,43.
    audit = ikm.audit({"ikm": ikm_as_printed, "n_respondents": n, "elements": ["3,26"]})
    assert audit.n.stated_possible is False
    assert {one.respondents for one in audit.fits if one.rounding == "sums"} == found
