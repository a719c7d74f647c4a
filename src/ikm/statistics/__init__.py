"""Statistics: what counts tell besides the index.

==================  ================================================================
``tails``           the incomplete integrals that distributions are made of
``distributions``   normal, Student's t, chi-square
``covariances``     how respondents differ, exactly
``intervals``       how sure an index is: interval, grades, smallest change
==================  ================================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.statistics.covariances import Covariances, pairs_of
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
    from ikm.statistics.intervals import POWER, Estimate, detectable_change, estimate_of_element, estimate_of_index

__all__ = [
    "POWER",
    "Covariances",
    "Estimate",
    "chi_square_cdf",
    "chi_square_quantile",
    "chi_square_survival",
    "detectable_change",
    "estimate_of_element",
    "estimate_of_index",
    "normal_cdf",
    "normal_quantile",
    "normal_survival",
    "pairs_of",
    "t_cdf",
    "t_quantile",
    "t_survival",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "covariances": "Covariances pairs_of",
            "intervals": "POWER Estimate detectable_change estimate_of_element estimate_of_index",
            "distributions": "chi_square_cdf chi_square_quantile chi_square_survival normal_cdf normal_quantile "
            "normal_survival t_cdf t_quantile t_survival",
        },
    )
