"""Statistics: what counts tell besides the index.

==================  ================================================================
``tails``           the incomplete integrals that distributions are made of
``distributions``   normal, Student's t, chi-square
``roots``           square roots as fractions
``alpha``           Cronbach's alpha, and how sure it is
``items``           spread, ends of the scale and item–total correlation of each element
``instrument``      all of it for one questionnaire
``ranks``           whether groups differ more than chance
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
    from ikm.statistics.instrument import FEWEST, Instrument, Item, Why, examine
    from ikm.statistics.ranks import RankTest, compare, holm

__all__ = [
    "FEWEST",
    "Instrument",
    "Item",
    "RankTest",
    "Why",
    "chi_square_cdf",
    "chi_square_quantile",
    "chi_square_survival",
    "compare",
    "examine",
    "holm",
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
            "instrument": "FEWEST Instrument Item Why examine",
            "ranks": "RankTest compare holm",
        },
    )
