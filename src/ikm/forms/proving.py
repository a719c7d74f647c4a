"""Proving: whether answers to a form are scored with no option, and what its headings must say for it.

The form is answered with every choice there is, then with some only, as when nobody chooses the lowest, and read as
any export is, with no questionnaire named.  It is proved where each question counts for its element, every choice for
its score, and nothing is asked of whoever scores it.
Where the questions' own words do not suffice, the heading says the code before them ("U9."), and where that does not,
the name of the element too; the shortest that suffices is taken.  Some forms cannot be recognised however they are
headed: answers in words that only the questionnaire knows, elements of an office's own.  These keep their words, and
say that they are not `recognised`.

The same is asked of the digits that are typed from paper, under the same headings.

>>> from ikm.forms.making import form_of
>>> form_of("ppid").asked("element")[8].title
'Bagaimana kualitas sarana dan prasarana layanan informasi?'
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from ikm.errors import IkmError
from ikm.surveys import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ikm.forms.form import FormQuestion, SurveyForm
    from ikm.regulation import Regulation

__all__ = ["proved"]

_ROWS = 24
_BEGIN = datetime(2024, 1, 8, 9)  # noqa: DTZ001 - a made-up moment, as a form writes it
_OF_ANSWERS = ("evidence-", "group-")
"""Findings about how answers came in say nothing of the form."""
_TAKEN = ((), (-2, -1), (0, -2, -1), (0,), (1,))
"""Which choices are taken by anybody, by their places; all unless some are named."""


def proved(form: SurveyForm, law: Regulation) -> SurveyForm:
    """Give the form with the shortest headings by which its answers are recognised."""
    for heading in (_as_worded, _with_code, _with_name):
        tried = _headed(form, law, heading)
        if _understood(tried, law, (), digits=True) and all(_understood(tried, law, taken) for taken in _TAKEN):
            return tried
    return replace(form, recognised=False)


def _headed(form: SurveyForm, law: Regulation, heading: Callable[[FormQuestion, Regulation], str]) -> SurveyForm:
    parts = (
        replace(
            part,
            asked=tuple(replace(ask, title=heading(ask, law)) if ask.role == "element" else ask for ask in part.asked),
        )
        for part in form.parts
    )
    return replace(form, parts=tuple(parts))


def _as_worded(ask: FormQuestion, law: Regulation) -> str:  # noqa: ARG001 - as the others
    return ask.title


def _with_code(ask: FormQuestion, law: Regulation) -> str:
    return f"{law.element(ask.key).code}. {ask.title}"


def _with_name(ask: FormQuestion, law: Regulation) -> str:
    element = law.element(ask.key)
    return f"{element.code}. {element.id}: {ask.title}"


def _understood(form: SurveyForm, law: Regulation, taken: Sequence[int], *, digits: bool = False) -> bool:
    """Tell whether answers to a form, some of its choices only, are read as they are meant."""
    moments = (_BEGIN + timedelta(hours=7 * place, seconds=13 * place) for place in range(_ROWS))
    rows = [
        [moment, *(_answer(ask, _chosen(ask, row + place, taken), digits=digits) for place, ask in _asked(form))]
        for row, moment in enumerate(moments)
    ]
    try:
        responses = load([["Timestamp", *form.headings], *rows])
    except IkmError:
        return False
    asks = responses.findings.errors or any(
        one.severity == "warning" and not one.code.startswith(_OF_ANSWERS) for one in responses.findings
    )
    wanted = Counter(ask.key for ask in form.asked("element"))
    found = {key: len(responses.columns.columns_of(key)) for key in responses.elements}
    if asks or found != dict(wanted) or set(wanted) != {element.key for element in law.elements}:
        return False
    return [dict(one) for one in responses] == list(_meant(form, law, taken))


def _asked(form: SurveyForm) -> Iterator[tuple[int, FormQuestion]]:
    return enumerate(form.asked())


def _chosen(ask: FormQuestion, place: int, taken: Sequence[int]) -> int:
    """Give the place of the choice that a respondent takes, so that no two questions are answered alike."""
    some = sorted({one % len(ask.choices) for one in taken}) if ask.choices else ()
    return some[place % len(some)] if some else place % max(len(ask.choices), 1)


def _answer(ask: FormQuestion, place: int, *, digits: bool) -> str:
    choices = ask.typed if digits else ask.choices
    return choices[place] if choices else "Tulisan sendiri"


def _meant(form: SurveyForm, law: Regulation, taken: Sequence[int]) -> Iterator[dict[str, int | Fraction]]:
    """Give what those answers score: of several questions about one element the mean."""
    for row in range(_ROWS):
        scores: dict[str, list[int]] = {}
        for place, ask in _asked(form):
            if ask.role == "element":
                scores.setdefault(ask.key, []).append(law.low + _chosen(ask, row + place, taken))
        yield {element.key: Fraction(sum(scores[element.key]), len(scores[element.key])) for element in law.elements}
