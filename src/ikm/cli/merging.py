"""Counts of several units, scored one by one and together: what `ikm merge` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from ikm.agencies import CountedUnit, count_unit, counted_once, refused_unit, unite
from ikm.cli.inputs import COUNTS, Named, UnitList, gather, read_units
from ikm.cli.many import settled, show
from ikm.cli.planned import planned
from ikm.cli.plans import check_options
from ikm.cli.steps import after_merge
from ikm.cli.units import Task, Work, told_apart
from ikm.errors import DefinitionError, IkmError, OptionError, SourceError
from ikm.regulation import law_of
from ikm.reports import phrases
from ikm.surveys import merged_file
from ikm.tallies import TallyFile, read_tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ikm.cli.options import Request

__all__ = ["merge_files"]

_OWN = (".toml", "/", "\\")
"""What the name of an instrument holds that is a file, and no name of ikm's."""


def merge_files(files: Sequence[Path], asked: Request) -> None:
    """Score files of counts one by one and together, and write the whole; exit 1 when any was refused."""
    lang = asked.lang
    options = {**asked.scoring.said("population"), "regulation": asked.reading.regulation, "lang": lang}
    named = gather(files, COUNTS, leave_out=asked.handling.units).named
    outputs = planned(asked, [*files, *(one.path for one in named)], "merge", endings=COUNTS)
    listed = read_units(asked.handling.units)
    read = [_read(one) for one in named]
    if options["regulation"] is None:
        options["regulation"] = _law_of(next((one for one in read if isinstance(one, TallyFile)), None))
    check_options(options, law_of(options["regulation"]))
    tasks = told_apart([_task(one, file, listed, Work(options)) for one, file in zip(named, read, strict=True)])
    counted = settled(tasks, [_count(task, file) for task, file in zip(tasks, read, strict=True)])
    if not asked.handling.allow_duplicates:
        counted = counted_once(counted, lang)
    result = unite(counted, absent=listed.absent, population=asked.scoring.population, **options)
    counts = _merged([one.file for one in counted], asked.handling.unit) if outputs.needs_counts else None
    if outputs.needs_counts and counts is None:
        paths = ", ".join(str(path) for path, _ in outputs.files)
        typer.echo(phrases(lang)["merge_not_written"].format(path=paths), err=True)
    else:
        outputs.write(result, counts=counts, regulation=options["regulation"])
    show(result, asked, outputs, after_merge(files, asked))


def _read(one: Named) -> TallyFile | SourceError:
    try:
        return read_tally(one.path)
    except SourceError as error:
        return error


def _task(one: Named, file: TallyFile | SourceError, listed: UnitList, work: Work) -> Task:
    """Say whose counts these are: by the list of units, else as the file says."""
    sent = file.unit if isinstance(file, TallyFile) else None
    row = listed.find(one.label, one.path.name, one.stem, sent)
    name = (row.name if row is not None and row.name else sent) or one.stem
    return Task(str(one.path), one.label, name, None if row is None else row.population, work)


def _count(task: Task, file: TallyFile | SourceError) -> CountedUnit | IkmError:
    """Score one file of counts, or refuse it."""
    options = task.work.options
    about: dict[str, Any] = {"input": task.label, "population": task.population}
    if isinstance(file, SourceError):
        law, lang = options["regulation"], task.work.lang
        return refused_unit(task.unit, file.findings[0], **about, regulation=law, lang=lang)
    try:
        return count_unit(task.unit, file, **about, **options)
    except (OptionError, DefinitionError) as error:
        return error


def _merged(files: Sequence[TallyFile | None], unit: str | None) -> TallyFile | None:
    """Merge counts; none where one was refused, or they count different elements."""
    whole = [file for file in files if file is not None]
    kinds = {(file.elements, file.low, file.high) for file in whole}
    return None if len(whole) < len(files) or len(kinds) != 1 else merged_file(whole, unit=unit)


def _law_of(file: TallyFile | None) -> Any:  # noqa: ANN401 - a Regulation or nothing, as options hold it
    """Give the instrument counts were made under, where it is one of ikm's own."""
    if file is None or any(sign in file.regulation for sign in _OWN):
        return None
    try:
        return law_of(file.regulation)
    except IkmError:
        return None
