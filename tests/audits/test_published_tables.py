"""A published table: by which names and in which shapes its parts are read."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import ikm
from ikm.audits.table import PublishedTable, table_of


def table(**more: Any) -> PublishedTable:
    return table_of({"ikm": "80,00", "elements": ["3,20"], **more})


# The elements


def test_elements_may_be_named_by_their_codes() -> None:
    told = table_of({"ikm": "80,00", "elements": {"U1": "3,21", "U2": {"rata_rata": "3,19", "nama": "Prosedur"}}})
    assert [(one.code, one.name) for one in told.elements] == [("U1", ""), ("U2", "Prosedur")]
    assert [one.nrr.value for one in told.elements if one.nrr] == [Fraction("3.21"), Fraction("3.19")]


def test_an_element_without_a_code_has_that_of_its_place() -> None:
    told = table_of({"ikm": "80,00", "elements": ["-", {"nrr": "3,2"}, {"kode": "U9", "nrr": "3,2"}]})
    assert [one.code for one in told.elements] == ["U2", "U9"]


@pytest.mark.parametrize("elements", [None, [], "3,20", {}, 3, ["3,20"] * 101])
def test_what_holds_no_elements_is_refused(elements: Any) -> None:
    with pytest.raises(ikm.OptionError, match="A published table has its elements in `elements`"):
        table_of({"ikm": "80,00", "elements": elements})


def test_a_hundred_elements_are_read() -> None:
    assert len(table_of({"ikm": "80,00", "elements": ["3,20"] * 100}).elements) == 100


def test_elements_without_a_figure_are_refused_in_both_languages() -> None:
    with pytest.raises(ikm.OptionError) as refused:
        table_of({"ikm": "80,00", "elements": [{"code": "U1"}, "-"]})
    assert "give its nrr, sum, counts or weighted_nrr" in refused.value.words("en")
    assert "tulis nrr, sum, counts, atau weighted_nrr setiap unsur" in refused.value.words("id")


@pytest.mark.parametrize(
    "name", ["n_respondents", "N-Respondents", "jumlah responden", "Jumlah_Responden", "n  stated"]
)
def test_case_blanks_hyphens_and_underscores_of_names_do_not_matter(name: str) -> None:
    assert table(**{name: 136}).n == 136


def test_of_two_names_for_one_thing_the_first_that_says_something_holds() -> None:
    assert table(respondents=None, responden=120, n=136).n == 120


def test_sums_alone_need_the_number_of_respondents() -> None:
    sums = [{"sum": 444}, {"sum": 438}]
    with pytest.raises(ikm.OptionError, match="Sums alone tell no mean; give n_respondents too"):
        table_of({"ikm": "80,00", "elements": sums})
    assert table_of({"ikm": "80,00", "elements": sums, "n": 136}).n == 136
    # A number beside one of them, or another figure, tells a mean.
    assert table_of({"ikm": "80,00", "elements": [{"sum": 444, "n": 136}, {"sum": 438}]}).elements[0].filled == 136
    assert table_of({"ikm": "80,00", "elements": [{"sum": 444}, {"nrr": "3,22"}]}).n is None


def test_nobody_is_no_number_of_respondents() -> None:
    assert table(n=0).n is None


def test_every_name_of_a_part_says_what_is_wrong_with_it() -> None:
    wrong: dict[str, tuple[dict[str, Any], str]] = {
        "n_respondents": ({"n": "banyak"}, "n_respondents: 'banyak' is no number"),
        "population": ({"populasi": "banyak"}, "population: 'banyak' is no number"),
        "sample": ({"sampel": "cukup"}, "sample: 'cukup' is no number"),
        "IKM": ({"ikm": "baik"}, "IKM: 'baik' is no number"),
        "total": ({"total": "baik"}, "total: 'baik' is no number"),
        "index": ({"index": "baik"}, "index: 'baik' is no number"),
        "weight": ({"weight": True}, "weight_stated: 'True' is no number"),
        "mean": ({"elements": [{"code": "U7", "nrr": "tiga"}]}, "U7 nrr: 'tiga' is no number"),
        "weighted": ({"elements": [{"code": "U7", "tertimbang": "tiga"}]}, "U7 weighted: 'tiga' is no number"),
        "converted": ({"elements": [{"code": "U7", "konversi": "tiga"}]}, "U7 converted: 'tiga' is no number"),
        "sum": ({"elements": [{"code": "U7", "jumlah": "tiga"}]}, "U7 sum: 'tiga' is no number"),
        "filled": ({"elements": [{"code": "U7", "terisi": "tiga"}]}, "U7 n: 'tiga' is no number"),
        "own weight": ({"elements": [{"code": "U7", "nrr": "3", "bobot": True}]}, "U7 weight: 'True' is no number"),
        "counts": ({"elements": [{"code": "U7", "cacah": "tiga"}]}, "U7 counts: give how many gave each score"),
        "a count": ({"elements": [{"code": "U7", "cacah": [1, "dua"]}]}, "U7 counts: 'dua' is no number"),
        "a score": ({"elements": [{"code": "U7", "cacah": {"a": 2}}]}, "U7 counts: 'a' is no number"),
        "named count": ({"elements": [{"code": "U7", "cacah": {"1": "x"}}]}, "U7 counts: 'x' is no number"),
        "a profile": ({"profil": {"usia": {"muda": "x"}}}, "usia: 'x' is no number"),
    }
    for part, (given, words) in wrong.items():
        with pytest.raises(ikm.OptionError) as refused:
            table(**given)
        assert words in refused.value.words("en"), part


# Counts, demographics, words


def test_counts_are_by_score_or_from_the_lowest_up() -> None:
    rows = [{"counts": [0, 10, 80, 46]}, {"counts": {"4": 46, "3": 80, 2: 10}}, {"counts": [1, None, "-", 2]}]
    told = table_of({"ikm": "80,00", "elements": rows})
    assert told.elements[0].counts == {1: 0, 2: 10, 3: 80, 4: 46}
    assert told.elements[1].counts == {4: 46, 3: 80, 2: 10}
    assert told.elements[2].counts == {1: 1, 2: 0, 3: 0, 4: 2}
    assert [one.answered for one in told.elements] == [136, 136, 3]


def test_counts_of_nobody_are_none() -> None:
    told = table_of({"ikm": "80,00", "elements": [{"nrr": "3,20", "counts": [0, 0, 0, 0]}]})
    assert told.elements[0].counts is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (None, {}),
        ([70, 66], {}),
        ({}, {}),
        ({"usia": {"muda": 70, "tua": 66}}, {"usia": 136}),
        ({"usia": [70, "66 orang"], "pendidikan": [100, None, 30]}, {"usia": 136, "pendidikan": 130}),
        ({"L": 60, "P": 76}, {"demographics": 136}),
        # Beside a table a number alone is a table of one row.
        ({"usia": [70, 66], "semua": 136}, {"usia": 136, "semua": 136}),
        ({"usia": {"muda": None, "tua": "-"}, "jenis kelamin": {"L": 60, "P": 76}}, {"jenis kelamin": 136}),
        # The row that adds up the others is none of them; alone it is all there is.
        ({"usia": {"muda": 70, "tua": 66, "Jumlah": 136}}, {"usia": 136}),
        ({"usia": {"Total responden": 136}}, {"usia": 136}),
    ],
)
def test_tables_of_who_answered_are_added_up(given: Any, told: dict[str, int]) -> None:
    assert table(demographics=given).demographics == told


def test_words_are_kept_without_blanks_that_say_nothing() -> None:
    told = table(grade=" B ", peraturan="KEP/25/2004", judul="IKM 2023", sumber="Laporan", populasi="205", sampel=134)
    assert (told.grade, told.regulation, told.title, told.source) == ("B", "KEP/25/2004", "IKM 2023", "Laporan")
    assert (told.population, told.sample) == (205, 134)
    bare = table(grade="  ", peraturan=None)
    assert (bare.grade, bare.regulation, bare.title, bare.source) == (None, None, "", "")
    assert (bare.population, bare.sample, bare.weight, bare.demographics) == (None, None, None, {})
    long = table(elements=[{"code": "a" * 500, "name": "b" * 500, "nrr": "3,20", "grade": "c" * 500}]).elements[0]
    assert (len(long.code), len(long.name), len(long.grade or "")) == (120, 120, 120)
    assert len(table(judul="a" * 500).title) == 120
    assert len(table(sumber="a" * 500).source) == 120


# The whole: an index or a sum of weighted means, by the scale


@pytest.mark.parametrize(
    ("given", "index", "total"),
    [
        ({"ikm": "83,95"}, "83.95", None),
        ({"ikm": "83,95", "total": "3,358"}, "83.95", "3.358"),
        # Called an index, it is a sum by its scale; 5 is the end of some scales.
        ({"ikm": "3,358"}, "83.95", "3.358"),
        ({"ikm": "5"}, "125", "5"),
        ({"ikm": "5,01"}, "5.01", None),
        ({"ikm": "3,4", "total": "3,358"}, "83.95", "3.358"),
        ({"ikm": None, "total": "83,95"}, "83.95", None),
        ({"ikm": "83,95", "total": "84"}, "83.95", None),
        ({"ikm": None, "total": "5"}, "125", "5"),
        # A further figure, where it can be one and has decimals.
        ({"ikm": None, "index": "83,95"}, "83.95", None),
        ({"ikm": "83,95", "index": "3,358"}, "83.95", "3.358"),
        ({"ikm": "83,95", "index": "0,999"}, "83.95", None),
        ({"ikm": "83,95", "index": "1,00"}, "83.95", "1.00"),
        ({"ikm": "83,95", "index": "5,00"}, "83.95", None),
        ({"ikm": "83,95", "index": "3,3"}, "83.95", None),
        ({"ikm": "83,95", "index": 3}, "83.95", None),
        ({"ikm": "83,95", "index": 3.358}, "83.95", "3.358"),
        ({"ikm": "83,95", "total": "3,40", "index": "3,358"}, "83.95", "3.40"),
        ({"ikm": "83,95", "index": "84,00"}, "83.95", None),
    ],
)
def test_the_index_and_the_total_are_known_by_their_scale(given: Any, index: str, total: str | None) -> None:
    told = table(**given)
    assert told.ikm.value == Fraction(index)
    assert (told.total and told.total.value) == (None if total is None else Fraction(total))


def test_a_number_of_a_program_is_an_index_of_two_decimals() -> None:
    assert (table(ikm=83.9).ikm.decimals, table(ikm="83,9").ikm.decimals, table(ikm=83.955).ikm.decimals) == (2, 1, 3)


def test_a_table_without_an_index_is_refused_in_both_languages() -> None:
    with pytest.raises(ikm.OptionError) as refused:
        table(ikm=None)
    assert 'give it as "ikm_as_printed", such as "83,95"' in refused.value.words("en")
    assert 'tulis sebagai "ikm_as_printed", misalnya "83,95"' in refused.value.words("id")


# Columns


def test_a_weighted_mean_above_two_was_multiplied_by_25() -> None:
    rows = [{"weighted_nrr": "9,325"}, {"weighted_nrr": "8,875"}, {"weighted_nrr": "2,000"}]
    values = [one.weighted.value for one in table_of({"ikm": "80,00", "elements": rows}).elements if one.weighted]
    assert values == [Fraction("0.373"), Fraction("0.355"), Fraction(2)]


def test_a_mean_from_ten_on_is_an_index() -> None:
    told = table_of({"ikm": "80,00", "elements": ["81,62", "10,00", "9,99"]}).elements
    assert [one.nrr is None for one in told] == [True, True, False]
    assert [one.converted and one.converted.value for one in told] == [Fraction("81.62"), Fraction(10), None]
    both = table_of({"ikm": "80,00", "elements": [{"nrr": "81,62", "converted": "81,6"}]}).elements[0]
    assert both.converted is not None
    assert both.converted.value == Fraction("81.6")


def test_each_column_has_its_own_number_of_decimals() -> None:
    rows = [{"nrr": "3,2", "weighted_nrr": "0,355", "konversi": "80"}, {"nrr": 3.265, "weighted_nrr": "0,3624"},
            {"nrr": "3,444", "konversi": "86,1"}, {"konversi": "81,2"}]  # fmt: skip
    told = table_of({"ikm": "80,00", "elements": rows}).elements
    assert [one.nrr and one.nrr.decimals for one in told] == [3, 3, 3, None]
    assert [one.weighted and one.weighted.decimals for one in told] == [4, 4, None, None]
    assert [one.converted and one.converted.decimals for one in told] == [1, None, 1, 1]
    free = table_of({"ikm": "80,00", "elements": rows}, typeset=False).elements
    assert [one.nrr and one.nrr.decimals for one in free] == [1, 3, 3, None]


# The weight that is stated


@pytest.mark.parametrize(
    ("stated", "beside", "weight"),
    [
        ("0,111", [None, None], Fraction(111, 1000)),
        # Beside every element alike it is that of the table; written otherwise, or at one alone, it is not.
        (None, ["0,111", "0,111"], Fraction(111, 1000)),
        (None, ["0,111", "0,112"], None),
        (None, ["0,111", None], None),
        ("0,112", ["0,111", "0,111"], Fraction(112, 1000)),
        # What stands there as a list is of the elements.
        (["0,1", "0,2"], ["0,111", "0,111"], Fraction(111, 1000)),
        ({"U1": "0,1"}, ["0,111", "0,111"], Fraction(111, 1000)),
        # 1/3 written out with five decimals or more is 1/3, with four it is not.
        ("0,33333", [None] * 3, Fraction(1, 3)),
        ("0,3333", [None] * 3, Fraction(3333, 10000)),
        ("0,333328", [None] * 3, Fraction("0.333328")),
        (None, ["0,33333"] * 3, Fraction(1, 3)),
        ("0,500005", [None] * 2, Fraction(1, 2)),
        ("0,500006", [None] * 2, Fraction("0.500006")),
        ("0,999996", [None], Fraction(1)),
    ],
)
def test_the_stated_weight_is_one_for_all(stated: Any, beside: list[Any], weight: Fraction | None) -> None:
    rows = [{"nrr": "3,20", "weight": one} for one in beside]
    assert table_of({"ikm": "80,00", "elements": rows, "weight": stated}).weight == weight


def test_an_element_that_was_not_asked_states_no_weight() -> None:
    rows = [{"nrr": "3,20", "weight": "0,5"}, {"nrr": "3,20", "weight": "0,5"}, {"nrr": "-", "weight": "0,2"}]
    assert table_of({"ikm": "80,00", "elements": rows}).weight == Fraction(1, 2)
    # Two elements are asked, not three: 0,33333 is no half written out.
    assert table_of({"ikm": "80,00", "elements": rows, "weight": "0,50000"}).weight == Fraction(1, 2)
    assert table_of({"ikm": "80,00", "elements": rows, "weight": "0,33333"}).weight == Fraction("0.33333")
