"""Results: what ikm gives back, as frozen models, and the JSON contract other programs rely on.

An `IKMResult` holds every figure of one scoring with what an auditor asks next: counts, both unrounded and
rounded values, the index under the other weights, the findings, and where it all came from.  Its JSON
(``model_dump_json()``) is described by the schema ``ikm schema`` prints; names are only ever added.

The models compute nothing (`ikm.scoring` does) and draw nothing: `ikm.rendering` has the tables for a
terminal and a notebook.

>>> import ikm
>>> result = ikm.score([[4, 4, 3, 4, 3, 4, 4, 3, 4], [3, 3, 3, 4, 3, 3, 4, 3, 3]])
>>> result.ikm, result.mutu, result.elements["biaya"].nrr
(86.03, 'B', 4.0)
>>> result.elements[0].code, result.elements["U4"].name, len(result.elements)
('U1', 'Biaya/Tarif', 9)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from ikm.findings import Finding  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.frozen import FrozenMapping  # noqa: TC001 - the same
from ikm.records import ABOUT_FORMAT, ABOUT_VERSION, FrozenModel, Provenance, Span
from ikm.scoring.explained import Explained
from ikm.scoring.indices import Indices  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.scoring.parts import Alternative, Blanks, Elements, Groups  # noqa: TC001 - the same
from ikm.scoring.plotting import Plotted
from ikm.scoring.statistics import Statistics  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.scoring.uncertainty import Uncertainty  # noqa: TC001 - the same
from ikm.shown import Drawn, Exported, rendering

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from ikm.regulation import Regulation

__all__ = ["IKMResult", "Sample", "Target"]


class Sample(FrozenModel):
    """The sample-size check; ``printed`` is the printed table's row for exactly this population, if any."""

    population: int = Field(description="people served")
    required: int = Field(description="respondents needed")
    achieved: int | None = Field(default=None, description="respondents there are")
    sufficient: bool | None = Field(
        default=None,
        description="whether they are enough; null where that is not known: nobody was counted yet, or more "
        "respondents than there are people",
    )
    method: str = Field(description="how the number needed is found: `krejcie-morgan`, `slovin` or `cochran`")
    printed: int | None = Field(
        default=None, description="the printed table's row for exactly this population, where it has one"
    )
    margin: float | None = Field(default=None, description="the margin of error; null for `krejcie-morgan`")


class Target(FrozenModel):
    """A target for the index and how far it was reached: index divided by target, in percent."""

    value: float = Field(description="the index aimed at")
    achievement_percent: float = Field(description="index divided by target, in percent, rounded half up")
    reached: bool = Field(description="whether the index is the target or above")


class IKMResult(Exported, Drawn, Plotted, Explained, FrozenModel):
    """The index of a survey, and everything needed to explain it."""

    _headline: ClassVar = ("ikm", "mutu", "respondents")

    format: Literal["ikm-result"] = Field(default="ikm-result", description=ABOUT_FORMAT)
    version: Literal[1] = Field(default=1, description=ABOUT_VERSION)
    ikm: float = Field(description="the index (Indeks Kepuasan Masyarakat), rounded half up to two decimals")
    mutu: str = Field(description="its grade, A to D")
    kinerja: str = Field(description="its grade in words")
    weight: str = Field(description="the name of the weight: `0.111`, `exact`, `0.11` or `own`")
    respondents: int = Field(description="questionnaires counted")
    elements: Elements = Field(description="each element, in order")
    ikm_exact: str = Field(description="the index before rounding, as an exact fraction")
    weight_exact: str | None = Field(
        description="the weight of one element, as an exact fraction; null where every element has its own"
    )
    nrr_weighted: float = Field(description="sum of the weighted means, unrounded (jumlah NRR tertimbang)")
    alternatives: tuple[Alternative, ...] = Field(description="the index and grade under the other named weights")
    grade_depends_on_weight: bool = Field(description="whether another named weight gives another grade")
    grade_depends_on_rounding: bool = Field(description="whether the grade hangs on the last rounding")
    lowest: tuple[str, ...] = Field(description="keys of the elements with the lowest mean; several when they tie")
    highest: tuple[str, ...] = Field(description="keys of those with the highest")
    blanks: Blanks | None = Field(default=None, description="null where every questionnaire is complete")
    uncertainty: Uncertainty | None = Field(default=None, description="how sure the index is: limits, margin, grades")
    sample: Sample | None = Field(default=None, description="the sample-size check; null where no population was given")
    target: Target | None = Field(default=None, description="null where none was given")
    period: Span | None = Field(
        default=None, description="the first and last moment of answering; null without timestamps"
    )
    groups: Groups | None = Field(default=None, description="the groups of each breakdown, table after table")
    statistics: Statistics | None = Field(
        default=None, description="reliability, validity and comparisons of groups; null unless asked for"
    )
    indices: Indices | None = Field(
        default=None,
        description="the other indices of the form, such as SPAK, in the order asked for; null where none was",
    )
    findings: tuple[Finding, ...] = Field(
        default=(), description="what was found, in the order of the file; at most 1,000 about rows"
    )
    findings_total: FrozenMapping[str, int] = Field(
        default_factory=dict, validate_default=True, description="number of findings of each code"
    )
    provenance: Provenance = Field(description="where it comes from")
    title: str | None = Field(default=None, description="the survey's title, as its survey file says")
    unit: str | None = Field(default=None, description="the unit surveyed, as the survey file says")
    lang: Literal["id", "en"] = Field(default="id", description="the language of the words")

    def to_frame(
        self,
        table: Literal["elements", "groups", "findings", "counts", "indices", "items", "differences"] = "elements",
    ) -> pd.DataFrame:
        """Give one of the result's tables as a pandas DataFrame.

        Parameters
        ----------
        table : {"elements", "groups", "findings", "counts", "indices", "items", "differences"}
            ``elements``: one row an element, indexed by ``key``: ``code``, ``name``, ``mutu``, ``kinerja`` (text),
            ``total``, ``filled``, ``blank`` and ``n_1`` … ``n_4`` (whole numbers; ``total`` float64 where questions
            were averaged), ``nrr``, ``weight``, ``nrr_weighted``, ``ikm`` (float64), the limits ``nrr_low`` and
            ``nrr_high`` (Float64).

            ``groups``: one row a group, of all breakdowns: ``table`` (string: what it is by), a column for each column
            grouped by (string; ``<NA>`` in the tables of others, and of groups that are not named), ``respondents``
            (Int64), ``ikm`` (Float64), ``mutu``, ``kinerja`` (string), ``hidden`` (boolean), ``merged`` (Int64: how
            many small groups the row stands for), the limits ``ikm_low`` and ``ikm_high`` (Float64), and the NRR of
            each element under its key (Float64).  Figures that are hidden are ``<NA>``.

            ``findings``: one row a finding: ``code`` (string), ``severity`` (category, notice < warning < error),
            ``file``, ``sheet``, ``cell`` (string), ``row`` (Int64), ``label``, ``column``, ``value``, ``message``,
            ``expected``, ``action`` (string).

            ``indices``: one row an item of each other index: ``index``, ``key``, ``code``, ``name`` (string), ``total``
            (Float64), ``filled``, ``blank`` (Int64), ``nrr``, ``weight``, ``ikm`` (Float64), ``mutu`` (string).

            ``counts``: one row an element and level: ``element``, ``code`` (string), ``score`` (Int64, or Float64 where
            questions were averaged), ``n`` (Int64).

            ``items``, of a result with ``statistics=True``: one row an element, the item table: ``key``, ``code``,
            ``name`` (string), ``answers`` (Int64), ``deviation`` (Float64), ``floor``, ``ceiling`` (Int64),
            ``item_rest`` (Float64), ``valid`` (boolean), ``alpha_if_deleted`` (Float64), ``reason`` (string).

            ``differences``, of such a result with breakdowns: whether groups differ, one row a breakdown (``element``
            and ``code`` are ``<NA>``: the respondents' indexes) and one each of its elements: ``table``, ``element``,
            ``code``, ``test`` (string), ``groups``, ``answers`` (Int64), ``h`` (Float64), ``df`` (Int64), ``u``, ``z``,
            ``p``, ``p_holm``, ``effect`` (Float64), ``significant`` (boolean), ``reason`` (string).

        Returns
        -------
        pandas.DataFrame
            Without a row where the result has no such part.

        Raises
        ------
        OptionError
            For another name.

        Examples
        --------
        >>> import ikm
        >>> ikm.score([[4] * 9, [3] * 9], weight="exact").to_frame().loc["biaya", ["nrr", "ikm"]].tolist()
        [3.5, 87.5]
        """
        frame: pd.DataFrame = rendering().result_frame(self, table)
        return frame

    def translated(self, lang: Literal["id", "en"], *, regulation: str | Path | Regulation | None = None) -> IKMResult:
        """Give the result in the other language: names, *kinerja*, findings.  Nothing is scored again.

        Parameters
        ----------
        lang : {"id", "en"}
            The language.
        regulation : str, path or Regulation, optional
            The instrument it was scored under, where it does not come with ikm.

        Returns
        -------
        IKMResult
            Equal to what scoring with this language gives.

        Raises
        ------
        OptionError
            If the instrument must be given, or is another one.
        """
        translated: IKMResult = rendering().translate_result(self, lang, regulation)
        return translated

    def __str__(self) -> str:
        line: str = rendering().result_line(self)
        return line
