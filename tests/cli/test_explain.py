"""`ikm explain`: the page of a code, the topics that messages point to, and what is offered for a word unknown."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

import pytest
from command import ikm_here
from remedy_cases import people
from tables import NAMES, as_csv

from ikm.cli.codes import TOPICS
from ikm.cli.names import COMMANDS
from ikm.findings import AREAS, LANGUAGES, Language, catalogue
from ikm.regulation.indices import builtin_indices
from ikm.reports import phrases

if TYPE_CHECKING:
    from pathlib import Path


def test_a_code_is_explained_with_its_message_why_how_and_the_cells() -> None:
    run = ikm_here("jelaskan", "answer-two-answers")
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[0] == "answer-two-answers · kesalahan: harus diperbaiki sebelum dihitung"
    heads = [line for line in lines[1:] if line and not line.startswith(" ")]
    assert heads == ["Yang dicetak", "Mengapa terjadi", "Cara memperbaiki", "Contoh selnya", "Sesudah diperbaiki",
                     "Selengkapnya"]  # fmt: skip
    assert "  3  → Sesuai, Sangat sesuai  Mudah" in lines
    assert "  Yang ditandai: G3." in lines
    assert max(map(len, lines)) <= 80
    assert ikm_here("explain", "answer-two-answers").out == run.out


def test_what_a_warning_needs_is_not_called_mending() -> None:
    assert "\nWhat to do\n" in ikm_here("explain", "evidence-test-row", "--lang", "en").out
    assert "\nHow to mend it\n" in ikm_here("explain", "answer-date", "--lang", "en").out


def test_a_code_may_be_typed_as_it_is_printed() -> None:
    plain = ikm_here("explain", "answer-date").out
    assert ikm_here("explain", "[answer-date]").out == plain == ikm_here("explain", "Answer-Date").out


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_a_picture_is_broken_to_fit(columns: int) -> None:
    lines = ikm_here("jelaskan", "index-items-assumed", columns=columns).out.splitlines()
    start = lines.index("Contoh selnya") + 1
    drawn = lines[start : lines.index("", start)]
    assert drawn[0].split() == ["K", "L", "M", "N"]
    assert max(map(len, drawn)) <= columns
    assert "".join(drawn).count("→") == 4


def test_alone_it_lists_the_topics_and_areas_each_of_which_can_be_typed() -> None:
    listed = re.findall(r"(?m)^  (\w+)  ", ikm_here("jelaskan").out)
    assert listed == [*TOPICS.values(), *AREAS]
    assert re.findall(r"(?m)^  (\w+)  ", ikm_here("explain", "--lang", "en").out) == [*TOPICS, *AREAS]


@pytest.mark.parametrize("area", ["answer", "evidence", "index"])
def test_an_area_lists_its_codes(area: str) -> None:
    told = re.findall(r"(?m)^  ([a-z-]+) \((?:kesalahan|peringatan|catatan)\)$", ikm_here("jelaskan", area).out)
    assert told == list(catalogue(area))


def test_a_word_that_is_nearly_one_is_offered_as_it_is_typed() -> None:
    run = ikm_here("jelaskan", "answer-blnk")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "Tidak ada penjelasan tentang “answer-blnk”. Mungkin maksudnya answer-blank. Ketik: ikm jelaskan answer-blank\n"
    )
    english = ikm_here("explain", "questionaire", "--lang", "en").err
    assert english.endswith("Did you mean questionnaire? Type: ikm explain questionnaire\n")
    assert ikm_here("jelaskan", "questionaire").err.endswith("Ketik: ikm jelaskan kuesioner\n")
    assert ikm_here("jelaskan", "cuaca").err == "Tidak ada penjelasan tentang “cuaca”. Daftarnya: ikm jelaskan\n"
    assert "\x1b" not in ikm_here("jelaskan", "\x1b[31m").err


def blocks(topic: str, lang: Language) -> list[tuple[str, str]]:
    """Give what a topic prints to be typed: the kind of each block and its text."""
    return re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", phrases(lang, "topics")[topic])


HEADS = {"waktu": "Bagaimana kecepatan pelayanan di loket?", "biaya": "Bagaimana biayanya?"}
WORDS = ["Lelet", "Agak lelet", "Lumayan", "Kilat"]
SPAK = ["Tidak ada calo", "Tidak ada imbalan", "Tidak ada diskriminasi", "Apakah ada pungutan liar?"]


def lay(folder: Path, topic: str) -> None:
    """Write the form that the examples of a topic are about."""
    heads, rows = list(NAMES), people()
    if topic == "questionnaire":
        heads[2], heads[3] = HEADS.values()
        rows = [[*row[:2], WORDS[row[2] - 1], 1 + place % 5, *row[4:]] for place, row in enumerate(rows)]
    else:
        heads += ["Jenis layanan", *SPAK]
        rows = [[*row, "A", *row[:4]] for row in rows]
    (folder / "survei.csv").write_bytes(as_csv([heads, *rows]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_the_last_example_of_a_topic_works_as_it_is_printed(topic: str, lang: Language, tmp_path: Path) -> None:
    """Its last file and command are a whole: the file is saved under the name it is told, and the form is scored."""
    lay(tmp_path, topic)
    printed = ikm_here("explain", topic, "--lang", lang, columns=100).out
    tables = [text for kind, text in blocks(topic, lang) if kind == "toml"]
    commands = [text.strip() for kind, text in blocks(topic, lang) if not kind]
    for text in [*tables, *commands]:
        assert all(f"  {line}".rstrip() in printed for line in text.splitlines())
    command = shlex.split(commands[-1].replace("survei.xlsx", "survei.csv"))
    assert command[:2] == ["ikm", "nilai" if lang == "id" else "score"]
    (tmp_path / command[-1]).write_text(tables[-1], encoding="utf-8")
    assert f" {command[-1]}" in printed
    run = ikm_here(*command[1:], "--json", cwd=tmp_path)
    assert run.code == 0, run.err + run.out
    result = json.loads(run.out)
    if topic == "index":
        assert [index["key"] for index in result["indices"]] == ["kejujuran"]
    else:
        told = {finding["code"] for finding in result["findings"]}
        assert "answer-scale-declared" in told
        assert ikm_here("score", "survei.csv", cwd=tmp_path).code == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_survey_file_and_the_turned_item_of_the_topics_are_taken(lang: Language, tmp_path: Path) -> None:
    lay(tmp_path, "index")
    plan = tmp_path / "survei.toml"
    plan.write_text(blocks("questionnaire", lang)[2][1].split("\n[", 1)[0], encoding="utf-8")
    assert json.loads(ikm_here("score", "survei.csv", "--json", cwd=tmp_path).out)["sample"]["population"] == 205
    plan.unlink()
    turned = next(text for kind, text in blocks("index", lang) if kind == "toml")
    (tmp_path / "q.toml").write_text(turned, encoding="utf-8")
    figures = []
    for options in ([], ["--questionnaire", "q.toml"]):
        typed = ["score", "survei.csv", "--index", "spak", "--map", "spak=K-N", *options, "--json"]
        figures.append(json.loads(ikm_here(*typed, cwd=tmp_path).out)["indices"][0]["value"])
    assert figures[0] != figures[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_way_of_counting_is_told(lang: Language) -> None:
    told = phrases(lang, "topics")["index"]
    assert not [name for name in builtin_indices() if not re.search(rf"(?<![\w-]){name}(?![\w-])", told)]


def test_messages_point_to_what_the_command_prints() -> None:
    pointed = set()
    for area in AREAS:
        for code, entry in catalogue(area).items():
            for lang, command in (("id", COMMANDS["explain"]), ("en", "explain")):
                words = " ".join(entry[lang].values())
                assert "docs/" not in words, code
                pointed |= set(re.findall(rf"\bikm {command} ([a-z-]+)", words))
    assert pointed == {*TOPICS, *TOPICS.values()}
