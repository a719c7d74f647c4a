"""Trend: several periods side by side, what changed from each to the next, and what makes two of them differ in kind.

A change is the difference of the two figures as they are published: of the indices and converted values with two
decimals, so that whoever subtracts what is printed gets what is printed.  Whether it is more than chance stands beside
it (`ikm.comparisons.chance`).  Where two periods were weighted differently,
scored under different instruments or asked different elements, the difference is given all the same, and a finding says
what it cannot be taken for.

>>> import ikm
>>> trend = ikm.compare({"2022": 82.24, "2023": ikm.score("examples/ppid-2023.xlsx")}, targets={"2023": 81})
>>> [(one.label, one.ikm, one.mutu, one.reached) for one in trend.periods]
[('2022', 82.24, 'B', None), ('2023', 83.86, 'B', True)]
>>> trend.changes[0].ikm, [finding.code for finding in trend.findings]
(1.62, ['compare-weight-unknown', 'compare-elements-unknown'])
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from ikm.arguments import exact_number, one_of
from ikm.comparisons.chance import ChangeTest, element_tests, index_test
from ikm.comparisons.differences import differences
from ikm.comparisons.labels import label_of
from ikm.comparisons.order import earlier, to_come, with_history
from ikm.comparisons.periods import PeriodResult, for_each_period, period_of_source
from ikm.errors import OptionError
from ikm.findings import LANGUAGES, Finding
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel
from ikm.regulation import builtin_regulations, load_regulation
from ikm.scoring import CONFIDENCE, MINIMUM_GROUP, share_of
from ikm.shown import Drawn, Exported, rendering
from ikm.surveys import READING, SCORING, refuse_unknown, survey_of, target_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ikm.findings import Language
    from ikm.scoring import IKMResult
    from ikm.shown import Chart
    from ikm.surveys import SurveyFile

__all__ = ["Change", "Comparison", "compare", "trend_of"]


class Change(FrozenModel):
    """What changed from one period to the next."""

    _headline: ClassVar = ("before", "after", "ikm")

    before: str = Field(description="the label of the earlier period")
    after: str = Field(description="the label of the later period")
    ikm: float = Field(description="the later index less the earlier one, of the figures as published")
    mutu: Literal["better", "same", "worse"] | None = Field(
        description="whether the grade is a better one; null where the instruments have different bands"
    )
    elements: FrozenMapping[str, float] = Field(
        description="for each element both periods have, the later converted value less the earlier one"
    )
    test: ChangeTest | None = Field(
        default=None, description="the limits of the change of the index, and whether it is more than chance"
    )
    element_tests: FrozenMapping[str, ChangeTest] = Field(
        default_factory=dict,
        validate_default=True,
        description="the same of the converted value of each element whose counts both periods have",
    )


class Comparison(Exported, Drawn, FrozenModel):
    """Several periods, in order, and what changed between them."""

    format: Literal["ikm-comparison"] = Field(default="ikm-comparison", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    title: str | None = Field(default=None, description="what the survey is called")
    unit: str | None = Field(default=None, description="the unit surveyed")
    periods: tuple[PeriodResult, ...] = Field(description="the periods, the earliest first")
    changes: tuple[Change, ...] = Field(description="from each period to the next")
    targets: FrozenMapping[str, float] = Field(
        description="the targets of periods to come, such as the last year of a plan, by what they are called"
    )
    findings: tuple[Finding, ...] = Field(default=(), description="what makes periods differ in kind")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")

    def to_frame(self, table: Literal["periods", "elements"] = "periods") -> pd.DataFrame:
        """Give the periods, or their elements, as a pandas DataFrame.

        Parameters
        ----------
        table : {"periods", "elements"}
            ``periods``: one row a period, indexed by ``label``: ``ikm`` (Float64), ``mutu``, ``kinerja`` (string),
            ``respondents`` (Int64), ``change`` (Float64: from the period before), ``target`` (Float64), ``reached``,
            ``published`` (boolean), ``weight``, ``regulation``, ``input_name`` (string), and of the change its limits
            ``change_low`` and ``change_high``, the probability ``p`` of such a change by chance (Float64), and whether
            it is more than chance, ``significant`` (boolean).

            ``elements``: one row an element of a period: ``label``, ``key``, ``code``, ``name``, ``mutu`` (string),
            ``nrr``, ``ikm``, ``change`` (Float64), and the same of its change, with ``p_holm``: nine tests have nine
            chances to be wrong.

        Returns
        -------
        pandas.DataFrame

        Raises
        ------
        OptionError
            For another name.

        Examples
        --------
        >>> import ikm
        >>> trend = ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"})
        >>> trend.to_frame()["change"].tolist()
        [<NA>, 1.62]
        """
        frame: pd.DataFrame = rendering().comparison_frame(self, table)
        return frame

    def plot(self, *, width: int = 760) -> Chart:
        """Draw the index of each period against the bands of the grades, with the targets.

        Parameters
        ----------
        width : int
            The width in pixels; below 560, for a telephone or a column, names stand above their bars.

        Returns
        -------
        Chart
        """
        chart: Chart = rendering().plot_trend(self, width)
        return chart

    def __repr__(self) -> str:
        told = ", ".join(f"{one.label}: {one.ikm} {one.mutu}" for one in self.periods)
        return f"<Comparison: {told}>"


def compare(
    periods: Mapping[str, Any],
    *,
    survey: str | Path | SurveyFile | None = None,
    targets: Mapping[str, float] | None = None,
    title: str | None = None,
    unit: str | None = None,
    lang: Language = "id",
    **options: Any,  # noqa: ANN401 - those of ikm.score
) -> Comparison:
    """Put the periods of a survey side by side.

    Parameters
    ----------
    periods : mapping
        For each period, in order, what is known of it: a result, a survey, the path of a result kept as JSON, counts,
        the published index alone (``82.24``), or a mapping with what else was published (``ikm``, ``mutu``,
        ``respondents``, ``weight``, ``regulation``, ``target``, ``elements``).
    survey : path or SurveyFile, optional
        A survey file: its earlier periods stand before those given, its targets hold, its options are those of what is
        scored here; what it says of one period alone (``period``, ``exclude_rows``, ``target``) is left out, but for
        the target of the last.
    targets : mapping, optional
        The index aimed at, by the label of the period; a year's is that of its quarters too.  Labels of periods that
        come later are targets to come.
    title, unit : str, optional
        What the survey is called, and whose it is.
    lang : {"id", "en"}
        The language of the words.
    **options
        Options of `ikm.score`, the same for every survey that is scored here; ``confidence`` (0.95 unless given) is
        that of the limits of changes too.

    Returns
    -------
    Comparison

    Raises
    ------
    OptionError
        If there are fewer than two periods, or a figure makes no sense.
    SourceError, ResponseError
        If a survey cannot be read or scored.

    Examples
    --------
    >>> import ikm
    >>> trend = ikm.compare({"2022": 82.24, "2023": "examples/ppid-2023.xlsx"}, targets={"2023": 81, "2027": 90})
    >>> trend.changes[0].ikm, trend.periods[1].reached, dict(trend.targets)
    (1.62, True, {'2027': 90.0})
    """
    one_of("lang", lang, LANGUAGES)
    refuse_unknown("compare", options, READING | SCORING)
    plan = survey_of(survey)
    if not isinstance(periods, Mapping):
        raise OptionError('Periods have names: {"2022": 82.24, "2023": "ppid-2023.xlsx"}.')
    order = with_history(periods, () if plan is None else plan.history or ())
    if len(order) < 2:
        raise OptionError(
            'A trend has at least two periods, as {"2022": 82.24, "2023": "ppid-2023.xlsx"}.',
            id="Tren memerlukan sedikitnya dua periode.",
        )
    sure = options.get("confidence")
    if sure is None and plan is not None:
        sure = plan.confidence
    level = CONFIDENCE if sure is None else share_of(sure, "confidence", "0.95")
    aimed = {str(label): _target(str(label), value) for label, value in (targets or {}).items()}
    usual = {} if plan is None else dict(plan.targets or {})
    last = list(order)[-1]
    if plan is not None and plan.target is not None and target_of(usual, last) is None:
        usual[last] = plan.target
    each = for_each_period(plan)
    found = tuple(
        period_of_source(
            label, source, target=_aim(aimed, label), usual=_aim(usual, label), survey=each, lang=lang, **options
        )
        for label, source in order.items()
    )
    said = {"title": title, "unit": unit}
    if plan is not None:
        said = {name: given or getattr(plan, name) for name, given in said.items()}
    return Comparison(
        **said,
        periods=found,
        changes=tuple(_change(before, after, level) for before, after in pairwise(found)),
        targets=to_come(aimed, usual, list(order)),
        findings=tuple(finding.translated(lang) for finding in differences(found, _minimum(options, plan))),
        lang=lang,
    )


def trend_of(result: IKMResult, survey: str | Path | SurveyFile | None, *, label: str = "") -> Comparison | None:
    """Give the trend that ends in a result, by the earlier periods of its survey file; none where it has none.

    Parameters
    ----------
    result : IKMResult
        The result of the last period.
    survey : path or SurveyFile
        The survey file.
    label : str
        What the last period is called, where neither the period asked for nor its answers tell.

    Examples
    --------
    >>> import ikm
    >>> from ikm.surveys import parse_survey_file
    >>> plan = parse_survey_file("riwayat = [{periode = 2022, ikm = 82.24}]", "survei.toml")
    >>> trend_of(ikm.score("examples/ppid-2023.xlsx"), plan)
    <Comparison: 2022: 82.24 B, 2023: 83.86 B>
    """
    plan = survey_of(survey)
    if plan is None or not plan.history:
        return None
    names = [row.period for row in plan.history]
    current = label_of(result, names) or label or {"id": "Periode ini", "en": "This period"}[result.lang]
    past = earlier(plan.history, current)
    if not past:
        return None
    only = plan.model_copy(update={"history": past})
    return compare({current: result}, survey=only, title=result.title, unit=result.unit, lang=result.lang)


def _minimum(options: Mapping[str, Any], plan: SurveyFile | None) -> int:
    """Give the number of respondents that a figure is of at the least, unless it gives answers away."""
    said = options.get("minimum_group") or (None if plan is None else plan.minimum_group)
    return MINIMUM_GROUP if said is None else int(said)


def _target(label: str, value: object) -> float:
    exact = exact_number(value)
    if exact is None or not 0 < exact <= 100:
        raise OptionError(
            f"The target of {label!r} is an index above 0, at most 100; got {value!r}.",
            id=f"Target {label!r} adalah IKM di atas 0, paling besar 100; tertulis {value!r}.",
        )
    return float(exact)


def _aim(targets: Mapping[str, float], label: str) -> float | None:
    name = target_of(targets, label)
    return None if name is None else targets[name]


def _change(before: PeriodResult, after: PeriodResult, confidence: Fraction) -> Change:
    better = {True: "better", False: "worse"}
    same = before.regulation == after.regulation
    mutu: Any = None
    if same:
        mutu = "same" if before.mutu == after.mutu else better[_is_better(after, before)]
    pairs = [(one, before.element(one.key)) for one in after.elements]
    return Change(
        before=before.label,
        after=after.label,
        ikm=_less(after.ikm, before.ikm),
        mutu=mutu,
        elements={one.key: _less(one.ikm, other.ikm) for one, other in pairs if other is not None},
        test=index_test(before, after, confidence),
        element_tests=element_tests(before, after, confidence),
    )


def _is_better(after: PeriodResult, before: PeriodResult) -> bool:
    """Tell whether a grade is the higher one; of an instrument that is not at hand by the index it was given for."""
    if after.regulation not in builtin_regulations():
        return after.ikm > before.ikm
    rising = [band.mutu for band in load_regulation(after.regulation).bands]
    places = [rising.index(one.mutu) if one.mutu in rising else -1 for one in (after, before)]
    return places[0] > places[1]


def _less(after: float, before: float) -> float:
    """Subtract two published figures, exactly."""
    return float(Fraction(str(after)) - Fraction(str(before)))
