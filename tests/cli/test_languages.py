"""The language of the command: settled once, from the line and the environment."""

from __future__ import annotations

import pytest
from command import ROOT, ikm_here

from ikm.cli.spoken import settled

PPID = ROOT / "examples" / "ppid-2023.xlsx"


@pytest.mark.parametrize(
    ("typed", "environment", "lang"),
    [
        ("sample 205", None, "id"),
        ("sample 205", "en", "en"),
        ("sample 205", "EN", "en"),
        ("sample 205", "en_US.UTF-8", "en"),
        ("sample 205", "id_ID", "id"),
        ("sample 205", "", "id"),
        ("sample 205 --lang id", "en", "id"),
        ("sample 205 --bahasa=id", "en", "id"),
        ("--lang en sampel 205", None, "en"),
        ("sample --lang en 205", None, "en"),
        ("sample 205 --lang id --lang en", None, "en"),
    ],
)
def test_the_line_decides_then_the_environment(
    typed: str, environment: str | None, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if environment is not None:
        monkeypatch.setenv("IKM_LANG", environment)
    run = ikm_here(*typed.split())
    assert run.code == 0
    assert run.out.startswith("Perlu 134" if lang == "id" else "134 respondents needed")
    assert run.err.startswith("Langkah berikutnya: " if lang == "id" else "Next step: ")


def test_results_findings_and_refusals_follow_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKM_LANG", "en")
    assert '"lang": "en"' in ikm_here("score", PPID, "--json").out
    assert "IKM 83.86" in ikm_here("nilai", PPID).out
    assert "There is no command" in ikm_here("scroe").err
    assert ikm_here("nilai", "--bantuan").out.startswith("Usage: ikm score FILE")
    assert "Rows" in ikm_here("check", PPID).out


def test_a_language_ikm_does_not_speak_is_told_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKM_LANG", "basa\x1b[31m")
    run = ikm_here("sample", "205")
    assert (run.code, run.out[:5]) == (0, "Perlu")
    assert run.err.startswith("IKM_LANG berisi “basa")
    assert "\x1b" not in run.err
    assert "IKM_LANG" not in ikm_here("sample", "205", "--lang", "en").err


def test_what_stands_behind_two_dashes_is_no_option() -> None:
    assert settled(["score", "--", "--lang", "en"], {}) == ("id", None)
    assert settled(["score", "--lang", "basa"], {"IKM_LANG": "en"}) == ("en", None)
