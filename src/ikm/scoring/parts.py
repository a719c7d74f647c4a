"""Parts: what a result is made of, of all respondents or of one group, and of the SKM or of another index.

Elements with their counts and means, the index under other weights, blanks, and the groups of a breakdown.

>>> import ikm
>>> rows = [["Loket", *["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]]]
>>> rows += [["A", *[4] * 9]] * 12 + [["B", *[3] * 9]] * 15
>>> groups = ikm.score(rows, by="Loket").groups
>>> groups["A"].elements["prosedur"].nrr, groups["Loket", "B"].elements["U2"].counts["3"]
(4.0, 15)
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, overload

from pydantic import Field, PrivateAttr

from ikm.arguments import CROSS
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenList, FrozenModel
from ikm.scoring.uncertainty import Uncertainty  # noqa: TC001 - pydantic reads annotations when the class is made

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Alternative", "Blanks", "ElementResult", "Elements", "GroupResult", "Groups", "MadeElements"]


_LISTED = 20
"""How many groups a mistaken name lists."""


_LIMIT = "the {} limit of nrr, see `uncertainty`; null with fewer than two answers, or more than people served"


class ElementResult(FrozenModel):
    """One element (*unsur*) of a result."""

    key: str = Field(description="the element, named by its meaning: `persyaratan` … `sarana`")
    code: str = Field(description="its code, `U1` … `U9`")
    name: str = Field(description="its name in the language of the result")
    total: float | int = Field(description="sum of the scores (jumlah nilai per unsur)")
    filled: int = Field(description="questionnaires that answered the element: the divisor")
    blank: int = Field(description="questionnaires that left it blank")
    counts: FrozenMapping[str, int] = Field(description="how many gave each level")
    nrr: float = Field(description="mean score, unrounded (nilai rata-rata)")
    nrr_exact: str = Field(description="mean score, as an exact fraction: what is shown is rounded from it")
    nrr_low: float | None = Field(default=None, description=_LIMIT.format("lower"))
    nrr_high: float | None = Field(default=None, description=_LIMIT.format("upper"))
    weight: float = Field(description="the element's weight, unrounded")
    nrr_weighted: float = Field(description="nrr times weight, unrounded")
    nrr_weighted_exact: str = Field(description="nrr times weight, as an exact fraction")
    ikm: float = Field(description="nrr on the converted scale, rounded half up")
    mutu: str = Field(description="the grade of that figure")
    kinerja: str = Field(description="that grade in words")


class Elements(FrozenList[ElementResult]):
    """The elements of a result, in order: by position, or by key or code."""

    def __getitem__(self, item: int | str) -> ElementResult:
        if isinstance(item, int):
            return self.root[item]
        for element in self.root:
            if item in (element.key, element.code):
                return element
        known = ", ".join(e.key for e in self.root)
        raise KeyError(f"{item!r}; {f'the elements are {known}' if known else 'no element is shown of this group'}")

    def __repr__(self) -> str:
        return f"<Elements: {', '.join(element.key for element in self)}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Elements) and self.root == other.root

    def __hash__(self) -> int:
        return hash(self.root)


class MadeElements(Elements):
    """Elements made each time they are asked for, and not kept: a survey may have twenty thousand groups.

    They are equal to `Elements` that are kept, and a copy that is written somewhere (a pickle, JSON) is of that kind.
    """

    _make: Callable[[], Elements] = PrivateAttr()

    @classmethod
    def by(cls, make: Callable[[], Elements]) -> MadeElements:
        """Give elements that a function makes."""
        made = cls.model_construct(())
        # Without a `root` of its own the instance asks `__getattr__` for it, as pydantic does when it writes JSON.
        del made.__dict__["root"]
        made._make = make
        return made

    def __getattr__(self, name: str) -> object:
        return self._make().root if name == "root" else super().__getattr__(name)  # type: ignore[misc]

    def __reduce__(self) -> tuple[type[Elements], tuple[object, ...]]:
        return Elements, (self.root,)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Elements:  # type: ignore[override]
        return Elements(self.root)


class Alternative(FrozenModel):
    """The index under another named weight, everything else equal."""

    weight: str = Field(description="the name of the weight")
    weight_exact: str = Field(description="the weight of one element under that name, as an exact fraction")
    ikm: float = Field(description="the index under it, rounded half up")
    mutu: str = Field(description="its grade")
    low: float | None = Field(default=None, description="the lower limit of that index, see `uncertainty`")
    high: float | None = Field(default=None, description="the upper limit")


class Blanks(FrozenModel):
    """Only when there are blanks: how many questionnaires have some, and what the other handling would give.

    What rests on complete questionnaires is null where the counts do not tell them (`Tally.complete_known`), and where
    it would tell the answers of few: those with blanks, or those without, are one to nine (`minimum_group`).
    """

    respondents: int | None = Field(description="questionnaires with some blank")
    answers: int = Field(description="blank answers")
    missing: Literal["available", "complete"] = Field(description="the handling of blanks that was used")
    other_missing: Literal["available", "complete"] = Field(description="the other handling")
    other_respondents: int | None = Field(description="questionnaires the other handling counts")
    other_ikm: float | None = Field(description="the index it gives, rounded half up")
    other_mutu: str | None = Field(
        description="its grade; where the index is withheld, the grade that it has whatever those with blanks answered"
    )


class GroupResult(FrozenModel):
    """One group of respondents, with what the whole has: elements, exact index, other weights, blanks.

    A hidden group has no figures.  Groups smaller than the minimum are told together, in one last entry without a
    name (``merged`` says how many they are), because what few people typed may say who they are.  A group that is shown
    may have no more than its size and index (``elements_hidden``), where fewer than the minimum answered an element.
    """

    group: FrozenMapping[str, str | None] = Field(
        description="the columns of its table, each with the label of the group; null where it is not named"
    )
    respondents: int | None = Field(description="its questionnaires; null where hidden")
    ikm: float | None = Field(description="its index, rounded half up; null where hidden")
    mutu: str | None = Field(description="its grade")
    kinerja: str | None = Field(description="its grade in words")
    hidden: bool = Field(description="whether its figures are hidden, because they would give few people away")
    merged: int = Field(default=1, description="how many groups this entry stands for")
    elements: Elements = Field(
        default=Elements(()), description="the elements that somebody of the group answered; none where they are hidden"
    )
    elements_hidden: bool = Field(
        default=False, description="whether nothing is shown but the size and the index, or not even these"
    )
    ikm_exact: str | None = Field(default=None, description="the index before rounding, as an exact fraction")
    alternatives: tuple[Alternative, ...] = Field(default=(), description="the index under the other named weights")
    blanks: Blanks | None = Field(default=None, description="the blanks of the group, if there are any")
    uncertainty: Uncertainty | None = Field(default=None, description="how sure it is; null with elements hidden")


class Groups(FrozenList[GroupResult]):
    """The groups of a result, table after table: by position, by label, or by table and label.

    ``groups["Loket A"]`` is the group of that label; where two tables have one, it takes the table too:
    ``groups["jenis_layanan", "Loket A"]``.  A group of a table of two columns is found by both its labels,
    ``groups["Loket A", "Pria"]``, or by the table and these: ``groups["jenis_layanan*jenis_kelamin", ("Loket A",
    "Pria")]``.
    """

    @overload
    def __getitem__(self, item: int | str | tuple[str, str | tuple[str, ...]] | tuple[str, ...]) -> GroupResult: ...
    @overload
    def __getitem__(self, item: slice) -> tuple[GroupResult, ...]: ...
    def __getitem__(
        self, item: int | slice | str | tuple[str, str | tuple[str, ...]] | tuple[str, ...]
    ) -> GroupResult | tuple[GroupResult, ...]:
        if isinstance(item, (int, slice)):
            return self.root[item]
        found = self.called(item)
        if len(found) == 1:
            return found[0]
        if not found:
            raise KeyError(f"{_quoted(item)}; the groups are {self.listed()}")
        ways = " or ".join(f"result.groups[{way_of(one)}]" for one in found)
        raise KeyError(f"{_quoted(item)} stands in several tables; write {ways}")

    def called(self, item: str | tuple[Any, ...]) -> list[GroupResult]:
        """Give the groups that a name may mean: one, none, or one of each of several tables."""
        labels = (item,) if isinstance(item, str) else tuple(item)
        table, wanted = None, None
        if len(labels) == 2:
            table, last = labels
            wanted = (last,) if isinstance(last, str) else tuple(last)
        return [
            one
            for one in self.root
            if (here := tuple(one.group.values())) == labels or (here == wanted and CROSS.join(one.group) == table)
        ]

    def listed(self) -> str:
        """List the groups that are named, by their labels, as far as one can read; small ones are not."""
        labels = [", ".join(map(str, one.group.values())) for one in self.root if None not in one.group.values()]
        return "; ".join(labels[:_LISTED]) + (" …" if len(labels) > _LISTED else "")

    def __repr__(self) -> str:
        tables = (f"{len(groups)} by {CROSS.join(by)}" for by, groups in self.tables.items())
        return f"<Groups: {', '.join(tables)}>"

    @property
    def tables(self) -> dict[tuple[str, ...], tuple[GroupResult, ...]]:
        """The groups of each table, by the columns it is made of."""
        found: dict[tuple[str, ...], list[GroupResult]] = {}
        for one in self.root:
            found.setdefault(tuple(one.group), []).append(one)
        return {by: tuple(groups) for by, groups in found.items()}


def way_of(one: GroupResult) -> str:
    """Write how a group is found that has its labels in common with another."""
    labels = [_quoted(label) for label in one.group.values()]
    label = labels[0] if len(labels) == 1 else f"({', '.join(labels)})"
    return f"{_quoted(CROSS.join(one.group))}, {label}"


def _quoted(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)
