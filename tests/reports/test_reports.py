"""What a report tells is what was computed: every number is the exact one, and nothing is told that is hidden."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from halfup import ELEMENTS, one_weight, rounded, tallies
from hypothesis import given
from hypothesis import strategies as st

import ikm
from ikm.errors import OptionError
from ikm.records import Ledger
from ikm.reports import ElementFigure, FactList, Paragraph, Report, ReportTable, agency_report, report_of
from ikm.scoring import score_tally

if TYPE_CHECKING:
    from ikm.findings import Language
    from ikm.tallies import Tally

HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]


def table(report: Report, key: str) -> ReportTable:
    found = [
        block
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, ReportTable) and block.key == key
    ]
    assert len(found) == 1, key
    return found[0]


def texts(report: Report, key: str) -> list[list[str]]:
    return [[entry.text for entry in row.cells] for row in table(report, key).rows]


def survey(*groups: tuple[int, str, list[int | None]], profile: str = "Jenis kelamin") -> bytes:
    """Write a survey: so many respondents of each group, all with the same answers."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([profile, *HEADER])
    for number, label, answers in groups:
        writer.writerows([[label, *answers]] * number)
    return out.getvalue().encode()


@given(tally=tallies(), weight=st.sampled_from(["0.111", "exact", "0.11"]))
def test_every_number_of_the_elements_is_the_exact_one(tally: Tally, weight: str) -> None:
    report = report_of(score_tally(tally, weight=weight))
    own, means, rows = one_weight(weight, len(tally.elements)), [], []
    for key in tally.elements:
        met = tally.total.levels(key, "available")
        total = sum((Fraction(level) * n for level, n in met.items()), Fraction())
        mean = total / sum(met.values())
        means.append(mean)
        rows.append(
            [
                rounded(total, 0 if total.denominator == 1 else 2),
                rounded(Fraction(sum(met.values())), 0),
                rounded(mean, 3),
                rounded(mean * own, 3),
                rounded(mean * 25, 2),
            ]
        )
    shown = texts(report, "unsur")
    assert [row[3:8] for row in shown[:-2]] == rows
    assert [row[0] for row in shown[:-2]] == [str(1 + sum(other > mean for other in means)) for mean in means]
    weighted = sum(means) * own
    assert shown[-2][6] == rounded(weighted, 3)
    assert shown[-1][7] == report.headline.text == rounded(weighted * 25, 2)


@given(tally=tallies())
def test_a_number_in_a_report_is_the_number_it_shows(tally: Tally) -> None:
    report = report_of(score_tally(tally))
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, ReportTable):
                assert {len(row.cells) for row in block.rows} <= {len(block.columns)}
                for entry in (entry for row in block.rows for entry in row.cells):
                    if entry.value is not None:
                        assert entry.text.removesuffix(" %") == rounded(entry.value, entry.decimals)


@given(tally=tallies())
def test_answers_of_each_level_and_between_make_all_that_answered(tally: Tally) -> None:
    report = report_of(score_tally(tally))
    heads = [head.heading for head in table(report, "sebaran").columns]
    for row, key in zip(table(report, "sebaran").rows, tally.elements, strict=True):
        cells = dict(zip(heads, row.cells, strict=True))
        counted = [cells[name].value for name in ("1", "2", "3", "4", "Di antaranya") if name in cells]
        assert sum(value for value in counted if value is not None) == tally.total.filled(key, "available")
        upper = sum(n for level, n in tally.total.levels(key, "available").items() if level >= 3)
        assert cells["% 3–4"].text == f"{rounded(Fraction(100 * upper, tally.total.filled(key, 'available')), 1)} %"


def test_the_processing_sheet_closes_on_the_index() -> None:
    rows = [[1, 2, 3, 4, 1, 2, 3, 4, 1], [4, None, 3, 4, 1, 2, 3, 4, 1], [None] * 9]
    responses = ikm.load([HEADER, *rows])
    result = ikm.score(responses, weight="exact")
    sheet = report_of(result, responses).processing
    assert sheet is not None
    assert sheet.scores == ((1, 2, 3, 4, 1, 2, 3, 4, 1), (4, None, 3, 4, 1, 2, 3, 4, 1))
    for place, element in enumerate(sheet.elements):
        column = [row[place] for row in sheet.scores if row[place] is not None]
        assert element.total == sum(Fraction(score) for score in column if score is not None)
        assert element.filled == len(column)
        assert element.nrr * element.weight == element.nrr_weighted
    assert sum(element.nrr_weighted for element in sheet.elements) * sheet.factor == sheet.index
    assert str(sheet.index) == result.ikm_exact


def test_complete_questionnaires_alone_stand_in_the_sheet_where_only_they_count() -> None:
    responses = ikm.load([HEADER, [4] * 9, [3] * 8 + [None]])
    sheet = report_of(ikm.score(responses, missing="complete"), responses).processing
    assert sheet is not None
    assert sheet.scores == ((4,) * 9,)
    assert any("menjawab semua unsur" in note for note in sheet.footnotes)


def test_own_weights_stand_in_the_sheet_element_by_element() -> None:
    weights = dict.fromkeys(ELEMENTS, "1/10") | {"sarana": "0,2"}
    responses = ikm.load([HEADER, [4] * 9])
    sheet = report_of(ikm.score(responses, weight=weights), responses).processing
    assert sheet is not None
    assert (sheet.weight, sheet.elements[8].weight, sheet.elements[0].weight) == (None, Fraction(1, 5), Fraction(1, 10))
    assert sheet.footnotes[-1] == "NRR tertimbang = NRR per unsur × bobot unsur itu"


def test_rows_of_respondents_are_left_out_when_asked() -> None:
    responses = ikm.load([HEADER, [4] * 9])
    sheet = report_of(ikm.score(responses), responses, respondents=False).processing
    assert sheet is not None
    assert sheet.scores == ()


def test_small_groups_of_a_profile_are_told_together_without_their_names() -> None:
    responses = ikm.load(survey((20, "Laki-laki", [4] * 9), (11, "Perempuan", [3] * 9), (2, "Langka", [3] * 9)))
    report = report_of(ikm.score(responses), responses)
    assert texts(report, "profil-jenis_kelamin") == [
        ["Laki-laki", "20", "60,6 %"], ["Perempuan", "11", "33,3 %"], ["1 kelompok kecil", "2", "6,1 %"],
    ]  # fmt: skip
    assert "Langka" not in repr(report)


def test_a_profile_counts_those_the_index_counts() -> None:
    responses = ikm.load(survey((20, "Laki-laki", [4] * 9), (15, "Perempuan", [3] * 8 + [None])))
    everybody = report_of(ikm.score(responses), responses)
    complete = report_of(ikm.score(responses, missing="complete"), responses)
    assert [row[1] for row in texts(everybody, "profil-jenis_kelamin")] == ["20", "15"]
    assert [row[1] for row in texts(complete, "profil-jenis_kelamin")] == ["20"]


def test_a_recognised_column_that_is_grouped_by_under_its_heading_is_one_profile() -> None:
    data = survey((30, "A", [4] * 9), (20, "B", [3] * 9), profile="Jenis layanan yang diterima")
    names: dict[tuple[str, ...], list[str]] = {}
    for keep in ([], ["Jenis layanan yang diterima"]):
        responses = ikm.load(data, keep=keep)
        chapter = report_of(ikm.score(responses), responses).chapter("profil")
        names[tuple(keep)] = (
            [] if chapter is None else [one.key for one in chapter.blocks if isinstance(one, ReportTable)]
        )
    assert names[()] == names["Jenis layanan yang diterima",] == ["profil-jenis_layanan"]


def test_a_column_has_one_name_in_the_breakdown_and_in_who_answered() -> None:
    heading = "Jenis layanan SIM"
    responses = ikm.load(survey((30, "A", [4] * 9), (20, "B", [3] * 9), profile=heading), keep=[heading])
    for by, name in ((heading, heading), ("jenis_layanan", "jenis layanan")):
        report = report_of(ikm.score(responses, by=by), responses)
        assert table(report, f"kelompok-{by}").caption == f"IKM menurut {name}"
        profile = table(report, "profil-jenis_layanan")
        assert profile.caption == f"Responden menurut {name}"
        assert profile.columns[0].heading == name[:1].upper() + name[1:]


def test_what_a_result_hides_a_report_hides() -> None:
    data = survey((30, "A", [4] * 9), (20, "B", [3] * 9), (3, "C", [1] * 9), profile="Loket")
    report = report_of(ikm.score(ikm.load(data), by="jenis_layanan"))
    shown = texts(report, "kelompok-jenis_layanan")
    assert [(row[0], row[3]) for row in shown] == [
        ("A", "99,90"), ("B", "disembunyikan"), ("1 kelompok kecil", "disembunyikan"),
    ]  # fmt: skip
    assert [row[1:] for row in texts(report, "kelompok-jenis_layanan-nrr")][1:] == [["–"] * 9] * 2
    assert any("disembunyikan" in note for note in table(report, "kelompok-jenis_layanan").notes)


def test_elements_are_followed_up_for_stated_reasons_only() -> None:
    answers: list[int | None] = [4, 4, 3, 4, 2, 4, 4, 3, 4]
    result = ikm.score([HEADER, *[answers] * 10], target=81, weight="exact")
    assert result.mutu == "A"
    rows = texts(report_of(result), "tindak-lanjut")
    assert [(row[1].split()[0], row[5]) for row in rows] == [
        ("U5", "di bawah target 81,00; mutu D, di bawah mutu unit (A); tiga nilai terendah"),
        ("U3", "di bawah target 81,00; mutu C, di bawah mutu unit (A); tiga nilai terendah"),
        ("U8", "di bawah target 81,00; mutu C, di bawah mutu unit (A); tiga nilai terendah"),
    ]
    assert [row[4] for row in rows] == ["10", "0", "0"]
    assert {cell for row in rows for cell in row[6:]} == {""}


def test_a_survey_of_equal_elements_has_no_lowest_to_follow_up() -> None:
    assert texts(report_of(ikm.score([HEADER, *[[4] * 9] * 10])), "tindak-lanjut") == []


def test_findings_of_one_kind_stand_in_one_row_with_their_cells() -> None:
    rows: list[list[int | None]] = [[4] * 8 + [None] for _ in range(14)]
    report = report_of(ikm.score([HEADER, *rows, *[[4] * 9] * 5]))
    blank = [row for row in texts(report, "catatan") if row[4] == "answer-blank"]
    assert len(blank) == 1
    assert blank[0][1] == "I2"
    assert blank[0][2].endswith("(13 sel lagi seperti ini: I3, I4, I5, I6, I7, I8, I9, I10, I11, I12, I13, I14, …)")


def test_a_report_speaks_the_language_of_its_result() -> None:
    report = report_of(ikm.score([HEADER, *[[3] * 9] * 12], lang="en"))
    assert (report.title, report.headline.text) == ("Results of the public satisfaction survey", "74.93")
    told = [block for chapter in report.chapters for block in chapter.blocks]
    said = " ".join(block.text for block in told if isinstance(block, Paragraph) and block.kind != "note").split()
    assert not {"dan", "yang", "nilai", "jawaban"} & set(said)


def test_every_row_that_was_left_out_is_told_with_its_reason() -> None:
    head = ["Timestamp", "No HP", *HEADER]
    rows = [[f"2026-01-05 08:{minute:02}:00", f"08123456{minute:04}", *[3] * 9] for minute in range(12)]
    rows += [["2026-01-05 08:11:20", "081234560011", *[3] * 9], rows[4], ["2025-12-31 09:00:00", "0899", *[3] * 9]]
    responses = ikm.load(
        [head, *rows], drop_resubmissions=True, drop_duplicates=True, exclude_rows=[2], period="2026", date_order="dmy"
    )
    assert texts(report_of(ikm.score(responses), responses), "baris") == [
        ["judul dan di atasnya", "1"], ["di luar periode", "1"], ["salinan yang diabaikan", "1"],
        ["kiriman ulang diabaikan", "1"], ["dikeluarkan atas permintaan", "1"], ["responden yang dihitung", "11"],
        ["Semua baris", "16"],
    ]  # fmt: skip


def test_a_figure_of_groups_belongs_to_its_table_and_names_its_columns_as_people_do() -> None:
    head = ["Jenis Kelamin", "Pendidikan", *HEADER]
    rows = [[sex, school, *[3] * 9] for sex in ("Laki-laki", "Perempuan") for school in ("SMA", "S1")] * 12
    report = report_of(ikm.score([head, *rows], by=[("jenis_kelamin", "pendidikan"), "pendidikan"]))
    chapter = report.chapter("kelompok")
    assert chapter is not None
    figures = [block for block in chapter.blocks if isinstance(block, ElementFigure)]
    assert [figure.title for figure in figures] == ["IKM menurut jenis kelamin × pendidikan", "IKM menurut pendidikan"]
    assert [table(report, figure.key).caption for figure in figures] == [figure.title for figure in figures]


def test_a_report_tells_where_it_comes_from() -> None:
    responses = ikm.load("examples/ppid-2023.xlsx", keep="jenis_layanan")
    result = ikm.score(responses, population=1205, target=81.5, by="jenis_layanan", missing="complete")
    report = report_of(result, responses)
    chapter = report.chapter("tentang")
    assert chapter is not None
    facts = dict(fact for block in chapter.blocks if isinstance(block, FactList) for fact in block.facts)
    assert facts["SHA-256 berkas"] == responses.facts.sha256
    assert facts["Kolom setiap unsur"].startswith("U1: H; U2: I")
    assert facts["Pilihan"] == (
        "per: jenis_layanan; invalid: tolak; missing: lengkap; populasi: 1205; target: 81,5; bobot: 0,111"
    )
    assert "ppid-2023.xlsx" in report.made


def test_responses_of_another_file_are_refused() -> None:
    one, other = ikm.load([HEADER, [4] * 9]), ikm.load([HEADER, [4] * 9, [3] * 9])
    with pytest.raises(OptionError, match="not those the result was scored from"):
        report_of(ikm.score(one), other)


def test_units_are_ranked_and_a_refused_one_says_why() -> None:
    units = {
        "Loket B": [HEADER, *[[3] * 9] * 12],
        "Loket A": [HEADER, *[[4] * 9] * 12],
        "Loket C": [HEADER, [9] * 9],
    }
    agency = ikm.score_agency(units, populations={"Loket A": 100, "Loket B": 900}, weight="exact")
    report = agency_report(agency)
    assert [row[:6] for row in texts(report, "unit")] == [
        ["2", "Loket B", "12", "75,00", "C", "900"],
        ["1", "Loket A", "12", "100,00", "A", "100"],
        ["", "Loket C", "–", "–", "", ""],
    ]
    assert [row[1] for row in texts(report, "instansi")] == ["87,50", "87,50", "77,50"]
    assert "di luar skala" in texts(report, "unit")[2][-1]
    assert ("Cara", "semua responden digabung") in report.facts


def test_an_agency_without_a_figure_has_no_report() -> None:
    agency = ikm.score_agency({"Loket C": [HEADER, [9] * 9]})
    with pytest.raises(OptionError, match="No unit could be scored"):
        agency_report(agency)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_way_a_row_may_go_has_words(lang: Language) -> None:
    result = ikm.score(survey((3, "Perempuan", [4] * 9)), lang=lang)
    parts = [name for name in Ledger.model_fields if name != "read"]
    rows = Ledger(read=len(parts), **dict.fromkeys(parts, 1))
    met = result.model_copy(update={"provenance": result.provenance.model_copy(update={"rows": rows})})
    told = [line[0] for line in texts(report_of(met), "baris")]
    assert len(told) == len(set(told)) == len(parts) + 1


@pytest.mark.parametrize(("lang", "names"), [("id", ["usia", "usia × bulan"]), ("en", ["age", "age × month"])])
def test_a_breakdown_is_called_the_same_in_its_tables_and_its_figure(lang: Language, names: list[str]) -> None:
    rows = [["Timestamp", "Usia", *HEADER], *[["2026-02-03", 20 + 20 * (i % 2), *[4] * 9] for i in range(40)]]
    report = report_of(ikm.score(rows, by=["usia", ("usia", "bulan")], lang=lang))
    chapter = report.chapter("kelompok")
    assert chapter is not None
    titles = [
        block.caption if isinstance(block, ReportTable) else block.title
        for block in chapter.blocks
        if isinstance(block, (ReportTable, ElementFigure))
    ]
    by = {"id": "menurut", "en": "by"}[lang]
    assert [title.split(f" {by} ")[1] for title in titles] == [name for name in names for _ in range(3)]


MONTHS: list[tuple[int, str, list[int | None]]] = [
    (30, "Januari", [3] * 9), (4, "Februari", [1] * 9), (12, "Maret", [4] * 9),
]  # fmt: skip
"""Of the second and the third a breakdown shows nothing; in the file they follow one another."""


@pytest.mark.parametrize(("by", "first"), [((), 3), (("Loket",), 4)])
def test_where_a_group_is_hidden_no_place_of_a_row_tells_whose_it_is(by: tuple[str, ...], first: int) -> None:
    responses = ikm.load(survey(*MONTHS, profile="Loket"), keep=["Loket"])
    result = ikm.score(responses, by=by)
    whole = report_of(result, responses).processing
    bare = report_of(result, responses, respondents=False).processing
    assert whole is not None
    assert bare is not None
    assert sorted(whole.scores) == [(1,) * 9] * 4 + [(3,) * 9] * 30 + [(4,) * 9] * 12
    assert whole.scores[0] == (first,) * 9
    assert (list(whole.scores) == sorted(whole.scores, reverse=True)) == bool(by)
    said = [any("Baris diurutkan" in note for note in one.footnotes) for one in (whole, bare)]
    assert said == [bool(by), False]
