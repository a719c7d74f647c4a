"""Breakdowns: the index of every group, as far as it may be shown.

Each table is a `ikm.tallies.Tally.regroup` of the counts, and its groups are scored as the whole is.  Which of them
show no figure is decided for all tables together (`ikm.scoring.disclosure`, `ikm.scoring.differences`), by their sizes
alone: the counts of a group are added up only where it shows a figure.

>>> from ikm.scoring.breakdowns import break_down
>>> from ikm.tallies import Tally
>>> names = [("A", "KTP")] * 20 + [("B", "KTP")] * 15
>>> tally = Tally.of_scores(["biaya"], [[4]] * 20 + [[3]] * 15, groups=names, by=["loket", "layanan"])
>>> found = break_down(tally, (("loket",), ("layanan",)), lambda counts: None)
>>> found.groups["A"].respondents, found.groups["layanan", "KTP"].respondents, [one.code for one in found.findings]
(20, 35, ['group-combined'])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from ikm.arguments import CROSS
from ikm.findings import Finding, display
from ikm.scoring.differences import protect
from ikm.scoring.disclosure import MINIMUM_GROUP, hidden_groups
from ikm.scoring.results import GroupResult, Groups
from ikm.tallies import add_up, unite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from ikm.arguments import Tables
    from ikm.regulation import Band
    from ikm.tallies import Counts, Missing, Tally, United

__all__ = ["Breakdown", "break_down"]

_NAMED, _SPELLED = 8, 6
"""How many groups a finding names, and how many spellings of each."""


class Graded(Protocol):
    """An index, as far as a group shows it."""

    @property
    def rounded(self) -> Decimal:
        """The index, rounded."""

    @property
    def band(self) -> Band:
        """Its band."""


class Breakdown(NamedTuple):
    """The groups of all tables, and what there is to say of them."""

    groups: Groups
    findings: tuple[Finding, ...]


def break_down(
    tally: Tally,
    tables: Tables,
    index_of: Callable[[Counts], Graded | None],
    missing: Missing = "available",
    minimum: int = MINIMUM_GROUP,
) -> Breakdown:
    """Score the groups of each table.

    Parameters
    ----------
    tally : Tally
        The counts, grouped by every column that some table is made of.
    tables : tuple of tuples of str
        The columns of each table.
    index_of : callable
        Scores the counts of a group as the whole is scored; none where an element has no answer.
    missing : {"available", "complete"}
        Which questionnaires count.
    minimum : int
        The smallest number of respondents that may be shown.
    """
    if not tables:
        return Breakdown(Groups(()), ())
    tally, united = unite(tally)
    parted = [_Table(table, tally.parts(table), missing) for table in tables]
    findings = []
    if len(tables) == 1 and len(tables[0]) == 1:
        hidden: Sequence[AbstractSet[tuple[str, ...]]] = [hidden_groups(parted[0].sizes, minimum)]
    else:
        cells = {group: counts.kept(missing) for group, counts in tally.groups.items()}
        kept = protect(cells, [[tally.by.index(name) for name in table] for table in tables], minimum)
        hidden = kept.hidden
        code = "group-combined" if kept.safe else "group-unchecked"
        findings.append(Finding(code, details={"by": ", ".join(CROSS.join(table) for table in tables)}))
    findings = [*_spellings(united, minimum), *findings]
    groups: list[GroupResult] = []
    for table, hide in zip(parted, hidden, strict=True):
        groups += table.results(hide, lambda several: index_of(add_up(several, tally.elements)), minimum)
    return Breakdown(Groups(tuple(groups)), tuple(findings))


class _Table:
    """One table: what it is by, the counts that each group is made of, and how many respondents it has."""

    def __init__(self, by: tuple[str, ...], parts: Mapping[tuple[str, ...], list[Counts]], missing: Missing) -> None:
        self.by = by
        self.parts = parts
        self.sizes = {group: sum([counts.kept(missing) for counts in several]) for group, several in parts.items()}

    def results(
        self,
        hidden: AbstractSet[tuple[str, ...]],
        index_of: Callable[[list[Counts]], Graded | None],
        minimum: int,
    ) -> Iterable[GroupResult]:
        """Score the groups; those under the minimum are told together, without their names."""
        small = {group for group in hidden if self.sizes[group] < minimum}
        named = [group for group in self.sizes if group not in small]
        # "<17" comes before "17–25", though not in the order of letters.
        for group in sorted(named, key=lambda names: [(not name.startswith("<"), name) for name in names]):
            index = None if group in hidden else index_of(self.parts[group])
            yield GroupResult(
                group=dict(zip(self.by, group, strict=True)),
                respondents=None if group in hidden else self.sizes[group],
                ikm=None if index is None else float(index.rounded),
                mutu=None if index is None else index.band.mutu,
                kinerja=None if index is None else index.band.kinerja,
                hidden=group in hidden,
            )
        if small:
            nameless: dict[str, str | None] = dict.fromkeys(self.by)
            yield GroupResult(
                group=nameless, respondents=None, ikm=None, mutu=None, kinerja=None, hidden=True, merged=len(small)
            )


def _spellings(united: Iterable[United], minimum: int) -> Iterable[Finding]:
    """Say which spellings were taken as one; what few people typed is not repeated."""
    for by in dict.fromkeys(one.by for one in united):
        here = [one for one in united if one.by == by]
        named = [one for one in here if one.respondents >= minimum][:_NAMED]
        words = {lang: [f"“{one.name}” ({_listed(one.spellings)})" for one in named] for lang in ("id", "en")}
        if rest := len(here) - len(named):
            words["id"].append(f"{rest} kelompok lain")
            words["en"].append(f"{rest} further groups")
        said = {lang: "; ".join(parts) for lang, parts in words.items()}
        yield Finding("group-spellings", details={"by": display(by), "groups": said})


def _listed(spellings: Sequence[str]) -> str:
    more = ", …" if len(spellings) > _SPELLED else ""
    return ", ".join(display(one) for one in spellings[:_SPELLED]) + more
