"""Statistics: what counts tell besides the index.

==================  ================================================================
``tails``           the incomplete integrals that distributions are made of
``distributions``   normal, Student's t, chi-square
==================  ================================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.statistics.distributions import (
        chi_square_cdf,
        chi_square_quantile,
        chi_square_survival,
        normal_cdf,
        normal_quantile,
        normal_survival,
        t_cdf,
        t_quantile,
        t_survival,
    )

__all__ = [
    "chi_square_cdf",
    "chi_square_quantile",
    "chi_square_survival",
    "normal_cdf",
    "normal_quantile",
    "normal_survival",
    "t_cdf",
    "t_quantile",
    "t_survival",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "distributions": "chi_square_cdf chi_square_quantile chi_square_survival normal_cdf normal_quantile "
            "normal_survival t_cdf t_quantile t_survival",
        },
    )
