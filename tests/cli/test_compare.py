"""The trend on the command: what a period may be, what it is called, what is written, and units that are periods."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, cast

import pytest
from command import ROOT, Run, on_screen
from command import ikm_here as ikm
from strangers import strangers
from tables import NAMES, as_csv

import ikm as library
from ikm.cli.names import english
from ikm.cli.sequences import named_periods

if TYPE_CHECKING:
    from pathlib import Path

PPID = ROOT / "examples" / "ppid-2023.xlsx"
QUARTERS = {f"TW{number}": (f"2026-{3 * number - 2:02d}-02", f"2026-{3 * number:02d}-27") for number in range(1, 5)}
HISTORY = """unit = "Biro Humas"
[[riwayat]]
periode = 2022
ikm = 82,24
target = 80
[target_periode]
2023 = 81
2027 = 90
"""


def rows_of(first: str, last: str, seed: int = 0) -> list[list[Any]]:
    """Make a survey whose answers lie between two days, both answered on."""
    chance, start = Random(seed), datetime.fromisoformat(f"{first}T08:00:00")
    days = (datetime.fromisoformat(last) - start).days + 1
    times = [start, start + timedelta(days=days), *(start + timedelta(days=chance.randrange(days)) for _ in range(18))]
    answers = [chance.choices([1, 2, 3, 4], [1, 2, 8, 6], k=9) for _ in times]
    return [[f"{time:%Y/%m/%d %H:%M:%S}", *row] for time, row in zip(times, answers, strict=True)]


def survey(path: Path, first: str, last: str, seed: int = 0) -> Path:
    path.write_bytes(as_csv([["Timestamp", *NAMES], *rows_of(first, last, seed)]))
    return path


@pytest.fixture
def quarters(tmp_path: Path) -> Path:
    """Give a folder with four quarters of one survey, each as an export and as a kept result."""
    for seed, (name, (first, last)) in enumerate(QUARTERS.items()):
        survey(tmp_path / f"{name}.csv", first, last, seed)
        assert ikm("score", f"{name}.csv", "--out", f"{name}.json", cwd=tmp_path).code == 0
    return tmp_path


def compare(*words: object, cwd: Path = ROOT, code: int = 0, columns: int = 80) -> Run:
    run = ikm("compare", *words, cwd=cwd, columns=columns)
    assert (run.code, "Traceback" in run.err) == (code, False), run.err
    return run


def figures(run: Run) -> list[tuple[Any, ...]]:
    return [(one["label"], one["ikm"], one["mutu"]) for one in json.loads(run.out)["periods"]]


def test_the_reference_report_as_a_trend() -> None:
    words = ["2022=82,24", f"2023={PPID}", "--target", "2023=81", "--target", "2027=90"]
    run = compare(*words)
    lines = run.out.splitlines()
    assert lines[0] == lines[-1] == "IKM 83,86  mutu B (Baik)  ·  2023  ·  naik 1,62 dari 2022"
    assert [line.split() for line in lines[2:6]] == [
        ["Periode", "IKM", "Mutu", "Responden", "Perubahan", "Target", "Ketercapaian"],
        ["2022", "82,24", "B", "–", "–", "–"],
        ["2023", "83,86", "B", "136", "+1,62", "81,00", "tercapai"],
        ["2027", "–", "–", "–", "–", "90,00", "belum", "dilaksanakan"],
    ]
    exact = json.loads(compare(*words, "--weight", "exact", "--json").out)
    assert (exact["periods"][1]["ikm"], exact["changes"][0]["ikm"], exact["targets"]) == (83.95, 1.71, {"2027": 90})


def test_results_counts_and_exports_are_one_trend_in_the_order_given(quarters: Path) -> None:
    assert ikm("tally", "TW2.csv", "--out", "hitungan.json", cwd=quarters).code == 0
    run = compare("TW1.json", "hitungan.json", "TW3.csv", "Akhir=TW4.json", "--json", cwd=quarters)
    scored = [library.score(quarters / f"TW{number}.csv") for number in range(1, 5)]
    labels = ["Triwulan I 2026", "Triwulan II 2026", "Triwulan III 2026", "Akhir"]
    assert figures(run) == [(label, one.ikm, one.mutu) for label, one in zip(labels, scored, strict=True)]
    assert json.loads(run.out)["findings"] == []
    again = compare("TW3.csv", "TW1.json", cwd=quarters)
    assert "[compare-order]" in again.err


def test_labels_are_alike_where_that_tells_periods_apart_and_names_of_files_where_nothing_does(tmp_path: Path) -> None:
    survey(tmp_path / "a.csv", "2026-04-02", "2026-06-20")
    survey(tmp_path / "b.csv", "2026-07-01", "2026-07-29")
    survey(tmp_path / "c.csv", "2026-08-01", "2026-08-29")
    (tmp_path / "d.csv").write_bytes(as_csv([NAMES, *[[4] * 9] * 12]))
    run = compare("a.csv", "b.csv", "--json", cwd=tmp_path)
    assert [label for label, *_ in figures(run)] == ["Triwulan II 2026", "Triwulan III 2026"]
    run = compare("b.csv", "c.csv", "--json", cwd=tmp_path)
    assert [label for label, *_ in figures(run)] == ["Juli 2026", "Agustus 2026"]
    run = compare("2025=80", "b.csv", "d.csv", "--json", cwd=tmp_path)
    assert [label for label, *_ in figures(run)] == ["2025", "2026", "d"]


def test_one_file_named_with_several_periods_gives_each_its_own_answers(tmp_path: Path) -> None:
    first, second = rows_of("2026-01-05", "2026-03-20", 1), rows_of("2026-04-05", "2026-06-20", 2)
    (tmp_path / "semua.csv").write_bytes(as_csv([["Timestamp", *NAMES], *first, *second]))
    run = compare("2026-Q1=semua.csv", "Triwulan II 2026=semua.csv", "--json", cwd=tmp_path)
    assert [ikm_ for _, ikm_, _ in figures(run)] == [
        library.score([["Timestamp", *NAMES], *rows]).ikm for rows in (first, second)
    ]
    assert "disebut beberapa kali" in compare("semua.csv", "semua.csv", cwd=tmp_path, code=2).err
    assert "“lama” bukan waktu" in compare("lama=semua.csv", "2026-Q2=semua.csv", cwd=tmp_path, code=2).err


def test_how_few_respondents_a_period_may_have_is_asked_as_of_groups() -> None:
    # The example has 136 respondents.
    def codes(*words: object) -> list[str]:
        run = compare("2022=82,24", "2023=examples/ppid-2023.xlsx", *words, "--json")
        return [one["code"] for one in json.loads(run.out)["findings"] if one["code"] == "compare-few"]

    assert (codes(), codes("--min-group", 136), codes("--min-group", 137)) == ([], [], ["compare-few"])
    refused = compare("2022=82,24", "2023=examples/ppid-2023.xlsx", "--min-group", 4, code=2)
    assert "min-group" in refused.err


def test_times_that_overlap_are_said_and_the_remedy_that_is_printed_ends_it(tmp_path: Path) -> None:
    first, second = rows_of("2026-01-05", "2026-03-20", 1), rows_of("2026-04-05", "2026-06-20", 2)
    (tmp_path / "tw1.csv").write_bytes(as_csv([["Timestamp", *NAMES], *first]))
    (tmp_path / "survei.xlsx").write_bytes(as_csv([["Timestamp", *NAMES], *first, *second]))
    run = compare("2026-Q1=tw1.csv", "2026-Q2=survei.xlsx", cwd=tmp_path, columns=200)
    assert "[compare-overlap]" in run.err
    printed = re.search(r"misalnya (2026-Q1=\S+ 2026-Q2=\S+)", " ".join(run.err.split()))
    assert printed is not None
    assert "[compare-overlap]" not in compare(*shlex.split(printed[1]), cwd=tmp_path, columns=200).err


def test_the_survey_file_tells_earlier_periods_and_targets(tmp_path: Path) -> None:
    (tmp_path / "survei.toml").write_text(HISTORY, encoding="utf-8")
    (tmp_path / "ppid.xlsx").write_bytes(PPID.read_bytes())
    run = ikm("score", "ppid.xlsx", "--out", "a.json", "--out", "a.html", "--out", "a.xlsx", cwd=tmp_path)
    assert run.code == 0
    assert re.search(r"^Tren +82,24 \(2022\) → 83,86 \(2023\), naik 1,62 *$", run.out, re.MULTILINE)
    assert re.search(r"^Target +81,00, tercapai", run.out, re.MULTILINE)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert 'id="tren"' in page
    assert "belum dilaksanakan" in page
    for words in (["a.json"], ["ppid.xlsx"], ["2023=ppid.xlsx"]):
        trend = json.loads(compare(*words, "--json", cwd=tmp_path).out)
        assert [one["label"] for one in trend["periods"]] == ["2022", "2023"]
        assert [(one["target"], one["reached"]) for one in trend["periods"]] == [(80, True), (81, True)]
        assert (trend["targets"], trend["unit"]) == ({"2027": 90}, "Biro Humas")
    typed = json.loads(compare("2022=70", "2023=a.json", "--target", "2023=85", "--json", cwd=tmp_path).out)
    assert [(one["ikm"], one["target"]) for one in typed["periods"]] == [(70, None), (83.86, 85)]
    assert [label for label, *_ in figures(compare("2021=70", "a.json", "--json", cwd=tmp_path))] == [
        "2021",
        "2022",
        "2023",
    ]
    assert len(figures(compare("2021=70", "a.json", "--no-survey", "--json", cwd=tmp_path))) == 2


def test_what_the_survey_file_says_of_one_period_holds_for_no_other(quarters: Path) -> None:
    (quarters / "survei.toml").write_text('periode = "2026-Q2"\ntarget = 81\nbobot = "exact"\n', encoding="utf-8")
    trend = json.loads(compare("TW1.csv", "TW2.csv", "--json", cwd=quarters).out)
    assert [one["label"] for one in trend["periods"]] == ["Triwulan I 2026", "Triwulan II 2026"]
    assert [(one["target"], one["weight"]) for one in trend["periods"]] == [(None, "exact"), (81, "exact")]
    same = library.compare(
        {"Triwulan I 2026": quarters / "TW1.csv", "Triwulan II 2026": quarters / "TW2.csv"},
        survey=quarters / "survei.toml",
    )
    assert json.loads(same.model_dump_json()) == trend


def test_a_survey_file_without_earlier_periods_says_nothing_of_a_trend(tmp_path: Path) -> None:
    (tmp_path / "survei.toml").write_text("target = 81\n", encoding="utf-8")
    (tmp_path / "ppid.xlsx").write_bytes(PPID.read_bytes())
    run = ikm("score", "ppid.xlsx", cwd=tmp_path)
    assert (run.code, "Tren" in run.out) == (0, False)
    run = ikm("score", "ppid.xlsx", "--out", "a.svg", "--product", "trend", cwd=tmp_path)
    assert (run.code, (tmp_path / "a.svg").exists()) == (2, False)
    assert "[[riwayat]]" in run.err
    assert (
        "[[history]]"
        in ikm("score", "ppid.xlsx", "--out", "a.svg", "--produk", "tren", "--lang", "en", cwd=tmp_path).err
    )


def test_every_product_of_a_trend_is_written(quarters: Path) -> None:
    endings = ("xlsx", "html", "svg", "json", "csv")
    words = ["TW1.json", "TW2.json", "--target", "2027=90"]
    outs = [part for ending in endings for part in ("--out", f"t.{ending}")]
    run = compare(*words, *outs, cwd=quarters)
    assert run.err.splitlines()[-5:] == [
        "Buku kerja ditulis: t.xlsx", "Halaman web ditulis: t.html", "Grafik tren ditulis: t.svg",
        "Hasil JSON ditulis: t.json", "Tabel periode ditulis: t.csv",
    ]  # fmt: skip
    assert (quarters / "t.json").read_text("utf-8") == compare(*words, "--json", cwd=quarters).out
    assert "Triwulan II 2026" in (quarters / "t.svg").read_text("utf-8")
    rows = list(csv.reader(io.StringIO((quarters / "t.csv").read_text("utf-8-sig"), newline=""), delimiter=";"))
    one = library.score(quarters / "TW1.csv")
    assert rows[1][:4] == ["Triwulan I 2026", "20", f"{one.ikm:.2f}".replace(".", ","), one.mutu]
    assert rows[1][9:] == [f"{element.ikm:.2f}".replace(".", ",") for element in one.elements]
    assert (rows[3][0], rows[3][2], rows[3][6], len(rows)) == ("2027", "", "90,00", 4)
    assert "sudah ada" in compare(*words, "--out", "t.csv", cwd=quarters, code=2).err
    assert "dibaca perintah ini" in compare(*words, "--out", "TW1.json", "--force", cwd=quarters, code=2).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["TW1.json"], "ketik|ikm compare 2025=82,24 TW1.json"),
        (["TW1.json", "2026-Q1=82"], "Dua periode bernama"),
        (["2022=82", "Tahun 2022=83"], "Dua periode bernama “2022”"),
        (["2022=182", "TW1.json"], "'2022': ikm: IKM dari 25 sampai 100 (tertulis 182)."),
        (["2022=3,2", "TW1.json"], "NRR 3,2 sama dengan IKM 80, jadi tulis 80."),
        (["2022=lumayan", "TW1.json"], "“2022=lumayan” bukan periode"),
        (["TW9.json", "TW1.json"], "Berkas “TW9.json” tidak ditemukan"),
        (["lalu=TW9.xlsx", "TW1.json"], "Berkas “TW9.xlsx” tidak ditemukan"),
        ([".", "TW1.json"], "adalah folder"),
        (["Triwulan", "I", "2026=TW1.json", "TW2.json"], 'diapit tanda kutip: "Triwulan I 2026=TW1.json"'),
        (["TW1.json", "TW2.json", "--target", "81"], "--target ditulis PERIODE=NILAI"),
        (["TW1.json", "TW2.json", "--target", "2026=81", "--target", "Tahun 2026=82"], "menyebut Tahun 2026 dua kali"),
        (["TW1.json", "TW2.json", "--target", "2021=81"], "Tidak ada periode '2021'"),
        (["agency.json", "TW1.json"], "berisi beberapa unit"),
        (["lain.json", "TW1.json"], "tidak berisi hasil atau rekapitulasi"),
        (["TW1.json", "TW2.json", "--out", "a.doc"], "ditentukan akhiran namanya"),
    ],
)
def test_wrong_use_is_told_in_words(quarters: Path, words: list[str], said: str) -> None:
    (quarters / "lain.json").write_text('{"format": "lain"}', encoding="utf-8")
    assert ikm("score", ".", "--as-units", "--out", "../agency.json", "--json", cwd=quarters).code == 0
    (quarters / "agency.json").write_bytes((quarters.parent / "agency.json").read_bytes())
    (quarters.parent / "agency.json").unlink()
    told = compare(*words, cwd=quarters, code=2).err
    assert re.search(said if "|" in said else re.escape(said), told), told
    run = ikm("compare", *words, "--lang", "en", cwd=quarters)
    assert run.code == 2
    assert not strangers(re.sub(r"“[^”]*”|\S+=\S+|'[^']*'|\S+\.\w+", "", run.err), "en"), run.err


def test_data_that_is_refused_is_shown_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "buruk.csv").write_bytes(as_csv([NAMES, [9] * 9]))
    run = compare("2022=82", "2023=buruk.csv", cwd=tmp_path, code=1)
    assert "[answer-off-scale]" in run.err
    assert "IKM tidak dihitung" in run.err
    assert run.out == ""


@pytest.mark.parametrize("columns", [60, 80, 140])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_screen_fits_and_is_in_one_language(quarters: Path, columns: int, lang: str) -> None:
    words = [f"Triwulan {number} 2026=TW{place}.json" for place, number in enumerate(("I", "II", "III", "IV"), 1)]
    words += ["--target", "2026=80", "--target", "2027=90", "--lang", lang]
    screen = on_screen("compare", "2025=81,5", *words, cwd=quarters, columns=columns)
    assert screen.code == 0
    shown = screen.lines[:-1]  # the command to type next is one line however long it is
    assert max(map(len, shown)) <= columns
    assert shown[0].startswith("IKM ")
    for told in ("2025", "2027", "81,50" if lang == "id" else "81.50"):
        assert any(told in line for line in shown)
    assert screen.lines[-2].startswith("Langkah berikutnya" if lang == "id" else "Next")
    assert any(line.startswith("U9") for line in shown)
    if lang == "en":
        named = re.sub(r"Triwulan|[IV]+ \d{4}", "", "\n".join(shown))
        assert not strangers(named, "en"), strangers(named, "en")
    run = ikm(*shlex.split(screen.lines[-1])[1:], cwd=quarters)
    assert run.code == 0, run.err


def test_more_periods_than_fit_are_counted_below(quarters: Path) -> None:
    words = [f"{2010 + place}=TW{place % 4 + 1}.json" for place in range(12)]
    run = compare(*words, cwd=quarters)
    assert max(map(len, run.out.splitlines())) <= 80
    assert re.search(r"^\d+ periode sebelumnya tidak muat", run.out, re.MULTILINE)
    assert "2010" in run.out


def test_brief_shows_the_last_index_and_the_next_step_alone(quarters: Path) -> None:
    run = compare("TW1.json", "TW2.json", "--brief", cwd=quarters)
    assert len(run.out.splitlines()) == 1
    assert in_english(commands(run)[0]) == "compare TW1.json TW2.json --out tren.xlsx"


def test_hostile_names_stay_text(quarters: Path) -> None:
    label = "=HYPERLINK(1)<script>\x1b[31m\u202e{{7*7}}"
    run = compare(f"{label}=TW1.json", "TW2.json", "--out", "t.html", "--out", "t.csv", "--out", "t.svg", cwd=quarters)
    assert "\x1b" not in run.out + run.err
    for name in ("t.html", "t.svg"):
        text = (quarters / name).read_text("utf-8")
        assert "<script" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "{{7*7}}" in text
    assert "\"'=HYPERLINK" in (quarters / "t.csv").read_text("utf-8-sig")


def test_the_same_command_gives_the_same_bytes(quarters: Path) -> None:
    made = []
    for name in ("a", "b"):
        compare("TW1.json", "TW2.csv", "--out", f"{name}.xlsx", "--out", f"{name}.html", cwd=quarters)
        made.append([(quarters / f"{name}.{ending}").read_bytes() for ending in ("xlsx", "html")])
    assert made[0] == made[1]


# ---- units or periods


@pytest.mark.parametrize(
    "names",
    [
        ["TW1", "TW2", "TW3"], ["Januari", "Februari"], ["2022", "2023"], ["SKM_2026_TW_I", "SKM_2026_TW_II"],
        ["Survei PPID Triwulan I 2026 (Jawaban)", "Survei PPID Triwulan II 2026 (Jawaban) (1)"],
        ["2026-01", "2026-02"], ["skm Mei 2026", "skm Juni 2026"], ["Semester 1", "Semester 2"], ["TW-III", "TW-IV"],
    ],
)  # fmt: skip
def test_names_that_say_periods(names: list[str]) -> None:
    assert len(named_periods(names)) == len(names)


@pytest.mark.parametrize(
    "names",
    [
        ["Loket A", "Loket B"], ["Loket 1", "Loket 2"], ["Loket A 2026", "Loket B 2026"], ["a", "b"],
        ["Kecamatan Sukamaju TW1", "Kecamatan Sukasari TW1"], ["Loket A TW1", "Loket B TW2"], ["S1", "S2"],
        ["Marina", "Mei Lan"], ["ppid-2023", "stakeholder-2023"], ["Unit I", "Unit II"], ["TW1", "TW1 (1)"],
        ["Puskesmas 1201", "Puskesmas 1202"],
    ],
)  # fmt: skip
def test_names_that_say_units(names: list[str]) -> None:
    assert named_periods(names) == []


def commands(run: Run) -> list[list[str]]:
    return [shlex.split(line)[1:] for line in run.err.splitlines() if line.startswith("  ikm ")]


def in_english(words: list[str]) -> str:
    """Write a command by the English names of what is in it."""
    return " ".join(f"--{english(word[2:])}" if word.startswith("--") else english(word) for word in words)


def test_periods_named_one_by_one_are_asked_about_and_both_remedies_work(quarters: Path) -> None:
    run = ikm("score", "TW1.csv", "TW2.csv", "--weight", "exact", "--out", "x.xlsx", cwd=quarters)
    assert (run.code, run.out) == (2, "")
    assert "namanya" in run.err
    assert not (quarters / "x.xlsx").exists()
    compared, scored, together = commands(run)
    assert in_english(compared) == "compare TW1.csv TW2.csv --weight exact --out x.xlsx"
    assert ikm(*compared, cwd=quarters).code == 0
    assert ikm(*scored, "--force", cwd=quarters).code == 0
    assert "--as-units" in in_english(scored)
    assert ikm(*together, "--force", cwd=quarters).code == 0
    assert in_english(together) == "score TW1.csv TW2.csv --weight exact --together --out x.xlsx"
    assert "If they are units indeed:" in ikm("score", "TW1.csv", "TW2.csv", "--lang", "en", cwd=quarters).err


def test_a_folder_a_list_of_units_and_who_says_so_are_not_asked(quarters: Path) -> None:
    (quarters / "unit.csv").write_text("berkas,unit\nTW1.csv,A\nTW2.csv,B\n", encoding="utf-8")
    assert ikm("score", "TW1.csv", "TW2.csv", "--units", "unit.csv", cwd=quarters).code == 0
    (quarters / "unit.csv").unlink()
    assert ikm("score", ".", cwd=quarters).code == 0
    assert ikm("nilai", "TW1.csv", "TW2.csv", "--sebagai-unit", cwd=quarters).code == 0


def test_times_are_evidence_where_names_say_nothing(tmp_path: Path) -> None:
    survey(tmp_path / "survei.csv", *QUARTERS["TW1"])
    survey(tmp_path / "survei (1).csv", *QUARTERS["TW2"], seed=1)
    run = ikm("score", "survei.csv", "survei (1).csv", cwd=tmp_path)
    assert run.code == 2
    assert "waktu pengisiannya" in run.err
    assert "(Triwulan I 2026, Triwulan II 2026)" in run.err
    assert all(ikm(*words, cwd=tmp_path).code == 0 for words in commands(run))


@pytest.mark.parametrize(
    ("names", "spans"),
    [
        (["Loket A", "Loket B"], [QUARTERS["TW1"], QUARTERS["TW2"]]),  # other names: units, one after another
        (["loket 1", "loket 2"], [("2026-01-05", "2026-01-16"), ("2026-01-19", "2026-01-30")]),  # a fortnight each
        (["loket 1", "loket 2"], [("2026-01-05", "2026-01-30"), ("2026-02-02", "2026-02-27")]),  # a month each
        (["loket 1", "loket 2"], [QUARTERS["TW1"], QUARTERS["TW1"]]),  # the same time
        (["loket 1", "loket 2"], [QUARTERS["TW1"], QUARTERS["TW3"]]),  # a quarter between
    ],
)
def test_units_that_are_asked_one_after_another_are_scored(
    tmp_path: Path, names: list[str], spans: list[tuple[str, str]]
) -> None:
    for seed, (name, span) in enumerate(zip(names, spans, strict=True)):
        survey(tmp_path / f"{name}.csv", *span, seed=seed)
    run = ikm("score", *(f"{name}.csv" for name in names), cwd=tmp_path)
    assert run.code == 0, run.err


def test_forms_that_differ_are_units_whatever_their_times(tmp_path: Path) -> None:
    survey(tmp_path / "survei.csv", *QUARTERS["TW1"])
    rows = [[time, "x", *row] for time, *row in rows_of(*QUARTERS["TW2"])]
    (tmp_path / "survei (1).csv").write_bytes(as_csv([["Timestamp", "Catatan", *NAMES], *rows]))
    assert ikm("score", "survei.csv", "survei (1).csv", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("option", "value", "made"), [("weight", "exact", "0.111"), ("missing", "complete", "available")]
)
def test_a_kept_result_is_not_scored_again_in_silence(quarters: Path, option: str, value: str, made: str) -> None:
    refused = ikm("compare", "TW1.json", "TW2.csv", f"--{option}", value, cwd=quarters)
    assert refused.code == 2
    assert f"Triwulan I 2026 adalah hasil yang disimpan, dihitung dengan --{option} {made}" in refused.err
    assert "(ikm rekap)" in refused.err
    assert ikm("compare", "TW1.json", "TW2.csv", f"--{option}", made, cwd=quarters).code == 0
    assert ikm("tally", "TW1.csv", "--out", "R1.json", cwd=quarters).code == 0
    assert ikm("compare", "R1.json", "TW2.csv", f"--{option}", value, cwd=quarters).code == 0
    kept = library.IKMResult.model_validate_json((quarters / "TW1.json").read_bytes())
    with pytest.raises(library.OptionError, match=re.escape(f"with {option}={made!r}; it holds no answers")):
        library.compare({"a": kept, "b": quarters / "TW2.csv"}, **cast("Any", {option: value}))
