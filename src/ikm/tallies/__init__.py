"""Tallies: integer counts of answers that merge in any order, from any engine.

================  ==================================================================
``counts``        the counts of one group: levels of each element, pairs of elements
``codes``         counting answers held as one byte a respondent
``pairs``         sums of products of two elements, of answers at hand
``patterns``      counting rows of scores
``tally``         `Tally`: counts by group, and how they merge
``tables``        a tally from a table of counts made elsewhere
``counted``       counts as they stand in a file
``indices``       the counts of other indices in a file (SPAK, SPKP)
``files``         a tally as a file, sealed and versioned
``hints``         what to do where the groups are not those asked for
``spellings``     groups that are written in several ways
================  ==================================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.tallies.counted import Unusable, groups_of
    from ikm.tallies.counts import Counts, Level, Missing, PairSums, add_up, plain_level
    from ikm.tallies.files import VERSION, TallyFile, TallyInput, read_tally, seal
    from ikm.tallies.indices import ImportanceCount, IndexCounts
    from ikm.tallies.pairs import Pairs
    from ikm.tallies.spellings import United, in_order, known_groups, unite
    from ikm.tallies.tally import Tally

__all__ = [
    "VERSION",
    "Counts",
    "ImportanceCount",
    "IndexCounts",
    "Level",
    "Missing",
    "PairSums",
    "Pairs",
    "Tally",
    "TallyFile",
    "TallyInput",
    "United",
    "Unusable",
    "add_up",
    "groups_of",
    "in_order",
    "known_groups",
    "plain_level",
    "read_tally",
    "seal",
    "unite",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "tally": "Tally",
            "pairs": "Pairs",
            "spellings": "United in_order known_groups unite",
            "counts": "Counts Level Missing PairSums add_up plain_level",
            "counted": "Unusable groups_of",
            "indices": "ImportanceCount IndexCounts",
            "files": "VERSION TallyFile TallyInput read_tally seal",
        },
    )
