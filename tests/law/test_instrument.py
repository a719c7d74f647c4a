"""Instruments: every value that reaches a figure, as the file has it, and a file that breaks its own rules."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import ikm
from ikm.regulation import (
    Band,
    Regulation,
    WeightRule,
    Weights,
    builtin_regulations,
    law_of,
    load_regulation,
    parse_regulation,
    round_half_up,
)

DATA = Path(ikm.__file__).parent / "regulation" / "data"
LAW = (DATA / "permenpanrb-14-2017.toml").read_text(encoding="utf-8")
OLD = (DATA / "permenpanrb-16-2014.toml").read_text(encoding="utf-8")
KEYS = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana")
TABLE = "PermenPANRB 14/2017, Lampiran, tabel nilai persepsi, nilai interval, nilai interval konversi, mutu dan kinerja"


def read(text: str = LAW) -> Regulation:
    """Read an instrument anew: what the process already knows of it is not asked."""
    return parse_regulation(text.encode(), "own.toml")


def changed(*changes: tuple[str, str], text: str = LAW) -> Regulation:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read(text)


# ---- what the file says


def test_the_scale_the_factor_the_rounding_and_the_weights_are_those_of_the_file() -> None:
    law = read()
    assert (law.key, law.low, law.high, law.factor, law.decimals) == ("permenpanrb-14-2017", 1, 4, 25, 2)
    assert [(rule.name, rule.decimals) for rule in law.weight_rules] == [("0.111", 3), ("exact", None), ("0.11", 2)]
    assert [rule.value(9) for rule in law.weight_rules] == [Fraction(111, 1000), Fraction(1, 9), Fraction(11, 100)]
    assert (law.default_weight, law.own_weights_total) == ("0.111", Fraction(1))
    assert "daftar unsur" in law.elements[0].source
    assert "catatan kaki" in law.weight_rules[0].source


def test_the_bands_are_those_of_the_file() -> None:
    def band(mutu: str, kinerja: str, en: str, perception: int, *bounds: str) -> Band:
        low, high, nrr_low, nrr_high = map(Decimal, bounds)
        return Band(mutu, kinerja, en, perception, low, high, nrr_low, nrr_high, TABLE)

    assert read().bands == (
        band("D", "Tidak Baik", "Not good", 1, "25.00", "64.99", "1.00", "2.5996"),
        band("C", "Kurang Baik", "Less good", 2, "65.00", "76.60", "2.60", "3.064"),
        band("B", "Baik", "Good", 3, "76.61", "88.30", "3.0644", "3.532"),
        band("A", "Sangat Baik", "Very good", 4, "88.31", "100.00", "3.5324", "4.00"),
    )


def test_the_elements_stand_in_the_order_of_the_file_with_their_codes_and_names() -> None:
    law = read()
    assert tuple(element.key for element in law.elements) == KEYS
    assert [element.code for element in law.elements] == [f"U{number}" for number in range(1, 10)]
    assert [law.element("biaya").name(), law.element("biaya").name("id")] == ["Biaya/Tarif"] * 2
    assert law.element("biaya").name("en") == "Cost/tariff"
    assert law.element("biaya").labels == {"id": "U4 Biaya/Tarif", "en": "U4 Cost/tariff"}
    assert law.orders == {"definition": KEYS, "annex": (*KEYS[:7], "sarana", "pengaduan")}
    own = law.element("ruang_tunggu")
    assert (own.key, own.code, own.id, own.en, own.source) == (
        "ruang_tunggu", "ruang_tunggu", "Ruang tunggu", "Ruang tunggu", "",
    )  # fmt: skip


def test_the_rule_for_the_sample_is_that_of_the_file() -> None:
    rule = read().sampling
    assert rule is not None
    assert (rule.method, rule.census_below) == ("krejcie-morgan", 10)
    assert (rule.chi_square, rule.proportion, rule.margin, rule.confidence) == (
        Fraction(3841, 1000), Fraction(1, 2), Fraction(1, 20), Fraction(19, 20),
    )  # fmt: skip
    assert (len(rule.table), rule.table[10], rule.table[210], rule.table[1000000]) == (90, 10, 136, 384)
    assert rule.source.startswith("Krejcie, R. V. & Morgan, D. W. (1970)")
    assert read(OLD).sampling is None


def test_an_instrument_keeps_its_title_its_records_and_the_digest_of_its_bytes() -> None:
    law = read()
    assert law.title["id"].startswith("Peraturan Menteri PANRB Nomor 14 Tahun 2017")
    assert law.title["en"].startswith("Regulation 14/2017")
    assert law.records["conversion"]["factor"] == 25
    assert law.digest == load_regulation().digest != changed(("# Every", "# every")).digest
    assert builtin_regulations() == ("kep-25-2004", "permenpanrb-14-2017", "permenpanrb-16-2014")


def test_bands_may_come_without_the_means_they_were_made_of() -> None:
    law = changed(('nrr_low = "1.00"\n', ""), ('nrr_high = "4.00"\n', ""))
    assert [(band.nrr_low is None, band.nrr_high is None) for band in law.bands] == [
        (True, False), (False, False), (False, False), (False, True),
    ]  # fmt: skip


def test_a_source_is_the_citation_or_the_reason_declared() -> None:
    law = changed(('cite = "PermenPANRB 14/2017, Lampiran, daftar unsur SKM, unsur ke-2"', 'declared = "kami"'))
    assert [element.source for element in law.elements[:2]] == [
        "PermenPANRB 14/2017, Lampiran, daftar unsur SKM, unsur ke-1", "kami",
    ]  # fmt: skip


# ---- a file that breaks its own rules


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        # C from 65.00 to 64.99 leaves no index in it, and the next begins where it ends: only the band itself is wrong
        (
            [('low = "65.00"\nhigh = "76.60"', 'low = "65.00"\nhigh = "64.99"'), ('low = "76.61"', 'low = "65.00"'),
             ('nrr_high = "3.064"', 'nrr_high = "2.5996"'), ('nrr_low = "3.0644"', 'nrr_low = "2.60"')],
            r"own\.toml, \[band 2\]: 65\.00 is above 64\.99\.",
        ),
        ([('low = "65.00"', 'low = "65.01"'), ('nrr_low = "2.60"\n', "")],
         r"\[band 2\]: it begins at 65\.01, the band before ends at 64\.99: a gap or an overlap"),
        ([('low = "65.00"', 'low = "64.99"'), ('nrr_low = "2.60"\n', "")],
         r"\[band 2\]: it begins at 64\.99, the band before ends at 64\.99: a gap or an overlap"),
        ([('high = "100.00"', 'high = "99.99"'), ('nrr_high = "4.00"\n', "")], r"\[band 4\]: the bands must end where"),
        ([('low = "25.00"', 'low = "25.01"'), ('nrr_low = "1.00"\n', "")], r"\[band 1\]: the bands must begin where"),
        ([("high = 4", "high = 5")], r"\[band 4\]: the bands must end where the scale does"),
        ([("factor = 25", "factor = 20")], r"\[band 1\]: the bands must begin where the scale does"),
        ([("decimals = 2\nmode", "decimals = 1\nmode")], r"\[band 2\]: it begins at 65\.00, .* a gap or an overlap"),
        ([('nrr_high = "3.064"', 'nrr_high = "3.065"')], r"\[band 2\]: 3\.065 x 25 is not 76\.60"),
        ([('total = "1"\ncite = "PermenPANRB 14/2017, Lampiran, rumus', 'total = "0.99"\ncite = "x')],
         r"\[weight exact\]: 9 weights total 1, the record says 0\.99"),
        ([("decimals = 3", "decimals = 4")], r"\[weight 0\.111\]: 9 weights total 0\.9999, the record says 0\.999"),
        ([('mode = "half-up"\ndeclared = "Tabel', 'declared = "Tabel')], r"\[rounding\]: the only mode"),
        ([('"pengaduan", "sarana"]', '"pengaduan", "sarana", "sarana"]')], r"\[order\.definition\]: it must name"),
        ([('declared = "Tabel', 'declared = " "\nx = "Tabel')], r"\[rounding\]: `cite` or `declared` is empty"),
        ([('cite = "PermenPANRB 14/2017, Lampiran, daftar unsur SKM, unsur ke-3"', "")],
         r"\[element 3\]: give exactly one of"),
        ([('cite = "PermenPANRB 14/2017, Lampiran, daftar unsur SKM"', "")], r"\[order\.definition\]: give exactly"),
        ([('"3.841"', '"baik"')], r"own\.toml: Invalid literal"),
        ([('margin = "0.05"', "")], r"own\.toml: 'margin' is missing"),
    ],
)  # fmt: skip
def test_a_record_that_contradicts_another_is_named(changes: list[tuple[str, str]], words: str) -> None:
    with pytest.raises(ikm.DefinitionError, match=words) as refused:
        changed(*changes)
    assert refused.value.words("id").startswith("own.toml")
    assert refused.value.words("id") != str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "place", "english", "indonesian"),
    [
        ('mode = "half-up"\ndeclared = "T', 'mode = "up"\ndeclared = "T', "rounding",
         'the only mode ikm knows is "half-up"', 'mode harus "half-up"'),
        ('key = "prosedur"', 'key = "persyaratan"', "element",
         "an element stands twice", "ada unsur yang tertulis dua kali"),
        ('[default_weight]\nname = "0.111"', '[default_weight]\nname = "0.12"', "default_weight",
         "there is no such weight", "tidak ada bobot dengan nama itu"),
    ],
)  # fmt: skip
def test_a_refused_record_is_told_by_its_place_in_both_languages(
    old: str, new: str, place: str, english: str, indonesian: str
) -> None:
    with pytest.raises(ikm.DefinitionError) as refused:
        changed((old, new))
    assert str(refused.value) == f"own.toml, [{place}]: {english}."
    assert refused.value.words("id") == f"own.toml, [{place}]: {indonesian}."


def test_a_band_of_a_single_index_is_a_band() -> None:
    law = changed(
        ('nrr_high = "2.5996"\nlow = "25.00"\nhigh = "64.99"', 'nrr_high = "1.00"\nlow = "25.00"\nhigh = "25.00"'),
        ('nrr_low = "2.60"\n', ""), ('low = "65.00"', 'low = "25.01"'),
    )  # fmt: skip
    assert [law.band(Decimal(index)).mutu for index in ("25.00", "25.01")] == ["D", "C"]


def test_a_file_that_is_no_toml_or_no_text_is_said_with_its_name() -> None:
    with pytest.raises(ikm.DefinitionError, match=r"own\.toml is not valid TOML: .*line 2"):
        parse_regulation(b"a = 1\nb = baik\n", "own.toml")
    with pytest.raises(ikm.DefinitionError, match=r"own\.toml") as refused:
        parse_regulation(b"a = '\xff'", "own.toml")
    assert "bukan teks UTF-8" in refused.value.words("id")


# ---- which instrument is meant


def test_an_instrument_is_meant_by_its_name_its_file_or_itself(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OLD, encoding="utf-8")
    law = load_regulation("permenpanrb-16-2014")
    assert law.key == "permenpanrb-16-2014"
    assert law_of(law) is law
    assert law_of(None) == load_regulation() == law_of("permenpanrb-14-2017")
    assert law_of(own).digest == law_of(str(own)).digest == law.digest
    own.write_text("a = baik", encoding="utf-8")
    with pytest.raises(ikm.DefinitionError, match=r"^own\.toml is not valid TOML"):
        law_of(own)
    with pytest.raises(ikm.OptionError, match="regulation is a name"):
        law_of(5)  # type: ignore[arg-type]


# ---- what it answers


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [("76.605", 2, "76.61"), ("76.6049999", 2, "76.60"), ("-76.605", 2, "-76.61"), ("-76.604", 2, "-76.60"),
     ("0", 2, "0.00"), ("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("2.5", 0, "3"), ("1/3", 3, "0.333"),
     ("2/3", 3, "0.667"), ("99.995", 2, "100.00")],
)  # fmt: skip
def test_rounding_is_half_up_once(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Fraction(value), decimals)) == rounded


@pytest.mark.parametrize(
    ("index", "mutu"),
    [("24.97", "D"), ("25.00", "D"), ("64.99", "D"), ("65.00", "C"), ("76.60", "C"), ("76.61", "B"), ("88.30", "B"),
     ("88.31", "A"), ("100.00", "A"), ("100.01", "A"), ("0", "D")],
)  # fmt: skip
def test_beyond_either_end_of_the_scale_lies_the_band_at_that_end(index: str, mutu: str) -> None:
    assert read().band(Decimal(index)).mutu == mutu


def test_a_grade_is_read_by_the_instrument_given() -> None:
    high = changed(
        ('high = "76.60"', 'high = "80.00"'), ('nrr_high = "3.064"\n', ""),
        ('low = "76.61"', 'low = "80.01"'), ('nrr_low = "3.0644"\n', ""),
    )  # fmt: skip
    assert (ikm.grade(78).mutu, ikm.grade(78, regulation=high).mutu, high.grade("80.005").mutu) == ("B", "C", "B")


def test_the_lowest_index_is_that_of_the_smallest_weight_and_the_highest_the_end_of_the_scale() -> None:
    # 9 x 0.11 x 1 x 25 = 24.75
    assert (ikm.grade("24.75").mutu, ikm.grade("24.745").mutu, ikm.grade("100.004").mutu) == ("D", "D", "A")
    for outside in ("24.744", "24.74", "100.005", "100.01"):
        with pytest.raises(ikm.OptionError, match=r"An index lies between 25\.00 and 100\.00; got '[0-9.]+'\.$"):
            ikm.grade(outside)


def test_the_lowest_index_of_a_scale_that_begins_at_two_is_twice_that() -> None:
    law = changed(
        ("low = 1\n", "low = 2\n"), ('nrr_low = "1.00"', 'nrr_low = "2.00"'), ('low = "25.00"', 'low = "50.00"'),
    )  # fmt: skip
    assert law.grade("49.5").mutu == "D"
    with pytest.raises(ikm.OptionError, match=r"between 50\.00 and 100\.00"):
        law.grade("49.49")


@pytest.mark.parametrize("mean", [1, 4, "3.35", Fraction(7, 2)])
def test_a_mean_on_the_scale_is_recognised_to_both_ends(mean: Any) -> None:
    with pytest.raises(ikm.OptionError, match="It looks like a mean on the scale 1 to 4: multiply it by 25 first"):
        ikm.grade(mean)


@pytest.mark.parametrize("index", ["0.99", "4.01", 20])
def test_what_is_no_mean_on_the_scale_is_not_taken_for_one(index: Any) -> None:
    with pytest.raises(ikm.OptionError, match=r"An index lies between 25\.00 and 100\.00; got .*\.$") as refused:
        ikm.grade(index)
    assert "mean" not in str(refused.value)


def test_a_weight_is_for_each_element_of_the_instrument_unless_others_are_surveyed() -> None:
    law = read()
    assert law.weights() == law.weights("0.111") == Weights("0.111", dict.fromkeys(KEYS, Fraction(111, 1000)))
    assert law.weights("exact").values == dict.fromkeys(KEYS, Fraction(1, 9))
    assert law.weights("exact", ["a", "b"]) == Weights("exact", {"a": Fraction(1, 2), "b": Fraction(1, 2)})
    assert law.weights(None, ["a", "b", "c"]).of("c") == Fraction(333, 1000)
    assert WeightRule("x", 1, "").value(7) == Fraction(1, 10)
    assert WeightRule("x", 0, "").value(1) == Fraction(1)


def test_own_weights_are_kept_exactly_by_key_or_code_in_the_order_of_the_survey() -> None:
    law = read()
    found = law.weights(
        {" U2 ": Decimal("0.25"), "u4": 0.125, "persyaratan": "5/8"}, ["persyaratan", "prosedur", "biaya"]
    )
    assert found.name == "own"
    assert list(found.values.items()) == [
        ("persyaratan", Fraction(5, 8)), ("prosedur", Fraction(1, 4)), ("biaya", Fraction(1, 8)),
    ]  # fmt: skip
    assert law.weights({"a": 0.1, "b": "0.90"}, ["a", "b"]).values == {"a": Fraction(1, 10), "b": Fraction(9, 10)}


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"biaya": 1, "tarif_parkir": 1}, r"names 'tarif_parkir', which is not an element of this survey\.$"),
        ({"biayaa": 1}, r"names 'biayaa', .*\. Did you mean 'biaya'\?$"),
        ({"biaya": "1/2", "U4": "1/2"}, "names the element 'biaya' twice"),
        ({"biaya": 1}, r"has no weight for produk; give every element one"),
        ({"biaya": 0, "produk": 1}, "The weight of 'biaya' is 0; it must be above 0"),
        ({"biaya": "-0.1", "produk": "1.1"}, "The weight of 'biaya' is '-0.1'; it must be above 0"),
        ({"biaya": "baik", "produk": 1}, "The weight of 'biaya' is 'baik'; it must be a number"),
        ({"biaya": True, "produk": 1}, "The weight of 'biaya' is True; it must be a number"),
        ({"biaya": 0.5, "produk": 0.499}, r"total 0\.999; they must total exactly 1\. Write them as fractions"),
        ({"biaya": "1/3", "produk": "1/3"}, "total 2/3; they must total exactly 1"),
        ({"biaya": "0.50000000000000000001", "produk": "0.5"}, r"total 1\.00000000000000000001; they must"),
    ],
)
def test_a_table_of_weights_that_does_not_add_up_is_refused_by_name(table: dict[str, object], words: str) -> None:
    with pytest.raises(ikm.OptionError, match=words) as refused:
        read().weights(table, ["biaya", "produk"])
    assert refused.value.words("id") != str(refused.value)


def test_a_weight_for_no_element_is_told_the_nearest_in_both_languages() -> None:
    for name, english, indonesian in (
        ("biayaa", " Did you mean 'biaya'?", " Mungkin maksudnya 'biaya'?"), ("tarif_parkir", "", ""),
    ):  # fmt: skip
        with pytest.raises(ikm.OptionError) as refused:
            read().weights({name: 1}, ["biaya", "biayab", "produk"])
        assert str(refused.value) == (
            f"The table of weights names {name!r}, which is not an element of this survey.{english}"
        )
        assert (
            refused.value.words("id") == f"Tabel [weight] menyebut {name!r}, yang bukan unsur survei ini.{indonesian}"
        )


def test_a_small_weight_is_a_weight() -> None:
    assert read().weights({"biaya": "1/1000000", "produk": "999999/1000000"}, ["biaya", "produk"]).of("biaya") > 0


def test_own_weights_total_what_the_instrument_says() -> None:
    law = changed(('[own_weights]\ntotal = "1"', '[own_weights]\ntotal = "2"'))
    assert law.weights({"biaya": 1, "produk": 1}, ["biaya", "produk"]).of("biaya") == 1
    with pytest.raises(ikm.OptionError, match="total 1; they must total exactly 2"):
        law.weights({"biaya": "1/2", "produk": "1/2"}, ["biaya", "produk"])


@pytest.mark.parametrize("weight", ["0.12", "", "own", "EXACT", 0.111])
def test_a_weight_of_no_name_is_refused_with_the_names_there_are(weight: Any) -> None:
    with pytest.raises(ikm.OptionError, match=r"There is no weight .*\. Use '0\.111', 'exact', '0\.11', or a table"):
        read().weights(weight)


def test_the_decree_of_2004_has_fourteen_elements_and_bands_of_its_own() -> None:
    law = load_regulation("kep-25-2004")
    assert (len(law.elements), law.factor, law.default_weight) == (14, 25, "0.071")
    assert law.weights("0.071").of("keamanan") == Fraction(71, 1000)
    assert law.weights("exact").of("keamanan") == Fraction(1, 14)
    bounds = [(band.mutu, str(band.low), str(band.high)) for band in law.bands]
    assert bounds == [
        ("D", "25.00", "43.75"), ("C", "43.76", "62.50"), ("B", "62.51", "81.25"), ("A", "81.26", "100.00"),
    ]  # fmt: skip
    assert (law.grade("82").mutu, load_regulation().grade("82").mutu) == ("A", "B")
    assert law.sampling is None
