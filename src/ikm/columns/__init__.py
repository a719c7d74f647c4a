"""Columns: which column of a form asks which element, and why we think so.

This is stage 2 of the flow.  Offices reword the nine questions of PermenPANRB 14/2017, reorder them, repeat
them and put others beside them, so a column is never recognised by its position.  Evidence comes from the words of the
question, the words of its answers, its code, its place and the whole form together; when it does not suffice, a
finding says so and gives the exact ``--map`` to type.

===============  ==============================================================
Module           One idea
===============  ==============================================================
``words``        a heading as words that can be compared
``lexicon``      what words mean, from ``columns/data``
``headings``     what the words of one heading say
``replies``      what the words of its answers say
``labels``       headings that are no question: profile, personal, totals
``choices``      what the user typed behind ``--map``
``planned``      what a survey file names, and the form still has
``rewordings``   what it has no more, and what was recognised instead
``facts``        what a heading says that is no rating
``blocks``       other surveys in the same form
``numbering``    what bare codes and numbers ask
``verdicts``     what one column seems to ask
``gaps``         what the form as a whole adds
``companions``   which of several columns of one element are questions
``form``         the decision for every column, step by step
``mapping``      the steps in order
``forms``        a form of which a questionnaire describes only part
``remarks``      the findings
``recognition``  which columns ask the items of another index
``items``        these columns with their items, and what is to be said
``frequency``    answers that say how often something happens
``scales``       the scale a heading states
``statements``   headings that blame the service
``model``        `Column` and `ColumnMap`
===============  ==============================================================

Not done here: reading files, reading answers as scores, averaging several questions of one element.

>>> form = map_columns(["Timestamp", "Nama", "Kesesuaian persyaratan", "Fasilitas ruang tunggu"])
>>> [column.role for column in form.columns], form.element_of(3)
(['timestamp', 'personal', 'element', 'element'], 'sarana')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.columns.choices import code_table, merged_columns
from ikm.columns.forms import map_form
from ikm.columns.labels import PROFILES
from ikm.columns.mapping import map_columns
from ikm.columns.model import Column, ColumnMap
from ikm.columns.planned import quoted, written
from ikm.columns.scales import scale_words, stated
from ikm.columns.statements import blame
from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.columns.items import ABOUT, IMPORTANCE, FoundItems, IndexColumns, find_items, named_questions, stretches

__all__ = [
    "ABOUT",
    "IMPORTANCE",
    "PROFILES",
    "Column",
    "ColumnMap",
    "FoundItems",
    "IndexColumns",
    "blame",
    "code_table",
    "find_items",
    "map_columns",
    "map_form",
    "merged_columns",
    "named_questions",
    "quoted",
    "scale_words",
    "stated",
    "stretches",
    "written",
]

if not TYPE_CHECKING:  # other indices are looked for only where they are asked for
    __getattr__ = doors(
        __name__, {"items": "FoundItems IndexColumns find_items named_questions ABOUT IMPORTANCE stretches"}
    )
