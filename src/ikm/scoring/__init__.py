"""Scoring: from counts and the law to the index, exactly.

================  ==================================================================
``scores``        the result: elements, index, grade, groups, alternatives
``indexes``       NRR, weighted NRR and index of counts
``figures``       elements, other weights and blanks of counts
``results``       what comes out, frozen, and its JSON
``plotting``      the charts a result gives of itself
``sampling``      how many respondents a survey needs
``sizes``         the formulas of sample sizes
``breakdowns``    the groups of each table
``disclosure``    which groups are too small to be shown
``differences``   what several breakdowns give away together
================  ==================================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.scoring.disclosure import LOWEST_MINIMUM, MINIMUM_GROUP, check_minimum, hidden_groups
    from ikm.scoring.indexes import compute_index
    from ikm.scoring.results import (
        Alternative,
        Blanks,
        ElementResult,
        Elements,
        GroupResult,
        Groups,
        IKMResult,
        MadeElements,
        Sample,
        Target,
    )
    from ikm.scoring.sampling import krejcie_morgan, sample_size
    from ikm.scoring.scores import Scored, grade, score_counts, score_tally
    from ikm.scoring.sizes import cochran, krejcie_morgan_formula, slovin

__all__ = [
    "LOWEST_MINIMUM",
    "MINIMUM_GROUP",
    "Alternative",
    "Blanks",
    "ElementResult",
    "Elements",
    "GroupResult",
    "Groups",
    "IKMResult",
    "MadeElements",
    "Sample",
    "Scored",
    "Target",
    "check_minimum",
    "cochran",
    "compute_index",
    "grade",
    "hidden_groups",
    "krejcie_morgan",
    "krejcie_morgan_formula",
    "sample_size",
    "score_counts",
    "score_tally",
    "slovin",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "scores": "Scored grade score_counts score_tally",
            "indexes": "compute_index",
            "results": "Alternative Blanks Elements ElementResult GroupResult Groups IKMResult MadeElements Sample "
            "Target",
            "sampling": "krejcie_morgan sample_size",
            "sizes": "cochran krejcie_morgan_formula slovin",
            "disclosure": "LOWEST_MINIMUM MINIMUM_GROUP check_minimum hidden_groups",
        },
    )
