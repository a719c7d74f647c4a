"""Scoring: from counts and the law to the index, exactly.

================  ==================================================================
``scores``        the result: elements, index, grade, groups, alternatives
``indexes``       NRR, weighted NRR and index of counts
``figures``       elements, other weights and blanks of counts
``uncertainty``   how sure the index is
``parts``         elements, groups and blanks of a result
``results``       what comes out, frozen, and its JSON
``indices``       what a result holds of other indices of the form (SPAK, SPKP)
``joint``         these, scored
``explanations``  what tells where a figure comes from
``explained``     how a result is asked for it
``plotting``      the charts a result gives of itself
``statistics``    whether the instrument is sound, and groups differ: the frozen models
``examining``     what fills them
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
    from ikm.scoring.disclosure import LOWEST_MINIMUM, MINIMUM_GROUP, both_many, check_minimum, hidden_groups
    from ikm.scoring.explanations import ExplainedStep, Explanation
    from ikm.scoring.indexes import compute_index
    from ikm.scoring.indices import Importance, IndexBand, IndexResult, Indices
    from ikm.scoring.joint import ScoredIndex, score_index, weights_by
    from ikm.scoring.parts import (
        Alternative,
        Blanks,
        ElementResult,
        Elements,
        GroupResult,
        Groups,
        MadeElements,
        way_of,
    )
    from ikm.scoring.results import IKMResult, Sample, Target
    from ikm.scoring.sampling import krejcie_morgan, sample_size, share_of
    from ikm.scoring.scores import Scored, grade, score_counts, score_tally
    from ikm.scoring.sizes import cochran, krejcie_morgan_formula, slovin
    from ikm.scoring.statistics import (
        GroupComparison,
        ItemStatistics,
        RankComparison,
        Reliability,
        Statistics,
    )
    from ikm.scoring.uncertainty import CONFIDENCE, Between, Uncertainty

__all__ = [
    "CONFIDENCE",
    "LOWEST_MINIMUM",
    "MINIMUM_GROUP",
    "Alternative",
    "Between",
    "Blanks",
    "ElementResult",
    "Elements",
    "ExplainedStep",
    "Explanation",
    "GroupComparison",
    "GroupResult",
    "Groups",
    "IKMResult",
    "Importance",
    "IndexBand",
    "IndexResult",
    "Indices",
    "ItemStatistics",
    "MadeElements",
    "RankComparison",
    "Reliability",
    "Sample",
    "Scored",
    "ScoredIndex",
    "Statistics",
    "Target",
    "Uncertainty",
    "both_many",
    "check_minimum",
    "cochran",
    "compute_index",
    "grade",
    "hidden_groups",
    "krejcie_morgan",
    "krejcie_morgan_formula",
    "sample_size",
    "score_counts",
    "score_index",
    "score_tally",
    "share_of",
    "slovin",
    "way_of",
    "weights_by",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "scores": "Scored grade score_counts score_tally",
            "explanations": "ExplainedStep Explanation",
            "indexes": "compute_index",
            "parts": "Alternative Blanks ElementResult Elements GroupResult Groups MadeElements way_of",
            "results": "IKMResult Sample Target",
            "indices": "Importance IndexBand IndexResult Indices",
            "joint": "ScoredIndex score_index weights_by",
            "statistics": "GroupComparison ItemStatistics RankComparison Reliability Statistics",
            "uncertainty": "CONFIDENCE Between Uncertainty",
            "sampling": "krejcie_morgan sample_size share_of",
            "sizes": "cochran krejcie_morgan_formula slovin",
            "disclosure": "LOWEST_MINIMUM MINIMUM_GROUP both_many check_minimum hidden_groups",
        },
    )
