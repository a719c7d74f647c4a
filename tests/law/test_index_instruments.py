"""The indices besides the IKM, case by case: tests/law/indices/*.toml read as sentences, and instruments refused."""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from command import ikm_here
from tables import NAMES

import ikm
from ikm.findings import for_command
from ikm.regulation import builtin_indices, indices_of, load_index
from ikm.regulation.indices import instrument_named, parse_index

CASES = [
    pytest.param(case, id=case["name"])
    for path in sorted((Path(__file__).parent / "indices").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
ITEMS = {
    "spak": [f"SPAK {number}. Butir {name}" for number, name in enumerate("abcdefghij", 1)],
    "spkp": [f"SPKP {number}. Butir {name}" for number, name in enumerate("abcdefghij", 1)],
    "ipak-bps": ["Tidak ada diskriminasi", "Tidak ada gratifikasi", "Tidak ada pungutan liar", "Tidak ada calo"],
    "integritas-16": ["Tidak ada diskriminasi", "Tidak ada kecurangan", "Tidak ada imbalan", "Tidak ada pungli",
                      "Tidak ada calo"],
}  # fmt: skip
NINE = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]


def spread(total: int, n: int) -> list[int]:
    """Give n scores with this sum, as even as can be."""
    base, more = divmod(total, n)
    return [base + (i < more) for i in range(n)]


def survey(case: dict[str, Any]) -> list[list[Any]]:
    """Make a form of the SKM, and behind it the items of the index, with these sums."""
    index, sums = case["index"], case["sums"]
    headings = ITEMS.get(index) or ITEMS[index.partition("-")[0]]
    header = [*NINE, *headings[: len(sums)]]
    columns = [spread(total, case["n"]) for total in sums]
    if "importance" in case:
        header += [f"Tingkat kepentingan: {heading}" for heading in headings[: len(sums)]]
        columns += [spread(total, case["n"]) for total in case["importance"]]
    return [header, *([*[3] * 9, *row] for row in zip(*columns, strict=True))]


@pytest.mark.parametrize("case", CASES)
def test_the_instrument_gives(case: dict[str, Any]) -> None:
    result = ikm.score(survey(case), index=case["index"])
    assert result.indices is not None
    one = result.indices[case["index"]]
    assert (f"{one.value:.2f}", f"{one.ikm:.2f}", one.mean_exact) == (case["value"], case["ikm"], case["mean"])
    assert one.mutu == case["mutu"]
    assert [item.total for item in one.elements] == case["sums"]
    weights = [Fraction(item.nrr_weighted_exact) / Fraction(item.nrr_exact) for item in one.elements]
    named = case.get("weights") or [case["weight"]] * len(weights)
    assert weights == [Fraction(weight) for weight in named]
    assert sum(weights) == 1
    assert result.ikm_exact == ikm.score([[*NINE], *[[3] * 9] * case["n"]]).ikm_exact


def test_every_instrument_says_where_each_table_is_from_in_both_languages() -> None:
    for name in builtin_indices():
        index = load_index(name)
        assert all(text.strip() for source in index.sources.values() for text in source.values()), name
        assert all(item.source and item.id and item.en for item in index.items), name
        assert set(index.title) == set(index.asked_by) == {"id", "en"}
        assert index.bands[0].low == Decimal(index.low * index.factor)
        assert index.bands[-1].high == Decimal(index.high * index.factor)


def test_the_grades_that_are_borrowed_are_those_of_the_law() -> None:
    law = ikm.load_regulation()
    for name in ("spak", "spkp", "spak-rata-rata", "integritas-16"):
        assert [(b.mutu, b.low, b.high) for b in load_index(name).bands] == [(b.mutu, b.low, b.high) for b in law.bands]


OWN = """
[instrument]
key = "kejujuran"
short = "KJ"
subject = "integrity"
id = "Indeks kejujuran"
en = "Index of honesty"
declared = "ketentuan kantor kami"
[items]
of = "spak"
keys = ["kejujuran", "komitmen", "diskriminasi", "pungli"]
declared = "empat butir"
[count]
least = 4
most = 4
fixed = true
declared = "empat butir"
"""
BAND = """[[band]]
mutu = "A"
kinerja = "Baik"
en = "Good"
perception = 1
low = "30"
high = "100"
declared = "x"
"""
ITEM = """[[item]]
key = "kejujuran"
id = "Jujur"
en = "Honest"
declared = "x"
"""


SCALE = """[scale]
low = 4
high = 4
declared = "x"
"""
WEIGHTS = """[weights]
rule = "importance"
declared = "x"
"""
ROUNDING = """[rounding]
decimals = 1
mode = "half-up"
declared = "x"
"""


def test_a_file_is_an_instrument_of_the_skm_unless_it_says_what_index_it_is() -> None:
    data = Path(ikm.__file__).parent / "regulation" / "data"
    assert instrument_named(data / "permenpanrb-14-2017.toml").key == "permenpanrb-14-2017"
    assert instrument_named(data / "indices" / "spak.toml").key == instrument_named("spak").key


def test_an_index_of_ones_own_takes_what_it_does_not_write_from_another() -> None:
    own = parse_index(OWN.encode(), "own.toml")
    assert (own.key, own.factor, own.most, own.listed) == ("kejujuran", 25, 4, True)
    assert [item.key for item in own.items] == ["diskriminasi", "pungli", "kejujuran", "komitmen"]
    assert own.digest != load_index("spak").digest


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('declared = "ketentuan kantor kami"', "", r"\[instrument\]: give exactly one of `cite` or `declared`"),
        ('of = "spak"', 'of = "spok"', r"there is no index 'spok' to take items of"),
        ('subject = "integrity"', 'subject = "honesty"', r"'honesty' is none of integrity, quality"),
        ("least = 4", "least = 5", "`least` is above `most`"),
        ('key = "kejujuran"', "", "'key' is missing"),
        ("[count]", "[count", "is not valid TOML"),
        (
            "[count]",
            BAND + "[count]",
            "begin where the scale does",
        ),
        (
            "[count]",
            2 * ITEM + "[count]",
            "an item stands twice",
        ),
        ('keys = ["kejujuran", "komitmen", "diskriminasi", "pungli"]', "keys = 4", "own.toml: "),
        ('"komitmen", ', '"komitmenn", ', r"own.toml, \[items\]: there is no item 'komitmenn'"),
        ('key = "kejujuran"', 'key = "spak"', r"\[instrument\]: the key 'spak' is taken"),
        ('key = "kejujuran"', 'key = "skm"', r"\[instrument\]: the key 'skm' is taken"),
        ('key = "kejujuran"', 'key = "biaya"', r"\[instrument\]: the key 'biaya' is taken"),
        ('key = "kejujuran"', 'key = "Jujur kami"', "small letters, digits and hyphens"),
        ("[count]", SCALE + "[count]", r"\[scale\]: `low` is not below `high`"),
        ("[count]", SCALE.replace("= 4", "= 0", 1) + WEIGHTS + "[count]", "needs a scale from 1 up"),
        ("[count]", ROUNDING + "[count]", r"\[rounding\]: `decimals` is 2"),
    ],
)
def test_an_index_that_breaks_its_own_rules_is_refused(old: str, new: str, words: str) -> None:
    assert old in OWN
    with pytest.raises(ikm.DefinitionError, match=words):
        parse_index(OWN.replace(old, new, 1).encode(), "own.toml")


def test_an_item_is_not_called_as_an_element_of_the_skm() -> None:
    own = OWN.replace('keys = ["kejujuran", "komitmen", "diskriminasi", "pungli"]', 'keys = ["biaya"]')
    with pytest.raises(ikm.DefinitionError, match="'biaya' is an element of the SKM; give the item a key of its own"):
        parse_index((own + ITEM.replace("kejujuran", "biaya")).encode(), "own.toml")


def test_an_index_without_grades_is_refused_with_what_to_write() -> None:
    alone = OWN.replace('of = "spak"', "", 1).replace("[items]", "[headings]")
    with pytest.raises(ikm.DefinitionError, match=r"the grades are not declared; add \[\[band\]\] tables") as caught:
        parse_index(alone.encode(), "own.toml")
    assert "mutunya belum ditetapkan; tambahkan tabel [[band]]" in caught.value.words("id")


@pytest.mark.parametrize("name", ["spi", "SPI", "ipak-rumah-tangga", "perilaku anti korupsi"])
def test_what_cannot_be_computed_from_a_form_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(ikm.OptionError, match="it cannot be computed from an office's form") as caught:
        load_index(name)
    assert "tidak dapat dihitung dari formulir kantor" in caught.value.words("id")
    assert 'index="spak"' in str(caught.value)


def test_a_name_of_several_is_asked_back_with_their_names() -> None:
    with pytest.raises(ikm.OptionError, match=r"IPAK is the name of several: spak \(.*; ipak-bps \(") as caught:
        load_index("ipak")
    assert "Pilih salah satu dengan namanya. IPAK rumah tangga BPS" in caught.value.words("id")
    with pytest.raises(ikm.OptionError, match=r"IPKP is the name of several: spkp \(.*; spkp-rata-rata \("):
        load_index("IPKP")


def test_an_unknown_name_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ikm.OptionError, match=r"There is no index 'spaq'; ikm has skm, .* Did you mean 'spak'\?"):
        load_index("spaq")
    with pytest.raises(ikm.OptionError, match=r"The file of the index 'none\.toml' cannot be read"):
        load_index(tmp_path / "none.toml")
    with pytest.raises(ikm.OptionError, match=r"An index is a name, such as 'spak', or a \.toml file; got 3"):
        load_index(3)  # type: ignore[arg-type]


def test_two_ways_of_counting_the_same_questions_are_refused() -> None:
    with pytest.raises(ikm.OptionError, match="'spak' and 'spak-40' count the same questions; choose one"):
        indices_of(["skm", "spak", "spak-40"])
    assert [one.key for one in indices_of(["skm", "SPAK", "spkp", "spak"])] == ["spak", "spkp"]


def test_the_command_is_told_the_option_as_it_is_typed() -> None:
    with for_command(), pytest.raises(ikm.OptionError) as caught:
        load_index("spi")
    assert caught.value.words("id").endswith("gunakan --index spak.")


def test_the_command_prints_an_instrument_with_its_reasons() -> None:
    shown = ikm_here("law", "spak-40")
    assert shown.code == 0, shown.err
    lines = [" ".join(line.split()) for line in shown.out.splitlines()]
    assert "SPAK sepuluh butir: jumlah ÷ 40 × 100 (spak-40)" in lines
    assert "Indeks = jumlah rata-rata tertimbang × 25." in lines
    assert "Tabel mutu permenpanrb-14-2017." not in lines
    assert "A  85.00 – 100.00  Sangat Baik" in shown.out
    english = ikm_here("law", "ipak-bps", "--lang", "en")
    assert "Each item is scored 1 to 10." in english.out
    assert "No regulation" not in english.out
    assert json.loads(ikm_here("law", "spkp", "--json").out)["instrument"]["key"] == "spkp"


def test_an_instrument_is_known_by_its_key_and_what_its_file_says() -> None:
    assert hash(load_index("spak")) == hash(load_index("spak"))
    assert {load_index("spak"), load_index("spak"), load_index("spak-40")} == {
        load_index("spak-40"),
        load_index("spak"),
    }


def test_a_result_names_its_other_indices() -> None:
    asked = ["Tidak ada pungutan liar", "Tidak ada percaloan", "Petugas tidak meminta imbalan", "Petugas menolak suap"]
    found = ikm.score([[*NAMES, *asked], *([[4] * 13] * 10)], index=["spak"]).indices
    assert repr(found) == "<Indices: spak>"


def test_the_index_of_ones_own_in_the_page_can_be_used_as_it_stands() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "indices.md").read_text(encoding="utf-8")
    (own,) = (one for one in re.findall(r"```toml\n(.*?)```", page, re.DOTALL) if "[instrument]" in one)
    index = parse_index(own.encode(), "kejujuran.toml")
    assert (index.key, index.most, index.bands_source["id"]) == ("kejujuran", 10, "Tabel mutu SKM dipinjam.")


def test_a_copy_of_an_instrument_is_that_instrument_and_a_changed_one_is_not() -> None:
    data = Path(ikm.__file__).parent.joinpath("regulation/data/indices/spak.toml").read_bytes()
    assert parse_index(data, "kami.toml") == load_index("spak")
    with pytest.raises(ikm.DefinitionError, match="the key 'spak' is taken"):
        parse_index(data.replace(b"most = 10", b"most = 9"), "spak.toml")


def test_the_law_of_an_index_is_printed_of_a_file_too_and_names_are_told(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    shown = ikm_here("law", "own.toml", cwd=tmp_path)
    assert shown.code == 0, shown.err
    assert "Indeks kejujuran (kejujuran)" in shown.out
    with pytest.raises(ikm.OptionError, match=r"no regulation or index 'spaq'; .*, spak, .* Did you mean 'spak'\?"):
        instrument_named("spaq")
    with pytest.raises(ikm.OptionError, match="SPI .* is made by KPK"):
        instrument_named("SPI")


def test_the_instrument_of_an_index_is_found_by_its_name() -> None:
    assert len(instrument_named("spak-40").elements) == len(load_index("spak-40").items)
    assert instrument_named("permenpanrb-14-2017") == ikm.load_regulation()
