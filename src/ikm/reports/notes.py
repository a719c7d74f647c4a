"""Notes: the findings of one run as people read them, those of one kind together.

A cause met in forty cells is one note: the first cell in full, the others as addresses beside it.  What is to be done
is a kind's own: cells in which one answer must be corrected stand together, those of another answer are a note of
their own, up to a few of each kind.  Kinds stand in the order in which the file shows them first.

>>> from ikm.findings import Finding
>>> from ikm.reports.notes import notes_of
>>> blank = {"element": {"id": "U9 Sarana dan Prasarana", "en": "U9 Facilities"}}
>>> found = [Finding("answer-blank", row=row, column="K", details=blank) for row in (5, 9, 12)]
>>> (note,) = notes_of(found, {"answer-blank": 3}, "id")
>>> note.place, note.more
('K5', '2 sel lagi seperti ini: K9, K12')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ikm.findings import SEVERITIES
from ikm.reports.wording import number, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ikm.findings import Finding, Language

__all__ = ["Note", "notes_of"]

_EACH = 3
"""How many notes one kind of finding has, of which each has a remedy of its own."""

_PLACES = 12
"""How many addresses stand beside a note."""


class Note(NamedTuple):
    """A finding, and how many are like it."""

    finding: Finding
    place: str
    more: str
    number: int

    @property
    def gravity(self) -> int:
        """Its place among the severities: 0 for what stops the scoring."""
        return SEVERITIES.index(self.finding.severity)


def notes_of(
    findings: Iterable[Finding],
    totals: Mapping[str, int],
    lang: Language,
    *,
    each: int = _EACH,
    places: int = _PLACES,
) -> list[Note]:
    """Put findings together, those of one kind beside each other.

    Parameters
    ----------
    findings : iterable of Finding
        What was found, in the order of the file, and in the language of ``lang``.
    totals : mapping
        How many there are of each code, where not all are listed.
    lang : {"id", "en"}
        The language.
    each : int
        How many notes a kind may have; what is left of it is told with the last of them.
    places : int
        How many addresses stand beside a note.
    """
    kinds: dict[str, dict[tuple[str, str | None], list[Finding]]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, {}).setdefault((finding.action, finding.file), []).append(finding)
    notes = []
    for code, remedies in kinds.items():
        groups = list(remedies.values())
        if len(groups) > each:
            groups = [*groups[: each - 1], [one for group in groups[each - 1 :] for one in group]]
        unlisted = max(0, totals.get(code, 0) - sum(map(len, groups)))
        for group in groups:
            more = unlisted if group is groups[-1] else 0
            notes.append(_note(group, more, places, lang))
    return notes


def _note(group: Sequence[Finding], unlisted: int, places: int, lang: Language) -> Note:
    first, *rest = group
    return Note(first, _place(first, lang), _more(first, rest, unlisted, places, lang), len(group) + unlisted)


def _place(finding: Finding, lang: Language) -> str:
    """Give the address of a cell or a column where the sentence does not name it, and its file among several."""
    address = finding.cell if finding.row is not None else finding.column
    if finding.column is None or address is None or re.search(rf"\b{address}\b", finding.message):
        return finding.file or ""
    place = address if finding.row is not None else phrases(lang)["in_column"].format(column=address)
    return f"{finding.file} {place}" if finding.file is not None else place


def _more(first: Finding, rest: Sequence[Finding], unlisted: int, places: int, lang: Language) -> str:
    if not rest and not unlisted:
        return ""
    count, say = len(rest) + unlisted, phrases(lang)
    kind = "cell" if first.row and first.column else "row" if first.row else "column" if first.column else "kind"
    addresses = [one.row if kind == "row" else one.column if kind == "column" else one.cell for one in rest]
    named = [f"{one.file} " if one.file not in (None, first.file) else "" for one in rest]
    listed = [f"{file}{at}" for file, at in zip(named, addresses, strict=True) if at is not None]
    cut = len(listed) > places or (unlisted > 0 and bool(listed))
    told = ", ".join(listed[:places]) + (", …" if cut else "")
    words = say[f"alike_{kind}" if count == 1 else f"alike_{kind}s"].format(number=number(count, 0, lang))
    return f"{words}: {told}" if told else words
