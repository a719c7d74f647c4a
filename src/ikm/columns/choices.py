"""Choices: the columns a person chose for elements (``--map``, `columns` of `ikm.load`).

A choice names an element by key or code and a column by its heading, its letter or its number.  It wins over
everything, so a wrong one is an error that names what was probably meant.

>>> resolve({"U9": "Fasilitas ruang tunggu"}, ["Usia", "Fasilitas ruang tunggu"], ("sarana",) * 9)
{1: 'sarana'}
>>> resolve({"U9": "Fasilitas ruang tungu"}, ["Usia", "Fasilitas ruang tunggu"], ("sarana",) * 9)
Traceback (most recent call last):
ikm.errors.OptionError: columns["U9"]: no column is headed "Fasilitas ruang tungu". Nearest: B "Fasilitas ruang tunggu".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ikm.arguments import nearest
from ikm.columns.labels import looks_like_data
from ikm.columns.words import heading_key
from ikm.errors import OptionError
from ikm.findings import Typed, column_letter, display

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.arguments import ColumnChoice
    from ikm.regulation import Order, Regulation

__all__ = ["code_table", "headed", "merged_columns", "named", "resolve", "resolve_several"]


def resolve(
    chosen: Mapping[str, ColumnChoice],
    headers: Sequence[object],
    elements: Sequence[str],
    others: Sequence[str] = (),
    order: str | None = None,
) -> dict[int, str]:
    """Turn choices into columns.

    Parameters
    ----------
    chosen : mapping
        Element key or code to heading, letter, 1-based number, or several of them.
    headers : sequence
        The headings of the form.
    elements : sequence of str
        The elements; their codes are U1, U2, …
    others : sequence of str
        Other names that may be chosen, such as profile keys.
    order : str, optional
        ``annex`` swaps the codes U8 and U9.

    Returns
    -------
    dict
        Column to element or other name.

    Raises
    ------
    OptionError
        For a name, heading, letter or number that does not exist, or a column chosen twice.
    """
    found: dict[int, str] = {}
    for name, wanted in chosen.items():
        key = named(name, elements, others, order)
        place = Typed("map", key=name)
        for one in [wanted] if isinstance(wanted, str | int) else wanted:
            column = _column(place, one, headers)
            if found.get(column, key) != key:
                raise OptionError(
                    f"{place}: column {column_letter(column)} is already chosen for {found[column]}.",
                    id=f"{place}: kolom {column_letter(column)} sudah dipilih untuk {found[column]}.",
                    about=("columns", name),
                )
            found[column] = key
    return found


_STRETCH = re.compile(r"([A-Za-z]{1,3})(?:\s*[-–:]\s*([A-Za-z]{1,3}))?")
"""A column's letter, or two for all columns from one to the other."""


def resolve_several(name: str, wanted: ColumnChoice, headers: Sequence[object]) -> list[int]:
    """Give the columns of a choice of many, in its order: letters as ``K-T`` or ``K,M,O``, or several choices.

    >>> resolve_several("spak", "B-C,A", ["Calo", "Suap", "Pungli"])
    [1, 2, 0]
    """
    place = Typed("map", key=name)
    found: list[int] = []
    for one in [wanted] if isinstance(wanted, str | int) else wanted:
        parts = [part.strip() for part in one.split(",")] if isinstance(one, str) else []
        stretches = [_STRETCH.fullmatch(part) for part in parts]
        if not all(stretches) or not stretches or headed(str(one), headers):
            found.append(_column(place, one, headers))
            continue
        for stretch in stretches:
            first, last = (_column(place, letter, headers) for letter in (stretch[1], stretch[2] or stretch[1]))  # type: ignore[index]
            if last < first:
                raise _backwards(place, name, first, last)
            found.extend(range(first, last + 1))
    if twice := [column for at, column in enumerate(found) if column in found[:at]]:
        letter = column_letter(twice[0])
        raise OptionError(
            f"{place}: column {letter} is named twice.",
            id=f"{place}: kolom {letter} disebut dua kali.",
            about=("columns", name),
        )
    return found


def _backwards(place: Typed, name: str, first: int, last: int) -> OptionError:
    written, meant = (f"{column_letter(one)}-{column_letter(other)}" for one, other in ((first, last), (last, first)))
    return OptionError(
        f"{place}: {written} runs from right to left; write {meant}.",
        id=f"{place}: {written} dari kanan ke kiri; tulis {meant}.",
        about=("columns", name),
    )


def code_table(elements: Sequence[str], order: str | None = None) -> dict[str, str]:
    """Give the element of each code; in annex order U8 is sarana and U9 pengaduan."""
    listed = list(elements)
    if order == "annex" and listed[7:9] == ["pengaduan", "sarana"]:
        listed[7:9] = ["sarana", "pengaduan"]
    return {f"u{i}": element for i, element in enumerate(listed, 1)}


def named(name: str, elements: Sequence[str], others: Sequence[str], order: str | None) -> str:
    """Give the element or other name that is meant, by key or code."""
    plain = str(name).strip().lower()
    if plain in elements or plain in others:
        return plain
    codes = code_table(elements, order)
    if plain in codes:
        return codes[plain]
    from ikm.regulation import builtin_indices  # noqa: PLC0415 - only for a name that is no element's

    if plain in builtin_indices():
        place, asked = Typed("map", key=plain), Typed("index", plain)
        raise OptionError(
            f"{place}: that is an index besides the SKM; ask for it with {asked}.",
            id=f"{place}: itu indeks lain di samping SKM; minta dengan {asked}.",
        )
    near = nearest(plain, [*elements, *others, *codes], 2)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    maybe = f" Mungkin maksudnya {' atau '.join(near)}?" if near else ""
    place = Typed("map", key=display(name))
    raise OptionError(
        f"{place}: there is no such element.{hint} The elements are U1 to U{len(elements)}, or {', '.join(elements)}.",
        id=f"{place}: tidak ada unsur itu.{maybe} Unsurnya U1 sampai U{len(elements)}, atau {', '.join(elements)}.",
    )


def _column(place: Typed, wanted: str | int, headers: Sequence[object]) -> int:
    if isinstance(wanted, bool):
        raise OptionError(f"{place}: give a column's heading, letter or number, not {wanted}.")
    if isinstance(wanted, str):
        plain, same = heading_key(wanted), headed(wanted, headers)
        exact = [i for i in same if str(headers[i]).strip() == wanted.strip()]
        if len(same) == 1 or len(exact) == 1:
            return (exact or same)[0]
        if same:
            letters = ", ".join(column_letter(i) for i in same)
            raise OptionError(
                f'{place}: several columns are headed "{display(wanted)}": choose one by its letter: {letters}.',
                id=f'{place}: ada beberapa kolom berjudul "{display(wanted)}"; pilih satu dengan hurufnya: {letters}.',
                about=("columns", place.key or ""),
            )
        text = wanted.strip()
        if re.fullmatch(r"[A-Za-z]{1,3}", text):
            number = 0
            for letter in text.upper():
                number = number * 26 + ord(letter) - 64
        elif re.fullmatch(r"[0-9]{1,5}", text):
            number = int(text)
        else:
            near, mirip = _nearest(plain, headers) if not re.fullmatch("u[0-9]+", plain) else _TURNED
            raise OptionError(
                f'{place}: no column is headed "{display(wanted)}". {near}',
                id=f'{place}: tidak ada kolom berjudul "{display(wanted)}". {mirip}',
                about=("columns", place.key or ""),
            )
    else:
        number = wanted
    if not 1 <= number <= len(headers):
        width, last = len(headers), column_letter(max(len(headers) - 1, 0))
        known = f"A to {last}, or 1 to {width}" if headers else "none"
        raise OptionError(
            f"{place}: there is no column {display(wanted)}. The columns are {known}.",
            id=f"{place}: tidak ada kolom {display(wanted)}. Kolomnya A sampai {last}, atau 1 sampai {width}.",
            about=("columns", place.key or ""),
        )
    return number - 1


def headed(wanted: str, headers: Sequence[object], keys: Sequence[str] = ()) -> list[int]:
    """Give the columns with a heading, whatever its case, blanks and signs; a number before it may have changed.

    ``keys`` are the headings reduced by `heading_key`, where whoever asks for several has them.

    >>> headed("4. Biaya/tarif *", ["Usia", "5. BIAYA / TARIF"]), headed("U8", ["U9"])
    ([1], [])
    """
    plain = heading_key(wanted)
    if not plain:
        return []
    keys = keys or [heading_key(header) for header in headers]
    same = [i for i, key in enumerate(keys) if key == plain]
    if same or not (words := _unnumbered(plain)):
        return same
    alike = [i for i, key in enumerate(keys) if _unnumbered(key) == words]
    return alike if len(alike) == 1 else []


_NUMBER = re.compile(r"(?:(?:unsur|pertanyaan|nomor|no|soal) )?[a-z]? ?[0-9]{1,2} ")


def _unnumbered(key: str) -> str:
    """Leave out the number of a question before its words."""
    rest = _NUMBER.sub("", key, count=1) if _NUMBER.match(key) else key
    return rest if re.search("[a-z]", rest) else ""


_TURNED = (
    'It names, for each element, its column: {"U9": "Ruang tunggu"}.',
    'Tulis unsur lebih dahulu, lalu kolomnya: U9="Ruang tunggu".',
)
"""What is said, in English and in Indonesian, where the element stands in the place of its column."""


def _nearest(plain: str, headers: Sequence[object]) -> tuple[str, str]:
    """Say which columns come nearest, in English and in Indonesian."""
    known = {heading_key(h): i for i, h in reversed(list(enumerate(headers))) if not looks_like_data(h)}
    near = nearest(plain, [k for k in known if k])
    if not near:
        last = column_letter(max(len(headers) - 1, 0))
        return f"Choose a column by its letter, A to {last}.", f"Pilih kolom dengan hurufnya, A sampai {last}."
    shown = ", ".join(f'{column_letter(known[k])} "{display(headers[known[k]], 40)}"' for k in near)
    return f"Nearest: {shown}.", f"Yang mirip: {shown}."


def merged_columns(
    given: Mapping[str, ColumnChoice] | None,
    plan: Mapping[str, ColumnChoice] | None,
    law: Regulation,
    order: Order | None,
) -> dict[str, ColumnChoice] | None:
    """Put the caller's choices of columns over those of a survey file, element by element."""
    if not given and not plan:
        return None
    if given and not hasattr(given, "items"):
        raise OptionError(
            f'columns names, for each element, its column, as {{"U9": "Ruang tunggu"}}; got a {type(given).__name__}.'
        )

    for name, choice in (given or {}).items():
        several = choice if isinstance(choice, (list, tuple)) else [choice]
        if not isinstance(name, str) or not all(_is_column(one) for one in several):
            raise OptionError(
                'columns names, for each element, a column by header, letter or number, as {"U9": "Ruang tunggu"}; got '
                f"{name!r}: {choice!r}."
            )
    codes = code_table([element.key for element in law.elements], order)

    def by_key(choices: Mapping[str, ColumnChoice]) -> dict[str, tuple[str, ColumnChoice]]:
        found: dict[str, tuple[str, ColumnChoice]] = {}
        for name, choice in choices.items():
            plain_name = name.strip().casefold()
            key = codes.get(plain_name, plain_name)
            if key in found:
                raise OptionError(
                    f"The column of {key} is chosen twice; to average several columns, list them in a survey file.",
                    id=f"Kolom untuk {key} dipilih dua kali. Agar beberapa kolom dirata-ratakan, tulis semuanya di "
                    "berkas survei (ikm init).",
                )
            found[key] = (name, choice)
        return found

    return dict({**by_key(plan or {}), **by_key(given or {})}.values())


def _is_column(choice: object) -> bool:
    return isinstance(choice, (str, int)) and not isinstance(choice, bool)
