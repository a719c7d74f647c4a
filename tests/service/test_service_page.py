"""The service's page in a browser, used as an officer does: choose a file, press, read."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from command import ROOT
from page import Page, tools
from served import Served, needed

import ikm

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = ROOT / "examples"
PPID = EXAMPLES / "ppid-2023.xlsx"


class Portal(Page):
    """The page of the service."""

    def choose_file(self, file: Path) -> None:
        root = self.tell("DOM.getDocument")["root"]["nodeId"]
        node = self.tell("DOM.querySelector", nodeId=root, selector="#file")["nodeId"]
        self.tell("DOM.setFileInputFiles", files=[str(file)], nodeId=node)

    def score(self, file: Path, shown: str) -> None:
        """Choose a file, press, and wait until a section shows itself."""
        self.choose_file(file)
        self.value("document.getElementById('score').click()")
        self.wait(f"!document.getElementById('{shown}').hidden && !document.getElementById('score').disabled")

    def saved(self, button: str, name: str) -> bytes:
        """Press a button and give the file that it hands over."""
        file = self.folder / name
        self.value(f"document.getElementById('{button}').click()")
        end = time.monotonic() + 60
        while not file.is_file():
            assert time.monotonic() < end, f"{name} was not handed over"
            time.sleep(0.1)
        return file.read_bytes()


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    needed()
    tools()
    with Portal(tmp_path_factory.mktemp("unduhan")) as page:
        yield page


def test_the_example_is_scored_shown_and_handed_over(portal: Portal, service: Served) -> None:
    portal.go(f"{service.url}/")
    portal.score(PPID, "result")
    assert (portal.said("#ikm"), portal.said("#mutu"), portal.said("#kinerja")) == ("83,86", "B", "Baik")
    assert (portal.said("#respondents"), portal.focus) == ("136", "result")
    result = ikm.score(PPID)
    rows = portal.said("#elements").splitlines()
    assert len(rows) == 9
    assert [row.split("\t")[1] for row in rows[:2]] == ["3,265", "3,221"]
    assert [row.split("\t")[3] for row in rows] == [element.mutu for element in result.elements]
    assert portal.saved("json", "ikm.json").decode() == result.model_dump_json()
    book, responses = io.BytesIO(), ikm.load(PPID.read_bytes(), name=PPID.name)
    ikm.score(responses).to_excel(book, responses=responses)
    assert portal.saved("workbook", "ikm.xlsx") == book.getvalue()
    assert (portal.complaints, portal.faults()) == ([], [])
    assert all(address.startswith((service.url, "blob:")) for address in portal.requests)


def test_options_and_the_language_are_those_of_the_form(portal: Portal, service: Served) -> None:
    portal.go(f"{service.url}/?lang=en", 390)
    portal.value("document.getElementById('weight').value = 'exact'")
    portal.score(PPID, "result")
    assert (portal.said("#ikm"), portal.said("#kinerja"), portal.said("h1")) == ("83.95", "Good", "Score a survey")
    portal.value("document.getElementById('weight').value = '0.11'; form.dispatchEvent(new Event('change'))")
    assert portal.value("document.getElementById('result').hidden")  # no figure stands beside other options
    assert portal.value("document.documentElement.scrollWidth") <= 390
    assert portal.faults() == []


def test_nothing_can_be_changed_while_the_answer_is_awaited(portal: Portal, service: Served) -> None:
    portal.go(f"{service.url}/")
    portal.choose_file(PPID)
    asked = (
        "document.getElementById('score').click(), [...document.getElementById('form').elements].map(e => e.disabled)"
    )
    assert set(portal.value(asked)) == {True}
    portal.wait("!document.getElementById('result').hidden")
    assert set(portal.value("[...document.getElementById('form').elements].map(e => e.disabled)")) == {False}


def test_what_cannot_be_scored_says_why_and_where(portal: Portal, service: Served, tmp_path: Path) -> None:
    portal.go(f"{service.url}/")
    (tmp_path / "laporan.xlsx").write_bytes(b"%PDF-1.7 <b>no markup</b>")
    portal.score(tmp_path / "laporan.xlsx", "problem")
    assert portal.said("#problem-title") == "Bukan tabel jawaban"
    assert "dokumen PDF, bukan tabel jawaban" in portal.said("#faults")
    portal.score(EXAMPLES / "with-mistakes.csv", "problem")
    assert portal.said("#problem-title") == "Data belum dapat dihitung"
    faults = portal.said("#faults").splitlines()
    assert [fault.partition(":")[0] for fault in faults] == ["kesalahan H4", "kesalahan I7", "peringatan P9"]
    assert "Sangat Baik Sekali" in faults[0]
    assert (portal.focus, portal.faults()) == ("problem", [])
    portal.value("document.getElementById('invalid').value = 'blank'")
    portal.score(EXAMPLES / "with-mistakes.csv", "result")
    assert "peringatan" in portal.said("#notes")


def test_what_is_too_large_or_cannot_be_sent_is_said(portal: Portal, service: Served, tmp_path: Path) -> None:
    portal.go(f"{service.url}/?lang=en")
    (tmp_path / "huge.csv").write_bytes(b"U1,U2\n" * 1_500_000)
    portal.score(tmp_path / "huge.csv", "problem")
    assert portal.said("#problem-title").startswith("This file is larger than the service takes.")
    assert not [address for address in portal.requests if "/score" in address]
    for offline in (True, False):
        portal.tell("Network.emulateNetworkConditions", offline=offline, latency=0, downloadThroughput=-1,
                    uploadThroughput=-1)  # fmt: skip
        portal.score(PPID, "problem" if offline else "result")
        assert portal.said("#problem-title").startswith("The service cannot be reached.") or not offline


def test_the_result_opens_as_a_page_and_without_any_script(portal: Portal, service: Served) -> None:
    portal.tell("Emulation.setScriptExecutionDisabled", value=True)
    portal.go(f"{service.url}/")
    portal.choose_file(PPID)
    portal.value("document.getElementById('form').submit()")
    portal.wait("document.querySelector('.headline')")
    assert "83,86" in portal.said(".headline")
    assert portal.value("getComputedStyle(document.querySelector('.headline')).display")
    assert portal.complaints == []
    portal.tell("Emulation.setScriptExecutionDisabled", value=False)


def test_every_word_of_the_page_stands_in_both_languages() -> None:
    words = json.loads((EXAMPLES / "service" / "words.json").read_text(encoding="utf-8"))
    page = (EXAMPLES / "service" / "page.html").read_text(encoding="utf-8")
    assert words["id"].keys() == words["en"].keys()
    for part in ("problems", "page"):
        assert words["id"][part].keys() == words["en"][part].keys()
    assert {name for name in words["id"]["page"] if f"${name}" not in page} == set()
