"""Paper: what stands on a printed questionnaire, whether Word or PDF prints it.

Questions are numbered; their choices bear the digits of their scores, which whoever copies the answers types, and stand
beside one another where there is room.

>>> from ikm.forms import form_of
>>> sheet = paper_of(form_of("ppid"))
>>> question = sheet.groups[0].questions[3]
>>> question.number, question.name, question.choices[-1], question.columns
(4, 'U4 Biaya/Tarif', ('4', 'Gratis'), 4)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm.rendering.fonts import measure
from ikm.reports import phrases

if TYPE_CHECKING:
    from ikm.forms import FormQuestion, SurveyForm

__all__ = ["Paper", "PrintedGroup", "PrintedQuestion", "paper_of"]

_ROOM, _SIZE = 481, 9
"""The room of a line of choices, in points, and the size of their letters."""
_BOX = 28
"""The room of a box, a digit and the gap behind a choice."""
_LINES = 2
"""A choice may have so many lines where all stand beside one another."""


@dataclass(frozen=True)
class PrintedQuestion:
    """A question to be crossed: its number, the element it asks, its words, and its choices with their digits.

    The choices stand in so many columns; those of a profile may have no digits.
    """

    number: int
    name: str
    text: str
    choices: tuple[tuple[str, str], ...]
    columns: int


@dataclass(frozen=True)
class PrintedGroup:
    """Questions under a title."""

    title: str
    questions: tuple[PrintedQuestion, ...]


@dataclass(frozen=True)
class Paper:
    """A questionnaire on paper.

    Parameters
    ----------
    title, intro, how, thanks : str
        What it is called, what is said first, how it is filled in, and what is said last.
    number, date : str
        The labels of the number, which the office gives it, and of the day.
    about : PrintedGroup
        The questions about the respondent; one without choices is written.
    groups : tuple of PrintedGroup
        The questions about the service.
    comments : tuple of str
        What is answered in sentences.
    page : tuple of str
        What stands before, between and behind the number of a page and how many there are.
    lang : str
        The language of the words.
    """

    title: str
    intro: str
    how: str
    thanks: str
    number: str
    date: str
    about: PrintedGroup
    groups: tuple[PrintedGroup, ...]
    comments: tuple[str, ...]
    page: tuple[str, str, str]
    lang: str


def paper_of(form: SurveyForm) -> Paper:
    """Lay a form out for paper."""
    say = phrases(form.lang, "form")
    before, between, behind = say["paper_page"].replace("{page}", "\0").replace("{pages}", "\0").split("\0")
    groups, number = [], 1
    for part in form.parts:
        if part.key in ("elements", "items"):
            questions = tuple(_question(ask, place) for place, ask in enumerate(part.asked, number))
            groups.append(PrintedGroup(part.title, questions))
            number += len(questions)
    about = next(part for part in form.parts if part.key == "about")
    return Paper(
        title=form.title,
        intro=form.intro,
        how=say["paper_how"],
        thanks=form.thanks,
        number=say["paper_number"],
        date=say["paper_date"],
        about=PrintedGroup(about.title, tuple(_question(ask, 0) for ask in about.asked)),
        groups=tuple(groups),
        comments=tuple(ask.title for ask in form.asked("comment")),
        page=(before, between, behind),
        lang=form.lang,
    )


def _question(ask: FormQuestion, number: int) -> PrintedQuestion:
    digits = ask.typed if ask.typed != ask.choices else ("",) * len(ask.choices)
    return PrintedQuestion(
        number, ask.name, ask.title, tuple(zip(digits, ask.choices, strict=True)), _columns(ask.choices)
    )


def _columns(choices: tuple[str, ...]) -> int:
    """Say in how many columns choices stand: all beside one another, two and two, or one below the other."""
    widest = max((float(measure(choice, _SIZE)) for choice in choices), default=0.0)
    words = max((float(measure(word, _SIZE)) for choice in choices for word in choice.split()), default=0.0)
    for columns in (len(choices), 2):
        room = _ROOM / max(columns, 1) - _BOX
        if widest <= room * (_LINES - 0.4) and words <= room:
            return max(columns, 1)
    return 1
