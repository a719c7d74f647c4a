"""Every public name, option, JSON name and finding code stands in the docs, and the pages that are made are up to date.

What there is, is asked of ikm itself: of living objects, of the commands, of the schemas.  The scripts that make the
pages ask docstrings and models, so that neither can forget what the other knows.
"""

from __future__ import annotations

import inspect
import re
import runpy
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pytest
import typer
from command import ROOT
from pydantic import BaseModel

import ikm
from ikm.cli.commands import app
from ikm.cli.handling import Handling
from ikm.cli.help import examples_of
from ikm.cli.schemas import KINDS, schema_of
from ikm.findings import AREAS, catalogue
from ikm.surveys.files import SurveyFile
from ikm.surveys.flags import choices_of, flag_of
from ikm.surveys.history import PastPeriod
from ikm.surveys.keywords import ProgramOptions
from ikm.surveys.options import Reading, Scoring

PLAIN = {name for kind in (BaseModel, ValueError) for name in dir(kind)}
"""Names that are pydantic's or Python's, not ikm's."""


@cache
def text(page: str) -> str:
    return (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")


@cache
def sections(page: str) -> dict[str, str]:
    """Give what stands under each heading; a method's, of the third level, belongs to its class too."""
    parts = re.split(r"^#{2,3} (.+)$", text(page), flags=re.MULTILINE)
    found: dict[str, str] = {}
    for title, words in zip(parts[1::2], parts[2::2], strict=True):
        found[title] = words
        if (of := title.partition("."))[1]:
            found[of[0]] += f"`{of[2]}`"
    return found


def untold(names: Iterable[str], words: str) -> list[str]:
    """Name those that do not stand as code in a text."""
    return sorted(name for name in set(names) if f"`{name}`" not in words)


@cache
def specimens() -> dict[str, object]:
    """Give one object of each public class."""
    responses = ikm.load("examples/with-mistakes.csv")
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score(responses)
    with pytest.raises(ikm.SourceError) as unread:
        ikm.load(b"%PDF-1.7")
    agency = ikm.score_agency({"A": "examples/ppid-2023.csv"})
    plain = {kind.__name__: kind("") for kind in (ikm.IkmError, ikm.OptionError, ikm.DefinitionError)}
    return {
        "IKMResult": agency.units[0].result,
        "AgencyResult": agency,
        "TallyFile": ikm.tally_file(ikm.load("examples/ppid-2023.csv")),
        "CheckReport": ikm.check(responses),
        "Comparison": ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.csv"}),
        "Audit": ikm.audit("examples/audit-ppid-2023.json"),
        "Responses": responses,
        "Tally": responses.tally(),
        "ColumnMap": responses.columns,
        "Finding": responses.findings[0],
        "Refusal": refused.value.report(),
        "Band": ikm.grade(80),
        "Sample": ikm.sample_size(205),
        "Achievement": ikm.achievement("examples/kinerja-2023.toml"),
        "Verification": ikm.verify(ikm.score("examples/ppid-2023.csv"), "examples/ppid-2023.csv"),
        "Explanation": ikm.score("examples/ppid-2023.csv").explain(),
        "Chart": ikm.score("examples/ppid-2023.csv").plot(),
        "Regulation": ikm.load_regulation(),
        "Questionnaire": ikm.load_questionnaire("skm"),
        "Limits": ikm.Limits(),
        "SourceError": unread.value,
        "ResponseError": refused.value,
        **plain,
    }


CLASSES = [name for name in ikm.__all__ if inspect.isclass(getattr(ikm, name))]
FUNCTIONS = [name for name in ikm.__all__ if inspect.isfunction(getattr(ikm, name))]


def made(page: str) -> str:
    written: str = runpy.run_path(str(ROOT / "docs" / f"make_{page}.py"))["page"]()
    return written


@pytest.mark.parametrize("page", ["commands", "formats", "json", "law", "options", "python"])
def test_the_pages_that_are_made_are_up_to_date(page: str) -> None:
    assert text(page) == made(page), f"run python docs/make_{page}.py"


def test_the_page_of_the_law_is_up_to_date_in_indonesian_too() -> None:
    written = runpy.run_path(str(ROOT / "docs" / "make_law.py"))["page"]("id")
    assert text("id/aturan") == written, "run python docs/make_law.py"


def test_every_command_is_told_with_its_usage_its_examples_and_its_options() -> None:
    root: Any = typer.main.get_command(app)
    assert [title for title in sections("commands") if title.startswith("ikm ")] == [
        f"ikm {one}" for one in root.commands
    ]
    for name, command in root.commands.items():
        told = sections("commands")[f"ikm {name}"]
        flags = [flag for param in command.params for flag in param.opts if flag.startswith("--")]
        assert not untold(flags, told)
        assert not untold([typed for typed, _ in examples_of(name, "en")], told)


def test_every_key_of_a_file_that_people_write_is_told() -> None:
    survey, history = sections("formats")["The survey file"], sections("formats")["`[[history]]`, an earlier period"]
    for model, told in ((SurveyFile, survey), (PastPeriod, history)):
        aliases = [str(one.validation_alias) for one in model.model_fields.values() if one.validation_alias]
        assert not untold([*model.model_fields, *aliases], told)


def test_every_value_of_the_law_stands_on_its_page_with_where_it_is_from() -> None:
    law, page = ikm.load_regulation(), text("law")
    for band in law.bands:
        assert f"| {band.low} – {band.high} | {band.nrr_low} – {band.nrr_high} |" in page
    sources = [record["cite"] for records in law.records.values() for record in records_in(records) if "cite" in record]
    reasons = [
        one["declared_en"] for records in law.records.values() for one in records_in(records) if "declared" in one
    ]
    assert len(sources) > 20
    assert len(reasons) > 4
    assert [told for told in (*sources, *reasons) if told not in page] == []


def records_in(records: Any) -> list[Any]:
    if not isinstance(records, Mapping):
        return list(records)
    return [records] if {"cite", "declared"} & set(records) else list(records.values())


def test_every_public_name_has_its_place() -> None:
    assert [name.replace("\\_", "_") for name in sections("python") if "." not in name] == ikm.__all__


@pytest.mark.parametrize("name", CLASSES)
def test_everything_an_object_has_of_its_own_is_told(name: str) -> None:
    one = specimens()[name]
    assert type(one) is getattr(ikm, name)
    own = {member for member in dir(one) if not member.startswith("_")} - PLAIN
    told = sections("python")[name]
    if f"json.md#{name.lower()}" in told:
        told += sections("json")[name]
    assert own
    assert not untold(own, told)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_is_told(name: str) -> None:
    parameters = inspect.signature(getattr(ikm, name)).parameters.values()
    names = [str(one).partition(":")[0].partition("=")[0] for one in parameters if one.annotation != "Never"]
    assert not untold(names, sections("python")[name])


def options() -> list[str]:
    """Give every name of an option on the command and in a survey file, and the values it may have."""
    command: Any = typer.main.get_command(app)
    flags = [flag for one in (command, *command.commands.values()) for param in one.params for flag in param.opts]
    names = [flag for flag in flags if flag.startswith("--")]
    for model in (Reading, Scoring, Handling, SurveyFile):
        for name, field in model.model_fields.items():
            flag, alias = flag_of(field), field.validation_alias
            names += [*choices_of(field), *(flag.values if flag is not None else ())]
            names += [name] if model is SurveyFile else []
            if alias is not None:
                names += [f"--{alias}".replace("_", "-")] if name in Handling.model_fields or flag is not None else []
                names += [str(alias)] if model is SurveyFile else []
    return names


def test_every_option_is_told_under_all_its_names_with_its_values_and_help() -> None:
    page = text("options")
    assert not untold(options(), page)
    assert all(f"[`{name}`]" in page for name in ProgramOptions.__annotations__)
    for model in (Reading, Scoring, Handling):
        for field in model.model_fields.values():
            flag = flag_of(field)
            assert flag is not None
            assert flag.id in page
            assert flag.en in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_json_name_is_told(kind: Any) -> None:
    schema = schema_of(kind)
    parts = [part for part in (schema, *schema.get("$defs", {}).values()) if "properties" in part]
    assert parts
    for part in parts:
        rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", sections("json")[part["title"]], re.MULTILINE)
        assert rows == list(part["properties"])


def test_every_code_of_a_finding_is_told() -> None:
    codes = [code for area in AREAS for code in catalogue(area)]
    assert not untold(codes, text("findings"))


@pytest.mark.parametrize("page", ["commands", "formats", "json", "options", "python"])
def test_nothing_is_listed_without_a_word_about_it(page: str) -> None:
    assert not re.findall(r"^\|.*\| +\|$", text(page), re.MULTILINE)
    code = re.compile(r"```text\n.*?```|^\|[^\n]*$|`[^`]*`", re.DOTALL | re.MULTILINE)
    words = {title: code.sub("", section).strip() for title, section in sections(page).items()}
    assert [title for title, said in words.items() if not said and title != "The commands"] == []


def test_what_is_not_told_is_named() -> None:
    """The tests above can fail: a name taken from its table, or one that is new, is missed."""
    told = sections("python")["Limits"]
    assert untold(["sheets", "seats"], told) == ["seats"]
    assert untold(["sheets"], told.replace("`sheets`", "")) == ["sheets"]
