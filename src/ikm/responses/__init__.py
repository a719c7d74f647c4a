"""Responses: from the cells of a table to answers that can be counted, with everything that is wrong.

=================  ==================================================================
``validation``     the way through this stage
``responses``      `Responses`, what comes out
``rows/``          which row is what: header, totals, respondents
``times/``         when each was answered; periods
``evidence/``      how the answers were collected: copies, persons, bursts
``respondents``    the rows that are respondents, and what is asked of them
``streaming/``     the same of a large CSV file, held by columns
``headings``       what the headings of answer columns say about their answers
``sisters``        the answer columns, decoded beside each other
``codes``          an element's answers as one byte each
``profiles``       columns to group by
=================  ==================================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.responses.codes import NO_SCORE, code_column
    from ikm.responses.headings import scale_of
    from ikm.responses.profiles import profile_columns
    from ikm.responses.respondents import Answers, shown
    from ikm.responses.responses import Responses
    from ikm.responses.validation import unlike_elements, validate

__all__ = [
    "NO_SCORE",
    "Answers",
    "Responses",
    "code_column",
    "profile_columns",
    "scale_of",
    "shown",
    "unlike_elements",
    "validate",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "responses": "Responses",
            "validation": "unlike_elements validate",
            "codes": "NO_SCORE code_column",
            "headings": "scale_of",
            "profiles": "profile_columns",
            "respondents": "Answers shown",
        },
    )
