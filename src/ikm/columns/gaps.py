"""Gaps: what the form as a whole says where single columns do not.

The nine elements stand in most forms once each, in one of two orders.  So a column that only whispers its
element is believed when that element is still missing and the neighbours fit.  Whatever is decided here is told to
the user.

Rows, answers and words are not read here: only verdicts.

>>> from ikm.columns.lexicon import ELEMENTS
>>> place_fits("waktu", 2, {1: "prosedur", 3: "biaya"}, ELEMENTS)
2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm.columns.lexicon import lexicon
from ikm.columns.verdicts import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.columns.verdicts import Verdict

__all__ = ["fill", "place_fits"]


_SPARED = 2
"""So many headings of a form of single words may say nothing themselves ("sesuai", "baik")."""
_NAMED = 2.5
"""Points of a column that names its element, though its spelling had to be guessed."""


def _orders(elements: Sequence[str]) -> list[list[str]]:
    definition = list(elements)
    if definition[7:9] != ["pengaduan", "sarana"]:
        return [definition]
    return [definition, [*definition[:7], "sarana", "pengaduan", *definition[9:]]]


def place_fits(element: str, column: int, found: Mapping[int, str], elements: Sequence[str]) -> int:
    """Count the mapped neighbours (0 to 2) between which an element belongs in either order.

    At the ends of the form the one neighbour counts twice.
    """
    before = max((c for c in found if c < column), default=None)
    after = min((c for c in found if c > column), default=None)
    best = 0
    for order in _orders(elements):
        place = order.index(element)
        left = before is not None and place > 0 and found[before] == order[place - 1]
        right = after is not None and place + 1 < len(order) and found[after] == order[place + 1]
        ends = (place == 0 and before is None) or (place + 1 == len(order) and after is None)
        best = max(best, left + right + (ends and (left or right)))
    return best


def fill(
    waiting: Sequence[Verdict], found: Mapping[int, str], elements: Sequence[str]
) -> dict[int, tuple[str, bool | None]]:
    """Give missing elements to columns that lean to them.

    Parameters
    ----------
    waiting : sequence of Verdict
        Columns not mapped yet that may ask something.
    found : mapping
        Columns mapped already.
    elements : sequence of str
        The elements looked for.

    Returns
    -------
    dict
        Column to its element, and whether only its place speaks for it; None where the order of all columns does.
    """
    known = set(found.values())
    missing = [e for e in elements if e not in known]
    named = {v.element for v in waiting if v.points.get(v.element or "", 0.0) >= _NAMED}
    form = len(known | named) >= 5
    small = sum(v.asks for v in waiting) <= 4
    offers: list[tuple[float, int, str]] = []
    for verdict in waiting:
        for element in missing:
            points = verdict.points.get(element, 0.0)
            fit = place_fits(element, verdict.index, found, elements) if form else 0
            beaten = max((p for m, p in verdict.points.items() if m not in elements), default=0.0) - points
            rated = verdict.answers.rated or verdict.heading.code is not None
            comment = 4.0 if rated else 3.0
            if verdict.points.get("harapan", 0.0) >= 6 or verdict.points.get("komentar", 0.0) >= comment:
                continue
            if _named_otherwise(verdict, element, elements):
                continue
            if (form and points >= 1 and beaten < 2.5 + fit) or (small and not form and points >= 2 and beaten < 0):
                offers.append((points + fit - max(beaten, 0.0) / 2, verdict.index, element))
    taken = _whole_order(waiting, found, elements)
    if taken:
        return taken
    taken = _take(offers)
    left = [e for e in missing if e not in {element for element, _ in taken.values()}]
    now = {**found, **{column: element for column, (element, _) in taken.items()}}
    asking = [v for v in waiting if v.index not in taken and v.asks and not v.listed]
    if form and len(left) == 1:
        fitting = [v for v in asking if place_fits(left[0], v.index, now, elements) == 2 and _elsewhere(v, left[0]) < 3]
        if len(fitting) == 1:
            taken[fitting[0].index] = (left[0], True)
    return taken


def _whole_order(
    waiting: Sequence[Verdict], found: Mapping[int, str], elements: Sequence[str]
) -> dict[int, tuple[str, bool | None]]:
    """Read the columns of a form that has exactly one column per element, all in one known order.

    Headings of one word ("mudah", "cepat", "wajar") only lean to their element; where nearly all of them do so in the
    order of the elements, they are meant.  A heading that says nothing at all is taken by its place, which is asked.
    """
    asking = {v.index: v for v in waiting if v.asks or (v.element and v.points[v.element] >= 1)}
    places = sorted([*found, *asking])
    if not asking or len(places) != len(elements) or places[-1] - places[0] + 1 != len(places):
        return {}
    for order in _orders(elements):
        meant = dict(zip(places, order, strict=True))
        if any(meant[column] != element for column, element in found.items()):
            continue
        if any(_named_otherwise(v, meant[i], elements) for i, v in asking.items()):
            continue
        leaning = [i for i, v in asking.items() if v.points.get(meant[i], 0.0) >= 1]
        silent = [i for i, v in asking.items() if not v.heading.words]
        plain = [i for i in asking if len(asking[i].heading.words) <= 1]
        generic = [i for i in plain if set(asking[i].heading.words) <= lexicon().grading]
        if set(silent) == set(asking):
            return {i: (meant[i], True) for i in silent}
        if set(plain) == set(asking) and len(found) + len(leaning) + _SPARED >= len(elements):
            rest = set(asking) - set(leaning)
            if rest <= set(generic):
                return {i: (meant[i], None) for i in asking}
    return {}


def _elsewhere(verdict: Verdict, element: str) -> float:
    """Give the points of the best other meaning: a column that asks something else is no silent one."""
    return max((p for m, p in verdict.points.items() if m != element), default=0.0)


def _named_otherwise(verdict: Verdict, element: str, elements: Sequence[str]) -> bool:
    """Tell whether the words name what is no element, and only a code speaks for the element: "U9 Maklumat".

    A field for comments is told by its answers: "U9 Saran" with scores is the ninth element.
    """
    words = verdict.heading.scores
    named = max((p for m, p in words.items() if m not in {*elements, "komentar"}), default=0.0)
    return named >= ENOUGH and max(words.get(element, 0.0), verdict.answers.scores.get(element, 0.0)) < 1


def _take(offers: list[tuple[float, int, str]]) -> dict[int, tuple[str, bool | None]]:
    taken: dict[int, tuple[str, bool | None]] = {}
    done: set[str] = set()
    for _, column, element in sorted(offers, key=lambda offer: (-offer[0], offer[1], offer[2])):
        if column not in taken and element not in done:
            taken[column] = (element, False)
            done.add(element)
    return taken
