"""Trends: the periods of one survey, read and compared: what `ikm compare` does.

Each file is read as `ikm score` reads it, with the survey file that is named or lies beside it; earlier figures and
targets come from the survey file of the last one.  A file that is named several times, with a period before each, gives
each its own answers.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import typer

from ikm.cli.beside import beside, refuse_unfit
from ikm.cli.inputs import COUNTS
from ikm.cli.periods import refused, typed_periods, typed_targets
from ikm.cli.planned import definitions, planned
from ikm.cli.progress import sign_of_life
from ikm.cli.quoting import typed_as
from ikm.cli.running import console, load_file, print_json, refuse, show_found, show_next
from ikm.cli.steps import after_trend
from ikm.comparisons import compare, counted_result, for_each_period, kept_figures, labels_of
from ikm.errors import ResponseError
from ikm.findings import LANGUAGES, display
from ikm.reports import phrases
from ikm.responses.times import readable
from ikm.scoring import IKMResult
from ikm.surveys import leave_unasked, read_survey_file, same_period, score

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ikm.cli.options import Request
    from ikm.cli.periods import TypedPeriod
    from ikm.cli.planned import PlannedOutputs
    from ikm.comparisons import Comparison
    from ikm.errors import OptionError
    from ikm.surveys import SurveyFile

__all__ = ["compare_files"]

_LABEL = 80


def compare_files(periods: Sequence[str], asked: Request, targets: Sequence[str]) -> None:
    """Compare what was typed, write and show what came of it; exit 1 when a file was refused."""
    _Comparing(typed_periods(periods), asked, typed_targets(targets)).run(periods, targets)


class _Comparing:
    """A comparison in the making.

    Parameters
    ----------
    periods : sequence of TypedPeriod
        What was typed.
    asked : Request
        The options.
    targets : dict
        The targets that were typed.
    """

    def __init__(self, periods: Sequence[TypedPeriod], asked: Request, targets: dict[str, float]) -> None:
        self._periods, self._asked, self._targets = periods, asked, targets
        self._files = [one.path for one in periods if one.path is not None]
        self._several = {path for path, number in Counter(self._files).items() if number > 1}
        self._plans: dict[Path, SurveyFile] = {}
        found = [self._beside(path) for path in self._files]
        self._found = [path for path in dict.fromkeys(found) if path is not None]
        self._last = next((path for path in reversed(found) if path is not None), None)

    def run(self, typed: Sequence[str], targets: Sequence[str]) -> None:
        """Read every period, compare them, write and show what came of it."""
        asked, lang = self._asked, self._asked.lang
        self._tell()
        inputs = [*self._files, *self._found, *definitions(asked)]
        outputs = planned(asked, inputs, "compare", endings=())
        with sign_of_life("Menghitung …" if lang == "id" else "Scoring …", lang):
            sources = [self._read(one) for one in self._periods]
        plan = asked.plan if self._last is None else self._plan(self._last)
        order = self._labelled(sources, plan)
        if len(order) < 2 and (plan is None or not plan.history):
            raise _one_only(next(iter(order)), typed)
        handling = asked.handling
        said = {name: getattr(asked.scoring, name) for name in ("weight", "missing", "confidence", "minimum_group")}
        said["regulation"] = asked.reading.regulation
        comparison = compare(
            order, survey=plan, targets=self._targets, title=handling.title, unit=handling.unit, lang=lang,
            **{name: value for name, value in said.items() if value is not None},
        )  # fmt: skip
        if handling.title is None and handling.unit is None:
            comparison = _headed(comparison, sources)
        outputs.write(comparison)
        self._show(comparison, outputs, typed, targets)

    def _beside(self, path: Path) -> Path | None:
        """Give the survey file that lies beside a file, where none is named and one is wanted."""
        handling = self._asked.handling
        return None if handling.survey is not None or handling.no_survey else beside(path)

    def _plan(self, path: Path) -> SurveyFile:
        if path not in self._plans:
            self._plans[path] = read_survey_file(path)
        return self._plans[path]

    def _tell(self) -> None:
        asked = self._asked
        if asked.as_json and not sys.stderr.isatty():
            return
        say = phrases(asked.lang, "survey")
        for path in self._found:
            number = sum(self._beside(file) == path for file in set(self._files))
            typer.echo(say["beside" if number == 1 else "beside_many"].format(path=path, number=number), err=True)

    def _read(self, one: TypedPeriod) -> Any:  # noqa: ANN401 - a result, counts, or an index
        """Read a period: what was kept as it is, a survey by scoring it."""
        if one.path is None:
            return one.ikm
        found = self._beside(one.path)
        plan = for_each_period(self._asked.plan if found is None else self._plan(found))
        if one.path.suffix.casefold() not in COUNTS:
            return self._score(one, one.path, plan, found)
        kept = kept_figures(one.path)
        if isinstance(kept, IKMResult):
            return kept
        options = {**self._asked.scoring.said(), "regulation": self._asked.reading.regulation}
        return counted_result(kept, plan, self._asked.lang, options)

    def _score(self, one: TypedPeriod, path: Path, plan: SurveyFile | None, found: Path | None) -> IKMResult:
        """Score a file as `ikm score` does; one that holds several periods, the answers of this one."""
        asked, reading = self._asked, self._asked.reading.said()
        if path in self._several:
            reading["period"] = readable(one.label or "")
            if reading["period"] is None:
                key = "file_twice" if one.label is None else "not_a_period"
                raise refused(key, name=display(path.name, _LABEL), label=display(one.label, _LABEL))
        responses = load_file(path, asked, reading, plan)
        refuse_unfit(plan, found, responses.findings)
        try:
            return score(leave_unasked(responses), survey=plan, **asked.scoring.said(), lang=asked.lang)
        except ResponseError as error:
            refuse(error.report(asked.lang), path, asked)

    def _labelled(self, sources: Sequence[Any], plan: SurveyFile | None) -> dict[str, Any]:
        """Name each period: as typed, else by its time, else by its file."""
        typed = [one.label for one in self._periods if one.label is not None]
        past = [row.period for row in (plan.history or ())] if plan is not None else []
        unnamed = [place for place, one in enumerate(self._periods) if one.label is None]
        made = labels_of([sources[place] for place in unnamed], [*past, *typed], self._asked.lang)
        labels = [one.label or "" for one in self._periods]
        for place, label in zip(unnamed, made, strict=True):
            labels[place] = label
        often = Counter(labels)
        for place in unnamed:
            path = self._periods[place].path
            if path is not None and (not labels[place] or often[labels[place]] > 1):
                labels[place] = path.stem
        for place, label in enumerate(labels):
            if any(same_period(label, other) for other in labels[:place]):
                raise refused("twice", label=display(label, _LABEL))
        return dict(zip(labels, sources, strict=True))

    def _show(
        self, comparison: Comparison, outputs: PlannedOutputs, typed: Sequence[str], targets: Sequence[str]
    ) -> None:
        """Print the last index first, and last, below what was found, with the next step."""
        asked, lang = self._asked, self._asked.lang
        if asked.as_json:
            print_json(comparison.model_dump_json(indent=2))
            if sys.stderr.isatty():
                show_found(comparison.findings, {}, lang)
            outputs.tell()
            return
        from ikm.rendering import show_trend, show_trend_headline  # noqa: PLC0415 - rich loads only to draw

        paper, brief = console(), asked.handling.brief
        show_trend(comparison, paper, brief=brief)
        if not brief:
            paper.print()
            show_found(comparison.findings, {}, lang)
            if comparison.findings:
                console(stderr=True).print()
            show_trend_headline(comparison, paper)
        outputs.tell()
        show_next(after_trend(typed, targets, asked), lang)


def _one_only(label: str, typed: Sequence[str]) -> OptionError:
    """Refuse a single period, and say how the one before it is added."""
    span = readable(label)
    year = "2022" if span is None else str(span.first.year - 1)
    words = {lang: f"{year}=82{',' if lang == 'id' else '.'}24" for lang in LANGUAGES}
    return refused("one_only", typed={lang: typed_as(["compare", words[lang], *typed]) for lang in LANGUAGES})


def _headed(comparison: Comparison, sources: Sequence[Any]) -> Comparison:
    """Take title and unit of the last result that has them, where the survey file has none."""
    update = {}
    for name in ("title", "unit"):
        said = (getattr(one, name, None) for one in reversed(sources))
        update[name] = getattr(comparison, name) or next(filter(None, said), None)
    return comparison.model_copy(update=update)
