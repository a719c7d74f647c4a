"""Explained: how a result says where its figures come from, whatever makes the words.

>>> import ikm
>>> ikm.score([[4] * 9, [3] * 9], weight="exact").explain().steps[2].lines[0]
'Jumlah NRR tertimbang × 25 = 3,5 × 25 = 87,5'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.shown import rendering

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.regulation import Regulation
    from ikm.scoring.explanations import Explanation

__all__ = ["Explained"]


class Explained:
    """A result that says where its figures come from."""

    __slots__ = ()

    def explain(
        self,
        of: str = "ikm",
        *,
        group: str | tuple[str, str | tuple[str, ...]] | tuple[str, ...] | None = None,
        regulation: str | Path | Regulation | None = None,
    ) -> Explanation:
        """Say where a figure comes from: the formula with its numbers, from the answers to the grade.

        Parameters
        ----------
        of : str
            An element, by its key, its code or its name; or ``"ikm"``, the index.
        group : str or tuple, optional
            The group of a breakdown, as ``result.groups[...]`` takes it; all respondents unless given.
        regulation : str, path or Regulation, optional
            The instrument it was scored under, where it does not come with ikm.

        Returns
        -------
        Explanation
            Its steps, in the language of the result; ``print`` shows it as text, a notebook as a page.

        Raises
        ------
        OptionError
            For an element or a group that is not there, or whose figures are hidden.

        Examples
        --------
        >>> import ikm
        >>> ikm.score([[4] * 9, [3] * 9], weight="exact").explain("U2").answer
        'NRR 3,500, nilai konversi 87,50, mutu B (Baik)'
        """
        explanation: Explanation = rendering().explain_result(self, of, group, regulation)
        return explanation
