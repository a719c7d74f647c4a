"""The findings of one run: every one counted, a bounded number kept."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ikm.findings.finding import Finding
from ikm.findings.words import entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Findings"]


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
        return sum(number for code, number in self.counts.items() if entry_of(code)["severity"] == "error")
