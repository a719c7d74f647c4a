"""Responses: the validated answers of a survey, and what is wrong with the rest.

`Responses` is what `ikm.load` gives: the outcome of `ikm.responses.validation`.  Faults in it do not raise: they are
findings, all at once, and the caller (or `ikm.score`) decides.

Only the answers, the timestamp, recognised profile columns and columns the caller names come in.  Names, numbers,
addresses and free text stay in the file.

An answer is held as one byte per respondent and element: 0 for blank, otherwise the position of its level.

>>> import ikm
>>> header = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8 Pengaduan", "U9 Sarana"]
>>> responses = ikm.load([header, [3, 3, 4, 4, 3, 3, 4, 3, 3], [4, 4, 4, 4, 4, 4, 4, 4, 9]])
>>> len(responses), responses.errors
(2, 1)
>>> print(next(iter(responses.findings)).translated("en").message)
U9 Facilities and infrastructure: the score “9” is outside the scale 1 to 4.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ikm.arguments import joined, tables_of
from ikm.errors import OptionError
from ikm.findings import plural
from ikm.frozen import frozen, held
from ikm.regulation import load_regulation
from ikm.responses.profiles import no_group
from ikm.responses.times.calendar import part_of
from ikm.shown import Drawn, rendering
from ikm.tallies import Pairs, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from ikm.columns import ColumnMap
    from ikm.findings import Finding, Findings
    from ikm.records import Ledger
    from ikm.regulation import Regulation
    from ikm.responses.doubles import Doubt
    from ikm.responses.indices import IndexAnswers
    from ikm.responses.times.stamped import Stamped
    from ikm.sources import Facts
    from ikm.tallies import Level

__all__ = ["Responses"]


@dataclass(frozen=True, repr=False)
class Responses(Drawn):
    """The answers of a survey, validated.

    Parameters
    ----------
    elements : tuple of str
        The elements asked, in the order of the instrument.
    codes : mapping from element to bytes
        For each respondent 0 (blank) or the position, from 1, of the answer in ``levels``.
    levels : tuple of int or Fraction
        The scores met, lowest first.
    rows : sequence of int
        The file's row number of each respondent.
    profiles : mapping from name to sequence of str
        What respondents are, for breakdowns; empty text where not said.
    times : Stamped
        When each respondent answered; empty when the survey has no timestamps.
    about_profiles : mapping from name to tuple of Finding
        What there is to say of a profile to whoever groups by it; it changes no figure of the whole.
    findings : Findings
        Everything found.
    columns : ColumnMap
        Which column asks what, and why we think so.
    ledger : Ledger
        What became of every row.
    facts : Facts
        What was read: name, kind, hash, sheets.
    faults : mapping from (element, code) to int
        Answers that cannot be used, by element and finding code, and under the element ``""`` rows: what
        ``invalid="blank"`` leaves out.
    low, high : int
        The ends of the scale.
    law : Regulation
        The instrument it was read under.
    questionnaire : str, optional
        The questionnaire it was read with.
    header_row : int, optional
        The file's number of the header row.
    survey : mapping, optional
        What the survey file says that it was read with.
    options : mapping
        The options it was read with, for the provenance.
    joined : int
        How many of the faulty answers have no finding of their own: one speaks for all that gave the same label.
    left_out : mapping from str to sequence of int
        The rows that are respondents and were not meant, by the reason as the ledger names it.
    doubts : tuple of Doubt
        The answers as they would be with columns that may be further questions.
    index : pandas.Index, optional
        The index of the frame they came from, whole.
    choices : mapping from int to tuple of str
        For a column whose answers are words, counted from 0, what each score is called, the lowest first.
    indices : tuple of IndexAnswers
        The answers to what the form asks besides the SKM, where that was asked for (``index="spak"``).
    parts : tuple of Responses
        The answers of each file, where several were put together; columns and headings here are those of the first
        that has words as answers.
    """

    elements: tuple[str, ...]
    codes: Mapping[str, bytes]
    levels: tuple[Level, ...]
    rows: Sequence[int]
    profiles: Mapping[str, Sequence[str]]
    times: Stamped
    findings: Findings
    columns: ColumnMap
    ledger: Ledger
    facts: Facts
    faults: Mapping[tuple[str, str], int] = field(default_factory=dict)
    about_profiles: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    low: int = 1
    high: int = 4
    law: Regulation = field(default_factory=load_regulation)
    questionnaire: str | None = None
    header_row: int | None = None
    survey: Mapping[str, Any] | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    joined: int = 0
    left_out: Mapping[str, Sequence[int]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    index: pd.Index[Any] | None = field(default=None, compare=False)
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    indices: tuple[IndexAnswers, ...] = ()
    parts: tuple[Responses, ...] = ()

    def __post_init__(self) -> None:
        for name in ("codes", "profiles", "faults", "about_profiles", "left_out", "choices"):
            object.__setattr__(self, name, held(getattr(self, name)))
        self.findings.close()
        for name in ("survey", "options"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    def __repr__(self) -> str:
        """Say how much there is, never what respondents said."""
        return (
            f"<Responses: {plural(len(self.rows), 'respondent')}, {plural(len(self.elements), 'element')}, "
            f"{plural(self.findings.total, 'finding')}>"
        )

    def __hash__(self) -> int:
        return hash((self.facts, self.ledger, self.elements))

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def errors(self) -> int:
        """How many findings stop scoring."""
        return self.findings.errors

    @property
    def blocked(self) -> int:
        """How many findings stop scoring even when unusable answers are taken as blank."""
        others = sum(sum(one.faults.values()) - one.joined for one in self.indices)
        return self.errors - sum(self.faults.values()) + self.joined - others

    def of_index(self, index: str) -> Responses:
        """Give the same respondents' answers to what another index asks, as a survey of its own.

        Parameters
        ----------
        index : str
            Its key, ``spak``.

        Raises
        ------
        OptionError
            If that index was not asked for when the survey was loaded.
        """
        for one in self.indices:
            if one.index.key == index:
                own = {name: getattr(one, name) for name in ("law", "columns", "codes", "levels", "faults", "joined")}
                return replace(
                    self, **own, elements=tuple(one.codes), low=one.law.low, high=one.law.high, doubts=(), indices=(),
                    questionnaire=None, choices=one.choices,
                )  # fmt: skip
        there = ", ".join(one.index.key for one in self.indices) or "none"
        raise OptionError(
            f"The index {index!r} was not read with this survey (there is: {there}); load it with index={index!r}.",
            id=f"Indeks {index!r} tidak ikut dibaca (yang ada: {there}); baca ulang dengan index={index!r}.",
        )

    def tally(self, by: str | Sequence[str | tuple[str, ...]] = (), *, moments: bool = False) -> Tally:
        """Count the answers; unusable ones count as blank, and the tally's ``faults`` say how many.

        Parameters
        ----------
        by : str, or sequence of str or tuple of str
            Profile columns to group respondents by, or ``bulan``, ``triwulan``, ``semester``, ``tahun``; several make
            groups of each combination, from which `Tally.regroup` gives those of one.
        moments : bool
            Also hold the pairwise sums the statistics need.

        Raises
        ------
        OptionError
            If there is no such profile column; the message lists those there are.
        """
        names = joined(tables_of("by", by))
        profiles = {name: self._groups(name) for name in names}
        if not self.elements:
            raise OptionError("No element was found in this survey, so there is nothing to count.")
        columns = [self.codes[element] for element in self.elements]
        groups = zip(*profiles.values(), strict=True) if names else None
        return Tally.of_codes(
            self.elements,
            columns,
            self.levels,
            low=self.low,
            high=self.high,
            groups=groups,
            by=names,
            moments=moments,
            faults=self.faults,
        )

    def patterns(
        self, by: str | Sequence[str | tuple[str, ...]] = ()
    ) -> dict[tuple[str, ...], dict[tuple[Level | None, ...], int]]:
        """Count how many respondents gave each row of answers.

        Parameters
        ----------
        by
            As of `tally`.

        Returns
        -------
        dict from group to dict from row to int
            A row has a score for each element, None where blank; groups and rows in the order they are met.
        """
        names = joined(tables_of("by", by))
        profiles = [self._groups(name) for name in names]
        rows = zip(*(self.codes[element] for element in self.elements), strict=True)
        met: dict[tuple[str, ...], Counter[tuple[int, ...]]] = {}
        if profiles:
            for group, row in zip(zip(*profiles, strict=True), rows, strict=True):
                met.setdefault(group, Counter())[row] += 1
        else:
            met[()] = Counter(rows)
        level = (None, *self.levels)
        return {g: {tuple(level[code] for code in row): n for row, n in c.items()} for g, c in met.items()}

    def pairs(self, by: Sequence[str] = ()) -> Pairs:
        """Give what adds up the answers to pairs of elements, of all respondents or of groups.

        Parameters
        ----------
        by : sequence of str
            The columns that groups are made of, one by one.
        """
        columns = [self.codes[element] for element in self.elements]
        return Pairs(self.elements, columns, self.levels, [self._groups(name) for name in by])

    def to_frame(self) -> pd.DataFrame:
        """Give the answers as a pandas DataFrame, one row a respondent.

        Its index is that of the frame that was read, so that it joins with it; of a file it counts from 0.  Scores
        stand as the index counts them: blank where an answer could not be used, averaged where a form asks several
        questions.  An average is a float: frames are for means and charts, and the exact figures are those of the
        tally.

        Returns
        -------
        pandas.DataFrame
            ``row`` (int64: the row number in the file; in a frame the first record is row 2), ``time``
            (datetime64[us]), ``file`` (category) where several files were put together, each element asked under its
            key (Int64; Float64 where somebody's answers average to a fraction), each profile under its name (category;
            an underscore follows a name that is taken).  ``<NA>``, in times and categories ``NaT`` and ``NaN``, where
            nothing is known.

        Examples
        --------
        >>> import ikm
        >>> frame = ikm.load("examples/ppid-2023.csv").to_frame()
        >>> frame["prosedur"].dtype, frame["jenis_kelamin"].dtype.name, f"{frame['prosedur'].mean():.3f}"
        (Int64Dtype(), 'category', '3.221')
        """
        frame: pd.DataFrame = rendering().responses_frame(self)
        return frame

    def _groups(self, name: str) -> Sequence[str]:
        """Give the group of each respondent, by a profile or by the calendar."""
        if name in self.profiles:
            return self.profiles[name]
        part = part_of(name)
        if part is not None and len(self.times) and not self.findings.counts["time-order-undecided"]:
            return self.times.labelled(part)
        raise no_group(name, self.columns, list(self.profiles))

    def __iter__(self) -> Iterator[dict[str, Level | None]]:
        """Give each respondent's score for each element, None where blank."""
        level = (None, *self.levels)
        for row in zip(*(self.codes[element] for element in self.elements), strict=True):
            yield {element: level[code] for element, code in zip(self.elements, row, strict=True)}
