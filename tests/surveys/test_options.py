"""Options: what is misspelt is refused with the function that was called, by the type checker and at run time."""

from __future__ import annotations

import importlib.util
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tables import GOOD, NAMES, as_csv

import ikm
from ikm.cli.handling import Handling
from ikm.surveys.files import SurveyFile
from ikm.surveys.flags import choices_of, flag_of
from ikm.surveys.keywords import READING, SCORING, AgencyOptions, CheckOptions, ProgramOptions, ReadingOptions
from ikm.surveys.options import Reading, Scoring

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = Path(ikm.__file__).parent.parent
TYPED = {"reading": ReadingOptions, "check": CheckOptions, "agency": AgencyOptions}
DATA = as_csv([NAMES, *GOOD])
UNTYPED: Any = ikm
"""Calls that a type checker would refuse."""

CLIENT = """
import io
from pathlib import Path
from typing import BinaryIO
import duckdb, numpy, pandas, polars, pyarrow
import ikm

def opened(file: BinaryIO) -> ikm.IKMResult:
    return ikm.score(file)

ikm.score("survei.xlsx", population=205, target=81.5, weight="exact", by=["unit", ("a", "b")], sheet="all")
ikm.score(Path("survei.xlsx"), missing="complete", invalid="blank", minimum_group=7, lang="en", order="annex")
ikm.load(b"...", period="2026-Q1", labels={"U7": {"Kurang sopan": 2}}, keep=["unit"])
ikm.check("survei.xlsx", population=205, header=2, lang="en")
ikm.score_agency({"A": "a.xlsx"}, populations={"A": 10}, invalid="blank", columns={"U9": "K"})
ikm.score(io.BytesIO(b"..."), by_elements=True, statistics=True)
ikm.score(pandas.DataFrame({"U1": [4]}))
ikm.score(polars.DataFrame({"U1": [4]}))
ikm.tally(polars.LazyFrame({"U1": [4]}))
ikm.score(pyarrow.table({"U1": [4]}))
ikm.score(duckdb.connect().table("jawaban"))
ikm.score(numpy.full((3, 9), 4))
ikm.score([["U1"], [4]])
ikm.score(ikm.load(b"..."))
ikm.score(ikm.load(b"...").tally(), weight={"biaya": 1})
ikm.score({"U1": [4, 3], "U2": [3, 3]})
ikm.score(polars.LazyFrame({"U1": [4]}))

audited: ikm.Audit = ikm.audit("tabel.json")
trend: ikm.Comparison = ikm.compare({"2022": 82.24, "2023": "survei.xlsx"}, targets={"2023": 81})

def grouped(result: ikm.IKMResult) -> float | None:
    groups = result.groups
    if groups is None:
        return None
    shown = groups["Loket A"]
    return shown.elements["prosedur"].nrr if shown.elements else groups["jenis_layanan", "Loket A"].ikm

def told(responses: ikm.Responses) -> list[str]:
    found: list[ikm.Finding] = [f for f in responses.findings if f.severity == "error"]
    english = [finding.translated("en") for finding in found]
    return [f"{finding.code} {finding.cell or ''}: {finding.message} {finding.action}" for finding in english]

def framed(result: ikm.IKMResult, responses: ikm.Responses, tally: ikm.Tally) -> pandas.DataFrame:
    parts = [result.to_frame("elements"), result.to_frame("groups"), responses.to_frame(), tally.to_frame()]
    return pandas.concat(parts)

reached: ikm.Achievement = ikm.achievement([("IKM", 81, "83,96")], mean_printed=103)

checked_again: ikm.Verification = ikm.verify("hasil.json", "survei.xlsx", survey="survei.toml")

def told_why(result: ikm.IKMResult) -> str:
    explanation: ikm.Explanation = result.explain("prosedur", group="Loket A")
    return str(explanation) + result.explain().answer

def drawn(result: ikm.IKMResult, path: Path) -> str:
    charts: list[ikm.Chart] = [result.plot(), result.plot_distribution(width=390), result.plot_groups(("a", "b"))]
    charts[0].save(path)
    return charts[1].svg + charts[2].title

def uploaded(data: bytes, name: str) -> str:
    limits = ikm.Limits(rows=100_000, workbook_bytes=8 << 20)
    try:
        result = ikm.score(data, name=name, limits=limits, invalid="blank")
    except (ikm.ResponseError, ikm.SourceError) as error:
        refusal: ikm.Refusal = error.report("id")
        return refusal.model_dump_json()
    except (ikm.OptionError, ikm.DefinitionError) as error:
        return error.words("en")
    return result.translated("en").model_dump_json(indent=2)

def kept(path: Path, parts: list[ikm.Responses]) -> ikm.Tally:
    file: ikm.TallyFile = ikm.tally_file(parts[0], by="unit", unit="Dinas A")
    path.write_bytes(file.to_bytes())
    again = ikm.read_tally(path)
    whole = ikm.Tally.merged([part.tally("unit") for part in parts])
    return whole if again.tally == whole else again.tally.regroup(["unit"])

def checked(path: Path) -> ikm.CheckReport:
    report = ikm.check(path, population=205)
    form: ikm.ColumnMap = ikm.map_columns(["Persyaratan", "Prosedur"])
    assert form.missing
    return report

def enough(population: int, achieved: int) -> bool:
    sample: ikm.Sample = ikm.sample_size(population, achieved)
    return bool(sample.sufficient) and sample.required == ikm.krejcie_morgan(population)

def lawful(text: str) -> ikm.Band:
    law: ikm.Regulation = ikm.load_regulation("permenpanrb-14-2017")
    form: ikm.Questionnaire = ikm.load_questionnaire("ppid")
    assert form.key and ikm.__version__ and issubclass(ikm.OptionError, ikm.IkmError)
    return ikm.grade(text, regulation=law)

def compared(result: ikm.IKMResult, path: Path) -> ikm.Comparison:
    one = ikm.compare({"2022": 82.24, "2023": result}, targets={"2027": 90}, survey=path, weight="exact")
    one.to_excel(path)
    assert one.plot().svg and not one.to_frame("elements").empty
    return one

def first(result: ikm.IKMResult, trend: ikm.Comparison, other: ikm.IKMResult) -> list[str]:
    assert ikm.importance(result, other).csi <= 100
    return [row.code for row in ikm.recommendations(result, trend)]

def agency(files: dict[str, str]) -> ikm.AgencyResult:
    return ikm.score_agency(files, missing="complete")
ikm.score("f", poplation=3)  # WRONG: an option misspelt
ikm.scroe("f")  # WRONG: a function misspelt
ikm.load("f", shet="A")  # WRONG: an option of reading misspelt
ikm.check("f", target=81)  # WRONG: an option of another function
ikm.score_agency({"A": "f"}, populasi=3)  # WRONG: the Indonesian name, which is typed and not programmed
ikm.score("f", missing="availble")  # WRONG: a value misspelt
ikm.score("f", invalid="kosongkan")  # WRONG: the Indonesian name of a value
ikm.score("f", lang="fr")  # WRONG: a language ikm does not speak
ikm.load("f", date_order="ymd")  # WRONG: an order of dates ikm does not read
ikm.load("f", order="lampiran")  # WRONG: an order of elements there is not
ikm.score("f", population="205")  # WRONG: a number as text
ikm.score(12)  # WRONG: no source at all
ikm.grade(83.86).grade  # WRONG: a field of the result misspelt
"""


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: UNTYPED.score(DATA, poplation=3), "ikm.score has no option 'poplation'; did you mean 'population'?"),
        (lambda: UNTYPED.score(DATA, shet="A"), "ikm.score has no option 'shet'; did you mean 'sheet'?"),
        (lambda: UNTYPED.load(DATA, colums={}), "ikm.load has no option 'colums'; did you mean 'columns'?"),
        (lambda: UNTYPED.check(DATA, wieght="exact"), "ikm.check has no option 'wieght'; did you mean 'weight'?"),
        (lambda: UNTYPED.check(DATA, target=81), "ikm.check has no option 'target'; it is an option of ikm.score"),
        (
            lambda: UNTYPED.score_agency({"A": DATA}, population_s={"A": 3}),
            "ikm.score_agency has no option 'population_s'; did you mean 'populations'?",
        ),
    ],
)
def test_a_wrong_keyword_names_the_function_called_and_the_nearest_option(call: Callable[[], Any], words: str) -> None:
    with pytest.raises(ikm.OptionError, match=re.escape(words)):
        call()


def keywords(function: Callable[..., Any]) -> set[str]:
    kinds = {inspect.Parameter.KEYWORD_ONLY}
    return {name for name, one in inspect.signature(function).parameters.items() if one.kind in kinds}


def test_the_client_uses_every_public_name() -> None:
    assert [name for name in ikm.__all__ if f"ikm.{name}" not in CLIENT] == []


def test_the_model_the_keywords_and_the_functions_have_the_same_options() -> None:
    reading, scoring = set(Reading.model_fields), set(Scoring.model_fields)
    program = set(ProgramOptions.__annotations__)
    assert keywords(ikm.load) == READING == reading | program | {"survey"}
    assert keywords(ikm.score) == SCORING == scoring | {"survey", "regulation", "lang"}
    typed = {name: {*kind.__annotations__} for name, kind in TYPED.items()}
    assert typed["reading"] == reading - {"population", "regulation"} | program
    assert typed["check"] == typed["reading"] | {"population"}
    assert typed["agency"] == typed["reading"] | (SCORING - {"population", "target", "regulation", "lang"})
    assert keywords(ikm.check) | typed["check"] == READING | {"weight", "lang"}
    alone = {"populations", "allow_duplicates"}
    assert keywords(ikm.score_agency) | typed["agency"] == READING | SCORING | alone


def test_a_survey_file_says_what_the_model_says_and_some_things_more() -> None:
    names = set(Reading.model_fields) | set(Scoring.model_fields)
    more = {"title", "unit", "age_classes", "history", "targets", "plan", "agency_figure"}
    assert set(SurveyFile.model_fields) == names | more
    for model in (Reading, Scoring):
        for name, field in model.model_fields.items():
            inherited = SurveyFile.model_fields[name]
            assert (inherited.annotation, inherited.validation_alias) == (field.annotation, field.validation_alias)


def test_every_option_of_the_model_has_help_in_both_languages_and_a_check() -> None:
    for model in (Reading, Scoring, Handling):
        for name, field in model.model_fields.items():
            flag = flag_of(field)
            assert flag is not None, name
            assert flag.id.endswith("."), name
            assert flag.en.endswith("."), name
            assert flag.id != flag.en
            assert set(flag.values.values()) <= set(choices_of(field)), name


def test_what_is_said_nearest_holds() -> None:
    plan = SurveyFile(target=80, invalid="blank", by=["usia"])
    settled = Scoring.settled(plan, {"target": 90, "weight": None, "sheet": "all"})
    assert settled.said() == {"target": 90, "invalid": "blank", "by": ["usia"]}
    assert Reading.settled(plan, {"sheet": "all"}).said() == {"sheet": "all"}
    assert Reading.settled(None, {}).said() == {}


def mypy_on(client: Path, monkeypatch: pytest.MonkeyPatch) -> set[int]:
    from mypy import api  # noqa: PLC0415 - an extra

    monkeypatch.setenv("MYPYPATH", str(SOURCES))
    cache = str(client.parent / "cache")
    told, failed, _ = api.run(["--strict", "--no-error-summary", "--cache-dir", cache, str(client)])
    assert not failed
    return {int(line.split(":")[1]) for line in told.splitlines() if "client.py:" in line and ": error:" in line}


def pyright_on(client: Path, _: pytest.MonkeyPatch) -> set[int]:
    settings = {"typeCheckingMode": "standard", "extraPaths": [str(SOURCES)], "reportMissingImports": False}
    (client.parent / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, str(client)]
    done = subprocess.run(command, cwd=client.parent, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("{"), done.stdout + done.stderr
    told = json.loads(done.stdout)["generalDiagnostics"]
    return {one["range"]["start"]["line"] + 1 for one in told if one["severity"] == "error"}


@pytest.mark.parametrize(("checker", "errors_of"), [("mypy", mypy_on), ("pyright", pyright_on)])
def test_a_type_checker_takes_every_source_and_refuses_what_is_wrong(
    checker: str,
    errors_of: Callable[[Path, pytest.MonkeyPatch], set[int]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if importlib.util.find_spec(checker) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{checker} is missing")
        pytest.skip(f'needs {checker} (pip install "ikm-panrb[dev]")')
    client = tmp_path / "client.py"
    client.write_text(CLIENT, encoding="utf-8")
    lines = dict(enumerate(CLIENT.splitlines(), 1))
    wrong = {number: line for number, line in lines.items() if "# WRONG: " in line}
    met = errors_of(client, monkeypatch)
    untyped = {number for number, line in lines.items() if line.startswith("import duckdb")}  # some ship no types
    assert len(wrong) > 12
    assert {lines[number] for number in met - untyped} == set(wrong.values())
