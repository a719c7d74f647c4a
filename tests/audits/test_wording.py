"""Wording: how the findings of an audit write numbers, lists and sources."""

from __future__ import annotations

import pytest

import ikm
from ikm.audits.respondents import RespondentCounts
from ikm.audits.wording import listed, number_words, scheme_words, source_words


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((), "none"),
        ((68,), "68"),
        ((1, 2, 3, 4, 5, 6), "1, 2, 3, 4, 5, 6"),
        ((1, 2, 3, 4, 5, 6, 7), "1, 2, 3, 4, 5, 6, and others"),
    ],
)
def test_six_numbers_are_named_and_the_others_are_said_to_be(numbers: tuple[int, ...], said: str) -> None:
    assert number_words(numbers)["en"] == said


def test_fourteen_codes_are_listed_and_the_others_are_said_to_be() -> None:
    fourteen = [f"U{place}" for place in range(1, 15)]
    assert listed(fourteen).endswith("U13, U14")
    assert listed([*fourteen, "U15"]).endswith("U13, U14 …")
    assert listed(["U1", "U2", "U3"], 2) == "U1, U2 …"


def test_only_the_sources_that_there_are_are_named() -> None:
    # Of counts that differ the greatest is named: fewer are blanks.
    nothing = RespondentCounts(None, (), (), {})
    assert source_words(nothing)["en"] == ""
    assert source_words(RespondentCounts(None, (101, 103), (), {}))["id"] == "menurut jumlah jawaban 103"
    assert source_words(RespondentCounts(0, (), (), {}))["en"] == "0 as stated"
    several = source_words(RespondentCounts(134, (136,), (136, 137), {"usia": 130}))["en"]
    assert several == "134 as stated; 136 by the counts; 136, 137 by sum ÷ mean; 130 by the table usia"


@pytest.mark.parametrize("key", ["permenpanrb-14-2017", "permenpanrb-16-2014", "kep-25-2004", "rounded-1-4"])
def test_every_table_of_bands_has_a_name(key: str) -> None:
    assert {key} & set(scheme_words(key).values()) == set()


def test_a_sum_is_written_without_zeros_and_a_whole_one_without_a_point() -> None:
    # 9 × 0,33333 = 2,99997; 3,2 × 25 = 80.
    rows = [{"nrr": "3.00", "weighted_nrr": "0,33333"}] * 9
    audit = ikm.audit({"ikm": "75,00", "total": "3,20", "elements": rows}, lang="en")
    assert [one.code for one in audit.anomalies] == ["audit-total-index", "audit-total"]
    assert "3.20, × 25 is 80, not the IKM 75.00." in audit.anomalies[0].message
    assert "2.99997" in audit.anomalies[1].message
