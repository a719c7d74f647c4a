"""Several units and periods with indices besides the IKM: the same three methods, trends, counts, outputs."""

from __future__ import annotations

import io
import json
import re
import zipfile
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from command import ikm_here
from tables import as_csv

import ikm
from ikm.rendering import object_html, panel_svg, report_pdf, result_document, result_page, result_workbook
from ikm.reports import FactList, ReportTable, official_report, panel_of, report_of

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.reports import Chapter

NINE = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]
SPAK = ["Tidak ada diskriminasi", "Tidak ada pungutan liar", "Tidak ada calo", "Tidak ada gratifikasi"]


def rows(*sums: int, n: int = 12, items: list[str] = SPAK) -> list[list[Any]]:
    """Make a form of n respondents whose four items have these sums."""
    columns = [[total // n + (at < total % n) for at in range(n)] for total in sums]
    return [[*NINE, *items], *([*[3] * 9, *row] for row in zip(*columns, strict=True))]


def tables_of(chapter: Chapter) -> list[ReportTable]:
    return [block for block in chapter.blocks if isinstance(block, ReportTable)]


UNITS = {"Loket A": rows(48, 45, 44, 40), "Loket B": rows(30, 33, 36, 24, n=12)}


def test_an_index_of_several_units_is_made_by_the_three_methods() -> None:
    result = ikm.score_agency(UNITS, index="spak", populations={"Loket A": 300, "Loket B": 100})
    assert result.agency.indices is not None
    (spak,) = result.agency.indices
    first, second = (Fraction(177, 48) * 25, Fraction(123, 48) * 25)
    by_hand = {
        "pooled": Fraction(300, 96) * 25,
        "mean": (first + second) / 2,
        "weighted": (3 * first + second) / 4,
    }
    assert {one.method: Fraction(one.ikm_exact or 0) for one in spak.figures} == by_hand
    assert [(one.ikm, one.mutu) for one in spak.figures] == [(78.13, "B"), (78.13, "B"), (85.16, "B")]
    assert (spak.units, spak.respondents, spak.grade_depends_on_method) == (2, 24, False)
    assert result.agency.figures == ikm.score_agency(UNITS, populations={"Loket A": 300, "Loket B": 100}).agency.figures
    english = ikm.score_agency(UNITS, index="spak", populations={"Loket A": 300, "Loket B": 100}, lang="en")
    assert result.translated("en") == english
    assert ikm.AgencyResult.model_validate_json(result.model_dump_json()) == result


def test_units_with_other_items_are_not_pooled_and_the_reason_is_said() -> None:
    other = rows(48, 45, 44, 40, items=["Tidak ada kecurangan", *SPAK[1:]])
    result = ikm.score_agency({"A": UNITS["Loket A"], "B": other, "C": UNITS["Loket B"]}, index="spak")
    assert result.agency.indices is not None
    pooled, mean, weighted = result.agency.indices[0].figures
    assert (pooled.ikm, pooled.reason) == (None, "Butirnya tidak sama di semua unit.")
    assert mean.ikm is not None
    assert weighted.reason == "Populasi unit belum diketahui semua."
    assert ikm.score_agency(UNITS).agency.indices is None


def test_importance_is_pooled_as_the_answers_are() -> None:
    def unit(people: int, scores: list[int], matters: list[int]) -> list[list[Any]]:
        head = [*NINE, *SPAK, *(f"Tingkat kepentingan: {one}" for one in SPAK)]
        return [head, *[[*[3] * 9, *scores, *matters]] * people]

    units = {"A": unit(3, [9, 9, 8, 9], [10, 9, 9, 8]), "B": unit(1, [7, 9, 8, 5], [6, 10, 10, 8])}
    result = ikm.score_agency(units, index="ipak-bps")
    whole = ikm.score([*units["A"], *units["B"][1:]], index="ipak-bps").indices
    assert result.agency.indices is not None
    assert whole is not None
    pooled, mean, _ = result.agency.indices[0].figures
    matters, means = [Fraction(36), Fraction(37), Fraction(37), Fraction(32)], [34, 36, 32, 32]
    by_hand = sum(one * Fraction(score, 4) for one, score in zip(matters, means, strict=True)) / sum(matters) * 10
    assert pooled.ikm_exact == whole[0].ikm_exact == str(by_hand)
    assert mean.ikm is not None
    assert whole[0].importance is not None
    assert [(one.total_exact, one.filled) for one in whole[0].importance.values()] == [
        ("36", 4), ("37", 4), ("37", 4), ("32", 4),
    ]  # fmt: skip


def test_a_unit_that_does_not_ask_for_an_index_keeps_its_skm() -> None:
    without = [row[:9] for row in UNITS["Loket B"]]
    result = ikm.score_agency({**UNITS, "Loket C": without}, index="spak")
    assert [unit.scored for unit in result.units] == [True] * 3
    assert result.units[2].result is not None
    assert result.units[2].result.indices is None
    assert [one.code for one in result.units[2].result.findings][-1:] == ["index-not-asked"]
    assert result.agency.indices is not None
    assert result.agency.indices[0].units == 2
    trend = ikm.compare({"2024": without, "2025": UNITS["Loket A"]}, index="spak")
    assert [one.index("spak") is not None for one in trend.periods] == [False, True]
    with pytest.raises(ikm.ResponseError, match="No column is recognised as an item of SPAK"):
        ikm.score(without, index="spak")


def test_counts_hold_the_index_merge_and_give_what_the_answers_give(tmp_path: Path) -> None:
    files = [ikm.tally_file(ikm.load(one, index="spak"), unit=name) for name, one in UNITS.items()]
    again = [ikm.read_tally(one.to_bytes()) for one in files]
    assert again == files
    from_counts = ikm.score_agency(again)
    answers = ikm.score_agency(UNITS, index="spak")
    assert from_counts.agency.indices == answers.agency.indices
    (tmp_path / "a.csv").write_bytes(as_csv(UNITS["Loket A"]))
    (tmp_path / "b.csv").write_bytes(as_csv(UNITS["Loket B"]))
    for name in "ab":
        run = ikm_here("tally", f"{name}.csv", "--index", "spak", "--out", f"{name}.json", cwd=tmp_path)
        assert run.code == 0, run.err
    merged = ikm_here("merge", "a.json", "b.json", "--out", "m.json", cwd=tmp_path)
    assert merged.code == 0, merged.err
    assert "SPAK  ·  Survei Persepsi Anti Korupsi (SPAK), rumus SKM" in merged.out
    whole = json.loads(ikm_here("merge", "m.json", "--json", cwd=tmp_path).out)
    told = whole["units"][0]["result"]["indices"][0]
    assert (told["ikm_exact"], told["respondents"]) == ("625/8", 24)


def test_counts_of_importance_are_merged_as_sums() -> None:
    head = [*NINE, *SPAK, *(f"Tingkat kepentingan: {one}" for one in SPAK)]
    one = [head, [*[3] * 9, 9, 9, 8, 9, 10, 9, 9, 8], [*[3] * 9, 7, 9, 8, 9, 8, 9, 10, 8]]
    other = [head, [*[4] * 9, 10, 9, 8, 9, 10, 10, 9, 8]]
    files = [ikm.tally_file(ikm.load(form, index="ipak-bps")) for form in (one, other)]
    whole = ikm.score([*one, *other[1:]], index="ipak-bps")
    merged = ikm.surveys.merged_file(files)
    counted = ikm.score_agency([merged.model_copy(update={"unit": "Dinas"})]).units[0].result
    assert counted is not None
    assert counted.indices is not None
    assert whole.indices is not None
    assert counted.indices[0].ikm_exact == whole.indices[0].ikm_exact


def test_counts_that_no_respondents_can_have_given_are_refused() -> None:
    made = ikm.tally_file(ikm.load(UNITS["Loket A"], index="spak"))
    spak = made.indices[0]
    for update in ({"low": 5}, {"elements": ("diskriminasi",)}, {"importance": {"diskriminasi": None}}):
        wrong = made.model_copy(update={"indices": (spak.model_copy(update=update),)})
        data = re.sub(rb'"digest": "[0-9a-f]+"', b'"digest": "%s"' % ikm.tallies.seal(wrong).encode(), wrong.to_bytes())
        with pytest.raises(ikm.SourceError):
            ikm.read_tally(data)


def test_counts_under_another_instrument_are_refused_in_words() -> None:
    made = ikm.tally_file(ikm.load(UNITS["Loket A"], index="spak"), unit="A")
    other = made.model_copy(update={"indices": (made.indices[0].model_copy(update={"sha256": "0" * 64}),)})
    with pytest.raises(ikm.OptionError, match="made under an instrument that this ikm does not have"):
        ikm.score_agency([other])


def test_counts_of_an_index_of_ones_own_bring_its_instrument(tmp_path: Path) -> None:
    own = tmp_path / "kami.toml"
    own.write_text(
        '[instrument]\nkey = "kami"\nshort = "KAMI"\nsubject = "integrity"\nid = "Indeks kami"\nen = "Our index"\n'
        'declared = "keputusan kepala kantor"\n[items]\nof = "spak"\ndeclared = "butir SPAK"\n',
        encoding="utf-8",
    )
    files = [ikm.tally_file(ikm.load(one, index=own), unit=name) for name, one in UNITS.items()]
    answers = ikm.score_agency(UNITS, index=own)
    own.unlink()
    assert ikm.tally_file(ikm.load(UNITS["Loket A"], index="spak")).indices[0].instrument is None
    again = [ikm.read_tally(one.to_bytes()) for one in files]
    assert ikm.score_agency(again).agency.indices == answers.agency.indices
    changed = again[0].indices[0].model_copy(update={"instrument": (files[0].indices[0].instrument or "") + "# x"})
    with pytest.raises(ikm.OptionError, match="made under an instrument that this ikm does not have"):
        ikm.score_agency([again[0].model_copy(update={"indices": (changed,)})])


def test_the_trend_tells_the_indices_of_each_period_and_those_published(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text(
        "[[riwayat]]\nperiode = 2024\nikm = 80\n[riwayat.unsur]\nU1 = 3,2\n[riwayat.indeks]\nspak = 87,5\n", "utf-8"
    )
    trend = ikm.compare({"2025": ikm.score(UNITS["Loket A"], index="spak")}, survey=plan)
    assert [one.index("spak") is not None for one in trend.periods] == [True, True]
    published, scored = (one.index("spak") for one in trend.periods)
    assert published is not None
    assert scored is not None
    assert (published.value, published.mutu, published.scale) == (87.5, "B", "converted")
    assert (scored.value, scored.mutu) == (92.19, "A")
    assert trend.periods[0].index("spkp") is None
    plan.write_text("[[history]]\nperiod = 2024\nikm = 80\n[history.indices]\nspi = 70\n", "utf-8")
    with pytest.raises(ikm.DefinitionError, match="line 5: .*SPI .* is made by KPK"):
        ikm.compare({"2025": 81}, survey=plan)


def test_the_command_compares_and_a_draft_keeps_what_was_published(tmp_path: Path) -> None:
    for name, one in (("2024", UNITS["Loket B"]), ("2025", UNITS["Loket A"])):
        (tmp_path / f"{name}.csv").write_bytes(as_csv(one))
    run = ikm_here("compare", "2024=2024.csv", "2025=2025.csv", "--index", "spak", cwd=tmp_path)
    assert run.code == 0, run.err
    (line,) = [one for one in run.out.splitlines() if one.startswith("SPAK")]
    assert line.split()[-3:] == ["64,06", "92,19", "+28,13"]
    (tmp_path / "survei.toml").write_text(
        "[[riwayat]]\nperiode = 2023\nikm = 80\n[riwayat.unsur]\nU1 = 3,2\n[riwayat.indeks]\nspak = 87,5\n", "utf-8"
    )
    assert ikm_here("init", "2024.csv", "--force", cwd=tmp_path).code == 0
    text = (tmp_path / "survei.toml").read_text("utf-8")
    assert "[riwayat.unsur]\npersyaratan = 3,2\n[riwayat.indeks]\nspak = 87,5\n" in text


def test_every_output_tells_the_index() -> None:
    responses = ikm.load(UNITS["Loket A"], index="spak")
    result = ikm.score(responses)
    report = report_of(result, responses)
    chapter = report.chapter("indeks-spak")
    assert chapter is not None
    assert chapter.title == "SPAK: Survei Persepsi Anti Korupsi (SPAK), rumus SKM"
    assert report.indices == (("SPAK", "92,19 (A)"),)
    page = result_page(report)
    assert page.count("92,19") >= 3
    assert "Tabel mutu SKM (PermenPANRB 14/2017) dipinjam" in page
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(report)))
    assert "SPAK" in book.sheetnames
    cells = [str(cell.value) for line in book["SPAK"].iter_rows() for cell in line if cell.value is not None]
    assert {"SPAK1", "SPAK4", "Tidak ada pungutan liar"} <= set(cells)
    assert "SPAK = 92,19 (A)" in panel_svg(panel_of(report))
    handed = official_report(result, responses)
    assert handed.chapter("indeks-spak") == chapter
    with zipfile.ZipFile(io.BytesIO(result_document(handed))) as document:
        assert "Tidak ada pungutan liar" in document.read("word/document.xml").decode()
    assert report_pdf(handed)[:5] == b"%PDF-"
    assert "SPAK 92,19" in object_html(result)


def test_the_workbook_computes_an_index_again_and_the_annexes_hold_its_questions_and_scores() -> None:
    form = rows(48, 45, 44, 40)
    form[3][10] = None
    responses = ikm.load(form, index="spak")
    result = ikm.score(responses)
    handed = official_report(result, responses)
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(report_of(result, responses))))
    sheet = book["Pengolahan SPAK"]
    by_name = {str(line[0].value): [cell.value for cell in line[1:6]] for line in sheet.iter_rows()}
    assert [by_name[str(number)][:4] for number in (1, 3)] == [form[1][9:], form[3][9:]]
    assert by_name["Σ Nilai/Butir"][1] == "=SUM(C3:C14)"
    assert by_name["Kuesioner terisi"][1] == "=COUNT(C3:C14)"
    assert by_name["Bobot"][:4] == [0.25] * 4
    assert str(by_name["SPAK **)"][4]).startswith("=ROUND(ROUND(")
    data = openpyxl.load_workbook(io.BytesIO(result_workbook(report_of(result, responses))), data_only=True)
    assert result.indices is not None
    assert [line[5].value for line in data["Pengolahan SPAK"].iter_rows() if line[0].value == "SPAK **)"] == [
        result.indices[0].ikm
    ]
    questions, scores, summary, origin = (
        handed.chapter(key) for key in ("lampiran-kuesioner", "lampiran-olah-data", "ringkasan", "lampiran-asal")
    )
    assert questions is not None
    assert scores is not None
    assert summary is not None
    assert origin is not None
    assert [table.caption for table in tables_of(questions)] == [
        "Pertanyaan dan pilihan jawaban", "Pertanyaan SPAK dan pilihan jawabannya",
    ]  # fmt: skip
    assert [row.cells[2].text for row in tables_of(questions)[1].rows] == SPAK
    spak = tables_of(scores)[-1]
    assert spak.caption == "Pengolahan data SPAK per responden dan per butir"
    assert [cell.text for cell in spak.rows[2].cells] == ["3", *map(str, form[3][9:10]), "", *map(str, form[3][11:])]
    figures, told = summary.blocks[0], origin.blocks[0]
    assert isinstance(figures, FactList)
    assert isinstance(told, FactList)
    assert ("SPAK", f"{result.indices[0].value:.2f} ({result.indices[0].mutu})".replace(".", ",")) in figures.facts
    assert dict(told.facts)["Kolom setiap butir SPAK"] == "SPAK1: J; SPAK2: K; SPAK3: L; SPAK4: M"


def test_an_index_may_be_called_as_a_sheet_is(tmp_path: Path) -> None:
    own = tmp_path / "kami.toml"
    own.write_text(
        '[instrument]\nkey = "kami"\nshort = "Profil"\nsubject = "integrity"\nid = "Indeks kami"\nen = "Our index"\n'
        'declared = "x"\n[items]\nof = "spak"\ndeclared = "x"\n',
        encoding="utf-8",
    )
    form = [["Jenis kelamin", *row] if at == 0 else ["LP"[at % 2], *row] for at, row in enumerate(rows(48, 45, 44, 40))]
    responses = ikm.load(form, index=own)
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(report_of(ikm.score(responses), responses))))
    assert {"Profil", "Profil 2", "Pengolahan Profil"} <= set(book.sheetnames)


def test_groups_of_an_index_are_called_by_its_name() -> None:
    form = [["Loket" if at == 0 else "AB"[at % 2], *row] for at, row in enumerate(rows(96, 90, 88, 80, n=24))]
    chapter = report_of(ikm.score(form, index="spak-rata-rata", by="Loket")).chapter("indeks-spak-rata-rata")
    assert chapter is not None
    captions = [table.caption for table in tables_of(chapter)]
    assert captions[1:3] == ["SPAK menurut Loket", "Rata-rata setiap butir SPAK menurut Loket"]
    assert tables_of(chapter)[1].columns[3].heading == "SPAK (skala 25 sampai 100)"


def test_the_report_of_an_agency_has_a_chapter_an_index() -> None:
    result = ikm.score_agency(UNITS, index="spak")
    report = ikm.reports.agency_report(result)
    chapter = report.chapter("indeks-spak")
    assert chapter is not None
    methods, units = tables_of(chapter)
    assert [row.cells[1].text for row in methods.rows] == ["78,13", "78,13", "–"]
    assert [[cell.text for cell in row.cells] for row in units.rows] == [
        ["Loket A", "12", "92,19", "A", "4"], ["Loket B", "12", "64,06", "D", "4"],
    ]  # fmt: skip


def test_an_index_published_as_a_mean_is_shown_as_one_everywhere() -> None:
    result = ikm.score_agency(UNITS, index="spak-rata-rata")
    assert result.agency.indices is not None
    chapter = ikm.reports.agency_report(result).chapter("indeks-spak-rata-rata")
    assert chapter is not None
    assert [row.cells[1].text for row in tables_of(chapter)[0].rows] == ["3,13", "3,13", "–"]
    alone = report_of(ikm.score(UNITS["Loket A"], index="spak-rata-rata"))
    assert alone.indices == (("SPAK", "3,69 (A)"),)


def test_an_engine_counts_the_items_under_the_instrument() -> None:
    pd = pytest.importorskip("pandas")
    spak = ikm.regulation.load_index("spak")
    law = spak.law([item for item in spak.items if item.key in {"diskriminasi", "pungli", "percaloan", "imbalan"}])
    frame = pd.DataFrame([row[9:] for row in UNITS["Loket A"][1:]], columns=["d", "p", "c", "g"])
    places = {"diskriminasi": "d", "pungli": "p", "percaloan": "c", "imbalan": "g"}
    counted = ikm.tally(frame, columns=places, regulation=law)
    assert ikm.score(counted, regulation=law).ikm == 92.19
