"""Candidates: the weights and the orders of rounding that an IKM may have been computed with.

They stand in data (``data/candidates.toml``), the plainest first.  A weight is 1/k of the k elements, exact or rounded
to two or three decimals, or one that was left over from another questionnaire: 0,071 is that of fourteen elements,
0,111 that of nine.  What a report states is tried as well, whatever it is.

>>> from ikm.audits.candidates import orders, weights_of
>>> [(one.name, str(one.values[0])) for one in weights_of(9)][:4]
[('exact', '1/9'), ('0.111', '111/1000'), ('0.11', '11/100'), ('0.071', '71/1000')]
>>> [one.name for one in weights_of(8)]
['exact', '0.13', '0.111', '0.11', '1/9', '0.071']
>>> [one.key for one in orders()][:3]
['none', 'total-3', 'weighted-3']
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.arguments import shown_exactly
from ikm.regulation import round_half_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.audits.table import PublishedTable

__all__ = ["Order", "Weight", "name_of_weight", "orders", "weights_of", "weights_to_try"]


class Weight(NamedTuple):
    """A weight of each element, and what it is called: ``exact``, ``0.111``; ``rare`` ones are tried last."""

    name: str
    values: tuple[Fraction, ...]
    rare: bool = False

    @property
    def same(self) -> Fraction | None:
        """The weight of every element, where all have one."""
        return self.values[0] if len(set(self.values)) == 1 else None


class Order(NamedTuple):
    """Where figures are rounded on the way, to how many decimals; ``cut`` cuts the last digit off instead."""

    key: str
    nrr: int | None = None
    weighted: int | None = None
    total: int | None = None
    converted: int | None = None
    cut: bool = False
    rare: bool = False


@cache
def _records() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("data").joinpath("candidates.toml").read_text(encoding="utf-8"))


@cache
def orders() -> tuple[Order, ...]:
    """Give the orders of rounding, the plainest first."""
    return tuple(Order(**record) for record in _records()["order"])


def name_of_weight(value: Fraction, elements: int) -> str:
    """Call a weight by its name: ``exact`` where it is 1/k, else its decimals, else the fraction."""
    return "exact" if value == Fraction(1, elements) else shown_exactly(value)


def weights_of(elements: int, stated: Fraction | None = None, own: Sequence[Fraction] = ()) -> tuple[Weight, ...]:
    """Give the weights to try, each value once, the plainest first.

    Parameters
    ----------
    elements : int
        How many elements the table has.
    stated : Fraction, optional
        The weight the report states.
    own : sequence of Fraction
        The weights printed beside the elements, where they differ.
    """
    found: dict[tuple[Fraction, ...], Weight] = {}
    rare: list[Weight] = []
    if own:
        found[tuple(own)] = Weight("own", tuple(own))
    for record in _records()["weight"]:
        value = Fraction(record["value"]) if "value" in record else Fraction(1, elements)
        if "decimals" in record:
            value = Fraction(round_half_up(value, record["decimals"]))
        one = Weight(name_of_weight(value, elements), (value,) * elements, bool(record.get("rare")))
        if one.rare:
            rare.append(one)
        elif value:
            found.setdefault(one.values, one)
    if stated:
        found.setdefault((stated,) * elements, Weight(name_of_weight(stated, elements), (stated,) * elements))
    for one in rare:
        found.setdefault(one.values, one)
    return tuple(found.values())


def weights_to_try(table: PublishedTable) -> tuple[Weight, ...]:
    """Give the weights to try for a table."""
    printed = [one.weight for one in table.elements if one.weight is not None]
    own = printed if len(printed) == len(table.elements) and len(set(printed)) > 1 else []
    return weights_of(len(table.elements), table.weight, own)
