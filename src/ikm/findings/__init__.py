"""Findings: what is wrong, or worth knowing, about one survey's data.

A fault in a file is data, not an exception.  It becomes a `Finding`: a code, a severity, the place
(sheet, row, column), the value met, and, in Indonesian and English, what it means and what to do.
All findings of a file are reported together.  An ``error`` stops scoring; a ``warning`` changes or may
change how the figure should be read; a ``notice`` only tells.

The words live in ``findings/data/*.toml``, one file per area, so that a jurist or an officer can
read and correct them without reading code.  A finding's code starts with its area
(``answer-off-scale`` stands in ``answer.toml``).

This module does not decide what is wrong: the stages of the flow do.

>>> from ikm.findings import Finding
>>> fault = Finding("answer-off-scale", sheet="Form Responses 1", row=17, column=5,
...                 value="5", details={"element": "U1 Persyaratan", "low": 1, "high": 4})
>>> fault.cell, fault.severity
('F17', 'error')
>>> print(fault.message("en"))
U1 Persyaratan: the score “5” is outside the scale 1 to 4.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from ikm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["AREAS", "Finding", "Findings", "Language", "Severity", "catalogue", "column_letter", "display"]

Severity = Literal["error", "warning", "notice"]
Language = Literal["id", "en"]

AREAS = ("file", "column", "answer", "row", "time", "evidence", "survey")
"""The areas of finding codes; each has a file of words in ``findings/data``."""

_ORDER = {"error": 0, "warning": 1, "notice": 2}
_SHOWN = 60
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_DIRECTIONS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_INVISIBLE = dict.fromkeys((*_CONTROLS, *_DIRECTIONS), "\N{REPLACEMENT CHARACTER}") | dict.fromkeys(
    (0x09, 0x0A, 0x0D, 0x2028, 0x2029), " "
)


def column_letter(column: int) -> str:
    """Spell a 0-based column as spreadsheets do.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def display(value: object, limit: int = _SHOWN) -> str:
    r"""Write a cell's value so that it can be shown anywhere: one line, bounded, no control characters.

    Terminal escapes and text-direction marks are replaced, whole floats lose their ``.0`` so that a
    CSV and a workbook show the same words.

    >>> display(5.0), display(True), display("a\x1b[31m\nb"), display(None)
    ('5', 'TRUE', 'a�[31m b', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)[: limit * 4].translate(_INVISIBLE)
    text = " ".join(text.split())
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= limit else text[: limit - 1] + "…"


@cache
def catalogue(area: str) -> dict[str, dict[str, Any]]:
    """Read the words of one area: ``{code: {"severity": …, "id": {…}, "en": {…}}}``."""
    text = Path(__file__).with_name("data").joinpath(f"{area}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _entry(code: str) -> dict[str, Any]:
    area = code.partition("-")[0]
    entry = catalogue(area).get(code) if area in AREAS else None
    if entry is None:
        raise OptionError(f"There is no finding code {code!r}.")
    return entry


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
        return cast("Severity", _entry(self.code)["severity"])

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
        """Say what to do about it now."""
        return self._words("action", lang)

    def expected(self, lang: Language = "id") -> str:
        """Say what would have been right, or nothing where the message says it."""
        return self._words("expected", lang)

    def _words(self, part: str, lang: Language) -> str:
        template: str = _entry(self.code)[lang].get(part, "")
        return template.format_map(self._fields(lang))

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


class Findings:
    """Every finding of one run: all counted, a bounded number kept in detail.

    A million bad rows must not become a million objects, so findings that name a row are kept up to
    ``limit`` (the first ones met); findings about the file or the form are always kept.

    >>> found = Findings(limit=2)
    >>> for row in (9, 3, 5):
    ...     found.add(Finding("row-unanswered", row=row))
    >>> found.total, [f.row for f in found]
    (3, [3, 9])
    """

    def __init__(self, findings: Iterable[Finding] = (), *, limit: int = 1000) -> None:
        self.limit = limit
        self._kept: list[Finding] = []
        self._in_rows = 0
        self.counts: Counter[str] = Counter()
        self.extend(findings)

    def add(self, finding: Finding) -> None:
        """Count a finding, and keep it while there is room."""
        self.count(finding.code)
        if finding.row is None or self._in_rows < self.limit:
            self._kept.append(finding)
            self._in_rows += finding.row is not None

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add several findings."""
        for finding in findings:
            self.add(finding)

    def count(self, code: str, number: int = 1) -> None:
        """Count findings of a code without keeping any: for those met after the room has run out."""
        self.counts[code] += number

    @property
    def room(self) -> int:
        """How many more findings about rows would be kept."""
        return self.limit - self._in_rows

    def __iter__(self) -> Iterator[Finding]:
        return iter(sorted(self._kept, key=Finding.sort_key))

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def total(self) -> int:
        """How many findings there are, kept or not."""
        return self.counts.total()

    @property
    def errors(self) -> int:
        """How many findings stop scoring."""
        return sum(number for code, number in self.counts.items() if _entry(code)["severity"] == "error")
