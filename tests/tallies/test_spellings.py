"""Spellings of one group are one, and what is different stays apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.tallies import Tally, spellings
from ikm.tallies.spellings import unite


def groups_of(typed: dict[str, int]) -> dict[str, int]:
    """Give the groups, and how many are in each, of what so many people typed."""
    names = [(name,) for name, number in typed.items() for _ in range(number)]
    whole, _ = unite(Tally.of_scores(["a"], [[4]] * len(names), groups=names, by=["kelompok"]))
    return {name: counts.respondents for (name,), counts in whole.groups.items()}


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        (["L", "Pria", "laki-laki", "LAKI-LAKI", "Laki - laki", "lk"], "Laki-laki"),
        (["P", "Perempuan", "wanita", "WANITA ", "Perempuan / Female"], "Perempuan"),
        (["S1", "S-1", "Sarjana (S1)", "Strata 1", "S 1", "Strata I", "Sarjana/S1", "Lulusan S1"], "S1"),
        (["D3", "D-III", "D.3", "Diploma III", "Diploma 3 (D3)", "diploma tiga"], "D3"),
        (["SMA", "SLTA", "SMA/sederajat", "SLTA / Sederajat", "SMU", "SMA/SMK", "Tamat SMA"], "SMA"),
        (["PNS", "Pegawai Negeri Sipil", "PNS (Pegawai Negeri Sipil)", "pns"], "PNS"),
        (["Swasta", "Karyawan Swasta", "Pegawai swasta", "peg. swasta"], "Pegawai swasta"),
        (["Wiraswasta", "Wirausaha", "wira usaha"], "Wirausaha"),
        (["IRT", "Ibu Rumah Tangga", "Mengurus rumah tangga"], "Ibu rumah tangga"),
    ],
)
def test_spellings_of_one_group_are_one(typed: list[str], one: str) -> None:
    assert groups_of(dict.fromkeys(typed, 3)) == {one: 3 * len(typed)}


@pytest.mark.parametrize(
    "typed",
    [
        ["SMA", "SMK", "MA"],
        ["PNS", "ASN", "PPPK", "TNI/Polri", "TNI", "Polri"],
        ["Pelajar", "Mahasiswa", "Pelajar/Mahasiswa"],
        ["L", "M", "P", "S", "XL", "XXL"],
        ["Loket 1", "Loket 11", "Loket 1.1", "Loket 1-1"],
        ["D3", "D4", "D4/S1", "S1", "S2", "S2/S3", "S3"],
        ["Pria"],
        ["17-25", "17-26"],
    ],
)
def test_what_is_different_stays_apart_and_keeps_its_name(typed: list[str]) -> None:
    assert groups_of(dict.fromkeys(typed, 3)) == dict.fromkeys(sorted(typed), 3)


def test_short_words_count_only_in_a_column_of_their_kind() -> None:
    assert groups_of({"L": 5, "Laki-laki": 5, "Merah": 6, "Biru": 3}) == {"Biru": 3, "L": 5, "Laki-laki": 5, "Merah": 6}


def test_elsewhere_only_case_and_spaces_do_not_matter_and_the_usual_spelling_stands() -> None:
    assert groups_of({"KTP-el": 20, "ktp-el": 4, "KTP - el": 2, "KK": 9}) == {"KTP-el": 26, "KK": 9}
    assert groups_of({"17-25 tahun": 9, "17 – 25 Tahun": 12}) == {"17 – 25 Tahun": 21}


def test_who_did_not_say_stays_apart() -> None:
    assert groups_of({"": 4, "L": 5, "Pria": 6}) == {"": 4, "Laki-laki": 11}


@given(st.dictionaries(st.sampled_from(["L", "l", "Pria", "P", "", "X", "x", "wanita"]), st.integers(1, 9), min_size=1))
def test_nobody_is_lost_and_uniting_twice_changes_nothing(typed: dict[str, int]) -> None:
    once = groups_of(typed)
    assert sum(once.values()) == sum(typed.values())
    assert groups_of(once) == once


NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]


def survey(column: str, typed: dict[Any, int]) -> list[list[Any]]:
    rows = [[column, *NAMES]]
    return rows + [[name, *[3] * 9] for name, number in typed.items() for _ in range(number)]


def test_a_result_says_which_spellings_were_taken_as_one() -> None:
    result = ikm.score(survey("Jenis kelamin", {"L": 6, "Pria": 6, "Perempuan": 20}), by="jenis_kelamin")
    assert [(one.group["jenis_kelamin"], one.respondents) for one in result.groups or ()] == [
        ("Laki-laki", 12), ("Perempuan", 20),
    ]  # fmt: skip
    (told,) = [one for one in result.findings if one.code == "group-spellings"]
    assert told.severity == "notice"
    assert "“Laki-laki” (L, Pria)" in told.message
    assert "group-spellings" not in ikm.score(survey("Jenis kelamin", {"L": 6, "Pria": 6})).findings_total


def test_what_few_people_typed_is_not_repeated() -> None:
    result = ikm.score(survey("Loket", {"Canary": 2, "canary": 1, "A": 20, "B": 20}), by="Loket")
    assert "canary" not in result.model_dump_json().casefold()
    assert Counter(one.code for one in result.findings)["group-spellings"] == 1


@given(st.text(st.sampled_from("aT1 -–/.thunNé\N{NO-BREAK SPACE}"), max_size=14))
def test_looking_for_a_sign_first_folds_as_every_rule_in_turn_does(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(str.maketrans("–", "-"))
    plain = re.sub(r"\s*([-/])\s*", r"\1", " ".join(plain.split()))
    assert spellings._folded(text) == re.sub(r"(?<=\d)\s*(?:tahun|thn|th)\b\.?", "", plain).rstrip(" .,;:")
