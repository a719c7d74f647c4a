"""Indices: the counts of another index of the same respondents (SPAK, SPKP), as they stand in a tally file.

Whoever adds counts up must know what they stand for: an instrument that does not come with ikm stands in the file too.

>>> from ikm.tallies import Tally
>>> from ikm.tallies.counted import groups_of
>>> tally = Tally.of_scores(["pungli", "percaloan"], [[4, 3], [3, 3]])
>>> counts = IndexCounts(index="spak", sha256="0" * 64, low=1, high=4, elements=tally.elements, names={},
...                      groups=groups_of(tally))
>>> counts.tally_by(()) == tally
True
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import Field

from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.tallies.counted import (
    Count,
    Digest,
    Exact,
    GroupCounts,
    Name,
    Strict,
    Unusable,
    check_groups,
    tally_of,
    wrong,
)

if TYPE_CHECKING:
    from ikm.tallies.tally import Tally

__all__ = ["ImportanceCount", "IndexCounts"]

_LARGEST = 200_000
"""No instrument is written in more letters."""


class ImportanceCount(Strict):
    """How much respondents say an item matters: the sum of their scores, and how many gave one."""

    total: Exact = Field(description="the sum of the scores")
    number: Count = Field(description="how many gave one")


class IndexCounts(Strict):
    """The counts of one index besides the SKM."""

    index: Name = Field(description="the instrument it is made by, such as `spak`")
    sha256: Digest = Field(description="SHA-256 of the instrument's data")
    instrument: str | None = Field(
        default=None, max_length=_LARGEST, description="that data itself, TOML; null where it comes with ikm"
    )
    low: int = Field(description="the lowest score of its scale")
    high: int = Field(description="the highest")
    elements: tuple[Name, ...] = Field(description="the keys of its items, in the order of the form")
    names: FrozenMapping[Name, Name] = Field(
        default_factory=dict,
        validate_default=True,
        description="what items are called that the instrument does not know",
    )
    groups: tuple[GroupCounts, ...] = Field(description="the counts of each group, as those of the file")
    unusable: tuple[Unusable, ...] = Field(
        default=(), description="answers that cannot be used and were taken as blank"
    )
    importance: FrozenMapping[Name, ImportanceCount] | None = Field(
        default=None, description="for an index weighted by importance, how much each item matters"
    )

    def tally_by(self, by: tuple[str, ...]) -> Tally:
        """Give the counts, grouped as the file says."""
        faults = {(one.element, one.code): one.answers for one in self.unusable}
        return tally_of(self.elements, self.groups, low=self.low, high=self.high, by=by, faults=faults)

    @property
    def matters(self) -> dict[str, tuple[Fraction, int]]:
        """For items weighted by importance, the sum of the scores that say how much each matters, and their number."""
        return {key: (Fraction(one.total), one.number) for key, one in (self.importance or {}).items()}

    def check(self, by: tuple[str, ...], respondents: int) -> None:
        """Refuse counts that respondents of the file cannot have given."""
        tally = self.tally_by(by)
        check_groups(self.groups, tally)
        matters = self.importance is None or (
            set(self.importance) == set(self.elements)
            and all(self.low * one.number <= one.total <= self.high * one.number for one in self.importance.values())
            and all(0 < one.number <= respondents for one in self.importance.values())
        )
        if tally.total.respondents > respondents or not matters:
            raise wrong(f"rekapitulasi {self.index} tidak mungkin benar", f"the counts of {self.index} are impossible")
