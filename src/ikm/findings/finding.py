"""A finding: what was met, where, and its words in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ikm.findings.remedies import at_command, in_words
from ikm.findings.showing import column_letter
from ikm.findings.words import entry_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.findings.words import Language, Severity

__all__ = ["Finding"]


_ORDER = {"error": 0, "warning": 1, "notice": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in the data.

    Parameters
    ----------
    code : str
        The stable name of the kind of finding, as in ``docs/findings.md``.
    sheet : str, optional
        The worksheet; none for a CSV file or a frame.
    row : int, optional
        The file's own row number, from 1.
    column : int, optional
        The file's own column, from 0 (``A``).
    columns : tuple of int
        The columns a finding about the form speaks of, from 0.
    value : str, optional
        The value met, as `display` writes it; never free text or personal data.
    details : mapping
        What else the words of the catalogue name.
    """

    code: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    columns: tuple[int, ...] = ()
    value: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How much it matters: ``error`` stops scoring, ``warning`` qualifies the figure, ``notice`` tells."""
        return cast("Severity", entry_of(self.code)["severity"])

    @property
    def cell(self) -> str | None:
        """The address of the cell, ``F17``; for a whole row its first cell, for a whole column its first row."""
        if self.row is None and self.column is None:
            return None
        return f"{column_letter(self.column or 0)}{self.row or 1}"

    def message(self, lang: Language = "id") -> str:
        """Say what was found, in one or two sentences."""
        return self._words("message", lang)

    def action(self, lang: Language = "id") -> str:
        """Say what to do about it now: the words to type are those of Python, or, printed by it, of the command."""
        python = not at_command() and "python" in entry_of(self.code)[lang]
        return self._words("python" if python else "action", lang)

    def expected(self, lang: Language = "id") -> str:
        """Say what would have been right, or nothing where the message says it."""
        return self._words("expected", lang)

    def _words(self, part: str, lang: Language) -> str:
        template: str = entry_of(self.code)[lang].get(part, "")
        return in_words(template).format_map(self._fields(lang))

    def _fields(self, lang: Language) -> dict[str, object]:
        fields: dict[str, object] = {
            "value": self.value if self.value is not None else "",
            "cell": self.cell or "",
            "row": self.row if self.row is not None else "",
            "column": "" if self.column is None else column_letter(self.column),
            "columns": ", ".join(column_letter(c) for c in self.columns),
            "sheet": self.sheet or "",
        }
        for key, detail in self.details.items():
            fields[key] = detail.get(lang, "") if isinstance(detail, dict) else detail
        return fields

    def sort_key(self) -> tuple[int, int, int, str]:
        """Order findings by place: those of the file first, then by row and column."""
        place = self.column if self.column is not None else min(self.columns, default=-1)
        return (self.row or 0, place, _ORDER[self.severity], self.code)
