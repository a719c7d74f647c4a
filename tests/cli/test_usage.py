"""Wrong use: every refusal in the language spoken, with what to type; what it says to type works."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from command import ikm_here
from strangers import strangers
from tables import GOOD, NAMES, as_csv

from ikm.cli.commands import app
from ikm.cli.languages import wrong
from ikm.cli.names import COMMANDS
from ikm.cli.usage import REFUSED, told
from ikm.findings import LANGUAGES
from ikm.reports import phrases

TYPER = Path(typer.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("survei.csv", "Survei PPID 2023 (Jawaban).csv", "dua  blanko.csv", "tarif $5 `x`.csv", "it's me!.csv"):
        (tmp_path / name).write_bytes(as_csv([NAMES, *GOOD]))
    (tmp_path / "Data Loket").mkdir()
    (tmp_path / "Data Loket" / "Triwulan I.csv").write_bytes(as_csv([NAMES, *GOOD]))
    (tmp_path / "berkas saya.toml").write_text("target = 81\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "indonesian", "english"),
    [
        ("score", "BERKAS belum ditulis. Misalnya: ikm nilai", "FILE is missing. Such as: ikm score"),
        ("sample", "N belum ditulis. Misalnya: ikm sampel 205", "N is missing. Such as: ikm sample 205"),
        ("merge", "REKAP belum ditulis.", "COUNTS is missing."),
        ("score survei.csv --populsi 3", "--populsi tidak dikenal. Mungkin maksudnya --populasi.", "mean --populasi?"),
        ("score survei.csv --weigt 1", "Mungkin maksudnya --weight.", "Did you mean --weight?"),
        ("score survei.csv -populasi 3", "Pilihan -populasi tidak dikenal. Mungkin maksudnya --populasi", "no option"),
        ("score survei.csv –populasi 3", "“–populasi” diawali garis panjang", "begins with a long dash"),
        ("score survei.csv -q", "Pilihan -q tidak dikenal.", "There is no option -q."),
        ("check survei.csv --target 3", "Perintah periksa tidak mempunyai pilihan --target", "is an option of score"),
        ("score survei.csv --target", "--target memerlukan isi sesudahnya: --target X.", "needs a value after it"),
        ("score survei.csv --per", "--per memerlukan isi sesudahnya: --per KOLOM.", "after it: --per COLUMN."),
        ("score survei.csv --json=ya", "--json tidak memerlukan isi; tulis --json saja.", "takes no value"),
        ("score survei.csv --missing nol", "Pilih salah satu: terisi, lengkap.", "one of: available, complete."),
        ("score survei.csv --order x", "Pilih salah satu: definisi, lampiran.", "one of: definition, annex."),
        ("schema --of x", "Pilih salah satu: result, refusal, agency", "one of: result, refusal, agency"),
        ("score survei.csv --header dua", "--header memerlukan bilangan bulat", "--header needs a whole number"),
        (
            "score survei.csv --min-group dua",
            "--min-group memerlukan bilangan bulat",
            "--min-group needs a whole number",
        ),
        ("score survei.csv --jobs 0", "dari 1 sampai 256; yang tertulis: 0.", "from 1 to 256; it is: 0."),
        ("check survei.csv lain.csv", "“lain.csv” berlebih untuk perintah ini.", "is more than this command takes"),
        ("sample 205 orang", "“orang” berlebih", "“orang” is more"),
        ("scroe survei.csv", "maksudnya nilai (score). Ketik: ikm nilai survei.csv", "score (nilai)? Type: ikm score"),
        ("perikas survei.csv", "maksudnya periksa (check). Ketik: ikm periksa survei.csv", "check (periksa)?"),
        ("xyzzy", "Perintah yang ada: nilai, periksa,", "The commands are: score, check,"),
        ("help", "Mungkin maksudnya: ikm --bantuan", "Did you mean: ikm --help"),
        ("survei.csv", "Perintahnya belum ditulis. Ketik: ikm nilai survei.csv", "Type: ikm score survei.csv"),
        ("tidak-ada.xlsx", "Ketik: ikm nilai tidak-ada.xlsx", "The command is missing."),
        ("loket-a.json", "Ketik: ikm gabung loket-a.json", "Type: ikm merge loket-a.json"),
        ("https://docs.google.com/spreadsheets/d/x/edit", "Ini tautan, bukan berkas", "This is a link, not a file"),
        ("--target 81 score survei.csv", "Ketik: ikm score survei.csv --target 81", "is written after the command"),
        ("--target 81", "ditulis sesudah perintah dan nama berkasnya", "after the command and the name of the file"),
        ("--foo", "Pilihan --foo tidak dikenal.", "There is no option --foo."),
        ("--json=1 score", "Pilihan --json ditulis sesudah perintahnya.", "--json is written after the command."),
    ],
)
def test_wrong_use_is_told_in_the_language_spoken(
    typed: str, indonesian: str, english: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lang, words in (("id", indonesian), ("en", english)):
        monkeypatch.setenv("IKM_LANG", lang)
        run = ikm_here(*typed.split(), cwd=folder)
        assert (run.code, run.out) == (2, "")
        assert words in run.err
        said = run.err.replace("File > Download", "")  # as the menus are called in either language
        assert strangers(said, lang) == set(), run.err


def test_a_link_in_place_of_a_file_says_how_to_download(folder: Path) -> None:
    for command in ("score", "check", "init", "tally"):
        run = ikm_here(command, "https://docs.google.com/spreadsheets/d/abc/edit?gid=0", cwd=folder)
        said = " ".join(run.err.split()) + run.out
        assert run.code == 1
        assert "Ini tautan, bukan berkas: https://docs.google.com/spreadsheets/d/abc/edit" in said
    assert "Unduh dahulu" in ikm_here("score", "https://docs.google.com/x", cwd=folder).err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("score Survei PPID 2023 (Jawaban).csv", 'ikm nilai "Survei PPID 2023 (Jawaban).csv"'),
        ("nilai Survei PPID 2023 (Jawaban).csv --target 81,5", '"Survei PPID 2023 (Jawaban).csv" --target 81,5'),
        (
            "score --target 81 Survei PPID 2023 (Jawaban).csv --json",
            '--target 81 "Survei PPID 2023 (Jawaban).csv" --json',
        ),
        ("score --allow-duplicates survei.csv dua blanko.csv", 'survei.csv "dua  blanko.csv"'),
        ("check dua blanko.csv --by-elements", None),
        ("check dua blanko.csv", '"dua  blanko.csv"'),
        ("check survei ppid 2023 (jawaban).csv", '"Survei PPID 2023 (Jawaban).csv"'),
        ("check “dua blanko.csv”", '"dua  blanko.csv"'),
        ("check tarif $5 `x`.csv", "'tarif $5 `x`.csv'"),
        ("check it's me!.csv", None),
        ("check Data Loket/Triwulan I.csv", '"Data Loket/Triwulan I.csv"'),
        ("score survei.csv --survey berkas saya.toml", 'survei.csv --survey "berkas saya.toml"'),
        ("Survei PPID 2023 (Jawaban).csv --target 81", 'ikm nilai "Survei PPID 2023 (Jawaban).csv" --target 81'),
    ],
)
def test_words_of_a_file_s_name_are_recognised_and_the_remedy_works(
    typed: str, meant: str | None, folder: Path
) -> None:
    run = ikm_here(*typed.split(" "), cwd=folder)
    assert run.code == 2
    remedy = run.err.rstrip("\n").partition("\n")[0].rpartition(": ikm ")[2]
    assert meant is None or meant in run.err
    if meant is not None:
        assert ikm_here(*shlex.split(remedy), cwd=folder).code == 0, remedy
        script = f'ikm() {{ "{sys.executable}" -m ikm "$@"; }}\nikm {remedy} > /dev/null'
        shell = subprocess.run(["/bin/sh", "-c", script], cwd=folder, env=os.environ, check=False, capture_output=True)
        assert shell.returncode == 0, (script, shell.stderr)


def test_a_value_of_an_option_is_no_part_of_a_name(folder: Path) -> None:
    (folder / "Loket A.csv").write_bytes(as_csv([NAMES, *GOOD]))
    run = ikm_here("score", "--sheet", "Loket", "A.csv", cwd=folder)
    assert run.code == 1
    assert "tanda kutip" not in run.err


def test_files_that_are_there_are_no_parts_of_a_name(folder: Path) -> None:
    for name in ("a", "b.csv", "a b.csv"):
        (folder / name).write_bytes(as_csv([NAMES, *GOOD]))
    assert ikm_here("score", "a", "b.csv", "--allow-duplicates", cwd=folder).code == 0


def test_a_name_without_its_ending_and_one_nearly_right_are_suggested(folder: Path) -> None:
    (folder / "a.csv").write_bytes(as_csv([NAMES, *GOOD]))
    assert "Yang mirip namanya: survei.csv" in " ".join(ikm_here("score", "survei", cwd=folder).err.split())
    assert "Yang mirip namanya: survei.csv" in " ".join(ikm_here("score", "SURVIE.CSV", cwd=folder).err.split())
    assert "Yang mirip namanya: a.csv" in " ".join(ikm_here("score", "A", cwd=folder).err.split())


def test_what_steers_a_terminal_is_not_printed(folder: Path) -> None:
    for typed in (["x\x1b[31m"], ["check", "survei.csv", "\x1b]0;x\x07"], ["score", "survei.csv", "--\x1b[1m"]):
        assert "\x1b" not in ikm_here(*typed, cwd=folder).err


def kinds(base: type[Exception]) -> list[type[Exception]]:
    return [base, *(kind for one in base.__subclasses__() for kind in kinds(one))]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for base in REFUSED for kind in kinds(base)])
def test_every_exception_of_typer_has_words_of_ours(kind: type[Exception], lang: str) -> None:
    error = kind.__new__(kind)
    Exception.__init__(error, "Got unexpected extra argument (the file is not valid)")
    for name in ("", *COMMANDS):
        flags = {} if not name else next(one for one in app.registered_commands if one.name == name).callback.flags  # type: ignore[union-attr]  # every command has them
        words = told(error, name, flags, ["--x"]).words("id" if lang == "id" else "en")
        assert strangers(words, lang) == set()
        assert "ikm" in words


def raised_by_typer() -> set[str]:
    """Give what typer's parser raises without a class of its own: the beginnings of its English sentences."""
    sentences = set()
    for path in (TYPER / "core.py", TYPER / "_click" / "core.py", TYPER / "_click" / "parser.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
            if isinstance(node, ast.Call) and name in {"fail", "UsageError", "ClickException"} and node.args:
                texts = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                sentences |= {str(text) for text in texts if isinstance(text, str) and " " in text.strip()}
    return sentences


def test_what_typer_says_without_a_class_is_said_by_us_before() -> None:
    # Each of these is found here before typer says it; a later typer that says more fails this test.
    found = {"No such command {name!r}.", "Missing command.", "Got unexpected extra argument(s) ("}
    assert raised_by_typer() <= found
    assert "Missing command." in raised_by_typer()


def test_no_word_of_typer_reaches_the_user(folder: Path) -> None:
    for typed in ("scroe", "score", "check a b", "score --x", "score --json=1", "score a --header x", "sample 1 2", ""):
        run = ikm_here(*typed.split(), cwd=folder)
        for words in ("Usage:", "Error", "Got unexpected", "No such", "Missing", "Invalid value", "Try '"):
            assert words not in run.out + run.err, typed


def test_both_languages_have_the_same_words() -> None:
    indonesian, english = (phrases(lang, "command") for lang in LANGUAGES)
    assert list(indonesian) == list(english)
    for key, words in indonesian.items():
        fields = [set(re.findall(r"\{\w+\}", text)) for text in (words, english[key])]
        assert fields[0] == fields[1], key
        if not key.startswith("examples"):
            assert strangers(re.sub(r"\{\w+\}", "", words), "id") == set(), key
            assert strangers(re.sub(r"\{\w+\}", "", english[key]), "en") == set(), key


def test_a_refusal_is_made_of_words_that_differ_by_language() -> None:
    error = wrong("meant_command", typed={"id": "ikm nilai", "en": "ikm score"})
    assert (error.words("id"), error.words("en")) == ("Mungkin maksudnya: ikm nilai", "Did you mean: ikm score")
