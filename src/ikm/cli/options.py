"""The options of the commands: their flags are made from the models that have the options.

A command names the options it takes (`ikm.cli.signatures`); what was typed comes back as a `Request`, read when the
command asks for it.  How a survey is read and scored stands in `ikm.surveys.options`; what only a command has a use
for, in `ikm.cli.handling`.
"""

# No `from __future__ import annotations` here: typer would compile every annotation again at each start.

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from ikm.arguments import tables_of, typed_count
from ikm.cli.handling import Handling, file_of
from ikm.cli.languages import current, wrong
from ikm.errors import OptionError
from ikm.findings import Language, display
from ikm.surveys import Flag, Options, Reading, Scoring, rows_of

if TYPE_CHECKING:
    from ikm.responses.times import Period
    from ikm.surveys import SurveyFile

__all__ = [
    "ANSWERED",
    "COMPARED",
    "FIELDS",
    "READING",
    "SCORING",
    "WHOLE",
    "File",
    "Files",
    "Given",
    "Jobs",
    "Request",
]


@dataclass(frozen=True)
class Given(Flag):
    """What a command is given without a name before it: its argument.

    Parameters
    ----------
    needed : bool
        Whether the command needs it.
    several : bool
        Whether there may be several.
    """

    needed: bool = field(default=True, kw_only=True)
    several: bool = field(default=False, kw_only=True)


def _whole_between(low: int, high: int, option: dict[Language, str]) -> Callable[[str], int]:
    """Make what reads a whole number that has bounds."""

    def read(text: str) -> int:
        number = typed_count(text)
        if number is None or not low <= number <= high:
            raise wrong("bounds", option=option, value=display(text), low=low, high=high)
        return number

    return read


SCORING = tuple(Scoring.model_fields)
READING = tuple(
    name
    for field in Reading.model_fields
    if field != "population"  # commands differ in whose it is
    for name in ((field, "first", "last") if field == "period" else (field,))
)
"""The options of every command that reads a file, in the order of the help."""

ANSWERED = ("period", "first", "last", "date_order", "drop_duplicates", "drop_resubmissions", "exclude_rows")
"""Those that say which answers count, and nothing of the form."""

COMPARED = tuple(name for name in READING if name not in ("exclude_rows", "period", "first", "last"))
"""The options of reading that hold for the files of all periods alike."""

WHOLE = {
    "id": "Jumlah penerima layanan (populasi); jika berkasnya banyak, populasi seluruh instansi.",
    "en": "The number of people served (the population); of many files, that of the whole agency.",
}
"""The help of ``--population`` where there may be many files."""

FIELDS = Handling.model_fields | Scoring.model_fields | Reading.model_fields
"""Every option a command may take, by its name in Python."""

File = Annotated[
    Path,
    Given(
        "BERKAS",
        id="Unduhan Google Forms: XLSX atau CSV; - membaca masukan baku.",
        en="What Google Forms exports: XLSX or CSV; - reads standard input.",
        read=file_of,
    ),
]
Files = Annotated[
    list[Path],
    Given(
        "BERKAS",
        id="Unduhan Google Forms (XLSX atau CSV); boleh beberapa, boleh folder. Dari folder dibaca semua XLSX, XLSM, "
        "XLS, ODS dan CSV; folder di dalamnya tidak.",
        en="What Google Forms exports (XLSX or CSV); may be several, and folders. Of a folder every XLSX, XLSM, XLS, "
        "ODS and CSV is read; folders in it are not.",
        read=file_of,
    ),
]
Jobs = Annotated[
    int | None,
    Flag(
        "N",
        id="Jumlah proses yang dijalankan bersamaan, jika berkasnya banyak (baku 1).",
        en="How many processes work on many files (1 unless given).",
        read=_whole_between(1, 256, {"id": "--proses", "en": "--jobs"}),
    ),
]


class Request:
    """What was typed, beside the files: each part is read, and refused, when a command asks for it."""

    def __init__(self, typed: dict[str, Any]) -> None:
        self._typed = typed
        self.handling = Handling.model_construct(**_own(Handling, typed))
        self.lang = current()
        self.as_json = self.handling.as_json
        self.beside: Path | None = None

    @cached_property
    def plan(self) -> "SurveyFile | None":
        """The survey file, when one is named, or was found beside the form."""
        if (path := self.handling.survey or self.beside) is None:
            return None
        from ikm.surveys import read_survey_file  # noqa: PLC0415 - only when there is one

        return read_survey_file(path)

    @cached_property
    def reading(self) -> Reading:
        """The options of reading."""
        said = _own(Reading, self._typed)
        said["columns"] = _pairs(said.get("columns") or [])
        said["labels"] = _labels(said.get("labels") or [])
        said["period"] = _period(said.get("period"), self.handling.first, self.handling.last)
        said["exclude_rows"] = list(rows_of(said.get("exclude_rows"), "--exclude-rows")) or None
        for switch in ("drop_duplicates", "drop_resubmissions"):
            said[switch] = said.get(switch) or None
        return Reading.model_construct(**said)

    @cached_property
    def scoring(self) -> Scoring:
        """The options of scoring."""
        said = _own(Scoring, self._typed)
        for switch in ("by_elements", "statistics"):
            said[switch] = said.get(switch) or None
        return Scoring.model_construct(**{**said, "by": tuple(said.get("by") or ()) or None})

    @property
    def settled(self) -> Scoring:
        """The options of scoring, over what the survey file says."""
        return Scoring.settled(self.plan, {**self.scoring.said(), "by": tables_of("by", self.scoring.by) or None})

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed of each option, read, by its name in Python."""
        return dict(self._typed)

    @property
    def alike(self) -> dict[str, Any]:
        """What holds for each of several files: everything but the population, which is one unit's or the whole's."""
        said = {**self.reading.said("population"), **self.scoring.said("population")}
        return {**said, "survey": self.plan, "lang": self.lang}


def _own(model: type[Options], typed: dict[str, Any]) -> dict[str, Any]:
    return {name: typed[name] for name in model.model_fields if name in typed}


def _pairs(texts: list[str]) -> dict[str, str] | None:
    pairs: dict[str, str] = {}
    for text in texts:
        element, equals, column = text.partition("=")
        if not equals or not element.strip() or not column.strip():
            raise OptionError(
                f'--map is written ELEMENT=COLUMN, such as --map U8="Fasilitas ruang tunggu"; got {text!r}.',
                id=f'--kolom ditulis UNSUR=KOLOM, misalnya --kolom U8="Fasilitas ruang tunggu"; bukan {text!r}.',
            )
        if element.strip() in pairs:
            raise OptionError(
                f"--map names {element.strip()} twice.",
                id=f"--kolom menyebut {element.strip()} dua kali; sisakan satu.",
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
            id="Gunakan --periode saja, atau --dari dan --sampai saja; jangan keduanya.",
        )
    return parse_period(period)
