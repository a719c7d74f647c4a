"""What a finding tells a caller of Python: keywords, never the command's flags, and they work as printed."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

import pytest
from command import ikm_here
from remedies import NAMES_OF, Case, findings_of, lay_out, placeholders, steps
from remedy_cases import CASES
from tables import NAMES, as_csv

import ikm
from ikm.findings import AREAS, Finding, Typed, catalogue, filled, for_command, in_words, keyword_of
from ikm.surveys import READING, SCORING, Reading, Scoring, flag_of

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("id", "en")
CODES = [code for area in AREAS for code in catalogue(area)]
KEYWORDS = READING | SCORING | {"allow_duplicates", "populations"}
_KEYWORD = re.compile(r"\b([a-z_]+)=(?=[\"{\dNT])")
_FLAG = re.compile(r"(?<![\w-])--[a-z]|\bikm (?:score|check|init|tally|merge) ")


class Sevens(dict[str, object]):
    """Fills a field of the words with what may stand there."""

    def __missing__(self, key: str) -> object:
        return {"map": Typed("map", (("U1", "A"),)), "candidate": '"Mei"', "year": 2026}.get(key, "7")


def keywords(text: str) -> dict[str, Any]:
    """Read the keywords a text tells to type, each with its value as Python reads it."""
    found: dict[str, Any] = {}
    for met in _KEYWORD.finditer(text):
        rest = re.sub(r"\b(?:SCORE|NILAI|N)\b(?!\")", "7", text[met.end() :])
        for end in range(1, len(rest) + 1):
            try:
                value = ast.literal_eval(rest[:end])
            except (SyntaxError, ValueError):
                continue
            if not rest[end : end + 1].isalnum():
                found[met.group(1)] = value
                break
        else:
            raise AssertionError(f"{met.group(1)}= is printed, and Python cannot read what follows: {text}")
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_python_is_told_keywords_it_has_and_no_flag(code: str, lang: str) -> None:
    finding = Finding(code, details=Sevens())
    entry = catalogue(code.partition("-")[0])[code][lang]
    for part in ("message", "python" if "python" in entry else "action", "expected"):
        said = filled(in_words(entry.get(part, "")), Sevens())
        assert not _FLAG.search(said), said
        assert set(keywords(said)) <= KEYWORDS, said
    assert finding.severity


def test_both_languages_tell_python_the_same_keywords() -> None:
    for code in CODES:
        told = [
            keywords(filled(in_words(entry.get("python", entry["action"])), Sevens()))
            for entry in (catalogue(code.partition("-")[0])[code][lang] for lang in LANGUAGES)
        ]
        assert set(told[0]) == set(told[1]), code


def test_every_option_of_the_command_has_its_keyword() -> None:
    for model in (Reading, Scoring):
        for name, info in model.model_fields.items():
            flag = flag_of(info)
            assert flag is not None
            assert keyword_of(flag.name or name.replace("_", "-")) == name


def typed_in_python(case: Case) -> bool:
    """Tell whether a case is scored as it is, and every step of its remedy adds an option."""
    if len(case.command) != 2 or case.command[0] != "score" or len(case.fills) != 1 or case.edit is not None:
        return False
    action = catalogue(case.code.partition("-")[0])[case.code]["id"]["action"].replace("{map}", "--map U1=A")
    return all(step.way == "add" for step in steps(filled(action, Sevens())))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", [case for case in CASES if typed_in_python(case)], ids=str)
def test_a_keyword_is_typed_as_printed_and_the_fault_is_gone(
    case: Case, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(case, tmp_path)
    monkeypatch.chdir(tmp_path)
    file = case.command[1]
    action = dict(_found(file, {"lang": lang}))[case.code]
    (fill,) = case.fills
    for name in sorted(set(placeholders(action)), key=len, reverse=True):
        if (meant := NAMES_OF.get(name)) in fill:
            action = re.sub(rf"(?<!\w){name}(?!\w)", fill[meant], action)
    options = keywords(action)
    assert options, action
    for name, value in options.items():
        after = dict(_found(file, {name: value}))
        assert (case.code in after) <= bool(case.partial or case.shows), (name, value)


def _found(file: str, options: dict[str, Any]) -> list[tuple[str, str]]:
    """Score a file in Python, and give the code of every finding and what it tells to do."""
    try:
        return [(f.code, f.action) for f in ikm.score(file, **options).findings]
    except (ikm.SourceError, ikm.ResponseError) as error:
        return [(f.code, f.action) for f in error.findings]


def test_the_same_finding_is_told_to_a_person_at_the_command_and_to_a_program(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(as_csv([NAMES, [4] * 9, [5, *[4] * 8]]))
    (shown,) = (f for f in findings_of(ikm_here("score", "f.csv", "--json", cwd=tmp_path)) if f["severity"] == "error")
    assert "--invalid blank" in shown["action"]
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score(str(tmp_path / "f.csv"))
    assert 'invalid="blank"' in refused.value.findings[0].action
    assert not _FLAG.search(f"{refused.value} {refused.value.words('id')}")
    with for_command():
        assert refused.value.findings[0].action == shown["action"]


def test_workers_of_the_command_speak_as_it_does(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(as_csv([NAMES, [4] * 9, [5, *[4] * 8]]))
    run = ikm_here("score", tmp_path, "--jobs", 2, "--json")
    actions = [f["action"] for f in findings_of(run) if f["code"] == "answer-off-scale"]
    assert len(actions) == 2
    assert all("--invalid blank" in action for action in actions)


def test_words_of_the_file_are_never_rewritten() -> None:
    details = {"element": "U1", "given": "", "proposal": ""}
    finding = Finding("answer-unknown-label", value="--by unit", details=details)
    assert "“--by unit”" in finding.translated("en").message
