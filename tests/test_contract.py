"""The JSON contract: what is printed fits its schema, is read back as it was, and is read by an older reader.

The schemas are checked by jsonschema, which shares no code with the models they are made of.
"""

from __future__ import annotations

import copy
import json
import pickle
import re
import runpy
from typing import TYPE_CHECKING, Any

import older_reader
import pytest
from command import ROOT, ikm_here
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from surveys import as_csv, surveys
from tables import GOOD, NAMES

import ikm
from ikm.cli.schemas import KINDS, MODELS, schema_of
from ikm.errors import RefusalError
from ikm.findings import Finding, for_command
from ikm.records import FrozenModel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ikm.cli.names import SchemaKind
    from ikm.findings import Language

EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir() if path.suffix in {".csv", ".xlsx"})
REFUSED = {"with-mistakes.csv", "loket-2026.xlsx"}
"""Those that are to be mended first."""
OF_FORMAT: dict[str, SchemaKind] = {
    "ikm-result": "result",
    "ikm-refusal": "refusal",
    "ikm-agency": "agency",
    "ikm-tally": "tally",
    "ikm-check": "check",
}
breakdowns: st.SearchStrategy[Any] = st.sampled_from([(), "Loket", ["Loket", "Tahun"], [("Loket", "Tahun")]])
languages: st.SearchStrategy[Language] = st.sampled_from(["id", "en"])


def faults(kind: SchemaKind, data: Any) -> list[str]:
    """Say where an object does not fit the schema of its kind."""
    return [f"{one.json_path}: {one.message}" for one in Draft202012Validator(schema_of(kind)).iter_errors(data)]


def objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every object that a schema describes, by name."""
    for name, part in {schema.get("title", ""): schema, **schema.get("$defs", {})}.items():
        if "properties" in part:
            yield name, part


LATER = re.compile(
    r"\.(?:format|version|lang|label|columns|file|details(?:\..*)?)$|\.provenance\.inputs(?:\..*)?$"
    r"|^(?:\.units\.result|\.agency\.pooled)?\.(?:title|unit)$"
    r"|\.(?:ledger|rows)\.(?:excluded|resubmissions)$"
    r"|^(?:\.units\.result|\.agency\.pooled|\.agency)?\.indices(?:\..*)?$|\.columns\.index_item$"
    r"|\.statistics(?:\..*)?$|\.sample\.margin$"
    r"|\.groups\.(?:ikm_exact|alternatives|blanks|elements|elements_hidden)(?:\..*)?$"
    r"|\.agency\.figures\.(?:low|high|limits_reason)$"
    r"|^\.outlooks\.withheld$"
    r"|\.uncertainty(?:\..*)?$|\.alternatives\.(?:low|high)$|\.elements\.nrr_(?:low|high)$"
)
"""Names that came after the older reader was written: of objects, findings, files, results, ledgers, groups, limits."""


def names_of(data: object, at: str = "") -> Iterator[str]:
    """Give the path of every name in a JSON object, places in lists aside."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield f"{at}.{name}"
            yield from names_of(value, f"{at}.{name}")
    elif isinstance(data, list):
        for value in data:
            yield from names_of(value, at)


def with_more(data: Any) -> Any:
    """Add a name to every object that has names of its own, as a later ikm may."""
    if isinstance(data, list):
        return [with_more(one) for one in data]
    if not isinstance(data, dict):
        return data
    held = {name: one if name in OPEN else with_more(one) for name, one in data.items()}
    return {**held, "later": {"a name": [1]}}


OPEN = {
    "counts", "findings_total", "options", "columns", "group", "details", "complete_levels", "partial_levels",
    "grade_probabilities",
}  # fmt: skip
"""Names whose objects are tables: each name in them is data."""


# What is printed


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("command", ["score", "check"])
def test_what_is_printed_of_every_example_fits_its_schema(command: SchemaKind, name: str, lang: str) -> None:
    options = ("--population", "500", "--target", "81") if command != "check" else ()
    data = json.loads(ikm_here(command, f"examples/{name}", *options, "--json", "--lang", lang).out)
    refused = command != "check" and name in REFUSED
    assert data["format"] == ("ikm-refusal" if refused else "ikm-check" if command == "check" else "ikm-result")
    assert data["lang"] == lang
    assert faults("check" if command == "check" else "result", data) == []
    assert faults(OF_FORMAT[data["format"]], data) == []


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("command", ["score", "check"])
def test_what_is_printed_of_a_file_that_is_no_table_fits_the_same_schema(
    command: str, lang: str, tmp_path: Path
) -> None:
    (tmp_path / "surat.xlsx").write_bytes(b"%PDF-1.7")
    run = ikm_here(command, tmp_path / "surat.xlsx", "--json", "--lang", lang)
    data = json.loads(run.out)
    assert (run.code, data["format"], data["provenance"]["input_name"]) == (1, "ikm-refusal", "surat.xlsx")
    assert faults("check" if command == "check" else "result", data) == []


@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_is_printed_of_all_examples_together_fits_its_schema(lang: str) -> None:
    data = json.loads(ikm_here("score", "examples", "--json", "--lang", lang).out)
    assert {unit["scored"] for unit in data["units"]} == {True, False}
    assert faults("agency", data) == []


@pytest.mark.parametrize("options", [(), ("--by", "jenis_kelamin"), ("--moments",)])
def test_a_file_of_counts_fits_its_schema(options: tuple[str, ...]) -> None:
    for name in set(EXAMPLES) - REFUSED:
        data = json.loads(ikm_here("tally", f"examples/{name}", *options).out)
        assert (list(data)[:2], faults("tally", data)) == (["format", "version"], [])


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_names_itself_and_refuses_what_is_something_else(kind: SchemaKind) -> None:
    schema = json.loads(ikm_here("schema", "--of", kind).out)
    Draft202012Validator.check_schema(schema)
    assert (schema, schema["$id"]) == (schema_of(kind), f"urn:ikm:schema:{kind}:1")
    nothing: Any
    for nothing in ({}, {"format": f"ikm-{kind}", "version": 1}, [], 83.86):
        assert faults(kind, nothing)
    result = json.loads(ikm.score("examples/ppid-2023.xlsx").model_dump_json())
    assert bool(faults(kind, result)) == (kind != "result")
    broken: dict[str, Any]
    for broken in ({"format": "ikm-other"}, {"version": 2}, {"ikm": "83,86"}, {"elements": [{}]}):
        assert faults(kind, result | broken)
    for name in ("format", "version", "ikm", "provenance"):
        assert faults(kind, {key: value for key, value in result.items() if key != name})


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_has_a_description_and_every_object_is_open(kind: SchemaKind) -> None:
    described = list(objects(schema_of(kind)))
    assert len(described) > 1
    for name, part in described:
        assert part["description"], name
        assert "additionalProperties" not in part, name
        assert [one for one, about in part["properties"].items() if not about.get("description")] == [], name


@pytest.mark.parametrize("kind", KINDS)
def test_no_schema_wants_an_offset_that_the_times_of_answers_have_not(kind: SchemaKind) -> None:
    assert '"format": "date-time"' not in json.dumps(schema_of(kind))  # a validator that asserts formats refuses ours


def test_the_page_on_json_is_made_from_the_models_and_holds_every_name() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(ROOT / "docs" / "make_json.py"))["page"]() == page
    for kind in KINDS:
        for name, part in objects(schema_of(kind)):
            section = page.partition(f"# {part['title']}\n")[2].partition("\n#")[0]
            assert [one for one in part["properties"] if f"| `{one}` |" not in section] == [], name


# What is read


@st.composite
def scored(draw: st.DrawFn) -> ikm.IKMResult:
    """Score a generated survey with generated options."""
    return ikm.score(
        as_csv(draw(surveys())),
        invalid="blank",
        lang=draw(languages),
        population=draw(st.sampled_from([None, 1, 300])),
        target=draw(st.sampled_from([None, 81, 76.61])),
        weight=draw(st.sampled_from(["0.111", "exact", "0.11"])),
        missing=draw(st.sampled_from(["available", "complete"])),
        by=draw(breakdowns),
        minimum_group=draw(st.sampled_from([5, 10])),
        columns={"waktu": ["Kecepatan waktu", "Ketepatan waktu"]},
    )


@st.composite
def printed(draw: st.DrawFn) -> FrozenModel:
    """Make an object of any kind, of a generated survey."""
    kind, lang = draw(st.sampled_from(KINDS)), draw(languages)
    data = as_csv(draw(surveys()))
    try:
        if kind == "check":
            return ikm.check(data, lang=lang)
        if kind == "agency":
            units = {"Loket A": data, "Loket B": as_csv(draw(surveys())), "Loket C": b"%PDF-1.7"}
            return ikm.score_agency(units, lang=lang, populations={"Loket A": 7}, invalid="blank")
        if kind == "tally":
            responses, by = ikm.load(data, keep="Loket"), draw(st.sampled_from([(), "Loket"]))
            return ikm.tally_file(responses, by=by, moments=draw(st.booleans()), invalid="blank")
        return ikm.score(data, lang=lang) if kind == "refusal" else draw(scored())
    except RefusalError as error:
        return error.report(lang)


@given(printed())
def test_what_is_written_is_read_back_as_it_was_and_fits_its_schema(made: FrozenModel) -> None:
    text = made.model_dump_json()
    data = json.loads(text)
    again = type(made).model_validate_json(text)
    assert again == made
    assert again.model_dump_json() == text
    assert faults(OF_FORMAT[data["format"]], data) == []
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made


@given(printed())
def test_an_older_reader_reads_all_it_knew(made: FrozenModel) -> None:
    data = json.loads(made.model_dump_json())
    reader: type[older_reader.Reader] = getattr(older_reader, type(made).__name__)
    known = json.loads(reader.model_validate_json(made.model_dump_json()).model_dump_json())
    lost = set(names_of(data)) - set(names_of(known))
    assert [name for name in lost if not LATER.search(name)] == []


@given(printed())
def test_what_a_later_ikm_adds_is_ignored_and_fits_the_schema(made: FrozenModel) -> None:
    data = with_more(json.loads(made.model_dump_json()))
    assert "later" in data
    assert type(made).model_validate_json(json.dumps(data)) == made
    assert faults(OF_FORMAT[data["format"]], data) == []


@pytest.mark.parametrize("kind", KINDS)
def test_another_version_or_format_is_not_read(kind: SchemaKind) -> None:
    model = MODELS[kind][0]
    for head in ({"version": 2}, {"format": "ikm-other"}):
        with pytest.raises(ValueError, match="Input should be"):
            model.model_validate_json(json.dumps(head))


def of_old(made: Any) -> Any:
    """Give what an object holds, but for findings, limits and why an outlook lacks its figure, which came later."""
    limits = {"elements": {"__all__": {"nrr_low", "nrr_high"}}, "alternatives": {"__all__": {"low", "high"}}}
    outlooks = {"outlooks": {"__all__": {"withheld"}}}
    return made.model_dump(exclude={"findings": True, "uncertainty": True, **limits, **outlooks})


def test_json_without_the_names_that_came_later_is_read() -> None:
    for made in (ikm.score("examples/ppid-2023.csv"), ikm.check("examples/with-mistakes.csv")):
        reader: type[older_reader.Reader] = getattr(older_reader, type(made).__name__)
        old = reader.model_validate_json(made.model_dump_json()).model_dump_json()
        again = type(made).model_validate_json(old)
        assert [str(finding) for finding in again.findings] == [str(finding) for finding in made.findings]
        assert of_old(again) == of_old(made)


# Refusals


def refused(source: Any, **options: Any) -> RefusalError:
    with pytest.raises(RefusalError) as error:
        ikm.score(source, **options)
    return error.value


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    "content", [(ROOT / "examples" / "with-mistakes.csv").read_bytes(), b"%PDF-1.7", b"a,b\n1,2\n"]
)
def test_an_exception_reports_what_the_command_prints(content: bytes, lang: Language, tmp_path: Path) -> None:
    path = tmp_path / "survei.csv"
    path.write_bytes(content)
    run = ikm_here("score", path, "--json", "--lang", lang)
    with for_command():  # its remedies name flags, those of Python keywords
        error = refused(path)
        assert (run.code, run.out) == (1, error.report(lang).model_dump_json(indent=2) + "\n")
    assert pickle.loads(pickle.dumps(error)).report(lang) == error.report(lang)


def test_a_report_counts_the_findings_that_are_not_listed() -> None:
    rows = [NAMES, *([*row[:8], None] for row in GOOD * 400), *GOOD, [9] * 9]
    report = refused(rows).report()
    assert report.findings_total["answer-blank"] == 1200
    assert len(report.findings) < 1100
    assert report.provenance.rows is not None
    assert report.provenance.rows.read == 1205


def test_an_exception_without_an_account_reports_what_it_knows() -> None:
    with pytest.raises(ikm.SourceError) as error:
        ikm.read_tally(b"{}")
    report = error.value.report("en")
    assert (report.findings[0].code, report.provenance.input_name) == ("file-tally-foreign", None)
    assert faults("refusal", json.loads(report.model_dump_json())) == []


# Findings


def test_a_finding_is_one_type_in_results_refusals_and_exceptions() -> None:
    error = refused("examples/with-mistakes.csv", lang="en")
    blanked = ikm.score("examples/with-mistakes.csv", invalid="blank", lang="en").findings
    checked = ikm.check("examples/with-mistakes.csv", lang="en").findings
    assert {type(f) for f in (*error.findings, *error.report("id").findings, *blanked, *checked)} == {ikm.Finding}
    assert {f.lang for f in (*error.findings, *blanked, *checked)} == {"en"}
    assert error.findings == checked
    assert set(error.findings) <= set(blanked) | set(checked)
    assert error.report("id").findings == tuple(f.translated("id") for f in checked) != checked


@given(printed())
def test_a_finding_is_told_in_the_other_language_and_back(made: FrozenModel) -> None:
    for one in (made, type(made).model_validate_json(made.model_dump_json())):
        for finding in getattr(one, "findings", ()):
            other: Language = "en" if finding.lang == "id" else "id"
            there = finding.translated(other)
            assert there.lang == other
            assert there != finding
            assert there.translated(finding.lang) == finding
            assert hash(there.translated(finding.lang)) == hash(finding)


def test_what_is_read_keeps_its_words_and_an_unknown_code_is_no_fault() -> None:
    result = ikm.score("examples/with-mistakes.csv", invalid="blank")
    data = json.loads(result.model_dump_json())
    data["findings"][0] |= {"code": "later-kind", "severity": "warning", "message": "Hal baru.", "details": {"n": 1}}
    data["findings"][1] |= {"message": "Kata-kata lama."}
    one, two, *_ = ikm.IKMResult.model_validate_json(json.dumps(data)).findings
    assert (one.code, one.severity, one.message, dict(one.details)) == ("later-kind", "warning", "Hal baru.", {"n": 1})
    assert one.translated("en") is one
    assert (two.message, two == result.findings[1]) == ("Kata-kata lama.", False)
    assert two.translated("en") == result.findings[1].translated("en")


def test_a_finding_is_frozen() -> None:
    finding = Finding("answer-off-scale", row=3, column="B", details={"element": {"id": "a", "en": "b"}, "low": 1})
    with pytest.raises(AttributeError):
        finding.row = 4  # type: ignore[misc]
    with pytest.raises(TypeError):
        finding.details["low"] = 2  # type: ignore[index]
    with pytest.raises(TypeError):
        finding.details["element"]["id"] = "c"  # type: ignore[index]
    assert len({finding, copy.copy(finding), pickle.loads(pickle.dumps(finding))}) == 1
