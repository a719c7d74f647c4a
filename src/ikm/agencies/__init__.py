"""Agencies: many units, and the three totals an agency may publish.

=============  =====================================================
``units``      one unit: read, counted, scored, or refused
``methods``    the three ways to a figure, each by its name
``limits``     how sure a figure is, or why that is not known
``figures``    the units together: pooled, mean, weighted
``disclosure`` what the pooled result withholds
``indices``    the same of other indices (SPAK, SPKP)
=============  =====================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.agencies.figures import Agency, AgencyResult, for_several, score_agency, unite
    from ikm.agencies.indices import AgencyIndex, agency_indices
    from ikm.agencies.limits import why_no_limits
    from ikm.agencies.methods import METHODS, AgencyFigure
    from ikm.agencies.units import CountedUnit, UnitResult, count_unit, counted_once, refused_unit

__all__ = [
    "METHODS",
    "Agency",
    "AgencyFigure",
    "AgencyIndex",
    "AgencyResult",
    "CountedUnit",
    "UnitResult",
    "agency_indices",
    "count_unit",
    "counted_once",
    "for_several",
    "refused_unit",
    "score_agency",
    "unite",
    "why_no_limits",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "figures": "Agency AgencyResult for_several score_agency unite",
            "limits": "why_no_limits",
            "methods": "METHODS AgencyFigure",
            "indices": "AgencyIndex agency_indices",
            "units": "CountedUnit UnitResult count_unit counted_once refused_unit",
        },
    )
