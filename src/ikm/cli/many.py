"""Many files at once: what `ikm score` and `ikm tally` do with them.

Every file is taken alike, one that cannot be used stops no other, and the outcome does not depend on how many
processes worked on it.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ikm.agencies import CountedUnit, counted_once, for_several, unite
from ikm.cli.inputs import SURVEYS, gather, read_units
from ikm.cli.outputs import make_folder, refuse_target, write_file
from ikm.cli.progress import files_done
from ikm.cli.running import console, print_json, show_found, show_next
from ikm.cli.steps import after_agency
from ikm.cli.units import Store, Task, Work, lost_unit, score_file, told_apart, unfit_unit
from ikm.cli.workers import Lost, work
from ikm.errors import IkmError, OptionError
from ikm.questionnaires import questionnaire_of
from ikm.regulation import law_of
from ikm.reports import phrases
from ikm.scoring import MINIMUM_GROUP, check_minimum
from ikm.surveys import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.agencies import AgencyResult
    from ikm.cli.options import Request
    from ikm.findings import Language
    from ikm.regulation import Regulation

__all__ = ["check_options", "score_many", "settled", "show", "tally_many", "tally_one"]

_INTERRUPTED = 130


def score_many(files: Sequence[Path], asked: Request, *, jobs: int) -> None:
    """Score every file, show a row for each and the agency's figure by three methods; exit 1 when any was refused."""
    options, out = _common(asked.alike), asked.handling.out
    tasks, absent = _tasks(files, asked.handling.units, Work(options))
    counted = _count(tasks, jobs=jobs, store=None if out is None else Store(out, Work(options)))
    if not asked.handling.allow_duplicates:
        counted = counted_once(counted, asked.lang)
    result = unite(counted, absent=absent, population=asked.scoring.population, **options)
    pairs = ((Path(task.path), one.result.refusal) for task, one in zip(tasks, counted, strict=True))
    refused = [(path, refusal) for path, refusal in pairs if refusal is not None]
    show(result, asked, after_agency(files, asked, refused))


def tally_one(file: Path, asked: Request, *, moments: bool) -> None:
    """Count one file and write its counts, to standard output where no file is named; exit 1 when it is refused."""
    lang, plan, options = asked.lang, asked.plan, asked.alike
    out, force = asked.handling.out, asked.handling.force
    population = asked.settled.population
    if plan is not None:
        options["survey"] = plan.model_copy(update={"population": None})
    if out is not None:
        refuse_target(out, force=force, inputs=[file])
    task = _tasks([file], asked.handling.units, Work(_common(options), moments=moments, keep_groups=True))[0][0]
    name = asked.handling.unit or (plan.unit if plan is not None else None) or task.unit
    people = task.population if population is None else population
    (counted,) = _count([task._replace(unit=name, population=people)], jobs=1, store=None)
    if (refusal := counted.result.refusal) is not None:
        show_found(refusal.findings, refusal.findings_total, lang, refused=True)
    if counted.file is None:
        raise typer.Exit(1)
    _warn_of_small([counted], lang)
    if out is None:
        print_json(counted.file.to_bytes().decode().rstrip("\n"))
    else:
        write_file(out, counted.file.to_bytes(), force=force, inputs=[file])
        typer.echo(phrases(lang)["written"].format(path=out), err=True)


def tally_many(files: Sequence[Path], asked: Request, *, moments: bool, jobs: int) -> None:
    """Count every file and write its counts into a folder; exit 1 when any was refused."""
    lang, options = asked.lang, asked.alike
    out, force = asked.handling.out, asked.handling.force
    if asked.handling.unit is not None or asked.scoring.population is not None:
        raise OptionError(
            "--unit and --population are for one file; for several, give a list: --units LIST.",
            id="--unit dan --population hanya untuk satu berkas; untuk beberapa berkas gunakan daftar: --units DAFTAR.",
        )
    if out is None:
        raise OptionError(
            "The counts of several files go into a folder: --out FOLDER.",
            id="Rekapitulasi beberapa berkas ditulis ke sebuah folder: --out FOLDER.",
        )
    tasks, _ = _tasks(files, asked.handling.units, Work(_common(options), moments=moments, keep_groups=True))
    targets = [out / (task.label.replace("/", "-").lstrip(".-") + ".json") for task in tasks]
    if len(set(targets)) < len(targets):
        raise OptionError(
            "Two files would give counts of the same name; rename one of them.",
            id="Dua berkas akan menghasilkan berkas rekapitulasi bernama sama; ganti nama salah satunya.",
        )
    for target in targets:
        refuse_target(target, force=force)
    make_folder(out)
    counted = _count(tasks, jobs=jobs, store=None)
    for target, one in zip(targets, counted, strict=True):
        if one.file is not None:
            write_file(target, one.file.to_bytes(), force=force)
    _warn_of_small(counted, lang)
    from ikm.rendering import show_units  # noqa: PLC0415 - rich loads only to draw

    show_units([one.result for one in counted], console(), lang)
    written = sum(one.file is not None for one in counted)
    typer.echo(phrases(lang)["tallies_written"].format(number=written, path=out), err=True)
    if written < len(counted):
        raise typer.Exit(1)


def _common(options: dict[str, Any]) -> dict[str, Any]:
    """Settle the options that hold for every file, and refuse wrong ones before any work is done."""
    options = for_several(options)
    law = law_of(options.get("regulation"))
    check_options(options, law)
    questionnaire_of(Reading.settled(options["survey"], options).questionnaire)
    return options


def check_options(options: dict[str, Any], law: Regulation | None) -> None:
    """Refuse a wrong choice before any work is done."""
    if isinstance(options.get("weight"), str):
        law_of(law).weights(options["weight"])
    check_minimum(MINIMUM_GROUP if options.get("minimum_group") is None else options["minimum_group"])


def _tasks(files: Sequence[Path], units: Path | None, common: Work) -> tuple[list[Task], list[str]]:
    """Say for each file what is to be done, and which units of the list have no file."""
    listed = read_units(units)
    tasks = []
    for one in gather(files, SURVEYS, leave_out=units):
        row = listed.find(one.label, one.path.name, one.stem)
        name = row.name if row is not None and row.name else one.stem
        tasks.append(Task(str(one.path), one.label, name, None if row is None else row.population, common))
    return told_apart(tasks), listed.absent


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
    except KeyboardInterrupt:
        form = say["interrupted" if store is None else "interrupted_kept"]
        typer.echo(form.format(done=len(done), total=len(tasks)), err=True)
        raise typer.Exit(_INTERRUPTED) from None
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


def show(result: AgencyResult, asked: Request, steps: Sequence[tuple[str, str]] = ()) -> None:
    """Print the agency's figures first and last, every unit and every note between; exit 1 when any was refused."""
    brief = asked.handling.brief and not asked.as_json
    if asked.as_json:
        print_json(result.model_dump_json(indent=2))
    else:
        from ikm.rendering import show_agency  # noqa: PLC0415 - rich loads only to draw

        show_agency(result, console(), brief=brief)
    if not brief and (not asked.as_json or sys.stderr.isatty()):
        _show_notes(result, as_json=asked.as_json)
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
