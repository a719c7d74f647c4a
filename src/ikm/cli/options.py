"""The options of the commands: their flags are made from the models that have the options.

A command names the options it takes, and `takes` gives it the signature that typer reads; what was typed comes back as
a `Request`, read when the command asks for it.  How a survey is read and scored stands in `ikm.surveys.options`; what
only a command has a use for, in `Handling` here.
"""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

import typer
from pydantic import Field

from ikm.arguments import tables_of
from ikm.errors import OptionError
from ikm.findings import Language
from ikm.surveys import Flag, Options, Reading, Scoring, flag_of

if TYPE_CHECKING:
    from ikm.responses.times import Period
    from ikm.surveys import SurveyFile

__all__ = [
    "ANSWERED",
    "HELP",
    "READING",
    "SCORING",
    "WHOLE",
    "File",
    "Files",
    "Handling",
    "Request",
    "english",
    "file_of",
    "files_of",
    "optional",
    "takes",
]

HELP: Language = "id"
"""The language of the help."""


def file_of(text: str) -> Path:
    """Give the path that was typed; an empty one, of a variable without a value, would be the folder one is in."""
    if not text.strip():
        raise OptionError(
            "The name of a file is empty; type which file is meant.",
            id="Nama berkasnya kosong; ketik nama berkas yang dimaksud.",
        )
    return Path(text)


def files_of(texts: list[str]) -> list[Path]:
    """Give the paths that were typed."""
    return [file_of(text) for text in texts]


class Handling(Options):
    """What only a command has a use for: beside what it reads, where it writes, and how it works."""

    survey: Annotated[
        Path | None,
        Flag(
            "BERKAS",
            id="Berkas survei (survei.toml) dari `ikm init`.",
            en="The survey file (survei.toml) that `ikm init` wrote.",
            read=file_of,
        ),
        Field(validation_alias="survei"),
    ] = None
    first: Annotated[
        str | None,
        Flag("TANGGAL", id="Jawaban sejak tanggal ini: 31/01/2023.", en="Answers since 31/01/2023.", name="from"),
    ] = None
    last: Annotated[
        str | None,
        Flag("TANGGAL", id="Jawaban sampai dengan tanggal ini.", en="Answers until this day.", name="to"),
    ] = None
    units: Annotated[
        Path | None,
        Flag(
            "DAFTAR",
            id="Daftar unit (CSV atau XLSX) dengan kolom: berkas, unit, populasi.",
            en="The list of units (CSV or XLSX) with the columns file, unit, population.",
            read=file_of,
        ),
    ] = None
    unit: Annotated[
        str | None,
        Flag("NAMA", id="Nama unit, dicatat di berkas cacah.", en="The unit's name, kept in the file of counts."),
    ] = None
    out: Annotated[
        Path | None,
        Flag("BERKAS", id="Berkas keluaran.", en="The file to write.", read=file_of),
        Field(validation_alias="hasil"),
    ] = None
    html: Annotated[
        Path | None,
        Flag("BERKAS", id="Tulis laporan sebagai HTML.", en="Write the report as HTML.", read=file_of),
    ] = None
    mark: Annotated[
        Path | None,
        Flag(
            "BERKAS",
            id="Tulis salinan kolom jawaban dengan sel keliru diberi warna (XLSX).",
            en="Write a copy of the columns of answers with wrong cells in colour (XLSX).",
            read=file_of,
        ),
    ] = None
    force: Annotated[
        bool,
        Flag(id="Timpa berkas keluaran yang sudah ada.", en="Write over an output that is there already."),
        Field(validation_alias="timpa"),
    ] = False
    brief: Annotated[
        bool,
        Flag(
            id="Tampilkan ringkasan saja: indeks, mutu, dan langkah berikutnya.",
            en="Show the index, its grade and the next step only.",
        ),
        Field(validation_alias="ringkas"),
    ] = False
    allow_duplicates: Annotated[
        bool,
        Flag(
            id="Hitung juga berkas yang isinya sama persis dengan yang lain.",
            en="Count a file also where it holds exactly what another holds.",
        ),
    ] = False
    lang: Annotated[Language, Flag(id="Bahasa keluaran.", en="The language of the output.")] = "id"
    as_json: Annotated[bool, Flag(id="Cetak JSON.", en="Print JSON.", name="json")] = False


SCORING = tuple(Scoring.model_fields)
READING = tuple(
    name
    for field in Reading.model_fields
    if field != "population"  # commands differ in whose it is
    for name in ((field, "first", "last") if field == "period" else (field,))
)
"""The options of every command that reads a file, in the order of the help."""

ANSWERED = ("period", "first", "last", "date_order", "drop_duplicates")
"""Those that say which answers count, and nothing of the form."""

WHOLE = {
    "id": "Jumlah penerima layanan (populasi); bila berkasnya banyak, populasi seluruh instansi.",
    "en": "The number of people served (the population); of many files, that of the whole agency.",
}
"""The help of ``--population`` where there may be many files."""

_FIELDS = Handling.model_fields | Scoring.model_fields | Reading.model_fields

File = Annotated[
    Path,
    typer.Argument(
        metavar="BERKAS",
        help="Unduhan Google Forms: XLSX atau CSV; - membaca masukan baku.",
        show_default=False,
        callback=file_of,
    ),
]
Files = Annotated[
    list[Path],
    typer.Argument(
        callback=files_of,
        metavar="BERKAS",
        help="Unduhan Google Forms (XLSX atau CSV); boleh beberapa, boleh folder. Dari folder dibaca semua XLSX, XLSM, "
        "XLS, ODS dan CSV; folder di dalamnya tidak.",
        show_default=False,
    ),
]


class Request:
    """What was typed, beside the files: each part is read, and refused, when a command asks for it."""

    def __init__(self, typed: dict[str, Any]) -> None:
        self._typed = typed
        self.handling = Handling.model_construct(**_own(Handling, typed))
        self.lang = self.handling.lang
        self.as_json = self.handling.as_json

    @cached_property
    def plan(self) -> "SurveyFile | None":
        """The survey file, when one is named."""
        if self.handling.survey is None:
            return None
        from ikm.surveys import read_survey_file  # noqa: PLC0415 - only when there is one

        return read_survey_file(self.handling.survey)

    @cached_property
    def reading(self) -> Reading:
        """The options of reading."""
        said = _own(Reading, self._typed)
        said["columns"] = _pairs(said.get("columns") or [])
        said["labels"] = _labels(said.get("labels") or [])
        said["period"] = _period(said.get("period"), self.handling.first, self.handling.last)
        said["drop_duplicates"] = said.get("drop_duplicates") or None
        return Reading.model_construct(**said)

    @cached_property
    def scoring(self) -> Scoring:
        """The options of scoring."""
        said = _own(Scoring, self._typed)
        said["by_elements"] = said.get("by_elements") or None
        return Scoring.model_construct(**{**said, "by": tuple(said.get("by") or ()) or None})

    @property
    def settled(self) -> Scoring:
        """The options of scoring, over what the survey file says."""
        return Scoring.settled(self.plan, {**self.scoring.said(), "by": tables_of("by", self.scoring.by) or None})

    def again(self, names: Iterable[str]) -> list[str]:
        """Give what was typed of some options, as the words to type again."""
        words = []
        for name in names:
            value = self._typed.get(name)
            if value is None or value is False or value in ([], ()) or value == _FIELDS[name].default:
                continue
            flag = f"--{_name(name)}"
            for one in value if isinstance(value, (list, tuple)) else [value]:
                text = f"{one:.12g}".replace(".", ",") if isinstance(one, float) else str(one)
                words += [flag] if one is True else [flag, text]
        return words

    @property
    def alike(self) -> dict[str, Any]:
        """What holds for each of several files: everything but the population, which is one unit's or the whole's."""
        said = {**self.reading.said("population"), **self.scoring.said("population")}
        return {**said, "survey": self.plan, "lang": self.lang}


def _own(model: type[Options], typed: dict[str, Any]) -> dict[str, Any]:
    return {name: typed[name] for name in model.model_fields if name in typed}


def takes(*names: str, **changed: dict[str, str]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make the signature of a command: its own parameters, and the options it names, in their order.

    Parameters
    ----------
    *names : str
        Options, each once, where one is named again it stays in its first place; a parameter of the command's own may
        be named too, and stands there.
    **changed : dict
        What the flag of an option says otherwise in this command.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = {name: one for name, one in signature(command).parameters.items() if name != "asked"}
        order = dict.fromkeys([*(name for name in own if name not in names), *names])
        parameters = [_as_text(own[name]) if name in own else _parameter(name, changed.get(name, {})) for name in order]

        @wraps(command)
        def typed(**values: Any) -> None:  # noqa: ANN401 - what typer read
            mine = {name: values.pop(name) for name in own}
            command(**mine, asked=Request(values))

        typed.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # where `inspect` looks
        typed.__annotations__ = {one.name: one.annotation for one in parameters}
        return typed

    return decorate


def _as_text(parameter: Parameter) -> Parameter:
    """Let typer hand on as text what a callback reads.

    It reads numbers as programs write them, and would make an empty name the folder one is in.
    """
    kind, about = get_args(parameter.annotation)
    if about.callback is not None:
        kind = list[str] if get_origin(kind) is list else str
    return parameter.replace(kind=Parameter.KEYWORD_ONLY, annotation=Annotated[kind, about])


def _parameter(name: str, changed: dict[str, str]) -> Parameter:
    """Make the parameter of an option, with its flag under both names."""
    field = _FIELDS[name]
    flag = flag_of(field)
    assert flag is not None  # noqa: S101 - a test holds that every option has one
    flag = replace(flag, **changed)  # type: ignore[arg-type]  # words
    also = (f"--{field.validation_alias}",) if field.validation_alias else ()
    kind = flag.typed or field.annotation
    reading: dict[str, Any] = {}
    if flag.read is not None:
        kind, reading = str | None, {"callback": optional(flag.read)}
    option = typer.Option(f"--{_name(name)}", metavar=flag.metavar, help=flag.help(HELP, *also), **reading)
    default = False if kind is bool else field.default
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])


def _name(field: str) -> str:
    flag = flag_of(_FIELDS[field])
    return flag.name if flag is not None and flag.name else field.replace("_", "-")


def english() -> dict[str, str]:
    """Give the Indonesian names of options and of their values, each with the English one."""
    options = {str(field.validation_alias): _name(name) for name, field in _FIELDS.items() if field.validation_alias}
    values = [flag.values for field in _FIELDS.values() if (flag := flag_of(field)) is not None]
    return {**options, **{typed: value for some in values for typed, value in some.items()}}


def optional(read: Callable[[str], object]) -> Callable[[str | None], object]:
    """Make a callback of what reads a text, for an option that may not be typed."""

    def typed(text: str | None) -> object:
        return None if text is None else read(text)

    return typed


def _pairs(texts: list[str]) -> dict[str, str] | None:
    pairs: dict[str, str] = {}
    for text in texts:
        element, equals, column = text.partition("=")
        if not equals or not element.strip() or not column.strip():
            raise OptionError(
                f'--map is written ELEMENT=COLUMN, such as --map U8="Fasilitas ruang tunggu"; got {text!r}.',
                id=f'--map ditulis UNSUR=KOLOM, misalnya --map U8="Fasilitas ruang tunggu"; bukan {text!r}.',
            )
        if element.strip() in pairs:
            raise OptionError(
                f"--map names {element.strip()} twice.",
                id=f"--map menyebut {element.strip()} dua kali; sisakan satu.",
            )
        pairs[element.strip()] = column.strip()
    return pairs or None


def _labels(texts: list[str]) -> dict[str, dict[str, int]] | None:
    """Read ``U7:"Kurang sopan"=2``: the element before the first colon, the score behind the last equals sign."""
    labels: dict[str, dict[str, int]] = {}
    for text in texts:
        element, colon, rest = text.partition(":")
        label, equals, score = rest.rpartition("=")
        label, score, element = label.strip(" \"'\u201c\u201d"), score.strip(" \"'"), element.strip()
        if not (colon and equals and element and label and score.isascii() and score.isdigit() and len(score) < 3):
            raise OptionError(
                f'--label is written ELEMENT:ANSWER=SCORE, such as --label U7:"Kurang sopan"=2; got {text!r}.',
                id=f'--label ditulis UNSUR:JAWABAN=NILAI, misalnya --label U7:"Kurang sopan"=2; bukan {text!r}.',
            )
        if labels.setdefault(element, {}).setdefault(label, int(score)) != int(score):
            raise OptionError(
                f'--label gives "{label}" of {element} two scores; leave one out.',
                id=f'--label memberi "{label}" pada {element} dua nilai; sisakan satu.',
            )
    return labels or None


def _period(period: str | None, first: str | None, last: str | None) -> "Period | None":
    if period is None and first is None and last is None:
        return None
    from ikm.responses.times import between, parse_period  # noqa: PLC0415 - only when a period is asked for

    if period is None:
        return between(first, last)
    if first is not None or last is not None:
        raise OptionError(
            "Give either --period or --from and --to, not both.",
            id="Gunakan --period saja, atau --from dan --to saja; jangan keduanya.",
        )
    return parse_period(period)
