"""Arguments: reading what a caller passes, and refusing in words what is no option.

One of several values, names, numbers of people, exact numbers; and the way back, an option as JSON can hold it.  What a
name stands for (an instrument, a questionnaire, a period) is read where that thing lives.

Numbers are typed as Indonesia writes them, a comma before the decimals and dots between thousands, or with a decimal
point, as programs do.  ``81.500`` may be either and is asked; where only a whole number can be meant (how many people)
it is 81500, and ``81,500`` is asked.

>>> from ikm.arguments import exact_number, given, names_of, typed_count, typed_number
>>> names_of("by", "unit"), exact_number("1/9"), given({"target": 81, "weight": None, "by": ()})
(('unit',), Fraction(1, 9), {'target': 81})
>>> typed_number("81,5"), typed_number("0.111"), typed_number("1.234,5"), typed_count("1.200")
(Fraction(163, 2), Fraction(111, 1000), Fraction(2469, 2), 1200)
>>> typed_number("81.500")
Traceback (most recent call last):
    ...
ikm.errors.OptionError: '81.500' may be 81.5 or 81500; write 81.5 or 81500.
"""

from __future__ import annotations

import numbers
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from ikm.errors import OptionError, cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "CROSS",
    "ColumnChoice",
    "Tables",
    "WrittenFloat",
    "contents_of",
    "exact_number",
    "given",
    "joined",
    "names_of",
    "nearest",
    "one_of",
    "people_of",
    "shown_exactly",
    "tables_of",
    "typed_count",
    "typed_figure",
    "typed_number",
    "typed_part",
    "typed_people",
    "typed_share",
    "weight_name",
]

ColumnChoice: TypeAlias = "str | int | Sequence[str | int]"
"""What names the columns of an element: a header, letter or number, or several."""


Tables: TypeAlias = "tuple[tuple[str, ...], ...]"
"""Breakdowns asked for: for each table the columns it is made of."""

CROSS = "*"
"""What stands between two columns that make one table: ``a*b``."""


def contents_of(
    path: Path, *, called: tuple[str, str] | None = None, most: int | None = None, about: tuple[str, ...] = ()
) -> bytes:
    """Read a file that a caller names; of one larger than ``most``, one byte more than that.

    Parameters
    ----------
    path : Path
        The file.
    called : tuple of str, optional
        What the file is to the caller, in English and in Indonesian: "The survey file".
    most : int, optional
        How many bytes such a file has at most.
    about : tuple of str
        The options that name it.

    Raises
    ------
    OptionError
        If it cannot be read.
    """
    try:
        with path.open("rb") as opened:
            return opened.read() if most is None else opened.read(most + 1)
    except OSError as error:
        en, told = (f"{one} {path.name!r}" for one in called) if called else (path.name, path.name)
        raise OptionError(
            f"{en} cannot be read: {error.strerror}.", id=f"{told} tidak dapat dibaca: {cause(error)}.", about=about
        ) from None


_ALIKE = 0.75
"""How alike two words are, of 1, where one may be meant by the other."""


def nearest(wanted: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Give the names that come nearest to one that does not exist, the nearest first; by their words, then letters.

    A heading is a sentence, and a person remembers a word of it: letters alone would find the shortest name.

    >>> nearest("kualitas", ["Unit", "Bagaimana kualitas bangunan?", "Perilaku petugas"])
    ['Bagaimana kualitas bangunan?']
    >>> nearest("Lokett", ["jenis_layanan", "Loket"]), nearest("warna", ["Unit", "Loket"])
    (['Loket'], [])
    """
    import difflib  # noqa: PLC0415 - only for a mistake

    def alike(one: str, other: str) -> float:
        return difflib.SequenceMatcher(None, one, other).ratio()

    words = re.findall(r"\w+", wanted.casefold())
    found: list[tuple[float, float, int, str]] = []
    for place, name in enumerate(dict.fromkeys(known)):
        parts = re.findall(r"[^\W_]+", name.casefold())
        best = (max((alike(word, part) for part in parts), default=0.0) for word in words)
        shared = sum(one for one in best if one >= _ALIKE) / max(len(words), 1)
        whole = alike(wanted.casefold(), name.casefold())
        if shared or whole >= _ALIKE:
            found.append((-shared, -whole, place, name))
    return [name for *_, name in sorted(found)[:most]]


def one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    """Refuse a value that is not among those allowed."""
    if value not in allowed:
        names = " or ".join(f'"{one}"' for one in allowed if one is not None)
        raise OptionError(f"{name} is {names}; got {value!r}.")


def names_of(name: str, value: object) -> tuple[str, ...]:
    """Make a tuple of one name or several."""
    if isinstance(value, str):
        return (value,)
    if value is None:
        return ()
    names: tuple[Any, ...] = tuple(value) if isinstance(value, (list, tuple, set, frozenset)) else (value,)
    if wrong := [one for one in names if not isinstance(one, str)]:
        raise OptionError(f"{name} is the name of a column, or several names; got {wrong[0]!r}.")
    return names


def tables_of(name: str, value: object) -> Tables:
    """Read which tables are asked for: each name is one, names joined by ``*`` or in a tuple of their own are one.

    >>> tables_of("by", "a"), tables_of("by", ["a", "b*c"]), tables_of("by", [("a", "b")])
    ((('a',),), (('a',), ('b', 'c')), (('a', 'b'),))

    A heading that merely ends in a star, as a form marks a question that must be answered, is a name:

    >>> tables_of("by", "Jenis layanan *")
    (('Jenis layanan *',),)
    """
    several = value if isinstance(value, (list, tuple, set, frozenset)) else names_of(name, value)
    tables = (_table(name, one) for one in several)
    return tuple(dict.fromkeys(tables))


def _table(name: str, value: object) -> tuple[str, ...]:
    names = names_of(name, value)
    if isinstance(value, str):
        parts = tuple(part.strip() for part in value.split(CROSS))
        names = parts if all(parts) else names
    if not names:
        raise OptionError(f"{name} is the name of a column, or several names; got {value!r}.")
    return tuple(dict.fromkeys(names))


def joined(tables: Tables) -> tuple[str, ...]:
    """Give every column that some table is made of, once.

    >>> joined((("a",), ("b", "a")))
    ('a', 'b')
    """
    return tuple(dict.fromkeys(name for table in tables for name in table))


def people_of(name: str, number: object) -> int:
    """Read a number of people: whole, 0 or more."""
    value = None if isinstance(number, bool) or not isinstance(number, numbers.Integral) else int(number)
    if value is None or value < 0:
        raise OptionError(
            f"The {name} is a whole number of people, 0 or more; got {number!r}.",
            id=f"Populasi adalah bilangan bulat 0 atau lebih, misalnya 205; {number!r} tidak dapat digunakan.",
        )
    return value


_WIDEST = 400
"""Digits before or behind the point: more than any float has; "1e999999999" would take minutes to write out."""


def exact_number(number: object) -> Fraction | None:
    """Read a number as the decimal it shows: a float is taken by its shortest text, never its binary value.

    Gives none for what is no finite number; numbers of numpy and fractions written as text are numbers too.  In a text
    a point stands before the decimals, as programs write it, or a comma, as people here do.

    >>> exact_number(0.1), exact_number("1/9"), exact_number(float("nan")), exact_number(True)
    (Fraction(1, 10), Fraction(1, 9), None, None)
    >>> exact_number("0,125"), exact_number("1.234,5")
    (Fraction(1, 8), Fraction(2469, 2))
    """
    if isinstance(number, bool) or not isinstance(number, (numbers.Real, Decimal, str)):
        return None
    try:
        if isinstance(number, str) and "," in number:
            number = _pointed(number.strip())
        if isinstance(number, numbers.Rational):
            return Fraction(int(number.numerator), int(number.denominator))
        if isinstance(number, str) and "/" in number:
            return Fraction(number)
        decimal = Decimal(number if isinstance(number, (str, Decimal)) else repr(float(number)))
        return Fraction(decimal) if abs(decimal.adjusted()) <= _WIDEST else None
    except (ValueError, ArithmeticError):
        return None


_COMMA = re.compile(r"([+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)),(\d+)", re.ASCII)
_POINT = re.compile(r"([+-]?[1-9]\d{0,2}(?:,\d{3})+)\.(\d+)", re.ASCII)
_THOUSANDS = re.compile(r"([+-]?[1-9]\d{0,2})(([.,\N{NO-BREAK SPACE} ])\d{3}(?:\3\d{3})*)", re.ASCII)
_WHOLE = re.compile(r"([+-]?\d+)(?:[.,]00?)?", re.ASCII)


def _pointed(text: str) -> str:
    """Write a number with a point before its decimals and nothing between its thousands."""
    if found := _COMMA.fullmatch(text) or _POINT.fullmatch(text):
        return f"{found[1].replace('.', '').replace(',', '')}.{found[2]}"
    return text


def typed_number(text: str) -> Fraction | None:
    """Read a number as a person types it: ``81,5``, ``81.5``, ``1.234,5``; none where it is no number.

    Raises
    ------
    OptionError
        If a dot may stand before decimals or between thousands: ``81.500``.
    """
    text = text.strip()
    if found := _THOUSANDS.fullmatch(text):
        several = len(found[2]) > len(".000")
        whole = "".join(re.findall(r"[+-]?\d+", text, re.ASCII))
        if several or found[3] not in ".,":
            return Fraction(whole)
        if found[3] == ".":
            raise _either(text, whole, "")
    return exact_number(text) if text.isascii() else None


def typed_count(text: str) -> int | None:
    """Read a whole number as a person types it: ``1200``, ``1.200``; none where it is no whole number.

    Raises
    ------
    OptionError
        If a comma may stand between thousands or before decimals: ``1,200``.

    >>> typed_count("1.200.000"), typed_count("205,0"), typed_count("1,5"), typed_count("banyak")
    (1200000, 205, None, None)
    """
    text = text.strip()
    if found := _THOUSANDS.fullmatch(text):
        whole = "".join(re.findall(r"[+-]?\d+", text, re.ASCII))
        if found[3] == "," and len(found[2]) == len(",000"):
            raise _either(text, whole, whole)
        return int(whole)
    plain = _WHOLE.fullmatch(text)
    return int(plain[1]) if plain is not None and len(plain[1]) <= _LONGEST_COUNT else None


def _either(text: str, whole: str, meant: str) -> OptionError:
    """Ask which of two numbers is meant; ``meant`` is the only one that can be, where that is known."""
    decimal = shown_exactly(Fraction(text.replace(",", ".")))
    point, comma = decimal, decimal.replace(".", ",")
    return OptionError(
        f"{text!r} may be {point} or {whole}; write {meant or f'{point} or {whole}'}.",
        id=f'"{text}" dapat berarti {comma} atau {whole}; ketik {meant or f"{comma} atau {whole}"}.',
    )


_LONGEST_COUNT = 15
"""Digits: more people than live, and fewer digits than take time to read."""


def typed_people(name: str, text: str) -> int:
    """Read a number of people as a person types it."""
    count = typed_count(text)
    return people_of(name, text if count is None else count)


def typed_figure(text: str) -> float:
    """Read a number as a person types it, where there must be one."""
    number = typed_number(text)
    if number is None:
        raise OptionError(
            f"{text!r} is no number; write it like 81.5.",
            id=f'"{text}" bukan angka; tulis seperti 81,5.',
        )
    return float(number)


def typed_share(text: str) -> float | None:
    """Read a share as a person types it, ``0,95`` or ``95`` or ``95 %``; none where it is no number.

    >>> typed_share("95"), typed_share("0,9"), typed_share("99,5 %"), typed_share("1 %"), typed_share("yakin")
    (0.95, 0.9, 0.995, 0.01, None)
    """
    plain = text.rstrip()
    number = typed_number(plain.rstrip("% "))
    if number is None:
        return None
    return float(number / 100 if plain.endswith("%") or 1 < number <= 100 else number)


def typed_part(text: str) -> float:
    """Read a share as a person types it, where there must be one: a level of confidence, a margin of error."""
    share = typed_share(text)
    return typed_figure(text) if share is None else share


class WrittenFloat(float):
    """A number of a definition file, with the text that stands there: ``1.200`` people are no 1.2."""

    written: str

    def __new__(cls, text: str) -> Self:
        """Read the text, and keep it."""
        value = super().__new__(cls, text)
        value.written = text
        return value


def weight_name(weight: str | None) -> str | None:
    """Accept the names of weights as people write them: a decimal comma, or 1/9 for exact.

    >>> weight_name("0,111"), weight_name("1/9"), weight_name(None)
    ('0.111', 'exact', None)
    """
    if weight is None:
        return None
    plain = weight.strip().replace(",", ".")
    return "exact" if plain in {"1/9", "1/k"} else plain


def shown_exactly(value: Fraction) -> str:
    """Write an exact value as a decimal where it has one, else as a fraction."""
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{quotient.normalize():f}" if Fraction(quotient) == value else str(value)


def given(options: Mapping[str, object]) -> dict[str, Any]:
    """Keep the options that say something, as JSON can hold them, in the order of their names."""
    said: Iterable[tuple[str, object]] = ((name, value) for name, value in sorted(options.items()))
    return {name: _as_json(value) for name, value in said if not (value is None or value is False or _empty(value))}


def _as_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Write an option as JSON can hold it: things by their names."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, numbers.Real):
        return int(value) if isinstance(value, numbers.Integral) else float(value)
    if isinstance(value, dict):
        return {str(key): _as_json(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(inner) for inner in value]
    return getattr(value, "key", None) or getattr(value, "label", None) or getattr(value, "name", None) or str(value)


def _empty(value: object) -> bool:
    return isinstance(value, (tuple, list, dict)) and not value
