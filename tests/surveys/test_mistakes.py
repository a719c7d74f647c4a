"""What an analyst does wrong in a notebook, and the words that say what happened, where, and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tables import as_csv

import ikm
from ikm.arguments import nearest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADS = [
    "Kesesuaian persyaratan", "Kemudahan prosedur", "Kecepatan waktu", "Kewajaran biaya", "Kesesuaian produk",
    "Kompetensi petugas", "Perilaku petugas", "Penanganan pengaduan", "Bagaimana kualitas sarana", "Unit",
    "Warna kartu",
]  # fmt: skip
DF = pd.DataFrame([[4, 3, 4, 3, 4, 3, 4, 3, 4, unit, "biru"] for unit in ("A", "B") * 6], columns=HEADS)
api: Any = ikm
"""What a notebook does no type checker has seen."""

MISTAKES: list[tuple[Callable[[], object], str]] = [
    (lambda: api.score(DF, columns={"U9": "Kualitas"}),
     r'columns\["U9"\]: no column is headed "Kualitas"\. Nearest: I "Bagaimana kualitas sarana"\.$'),
    (lambda: api.score(DF, columns={"U9": "Bagaiman kualitas"}), 'Nearest: I "Bagaimana kualitas sarana"'),
    (lambda: api.score(DF, columns={"Sarana": "U9"}), r'It names, for each element, its column: \{"U9": '),
    (lambda: api.score(DF, columns={"saran": "I"}), r'columns\["saran"\]: there is no such element\. Did'),
    (lambda: api.score(DF, columns=["U9"]), r'columns names, for each element, its column, as \{"U9": .*; got a list'),
    (lambda: api.score(DF, columns={"U9": "ZZ"}), r'columns\["U9"\]: there is no column ZZ\. The columns are A to K'),
    (lambda: api.score(DF, columns={"U1": "A", "U2": "A"}), r'columns\["U2"\]: column A is already chosen'),
    (lambda: api.load(DF).tally(by="Warna kartu"), r"was not kept when .* ikm\.load\(source, keep='Warna kartu'\)"),
    (lambda: api.score(api.load(DF), by="K"), r"was not kept when .* ikm\.load\(source, keep='K'\)"),
    (lambda: api.score(api.load(DF), by="Unit"), "was read as 'jenis_layanan'; group by 'jenis_layanan'"),
    (lambda: api.score(DF, by="Warna katru"), r"no column 'Warna katru' to group by\. Did you mean 'Warna kartu'\?"),
    (lambda: api.load(DF, by="Unit"), r"ikm\.load has no option 'by'; load keeps columns .* keep=…, and ikm\.score"),
    (lambda: api.load(DF, weight="exact"), r"ikm\.load has no option 'weight'; it is an option of ikm\.score"),
    (lambda: api.score(DF, populasi=205), r"ikm\.score has no option 'populasi'; did you mean 'population'"),
    (lambda: api.score(api.load(DF), period="2023"), r"already read; period must be given to ikm\.load"),
    (lambda: api.score(api.load(DF).tally(), period="2023"), "A tally is already read: period must be given where"),
    (lambda: api.score(api.load(DF).tally(), by="Unit"),
     r"not grouped by 'Unit'; it is grouped by nothing\. .* ikm\.load\(source, keep='Unit'\)\.tally\(by='Unit'\)"),
    (lambda: api.load(DF, keep="K").tally(by="K") + api.load(DF).tally(), r"different grouping .* tally\.regroup\(\)"),
    (lambda: api.load(DF).tally(moments=True) + api.load(DF).tally(), r"different moments .* moments=True, or none"),
    (lambda: api.load(DF, keep="K").tally(by="K").regroup("Unit"), r"not grouped by 'Unit'; it is grouped by K\."),
    (lambda: api.score_agency(DF), r'got a DataFrame\. .*dict\(list\(frame\.groupby\("Unit"'),
    (lambda: api.score_agency(DF.groupby("Unit")), r"got a DataFrameGroupBy\. .*dict\(list\(groups\)\)"),
    (lambda: api.score_agency("a.xlsx"), r"got a str\. One survey alone is scored by ikm\.score"),
    (lambda: api.score_agency(["x/a.csv", "y/a.csv"]), "Two units are called 'a'; give each unit its survey"),
    (lambda: api.score_agency([DF]), "A DataFrame in a list of units has no name; give each unit its survey"),
    (lambda: api.score_agency([api.score(DF)]), r"A result holds .* 12 respondents.* Give what it was scored"),
    (lambda: api.score_agency({"A": api.score(DF)}), "A result holds figures"),
    (lambda: api.score_agency({}), r'no unit to score; give each its survey: \{"Loket A": "a\.xlsx"\}'),
    (lambda: api.score_agency({"A": DF}, populations=205), r'populations gives each unit its own, as \{"Loket'),
    (lambda: api.score_agency({"A": DF}, populations={"B": 2}), "There is no unit 'B'; the units are A"),
    (lambda: api.score(api.score(DF)), "A IKMResult is no survey: .* A result is scored already"),
    (lambda: api.score(api.tally_file(api.load(DF))), r"A TallyFile is no survey: .* are scored: file\.tally"),
    (lambda: api.score(DF.groupby("Unit")), r"ikm\.score_agency\(dict\(list\(groups\)\)\)"),
    (lambda: api.tally_file(DF), r"got a DataFrame: ikm\.tally_file\(ikm\.load\(source\)\)"),
    (lambda: api.tally([[4] * 9]), r"A file or rows are counted by ikm\.load\(source\)\.tally\(\)"),
    (lambda: api.map_columns(DF), r"takes the headings of a form, as list\(frame\.columns\); got a DataFrame"),
    (lambda: api.map_columns("Waktu"), r"takes the headings of a form.*; got a str"),
    (lambda: api.score(DF, period=("2023-01", "2023-03")), r'two of them with \.\. between, "2023-01\.\.2023-03"; got'),
    (lambda: api.score(DF, weight={"U1": 1}), "no weight for prosedur.*; give every element one, in total 1"),
    (lambda: api.score(DF, labels={"U3": {"cepat": 9}}), '`labels` "cepat": the score is a whole number from 1 to 4'),
    (lambda: api.score(DF, sheet=1), "A table in memory has no sheets; leave `sheet` out"),
    (lambda: api.score(DF.replace({4: 5})), r'use questionnaire="QUESTIONNAIRE\.toml"'),
    (lambda: api.score(DF.drop(columns=HEADS[8])), r"No column was found for U9 .* for example columns="),
    (lambda: api.score(DF, period="2023"), "no column of timestamps was recognised. .* or run without `period`"),
]  # fmt: skip


@pytest.mark.parametrize(("mistake", "words"), MISTAKES, ids=[words[:50] for _, words in MISTAKES])
def test_a_mistake_is_told_with_what_to_do(mistake: Callable[[], object], words: str) -> None:
    with pytest.raises(ikm.IkmError, match=words) as told:
        mistake()
    for lang in ("en", "id"):
        assert not re.search(r"(?<![\w-])--[a-z]", told.value.words(lang))


FILES = [
    ('title = "x"\n\n[columns]\nsarana = 99\n', r"survei\.toml, line 4: 'columns\.sarana': there is no column 99",
     r"survei\.toml, baris 4: 'columns\.sarana': tidak ada kolom 99"),
    ('[kolom]\nU9 = "ZZ"\n', r"line 2: 'columns\.U9': there is no column ZZ\.", "baris 2"),
    ('title = "x"\nby = ["Warna katru"]\n', r"line 2: 'by': There is no column 'Warna katru'.*Did you mean", "baris 2"),
    ('title = "x"\nper = ["Warna katru"]\n', r"line 2: 'by': There is no column 'Warna katru'", "baris 2"),
    ('lembar = "Mei"\n', r"line 1: 'sheet': A CSV file has no sheets", "baris 1: 'sheet'"),
    ("\nheader = 99\n", r"line 2: 'header': There is no row 99 to hold the header", "baris 2"),
    ('[labels.U3]\n"cepat" = 9\n', r"line 2: 'labels\.U3\.cepat': the score is a whole number from 1 to 4", "baris 2"),
    ('questionnaire = "tak.toml"\n', r"line 1: 'questionnaire': The questionnaire file 'tak\.toml'", "baris 1"),
    ("\n\n[weight]\nU1 = 0.5\n", r"line 3: 'weight': The table of weights has no weight for prosedur", "baris 3"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "english", "indonesian"), FILES, ids=[text for text, *_ in FILES])
def test_what_a_survey_file_says_wrongly_is_told_with_its_line(
    text: str, english: str, indonesian: str, tmp_path: Path
) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv([HEADS, *DF.to_numpy().tolist()]))
    (tmp_path / "survei.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ikm.OptionError, match=english) as told:
        ikm.score(tmp_path / "f.csv", survey=tmp_path / "survei.toml")
    assert re.search(indonesian, told.value.words("id"))


def test_what_a_call_gives_is_not_blamed_on_the_survey_file(tmp_path: Path) -> None:
    plan = tmp_path / "survei.toml"
    plan.write_text('by = ["Unit"]\n[columns]\nbiaya = "D"\n', encoding="utf-8")
    for options in ({"by": "Warna katru"}, {"columns": {"biaya": "ZZ"}}):
        with pytest.raises(ikm.OptionError) as told:
            api.score(DF, survey=plan, **options)
        assert "survei.toml" not in str(told.value)


def test_units_in_a_list_go_by_their_own_names(tmp_path: Path) -> None:
    for name in ("Loket A", "Loket B"):
        DF.to_csv(tmp_path / f"{name}.csv", index=False)
    paths = sorted(tmp_path.glob("*.csv"))
    by_name = ikm.score_agency({path.stem: path for path in paths}, allow_duplicates=True)
    assert ikm.score_agency(paths, allow_duplicates=True) == by_name
    assert ikm.score_agency([ikm.load(path) for path in paths], allow_duplicates=True).agency == by_name.agency
    sent = ikm.tally_file(ikm.load(paths[0]), unit="Loket C")
    assert [unit.unit for unit in ikm.score_agency([sent, paths[1]], allow_duplicates=True).units] == [
        "Loket C",
        "Loket B",
    ]


def test_the_nearest_name_is_found_by_its_words_and_then_its_letters() -> None:
    heads = ["Unit", "Bagaimana kualitas ruang", "Kualitas"]
    assert nearest("kualitas", heads) == heads[:0:-1]
    assert nearest("pengadaun", ["Pengaduan", "Pengalaman"]) == ["Pengaduan"]
    assert nearest("", ["Unit"]) == nearest("zzz", ["Unit"]) == []
