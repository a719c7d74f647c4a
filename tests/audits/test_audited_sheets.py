"""Processing sheets: made with openpyxl as offices make them, and what their formulas do wrong."""

from __future__ import annotations

import re
import zipfile
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

import ikm
from ikm.audits.expressions import CellGrid, areas_of
from ikm.audits.processing import processing_of
from ikm.errors import IkmError, OptionError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Pengaduan", "Sarana"]
N = 20
FIRST, LAST = 4, 3 + N
SUMS, MEANS, WEIGHTED, INDEX = LAST + 1, LAST + 2, LAST + 3, LAST + 4


def book(weight: str = "0.111", names: Sequence[str | None] = NAMES) -> Any:
    """Make a sheet whose answers are 3, but a 4 in the row of each element's number: each mean is 61/20 = 3,05."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "Pengolahan"
    sheet.append(["PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT"])
    sheet.append(["No. Resp", *(f"U{place}" for place in range(1, 10))])
    sheet.append([None, *names])
    for row in range(1, N + 1):
        sheet.append([row, *(4 if row == place else 3 for place in range(1, 10))])
    letters = [get_column_letter(place) for place in range(2, 11)]
    sheet.append(["Σ Nilai/Unsur", *(f"=SUM({one}{FIRST}:{one}{LAST})" for one in letters)])
    sheet.append(["NRR/Unsur", *(f"={one}{SUMS}/{N}" for one in letters)])
    sheet.append(
        ["NRR tertimbang/Unsur", *(f"={one}{MEANS}*{weight}" for one in letters), f"=SUM(B{WEIGHTED}:J{WEIGHTED})"]
    )
    sheet.append(["IKM Unit pelayanan", *[None] * 9, f"=K{WEIGHTED}*25"])
    sheet[f"K{INDEX}"].number_format = "0.00"
    return made


def audited(made: Any, folder: Path) -> ikm.Audit:
    made.save(folder / "olah.xlsx")
    return ikm.audit(folder / "olah.xlsx")


def test_a_sheet_that_is_right_has_nothing_amiss(tmp_path: Path) -> None:
    audit = audited(book(), tmp_path)
    # 3,05 × 9 × 0,111 × 25 = 76,17375
    assert (audit.verdict, audit.weight, audit.printed_text) == ("exact", "0.111", "76.17")
    assert (audit.n.stated, audit.n.stated_possible, audit.anomalies) == (20, True, ())
    cells = {one.cell: one for one in audit.cells}
    assert (cells["B24"].formula, cells["B24"].stored, cells["B24"].computed) == ("=SUM(B4:B23)", None, "61")
    assert (cells["C25"].computed, cells["K27"].computed) == ("3.05", "76.17375")
    assert [one.name for one in audit.elements] == NAMES


def test_the_weight_of_a_sheet_is_told(tmp_path: Path) -> None:
    audit = audited(book(weight="1/9"), tmp_path)
    assert (audit.weight, audit.printed_ikm, audit.column_weights) == ("exact", 76.25, ("exact",))


def test_blanks_that_count_as_zero(tmp_path: Path) -> None:
    made = book()
    made.active["C6"], made.active["E9"] = None, None
    audit = audited(made, tmp_path)
    (found,) = audit.anomalies
    assert (found.code, found.sheet, found.cell, found.columns) == ("audit-cell-blank", "Pengolahan", "C25", ("C", "E"))
    assert found.message == (
        "Rumus =C24/20 di C25 (kolom C, E) memperlakukan sel kosong sebagai nol: yang terisi 19 sel, pembaginya 20."
    )
    assert found.action.endswith("misalnya dengan COUNT(C4:C23).")
    for letter in "CE":
        made.active[f"{letter}25"] = f"={letter}24/COUNT({letter}4:{letter}23)"
    assert audited(made, tmp_path).anomalies == ()


def test_a_range_that_misses_respondents(tmp_path: Path) -> None:
    made = book()
    made.active["D24"] = "=SUM(D5:D20)"
    found = next(one for one in audited(made, tmp_path).anomalies if one.code == "audit-cell-rows")
    assert found.cell == "D24"
    assert "mencakup baris 5 sampai 20, padahal jawaban ada di baris 4 sampai 23" in found.message


@pytest.mark.parametrize(
    ("span", "said"),
    [("5:23", "mencakup baris 5 sampai 23"), ("4:22", "mencakup baris 4 sampai 22"), ("4:24", None), ("3:23", None)],
)
def test_a_range_that_misses_one_respondent_at_either_end(span: str, said: str | None, tmp_path: Path) -> None:
    made, (first, last) = book(), span.split(":")
    made.active["D25"] = f"=AVERAGE(D{first}:D{last})"
    found = [one for one in audited(made, tmp_path).anomalies if one.code == "audit-cell-rows"]
    assert [said in one.message for one in found if said is not None] == [True] * (said is not None)
    assert bool(found) is (said is not None)


def test_a_typed_sum_that_is_none_of_its_answers(tmp_path: Path) -> None:
    made = book()
    made.active["D24"] = 66
    found = next(one for one in audited(made, tmp_path).anomalies if one.cell == "D24")
    assert found.code == "audit-cell-typed"
    assert "Nilai 66 di D24 (kolom D) diketik, bukan rumus; jawaban di atasnya menghasilkan 61." in found.message
    made.active["D24"] = 61
    assert audited(made, tmp_path).anomalies == ()


def test_a_divisor_that_misses_respondents(tmp_path: Path) -> None:
    made = book()
    made.active["D25"] = "=D24/18"
    found = next(one for one in audited(made, tmp_path).anomalies if one.code == "audit-cell-divisor")
    assert "di D25 (kolom D) membagi dengan 18, padahal sel yang terisi 20" in found.message


def test_a_typed_mean_that_is_none_of_its_answers(tmp_path: Path) -> None:
    made = book()
    made.active["D25"] = 3.9
    (found,) = audited(made, tmp_path).anomalies
    assert (found.code, found.cell) == ("audit-cell-typed", "D25")
    assert "Nilai 3,9 di D25 (kolom D) diketik, bukan rumus; jawaban di atasnya menghasilkan 3,05." in found.message
    made.active["D25"] = 3.1  # 3,05, rounded
    assert audited(made, tmp_path).anomalies == ()


def test_a_mean_that_is_rounded_is_right(tmp_path: Path) -> None:
    made = book()
    for letter in "BCDEFGHIJ":
        made.active[f"{letter}25"] = f"=ROUND({letter}24/20,1)"
    audit = audited(made, tmp_path)
    assert (audit.anomalies, audit.elements[0].nrr) == ((), "3.1")


def test_elements_in_the_order_of_the_sample_questionnaire(tmp_path: Path) -> None:
    names = [*NAMES[:7], "Sarana dan Prasarana", "Penanganan Pengaduan, Saran dan Masukan"]
    (found,) = audited(book(names=names), tmp_path).anomalies
    assert (found.code, found.severity, found.columns) == ("audit-cell-swapped", "notice", ("I", "J"))
    assert (found.cell, found.sheet) == ("I2", "Pengolahan")
    assert found.message.startswith(
        "Kolom U8 berisi Sarana dan Prasarana dan U9 berisi Penanganan Pengaduan, Saran dan Masukan;"
    )


def test_an_element_without_a_name_is_not_said_to_be_swapped(tmp_path: Path) -> None:
    for names in ([*NAMES[:7], "Sarana"], [*NAMES[:7], None, "Pengaduan"]):
        assert audited(book(names=names), tmp_path).anomalies == ()


def test_means_that_a_formula_rounds_are_figures_of_so_many_decimals(tmp_path: Path) -> None:
    made = book()
    for column in "BCDEFGHIJ":
        made.active[f"{column}{LAST}"] = None
        made.active[f"{column}25"] = f"=ROUND({column}24/19,2)"
    audit = audited(made, tmp_path)
    # Of 19 the mean is 58/19 = 3,0526…, rounded 3,05: 27,45 × 0,111 × 25 = 76,17375.
    assert (audit.n.stated, audit.n.stated_possible, audit.elements[0].nrr) == (19, True, "3.05")
    assert (audit.printed_text, audit.weight, audit.anomalies) == ("76.17", "0.111", ())


def test_blanks_that_count_as_zero_in_a_mean_that_is_rounded(tmp_path: Path) -> None:
    made = book()
    made.active["C6"], made.active["C7"] = None, None  # 55 of 18: 3,06; ÷ 20 = 2,75, rounded 2,8
    made.active["C25"] = f"=ROUND(C24/{N},1)"
    (found,) = audited(made, tmp_path).anomalies
    assert (found.code, found.cell, found.details["divisor"]) == ("audit-cell-blank", "C25", N)


def test_means_that_were_typed_have_the_decimals_of_the_longest(tmp_path: Path) -> None:
    made = book()
    for column in "BCDEFGHIJ":
        made.active[f"{column}25"] = 3.05
    made.active["D23"] = 4  # 62/20 = 3,1
    made.active["D25"] = 3.1
    audit = audited(made, tmp_path)
    assert ([one.nrr for one in audit.elements][:3], audit.anomalies) == (["3.05", "3.05", "3.10"], ())


def test_blanks_that_are_left_out_give_the_index_from_the_sums(tmp_path: Path) -> None:
    made = book()
    made.active[f"K{INDEX}"].number_format = "0.000000000"
    for row, column in enumerate("BCDEFGHIJ", FIRST + 9):
        made.active[f"{column}{row}"] = None  # each mean is 58/19
        made.active[f"{column}25"] = f"=AVERAGE({column}{FIRST}:{column}{LAST})"
    audit = audited(made, tmp_path)
    assert (audit.verdict, audit.weight, audit.rounding, audit.anomalies) == ("exact", "0.111", "sums", ())


def test_formulas_that_are_neither_stored_nor_computed_are_refused_with_a_remedy(tmp_path: Path) -> None:
    made = book()
    for row in range(SUMS, INDEX + 1):
        for column in "BCDEFGHIJK":
            made.active[f"{column}{row}"] = f"=VLOOKUP({column}4,A1:B2,2)"
    with pytest.raises(OptionError, match=r"Pengolahan: its formulas have no stored values.*LibreOffice, save it"):
        audited(made, tmp_path)


def test_a_workbook_whose_stored_value_is_not_that_of_its_formula(tmp_path: Path) -> None:
    book().save(tmp_path / "asli.xlsx")
    with zipfile.ZipFile(tmp_path / "asli.xlsx") as asli, zipfile.ZipFile(tmp_path / "olah.xlsx", "w") as olah:
        for name in asli.namelist():
            data = asli.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for formula, stored in ((b"C24/20", b"3.55"), (b"K26*25", b"81.25"), (b"D24/20", b"3.05")):
                    data, found = re.subn(rb"<f>" + re.escape(formula) + rb"</f><v\s*(?:/>|></v>)",
                                          b"<f>" + formula + b"</f><v>" + stored + b"</v>", data)  # fmt: skip
                    assert found == 1
            olah.writestr(name, data)
    audit = ikm.audit(tmp_path / "olah.xlsx")
    assert [(one.code, one.cell) for one in audit.anomalies if one.code == "audit-cell-value"] == [
        ("audit-cell-value", "C25"), ("audit-cell-value", "K27"),
    ]  # fmt: skip
    cells = {one.cell: one for one in audit.cells}
    assert (cells["C25"].stored, cells["C25"].computed) == ("3.55", "3.05")
    assert (cells["K27"].stored, cells["K27"].computed, audit.printed_text) == ("81.25", "76.17375", "81.25")
    said = next(one for one in audit.anomalies if one.cell == "C25")
    assert (said.columns, said.sheet) == (("C",), "Pengolahan")
    assert "3,55" in said.message
    assert "3,05" in said.message
    assert "=C24/20 di C25" in audit.anomalies[[one.cell for one in audit.anomalies].index("C25")].message


def test_a_grade_in_the_row_of_the_index_is_that_of_the_index(tmp_path: Path) -> None:
    for column in "BFK":  # below U1, below U5, beyond U9
        made = book()  # 76,17 is a C
        made.active["A28"], made.active[f"{column}28"] = "Mutu Pelayanan", "C (Kurang Baik)"
        audit = audited(made, tmp_path)
        assert ([(one.code, one.printed) for one in audit.grades], audit.anomalies) == ([("IKM", "C")], ())
        made.active[f"{column}28"] = "A"
        (found,) = audited(made, tmp_path).anomalies
        assert (found.code, "IKM A, seharusnya C" in found.message) == ("audit-grade", True)


def test_grades_below_nearly_every_element_are_theirs(tmp_path: Path) -> None:
    made = book()  # 3,05 × 25 = 76,25 is a C
    made.active["A28"] = "Mutu"
    for column in "BCDEFGHI":
        made.active[f"{column}28"] = "C"
    made.active["K28"] = "C"
    codes = [one.code for one in audited(made, tmp_path).grades]
    assert codes == ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "IKM"]


@pytest.mark.parametrize(
    ("mean", "weighted"),
    [
        ("Rata - rata", "NRR tertbg/ unsur"), ("Rerata", "NRR x 0,111"), ("Rata2", "NRR tert."), ("NRR", "NRR"),
        ("Mean", "Nilai Tertimbang"), ("Nilai per unsur", "Bobot NRR tertimbang"), ("Nilai Rata-rata", "NRR / 9"),
    ],
)  # fmt: skip
def test_a_row_below_one_is_never_that_of_the_means(mean: str, weighted: str, tmp_path: Path) -> None:
    made = book()
    made.active[f"A{MEANS}"], made.active[f"A{WEIGHTED}"] = mean, weighted
    audit = audited(made, tmp_path)
    kinds = {one.cell: one.kind for one in audit.cells}
    assert (kinds["B24"], kinds["B25"], kinds["B26"], kinds["K26"]) == ("sum", "mean", "weighted", "total")
    assert (audit.weight, audit.column_weights, audit.n.stated_possible, audit.anomalies) == (
        "0.111", ("0.111",), True, (),
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["IKM = NRR tertimbang x 25", "Nilai Konversi", "Nilai Indeks", "IKM setelah dikonversi", "Nilai SKM",
     "Indeks Kepuasan Masyarakat", "NRR tertimbang x 25"],
)  # fmt: skip
def test_a_typed_index_is_read_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    made = book()
    made.active[f"A{INDEX}"], made.active[f"K{INDEX}"] = name, 99.99
    audit = audited(made, tmp_path)
    assert (audit.verdict, audit.printed_text) == ("none", "99.99")
    assert [one.code for one in audit.anomalies] == ["audit-none", "audit-total-index"]


def test_an_index_that_is_a_text_is_read(tmp_path: Path) -> None:
    made = book()
    made.active[f"K{INDEX}"] = "76,17"
    assert (audited(made, tmp_path).printed_text, audited(made, tmp_path).weight) == ("76.17", "0.111")
    made.active[f"K{INDEX}"], made.active[f"A{INDEX}"] = None, "IKM Unit Pelayanan : 76,17"
    assert audited(made, tmp_path).printed_text == "76.17"


def test_an_index_that_is_a_text_keeps_its_decimals(tmp_path: Path) -> None:
    made = book()
    made.active[f"K{INDEX}"], made.active[f"K{INDEX}"].number_format = "75,00", "General"
    assert audited(made, tmp_path).printed_text == "75.00"


def test_an_answer_that_a_formula_computes_is_one(tmp_path: Path) -> None:
    made = book()
    made.active["C6"] = "=1+2"
    audit = audited(made, tmp_path)
    assert (audit.n.stated, audit.weight, audit.anomalies) == (20, "0.111", ())


def test_an_index_in_percent_is_an_index(tmp_path: Path) -> None:
    made = book()
    made.active[f"K{INDEX}"], made.active[f"K{INDEX}"].number_format = f"=K{WEIGHTED}/4", "0.00%"
    audit = audited(made, tmp_path)  # 3,04695 ÷ 4 = 76,17375 %
    assert (audit.printed_text, audit.weight, audit.anomalies) == ("76.17", "0.111", ())


def test_a_number_without_a_format_has_four_decimals_at_most(tmp_path: Path) -> None:
    made = book(weight="1/9")
    for column in "BCDEFGHIJ":
        made.active[f"{column}23"] = None  # 58 ÷ 19 = 3,052631…; × 25 = 76,315789…
        made.active[f"{column}25"] = f"={column}24/19"
    made.active[f"K{INDEX}"].number_format = "General"
    audit = audited(made, tmp_path)
    assert (audit.printed_text, audit.weight) == ("76.3158", "exact")
    assert "76,3158 " in audit.paragraph


def test_a_whole_index_that_is_computed_is_that_number(tmp_path: Path) -> None:
    made = book(weight="1/9")
    for row in range(FIRST, LAST + 1):
        for column in "BCDEFGHIJ":
            made.active[f"{column}{row}"] = 3
    made.active[f"K{INDEX}"].number_format = "General"
    audit = audited(made, tmp_path)  # 3 × 25 = 75; with 0,111 it is 74,925, which is no 75,00
    assert (audit.printed_text, audit.weights) == ("75.00", ("exact",))


def test_answers_off_the_scale_are_named(tmp_path: Path) -> None:
    made = book()
    made.active["C6"], made.active["D7"], made.active["E8"], made.active["F9"], made.active["G10"] = (
        0,
        5,
        3.5,
        "4 ",
        "x",
    )
    made.active["H11"], made.active["I12"] = "-", None  # marks of no answer
    (found,) = [one for one in audited(made, tmp_path).anomalies if one.code == "audit-cell-score"]
    assert (found.severity, found.sheet, found.cell) == ("warning", "Pengolahan", "C6")
    assert found.columns == ("C", "D", "E", "F", "G")
    assert found.message.startswith("Isi sel C6, D7, E8, F9, G10 bukan jawaban 1 sampai 4 (5 sel)")
    assert "The cells C6, D7, E8, F9, G10 hold no answer of 1 to 4 (5 cells)" in found.translated("en").message


def test_a_respondent_with_fives_alone_is_one(tmp_path: Path) -> None:
    made = book()
    for column in "BCDEFGHIJ":
        made.active[f"{column}{LAST}"] = 5
    audit = audited(made, tmp_path)
    assert (audit.n.stated, [one.code for one in audit.anomalies]) == (20, ["audit-cell-score"])


def test_answers_that_are_texts_are_refused_with_a_remedy(tmp_path: Path) -> None:
    made = book()
    for row in range(FIRST, LAST + 1):
        for column in "BCDEFGHIJ":
            made.active[f"{column}{row}"] = "3"
    with pytest.raises(OptionError, match=r"Pengolahan: its answers are texts.*Text to Columns") as refused:
        audited(made, tmp_path)
    assert "Teks ke Kolom" in refused.value.words("id")


def test_a_formula_that_takes_other_cells(tmp_path: Path) -> None:
    made = book()
    made.active["C4"] = 4
    made.active["D25"] = f"=C24/{N}"  # 62 ÷ 20 = 3,1; its own answers come to 3,05
    (found,) = [one for one in audited(made, tmp_path).anomalies if one.code.startswith("audit-cell")]
    assert (found.code, found.cell) == ("audit-cell-answers", "D25")
    assert "=C24/20 di D25 (kolom D) menghasilkan 3,1, padahal jawaban di atasnya menghasilkan 3,05." in found.message
    made.active["D25"], made.active["D24"] = f"=D24/{N}", "=SUM(C4:C23)"
    (found,) = [one for one in audited(made, tmp_path).anomalies if one.code.startswith("audit-cell")]
    assert (found.code, found.cell) == ("audit-cell-answers", "D24")  # the mean of a wrong sum is not told again


def test_a_sum_of_two_ranges_is_right(tmp_path: Path) -> None:
    made = book()
    made.active["D24"] = "=SUM(D4:D10)+SUM(D11:D23)"
    made.active["E24"] = "=E4+SUM(E5:E23)"
    assert audited(made, tmp_path).anomalies == ()
    made.active["D24"] = "=SUM(D4:D10)+SUM(D12:D23)"
    found = audited(made, tmp_path).anomalies[-1]
    assert (found.code, found.cell, found.details["right"]) == ("audit-cell-answers", "D24", {"id": "61", "en": "61"})


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("=ROUND(D24/20,1)", None), ("=ROUND(D24/20,1)-0.1", None),  # 3,1 and 3,0 for 3,05
        ("=ROUND(D24/20,1)+0.02", "audit-cell-answers"),  # 3,12: 0,07 from it
        ("=ROUND(D24/20,2)", None), ("=ROUND(D24/20,2)+0.02", "audit-cell-answers"),
        ("=ROUND(D24/18,2)", "audit-cell-divisor"),
    ],
)  # fmt: skip
def test_a_formula_that_rounds_may_be_half_a_step_away(formula: str, code: str | None, tmp_path: Path) -> None:
    made = book()
    made.active["D25"] = formula
    found = [one.code for one in audited(made, tmp_path).anomalies if one.code.startswith("audit-cell")]
    assert found == ([] if code is None else [code])


def test_a_sum_of_a_cell_and_a_range_that_misses_one_between(tmp_path: Path) -> None:
    made = book()
    made.active["E24"] = "=E4+SUM(E6:E23)"
    found = next(one for one in audited(made, tmp_path).anomalies if one.cell == "E24")
    assert (found.code, found.details["first"], found.details["last"]) == ("audit-cell-rows", 6, 23)


def test_a_sum_that_is_halved_has_no_divisor(tmp_path: Path) -> None:
    made = book()
    made.active["E24"] = "=SUM(E4:E23)/2"
    found = next(one for one in audited(made, tmp_path).anomalies if one.cell == "E24")
    assert (found.code, found.details["computed"]) == ("audit-cell-answers", {"id": "30,5", "en": "30.5"})


def test_what_answers_come_to_is_told_with_four_decimals(tmp_path: Path) -> None:
    made = book()
    made.active["D23"] = None  # 58 ÷ 19 = 3,052631…
    made.active["D25"] = 3.9
    found = next(one for one in audited(made, tmp_path).anomalies if one.cell == "D25")
    assert found.message.endswith("jawaban di atasnya menghasilkan 3,0526.")


def test_an_index_that_nothing_computes_is_not_passed_over(tmp_path: Path) -> None:
    made = book()
    made.active[f"K{INDEX}"] = f"=VLOOKUP(K{WEIGHTED},A1:B2,2)"
    with pytest.raises(OptionError, match="its formulas have no stored values, and cannot be computed here"):
        audited(made, tmp_path)


def test_a_typed_total_that_is_on_no_scale(tmp_path: Path) -> None:
    made = book()
    made.active[f"K{WEIGHTED}"], made.active[f"K{INDEX}"] = 9.99, 76.17
    (found,) = audited(made, tmp_path).anomalies
    assert found.code == "audit-total"
    assert "9,99" in found.message
    assert "3,047" in found.message  # 27,45 × 0,111 = 3,04695


def test_weights_beside_the_elements_are_the_stated_weight(tmp_path: Path) -> None:
    made = book()
    made.active["A28"] = "Bobot"
    for column in "BCDEFGHIJ":
        made.active[f"{column}28"] = 0.111
    audit = audited(made, tmp_path)
    assert (audit.stated_weight, audit.weight, audit.anomalies) == ("0.111", "0.111", ())
    for column in "BCDEFGHIJ":
        made.active[f"{column}28"] = "=1/9"
    (found,) = audited(made, tmp_path).anomalies
    assert (found.code, audited(made, tmp_path).stated_weight) == ("audit-weight", "exact")


@pytest.mark.parametrize("code", ["{}", "Unsur {}", "P{}", "Q{}", "U-{}", "U {}", "u.{}", "Unsur ke-{}"])
def test_headings_that_are_codes(code: str, tmp_path: Path) -> None:
    made = book()
    for place in range(1, 10):
        made.active.cell(2, place + 1).value = code.format(place)
    audit = audited(made, tmp_path)
    assert [one.code for one in audit.elements] == [f"U{place}" for place in range(1, 10)]
    assert (audit.n.stated, audit.anomalies, audit.elements[3].name) == (20, (), "Biaya")


def test_numbers_of_columns_are_no_answers(tmp_path: Path) -> None:
    made = book()
    for place in range(1, 11):
        made.active.cell(3, place).value = place
    audit = audited(made, tmp_path)
    assert (audit.n.stated, audit.anomalies) == (20, ())


def test_a_respondent_may_be_called_like_a_row(tmp_path: Path) -> None:
    made = book()
    for row, name in ((4, "Rata Siregar"), (8, "Jumlah"), (LAST, "Mean")):
        made.active[f"A{row}"] = name
    audit = audited(made, tmp_path)
    assert (audit.n.stated, audit.weight, audit.anomalies) == (20, "0.111", ())


def test_sums_of_a_page_are_no_answers(tmp_path: Path) -> None:
    made = book()
    made.active["A13"] = "Jumlah halaman 1"
    for column in "BCDEFGHIJ":
        made.active[f"{column}13"] = f"=SUM({column}4:{column}12)"
        made.active[f"{column}24"] = f"={column}13+SUM({column}14:{column}23)"
        made.active[f"{column}25"] = f"={column}24/19"
    audit = audited(made, tmp_path)
    assert (audit.n.stated, audit.weight, audit.anomalies) == (19, "0.111", ())


def test_of_several_processing_sheets_the_others_are_named(tmp_path: Path) -> None:
    made = book()
    other: Any = made.copy_worksheet(made.active)
    other.title, other[f"K{INDEX}"] = "Loket B", 99.99
    made.create_sheet("Rekap", 0)["A1"] = "Rekapitulasi"
    audit = audited(made, tmp_path)
    (found,) = audit.anomalies
    assert (audit.title, audit.printed_text) == ("Pengolahan", "76.17")
    assert (found.code, found.severity, found.sheet) == ("audit-sheets", "notice", "Pengolahan")
    assert found.details["candidate"] == 3
    assert found.message == (
        'Yang diaudit hanya lembar "Pengolahan"; lembar pengolahan lain tidak diperiksa: "Loket B".'
    )
    for sheet in ("Loket B", 3, "3"):
        chosen = ikm.audit(tmp_path / "olah.xlsx", sheet=sheet)
        assert (chosen.title, chosen.printed_text) == ("Loket B", "99.99")
        assert "audit-sheets" not in [one.code for one in chosen.anomalies]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    made = book()
    made.create_sheet("Rekap")
    made.save(tmp_path / "olah.xlsx")
    for sheet in ("Rekap", 2, 3):
        with pytest.raises(OptionError) as refused:
            ikm.audit(tmp_path / "olah.xlsx", sheet=sheet)
        assert str(refused.value) == f"olah.xlsx has no processing sheet '{sheet}'; there are: Pengolahan."
        assert refused.value.words("id") == f"olah.xlsx tidak memuat lembar pengolahan '{sheet}'; yang ada: Pengolahan."
    with pytest.raises(OptionError, match="has no sheets; leave sheet 'Rekap' out"):
        ikm.audit("examples/audit-ppid-2023.json", sheet="Rekap")


def test_closing_rows_whose_names_say_nothing_are_no_processing_sheet(tmp_path: Path) -> None:
    made = book()
    for row in range(SUMS, INDEX):
        made.active[f"A{row}"] = "Baris"
    with pytest.raises(OptionError, match="has no processing sheet: a heading with U1 to U9"):
        audited(made, tmp_path)


def test_a_sheet_without_an_index_is_refused_with_a_remedy(tmp_path: Path) -> None:
    made = book()
    for row in (WEIGHTED, INDEX):
        for column in "ABCDEFGHIJK":
            made.active[f"{column}{row}"] = None
    with pytest.raises(OptionError, match="Pengolahan has no IKM: name its row IKM") as refused:
        audited(made, tmp_path)
    assert "tidak memuat IKM: beri nama IKM pada barisnya" in refused.value.words("id")


def test_answers_that_come_from_another_sheet_are_answers() -> None:
    cells: dict[tuple[int, int], object] = {(1, place): f"U{place}" for place in range(1, 10)}
    cells |= {(row, place): f"=Data!B{row}" for row in (2, 3, 4) for place in range(1, 10)}
    cells |= {(5, place): f"=SUM({get_column_letter(place)}2:{get_column_letter(place)}4)" for place in range(2, 10)}
    stored = {(row, place): row - 1 for row in (2, 3, 4) for place in range(1, 10)}
    grid = CellGrid({**cells, (5, 1): "Jumlah"}, stored)
    found = processing_of(grid, 5, 9)
    assert found is not None
    assert (found.answers, dict(found.rows)) == ((2, 3, 4), {"sum": 5})
    assert [grid.value(5, 2), grid.value(2, 2)] == [6, None]  # 1 + 2 + 3


def test_a_stored_value_that_is_not_that_of_its_formula() -> None:
    grid = CellGrid({(1, 1): 3, (2, 1): "=A1*2"}, {(2, 1): 7})
    assert [grid.stored(2, 1), grid.value(2, 1)] == [7, 6]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=SUM(A1:A4)", 9), ("=AVERAGE(A1:A4)", 3), ("=COUNT(A1:A4)", 3), ("=COUNTA(A1:A5)", 4), ("=ROWS(A1:A4)", 4),
        ("=COUNTIF(A1:A4,4)", 1), ("=MAX(A1:A4)-MIN($A$1:A4)", 2), ("=-(A1+2)*50%", -3), ("=ROUND(10/3,2)*3", "9.99"),
        ("=A4+1", 1), ("=SUM(A1,A2;2)", 9), ("=2/0", None), ("=A5*2", None), ("=SUM(A1:A2", None), ("=A9", None),
        ("=LOOKUP(1,A1:A4)", None), ("=SUM('Lain'!A1)", None), ("=A1:A2", None), ("=1 2", None),
        ('=IF(A1="","",3)', None),
    ],
)  # fmt: skip
def test_formulas_come_to_exact_values(formula: str, value: object) -> None:
    grid = CellGrid({(1, 1): 4, (2, 1): 3, (3, 1): 2, (5, 1): "teks", (6, 1): formula, (9, 1): "=A9"})
    expected = None if value is None else Fraction(str(value))
    assert grid.value(6, 1) == expected


def test_a_formula_names_cells_of_its_own_sheet() -> None:
    assert areas_of("=SUM(B2:B9)+Data!C4+'Data 2'!$D$5-$AB$3") == [(2, 2, 9, 2), (3, 28, 3, 28)]
    assert CellGrid({(1, 28): 3, (1, 27): 4, (2, 1): "=+AA1*10+AB1"}).value(2, 1) == 43


@pytest.mark.parametrize(("name", "factor"), [("NRR", ""), ("NRR tertimbang", "*0.111"), ("Nilai konversi", "*25")])
def test_one_closing_row_and_an_index_are_enough(name: str, factor: str, tmp_path: Path) -> None:
    made = book()
    for row in range(SUMS, INDEX):
        for column in "ABCDEFGHIJK":
            made.active[f"{column}{row}"] = None
    made.active[f"A{MEANS}"], made.active[f"K{INDEX}"] = name, 76.17
    for column in "BCDEFGHIJ":
        made.active[f"{column}{MEANS}"] = f"=AVERAGE({column}{FIRST}:{column}{LAST}){factor}"
    audit = audited(made, tmp_path)
    assert (audit.printed_text, audit.n.stated, len(audit.elements)) == ("76.17", 20, 9)


def test_an_element_that_was_not_asked_leaves_the_codes_of_the_others(tmp_path: Path) -> None:
    made = book()
    made.active.delete_cols(5)
    for row in (WEIGHTED, INDEX):
        made.active[f"J{row}"] = f"=SUM(B{WEIGHTED}:I{WEIGHTED})" if row == WEIGHTED else 67.71
    assert [one.code for one in audited(made, tmp_path).elements] == ["U1", "U2", "U3", "U5", "U6", "U7", "U8", "U9"]


def test_a_grade_in_words_behind_a_colon(tmp_path: Path) -> None:
    made = book()
    made.active["A28"] = "Kinerja Unit Pelayanan : Baik"
    audit = audited(made, tmp_path)
    assert [(one.code, one.printed, one.right) for one in audit.grades] == [("IKM", "B", False)]


def test_a_workbook_without_a_processing_sheet_is_refused_in_words(tmp_path: Path) -> None:
    made = Workbook()
    made.save(tmp_path / "kosong.xlsx")
    with pytest.raises(IkmError):
        ikm.audit(tmp_path / "kosong.xlsx")
    sheet: Any = made.active
    sheet.append(["Tanggal", "Nama"])
    sheet.append(["1 Januari", "A"])
    made.save(tmp_path / "lain.xlsx")
    with pytest.raises(OptionError) as refused:
        ikm.audit(tmp_path / "lain.xlsx")
    assert "tidak memuat lembar pengolahan" in refused.value.words("id")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rusak.json", b"{", "tidak dapat dibaca sebagai JSON"),
        ("rusak.toml", b"= 3", "tidak dapat dibaca sebagai TOML"),
        ("daftar.json", b"[1]", "tidak memuat tabel"),
        ("survei.csv", b"U1,U2", "ketik tabelnya ke berkas .json atau .toml, atau berikan lembar pengolahannya"),
    ],
)
def test_a_file_that_holds_no_table_is_refused_in_words(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(OptionError) as refused:
        ikm.audit(tmp_path / name)
    assert said in refused.value.words("id")


def test_what_is_not_there_and_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        ikm.audit(tmp_path / "tidak-ada.json")
    with pytest.raises(OptionError, match=r"A table is a dict or the path of a \.json, \.toml or \.xlsx file; got int"):
        ikm.audit(3)  # type: ignore[arg-type]


def test_toml_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "tabel.toml").write_text(
        'ikm_as_printed = "83,95"\nn_respondents = 136\n\n'
        + "\n".join(
            f'[[elements]]\ncode = "U{place}"\nnrr = {mean}\n'
            for place, mean in enumerate(
                ["3.265", "3.221", "3.279", "3.691", "3.279", "3.235", "3.397", "3.324", "3.529"], 1
            )
        ),
        encoding="utf-8",
    )
    audit = ikm.audit(tmp_path / "tabel.toml")
    assert (audit.verdict, audit.weight, audit.n.stated_possible) == ("exact", "exact", True)
