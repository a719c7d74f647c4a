"""Indices besides the SKM in forms as offices word them: which columns are whose, what is asked, what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from tables import as_csv

import ikm
from ikm.reports import alarms, index_alarms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NOUNS = ["Persyaratan", "Prosedur", "Waktu pelayanan", "Biaya/tarif", "Produk layanan", "Kompetensi petugas",
         "Perilaku petugas", "Penanganan pengaduan", "Sarana dan prasarana"]  # fmt: skip
CODES = [f"U{at}" for at in range(1, 8)] + ["U8 pengaduan", "U9 sarana"]
ZONE = [
    "Tidak ada diskriminasi pelayanan pada unit layanan ini",
    "Tidak ada pelayanan di luar prosedur/kecurangan pelayanan pada unit layanan ini",
    "Tidak ada penerimaan imbalan uang/barang/fasilitas di luar ketentuan pada unit layanan ini",
    "Tidak ada pungutan liar (pungli) pada unit layanan ini",
    "Tidak ada percaloan/perantara tidak resmi pada unit layanan ini",
]
COURT = [
    "Prosedur pelayanan yang ditetapkan sudah memadai dan tidak berpotensi menimbulkan KKN",
    "Petugas pelayanan tidak membeda-bedakan pelayanan karena faktor suku, agama, kekerabatan, almamater",
    "Petugas pelayanan tidak meminta/menerima imbalan uang untuk alasan administrasi di luar ketentuan",
    "Petugas pelayanan tidak meminta/menerima barang berupa makanan jadi, rokok, parsel di luar ketentuan",
    "Petugas pelayanan tidak meminta/menerima fasilitas berupa akomodasi, perjalanan, hiburan di luar ketentuan",
]
SPKP = [
    "Informasi pelayanan pada unit layanan ini tersedia melalui media elektronik maupun non elektronik",
    "Persyaratan pelayanan yang diinformasikan sesuai dengan persyaratan yang ditetapkan unit layanan ini",
    "Prosedur/alur pelayanan yang ditetapkan unit layanan ini mudah diikuti/dilakukan",
    "Jangka waktu penyelesaian pelayanan yang diterima sesuai dengan yang ditetapkan unit layanan ini",
    "Tarif/biaya pelayanan yang dibayarkan pada unit layanan ini sesuai dengan tarif/biaya yang ditetapkan",
    "Sarana prasarana pendukung pelayanan yang disediakan unit layanan ini memberikan kenyamanan",
    "Petugas pelayanan/sistem pelayanan online pada unit layanan ini merespon keperluan dengan cepat",
    "Layanan konsultasi dan pengaduan yang disediakan unit layanan ini mudah digunakan/diakses",
]


def form(*blocks: Sequence[str], nine: Sequence[str] = NOUNS, people: int = 20) -> list[list[Any]]:
    """Make a form of numbers: nine elements and blocks, whose columns all have means of their own."""
    header = [*nine, *(item for block in blocks for item in block)]
    scores = [[1 + (7 * row + 3 * at + row * at) % 4 for at in range(len(header))] for row in range(people)]
    return [header, *scores]


def by_hand(rows: list[list[Any]], first: int, items: int) -> Fraction:
    """Give the index of equally weighted columns, times 25."""
    means = [Fraction(sum(row[at] for row in rows[1:]), len(rows) - 1) for at in range(first, first + items)]
    return sum(means, Fraction()) / items * 25


@pytest.mark.parametrize("nine", [NOUNS, CODES], ids=["nouns", "codes"])
@pytest.mark.parametrize("spak", [ZONE, COURT], ids=["zone", "court"])
@pytest.mark.parametrize("order", ["spak", "spkp", "spak spkp", "spkp spak"])
def test_each_question_is_of_one_index_however_the_blocks_stand(nine: list[str], spak: list[str], order: str) -> None:
    blocks = {"spak": spak, "spkp": SPKP}
    asked = order.split()
    rows = form(*(blocks[name] for name in asked), nine=nine)
    exact = by_hand(rows, 0, 9)
    without = ikm.score(rows, weight="exact")
    result = ikm.score(rows, weight="exact", index=asked)
    assert Fraction(without.ikm_exact) == Fraction(result.ikm_exact) == exact
    assert result.indices is not None
    first = 9
    for name in asked:
        size = len(blocks[name])
        assert Fraction(result.indices[name].ikm_exact) == by_hand(rows, first, size), name
        first += size


def test_items_are_named_by_what_they_ask() -> None:
    zone, court = (ikm.score(form(items), index="spak").indices for items in (ZONE, COURT))
    assert zone is not None
    assert court is not None
    assert [one.key for one in zone[0].elements] == ["diskriminasi", "kecurangan", "imbalan", "pungli", "percaloan"]
    assert [one.key for one in court[0].elements] == ["peluang", "diskriminasi", "imbalan", "barang", "fasilitas"]
    own = ["SPAK 1. Petugas bersikap apa adanya kepada setiap pengguna layanan yang datang tanpa kecuali, setiap hari",
           "IPAK [Tidak ada calo]", "SPAK 3) Tidak ada suap", "SPAK: tidak ada pungli"]  # fmt: skip
    named = ikm.score(form(own), index="spak").indices
    assert named is not None
    assert named[0].elements[0].name == own[0].removeprefix("SPAK 1. ")


def test_codes_alone_are_asked_about_with_the_columns_that_may_be_meant() -> None:
    rows = form([f"S{at}" for at in range(1, 11)], [f"P{at}" for at in range(1, 9)], nine=CODES)
    with pytest.raises(ikm.ResponseError) as caught:
        ikm.score(rows, index=["spak", "spkp"])
    told = [one for one in caught.value.findings if one.code == "index-unsure"]
    assert ['{"spak": "J-S"}' in told[0].action, '{"spkp": "T-AA"}' in told[1].action] == [True, True]
    result = ikm.score(rows, index=["spak", "spkp"], columns={"spak": "J-S", "spkp": "T-AA"}, weight="exact")
    assert result.indices is not None
    assert [Fraction(one.ikm_exact) for one in result.indices] == [by_hand(rows, 9, 10), by_hand(rows, 19, 8)]
    assert Fraction(result.ikm_exact) == by_hand(rows, 0, 9)


def test_five_questions_that_count_as_second_ones_are_left_to_an_index_when_they_are_named() -> None:
    rows = form(SPKP[:5])
    with pytest.raises(ikm.ResponseError, match=r"They may be: J .* type columns=\{\"spkp\": \"J-N\"\}"):
        ikm.score(rows, index="spkp")
    assert "column-second-form" in ikm.score(rows).findings_total
    result = ikm.score(rows, index="spkp", columns={"spkp": "J-N"}, weight="exact")
    assert result.indices is not None
    assert Fraction(result.indices[0].ikm_exact) == by_hand(rows, 9, 5)
    assert Fraction(result.ikm_exact) == by_hand(rows, 0, 9)
    with pytest.raises(ikm.ResponseError, match="is used twice: for SKM and for SPKP"):
        ikm.score(rows, index="spkp", columns={"spkp": "J-N", "U1": "K"})


def test_what_was_asked_for_is_not_advised_again() -> None:
    rows = form(ZONE, ["Apakah ada pungutan liar?"])
    rows = [[*row[:-1], "Ya" if at % 2 else "Tidak"] if at else row for at, row in enumerate(rows)]
    result = ikm.score(rows, index="spak")
    (apart,) = [one for one in result.findings if one.code == "index-apart"]
    assert apart.columns == ("O",)
    assert "column-integrity" not in result.findings_total
    assert "column-integrity" in ikm.score(rows).findings_total


@pytest.mark.parametrize("words", [False, True], ids=["numbers", "words"])
def test_a_form_of_an_index_alone_is_refused_with_what_to_do(words: bool) -> None:
    labels = ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"]
    rows = form(ZONE, nine=())
    rows = [rows[0], *([labels[score - 1] for score in row] if words else row for row in rows[1:])]
    with pytest.raises(ikm.ResponseError) as caught:
        ikm.score(rows, index="spak")
    errors = [one for one in caught.value.findings if one.severity == "error"]
    assert [one.code for one in errors] == ["index-alone"]
    assert "ikm jelaskan indeks" in errors[0].action
    with pytest.raises(ikm.ResponseError) as other:
        ikm.score(form(["Merek", "Warna", "Ukuran"], nine=()), index="spak")
    assert "index-alone" not in {one.code for one in other.value.findings}


def answered_by(rows: list[list[Any]], people: int) -> list[list[Any]]:
    """Leave the items blank but for the first respondents."""
    return [row if at <= people else [*row[:9], *[None] * (len(row) - 9)] for at, row in enumerate(rows)]


def test_few_answers_to_an_index_are_said_of_the_index_alone() -> None:
    result = ikm.score(answered_by(form(ZONE), 3), index="spak")
    assert [one.message for one in result.findings if one.code == "index-very-few"] == [
        "SPAK dihitung dari 3 responden saja. Dari nilai per butir, jawaban setiap responden dapat dihitung kembali."
    ]
    assert not {"group-few", "group-very-few"} & result.findings_total.keys()
    assert result.indices is not None
    assert alarms(result) == []
    (loud,) = index_alarms(result, result.indices[0])
    assert loud.startswith("PERHATIAN: hanya 3 responden")
    with pytest.raises(ikm.ResponseError, match="SPAK: there is no respondent whose answers count") as caught:
        ikm.score(answered_by(form(ZONE), 0), index="spak")
    assert caught.value.provenance is not None


def test_a_group_in_which_few_answered_the_items_is_hidden_in_the_index() -> None:
    rows = [["Loket", *form(ZONE, people=40)[0]], *(["A" if at < 20 else "B", *row] for at, row in enumerate(
        form(ZONE, people=40)[1:]))]  # fmt: skip
    rows = [row if at <= 23 else [*row[:10], *[None] * 5] for at, row in enumerate(rows)]
    result = ikm.score(rows, index="spak", by="Loket")
    assert result.groups is not None
    assert [group.hidden for group in result.groups] == [False, False]
    assert result.indices is not None
    assert result.indices[0].groups is not None
    # Three of B answered: their figure is hidden, and that of A, whose difference from the whole would give it back.
    assert all(group.hidden for group in result.indices[0].groups)


def test_answers_of_items_that_are_blanked_are_counted_among_those_that_were() -> None:
    rows = form(ZONE)
    rows[1][9] = 9
    with pytest.raises(ikm.ResponseError, match="answer-off-scale|9"):
        ikm.score(rows, index="spak")
    assert "survey-invalid-blanked" in ikm.score(rows, index="spak", invalid="blank").findings_total


def test_a_survey_file_holds_for_the_indices_that_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(form(ZONE, SPKP)))
    made = ikm_here("init", "f.csv", "--index", "spak", "--index", "spkp", cwd=tmp_path)
    assert made.code == 0, made.err
    both = ikm_here("score", "f.csv", "--brief", cwd=tmp_path)
    assert ["SPAK" in both.out, "SPKP" in both.out] == [True, True]
    one = ikm_here("score", "f.csv", "--index", "spak", "--brief", cwd=tmp_path)
    assert (one.code, "SPAK" in one.out, "SPKP" in one.out) == (0, True, False)
    none = ikm_here("score", "f.csv", "--index", "skm", "--brief", cwd=tmp_path)
    assert (none.code, "SPAK" in none.out) == (0, False)
    anew = [f"{at}. {item.replace('pada unit layanan ini', 'di sini')}" for at, item in enumerate(ZONE, 1)]
    (tmp_path / "f.csv").write_bytes(as_csv(form(anew, SPKP)))
    next_form = ikm_here("score", "f.csv", cwd=tmp_path)
    assert next_form.code == 0, next_form.err
    assert "[index-reworded]" in next_form.out + next_form.err
    assert "--map spak=J-N" in " ".join((next_form.out + next_form.err).split())


def test_columns_that_cannot_be_meant_are_refused_in_words() -> None:
    rows = form(ZONE)
    with pytest.raises(ikm.OptionError, match=r"N-J runs from right to left; write J-N"):
        ikm.score(rows, index="spak", columns={"spak": "N-J"})
    with pytest.raises(ikm.OptionError, match="no index that is asked for is weighted by importance"):
        ikm.score(rows, index="spak", columns={"kepentingan": "J-N"})
