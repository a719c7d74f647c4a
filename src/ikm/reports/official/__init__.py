"""The report an office hands in: BAB I to V with annexes, as a `Report` like any other.

==============  ==================================================================
``building``    the whole, in the order of the ministry's template
``material``    what it is made of, and the places that only the office can fill
``periods``     the period of a survey in words
``opening``     cover, executive summary, BAB I
``collection``  BAB II: who, how, where, when, how many, and whether the data is sound
``outcome``     BAB III: respondents, index, elements, answers, groups
``analysis``    BAB IV and V: problems, plans, trend, conclusion
``annexes``     questionnaire, processing sheet, origin
==============  ==================================================================

Figures are those of `ikm.reports.chapters`; what the numbers do not say is left to the office.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.reports.official.building import official_report
    from ikm.reports.official.material import OFFICE_KEYS

__all__ = ["OFFICE_KEYS", "official_report"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(__name__, {"building": "official_report", "material": "OFFICE_KEYS"})
