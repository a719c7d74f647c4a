"""Tallies: what has to be counted to score a survey, and how counts merge.

A `Tally` holds whole numbers only: for each group of respondents and each element, how many gave each
answer level.  It never holds a mean, so two tallies of the same survey add up exactly, in any order and
any grouping: from two files, from the chunks of one file, from an engine that counted elsewhere.

A level is the respondent's score for the element: 1 to 4, or an exact fraction between them where a form
asks several questions about one element (they are averaged within the respondent first).

With ``moments=True`` a tally also holds, for every pair of elements (in the order
of the instrument, each with itself too), the exact sums of scores and of their
products over the respondents who answered both; the statistics need no more than that.

Answers that cannot be used (off the scale, unknown words) are no counts; how many there were stands in
``faults``, so that whoever scores the tally hears of them.

This module reads no files and knows no weights.

>>> from ikm.tallies import Tally
>>> morning = Tally.of_scores(["a", "b"], [[4, 3], [2, None]])
>>> evening = Tally.of_scores(["a", "b"], [[3, 3]])
>>> day = morning + evening
>>> day.total.respondents, day.total.filled("b"), day.total.sum("a"), day.total.blank("b")
(3, 2, 9, 1)
>>> day == evening + morning
True
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from ikm.errors import OptionError
from ikm.shown import Drawn, rendering
from ikm.tallies.codes import count_all, count_groups
from ikm.tallies.counts import Counts, Level, Missing, PairSums, add_up
from ikm.tallies.hints import made_alike, made_by
from ikm.tallies.pairs import Pairs
from ikm.tallies.patterns import check_row, count_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

__all__ = ["Counts", "Level", "Missing", "PairSums", "Tally"]

Group = tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Tally(Drawn):
    """Counts that merge: the whole of what scoring needs.

    Parameters
    ----------
    elements : tuple of str
        The elements counted, by key, in the order of the instrument.
    low, high : int
        The ends of the answer scale.
    by : tuple of str
        What respondents are grouped by; empty for one group of all.
    groups : mapping from tuple of str to Counts
        The counts of each group; a group's name has one part for each of ``by``.
    moments : bool
        Whether pairwise moments are held.
    faults : mapping from (str, str) to int
        Answers that could not be used, by element and finding code; they count as blank.
    complete_known : bool
        Whether complete questionnaires are told from partial ones.  A table of counts with blanks may not tell;
        then every questionnaire stands as partial, and ``missing="complete"`` cannot be scored.

    See Also
    --------
    Tally.of_scores : count rows of scores.
    """

    elements: tuple[str, ...]
    low: int
    high: int
    by: tuple[str, ...] = ()
    groups: Mapping[Group, Counts] = field(default_factory=dict)
    moments: bool = False
    faults: Mapping[tuple[str, str], int] = field(default_factory=dict)
    complete_known: bool = True

    def __post_init__(self) -> None:
        if len(set(self.elements)) != len(self.elements) or not self.elements:
            raise OptionError(f"A tally counts each of its elements once; got {list(self.elements)}.")
        ordered = {name: self.groups[name] for name in sorted(self.groups) if self.groups[name].respondents}
        object.__setattr__(self, "groups", MappingProxyType(ordered))
        faults = {key: self.faults[key] for key in sorted(self.faults) if self.faults[key]}
        object.__setattr__(self, "faults", MappingProxyType(faults))

    def __hash__(self) -> int:
        return hash((self.elements, self.by, *self.groups.items()))

    def __repr__(self) -> str:
        grouped = f", by={self.by}, groups={len(self.groups)}" if self.by else ""
        return f"Tally(respondents={self.total.respondents}, elements={len(self.elements)}{grouped})"

    def __reduce__(self) -> tuple[type[Tally], tuple[object, ...]]:
        held = {one.name: getattr(self, one.name) for one in fields(self)}
        held |= {"groups": dict(self.groups), "faults": dict(self.faults)}
        return Tally, tuple(held.values())

    @classmethod
    def of_scores(
        cls,
        elements: Sequence[str],
        rows: Iterable[Sequence[Level | None]],
        *,
        groups: Iterable[Group] | None = None,
        by: Sequence[str] = (),
        low: int = 1,
        high: int = 4,
        moments: bool = False,
    ) -> Tally:
        """Count rows of scores, one row a respondent, ``None`` where the element was left blank.

        Parameters
        ----------
        elements : sequence of str
            The element of each position of a row.
        rows : iterable of sequences
            Scores from ``low`` to ``high``; a row of blanks only is not counted.
        groups : iterable of tuple of str, optional
            The group of each row, named by ``by``.
        by, low, high, moments
            As in the class.

        Raises
        ------
        OptionError
            For a score off the scale, or a row of another length.
        """
        patterns: dict[Group, Counter[tuple[Level | None, ...]]] = {}
        if groups is None:
            patterns[()] = Counter(map(tuple, rows))
        else:
            for group, row in zip(groups, rows, strict=True):
                patterns.setdefault(group, Counter())[tuple(row)] += 1
        return cls.of_patterns(elements, patterns, by=by, low=low, high=high, moments=moments)

    @classmethod
    def of_patterns(
        cls,
        elements: Sequence[str],
        patterns: Mapping[Group, Mapping[tuple[Level | None, ...], int]],
        *,
        by: Sequence[str] = (),
        low: int = 1,
        high: int = 4,
        moments: bool = False,
        faults: Mapping[tuple[str, str], int] | None = None,
    ) -> Tally:
        """Count distinct rows of scores that come with how often each was met; see `of_scores`."""
        keys = tuple(elements)
        _check_groups(patterns, by)
        for counted in patterns.values():
            for row in counted:
                check_row(row, keys, low, high)
        counts = {group: count_rows(keys, counted, moments=moments) for group, counted in patterns.items()}
        return cls(keys, low, high, tuple(by), counts, moments, faults or {})

    @classmethod
    def of_codes(
        cls,
        elements: Sequence[str],
        columns: Sequence[bytes],
        levels: Sequence[Level],
        *,
        low: int = 1,
        high: int = 4,
        groups: Iterable[Group] | None = None,
        by: Sequence[str] = (),
        moments: bool = False,
        faults: Mapping[tuple[str, str], int] | None = None,
    ) -> Tally:
        """Count answers held as one byte a respondent: the fast way for many rows, and for many groups.

        Parameters
        ----------
        elements : sequence of str
            The element of each column.
        columns : sequence of bytes
            For each element one byte a respondent: 0 for blank, else the position, from 1, of the level.
        levels : sequence of int or Fraction
            The scores that codes stand for.
        groups : iterable of tuple of str, optional
            The group of each respondent, named by ``by``.
        by, low, high, moments, faults
            As in the class.

        Examples
        --------
        >>> Tally.of_codes(["a", "b"], [bytes([4, 2]), bytes([3, 0])], [1, 2, 3, 4]).total.blank("b")
        1
        """
        keys = tuple(elements)
        check_row(tuple(levels), tuple(map(str, levels)), low, high)
        total = count_all(keys, columns, levels)
        named = None if groups is None else list(groups)
        counts: dict[Group, Counts] = {(): total} if named is None else count_groups(keys, columns, levels, named)
        _check_groups(counts, by)
        if moments:
            pairs = Pairs(keys, columns, levels)
            total = replace(total, moments=pairs.of_all())
            if named is None:
                counts = {(): total}
            else:
                sums = pairs.of_groups(named)
                counts = {group: replace(one, moments=sums[group]) for group, one in counts.items()}
        tally = cls(keys, low, high, tuple(by), counts, moments, faults or {})
        # What `total` would add up of all groups: columns are counted at once, and groups may be very many.
        tally.__dict__["total"] = total
        return tally

    @classmethod
    def from_counts(
        cls,
        table: object,
        *,
        elements: Sequence[str] | None = None,
        by: str | Sequence[str] | None = None,
        low: int = 1,
        high: int = 4,
    ) -> Tally:
        """Take counts made elsewhere: a table with group columns, ``element``, ``score``, ``n`` and maybe ``complete``.

        Parameters
        ----------
        table : table
            Rows as mappings, a mapping of columns, or a pandas, Polars, PyArrow, DuckDB or Spark table of counts.
        elements : sequence of str, optional
            The elements counted, by key or code, in order; those met, in the order of the instrument, unless given.
        by : str or sequence of str, optional
            The group columns; every other column unless given.
        low, high
            As in the class.

        Raises
        ------
        OptionError
            For a table whose counts do not add up, or cells that are no counts; see `ikm.tallies.tables`.
        """
        from ikm.tallies.tables import read_counts  # noqa: PLC0415 - counting here needs none of it

        return cls(**read_counts(table, elements=elements, by=by, low=low, high=high)._asdict())

    def to_frame(self) -> pd.DataFrame:
        """Give the counts as a pandas DataFrame, one row a group, element and score: what `Tally.from_counts` reads.

        The counts of a small group give its answers away: such a frame is for adding up, not for publishing.

        Returns
        -------
        pandas.DataFrame
            A column for each of ``by`` (string), ``element`` (string), ``score`` (Int64, ``<NA>`` for blanks; exact
            fractions as objects where questions were averaged, because a third has no exact float), ``complete``
            (boolean: whether these questionnaires have no blank; left out where it is not known), ``n`` (Int64).

        Examples
        --------
        >>> tally = Tally.of_scores(["biaya"], [[4], [4], [3]])
        >>> tally.to_frame()[["score", "n"]].to_numpy().tolist(), Tally.from_counts(tally.to_frame()) == tally
        ([[3, 1], [4, 2]], True)
        """
        frame: pd.DataFrame = rendering().tally_frame(self)
        return frame

    @cached_property
    def total(self) -> Counts:
        """The counts of all respondents together."""
        return add_up(self.groups.values(), self.elements, moments=self.moments)

    def __add__(self, other: Tally) -> Tally:
        """Merge two tallies of the same survey; refuses unlike ones, naming the difference."""
        return self.merged([self, other]) if isinstance(other, Tally) else NotImplemented

    def __radd__(self, other: object) -> Tally:
        """Let ``sum(tallies)`` begin at 0."""
        return self if other == 0 else NotImplemented

    @classmethod
    def merged(cls, tallies: Iterable[Tally]) -> Tally:
        """Merge any number of tallies of the same survey at once: what ``+`` does, without the steps between.

        Raises
        ------
        OptionError
            For tallies that differ in elements, scale, grouping or moments, and for none at all.
        """
        several = list(tallies)
        if not several:
            raise OptionError("There is no tally to merge.")
        first = several[0]
        groups: dict[Group, list[Counts]] = {}
        faults: Counter[tuple[str, str]] = Counter()
        for tally in several:
            for name, words in _LIKE.items():
                mine, theirs = getattr(first, name), getattr(tally, name)
                if mine != theirs:
                    raise OptionError(
                        f"Tallies with different {words} cannot be merged: {mine!r} and {theirs!r}."
                        + made_alike(name, first.by, tally.by)
                    )
            for group, counts in tally.groups.items():
                groups.setdefault(group, []).append(counts)
            faults.update(tally.faults)
        return replace(
            first,
            groups={g: add_up(c, first.elements, moments=first.moments) for g, c in groups.items()},
            faults=faults,
            complete_known=all(tally.complete_known for tally in several),
        )

    def empty(self) -> Tally:
        """Give a tally of the same survey with nobody in it: the identity of merging."""
        return replace(self, groups={}, faults={}, complete_known=True)

    def regroup(self, by: str | Sequence[str] = ()) -> Tally:
        """Merge groups that differ in nothing but what is left out: units into agencies, quarters into years.

        Parameters
        ----------
        by : str or sequence of str
            What to keep of the tally's own ``by``, in the order wanted; nothing for one group of all.

        Raises
        ------
        OptionError
            If the tally is not grouped by one of these names.
        """
        names = (by,) if isinstance(by, str) else tuple(by)
        parts = self.parts(names)
        together = {group: add_up(several, self.elements, moments=self.moments) for group, several in parts.items()}
        return replace(self, by=names, groups=together)

    def parts(self, names: Sequence[str]) -> dict[Group, list[Counts]]:
        """Give the groups that `regroup` would add up to one, under the name of that one."""
        if unknown := [name for name in names if name not in self.by]:
            known = ", ".join(self.by) or "nothing"
            raise OptionError(
                f"The tally is not grouped by {unknown[0]!r}; it is grouped by {known}.{made_by(unknown[0])}",
                id=f"Rekapitulasi ini tidak dikelompokkan menurut {unknown[0]!r}; yang ada: "
                f"{', '.join(self.by) or 'tidak ada'}.",
                about=("by",),
            )
        places = [self.by.index(name) for name in names]
        parts: dict[Group, list[Counts]] = {}
        for group, counts in self.groups.items():
            parts.setdefault(tuple([group[place] for place in places]), []).append(counts)
        return parts


_LIKE = {
    "elements": "elements", "low": "lowest score", "high": "highest score", "by": "grouping", "moments": "moments"
}  # fmt: skip


def _check_groups(groups: Iterable[Group], by: Sequence[str]) -> None:
    for group in groups:
        if len(group) != len(by):
            raise OptionError(f"A group {group!r} needs one name for each of {list(by)}.")
