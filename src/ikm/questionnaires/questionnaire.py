"""A questionnaire, read from its file: questions, wordings, labels, scores, profile columns.

>>> from ikm.questionnaires import load_questionnaire
>>> load_questionnaire("ppid").wordings("sarana")[0].startswith("Bagaimana")
True
"""

from __future__ import annotations

import difflib
import re
from fractions import Fraction  # noqa: TC003 - pydantic reads annotations when the class is made
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from ikm.arguments import contents_of
from ikm.errors import DefinitionError, OptionError
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenModel
from ikm.regulation import parse_definition

__all__ = ["IndexItem", "Profile", "Question", "Questionnaire", "builtin_questionnaires", "load_questionnaire"]

_DATA = Path(__file__).with_name("data")


def _spellings(labels: object) -> object:
    """Let a label stand alone where it has one spelling only."""
    if isinstance(labels, list):
        return [[label] if isinstance(label, str) else label for label in labels]
    return labels


def _exact(scores: object) -> object:
    """Read scores as exact numbers: a float would not be the decimal that was written."""
    if isinstance(scores, dict):
        return {answer: str(score) if isinstance(score, float) else score for answer, score in scores.items()}
    return scores


class _Definition(FrozenModel):
    model_config = ConfigDict(extra="forbid")


class Question(_Definition):
    """One question: the element it asks, its wording, and its answers.

    Answers are `labels` from the lowest score up, one for each score of the scale; or, for a form whose answers are
    not that scale (five points, reversed codes), `scores`: each answer as it stands in the export and the score it is
    worth, which may be a fraction such as ``"7/4"``.
    """

    element: str = Field(
        min_length=1, description="the element it asks, by its key; another key is an element of one's own"
    )
    text: str = Field("", description="its wording in the form")
    names: tuple[str, ...] = Field((), description="short names its column may have instead")
    labels: Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_spellings)] = Field(
        (), description="its answers from the lowest score up; a list where one has several spellings"
    )
    scores: Annotated[FrozenMapping[str, Fraction], BeforeValidator(_exact)] = Field(
        {}, validate_default=True, description='instead of labels: each answer and the score it is worth, `"7/4"`'
    )

    @model_validator(mode="after")
    def _has_words(self) -> Question:
        if not self.text and not self.names:
            raise DefinitionError(
                "a question needs its `text`, or `names` its column may have",
                id="pertanyaan memerlukan text, atau names yang mungkin menjadi judul kolomnya",
            )
        if self.labels and self.scores:
            raise DefinitionError(
                "a question has `labels` (lowest first) or `scores` (each answer's score), not both",
                id="pertanyaan menggunakan labels (dari yang terendah) atau scores (nilai jawaban), jangan keduanya",
            )
        return self

    @property
    def wordings(self) -> tuple[str, ...]:
        """The words a column may be headed with, in full or short."""
        return ((self.text,) if self.text else ()) + self.names


class IndexItem(Question):
    """One item of another index in the form (SPAK, SPKP): a question whose `element` is the item's key."""

    index: str = Field(min_length=1, description="the index it belongs to, such as `spak`")


class Profile(_Definition):
    """One question about the respondent; categories are examples, never a closed list."""

    key: str = Field(min_length=1, description="what it is called in a breakdown, `--by jenis_layanan`")
    text: str = Field(description="its wording in the form")
    names: tuple[str, ...] = Field((), description="short names its column may have instead")
    categories: tuple[str, ...] = Field((), description="answers it may have: examples, never a closed list")


class Questionnaire(_Definition):
    """How one survey asks."""

    _headline: ClassVar = ("key", "regulation", "order")

    key: str = Field(description="its name, as in `questionnaire=`")
    title: FrozenMapping[Literal["id", "en"], str] = Field(description="its title in both languages")
    order: Literal["definition", "annex"] = Field("definition", description="what bare `U8` and `U9` mean in it")
    regulation: str = Field("permenpanrb-14-2017", description="the instrument whose elements it asks")
    questions: tuple[Question, ...] = Field(
        default=(), alias="question", description="each question: its element, wording, names, labels or scores"
    )
    indices: tuple[str, ...] = Field(
        default=(),
        alias="index",
        description='other indices the form asks for, as in `index=`: `["spak"]`',
    )
    items: tuple[IndexItem, ...] = Field(
        default=(),
        alias="item",
        description="the items of other indices, each as a question, with its `index`",
    )
    profiles: tuple[Profile, ...] = Field(
        default=(), alias="profile", description="what it asks about the respondent, for breakdowns"
    )

    @model_validator(mode="after")
    def _asks(self) -> Questionnaire:
        if not self.questions and not self.items:
            raise DefinitionError(
                "a questionnaire has at least one [[question]], or one [[item]] of another index",
                id="kuesioner berisi sedikitnya satu [[question]], atau satu [[item]] indeks lain",
            )
        return self

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements asked, in the order of the questions, each once."""
        return tuple(dict.fromkeys(question.element for question in self.questions))

    def wordings(self, element: str) -> tuple[str, ...]:
        """Give the words that head an element's columns."""
        return tuple(words for q in self.questions if q.element == element for words in q.wordings)

    def scores(self, element: str) -> dict[str, Fraction]:
        """Give the declared score of each answer to an element's questions; empty where the usual scale applies."""
        return {answer: score for q in self.questions if q.element == element for answer, score in q.scores.items()}

    def items_of(self, index: str) -> tuple[IndexItem, ...]:
        """Give the items of another index."""
        return tuple(item for item in self.items if item.index == index)

    def item_headings(self) -> dict[str, dict[str, str]]:
        """Give for each other index the words that head its items' columns, letters alone, with the item of each."""
        found: dict[str, dict[str, str]] = {}
        for item in self.items:
            words = {" ".join(re.findall("[a-z]+", heading.casefold())): item.element for heading in item.wordings}
            found.setdefault(item.index, {}).update(words)
        return found

    def labels(self, element: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Give the label tables of an element's questions."""
        return tuple(q.labels for q in self.questions if q.element == element and q.labels)


def builtin_questionnaires() -> tuple[str, ...]:
    """Name the questionnaires that come with ikm."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.toml")))


def load_questionnaire(name: str | Path) -> Questionnaire:
    """Read a questionnaire.

    Parameters
    ----------
    name : str or path
        The name of a built-in questionnaire, or a TOML file of your own.

    Raises
    ------
    OptionError
        If there is no such questionnaire or file.
    DefinitionError
        If the file breaks its rules; every mistake with its line.
    """
    if isinstance(name, str) and not name.endswith(".toml"):
        return _builtin(name)
    path = Path(name)
    data = contents_of(path, called=("The questionnaire file", "Berkas kuesioner"), about=("questionnaire",))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OptionError(
            f"The questionnaire file {path.name!r} is not UTF-8 text; save it as UTF-8.",
            id=f"Berkas kuesioner {path.name!r} bukan teks UTF-8; simpan ulang sebagai UTF-8.",
        ) from None
    asked = parse_definition(text, Questionnaire, path.name)
    own = tuple(str(path.parent / one) if one.casefold().endswith(".toml") else one for one in asked.indices)
    return asked if own == asked.indices else asked.model_copy(update={"indices": own})


@cache
def _builtin(name: str) -> Questionnaire:
    names = builtin_questionnaires()
    if name not in names:
        hint = difflib.get_close_matches(name, names, n=1)
        near = f" Did you mean {hint[0]!r}?" if hint else ""
        maybe = f" Mungkin maksudnya {hint[0]!r}?" if hint else ""
        raise OptionError(
            f"There is no questionnaire {name!r}; ikm has {', '.join(names)}, or give a .toml file.{near}",
            id=f"Tidak ada kuesioner {name!r}. Yang ada: {', '.join(names)}, atau beri berkas .toml.{maybe}",
        )
    return parse_definition(_DATA.joinpath(f"{name}.toml").read_text("utf-8"), Questionnaire, name)
