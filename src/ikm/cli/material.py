"""Material: what products are made of, and how each is made of it.

A survey, an agency and a comparison have a report each; of a survey and of an agency there is the report that is handed
in, too, and the panel of either.  Each is prepared once, when the first product asks for it.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ikm.arguments import contents_of
from ikm.errors import OptionError
from ikm.findings import LANGUAGES
from ikm.reports import phrases

if TYPE_CHECKING:
    from pathlib import Path

    from ikm.agencies import AgencyResult
    from ikm.audits import Audit
    from ikm.cli.products import Product
    from ikm.comparisons import Comparison
    from ikm.forms import SurveyForm
    from ikm.regulation import Regulation
    from ikm.reports import FollowUp, Panel, Report
    from ikm.responses import Responses
    from ikm.scoring import IKMResult
    from ikm.surveys import SurveyFile
    from ikm.tallies import TallyFile
    from ikm.targets import Achievement

__all__ = [
    "Material",
    "contents",
    "counts_json",
    "element_chart",
    "form_survey",
    "made_of",
    "result_json",
    "social_png",
    "social_svg",
    "trend_chart",
]

_LARGEST = 256 << 20
"""How many bytes a template, a logo or an earlier document may have."""


class Material:
    """What products are made of; each is prepared once, when it is first needed.

    Parameters
    ----------
    result : IKMResult, AgencyResult, Comparison, Audit, Achievement or SurveyForm
        What is told of.
    responses : Responses, optional
        The answers it was scored from.
    counts : TallyFile, optional
        The counts of several units.
    trend : Comparison, optional
        The trend that ends in the result.
    survey : SurveyFile, optional
        The survey file, for the follow-up plan.
    respondents : bool
        Whether the rows of the respondents are told.
    regulation : str, optional
        The instrument that was named.
    template : Path, optional
        The office's own document, to be filled in.
    logo : Path, optional
        The picture of the panel.
    """

    def __init__(
        self,
        result: IKMResult | AgencyResult | Comparison | Audit | Achievement | SurveyForm,
        responses: Responses | None = None,
        counts: TallyFile | None = None,
        *,
        trend: Comparison | None = None,
        survey: SurveyFile | None = None,
        respondents: bool = True,
        regulation: str | Regulation | None = None,
        template: Path | None = None,
        logo: Path | None = None,
    ) -> None:
        self.result: Any = result
        self.counts = counts
        self.trend = trend
        self._survey = survey
        self._responses = responses
        self._respondents = respondents
        self._regulation = regulation
        self._template, self._logo = template, logo

    @property
    def form(self) -> SurveyForm:
        """The form."""
        form: SurveyForm = self.result
        return form

    @cached_property
    def report(self) -> Report:
        """The report."""
        reports: Any = import_module("ikm.reports")
        law, kind = self._regulation, self.result.format
        if kind == "ikm-comparison":
            return reports.trend_report(self.result)  # type: ignore[no-any-return]
        if kind == "ikm-achievement":
            return reports.achievement_report(self.result)  # type: ignore[no-any-return]
        if kind == "ikm-audit":
            return reports.audit_report(self.result)  # type: ignore[no-any-return]
        if kind == "ikm-agency":
            published = None if self._survey is None else self._survey.agency_figure
            return reports.agency_report(self.result, published=published, regulation=law)  # type: ignore[no-any-return]
        about = {"comparison": self.trend, "plans": self.plans, "regulation": law}
        return reports.report_of(  # type: ignore[no-any-return]
            self.result, self._responses, respondents=self._respondents, **about
        )

    @cached_property
    def plans(self) -> FollowUp:
        """The follow-up plan, and the last one."""
        reports: Any = import_module("ikm.reports")
        if self._survey is None or not self._survey.plan:
            return reports.FollowUp()  # type: ignore[no-any-return]
        if self.trend is not None:
            period = self.trend.periods[-1].label
        else:
            comparisons: Any = import_module("ikm.comparisons")
            period = comparisons.label_of(self.result, [row.period for row in self._survey.plan if row.period])
        return reports.follow_up_of(self._survey, period)  # type: ignore[no-any-return]

    @cached_property
    def official(self) -> Report:
        """The report that an office hands in; of an agency that of its respondents together."""
        reports: Any = import_module("ikm.reports")
        about: dict[str, Any] = {"comparison": self.trend, "respondents": self._respondents}
        about |= {"plan": self.plans.present, "previous_plan": self.plans.previous, "regulation": self._regulation}
        if self.result.format == "ikm-result":
            return reports.official_report(self.result, self._responses, **about)  # type: ignore[no-any-return]
        pooled = getattr(self.result, "agency").pooled  # noqa: B009 - only an agency comes here
        if pooled is None:
            told = {lang: phrases(lang, "output")["no_official"] for lang in LANGUAGES}
            raise OptionError(told["en"], id=told["id"])
        return reports.official_report(pooled, agency=self.result, **about)  # type: ignore[no-any-return]

    @cached_property
    def panel(self) -> Panel:
        """The publication panel."""
        reports: Any = import_module("ikm.reports")
        unit = self._survey.unit if self._survey is not None else None
        one = self.result.format == "ikm-result"
        period: str = import_module("ikm.comparisons").label_of(self.result) if one else ""
        logo = None if self._logo is None else contents(self._logo)
        return reports.panel_of(self.report, unit=unit or "", period=period, logo=logo)  # type: ignore[no-any-return]

    @property
    def template(self) -> bytes | None:
        """The office's own document."""
        return None if self._template is None else contents(self._template)


def contents(path: Path) -> bytes:
    """Read a file of the office; one that is too large is refused."""
    data = contents_of(path, most=_LARGEST)
    if len(data) > _LARGEST:
        raise OptionError(
            f"{path.name} is larger than {_LARGEST >> 20} MB; make it smaller.",
            id=f"{path.name} lebih besar dari {_LARGEST >> 20} MB; perkecil dahulu.",
        )
    return data


def made_of(product: Product, material: Material, earlier: bytes | None = None) -> bytes:
    """Make a product.

    Parameters
    ----------
    product : Product
        Which.
    material : Material
        Of what.
    earlier : bytes, optional
        The file it replaces, where what the office wrote in it is kept.
    """
    module, _, function = product.function.partition(":")
    kept = {"kept": earlier, "template": material.template} if product.keeps else {}
    made: str | bytes = getattr(import_module(module), function)(getattr(material, product.source), **kept)
    return made.encode() if isinstance(made, str) else made


def social_svg(panel: Panel) -> str:
    """Draw a panel in the shape of social media."""
    rendering: Any = import_module("ikm.rendering")
    drawn: str = rendering.panel_svg(panel, shape="4:5")
    return drawn


def social_png(panel: Panel) -> bytes:
    """Draw a panel in the shape of social media."""
    rendering: Any = import_module("ikm.rendering")
    drawn: bytes = rendering.panel_png(panel, shape="4:5")
    return drawn


def element_chart(report: Report) -> str:
    """Draw the figure of the elements; of many units that of the units."""
    from ikm.reports import ElementFigure  # noqa: PLC0415 - only a chart needs it

    chapters = [report.chapter(key) for key in ("unsur", "unit")]
    blocks = [block for chapter in chapters if chapter is not None for block in chapter.blocks]
    figure = next((block for block in blocks if isinstance(block, ElementFigure)), None)
    if figure is None:
        raise OptionError("There is no figure to draw.", id="Tidak ada nilai yang dapat digambar.")
    rendering: Any = import_module("ikm.rendering")
    drawn: str = rendering.chart_svg(figure, lang=report.lang)
    return drawn


def trend_chart(report: Report) -> str:
    """Draw the figure of the trend."""
    chapter, reports = report.chapter("tren"), import_module("ikm.reports")
    figures = () if chapter is None else (one for one in chapter.blocks if isinstance(one, reports.TrendFigure))
    figure = next(iter(figures), None)
    if figure is None:
        told = {lang: phrases(lang, "trend")["no_trend"] for lang in LANGUAGES}
        raise OptionError(told["en"], id=told["id"])
    rendering: Any = import_module("ikm.rendering")
    drawn: str = rendering.chart_svg(figure, lang=report.lang)
    return drawn


def result_json(result: IKMResult | AgencyResult | Comparison | Audit | Achievement) -> bytes:
    """Give exactly what ``--json`` prints."""
    return result.model_dump_json(indent=2).encode() + b"\n"


def form_survey(form: SurveyForm) -> bytes:
    """Write the survey file of a form, by which its answers are read with the questionnaire it was made of."""
    from ikm.columns import quoted  # noqa: PLC0415 - only a survey file needs it

    say = phrases(form.lang, "form")
    lines = [f"# {say['plan_what']}", "", f"{say['plan_title']} = {quoted(form.title)}"]
    lines += [f"unit = {quoted(form.unit)}"] if form.unit else []
    return "\n".join([*lines, f"{say['plan_questionnaire']} = {quoted(form.questionnaire)}", ""]).encode()


def counts_json(counts: TallyFile) -> bytes:
    """Give the counts as a file that can be merged again."""
    return counts.to_bytes()
