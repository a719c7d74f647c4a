"""Chapters of a report, one module a chapter: each takes what it tells of and gives a `Chapter`, or none.

===================  =====================================================
``elements``         the elements, ranked
``answers``          how the answers are spread
``profiles``         who answered
``groups``           the breakdowns
``statistics``       validity, reliability, and whether groups differ
``reliability``      the sentences and the item table
``comparing``        the tests of groups
``unit_statistics``  the same of several units, pooled and side by side
``sampling``         sample, target, blanks
``precision``        how sure the figures are
``followup``         the elements to follow up
``remarks``          rows not counted, and what was found
``method``           how it is computed
``origin``           where it comes from
``indices``          the other indices of the form
``trend``            how it went from period to period
===================  =====================================================
"""

from ikm.reports.chapters.answers import answers_chapter, counted
from ikm.reports.chapters.comparing import comparison_blocks
from ikm.reports.chapters.elements import elements_chapter
from ikm.reports.chapters.followup import followup_chapter
from ikm.reports.chapters.groups import groups_chapter
from ikm.reports.chapters.indices import chapter_key, index_bands, index_chapters, weight_of
from ikm.reports.chapters.method import bands_table, method_chapter
from ikm.reports.chapters.origin import origin_chapter
from ikm.reports.chapters.precision import precision_chapter
from ikm.reports.chapters.profiles import profiles_chapter
from ikm.reports.chapters.remarks import remarks_chapter, unit_remarks
from ikm.reports.chapters.sampling import sampling_chapter
from ikm.reports.chapters.statistics import statistics_chapter
from ikm.reports.chapters.trend import trend_chapter, trend_figure
from ikm.reports.chapters.unit_statistics import agency_statistics_chapter, unit_reliability

__all__ = [
    "agency_statistics_chapter",
    "answers_chapter",
    "bands_table",
    "chapter_key",
    "comparison_blocks",
    "counted",
    "elements_chapter",
    "followup_chapter",
    "groups_chapter",
    "index_bands",
    "index_chapters",
    "method_chapter",
    "origin_chapter",
    "precision_chapter",
    "profiles_chapter",
    "remarks_chapter",
    "sampling_chapter",
    "statistics_chapter",
    "trend_chapter",
    "trend_figure",
    "unit_reliability",
    "unit_remarks",
    "weight_of",
]
