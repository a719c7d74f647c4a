"""The journal: what the logger `ikm` is told, and what it is never told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from tables import GOOD, NAMES, as_csv
from test_start import modules_after

import ikm

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_at_debug_each_stage_is_told_with_its_seconds_and_no_word_of_a_respondent(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "survei.csv"
    path.write_bytes(as_csv([[*NAMES, "Rahasia"], *([*row, "sangat rahasia"] for row in GOOD)]))
    with caplog.at_level(logging.DEBUG, logger="ikm"):
        ikm.score(path)
    told = [record.getMessage() for record in caplog.records]
    assert [words.split()[0] for words in told] == ["opened", "read", "counted"]
    assert "survei.csv (csv): header" in told[1]
    assert "header in row 1" in told[1]
    assert f"{len(GOOD)} respondents" in told[1]
    assert "'persyaratan': ['A']" in told[1]
    assert all(words.endswith(" s)") for words in told)
    assert "rahasia" not in " ".join(told).casefold()
    assert {record.levelno for record in caplog.records} == {logging.DEBUG}


def test_nothing_is_told_unless_somebody_asks_and_nothing_is_configured(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("ikm")
    ikm.score([NAMES, *GOOD])
    assert caplog.records == []
    assert (logger.level, logger.handlers, logger.propagate) == (logging.NOTSET, [], True)


def test_the_journal_loads_no_logging_by_itself() -> None:
    assert "logging" not in modules_after("import ikm; ikm.load('examples/ppid-2023.csv')")
