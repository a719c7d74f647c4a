"""Responses: from the cells of a table to answers that can be counted, with everything that is wrong.

=================  ==================================================================
``validation``     the way through this stage
``responses``      `Responses`, what comes out
``rows/``          which row is what: header, totals, respondents
``times/``         when each was answered; periods
``arrays``         columns of numbers as long as the table, held by Python or by numpy
``evidence/``      how the answers were collected: copies, persons, bursts
``selection``      the respondents who are meant: inside a period, each once
``disguises``      what stands in a copy for what is personal
``respondents``    the rows that are respondents, and what is asked of them
``passing``        the blocks of a long text table, held by columns as they pass
``outlines``       what is known of its columns that are not held
``headings``       what the headings of answer columns say about their answers
``sisters``        the answer columns, decoded beside each other
``codes``          an element's answers as one byte each
``fates``          what becomes of each row, and the findings of single answers
``indices``        the answers to what a form asks besides the SKM
``doubles``        columns beside a question: copies of it, and such as may be a second one
``profiles``       columns to group by
``classes``        the group a cell puts its respondent in
``together``       the answers of several files of one survey
=================  ==================================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.responses.classes import Classes, age_bounds
    from ikm.responses.codes import NO_SCORE, code_column
    from ikm.responses.disguises import Disguise
    from ikm.responses.evidence.elsewhere import copied_elsewhere
    from ikm.responses.headings import scale_of
    from ikm.responses.indices import IndexAnswers, Wanted
    from ikm.responses.profiles import kind_of, profile_columns
    from ikm.responses.respondents import Answers
    from ikm.responses.responses import Responses
    from ikm.responses.selection import Selection
    from ikm.responses.times.periods import Period, parse_period
    from ikm.responses.together import put_together
    from ikm.responses.validation import unlike_elements, validate

__all__ = [
    "NO_SCORE",
    "Answers",
    "Classes",
    "Disguise",
    "IndexAnswers",
    "Period",
    "Responses",
    "Selection",
    "Wanted",
    "age_bounds",
    "code_column",
    "copied_elsewhere",
    "kind_of",
    "parse_period",
    "profile_columns",
    "put_together",
    "scale_of",
    "unlike_elements",
    "validate",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "responses": "Responses",
            "validation": "unlike_elements validate",
            "classes": "Classes age_bounds",
            "codes": "NO_SCORE code_column",
            "disguises": "Disguise",
            "headings": "scale_of",
            "indices": "IndexAnswers Wanted",
            "profiles": "kind_of profile_columns",
            "respondents": "Answers",
            "times.periods": "Period parse_period",
            "selection": "Selection",
            "evidence.elsewhere": "copied_elsewhere",
            "together": "put_together",
        },
    )
