"""Agencies: many units, and the three totals an agency may publish.

=============  =====================================================
``units``      one unit: read, counted, scored, or refused
``figures``    the units together: pooled, mean, weighted
=============  =====================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.agencies.figures import METHODS, Agency, AgencyFigure, AgencyResult, for_several, score_agency, unite
    from ikm.agencies.units import CountedUnit, UnitResult, count_unit, counted_once, refused_unit

__all__ = [
    "METHODS",
    "Agency",
    "AgencyFigure",
    "AgencyResult",
    "CountedUnit",
    "UnitResult",
    "count_unit",
    "counted_once",
    "for_several",
    "refused_unit",
    "score_agency",
    "unite",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "figures": "METHODS Agency AgencyFigure AgencyResult for_several score_agency unite",
            "units": "CountedUnit UnitResult count_unit counted_once refused_unit",
        },
    )
