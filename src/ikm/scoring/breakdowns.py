"""Breakdowns: the figures of every group, as far as they may be shown.

Each table is a `ikm.tallies.Tally.regroup` of the counts, and its groups are scored as the whole is.  Which of them
show no figure is decided for all tables together (`ikm.scoring.disclosure`, `ikm.scoring.differences`), by their sizes
alone: the counts of a group are added up only where it shows a figure.

A group shows three things, each only where the one before it is shown:

1. its size, and the index;
2. its elements, and with them the exact index, the other weights, and how sure the index is
   (`ikm.scoring.uncertainty`).  Where somebody left blanks, fewer people than the group has answered an element, and a
   group in which fewer than the minimum did shows none of them: the index less the other elements would give that one
   back;
3. the index with the other handling of blanks: its complete questionnaires are a part of the group, and those with
   blanks the rest of it.  Both must be many, and so it is in one table alone: what two tell of such parts together is
   not looked at.

>>> from ikm.regulation import load_regulation
>>> from ikm.scoring.breakdowns import break_down
>>> from ikm.scoring.figures import Figures
>>> from ikm.tallies import Tally
>>> law = load_regulation()
>>> names = [("A", "KTP")] * 20 + [("B", "KTP")] * 15
>>> tally = Tally.of_scores(["biaya"], [[4]] * 20 + [[3]] * 15, groups=names, by=["loket", "layanan"])
>>> figures = Figures(tally, law.weights("exact", ["biaya"]), law, "available", "id")
>>> found = break_down(tally, (("loket",), ("layanan",)), figures)
>>> found.groups["A"].respondents, found.groups["layanan", "KTP"].respondents, [one.code for one in found.findings]
(20, 35, ['group-combined'])
>>> found.groups["A"].elements["biaya"].total, found.groups["B"].ikm_exact
(80, '75')
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ikm.arguments import CROSS
from ikm.findings import Finding, display, plural
from ikm.scoring.differences import protect, protect_measures
from ikm.scoring.disclosure import MINIMUM_GROUP, hidden_groups
from ikm.scoring.parts import Elements, GroupResult, Groups, MadeElements
from ikm.tallies import add_up, unite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ikm.arguments import Tables
    from ikm.scoring.figures import Figures
    from ikm.tallies import Counts, Missing, Pairs, PairSums, Tally, United

    PairsOfElements = Mapping[tuple[str, str], PairSums]

__all__ = ["Breakdown", "break_down"]

_NAMED, _SPELLED = 8, 6
"""How many groups a finding names, and how many spellings of each."""

_NONE = Elements(())

Group = tuple[str, ...]


class Breakdown(NamedTuple):
    """The groups of all tables, and what there is to say of them."""

    groups: Groups
    findings: tuple[Finding, ...]


def break_down(
    tally: Tally, tables: Tables, figures: Figures, minimum: int = MINIMUM_GROUP, pairs: Pairs | None = None
) -> Breakdown:
    """Score the groups of each table.

    Parameters
    ----------
    tally : Tally
        The counts, grouped by every column that some table is made of.
    tables : tuple of tuples of str
        The columns of each table.
    figures : Figures
        Scores the counts of a group as the whole is scored.
    minimum : int
        The smallest number of respondents that may be shown.
    pairs : Pairs, optional
        The answers that were counted, in the groups of ``tally``, for how sure the figures are; see
        `ikm.scoring.scores.score_counts`.
    """
    if not tables:
        return Breakdown(Groups(()), ())
    tally, united = unite(tally)
    missing = figures.missing
    parted = [_Table(table, tally.parts(table), missing) for table in tables]
    findings = []
    safe = True
    if len(tables) == 1 and len(tables[0]) == 1:
        hidden: Sequence[AbstractSet[Group]] = [hidden_groups(parted[0].sizes, minimum)]
    else:
        cells = {group: counts.kept(missing) for group, counts in tally.groups.items()}
        hidden, safe = protect(cells, _places(tally, tables), minimum)
        code = "group-combined" if safe else "group-unchecked"
        findings.append(Finding(code, details={"by": _named(tables)}))
    planes = [hidden]
    for measure in (_answered, _complete):
        hidden, safe = _hidden_further(tally, tables, hidden, measure, missing, minimum, safe=safe)
        planes.append(hidden)
    if without := sum(len(inside) - len(hide) for inside, hide in zip(planes[1], planes[0], strict=True)):
        findings.append(
            Finding("group-elements", details={"number": without, "by": _named(tables), "minimum": minimum})
        )
    findings = [*_spellings(united, minimum), *findings]
    groups: list[GroupResult] = []
    for table, *hide in zip(parted, *planes, strict=True):
        shown = {group for group in table.sizes if group not in hide[1]}
        sums = {} if pairs is None else _pair_sums(pairs, tally.by, united, table.by, shown, missing)
        groups += table.results(_Hidden(*hide), figures, tally, minimum, sums)
    return Breakdown(Groups(tuple(groups)), tuple(findings))


def _pair_sums(
    pairs: Pairs,
    by: tuple[str, ...],
    united: Iterable[United],
    table: tuple[str, ...],
    shown: AbstractSet[Group],
    missing: Missing,
) -> Mapping[Group, PairsOfElements]:
    """Add up the pairs of the groups of one table that show their elements, whatever way they are spelled."""
    names = {(one.by, text): one.name for one in united for text in one.spellings}
    columns = [
        [names.get((name, text), text) for text in pairs.profiles[by.index(name)]]
        if any(one.by == name for one in united)
        else pairs.profiles[by.index(name)]
        for name in table
    ]
    return pairs.of_groups((group if group in shown else None for group in zip(*columns, strict=True)), missing)


class _Hidden(NamedTuple):
    """The groups of one table that show nothing, no elements, and no other handling of blanks."""

    altogether: AbstractSet[Group]
    elements: AbstractSet[Group]
    comparison: AbstractSet[Group]


def _hidden_further(
    tally: Tally,
    tables: Tables,
    hidden: Sequence[AbstractSet[Group]],
    measure: Callable[[Counts, Missing], Iterable[int]],
    missing: Missing,
    minimum: int,
    *,
    safe: bool,
) -> tuple[Sequence[AbstractSet[Group]], bool]:
    """Give the groups that hide what is counted of fewer people than they have; all, where that cannot be kept."""
    if safe and not any(counts.partial for counts in tally.groups.values()):
        return hidden, True
    if safe and not (measure is _complete and len(tables) > 1):
        cells = {group: (counts.kept(missing), *measure(counts, missing)) for group, counts in tally.groups.items()}
        found = protect_measures(cells, _places(tally, tables), hidden, minimum)
        if found.safe and not (measure is _answered and _rest_is_few(tally, tables, found.hidden, missing, minimum)):
            return found
    return [{tuple(group) for group in tally.parts(table)} for table in tables], False


def _rest_is_few(
    tally: Tally, tables: Tables, hidden: Sequence[AbstractSet[Group]], missing: Missing, minimum: int
) -> bool:
    """Tell whether the whole's own comparison gives few away, less the groups whose elements show no blank.

    These are complete; what is left of the complete questionnaires are those of the groups with blanks.
    """
    together = tally.total
    if missing == "complete" or not tally.complete_known or min(together.complete, together.partial) < minimum:
        return False
    whole: set[int] = set()
    for table, hide in zip(tables, hidden, strict=True):
        places = [tally.by.index(name) for name in table]
        cells: dict[Group, list[int]] = {}
        blanks: set[Group] = set(hide)
        for number, (cell, counts) in enumerate(tally.groups.items()):
            group = tuple([cell[place] for place in places])
            cells.setdefault(group, []).append(number)
            if counts.partial:
                blanks.add(group)
        whole.update(number for group, inside in cells.items() if group not in blanks for number in inside)
    rest = sum(counts.complete for number, counts in enumerate(tally.groups.values()) if number not in whole)
    return 0 < rest < minimum


def _answered(counts: Counts, missing: Missing) -> Iterable[int]:
    """Give how many answered each element."""
    return (counts.filled(element, missing) for element in counts.complete_levels)


def _complete(counts: Counts, missing: Missing) -> Iterable[int]:
    """Give how many questionnaires are complete, and how many are not: the handlings of blanks differ by these."""
    del missing
    return counts.complete, counts.partial


def _places(tally: Tally, tables: Tables) -> list[list[int]]:
    return [[tally.by.index(name) for name in table] for table in tables]


def _named(tables: Tables) -> str:
    return ", ".join(CROSS.join(table) for table in tables)


class _Table:
    """One table: what it is by, the counts that each group is made of, and how many respondents it has."""

    def __init__(self, by: tuple[str, ...], parts: Mapping[Group, list[Counts]], missing: Missing) -> None:
        self.by = by
        self.parts = parts
        self.sizes = {group: sum([counts.kept(missing) for counts in several]) for group, several in parts.items()}

    def results(
        self,
        hidden: _Hidden,
        figures: Figures,
        tally: Tally,
        minimum: int,
        sums: Mapping[Group, PairsOfElements],
    ) -> Iterator[GroupResult]:
        """Score the groups; those under the minimum are told together, without their names."""
        small = {group for group in hidden.altogether if self.sizes[group] < minimum}
        named = [group for group in self.sizes if group not in small]
        # "<17" comes before "17–25", though not in the order of letters.
        for group in sorted(named, key=lambda names: [(not name.startswith("<"), name) for name in names]):
            name: dict[str, str | None] = dict(zip(self.by, group, strict=True))
            if group in hidden.altogether:
                yield _nothing(name)
                continue
            counts = add_up(self.parts[group], tally.elements, moments=tally.moments)
            found = figures.index(counts, sums.get(group))
            index = None if found is None else found.grade
            shown = group not in hidden.elements
            yield GroupResult(
                group=name,
                respondents=self.sizes[group],
                ikm=None if index is None else float(index.rounded),
                mutu=None if index is None else index.band.mutu,
                kinerja=None if index is None else index.band.called(figures.lang),
                hidden=False,
                elements_hidden=not shown,
                elements=MadeElements.by(partial(_elements, figures, self.parts[group], tally.elements))
                if shown
                else _NONE,
                ikm_exact=str(index.exact) if shown and index is not None else None,
                alternatives=found.alternatives if shown and found is not None else (),
                blanks=figures.blanks(counts, minimum, compared=group not in hidden.comparison) if shown else None,
                uncertainty=found.uncertainty if shown and found is not None else None,
            )
        if small:
            yield _nothing(dict.fromkeys(self.by), merged=len(small))


def _nothing(group: dict[str, str | None], merged: int = 1) -> GroupResult:
    return GroupResult(
        group=group, respondents=None, ikm=None, mutu=None, kinerja=None, hidden=True, elements_hidden=True,
        merged=merged,
    )  # fmt: skip


def _elements(figures: Figures, several: Sequence[Counts], elements: Sequence[str]) -> Elements:
    return figures.elements(add_up(several, elements))


def _spellings(united: Iterable[United], minimum: int) -> Iterable[Finding]:
    """Say which spellings were taken as one; what few people typed is not repeated."""
    for by in dict.fromkeys(one.by for one in united):
        here = [one for one in united if one.by == by]
        named = [one for one in here if one.respondents >= minimum][:_NAMED]
        words = {lang: [f"“{one.name}” ({_listed(one.spellings)})" for one in named] for lang in ("id", "en")}
        if rest := len(here) - len(named):
            words["id"].append(f"{rest} kelompok lain")
            words["en"].append(plural(rest, "further group"))
        said = {lang: "; ".join(parts) for lang, parts in words.items()}
        yield Finding("group-spellings", details={"by": display(by), "groups": said})


def _listed(spellings: Sequence[str]) -> str:
    more = ", …" if len(spellings) > _SPELLED else ""
    return ", ".join(display(one) for one in spellings[:_SPELLED]) + more
