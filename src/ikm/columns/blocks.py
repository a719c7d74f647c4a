"""Blocks: the questions of another survey in the same form.

Integrated forms ask about corruption (SPAK, IPAK) or the quality of service (SPKP) beside the nine elements.  Their
items use the same words ("biaya yang dibayar sesuai kuitansi") and are none of the nine.  A block is known by its name
before the questions, or because its items stand together: numbered anew behind the nine, or enclosed by items about
integrity.

>>> from ikm.columns.verdicts import judge
>>> texts = ["1. Sikap petugas", "2. Biaya wajar", "1. Tidak ada pungli", "2. Biaya sesuai bukti", "3. Tidak ada calo"]
>>> verdicts = {i: judge(i, text, ()) for i, text in enumerate(texts)}
>>> blocks(verdicts, [v.heading for v in verdicts.values()], texts, ("biaya", "perilaku"))
{2: 'integrity', 3: 'integrity', 4: 'integrity'}
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from ikm.columns.facts import block_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.columns.headings import Heading
    from ikm.columns.verdicts import Verdict

__all__ = ["AGAIN", "blocks"]

_Kind = Literal["integrity", "quality"]
_SEVERAL = 3
"""So many items about integrity make a block."""
_HINTED = 2.0
"""Points of a word that hints at integrity, such as "jujur"."""
AGAIN = 4
"""So many elements asked once more beside it make another survey."""

_TOLD = frozenset({"komentar", "lain"})
"""Meanings whose answer is told and not graded."""


def blocks(
    verdicts: Mapping[int, Verdict],
    headings: Sequence[Heading],
    headers: Sequence[object],
    elements: Sequence[str],
    settled: Mapping[int, str] | None = None,
) -> dict[int, _Kind]:
    """Find the columns of other surveys.

    Parameters
    ----------
    verdicts : mapping
        What each open column seems to ask.
    headings, headers : sequence
        The headings as read, and as they stand.
    elements : sequence of str
        The elements looked for.
    settled : mapping, optional
        The columns that are known to ask an element, by their codes or because a person named them.
    """
    settled = settled or {}
    found: dict[int, _Kind] = {}
    named = {i: kind for i in verdicts if (kind := block_of(str(headers[i]))) is not None}
    others = {v.element for i, v in verdicts.items() if i not in named and v.level in {"sure", "unsure"}}
    # A form of SPKP alone asks the elements under that name.
    whole = 2 * len(others & set(elements)) > len(elements)
    found.update((i, kind) for i, kind in named.items() if kind == "integrity" or whole)
    rest = {i: v for i, v in verdicts.items() if i not in found}
    for index in (*_numbered_anew(rest, headings), *_enclosed(rest), *_at_an_edge(rest)):
        found.setdefault(index, "integrity")
    about = [i for i, verdict in verdicts.items() if found.get(i) == "integrity" or _about_integrity(verdict)]
    if len(about) >= _SEVERAL:
        taken = {*found, *settled}
        last = _last(verdicts, elements, settled)
        found.update(dict.fromkeys(_beside_integrity(verdicts, sorted(about), taken, elements, last), "quality"))
    return dict(sorted(found.items()))


def _beside_integrity(
    verdicts: Mapping[int, Verdict], about: Sequence[int], taken: set[int], elements: Sequence[str], last: int | None
) -> list[int]:
    """Give the questions next to a block about integrity that ask the elements once more, when all were asked before.

    Integrity zones are asked to hold two surveys, and forms put them behind the nine without their names.
    """
    if last is None:
        return []
    for stretch in (_stretch(verdicts, about[0], -1, taken), _stretch(verdicts, about[-1], 1, taken)):
        again = [i for i in stretch if i > last]
        met = [element for i in again if (element := verdicts[i].element) in elements]
        if len(set(met)) >= AGAIN and 4 * len(met) >= 3 * len(again):
            return sorted(again)
    return []


def _last(verdicts: Mapping[int, Verdict], elements: Sequence[str], settled: Mapping[int, str]) -> int | None:
    """Give the column by which every element was asked; none where some never is."""
    asked = {i: v.element for i, v in verdicts.items() if v.element is not None and v.level in {"sure", "unsure"}}
    asked |= settled
    missing = set(elements)
    for index in sorted(asked):
        missing.discard(asked[index])
        if not missing:
            return index
    return None


def _stretch(verdicts: Mapping[int, Verdict], start: int, step: int, taken: set[int]) -> list[int]:
    """Give the open questions that stand next to a column, as far as they reach."""
    found = []
    while (start := start + step) in verdicts and start not in taken and not _about_integrity(verdicts[start]):
        if not _may_rate(verdicts[start]):
            break
        found.append(start)
    return found


def _about_integrity(verdict: Verdict) -> bool:
    points = verdict.points.get("integritas", 0.0)
    return points >= 3 and points >= verdict.points.get(verdict.element or "", 0.0) - 1


def _numbered_anew(verdicts: Mapping[int, Verdict], headings: Sequence[Heading]) -> list[int]:
    """Give the columns of a run that is numbered anew and asks about integrity in at least half of its items."""
    runs: list[list[int]] = [[]]
    last = 0
    for index in sorted(verdicts):
        number = headings[index].number
        if number is None:
            continue
        if number <= last:
            runs.append([])
        runs[-1].append(index)
        last = number
    return [i for run in runs[1:] if 2 * sum(_about_integrity(verdicts[i]) for i in run) >= len(run) for i in run]


def _may_rate(verdict: Verdict) -> bool:
    """Tell whether a column is answered on a scale, or not known to be answered otherwise."""
    return verdict.answers.rated or verdict.answers.kind == "none"


def _fits(verdict: Verdict, counts: Mapping[str | None, int]) -> bool:
    """Tell whether a column among items about integrity is one: its element is asked elsewhere, or it hints at it."""
    return counts.get(verdict.element, 0) > 1 or verdict.points.get("integritas", 0.0) >= _HINTED


def _at_an_edge(verdicts: Mapping[int, Verdict]) -> list[int]:
    """Give the columns next to several about integrity that hint at it themselves, when others ask their elements.

    "Prosedur pelayanan memadai dan tidak menimbulkan KKN" begins such a block, and asks the procedure no second time.
    """
    order = [index for index in sorted(verdicts) if _may_rate(verdicts[index])]
    about = [_about_integrity(verdicts[index]) for index in order]
    counts = Counter(verdict.element for verdict in verdicts.values() if verdict.level in {"sure", "unsure"})
    several = [True] * _SEVERAL
    return [
        index
        for place, index in enumerate(order)
        if about[place]
        and counts[verdicts[index].element] > 1
        and several in (about[place + 1 : place + 1 + _SEVERAL], about[max(place - _SEVERAL, 0) : place])
    ]


def _only_told(verdict: Verdict) -> bool:
    """Tell whether a question's own words rate nothing: a closing "Saran", whose few replies happen to praise."""
    said = verdict.heading.scores
    told = max(said.get(meaning, 0.0) for meaning in _TOLD)
    return told >= max((points for meaning, points in said.items() if meaning not in _TOLD), default=0.0)


def _enclosed(verdicts: Mapping[int, Verdict]) -> list[int]:
    """Give a column, or two, between items about integrity, when other columns ask their elements too."""
    order = [index for index in sorted(verdicts) if _may_rate(verdicts[index])]
    counts: dict[str | None, int] = {}
    for verdict in verdicts.values():
        counts[verdict.element] = counts.get(verdict.element, 0) + (verdict.level in {"sure", "unsure"})
    about = [_about_integrity(verdicts[i]) for i in order]
    found = []
    for place, index in enumerate(order):
        before, after = about[max(place - 2, 0) : place], about[place + 1 : place + 2]
        enclosed = before[-1:] == [True] and (after == [True] or (not after and before == [True, True]))
        amid = before == [True, True] and after == [True] and verdicts[index].level in {"none", "weak"}
        ends = not after and _only_told(verdicts[index])
        if enclosed and not ends and not about[place] and (amid or _fits(verdicts[index], counts)):
            found.append(index)
    for place, (one, other) in enumerate(pairwise(order), 1):
        two = about[max(place - 3, 0) : place - 1], about[place - 1 : place + 1], about[place + 1 : place + 2]
        fits = all(_fits(verdicts[i], counts) for i in (one, other))
        if two == ([True, True], [False, False], [True]) and fits and other == one + 1:
            found += [one, other]
    return found
