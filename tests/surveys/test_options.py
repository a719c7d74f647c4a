"""Options: what is misspelt is refused with the function that was called, by the type checker and at run time."""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
from typing import TYPE_CHECKING, Any

import pytest
from tables import GOOD, NAMES, as_csv

import ikm
from ikm.surveys.keywords import READING, SCORING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DATA = as_csv([NAMES, *GOOD])
UNTYPED: Any = ikm
"""Calls that a type checker would refuse."""

CLIENT = """
import duckdb, numpy, pandas, polars, pyarrow
import ikm

ikm.score("survei.xlsx", population=205, target=81.5, weight="exact", by=["unit", ("a", "b")], sheet="all")
ikm.load(b"...", period="2026-Q1", labels={"U7": {"Kurang sopan": 2}}, keep=["unit"])
ikm.check("survei.xlsx", population=205, header=2, lang="en")
ikm.score_agency({"A": "a.xlsx"}, populations={"A": 10}, invalid="blank", columns={"U9": "K"})
ikm.score(pandas.DataFrame({"U1": [4]}))
ikm.score(polars.DataFrame({"U1": [4]}))
ikm.score(pyarrow.table({"U1": [4]}))
ikm.score(duckdb.connect().table("jawaban"))
ikm.score(numpy.full((3, 9), 4))
ikm.score([["U1"], [4]])
ikm.score(ikm.load(b"...").tally(), weight={"biaya": 1})
ikm.score("f", poplation=3)  # WRONG
ikm.scroe("f")  # WRONG
ikm.load("f", shet="A")  # WRONG
ikm.check("f", target=81)  # WRONG
ikm.score("f", missing="lengkap")  # WRONG
ikm.load("f", date_order="ymd")  # WRONG
ikm.score_agency({"A": "f"}, populasi=3)  # WRONG
ikm.score(12)  # WRONG
ikm.grade(83.86).grade  # WRONG
"""


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: UNTYPED.score(DATA, poplation=3), "ikm.score has no option 'poplation'; did you mean 'population'?"),
        (lambda: UNTYPED.score(DATA, shet="A"), "ikm.score has no option 'shet'; did you mean 'sheet'?"),
        (lambda: UNTYPED.load(DATA, colums={}), "ikm.load has no option 'colums'; did you mean 'columns'?"),
        (lambda: UNTYPED.check(DATA, wieght="exact"), "ikm.check has no option 'wieght'; did you mean 'weight'?"),
        (lambda: UNTYPED.check(DATA, target=81), "ikm.check has no option 'target'; it has columns, "),
        (
            lambda: UNTYPED.score_agency({"A": DATA}, population_s={"A": 3}),
            "ikm.score_agency has no option 'population_s'; did you mean 'populations'?",
        ),
    ],
)
def test_a_wrong_keyword_names_the_function_called_and_the_nearest_option(call: Callable[[], Any], words: str) -> None:
    with pytest.raises(ikm.OptionError, match=re.escape(words)):
        call()


def test_the_options_that_are_typed_are_those_the_functions_have() -> None:
    load = set(inspect.signature(ikm.load).parameters) - {"source", "unknown"}
    assert load == READING | {"survey", "regulation", "population"}
    score = set(inspect.signature(ikm.score).parameters) - {"source", "reading"}
    assert score == SCORING


def test_a_type_checker_takes_every_source_and_refuses_what_is_misspelt(tmp_path: Path) -> None:
    if importlib.util.find_spec("mypy") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("mypy is missing")
        pytest.skip('needs mypy (pip install "ikm-panrb[dev]")')
    from mypy import api  # noqa: PLC0415 - an extra

    client = tmp_path / "client.py"
    client.write_text(CLIENT, encoding="utf-8")
    told, failed, _ = api.run(["--strict", "--no-error-summary", "--cache-dir", str(tmp_path / "cache"), str(client)])
    assert not failed
    wrong = {number for number, line in enumerate(CLIENT.splitlines(), 1) if line.endswith("# WRONG")}
    met = {int(line.split(":")[1]) for line in told.splitlines() if "client.py:" in line and ": error:" in line}
    assert met - {2} == wrong, told  # line 2 imports libraries that ship no types
