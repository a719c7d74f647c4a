"""Plans: what holds for each of many files, and for the agency they belong to.

Of several that speak, the command wins, then the unit's row in the list, then the survey file; the survey file is the
command's, the row's, or the one beside the form.  Where the list has a column of survey files, none is looked for.

What an agency's figure needs alike of all its units, the regulation, the weight and what blanks mean, is held to be
alike; elements may differ, and then nothing is pooled.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ikm.agencies import for_several
from ikm.cli.beside import beside
from ikm.cli.inputs import SURVEYS, gather, read_units
from ikm.cli.languages import joined, wrong
from ikm.cli.units import Task, Work, told_apart
from ikm.errors import IkmError, OptionError
from ikm.questionnaires import questionnaire_of
from ikm.regulation import law_of
from ikm.reports import phrases
from ikm.scoring import MINIMUM_GROUP, check_minimum
from ikm.surveys import Reading, read_survey_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.cli.inputs import Gathered, Named, Unit, UnitList
    from ikm.cli.options import Request
    from ikm.findings import Language
    from ikm.regulation import Regulation
    from ikm.surveys import SurveyFile

__all__ = ["Plans", "check_options"]

_LANGUAGES: tuple[Language, Language] = ("en", "id")
_ALIKE = ("weight", "missing", "target", "confidence", "minimum_group", "statistics")
"""What holds for the agency too, where all its units say the same."""


class Plans:
    """What is to be done with each file.

    Parameters
    ----------
    files : sequence of Path
        The files and folders that were named.
    asked : Request
        What was typed.
    moments, keep_groups : bool
        What the counts are to hold besides the whole.

    Attributes
    ----------
    tasks : list of Task
        What is to be done with each file, in order.
    absent : list of str
        The units of the list that have no file.
    """

    def __init__(
        self, files: Sequence[Path], asked: Request, *, moments: bool = False, keep_groups: bool = False
    ) -> None:
        self._asked = asked
        self._held = (moments, keep_groups)
        self._read: dict[Path, SurveyFile] = {}
        self._works: dict[tuple[Path | None, str | None], Work] = {}
        self._names: dict[int, str] = {}
        units = asked.handling.units
        listed = read_units(units)
        gathered = gather(files, SURVEYS, leave_out=units)
        named = gathered.named
        rows = [listed.find(one.label, one.path.name, one.stem) for one in named]
        chosen = [self._survey(one, row, listed) for one, row in zip(named, rows, strict=True)]
        self._tell(chosen, rows, gathered)
        self._shared = Counter(path for path, _ in chosen if path is not None)
        works = [self._work(*which, row) for which, row in zip(chosen, rows, strict=True)]
        self.tasks = told_apart(
            [
                self._task(one, row, path, work)
                for one, row, (path, _), work in zip(named, rows, chosen, works, strict=True)
            ]
        )
        self.absent = listed.absent
        if len(self.tasks) > 1 and any(Reading.settled(w.options["survey"], w.options).exclude_rows for w in works):
            raise OptionError(
                "--exclude-rows names rows of one file, and there are several; leave it out, or score that file alone.",
                id="--tanpa-baris menyebut baris satu berkas, sedangkan berkasnya beberapa; hapus pilihan itu, atau "
                "hitung berkas itu tersendiri.",
            )

    @property
    def survey(self) -> SurveyFile | None:
        """The survey file of all units, where they have one together."""
        return next(iter(self._read.values())) if len(self._read) == 1 else None

    @property
    def definitions(self) -> list[Path]:
        """The files that say how the units are read and scored."""
        named = [text for _, text in self._works if text is not None and text.endswith(".toml")]
        return [*self._read, *map(Path, named)]

    def agency(self) -> dict[str, Any]:
        """Give the options of the agency: the command's, and what all units say alike.

        Raises
        ------
        OptionError
            If units are scored under different regulations, by different weights, or with blanks meaning different
            things.
        """
        works = list({id(task.work): task.work for task in self.tasks}.values())
        options = dict(works[0].options)
        law = law_of(options.get("regulation"))
        for work in works[1:]:
            other = law_of(work.options.get("regulation"))
            if other.digest != law.digest:
                raise self._differ("law_differs", work, theirs=other.key, ours=law.key)
            for option, usual in (("weight", law.default_weight), ("missing", "available")):
                theirs, ours = (one.get(option) or usual for one in (work.options, options))
                if theirs != ours:
                    typed = next((one for one in (theirs, ours) if isinstance(one, str)), usual)
                    said = {"option": option, "theirs": _shown(theirs), "ours": _shown(ours), "typed": typed}
                    raise self._differ("choice_differs", work, **said)
        for option in _ALIKE[2:]:
            if any(work.options.get(option) != options.get(option) for work in works):
                options[option] = None
        return {**options, "survey": None}

    def _differ(self, words: str, work: Work, **about: object) -> OptionError:
        return wrong(words, "survey", name=self._names[id(work)], **about)

    def _survey(self, one: Named, row: Unit | None, listed: UnitList) -> tuple[Path | None, bool]:
        """Say which survey file is a file's, and whether it was merely found beside it."""
        handling = self._asked.handling
        if handling.survey is not None:
            return handling.survey, False
        if row is not None and row.survey is not None:
            return row.survey, False
        if handling.no_survey or listed.surveys:
            return None, False
        found = beside(one.path)
        return found, found is not None

    def _work(self, path: Path | None, found: bool, row: Unit | None) -> Work:
        """Settle what holds for a file; wrong choices of the list are told with their cell."""
        asked = self._asked
        own = None if row is None or asked.reading.questionnaire is not None else row.questionnaire
        if (path, own) in self._works:
            return self._works[path, own]
        in_list = path is not None and row is not None and path == row.survey and asked.handling.survey is None
        cell = row.cells.get("survey", "") if row is not None and in_list else ""
        asking = row.cells.get("questionnaire", "") if row is not None and own is not None else ""
        try:
            plan = self._plan(path)
        except IkmError as error:
            raise _at(cell, error) from None
        options = {**asked.alike, "survey": None if plan is None else plan.model_copy(update={"population": None})}
        if own is not None:
            options["questionnaire"] = own
        try:
            options = for_several(options)
            check_options(options, law_of(options.get("regulation")))
            questionnaire_of(Reading.settled(options["survey"], options).questionnaire)
        except IkmError as error:
            raise _at(asking or cell, error) from None
        work = Work(options, *self._held, beside=path if found else None)
        self._works[path, own] = work
        self._names[id(work)] = cell or (path.name if path is not None else "") or asking
        return work

    def _plan(self, path: Path | None) -> SurveyFile | None:
        if path is not None and path not in self._read:
            self._read[path] = read_survey_file(path)
        return None if path is None else self._read[path]

    def _task(self, one: Named, row: Unit | None, path: Path | None, work: Work) -> Task:
        """Name a unit and its population: the list's, else those of a survey file that is its own."""
        unit, people = (None, None) if row is None else (row.name or None, row.population)
        plan = self._plan(path)
        if path is not None and plan is not None:
            if people is None and plan.population is not None and self._shared[path] > 1:
                error = wrong("population_of_one", "survey", name=path.name, number=self._shared[path])
                raise error if work.beside is None else joined(error, wrong("population_found", "survey"))
            people = plan.population if people is None else people
            unit = unit or (plan.unit if self._shared[path] == 1 else None)
        return Task(str(one.path), one.label, unit or one.stem, people, work)

    def _tell(
        self, chosen: Sequence[tuple[Path | None, bool]], rows: Iterable[Unit | None], gathered: Gathered
    ) -> None:
        """Say which files are passed over, which survey files were found, and which of the list are not used."""
        asked = self._asked
        if asked.as_json and not sys.stderr.isatty():
            return
        if words := gathered.words(asked.lang):
            typer.echo(words, err=True)
        say = phrases(asked.lang, "survey")
        for path, number in Counter(path for path, found in chosen if found and path is not None).items():
            words = say["beside" if number == 1 else "beside_many"]
            typer.echo(words.format(path=path, number=number), err=True)
        units, own = asked.handling.units, any(row is not None and row.survey is not None for row in rows)
        if own and asked.handling.survey is not None and units is not None:
            typer.echo(say["not_of_list"].format(list=units.name), err=True)


def check_options(options: dict[str, Any], law: Regulation | None) -> None:
    """Refuse a wrong choice before any work is done."""
    if isinstance(options.get("weight"), str):
        law_of(law).weights(options["weight"])
    check_minimum(MINIMUM_GROUP if options.get("minimum_group") is None else options["minimum_group"])


def _at(cell: str, error: IkmError) -> IkmError:
    """Put the cell of the list before an error about what it names."""
    if not cell:
        return error
    english, indonesian = (f"{cell}: {error.words(lang)}" for lang in _LANGUAGES)
    return OptionError(english, id=indonesian)


def _shown(choice: object) -> str | dict[Language, str]:
    return choice if isinstance(choice, str) else {"id": "sendiri", "en": "of its own"}
