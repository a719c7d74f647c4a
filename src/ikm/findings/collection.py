"""The findings of one run: every one counted, a bounded number kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from ikm.findings.finding import Finding
from ikm.findings.words import SEVERITIES, entry_of
from ikm.shown import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Findings"]


class Findings(Drawn, Sequence[Finding]):
    """Every finding of one run, in the order of the file: all counted, a bounded number kept in detail.

    A million bad rows must not become a million objects, so findings that name a row are kept up to
    ``limit`` (the first ones met); findings about the file or the form are always kept.  The sequence is of those
    kept; ``total`` and ``counts`` are of all.  Where rows have labels, ``label_of`` gives that of a row.

    >>> found = Findings(limit=2)
    >>> for row in (9, 3, 5):
    ...     found.add(Finding("row-unanswered", row=row))
    >>> found, found.total, [f.row for f in found], found[0].row
    (<Findings: 3 warnings>, 3, [3, 9], 3)
    """

    def __init__(
        self,
        findings: Iterable[Finding] = (),
        *,
        limit: int = 1000,
        label_of: Callable[[int], str | None] | None = None,
    ) -> None:
        self.limit, self.label_of = limit, label_of
        self._kept: list[Finding] = []
        self._ordered: list[Finding] | None = None
        self._in_rows = 0
        self._counts: Counter[str] = Counter()
        self._closed = False
        self.extend(findings)

    def add(self, finding: Finding) -> None:
        """Count a finding, and keep it while there is room."""
        self.count_only(finding.code)
        if finding.row is None or self._in_rows < self.limit:
            if self.label_of is not None and finding.row is not None and finding.label is None:
                finding = finding.labelled(self.label_of(finding.row))
            self._kept.append(finding)
            self._ordered = None
            self._in_rows += finding.row is not None

    def extend(self, findings: Iterable[Finding]) -> None:
        """Add several findings."""
        for finding in findings:
            self.add(finding)

    def count_only(self, code: str, number: int = 1) -> None:
        """Count findings of a code without keeping any: for those met after the room has run out."""
        if self._closed:
            raise TypeError("These findings belong to a result, which cannot be changed; make Findings of your own.")
        self._counts[code] += number

    def close(self) -> None:
        """Take no more: they belong to a result now."""
        self._closed = True

    @property
    def room(self) -> int:
        """How many more findings about rows would be kept."""
        return self.limit - self._in_rows

    def _in_order(self) -> list[Finding]:
        if self._ordered is None:
            self._ordered = sorted(self._kept, key=Finding.sort_key)
        return self._ordered

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, place: int | slice) -> Finding | tuple[Finding, ...]:
        return tuple(self._in_order()[place]) if isinstance(place, slice) else self._in_order()[place]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._in_order())

    def __len__(self) -> int:
        return len(self._kept)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Findings):
            return NotImplemented
        return self._counts == other._counts and self._in_order() == other._in_order()

    __hash__ = None  # type: ignore[assignment]  # more may be added

    def __repr__(self) -> str:
        met = Counter(dict.fromkeys(SEVERITIES, 0))
        for code, number in self._counts.items():
            met[entry_of(code)["severity"]] += number
        told = (f"{number} {name}{'' if number == 1 else 's'}" for name, number in met.items() if number)
        return f"<Findings: {', '.join(told) or 'none'}>"

    @property
    def counts(self) -> Counter[str]:
        """How many there are of each code, kept or not."""
        return Counter(self._counts)

    @property
    def total(self) -> int:
        """How many findings there are, kept or not."""
        return self._counts.total()

    @property
    def errors(self) -> int:
        """How many findings stop scoring."""
        return sum(number for code, number in self._counts.items() if entry_of(code)["severity"] == "error")
