"""Count tables: counts made elsewhere, by a warehouse, Dask or a colleague's query, as a tally.

One row says how many respondents of a group gave an element a score:

==============  =====================================================================================
group columns   any number, any names: unit, quarter, …
``element``     its key or its code (``biaya`` or ``U4``)
``score``       1 to 4, an exact fraction such as ``"7/2"``, or nothing for a blank
``n``           how many
``complete``    optional: whether these respondents answered every element
==============  =====================================================================================

Blanks are rows too, with an empty score: in each group the ``n`` of every element total the same number of respondents.
A table that breaks this has lost somebody, and is refused.  Without ``complete`` nobody knows which questionnaires
the blanks stand in; then all stand as partial, and only ``missing="available"`` can be scored.

A score off the scale is no count: it stands as a blank, and in the tally's ``faults``.  This module counts nobody
itself (`ikm.engines` does), and knows no engine: it takes any iterable of mappings, a mapping of columns, and
whatever table gives its rows in one of the usual ways.

>>> from ikm.tallies import Tally
>>> rows = [{"unit": "a", "element": element, "score": score, "n": n}
...         for element, score, n in [("U1", 3, 5), ("U1", 4, 7), ("U2", 4, 11), ("U2", None, 1)]]
>>> tally = Tally.from_counts(rows)
>>> tally.elements, tally.by, tally.total.sum("persyaratan"), tally.total.blank("prosedur"), tally.complete_known
(('persyaratan', 'prosedur'), ('unit',), 43, 1, False)
>>> Tally.from_counts(rows[:-1])
Traceback (most recent call last):
    ...
ikm.errors.OptionError: The counts of unit 'a' do not add up: persyaratan has 12 respondents, prosedur has 11. Every
element needs a row for the blanks too: an empty score, and how many left it blank.
"""

from __future__ import annotations

import numbers
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.arguments import exact_number, names_of
from ikm.errors import OptionError
from ikm.findings import display
from ikm.regulation import load_regulation
from ikm.tallies.counts import Counts, plain_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ikm.tallies.counts import Level

__all__ = ["Counted", "read_counts"]

_NAMES = ("element", "score", "n")
_LONGEST_GROUP = 80
_FINEST = 64
"""The smallest part a decimal may name, 1/64: halves, quarters and so on are exact, 3.33 is a rounded mean."""
_TRUTH = {"true": True, "1": True, "t": True, "false": False, "0": False, "f": False}
_OFF_SCALE = "answer-off-scale"


class Counted(NamedTuple):
    """What a table of counts says, in the fields of a `ikm.tallies.Tally`."""

    elements: tuple[str, ...]
    low: int
    high: int
    by: tuple[str, ...]
    groups: dict[tuple[str, ...], Counts]
    faults: Counter[tuple[str, str]]
    complete_known: bool


def read_counts(
    table: object,
    *,
    elements: Sequence[str] | None = None,
    by: str | Sequence[str] | None = None,
    low: int = 1,
    high: int = 4,
) -> Counted:
    """Read a table of counts; see `ikm.tallies.Tally.from_counts`."""
    names, rows = _opened(table)
    _check_names(names)
    asked = (by,) if isinstance(by, str) else by
    groups = tuple(asked) if asked is not None else tuple(n for n in names if n not in {*_NAMES, "complete"})
    if unknown := [name for name in groups if name not in names]:
        raise OptionError(f"There is no column {unknown[0]!r} to group by; the table has: {', '.join(names)}.")
    known = _elements(elements)
    told = "complete" in names
    met: dict[_Place, Counter[Level | None]] = {}
    faults: Counter[tuple[str, str]] = Counter()
    for row in rows:
        number = _number(row["n"])
        if not number:
            continue
        key = _element(row["element"], known)
        group = tuple(_text(row[name]) for name in groups)
        score = _score(row["score"])
        complete = told and _complete(row["complete"])
        if complete and (score is None or not low <= score <= high):
            raise OptionError(
                f"{_named(groups, group)}: {key} has complete questionnaires with "
                f"{'a blank' if score is None else f'the score {score}'}. Complete means a score from {low} to {high} "
                "for every element."
            )
        if score is not None and not low <= score <= high:
            faults[key, _OFF_SCALE] += number
            score = None
        met.setdefault(_Place(group, complete, key), Counter())[score] += number
    order = tuple(dict.fromkeys(known.values()))
    here = {place.element for place in met} if elements is None else set(order)
    if not here:
        raise OptionError("A table of counts without any count has no elements; name them with elements=[…].")
    keys = tuple(key for key in order if key in here)
    sizes = _sizes(met, keys, groups)
    blank = any(None in counts for counts in met.values())
    if not told and not blank:
        met = {place._replace(complete=True): counts for place, counts in met.items()}
        sizes = {(group, True): size for (group, _), size in sizes.items()}
    found = {group: _counts(group, met, sizes, keys) for group, _ in sizes}
    _check_possible(found, groups, complete_known=told or not blank)
    return Counted(keys, low, high, groups, found, faults, told or not blank)


def _check_names(names: tuple[str, ...]) -> None:
    if missing := [name for name in _NAMES if name not in names]:
        raise OptionError(
            f"A table of counts has the columns element, score and n; there is no {missing[0]!r}. "
            f"It has: {', '.join(names) or 'nothing'}."
        )
    if len(set(names)) < len(names):
        raise OptionError(f"Every column of a table of counts has a name of its own; got: {', '.join(names)}.")


class _Place(NamedTuple):
    """Where counts belong: the group, whether the questionnaires are complete, the element."""

    group: tuple[str, ...]
    complete: bool
    element: str


def _opened(table: Any) -> tuple[tuple[str, ...], Iterator[Mapping[str, Any]]]:  # noqa: ANN401 - any table at all
    """Give the names of the columns, and the rows as mappings."""
    if isinstance(table, Mapping):
        return tuple(table), _zipped(table)
    if hasattr(table, "fetchall") and hasattr(table, "columns"):
        return tuple(table.columns), (dict(zip(table.columns, row, strict=True)) for row in table.fetchall())
    if hasattr(table, "collect"):
        table = table.collect()
    if hasattr(table, "iter_rows"):
        return tuple(table.columns), table.iter_rows(named=True)
    if hasattr(table, "to_pylist"):
        return tuple(table.schema.names), iter(table.to_pylist())
    if hasattr(table, "iloc"):
        names = tuple(map(str, table.columns))
        return names, (dict(zip(names, row, strict=True)) for row in table.itertuples(index=False, name=None))
    return _listed(table)


def _zipped(columns: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    held = {name: list(column) for name, column in columns.items()}
    if len({len(column) for column in held.values()}) > 1:
        raise OptionError("The columns of a table of counts are of equal length; these are not.")
    return (dict(zip(held, row, strict=True)) for row in zip(*held.values(), strict=True))


def _listed(table: Iterable[Any]) -> tuple[tuple[str, ...], Iterator[Mapping[str, Any]]]:
    try:
        rows = [row.asDict() if hasattr(row, "asDict") else row for row in table]
    except TypeError:
        rows = [None]
    if wrong := [row for row in rows if not isinstance(row, Mapping)]:
        raise OptionError(
            "A table of counts is rows as mappings, a mapping of columns, or a data frame; "
            f"got {type(table).__name__} of {type(wrong[0]).__name__}."
        )
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    if short := [name for row in rows for name in names if name not in row]:
        raise OptionError(f"Every row of a table of counts has the same columns; one has no {short[0]!r}.")
    return names or _NAMES, iter(rows)


def _elements(elements: str | Sequence[str] | None) -> dict[str, str]:
    """Give the key of every name an element may have, lower case, in the order of the elements."""
    law = load_regulation()
    keys = {name.casefold(): one.key for one in law.elements for name in (one.key, one.code)}
    if elements is None:
        return keys
    asked = [law.element(keys.get(name.casefold(), name)) for name in names_of("elements", elements)]
    return {name.casefold(): one.key for one in asked for name in (one.key, one.code)}


def _element(name: object, known: Mapping[str, str]) -> str:
    key = known.get(str(name).strip().casefold())
    if key is None:
        raise OptionError(
            f"There is no element {display(name)!r}; it is one of {', '.join(dict.fromkeys(known.values()))}, "
            "or its code. Name elements of your own with elements=[…]."
        )
    return key


def _is_nothing(value: object) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"} or (isinstance(value, str) and not value.strip()):
        return True
    return isinstance(value, float) and value != value  # noqa: PLR0124 - NaN alone is unequal to itself


def _text(value: object) -> str:
    """Write a group as the other ways of counting do, so that their tallies merge."""
    return "" if _is_nothing(value) else display(value.item() if hasattr(value, "item") else value, _LONGEST_GROUP)


def _number(value: object) -> int:
    exact = exact_number(value.strip() if isinstance(value, str) else value)
    if exact is None or exact.denominator != 1 or exact < 0:
        raise OptionError(f"n is how many respondents, a whole number from 0; got {display(value)!r}.")
    return exact.numerator


def _score(value: Any) -> Level | None:  # noqa: ANN401 - what a table holds
    if _is_nothing(value):
        return None
    exact = exact_number(value.strip() if isinstance(value, str) else value)
    if exact is None:
        raise OptionError('A score is a number, a fraction such as "7/2", or empty for a blank; one is neither.')
    fraction = isinstance(value, numbers.Rational) or (isinstance(value, str) and "/" in value)
    if not fraction and _FINEST % exact.denominator:
        raise OptionError(
            f"The score {display(value)} is a rounded mean; write it as the fraction it is, such as "
            f'"{exact.limit_denominator(12)}".'
        )
    return plain_level(exact)


def _complete(value: object) -> bool:
    truth = _TRUTH.get(display(value.item() if hasattr(value, "item") else value).casefold())
    if truth is None:
        raise OptionError(f"complete is true or false in every row; got {display(value)!r}.")
    return truth


def _sizes(
    met: Mapping[_Place, Counter[Level | None]], keys: tuple[str, ...], groups: tuple[str, ...]
) -> dict[tuple[tuple[str, ...], bool], int]:
    """Count the respondents of each group, complete and partial; refuse where the elements do not agree."""
    sizes = {}
    for group, complete in sorted({(place.group, place.complete) for place in met}):
        found = {key: sum(met.get(_Place(group, complete, key), Counter()).values()) for key in keys}
        first, least = max(found, key=lambda key: found[key]), min(found, key=lambda key: found[key])
        if found[first] != found[least]:
            whom = "complete questionnaires" if complete else "respondents"
            remedy = (
                "Every element needs the same number of them."
                if complete
                else "Every element needs a row for the blanks too: an empty score, and how many left it blank."
            )
            raise OptionError(
                f"The counts of {_named(groups, group)} do not add up: {first} has {found[first]} {whom}, "
                f"{least} has {found[least]}. {remedy}"
            )
        sizes[group, complete] = found[first]
    return sizes


def _check_possible(found: Mapping[tuple[str, ...], Counts], groups: tuple[str, ...], *, complete_known: bool) -> None:
    """Refuse counts with somebody who answered nothing, or with partial questionnaires that have no blank."""
    for group, counts in found.items():
        if not counts.are_possible(complete_known=complete_known):
            raise OptionError(
                f"The counts of {_named(groups, group)} are not possible: every questionnaire holds an answer, and one "
                "that is not complete a blank. Leave out those who answered nothing."
            )


def _named(groups: tuple[str, ...], group: tuple[str, ...]) -> str:
    return ", ".join(f"{name} {value!r}" for name, value in zip(groups, group, strict=True)) or "all respondents"


def _counts(
    group: tuple[str, ...],
    met: Mapping[_Place, Counter[Level | None]],
    sizes: Mapping[tuple[tuple[str, ...], bool], int],
    keys: tuple[str, ...],
) -> Counts:
    def levels(key: str, *, complete: bool) -> dict[Level, int]:
        counts = met.get(_Place(group, complete, key))
        return {score: number for score, number in (counts or {}).items() if score is not None}

    return Counts(
        sizes.get((group, True), 0),
        sizes.get((group, False), 0),
        {key: levels(key, complete=True) for key in keys},
        {key: levels(key, complete=False) for key in keys},
    )
