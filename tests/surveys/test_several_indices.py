"""One form, several indices: SPAK and SPKP scored beside the SKM, whose figures stay as they are."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from tables import as_csv

import ikm
from ikm.findings import for_command
from ikm.reports import Paragraph, index_facts, report_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NINE = [
    "1. Bagaimana kesesuaian persyaratan pelayanan?",
    "2. Bagaimana kemudahan prosedur pelayanan?",
    "3. Bagaimana kecepatan waktu pelayanan?",
    "4. Bagaimana kewajaran biaya/tarif?",
    "5. Bagaimana kesesuaian produk layanan?",
    "6. Bagaimana kompetensi petugas?",
    "7. Bagaimana perilaku petugas?",
    "8. Bagaimana penanganan pengaduan?",
    "9. Bagaimana kualitas sarana dan prasarana?",
]
LABELS = [
    ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
    ["Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"],
    ["Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"],
    ["Sangat mahal", "Cukup mahal", "Murah", "Gratis"],
    ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
    ["Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"],
    ["Tidak ramah", "Kurang ramah", "Ramah", "Sangat ramah"],
    ["Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"],
    ["Buruk", "Cukup", "Baik", "Sangat baik"],
]
AGREE = ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"]
OFTEN = ["Tidak pernah", "Jarang", "Sering", "Selalu"]
SPAK = [
    "Petugas tidak meminta imbalan dalam bentuk apa pun",
    "Layanan diberikan tanpa pungutan liar",
    "Tidak ada calo di lingkungan kantor",
    "Petugas melayani tanpa diskriminasi",
    "Biaya yang dibayarkan sesuai dengan kuitansi resmi",
    "Petugas bersikap jujur",
    "Tidak ada praktik kecurangan",
    "Tersedia sarana pengaduan pelanggaran",
    "Informasi layanan disampaikan secara transparan",
    "Unit ini berkomitmen bebas korupsi",
]
SPKP = [
    "Informasi pelayanan tersedia di berbagai media",
    "Persyaratan pelayanan sesuai dengan yang diumumkan",
    "Alur pelayanan mudah diikuti",
    "Jangka waktu penyelesaian sesuai dengan yang diumumkan",
    "Tarif yang dibayarkan sesuai dengan yang diumumkan",
    "Sarana pendukung layanan nyaman digunakan",
    "Petugas merespons keperluan dengan cepat",
    "Layanan konsultasi dan pengaduan mudah digunakan",
]
COMMENTS = ["Saran untuk persyaratan", "Kritik dan saran", "Komentar lain"]
SAID = ["Mohon ruang tunggu ditambah kursinya", "Sudah baik, terima kasih banyak", "Antrean jangan terlalu panjang"]
NAMED = ["imbalan", "pungli", "percaloan", "diskriminasi", "spak_5", "kejujuran", "kecurangan", "pelaporan",
         "transparansi", "komitmen"]  # fmt: skip


def numbered(items: Sequence[str], before: str = "") -> list[str]:
    return [f"{before}{number}. {item}" for number, item in enumerate(items, 1)]


def form(*blocks: Sequence[str], words: bool = False, labels: Sequence[str] = AGREE, people: int = 24) -> list[Any]:
    """Make a form: the nine elements, then the blocks, each item with every score, then three comments."""
    items = [item for block in blocks for item in block]
    header = ["Timestamp", "Jenis kelamin", *NINE, *items, *COMMENTS]
    moods = [4, 3, 3, 4, 2, 4, 3, 1]
    scores = [
        max(1, moods[row % 8] - ((row + column) % 5 == 0)) if row > 7 else moods[(row + column % 2) % 8]
        for row in range(people)
        for column in range(30)
    ]
    rows = []
    for number, one in enumerate(scores[at : at + 30] for at in range(0, len(scores), 30)):
        nine, more = one[:9], one[9 : 9 + len(items)]
        told = [LABELS[j][s - 1] for j, s in enumerate(nine)] if words else nine
        beside = [labels[s - 1] for s in more] if words else more
        rows.append([f"2026-03-{number % 27 + 1:02} 09:{number:02}:00", "LP"[number % 2], *told, *beside, *SAID])
    return [header, *rows]


def means(rows: list[Any], first: int, items: int) -> list[Fraction]:
    """Give the mean of each item by hand, from a form of numbers."""
    return [Fraction(sum(row[at] for row in rows[1:]), len(rows) - 1) for at in range(first, first + items)]


@pytest.mark.parametrize("words", [False, True], ids=["numbers", "words"])
@pytest.mark.parametrize("items", [numbered(SPAK), SPAK, numbered(SPAK, "SPAK "), [f"[IPAK] {one}" for one in SPAK]],
                         ids=["numbered anew", "plain", "named", "in brackets"])  # fmt: skip
def test_nine_elements_ten_items_and_three_comments_are_scored_without_options(items: list[str], words: bool) -> None:
    rows = form(items, words=words)
    alone, both = ikm.score(rows), ikm.score(rows, index=["skm", "spak"])
    assert both.model_dump(exclude={"indices", "findings", "findings_total", "provenance"}) == alone.model_dump(
        exclude={"indices", "findings", "findings_total", "provenance"}
    )
    assert alone.indices is None
    assert [finding.code for finding in alone.findings] == ["column-integrity"]
    assert [finding.code for finding in both.findings] == ["index-declared"]
    assert both.indices is not None
    (spak,) = both.indices
    assert [item.key for item in spak.elements] == NAMED
    assert spak.columns == {key: chr(ord("L") + at) for at, key in enumerate(NAMED)}
    by_hand = means(form(items), 11, 10)
    assert [Fraction(item.nrr_exact) for item in spak.elements] == by_hand
    assert Fraction(spak.mean_exact) == sum(by_hand) / 10
    assert Fraction(spak.ikm_exact) == sum(by_hand) / 10 * 25
    assert (spak.respondents, spak.weight_exact, spak.scale) == (24, "1/10", "converted")


@pytest.mark.parametrize("words", [False, True], ids=["numbers", "words"])
@pytest.mark.parametrize(
    ("spkp", "spak"),
    [(numbered(SPKP), numbered(SPAK[:5])), (numbered(SPKP, "SPKP "), numbered(SPAK[:5], "SPAK ")), (SPKP, SPAK[:5])],
    ids=["numbered anew", "named", "plain"],
)
def test_three_indices_of_one_form_are_each_scored_of_their_own_items(
    spkp: list[str], spak: list[str], words: bool
) -> None:
    rows = form(spkp, spak, words=words)
    result = ikm.score(rows, index=["skm", "spak", "spkp"])
    assert result.indices is not None
    assert [one.key for one in result.indices] == ["spak", "spkp"]
    assert [len(one.elements) for one in result.indices] == [5, 8]
    assert result.indices["spkp"].columns["spkp_informasi"] == "L"
    assert result.indices["spak"].columns["imbalan"] == "T"
    assert Fraction(result.indices["spkp"].mean_exact) == sum(means(form(spkp, spak), 11, 8)) / 8
    assert Fraction(result.indices["spak"].mean_exact) == sum(means(form(spkp, spak), 19, 5)) / 5
    assert result.ikm_exact == ikm.score(rows).ikm_exact
    assert result.elements == ikm.score([row[:11] for row in rows]).elements


def test_spkp_behind_spak_is_found_too_and_neither_enters_the_skm() -> None:
    rows = form(numbered(SPAK[:5]), numbered(SPKP))
    result = ikm.score(rows, index=["spkp", "spak"])
    assert result.indices is not None
    assert [(one.key, len(one.elements)) for one in result.indices] == [("spkp", 8), ("spak", 5)]
    assert result.elements == ikm.score([row[:11] for row in rows]).elements


def test_how_often_counts_the_other_way_round_for_wrongdoing() -> None:
    asked = ["Apakah ada petugas yang meminta imbalan?", "Apakah ada pungutan liar?", "Apakah ada perantara liar?",
             "Petugas bekerja dengan jujur", "Petugas tidak membeda-bedakan pelanggan"]  # fmt: skip
    never, always = ["Tidak pernah"] * 3 + ["Selalu"] * 2, ["Selalu"] * 3 + ["Tidak pernah"] * 2
    some = ["Jarang", "Kadang-kadang", "Sering", "Sering", "Jarang"]
    rows = [[*NINE, *asked], *([[3] * 9 + one for one in (never, always, some)])]
    result = ikm.score(rows, index="spak")
    assert result.indices is not None
    assert [item.counts for item in result.indices[0].elements] == [
        {"1": 1, "2": 0, "3": 1, "4": 1},
        {"1": 1, "2": 0, "3": 1, "4": 1},
        {"1": 1, "2": 1, "3": 0, "4": 1},
        {"1": 1, "2": 0, "3": 1, "4": 1},
        {"1": 1, "2": 1, "3": 0, "4": 1},
    ]
    assert "index-direction" not in result.findings_total


def test_a_form_of_five_steps_is_not_read_as_one_of_four() -> None:
    asked = ["Ada pungutan liar", "Ada calo", "Ada diskriminasi", "Ada suap"]
    often = cycle(["Tidak pernah", "Jarang", "Kadang-kadang", "Sering", "Selalu"])
    rows = [[*NINE, *asked], *([3] * 9 + [next(often) for _ in asked] for _ in range(10))]
    with pytest.raises(ikm.ResponseError) as caught:
        ikm.score(rows, index="spak")
    assert {f.code for f in caught.value.findings if f.severity == "error"} == {"answer-scale-unknown"}


def test_a_statement_of_wrongdoing_in_numbers_is_told_with_what_to_declare() -> None:
    asked = ["Apakah ada petugas yang meminta imbalan?", "Tidak ada calo", "Tidak ada diskriminasi", "Tidak ada suap"]
    result = ikm.score([[*NINE, *asked], *[[3] * 9 + [1, 4, 4, 4]] * 3], index="spak")
    (finding,) = [one for one in result.findings if one.code == "index-direction"]
    assert finding.columns == ("J",)
    assert "menanyakan pelanggaran (misalnya “imbalan”)" in finding.message
    with for_command():
        assert "[item.scores]" in finding.action


QUESTIONNAIRE = """
key = "kantor"
title = { id = "Formulir kantor", en = "Form of the office" }
index = ["spak"]
[[item]]
index = "spak"
element = "minta"
text = "Apakah ada petugas yang meminta imbalan?"
[item.scores]
1 = 4
2 = 3
3 = 2
4 = 1
"""


def test_a_questionnaire_declares_the_index_and_what_the_answers_to_an_item_are_worth(tmp_path: Path) -> None:
    own = tmp_path / "kantor.toml"
    own.write_text(QUESTIONNAIRE, encoding="utf-8")
    asked = ["Apakah ada petugas yang meminta imbalan?", "Tidak ada calo", "Tidak ada diskriminasi", "Tidak ada suap"]
    result = ikm.score([[*NINE, *asked], *[[3] * 9 + [1, 4, 4, 4]] * 3], questionnaire=own)
    assert result.indices is not None
    assert [(item.key, item.nrr) for item in result.indices["spak"].elements] == [
        ("minta", 4.0), ("percaloan", 4.0), ("diskriminasi", 4.0), ("imbalan", 4.0),
    ]  # fmt: skip
    assert "index-direction" not in result.findings_total


def test_a_questionnaire_without_questions_and_items_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "kosong.toml"
    own.write_text('key = "kosong"\ntitle = { id = "Kosong" }\n', encoding="utf-8")
    with pytest.raises(ikm.DefinitionError, match=r"at least one \[\[question\]\], or one \[\[item\]\]"):
        ikm.load_questionnaire(own)


def test_an_index_of_ones_own_is_named_by_its_file_and_its_columns_by_its_key(tmp_path: Path) -> None:
    own = tmp_path / "layanan.toml"
    text = Path(ikm.__file__).parent.joinpath("regulation/data/indices/spak-rata-rata.toml").read_text("utf-8")
    own.write_text(text.replace('key = "spak-rata-rata"', 'key = "kami"').replace('"SPAK"', '"KAMI"'), encoding="utf-8")
    rows = form([f"Pertanyaan {letter}" for letter in "abcd"])
    result = ikm.score(rows, index=own, columns={"kami": "L-O"})
    assert result.indices is not None
    assert [item.code for item in result.indices["kami"].elements] == ["KAMI1", "KAMI2", "KAMI3", "KAMI4"]
    assert result.translated("en").indices == result.indices
    survey = tmp_path / "survei.toml"
    survey.write_text('index = ["layanan.toml"]\n[columns]\nkami = ["L", "M", "N", "O"]\n', encoding="utf-8")
    assert ikm.score(rows, survey=survey).indices == result.indices


def test_columns_are_named_as_a_stretch_as_a_list_and_by_their_headings() -> None:
    items = [f"Pertanyaan {letter}" for letter in "abcd"]
    rows = form(items)
    ways: list[Any] = ["L-O", "L,M,N,O", ["L", "M", "N-O"], items, [12, 13, 14, 15]]
    results = [ikm.score(rows, index="spak", columns={"spak": way}).indices for way in ways]
    assert all(one == results[0] for one in results)
    with pytest.raises(ikm.OptionError, match=r'columns\["spak"\]: column L is named twice'):
        ikm.score(rows, index="spak", columns={"spak": "L-O,L"})
    with pytest.raises(ikm.OptionError, match=r'columns\["spak"\]: there is no column ZZ'):
        ikm.score(rows, index="spak", columns={"spak": "L-ZZ"})


def test_mixed_up_attempts_fail_clearly() -> None:
    rows = form(numbered(SPAK))
    with pytest.raises(ikm.ResponseError, match=r"Column C .* is used twice: for SKM and for SPAK"):
        ikm.score(rows, index="spak", columns={"spak": "C,L-N"})
    with pytest.raises(ikm.ResponseError, match="No column is recognised as an item of SPKP"):
        ikm.score(rows, index="spkp")
    with pytest.raises(ikm.ResponseError, match=r"SPAK \(spak-40\) takes 10 items; 9 are recognised"):
        ikm.score(form(numbered(SPAK[:9])), index="spak-40")
    with pytest.raises(ikm.ResponseError, match=r"SPAK \(spak\) takes 4–10 items; 3 are recognised"):
        ikm.score(form(SPAK[:3]), index="spak")
    with pytest.raises(ikm.ResponseError, match=r"takes 5 items; 4 are recognised.* Missing: No illegal levies"):
        ikm.score(form([SPAK[0], SPAK[2], SPAK[3], SPAK[6]]), index="integritas-16")
    with pytest.raises(ikm.ResponseError, match="there is no column with the importance of these items: No discrim"):
        ikm.score(form(["Tidak ada diskriminasi", "Tidak ada gratifikasi", "Tidak ada pungli", "Tidak ada calo"]),
                  index="ipak-bps")  # fmt: skip
    with pytest.raises(ikm.OptionError, match="count the same questions"):
        ikm.score(rows, index=["spak", "ipak-bps"])
    with pytest.raises(ikm.OptionError, match=r'that is an index besides the SKM; ask for it with index="spak"'):
        ikm.score(rows, columns={"spak": "L-U"})


def test_what_is_counted_as_an_element_among_the_items_is_told() -> None:
    odd = ["Biaya yang dibayar sesuai tarif", "Petugas melayani dengan ramah", "Prosedur mudah diikuti"]
    rows = form([*SPAK[:2], *odd, *SPAK[2:4]])
    result = ikm.score(rows, index="spak")
    (finding,) = [one for one in result.findings if one.code == "index-item-counted"]
    assert finding.columns == ("N", "O", "P")
    assert 'columns={"U4": "F", "U7": "I", "U2": "D", "spak": "L-R"}' in finding.action
    assert result.ikm_exact == ikm.score(rows).ikm_exact


def test_a_blank_item_is_no_zero_and_a_wrong_one_is_told_with_its_cell() -> None:
    rows = form(numbered(SPAK))
    rows[1][11], rows[2][11] = None, None
    result = ikm.score(rows, index="spak")
    assert result.indices is not None
    first = result.indices[0].elements[0]
    assert (first.filled, first.blank, first.total) == (22, 2, sum(row[11] for row in rows[3:]))
    assert result.indices[0].blanks is not None
    assert result.blanks is None
    assert result.ikm_exact == ikm.score(rows).ikm_exact
    rows[3][12] = 9
    with pytest.raises(ikm.ResponseError) as caught:
        ikm.score(rows, index="spak")
    assert [(f.cell, f.code) for f in caught.value.findings if f.severity == "error"] == [("M4", "answer-off-scale")]
    blanked = ikm.score(rows, index="spak", invalid="blank")
    assert blanked.indices is not None
    assert blanked.indices[0].elements["pungli"].filled == 23
    assert blanked.ikm_exact == result.ikm_exact


def test_an_unknown_label_of_an_item_is_scored_as_the_finding_prints_it() -> None:
    rows = form(numbered(SPAK), words=True)
    for row in rows[1:]:
        row[12] = {"Sangat setuju": "Setuju bingit"}.get(row[12], row[12])
    with pytest.raises(ikm.ResponseError) as caught:
        ikm.score(rows, index="spak")
    (finding,) = [f for f in caught.value.findings if f.severity == "error"]
    assert 'labels={"pungli": {"Setuju bingit": ' in finding.action
    for name in ("pungli", "SPAK2"):
        result = ikm.score(rows, index="spak", labels={name: {"Setuju bingit": 4}})
        assert result.indices is not None
        assert Fraction(result.indices[0].elements["pungli"].nrr_exact) == means(form(numbered(SPAK)), 12, 1)[0]
    with pytest.raises(ikm.OptionError, match="there is no such element"):
        ikm.score(rows, index="spak", labels={"SPKP2": {"Setuju bingit": 4}})


def test_groups_are_those_of_the_skm_and_small_ones_stay_hidden() -> None:
    rows = form(numbered(SPAK))
    for row in rows[1:4]:
        row[1] = "X"
    result = ikm.score(rows, index="spak", by="jenis_kelamin", minimum_group=10)
    assert result.indices is not None
    assert result.groups is not None
    groups = result.indices[0].groups
    assert groups is not None
    assert [(one.group, one.respondents, one.hidden) for one in groups] == [
        (one.group, one.respondents, one.hidden) for one in result.groups
    ]
    assert any(one.hidden for one in groups)


def test_responses_give_another_index_as_a_survey_of_its_own() -> None:
    responses = ikm.load(form(numbered(SPAK)), index="spak")
    spak = responses.of_index("spak")
    assert (spak.elements, len(spak), spak.law.key) == (tuple(NAMED), len(responses), "spak")
    assert spak.tally().total.sum("imbalan") == sum(row[11] for row in form(numbered(SPAK))[1:])
    with pytest.raises(ikm.OptionError, match=r"The index 'spkp' was not read with this survey \(there is: spak\)"):
        responses.of_index("spkp")
    assert ikm.score(responses).indices == ikm.score(form(numbered(SPAK)), index="spak").indices


def test_a_large_text_file_gives_the_same_as_its_beginning_many_times(tmp_path: Path) -> None:
    rows = form(numbered(SPAK), words=True)
    large = [rows[0], *(rows[1:] * 700)]
    (tmp_path / "besar.csv").write_bytes(as_csv(large))
    assert (tmp_path / "besar.csv").stat().st_size > 2 << 20
    result, small = ikm.score(tmp_path / "besar.csv", index="spak"), ikm.score(rows, index="spak")
    assert result.indices is not None
    assert small.indices is not None
    assert [item.nrr_exact for item in result.indices[0].elements] == [i.nrr_exact for i in small.indices[0].elements]
    assert result.indices[0].respondents == 24 * 700


def test_a_result_with_indices_is_written_read_and_translated() -> None:
    rows = form(numbered(SPKP, "SPKP "), numbered(SPAK, "SPAK "))
    result = ikm.score(rows, index=["spak", "spkp"], by="jenis_kelamin")
    assert ikm.IKMResult.model_validate_json(result.model_dump_json()) == result
    english = ikm.score(rows, index=["spak", "spkp"], by="jenis_kelamin", lang="en")
    assert result.translated("en") == english
    assert english.translated("id") == result
    assert english.indices is not None
    assert english.indices["spak"].elements["pungli"].name == "No illegal levies"
    assert english.indices["spak"].bands_source.startswith("The table of grades of the SKM")
    with pytest.raises(KeyError, match="the indices are spak, spkp"):
        english.indices["spi"]


def test_the_command_prints_both_indices_and_the_json_holds_them(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(form(numbered(SPAK))))
    run = ikm_here("score", "f.csv", "--index", "skm", "--index", "spak", cwd=tmp_path)
    assert run.code == 0, run.err
    lines = run.out.splitlines()
    result = ikm.score(tmp_path / "f.csv", index="spak")
    assert result.indices is not None
    spak = f"{result.indices[0].ikm:.2f}".replace(".", ",")
    assert lines[1].startswith(f"SPAK {spak}  mutu ")
    assert lines[1].endswith("·  10 butir")
    assert lines[-1] == lines[1]
    assert any(line.startswith("SPAK10  Komitmen") for line in lines)
    assert "Sumber mutu Tabel mutu SKM (PermenPANRB 14/2017) dipinjam" in " ".join(run.out.split())
    assert "SPAK dihitung dari 10 butir (kolom L-U) dengan cara spak" in run.err.replace("\n", " ")
    told = json.loads(ikm_here("nilai", "f.csv", "--indeks", "spak", "--json", cwd=tmp_path).out)
    assert [one["key"] for one in told["indices"]] == ["spak"]
    assert told["provenance"]["options"]["index"] == ["spak"]
    plain = json.loads(ikm_here("score", "f.csv", "--json", cwd=tmp_path).out)
    assert plain["indices"] is None
    assert (plain["ikm_exact"], plain["elements"]) == (told["ikm_exact"], told["elements"])


def test_the_command_refuses_spi_and_says_in_a_check_which_item_a_column_asks(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(form(numbered(SPAK))))
    refused = ikm_here("score", "f.csv", "--index", "spi", cwd=tmp_path)
    assert (refused.code, refused.out) == (2, "")
    assert "dibuat KPK dari pegawai, pengguna layanan dan pakar" in refused.err.replace("\n", " ")
    checked = json.loads(ikm_here("check", "f.csv", "--index", "spak", "--json", cwd=tmp_path).out)
    assert checked["columns"][12]["index_item"] == "SPAK2 Tidak ada pungutan liar"
    assert checked["columns"][3]["index_item"] is None
    shown = ikm_here("check", "f.csv", "--index", "spak", cwd=tmp_path, columns=120)
    assert "SPAK2 Tidak ada pungutan liar" in shown.out


def test_a_draft_of_a_survey_file_names_the_items_and_gives_the_same_result(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(form(numbered(SPAK))))
    assert ikm_here("init", "f.csv", "--index", "spak", cwd=tmp_path).code == 0
    text = (tmp_path / "survei.toml").read_text(encoding="utf-8")
    assert 'indeks = ["spak"]' in text
    assert 'spak = ["1. Petugas tidak meminta imbalan' in text
    planned = ikm.score(tmp_path / "f.csv", survey=tmp_path / "survei.toml")
    assert planned.indices == ikm.score(tmp_path / "f.csv", index="spak").indices
    assert [one.code for one in planned.findings] == ["index-declared"]


def test_the_five_integrity_items_of_the_form_of_sixteen_questions() -> None:
    asked = list(ikm.load_questionnaire("skm-16").questions)
    header: list[str] = []
    for number in range(1, 17):
        at = {5: 0, 8: 1, 9: 2, 13: 3, 14: 4}.get(number)
        names = ["diskriminasi", "kecurangan", "imbalan", "pungutan liar", "percaloan"]
        text = f"Tidak ada {names[at]} dalam pelayanan" if at is not None else asked.pop(0).text
        header.append(f"{number}. {text}")
    rows = [header, *[[4 if place in {5, 8, 9} else 3 for place in range(1, 17)]] * 12]
    result = ikm.score(rows, questionnaire="skm-16", index="integritas-16")
    assert result.indices is not None
    (five,) = result.indices
    assert [five.columns[item.key] for item in five.elements] == ["E", "H", "I", "M", "N"]
    assert [item.nrr for item in five.elements] == [4.0, 4.0, 4.0, 3.0, 3.0]
    assert (five.ikm, five.source.partition(";")[0]) == (
        90.0, "Hitungan sampingan ikm dari pertanyaan 5, 8, 9, 13 dan 14",
    )  # fmt: skip
    assert result.ikm_exact == ikm.score(rows, questionnaire="skm-16").ikm_exact


def test_a_questionnaire_names_the_file_of_an_index_from_its_own_folder(tmp_path: Path) -> None:
    text = Path(ikm.__file__).parent.joinpath("regulation/data/indices/spak-rata-rata.toml").read_text("utf-8")
    (tmp_path / "kami.toml").write_text(text.replace('key = "spak-rata-rata"', 'key = "kami"'), encoding="utf-8")
    own = tmp_path / "kantor.toml"
    own.write_text(QUESTIONNAIRE.replace('index = ["spak"]', 'index = ["kami.toml"]'), encoding="utf-8")
    result = ikm.score(form(numbered(SPAK)), questionnaire=own)
    assert result.indices is not None
    assert [one.key for one in result.indices] == ["kami"]


def test_a_frame_has_a_row_for_each_item_of_each_index() -> None:
    frame = ikm.score(form(numbered(SPKP, "SPKP "), numbered(SPAK, "SPAK ")), index=["spak", "spkp"]).to_frame(
        "indices"
    )
    assert frame["index"].value_counts().to_dict() == {"spak": 10, "spkp": 8}
    assert frame.loc[frame.key == "pungli", "code"].tolist() == ["SPAK2"]
    assert frame.dtypes.astype(str).to_dict()["filled"] == "Int64"
    assert ikm.score(form(SPAK)).to_frame("indices").empty


def test_a_grade_that_hangs_on_the_rounding_is_said_loudly_of_an_index_too() -> None:
    sums = [7661, 7660, 7661, 7660]
    columns = [[total // 2500 + (at < total % 2500) for at in range(2500)] for total in sums]
    rows = [[*NINE, *SPAK[:4]], *([*[3] * 9, *row] for row in zip(*columns, strict=True))]
    result = ikm.score(rows, index="spak")
    assert result.indices is not None
    assert result.indices[0].grade_depends_on_rounding
    told = (
        "PERHATIAN: mutu pelayanan bergantung pada pembulatan; sebelum dibulatkan nilainya belum mencapai batas mutu B."
    )
    chapter = report_of(result).chapter("indeks-spak")
    assert chapter is not None
    assert [one.text for one in chapter.blocks if isinstance(one, Paragraph)][1] == told


def test_how_sure_an_index_is_follows_the_formula_of_the_skm() -> None:
    rows = form(SPAK[:9])
    twice = [rows[0], *([*row[:11], *row[2:11], *row[20:]] for row in rows[1:])]
    asked: dict[str, Any] = {"population": 400, "confidence": 0.9, "weight": "exact"}
    result = ikm.score(twice, index="spak", by="jenis_kelamin", **asked)
    assert result.indices is not None
    assert result.groups is not None
    assert result.uncertainty is not None
    assert (result.uncertainty.confidence, result.uncertainty.population) == (0.9, 400)
    (index,) = result.indices
    assert index.ikm_exact == result.ikm_exact
    assert index.uncertainty == result.uncertainty
    assert [(one.nrr_low, one.nrr_high) for one in index.elements] == [
        (one.nrr_low, one.nrr_high) for one in result.elements
    ]
    assert index.groups is not None
    assert [group.uncertainty for group in index.groups] == [group.uncertainty for group in result.groups]
    told = " ".join(part for line in index_facts(result, index) for part in line)
    assert f"{result.uncertainty.low:.2f} – {result.uncertainty.high:.2f}".replace(".", ",") in told
