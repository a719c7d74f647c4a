"""Targets: read as they are written, computed in both directions by hand, what was printed told apart."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from command import ikm_here
from strangers import strangers

import ikm
from ikm.reports.targets import achievement_table
from ikm.targets import read_aim, read_performance

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.findings import Language

TABLE = "examples/kinerja-2023.toml"


def row(target: object, realisation: object, **more: object) -> Any:
    (found,) = ikm.achievement([{"name": "X", "target": target, "realisation": realisation, **more}]).rows
    return found


def test_the_eight_indicators_of_the_reference_report() -> None:
    table = ikm.achievement(TABLE)
    assert [one.achievement_percent for one in table.rows] == [132.45, 103.65, 172.6, 100, 100, 95.75, 100.91, 100.87]
    assert [one.rounded for one in table.rows] == [132, 104, 173, 100, 100, 96, 101, 101]
    assert [one.printed for one in table.rows] == [f"{one} %" for one in (132, 103, 173, 100, 100, 96, 101, 101)]
    assert [one.printed_as for one in table.rows] == ["rounded", "cut", *["rounded"] * 6]
    assert (table.mean_percent, table.mean_rounded, table.mean_of, table.reached) == (113.28, 113, 8, 7)
    assert (table.mean_printed, table.mean_printed_as) == ("113 %", "rounded")
    assert [one.target for one in table.rows] == ["< 20 %", "81", "10 hari kerja", "100 %", "77", "4", "78", "90"]
    assert [one.provisional for one in table.rows] == [False] * 4 + [True] + [False] * 3
    assert [one.direction for one in table.rows] == ["lower", "higher", "lower", *["higher"] * 5]
    assert [one.decided_by for one in table.rows] == ["sign", "default", "unit", *["default"] * 5]


def test_the_mean_is_of_exact_achievements() -> None:
    table = ikm.achievement(TABLE)
    exact = [Fraction(one.achievement_exact or 0) for one in table.rows]
    assert exact[0] == Fraction(2649, 20)
    assert exact[1] == Fraction(8396, 81)
    assert Fraction(table.mean_exact or 0) == sum(exact) / 8


@pytest.mark.parametrize(
    ("written", "value", "sign", "unit"),
    [
        ("< 20 %", 20, "<", "%"),
        ("<20%", 20, "<", "%"),
        ("≤ 3 hari", 3, "<=", "hari"),
        ("=< 3 hari", 3, "<=", "hari"),
        ("10 hari kerja", 10, None, "hari kerja"),
        ("10 HK", 10, None, "hk"),
        ("paling lama 3 jam", 3, "<=", "jam"),
        ("Maks. 5 %", 5, "<=", "%"),
        ("minimal 81,5", Fraction(163, 2), ">=", ""),
        ("≥ 81", 81, ">=", ""),
        ("> 81.5", Fraction(163, 2), ">", ""),
        ("lebih dari 81", 81, ">", ""),
        ("di bawah 20 %", 20, "<", "%"),
        ("81", 81, None, ""),
        ("100%", 100, None, "%"),
        (" 1.200.000  orang ", 1200000, None, "orang"),
        (81, 81, None, ""),
        (81.5, Fraction(163, 2), None, ""),
        (Decimal("83.96"), Fraction(2099, 25), None, ""),
        ("Opini WTP", None, None, ""),
        ("Predikat 1 nasional", None, None, ""),
        ("", None, None, ""),
        (None, None, None, ""),
    ],
)
def test_a_target_is_read_as_it_is_written(written: object, value: object, sign: object, unit: str) -> None:
    aim = read_aim(written)
    assert (aim.value, aim.sign, aim.unit, aim.provisional) == (value, sign, unit, False)


@pytest.mark.parametrize(
    "written", ["77 (sementara)", "77 (angka sementara)", "77*", "77 [provisional]", "77, sementara", "77 SEMENTARA"]
)
def test_a_figure_that_is_not_final_is_said(written: str) -> None:
    aim = read_aim(written)
    assert (aim.value, aim.provisional, aim.text) == (Fraction(77), True, written)


def test_a_number_that_may_be_two_is_asked_about() -> None:
    with pytest.raises(ikm.OptionError, match=r"'1\.200' may be 1\.2 or 1200") as refused:
        ikm.achievement([("Orang", "1.200 orang", 1300)])
    assert refused.value.words("id").startswith('Baris 1 tabel kinerja: target: "1.200" dapat berarti 1,2 atau 1200')


def test_more_is_better() -> None:
    told = row(80, 60)
    assert (told.achievement_percent, told.achievement_exact, told.rounded, told.reached) == (75.0, "75", 75, False)
    assert told.reached_when == ">="
    assert row(80, 80).reached is True
    assert row(80, 79.99).reached is False


def test_less_is_better() -> None:
    told = row("10 hari", "12 hari")
    assert (told.achievement_percent, told.rounded, told.reached, told.reached_when) == (80.0, 80, False, "<=")
    assert row("10 hari", "10 hari").reached is True
    assert row("10 hari", "0").achievement_percent == 200.0
    assert row("10 hari", "25").achievement_percent == -50.0


def test_the_row_says_the_direction_against_everything() -> None:
    assert row("10 hari", 12, direction="higher").achievement_percent == 120.0
    assert row(80, 60, direction="lower").achievement_percent == 125.0
    assert row(80, 60, arah="turun").decided_by == "row"
    assert row("≥ 10 hari", 12).direction == "higher"
    assert row("maks 20", 10).achievement_percent == 150.0


def test_whether_the_target_itself_is_enough_is_declared() -> None:
    assert [(one.reached_when, one.reached) for one in (row("> 81", 81), row(">= 81", 81), row(81, 81))] == [
        (">", False),
        (">=", True),
        (">=", True),
    ]
    assert [(one.reached_when, one.reached) for one in (row("< 20 %", "20 %"), row("≤ 20 %", 20))] == [
        ("<", False),
        ("<=", True),
    ]
    assert row("> 81", "81,01").reached is True
    assert row("< 20", 19.99).reached is True
    assert row(81, 82, direction="lower").reached_when == "<="


def test_the_target_of_the_plan_stands_beside_that_of_the_year() -> None:
    told = row(81, 83.96, midterm=90)
    assert (told.achievement_percent, told.midterm.achievement_percent) == (103.65, 93.29)
    assert (told.reached, told.midterm.reached, told.midterm.rounded, told.midterm.value) == (True, False, 93, 90.0)
    less = row("10 hari", 4, midterm="5 hari")
    assert (less.achievement_percent, less.midterm.achievement_percent, less.midterm.reached) == (160.0, 120.0, True)
    assert row(81, None, midterm=90).midterm.achievement_percent is None
    assert row(81, 80).midterm is None


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("104 %", "rounded"), ("103", "cut"), ("105", "other"), ("103,65", "rounded"), ("103,6", "cut"),
        ("103,7 %", "rounded"), (103.65, "rounded"), (103, "cut"), ("103,654", "rounded"), ("102", "other"),
        (None, None), ("seratus", None),
    ],
)  # fmt: skip
def test_what_a_printed_figure_is_of_the_achievement(printed: object, told: object) -> None:
    assert row(81, 83.96, printed=printed).printed_as == told  # 103.654320…


def test_a_figure_that_rounds_and_cuts_alike_is_rounded() -> None:
    assert row(4, 3.8, printed=95).printed_as == "rounded"
    assert row("10 hari", "22,55", printed="-25").printed_as == "cut"  # -25.5 is cut to -25, and rounds to -26
    assert row("10 hari", "22,55", printed="-26").printed_as == "rounded"


@pytest.mark.parametrize(
    ("target", "realisation", "reason"),
    [
        (None, 80, "no-target"), (81, None, "no-realisation"), (81, "", "no-realisation"), ("WTP", "WTP", "no-number"),
        (81, "baik", "no-number"), (0, 3, "no-division"), ("3 hari", "5 jam", "units"), ("-5", 3, "negative-target"),
        (-5, 3, "negative-target"), ("80 %", "0,85", "percent-or-share"), (0.8, "85 %", "percent-or-share"),
        ("100 %", 1, "percent-or-share"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_said_and_not_in_the_mean(target: object, realisation: object, reason: str) -> None:
    rows: list[Any] = [{"name": "A", "target": target, "realisation": realisation}, ("B", 80, 60)]
    table = ikm.achievement(rows)
    first = table.rows[0]
    assert (first.reason, first.achievement_percent, first.achievement_exact, first.reached) == (reason, *[None] * 3)
    assert (table.mean_percent, table.mean_of, table.reached) == (75.0, 1, 0)
    none = ikm.achievement(rows[:1])
    assert (none.mean_percent, none.mean_exact, none.mean_rounded, none.mean_of) == (None, None, None, 0)


def test_why_a_target_or_a_share_has_no_achievement_is_written_out() -> None:
    rows = [("Negatif", -5, 3), ("Nol", 0, 3), ("Persen", "80 %", "0,85")]
    languages: tuple[Language, ...] = ("id", "en")
    tables = {lang: achievement_table(ikm.achievement(rows, lang=lang)) for lang in languages}
    said = {lang: " ".join(cell.text for line in table.rows for cell in line.cells) for lang, table in tables.items()}
    assert "target di bawah 0 tidak dapat menjadi pembagi" in said["id"]
    assert "target 0 tidak dapat menjadi pembagi" in said["id"]
    assert "0,85 dapat berarti 85 % atau 0,85 %; tulis tanda %-nya" in said["id"]
    assert "a target below 0 cannot divide" in said["en"]
    assert "0.85 may be 85 % or 0.85 %; write its per cent sign" in said["en"]


def test_a_figure_without_a_per_cent_sign_that_is_no_share_is_per_cent() -> None:
    assert row("80 %", "85").achievement_percent == 106.25
    assert row("80 %", 0).achievement_percent == 0
    assert row("< 1 %", "0,85").achievement_percent == 115  # both below one per cent: less is better, by 0.15 of 1


@pytest.mark.parametrize(
    ("target", "realisation", "named"),
    [
        (1e-300, 1e300, "target: 0.0000"), (5, 1e300, "realisation: 1000000"), ("1" + "0" * 400, 5, "target: 1000000"),
        (10**18 + 1, 5, "target: 1000000000000000001 is"),
    ],
)  # fmt: skip
def test_a_figure_beyond_all_measure_is_refused(target: object, realisation: object, named: str) -> None:
    with pytest.raises(ikm.OptionError, match="is no figure of a performance table; correct it") as refused:
        ikm.achievement([("IKM", 81, 83.96), ("a", target, realisation)])
    assert str(refused.value).startswith(f"Row 2 of the table: {named}")
    assert refused.value.words("id").startswith("Baris 2 tabel kinerja: ")
    assert row(10**18, 10**18).achievement_percent == 100
    assert row(1, Fraction(1, 10**30)).achievement_percent == 0


def test_units_that_are_alike_or_left_out_serve() -> None:
    assert row("10 hari kerja", "2,74").unit == "hari kerja"
    assert row("10", "2,74 %").unit == "%"
    assert row("100 %", "95 %").achievement_percent == 95.0


def test_rows_may_be_given_in_both_languages() -> None:
    indonesian = {
        "nama": "IKM", "target": 81, "realisasi": "83,96", "arah": "naik", "target_menengah": 90, "tercetak": 103,
        "sementara": True,
    }  # fmt: skip
    english = {
        "name": "IKM", "target": 81, "realisation": "83,96", "direction": "higher", "midterm": 90, "printed": 103,
        "provisional": True,
    }  # fmt: skip
    assert ikm.achievement([indonesian]) == ikm.achievement([english])


def test_wrong_rows_are_refused_with_their_place() -> None:
    for rows, words in (
        ([], "There is no indicator"),
        ([("A", 81, 80), {"name": "B", "target": 81, "realisasi": 1, "tujuan": 3}], "Row 2 of the table: tujuan"),
        ([{"target": 81}], "Row 1 of the table: nama"),
        ([{"name": "A", "target": 81, "direction": "up"}], "Row 1 of the table: direction"),
    ):
        with pytest.raises(ikm.OptionError, match=words):
            ikm.achievement(rows)  # type: ignore[arg-type]  # some are wrong on purpose
    with pytest.raises(ikm.OptionError, match="lang"):
        ikm.achievement([("A", 1, 1)], lang="fr")  # type: ignore[arg-type]  # the same


def test_a_file_names_the_line_of_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "kinerja.toml"
    path.write_text('judul = "Kinerja"\n[[indikator]]\nnama = "IKM"\ntarget = 81,5\nrealisai = 80\n', encoding="utf-8")
    with pytest.raises(ikm.DefinitionError, match="line 5: there is no 'indikator.realisai'; did you mean 'realisasi'"):
        ikm.achievement(path)
    path.write_text('[[indikator]]\nnama = "IKM"\ntarget = 81,5\nrealisasi = "1.200"\n', encoding="utf-8")
    with pytest.raises(ikm.DefinitionError, match="line 4"):
        ikm.achievement(path)
    path.write_text('[[indicators]]\nname = "IKM"\ntarget = 81,5\nrealisation = 83.96\n', encoding="utf-8")
    assert read_performance(path).indicators[0].name == "IKM"
    named = ikm.achievement(str(path), title="T", unit="U", period="2023")
    assert (named.title, named.unit, named.period) == ("T", "U", "2023")
    path.write_bytes(b"\xff\xfe")
    (tmp_path / "laporan.json").write_text("{}", encoding="utf-8")
    for other in (path, tmp_path / "laporan.json"):
        with pytest.raises(ikm.OptionError, match="is no performance table: that is a TOML file") as refused:
            ikm.achievement(other)
        assert "berkas TOML" in refused.value.words("id")
    with pytest.raises(ikm.OptionError, match="cannot be read"):
        ikm.achievement(tmp_path / "tidak-ada.toml")


def test_the_json_reads_back() -> None:
    table = ikm.achievement(TABLE)
    assert ikm.Achievement.model_validate_json(table.model_dump_json()) == table
    assert json.loads(table.model_dump_json())["format"] == "ikm-achievement"


def test_the_command_prints_the_mean_first_and_what_is_to_be_known() -> None:
    run = ikm_here("capaian", TABLE)
    assert run.code == 0
    assert run.out.splitlines()[:2] == [
        "Capaian Kinerja · Biro Humas · 2023",
        "Rata-rata capaian 113,28 % dari 8 indikator; 7 mencapai target",
    ]
    for words in (
        "1: makin kecil makin baik; tercapai hanya jika < target",
        "2: tercetak 103 %: dipotong, sedangkan pembulatannya 104",
        "3: makin kecil makin baik, karena satuannya waktu",
        "5: angka sementara",
        "Makin kecil makin baik: capaian = (1 + (target − realisasi) ÷ target) × 100 %.",
        "Ini ketetapan ikm",
    ):
        assert words in " ".join(run.out.split())
    english = ikm_here("achievement", TABLE, "--lang", "en", "--title", "Targets", "--unit", "Bureau", "--year", "2024")
    assert english.out.splitlines()[:2] == [
        "Targets · Bureau · 2024",
        "Mean achievement 113.28 % of 8 indicators; 7 reached their target",
    ]
    told = ikm_here("achievement", TABLE, "--json")
    assert ikm.Achievement.model_validate_json(told.out) == ikm.achievement(TABLE)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_is_left_out_of_the_mean_is_said(lang: Language) -> None:
    rows = [("A", "WTP", "WTP"), ("B", 80, 60), ("C", 0, 1), ("D", 81, None), ("E", "3 hari", "5 jam"), ("F", None, 1)]
    table = ikm.achievement(rows, mean_printed=74, lang=lang)
    html = table._repr_html_()
    words = {
        "id": ("bukan angka", "target 0 tidak dapat", "realisasi belum ada", "satuan target", "tanpa target",
               "5 indikator tanpa capaian", "bukan rata-rata capaian ini (75 %)"),
        "en": ("no number", "a target of 0 cannot", "no realisation yet", "different units", "without a target",
               "5 indicators without an achievement", "not the mean of these achievements (75 %)"),
    }[lang]  # fmt: skip
    assert [one for one in words if one not in html] == []
    if lang == "id":
        assert strangers(" ".join(words), lang) == set()
    cut = ikm.achievement([("B", 81, 83.96)], mean_printed="103 %", lang=lang)
    assert {"id": "dipotong; pembulatannya 104 %", "en": "cut off; it rounds to 104 %"}[lang] in cut._repr_html_()
    nothing = ikm.achievement(rows[:1], lang=lang)
    assert {"id": "Belum ada indikator", "en": "There is no indicator"}[lang] in nothing._repr_html_()


def test_the_workbook_holds_the_figures_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "capaian.xlsx"
    assert ikm_here("capaian", TABLE, "--hasil", path).code == 0
    again = tmp_path / "python.xlsx"
    ikm.achievement(TABLE).to_excel(again)
    assert path.read_bytes() == again.read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    rows = [[cell.value for cell in line if cell.value is not None] for line in sheet.iter_rows()]
    second = next(line for line in rows if "IKM layanan informasi publik (PPID)" in line)
    assert second[:6] == [2, "IKM layanan informasi publik (PPID)", "81", "83,96", 103.65, 104]
    with pytest.raises(ikm.OptionError, match="one survey"):
        ikm.achievement(TABLE).to_excel(again, responses=ikm.load("examples/ppid-2023.csv"))


def test_every_output_is_made(tmp_path: Path) -> None:
    names = ("c.html", "c.json", "c.docx", "c.pdf")
    run = ikm_here("capaian", TABLE, *(part for name in names for part in ("--hasil", tmp_path / name)))
    assert run.code == 0
    page = (tmp_path / "c.html").read_text(encoding="utf-8")
    assert "<dt>Rata-rata capaian</dt><dd>113,28 %</dd>" in page
    assert "Indeks" not in page
    assert (tmp_path / "c.json").read_text(encoding="utf-8") == ikm_here("capaian", TABLE, "--json").out
    assert (tmp_path / "c.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "c.pdf").read_bytes()[:4] == b"%PDF"


def test_the_plan_s_target_has_its_columns() -> None:
    html = ikm.achievement(
        [{"name": "IKM", "target": 81, "realisation": 83.96, "midterm": 90}, ("B", 1, 1)]
    )._repr_html_()
    assert "Target jangka menengah" in html
    assert "93,29 %" in html


def test_a_target_that_is_not_final_is_said_too() -> None:
    assert row("77 (sementara)", 77).provisional is True
    assert row(77, 77).provisional is False


@pytest.mark.parametrize(
    ("printed", "realised", "told"),
    [
        ("1.234,57", "123,45678", "rounded"), ("1.234,56 %", "123,45678", "cut"), ("1,234.57", "123,45678", "rounded"),
        ("1.234.568", "123456,78", "rounded"), ("1.234,58", "123,45678", "other"),
    ],
)  # fmt: skip
def test_marks_between_thousands_are_no_decimals(printed: str, realised: str, told: str) -> None:
    assert row(10, realised, printed=printed).printed_as == told


def test_a_row_has_the_figures_it_is_made_of() -> None:
    found = row("81", "84,39")
    assert (found.value, found.realisation_value, found.reached_when, found.direction) == (81.0, 84.39, ">=", "higher")
    assert found.decided_by == "default"


@pytest.mark.parametrize("target", ["-", "lihat lampiran"])
def test_without_a_target_nothing_is_said_of_a_direction(target: str) -> None:
    found = row(target, "84")
    assert (found.direction, found.decided_by, found.reached_when, found.reason) == (None, None, None, "no-number")


def test_a_mid_term_target_that_cannot_be_held_against_the_realisation_has_no_achievement() -> None:
    for midterm, realisation in (("90", "-"), ("lihat lampiran", "85"), ("0", "85"), ("90 hari", "85 %")):
        found = row("80", realisation, midterm=midterm).midterm
        assert found is not None
        assert (found.target, found.achievement_exact, found.reached) == (midterm, None, None), midterm


def test_a_mid_term_target_that_is_too_great_is_refused_by_its_name() -> None:
    with pytest.raises(ikm.OptionError) as refused:
        row("80", "80", midterm="9" * 40)
    assert "Row 1 of the table: midterm: 999" in refused.value.words("en")
    assert "Baris 1 tabel kinerja: target_menengah: 999" in refused.value.words("id")


@pytest.mark.parametrize(
    ("target", "realisation", "reason"),
    [
        # A figure up to 1 without a unit beside one above 1 in per cent may be a share of 1.
        ("0,85", "80 %", "percent-or-share"),
        ("1", "80 %", "percent-or-share"),
        ("1,5", "80 %", None),
        ("80 %", "0,85", "percent-or-share"),
        ("0,85 %", "0,80", None),
        ("0,85", "1 %", None),
        ("0,85", "80 hari", None),
    ],
)
def test_a_share_beside_a_percentage_has_no_achievement(target: str, realisation: str, reason: str | None) -> None:
    assert row(target, realisation).reason == reason
