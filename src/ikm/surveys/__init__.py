"""Surveys: the whole way from a source to a result; here the stages meet.

=============  ==============================================================
``loading``    `load`: a source, read and validated
``survey``     `score`: the whole way
``checks``     `check`: the data itself, without a figure
``options``    what may be said of a survey: each option once, with its check, words and names
``flags``      how an option is typed and explained; what holds where several speak
``keywords``   the options as keywords of Python, typed; misspelt ones refused
``files``      survey files: what belongs to one survey, said once
``history``    earlier periods and targets in a survey file
``plans``      the follow-up plan in a survey file
``written``    values of a survey file as people write them
``tallying``   tallies of files, and of their merging
``labels``     the scores a person gives to single answers
``indices``    what is asked of a form besides the SKM, and its results
``rows``       rows of a file that are to be left out, as people name them
``accounts``   where every figure comes from, and what a refusal says
``doubts``     the index with and without a column in doubt
``together``   several files loaded as one survey
=============  ==============================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.surveys.accounts import provenance, refusal, refusal_of, told, unread
    from ikm.surveys.checks import CheckReport, ColumnReport, check
    from ikm.surveys.files import SurveyFile, parse_survey_file, read_survey_file
    from ikm.surveys.flags import Flag, Options, choices_in, flag_of
    from ikm.surveys.history import PastPeriod, Published, same_period, target_of
    from ikm.surveys.indices import counted_indices, leave_unasked
    from ikm.surveys.keywords import READING, SCORING, AgencyOptions, refuse_unknown
    from ikm.surveys.loading import Source, load, survey_of
    from ikm.surveys.options import Reading, Scoring
    from ikm.surveys.plans import Undertaking, quarters_of
    from ikm.surveys.rows import rows_of
    from ikm.surveys.survey import score
    from ikm.surveys.tallying import merged_file, regrouped, tally_file
    from ikm.surveys.together import names_of_files
    from ikm.surveys.written import Words, typed_confidence, under

__all__ = [
    "READING",
    "SCORING",
    "AgencyOptions",
    "CheckReport",
    "ColumnReport",
    "Flag",
    "Options",
    "PastPeriod",
    "Published",
    "Reading",
    "Scoring",
    "Source",
    "SurveyFile",
    "Undertaking",
    "Words",
    "check",
    "choices_in",
    "counted_indices",
    "flag_of",
    "leave_unasked",
    "load",
    "merged_file",
    "names_of_files",
    "parse_survey_file",
    "provenance",
    "quarters_of",
    "read_survey_file",
    "refusal",
    "refusal_of",
    "refuse_unknown",
    "regrouped",
    "rows_of",
    "same_period",
    "score",
    "survey_of",
    "tally_file",
    "target_of",
    "told",
    "typed_confidence",
    "under",
    "unread",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "survey": "score",
            "loading": "Source load survey_of",
            "options": "Reading Scoring",
            "rows": "rows_of",
            "indices": "counted_indices leave_unasked",
            "flags": "Flag Options choices_in flag_of",
            "keywords": "READING SCORING AgencyOptions refuse_unknown",
            "checks": "CheckReport ColumnReport check",
            "files": "SurveyFile parse_survey_file read_survey_file",
            "history": "PastPeriod Published same_period target_of",
            "plans": "Undertaking quarters_of",
            "tallying": "merged_file regrouped tally_file",
            "together": "names_of_files",
            "written": "Words typed_confidence under",
            "accounts": "provenance refusal refusal_of told unread",
        },
    )
