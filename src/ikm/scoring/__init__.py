"""Scoring: from counts and the law to the index, exactly.

================  ==================================================================
``scores``        the result: elements, index, grade, groups, alternatives
``indexes``       NRR, weighted NRR and index of counts
``figures``       elements, other weights and blanks of counts
``parts``         elements, groups and blanks of a result
``results``       what comes out, frozen, and its JSON
``indices``       what a result holds of other indices of the form (SPAK, SPKP)
``joint``         these, scored
``plotting``      the charts a result gives of itself
``sampling``      how many respondents a survey needs
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
    from ikm.scoring.indices import IndexBand, IndexResult, Indices
    from ikm.scoring.joint import ScoredIndex, score_index
    from ikm.scoring.parts import Alternative, Blanks, ElementResult, Elements, GroupResult, Groups, MadeElements
    from ikm.scoring.results import IKMResult, Sample, Target
    from ikm.scoring.sampling import krejcie_morgan, sample_size
    from ikm.scoring.scores import Scored, grade, score_counts, score_tally

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
    "IndexBand",
    "IndexResult",
    "Indices",
    "MadeElements",
    "Sample",
    "Scored",
    "ScoredIndex",
    "Target",
    "check_minimum",
    "compute_index",
    "grade",
    "hidden_groups",
    "krejcie_morgan",
    "sample_size",
    "score_counts",
    "score_index",
    "score_tally",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "scores": "Scored grade score_counts score_tally",
            "indexes": "compute_index",
            "parts": "Alternative Blanks ElementResult Elements GroupResult Groups MadeElements",
            "results": "IKMResult Sample Target",
            "indices": "IndexBand IndexResult Indices",
            "joint": "ScoredIndex score_index",
            "sampling": "krejcie_morgan sample_size",
            "disclosure": "LOWEST_MINIMUM MINIMUM_GROUP check_minimum hidden_groups",
        },
    )
