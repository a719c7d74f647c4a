"""Which files are meant: those named, and those of a folder; and the list of units that says whose they are.

Of a folder every workbook and CSV file counts, by the order of names, and no folder in it is looked into.  What is not
a survey is left out: hidden files, Excel's lock files, the list of units, and what ikm itself wrote there: results, and
marked copies, which hold the respondents of their survey once more.

The list may give each unit a survey file and a questionnaire of its own; their paths are meant from its own folder.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ikm.arguments import exact_number, typed_count
from ikm.errors import OptionError, cause
from ikm.findings import column_letter, display
from ikm.reports import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.findings import Language

__all__ = ["HEADINGS", "Gathered", "Named", "Unit", "UnitList", "gather", "read_units"]

SURVEYS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".csv.zip")
COUNTS = (".json",)

_SOUGHT = {False: ("file to score", "berkas yang dapat dihitung"), True: ("file of counts", "berkas rekapitulasi")}
"""What is looked for in a folder, English and Indonesian: surveys, or counts."""

_LABEL = 120
_MOST = 10**12
_LANGUAGES: tuple[Language, Language] = ("en", "id")
HEADINGS = {
    "file": {"file", "berkas", "nama berkas"},
    "unit": {"unit", "nama unit", "unit pelayanan"},
    "population": {"population", "populasi"},
    "survey": {"survey", "survei", "survey file", "berkas survei"},
    "questionnaire": {"questionnaire", "kuesioner"},
}
_NEAR = 0.8
"""How alike two headings are, of 1, where one may be meant by the other."""


class Named(NamedTuple):
    """A file, and the name it goes by in results: without its folder, where that says enough."""

    path: Path
    label: str

    @property
    def stem(self) -> str:
        """The file's name without its ending: what a unit is called where nobody named it."""
        return Path(self.label).stem


class Gathered(NamedTuple):
    """The files that are meant, in order; and the names of those in a folder that ikm wrote, which are no surveys."""

    named: list[Named]
    results: list[str]
    copies: list[str]

    def words(self, lang: Language) -> str:
        """Say which files of a folder are passed over, and how a mended copy is scored; nothing where there are none.

        >>> print(Gathered([], ["hasil.xlsx"], ["perbaiki.xlsx"]).words("en"))
        Not scored, since ikm wrote them: hasil.xlsx, perbaiki.xlsx. To score a mended copy, give its name.
        """
        say, own = phrases(lang, "command"), [*self.results, *self.copies]
        told = [say["own_files"].format(names=", ".join(own))] if own else []
        return " ".join([*told, *([say["own_copy"]] if self.copies else [])])


def gather(paths: Sequence[Path], endings: tuple[str, ...], *, leave_out: Path | None = None) -> Gathered:
    """List the files that are meant.

    Parameters
    ----------
    paths : sequence of Path
        Files, and folders whose files are meant.
    endings : tuple of str
        How the names of those in a folder end.
    leave_out : Path, optional
        A file that is something else, wherever it is met: the list of units.

    Raises
    ------
    OptionError
        For a folder with no such file, and for a file that is meant twice.
    """
    found: list[Path] = []
    gathered = Gathered([], [], [])
    for path in paths:
        found += _of_folder(path, endings, leave_out, gathered) if path.is_dir() else [path]
    found = [path for path in found if not _is_same(path, leave_out)] or found
    names = Counter(path.name for path in found)
    named = [Named(path, display(path.name if names[path.name] == 1 else path.as_posix(), _LABEL)) for path in found]
    seen: set[Path] = set()
    for one in named:
        if (real := one.path.resolve()) in seen:
            raise OptionError(
                f"{one.path.name} is named twice; leave one out.", id=f"{one.path.name} disebut dua kali; sisakan satu."
            )
        seen.add(real)
    return gathered._replace(named=named)


def _of_folder(folder: Path, endings: tuple[str, ...], leave_out: Path | None, gathered: Gathered) -> list[Path]:
    """List the surveys of a folder; what ikm wrote there is noted in ``gathered``."""
    try:
        files = sorted(
            (path for path in folder.iterdir() if path.name.casefold().endswith(endings)),
            key=lambda path: path.name,
        )
    except OSError as error:
        raise OptionError(
            f"The folder {folder.name} cannot be read: {error.strerror}.",
            id=f"Folder {folder.name} tidak dapat dibaca: {cause(error)}.",
        ) from None
    from ikm.rendering import made_as  # noqa: PLC0415 - only a folder needs it

    kept = []
    for path in files:
        if path.name.startswith((".", "~$")) or not path.is_file() or _is_same(path, leave_out):
            continue
        own = {"result": gathered.results, "copy": gathered.copies}.get(made_as(path) or "")
        if own is None:
            kept.append(path)
        else:
            own.append(display(path.name, _LABEL))
    if not kept:
        wanted = ", ".join(ending.removeprefix(".") for ending in endings)
        english, indonesian = (f" {words}" if words else "" for words in map(gathered.words, _LANGUAGES))
        what, apa = _SOUGHT[endings == COUNTS]
        raise OptionError(
            f"There is no {what} in the folder {folder.name or folder} ({wanted}); folders in it are not "
            f"read.{english}",
            id=f"Tidak ada {apa} di folder {folder.name or folder} ({wanted}); folder di dalamnya tidak ikut "
            f"dibaca.{indonesian}",
        )
    return kept


def _is_same(path: Path, other: Path | None) -> bool:
    """Tell whether two paths lead to one file, by whatever links."""
    try:
        return other is not None and path.samefile(other)
    except OSError:
        return False


class Unit(NamedTuple):
    """One row of the list of units.

    The file's name, the unit's name, and how many people it serves; the survey file and the questionnaire of its own;
    and where in the list these stand, for what is wrong with them.
    """

    file: str
    name: str
    population: int | None
    survey: Path | None = None
    questionnaire: str | None = None
    cells: Mapping[str, str] = MappingProxyType({})


class UnitList:
    """The list of units: which file is whose, and whether it says which survey file is whose (``surveys``)."""

    def __init__(self, units: Iterable[Unit] = (), *, surveys: bool = False) -> None:
        self.surveys = surveys
        self._units = {_plain(unit.file or unit.name): unit for unit in units}
        self._met: dict[str, str] = {}

    def find(self, file: str, *names: str | None) -> Unit | None:
        """Give the unit of a file by one of the names it goes by, and remember that it is there.

        Raises
        ------
        OptionError
            If it is the unit of another file already: its population would count twice.
        """
        for name in (file, *names):
            if name is None or (key := _plain(name)) not in self._units:
                continue
            if other := self._met.get(key):
                raise OptionError(
                    f"The list of units names {name!r}, which fits {other} and {file}; write the file's whole name.",
                    id=f"Daftar unit menyebut {name!r}, yang cocok untuk {other} dan {file}; tulis nama berkas "
                    "lengkapnya.",
                )
            self._met[key] = file
            return self._units[key]
        return None

    @property
    def absent(self) -> list[str]:
        """The units nobody asked for: their file is not there."""
        return [unit.name or unit.file for key, unit in self._units.items() if key not in self._met]


def read_units(path: Path | None) -> UnitList:
    """Read the list of units: a CSV file or workbook with the columns file, unit, population, survey, questionnaire.

    Raises
    ------
    OptionError
        With the cell of what is wrong.
    SourceError
        If it cannot be read as a table.
    """
    if path is None:
        return UnitList()
    from ikm.sources import read  # noqa: PLC0415 - only when there is a list

    sheet = read(path)
    places = _headings(path, sheet.rows[0] if sheet.rows else [])
    units: dict[str, Unit] = {}
    for row, number in zip(sheet.rows[1:], sheet.numbers[1:], strict=True):
        cells = {what: row[place] if place < len(row) else None for what, place in places.items()}
        if not any(display(cell) for cell in cells.values()):
            continue
        file, name, survey, asking = (
            " ".join(str(cells.get(what) or "").split()) for what in ("file", "unit", "survey", "questionnaire")
        )
        at = {what: f"{path.name}, {column_letter(place)}{number}" for what, place in places.items()}
        if not file and not name:
            raise _unfit(
                f"{path.name}, A{number}", "the row names no file and no unit", "baris ini tanpa berkas dan unit"
            )
        people = _people(cells.get("population"), at.get("population", ""))
        key = _plain(file or name)
        if key in units:
            raise _unfit(f"{path.name}, A{number}", f"{file or name} stands twice", f"{file or name} tertulis dua kali")
        units[key] = Unit(
            file,
            name,
            people,
            _beside(survey, path) if survey else None,
            (str(_beside(asking, path)) if asking.casefold().endswith(".toml") else asking) or None,
            at,
        )
    return UnitList(units.values(), surveys="survey" in places)


def _headings(path: Path, row: Sequence[Any]) -> dict[str, int]:
    """Give the place of each column of the list; a misspelt heading is refused, others may stand beside."""
    head = [display(cell).casefold() for cell in row]
    places = {
        what: place for what, names in HEADINGS.items() for place, cell in enumerate(head) if cell in names
    }  # fmt: skip
    if not {"file", "unit"} & set(places):
        raise _unfit(
            path.name,
            "the first row of the list of units names its columns: file, unit, population; survey, questionnaire if "
            "needed",
            "baris pertama daftar unit berisi judul kolomnya: berkas, unit, populasi; jika perlu juga survei, "
            "kuesioner",
        )
    for place, cell in enumerate(head):
        left = [name for what, names in HEADINGS.items() if what not in places for name in sorted(names)]
        if place not in places.values() and (near := difflib.get_close_matches(cell, left, n=1, cutoff=_NEAR)):
            raise _unfit(
                f"{path.name}, {column_letter(place)}1",
                f"there is no column {display(row[place])!r}; did you mean {near[0]!r}?",
                f'tidak ada kolom "{display(row[place])}"; mungkin maksudnya "{near[0]}"?',
            )
    return places


def _beside(name: str, path: Path) -> Path:
    """Give the file that a cell of the list means, from the list's own folder, however its folders are parted."""
    return path.parent / name.replace("\\", "/")


def _people(cell: Any, place: str) -> int | None:  # noqa: ANN401 - a cell holds anything
    """Read how many people a unit serves: a number of the workbook, or a text as people type it (``1.250``)."""
    text = display(cell)
    if not text:
        return None
    try:
        people = typed_count(text) if isinstance(cell, str) else _whole(cell)
    except OptionError as error:
        english, indonesian = (error.words(lang).removesuffix(".") for lang in _LANGUAGES)
        raise _unfit(place, english, indonesian) from None
    if people is None or not 0 <= people < _MOST:
        english = "a population is a whole number, such as 1250 or 1.250"
        indonesian = "populasi ditulis sebagai bilangan bulat, misalnya 1250 atau 1.250"
        raise _unfit(place, f"{english}; it is “{text}”", f"{indonesian}; tertulis “{text}”")
    return people


def _whole(cell: Any) -> int | None:  # noqa: ANN401 - the same
    exact = exact_number(cell)
    return exact.numerator if exact is not None and exact.denominator == 1 else None


def _unfit(place: str, english: str, indonesian: str) -> OptionError:
    english, indonesian = (words if words.endswith("?") else f"{words}." for words in (english, indonesian))
    return OptionError(f"{place}: {english}", id=f"{place}: {indonesian}")


def _plain(name: str) -> str:
    """Write a name so that it is found whatever its case, its folder and the way letters are composed."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("\\", "/").removeprefix("./").split())
