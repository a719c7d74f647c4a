"""Weights: which weight the printed IKM was computed with, as far as the ways to it tell (`ikm.audits.fits`).

Those that the printed weighted column and its total allow go first.  Of them one weight in the first rank is the one
that was used, whatever odd order makes another weight fit; but for the one that is stated, which remains possible where
a total rounded to two decimals gives the IKM with it: such an IKM is a multiple of 0,25, and any weight comes to that
now and then.  What means that are printed like these give and what rounding on the way gives are taken together: each
may be chance.  Where several weights remain, the figures do not tell, and none is named.

>>> from ikm.audits.fits import fits_of
>>> from ikm.audits.means import means_of
>>> from ikm.audits.table import table_of
>>> from ikm.audits.weights import weights_used
>>> table = table_of({"ikm": "90,78", "elements": ["3.559", "3.517", "3.556", "4.000", "3.514", "3.563", "3.608",
...                   "3.811", "3.552"]})
>>> weights_used(fits_of(table, [means_of(table, None)]))
['exact']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.audits.fits import Rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.audits.fits import Fit

__all__ = ["weights_used"]


def weights_used(fits: Sequence[Fit], stated: str | None = None, *, excused: bool = False) -> list[str]:
    """Name the weights that may have been used, of the fits in their order: one where the figures tell.

    Parameters
    ----------
    fits : sequence of Fit
        Every way to the printed IKM.
    stated : str, optional
        The name of the weight that is stated.
    excused : bool
        Whether it gives the IKM in some way, however odd (`ikm.audits.fits.gives`).
    """
    agreeing = [one for one in fits if one.agrees] or list(fits)
    for ranks in ((Rank.PLAIN,), (Rank.BEHIND, Rank.ROUNDED), (Rank.RARE,), (Rank.BEHIND_ROUNDED,)):
        found = [one for one in agreeing if one.rank in ranks]
        if found:
            # A total of two decimals comes to an index by chance, so what is plain stays, the column notwithstanding.
            plain = [one for one in fits if one.rank == Rank.PLAIN] if all(one.coarse for one in found) else []
            names = [one.weight.name for one in (*found, *plain)]
            coarse = any(one.coarse and one.exact for one in agreeing if one.weight.name == stated)
            also = [stated] if stated is not None and (coarse or (excused and ranks != (Rank.PLAIN,))) else []
            return list(dict.fromkeys([*names, *also]))
    return []
