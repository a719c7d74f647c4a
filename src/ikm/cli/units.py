"""One unit of many: the task of scoring a file, and the folder that keeps finished ones.

A kept result is named by the input's hash together with everything else it depends on (options, versions, the
instrument, the definition files), so that a change of any of them is another name and is computed anew.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import ValidationError

from ikm.agencies import CountedUnit, UnitResult, count_unit, refused_unit
from ikm.arguments import given
from ikm.cli.beside import refuse_unfit
from ikm.cli.outputs import make_folder, write_file
from ikm.cli.running import refuse_counts
from ikm.errors import DefinitionError, IkmError, OptionError, SourceError
from ikm.findings import Finding
from ikm.records import FrozenModel
from ikm.regulation import indices_of, law_of
from ikm.surveys import Reading, survey_of
from ikm.tallies import VERSION, TallyFile, seal
from ikm.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.cli.workers import Lost
    from ikm.findings import Language

_NAME = 50
"""How much of a file's name its kept result shows: letters may take four bytes, and names are bounded."""

__all__ = ["Kept", "Store", "Task", "Work", "lost_unit", "score_file", "told_apart", "unfit_unit"]


class Work(NamedTuple):
    """What is done with a file: with every one alike, or with those that share a survey file.

    ``beside`` is the survey file where it was merely found.
    """

    options: Mapping[str, Any]
    moments: bool = False
    keep_groups: bool = False
    beside: Path | None = None

    @property
    def lang(self) -> Language:
        """The language of the results."""
        lang: Language = self.options["lang"]
        return lang


class Task(NamedTuple):
    """One file to be scored."""

    path: str
    label: str
    unit: str
    population: int | None
    work: Work


def told_apart(tasks: Sequence[Task]) -> list[Task]:
    """Name units that share a name by their files too."""
    names = Counter(task.unit for task in tasks)
    return [task if names[task.unit] == 1 else task._replace(unit=_by_file(task)) for task in tasks]


def _by_file(task: Task) -> str:
    return task.label if task.unit == Path(task.label).stem else f"{task.unit} ({task.label})"


def score_file(task: Task) -> CountedUnit | IkmError:
    """Score one file, whatever happens: what is wrong with it is a refusal, what is wrong with the options an error."""
    work = task.work
    try:
        refuse_counts(Path(task.path))
        counted = count_unit(
            task.unit,
            task.path,
            input=task.label,
            population=task.population,
            moments=work.moments,
            keep_groups=work.keep_groups,
            **work.options,
        )
        refuse_unfit(work.options.get("survey"), work.beside, _found(counted))
    except (OptionError, DefinitionError) as error:
        return error
    except Exception as error:  # noqa: BLE001 - one file must not end the others, whatever is wrong with it
        return _broken(task, type(error).__name__)
    return counted


def _found(counted: CountedUnit) -> tuple[Finding, ...]:
    told = counted.result.refusal or counted.result.result
    return () if told is None else told.findings


def unfit_unit(task: Task, error: IkmError) -> CountedUnit:
    """Refuse a file the options do not fit."""
    details = {"words": {"id": error.words("id"), "en": error.words("en")}}
    return _refused(task, Finding("file-option-unfit", details=details))


def lost_unit(task: Task, lost: Lost) -> CountedUnit:
    """Refuse a file whose worker died."""
    return _broken(task, f"exit {lost.code}")


def _broken(task: Task, reason: str) -> CountedUnit:
    return _refused(task, Finding("file-reader-stopped", details={"reason": reason}))


def _refused(task: Task, finding: Finding) -> CountedUnit:
    return refused_unit(
        task.unit,
        finding,
        input=task.label,
        population=task.population,
        regulation=task.work.options.get("regulation"),
        lang=task.work.lang,
    )


class Kept(FrozenModel):
    """A finished unit as it is kept in the folder of results."""

    format: Literal["ikm-unit"] = "ikm-unit"
    version: Literal[2] = 2
    key: str
    unit: UnitResult
    counts: TallyFile | None
    digest: str


class Store:
    """The folder of finished units.

    Parameters
    ----------
    folder : Path
        Where; it is made where it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._works: list[tuple[Work, dict[str, Any]]] = []
        make_folder(folder)

    def key(self, task: Task) -> str | None:
        """Name everything a unit's result depends on; none where the file cannot be read."""
        from ikm.sources import Input  # noqa: PLC0415 - only here a file is read for its hash alone

        try:
            with Input(task.path) as opened:
                for _ in opened.blocks(1 << 40, "text_bytes"):
                    pass
                digest = opened.sha256
        except SourceError:
            return None
        return _hash(
            {**self._of(task.work), "input": digest, "file": task.label, "unit": task.unit, "people": task.population}
        )

    def find(self, task: Task, key: str | None) -> CountedUnit | None:
        """Give the unit as an earlier run kept it; none where there is none, or it is not whole."""
        if key is None:
            return None
        try:
            kept = Kept.model_validate_json(self._place(task, key).read_bytes())
        except (OSError, ValidationError):
            return None
        if kept.key != key or kept.digest != seal(kept):
            return None
        return CountedUnit(kept.unit, kept.counts)

    def keep(self, task: Task, key: str | None, counted: CountedUnit) -> None:
        """Keep a finished unit, unless its file was changed while it was read."""
        if key is None or key != self.key(task):
            return
        fields: dict[str, Any] = {"key": key, "unit": counted.result, "counts": counted.file}
        kept = Kept(**fields, digest=seal(Kept.model_construct(**fields)))
        write_file(self._place(task, key), kept.model_dump_json(indent=1).encode() + b"\n", force=True)

    def _of(self, work: Work) -> dict[str, Any]:
        """Name what depends on the work alone, once for all its files."""
        for known, identity in self._works:
            if known is work:
                return identity
        self._works.append((work, _identity(work)))
        return self._works[-1][1]

    def _place(self, task: Task, key: str) -> Path:
        return self.folder / f"{Path(task.label).name[:_NAME]}.{key[:16]}.json"


def _identity(work: Work) -> dict[str, Any]:
    """Name what a result depends on besides its file."""
    options = dict(work.options)
    law = law_of(options.pop("regulation", None))
    plan = survey_of(options.pop("survey", None))
    reading = Reading.settled(plan, options)
    asked, named = str(reading.questionnaire), reading.index or ()
    options.pop("questionnaire", None)
    return {
        "version": [__version__, VERSION, Kept.model_fields["version"].default],
        "law": [law.key, law.digest],
        "survey": None if plan is None else plan.identity(),
        "questionnaire": sha256(Path(asked).read_bytes()).hexdigest() if asked.endswith(".toml") else asked,
        **({"indices": [one.digest for one in indices_of(named)]} if named else {}),
        "options": given(options),
        "held": [work.moments, work.keep_groups, work.beside is not None],
    }


def _hash(parts: Mapping[str, Any]) -> str:
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
