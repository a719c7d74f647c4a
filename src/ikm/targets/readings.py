"""Readings: a figure of a performance table as it is written, with its sign, its unit and whether it is final.

"< 20 %" is twenty, to be gone below; "10 hari kerja" ten of a unit of time; "77 (sementara)" seventy-seven, not final.
Numbers stand as people write them, with a decimal comma or a point.  What holds no number ("Opini WTP") is read as
none, and nothing is guessed of it.  The words stand in data (``targets/data/words.toml``).

>>> read_aim("< 20 %")
Aim(text='< 20 %', value=Fraction(20, 1), sign='<', unit='%', provisional=False)
>>> read_aim("10 hari kerja").unit, read_aim("81,5").value, read_aim("Opini WTP").value
('hari kerja', Fraction(163, 2), None)
>>> read_aim("77 (sementara)").provisional, read_aim("paling lama 3 jam").sign
(True, '<=')
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ikm.arguments import WrittenFloat, exact_number, shown_exactly, typed_number

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["Aim", "Sign", "is_time", "read_aim", "reading_words"]

Sign = Literal["<", "<=", ">", ">="]

_NUMBER = re.compile(r"[+-]?\d(?:[\d.,]*\d)?", re.ASCII)
_LONGEST = 200
"""Characters of a written figure that are read; there is none so long."""


class Aim(NamedTuple):
    """A written figure: its text, its value (none where it has no number), what stands before it and its unit."""

    text: str
    value: Fraction | None
    sign: Sign | None
    unit: str
    provisional: bool


@cache
def reading_words() -> dict[str, Any]:
    """Give the words by which targets are read."""
    return tomllib.loads(Path(__file__).with_name("data").joinpath("words.toml").read_text(encoding="utf-8"))


def is_time(unit: str) -> bool:
    """Tell whether a unit is one of time."""
    return unit in reading_words()["time"]["units"]


def read_aim(written: object) -> Aim:
    """Read a figure as it is written.

    Parameters
    ----------
    written : str, int, float, Decimal or Fraction
        The figure; of None, there is none.

    Returns
    -------
    Aim

    Raises
    ------
    OptionError
        If a dot may stand before decimals or between thousands: ``1.200``.
    """
    if isinstance(written, WrittenFloat):
        written = written.written
    if not isinstance(written, str):
        value = exact_number(written)
        text = "" if written is None else str(written) if value is None else shown_exactly(value)
        return Aim(text, value, None, "", provisional=False)
    text = " ".join(written.split())
    plain, provisional = _final(text[:_LONGEST].casefold())
    found = _NUMBER.search(plain)
    sign = None if found is None else _sign(plain[: found.start()])
    if found is None or sign is False:
        return Aim(text, None, None, "", provisional)
    value = typed_number(found[0])
    unit = plain[found.end() :].strip(" .")
    return Aim(text, value, sign or None, unit, provisional)


def _final(text: str) -> tuple[str, bool]:
    """Take away what says that a figure is not final, and tell whether it stood there."""
    for word in sorted(reading_words()["provisional"]["words"], key=len, reverse=True):
        for form in (f"({word})", f"[{word}]", word):
            if text.endswith(form):
                return text.removesuffix(form).strip(" ,;-–"), True
    if text.endswith("*"):
        return text.rstrip("* "), True
    return text, False


def _sign(text: str) -> Sign | Literal[False] | None:
    """Read what stands before a number; False where it is something else, so that the number is no figure."""
    before = text.strip(" :")
    if not before or before == "=":
        return None
    return reading_words()["signs"].get(before, False)  # type: ignore[no-any-return]
