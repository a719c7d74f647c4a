"""Indices: what a result holds of the indices that a form asks for besides the SKM.

Each has its own items, scale, grade and source; the sample, the findings and the provenance are those of the result it
stands in.  Both scales are there: the mean of the items (``mean``) and the converted index (``ikm``); ``value`` is the
one that is published, as ``scale`` says.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana", "Diskriminasi", "Pungli", "Calo",
...           "Gratifikasi"]
>>> result = ikm.score([header, [3] * 9 + [4, 4, 3, 4], [4] * 9 + [3, 4, 4, 4]], index="spak-rata-rata")
>>> spak = result.indices["spak-rata-rata"]
>>> spak.value, spak.scale, spak.ikm, spak.mutu, spak.elements["pungli"].nrr
(3.75, 'mean', 93.75, 'A', 4.0)
"""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenList, FrozenModel
from ikm.scoring.parts import Blanks, Elements, Groups  # noqa: TC001 - the same
from ikm.scoring.uncertainty import Uncertainty  # noqa: TC001 - the same

__all__ = ["Importance", "IndexBand", "IndexResult", "Indices"]


class IndexBand(FrozenModel):
    """One row of the grades of an index."""

    mutu: str = Field(description="the grade")
    kinerja: str = Field(description="the grade in words")
    low: float = Field(description="the least converted index of it")
    high: float = Field(description="the greatest")


class Importance(FrozenModel):
    """How much respondents say an item matters."""

    total_exact: str = Field(description="the sum of the scores that say so, as an exact fraction")
    filled: int = Field(description="questionnaires that gave one")

    @property
    def mean(self) -> Fraction:
        """The mean importance, exact."""
        return Fraction(self.total_exact) / self.filled


class IndexResult(FrozenModel):
    """One index of a form besides the SKM."""

    _headline: ClassVar = ("key", "value", "mutu")

    key: str = Field(description="the instrument it is made by, such as `spak`")
    short: str = Field(description="what it is called beside a figure: `SPAK`")
    name: str = Field(description="the title of the instrument in the language of the result")
    value: float = Field(description="the figure that is published, rounded half up")
    scale: Literal["converted", "mean"] = Field(
        description="which it is: `converted` as `ikm`, or `mean` as the mean of the items"
    )
    ikm: float = Field(description="the converted index, rounded half up")
    ikm_exact: str = Field(description="the same before rounding, as an exact fraction")
    mean: float = Field(description="the weighted mean of the items on the scale of the answers, unrounded")
    mean_exact: str = Field(description="the same as an exact fraction")
    low: int = Field(description="the lowest answer of the scale")
    high: int = Field(description="the highest")
    factor: int = Field(description="what makes the converted index of the mean")
    mutu: str = Field(description="its grade")
    kinerja: str = Field(description="its grade in words")
    grade_depends_on_rounding: bool = Field(description="whether the grade hangs on the last rounding")
    weighting: Literal["equal", "importance"] = Field(
        description="whether items weigh alike, or as much as respondents say they matter"
    )
    weight_exact: str | None = Field(
        description="the weight of one item, as an exact fraction; null where every item has its own"
    )
    respondents: int = Field(description="questionnaires of the sample; `filled` says how many answered an item")
    elements: Elements = Field(description="each item, in the order of the form")
    lowest: tuple[str, ...] = Field(description="keys of the items with the lowest mean; several when they tie")
    highest: tuple[str, ...] = Field(description="keys of those with the highest")
    blanks: Blanks | None = Field(default=None, description="null where every questionnaire answers all items")
    uncertainty: Uncertainty | None = Field(
        default=None, description="how sure it is, as that of the result; null where items weigh by their importance"
    )
    groups: Groups | None = Field(default=None, description="the groups of each breakdown, as those of the result")
    source: str = Field(description="why it is made so: what the instrument cites or declares")
    bands: tuple[IndexBand, ...] = Field(description="its grades, from the lowest up")
    bands_source: str = Field(description="where its grades are from")
    sha256: str = Field(description="SHA-256 of the instrument's data")
    columns: FrozenMapping[str, str] = Field(description="column letter of each item")
    importance: FrozenMapping[str, Importance] | None = Field(
        default=None, description="how much each item matters; null where they weigh alike"
    )


class Indices(FrozenList[IndexResult]):
    """The other indices of a result, in the order asked for: by position, or by key."""

    def __getitem__(self, item: int | str) -> IndexResult:
        if isinstance(item, int):
            return self.root[item]
        for one in self.root:
            if item == one.key:
                return one
        raise KeyError(f"{item!r}; the indices are {', '.join(one.key for one in self.root)}")

    def __repr__(self) -> str:
        return f"<Indices: {', '.join(one.key for one in self)}>"
