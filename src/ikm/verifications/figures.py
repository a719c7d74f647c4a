"""Figures: two exports of a result side by side, each figure of the one held to the other.

The texts of findings and the names of the survey are words and may be improved; everything else must be the same: not
nearly, but as it stands in the JSON.  Rows of a list are told apart by what they are of (the key of an element, the
name of a weight, the labels of a group), so that one that is missing is named and does not shift the others.

>>> from ikm.verifications.figures import compared
>>> stored = {"ikm": 83.95, "elements": [{"key": "biaya", "nrr": 3.5}]}
>>> again = {"ikm": 83.86, "elements": [{"key": "biaya", "nrr": 3.5}]}
>>> both = compared(stored, again)
>>> both.figures, [(one.name, one.stored, one.recomputed) for one in both.differences]
(3, [('ikm', '83.95', '83.86')])
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from pydantic import Field

from ikm.records import FrozenModel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["Compared", "Difference", "compared"]

_OPEN = frozenset({"counts", "findings_total", "columns", "group"})
"""Objects that hold data under names of their own: a name that only one of the two has is a difference."""

_MISSING = object()


class Difference(FrozenModel):
    """A figure that is not the same."""

    _headline: ClassVar = ("name", "stored", "recomputed")

    name: str = Field(description="which figure, by its place in the JSON: `elements.prosedur.nrr`")
    stored: str | None = Field(description="what the kept result has, as JSON; null where it has no such figure")
    recomputed: str | None = Field(description="what is computed now, as JSON; null where there is no such figure")


class Compared(NamedTuple):
    """How many figures were compared, those that differ, and the names that only the later export knows."""

    figures: int
    differences: tuple[Difference, ...]
    absent: tuple[str, ...]


def compared(stored: Mapping[str, Any], again: Mapping[str, Any], leave_out: Collection[str] = ()) -> Compared:
    """Compare two exports.

    Parameters
    ----------
    stored, again : mapping
        The JSON of the kept result, and of the one computed now.
    leave_out : collection of str
        Names that are not compared, wherever they stand.
    """
    pairs = [pair for pair in _pairs((), stored, again) if not set(pair.path) & set(leave_out)]
    held = [pair for pair in pairs if pair.known]
    return Compared(
        len(held),
        tuple(
            Difference(name=".".join(pair.path), stored=_written(pair.old), recomputed=_written(pair.new))
            for pair in held
            if not _same(pair.old, pair.new)
        ),
        tuple(dict.fromkeys(pair.path[-1] for pair in pairs if not pair.known)),
    )


class _Pair(NamedTuple):
    """A figure in both exports; ``known`` is whether the earlier one has its name, or could have."""

    path: tuple[str, ...]
    old: Any
    new: Any
    known: bool = True


def _pairs(path: tuple[str, ...], old: Any, new: Any) -> Iterator[_Pair]:  # noqa: ANN401 - JSON
    """Give every figure of the later export with that of the earlier one."""
    if isinstance(new, dict) and isinstance(old, dict):
        free = bool(path) and path[-1] in _OPEN
        for name, value in new.items():
            if name in old:
                yield from _pairs((*path, name), old[name], value)
            else:
                yield _Pair((*path, name), _MISSING, value, known=free)
        if free:
            yield from (_Pair((*path, name), value, _MISSING) for name, value in old.items() if name not in new)
    elif isinstance(new, list) and isinstance(old, list):
        before, after = _named(old), _named(new)
        for name, value in after.items():
            if name in before:
                yield from _pairs((*path, name), before[name], value)
            else:
                yield _Pair((*path, name), _MISSING, value)
        yield from (_Pair((*path, name), value, _MISSING) for name, value in before.items() if name not in after)
    else:
        yield _Pair(path, old, new)


def _named(rows: Sequence[Any]) -> dict[str, Any]:
    """Name the rows of a list by what they are of, or by their places."""
    names = [_name(row) for row in rows]
    if None in names or len(set(names)) < len(names):
        names = [str(place) for place in range(1, len(rows) + 1)]
    return {str(name): row for name, row in zip(names, rows, strict=True)}


def _name(row: Any) -> str | None:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(row, dict):
        return None
    if isinstance(row.get("group"), dict):
        return " · ".join(f"{by}={label}" for by, label in row["group"].items())
    name = row.get("key", row.get("weight"))
    return name if isinstance(name, str) else None


def _same(old: Any, new: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Tell whether two figures are the same; true is no 1."""
    return isinstance(old, bool) == isinstance(new, bool) and bool(old == new)


def _written(value: Any) -> str | None:  # noqa: ANN401 - whatever JSON holds
    return None if value is _MISSING else json.dumps(value, ensure_ascii=False)
