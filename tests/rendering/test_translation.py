"""The other language of a result: the same as scoring in it, and back again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command import ROOT
from hypothesis import given
from hypothesis import strategies as st
from tables import NAMES

import ikm
from ikm.findings import Language

PPID = ROOT / "examples" / "ppid-2023.csv"
LAW = Path(ikm.__file__).parent / "regulation" / "data" / "permenpanrb-14-2017.toml"

scores = st.lists(st.tuples(st.sampled_from("ab"), *[st.sampled_from([None, 1, 2, 3, 4])] * 9), min_size=1, max_size=30)


@given(scores)
def test_a_translated_result_is_the_one_scored_in_that_language(rows: list[tuple[object, ...]]) -> None:
    sheet = [["Jenis layanan", *NAMES], *rows]
    try:
        result = ikm.score(sheet, by="jenis_layanan", population=90)
    except ikm.ResponseError:
        return
    english = result.translated("en")
    assert english == ikm.score(sheet, by="jenis_layanan", population=90, lang="en")
    assert english.model_dump_json() == ikm.score(sheet, by="jenis_layanan", population=90, lang="en").model_dump_json()
    assert english.translated("id") == result == result.translated("id")
    stored = ikm.IKMResult.model_validate_json(result.model_dump_json())
    assert stored.translated("en") == english
    assert ikm.IKMResult.model_validate_json(english.model_dump_json()).lang == "en"


def test_every_word_is_in_the_other_language() -> None:
    result = ikm.score(ROOT / "examples" / "with-mistakes.csv", invalid="blank", by="jenis_layanan", minimum_group=5)
    english = result.translated("en")
    assert (result.kinerja, english.kinerja) == ("Baik", "Good")
    assert {e.kinerja for e in english.elements} <= {"Not good", "Less good", "Good", "Very good"}
    assert english.groups is not None
    assert {one.kinerja for one in english.groups} <= {None, "Not good", "Less good", "Good", "Very good"}
    assert [f.message for f in english.findings] != [f.message for f in result.findings]
    assert {f.lang for f in english.findings} == {"en"}
    assert "respondents" in english._repr_html_()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_an_agency_is_translated_with_its_units(lang: Language) -> None:
    units: dict[str, Any] = {"A": PPID, "B": ROOT / "examples" / "with-mistakes.csv", "C": [NAMES]}
    other: Language = "en" if lang == "id" else "id"
    result = ikm.score_agency(units, lang=lang)
    assert result.translated(other) == ikm.score_agency(units, lang=other)
    assert result.translated(other).translated(lang) == result
    none = ikm.score_agency({"C": [NAMES]}, lang=lang)
    assert none.translated(other) == ikm.score_agency({"C": [NAMES]}, lang=other)


def test_an_instrument_of_ones_own_is_given_again(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(LAW.read_text("utf-8").replace('en = "Good"', 'en = "Fine"'), "utf-8")
    result = ikm.score(PPID, regulation=own)
    assert result.translated("en", regulation=own).kinerja == "Fine"
    for wrong in (None, ikm.load_regulation()):
        with pytest.raises(ikm.OptionError, match="regulation="):
            result.translated("en", regulation=wrong)
    with pytest.raises(ikm.OptionError, match='lang is "id" or "en"'):
        result.translated("jv")  # type: ignore[arg-type]
