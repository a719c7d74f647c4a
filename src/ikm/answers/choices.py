"""Which table a column's words belong to, decided from all of them together.

One word has several scores ("Cukup" is 2 in one table, 3 in another), so no word is looked up alone:

1. the questionnaire's own table, if it holds every word of the column;
2. else the tables that hold every word: the wording of the law before common variants, those made for the element
   before general ones.  Numbers written with the words ("2. Tidak puas") narrow the choice.  Where the best tables
   give a word different scores, that word is ambiguous;
3. else, if a table of another length holds every word, the column is recognised as that scale and refused;
4. else the table that holds most words; the others are unknown.

Nothing is fuzzy and nothing is guessed: a word without exactly one score becomes a finding.

>>> choice = choose({"tidaksesuai", "sesuai"}, Asked("persyaratan"))
>>> sorted((word, *scores) for word, scores in choice.scores.items())
[('sesuai', 3), ('tidaksesuai', 1)]
>>> sorted(choose({"tidakpuas", "puas"}).scores["tidakpuas"])
[1, 2]
>>> choose({"kurangpuas", "cukuppuas", "puas", "sangatpuas"}).other.name
'Tidak puas, Kurang puas, Cukup puas, Puas, Sangat puas'
"""

from __future__ import annotations

from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ikm.answers.scales import COMMON, LAW, NUMBERED, OTHER, WARNED, Scale, annex_scale, scales_for, scores_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Asked", "Choice", "beside", "choose", "choose_explained"]

_PART_OF_FIVE = frozenset({"tidak {} < cukup {} < {} < sangat {}"})
"""Four labels that are as often five whose lowest nobody chose: "Sangat tidak puas" stands below "Tidak puas"."""


class Asked(NamedTuple):
    """What is known about a question before its answers are looked at.

    Parameters
    ----------
    element : str, optional
        The element the column asks.
    scales : sequence of Scale, optional
        The tables to choose from, instead of ikm's.
    own : sequence of Scale
        The questionnaire's tables for this question.
    low, high : int
        The scale of the survey.
    sisters : frozenset of Scale
        Tables of which other columns of the form show every label.
    """

    element: str | None = None
    scales: Sequence[Scale] | None = None
    own: Sequence[Scale] = ()
    low: int = 1
    high: int = 4
    sisters: frozenset[Scale] = frozenset()

    def fits(self, scale: Scale) -> bool:
        """Tell whether a table may be used for the element."""
        return not scale.elements or self.element is None or self.element in scale.elements

    def level(self, scale: Scale) -> tuple[int, bool]:
        """Say how good a table is: its rank, then whether it was made for the element."""
        return (scale.rank, self.element is not None and self.element not in scale.elements)

    def best(self, scales: Sequence[Scale]) -> list[Scale]:
        """Keep the tables of the best level."""
        level = min(map(self.level, scales))
        return [scale for scale in scales if self.level(scale) == level]


class Choice(NamedTuple):
    """What was decided about the words of a column.

    Parameters
    ----------
    scale : Scale, optional
        The table used; without one that decodes, the table whose labels are worth showing.
    scores : mapping
        For each word its possible scores: one, several (ambiguous) or none (unknown).
    other : Scale, optional
        The table of another length the words belong to; the column is then refused.
    unknown : bool
        No table fits well enough to use any.
    doubt : Scale, optional
        A longer table that would hold the words as well; the choice is then said with a warning.
    confirmed : bool
        Numbers beside the words agree with the table.
    proved : Scale, optional
        The table, of any length, of which every label was seen.
    """

    scale: Scale | None = None
    scores: Mapping[str, frozenset[int]] = MappingProxyType({})
    other: Scale | None = None
    unknown: bool = False
    doubt: Scale | None = None
    confirmed: bool = False
    proved: Scale | None = None


def _holds(scale: Scale, keys: Collection[str]) -> int:
    scores = scores_of(scale)
    return sum(key in scores for key in keys)


def _agree(scale: Scale, numbers: Mapping[str, frozenset[int]], low: int) -> bool:
    scores = scores_of(scale)
    return all(found == {scores[key] + low} for key, found in numbers.items() if key in scores)


def _complete(scale: Scale, keys: Collection[str]) -> bool:
    scores = scores_of(scale)
    return len({scores[key] for key in keys if key in scores}) == len(scale.labels)


def _scored(scales: Sequence[Scale], keys: Collection[str], low: int) -> dict[str, frozenset[int]]:
    tables = [scores_of(scale) for scale in scales]
    return {key: frozenset(t[key] + low for t in tables if key in t) for key in sorted(keys)}


def _best_other(scales: Sequence[Scale], keys: Collection[str]) -> Scale:
    """Prefer a table whose every answer was seen, then five points, then three."""
    return min(scales, key=lambda s: (not _complete(s, keys), {5: 0, 3: 1}.get(len(s.labels), 2)))


def choose(
    keys: Collection[str],
    setting: Asked | None = None,
    numbers: Mapping[str, frozenset[int]] | None = None,
) -> Choice:
    """Choose the table for the words of one column.

    Parameters
    ----------
    keys : collection of str
        The label keys of the column (`ikm.answers.text.label_key`).
    setting : Asked, optional
        The element, the tables and the scale.
    numbers : mapping, optional
        The numbers written with a word somewhere in the column.

    Returns
    -------
    Choice
        The table, the scores, and what is doubtful.
    """
    setting = setting or Asked()
    if not keys:
        return Choice()
    if whole := [scale for scale in setting.own if _holds(scale, keys) == len(keys)]:
        return Choice(whole[0], _scored(whole, keys, setting.low), confirmed=True)
    points = setting.high - setting.low + 1
    found = [s for s in (scales_for(keys) if setting.scales is None else setting.scales) if setting.fits(s)]
    # Given tables, and those of a survey on another scale than four points, are as good as their length.
    same = [s for s in found if len(s.labels) == points and (s.rank < OTHER or points != 4)]
    others = [s for s in found if len(s.labels) != points]
    partial = max(setting.own, key=lambda s: _holds(s, keys), default=None)
    if partial is not None and _holds(partial, keys):
        same = [s for s in same if _same_scores(s, partial)]
    numbers = numbers if numbers is not None and len(numbers) > 1 else {}
    choice = _from_full(keys, same, others, setting, numbers)
    if choice is not None:
        return choice
    if partial is not None and _holds(partial, keys):
        return Choice(partial, _scored([partial], keys, setting.low))
    return _from_partial(keys, same, others, setting)


def choose_explained(keys: Collection[str], setting: Asked) -> Choice:
    """Choose for the words that only explain others: "Murah (wajar)", "Puas (Satisfied)".

    They need not be of one table, as an option's explanation is written for it alone.
    """
    together = choose(keys, setting)
    if together.other is None and all(together.scores.values()):
        return together
    single = {key: choose({key}, setting).scores.get(key, frozenset()) for key in keys}
    return Choice(together.scale, single) if all(single.values()) else together


def _same_scores(one: Scale, two: Scale) -> bool:
    first, second = scores_of(one), scores_of(two)
    return all(second.get(key, score) == score for key, score in first.items())


def _refused(scales: Sequence[Scale], keys: Collection[str]) -> Choice:
    other = _best_other(scales, keys)
    return Choice(
        other=other, scores=dict.fromkeys(keys, frozenset()), proved=other if _complete(other, keys) else None
    )


def _from_full(
    keys: Collection[str],
    same: Sequence[Scale],
    others: Sequence[Scale],
    setting: Asked,
    numbers: Mapping[str, frozenset[int]],
) -> Choice | None:
    """Choose among the tables that hold every word, if there are any."""
    full = [s for s in same if _holds(s, keys) == len(keys)]
    elsewhere = [s for s in others if _holds(s, keys) == len(keys)]
    confirmed = [s for s in full if numbers and _agree(s, numbers, setting.low)]
    told = [s for s in elsewhere if numbers and _agree(s, numbers, setting.low)]
    usable = confirmed or [s for s in full if s.rank != NUMBERED]
    if elsewhere and (not usable or (told and not confirmed)):
        return _refused(told or elsewhere, keys)
    if not usable:
        return None
    best = setting.best(usable)
    whole = next((s for s in best if _complete(s, keys)), None)
    if confirmed:
        return Choice(best[0], _scored(best, keys, setting.low), confirmed=True, proved=whole)
    if setting.sisters and (shown := beside(setting.sisters, best, [*usable, *elsewhere], whole)):
        decided = Choice(shown[0], _scored(shown, keys, setting.low), proved=whole)
        return _refused(shown, keys) if shown[0] in elsewhere else decided
    scored = _scored(best, keys, setting.low)
    points = len(best[0].labels)
    if best[0].rank != LAW and (short := [s for s in elsewhere if len(s.labels) < points and _complete(s, keys)]):
        return _refused(short, keys)
    longer = [s for s in elsewhere if len(s.labels) > points]
    doubt = _best_other(longer, keys) if longer else best[0]
    unsure = best[0].rank == WARNED or (best[0].rank == COMMON and bool(longer) and not _complete(best[0], keys))
    unsure = unsure or (best[0].pattern in _PART_OF_FIVE and bool(longer))
    return Choice(best[0], scored, doubt=doubt if unsure else None, proved=whole)


def beside(
    sisters: Collection[Scale], best: Sequence[Scale], fitting: Sequence[Scale], whole: Scale | None
) -> list[Scale]:
    """Choose among tables by what other columns of the form show; nothing where they do not tell.

    A form asks its questions with one set of answers.  Where nobody chose "Sangat tidak setuju" in one column, the
    columns in which somebody did show of which set "Tidak setuju" is part.  The very words of another column decide
    over everything, also over a set that is whole by itself ("Tidak puas … Sangat puas" is whole, and yet four of five
    where "Sangat tidak puas" stands in another column).  The same pattern with other words ("Tidak sesuai" beside
    "Tidak puas") decides only where the column's own words do not.

    Parameters
    ----------
    sisters : collection of Scale
        Tables of which another column shows every label.
    best : sequence of Scale
        The tables that would be used without them.
    fitting : sequence of Scale
        Every table that holds all words of the column, of any length.
    whole : Scale, optional
        The table of which this column shows every label.
    """
    longest = max((len(scale.labels) for scale in fitting if scale in sisters), default=0)
    if longest and (whole is None or longest > len(whole.labels)):
        return [scale for scale in fitting if scale in sisters and len(scale.labels) == longest]
    if whole is not None:
        return []
    patterns = {scale.pattern for scale in sisters if scale.pattern}
    kept = [scale for scale in best if scale.pattern in patterns] or [s for s in fitting if s.pattern in patterns]
    return kept if len({len(scale.labels) for scale in kept}) == 1 else []


def _from_partial(keys: Collection[str], same: Sequence[Scale], others: Sequence[Scale], setting: Asked) -> Choice:
    """Choose the table that holds most of the words."""
    same = [s for s in same if s.rank != NUMBERED]
    most = max((_holds(s, keys) for s in same), default=0)
    elsewhere = max((_holds(s, keys) for s in others), default=0)
    none = dict.fromkeys(keys, frozenset[int]())
    if elsewhere > max(most, 2):
        return _refused([s for s in others if _holds(s, keys) == elsewhere], keys)
    shown = setting.own[0] if setting.own else annex_scale(setting.element)
    if not most:
        return Choice(shown, none, unknown=True)
    best = setting.best([s for s in same if _holds(s, keys) == most])
    if most == 1 and len(keys) > 2:
        return Choice(shown or best[0], none, unknown=True)
    return Choice(best[0], _apart(best, _scored(best, keys, setting.low)))


def _apart(scales: Sequence[Scale], scored: dict[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """Leave unknown two labels of one score that no table holds together.

    Tables that each hold most words differ in the rest: "Cukup" is 2 in one, "Cukup baik" in another, and a form that
    offers both means two steps by them.
    """
    tables = [scores_of(scale) for scale in scales]
    known = [key for key, scores in scored.items() if scores]
    clash = {
        key
        for one, other in combinations(known, 2)
        if scored[one] & scored[other] and not any(one in table and other in table for table in tables)
        for key in (one, other)
    }
    return {key: frozenset() if key in clash else scores for key, scores in scored.items()}
