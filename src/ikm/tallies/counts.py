"""Counts: how many respondents of one group gave each answer level, and nothing else.

Questionnaires with every element answered (*complete*) and those with some blanks (*partial*) are counted
apart, because both readings of the regulation's divisor (`missing="available"` or `"complete"`) can then be
given from the same counts.  How many left an element blank follows from the rest: nothing is known twice.

>>> from ikm.tallies.counts import Counts
>>> counts = Counts(1, 1, {"a": {4: 1}, "b": {3: 1}}, {"a": {2: 1}, "b": {}})
>>> counts.respondents, counts.filled("b"), counts.blank("b"), counts.sum("a"), counts.sum("a", "complete")
(2, 1, 1, 6, 4)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from operator import mul
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ikm.errors import OptionError
from ikm.findings import plural
from ikm.shown import Brief

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Counts", "Level", "Missing", "PairSums", "add_up", "counted", "plain_level"]

Level = int | Fraction
Missing = Literal["available", "complete"]


def _frozen(counts: Mapping[Level, int]) -> Mapping[Level, int]:
    """Keep levels met, in order, so that equal counts are equal objects."""
    return MappingProxyType({level: counts[level] for level in sorted(counts) if counts[level]})


@dataclass(frozen=True, slots=True)
class PairSums:
    """Exact sums over the respondents who answered both elements of a pair.

    ``n`` respondents, ``sum_a`` and ``sum_b`` of their scores, ``sum_ab`` of the products.
    """

    n: int = 0
    sum_a: Level = 0
    sum_b: Level = 0
    sum_ab: Level = 0


@dataclass(frozen=True, slots=True, repr=False)
class Counts(Brief):
    """The counts of one group of respondents.

    Parameters
    ----------
    complete, partial : int
        Questionnaires with every element answered, and with at least one but not all.
    complete_levels, partial_levels : mapping from element to mapping from level to int
        How many gave each level, in the complete and in the partial questionnaires.
    moments : mapping from pair of elements to PairSums, optional
        Only when the tally was asked for them.
    """

    complete: int
    partial: int
    complete_levels: Mapping[str, Mapping[Level, int]]
    partial_levels: Mapping[str, Mapping[Level, int]]
    moments: Mapping[tuple[str, str], PairSums] | None = None

    def __post_init__(self) -> None:
        for name, size in (("complete_levels", self.complete), ("partial_levels", self.partial)):
            levels = {element: _frozen(counts) for element, counts in getattr(self, name).items()}
            for element, counts in levels.items():
                answered = sum(counts.values())
                if (
                    min(counts.values(), default=0) < 0
                    or answered > size
                    or (answered < size and name == "complete_levels")
                ):
                    raise OptionError(
                        f"{element}: {plural(answered, 'answer')} cannot be of {plural(size, 'questionnaire')}.",
                        id=f"{element}: {answered} jawaban tidak cocok dengan {size} kuesioner.",
                    )
            object.__setattr__(self, name, MappingProxyType(levels))
        if self.moments is not None:
            object.__setattr__(self, "moments", MappingProxyType(dict(self.moments)))

    def __hash__(self) -> int:
        # Equal counts have equal sizes; what is counted under them is compared then.
        return hash((self.complete, self.partial))

    def __reduce__(self) -> tuple[type[Counts], tuple[object, ...]]:
        return Counts, (
            self.complete,
            self.partial,
            {element: dict(counts) for element, counts in self.complete_levels.items()},
            {element: dict(counts) for element, counts in self.partial_levels.items()},
            None if self.moments is None else dict(self.moments),
        )

    @property
    def respondents(self) -> int:
        """Questionnaires with at least one element answered."""
        return self.complete + self.partial

    def are_possible(self, *, complete_known: bool = True) -> bool:
        """Tell whether every partial questionnaire can hold an answer and, where complete ones are known, a blank."""
        answers = sum(sum(levels.values()) for levels in self.partial_levels.values())
        return self.partial <= answers <= self.partial * (len(self.partial_levels) - complete_known)

    def kept(self, missing: Missing = "available") -> int:
        """Questionnaires that count under a handling of blanks."""
        return self.respondents if missing == "available" else self.complete

    def levels(self, element: str, missing: Missing = "available") -> Mapping[Level, int]:
        """How many gave each level."""
        complete, partial = self.complete_levels[element], self.partial_levels[element]
        return complete if missing == "complete" or not partial else _together([complete, partial])

    def filled(self, element: str, missing: Missing = "available") -> int:
        """How many answered the element: the divisor of its mean."""
        partial = self.partial_levels[element]
        return self.complete if missing == "complete" or not partial else self.complete + sum(partial.values())

    def blank(self, element: str, missing: Missing = "available") -> int:
        """How many left the element blank."""
        return self.kept(missing) - self.filled(element, missing)

    def sum(self, element: str, missing: Missing = "available") -> Level:
        """Add up the element's scores (*jumlah nilai per unsur*)."""
        levels = self.levels(element, missing)
        return plain_level(sum(map(mul, levels, levels.values())))


def counted(
    complete: int,
    partial: int,
    complete_levels: Mapping[str, Mapping[Level, int]],
    partial_levels: Mapping[str, Mapping[Level, int]],
    moments: Mapping[tuple[str, str], PairSums] | None = None,
) -> Counts:
    """Hold what was just counted one by one, or added up from `Counts`: it fits, and is not checked again.

    Checking costs more than counting where groups are many and small.

    Parameters
    ----------
    complete, partial
        As in `Counts`.
    complete_levels, partial_levels, moments
        As in `Counts`, in mappings that cannot change; only levels met, lowest first.
    """
    made = object.__new__(Counts)
    for name, value in zip(
        Counts.__slots__, (complete, partial, complete_levels, partial_levels, moments), strict=True
    ):
        object.__setattr__(made, name, value)
    return made


def add_up(several: Iterable[Counts], elements: Sequence[str], *, moments: bool = False) -> Counts:
    """Add up the counts of any number of groups; of none, nobody.

    Parameters
    ----------
    several : iterable of Counts
        Counts of the same elements.
    elements : sequence of str
        These elements.
    moments : bool
        Whether pairwise moments are added up too.
    """
    parts = list(several)
    if len(parts) == 1 and (parts[0].moments is not None) == moments:
        return parts[0]
    summed: Mapping[tuple[str, str], PairSums] | None = None
    if moments:
        held = [part.moments for part in parts if part.moments is not None]
        pairs = ((a, b) for j, b in enumerate(elements) for a in elements[: j + 1])
        summed = MappingProxyType({pair: _summed(one[pair] for one in held) for pair in pairs})
    return counted(
        sum(part.complete for part in parts),
        sum(part.partial for part in parts),
        _each(elements, [part.complete_levels for part in parts if part.complete]),
        _each(elements, [part.partial_levels for part in parts if part.partial]),
        summed,
    )


def _each(
    elements: Sequence[str], several: Sequence[Mapping[str, Mapping[Level, int]]]
) -> Mapping[str, Mapping[Level, int]]:
    """Add up the levels of each element; where only one has any, they are its own."""
    if len(several) == 1:
        return several[0]
    return MappingProxyType({element: _together([one[element] for one in several]) for element in elements})


def _together(several: Iterable[Mapping[Level, int]]) -> Mapping[Level, int]:
    """Add up how many gave each level; of none, nobody gave any."""
    found: dict[Level, int] = {}
    for levels in several:
        for level, number in levels.items():
            found[level] = found.get(level, 0) + number
    return _frozen(found)


def _summed(moments: Iterable[PairSums]) -> PairSums:
    columns = list(zip(*((m.n, m.sum_a, m.sum_b, m.sum_ab) for m in moments), strict=True)) or [()] * 4
    number, *sums = (sum(column) for column in columns)
    return PairSums(int(number), *map(plain_level, sums))


def plain_level(value: Level) -> Level:
    """Write a whole fraction as the int it is, so that equal levels are one level."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
