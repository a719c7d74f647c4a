"""Scores given to single labels, and what is printed of labels that ikm does not know."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from command import ikm_here
from openpyxl import load_workbook
from tables import NAMES, as_csv, as_xlsx

import ikm

LABELS = ["Tidak ramah", "Kurang ramah", "Ramah", "Sangat ramah"]


def form(labels: list[str], number: int = 20) -> list[list[Any]]:
    """Make a form in which the seventh question has these options."""
    return [NAMES, *([3, 4, 2, 1, 3, 4, labels[i % 4], 2, 3] for i in range(number))]


def errors(rows: list[list[Any]], **options: Any) -> list[ikm.Finding]:
    return [finding for finding in ikm.load(as_csv(rows), **options).findings if finding.severity == "error"]


def plainly() -> float:
    return ikm.score(form(LABELS)).ikm


def test_a_label_many_gave_is_one_finding_with_their_number_and_the_first_cell() -> None:
    (found,) = errors(form(["Tidak ramah", "ramah normal", "Ramah", "Sangat ramah"]))
    assert (found.code, found.cell, found.value) == ("answer-unknown-label", "G3", "ramah normal")
    assert found.translated("en").message == (
        "U7 Behaviour of staff: the answer “ramah normal” (5 respondents, the first in this cell) is not one of this "
        "question's choices. Score 2 has no answer in this column, so this may be it."
    )
    assert found.translated("id").action.endswith(
        'tambahkan labels={"perilaku": {"ramah normal": 2}} pada panggilan ini.'
    )


def test_a_slip_of_a_known_label_is_told_as_such_and_never_scored() -> None:
    (found,) = errors(form(["Tidak ramah", "Kurang ramah", "Ramah", "Sangt ramah"]))
    assert "Mungkin salah ketik dari “Sangat ramah” (nilai 4)." in found.translated("id").message
    assert found.translated("en").action.endswith('add labels={"perilaku": {"Sangt ramah": 4}} to this call.')


@pytest.mark.parametrize(("odd", "times"), [("Sangat ramah sekali", 5), ("ramah normal", 4)])
def test_an_empty_place_is_not_offered_against_the_words_or_for_a_few_answers(odd: str, times: int) -> None:
    rows = form(["Ramah", odd, "Tidak ramah", "Sangat ramah"], 4 * times)
    found = errors(rows)
    assert len(found) == (1 if times == 5 else 4)
    assert all("mungkin itu nilainya" not in f.translated("id").message for f in found)
    assert all(
        f'labels={{"perilaku": {{"{odd}": NILAI}}}} dengan nilainya, 1–4.' in f.translated("id").action for f in found
    )


def test_words_of_fewer_than_five_stay_hidden() -> None:
    rows = form(LABELS)
    for row in rows[1:5]:
        row[6] = "pelayanan bu sari"
    found = errors(rows)
    assert [(f.code, f.cell, f.value) for f in found] == [
        ("answer-free-text", f"G{row}", "(teks 17 huruf)") for row in (2, 3, 4, 5)
    ]
    assert "sari" not in "".join(f.translated("id").message + f.translated("id").action for f in found)


@pytest.mark.parametrize("name", ["Bu Ramah", "Wirawan Adiputri", "budi dan siti"])
def test_a_name_stays_hidden_however_many_gave_it_and_may_still_be_scored(name: str) -> None:
    rows = form(["Tidak ramah", name, "Ramah", "Sangat ramah"])
    (found,) = errors(rows)
    assert (found.code, found.cell, found.value) == ("answer-free-text", "G3", f"(teks {len(name)} huruf)")
    told = found.translated("id").message + found.translated("id").action
    assert name not in told
    assert "(5 responden, yang pertama di sel ini)" in told
    assert 'tambahkan labels={"perilaku": {"ISI SEL": NILAI}}' in told
    assert ikm.score(rows, labels={"perilaku": {name: 2}}).ikm == plainly()


@pytest.mark.parametrize(
    ("odd", "score"),
    [("ramah normal", 2), ('Kurang "sopan" & tidak ramah!', 2), ("Sangt ramah", 4), ("tiga setengah", 2)],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_is_printed_for_a_label_is_typed_and_the_fault_is_gone(
    tmp_path: Path, odd: str, score: int, lang: str
) -> None:
    labels = [odd if place == score else label for place, label in enumerate(LABELS, 1)]
    for name, data in (("f.csv", as_csv(form(labels))), ("f.xlsx", as_xlsx(form(labels)))):
        (tmp_path / name).write_bytes(data)
        refused = ikm_here("score", name, "--lang", lang, "--json", cwd=tmp_path)
        assert refused.code == 1
        (action,) = [f["action"] for f in json.loads(refused.out)["findings"] if f["severity"] == "error"]
        (remedy,) = re.findall(r'--label [a-z]+:"[^"]+"=\d', action)
        scored = ikm_here("score", name, "--json", *shlex.split(remedy), cwd=tmp_path)
        assert scored.code == 0, scored
        result = json.loads(scored.out)
        assert result["ikm"] == plainly()
        assert [f["code"] for f in result["findings"] if f["code"].startswith("answer-")] == ["answer-label-given"]
        assert result["provenance"]["options"]["labels"] == {"perilaku": {shlex.split(remedy)[1][9:-2]: score}}


def test_invalid_blank_counts_every_answer_of_a_label_and_scores() -> None:
    rows = form(["Tidak ramah", "ramah normal", "Ramah", "Sangat ramah"])
    responses = ikm.load(rows)
    assert (responses.errors, responses.blocked, responses.faults) == (1, 0, {("perilaku", "answer-unknown-label"): 5})
    result = ikm.score(responses, invalid="blank")
    assert result.elements[6].filled == 15
    assert next(f.message for f in result.findings if f.code == "survey-invalid-blanked").startswith("5 ")


def test_labels_are_given_in_python_in_the_survey_file_and_the_caller_wins(tmp_path: Path) -> None:
    rows = form(["Tidak ramah", "ramah normal", "Ramah", "Sangat ramah"])
    assert ikm.score(rows, labels={"U7": {"Ramah  NORMAL": 2}}).ikm == plainly()
    plan = tmp_path / "survei.toml"
    plan.write_text('[labels.U7]\n"ramah normal" = 3\n', encoding="utf-8")
    assert ikm.score(rows, survey=plan).elements[6].total == 55
    assert ikm.score(rows, survey=plan, labels={"perilaku": {"ramah normal": 2}}).elements[6].total == 50
    assert ikm.check(rows, labels={"U7": {"ramah normal": 2}}).scorable
    assert ikm.load(rows, survey=plan).options["labels"] == {"perilaku": {"ramah normal": 3}}


def test_a_column_of_unknown_words_is_scored_when_each_is_given() -> None:
    own = ["Parah sekali", "Pelan sekali", "Cepat amat", "Kilat sekali"]
    (found,) = errors(form(own))
    assert (found.code, found.details["found"]) == (
        "answer-scale-unknown",
        dict.fromkeys(("id", "en"), "Cepat amat, Kilat sekali, Parah sekali, Pelan sekali"),
    )
    given = {"perilaku": {label: score for score, label in enumerate(own, 1)}}
    assert ikm.score(form(own), labels=given).ikm == plainly()


def test_a_number_in_letters_that_several_gave_is_shown_with_its_place() -> None:
    (found,) = errors(form(["1", "2", "tiga", "4"]))
    assert (found.value, found.cell) == ("tiga", "G4")
    assert found.translated("id").action.endswith('labels={"perilaku": {"tiga": 3}} pada panggilan ini.')


def test_codes_of_labels_follow_the_order_asked_for() -> None:
    rows = [NAMES, *([3, 4, 2, 1, 3, 4, 2, 2, ["aduh biyung", 3][i % 2]] for i in range(20))]
    assert ikm.score(rows, order="annex", labels={"U8": {"aduh biyung": 1}}).elements[8].total == 40
    with pytest.raises(ikm.ResponseError):
        ikm.score(rows, labels={"U8": {"aduh biyung": 1}})


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ({"U17": {"a b": 2}}, "there is no such element"),
        ({"U7": {"a b": 5}}, "whole number from 1 to 4"),
        ({"U7": {"a b": 2.5}}, "whole scores"),
        ({"U7": "a b"}, "whole scores"),
        (5, "whole scores"),
    ],
)
def test_what_is_no_score_of_a_label_is_refused(labels: Any, words: str) -> None:
    with pytest.raises(ikm.OptionError, match=words):
        ikm.score(form(LABELS), labels=labels)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("perilaku=2", "--label ditulis UNSUR:JAWABAN=NILAI"),
        ("perilaku:cuek=dua", "--label ditulis UNSUR:JAWABAN=NILAI"),
        ("U77:cuek=2", "--label U77: tidak ada unsur itu"),
        ("U7:cuek=7", "nilainya bilangan bulat 1 sampai 4, bukan 7"),
    ],
)
def test_a_label_typed_wrongly_is_told_how_to_type_it(tmp_path: Path, typed: str, words: str) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(form(LABELS)))
    run = ikm_here("score", "f.csv", "--label", typed, cwd=tmp_path)
    assert (run.code, words in run.err) == (2, True)


def test_two_scores_of_one_label_are_refused(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(form(LABELS)))
    run = ikm_here("check", "f.csv", "--label", "U7:cuek=2", "--label", "U7:cuek=3", cwd=tmp_path)
    assert (run.code, 'memberi "cuek" pada U7 dua nilai' in run.err) == (2, True)


def test_every_command_that_reads_takes_labels(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(form(["Tidak ramah", "ramah normal", "Ramah", "Sangat ramah"])))
    given = ("--label", 'U7:"ramah normal"=2')
    assert ikm_here("check", "f.csv", *given, cwd=tmp_path).code == 0
    assert ikm_here("tally", "f.csv", *given, "--out", "c.json", cwd=tmp_path).code == 0
    assert ikm_here("score", "f.csv", *given, "--out", "hasil/", "--jobs", "1", "--json", cwd=tmp_path).code == 0
    assert ikm_here("init", "f.csv", *given, cwd=tmp_path).code == 0
    assert '[labels.perilaku]\n"ramah normal" = 2\n' in (tmp_path / "survei.toml").read_text(encoding="utf-8")
    assert (
        json.loads(ikm_here("score", "f.csv", "--survey", "survei.toml", "--json", cwd=tmp_path).out)["ikm"]
        == plainly()
    )


def test_a_marked_copy_colours_every_cell_of_a_label(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv(form(["Tidak ramah", "ramah normal", "Ramah", "Sangat ramah"])))
    ikm_here("check", "f.csv", "--mark", "m.xlsx", cwd=tmp_path)
    sheet = load_workbook(tmp_path / "m.xlsx").active
    assert sheet is not None
    assert [cell.row for cell in sheet["G"] if cell.comment is not None] == [3, 7, 11, 15, 19]


def test_a_questionnaire_of_one_question_leaves_the_rest_recognised(tmp_path: Path) -> None:
    own = tmp_path / "satu.toml"
    own.write_text(
        'key = "satu"\ntitle = { id = "Satu pertanyaan" }\n[[question]]\nelement = "perilaku"\nnames = ["Perilaku"]\n'
        'labels = ["Judes", "ramah normal", "Ramah", "Ramah sekali"]\n',
        encoding="utf-8",
    )
    rows = form(["Judes", "ramah normal", "Ramah", "Ramah sekali"])
    assert ikm.score(rows, questionnaire=own).ikm == plainly()
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score([row[:8] for row in rows], questionnaire=own)
    assert [f.code for f in refused.value.findings if f.severity == "error"] == ["column-element-missing"]
