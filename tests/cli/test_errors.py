"""Errors of wrong use: an officer reads them in Indonesian, a programmer in English."""

from __future__ import annotations

import ast
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import ROOT, as_it_was
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm as library
from ikm.cli import main
from ikm.cli.plain import register
from ikm.surveys.files import parse_survey_file

SOURCE = Path(library.__file__).parent
Say = Callable[..., str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Say:
    """Run the command where it will be refused, and give what it says; F and B stand for a workbook and a CSV file."""
    rows = [["Timestamp", "Nama", "Jenis layanan", *NAMES], *(["2026/03/02", "x", "KTP", *row] for row in GOOD)]
    (tmp_path / "F.xlsx").write_bytes(as_xlsx(rows, "Jawaban"))
    (tmp_path / "B.csv").write_bytes(as_csv([[*NAMES[:7], "Lain", "Lain"], *GOOD]))
    (tmp_path / "ada.toml").write_text("", "utf-8")
    (tmp_path / "folder.xlsx").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["ikm", *arguments])
        with as_it_was(), pytest.raises(SystemExit) as left:
            main()
        shown = capsys.readouterr()
        assert (left.value.code, shown.out) == (2, "")
        return shown.err.removesuffix("\n")

    return run


@pytest.mark.parametrize(
    ("arguments", "indonesian", "english"),
    [
        (
            "score F.xlsx --map U8=Nothing",
            '--map U8: tidak ada kolom berjudul "Nothing". Pilih kolom dengan hurufnya, A sampai L.',
            '--map U8: no column is headed "Nothing". Choose',
        ),
        (
            "score F.xlsx --map U8=Pengadaun",
            '--map U8: tidak ada kolom berjudul "Pengadaun". Yang mirip: K "Pengaduan".',
            'Nearest: K "Pengaduan".',
        ),
        ("score F.xlsx --map U8=ZZ", "tidak ada kolom ZZ. Kolomnya A sampai L, atau 1 sampai 12.", "no column ZZ"),
        ("score F.xlsx --map sarna=K", "tidak ada unsur itu. Mungkin maksudnya sarana", "Did you mean sarana"),
        ("score F.xlsx --map U8=K --map sarana=K", "kolom K sudah dipilih untuk pengaduan.", "is already chosen for"),
        ("score B.csv --map U8=Lain", 'beberapa kolom berjudul "Lain"; pilih satu dengan hurufnya: H, I.', "several"),
        ("score F.xlsx --map U8", "--kolom ditulis UNSUR=KOLOM, misalnya", "--map is written ELEMENT=COLUMN"),
        ("score F.xlsx --map U8=K --map U8=L", "--kolom menyebut U8 dua kali", "--map names U8 twice."),
        (
            "score F.xlsx --by warna",
            "Tidak ada kolom 'warna' untuk --by. Yang ada: jenis_layanan.",
            "no column 'warna'",
        ),
        ("score F.xlsx --by Nama", "Kolom 'Nama' berisi data pribadi atau isian bebas", "holds personal data"),
        ("score F.xlsx --target 101", "--target 81; 101 tidak dapat digunakan.", "A target is an index above 0"),
        (
            "score F.xlsx --weight 0.2",
            "Tidak ada bobot '0.2'. Yang ada: '0.111', 'exact', '0.11' (misalnya --weight 0.111)",
            "There is no weight '0.2'.",
        ),
        (
            "score F.xlsx --period triwulan",
            "'triwulan' bukan periode; tulis 2023, 2023-S1, 2023-Q3 (atau 2023-TW3)",
            "'triwulan' is not a period; write 2023, 2023-S1, 2023-Q3 (or 2023-TW3)",
        ),
        ("score F.xlsx --from 2026 --to 2025", "Periode berakhir (2025) sebelum dimulai (2026)", "before it starts"),
        ("score F.xlsx --from 2026 --period 2026", "Gunakan --periode saja, atau --dari dan --sampai", "not both"),
        (
            "score F.xlsx --sheet X",
            "Tidak ada lembar kerja 'X'. Yang ada: \"Jawaban\"; ketik --sheet",
            "There is no sheet 'X'; the file has",
        ),
        ("score B.csv --sheet X", "Berkas CSV tidak memiliki lembar kerja; hapus --sheet", "A CSV file has no sheets"),
        ("score F.xlsx --header 99", "Baris 99 tidak ada isinya; baris terakhir yang berisi adalah baris 4.", "row 99"),
        (
            "score F.xlsx --min-group 2",
            "--min-group adalah bilangan bulat, paling kecil 5; 2 tidak",
            "at least 5; got 2",
        ),
        ("score F.xlsx --population -3", "Populasi adalah bilangan bulat 0 atau lebih", "a whole number of people"),
        (
            "score F.xlsx --questionnaire pipd",
            "Tidak ada kuesioner 'pipd'. Yang ada: ppid, skm, skm-16, stakeholder, atau beri berkas .toml. Mungkin",
            "There is no questionnaire 'pipd'; ikm has",
        ),
        (
            "score F.xlsx --questionnaire x.toml",
            "kuesioner 'x.toml' tidak dapat dibaca: tidak ditemukan.",
            "No such file",
        ),
        (
            "score F.xlsx --regulation x",
            "Tidak ada peraturan 'x'. Yang ada: kep-25-2004, permenpanrb-14-2017",
            "no regulation 'x'",
        ),
        ("law x.toml", "Berkas peraturan 'x.toml' tidak dapat dibaca: tidak ditemukan.", "No such file"),
        ("score F.xlsx --survey x.toml", "Berkas survei 'x.toml' tidak dapat dibaca: tidak ditemukan.", "No such file"),
        ("score F.xlsx --survey folder.xlsx", "tidak dapat dibaca: ini folder, bukan berkas.", "Is a directory"),
        ("score F.xlsx --survey F.xlsx", "Berkas survei 'F.xlsx' bukan teks UTF-8", "is not UTF-8 text"),
        ("score F.xlsx --questionnaire b.toml", "Berkas kuesioner 'b.toml' bukan teks UTF-8", "is not UTF-8 text"),
        ("law b.toml", "b.toml bukan teks UTF-8; simpan ulang sebagai UTF-8.", "b.toml is not valid TOML"),
        (
            "sample 100 --margin 500",
            "--margin adalah angka di antara 0 dan 1, misalnya 0,03",
            "The margin lies between",
        ),
        ("init F.xlsx --out ada.toml", "ada.toml sudah ada. Untuk mencari kolomnya lagi ketik --timpa", "already"),
        ("init F.xlsx --out F.xlsx", "berakhiran .toml, misalnya F.toml; bukan F.xlsx", "such as F.toml; not F.xlsx"),
        ("tally F.xlsx --out F.xlsx", "F.xlsx adalah berkas yang dibaca", "F.xlsx is read by this command"),
        ("check F.xlsx --mark folder.xlsx", "folder.xlsx adalah folder; ketik nama berkas", "folder.xlsx is a folder"),
        ("check F.xlsx --mark a.csv", "beri nama yang berakhiran .xlsx, bukan 'a.csv'.", "a name that ends in .xlsx"),
        (
            "check F.xlsx --mark a.xlsx --html a.xlsx",
            "a.xlsx dan a.xlsx adalah berkas yang sama",
            "are one and the same",
        ),
        ("init F.xlsx --out x/a.toml", "x tidak ada; buat dahulu foldernya", "x is not there; make it first"),
    ],
)
def test_wrong_use_is_told_in_indonesian_and_in_english_when_asked(
    say: Say, arguments: str, indonesian: str, english: str
) -> None:
    Path("b.toml").write_bytes(b"title = '\xff'")
    assert indonesian in say(*arguments.split())
    assert english in say(*arguments.split(), "--lang", "en")
    assert english in say(*arguments.split(), "--lang=en")


NINE = [f'[[question]]\nelement = "{name.lower()}"\nnames = ["{name}"]\n' for name in NAMES]


@pytest.mark.parametrize(
    ("more", "indonesian", "english"),
    [
        ("[question.scores]\n1 = 9", "memberi jawaban '1' nilai 9; nilai harus dari 1 sampai 4.", "scores lie from"),
        ('labels = ["a", "b"]', "labels berisi 2 jawaban, padahal skala 1 sampai 4 memuat 4", "has 2 scores, but"),
        (
            'labels = ["a"]\nscores = { a = 1 }',
            "q.toml, baris 27: 'question': pertanyaan menggunakan labels",
            "not both",
        ),
    ],
)
def test_a_questionnaire_that_cannot_be_used_is_told_so(say: Say, more: str, indonesian: str, english: str) -> None:
    Path("q.toml").write_text('key = "q"\ntitle = { id = "Q" }\n' + "".join(NINE) + more, "utf-8")
    arguments = ("score", "F.xlsx", "--questionnaire", "q.toml")
    assert indonesian in say(*arguments)
    assert english in say(*arguments, "--lang", "en")


@pytest.mark.parametrize(
    ("table", "indonesian", "english"),
    [
        ({"biaya": 1}, "Tabel [weight] belum memuat bobot untuk persyaratan, prosedur", "has no weight for"),
        (dict.fromkeys(map(str.lower, NAMES), '"0.1"'), "Jumlah bobot 0.9; jumlahnya harus tepat 1.", "total 0.9"),
        ({"biaya": -1}, "Bobot 'biaya' berisi -1; isinya harus lebih dari 0.", "must be above 0"),
        ({"biaya": '"satu"'}, "Bobot 'biaya' berisi 'satu'; isinya harus angka.", "must be a number"),
        ({"biaya": 1, "U4": 1}, "menyebut unsur 'biaya' dua kali", "twice"),
    ],
)
def test_wrong_weights_of_your_own_are_told(say: Say, table: dict[str, object], indonesian: str, english: str) -> None:
    Path("s.toml").write_text("[weight]\n" + "".join(f"{name} = {weight}\n" for name, weight in table.items()), "utf-8")
    assert indonesian in say("score", "F.xlsx", "--survey", "s.toml")
    assert english in say("score", "F.xlsx", "--survey", "s.toml", "--lang", "en")


def told(text: str) -> str:
    with pytest.raises(library.DefinitionError) as error:
        parse_survey_file(text, "survei.toml")
    return error.value.words("id")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n\npopulaton = 205", "survei.toml, baris 3: tidak ada 'populaton'; mungkin maksudnya 'population'?"),
        ("populasi = 1\npopulation = 1", "baris 2: 'population' dan 'populasi' sama artinya; hapus salah satunya."),
        ("[zzz]", "survei.toml, baris 1: tidak ada 'zzz'; nama yang ada: title, unit"),
        ('population = "dua"', "baris 1: 'population' harus bilangan bulat tanpa tanda kutip (tertulis 'dua')."),
        ("population = -1", "'population' harus 0 atau lebih (tertulis -1)."),
        ("target = 0", "'target' harus lebih dari 0 (tertulis 0)."),
        ("target = 101", "'target' harus 100 atau kurang (tertulis 101)."),
        ('target = "x"', "'target' harus angka tanpa tanda kutip (tertulis 'x')."),
        ('title = ["x"]', "'title' harus teks dalam tanda kutip."),
        ("title = true", "'title' harus teks dalam tanda kutip (tertulis true)."),
        ('missing = "nol"', "'missing' harus 'available' atau 'complete' (tertulis 'nol')."),
        ('drop_duplicates = "ya"', "'drop_duplicates' harus true atau false tanpa tanda kutip (tertulis 'ya')."),
        ('by = "usia"', "'by' harus daftar dalam kurung siku (tertulis 'usia')."),
        ("columns = 1", "'columns' harus tabel nama = isi (tertulis 1)."),
        ("[columns]\nbiaya = 1.5", "baris 2: 'columns.biaya' harus teks dalam tanda kutip, bilangan bulat atau daftar"),
        ("[columns]\nsarna = 1", "baris 2: tidak ada 'columns.sarna'; mungkin maksudnya 'sarana'?"),
        ("[weight]\nU77 = 1\nxyz = 1", "baris 3: tidak ada 'weight.xyz'; unsurnya persyaratan, prosedur"),
        ('weight = "0.2"', "baris 1: 'weight': Tidak ada bobot '0.2'."),
        ('period = "triwulan"', "baris 1: 'period': 'triwulan' bukan periode"),
        ('questionnaire = "pipd"', "baris 1: 'questionnaire': Tidak ada kuesioner 'pipd'."),
        ('regulation = "uu-25"', "baris 1: 'regulation': Tidak ada peraturan 'uu-25'."),
        (
            "\ntitle = SKM",
            "survei.toml, baris 2: ada kesalahan penulisan pada baris ini; teks ditulis dalam tanda kutip",
        ),
        ('title = "', "(Unterminated string (at "),
        ("a = [", "survei.toml, di akhir berkas: ada kesalahan penulisan; "),
    ],
)
def test_a_mistake_in_a_survey_file_is_told_in_indonesian(text: str, words: str) -> None:
    assert words in told(text)


def test_mistakes_of_form_and_of_sense_are_told_together_each_once_and_in_order() -> None:
    text = 'period = "x"\npopulation = "x"\nweight = "0.2"\n[columns]\nsarna = "A"\nbiaya = ["B", 1.5]\nwarna = "C"\n'
    lines = [line.split(":")[0] for line in told(text).splitlines()]
    assert lines == [f"survei.toml, baris {number}" for number in (1, 2, 3, 5, 6, 7)]
    assert told('weight = { biaya = true, sarna = "1" }').count("\n") == 1


def test_names_are_checked_only_against_a_regulation_that_is_known() -> None:
    assert told('regulation = "uu-25"\nweight = "0.2"\n[columns]\nsarna = "A"\n').count("\n") == 0
    plan = parse_survey_file('regulation = "sendiri.toml"\nweight = "x"\n[columns]\nsarna = "A"\n', "s")
    assert (plan.weight, plan.columns) == ("x", {"sarna": "A"})
    assert parse_survey_file('questionnaire = "skm-16"\n[columns]\nsarna = "A"\n', "s").columns == {"sarna": "A"}


def test_what_lies_deeper_is_not_told_twice(tmp_path: Path) -> None:
    (tmp_path / "q.toml").write_text('key = 5\n[[question]]\nelemen = "biaya"\n[[question]]\nelement = ""\n', "utf-8")
    with pytest.raises(library.DefinitionError) as error:
        library.load_questionnaire(tmp_path / "q.toml")
    assert error.value.words("id").splitlines() == [
        "q.toml, baris 1: 'key' harus teks dalam tanda kutip (tertulis 5).",
        "q.toml, baris 1: 'title' belum ada.",
        "q.toml, baris 2: 'question.element' belum ada.",
        "q.toml, baris 3: tidak ada 'question.elemen'; mungkin maksudnya 'element'?",
        "q.toml, baris 5: 'question.element' tidak boleh kosong (tertulis '').",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('decimals = 2\nmode = "half-up"', 'decimals = 2\nmode = "half-even"', '[rounding]: mode harus "half-up".'),
        ('decimals = 2\nmode = "half-up"', "decimals = 2", '[rounding]: mode harus "half-up".'),
        ('low = "88.31"', 'low = "88.32"', "dimulai dari 88.32, padahal band sebelumnya berakhir di 88.30."),
        ('low = "88.31"', 'low = "188.31"', "188.31 lebih besar daripada 100.00."),
        ('low = "88.31"', "# low", "'low' belum ada."),
        ('low = "88.31"', 'low = "banyak"', "ada isi yang tidak dapat digunakan ("),
        ('key = "prosedur"', 'key = "persyaratan"', "[element]: ada unsur yang tertulis dua kali."),
        ("[rounding]", "[rounding]\ncite = 'x'", "[rounding]: tulis salah satu saja: cite (rujukan) atau declared"),
        ("[rounding]", "[rounding", "ada kesalahan penulisan pada baris ini"),
    ],
)
def test_a_mistake_in_a_regulation_is_told_in_indonesian(say: Say, old: str, new: str, words: str) -> None:
    text = (SOURCE / "regulation/data/permenpanrb-14-2017.toml").read_text("utf-8")
    assert text.count(old) == 1
    Path("r.toml").write_text(text.replace(old, new), "utf-8")
    said = say("law", "r.toml")
    assert said.startswith("r.toml")
    assert words in said
    assert words not in say("law", "r.toml", "--lang", "en")


def test_an_error_is_english_to_programmers_and_survives_a_process_boundary() -> None:
    with pytest.raises(library.OptionError) as caught:
        library.load_questionnaire("pipd")
    error = pickle.loads(pickle.dumps(caught.value))
    assert str(error) == error.words("en") == str(caught.value)
    assert error.words("id").startswith("Tidak ada kuesioner 'pipd'.")
    assert library.OptionError("English only.").words("id") == "English only."
    assert library.ResponseError("Refused.").words("id") == "Refused."


SHOWN = [
    "cli",
    "responses/times/periods.py",
    "responses/profiles.py",
    "regulation/loading.py",
    "regulation/definitions.py",
    "questionnaires/questionnaire.py",
]
"""Where every refusal can reach an officer."""


@pytest.mark.parametrize("place", SHOWN)
def test_what_an_officer_can_cause_has_indonesian_words(place: str) -> None:
    paths = sorted((SOURCE / place).rglob("*.py")) if (SOURCE / place).is_dir() else [SOURCE / place]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"OptionError", "DefinitionError"}:
                assert [keyword.arg for keyword in node.keywords][:1] == ["id"], (path, node.lineno)


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
def test_a_console_that_cannot_show_a_sign_gets_a_plain_one(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ikm", "score", "examples/with-mistakes.csv"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    text = done.stderr.decode(encoding)
    assert "->" in text
    assert "?" not in text
    assert ('jawaban "Sangat Baik Sekali"' in text) == (encoding != "cp1252")


def test_plain_signs_are_put_only_where_they_must_be() -> None:
    assert "½ · ≥ 中".encode("latin-1", register()) == b"\xbd \xb7 >= ?"
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", register())
