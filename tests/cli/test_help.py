"""The help: in one language throughout, examples that work as they are typed, readable at every width."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from command import ROOT, ikm_here
from strangers import ENGLISH, INDONESIAN, strangers
from tables import GOOD, NAMES, as_csv, as_xlsx

from ikm.cli.commands import app
from ikm.cli.help import examples_of, metavar_of
from ikm.cli.names import COMMANDS, command_name
from ikm.cli.usage import flags_of
from ikm.findings import LANGUAGES, Language
from ikm.reports import phrases

if TYPE_CHECKING:
    from pathlib import Path


def test_the_words_tell_the_languages_apart() -> None:
    assert not INDONESIAN & ENGLISH
    assert strangers("Show this message and exit.", "id")
    assert strangers("Tampilkan bantuan ini untuk berkas.", "en")
    assert strangers("[required]", "id") == {"required"}
    assert not strangers('  --out, --hasil FILE   Write "berkas ini dan itu" to a file; also: terisi.', "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_help_is_in_one_language(command: str, lang: Language) -> None:
    text = ikm_here(*filter(None, [command]), "--help", "--lang", lang, columns=100).out
    names = r"^  \S.*\((?:" + "|".join([*COMMANDS, *COMMANDS.values()]) + r")\)"
    values = r"(?:Boleh juga|Also): [^.]*\."
    kinds = "result|refusal|agency|tally|check|comparison|audit|explanation|achievement|verification"
    choices = rf"\((?:by time|result, baku|U8 [a-z]+(?:, the default)?)\)|{kinds}"
    text = re.sub(choices, " ", re.sub(values, " ", re.sub(names, "", text, flags=re.MULTILINE)))
    assert strangers(text, lang) == set()
    assert text.startswith(f"{'Cara pakai' if lang == 'id' else 'Usage'}: ikm ")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_three_examples_stand_first_and_rare_options_last(command: str, lang: Language) -> None:
    say = phrases(lang, "command")
    text = ikm_here(*filter(None, [command]), "--help", "--lang", lang).out
    told = [line for line in text.splitlines() if line in {say[key] for key in say if key.startswith("group_")}]
    assert text.index(f"\n{say['examples']}\n") < min(text.index(f"\n{title}\n") for title in told)
    assert len(examples_of(command, lang)) == 3
    assert say["group_rare"] not in told[:-1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_work_as_they_are_typed(lang: Language, tmp_path: Path) -> None:
    head = ["Timestamp", "Jenis layanan", *NAMES]
    rows = [[f"2026/0{1 + number % 3}/02 08:00:00", "KTP", *GOOD[number % len(GOOD)]] for number in range(30)]
    (tmp_path / "survei.xlsx").write_bytes(as_xlsx([head, *rows], "Jawaban"))
    shutil.copy(ROOT / "examples" / "ppid-2023.xlsx", tmp_path / "Survei PPID 2023 (Jawaban).xlsx")
    shutil.copy(ROOT / "examples" / "kinerja-2023.toml", tmp_path / "kinerja.toml")
    for folder in ("folder-survei", "surveys"):
        (tmp_path / folder).mkdir()
        for unit in "ab":
            (tmp_path / folder / f"{unit}.csv").write_bytes(as_csv([head, *rows, rows["ab".index(unit)]]))
    for name in ("laporan-2023.json", "report-2023.json"):
        shutil.copy(ROOT / "examples" / "audit-ppid-2023.json", tmp_path / name)
    for command in (
        "",
        "score",
        "check",
        "init",
        "form",
        "compare",
        "audit",
        "achievement",
        "verify",
        "sample",
        "law",
        "tally",
        "merge",
        "schema",
    ):
        for typed, _ in examples_of(command, lang):
            if command == "compare":
                for kept in {word for word in typed.split()[2:] if word.endswith(".json")}:
                    assert ikm_here("score", "survei.xlsx", "--out", kept, "--force", cwd=tmp_path).code == 0
            if command == "verify":
                kept = typed.split()[2]
                assert ikm_here("score", typed.split()[3], "--out", kept, "--force", cwd=tmp_path).code == 0
            if command == "merge" and len(typed.split()) == 4 and "--" not in typed:
                other = tmp_path / typed.split()[3]
                assert ikm_here("tally", "folder-survei/a.csv", "--out", other, cwd=tmp_path).code == 0
            program, *words = shlex.split(typed)
            run = ikm_here(*words, cwd=tmp_path)
            assert (program, run.code) == ("ikm", 0), (typed, run.err)
            assert command_name(command, lang) == words[0] or not command or words[0] == command_name("score", lang)


@pytest.mark.parametrize("columns", [60, 80, 140])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_line_is_wider_than_the_terminal(command: str, columns: int) -> None:
    for lang in LANGUAGES:
        run = ikm_here(*filter(None, [command]), "--help", "--lang", lang, columns=columns)
        assert run.code == 0
        assert max(map(len, run.out.splitlines())) <= columns
        assert "\x1b" not in run.out


def test_the_help_is_asked_for_by_any_of_its_names() -> None:
    shown = {ikm_here("score", asked).out for asked in ("--help", "--bantuan", "-h")}
    assert len(shown) == 1
    assert ikm_here("nilai", "--bantuan").out in shown
    bare = ikm_here()
    assert (bare.code, bare.out) == (2, ikm_here("--bantuan").out)
    assert ikm_here("--versi").out == ikm_here("--version").out


def test_every_option_of_a_command_is_in_its_help() -> None:
    for command in app.registered_commands:
        text = ikm_here(command.name, "--help", "--lang", "en", columns=140).out
        flags = command.callback.flags  # type: ignore[union-attr]  # every command has them
        for name, flag in flags.items():
            assert flag.en.split()[0] in text, name
            assert " ".join(flag.en.split()) in " ".join(text.split()), name


def test_what_stands_for_a_value_is_a_word_of_the_language() -> None:
    flags = [flag for command in app.registered_commands for flag in flags_of(command).values() if flag.metavar]
    same = {metavar_of(flag, "en") for flag in flags if metavar_of(flag, "en") == metavar_of(flag, "id")}
    assert {metavar for metavar in same if len(metavar) > 1} == set()
