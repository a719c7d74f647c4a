"""Definition files: the TOML files people write for ikm, and where in them a mistake stands.

`tomllib` reads values but forgets lines.  A person who wrote ``bobot = "0.111"`` for ``weight`` needs the line and
the name that was meant, so this module keeps the lines, checks the values against a pydantic model, and
turns every mistake into one sentence with its line, in English and in Indonesian.  All mistakes are reported together.

It knows nothing of questionnaires or surveys; their models do.

>>> from ikm.regulation.definitions import line_of
>>> text = '''[survey]
... title = "PPID"
... [[question]]
... element = "biaya"
... [[question]]
... element = "warna"
... '''
>>> line_of(text, ("question", 1, "element"))
6
"""

from __future__ import annotations

import difflib
import re
import tomllib
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from ikm.arguments import WrittenFloat
from ikm.errors import DefinitionError, IkmError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pydantic_core import ErrorDetails

__all__ = ["line_of", "not_toml", "parse_definition"]

_M = TypeVar("_M", bound=BaseModel)
_Place: TypeAlias = "tuple[str | int, ...]"
_KINDS = {
    "bool_type": "harus true atau false",
    "dict_type": "harus tabel nama = isi",
    "float_type": "harus angka",
    "fraction_parsing": 'harus angka atau pecahan, misalnya "7/4"',
    "fraction_type": 'harus angka atau pecahan, misalnya "7/4"',
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "harus {ge} atau lebih",
    "int_type": "harus bilangan bulat",
    "less_than_equal": "harus {le} atau kurang",
    "list_type": "harus daftar dalam kurung siku",
    "literal_error": "harus {expected}",
    "model_type": "harus tabel nama = isi",
    "string_too_short": "tidak boleh kosong",
    "string_type": "harus teks dalam tanda kutip",
    "too_short": "tidak boleh kosong",
    "tuple_type": "harus daftar dalam kurung siku",
}
"""What pydantic refuses a value for, in Indonesian."""
_BARE = {"bool_type", "float_type", "int_type"}
_SHALLOW = {"type", "too_short"}
_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w.-])+)\s*=""")


_BARE_VALUE = re.compile(r"""(\s*(?:[\w.-]+|"[^"]*"|'[^']*')\s*=\s*)(\d[\w.,/-]*)(\s*(?:#.*)?)""", re.ASCII)
"""A line with a value that begins like a number and stands without quotes."""


def parse_definition(text: str, model: type[_M], name: str, *, as_typed: bool = False) -> _M:
    """Read a definition file into its model.

    Parameters
    ----------
    text : str
        The file's text.
    model : type of BaseModel
        What the file must hold; unknown names must be forbidden by it.
    name : str
        The file's name, for the messages.
    as_typed : bool
        Whether numbers may stand as people type them, ``81,5``; those with a point keep their text (`WrittenFloat`).

    Raises
    ------
    DefinitionError
        With every mistake, each with its line and, for an unknown name, the nearest valid one.
    """
    try:
        data = _tables(text, WrittenFloat if as_typed else float, mend=as_typed)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(name, error) from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        mistakes = _mistakes(error.errors(), data)
    found = [(line_of(text, place), *_sentence(errors, place, model)) for place, errors in mistakes]
    found.sort(key=itemgetter(0))
    raise DefinitionError(
        "\n".join(f"{name}, line {line}: {english}" for line, english, _ in found),
        id="\n".join(f"{name}, baris {line}: {indonesian}" for line, _, indonesian in found),
    )


def _tables(text: str, number: Callable[[str], float], *, mend: bool) -> dict[str, Any]:
    """Read TOML; where it is none, with those values between quotes that only lack them: ``81,5``, ``2026-Q1``."""
    try:
        return tomllib.loads(text, parse_float=number)
    except tomllib.TOMLDecodeError:
        quoted = "\n".join(map(_with_quotes, text.splitlines()))
        if not mend or quoted == text:
            raise
    try:
        return tomllib.loads(quoted, parse_float=number)
    except tomllib.TOMLDecodeError:
        return tomllib.loads(text, parse_float=number)  # its own words about what is wrong


def _with_quotes(line: str) -> str:
    found = _BARE_VALUE.fullmatch(line)
    if found is None:
        return line
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return f'{found[1]}"{found[2]}"{found[3]}'
    return line


def not_toml(name: str, error: ValueError) -> DefinitionError:
    """Say that a file is no TOML, or no text: where, and in `tomllib`'s own words why.

    >>> not_toml("survei.toml", ValueError("Invalid value (at line 3, column 9)")).words("id").partition(";")[0]
    'survei.toml, baris 3: ada kesalahan penulisan pada baris ini'
    """
    english = f"{name} is not valid TOML: {error}."
    if isinstance(error, UnicodeDecodeError):
        return DefinitionError(english, id=f"{name} bukan teks UTF-8; simpan ulang sebagai UTF-8.")
    line = re.search(r"at line (\d+)", str(error))
    where = (
        f"baris {line[1]}: ada kesalahan penulisan pada baris ini"
        if line
        else "di akhir berkas: ada kesalahan penulisan"
    )
    hint = 'teks ditulis dalam tanda kutip, misalnya title = "SKM"'
    return DefinitionError(english, id=f"{name}, {where}; {hint} ({error}).")


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Find the line, from 1, of a key given by its path; the nearest table around it where the key is not written."""
    wanted = tuple(place)
    best, found = 1, 0
    tables: dict[tuple[str, ...], int] = {}
    here: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if table := _TABLE.match(line):
            names = tuple(_parts(table[2]))
            if table[1] == "[[":
                tables[names] = tables.get(names, -1) + 1
            here = _indexed(names, tables)
            key = here
        elif match := _KEY.match(line):
            key = here + tuple(_parts(match[1]))
        else:
            continue
        shared = len(key) if key == wanted[: len(key)] else 0
        if shared > found:
            best, found = number, shared
    return best


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.findall(r"""(?:"[^"]*"|'[^']*'|[^.])+""", dotted)]


def _indexed(names: tuple[str, ...], tables: dict[tuple[str, ...], int]) -> tuple[str | int, ...]:
    """Put the index of each array of tables behind its name, as pydantic writes a path."""
    place: list[str | int] = []
    for length, name in enumerate(names, 1):
        place.append(name)
        if names[:length] in tables:
            place.append(tables[names[:length]])
    return tuple(place)


def _mistakes(errors: Iterable[ErrorDetails], data: dict[str, Any]) -> list[tuple[_Place, list[ErrorDetails]]]:
    """Put together what pydantic says of one mistake.

    Where a value may be of several types pydantic says of each why it is not that one: one mistake.  Of a value whose
    parts are wrong it may say that its type is, or that it is empty: none, the mistakes lie deeper.
    """
    found: dict[tuple[_Place, str], list[ErrorDetails]] = {}
    for error in errors:
        kind = error["type"]
        found.setdefault((_place(error, data), "type" if kind.endswith("_type") else kind), []).append(error)
    outer = {place[:length] for place, _ in found for length in range(len(place))}
    return [(place, same) for (place, kind), same in found.items() if place not in outer or kind not in _SHALLOW]


def _place(error: ErrorDetails, data: Any) -> _Place:  # noqa: ANN401 - whatever TOML can hold
    """Give the path of an error in the file; pydantic's has the names of types in between."""
    if error["type"] == "missing":
        return error["loc"]
    place: list[str | int] = []
    for part in error["loc"]:
        try:
            data = data[part]
        except (LookupError, TypeError):
            continue
        place.append(part)
    return tuple(place)


def _sentence(errors: list[ErrorDetails], place: _Place, model: type[BaseModel]) -> tuple[str, str]:
    """Put a mistake into a sentence, in English and in Indonesian."""
    kind, given, context = errors[0]["type"], errors[0]["input"], errors[0].get("ctx", {})
    path = ".".join(str(part) for part in place if not isinstance(part, int))
    if kind == "missing":
        return f"{path!r} is missing.", f"{path!r} belum ada."
    if kind == "unknown_name":
        named = f"{path}: {given}" if isinstance(place[-1], int) else path
        return f"there is no {named!r}; {context['words']}", f"tidak ada {named!r}; {context['id']}"
    if kind == "extra_forbidden":
        return _unknown(path, str(place[-1]), *_names(model, place[:-1]))
    refusal = context.get("error")
    if isinstance(refusal, IkmError):
        english, indonesian = (f"{path!r}: {words}" for words in (refusal.words("en"), refusal.words("id")))
        return (english, indonesian) if english.endswith((".", "?")) else (f"{english}.", f"{indonesian}.")
    if any(error["type"] == "float_type" for error in errors):
        errors = [error for error in errors if error["type"] != "int_type"]
    english = _joined([error["msg"] for error in errors], "Input should be ", " or ")
    phrases = [_KINDS.get(error["type"], "tidak dapat digunakan").format(**error.get("ctx", {})) for error in errors]
    indonesian = _joined([phrase.replace(" or ", " atau ") for phrase in phrases], "harus ", " atau ")
    if isinstance(given, str) and kind in _BARE:
        indonesian += " tanpa tanda kutip"
    if isinstance(given, (dict, list)):
        return f"{path!r}: {english}.", f"{path!r} {indonesian}."
    written = str(given).lower() if isinstance(given, bool) else repr(given)
    return f"{path!r}: {english} (it is {given!r}).", f"{path!r} {indonesian} (tertulis {written})."


def _unknown(path: str, written: str, names: list[str], others: dict[str, str]) -> tuple[str, str]:
    """Say that a name is unknown, and which is meant; or that it is known, and stands there by its other name too."""
    if twin := others.get(written):
        return (
            f"{written!r} and {twin!r} are the same; leave one out.",
            f"{written!r} dan {twin!r} sama artinya; hapus salah satunya.",
        )
    if near := difflib.get_close_matches(written, [*names, *others], n=1):
        hint, saran = f"did you mean {near[0]!r}?", f"mungkin maksudnya {near[0]!r}?"
    else:
        hint, saran = f"the names here are {', '.join(names)}.", f"nama yang ada: {', '.join(names)}."
    return f"there is no {path!r}; {hint}", f"tidak ada {path!r}; {saran}"


def _joined(texts: list[str], start: str, between: str) -> str:
    """Join sentences that start alike into one."""
    *most, last = [texts[0], *(text.removeprefix(start) for text in texts[1:])]
    return between.join([", ".join(most), last] if most else [last])


def _names(model: type[BaseModel], place: Sequence[str | int]) -> tuple[list[str], dict[str, str]]:
    """List the names a model allows at a place; and where a thing has two, for each the other."""
    current: Any = model
    for part in place:
        if isinstance(part, int):
            continue
        for field_name, field in current.model_fields.items():
            if part in (field_name, field.alias, field.validation_alias):
                current = _model_in(field.annotation) or current
    fields = current.model_fields.items()
    others: dict[str, str] = {}
    for name, field in fields:
        if field.alias is None and isinstance(field.validation_alias, str):
            others |= {name: field.validation_alias, field.validation_alias: name}
    return [field.alias or name for name, field in fields], others


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - an annotation can be any object
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_in(inner):
            return found
    return None
