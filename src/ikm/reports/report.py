"""Report: what is told of a survey, chapter by chapter, every number rounded and written already.

A report is the one thing between a result and paper: a page, a workbook and a document walk it and compute nothing.  A
`Entry` has the text that is read and, where it is a number, the number that text shows, so that a spreadsheet keeps a
number; both are rounded half up from the exact value, once.

>>> from fractions import Fraction
>>> from ikm.reports.report import Entry
>>> Entry.of(Fraction(285, 80), 3, "id")
Entry(text='3,563', value=Fraction(3563, 1000), decimals=3, mutu='')
>>> Entry("Sistem, Mekanisme, dan Prosedur").value is None
True
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from ikm.regulation import round_half_up
from ikm.reports.figures import Figure
from ikm.reports.wording import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ikm.findings import Language

__all__ = [
    "Block",
    "Chapter",
    "Entry",
    "FactList",
    "Head",
    "OfficePlace",
    "Paragraph",
    "ProcessedElement",
    "Processing",
    "Report",
    "ReportTable",
    "Row",
    "Subheading",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a table.

    ``text`` is what is read; ``value`` the number it shows, rounded to ``decimals``, None for words; ``mutu`` the grade
    it stands for, if it is one, for those who colour grades.  ``place`` is the key of a place for what only the office
    knows, where the entry is one: a document keeps what was written there (`OfficePlace`).
    """

    text: str
    value: Fraction | None = None
    decimals: int = 0
    mutu: str = ""
    place: str = field(default="", repr=False)

    @classmethod
    def of(cls, value: Fraction | int, decimals: int, lang: Language, *, percent: bool = False) -> Entry:
        """Write a number; ``percent`` puts the sign behind the text and leaves the value as it is."""
        exact = Fraction(value)
        text = number(exact, decimals, lang)
        return cls(f"{text} %" if percent else text, Fraction(round_half_up(exact, decimals)), decimals)


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column, and whether it holds words, figures or grades."""

    heading: str
    kind: Literal["text", "figure", "grade"] = "figure"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the first cell heads it, ``total`` sets it apart at the end."""

    cells: tuple[Entry, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table: a caption, columns, rows, and what is said below it."""

    key: str
    caption: str
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; an ``alarm`` is said loudly, a ``note`` in small print."""

    text: str
    kind: Literal["plain", "alarm", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class FactList:
    """Labels, each with what is said of it."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a chapter, ``level`` 2 for a section and 3 for what is in one."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class OfficePlace:
    """A place for what only the office knows: its key, what is asked for, and what the office wrote so far.

    A document keeps it as a place that can be written in, under its key, so that what was written is found again.
    """

    key: str
    asked: str
    text: str = ""


Block = Paragraph | Subheading | OfficePlace | FactList | ReportTable | Figure


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: a heading and what stands under it, in order.

    ``key`` names it whatever the language: ``unsur``, ``sebaran``, ``profil``, ``kelompok``, ``statistik``, ``sampel``,
    ``ketelitian``, ``tindak-lanjut``, ``pemeriksaan``, ``metode``, ``tentang``; of an agency ``instansi`` and ``unit``.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ProcessedElement:
    """A column of the processing sheet: sum of scores, questionnaires that answered, mean, weight, weighted mean.

    ``counts`` has each score with how many gave it, the lowest first.
    """

    code: str
    name: str
    total: Fraction
    filled: int
    nrr: Fraction
    weight: Fraction
    nrr_weighted: Fraction
    counts: tuple[tuple[Fraction, int], ...]


@dataclass(frozen=True, slots=True)
class Processing:
    """The regulation's processing sheet, exact: the scores of each respondent, without names, and how they close.

    ``scores`` has a row for each respondent that counts, None where blank; it is empty where only counts are known or
    rows are left out.  ``weight`` is the weight of one element where all have the same.  ``index`` is exact;
    ``footnotes`` are those of the annex, with the weight that was used; ``bands`` its table of grades.  ``words`` are
    those it has in place of the SKM's where it is of another index.
    """

    elements: tuple[ProcessedElement, ...]
    scores: tuple[tuple[Fraction | int | None, ...], ...]
    weight: Fraction | None
    weight_name: str
    factor: Fraction
    nrr_weighted: Fraction
    index: Fraction
    footnotes: tuple[str, ...]
    bands: ReportTable
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A survey as it is told: its heading, the index, and chapters.

    ``headline`` is the index as it is written (or what ``headline_name`` calls it), ``mutu`` and ``kinerja`` its grade;
    ``facts`` stand beside it (respondents, weight, period), and ``alarms`` must be said there.  ``made`` says by what,
    under which regulation and from which input it was made.  ``indices`` names other indices of the form, each with its
    figure; ``index_processing`` has the processing sheet of each, by the key of its chapter.
    """

    lang: Language
    title: str
    subtitle: str
    headline: Entry
    mutu: str
    kinerja: str
    facts: tuple[tuple[str, str], ...]
    alarms: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    made: str
    processing: Processing | None = None
    headline_name: str = ""
    indices: tuple[tuple[str, str], ...] = ()
    index_processing: Mapping[str, Processing] = field(default_factory=dict)

    def chapter(self, key: str) -> Chapter | None:
        """Give a chapter by its key; None where this report has none."""
        return next((chapter for chapter in self.chapters if chapter.key == key), None)
