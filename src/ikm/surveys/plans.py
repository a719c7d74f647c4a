"""Follow-up plans as a survey file holds them: a row is something the unit undertakes for one or several elements.

``waktu`` is one or several quarters, or a date, a month, a year.  ``periode`` names the survey after which a plan was
made: rows of another period than the one that is scored are the last plan, which is told with what came of it.

>>> row = Undertaking.model_validate({"unsur": "U3, U8", "program": "Menambah loket", "waktu": ["I", "II"]})
>>> row.elements, row.time
(('U3', 'U8'), 'I, II')
>>> quarters_of("TW I-III"), quarters_of("Triwulan IV 2027; 31 Maret 2027")
({1: '', 2: '', 3: ''}, {4: '2027', 1: '31 Maret 2027'})
>>> quarters_of("kapan-kapan") is None
True
"""

# No `from __future__ import annotations` here: pydantic would compile every annotation again at each start.

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from ikm.errors import OptionError
from ikm.responses.times import readable
from ikm.surveys.flags import Options
from ikm.surveys.written import ElementName, Words, as_text

__all__ = ["Undertaking", "quarters_of"]

_NUMBERS = {name: number for number, names in enumerate(("i 1", "ii 2", "iii 3", "iv 4"), 1) for name in names.split()}
_ONE = r"(?:(?:triwulan|tw|kuartal|quarter|q)\b\.? ?-?)?(?:ke-?)?({})".format("|".join(sorted(_NUMBERS, reverse=True)))
_QUARTERS = re.compile(rf"{_ONE}(?: ?(?:-|–|s\.? ?d\.?|sampai|to) ?{_ONE})?(?:[ /,-]+(?:tahun )?(20\d\d))?", re.ASCII)
_PARTS = re.compile(r"[,;&]| dan | and ")


def quarters_of(time: str) -> dict[int, str] | None:
    """Say in which quarters of a year something is done, each with what is said of it; none where it cannot be read."""
    found: dict[int, str] = {}
    for part in (" ".join(one.split()) for one in _PARTS.split(time)):
        quarters = _quarters(part)
        if quarters is None:
            return None
        for quarter, words in quarters.items():
            found[quarter] = ", ".join(filter(None, (found.get(quarter, ""), words)))
    return found


def _quarters(part: str) -> dict[int, str] | None:
    if met := _QUARTERS.fullmatch(re.sub(r"(?i)\b(tw|q)(?=\d)", r"\1 ", part).casefold()):
        first = _NUMBERS[met[1]]
        return dict.fromkeys(range(first, _NUMBERS[met[2] or met[1]] + 1), met[3] or "") or None
    period = readable(part)
    if period is None:
        return None
    months = (period.end.year - period.first.year) * 12 + period.end.month - period.first.month
    last = period.first.month - 1 + max(months - (period.end.day == 1 and months > 0), 0)
    return dict.fromkeys((month // 3 % 4 + 1 for month in range(period.first.month - 1, last + 1)), part)


def _several(value: object) -> object:
    """Let elements stand in a list, or in one text with commas between."""
    if isinstance(value, str):
        value = [part.strip() for part in _PARTS.split(value) if part.strip()]
    return tuple(value) if isinstance(value, list) else value


def _times(value: object) -> object:
    return ", ".join(str(as_text(one)) for one in value) if isinstance(value, list) else as_text(value)


class Undertaking(Options):
    """A row of a follow-up plan in a survey file."""

    period: Annotated[
        Words | None,
        Field(validation_alias="periode", description="The survey it came of; the present one unless said."),
    ] = None
    elements: Annotated[
        tuple[ElementName, ...],
        Field(min_length=1, validation_alias="unsur", description="The elements it serves, by code or key."),
        BeforeValidator(_several),
    ]
    programme: Annotated[Words, Field(validation_alias="program", description="What is done.")] = ""
    time: Annotated[
        str,
        Field(validation_alias="waktu", description='When: `"I"`, `["I", "II"]`, `"Triwulan I 2027"`, or a date.'),
        BeforeValidator(_times),
    ] = ""
    person: Annotated[Words, Field(validation_alias="penanggung_jawab", description="Who answers for it.")] = ""
    status: Annotated[Words, Field(description='How far it is: `"berjalan"`, `"selesai"`.')] = ""
    realisation: Annotated[Words, Field(validation_alias="realisasi", description="What came of it.")] = ""

    @field_validator("time")
    @classmethod
    def _is_time(cls, time: str) -> str:
        if time and quarters_of(time) is None:
            raise OptionError(
                f'write quarters, such as "I" or "I-III", or a date, month or year (it is {time!r})',
                id=f'tulis triwulan, misalnya "I" atau "I-III", atau tanggal, bulan, tahun (tertulis {time!r})',
            )
        return time
