"""Flags: how an option is typed and explained, held by the field of the model that has the option.

A model of options (`ikm.surveys.options`) is a frozen pydantic model.  Each field has its check, as pydantic has it,
and a `Flag` beside it: the words of its help in both languages, its name on the command, and what may be typed there.
Its Indonesian name is the field's ``validation_alias``: a survey file and the command know both names; Python, the
provenance and JSON know the English one.

`Options.settled` is the one place that says what holds where several speak: a call, a survey file, nobody.

>>> from typing import Annotated
>>> from pydantic import Field
>>> class Tea(Options):
...     sugar: Annotated[int | None, Flag("N", id="Gula.", en="Sugar."), Field(validation_alias="gula")] = None
...     hot: Annotated[bool | None, Flag(id="Panas.", en="Served hot.")] = None
>>> file = Tea.model_validate({"gula": 3, "hot": True})
>>> Tea.settled(file, {"sugar": 1}), Tea.settled(None, {})
(Tea(sugar=1, hot=True), Tea(sugar=None, hot=None))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from ikm.arguments import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic.fields import FieldInfo

    from ikm.findings import Language

__all__ = ["Flag", "Options", "choices_in", "choices_of", "flag_of"]


@dataclass(frozen=True)
class Flag:
    """How an option is typed on the command, and what its help says.

    Parameters
    ----------
    metavar : str, optional
        What stands for the value in the help.
    id, en : str
        The help, in both languages.
    name : str, optional
        The English name on the command, where it is not the field's own.
    typed : type, optional
        The type the command takes, where it is not the field's own, nor a text that ``read`` reads.
    read : callable, optional
        What makes a value of the text that was typed.
    write : callable, optional
        What makes of a value what is typed for it, where that is another number: a share is typed in per cent.
    values : mapping, optional
        Indonesian names of values, each with the value it means.
    choices : tuple of str, optional
        The values it may have, where they are few; those of the field's type.
    """

    metavar: str | None = None
    id: str = field(kw_only=True)
    en: str = field(kw_only=True)
    name: str | None = field(default=None, kw_only=True)
    typed: Any = field(default=None, kw_only=True)
    read: Callable[[str], object] | None = field(default=None, kw_only=True)
    write: Callable[[Any], object] | None = field(default=None, kw_only=True)
    values: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    choices: tuple[str, ...] = field(default=(), kw_only=True)

    def words(self, lang: Language) -> str:
        """Give what its help says in one language."""
        return self.id if lang == "id" else self.en

    def shown_choices(self, lang: Language) -> list[str]:
        """Give the values it may have, by their names in one language."""
        names = {value: typed for typed, value in self.values.items()} if lang == "id" else {}
        return [names.get(one, one) for one in self.choices]


class Options(BaseModel):
    """Options of one kind; what nobody has said is none."""

    # The schema is built when a survey file is read: most runs have none, and it takes time.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True)

    @field_validator("*", mode="before")
    @classmethod
    def _english(cls, value: object, info: ValidationInfo) -> object:
        """Take the Indonesian name of a value for the value."""
        flag = None if info.field_name is None else flag_of(cls.model_fields[info.field_name])
        return flag.values.get(value, value) if flag is not None and isinstance(value, str) else value

    @classmethod
    def settled(cls, plan: Options | None, given: Mapping[str, Any]) -> Self:
        """Say what holds: what is given, over what a survey file says; what neither says is none, the default.

        Nothing is checked: a survey file was when it was read, and a call may give a thing itself (an instrument) where
        a file gives its name.

        Parameters
        ----------
        plan : SurveyFile, optional
            The survey file.
        given : mapping
            The options of a call; those that are none say nothing, and those of another kind are left alone.
        """
        said = {name: value for name in cls.model_fields if (value := given.get(name)) is not None}
        held = {name: getattr(plan, name, None) for name in cls.model_fields}
        return cls.model_construct(**{**held, **said})

    def said(self, *but: str) -> dict[str, Any]:
        """Give what is said, by the names of Python; ``but`` names what is left out."""
        names = [name for name in type(self).model_fields if name not in but]
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def check_choice(self, name: str) -> None:
        """Refuse a value that is not among those the option has, in the words of a call."""
        one_of(name, getattr(self, name), (None, *choices_of(type(self).model_fields[name])))


def flag_of(info: FieldInfo) -> Flag | None:
    """Give the flag of a field; none where it is said in a survey file only."""
    return next((about for about in info.metadata if isinstance(about, Flag)), None)


def choices_of(info: FieldInfo) -> tuple[str, ...]:
    """Give the values a field may have, where they are few.

    >>> from ikm.surveys.options import Scoring
    >>> choices_of(Scoring.model_fields["missing"]), choices_of(Scoring.model_fields["target"])
    (('available', 'complete'), ())
    """
    return choices_in(info.annotation)


def choices_in(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever an annotation may be
    """Give the values an annotation allows, where they are few.

    >>> choices_in(Literal["dmy", "mdy"] | None), choices_in(int | None)
    (('dmy', 'mdy'), ())
    """
    kinds = (annotation, *get_args(annotation))
    return next((get_args(kind) for kind in kinds if get_origin(kind) is Literal), ())
