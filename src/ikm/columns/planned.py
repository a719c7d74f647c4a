"""Planned: columns as a survey file names them, by their headings; which of them the next form still has.

Case, blanks, signs, the place of a column and the number before a question may change without a word.  What else was
worded anew is let go, and recognised by its words (`ikm.columns.rewordings`).

>>> from ikm.records import PlannedChoice
>>> chosen = {"sarana": PlannedChoice("Ruang tunggu", "sarana"), "biaya": PlannedChoice("4. Biaya", "biaya"), "U1": "A"}
>>> kept, lost = still_there(chosen, ["Syarat", "Kebersihan ruang", "5. BIAYA"], ("biaya", "sarana"), (), None)
>>> kept, [(one.key, one.texts) for one in lost]
({'biaya': 3, 'U1': 'A'}, [('sarana', ('Ruang tunggu',))])
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm.columns.choices import headed, named
from ikm.columns.words import heading_key
from ikm.records import PlannedChoice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ikm.arguments import ColumnChoice

__all__ = ["Gone", "quoted", "still_there", "written"]

_PLACE = re.compile(r"[A-Za-z]{1,3}|[0-9]{1,5}")


@dataclass(frozen=True)
class Gone:
    """Headings of a survey file that no column of the form has.

    Parameters
    ----------
    key : str
        The element, or the other name.
    texts : tuple of str
        The headings that are not there.
    plan : PlannedChoice
        What the file says of it.
    """

    key: str
    texts: tuple[str, ...]
    plan: PlannedChoice

    @property
    def wanted(self) -> int:
        """How many columns the file names."""
        return 1 if isinstance(self.plan.choice, (str, int)) else len(self.plan.choice)


def still_there(
    chosen: Mapping[str, ColumnChoice | PlannedChoice],
    headers: Sequence[object],
    elements: Sequence[str],
    others: Sequence[str],
    order: str | None,
) -> tuple[dict[str, ColumnChoice], list[Gone]]:
    """Part the choices whose columns are there from those of a survey file whose are not.

    Parameters
    ----------
    chosen : mapping
        The choices; those of a survey file are `PlannedChoice`.
    headers : sequence
        The headings of the form.
    elements, others, order
        What a choice may be for, as `ikm.columns.choices.resolve` knows it.
    """
    kept: dict[str, ColumnChoice] = {}
    of_file = any(isinstance(choice, PlannedChoice) for choice in chosen.values())
    keys = [heading_key(header) for header in headers] if of_file else []
    lost: list[Gone] = []
    for name, choice in chosen.items():
        if not isinstance(choice, PlannedChoice):
            kept[name] = choice
            continue
        wanted = [choice.choice] if isinstance(choice.choice, (str, int)) else list(choice.choice)
        found = {text: headed(text, headers, keys) for text in wanted if isinstance(text, str)}
        gone = tuple(text for text, places in found.items() if not places and not _PLACE.fullmatch(text.strip()))
        left: list[str | int] = [
            # A heading that stands twice stays as it is: to be asked.
            found[one][0] + 1 if isinstance(one, str) and len(found[one]) == 1 else one
            for one in wanted
            if one not in gone
        ]
        if gone:
            lost.append(Gone(named(name, elements, others, order), gone, choice))
        if left:
            kept[name] = left[0] if len(left) == 1 else left
    return kept, lost


def written(indices: Sequence[int], headers: Sequence[str]) -> str:
    """Write columns as a survey file names them: by heading, or by number where that is empty, cut or not its own.

    >>> written([0], ["Biaya", "Waktu", "Biaya"]), written([1, 2], ["Biaya", "Waktu", "Biaya"])
    ('1', '["Waktu", 3]')
    """
    texts = []
    for index in indices:
        header = headers[index]
        plain = header and not header.endswith("…") and headed(header, headers) == [index]
        texts.append(quoted(header) if plain and not _PLACE.fullmatch(header) else str(index + 1))
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def quoted(text: str) -> str:
    """Write a text as TOML does, between quotes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
