"""A form, as data: its parts, their questions, and the choices of each in order.

>>> ask = FormQuestion("Bagaimana ruang tunggunya?", "sarana", "element", ("Buruk", "Cukup", "Baik", "Sangat baik"))
>>> part = FormPart("elements", "Pendapat", (ask,))
>>> form = SurveyForm("Survei", "Unit", "Halo.", "Terima kasih.", (part,), "kami.toml")
>>> form.headings, form.asked("element") == (ask,), ask.typed
(('Bagaimana ruang tunggunya?',), True, ('1', '2', '3', '4'))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["FormPart", "FormQuestion", "Role", "SurveyForm"]

Role = Literal["profile", "element", "item", "comment"]


@dataclass(frozen=True)
class FormQuestion:
    """One question.

    Parameters
    ----------
    title : str
        Its words, on one line: the heading of its column.
    key : str
        The element, the item of another index or the profile it asks; nothing for comments.
    role : {"profile", "element", "item", "comment"}
        What it is asked for.
    choices : tuple of str
        What is chosen from, the lowest score first; without any the answer is written.
    scored : bool
        Whether the choices are the points of the scale, from the lowest on, so that a digit stands for each.
    name : str
        What it asks in short, code and element, for people; nothing where there is no such name.
    """

    title: str
    key: str
    role: Role
    choices: tuple[str, ...] = ()
    scored: bool = True
    name: str = ""

    @property
    def typed(self) -> tuple[str, ...]:
        """What is typed for each choice where answers are copied from paper: the digit of its score, or its words."""
        if self.role in ("element", "item") and self.scored:
            return tuple(str(place) for place in range(1, len(self.choices) + 1))
        return self.choices

    @property
    def required(self) -> bool:
        """Whether nobody may leave it out."""
        return self.role != "comment"


@dataclass(frozen=True)
class FormPart:
    """Questions that stand together under a title: about the respondent, the elements, other items, comments."""

    key: Literal["about", "elements", "items", "comments"]
    title: str
    asked: tuple[FormQuestion, ...]


@dataclass(frozen=True)
class SurveyForm:
    """A form.

    Parameters
    ----------
    title, unit : str
        What it is called, and whose service it asks about (nothing where not said).
    intro, thanks : str
        What stands before the questions and behind them.
    parts : tuple of FormPart
        The questions.
    questionnaire : str
        The questionnaire it was made of: a built-in name, or the path of a file.
    lang : {"id", "en"}
        The language of the words around the questionnaire's own.
    recognised : bool
        Whether answers to it are scored with no option; else ``--questionnaire`` must be given with them.
    lacking : tuple of str
        The elements of the instrument that it does not ask, code and name.
    """

    title: str
    unit: str
    intro: str
    thanks: str
    parts: tuple[FormPart, ...]
    questionnaire: str
    lang: Language = "id"
    recognised: bool = True
    lacking: tuple[str, ...] = ()

    def asked(self, *roles: Role) -> tuple[FormQuestion, ...]:
        """Give the questions of some roles, or all, in the order in which they stand."""
        return tuple(ask for part in self.parts for ask in part.asked if not roles or ask.role in roles)

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of the column of each question."""
        return tuple(ask.title for ask in self.asked())
