"""The report an office hands in: its order, its figures, what it asks of the office, and what an auditor asks of it."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from halfup import rounded, tallies
from hypothesis import given

import ikm
from examples import few
from ikm.errors import OptionError
from ikm.reports import (
    OFFICE_KEYS,
    BarFigure,
    Block,
    FactList,
    OfficePlace,
    Paragraph,
    PlanRow,
    Report,
    ReportTable,
    Subheading,
    official_report,
    report_of,
)
from ikm.scoring import IKMResult, score_tally
from ikm.tallies import Tally

HEADER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
PPID, STAKEHOLDER = "examples/ppid-2023.xlsx", "examples/stakeholder-2023.xlsx"


def blocks(report: Report) -> list[Block]:
    return [block for chapter in report.chapters for block in chapter.blocks]


def tables(report: Report) -> dict[str, ReportTable]:
    found: dict[str, ReportTable] = {}
    for block in blocks(report):
        if isinstance(block, ReportTable):
            found.setdefault(block.key, block)
    return found


def texts(table: ReportTable) -> list[list[str]]:
    return [[entry.text for entry in row.cells] for row in table.rows]


def everything(report: Report) -> str:
    """Give all that is read in a report."""
    parts: list[str] = [report.title, report.subtitle, *(f"{a} {b}" for a, b in report.facts)]
    for chapter in report.chapters:
        parts.append(chapter.title)
        for block in chapter.blocks:
            if isinstance(block, (Paragraph, Subheading)):
                parts.append(block.text)
            elif isinstance(block, OfficePlace):
                parts.append(block.text or block.asked)
            elif isinstance(block, FactList):
                parts += [f"{label} {told}" for label, told in block.facts]
            elif isinstance(block, ReportTable):
                parts += [block.caption, *(head.heading for head in block.columns), *block.notes]
                parts += [entry.text for row in block.rows for entry in row.cells]
            else:
                parts += [block.title, block.description]
    return "\n".join(parts)


def ppid(**more: Any) -> Report:
    responses = ikm.load(PPID)
    result = ikm.score(responses, population=205, target=81, by="jenis_layanan")
    trend = ikm.compare({"2022": 82.24, "2023": result}, targets={"2027": 90})
    return official_report(result, responses, comparison=trend, **more)


def test_chapters_and_sections_stand_in_the_order_of_the_ministrys_template() -> None:
    report = ppid()
    assert [chapter.key for chapter in report.chapters] == [
        "sampul", "ringkasan", "bab-1", "bab-2", "bab-3", "bab-4", "bab-5",
        "lampiran-kuesioner", "lampiran-olah-data", "lampiran-asal", "lampiran-dokumentasi",
    ]  # fmt: skip
    sections = [block.text for block in blocks(report) if isinstance(block, Subheading) and block.level == 2]
    assert sections == [
        "1.1 Latar Belakang", "1.2 Dasar Pelaksanaan SKM", "1.3 Maksud dan Tujuan",
        "2.1 Pelaksana SKM", "2.2 Metode SKM", "2.3 Lokasi Pengumpulan Data", "2.4 Waktu Pelaksanaan SKM",
        "2.5 Penentuan Jumlah Responden", "2.6 Kualitas Data",
        "3.1 Jumlah Responden", "3.2 Indeks Kepuasan Masyarakat Unit dan per Unsur",
        "3.3 Sebaran Jawaban Setiap Pertanyaan", "3.4 Nilai Menurut Kelompok Responden atau Jenis Layanan",
        "4.1 Analisis Permasalahan", "4.2 Rencana Tindak Lanjut", "4.3 Tren Nilai SKM",
    ]  # fmt: skip


def test_an_auditors_ten_questions_are_answered() -> None:
    told = everything(ppid())
    for answer in (
        "Laki-laki", "61", "Masyarakat",  # who was asked
        "6 Januari s.d. 28 Desember 2023",  # when
        "populasi) adalah 205 orang", "yang diperlukan menurut rumus Krejcie dan Morgan adalah 134 orang",  # how many
        "IKM adalah jumlah NRR tertimbang dikalikan 25: 3,35449 × 25 = 83,86",  # how computed
        "NRR tertimbang adalah NRR dikalikan bobot 0,111",  # which weight
        "Tidak ada kuesioner yang dikeluarkan dari perhitungan",  # left out
        "+1,62 dari 82,24 (2022) ke 83,86 (2023)", "90,00",  # what changed
        "Unsur yang perlu ditindaklanjuti, dari nilai terendah",  # what will be done
        "Baris yang sama persis", "tidak ditemukan",  # is it sound
        "ppid-2023.xlsx", ikm.score(PPID).provenance.input_sha256 or "", "ikm ",  # where from
    ):  # fmt: skip
        assert answer in told, answer


def test_the_figures_of_both_reference_reports() -> None:
    assert ppid().headline.text == "83,86"
    responses = ikm.load(STAKEHOLDER)
    report = official_report(ikm.score(responses, weight="exact", target=90), responses)
    assert (report.headline.text, report.mutu) == ("90,78", "A")
    assert texts(tables(ppid())["tren"])[0][2] == "82,24"


@few
@given(tally=tallies())
def test_tables_of_the_result_are_those_of_every_report(tally: Tally) -> None:
    result = score_tally(tally)
    official, plain = official_report(result), report_of(result)
    assert tables(official)["unsur"] == tables(plain)["unsur"]
    assert tables(official)["mutu"] == tables(plain)["mutu"]
    followed, open_ = tables(plain)["tindak-lanjut"], tables(official)["tindak-lanjut"]
    assert texts(followed) == texts(open_)


@few
@given(tally=tallies())
def test_each_question_has_its_answers_level_by_level(tally: Tally) -> None:
    report = official_report(score_tally(tally))
    figures = {block.key: block for block in blocks(report) if isinstance(block, BarFigure)}
    for key in tally.elements:
        met = {Fraction(level): number for level, number in tally.total.levels(key, "available").items()}
        filled = sum(met.values())
        table = tables(report)[f"sebaran-{key}"]
        rows = [row.cells for row in table.rows if not row.total]
        levels = sorted({*map(Fraction, range(tally.low, tally.high + 1)), *met})
        assert [cells[-2].value for cells in rows] == [met.get(level, 0) for level in levels]
        for level, cells in zip(levels, rows, strict=True):
            assert cells[0].text == rounded(level, 0 if level.denominator == 1 else 2)
            assert cells[-1].text == f"{rounded(Fraction(100 * met.get(level, 0), filled), 1)} %"
        assert [bar.value for bar in figures[table.key].bars] == [cells[-2].value for cells in rows]
        assert table.rows[-2].cells[-2].value == filled


def test_the_period_asked_for_is_named_and_its_days_are_said() -> None:
    rows = [["Timestamp", *HEADER], ["2026-07-03 10:00:00", *[4] * 9], ["2026-09-15 11:00:00", *[3] * 9]]
    asked = ikm.load(rows, period="2026-Q3")
    report = official_report(ikm.score(asked), asked)
    assert ("Periode", "Triwulan III 2026 (1 Juli s.d. 30 September 2026)") in report.facts
    assert "Kuesioner diisi 3 Juli s.d. 15 September 2026" in everything(report)
    whole = ikm.load(rows)
    assert ("Periode", "3 Juli s.d. 15 September 2026") in official_report(ikm.score(whole), whole).facts
    english = official_report(ikm.score(asked, lang="en"), asked)
    assert ("Period", "Quarter III of 2026 (1 July to 30 September 2026)") in english.facts


def test_what_was_left_out_and_done_about_the_data_is_said() -> None:
    rows: list[list[Any]] = [[4, 3, 4, 3, 4, 3, 4, 3, 4]] * 12 + [[4, None, 3, 3, 3, 3, 3, 3, 3], [7, *[3] * 8]]
    named = [[f"Orang {place}", *row] for place, row in enumerate(rows)]
    survey = [["Nama", *HEADER], *named, named[0]]
    responses = ikm.load(survey, drop_duplicates=True)
    report = official_report(ikm.score(responses, invalid="blank"), responses)
    checks = {row[0]: row[1:] for row in texts(tables(report)["kualitas"])}
    assert checks["Baris yang sama persis"] == ["1 salinan", "salinannya tidak dihitung"]
    assert checks["Jawaban yang tidak dapat digunakan"] == ["1 jawaban", "dianggap kosong"]
    assert checks["Jawaban kosong"][0] == "2 jawaban pada 2 kuesioner"
    assert "Yang tidak dihitung: 1 salinan" in everything(report)
    assert texts(tables(report)["baris"])[-1] == ["Semua baris", "16"]


def test_findings_stand_in_a_report_without_what_the_command_is_told() -> None:
    rows = [["Nama", *HEADER], *([["Orang", *[4] * 9]] * 3)]
    responses = ikm.load(rows)
    report = official_report(ikm.score(responses), responses)
    assert len(tables(report)["catatan"].columns) == 3
    assert "--" not in everything(report)


def test_small_groups_stay_hidden() -> None:
    rows = [["Loket", *HEADER], *([["A", *[4] * 9]] * 20), *([["B", *[3] * 9]] * 15), *([["Rahasia", *[1] * 9]] * 2)]
    responses = ikm.load(rows)
    report = official_report(ikm.score(responses, by="jenis_layanan"), responses)
    assert "Rahasia" not in everything(report)
    assert "disembunyikan" in everything(report)


def test_the_lowest_and_highest_stand_with_their_answers() -> None:
    rows = [["Loket", *HEADER], *([["A", 4, 4, 4, 4, 4, 4, 4, 2, 1]] * 12), *([["B", 4, 4, 4, 4, 4, 4, 3, 3, 3]] * 12)]
    responses = ikm.load(rows)
    report = official_report(ikm.score(responses, by="jenis_layanan"), responses)
    lowest = texts(tables(report)["terendah"])
    assert [row[0] for row in lowest] == ["U9", "U8", "U7"]
    assert lowest[0][5:] == ["12 (50,0 %)", "12 (50,0 %)", "A (NRR 1,000, 12 responden)"]
    assert [row[0] for row in texts(tables(report)["tertinggi"])] == ["U1", "U2", "U3", "U4", "U5", "U6"]


def test_plans_are_told_and_what_they_do_not_say_is_asked() -> None:
    report = ppid(
        plan=[PlanRow(("U3", "biaya"), "Menambah loket", "Triwulan I 2027")],
        previous_plan=[PlanRow(("waktu",), "Antrean daring", "TW II", "Kepala Seksi", "selesai")],
    )
    row, *unplanned = tables(report)["rencana"].rows
    assert [entry.text for entry in row.cells[1:4]] == [
        "U3 Waktu Penyelesaian; U4 Biaya/Tarif",
        "Menambah loket",
        "Triwulan I 2027",
    ]
    assert row.cells[4].place
    (done,) = tables(report)["realisasi"].rows
    assert [entry.text for entry in done.cells[5:]] == ["selesai", ""]
    assert "tindak-lanjut" not in tables(report)
    assert [row.cells[1].text.partition(" ")[0] for row in unplanned] == ["U2", "U6", "U1"]
    assert all(entry.place for row in unplanned for entry in row.cells[2:])


def test_a_plan_by_any_spelling_serves_its_element_and_keys_stay_when_rows_come_before() -> None:
    one, before = PlanRow(("u2",), "Alur"), PlanRow(("U6", "persyaratan"), "Pelatihan")
    alone, both = (tables(ppid(plan=plan))["rencana"] for plan in ([one], [before, one]))
    named = [[row.cells[1].text for row in table.rows] for table in (alone, both)]
    assert named == [
        ["U2 Sistem, Mekanisme, dan Prosedur", "U6 Kompetensi Pelaksana", "U1 Persyaratan"],
        ["U6 Kompetensi Pelaksana; U1 Persyaratan", "U2 Sistem, Mekanisme, dan Prosedur"],
    ]
    assert [entry.place for entry in alone.rows[0].cells] == [entry.place for entry in both.rows[1].cells]


def test_how_small_groups_are_shown_is_no_fault_of_the_data() -> None:
    responses = ikm.load(PPID)
    result = ikm.score(responses, by=["jenis_layanan", "kelompok"])
    assert "group-combined" in result.findings_total
    report = official_report(result, responses)
    assert {row[1] for row in texts(tables(report)["kualitas"])} == {"tidak ditemukan"}


def test_a_row_put_before_another_moves_no_place() -> None:
    mine, other, again = (
        PlanRow(("waktu",), "Loket"), PlanRow(("U4",), "Tarif"), PlanRow(("waktu",), "Antrean"),
    )  # fmt: skip

    def asked(*plan: PlanRow) -> dict[str, list[str]]:
        rows = tables(ppid(plan=plan))["rencana"].rows
        return {row.cells[2].text: [entry.place for entry in row.cells if entry.place] for row in rows}

    before, after = asked(mine, again), asked(other, mine, again)
    assert before == {name: after[name] for name in before}
    places = [place for row in after.values() for place in row]
    assert len(places) == len(set(places))


def test_elements_of_a_plan_are_known_in_any_case() -> None:
    row = tables(ppid(plan=[PlanRow(("u3", "lain"), "Loket")]))["rencana"].rows[0]
    assert row.cells[1].text == "U3 Waktu Penyelesaian; lain"


def test_every_place_has_a_key_of_its_own_in_both_languages() -> None:
    keys: list[list[str]] = []
    for lang in ("id", "en"):
        report = official_report(ikm.score(PPID, lang=lang))
        asked = [block.key for block in blocks(report) if isinstance(block, OfficePlace)]
        cells = [e.place for table in tables(report).values() for row in table.rows for e in row.cells if e.place]
        assert len(asked + cells) == len(set(asked + cells))
        assert set(asked) <= set(OFFICE_KEYS)
        keys.append(asked + cells)
    assert keys[0] == keys[1]


def test_every_office_key_is_a_place_somewhere() -> None:
    met = {
        block.key
        for block in blocks(official_report(score_tally(ikm.load([[4] * 9]).tally())))
        if isinstance(block, OfficePlace)
    }
    assert met == set(OFFICE_KEYS)


def test_what_the_office_wrote_stands_in_its_place() -> None:
    report = ppid(office={"unit": "PPID Kementerian", "lokasi": "Jakarta"})
    assert report.subtitle == "PPID Kementerian"
    assert "Nilai IKM PPID Kementerian adalah 83,86" in everything(report)
    assert next(one for one in blocks(report) if isinstance(one, OfficePlace) and one.key == "lokasi").text == "Jakarta"


def test_an_unknown_office_key_is_said_with_the_nearest() -> None:
    with pytest.raises(OptionError) as caught:
        ppid(office={"lokasii": "Jakarta"})
    assert "it has lokasi" in str(caught.value)
    assert "yang ada: lokasi" in caught.value.words("id")


def test_counts_alone_make_a_report_that_asks_for_the_form() -> None:
    result = ikm.score(ikm.load([[4] * 9, [3] * 9]).tally())
    report = official_report(result)
    assert any(isinstance(block, OfficePlace) and block.key == "kuesioner" for block in blocks(report))
    assert "rekapitulasi" in everything(report)


def test_an_agency_has_its_units() -> None:
    agency = ikm.score_agency({"Loket A": [HEADER, *[[3] * 9] * 12], "Loket B": [HEADER, *[[4] * 9] * 12]})
    pooled = agency.agency.pooled
    assert isinstance(pooled, IKMResult)
    report = official_report(pooled, agency=agency)
    assert [row[1] for row in texts(tables(report)["unit"])] == ["Loket A", "Loket B"]


def test_an_agency_names_its_method_and_the_file_of_each_unit() -> None:
    agency = ikm.score_agency({"A": PPID, "B": STAKEHOLDER, "Rusak": [HEADER, [9] * 9]})
    pooled = agency.agency.pooled
    assert isinstance(pooled, IKMResult)
    report = official_report(pooled, agency=agency)
    facts = dict(next(one for one in blocks(report) if isinstance(one, FactList)).facts)
    assert facts["Cara menggabungkan unit"] == "semua responden digabung"
    assert texts(tables(report)["asal-unit"]) == [
        *(
            [name, Path(file).name, sha256(Path(file).read_bytes()).hexdigest()]
            for name, file in (("A", PPID), ("B", STAKEHOLDER))
        ),
        ["Rusak", "–", "–"],
    ]


def test_a_grade_that_hangs_on_how_units_are_put_together_is_said() -> None:
    agency = ikm.score_agency({"A": [HEADER, *[[4] * 9] * 90], "B": [HEADER, *[[2] * 9] * 10]}, weight="exact")
    assert agency.agency.grade_depends_on_method
    pooled = agency.agency.pooled
    assert isinstance(pooled, IKMResult)
    report = official_report(pooled, agency=agency)
    assert any("bergantung pada cara menggabungkan unit" in one for one in report.alarms)
    assert "bergantung pada cara menggabungkan unit" in everything(report)


def test_the_processing_sheet_closes_on_the_index_and_long_ones_stay_in_the_workbook() -> None:
    few = ikm.load([HEADER, *[[4, 3, 4, 3, 4, 3, 4, 3, None]] * 5, [4] * 9])
    sheet = texts(tables(official_report(ikm.score(few), few))["olah-data"])
    assert sheet[4] == ["5", "4", "3", "4", "3", "4", "3", "4", "3", ""]
    assert sheet[-1][1] == official_report(ikm.score(few), few).headline.text
    many = ikm.load([HEADER, *[[4, 3, 4, 3, 4, 3, 4, 3, 4]] * 501])
    table = tables(official_report(ikm.score(many), many))["olah-data"]
    assert len(table.rows) == 6
    assert "501 responden" in table.notes[0]


def test_scores_of_respondents_are_left_out_when_asked() -> None:
    responses = ikm.load([HEADER, *[[4] * 9] * 3])
    table = tables(official_report(ikm.score(responses), responses, respondents=False))["olah-data"]
    assert len(table.rows) == 6
    assert "tidak dicantumkan" in table.notes[0]


def test_the_questions_stand_as_asked_with_what_each_score_is_called() -> None:
    form = texts(tables(ppid())["kuesioner"])
    assert form[1][2:] == [
        "Bagaimana kemudahan prosedur permohonan informasi publik di PPID?",
        "1 = Tidak mudah; 2 = Kurang mudah; 3 = Mudah; 4 = Sangat mudah",
    ]


def test_words_are_the_same_in_both_languages_field_by_field() -> None:
    for name in ("official", "document"):
        path = Path(ikm.__file__).parent / "reports" / "data" / f"{name}.toml"
        both = tomllib.loads(path.read_text(encoding="utf-8"))
        assert list(both["id"]) == list(both["en"])
        for key, words in both["id"].items():
            assert words, key
            assert both["en"][key], key
