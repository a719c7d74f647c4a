"""The pages of the codes: every code has one, complete in both languages, and what it says to type is there to type."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ikm.findings import AREAS, LANGUAGES, catalogue, for_command
from ikm.findings.pages import Cells, Page, page_of, pages_of
from ikm.findings.pages import page as pages_module

SOUND: dict[str, Any] = {"at": "G1", "rows": [["U1", "U2"], ["Sesuai", "5"]], "marked": ["H2"]}
PAGE: dict[str, Any] = {
    "id": {"why": "Sebab.", "fix": ["Google Sheets: perbaiki."]},
    "en": {"why": "Why.", "fix": ["Google Sheets: mend it."]},
    "cells": SOUND,
}


@pytest.mark.parametrize("area", AREAS)
def test_every_code_of_an_area_has_a_page_in_the_order_of_the_catalogue(area: str) -> None:
    for lang in LANGUAGES:
        assert list(pages_of(area, lang)) == list(catalogue(area))


@pytest.mark.parametrize("area", AREAS)
def test_a_page_tells_why_in_a_few_sentences_and_a_picture_is_small(area: str) -> None:
    for lang in LANGUAGES:
        for code, page in pages_of(area, lang).items():
            assert 60 <= len(page.why) <= 700, (code, lang)
            assert all(15 <= len(step) <= 400 for step in page.fix), (code, lang)
            assert len(page.fix) <= 6, code
            for cells in filter(None, (page.cells, page.mended)):
                assert len(cells.letters) <= 6, code
                assert len(cells.numbers) <= 8, code


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_tell_the_same_steps(area: str) -> None:
    for code, page in pages_of(area, "id").items():
        other = page_of(code, "en")
        assert len(page.fix) == len(other.fix), code
        for cells, those in ((page.cells, other.cells), (page.mended, other.mended)):
            assert (cells and (cells.column, cells.row, cells.marked)) == (
                those and (those.column, those.row, those.marked)
            ), code


def test_a_page_has_the_words_of_its_finding_with_dots_for_what_differs() -> None:
    with for_command():
        page = page_of("answer-off-scale", "en")
        assert page.message == "U1 Requirements: the score “…” is outside the scale 1 to 4."
        assert "--invalid blank" in page.action
    assert 'invalid="blank"' in page_of("answer-off-scale", "id").action
    assert "{" not in "".join(one.message + one.action for area in AREAS for one in pages_of(area, "id").values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"at": "1G"}, "An address is letters and a number"),
        ({"marked": ["H3"]}, "H3 is marked, and stands outside"),
        ({"marked": ["F2"]}, "F2 is marked, and stands outside"),
        ({"marked": ["H2", "H2"]}, "each once"),
        ({"rows": [["U1", "U2"], ["Sesuai"]]}, "as many cells"),
        ({"rows": []}, "lists of cells"),
        ({"rows": [["U1", 5]]}, "stands in quotes"),
        ({"rows": [["U1", {"id": "Lima"}]]}, "in id and en"),
        ({"colour": "red"}, "and nothing else"),
    ],
)
def test_a_picture_that_is_not_as_it_must_be_is_refused(change: dict[str, Any], said: str) -> None:
    assert Cells.of(SOUND, "id").is_marked(1, 1)
    with pytest.raises((TypeError, ValueError), match=re.escape(said)):
        Cells.of({**SOUND, **change}, "id")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "x"}, "A page has no title"),
        ({"en": {"why": "Why."}}, "en is to have why and fix"),
        ({"id": {"why": "Sebab.", "fix": "satu"}}, "fix is a list of steps"),
        ({"id": {"why": "Sebab\ndua.", "fix": ["satu"]}}, "one line in quotes"),
        ({"cells": {**SOUND, "marked": ["Z9"]}}, "Z9 is marked"),
    ],
)
def test_a_page_that_is_not_as_it_must_be_is_refused_with_its_code(change: dict[str, Any], said: str) -> None:
    assert isinstance(pages_module._page("answer-blank", PAGE, "id"), Page)
    with pytest.raises(ValueError, match=f"answer-blank.*{re.escape(said)}"):
        pages_module._page("answer-blank", {**PAGE, **change}, "id")


def test_a_page_of_a_code_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="answer has pages of codes there are not: answer-nonsense"):
        pages_module._known({"answer-blank": PAGE, "answer-nonsense": PAGE}, "answer")
