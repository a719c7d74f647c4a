"""Written: what stands in a survey file as people write it, numbers, texts and the names of elements.

A bound stands before what reads the number, so that a refusal shows the number.

>>> figure("81,5"), as_text(2026), as_text(True)
(81.5, '2026', True)
"""

# No `from __future__ import annotations` here: pydantic would compile every annotation again at each start.

import difflib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ikm.arguments import WrittenFloat, typed_number, typed_share
from ikm.errors import OptionError

if TYPE_CHECKING:
    from ikm.regulation import Regulation

__all__ = [
    "ElementName",
    "Index",
    "IndexName",
    "Words",
    "as_confidence",
    "as_text",
    "as_typed",
    "figure",
    "in_percent",
    "known_element",
    "law_here",
    "typed_confidence",
    "under",
]


def as_text(value: object) -> object:
    """Let a year, a day or another number stand without quotes where a text is meant."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, WrittenFloat):
        return value.written
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def as_typed(read: Callable[[str], object]) -> BeforeValidator:
    """Let a value stand as people type it, ``1.200`` people or ``81,5``; what cannot be read so stays as it is."""

    def reading(value: object) -> object:
        # The text of a number: as it stands in the file, between quotes or not.
        text = value.written if isinstance(value, WrittenFloat) else value if isinstance(value, str) else None
        found = None if text is None else read(text)
        return value if found is None else found

    return BeforeValidator(reading)


def figure(text: str) -> float | None:
    """Read a number; none where it is none."""
    number = typed_number(text)
    return None if number is None else float(number)


def typed_confidence(text: str) -> float:
    """Read a level of confidence as a person types it, in per cent: ``99``, ``99 %``; ``0,99`` is the same.

    A bare 1 may be one per cent or all, so it is refused.

    >>> typed_confidence("99"), typed_confidence("0,95"), typed_confidence("99,9 %")
    (0.99, 0.95, 0.999)
    """
    share = typed_share(text)
    if share is None or not 0 < share < 1:
        raise OptionError(
            f"The confidence is in per cent, above 1 and below 100, such as 95; got {text!r}.",
            id="Tingkat kepercayaan ditulis dalam persen, di atas 1 dan di bawah 100, misalnya 95; "
            f"{text!r} tidak dapat digunakan.",
        )
    return share


def in_percent(share: float) -> float:
    """Write a share in per cent, exactly: 0.999 is 99.9.

    >>> in_percent(0.99), in_percent(0.999)
    (99.0, 99.9)
    """
    return float(Fraction(str(share)) * 100)


def as_confidence(value: object) -> object:
    """Let a level of confidence stand as it is typed, ``95``, ``"95 %"``, ``0,95``; what is no text stays as it is."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    text = str(as_text(value)) if number else value
    return typed_confidence(text) if isinstance(text, str) else value


Index = Annotated[float | int, Field(gt=0, le=100), as_typed(figure)]
"""An index, or a target for one."""

Words = Annotated[str, BeforeValidator(as_text)]
"""A text, which may be a bare number."""

_LAW: "ContextVar[Regulation | None]" = ContextVar("ikm_survey_law", default=None)


@contextmanager
def under(law: "Regulation | None") -> Iterator[None]:
    """Say which instrument names are held to within; none holds them to none."""
    before = _LAW.set(law)
    try:
        yield
    finally:
        _LAW.reset(before)


def law_here() -> "Regulation | None":
    """Give the instrument that names are held to."""
    return _LAW.get()


def known_element(name: str, law: "Regulation | None", others: Iterable[str] = ()) -> str:
    """Refuse a name that is no element's key or code, and none of the others."""
    if law is None:
        return name
    known = [*(known for element in law.elements for known in (element.key, element.code)), *others]
    if name.strip().casefold() in {one.casefold() for one in known}:
        return name
    near = difflib.get_close_matches(name, known, n=1)
    keys = ", ".join(element.key for element in law.elements)
    words = f"did you mean {near[0]!r}?" if near else f"the elements are {keys}."
    kata = f"mungkin maksudnya {near[0]!r}?" if near else f"unsurnya {keys}."
    raise PydanticCustomError("unknown_name", "{words}", {"words": words, "id": kata})


def _element_key(name: str) -> str:
    """Give the key of an element that is named by its key or code, in whatever case."""
    law, wanted = law_here(), known_element(name, law_here()).strip().casefold()
    found = () if law is None else (one for one in law.elements if wanted in (one.key.casefold(), one.code.casefold()))
    return next((one.key for one in found), name.strip())


def _index_key(name: str) -> str:
    """Give the key of another index that comes with ikm, in whatever case it is written."""
    from ikm.regulation import load_index  # noqa: PLC0415 - few survey files name any

    return load_index(name).key


IndexName = Annotated[str, AfterValidator(_index_key)]
"""The name of another index (`spak`), in a row of a table."""

ElementName = Annotated[str, AfterValidator(_element_key)]
"""The name of an element, in a row of a table."""
