"""Plotting: the charts a result gives of itself; they are drawn by the stage above all others (`ikm.shown`).

>>> import ikm
>>> result = ikm.score([[4, 4, 3, 4, 3, 4, 4, 3, 4], [3] * 9], weight="exact")
>>> result.plot()
Chart(title='Nilai konversi per unsur', ...)
>>> result.plot_distribution().svg.count("50,0 %")
12
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.shown import rendering

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.regulation import Regulation
    from ikm.shown import Chart

__all__ = ["Plotted"]


class Plotted:
    """A result that gives charts."""

    __slots__ = ()

    def plot(self, *, width: int = 760, regulation: str | Path | Regulation | None = None) -> Chart:
        """Draw the elements against the bands of the grades, with the index as a line.

        Parameters
        ----------
        width : int
            The width in pixels; below 560, for a telephone or a column, names stand above their bars.
        regulation : str, path or Regulation, optional
            The instrument it was scored under, where it does not come with ikm; without it no bands are drawn.

        Returns
        -------
        Chart

        Raises
        ------
        OptionError
            If another instrument is given.
        """
        chart: Chart = rendering().plot_elements(self, width, regulation)
        return chart

    def plot_distribution(self, *, width: int = 760) -> Chart:
        """Draw how many gave each answer, for each element, around the middle of the scale.

        Parameters
        ----------
        width : int
            As of `plot`.

        Returns
        -------
        Chart
        """
        chart: Chart = rendering().plot_distribution(self, width)
        return chart

    def plot_groups(
        self,
        by: str | tuple[str, ...] | None = None,
        *,
        width: int = 760,
        regulation: str | Path | Regulation | None = None,
    ) -> Chart:
        """Draw the index of each group against the bands of the grades, with the index of all as a line.

        Parameters
        ----------
        by : str or tuple of str, optional
            Which table of groups, named as when it was scored; not needed where there is one.
        width : int
            As of `plot`.
        regulation : str, path or Regulation, optional
            As of `plot`.

        Returns
        -------
        Chart

        Raises
        ------
        OptionError
            If there are no groups, several tables of which none is named, or none of that name.
        """
        chart: Chart = rendering().plot_groups(self, by, width, regulation)
        return chart
