"""Numbers as people type them: on the command line, in a survey file, in the list of units; and what is asked."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from command import ROOT, ikm_here
from hypothesis import given
from hypothesis import strategies as st
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm as library
from ikm.arguments import exact_number, typed_count, typed_number, weight_name
from ikm.errors import OptionError
from ikm.surveys.files import parse_survey_file

if TYPE_CHECKING:
    from pathlib import Path

FORM = "examples/ppid-2023.csv"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("81,5", Fraction(163, 2)), ("81.5", Fraction(163, 2)), (" 81 ", Fraction(81)), ("0,111", Fraction(111, 1000)),
        ("0.111", Fraction(111, 1000)), ("81,500", Fraction(163, 2)), ("1.234,5", Fraction(2469, 2)),
        ("1,234.5", Fraction(2469, 2)), ("1.200.000", Fraction(1_200_000)), ("1 200", Fraction(1200)),
        ("1/9", Fraction(1, 9)), ("-3", Fraction(-3)), ("81.50", Fraction(163, 2)), ("100", Fraction(100)),
    ],
)  # fmt: skip
def test_a_number_is_read_with_a_comma_or_a_point(text: str, number: Fraction) -> None:
    assert typed_number(text) == number


@pytest.mark.parametrize("text", ["", "delapan", "81,5,5", "1.2.3", "8 1", "81%", "٨١", "nan", "inf", "1,2.3,4", "0x1"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert typed_number(text) is None
    assert typed_count(text) is None


@pytest.mark.parametrize(("text", "words"), [("81.500", "81,5 atau 81500"), ("1.200", "1,2 atau 1200")])
def test_a_dot_before_three_figures_is_asked_and_either_answer_is_read(text: str, words: str) -> None:
    with pytest.raises(OptionError) as error:
        typed_number(text)
    assert error.value.words("id") == f'"{text}" dapat berarti {words}; ketik {words}.'
    for answer in words.split(" atau "):
        assert typed_number(answer) is not None


@pytest.mark.parametrize(
    ("text", "count"),
    [("1200", 1200), ("1.200", 1200), ("1.200.000", 1_200_000), ("1,200,000", 1_200_000), ("205.0", 205),
     ("205,00", 205), ("1 200", 1200), ("0", 0), ("12,5", None), ("1.5", None), ("1.20", None), ("-3", -3),
     ("0.200", None)],
)  # fmt: skip
def test_how_many_people_is_a_whole_number_with_dots_between_thousands(text: str, count: int | None) -> None:
    assert typed_count(text) == count


def test_a_comma_before_three_figures_is_asked_where_people_are_counted() -> None:
    with pytest.raises(OptionError) as error:
        typed_count("1,200")
    assert error.value.words("id") == '"1,200" dapat berarti 1,2 atau 1200; ketik 1200.'


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_number_as_the_output_writes_it_is_read_back(whole: int, cents: int) -> None:
    shown = f"{whole:,}".replace(",", ".")
    assert typed_count(shown) == whole
    assert typed_number(f"{shown},{cents:02}") == whole + Fraction(cents, 100)


def test_texts_of_programs_keep_their_point_and_may_have_a_comma() -> None:
    assert (exact_number("76.605"), exact_number("76,605")) == (Fraction(76605, 1000),) * 2
    assert library.grade("88,305").mutu == library.grade("88.305").mutu == "A"


def test_weights_are_called_as_people_write_them() -> None:
    assert [weight_name(text) for text in ("0,111", "0.11", "1/9", "1/k", " exact ")] == [
        "0.111", "0.11", "exact", "exact", "exact",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("flags", "where", "value"),
    [
        (["--target", "81,5"], ("target", "value"), 81.5),
        (["--target", "81.5"], ("target", "value"), 81.5),
        (["--target", "81,500"], ("target", "value"), 81.5),
        (["--population", "1.200"], ("sample", "population"), 1200),
        (["--population", "1200"], ("sample", "population"), 1200),
        (["--weight", "0,11"], ("weight",), "0.11"),
    ],
)
def test_the_command_reads_them(flags: list[str], where: tuple[str, ...], value: object) -> None:
    run = ikm_here("score", FORM, "--json", *flags)
    assert run.code == 0
    found: Any = json.loads(run.out)
    for name in where:
        found = found[name]
    assert found == value


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--target", "81.500"], '"81.500" dapat berarti 81,5 atau 81500; ketik 81,5 atau 81500.\n'),
        (["--population", "1,200"], '"1,200" dapat berarti 1,2 atau 1200; ketik 1200.\n'),
        (["--target", "tinggi"], '"tinggi" bukan angka; tulis seperti 81,5.\n'),
        (["--target", "100,5"], "Target adalah IKM di atas 0 sampai 100, misalnya --target 81; 100,5 tidak"),
        (["--population", "banyak"], "Populasi adalah bilangan bulat 0 atau lebih, misalnya 205; 'banyak' tidak"),
    ],
)
def test_the_command_asks_what_it_cannot_tell(flags: list[str], words: str) -> None:
    run = ikm_here("score", FORM, *flags)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(words)


def test_other_commands_read_them_too() -> None:
    assert (
        ikm_here("sample", "1.200").out
        == "Perlu 291 responden dari populasi 1.200 (Krejcie–Morgan); tabel tercetak: 291.\n"
    )
    assert json.loads(ikm_here("sample", "1000", "--confidence", "0,99", "--json").out)["required"] == 399
    assert ikm_here("check", FORM, "--population", "1.200", "--json").code == 0


@pytest.mark.parametrize(
    "arguments",
    [("score", ""), ("check", ""), ("tally", ""), ("merge", ""), ("init", ""), ("score", FORM, ""),
     ("score", FORM, "--out", ""), ("score", FORM, "--survey", ""), ("score", FORM, "--units", "  ")],
)  # fmt: skip
def test_an_empty_name_is_refused_and_is_not_the_folder_one_is_in(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "survei.csv").write_bytes(as_csv([NAMES, *GOOD]))
    where = ROOT if FORM in arguments else tmp_path
    run = ikm_here(*arguments, cwd=where)
    assert (run.code, run.out) == (2, "")
    assert run.err == "Nama berkasnya kosong; ketik nama berkas yang dimaksud.\n"
    assert ikm_here("score", ".", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("target = 81,5", {"target": 81.5}), ('target = "81,5"', {"target": 81.5}), ("target = 81.5", {"target": 81.5}),
        ("target = 81,5  # sasaran", {"target": 81.5}), ("target = 81", {"target": 81}),
        ("population = 1.200", {"population": 1200}), ('population = "1.200"', {"population": 1200}),
        ("population = 1.200.000", {"population": 1_200_000}), ("population = 1200.0", {"population": 1200}),
        ("weight = 0,111", {"weight": "0.111"}), ("weight = 0.11", {"weight": "0.11"}),
        ("weight = 1/9", {"weight": "exact"}), ('period = "Triwulan I 2026"', {"period": "Triwulan I 2026"}),
        ("period = 2026-TW1", {"period": "2026-TW1"}), ("period = 2026-01", {"period": "2026-01"}),
        ("period = 2026-01-31", {"period": "2026-01-31"}),
    ],
)  # fmt: skip
def test_a_survey_file_reads_them_with_and_without_quotes(text: str, said: dict[str, object]) -> None:
    assert parse_survey_file(f'title = "SKM"\n{text}\n', "survei.toml").said() == {"title": "SKM", **said}


def test_a_table_of_weights_may_have_commas() -> None:
    keys = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan"]
    lines = [*(f"{key} = 0,1" for key in keys), 'sarana = "0,2"']
    plan = parse_survey_file("\n".join(["[weight]", *lines]), "survei.toml")
    result = library.score([NAMES, *GOOD], survey=plan)
    assert (result.weight, result.elements["U9"].weight, result.elements["U1"].weight) == ("own", 0.2, 0.1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "target = 81.500",
            "baris 2: 'target': \"81.500\" dapat berarti 81,5 atau 81500; ketik 81,5 atau 81500.",
        ),
        (
            "population = 1,200",
            "baris 2: 'population': \"1,200\" dapat berarti 1,2 atau 1200; ketik 1200.",
        ),
        ("population = 12,5", "baris 2: 'population' harus bilangan bulat"),
        ("target = 181,5", "baris 2: 'target' harus 100 atau kurang (tertulis 181.5)."),
        (
            "target = delapan",
            "baris 2: ada kesalahan penulisan pada baris ini; teks ditulis dalam tanda kutip",
        ),
    ],
)
def test_a_survey_file_asks_with_the_line(text: str, words: str) -> None:
    with pytest.raises(library.DefinitionError) as error:
        parse_survey_file(f'title = "SKM"\n{text}\n', "survei.toml")
    assert words in error.value.words("id")


def test_what_a_survey_file_asks_to_write_is_read() -> None:
    assert parse_survey_file("target = 81,5\npopulation = 1200\n", "s").said() == {"target": 81.5, "population": 1200}


@pytest.mark.parametrize("people", ["1250", "1.250", "1250.0", 1250, 1250.0, " 1.250 "])
def test_the_list_of_units_reads_them(people: object, tmp_path: Path) -> None:
    folder = tmp_path / "dinas"
    folder.mkdir()
    (folder / "a.csv").write_bytes(as_csv([NAMES, *GOOD]))
    rows: list[list[Any]] = [["berkas", "unit", "populasi"], ["a.csv", "Loket A", people]]
    units = tmp_path / "unit.xlsx"
    units.write_bytes(as_xlsx(rows))
    if isinstance(people, str):
        units = tmp_path / "unit.csv"
        units.write_bytes(as_csv(rows))
    run = ikm_here("score", folder, "--units", units, "--json")
    assert run.code == 0
    assert json.loads(run.out)["units"][0]["population"] == 1250


def test_a_population_a_spreadsheet_made_a_fraction_of_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "dinas"
    folder.mkdir()
    (folder / "a.csv").write_bytes(as_csv([NAMES, *GOOD]))
    units = tmp_path / "unit.xlsx"
    units.write_bytes(as_xlsx([["berkas", "populasi"], ["a.csv", 1.25]]))
    run = ikm_here("score", folder, "--units", units)
    assert (run.code, run.out) == (2, "")
    assert "unit.xlsx, B2: populasi ditulis sebagai bilangan bulat, misalnya 1250 atau 1.250" in run.err
