"""How objects look and what may be done to them: short, drawn, equal, hashed, never changed."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import pickle
import pydoc
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pytest
from command import ROOT
from pydantic import BaseModel
from tables import NAMES

import ikm
from ikm.findings import Findings
from ikm.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PPID = ROOT / "examples" / "ppid-2023.csv"
MISTAKES = ROOT / "examples" / "with-mistakes.csv"


def results() -> list[Any]:
    """Give one of each object that people meet."""
    responses = ikm.load(PPID)
    return [
        ikm.score(responses, by=["jenis_layanan", "pendidikan"], population=205, target=81),
        ikm.score_agency({"A": PPID, "B": MISTAKES}),
        ikm.check(MISTAKES),
        ikm.tally_file(responses, by="jenis_layanan"),
    ]


def shown() -> list[Any]:
    responses = ikm.load(MISTAKES)
    return [*results(), responses, responses.findings, responses.tally("jenis_layanan")]


def test_every_object_is_short_at_a_prompt() -> None:
    law, asked = ikm.load_regulation(), ikm.load_questionnaire("ppid")
    responses = ikm.load(MISTAKES)
    result = ikm.score(PPID, by="jenis_layanan")
    assert repr(result) == "IKMResult(ikm=83.86, mutu='B', respondents=136, ...)"
    assert result.groups is not None
    parts = [result.elements, result.elements[0], result.groups, result.groups[0], result.provenance]
    for one in [*shown(), *parts, law, asked, responses.columns, responses.findings[0], ikm.krejcie_morgan(20)]:
        assert len(repr(one)) <= 260, repr(one)
    assert str(result.elements[0]) == repr(result.elements[0])


def test_notebooks_draw_tables_of_every_object() -> None:
    for one in shown():
        if type(one).__name__ != "TallyFile":
            html = one._repr_html_()
            assert html.startswith("<div>")
            assert html.count("<table") >= 1
            assert not re.search(r"<script|https?://| id=|url\(", html)
            # Text keeps the colour of the page, and so does what is behind it.
            assert not re.search(r"[^-]color:|background", html)
    assert "<p>Tidak ada catatan pemeriksaan.</p>" in ikm.load(PPID)._repr_html_()


def test_drawn_tables_escape_what_a_file_holds() -> None:
    bad = "<img src=x onerror=alert(1)>"
    rows = [[bad, *NAMES], *([[bad, *[3] * 9]] * 30), [bad, *[bad] * 9]]
    responses = ikm.load(rows, keep=[bad])
    told = [ikm.check(responses), responses, responses.findings, responses.tally(bad)]
    told += [ikm.score(responses, by=bad, invalid="blank"), ikm.score_agency({bad: responses, "b": rows[:9]})]
    drawn = [one._repr_html_() for one in told]
    assert not [html for html in drawn if "<img" in html]
    assert sum("&lt;img" in html for html in drawn) >= 4


def test_a_long_list_of_findings_is_cut_and_says_so() -> None:
    found = ikm.load([NAMES, *([[3] * 9] * 200), *([[None, *[3] * 8]] * 70)]).findings
    html = found._repr_html_()
    assert html.count("<tr>") == 51
    assert f"{found.total - 50} catatan pemeriksaan lagi" in html


def test_findings_are_a_sequence() -> None:
    findings = ikm.load(MISTAKES).findings
    assert isinstance(findings, Sequence)
    assert findings[0] is next(iter(findings))
    assert findings[-1] == list(findings)[-1]
    assert findings[:2] == tuple(findings)[:2]
    assert findings.index(findings[1]) == 1
    assert findings[0] in findings
    assert next(reversed(findings)) == findings[-1]
    assert len({*findings, *ikm.load(MISTAKES).findings}) == len(findings)
    assert findings == Findings(findings)
    assert findings != Findings(findings[:1])
    assert findings != list(findings)
    with pytest.raises(TypeError, match="unhashable"):
        hash(findings)
    with pytest.raises(TypeError, match="belong to a result"):
        findings.add(findings[0])
    findings.counts.clear()
    assert findings.total == 3


def test_the_same_survey_is_equal_and_another_is_not() -> None:
    one, again, other = ikm.load(PPID), ikm.load(PPID), ikm.load(MISTAKES)
    assert one == again
    assert hash(one) == hash(again)
    assert one != other
    assert len({one, again, other}) == 2
    assert one.profiles["usia"] == list(again.profiles["usia"])
    assert one.profiles["usia"] != one.profiles["pendidikan"]
    tallies = {one.tally("usia"), again.tally("usia"), one.tally(), other.tally()}
    assert len(tallies) == 3
    assert len({ikm.load_regulation(), copy.deepcopy(ikm.load_regulation())}) == 1
    for mine, theirs in zip(results(), results(), strict=True):
        assert mine == theirs
        assert len({mine, theirs}) == 1


@pytest.mark.parametrize("place", range(4))
def test_results_pickle_copy_and_come_back_from_json(place: int) -> None:
    result = results()[place]
    for one in (
        pickle.loads(pickle.dumps(result)),
        copy.copy(result),
        copy.deepcopy(result),
        type(result).model_validate_json(result.model_dump_json()),
        type(result).model_validate(result.model_dump()),
        result.model_copy(),
    ):
        assert one == result
        assert hash(one) == hash(result)
        assert one.model_dump_json() == result.model_dump_json()


def within(value: Any) -> Iterator[Any]:
    """Give everything a result holds, down to the last mapping."""
    yield value
    if isinstance(value, BaseModel):
        inner: Any = [getattr(value, name) for name in type(value).model_fields]
    else:
        inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    for one in inner:
        yield from within(one)


def test_nothing_in_a_result_can_be_changed() -> None:
    held = [one for result in results() for one in within(result)]
    mappings = [one for one in held if isinstance(one, Mapping)]
    assert len(mappings) > 30
    assert not [one for one in held if isinstance(one, (list, set, bytearray))]
    changes: tuple[Callable[[Any], object], ...] = (
        lambda it: it.__setitem__("1", 2),
        lambda it: it.update(a=1),
        lambda it: it.pop("1", None),
        lambda it: it.clear(),
        lambda it: it.setdefault("b", 1),
        lambda it: it.__ior__({"c": 1}),
        lambda it: it.popitem(),
        lambda it: it.__delitem__("1"),
    )
    for mapping in mappings:
        for change in changes:
            with pytest.raises((TypeError, AttributeError)):
                change(mapping)
    for model in held:
        if isinstance(model, BaseModel) and type(model).model_fields:
            with pytest.raises(ValueError, match="frozen"):
                setattr(model, next(iter(type(model).model_fields)), 0)


def test_a_copy_with_other_fields_is_frozen_too() -> None:
    result = ikm.score(PPID).model_copy(update={"findings_total": {"a": 1}})
    with pytest.raises(TypeError, match="cannot be changed"):
        result.findings_total["a"] = 2  # type: ignore[index]


def test_what_responses_hold_cannot_be_changed() -> None:
    responses = ikm.load(PPID, keep=["usia"])
    for held in (responses.codes, responses.profiles, responses.faults, responses.options):
        with pytest.raises(TypeError, match="cannot be changed"):
            held["biaya"] = b""  # type: ignore[index]


def test_a_frozen_mapping_is_a_dictionary_to_whoever_reads_it() -> None:
    held = frozen({"a": [1, {"b": 2}], "c": None})
    assert held == {"a": (1, {"b": 2}), "c": None}
    assert json.loads(json.dumps(held)) == {"a": [1, {"b": 2}], "c": None}
    assert held | {"d": 1} == {**held, "d": 1}
    assert frozen(held) is held
    assert pickle.loads(pickle.dumps(held)) == copy.deepcopy(held) == held
    assert hash(held) == hash(frozen({"c": None, "a": [1, {"b": 2}]}))


def test_completion_and_help_show_names_of_ikm() -> None:
    for one in results():
        names = [name for name in dir(one) if not name.startswith("_")]
        assert set(type(one).model_fields) <= set(names)
        assert not [name for name in names if name.startswith(("model_", "parse_")) or name in {"json", "dict", "copy"}]
        assert [name for name in dir(type(one)) if not name.startswith("_")] == names
        assert one.model_dump()
    assert {"to_frame", "translated"} <= set(dir(ikm.score(PPID)))
    assert "root" not in dir(ikm.score(PPID).elements)


def test_help_of_ikm_is_about_ikm() -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        page = pydoc.plain(pydoc.render_doc(ikm))
    assert "to_frame(self" in page
    assert "model_validate" not in page
    assert "__pydantic" not in page
