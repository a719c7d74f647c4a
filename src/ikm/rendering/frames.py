"""Frames: results, reports, counts and responses as pandas DataFrames, one row a thing, one column a fact.

What is not known and what is hidden is ``<NA>``, never 0 and never NaN in a column of whole numbers: counts are
``Int64``, figures ``Float64``, texts ``string``, truths ``boolean``.  So a hidden group stays hidden in whatever is
made of its frame.  pandas loads when the first frame is asked for.

A column has the name its fact has in the JSON.  Where a column of a survey has such a name itself, its own gets an
underscore: a profile ``row`` stands under ``row_``.  The docstrings of the ``to_frame`` methods list every column.

>>> import ikm
>>> from ikm.rendering.frames import result_frame
>>> result_frame(ikm.score([[4] * 9, [3] * 9]), "counts").query("code == 'U1' and n > 0").score.tolist()
[3, 4]
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ikm.arguments import CROSS, one_of
from ikm.findings import SEVERITIES
from ikm.sources import FIRST_RECORD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ikm.agencies import AgencyResult, UnitResult
    from ikm.comparisons import ChangeTest, Comparison
    from ikm.findings import Finding
    from ikm.responses import Responses
    from ikm.scoring import GroupResult, IKMResult, ItemStatistics
    from ikm.surveys import CheckReport
    from ikm.tallies import Level, Tally

__all__ = ["agency_frame", "check_frame", "comparison_frame", "responses_frame", "result_frame", "tally_frame"]

_TEXT, _WHOLE, _FIGURE, _TRUTH = "string", "Int64", "Float64", "boolean"

_BEFORE_1970 = date(1970, 1, 1).toordinal() * 86400
"""Seconds between the first day of the calendar, from which times are counted, and the first of the clock's."""


def responses_frame(responses: Responses) -> pd.DataFrame:
    """Give one row a respondent; see `ikm.Responses.to_frame`."""
    rows = np.asarray(responses.rows, dtype="int64")
    index = None if responses.index is None else responses.index.take(rows - FIRST_RECORD)
    columns: dict[str, Any] = {"row": rows, "time": _moments(responses)}
    if responses.parts:
        columns["file"] = _categories([part.facts.name for part in responses.parts for _ in part.rows])
    columns |= {key: _scores(codes, responses.levels) for key, codes in responses.codes.items()}
    for name, groups in responses.profiles.items():
        columns[_free(name, columns)] = _categories(groups)
    return pd.DataFrame(columns, index=index)


def _moments(responses: Responses) -> np.ndarray[Any, Any]:
    """Give when each respondent answered; not a time where it is not known."""
    if not len(responses.times):
        return np.full(len(responses), "NaT", "datetime64[us]")
    seconds = np.asarray(responses.times.seconds, "int64")
    moments = (seconds - _BEFORE_1970).astype("datetime64[s]").astype("datetime64[us]")
    moments[seconds == 0] = np.datetime64("NaT")
    return moments


def _scores(codes: bytes, levels: Sequence[Level]) -> Any:  # noqa: ANN401 - an array of pandas
    """Give the scores of an element: whole numbers, or floats where somebody's questions average to a fraction."""
    places = np.frombuffer(codes, "uint8")
    used = [levels[place - 1] for place in set(codes) if place]
    whole = all(isinstance(level, int) for level in used)
    values = np.array([1, *levels], "float64")[places]
    array = pd.arrays.IntegerArray if whole else pd.arrays.FloatingArray
    return array(values.astype("int64") if whole else values, places == 0)


def _categories(groups: Sequence[str]) -> Any:  # noqa: ANN401 - an array of pandas
    """Give a profile; who did not say is in no category."""
    # "<17" comes before "17–25", though not in the order of letters.
    names = sorted(set(groups) - {""}, key=lambda name: (not name.startswith("<"), name))
    places = {name: place for place, name in enumerate(names)}
    return pd.Categorical.from_codes(
        [places.get(group, -1) for group in groups], categories=pd.Index(names, dtype="str")
    )


def result_frame(result: IKMResult, table: str) -> pd.DataFrame:
    """Give one of a result's tables; see `ikm.IKMResult.to_frame`."""
    one_of("table", table, tuple(_TABLES))
    return _TABLES[table](result)


def _elements(result: IKMResult) -> pd.DataFrame:
    left_out = {"key", "counts", "nrr_exact", "nrr_weighted_exact", "nrr_low", "nrr_high"}
    rows = [element.model_dump(exclude=left_out) for element in result.elements]
    counts = [element.counts for element in result.elements]
    frame = pd.DataFrame(rows, index=pd.Index([element.key for element in result.elements], name="key"))
    for level in dict.fromkeys(level for count in counts for level in count):
        frame[f"n_{level}"] = [count.get(level, 0) for count in counts]
    for name in ("nrr_low", "nrr_high"):
        frame[name] = _of([getattr(element, name) for element in result.elements], _FIGURE)
    return frame


def _groups(result: IKMResult) -> pd.DataFrame:
    groups: Iterable[GroupResult] = result.groups or ()
    rows = [(CROSS.join(one.group), one) for one in groups]
    names = dict.fromkeys(name for one in groups for name in one.group)
    columns: dict[str, Any] = {"table": _of([table for table, _ in rows], _TEXT)}
    facts = {"respondents": _WHOLE, "ikm": _FIGURE, "mutu": _TEXT, "kinerja": _TEXT, "hidden": _TRUTH, "merged": _WHOLE}
    limits = ("ikm_low", "ikm_high")
    for name in names:
        columns[_free(name, {"table", *facts, *limits})] = _of([one.group.get(name) for _, one in rows], _TEXT)
    columns |= {name: _of([getattr(one, name) for _, one in rows], kind) for name, kind in facts.items()}
    for name in limits:
        sure = [getattr(one.uncertainty, name.removeprefix("ikm_"), None) for _, one in rows]
        columns[name] = _of(sure, _FIGURE)
    means = [{element.key: element.nrr for element in one.elements} for _, one in rows]
    for element in result.elements if rows else ():
        columns[_free(element.key, columns)] = _of([mean.get(element.key) for mean in means], _FIGURE)
    return pd.DataFrame(columns)


def _counts(result: IKMResult) -> pd.DataFrame:
    rows = [(one.key, one.code, Fraction(level), n) for one in result.elements for level, n in one.counts.items()]
    keys, codes, levels, numbers = zip(*rows, strict=True)
    whole = all(level.denominator == 1 for level in levels)
    return pd.DataFrame(
        {
            "element": _of(keys, _TEXT),
            "code": _of(codes, _TEXT),
            "score": _of([float(level) for level in levels], _FIGURE).astype(_WHOLE if whole else _FIGURE),
            "n": _of(numbers, _WHOLE),
        }
    )


def _indices(result: IKMResult) -> pd.DataFrame:
    rows = [(one.key, item) for one in result.indices or () for item in one.elements]
    columns: dict[str, Any] = {"index": _of([key for key, _ in rows], _TEXT)}
    facts = {
        "key": _TEXT, "code": _TEXT, "name": _TEXT, "total": _FIGURE, "filled": _WHOLE, "blank": _WHOLE, "nrr": _FIGURE,
        "weight": _FIGURE, "ikm": _FIGURE, "mutu": _TEXT,
    }  # fmt: skip
    return pd.DataFrame(columns | {n: _of([getattr(item, n) for _, item in rows], kind) for n, kind in facts.items()})


def _items(result: IKMResult) -> pd.DataFrame:
    kinds = {
        "key": _TEXT, "code": _TEXT, "name": _TEXT, "answers": _WHOLE, "deviation": _FIGURE, "floor": _WHOLE,
        "ceiling": _WHOLE, "item_rest": _FIGURE, "valid": _TRUTH, "alpha_if_deleted": _FIGURE, "reason": _TEXT,
    }  # fmt: skip
    items: Iterable[ItemStatistics] = () if result.statistics is None else result.statistics.reliability.items
    return pd.DataFrame({name: _of([getattr(one, name) for one in items], kind) for name, kind in kinds.items()})


def _differences(result: IKMResult) -> pd.DataFrame:
    compared = () if result.statistics is None else result.statistics.groups
    rows = [(CROSS.join(one.by), told) for one in compared for told in (one.index, *one.elements)]
    codes = {element.key: element.code for element in result.elements}
    kinds = {
        "test": _TEXT, "groups": _WHOLE, "answers": _WHOLE, "h": _FIGURE, "df": _WHOLE, "u": _FIGURE, "z": _FIGURE,
        "p": _FIGURE, "p_holm": _FIGURE, "effect": _FIGURE, "significant": _TRUTH, "reason": _TEXT,
    }  # fmt: skip
    columns: dict[str, Any] = {
        "table": _of([table for table, _ in rows], _TEXT),
        "element": _of([told.key for _, told in rows], _TEXT),
        "code": _of([None if told.key is None else codes[told.key] for _, told in rows], _TEXT),
    }
    return pd.DataFrame(columns | {n: _of([getattr(told, n) for _, told in rows], kind) for n, kind in kinds.items()})


_TABLES: dict[str, Callable[[IKMResult], pd.DataFrame]] = {
    "elements": _elements,
    "groups": _groups,
    "findings": lambda result: _findings(result.findings),
    "counts": _counts,
    "indices": _indices,
    "items": _items,
    "differences": _differences,
}


def _findings(findings: Sequence[Finding]) -> pd.DataFrame:
    kinds = dict.fromkeys(
        ("code", "file", "sheet", "cell", "label", "column", "value", "message", "expected", "action"), _TEXT
    )
    order = (
        "code",
        "severity",
        "file",
        "sheet",
        "cell",
        "row",
        "label",
        "column",
        "value",
        "message",
        "expected",
        "action",
    )
    columns: dict[str, Any] = {
        name: _of([getattr(one, name) or None for one in findings], kinds.get(name, _WHOLE))
        for name in order
        if name != "severity"
    }
    severities = [one.severity for one in findings]
    columns["severity"] = pd.Categorical(severities, categories=list(reversed(SEVERITIES)), ordered=True)
    return pd.DataFrame(columns)[list(order)]


def agency_frame(result: AgencyResult) -> pd.DataFrame:
    """Give one row a unit; see `ikm.AgencyResult.to_frame`."""
    columns: dict[str, Any] = {
        "unit": _of([one.unit for one in result.units], _TEXT),
        "input": _of([one.input for one in result.units], _TEXT),
        "scored": _of([one.scored for one in result.units], _TRUTH),
        "population": _of([one.population for one in result.units], _WHOLE),
    }
    for name, kind in {"respondents": _WHOLE, "ikm": _FIGURE, "mutu": _TEXT, "kinerja": _TEXT}.items():
        columns[name] = _of([one.result and getattr(one.result, name) for one in result.units], kind)
    columns["refused"] = _of([_refused(one) for one in result.units], _TEXT)
    elements = dict.fromkeys(e.key for one in result.units if one.result is not None for e in one.result.elements)
    means = [{} if one.result is None else {e.key: e.nrr for e in one.result.elements} for one in result.units]
    for key in elements:
        columns[key] = _of([mean.get(key) for mean in means], _FIGURE)
    return pd.DataFrame(columns)


def _refused(unit: UnitResult) -> str | None:
    """Give the code of the first error of a unit that was refused."""
    if unit.refusal is None:
        return None
    return next((finding.code for finding in unit.refusal.findings if finding.severity == "error"), None)


def check_frame(report: CheckReport, table: str) -> pd.DataFrame:
    """Give the findings or the columns of a check report; see `ikm.CheckReport.to_frame`."""
    one_of("table", table, ("findings", "columns"))
    if table == "findings":
        return _findings(report.findings)
    kinds = dict.fromkeys(("letter", "header", "role", "element", "code", "reason"), _TEXT) | {"sure": _TRUTH}
    return pd.DataFrame({name: _of([getattr(c, name) for c in report.columns], kind) for name, kind in kinds.items()})


def comparison_frame(comparison: Comparison, table: str) -> pd.DataFrame:
    """Give one row a period, or an element of a period; see `ikm.Comparison.to_frame`."""
    one_of("table", table, ("periods", "elements"))
    changes = [None, *comparison.changes]
    pairs = list(zip(comparison.periods, changes, strict=True))
    if table == "periods":
        kinds = {"ikm": _FIGURE, "mutu": _TEXT, "kinerja": _TEXT, "respondents": _WHOLE, "target": _FIGURE}
        kinds |= dict.fromkeys(("reached", "published"), _TRUTH)
        kinds |= dict.fromkeys(("weight", "regulation", "input_name"), _TEXT)
        columns = {name: _of([getattr(one, name) for one, _ in pairs], kind) for name, kind in kinds.items()}
        labels = pd.Index(_of([one.label for one, _ in pairs], _TEXT), name="label")
        frame = pd.DataFrame(columns, index=labels)
        frame.insert(4, "change", _of([change and change.ikm for _, change in pairs], _FIGURE))
        return frame.assign(**_chances([None if change is None else change.test for _, change in pairs], "p"))
    rows = [(one.label, change, element) for one, change in pairs for element in one.elements]
    kinds = dict.fromkeys(("key", "code", "name", "mutu"), _TEXT) | dict.fromkeys(("nrr", "ikm"), _FIGURE)
    columns = {"label": _of([label for label, _, _ in rows], _TEXT)}
    columns |= {name: _of([getattr(element, name) for _, _, element in rows], kind) for name, kind in kinds.items()}
    changed = [(change, element.key) for _, change, element in rows]
    columns["change"] = _of([None if one is None else one.elements.get(key) for one, key in changed], _FIGURE)
    tests = [None if one is None else one.element_tests.get(key) for one, key in changed]
    return pd.DataFrame(columns | _chances(tests, "p_holm"))


def _chances(tests: Sequence[ChangeTest | None], p: str) -> dict[str, Any]:
    """Give columns of what is known of chance: the limits of each change, its probability, whether it is more."""
    facts = {"change_low": "low", "change_high": "high", p: p, "significant": "significant"}
    return {
        column: _of([getattr(test, name, None) for test in tests], _TRUTH if name == "significant" else _FIGURE)
        for column, name in facts.items()
    }


def tally_frame(tally: Tally) -> pd.DataFrame:
    """Give one row a count; see `ikm.Tally.to_frame`."""
    rows: list[tuple[Any, ...]] = []
    for group, counts in tally.groups.items():
        parts = ((True, counts.complete, counts.complete_levels), (False, counts.partial, counts.partial_levels))
        for complete, size, levels in parts:
            for key in tally.elements:
                met = levels.get(key, {})
                rows += [(*group, key, score, complete, n) for score, n in met.items()]
                if blank := size - sum(met.values()):
                    rows.append((*group, key, None, complete, blank))
    told = ("element", "score", *(("complete",) if tally.complete_known else ()), "n")
    names = [*(_free(name, {"element", "score", "complete", "n"}) for name in tally.by), *told]
    if not tally.complete_known:
        rows = [(*row[:-2], row[-1]) for row in rows]
    held = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    kinds = {"score": _kind(held["score"]), "complete": _TRUTH, "n": _WHOLE}
    return pd.DataFrame({name: _of(values, kinds.get(name, _TEXT)) for name, values in held.items()})


def _kind(scores: Iterable[Level | None]) -> str:
    """Choose how exact scores are held: a third has no exact float."""
    return _WHOLE if all(isinstance(score, int) or score is None for score in scores) else "object"


def _of(values: Iterable[Any], kind: str) -> Any:  # noqa: ANN401 - an array of pandas
    """Make a column; what is none is ``<NA>``."""
    whole: list[Any] = [pd.NA if value is None else value for value in values]
    return pd.Series(whole, dtype=kind).array


def _free(name: str, taken: Collection[str] | Mapping[str, Any]) -> str:
    """Give a name that no other column has."""
    while name in taken:
        name += "_"
    return name
