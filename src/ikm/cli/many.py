"""Many files at once: what `ikm score` and `ikm tally` do with them.

Every file is taken alike, one that cannot be used stops no other, and the outcome does not depend on how many
processes worked on it.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ikm.agencies import CountedUnit, counted_once, unite
from ikm.cli.interruption import Interrupted
from ikm.cli.outputs import make_folder, refuse_target, refuse_targets, write_file, write_files
from ikm.cli.planned import definitions
from ikm.cli.plans import Plans
from ikm.cli.progress import files_done
from ikm.cli.running import console, print_json, show_found, show_next
from ikm.cli.sequences import refuse_named_periods, refuse_timed_periods
from ikm.cli.steps import after_agency, after_counts
from ikm.cli.units import Store, lost_unit, score_file, unfit_unit
from ikm.cli.workers import Lost, work
from ikm.errors import IkmError, OptionError
from ikm.reports import phrases
from ikm.scoring import MINIMUM_GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.agencies import AgencyResult
    from ikm.cli.options import Request
    from ikm.cli.planned import PlannedOutputs
    from ikm.cli.units import Task
    from ikm.findings import Language

__all__ = ["score_many", "settled", "show", "tally_many", "tally_one"]


def score_many(files: Sequence[Path], asked: Request, outputs: PlannedOutputs, *, jobs: int) -> None:
    """Score every file, show a row for each and the agency's figure by three methods; exit 1 when any was refused."""
    refuse_named_periods(files, asked)
    plans, out = Plans(files, asked, moments=True), outputs.folder
    outputs.protect(plans.definitions)
    options = plans.agency()
    counted = _count(plans.tasks, jobs=jobs, store=None if out is None else Store(out))
    refuse_timed_periods(files, asked, counted)
    if not asked.handling.allow_duplicates:
        counted = counted_once(counted, asked.lang)
    result = unite(counted, absent=plans.absent, population=asked.scoring.population, **options)
    pairs = ((Path(task.path), one.result.refusal) for task, one in zip(plans.tasks, counted, strict=True))
    refused = [(path, refusal) for path, refusal in pairs if refusal is not None]
    outputs.write(result, regulation=options.get("regulation"), survey=plans.survey)
    show(result, asked, outputs, after_agency(files, asked, refused, scored=result.agency.scored > 0))


def tally_one(file: Path, asked: Request, *, moments: bool) -> None:
    """Count one file and write its counts, to standard output where no file is named; exit 1 when it is refused."""
    lang, out, force = asked.lang, asked.handling.out, asked.handling.force
    plans = Plans([file], asked, moments=moments, keep_groups=True)
    inputs = [file, *definitions(asked), *plans.definitions]
    if out is not None:
        refuse_target(out, force=force, inputs=inputs)
    (task,) = plans.tasks
    typed = asked.scoring.population
    people = task.population if typed is None else typed
    (counted,) = _count([task._replace(unit=asked.handling.unit or task.unit, population=people)], jobs=1, store=None)
    if (refusal := counted.result.refusal) is not None:
        show_found(refusal.findings, refusal.findings_total, lang, refused=True)
    if counted.file is None:
        raise typer.Exit(1)
    _warn_of_small([counted], lang)
    if out is None:
        print_json(counted.file.to_bytes().decode().rstrip("\n"))
    else:
        write_file(out, counted.file.to_bytes(), force=force, inputs=inputs)
        typer.echo(phrases(lang)["written"].format(path=out), err=True)
        show_next(after_counts(out, asked), lang)


def tally_many(files: Sequence[Path], asked: Request, *, moments: bool, jobs: int) -> None:
    """Count every file and write its counts into a folder; exit 1 when any was refused."""
    lang, out, force = asked.lang, asked.handling.out, asked.handling.force
    if asked.handling.unit is not None or asked.scoring.population is not None:
        raise OptionError(
            "--unit and --population are for one file; for several, give a list: --units LIST.",
            id="--unit dan --populasi hanya untuk satu berkas; untuk beberapa berkas gunakan daftar: --units DAFTAR.",
        )
    if out is None:
        raise OptionError(
            "The counts of several files go into a folder: --out FOLDER.",
            id="Rekapitulasi beberapa berkas ditulis ke sebuah folder: --hasil FOLDER.",
        )
    tasks = Plans(files, asked, moments=moments, keep_groups=True).tasks
    targets = [out / (task.label.replace("/", "-").lstrip(".-") + ".json") for task in tasks]
    if len(set(targets)) < len(targets):
        raise OptionError(
            "Two files would give counts of the same name; rename one of them.",
            id="Dua berkas akan menghasilkan berkas rekapitulasi bernama sama; ganti nama salah satunya.",
        )
    make_folder(out)
    inputs = [*(Path(task.path) for task in tasks), *definitions(asked)]
    refuse_targets(targets, force=force, inputs=inputs)
    counted = _count(tasks, jobs=jobs, store=None)
    made = [(target, one.file.to_bytes()) for target, one in zip(targets, counted, strict=True) if one.file is not None]
    write_files(made, force=force, inputs=inputs)
    _warn_of_small(counted, lang)
    from ikm.rendering import show_units  # noqa: PLC0415 - rich loads only to draw

    show_units([one.result for one in counted], console(), lang)
    written = sum(one.file is not None for one in counted)
    typer.echo(phrases(lang)["tallies_written"].format(number=written, path=out), err=True)
    show_next(after_counts(out, asked) if written else [], lang)
    if written < len(counted):
        raise typer.Exit(1)


def _count(tasks: Sequence[Task], *, jobs: int, store: Store | None) -> list[CountedUnit]:
    """Score every task, taking finished ones from an earlier run."""
    lang = tasks[0].work.lang
    say = phrases(lang)
    done: dict[int, CountedUnit | IkmError] = {}
    keys = {place: store.key(task) for place, task in enumerate(tasks)} if store is not None else {}
    if store is not None:
        for place, task in enumerate(tasks):
            if (kept := store.find(task, keys[place])) is not None:
                done[place] = kept
    taken = len(done)
    left = [place for place in range(len(tasks)) if place not in done]
    try:
        results = work(score_file, [tasks[place] for place in left], jobs=jobs)
        with files_done(say["files_done"], len(tasks), taken) as tell, closing(results):
            for number, outcome in results:
                place = left[number]
                if isinstance(outcome, Lost):
                    done[place] = lost_unit(tasks[place], outcome)
                else:
                    done[place] = outcome
                    if store is not None and isinstance(outcome, CountedUnit):
                        store.keep(tasks[place], keys[place], outcome)
                tell(len(done))
    except Interrupted as end:
        end.said = say["interrupted" if store is None else "interrupted_kept"].format(done=len(done), total=len(tasks))
        raise
    if taken and store is not None:
        typer.echo(say["taken"].format(number=taken, total=len(tasks), path=store.folder), err=True)
    return settled(tasks, [done[place] for place in range(len(tasks))])


def settled(tasks: Sequence[Task], outcomes: Sequence[CountedUnit | IkmError]) -> list[CountedUnit]:
    """Refuse the files the options do not fit; where they fit none, for one reason, the options are wrong."""
    errors = [one for one in outcomes if isinstance(one, IkmError)]
    if len(errors) == len(tasks) and len({str(one) for one in errors}) == 1:
        raise errors[0]
    return [
        unfit_unit(task, one) if isinstance(one, IkmError) else one for task, one in zip(tasks, outcomes, strict=True)
    ]


def _warn_of_small(counted: Sequence[CountedUnit], lang: Language) -> None:
    """Say that counts of very small groups give their answers away."""
    groups = [group for one in counted if one.file is not None and one.file.by for group in one.file.groups]
    small = sum(group.complete + group.partial < MINIMUM_GROUP for group in groups)
    if small:
        typer.echo(phrases(lang)["tally_small"].format(number=small, minimum=MINIMUM_GROUP), err=True)


def show(result: AgencyResult, asked: Request, outputs: PlannedOutputs, steps: Sequence[tuple[str, str]] = ()) -> None:
    """Print the agency's figures first and last, every unit and every note between, and what was written.

    Exit 1 when any was refused.
    """
    brief = asked.handling.brief and not asked.as_json
    if asked.as_json:
        print_json(result.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_agency  # noqa: PLC0415 - rich loads only to draw

        show_agency(result, console(), brief=brief)
    if not brief and (not asked.as_json or sys.stderr.isatty()):
        _show_notes(result, as_json=asked.as_json)
    outputs.tell()
    if not asked.as_json:
        show_next(steps, result.lang)
    if result.agency.refused:
        raise typer.Exit(1)


def _show_notes(result: AgencyResult, *, as_json: bool) -> None:
    """Print what is to be known of the units together, and below it the agency's figures again."""
    if not as_json:
        console().print()
    show_found(result.agency.findings, {}, result.lang)
    if not as_json:
        from ikm.rendering import show_agency_headline  # noqa: PLC0415 - rich loads only to draw

        if result.agency.findings:
            console(stderr=True).print()
        show_agency_headline(result, console())
