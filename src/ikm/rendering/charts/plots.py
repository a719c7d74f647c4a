"""Plots: the charts of a result, as objects that a notebook shows and that save themselves.

>>> import ikm
>>> from ikm.rendering.charts import plot_groups
>>> result = ikm.score("examples/ppid-2023.csv", by=["jenis_layanan", "pendidikan"])
>>> plot_groups(result, "pendidikan").title
'IKM menurut pendidikan'
>>> plot_groups(result)
Traceback (most recent call last):
    ...
ikm.errors.OptionError: There are several tables of groups; name one: 'jenis_layanan', 'pendidikan'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.arguments import CROSS
from ikm.errors import OptionError
from ikm.regulation import law_behind
from ikm.rendering.charts.drawing import chart_svg
from ikm.reports import element_figure, group_figures, shares_figure
from ikm.shown import Chart

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.comparisons import Comparison
    from ikm.regulation import Regulation
    from ikm.reports import Figure
    from ikm.scoring import IKMResult

__all__ = ["plot_distribution", "plot_elements", "plot_groups", "plot_trend"]


def plot_elements(result: IKMResult, width: int, regulation: str | Path | Regulation | None = None) -> Chart:
    """Draw the elements of a result; see `ikm.IKMResult.plot`."""
    return _chart(element_figure(result, law_behind(result.provenance, regulation)), result, width)


def plot_distribution(result: IKMResult, width: int) -> Chart:
    """Draw the distribution of its answers; see `ikm.IKMResult.plot_distribution`."""
    return _chart(shares_figure(result), result, width)


def plot_groups(
    result: IKMResult,
    by: str | tuple[str, ...] | None = None,
    width: int = 760,
    regulation: str | Path | Regulation | None = None,
) -> Chart:
    """Draw one of its tables of groups; see `ikm.IKMResult.plot_groups`."""
    tables = [] if result.groups is None else [CROSS.join(names) for names in result.groups.tables]
    if not tables:
        raise OptionError("This result has no groups; score it with by=…, the column they stand in.")
    named = ", ".join(map(repr, tables))
    if by is None and len(tables) > 1:
        raise OptionError(f"There are several tables of groups; name one: {named}.")
    wanted = tables[0] if by is None else by if isinstance(by, str) else CROSS.join(by)
    if wanted not in tables:
        raise OptionError(f"There is no table of groups {wanted!r}; there is {named}.")
    figures = group_figures(result, law_behind(result.provenance, regulation))
    return _chart(figures[tables.index(wanted)], result, width)


def plot_trend(comparison: Comparison, width: int) -> Chart:
    """Draw the index of each period; see `ikm.Comparison.plot`."""
    from ikm.reports import trend_figure  # noqa: PLC0415 - a result needs no chapters

    return _chart(trend_figure(comparison), comparison, width)


def _chart(figure: Figure, told: IKMResult | Comparison, width: int) -> Chart:
    return Chart(figure.title, chart_svg(figure, width=width, lang=told.lang))
