"""Which worksheet to read.

A sheet asked for by name or number is taken, even a hidden one (and that is said).  Otherwise only visible
sheets count: first those named as Google names the linked sheet of answers, then the first one that holds
something; a cover or a small summary is passed over for a table as wide as nine answers.  The others are
always named, and loudly so when one of them looks like answers as well.

>>> from ikm.sources.workbooks.sheets import Candidate, choose
>>> found = [Candidate("Rekap", "visible", 3, 40), Candidate("Form Responses 1", "visible", 14, 90000)]
>>> choice, findings = choose(found, None)
>>> found[choice].name, findings[0].code
('Form Responses 1', 'file-sheet-chosen')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ikm.errors import OptionError
from ikm.findings import Finding, Typed, display, plural
from ikm.sources.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm.sources.tables import SheetState

__all__ = ["Candidate", "choose", "typed"]

_OF_FORMS = re.compile(r"(form[_ ]?responses?|jawaban formulir|respons? formulir|form jawaban)\b", re.IGNORECASE)
_NINE = 9
_FEW = 7
_LISTED = 8
_A_TABLE = 2
_SHELL = frozenset('"`$!%^\\')
"""Signs that some shell takes for its own between double quotes."""


class Candidate(NamedTuple):
    """A sheet as far as it can be told without reading it.

    Parameters
    ----------
    name : str
        Its name.
    state : {"visible", "hidden", "very hidden"}
        Whether a person sees it.
    columns : int
        Filled cells in the first rows' widest row; 0 for an empty sheet.
    size : int
        Bytes of its part, unpacked: how much it holds.
    rows : int
        How many of the first rows hold something; 2 where nobody has looked.
    """

    name: str
    state: SheetState
    columns: int
    size: int
    rows: int = 2


def choose(sheets: Sequence[Candidate], wanted: str | int | None) -> tuple[int, list[Finding]]:
    """Choose the sheet to read.

    Parameters
    ----------
    sheets : sequence of Candidate
        The workbook's sheets.
    wanted : str or int, optional
        The name, or the number from 1, that the caller asks for.

    Returns
    -------
    tuple
        The index of the sheet, and what the user should hear of the choice.

    Raises
    ------
    OptionError
        When there is no such sheet.
    SourceError
        When every sheet is hidden.
    """
    if wanted is not None:
        choice = _asked_for(sheets, wanted)
        hidden = sheets[choice].state != "visible"
        name = {"chosen": display(sheets[choice].name)}
        return choice, [Finding("file-sheet-hidden-read", details=name)] if hidden else []
    visible = [i for i, sheet in enumerate(sheets) if sheet.state == "visible"]
    if not visible:
        raise refusal("file-only-hidden", candidate=typed([sheet.name for sheet in sheets], 0))
    filled = [i for i in visible if sheets[i].columns] or visible
    # A cover or a summary is far narrower than nine answers; a table of answers never is.
    first = next((i for i in filled if sheets[i].columns >= _NINE), filled[0])
    first = first if sheets[filled[0]].columns < _FEW else filled[0]
    choice = next((i for i in filled if _OF_FORMS.match(sheets[i].name.strip())), first)
    return choice, _told(sheets, choice, visible)


def typed(names: Sequence[str], place: int) -> str:
    """Write what is typed behind ``--sheet`` for a sheet: its name in quotes, or its number.

    Shells take some signs for their own even between double quotes, a long name is shown cut, and a name that two
    sheets share as people read them names neither.

    >>> typed(["Januari", 'Loket "A"'], 0), typed(["Januari", 'Loket "A"'], 1), typed(["Maret", "maret"], 1)
    ('"Januari"', '2', '2')
    """
    name = names[place]
    folded = [display(other).casefold() for other in names]
    plain = name == display(name) and not set(name) & _SHELL and folded.count(name.casefold()) == 1
    return f'"{name}"' if plain else str(place + 1)


def _asked_for(sheets: Sequence[Candidate], wanted: str | int) -> int:
    names = [sheet.name for sheet in sheets]
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        if 1 <= wanted <= len(names):
            return wanted - 1
    elif isinstance(wanted, str):
        if wanted in names:
            return names.index(wanted)
        folded = [display(name).casefold() for name in names]
        if folded.count(display(wanted).casefold()) == 1:
            return folded.index(display(wanted).casefold())
        if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:6]) <= len(names):
            return int(wanted[:6]) - 1
    from difflib import get_close_matches  # noqa: PLC0415  # only for this message

    near = get_close_matches(str(wanted), names, len(names) or 1, 0.0)[:_LISTED]
    listed = ", ".join(f'"{display(name)}"' for name in near or names[:_LISTED])
    numbered = f", and sheets are numbered from 1 to {len(names)}" if str(wanted).strip("-").isdigit() else ""
    raise OptionError(
        f"There is no sheet {display(wanted)!r}; the file has {listed}{numbered}.",
        id=f"Tidak ada lembar kerja {display(wanted)!r}. Yang ada: {listed}; ketik {Typed('sheet')} dengan salah satu "
        "nama itu.",
        about=("sheet",),
    )


def _told(sheets: Sequence[Candidate], choice: int, visible: list[int]) -> list[Finding]:
    chosen = sheets[choice]
    left = [i for i in visible if i != choice and sheets[i].columns]
    same = [i for i in left if _looks_alike(sheets[i], chosen)]
    alike = [sheets[i] for i in same]
    plain = [sheets[i] for i in left if i not in same]
    hidden = [sheet for sheet in sheets if sheet.state != "visible"]
    groups = (("file-sheets-alike", alike), ("file-sheet-chosen", plain), ("file-sheets-hidden", hidden))
    return [
        Finding(
            code,
            details={
                "chosen": display(chosen.name),
                "others": _listed(group),
                "candidate": typed([sheet.name for sheet in sheets], sheets.index(group[0])),
                "alike": tuple(i + 1 for i in same),
            },
        )
        for code, group in groups
        if group
    ]


def _looks_alike(other: Candidate, chosen: Candidate) -> bool:
    if other.rows < _A_TABLE <= chosen.rows:
        return False  # a month that has not come yet: its sheet has a heading and nothing below
    named = _OF_FORMS.match(other.name.strip()) is not None
    return (named or other.columns >= _NINE) and other.columns * 2 >= chosen.columns and other.size * 20 >= chosen.size


def _listed(sheets: Sequence[Candidate]) -> dict[str, str]:
    names = ", ".join(f'"{display(sheet.name)}"' for sheet in sheets[:_LISTED])
    more = len(sheets) - _LISTED
    return {
        "id": names + (f" dan {more} lembar lain" if more > 0 else ""),
        "en": names + (f" and {plural(more, 'more sheet')}" if more > 0 else ""),
    }
