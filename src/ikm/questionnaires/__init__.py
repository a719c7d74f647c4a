"""Questionnaires as data: how a form asks the elements, and about its respondents.

One TOML file per questionnaire in ``questionnaires/data``; a file of your own is accepted wherever the name of a
built-in one is.  It says, for each question, which element it asks, its wording, the short names a column may
have instead, and its answer labels from the lowest score to the highest; which order bare codes ``U8``/``U9``
follow; and the profile columns.

==============  ===========================================================================
``skm``         the sample questionnaire of the regulation's annex (annex order)
``ppid``        a public-information (PPID) service survey (definition order)
``stakeholder`` a public-relations stakeholder survey (definition order)
``skm-16``      sixteen questions: eleven about the elements, five about integrity (left out)
==============  ===========================================================================

Without a questionnaire a form is read by the general tables of `ikm.columns` and `ikm.answers`, which know
the words most forms use.  Scoring never knows which survey it serves.

>>> from ikm.questionnaires import load_questionnaire
>>> ppid = load_questionnaire("ppid")
>>> ppid.order, [question.element for question in ppid.questions][-2:]
('definition', ['pengaduan', 'sarana'])
>>> load_questionnaire("skm").questions[3].labels[-1]
('Gratis',)
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.questionnaires.asking import mapping_of, questionnaire_of
    from ikm.questionnaires.questionnaire import (
        Profile,
        Question,
        Questionnaire,
        builtin_questionnaires,
        load_questionnaire,
    )

__all__ = [
    "Profile",
    "Question",
    "Questionnaire",
    "builtin_questionnaires",
    "load_questionnaire",
    "mapping_of",
    "questionnaire_of",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "asking": "mapping_of questionnaire_of",
            "questionnaire": "Profile Question Questionnaire builtin_questionnaires load_questionnaire",
        },
    )
