"""The law, case by case: tests/law/*.toml read as sentences."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import ikm
from ikm.regulation import load_regulation, parse_regulation, round_half_up
from ikm.scoring.scores import score_tally
from ikm.tallies.tally import Tally

KEYS = [element.key for element in load_regulation().elements]
CASES = [
    pytest.param(case, id=case["name"])
    for path in sorted(Path(__file__).parent.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def spread(total: int, n: int) -> list[int]:
    """Give n scores with this sum, as even as can be."""
    base, more = divmod(total, n)
    return [base + (i < more) for i in range(n)]


def survey(sums: list[int], n: int) -> Tally:
    return Tally.of_scores(KEYS, zip(*(spread(total, n) for total in sums), strict=True))


@pytest.mark.parametrize("case", CASES)
def test_the_law_gives(case: dict[str, Any]) -> None:
    result = score_tally(survey(case["sums"], case["n"]), weight=case["weight"])
    assert f"{result.ikm:.2f}" == case["ikm"]
    assert (result.mutu, result.kinerja) == (case["mutu"], case["kinerja"])
    assert [element.total for element in result.elements] == case["sums"]
    if "nrr" in case:
        assert [str(round_half_up(Fraction(e.total) / e.filled, 3)) for e in result.elements] == case["nrr"]
    if "element_mutu" in case:
        assert [element.mutu for element in result.elements] == case["element_mutu"]
    assert result.grade_depends_on_rounding is case.get("depends_on_rounding", False)


@pytest.mark.parametrize(
    ("index", "mutu"),
    [("24.98", "D"), ("25", "D"), ("64.99", "D"), ("65.00", "C"), ("76.60", "C"), ("76.605", "B"), ("76.61", "B"),
     ("88.30", "B"), ("88.305", "A"), ("88.31", "A"), ("100", "A"), ("64.995", "C"), ("64.9949", "D")],
)  # fmt: skip
def test_a_band_holds_the_index_rounded_half_up(index: str, mutu: str) -> None:
    assert ikm.grade(index).mutu == mutu
    assert ikm.grade(float(index)).mutu == mutu
    assert ikm.grade(Decimal(index)).mutu == mutu
    assert ikm.grade(Fraction(index)).mutu == mutu


@pytest.mark.parametrize("index", [24.74, 100.005, 0, -1, 3.35, "baik", None, True, float("nan"), float("inf"), "1/0"])
def test_what_is_no_index_is_refused(index: Any) -> None:
    with pytest.raises(ikm.OptionError):
        ikm.grade(index)


def test_a_mean_taken_for_an_index_is_recognised() -> None:
    with pytest.raises(ikm.OptionError, match="mean on the scale 1 to 4: multiply it by 25"):
        ikm.grade(3.35)


def test_the_result_says_when_the_grade_depends_on_the_weight() -> None:
    result = score_tally(survey([354] * 9, 100), weight="exact")
    assert (result.ikm, result.mutu) == (88.5, "A")
    assert [(a.weight, a.ikm, a.mutu) for a in result.alternatives] == [("0.111", 88.41, "A"), ("0.11", 87.62, "B")]
    assert result.grade_depends_on_weight


def test_own_weights_must_total_exactly_one() -> None:
    table = dict.fromkeys(KEYS, "1/9")
    assert score_tally(survey([30] * 9, 10), weight=table).ikm == 75.0
    with pytest.raises(ikm.OptionError, match=r"total 0\.999; they must total exactly 1"):
        score_tally(survey([30] * 9, 10), weight=dict.fromkeys(KEYS, 0.111))
    with pytest.raises(ikm.OptionError, match="no weight for sarana"):
        score_tally(survey([30] * 9, 10), weight={key: "1/9" for key in KEYS if key != "sarana"})
    with pytest.raises(
        ikm.OptionError, match=r"names 'waktuu', which is not an element of this survey\. Did you mean 'waktu'"
    ):
        score_tally(survey([30] * 9, 10), weight={"waktuu": 1})
    with pytest.raises(ikm.OptionError, match="must be above 0"):
        score_tally(survey([30] * 9, 10), weight={**table, "biaya": 0})
    with pytest.raises(ikm.OptionError, match="must be a number"):
        score_tally(survey([30] * 9, 10), weight={**table, "biaya": "banyak"})
    with pytest.raises(ikm.OptionError, match="twice"):
        score_tally(survey([30] * 9, 10), weight={**table, "U1": "1/9"})


def test_own_weights_move_the_index() -> None:
    table: dict[str, object] = dict.fromkeys(KEYS, "1/10")
    table["U1"] = "0.2"
    del table["persyaratan"]
    result = score_tally(survey([40, *[30] * 8], 10), weight=table)
    assert result.ikm_exact == "80"
    assert result.weight == "own"
    assert [alternative.weight for alternative in result.alternatives] == ["0.111", "exact", "0.11"]


def test_an_unknown_weight_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ikm.OptionError, match=r"no weight '0\.12'. Use '0\.111', 'exact', '0\.11'"):
        score_tally(survey([30] * 9, 10), weight="0.12")


@pytest.mark.parametrize(("k", "three", "two"), [(8, "0.125", "0.13"), (10, "0.1", "0.1"), (14, "0.071", "0.07")])
def test_other_numbers_of_elements_follow_the_same_rules(k: int, three: str, two: str) -> None:
    law = load_regulation()
    keys = [f"e{i}" for i in range(k)]
    assert law.weights("exact", keys).of("e0") == Fraction(1, k)
    assert law.weights("0.111", keys).of("e0") == Fraction(three)
    assert law.weights("0.11", keys).of("e0") == Fraction(two)


LAW = (Path(ikm.__file__).parent / "regulation" / "data" / "permenpanrb-14-2017.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('cite = "PermenPANRB 14/2017, judul"', "", r"\[instrument\]: give exactly one of `cite` or `declared`"),
        ('cite = "PermenPANRB 14/2017, judul"', 'cite = "x"\ndeclared = "y"', "exactly one of"),
        ('cite = "PermenPANRB 14/2017, judul"', 'cite = " "', "is empty"),
        ('high = "64.99"', 'high = "65.00"', r"\[band 1\]: 2.5996 x 25 is not 65.00|a gap or an overlap"),
        ('total = "0.999"', 'total = "1"', r"\[weight 0.111\]: 9 weights total 0.999, the record says 1"),
        ('mode = "half-up"\ndeclared', 'mode = "half-even"\ndeclared', "half-up"),
        ('key = "prosedur"', 'key = "persyaratan"', "stands twice"),
        ("low = 1\n", "low = 2\n", "begin where the scale does"),
        ('name = "0.111"\ndeclared', 'name = "0.112"\ndeclared', "there is no such weight"),
        ('"pengaduan", "sarana"]', '"pengaduan"]', r"\[order.definition\]: it must name every element once"),
        ('low = "25.00"', "", "'low' is missing"),
        ('low = "65.00"', 'low = "abc"', "permenpanrb.toml: "),
        ("[scale]", "[scale", "is not valid TOML"),
        ('nrr_low = "2.60"', 'nrr_low = "2.61"', "2.61 x 25 is not 65.00"),
    ],
)
def test_a_regulation_that_breaks_its_own_rules_is_refused(old: str, new: str, words: str) -> None:
    assert old in LAW
    with pytest.raises(ikm.DefinitionError, match=words):
        parse_regulation(LAW.replace(old, new, 1).encode(), "permenpanrb.toml")


def test_every_record_of_every_instrument_says_where_it_comes_from() -> None:
    for name in ikm.regulation.builtin_regulations():
        law = load_regulation(name)
        assert all(element.source for element in law.elements)
        assert all(band.source for band in law.bands)


def test_an_unknown_regulation_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(ikm.OptionError, match="Did you mean 'permenpanrb-14-2017'"):
        load_regulation("permenpan-14-2017")
    with pytest.raises(ikm.OptionError, match="cannot be read"):
        load_regulation(tmp_path / "none.toml")


def test_a_regulation_of_ones_own_is_read_from_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(LAW.replace('key = "permenpanrb-14-2017"', 'key = "own"'), encoding="utf-8")
    law = ikm.load_regulation(own)
    assert law.key == "own"
    assert score_tally(survey([30] * 9, 10), regulation=law).provenance.regulation == "own"
    assert law.digest != load_regulation().digest


def test_the_definitions_of_half_up_agree_for_negative_values() -> None:
    assert round_half_up(Fraction(-1, 2), 0) == Decimal(-1)
