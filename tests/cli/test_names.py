"""Names: commands, options and values have an Indonesian name beside the English one, and give the same by either."""

from __future__ import annotations

import inspect
import re
import typing
from typing import TYPE_CHECKING

import pytest
from command import Run, ikm_here
from tables import GOOD, NAMES, as_csv

from ikm.cli import names, options
from ikm.cli.commands import app
from ikm.cli.handling import Handling
from ikm.surveys import Reading, Scoring

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "score": "nilai", "check": "periksa", "init": "mulai", "compare": "bandingkan", "audit": "audit",
    "sample": "sampel", "law": "aturan", "tally": "rekap",
    "merge": "gabung", "schema": "skema", "explain": "jelaskan", "achievement": "capaian", "verify": "cocokkan",
    "form": "formulir",
}  # fmt: skip
OPTIONS = {
    "population": "populasi", "weight": "bobot", "period": "periode", "by": "per", "by-elements": "rinci",
    "confidence": "kepercayaan", "map": "kolom",
    "index": "indeks", "survey": "survei", "no-survey": "tanpa-survei", "title": "judul", "brief": "ringkas",
    "questionnaire": "kuesioner", "sheet": "lembar", "out": "hasil", "force": "timpa", "lang": "bahasa",
    "from": "dari", "to": "sampai", "jobs": "proses", "version": "versi",
    "product": "produk", "as-units": "sebagai-unit", "no-respondents": "tanpa-responden", "template": "templat",
    "exclude-rows": "tanpa-baris", "drop-resubmissions": "abaikan-kiriman-ulang", "personal": "dengan-data-pribadi",
    "explain": "jelaskan", "statistics": "statistik", "together": "satukan", "service": "layanan",
}  # fmt: skip
VALUES = {
    "available": "terisi", "complete": "lengkap", "refuse": "tolak", "blank": "kosongkan",
    "definition": "definisi", "annex": "lampiran",
}  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "survei.csv"
    rows = [["Timestamp", *NAMES, "Usia", "Lain"], *(["01/02/2026 10:00:00", *row, 30, 4] for row in GOOD)]
    rows[1][3] = None
    path.write_bytes(as_csv(rows))
    (tmp_path / "survei.toml").write_text("target = 81\n", encoding="utf-8")
    return path


def alike(english: list[object], indonesian: list[object]) -> Run:
    """Run a command by both names, and give what came of it once."""
    first, second = ikm_here(*english), ikm_here(*indonesian)
    assert first == second
    return first


def test_the_names_are_the_declared_ones() -> None:
    assert names.COMMANDS == COMMANDS
    declared = {also: name for name, also in (COMMANDS | OPTIONS | VALUES).items()}
    assert names.indonesian() == {**declared, "bantuan": "help"}


def test_what_a_callback_reads_comes_to_it_as_text() -> None:
    # Of an annotation that names a path, typer before 0.29 makes one first: an empty name is then the folder one is in.
    read = {
        name: typing.get_args(one.annotation)[0]
        for command in app.registered_commands
        for name, one in inspect.signature(command.callback or (lambda: None)).parameters.items()
        if typing.get_args(one.annotation)[1].callback is not None
    }
    assert {"file", "files", "survey", "out", "population"} <= set(read)
    assert set(map(str, read.values())) <= {"<class 'str'>", "str | None", "list[str]"}


def test_an_indonesian_name_is_no_english_one() -> None:
    flags = (
        set(Handling.model_fields)
        | set(Scoring.model_fields)
        | set(Reading.model_fields)
        | {"from", "to", "json", "map", "label", "min-group"}
    )
    taken = flags | {command.name for command in app.registered_commands} | set(VALUES)
    indonesian = [*COMMANDS.values(), *OPTIONS.values(), *VALUES.values()]
    assert taken & set(indonesian) == {"audit"}  # one word in both languages, for one command
    pairs = {(also, name) for name, also in (*COMMANDS.items(), *OPTIONS.items(), *VALUES.items())}
    assert len(pairs) == len(set(indonesian))  # one word may name a command and an option of the same English name


def test_scoring_takes_either_name_and_says_the_english_one(form: Path) -> None:
    plan = form.with_name("survei.toml")
    english = ["score", form, "--population", "1.200", "--weight", "1/9", "--period", "2026-Q1", "--by", "usia"]
    indonesian = ["nilai", form, "--populasi", "1.200", "--bobot", "1/9", "--periode", "2026-Q1", "--per", "usia"]
    english += ["--map", "U9=L", "--survey", plan, "--questionnaire", "skm", "--missing", "complete"]
    indonesian += ["--kolom", "U9=L", "--survei", plan, "--kuesioner", "skm", "--missing", "lengkap"]
    run = alike([*english, "--invalid", "blank", "--json"], [*indonesian, "--invalid", "kosongkan", "--json"])
    assert run.code == 0
    for said in ('"missing": "complete"', '"invalid": "blank"', '"population": 1200', '"weight": "exact"'):
        assert said in run.out
    names = {*OPTIONS.values(), *VALUES.values()} - {"produk"}  # the key of an element too
    assert not [name for name in names if f'"{name}"' in run.out]


def test_the_other_values_are_taken_too(form: Path) -> None:
    run = alike(
        ["score", form, "--missing=available", "--invalid=refuse"],
        ["nilai", form, "--missing=terisi", "--invalid=tolak"],
    )
    assert run.code == 0


def test_the_other_commands_take_either_name(form: Path, tmp_path: Path) -> None:
    assert alike(["sample", "205"], ["sampel", "205"]).out.startswith("Perlu 134")
    assert alike(["law", "--json"], ["aturan", "--json"]).code == 0
    assert alike(["check", form, "--sheet", "x"], ["periksa", form, "--lembar", "x"]).code == 2
    written = tmp_path / "a.toml"
    assert ikm_here("mulai", form, "--hasil", written).code == 0
    text = written.read_text(encoding="utf-8")
    assert ikm_here("mulai", form, "--hasil", written).code == 2
    assert ikm_here("init", form, "--out", written, "--timpa").code == 0
    assert written.read_text(encoding="utf-8") == text


def test_a_wrong_value_is_refused_with_those_there_are(form: Path) -> None:
    run = ikm_here("nilai", form, "--missing", "nol", columns=200)
    assert run.code == 2
    assert run.err == "--missing tidak dapat diisi “nol”. Pilih salah satu: terisi, lengkap.\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_shows_both_names_of_everything_a_command_takes(command: str) -> None:
    for lang in ("id", "en"):
        turn = slice(None, None, -1 if lang == "id" else 1)
        text = ikm_here(command, "--help", "--lang", lang, columns=200).out
        shown = {one for line in re.findall(r"(?m)^  (--[\w-]+(?:, --[\w-]+)*)", text) for one in line.split(", ")}
        for name, also in OPTIONS.items():
            both = ", ".join(f"--{one}" for one in (name, also)[turn])
            assert (f"  {both}" in text) == (f"--{name}" in shown), name
        assert ("terisi|lengkap" in text, "available|complete" in text) == (
            ("--missing" in text and lang == "id"),
            ("--missing" in text and lang == "en"),
        )
        first, second = [command, COMMANDS[command]][turn]
        same = first == second
        assert (f"ikm {second}\n" in text) is not same
        shown_as = first if same else f"{first} ({second})"
        assert f"  {shown_as} " in ikm_here("--help", "--lang", lang, columns=140).out


def test_a_command_that_reads_a_file_takes_every_option_of_reading() -> None:
    wanted = set(options.READING)
    for command in app.registered_commands:
        assert command.callback is not None
        if command.name in {"score", "check", "tally"}:
            assert wanted <= set(inspect.signature(command.callback).parameters)
