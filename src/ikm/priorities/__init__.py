"""Priorities: what to see to first, by stated rules.

=============  ==================================================================
``rules``      the elements to follow up, with the evidence for each
``quadrants``  importance beside satisfaction: quadrants, gap, CSI
=============  ==================================================================

Nothing is invented here: a rule says which figures make an element one to see to; programme, time and person are the
office's to fill in.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.priorities.quadrants import ImportanceElement, ImportanceResult, importance
    from ikm.priorities.rules import Evidence, Recommendation, recommendations

__all__ = [
    "Evidence",
    "ImportanceElement",
    "ImportanceResult",
    "Recommendation",
    "importance",
    "recommendations",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "quadrants": "ImportanceElement ImportanceResult importance",
            "rules": "Evidence Recommendation recommendations",
        },
    )
