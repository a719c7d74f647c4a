"""The conformance set: ikm gives what was worked out without it, and a program of its own in JavaScript agrees."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import ROOT

import ikm
from ikm.regulation import load_regulation, round_half_up
from ikm.scoring import Uncertainty, score_tally
from ikm.tallies import Level, Tally

FOLDER = ROOT / "docs" / "conformance"
KINDS = ["scoring", "banding", "samples", "intervals", "audits"]
KEYS = {f"U{place}": element.key for place, element in enumerate(load_regulation().elements, 1)}
Case = dict[str, Any]


def held(kind: str) -> Case:
    read: Case = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return read


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in held(kind)["cases"]]


# --- the files -------------------------------------------------------------------------------------------------------


def test_the_files_are_those_that_are_made() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_conformance.py"))["files"]()
    assert {name: (FOLDER / name).read_text(encoding="utf-8") for name in made} == made


def test_what_is_expected_was_computed_without_ikm() -> None:
    for script in (FOLDER / "formulas.py", ROOT / "docs" / "make_conformance.py", FOLDER / "check.mjs"):
        assert not re.search(r"^\s*(import|from) ikm", script.read_text(encoding="utf-8"), re.MULTILINE)


def test_a_value_by_hand_that_differs_stops_the_writing() -> None:
    script = runpy.run_path(str(ROOT / "docs" / "make_conformance.py"))
    wrong = {"id": "wrong", "about": "", "rows": "333 444", "weight": "exact", "hand": {"ikm": "87.49"}}
    with pytest.raises(SystemExit, match=r"wrong: ikm is 87\.50 by the reference, and 87\.49 by hand"):
        script["scoring_case"](wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_is_as_the_schema_says_and_names_no_case_twice(kind: str) -> None:
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    read = held(kind)
    assert list(judge.iter_errors(read)) == []
    names = [case["id"] for case in read["cases"]]
    assert len({*names}) == len(names)
    read["cases"][0]["surprise"] = 1
    assert list(judge.iter_errors(read))


PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
NO_NAMES = {"table", "weight", "counts", "recomputed", "grades_right", "grade_probabilities"}
"""Whose names are those of elements, weights and grades."""


def names_in(value: Any) -> set[str]:
    if isinstance(value, list):
        return {name for one in value for name in names_in(one)}
    if isinstance(value, dict):
        return {*value}.union(*(names_in(one) for key, one in value.items() if key not in NO_NAMES))
    return set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_and_reason_is_told_on_the_page(kind: str) -> None:
    told = set(re.findall(r"`([^`\n]+)`", PAGE))
    read = held(kind)
    assert names_in(read) <= told
    assert {case["refused"] for case in read["cases"] if "refused" in case} <= told


def test_the_page_counts_the_cases() -> None:
    counts = {f"{kind}.json": len(held(kind)["cases"]) for kind in KINDS}
    assert f"{sum(counts.values())} cases as plain JSON" in PAGE
    counts["scoring.csv"] = len((FOLDER / "scoring.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert dict(re.findall(r"^\| \[([\w.]+)\].*\| (\d+) \|$", PAGE, re.MULTILINE)) == {
        name: str(number) for name, number in counts.items()
    }
    lines = len((FOLDER / "check.mjs").read_text(encoding="utf-8").splitlines())
    assert f"{lines} lines without a package" in PAGE


# --- ikm against them ------------------------------------------------------------------------------------------------


def cell(given: Any) -> Level | None:
    """Average the questions of one element, as a form's columns are within the respondent."""
    several = [one for one in (given if isinstance(given, list) else [given]) if one is not None]
    return Fraction(sum(several), len(several)) if several else None


def tally_of(case: Case) -> Tally:
    named = [KEYS.get(code, code) for code in case["elements"]]
    if "rows" in case:
        return Tally.of_scores(named, [[cell(one) for one in row] for row in case["rows"]], moments=True)
    rows = []
    for name, counts in zip(named, case["counts"].values(), strict=True):
        blank = case["respondents"] - sum(counts)
        levels = [*zip((1, 2, 3, 4), counts, strict=True), (None, blank)]
        rows += [{"element": name, "score": score, "n": n} for score, n in levels if n]
    return Tally.from_counts(rows, elements=named)


def weight_of(case: Case) -> Any:
    given = case["weight"]
    return given if isinstance(given, str) else {code: Fraction(one) for code, one in given.items()}


WORDS = {
    "weights-total": "they must total exactly 1",
    "weights-elements": "no weight for",
    "weights-not-positive": "must be above 0",
    "element-unanswered": "answered|no respondent to count",
}


@pytest.mark.parametrize("case", cases("scoring"))
def test_scoring(case: Case) -> None:
    asked = {"weight": weight_of(case), "missing": case["missing"]}
    if "refused" in case:
        with pytest.raises((ikm.OptionError, ikm.ResponseError), match=WORDS[case["refused"]]):
            score_tally(tally_of(case), **asked)
        return
    result, expected = score_tally(tally_of(case), **asked), case["expected"]
    assert (result.respondents, result.ikm_exact) == (expected["respondents"], expected["ikm_exact"])
    assert (f"{result.ikm:.2f}", result.mutu, result.kinerja) == (
        expected["ikm"],
        expected["mutu"],
        expected["kinerja"],
    )
    assert result.grade_depends_on_weight is expected["depends_on_weight"]
    assert result.grade_depends_on_rounding is expected["depends_on_rounding"]
    assert {one.weight: {"ikm": f"{one.ikm:.2f}", "mutu": one.mutu} for one in result.alternatives} == {
        name: one for name, one in expected["by_weight"].items() if name != result.weight
    }
    found = [
        {
            "element": code,
            "sum": str(sum(Fraction(level) * n for level, n in element.counts.items())),
            "answered": element.filled,
            "nrr_exact": element.nrr_exact,
            "nrr": str(round_half_up(Fraction(element.nrr_exact), 3)),
            "weighted_exact": element.nrr_weighted_exact,
            "weighted": str(round_half_up(Fraction(element.nrr_weighted_exact), 3)),
            "converted": f"{element.ikm:.2f}",
            "mutu": element.mutu,
        }
        for code, element in zip(case["elements"], result.elements, strict=True)
    ]
    assert found == expected["elements"]


def test_the_answers_of_nine_elements_give_the_same_as_a_table() -> None:
    taken = 0
    for case in held("scoring")["cases"]:
        if "rows" in case and len(case["elements"]) == 9 and "expected" in case:
            table = [[*KEYS.values()], *case["rows"]]
            result = ikm.score(table, weight=weight_of(case), missing=case["missing"])
            assert (result.ikm_exact, result.respondents) == (
                case["expected"]["ikm_exact"],
                case["expected"]["respondents"],
            )
            taken += 1
    assert taken > 5


@pytest.mark.parametrize("case", cases("banding"))
def test_banding(case: Case) -> None:
    index = Fraction(case["index"]) if "/" in case["index"] else case["index"]
    if "refused" in case:
        with pytest.raises(ikm.OptionError):
            ikm.grade(index)
        return
    band = ikm.grade(index)
    rounded = load_regulation().round_index(Fraction(index))
    assert {"ikm": str(rounded), "mutu": band.mutu, "kinerja": band.kinerja} == case["expected"]


@pytest.mark.parametrize("case", cases("samples"))
def test_samples(case: Case) -> None:
    given: Case = {name: float(case[name]) for name in ("margin", "proportion", "confidence") if name in case}
    plain = {"margin": 0.05, "proportion": 0.5}
    asked = {name: value for name, value in given.items() if plain.get(name) != value}
    for population, size in case["rows"]:
        sample = ikm.sample_size(population, method=case["method"], **asked)
        assert sample.required == size, population
        if case["id"] == "table":
            assert sample.printed == size


@pytest.mark.parametrize("case", cases("intervals"))
def test_intervals(case: Case) -> None:
    asked = {
        "weight": weight_of(case),
        "missing": case["missing"],
        "confidence": float(case["confidence"]),
        "population": case["population"],
    }
    if case["missing"] == "complete":  # what counts cannot tell the answers do
        result = ikm.score([[*KEYS.values()], *case["rows"]], **asked)
    else:
        result = score_tally(tally_of(case), **asked)
    sure, expected = result.uncertainty, case["expected"]
    assert sure is not None
    near = float(held("intervals")["tolerance"])
    if "reason" in expected:
        assert (sure.reason, sure.low, sure.high, sure.margin) == (expected["reason"], None, None, None)
        return
    assert sure.method == expected["method"]
    for name in ("low", "high", "margin", "detectable_change"):
        assert figure_of(sure, name) == pytest.approx(expected[name], abs=near), name
    assert dict(sure.grade_probabilities) == pytest.approx(expected["grade_probabilities"], abs=near)
    limits = [one for element in result.elements for one in (element.nrr_low, element.nrr_high)]
    assert limits == pytest.approx([one for pair in expected["elements"] for one in pair], abs=near)


def figure_of(sure: Uncertainty, name: str) -> Any:
    return getattr(sure, name)


@pytest.mark.parametrize("case", cases("audits"))
def test_audits(case: Case) -> None:
    audit, expected = ikm.audit(case["table"]), case["expected"]
    elements = len(audit.elements)

    def exactly(weight: str) -> Fraction:
        return Fraction(1, elements) if weight == "exact" else Fraction(weight)

    assert audit.verdict == expected["verdict"]
    assert (None if audit.weight is None else str(exactly(audit.weight))) == expected["weight"]
    found = {str(exactly(name)): f"{index:.2f}" for name, index in audit.recomputed.items()}
    assert found == expected["recomputed"]
    if expected["sums"]:
        assert [[*one.sums] for one in audit.elements] == [[total] for total in expected["sums"]]
    if expected["possible"]:
        assert [one.possible for one in audit.elements] == expected["possible"]
    assert {grade.code: grade.right for grade in audit.grades} == expected["grades_right"]
    assert [[one.where, one.printed, one.instead] for one in audit.repairs] == expected["repairs"]
    assert [finding.code for finding in audit.anomalies] == case["ikm_codes"]


# --- a program of its own --------------------------------------------------------------------------------------------


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the JavaScript on a folder of cases."""
    node = shutil.which("node")
    if node is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("Node is not installed")
    return subprocess.run([node, FOLDER / "check.mjs", folder], capture_output=True, text=True, check=False)


def test_the_javascript_agrees_with_every_case_it_knows() -> None:
    run = check(FOLDER)
    counts = {kind: len(held(kind)["cases"]) for kind in ("scoring", "banding", "samples")}
    assert run.stdout.splitlines() == [f"{kind}: {n} of {n}" for kind, n in counts.items()]
    assert run.returncode == 0


def test_the_javascript_tells_what_differs(tmp_path: Path) -> None:
    for kind in ("scoring", "banding", "samples"):
        shutil.copy(FOLDER / f"{kind}.json", tmp_path)
    read = held("scoring")
    read["cases"][1]["expected"]["ikm"] = "83.94"
    (tmp_path / "scoring.json").write_text(json.dumps(read), encoding="utf-8")
    run = check(tmp_path)
    assert f"  differs: {read['cases'][1]['id']}" in run.stdout.splitlines()
    assert run.returncode == 1


def test_the_table_for_spreadsheets_gives_its_own_index() -> None:
    lines = (FOLDER / "scoring.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) > 20
    for line in lines:
        _, above, below, *sums, hundredths, _ = line.split(",")
        means = [Fraction(int(total), int(answered)) for total, answered in zip(sums[::2], sums[1::2], strict=True)]
        assert round_half_up(sum(means) * Fraction(int(above), int(below)) * 25 * 100, 0) == int(hundredths)
