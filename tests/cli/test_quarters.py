"""The routine of an office: a survey file made once, found next quarter, for one form and for those of many units."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from random import Random
from typing import Any

import pytest
from command import Run
from command import ikm_here as ikm
from tables import as_csv, as_xlsx

FORM = [
    "Timestamp", "Jenis layanan", "Bagaimana kesesuaian persyaratan pelayanan?", "Bagaimana kemudahan prosedur?",
    "Bagaimana kecepatan waktu pelayanan?", "Bagaimana kewajaran biaya/tarif?", "Bagaimana kesesuaian produk layanan?",
    "Bagaimana kompetensi petugas?", "Bagaimana perilaku petugas?", "Bagaimana penanganan pengaduan?",
    "Bagaimana kualitas sarana dan prasarana?",
]  # fmt: skip
NEXT = [
    "Cap waktu", "Jenis layanan", "Bagaimana kualitas sarana dan prasarana?",
    "Bagaimana kesesuaian persyaratan pelayanan",
    "Apakah Anda akan datang lagi?", "2. Bagaimana kemudahan prosedur", "Seberapa cepat Anda dilayani?",
    "BAGAIMANA KEWAJARAN BIAYA / TARIF", "Bagaimana kesesuaian produk layanan?", "Apakah petugas kompeten?",
    "Bagaimana perilaku petugas?", "Bagaimana penanganan pengaduan?",
]  # fmt: skip
ORDER = [0, 1, 10, 2, None, 3, 4, 5, 6, 7, 8, 9]
"""Where each column of the next form stood in the first."""


def answers(seed: int, number: int = 30) -> list[list[Any]]:
    chance = Random(seed)
    return [
        [f"2026-01-{1 + i % 28:02} 08:{i:02}:11", "AB"[i % 2], *chance.choices([2, 3, 4], [1, 3, 2], k=9)]
        for i in range(number)
    ]


def moved(rows: list[list[Any]]) -> list[list[Any]]:
    """Give the rows as the next form has them, with a column of its own."""
    return [["ya" if at is None else row[at] for at in ORDER] for row in rows]


def said(text: str) -> str:
    return " ".join(text.split())


def next_command(run: Run) -> list[str]:
    """Read the command that is printed to be typed next, as a shell cuts it."""
    assert run.code == 0, run
    printed = re.search(r"(?:Selanjutnya ketik|periksa dengan|Type next|check it with): (.*)", run.out)
    assert printed is not None, run.out
    words = shlex.split(printed[1])
    assert words[0] == "ikm"
    return words[1:]


@pytest.mark.parametrize(
    "name", ["a.csv", "Survei PPID 2023 (Jawaban).csv", "-awal.csv", "lembar 'a' & $HOME!.csv", 'dua"kutip.csv']
)
def test_the_command_that_comes_next_works_as_printed(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "unduhan & saya"
    folder.mkdir()
    (folder / name).write_bytes(as_csv([FORM, *answers(1)]))
    for place, cwd in ((f"./{name}", folder), (f"unduhan & saya/{name}", tmp_path)):
        run = ikm("init", place, "--force", cwd=cwd)
        typed = next_command(run)
        assert typed[0] == "nilai"
        assert ikm(*typed, cwd=cwd).code == 0
        assert "--survei" not in typed
    english = next_command(ikm("init", f"./{name}", "--out", "lain.toml", "--lang", "en", cwd=folder))
    assert english[:1] == ["score"]
    assert english[2:] == ["--survey", "lain.toml", "--lang", "en"]
    done = ikm(*english, "--json", cwd=folder)
    assert json.loads(done.out)["provenance"]["options"]["survey"]["name"] == "lain.toml"


def test_the_quarters_of_a_year(tmp_path: Path) -> None:
    rows = answers(1)
    (tmp_path / "TW I (Jawaban).xlsx").write_bytes(as_xlsx([FORM, *rows]))
    run = ikm(
        "mulai", "TW I (Jawaban).xlsx", "--populasi", "1.200", "--target", "81,5", "--bobot", "1/9", "--per",
        "jenis_layanan", "--judul", "SKM Loket 2026", "--unit", "Loket A", "--rinci", cwd=tmp_path,
    )  # fmt: skip
    first = ikm(*next_command(run), "--json", cwd=tmp_path)
    data = json.loads(first.out)
    assert (data["sample"]["population"], data["target"]["value"], data["weight"]) == (1200, 81.5, "exact")
    assert [group["hidden"] for group in data["groups"]] == [False, False]
    assert data["provenance"]["options"]["survey"]["name"] == "survei.toml"

    (tmp_path / "TW II.xlsx").write_bytes(as_xlsx([NEXT, *moved(rows)]))
    second = ikm("nilai", "TW II.xlsx", cwd=tmp_path, columns=400)
    assert second.code == 0, second.err
    assert second.err.startswith("Berkas survei yang digunakan: survei.toml (ditemukan di folder berkas ini).")
    again = json.loads(ikm("nilai", "TW II.xlsx", "--json", cwd=tmp_path).out)
    assert (again["ikm"], again["elements"]) == (data["ikm"], data["elements"])
    told = [f for f in again["findings"] if f["code"] == "column-reworded"]
    text = (tmp_path / "survei.toml").read_text(encoding="utf-8").splitlines()
    assert len(told) == 2
    for finding, key in zip(told, ("waktu", "kompetensi"), strict=True):
        line = next(number for number, words in enumerate(text, 1) if words.startswith(f"{key} = "))
        assert f"survei.toml baris {line}: kolom" in finding["message"]
        text[line - 1] = finding["action"].partition("menjadi: ")[2].partition(" . Jika")[0]
    (tmp_path / "survei.toml").write_text("\n".join(text), encoding="utf-8")
    mended = json.loads(ikm("nilai", "TW II.xlsx", "--json", cwd=tmp_path).out)
    assert "column-reworded" not in mended["findings_total"]
    assert mended["ikm"] == data["ikm"]
    assert "baris" in said(ikm("periksa", "TW I (Jawaban).xlsx", cwd=tmp_path).out)


def test_written_again_a_file_keeps_what_the_office_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv([FORM, *answers(1)]))
    (tmp_path / "b.csv").write_bytes(as_csv([NEXT, *moved(answers(1))]))
    assert ikm("init", "a.csv", "--population", "205", "--by", "jenis_layanan", cwd=tmp_path).code == 0
    plan = tmp_path / "survei.toml"
    plan.write_text(plan.read_text("utf-8").replace("[kolom]", "[weight]\nwaktu = '1/9'\n[kolom]"), "utf-8")
    text = plan.read_text("utf-8").replace("[weight]\nwaktu = '1/9'\n", "")
    plan.write_text(text.replace("# age_classes = ", "age_classes = "), "utf-8")
    run = ikm("init", "b.csv", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "survei.toml sudah ada. Untuk mencari kolomnya lagi ketik --timpa" in run.err
    assert plan.read_text("utf-8").count("Seberapa cepat") == 0
    run = ikm("init", "b.csv", "--timpa", "--target", "80", cwd=tmp_path)
    assert "isian lain dipertahankan" in run.out
    written = plan.read_text("utf-8")
    for line in ("populasi = 205", "target = 80", 'per = ["jenis_layanan"]', 'waktu = "Seberapa cepat Anda dilayani?"'):
        assert f"\n{line}\n" in written
    assert '\nage_classes = ["17-25"' in written
    assert "column-reworded" not in json.loads(ikm("nilai", "b.csv", "--json", cwd=tmp_path).out)["findings_total"]
    assert ikm("init", "b.csv", "--timpa", "--tanpa-survei", cwd=tmp_path).code == 0
    assert "\n# populasi = 205" in plan.read_text("utf-8")
    plan.write_text("populasi = ,", "utf-8")
    run = ikm("init", "b.csv", "--timpa", cwd=tmp_path)
    assert (run.code, plan.read_text("utf-8")) == (2, "populasi = ,")
    assert "ketik --timpa --tanpa-survei" in run.err


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["--target", "101"], "'target'"),
        (["--weight", "0,2"], "bobot"),
        (["--min-group", "2"], "'minimum_group'"),
        (["--by", "warna"], "warna"),
        (["--population", "1,200"], "ketik 1200"),
        (["--out", "loket.a.xlsx"], "misalnya loket.a.toml; bukan loket.a.xlsx"),
        (["--out", "survei", "--lang", "en"], "such as survei.toml; not survei"),
    ],
)
def test_what_is_typed_is_checked_before_anything_is_written(typed: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv([FORM, *answers(1)]))
    run = ikm("init", "a.csv", *typed, cwd=tmp_path)
    assert run.code == 2, run
    assert words in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_draft_is_read_back_as_it_was_meant_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "q").mkdir()
    own = 'key = "q"\ntitle = { id = "Q" }\n[[question]]\nelement = "waktu"\nnames = ["Kilat?"]\n'
    own += 'labels = ["a", "b", "c", "d"]\n'
    (tmp_path / "q" / "q.toml").write_text(own, encoding="utf-8")
    (tmp_path / "a.csv").write_bytes(as_csv([FORM, *answers(1)]))
    typed = ["--population", "1200", "--target", "81,125", "--missing", "lengkap", "--invalid", "blank", "--weight",
             "0,11", "--questionnaire", "q/q.toml", "--title", 'Judul\t"x" \\ é', "--label", "U7:cepat=3"]  # fmt: skip
    made = {}
    for lang in ("id", "en"):
        out = tmp_path / "q" / f"{lang}.toml"
        assert ikm("init", "a.csv", "--out", f"q/{lang}.toml", "--lang", lang, *typed, cwd=tmp_path).code == 0
        run = ikm("score", "a.csv", "--survey", f"q/{lang}.toml", "--json", "--lang", lang, cwd=tmp_path)
        options = json.loads(run.out)["provenance"]["options"]
        made[lang] = {name: one for name, one in options.items() if name != "survey"}
        text = out.read_text("utf-8")
        assert ("populasi = 1200" in text) == (lang == "id")
        assert 'questionnaire = "q.toml"' in text or 'kuesioner = "q.toml"' in text
        if lang == "en":
            assert not re.search(
                r"\b(?:tidak|kolom|untuk|jika|hanya|berkas)\b", re.sub(r'"[^"]*"', "", text).casefold()
            )
    assert made["id"] == made["en"]
    assert (made["id"]["target"], made["id"]["missing"], made["id"]["labels"]) == (
        81.125, "complete", {"perilaku": {"cepat": 3}},
    )  # fmt: skip


def test_a_survey_file_of_another_form_is_asked_and_both_ways_out_work(tmp_path: Path) -> None:
    folder = tmp_path / "unduhan saya"
    folder.mkdir()
    (folder / "a.csv").write_bytes(as_csv([FORM, *answers(1)]))
    assert ikm("init", "unduhan saya/a.csv", "--population", "205", cwd=tmp_path).code == 0
    other = [text.replace("Bagaimana", "Menurut Anda, seberapa baik") for text in FORM]
    (folder / "b.csv").write_bytes(as_csv([other, *answers(2)]))
    run, checked = (ikm(command, "unduhan saya/b.csv", cwd=tmp_path) for command in ("nilai", "periksa"))
    assert checked == run
    assert (run.code, run.out) == (2, "")
    assert "survei.toml di folder berkas ini tampaknya untuk formulir lain: 9 dari 9 kolom" in run.err
    ways = re.findall(r'(--survei (?:"[^"]+"|\S+)|--tanpa-survei)', run.err.splitlines()[-1])
    assert len(ways) == 2
    found = [
        json.loads(ikm("nilai", "unduhan saya/b.csv", "--json", *shlex.split(way), cwd=tmp_path).out) for way in ways
    ]
    assert [one["ikm"] for one in found] == [found[0]["ikm"]] * 2
    assert [one["sample"] is not None for one in found] == [True, False]
    assert found[0]["findings_total"]["column-reworded"] == 9
    english = ikm("score", "unduhan saya/b.csv", "--lang", "en", cwd=tmp_path).err
    assert "--no-survey" in english
    assert "--tanpa-survei" not in english


def test_a_survey_file_beside_is_used_only_by_the_command_and_never_where_another_is_named(tmp_path: Path) -> None:
    import ikm as library  # noqa: PLC0415 - beside the command of the same name

    (tmp_path / "a.csv").write_bytes(as_csv([FORM, *answers(1)]))
    (tmp_path / "survei.toml").write_text("population = 205\n", encoding="utf-8")
    (tmp_path / "lain.toml").write_text("target = 80\n", encoding="utf-8")
    assert library.score(tmp_path / "a.csv").sample is None
    run = ikm("score", "a.csv", "--survey", "lain.toml", "--json", cwd=tmp_path)
    assert (json.loads(run.out)["sample"], run.err) == (None, "")
    many = json.loads(ikm("score", "a.csv", "--out", "hasil/", "--json", cwd=tmp_path).out)
    assert many["units"][0]["population"] == 205
    counts = json.loads(ikm("tally", "a.csv", cwd=tmp_path).out)
    assert counts["population"] == 205
    (tmp_path / "survei.toml").write_text("populaton = 205\n", encoding="utf-8")
    wrong = ikm("score", "a.csv", cwd=tmp_path)
    assert (wrong.code, wrong.out) == (2, "")
    assert "tanpa-survei" in wrong.err
    assert "survei.toml, baris 1" in wrong.err


UNITS = {
    "a": ("Loket A", FORM, ""),
    "b": ("Loket B", NEXT, 'population = 300\ntarget = 70\nunit = "Bukan ini"\n'),
    "c": ("", FORM, 'unit = "Loket C"\npopulasi = 50\n'),
    "d": ("Loket D", ["Kode", *[f"Kolom {i}" for i in range(1, 10)]], "[kolom]\n"),
    "e": ("Loket E", [*FORM[:2], *[f"Butir {i}" for i in range(1, 10)]], ""),
}


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """Five units with forms of their own, and the list that says which survey file and questionnaire is whose."""
    folder = tmp_path / "dinas"
    (folder / "formulir").mkdir(parents=True)
    keys = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"]
    rows = [["Berkas", "Unit", "Populasi", "Survei", "Kuesioner"]]
    for name, (unit, header, plan) in UNITS.items():
        data = answers(ord(name))
        body = (
            moved(data)
            if header is NEXT
            else [[f"K{i}", *row[2:]] for i, row in enumerate(data)]
            if name == "d"
            else data
        )
        (folder / f"{name}.csv").write_bytes(as_csv([header, *body]))
        text = plan + "".join(f'{key} = "Kolom {i}"\n' for i, key in enumerate(keys, 1)) if name == "d" else plan
        if text:
            (folder / "formulir" / f"{name}.toml").write_text(text, encoding="utf-8")
        rows.append([f"{name}.csv", unit, "100" if name in "ad" else "", f"formulir\\{name}.toml" if text else "", ""])
    questions = "".join(f'[[question]]\nelement = "{key}"\nnames = ["Butir {i}"]\n' for i, key in enumerate(keys, 1))
    (folder / "formulir" / "e.toml").write_text(f'key = "e"\ntitle = {{ id = "E" }}\n{questions}', encoding="utf-8")
    rows[-1][-1] = "formulir/e.toml"
    (folder / "daftar.csv").write_bytes(as_csv(rows))
    return folder


def units(run: Run) -> dict[str, Any]:
    assert run.out, run.err
    return {one["unit"]: one for one in json.loads(run.out)["units"]}


def test_five_units_with_different_forms_are_scored_by_one_list(agency: Path) -> None:
    (agency / "survei.toml").write_text("target = 99\n", encoding="utf-8")
    run = ikm("score", agency, "--units", agency / "daftar.csv", "--json")
    found = units(run)
    assert run.code == 0
    assert list(found) == ["Loket A", "Loket B", "Loket C", "Loket D", "Loket E"]
    assert [one["population"] for one in found.values()] == [100, 300, 50, 100, None]
    assert [one["result"]["target"] and one["result"]["target"]["value"] for one in found.values()] == [
        None, 70, None, None, None,
    ]  # fmt: skip
    for name, (_, header, _) in UNITS.items():
        alone = ["--survey", agency / "formulir" / f"{name}.toml"] if name in "bcd" else ["--no-survey"]
        more = ["--questionnaire", agency / "formulir" / "e.toml"] if name == "e" else []
        one = json.loads(ikm("score", agency / f"{name}.csv", *alone, *more, "--json").out)
        assert one["ikm"] == next(u["result"]["ikm"] for u in found.values() if u["input"] == f"{name}.csv"), header
    figures = {one["method"]: one for one in json.loads(run.out)["agency"]["figures"]}
    assert figures["pooled"]["ikm"] is not None
    assert "Loket E" in figures["weighted"]["reason"]
    assert found["Loket B"]["result"]["provenance"]["options"]["survey"]["name"] == "b.toml"


def test_what_is_typed_wins_over_the_list_and_the_list_over_the_survey_file(agency: Path) -> None:
    listed = ["score", agency, "--units", agency / "daftar.csv"]
    found = units(ikm(*listed, "--target", "60", "--json"))
    assert {one["result"]["target"]["value"] for one in found.values()} == {60}
    (agency / "satu.toml").write_text("target = 55\n", encoding="utf-8")
    found = units(ikm(*listed, "--survey", agency / "satu.toml", "--json"))
    assert found["Loket B"]["result"]["target"]["value"] == 55
    assert not found["Loket D"]["scored"]
    assert (
        "Kolom survei di daftar.csv tidak digunakan, karena --survei diketik."
        in ikm(*listed, "--survey", agency / "satu.toml").err
    )
    text = (agency / "daftar.csv").read_text(encoding="utf-8").replace("formulir\\b.toml,", "formulir/b.toml,skm-16")
    (agency / "daftar.csv").write_text(text.replace("b.csv,Loket B,,", "b.csv,Loket B,7,"), encoding="utf-8")
    found = units(ikm(*listed, "--json"))
    assert found["Loket B"]["population"] == 7


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("formulir\\b.toml", "tidak-ada.toml", "daftar.csv, D3: Berkas survei 'tidak-ada.toml' tidak dapat dibaca"),
        ("formulir\\b.toml", "daftar.csv", "daftar.csv, D3: "),
        ("formulir/e.toml", "tidak-ada.toml", "daftar.csv, E6: "),
        ("formulir/e.toml", "smk", "daftar.csv, E6: "),
        ("formulir\\b.toml", "rusak.toml", "daftar.csv, D3: rusak.toml, baris 1"),
        ("formulir\\b.toml", "aturan.toml", "daftar.csv, D3 dihitung menurut permenpanrb-16-2014"),
        ("formulir\\b.toml", "bobot.toml", "daftar.csv, D3 memilih weight exact, yang lain 0.111"),
        ("formulir\\b.toml", "sendiri.toml", "daftar.csv, D3 memilih weight sendiri, yang lain 0.111"),
        ("Survei", "Surve", 'daftar.csv, D1: tidak ada kolom "Surve"; mungkin maksudnya "surve'),
        ("Kuesioner", "Kuisioner", 'daftar.csv, E1: tidak ada kolom "Kuisioner"'),
    ],
)
def test_what_is_wrong_in_the_list_is_told_with_its_cell(agency: Path, old: str, new: str, words: str) -> None:
    (agency / "rusak.toml").write_text("traget = 80\n", encoding="utf-8")
    (agency / "aturan.toml").write_text('regulation = "permenpanrb-16-2014"\n', encoding="utf-8")
    (agency / "bobot.toml").write_text('bobot = "1/9"\n', encoding="utf-8")
    weights = "".join(f'U{n} = "1/9"\n' for n in range(1, 10))
    (agency / "sendiri.toml").write_text(f"[weight]\n{weights}", encoding="utf-8")
    units_list = agency / "daftar.csv"
    units_list.write_text(units_list.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    for more in ([], ["--lang", "en"]):
        run = ikm("score", agency, "--units", units_list, *more)
        assert (run.code, run.out) == (2, ""), run
        assert run.err.startswith(
            words if not more else words.partition(":")[0].partition(" dihitung")[0].partition(" memilih")[0]
        )
        assert not more or "sendiri" not in run.err.replace("sendiri.toml", "")


def test_a_weight_typed_settles_what_survey_files_differ_in(agency: Path) -> None:
    (agency / "formulir" / "b.toml").write_text('weight = "exact"\n', encoding="utf-8")
    run = ikm("score", agency, "--units", agency / "daftar.csv")
    typed = re.search(r"misalnya (--weight \S+)", run.err)
    assert typed is not None, run.err
    found = units(ikm("score", agency, "--units", agency / "daftar.csv", *typed[1].split(), "--json"))
    assert len({one["result"]["weight"] for one in found.values()}) == 1


def test_units_of_other_elements_are_not_pooled_and_the_reason_is_told(agency: Path) -> None:
    extra = 'key = "x"\ntitle = { id = "X" }\n[[question]]\nelement = "keamanan"\n'
    extra += 'names = ["Apakah Anda akan datang lagi?"]\n'
    (agency / "x.toml").write_text(extra + 'labels = ["tidak", "mungkin", "kadang", "ya"]\n', encoding="utf-8")
    text = (agency / "daftar.csv").read_text(encoding="utf-8").replace("formulir\\b.toml,", "formulir\\b.toml,x.toml")
    (agency / "daftar.csv").write_text(text, encoding="utf-8")
    run = ikm("score", agency, "--units", agency / "daftar.csv", "--json")
    figures = {one["method"]: one for one in json.loads(run.out)["agency"]["figures"]}
    assert len(units(run)["Loket B"]["result"]["elements"]) == 10
    assert (figures["pooled"]["ikm"], figures["mean"]["ikm"] is None) == (None, False)
    assert "Loket B" in figures["pooled"]["reason"]


def test_the_list_is_no_unit_by_whatever_path_and_whatever_its_kind(agency: Path, tmp_path: Path) -> None:
    (tmp_path / "pintas").symlink_to(agency)
    text = (agency / "daftar.csv").read_text(encoding="utf-8").replace("formulir", "dinas/formulir")
    (tmp_path / "tautan.csv").write_text(text, encoding="utf-8")
    (agency / "salinan.csv").hardlink_to(tmp_path / "tautan.csv")
    (agency / "daftar.csv").rename(tmp_path / "daftar.csv")
    (agency / "survei.toml").write_text("target = 99\n", encoding="utf-8")
    names = [f"dinas/{one}.csv" for one in "abcde"]
    assert len(units(ikm("score", "dinas", "--units", "tautan.csv", "--json", cwd=tmp_path))) == 5
    (agency / "salinan.csv").unlink()
    (tmp_path / "daftar.csv").rename(agency / "daftar.csv")
    for folder, listed in (
        (["dinas"], "pintas/daftar.csv"),
        (["pintas"], "dinas/daftar.csv"),
        (["dinas/../dinas"], "./dinas/daftar.csv"),
        ([*names, "dinas/daftar.csv"], "dinas/daftar.csv"),
    ):
        found = units(ikm("score", *folder, "--units", listed, "--json", cwd=tmp_path))
        assert len(found) == 5, (folder, list(found))
    (agency / "daftar.csv").unlink()
    (agency / "daftar.xlsx").write_bytes(as_xlsx([["Berkas", "Unit"], ["a.csv", "Loket A"]]))
    found = units(ikm("score", "pintas", "--units", "dinas/daftar.xlsx", "--json", "--no-survey", cwd=tmp_path))
    assert list(found) == ["Loket A", "b", "c", "d", "e"]


def test_a_kept_result_depends_on_the_survey_file_and_the_questionnaire_of_its_unit(
    agency: Path, tmp_path: Path
) -> None:
    command = ["score", agency, "--units", agency / "daftar.csv", "--out", f"{tmp_path / 'hasil'}/"]
    assert ikm(*command).code == 0
    assert "5 dari 5 hasil diambil" in ikm(*command).err
    plan = agency / "formulir" / "b.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("target = 70", "target = 71"), encoding="utf-8")
    run = ikm(*command, "--json")
    assert units(run)["Loket B"]["result"]["target"]["value"] == 71
    assert "4 dari 5 hasil diambil" in run.err
    with (agency / "formulir" / "e.toml").open("a", encoding="utf-8") as file:
        file.write("# lain\n")
    assert "4 dari 5 hasil diambil" in ikm(*command).err
    text = (agency / "daftar.csv").read_text(encoding="utf-8").replace("a.csv,Loket A,100,,", "a.csv,Loket A,100,,skm")
    (agency / "daftar.csv").write_text(text, encoding="utf-8")
    assert "4 dari 5 hasil diambil" in ikm(*command).err
    assert ikm(*command, "--jobs", "2").out == ikm(*command[:4]).out


def test_the_survey_file_of_a_folder_holds_for_all_its_files_and_a_population_for_one(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.csv").write_bytes(as_csv([FORM, *answers(ord(name))]))
    plan = tmp_path / "survei.toml"
    plan.write_text('target = 77\nweight = "exact"\n', encoding="utf-8")
    run = ikm("score", tmp_path)
    assert run.err.startswith("Berkas survei yang digunakan:")
    assert "untuk 2 berkas" in run.err
    data = json.loads(ikm("score", tmp_path, "--json").out)
    assert {one["result"]["target"]["value"] for one in data["units"]} == {77}
    assert (data["agency"]["pooled"]["target"]["value"], data["agency"]["pooled"]["weight"]) == (77, "exact")
    plan.write_text("populasi = 205\n", encoding="utf-8")
    run = ikm("score", tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "survei.toml menyebut populasi, padahal digunakan untuk 2 berkas" in run.err
    assert run.err.endswith("--tanpa-survei\n")
    assert ikm("score", tmp_path, "--tanpa-survei").code == 0
    (tmp_path / "daftar.csv").write_text("berkas,populasi\na,10\nb,20\n", encoding="utf-8")
    found = units(ikm("score", tmp_path, "--units", tmp_path / "daftar.csv", "--json"))
    assert [one["population"] for one in found.values()] == [10, 20]
    plan.write_text('[kolom]\nsarana = "Ruang"\nbiaya = "Harga"\n', encoding="utf-8")
    (tmp_path / "c.csv").write_bytes(as_csv([[*FORM[:10], "Ruang"], *answers(3)]))
    wrong = ikm("score", tmp_path / "a.csv", tmp_path / "b.csv")
    assert wrong.code == 2
    assert "tampaknya untuk formulir lain: 2 dari 2 kolom" in wrong.err
    mixed = ikm("score", tmp_path / "a.csv", tmp_path / "c.csv", columns=200)
    assert mixed.code == 1
    assert "tampaknya untuk formulir lain" in said(mixed.out)
