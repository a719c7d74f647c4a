"""Statistics: what counts tell besides the index.

==================  ================================================================
``tails``           the incomplete integrals that distributions are made of
``distributions``   normal, Student's t, chi-square
``roots``           square roots as fractions
``alpha``           Cronbach's alpha, and how sure it is
``blanks``          what is told where few left blanks
``items``           spread, ends of the scale and item–total correlation of each element
``instrument``      all of it for one questionnaire
``reasons``         why a statistic is not given
``ranks``           whether groups differ more than chance
``covariances``     how respondents differ, exactly
``intervals``       how sure an index is: interval, grades, smallest change
``changes``         how sure the difference of two surveys is
==================  ================================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.statistics.blanks import FEW_DECIMALS, FEW_VARIANCE_DECIMALS, FEWEST, LEAST_WITH_FEW, few, nearly_all
    from ikm.statistics.changes import Bounded, Scaled, Welch, change_interval, combined_limits, welch
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
    from ikm.statistics.instrument import Instrument, Item, examine
    from ikm.statistics.intervals import (
        POWER,
        Estimate,
        detectable_change,
        estimate_of_element,
        estimate_of_index,
        estimate_of_levels,
    )
    from ikm.statistics.ranks import RankTest, compare, holm
    from ikm.statistics.reasons import Why

__all__ = [
    "FEWEST",
    "FEW_DECIMALS",
    "FEW_VARIANCE_DECIMALS",
    "LEAST_WITH_FEW",
    "POWER",
    "Bounded",
    "Covariances",
    "Estimate",
    "Instrument",
    "Item",
    "RankTest",
    "Scaled",
    "Welch",
    "Why",
    "change_interval",
    "chi_square_cdf",
    "chi_square_quantile",
    "chi_square_survival",
    "combined_limits",
    "compare",
    "detectable_change",
    "estimate_of_element",
    "estimate_of_index",
    "estimate_of_levels",
    "examine",
    "few",
    "holm",
    "nearly_all",
    "normal_cdf",
    "normal_quantile",
    "normal_survival",
    "pairs_of",
    "t_cdf",
    "t_quantile",
    "t_survival",
    "welch",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "blanks": "FEW_DECIMALS FEWEST LEAST_WITH_FEW FEW_VARIANCE_DECIMALS few nearly_all",
            "changes": "Bounded Scaled Welch change_interval combined_limits welch",
            "covariances": "Covariances pairs_of",
            "intervals": "POWER Estimate detectable_change estimate_of_element estimate_of_index estimate_of_levels",
            "distributions": "chi_square_cdf chi_square_quantile chi_square_survival normal_cdf normal_quantile "
            "normal_survival t_cdf t_quantile t_survival",
            "instrument": "Instrument Item examine",
            "ranks": "RankTest compare holm",
            "reasons": "Why",
        },
    )
