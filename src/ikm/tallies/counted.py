"""Counted: the counts of a tally as they stand in a file, and whether respondents can have given them.

>>> from ikm.tallies import Tally
>>> tally = Tally.of_scores(["biaya"], [[4], [3], [3]])
>>> groups = groups_of(tally)
>>> groups[0].complete_levels["biaya"][3], tally_of(tally.elements, groups, low=1, high=4) == tally
(2, True)
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema

from ikm.errors import OptionError
from ikm.frozen import FrozenMapping  # noqa: TC001 - pydantic reads annotations when the class is made
from ikm.records import FrozenModel
from ikm.tallies.counts import Counts, Level, PairSums, plain_level
from ikm.tallies.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Count",
    "Digest",
    "Exact",
    "GroupCounts",
    "Name",
    "PairRecord",
    "Strict",
    "Unusable",
    "check_groups",
    "groups_of",
    "tally_of",
    "wrong",
]

_EXACT = re.compile(r"-?\d{1,40}(?:/\d{1,40})?", re.ASCII)


def _exact(value: object) -> Level:
    """Read an exact number: an int, or its text; only the one spelling ikm writes."""
    if isinstance(value, Fraction) or (isinstance(value, int) and not isinstance(value, bool)):
        return plain_level(value)
    if isinstance(value, str) and _EXACT.fullmatch(value):
        whole, _, parts = value.partition("/")
        number = Fraction(int(whole), int(parts or 1)) if int(parts or 1) else None
        if number is not None and str(number) == value:
            return plain_level(number)
    raise ValueError("not an exact number")


_NUMBER = WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}]})
_Written = PlainSerializer(lambda value: str(value) if isinstance(value, Fraction) else value)
Exact = Annotated[Any, PlainValidator(_exact), _Written, _NUMBER]
Score = Annotated[Any, PlainValidator(_exact), PlainSerializer(str), WithJsonSchema({"type": "string"})]
Count = Annotated[int, Field(ge=0, le=10**12)]
Met = Annotated[int, Field(gt=0, le=10**12)]
Name = Annotated[str, Field(max_length=500)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Strict(FrozenModel):
    """A part of a tally file: frozen, and no text where a number belongs."""

    model_config = ConfigDict(strict=True)


class Unusable(Strict):
    """Answers that could not be used and were taken as blank, by element (none for whole rows) and finding code."""

    element: Name = Field(description="the key of the element; empty for whole rows")
    code: Name = Field(description="the kind of finding")
    answers: Count = Field(description="how many")


class PairRecord(Strict):
    """Exact sums over the respondents who answered both elements of a pair."""

    a: Name = Field(description="the key of one element")
    b: Name = Field(description="the key of the other, or of the same")
    n: Count = Field(description="respondents who answered both")
    sum_a: Exact = Field(description="the sum of their scores of the one")
    sum_b: Exact = Field(description="of the other")
    sum_ab: Exact = Field(description="of the products of both")


class GroupCounts(Strict):
    """The counts of one group: how many gave each level, in complete questionnaires and in those with blanks."""

    group: tuple[Name, ...] = Field(description="its name, one text for each of `by`")
    complete: Count = Field(description="complete questionnaires")
    partial: Count = Field(description="questionnaires with some blank")
    complete_levels: FrozenMapping[Name, FrozenMapping[Score, Met]] = Field(
        description="for each element how many gave each level, in complete questionnaires"
    )
    partial_levels: FrozenMapping[Name, FrozenMapping[Score, Met]] = Field(
        description="the same, in those with some blank"
    )
    moments: tuple[PairRecord, ...] | None = Field(default=None, description="the sums of every pair of elements")


def tally_of(elements: Sequence[str], groups: Iterable[GroupCounts], **held: Any) -> Tally:  # noqa: ANN401 - of `Tally`
    """Make the tally that groups of counts stand for; what else it holds is said as of `Tally`."""
    found = {}
    for one in groups:
        pairs = None if one.moments is None else {(p.a, p.b): _moments(p) for p in one.moments}
        found[one.group] = Counts(one.complete, one.partial, one.complete_levels, one.partial_levels, pairs)
    return Tally(tuple(elements), groups=found, **{"by": (), **held})


def check_groups(groups: Sequence[GroupCounts], tally: Tally) -> None:
    """Refuse groups that do not fit the elements, the columns grouped by, or any respondents."""
    for one in groups:
        if not set(one.complete_levels) == set(one.partial_levels) == set(tally.elements):
            raise wrong("unsur dalam rekapitulasinya tidak lengkap", "an element is missing in the counts")
    if [one.group for one in groups] != list(tally.groups):
        raise wrong(
            "ada kelompok yang kosong, dua kali, atau tidak urut", "a group is empty, stands twice or out of order"
        )
    for name, counts in tally.groups.items():
        if len(name) != len(tally.by):
            raise wrong(f"kelompok {list(name)} tidak cocok dengan by", f"the group {list(name)} does not fit `by`")
        _check_counts(counts, tally)


def wrong(indonesian: str, english: str) -> OptionError:
    """Make what refuses a file."""
    return OptionError(english, id=indonesian)


def groups_of(tally: Tally) -> tuple[GroupCounts, ...]:
    """Put the counts of a tally into the form of a file."""
    return tuple(
        GroupCounts(
            group=name,
            complete=counts.complete,
            partial=counts.partial,
            complete_levels={key: dict(counts.complete_levels[key]) for key in tally.elements},
            partial_levels={key: dict(counts.partial_levels[key]) for key in tally.elements},
            moments=None if counts.moments is None else tuple(_pairs(counts.moments.items())),
        )
        for name, counts in tally.groups.items()
    )


def _pairs(moments: Iterable[tuple[tuple[str, str], PairSums]]) -> Iterable[PairRecord]:
    return (PairRecord(a=a, b=b, n=m.n, sum_a=m.sum_a, sum_b=m.sum_b, sum_ab=m.sum_ab) for (a, b), m in moments)


def _moments(pair: PairRecord) -> PairSums:
    return PairSums(pair.n, pair.sum_a, pair.sum_b, pair.sum_ab)


def _check_counts(counts: Counts, tally: Tally) -> None:
    """Refuse counts that no respondents can have given."""
    for key in tally.elements:
        if any(not tally.low <= level <= tally.high for level in counts.levels(key)):
            raise wrong(f"{key}: ada nilai di luar skala", f"{key}: a score is off the scale")
    if not counts.are_possible(complete_known=tally.complete_known):
        words = (
            "jumlah kuesioner yang tidak lengkap tidak mungkin benar",
            "the counts of partial questionnaires are impossible",
        )
        raise wrong(*words)
    if tally.moments != (counts.moments is not None):
        raise wrong("data korelasi antarunsurnya tidak lengkap", "the moments are not complete")
    if counts.moments is not None and not _possible(counts, tally):
        raise wrong(
            "data korelasi antarunsurnya tidak cocok dengan rekapitulasinya", "the moments do not fit the counts"
        )


def _possible(counts: Counts, tally: Tally) -> bool:
    moments, low, high = counts.moments or {}, tally.low, tally.high
    pairs = {(key, key) for key in tally.elements} | set(combinations(tally.elements, 2))
    if set(moments) != pairs:
        return False
    for (a, b), m in moments.items():
        if a == b:
            squares = sum(level * level * n for level, n in counts.levels(a).items())
            if (m.n, m.sum_a, m.sum_b, m.sum_ab) != (counts.filled(a), counts.sum(a), counts.sum(a), squares):
                return False
        elif not (
            counts.complete <= m.n <= min(counts.filled(a), counts.filled(b))
            and all(low * m.n <= one <= high * m.n for one in (m.sum_a, m.sum_b))
            and low * low * m.n <= m.sum_ab <= high * high * m.n
        ):
            return False
    return True
