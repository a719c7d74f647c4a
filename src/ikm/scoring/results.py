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

A group has what the whole has, and is found by its label, or by its table and its label:

>>> rows = [["Loket", *["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 pengaduan", "U9 sarana"]]]
>>> rows += [["A", *[4] * 9]] * 12 + [["B", *[3] * 9]] * 15
>>> groups = ikm.score(rows, by="Loket").groups
>>> groups["A"].elements["prosedur"].nrr, groups["Loket", "B"].elements["U2"].counts["3"]
(4.0, 15)
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, overload

from pydantic import ConfigDict, Field, PrivateAttr, RootModel

from ikm.arguments import CROSS
from ikm.records import FindingRecord, FrozenModel, Provenance, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

__all__ = [
    "Alternative",
    "Blanks",
    "ElementResult",
    "Elements",
    "GroupResult",
    "Groups",
    "IKMResult",
    "Sample",
    "Target",
]


_LISTED = 20
"""How many groups a mistaken name lists."""

_NOT_IN_FRAMES = {"key", "counts", "nrr_exact", "nrr_weighted_exact"}


class ElementResult(FrozenModel):
    """One element (*unsur*) of a result."""

    key: str
    code: str
    name: str
    total: float | int = Field(description="sum of the scores (jumlah nilai per unsur)")
    filled: int = Field(description="questionnaires that answered the element: the divisor")
    blank: int
    counts: dict[str, int] = Field(description="how many gave each level")
    nrr: float = Field(description="mean score, unrounded (nilai rata-rata)")
    nrr_exact: str = Field(description="mean score, as an exact fraction: what is shown is rounded from it")
    weight: float = Field(description="the element's weight, unrounded")
    nrr_weighted: float = Field(description="nrr times weight, unrounded")
    nrr_weighted_exact: str = Field(description="nrr times weight, as an exact fraction")
    ikm: float = Field(description="nrr on the converted scale, rounded half up")
    mutu: str
    kinerja: str


class Elements(RootModel[tuple[ElementResult, ...]]):
    """The elements of a result, in order: by position, or by key or code."""

    model_config = ConfigDict(frozen=True)

    def __getitem__(self, item: int | str) -> ElementResult:
        if isinstance(item, int):
            return self.root[item]
        for element in self.root:
            if item in (element.key, element.code):
                return element
        known = ", ".join(e.key for e in self.root)
        raise KeyError(f"{item!r}; {f'the elements are {known}' if known else 'no element is shown of this group'}")

    def __iter__(self) -> Iterator[ElementResult]:  # type: ignore[override]
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)

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

    weight: str
    weight_exact: str = Field(description="the weight of one element under that name, as an exact fraction")
    ikm: float
    mutu: str


class Sample(FrozenModel):
    """The sample-size check; ``printed`` is the printed table's row for exactly this population, if any."""

    population: int
    required: int
    achieved: int | None = None
    sufficient: bool | None = None
    method: str
    printed: int | None = None


class Target(FrozenModel):
    """A target for the index and how far it was reached: index divided by target, in percent."""

    value: float
    achievement_percent: float
    reached: bool


class Blanks(FrozenModel):
    """Only when there are blanks: how many questionnaires have some, and what the other handling would give.

    What rests on complete questionnaires is null where the counts do not tell them (`Tally.complete_known`), and in a
    group where it would tell the answers of few.
    """

    respondents: int | None
    answers: int
    missing: Literal["available", "complete"]
    other_missing: Literal["available", "complete"]
    other_respondents: int | None
    other_ikm: float | None
    other_mutu: str | None


class GroupResult(FrozenModel):
    """One group of respondents, with what the whole has: elements, exact index, other weights, blanks.

    A hidden group has no figures.  Groups smaller than the minimum are told together, in one last entry without a
    name (``merged`` says how many they are), because what few people typed may say who they are.  A group that is shown
    may have no more than its size and index (``elements_hidden``), where fewer than the minimum answered an element.
    """

    group: dict[str, str | None]
    respondents: int | None
    ikm: float | None
    mutu: str | None
    kinerja: str | None
    hidden: bool
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


class Groups(RootModel[tuple[GroupResult, ...]]):
    """The groups of a result, table after table: by position, by label, or by table and label.

    ``groups["Loket A"]`` is the group of that label; where two tables have one, it takes the table too:
    ``groups["jenis_layanan", "Loket A"]``.  A group of a table of two columns is found by both its labels,
    ``groups["Loket A", "Pria"]``, or by the table and these: ``groups["jenis_layanan*jenis_kelamin", ("Loket A",
    "Pria")]``.
    """

    model_config = ConfigDict(frozen=True)

    @overload
    def __getitem__(self, item: int | str | tuple[str, str | tuple[str, ...]] | tuple[str, ...]) -> GroupResult: ...
    @overload
    def __getitem__(self, item: slice) -> tuple[GroupResult, ...]: ...
    def __getitem__(
        self, item: int | slice | str | tuple[str, str | tuple[str, ...]] | tuple[str, ...]
    ) -> GroupResult | tuple[GroupResult, ...]:
        if isinstance(item, (int, slice)):
            return self.root[item]
        labels = (item,) if isinstance(item, str) else tuple(item)
        table, wanted = None, None
        if len(labels) == 2:
            table, last = labels
            wanted = (last,) if isinstance(last, str) else tuple(last)
        found = [
            one
            for one in self.root
            if (here := tuple(one.group.values())) == labels or (here == wanted and CROSS.join(one.group) == table)
        ]
        if len(found) == 1:
            return found[0]
        raise KeyError(self._unclear(item, found) if found else self._unknown(item))

    def _unclear(self, item: object, found: list[GroupResult]) -> str:
        ways = " or ".join(f"result.groups[{_way(one)}]" for one in found)
        return f"{_quoted(item)} stands in several tables; write {ways}"

    def _unknown(self, item: object) -> str:
        labels = [", ".join(str(label) for label in one.group.values()) for one in self.root if one.merged == 1]
        small = sum(one.merged for one in self.root if None in one.group.values())
        more = f"; {small} small groups are not named" if small else ""
        listed = "; ".join(labels[:_LISTED]) + (" …" if len(labels) > _LISTED else "")
        return f"{_quoted(item)}; the groups are {listed}{more}"

    def __iter__(self) -> Iterator[GroupResult]:  # type: ignore[override]
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)

    @property
    def tables(self) -> dict[tuple[str, ...], tuple[GroupResult, ...]]:
        """The groups of each table, by the columns it is made of."""
        found: dict[tuple[str, ...], list[GroupResult]] = {}
        for one in self.root:
            found.setdefault(tuple(one.group), []).append(one)
        return {by: tuple(groups) for by, groups in found.items()}


def _way(one: GroupResult) -> str:
    """Write how a group is found that has its labels in common with another."""
    labels = [_quoted(label) for label in one.group.values()]
    label = labels[0] if len(labels) == 1 else f"({', '.join(labels)})"
    return f"{_quoted(CROSS.join(one.group))}, {label}"


def _quoted(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)


class IKMResult(FrozenModel):
    """The index of a survey, and everything needed to explain it."""

    ikm: float
    mutu: str
    kinerja: str
    weight: str
    respondents: int
    elements: Elements
    ikm_exact: str = Field(description="the index before rounding, as an exact fraction")
    weight_exact: str | None = Field(
        description="the weight of one element, as an exact fraction; null where every element has its own"
    )
    nrr_weighted: float = Field(description="sum of the weighted means, unrounded (jumlah NRR tertimbang)")
    alternatives: tuple[Alternative, ...]
    grade_depends_on_weight: bool
    grade_depends_on_rounding: bool
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    blanks: Blanks | None = None
    sample: Sample | None = None
    target: Target | None = None
    period: Span | None = None
    groups: Groups | None = Field(default=None, description="the groups of each breakdown, table after table")
    findings: tuple[FindingRecord, ...] = ()
    findings_total: dict[str, int] = Field(default_factory=dict, description="number of findings of each code")
    provenance: Provenance
    lang: Literal["id", "en"] = Field(default="id", exclude=True)

    def to_frame(self) -> pd.DataFrame:
        """Give the table of elements as a pandas DataFrame, one row an element, indexed by key."""
        import pandas as pd  # noqa: PLC0415 - only those who want a frame pay for pandas

        rows = [element.model_dump(exclude=_NOT_IN_FRAMES) for element in self.elements]
        counts = [element.counts for element in self.elements]
        frame = pd.DataFrame(rows, index=pd.Index([element.key for element in self.elements], name="key"))
        levels = list(dict.fromkeys(level for count in counts for level in count))
        for level in levels:
            frame[f"n_{level}"] = [count.get(level, 0) for count in counts]
        return frame

    def _repr_html_(self) -> str:
        from ikm.rendering import result_html  # noqa: PLC0415 - only notebooks draw HTML

        return result_html(self)

    def __str__(self) -> str:
        from ikm.rendering import result_line  # noqa: PLC0415 - numbers are rounded there

        return result_line(self)
