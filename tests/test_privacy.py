"""Canaries: nothing personal from the input in any output, whatever column it stands in."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest
from command import ikm
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm as library
from ikm.rendering.marked import marked_copy
from ikm.rendering.page import check_page
from ikm.sources import read

PEOPLE = {
    "Nama Lengkap": "Wirawan Canarywati",
    "NIK": "3171234567890123",
    "Nomor HP": "081234567890",
    "Email Address": "canary.wati@contoh.example",
    "Alamat": "Jalan Canary Nomor 7",
    "Saran dan Masukan": "Tolong hubungi Canarywati di 081234567890",
}
EMPTY = as_xlsx([["kosong"]])
SECRETS = ["Canary", "3171234567890123", "081234567890", "contoh.example"]


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret.lower() in text.lower()]


def outputs(source: bytes, *, copied: bool = True) -> str:
    texts = []
    report = library.check(source)
    texts += [report.model_dump_json(), check_page(report), repr(report)]
    sheet = read(source)
    responses = library.load(sheet)
    texts += [repr(responses), repr(list(responses)), str(responses.findings), repr(list(responses.findings))]
    marked = marked_copy(sheet, responses, "id") if copied else EMPTY
    with zipfile.ZipFile(io.BytesIO(marked)) as parts:
        texts += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    choices: tuple[Any, ...] = ("refuse", "blank")
    for invalid in choices:
        try:
            result = library.score(source, invalid=invalid, by="jenis_kelamin")
            texts += [result.model_dump_json(), repr(result), result._repr_html_()]
        except library.IkmError as error:
            texts += [
                str(error),
                repr(error),
                *(f.translated("id").message + f.translated("id").action for f in getattr(error, "findings", ())),
            ]
    return "\n".join(texts)


def survey() -> list[list[Any]]:
    rows: list[list[Any]] = [["Timestamp", "Jenis kelamin", *PEOPLE, *NAMES]]
    for i in range(30):
        moment = f"2026/03/0{i % 9 + 1} 9:00:{i:02} AM GMT+7"
        rows.append([moment, "L" if i % 2 else "P", *PEOPLE.values(), *GOOD[i % 3]])
    return rows


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_personal_columns_stay_in_the_file(make: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert leaks(outputs(make(survey()))) == []
    assert leaks(caplog.text) == []


@pytest.mark.parametrize("column", range(len(survey()[0])))
@pytest.mark.parametrize("secret", list(PEOPLE.values()))
def test_a_canary_in_any_column_comes_out_nowhere(column: int, secret: str) -> None:
    rows = survey()
    for row in rows[2:8]:
        row[column] = secret
    profile = rows[0][column] == "Jenis kelamin"
    if profile:
        rows = [row for i, row in enumerate(rows) if i < 4 or i > 7]
    # A copy holds the words of recognised profiles, as a breakdown needs them.
    assert leaks(outputs(as_csv(rows), copied=not profile or "@" in secret or sum(map(str.isdigit, secret)) > 7)) == []


def test_a_canary_where_the_header_should_be_comes_out_nowhere() -> None:
    rows = [row for row in survey() if row[0] != "Timestamp"]
    assert leaks(outputs(as_csv(rows))) == []


def test_damaged_files_do_not_quote_what_they_hold(tmp_path: Path) -> None:
    whole = as_csv(survey())
    for name, data in {
        "a.csv": whole.replace(b"081234567890", b"\xff\xfe081234567890"),
        "b.csv": whole[:-7] + b'"' + whole[-7:],
        "c.csv": whole.replace(b"\r\n", b",\r\n", 3),
        "d.xlsx": as_xlsx(survey())[:-40],
        "e.html": b"<html><table><tr><td>Canarywati 081234567890</td></tr></table></html>",
    }.items():
        file = tmp_path / name
        file.write_bytes(data)
        for command in ("score", "check"):
            run = ikm(command, file)
            assert leaks(run.out + run.err) == [], name


def test_profile_answers_of_few_people_are_not_listed(tmp_path: Path) -> None:
    rows = survey()
    rows[1][1] = "Canary"
    file = tmp_path / "a.csv"
    file.write_bytes(as_csv(rows))
    data = json.loads(ikm("score", file, "--by", "jenis_kelamin", "--json").out)
    assert data["groups"][-1] == {
        "group": {"jenis_kelamin": None}, "respondents": None, "ikm": None, "mutu": None, "kinerja": None,
        "hidden": True, "merged": 1, "elements": [], "elements_hidden": True, "ikm_exact": None, "alternatives": [],
        "blanks": None, "uncertainty": None,
    }  # fmt: skip
    assert "Canary" not in json.dumps(data)
